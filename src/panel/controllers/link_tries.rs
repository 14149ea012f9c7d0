//! Links that nobody knows may be tried so often from one network; then every link has to wait there.

use super::{functions, invitations::closed, trouble};
use crate::{
    app::App,
    domain::time::Span,
    http::paths,
    panel::{actions::error_of, call::Call, pages::LinkStatePage},
    service::Error,
};
use axum::{
    Json,
    extract::{FromRequestParts, Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The layer, inside the one of sessions: counts answers that know no such link, and refuses with 429 when there were too
/// many. Whether a link is good is not looked up any more then.
pub async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    if !paths::tries_link(request.uri().path()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let call = match Call::from_request_parts(&mut parts, &app).await {
        Ok(call) => call,
        Err(status) if paths::is_server_function(parts.uri.path()) => {
            return functions::without_call(status, &parts.headers);
        }
        Err(status) => return status.into_response(),
    };
    let Some(network) = call.network else { return next.run(Request::from_parts(parts, body)).await };
    if let Some(wait) = app.link_tries.wait(network, call.ctx.now) {
        return refused(&call, wait).await;
    }
    let response = next.run(Request::from_parts(parts, body)).await;
    // Links to a new password or address do not say whether they ever were any.
    let is_unknown = match response.status() {
        StatusCode::NOT_FOUND => true,
        StatusCode::GONE => {
            !call.path.starts_with("/invitations") && !call.path.starts_with("/_fn/invitations")
        }
        _ => false,
    };
    if is_unknown {
        app.link_tries.note(network, call.ctx.now);
    }
    response
}

async fn refused(call: &Call, wait: Span) -> Response {
    let mut response = if paths::is_server_function(&call.path) {
        let error = error_of(call, Error::TooMany(wait));
        (StatusCode::TOO_MANY_REQUESTS, Json(error)).into_response()
    } else {
        closed(call, LinkStatePage::TooManyTries { wait }).await
    };
    trouble::say_retry_after(Some(wait.as_seconds_up()), &mut response);
    response
}
