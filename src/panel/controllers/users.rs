//! The Users page, its invite form, and the page for people who may not see it.

use super::{
    adapter::{Posted, is_signed_out, kept, post, query_value, see_other, to_sign_in},
    download::download,
    invite_view, list_view,
    respond::{Page, html},
    trouble, views,
};
use crate::{
    domain::{ids::MembershipId, policy::Action},
    panel::{
        actions::{
            error_of,
            users::{CopyInvitationLink, InviteUser, ResendInvitation, UndoInvitation},
        },
        call::Call,
        forms::FormState,
        outcome::{ActionError, Notice, Tone},
        pages::{InvitePage, InviteView, UsersPage, UsersView, WelcomePage, WelcomeView},
        shell::Section,
    },
    service::{
        self, Error,
        invitations::Invite,
        member_export::{self, Chosen, MOST_CHOSEN},
        members::ListMembers,
    },
};
use axum::{
    body::Bytes,
    extract::{Path, RawQuery},
    http::{StatusCode, header::LOCATION},
    response::Response,
};
use leptos::prelude::*;

/// `GET /`: the Users page for those who manage people, a welcome for everybody else.
pub async fn home(call: Call) -> Response {
    let Some(principal) = call.ctx.principal.clone() else {
        // Who belongs to no account yet has come to answer an invitation.
        return if call.ctx.waiting.is_some() { see_other("/invitations") } else { to_sign_in(&call) };
    };
    if principal.may(Action::SeePeople) {
        return see_other("/users");
    }
    let access = match service::members::own_access(&call.app, &call.ctx).await {
        Ok(access) => views::access_in_words(principal.role, access),
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let page = WelcomePage { account: principal.account_name, access };
    let title = page.title(language);
    let view = move || view! { <WelcomeView language page=page.clone()/> };
    html(&call, Page { status: StatusCode::OK, title, current: None, islands: false, view }).await
}

/// `GET /users`.
pub async fn list(call: Call, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let wanted = ListMembers::from_query(&query);
    let list = match service::members::list(&call.app, &call.ctx, &wanted).await {
        Ok(list) => views::users_list(&call, list),
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let page = UsersPage { list };
    let title = UsersPage::title(language);
    let view = move || view! { <UsersView language page=page.clone()/> };
    let current = Some(Section::Users);
    html(&call, Page { status: StatusCode::OK, title, current, islands: true, view }).await
}

/// `GET /users/export.csv`: whom the filters show, or the members that `id` names.
pub async fn export(call: Call, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let ids: Vec<MembershipId> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == "id")
        .filter_map(|(_, id)| id.parse().ok().map(MembershipId))
        .take(MOST_CHOSEN)
        .collect();
    let chosen = if ids.is_empty() {
        Chosen::Listed(Box::new(ListMembers::from_query(&query)))
    } else {
        Chosen::Members(ids)
    };
    match member_export::begin(&call.app, &call.ctx, chosen).await {
        Ok(export) => download(export, call.ctx.request_id.clone()),
        Err(error) => failed(&call, error).await,
    }
}

/// `GET /users/invite`; with `again`, filled in with what a removed member had.
pub async fn invite(call: Call, RawQuery(query): RawQuery) -> Response {
    let again = query.as_deref().and_then(|query| query_value(query, "again"));
    let form = match again.and_then(|id| id.parse().ok()) {
        Some(id) => match service::invitations::former(&call.app, &call.ctx, MembershipId(id)).await {
            Ok(former) => invite_view::former_form(&former),
            Err(error) => return failed(&call, error).await,
        },
        None => FormState::default(),
    };
    let check = !form.values.is_empty();
    let mut form = form;
    if let Some(back) = query.as_deref().and_then(|query| query_value(query, "back")) {
        form.values.insert("back".into(), list_address(&back));
    }
    invite_page(&call, StatusCode::OK, form, check).await
}

/// `POST /users/invite`; with `check`, only says what it would come to, and with `preview`, shows the mail.
pub async fn post_invite(call: Call, body: Bytes) -> Response {
    let asked =
        |what: &str| form_urlencoded::parse(&body).any(|(name, value)| name == what && !value.is_empty());
    if asked("check") || asked("preview") {
        let mut form = FormState::with(kept(&body));
        if let Some(back) = form.values.get_mut("back") {
            *back = list_address(back);
        }
        return invite_page(&call, StatusCode::OK, form, true).await;
    }
    match post::<InviteUser>(&call, &[], &body).await {
        Posted::Done(response) => {
            let to_list = response.headers().get(LOCATION).is_some_and(|to| to.as_bytes() == b"/users");
            let back = form_urlencoded::parse(&body).find(|(name, _)| name == "back").filter(|_| to_list);
            back.map_or(response, |(_, back)| see_other(&list_address(&back)))
        }
        Posted::Refused(mut form) => {
            if let Some(back) = form.values.get_mut("back") {
                *back = list_address(back);
            }
            invite_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form, true).await
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `POST /users/{id}/resend`.
pub async fn post_resend(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    row_action(&call, post::<ResendInvitation>(&call, &[("id", &id)], &body).await).await
}

/// `POST /users/{id}/copy-link`.
pub async fn post_copy_link(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    row_action(&call, post::<CopyInvitationLink>(&call, &[("id", &id)], &body).await).await
}

/// `GET /users/{id}/undo`: nothing answers to GET where a notice's button posts to.
pub async fn back_from_undo() -> Response {
    see_other("/users")
}

/// `POST /users/{id}/undo`.
pub async fn post_undo(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    row_action(&call, post::<UndoInvitation>(&call, &[("id", &id)], &body).await).await
}

/// A button of a row leads back to the table; what went wrong is said there, not on a page of its own.
async fn row_action(call: &Call, posted: Posted) -> Response {
    use crate::panel::outcome::ErrorKind::{Conflict, TooMany};
    match posted {
        Posted::Done(response) => response,
        Posted::Failed(error) if matches!(error.kind, Conflict | TooMany) => {
            call.set_flash(&Notice { tone: Tone::Warning, text: error.message, link: None, action: None });
            see_other("/users")
        }
        // Nothing answers to GET where a button of a row posts to.
        Posted::Failed(error) if is_signed_out(&error) => see_other("/sign-in?next=%2Fusers"),
        Posted::Failed(error) => action_failed(call, &error).await,
        // Why it cannot be done is said in the table as well; a number that is no number has no reason.
        Posted::Refused(form) => match form.error("form").filter(|_| form.value("id").parse::<i64>().is_ok())
        {
            Some(why) => {
                let text = why.to_owned();
                call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
                see_other("/users")
            }
            None => trouble::page(call, StatusCode::NOT_FOUND).await,
        },
    }
}

/// The invite form with what was typed; `check` says what it would come to, and the mail where that was asked for.
pub(super) async fn invite_page(call: &Call, status: StatusCode, form: FormState, check: bool) -> Response {
    let offering = match service::invitations::offering(&call.app, &call.ctx).await {
        Ok(offering) => offering,
        Err(error) => return failed(call, error).await,
    };
    let mail = if form.value("preview").is_empty() {
        None
    } else {
        let mail = service::invite_mail::preview(&call.app, &call.ctx, &as_invite(&form)).await;
        match invite_view::mail_page(call, mail) {
            Ok(mail) => Some(mail),
            Err(error) => return failed(call, error).await,
        }
    };
    let preview = if !check || mail.is_some() {
        None
    } else {
        match service::invitations::preview(&call.app, &call.ctx, &as_invite(&form)).await {
            Ok(preview) => Some(preview),
            Err(error) => return failed(call, error).await,
        }
    };
    let language = call.ctx.language;
    let lists = match service::batches::open(&call.app, &call.ctx).await {
        Ok(lists) => lists,
        Err(error) => return failed(call, error).await,
    };
    let mut page = invite_view::invite_page(call, offering, form, preview, mail);
    page.lists = invite_view::open_lists(call, lists);
    let title = InvitePage::title(language);
    let view = move || view! { <InviteView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Users), islands: false, view }).await
}

/// The address of a page of the list, as the list writes it, from whatever claims to be one.
fn list_address(claimed: &str) -> String {
    let query = claimed.strip_prefix("/users?").unwrap_or_default();
    list_view::address(&ListMembers::from_query(query))
}

/// The invite form as it was filled in.
pub(super) fn as_invite(form: &FormState) -> Invite {
    let text = |name: &str| form.value(name).to_owned();
    let projects = form.values.iter().filter_map(|(name, role)| {
        let id = name.strip_prefix("projects[")?.strip_suffix(']')?;
        Some((id.to_owned(), role.clone()))
    });
    Invite {
        email: text("email"),
        name: text("name"),
        language: text("language"),
        role: text("role"),
        scope: text("scope"),
        client_role: text("client_role"),
        projects: projects.collect(),
        lifetime: text("lifetime"),
        access_ends: text("access_ends"),
        note: text("note"),
        by_hand: text("by_hand"),
        two_factor: text("two_factor"),
    }
}

/// The answer to a service's error: the way to sign in, or an error page.
pub(super) async fn failed(call: &Call, error: Error) -> Response {
    action_failed(call, &error_of(call, error)).await
}

/// The answer to an action's error: the way to sign in, or an error page.
pub(super) async fn action_failed(call: &Call, error: &ActionError) -> Response {
    if is_signed_out(error) { to_sign_in(call) } else { trouble::of_action(call, error).await }
}
