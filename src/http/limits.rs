//! How long a request may take, and what is answered when it goes wrong: always a page, never an empty hand.

use crate::{
    domain::people_list::MOST_OCTETS,
    http::{headers::CspNonce, paths, request_id::RequestId},
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use std::{fmt, panic::AssertUnwindSafe, sync::Arc, time::Duration};

/// Makes the answer for a status. The panel gives it: a styled page; for [`RequestInfo::is_api`] and
/// [`RequestInfo::is_server_function`] JSON in the shape those clients read. The answer's status is the given one,
/// and it costs no I/O.
pub type ErrorPage = Arc<dyn Fn(StatusCode, &RequestInfo) -> Response + Send + Sync>;

/// What an error page may know of the request it answers.
#[derive(Clone)]
pub struct RequestInfo {
    /// The path without the query. It may hold a secret: for decisions, not for showing or logging.
    pub path: String,
    /// The id to show.
    pub request_id: RequestId,
    /// The nonce of the response.
    pub nonce: Option<CspNonce>,
    /// `Accept-Language` as sent.
    pub accept_language: Option<String>,
}

impl RequestInfo {
    /// Notes what must be known when the request itself is gone.
    pub fn of(request: &Request) -> Self {
        let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self {
            path: request.uri().path().to_owned(),
            request_id: request.extensions().get().cloned().unwrap_or_else(|| RequestId(String::new())),
            nonce: request.extensions().get().cloned(),
            accept_language: accepted.map(str::to_owned),
        }
    }

    /// Whether a client of the JSON APIs asked.
    pub fn is_api(&self) -> bool {
        paths::is_api(&self.path)
    }

    /// Whether an island asked a server function.
    pub fn is_server_function(&self) -> bool {
        paths::is_server_function(&self.path)
    }
}

impl fmt::Debug for RequestInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestInfo").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

/// Answers with error pages.
#[derive(Clone)]
pub struct Refuse(pub ErrorPage);

impl Refuse {
    /// The page for a request that goes no further.
    pub fn page(&self, status: StatusCode, request: &Request) -> Response {
        self.page_for(status, &RequestInfo::of(request))
    }

    /// The page for a request that is gone. When making it panics, plain text takes its place.
    pub fn page_for(&self, status: StatusCode, info: &RequestInfo) -> Response {
        let made = std::panic::catch_unwind(AssertUnwindSafe(|| (self.0)(status, info)));
        made.unwrap_or_else(|_| (status, format!("{status} ({})\n", info.request_id)).into_response())
    }
}

impl fmt::Debug for Refuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refuse")
    }
}

/// How much and how long. The defaults are those of `docs/security.md`, Limits and Server.
#[derive(Debug, Clone, Copy)]
pub struct RequestLimits {
    /// How long a request may take altogether; then 503.
    pub handler: Duration,
    /// How long a body may take to arrive; then 408.
    pub body: Duration,
    /// The largest body in octets; then 413.
    pub body_octets: u64,
    /// The largest body of a form with a password in octets; then 413.
    pub password_octets: u64,
    /// The largest body with a file of people in octets: the file, and the form around it; then 413.
    pub people_octets: u64,
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self {
            handler: Duration::from_secs(30),
            body: Duration::from_secs(15),
            body_octets: 64 * 1024,
            password_octets: 8 * 1024,
            people_octets: MOST_OCTETS + 64 * 1024,
        }
    }
}

impl RequestLimits {
    /// The largest body a path takes, in octets.
    pub fn octets_for(&self, path: &str) -> u64 {
        match path {
            PEOPLE => self.people_octets,
            path if paths::takes_password(path) => self.password_octets,
            _ => self.body_octets,
        }
    }
}

/// Where files of people are posted to. What is too large there is answered by the page itself, which knows the language
/// of whoever sent it.
const PEOPLE: &str = "/users/invite/people";

/// What the layer needs to know.
#[derive(Debug, Clone)]
pub struct Guard {
    /// How long a request may take.
    pub limits: RequestLimits,
    /// How a refusal looks.
    pub refuse: Refuse,
}

/// The layer: answers 500 after a panic, 503 after too long a time, and gives errors without a body their page, such
/// as the 404 and 405 of the router.
///
/// The panic itself is logged by the hook that [`crate::telemetry::init`] sets, where it still knows its place.
pub async fn guard(State(state): State<Guard>, request: Request, next: Next) -> Response {
    let info = RequestInfo::of(&request);
    let answer = tokio::time::timeout(state.limits.handler, next.run(request));
    match AssertUnwindSafe(answer).catch_unwind().await {
        Ok(Ok(response)) => dressed(response, &state.refuse, &info),
        Ok(Err(_elapsed)) => {
            tracing::warn!(
                limit_ms = state.limits.handler.as_millis(),
                "the request took too long and was given up"
            );
            let mut response = state.refuse.page_for(StatusCode::SERVICE_UNAVAILABLE, &info);
            response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
            response
        }
        Err(_panic) => state.refuse.page_for(StatusCode::INTERNAL_SERVER_ERROR, &info),
    }
}

/// An error that came as plain text or with no content at all gets its page; its other headers stay.
fn dressed(response: Response, refuse: &Refuse, info: &RequestInfo) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let is_bare = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !is_error || !is_bare || paths::is_health(&info.path) || info.is_server_function() {
        return response;
    }
    let mut page = refuse.page_for(status, info);
    for (name, value) in response.headers() {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            page.headers_mut().append(name, value.clone());
        }
    }
    page
}

/// The layer: refuses bodies that are too large (413) or too slow (408), whatever the handler makes of them.
pub async fn limit_body(State(state): State<Guard>, request: Request, next: Next) -> Response {
    let largest = state.limits.octets_for(request.uri().path());
    let announced =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let too_large = announced.is_some_and(|octets: u64| octets > largest);
    if too_large && request.uri().path() != PEOPLE {
        return state.refuse.page(StatusCode::PAYLOAD_TOO_LARGE, &request);
    }
    let info = RequestInfo::of(&request);
    // Of what is known to be too large, nothing is read.
    let octets = if too_large { 0 } else { largest };
    let (mut limited, verdict) = super::body::limited(request, octets, state.limits.body);
    limited.extensions_mut().insert(verdict.clone());
    let response = next.run(limited).await;
    match verdict.status() {
        Some(status) if response.status() != status => state.refuse.page_for(status, &info),
        _ => response,
    }
}
