//! The pages about one person and about several at once, with made-up values.

use super::{
    samples::{HOSTILE, LANGUAGE, NOW, document, refused},
    *,
};
use crate::{
    domain::{
        access::Holder,
        ids::{ApiTokenId, ProjectId},
        invitation::MailState,
        language::Language,
        member::Status,
        role::{AccountRole, ProjectRole},
        time::Span,
    },
    panel::{forms::FormState, outcome::BulkLine, shell::PersonData},
};
use leptos::prelude::*;

fn who(name: &str, email: &str) -> PersonData {
    PersonData { name: name.to_owned(), email: email.to_owned() }
}

fn sessions() -> Vec<SessionLine> {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    [firefox, HOSTILE, ""]
        .map(|user_agent| SessionLine {
            user_agent: user_agent.to_owned(),
            ip: "2001:db8:85a3:8d3:1319:8a2e:370:7348".into(),
            created_at: NOW - Span::hours(3),
            seen_at: NOW - Span::minutes(4),
        })
        .to_vec()
}

fn tokens() -> Vec<TokenLine> {
    let token = |id, name: &str, expires_at, last_used_at| TokenLine {
        id: ApiTokenId(id),
        name: name.to_owned(),
        role: AccountRole::PurgeApi,
        expires_at,
        last_used_at,
    };
    vec![
        token(17, "ci runner", None, None),
        token(18, HOSTILE, Some(NOW + Span::hours(50)), Some(NOW - Span::minutes(50))),
    ]
}

fn every_action(impossible: &[RowAction]) -> Vec<(RowAction, Option<String>)> {
    RowAction::ALL
        .into_iter()
        .map(|action| (action, impossible.contains(&action).then(|| "Already accepted".to_owned())))
        .collect()
}

fn active() -> PersonPage {
    let holder = Holder { role: AccountRole::Engineers, client_administrator: true };
    PersonPage {
        id: 2,
        person_id: 5003,
        who: who("Mara Voss", "mara@example.org"),
        is_you: false,
        role: AccountRole::Engineers,
        language: Language::De,
        status: Status::Active,
        sees_mail: true,
        two_factor: TwoFactor::On { app: false, passkey: true },
        last_seen: Some(NOW - Span::minutes(4)),
        joined_at: Some(NOW - Span::hours(900)),
        removed_at: None,
        reaches_every_project: true,
        access: vec![
            ("web".into(), holder.in_project(Some(ProjectRole::Observer))),
            (HOSTILE.into(), holder.in_project(None)),
        ],
        invitation: Some(InvitationLines {
            invited_by: "Ada Lindqvist".into(),
            issued_at: NOW - Span::hours(901),
            expires_at: NOW - Span::hours(877),
            mail: MailState::Sent,
            mail_reason: "250 2.0.0 Ok".into(),
            mail_next_at: None,
            accepted_at: Some(NOW - Span::hours(900)),
            revoked_at: None,
            declined_at: None,
            note: format!("Hello {HOSTILE}"),
            two_factor: true,
        }),
        timeline: samples_mail::timeline(),
        access_ends_at: Some(NOW + Span::hours(24 * 30)),
        tokens: tokens(),
        sessions: sessions(),
        actions: every_action(&[RowAction::Resend, RowAction::CopyLink, RowAction::Revoke]),
        now: NOW,
    }
}

fn pending() -> PersonPage {
    PersonPage {
        who: who("", HOSTILE),
        status: Status::Retrying { reason: HOSTILE.into(), next_at: Some(NOW + Span::minutes(2)) },
        two_factor: TwoFactor::NotYet,
        last_seen: None,
        joined_at: None,
        reaches_every_project: false,
        access: Vec::new(),
        invitation: active().invitation.map(|lines| InvitationLines {
            invited_by: HOSTILE.into(),
            expires_at: NOW + Span::hours(20),
            mail: MailState::Retrying,
            mail_reason: HOSTILE.into(),
            mail_next_at: Some(NOW + Span::minutes(2)),
            accepted_at: None,
            ..lines
        }),
        tokens: Vec::new(),
        sessions: Vec::new(),
        actions: every_action(&[RowAction::SignOut, RowAction::Suspend, RowAction::Restore]),
        ..active()
    }
}

fn person(page: PersonPage) -> String {
    document(page.title(), true, None, move || view! { <PersonView language=LANGUAGE page/> }.into_any())
}

fn edit(form: FormState, is_pending: bool, is_you: bool, impossible: Option<String>) -> String {
    let projects = [(1, "Default"), (2, "web"), (3, HOSTILE)]
        .map(|(id, name)| ProjectChoice { id: ProjectId(id), name: name.to_owned() })
        .to_vec();
    let page = EditPage {
        id: 2,
        who: who("Mara Voss", "mara@example.org"),
        form,
        seen: "email=mara%40example.org".to_owned(),
        own_role: AccountRole::Administrators,
        projects,
        is_pending,
        is_you,
        mail_ready: is_you,
        impossible,
    };
    document(page.title(LANGUAGE), true, None, move || {
        view! { <EditView language=LANGUAGE page/> }.into_any()
    })
}

fn confirm(page: ConfirmPage) -> String {
    document(page.title(LANGUAGE), true, None, move || {
        view! { <ConfirmView language=LANGUAGE page/> }.into_any()
    })
}

fn asked(action: RowAction) -> ConfirmPage {
    ConfirmPage {
        id: 2,
        action,
        who: who("Mara Voss", "mara@example.org"),
        plan: None,
        impossible: None,
        mail_ready: true,
        form: FormState::default(),
    }
}

fn removal(sessions: Vec<SessionLine>, tokens: Vec<TokenLine>) -> ConfirmPage {
    let plan = RemovalPlan {
        sole_administrator_of: if sessions.is_empty() {
            Vec::new()
        } else {
            vec!["web".into(), HOSTILE.into()]
        },
        open_invitations: i64::try_from(sessions.len()).unwrap(),
        sessions,
        tokens,
        now: NOW,
    };
    ConfirmPage { who: who(HOSTILE, "mara@example.org"), plan: Some(plan), ..asked(RowAction::Delete) }
}

fn selected() -> Vec<Selected> {
    vec![
        Selected {
            id: 2,
            who: who("Mara Voss", "mara@example.org"),
            facts: vec!["2 sessions end".into(), HOSTILE.into()],
            impossible: None,
        },
        Selected { id: 3, who: who("", HOSTILE), facts: Vec::new(), impossible: Some(HOSTILE.into()) },
    ]
}

/// The pages by name.
pub fn all() -> Vec<(String, String)> {
    let values = [
        ("name", HOSTILE),
        ("email", HOSTILE),
        ("language", "de"),
        ("role", "5"),
        ("scope", "project"),
        ("projects[2]", "Observer"),
    ];
    let typed = refused(&[], &values);
    let wrong = refused(&["form", "name", "email", "role", "projects[3]"], &values);
    let gone = Some("No longer in this account".to_owned());
    let mut pages = vec![
        ("person".into(), person(active())),
        ("person-pending".into(), person(pending())),
        ("edit".into(), edit(typed.clone(), false, false, None)),
        ("edit-pending-refused".into(), edit(wrong, true, false, None)),
        ("edit-oneself".into(), edit(typed, false, true, None)),
        ("edit-removed".into(), edit(FormState::default(), false, false, gone.clone())),
        ("confirm-delete".into(), confirm(removal(sessions(), Vec::new()))),
        ("confirm-delete-tokens".into(), confirm(removal(sessions(), tokens()))),
        ("confirm-delete-nothing".into(), confirm(removal(Vec::new(), Vec::new()))),
        (
            "confirm-delete-refused".into(),
            confirm(ConfirmPage { form: refused(&["form"], &[]), ..removal(sessions(), tokens()) }),
        ),
        (
            "confirm-untold".into(),
            confirm(ConfirmPage { mail_ready: false, ..asked(RowAction::ResetTwoFactor) }),
        ),
        ("confirm-impossible".into(), confirm(ConfirmPage { impossible: gone, ..asked(RowAction::Suspend) })),
    ];
    for action in RowAction::ALL.into_iter().filter(|action| *action != RowAction::Edit) {
        if action != RowAction::Delete {
            pages.push((format!("confirm-{}", action.name()), confirm(asked(action))));
        }
    }
    pages.extend(of_several());
    pages
}

fn of_several() -> Vec<(String, String)> {
    let delete = BulkDeletePage { selected: selected() };
    let role = BulkRolePage {
        selected: selected(),
        form: refused(&["role"], &[]),
        own_role: AccountRole::Administrators,
    };
    let line = |name: &str, done, text: &str| BulkLine { name: name.into(), done, text: text.into() };
    let result =
        BulkResultPage { lines: vec![line("Mara Voss", true, "Removed."), line(HOSTILE, false, HOSTILE)] };
    vec![
        (
            "bulk-delete".into(),
            document(delete.title(LANGUAGE), true, None, move || {
                view! { <BulkDeleteView language=LANGUAGE page=delete/> }.into_any()
            }),
        ),
        (
            "bulk-role".into(),
            document(role.title(LANGUAGE), true, None, move || {
                view! { <BulkRoleView language=LANGUAGE page=role/> }.into_any()
            }),
        ),
        (
            "bulk-result".into(),
            document(result.title(LANGUAGE), true, None, move || {
                view! { <BulkResultView language=LANGUAGE page=result/> }.into_any()
            }),
        ),
    ]
}
