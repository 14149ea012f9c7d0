//! Server functions as islands reach them: `POST /_fn/…`.

use super::trouble::{say_retry_after, say_when};
use crate::{
    domain::language::Language,
    panel::{
        call::Call,
        outcome::{ActionError, ErrorKind},
    },
    t,
};
use axum::{
    Json,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::provide_context;

/// Marks the answer of a server function that is an error.
const ERROR_MARK: HeaderName = HeaderName::from_static("serverfnerror");
/// An error is a kind and a sentence.
const MOST_OCTETS: usize = 16 * 1024;

/// Runs a server function. Leptos 0.8 answers every error with 500: here it gets the status of its kind. Without a call, as
/// when the database is away, an island is told so in the shape it reads.
pub async fn call(call: Result<Call, StatusCode>, request: Request) -> Response {
    let call = match call {
        Ok(call) => call,
        Err(status) => return without_call(status, request.headers()),
    };
    // A form never posts here, and the redirect that Leptos would answer to one would lead to the Referer.
    let wants_html = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    if wants_html {
        return StatusCode::NOT_ACCEPTABLE.into_response();
    }
    if leptos::server_fn::axum::get_server_fn_service(request.uri().path(), request.method().clone())
        .is_none()
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    let response =
        leptos_axum::handle_server_fns_with_context(move || provide_context(call.clone()), request).await;
    with_own_status(response.into_response()).await
}

async fn with_own_status(response: Response) -> Response {
    if !response.headers().contains_key(ERROR_MARK) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, MOST_OCTETS).await.unwrap_or_default();
    let error = serde_json::from_slice::<ActionError>(&body).ok();
    let kind = error.as_ref().map_or(ErrorKind::Internal, |error| error.kind);
    // A transport error made on the server is a request that could not be read.
    let status = if kind == ErrorKind::Transport { 400 } else { kind.status() };
    parts.status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::from_parts(parts, Body::from(body));
    say_retry_after(error.and_then(|error| error.retry_after), &mut response);
    say_when(response.status(), &mut response);
    response
}

/// What an island is told when not even its session could be read: to come again, in the language the browser asks for.
pub fn without_call(status: StatusCode, headers: &HeaderMap) -> Response {
    if status != StatusCode::SERVICE_UNAVAILABLE {
        return status.into_response();
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = accepted.and_then(Language::from_accept_language).unwrap_or_default();
    let error = ActionError::new(ErrorKind::Busy, t!(language, "problem-busy"));
    let mut response = (status, Json(error)).into_response();
    say_when(status, &mut response);
    response
}
