//! From what services know to what pages show.

use super::respond::fragment;
use crate::{
    domain::{
        language::Language,
        member::{MembershipState, Status},
        password::MIN_CHARS,
        role::AccountRole,
        scope,
        time::Span,
    },
    i18n::format,
    panel::{
        call::Call,
        forms::FormState,
        outcome::UsersFragment,
        pages::{
            Access, AccessInWords, InviteForm, InvitePage, ProjectChoice, TwoFactor, UserRow, UsersList,
            UsersRegion,
        },
    },
    service::{
        invitations::Offering,
        members::{ListMembers, Member, MemberList},
    },
    t,
};
use leptos::prelude::*;

/// The fewest characters of a password, for the forms.
pub fn password_min() -> u32 {
    u32::try_from(MIN_CHARS).unwrap_or(u32::MAX)
}

/// The invite page or its form in the dialog.
pub fn invite_page(call: &Call, offering: Offering, form: FormState) -> InvitePage {
    InvitePage {
        form,
        own_role: offering.own_role,
        projects: offering
            .projects
            .into_iter()
            .map(|project| ProjectChoice { id: project.id, name: project.name })
            .collect(),
        mail_ready: call.app.sends_mail(),
    }
}

/// The invite form alone, as HTML.
pub fn invite_form(call: &Call, offering: Offering) -> String {
    let language = call.ctx.language;
    let page = invite_page(call, offering, FormState::default());
    fragment(|| view! { <InviteForm language page/> })
}

/// The table of the Users page, as HTML.
pub fn users_fragment(call: &Call, list: MemberList) -> UsersFragment {
    let language = call.ctx.language;
    let address = address(&list.wanted);
    let list = users_list(call, list);
    UsersFragment { html: fragment(|| view! { <UsersRegion language list/> }), address }
}

/// The table of the Users page.
pub fn users_list(call: &Call, list: MemberList) -> UsersList {
    let start = list.wanted.from_start();
    UsersList {
        previous: list.previous.map(|before| address(&ListMembers { before, ..start.clone() })),
        next: list.next.map(|after| address(&ListMembers { after, ..start.clone() })),
        search: list.wanted.search,
        size: u32::try_from(list.wanted.size).unwrap_or(0),
        total: list.counts.total,
        rows: list.members.into_iter().map(|member| user_row(call, member)).collect(),
        now: call.ctx.now,
    }
}

/// The local address of a page of the list.
fn address(wanted: &ListMembers) -> String {
    let query = wanted.to_query();
    if query.is_empty() { "/users".into() } else { format!("/users?{query}") }
}

fn user_row(call: &Call, member: Member) -> UserRow {
    let language = call.ctx.language;
    let is_you = call.ctx.principal.as_ref().is_some_and(|you| you.user_id == member.user_id);
    let not_pending = match member.state {
        MembershipState::Pending => None,
        MembershipState::Active => Some(t!(language, "users-action-accepted")),
        MembershipState::Removed => Some(t!(language, "users-action-removed")),
    };
    let resend = not_pending.clone().or_else(|| resend_not_yet(call, language, &member));
    let two_factor = if member.status == Status::Active { TwoFactor::Off } else { TwoFactor::NotYet };
    UserRow {
        id: member.id.0,
        person_id: member.user_id.0,
        name: member.name,
        email: member.email,
        is_you,
        role: member.role,
        access: if member.client_administrator {
            Access::AllProjects
        } else if member.projects > 0 {
            Access::Projects(member.projects)
        } else {
            Access::AccountOnly
        },
        language: member.language,
        status: member.status,
        two_factor,
        last_seen: member.last_seen,
        resend,
        copy_link: not_pending,
    }
}

fn resend_not_yet(call: &Call, language: Language, member: &Member) -> Option<String> {
    if !call.app.sends_mail() {
        return Some(t!(language, "users-action-no-mail"));
    }
    let wait = member.cooldown.map(Span::as_seconds_up)?;
    Some(t!(language, "users-action-cooling", seconds = format::number(language, wait)))
}

/// Role and access in words.
pub fn access_in_words(role: AccountRole, access: scope::Access) -> AccessInWords {
    let (client_administrator, projects) = match access {
        scope::Access::AccountOnly => (false, Vec::new()),
        scope::Access::AllProjects => (true, Vec::new()),
        scope::Access::Projects(projects) => (false, projects),
    };
    AccessInWords { role, client_administrator, projects }
}
