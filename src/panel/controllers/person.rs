//! One person: the page, editing, and everything that is asked before it is done.

use super::{
    adapter::{Posted, post, see_other},
    person_views,
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::ids::MembershipId,
    panel::{
        actions::{
            members::{
                DeleteMember, EditMember, ResetTwoFactor, RestoreMember, RevokeInvitation, SignOutMember,
                SuspendMember,
            },
            users::ApproveInvitation,
        },
        call::Call,
        forms::FormState,
        outcome::{
            ErrorKind::{Conflict, TooMany},
            FieldMessage, Notice, Tone,
        },
        pages::{ConfirmView, EditView, PersonView, RowAction},
        shell::Section,
    },
    service::{self, edit_form::rebase},
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// `GET /users/{id}`.
pub async fn person(call: Call, Path(id): Path<String>) -> Response {
    let Some(id) = number(&id) else { return trouble::page(&call, StatusCode::NOT_FOUND).await };
    let page = match service::person::person(&call.app, &call.ctx, id).await {
        Ok(person) => person_views::person_page(&call, person),
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let title = page.title();
    let view = move || view! { <PersonView language page=page.clone()/> };
    let current = Some(Section::Users);
    html(&call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}

/// `GET /users/{id}/edit`.
pub async fn edit(call: Call, Path(id): Path<String>) -> Response {
    edit_page(&call, &id, StatusCode::OK, FormState::default()).await
}

/// `POST /users/{id}/edit`.
pub async fn post_edit(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    match post::<EditMember>(&call, &[("id", &id)], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => edit_page(&call, &id, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        // The page says what is in the way; with what was typed, should it go away.
        Posted::Failed(error) if matches!(error.kind, Conflict | TooMany) => {
            let status = StatusCode::from_u16(error.kind.status()).unwrap_or(StatusCode::CONFLICT);
            let typed = form_urlencoded::parse(&body).into_owned().collect();
            let errors = vec![FieldMessage { field: "form".into(), message: error.message }];
            edit_page(&call, &id, status, FormState { values: typed, errors }).await
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn edit_page(call: &Call, id: &str, status: StatusCode, form: FormState) -> Response {
    let Some(id) = number(id) else { return trouble::page(call, StatusCode::NOT_FOUND).await };
    let mut page = match service::person::person(&call.app, &call.ctx, id).await {
        Ok(person) => person_views::edit_page(call, person),
        Err(error) => return failed(call, error).await,
    };
    if !form.errors.is_empty() {
        // What cannot be typed is shown as it is.
        if page.is_you {
            let locked = page.form.values.into_iter().filter(|(control, _)| is_access(control));
            page.form = FormState { values: form.values.into_iter().chain(locked).collect(), ..form };
        } else {
            // Somebody else may have changed something meanwhile: what was not touched here shows how it stands.
            page.form = FormState { values: rebase(form.values, page.form.values), ..form };
        }
    }
    let status = if page.impossible.is_some() { StatusCode::CONFLICT } else { status };
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <EditView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Users), islands: false, view }).await
}

/// Whether a control belongs to role and scope.
fn is_access(control: &str) -> bool {
    matches!(control, "role" | "scope" | "client_role" | "access_ends") || control.starts_with("projects[")
}

/// `GET /users/{id}/resend`: the question. Changes nothing.
pub async fn resend(call: Call, Path(id): Path<String>) -> Response {
    confirm_page(&call, &id, RowAction::Resend, StatusCode::OK, FormState::default()).await
}

/// `GET /users/{id}/copy-link`: likewise.
pub async fn copy_link(call: Call, Path(id): Path<String>) -> Response {
    confirm_page(&call, &id, RowAction::CopyLink, StatusCode::OK, FormState::default()).await
}

/// `GET /users/{id}/suspend` and its like: the question. Changes nothing.
pub async fn confirm(call: Call, Path((id, action)): Path<(String, String)>) -> Response {
    match RowAction::from_name(&action) {
        Some(action) => confirm_page(&call, &id, action, StatusCode::OK, FormState::default()).await,
        None => trouble::page(&call, StatusCode::NOT_FOUND).await,
    }
}

/// `POST /users/{id}/{action}` for what is asked about first.
pub async fn post_confirm(call: Call, Path((id, action)): Path<(String, String)>, body: Bytes) -> Response {
    let path = [("id", id.as_str())];
    let Some(action) = RowAction::from_name(&action) else {
        return trouble::page(&call, StatusCode::NOT_FOUND).await;
    };
    let posted = match action {
        RowAction::Approve => post::<ApproveInvitation>(&call, &path, &body).await,
        RowAction::ResetTwoFactor => post::<ResetTwoFactor>(&call, &path, &body).await,
        RowAction::SignOut => post::<SignOutMember>(&call, &path, &body).await,
        RowAction::Suspend => post::<SuspendMember>(&call, &path, &body).await,
        RowAction::Restore => post::<RestoreMember>(&call, &path, &body).await,
        RowAction::Revoke => post::<RevokeInvitation>(&call, &path, &body).await,
        RowAction::Delete => post::<DeleteMember>(&call, &path, &body).await,
        // These have controllers of their own.
        RowAction::Resend | RowAction::CopyLink | RowAction::Edit => {
            return trouble::page(&call, StatusCode::NOT_FOUND).await;
        }
    };
    match posted {
        Posted::Done(response) => response,
        Posted::Refused(form) => {
            confirm_page(&call, &id, action, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Posted::Failed(error) if matches!(error.kind, Conflict | TooMany) => {
            call.set_flash(&Notice { tone: Tone::Warning, text: error.message, link: None, action: None });
            see_other("/users")
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn confirm_page(
    call: &Call,
    id: &str,
    action: RowAction,
    status: StatusCode,
    form: FormState,
) -> Response {
    let Some(id) = number(id) else { return trouble::page(call, StatusCode::NOT_FOUND).await };
    let mut page = match person_views::confirm_page(call, id, action).await {
        Ok(page) => page,
        Err(error) => return failed(call, error).await,
    };
    let fresh = form.errors.is_empty();
    let status = if page.impossible.is_some() && fresh { StatusCode::CONFLICT } else { status };
    page.form = form;
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <ConfirmView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Users), islands: false, view }).await
}

/// The number of a membership in an address.
fn number(text: &str) -> Option<MembershipId> {
    text.parse().ok().map(MembershipId)
}
