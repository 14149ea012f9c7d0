//! One line in the log for every request.

use crate::{
    domain::ids::UserId,
    http::{paths, request_id::RequestId},
    telemetry::loggable_path,
};
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use std::net::IpAddr;
use tokio::time::Instant;
use tracing::{Instrument, Span, field::Empty};

/// The layer: logs method, route, status, duration and id, and puts everything logged meanwhile under that id. Who asked and
/// from which address stands there too, as soon as it is known ([`RequestSpan`]).
///
/// The route is the pattern that matched, such as `/users/{id}`; where none did, the path with its secrets masked.
/// Queries are never logged. Requests of load balancers are logged at `debug`, answers from 500 on at `warn`.
#[expect(clippy::disallowed_methods, reason = "measures how long a request took; decides nothing")]
pub async fn line(mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let is_health = paths::is_health(request.uri().path());
    let route = match request.extensions().get::<MatchedPath>() {
        Some(matched) => matched.as_str().to_owned(),
        None => loggable_path(request.uri().path()).into_owned(),
    };
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let span = tracing::info_span!("request", request.id = id, client.ip = Empty, user.id = Empty);
    request.extensions_mut().insert(RequestSpan(span.clone()));
    let response = next.run(request).instrument(span.clone()).await;
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
    span.in_scope(|| match status {
        500.. => log!(warn),
        _ if is_health => log!(debug),
        _ => log!(info),
    });
    response
}

/// What everything logged during a request stands under, in its extensions. By name and not the current one: other layers
/// open spans of their own.
#[derive(Debug, Clone)]
pub struct RequestSpan(Span);

impl RequestSpan {
    /// Notes from which address the request came.
    pub fn from(&self, address: IpAddr) {
        self.0.record("client.ip", tracing::field::display(address));
    }

    /// Notes who asks.
    pub fn by(&self, user: UserId) {
        self.0.record("user.id", user.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, middleware::from_fn, routing::get};
    use std::{
        io,
        sync::{Arc, Mutex},
    };
    use tower::ServiceExt;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(octets)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    async fn logged(path: &str) -> String {
        let written = Written::default();
        let writer = written.clone();
        let lines = tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || writer.clone());
        let router = Router::new()
            .route("/users/{id}", get(async || "page"))
            .route("/invitations/{link}", get(async || tracing::info!("inside")))
            .layer(from_fn(line));
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        request.extensions_mut().insert(RequestId("00ff".into()));
        let subscriber = tracing::subscriber::set_default(lines.finish());
        router.oneshot(request).await.unwrap();
        drop(subscriber);
        String::from_utf8(written.0.lock().unwrap().clone()).unwrap()
    }

    #[tokio::test]
    async fn a_request_is_one_line_with_its_route_and_id() {
        let lines = logged("/users/17?search=ada").await;
        assert_eq!(lines.lines().count(), 1, "{lines}");
        let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
        assert_eq!(line["message"], "GET /users/{id} 200");
        assert_eq!(line["http.route"], "/users/{id}");
        assert_eq!(line["http.status"], 200);
        assert_eq!(line["request.id"], "00ff");
        assert!(line["duration_ms"].is_u64());
        assert!(!lines.contains("ada") && !lines.contains("17?"), "{lines}");
    }

    #[tokio::test]
    async fn no_line_holds_what_a_link_opens() {
        for path in [
            "/invitations/s3cret",
            "/invitations/s3cret/more",
            "/reset-password/s3cret?s3cret",
            "/setup//s3cret",
        ] {
            let lines = logged(path).await;
            assert!(!lines.is_empty() && !lines.contains("s3cret"), "{path}: {lines}");
        }
        let lines = logged("/invitations/s3cret").await;
        assert!(
            lines.lines().all(|line| line.contains("00ff")),
            "what is logged meanwhile has the id: {lines}"
        );
    }
}
