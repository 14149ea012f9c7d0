//! Pages for what could not be done.

use super::respond::{self, Page};
use crate::{
    domain::language::Language,
    http::{
        assets,
        limits::{ErrorPage as ErrorPageOf, RequestInfo},
    },
    panel::{
        call::Call,
        outcome::{ActionError, ErrorKind},
        pages::{ErrorPage, ErrorView, Trouble},
        shell::{AccountsLink, Shell, ShellData, Theme},
    },
};
use axum::{
    Json,
    http::{HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The styled 404.
pub async fn not_found(call: Call) -> Response {
    page(&call, StatusCode::NOT_FOUND).await
}

/// The styled 405.
pub async fn method_not_allowed(method: Method, call: Call) -> Response {
    let mut response = page(&call, StatusCode::METHOD_NOT_ALLOWED).await;
    if method == Method::HEAD {
        *response.body_mut() = axum::body::Body::empty();
    }
    response
}

/// The page for an error of an action.
pub async fn of_action(call: &Call, error: &ActionError) -> Response {
    let status = StatusCode::from_u16(error.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = page(call, status).await;
    say_retry_after(error.retry_after, &mut response);
    response
}

/// Says when it is worth another try, if that is known.
pub fn say_retry_after(seconds: Option<i64>, response: &mut Response) {
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// The page for a status, within the panel.
pub async fn page(call: &Call, status: StatusCode) -> Response {
    let language = call.ctx.language;
    let page =
        ErrorPage { trouble: trouble(status, &call.path), request_id: Some(call.ctx.request_id.clone()) };
    let title = page.title(language);
    let view = move || view! { <ErrorView language page=page.clone()/> };
    let mut response = respond::html(call, Page { status, title, current: None, islands: false, view }).await;
    say_when(status, &mut response);
    response
}

/// What the layers answer with when a request never reached a page, or came back from it empty-handed.
pub fn error_page() -> ErrorPageOf {
    Arc::new(|status, info| {
        let mut response = if info.is_api() || info.is_server_function() {
            (status, Json(action_error(status))).into_response()
        } else {
            (status, Html(document(status, info))).into_response()
        };
        say_when(status, &mut response);
        response
    })
}

/// When to come again, where that is what the answer says.
pub fn say_when(status: StatusCode, response: &mut Response) {
    let later = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS].contains(&status);
    if later && !response.headers().contains_key(header::RETRY_AFTER) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
}

fn document(status: StatusCode, info: &RequestInfo) -> String {
    let language =
        info.accept_language.as_deref().and_then(Language::from_accept_language).unwrap_or_default();
    let page =
        ErrorPage { trouble: trouble(status, &info.path), request_id: Some(info.request_id.0.clone()) };
    let data = ShellData {
        language,
        title: page.title(language),
        account_name: None,
        accounts: AccountsLink::None,
        person: None,
        sections: Vec::new(),
        current: None,
        theme: Theme::default(),
        notice: None,
        scripts: None,
        css: assets::CSS,
        again: None,
        path: "/".into(),
    };
    respond::fragment(|| view! { <Shell data><ErrorView language page/></Shell> })
}

fn trouble(status: StatusCode, path: &str) -> Trouble {
    match status.as_u16() {
        413 if path == "/users/invite/people" => Trouble::FileTooLarge,
        413 => Trouble::TooLarge,
        401 | 403 => Trouble::Forbidden,
        404 | 410 => Trouble::NotFound,
        405 => Trouble::MethodNotAllowed,
        409 => Trouble::Conflict,
        408 | 429 | 503 => Trouble::Busy,
        400..=499 => Trouble::Malformed,
        _ => Trouble::Internal,
    }
}

fn action_error(status: StatusCode) -> ActionError {
    let kind = match status.as_u16() {
        401 => ErrorKind::SignedOut,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        409 => ErrorKind::Conflict,
        429 => ErrorKind::TooMany,
        408 | 503 => ErrorKind::Busy,
        400..=499 => ErrorKind::Malformed,
        _ => ErrorKind::Internal,
    };
    ActionError::new(kind, String::new())
}
