//! Server functions as islands reach them: `POST /_fn/…`.

use crate::panel::{
    call::Call,
    outcome::{ActionError, ErrorKind},
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::provide_context;

/// Marks the answer of a server function that is an error.
const ERROR_MARK: HeaderName = HeaderName::from_static("serverfnerror");
/// An error is a kind and a sentence.
const MOST_OCTETS: usize = 16 * 1024;

/// Runs a server function. Leptos 0.8 answers every error with 500: here it gets the status of its kind.
pub async fn call(call: Call, request: Request) -> Response {
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
    let kind = serde_json::from_slice::<ActionError>(&body).map_or(ErrorKind::Internal, |error| error.kind);
    // A transport error made on the server is a request that could not be read.
    let status = if kind == ErrorKind::Transport { 400 } else { kind.status() };
    parts.status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Response::from_parts(parts, Body::from(body))
}
