//! From what services know of one person to what pages show.

use super::{list_view::in_words, mail, respond::fragment, timeline};
use crate::{
    domain::{
        ids::MembershipId,
        language::Language,
        member::{MembershipState, Status},
        time::Timestamp,
    },
    panel::{
        call::Call,
        forms::FormState,
        pages::{
            AskedOn, ConfirmForm, ConfirmPage, EditPage, InvitationLines, PersonPage, ProjectChoice,
            RemovalPlan, RowAction, Selected, SessionLine, TokenLine, TwoFactor,
        },
        shell::PersonData,
    },
    service::{
        self, Error,
        member_actions::{Impossible, RowActions, possible},
        members::Member,
        person::{OpenSession, Person, Plan, TokenFacts},
    },
    t,
};
use leptos::prelude::*;

/// The page of a person.
pub fn person_page(call: &Call, person: Person) -> PersonPage {
    let language = call.ctx.language;
    let member = person.member;
    PersonPage {
        id: member.id.0,
        person_id: member.user_id.0,
        who: data(&member),
        is_you: is_you(call, &member),
        role: member.role,
        language: member.language,
        two_factor: match member.status {
            Status::Active | Status::Suspended { .. } => {
                TwoFactor::of(member.factors(), person.two_factor_from, call.ctx.now)
            }
            _ => TwoFactor::NotYet,
        },
        last_seen: member.last_seen,
        joined_at: person.joined_at,
        removed_at: person.removed_at,
        reaches_every_project: person.holder.reaches_every_project(),
        // Of somebody who is gone, nothing is open any more.
        access: if member.state == MembershipState::Removed {
            Vec::new()
        } else {
            person.access.into_iter().map(|(_, name, access)| (name, access)).collect()
        },
        status: member.status,
        sees_mail: mail::sees_mail(call),
        invitation: person.invitation.map(|facts| InvitationLines {
            invited_by: facts.invited_by,
            issued_at: facts.issued_at,
            expires_at: facts.expires_at,
            mail: facts.mail,
            mail_reason: facts.mail_reason,
            mail_next_at: facts.mail_next_at,
            accepted_at: facts.accepted_at,
            revoked_at: facts.revoked_at,
            declined_at: facts.declined_at,
            note: facts.note,
            two_factor: facts.two_factor,
        }),
        timeline: person.timeline.into_iter().map(|step| timeline::line(language, step)).collect(),
        access_ends_at: person.access_ends_at,
        tokens: person.tokens.into_iter().map(token_line).collect(),
        sessions: person.sessions.into_iter().map(session_line).collect(),
        actions: actions(language, &person.actions),
        now: call.ctx.now,
    }
}

/// The question before an action.
///
/// # Errors
/// [`Error::NotFound`] for a number that is none of this account's; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn confirm_page(call: &Call, id: MembershipId, action: RowAction) -> Result<ConfirmPage, Error> {
    let language = call.ctx.language;
    let page = |member: &Member, plan, impossible: Option<Impossible>| ConfirmPage {
        id: id.0,
        action,
        who: data(member),
        plan,
        impossible: impossible.map(|why| in_words(language, why)),
        mail_ready: call.app.sends_mail(),
        form: FormState::default(),
    };
    if action == RowAction::Delete {
        let plan = service::person::plan(&call.app, &call.ctx, id).await?;
        let (member, impossible) = (plan.member.clone(), plan.impossible);
        return Ok(page(&member, Some(removal_plan(plan, call.ctx.now)), impossible));
    }
    let person = service::person::person(&call.app, &call.ctx, id).await?;
    let impossible = of_action(&person.actions, action);
    Ok(page(&person.member, None, impossible))
}

/// The question before an action, as HTML.
pub fn confirm_form(call: &Call, page: ConfirmPage) -> String {
    let language = call.ctx.language;
    fragment(|| view! { <ConfirmForm language page asked_on=AskedOn::Dialog/> })
}

/// The page on which a person is edited, with the values in force.
pub fn edit_page(call: &Call, person: Person) -> EditPage {
    let member = &person.member;
    EditPage {
        id: member.id.0,
        who: data(member),
        own_role: call.ctx.principal.as_ref().map_or(member.role, |principal| principal.role),
        is_pending: member.state == MembershipState::Pending,
        is_you: is_you(call, member),
        mail_ready: call.app.sends_mail(),
        impossible: person.actions.edit.map(|why| in_words(call.ctx.language, why)),
        seen: person.form.stamp(),
        form: FormState::with(person.form.values()),
        projects: person.access.into_iter().map(|(id, name, _)| ProjectChoice { id, name }).collect(),
    }
}

/// Somebody selected to be removed, in short what goes with them.
pub fn to_be_removed(call: &Call, plan: &Plan) -> Selected {
    let language = call.ctx.language;
    let count = |facts: &mut Vec<String>, number: usize, text: fn(Language, usize) -> String| {
        if number > 0 {
            facts.push(text(language, number));
        }
    };
    let mut facts = Vec::new();
    count(&mut facts, plan.sessions.len(), |language, count| {
        t!(language, "bulk-fact-sessions", count = count)
    });
    for project in &plan.sole_project_administrator {
        facts.push(t!(language, "bulk-fact-project", project = project.as_str()));
    }
    let invitations = usize::try_from(plan.open_invitations_sent).unwrap_or(0);
    count(&mut facts, invitations, |language, count| t!(language, "confirm-plan-invitations", count = count));
    let tokens = (!plan.tokens.is_empty()).then(|| t!(language, "fault-active-tokens"));
    Selected {
        id: plan.member.id.0,
        who: data(&plan.member),
        facts,
        impossible: plan.impossible.map(|why| in_words(language, why)).or(tokens),
    }
}

/// Somebody selected to be given another role.
pub fn to_be_changed(call: &Call, member: &Member) -> Selected {
    let language = call.ctx.language;
    let actions = call.ctx.principal.as_ref().map(|own| possible(own, member, call.app.sends_mail()));
    let oneself = is_you(call, member).then_some(Impossible::Oneself);
    let impossible = actions.and_then(|actions| actions.edit).or(oneself);
    Selected {
        id: member.id.0,
        who: data(member),
        facts: vec![member.role.name().to_owned()],
        impossible: impossible.map(|why| in_words(language, why)),
    }
}

const fn of_action(actions: &RowActions, action: RowAction) -> Option<Impossible> {
    match action {
        RowAction::Approve => actions.approve,
        RowAction::Resend => actions.resend,
        RowAction::CopyLink => actions.copy_link,
        RowAction::Edit => actions.edit,
        RowAction::ResetTwoFactor => actions.reset_two_factor,
        RowAction::SignOut => actions.sign_out,
        RowAction::Suspend => actions.suspend,
        RowAction::Restore => actions.restore,
        RowAction::Revoke => actions.revoke,
        RowAction::Delete => actions.remove,
    }
}

/// All actions in the order of the menu, of suspending and restoring the one that is due.
fn actions(language: Language, actions: &RowActions) -> Vec<(RowAction, Option<String>)> {
    let not_due = match (actions.suspend, actions.restore) {
        (Some(_), None) => RowAction::Suspend,
        _ => RowAction::Restore,
    };
    RowAction::ALL
        .into_iter()
        .filter(|action| *action != not_due)
        // Only where somebody waits for it.
        .filter(|action| *action != RowAction::Approve || actions.approve.is_none())
        .map(|action| (action, of_action(actions, action).map(|why| in_words(language, why))))
        .collect()
}

fn removal_plan(plan: Plan, now: Timestamp) -> RemovalPlan {
    RemovalPlan {
        sessions: plan.sessions.into_iter().map(session_line).collect(),
        tokens: plan.tokens.into_iter().map(token_line).collect(),
        sole_administrator_of: plan.sole_project_administrator,
        open_invitations: plan.open_invitations_sent,
        now,
    }
}

fn data(member: &Member) -> PersonData {
    PersonData { name: member.name.clone(), email: member.email.clone() }
}

fn is_you(call: &Call, member: &Member) -> bool {
    call.ctx.principal.as_ref().is_some_and(|you| you.user_id == member.user_id)
}

fn session_line(session: OpenSession) -> SessionLine {
    SessionLine {
        user_agent: session.user_agent,
        ip: session.ip,
        created_at: session.created_at,
        seen_at: session.seen_at,
    }
}

fn token_line(token: TokenFacts) -> TokenLine {
    let TokenFacts { id, name, role, expires_at, last_used_at } = token;
    TokenLine { id, name, role, expires_at, last_used_at }
}
