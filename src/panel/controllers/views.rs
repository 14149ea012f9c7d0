//! From what services know to what pages show.

use super::{
    list_view::{actions, address, columns, filters},
    mail,
    respond::fragment,
};
use crate::{
    domain::{member::Status, password::MIN_CHARS, role::AccountRole, scope, time::Timestamp},
    panel::{
        call::Call,
        outcome::UsersFragment,
        pages::{Access, AccessInWords, TwoFactor, UserRow, UsersList, UsersRegion},
    },
    service::members::{ListMembers, Member, MemberList},
};
use leptos::prelude::*;

/// The fewest characters of a password, for the forms.
pub fn password_min() -> u32 {
    u32::try_from(MIN_CHARS).unwrap_or(u32::MAX)
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
    let here = address(&list.wanted);
    let back = form_urlencoded::Serializer::new(String::new()).append_pair("back", &here).finish();
    UsersList {
        invite: if here == "/users" { "/users/invite".into() } else { format!("/users/invite?{back}") },
        mail_ready: call.app.sends_mail(),
        pause: list.pause.clone().map(|pause| mail::pause_lines(call, pause)),
        sees_mail: mail::sees_mail(call),
        matching: list.matching,
        filters: filters(call.ctx.language, &list),
        columns: columns(&list.wanted),
        previous: list.previous.map(|before| address(&ListMembers { before, ..start.clone() })),
        next: list.next.map(|after| address(&ListMembers { after, ..start.clone() })),
        more: list.more,
        search: list.wanted.search,
        size: u32::try_from(list.wanted.size).unwrap_or(0),
        total: list.counts.total,
        rows: list.members.into_iter().map(|member| user_row(call, member, list.two_factor_from)).collect(),
        now: call.ctx.now,
    }
}

fn user_row(call: &Call, member: Member, required_from: Option<Timestamp>) -> UserRow {
    let is_you = call.ctx.principal.as_ref().is_some_and(|you| you.user_id == member.user_id);
    let actions = actions(call, &member);
    let two_factor = match member.status {
        Status::Active | Status::Suspended { .. } => {
            TwoFactor::of(member.factors(), required_from, call.ctx.now)
        }
        _ => TwoFactor::NotYet,
    };
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
        progress: member.progress,
        two_factor,
        last_seen: member.last_seen,
        actions,
    }
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
