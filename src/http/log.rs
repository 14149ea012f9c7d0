//! One line in the log for every request.

use crate::{
    http::{paths, request_id::RequestId},
    telemetry::loggable_path,
};
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;
use tracing::Instrument;

/// The layer: logs method, route, status, duration and id, and puts everything logged meanwhile under that id.
///
/// The route is the pattern that matched, such as `/users/{id}`; where none did, the path with its secrets masked.
/// Queries are never logged. Requests of load balancers are logged at `debug`, answers from 500 on at `warn`.
pub async fn line(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let is_health = paths::is_health(request.uri().path());
    let route = match request.extensions().get::<MatchedPath>() {
        Some(matched) => matched.as_str().to_owned(),
        None => loggable_path(request.uri().path()).into_owned(),
    };
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let response = next.run(request).instrument(tracing::info_span!("request", request.id = id)).await;
    let status = response.status().as_u16();
    let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    macro_rules! log {
        ($level:ident) => {
            tracing::$level!(
                http.method = %method, http.route = route, http.status = status, duration_ms, request.id = id,
                "{method} {route} {status}"
            )
        };
    }
    match status {
        500.. => log!(warn),
        _ if is_health => log!(debug),
        _ => log!(info),
    }
    response
}
