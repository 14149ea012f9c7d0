use super::*;
use crate::{
    entropy::SeededEntropy,
    http::{client_address::ClientAddress, headers::CspNonce, request_id::RequestId},
};
use axum::{
    Extension,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use std::time::Duration;
use tower::ServiceExt;

const OWN: &str = "https://people.example.org";

/// What an error page was told, as text.
fn error_page() -> ErrorPage {
    Arc::new(|status, info| {
        let nonce = info.nonce.as_ref().map(|nonce| nonce.0.as_str()).unwrap_or_default();
        let language = info.accept_language.as_deref().unwrap_or_default();
        (status, Html(format!("{}|{}|{nonce}|{language}", status.as_u16(), info.request_id))).into_response()
    })
}

fn app(public_url: &str, limits: RequestLimits) -> Router {
    let nonce = async |Extension(nonce): Extension<CspNonce>, Extension(id): Extension<RequestId>| {
        Html(format!("{}|{}", nonce.0, id.0))
    };
    let router = Router::new()
        .route("/users", get(nonce))
        .route("/invitations/{secret}", get(nonce))
        .route("/iam/users", get(async || "[]").post(async |body: Bytes| body))
        .route("/assets/a.css", get(async || ([(header::CACHE_CONTROL, "public, max-age=1")], "")))
        .route("/panic", get(panics))
        .route("/slow", get(async || tokio::time::sleep(Duration::from_hours(1)).await))
        .route("/echo", post(async |body: Bytes| body))
        .route("/sign-in", post(async |body: Bytes| body))
        .route(
            "/deaf",
            post(async |body: Result<Bytes, axum::extract::rejection::BytesRejection>| {
                format!("{}", body.is_ok())
            }),
        )
        .route("/plain", get(async || (StatusCode::CONFLICT, [("x-kept", "1")], "no")))
        .route("/styled", get(async || (StatusCode::NOT_FOUND, Html("styled"))))
        .route("/_fn/broken", post(async || (StatusCode::INTERNAL_SERVER_ERROR, "{}")))
        .route(
            "/who",
            get(async |Extension(ClientAddress(address)): Extension<ClientAddress>| address.to_string()),
        )
        .merge(crate::http::health::routes(Arc::new(|| Box::pin(async { false }))));
    let shell = Shell {
        public_url: Arc::new(PublicUrl::parse(public_url).unwrap()),
        trusted_proxies: Arc::new([]),
        entropy: Arc::new(SeededEntropy::new(1)),
        error_page: error_page(),
        limits,
    };
    layered(router, shell)
}

async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    // A short time for the handler that never ends; everything else answers at once.
    let limits = RequestLimits { handler: Duration::from_secs(1), ..RequestLimits::default() };
    read(app(OWN, limits).oneshot(request).await.unwrap()).await
}

async fn read(response: Response) -> (StatusCode, HeaderMap, String) {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.into()).unwrap())
}

fn asking(path: &str) -> Request<Body> {
    Request::get(path).header("accept-language", "de").body(Body::empty()).unwrap()
}

fn posting(path: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(path).header("origin", OWN).body(body.into()).unwrap()
}

#[tokio::test]
async fn every_response_has_the_headers_whatever_made_it() {
    for (request, status) in [
        (asking("/users"), 200),
        (asking("/assets/a.css"), 200),
        (asking("/nowhere"), 404),
        (posting("/users", ""), 405),
        (asking("/panic"), 500),
        (asking("/slow"), 503),
        (asking("/readyz"), 503),
        (asking("/healthz"), 200),
        (asking("/iam/users"), 200),
        (posting("/echo", vec![b'a'; 70_000]), 413),
        (Request::post("/echo").body(Body::empty()).unwrap(), 403),
    ] {
        let path = request.uri().path().to_owned();
        let (found, headers, _) = send(request).await;
        assert_eq!(found.as_u16(), status, "{path}");
        let get =
            |name: &str| headers.get(name).unwrap_or_else(|| panic!("{path}: no {name}")).to_str().unwrap();
        assert_eq!(get("x-request-id").len(), 16, "{path}");
        assert_eq!(get("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(get("referrer-policy"), "same-origin", "{path}");
        assert_eq!(get("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(get("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(get("permissions-policy").contains("camera=(), "), "{path}");
        assert_eq!(get("strict-transport-security"), "max-age=63072000; includeSubDomains", "{path}");
        let kept = if path.starts_with("/assets") { "public, max-age=1" } else { "no-store" };
        assert_eq!(get("cache-control"), kept, "{path}");
        let policy = get("content-security-policy");
        if path.starts_with("/iam") {
            assert_eq!(policy, "default-src 'none'; sandbox");
        } else {
            assert!(policy.starts_with("default-src 'none'; script-src 'nonce-"), "{path}: {policy}");
        }
    }
}

#[tokio::test]
async fn the_policy_is_the_documented_one_and_its_nonce_is_new_each_time() {
    let app = app(OWN, RequestLimits::default());
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let (_, headers, body) = read(app.clone().oneshot(asking("/users")).await.unwrap()).await;
        let (nonce, id) = body.split_once('|').unwrap();
        assert_eq!(nonce.len(), 22);
        assert_eq!(headers["x-request-id"], id);
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
             base-uri 'none'"
        );
        assert_eq!(headers["content-security-policy"], policy);
        nonces.push(nonce.to_owned());
    }
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn pages_behind_links_tell_nobody_where_they_were() {
    assert_eq!(send(asking("/invitations/abc")).await.1["referrer-policy"], "no-referrer");
    assert_eq!(send(asking("/setup/nothing-here")).await.1["referrer-policy"], "no-referrer");
}

#[tokio::test]
async fn plain_http_on_loopback_pins_no_browser_to_tls() {
    let app = app("http://127.0.0.1:3000", RequestLimits::default());
    let (_, headers, _) = read(app.oneshot(asking("/users")).await.unwrap()).await;
    assert!(!headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn every_error_is_a_page_that_knows_id_nonce_and_language() {
    for (path, status) in [("/nowhere", 404), ("/panic", 500), ("/slow", 503), ("/plain", 409)] {
        let (_, headers, body) = send(asking(path)).await;
        let nonce = headers["content-security-policy"].to_str().unwrap();
        let nonce = nonce.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        let id = headers["x-request-id"].to_str().unwrap();
        assert_eq!(body, format!("{status}|{id}|{nonce}|de"), "{path}");
    }
    let (_, headers, _) = send(asking("/plain")).await;
    assert_eq!(headers["x-kept"], "1");
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(send(posting("/users", "")).await.1["allow"], "GET,HEAD");
    assert_eq!(send(asking("/styled")).await.2, "styled");
    assert_eq!(send(asking("/readyz")).await.2, "no\n");
    assert_eq!(send(posting("/_fn/broken", "")).await.2, "{}");
}

#[tokio::test]
async fn an_error_page_that_panics_is_replaced_by_text() {
    let shell = Shell {
        public_url: Arc::new(PublicUrl::parse(OWN).unwrap()),
        trusted_proxies: Arc::new([]),
        entropy: Arc::new(SeededEntropy::new(1)),
        error_page: Arc::new(|_, _| panic!("a test panics")),
        limits: RequestLimits::default(),
    };
    let response = layered(Router::new(), shell).oneshot(asking("/nowhere")).await.unwrap();
    let (status, headers, body) = read(response).await;
    assert_eq!(status, 404);
    assert!(body.contains(headers["x-request-id"].to_str().unwrap()), "{body}");
}

#[tokio::test]
async fn bodies_are_taken_up_to_their_limit_and_not_beyond() {
    for (path, octets, status) in [
        ("/echo", 64 * 1024, 200),
        ("/echo", 64 * 1024 + 1, 413),
        ("/sign-in", 8 * 1024, 200),
        ("/sign-in", 8 * 1024 + 1, 413),
        ("/iam/users", 64 * 1024 + 1, 413),
        ("/deaf", 64 * 1024 + 1, 413),
    ] {
        let body = vec![b'a'; octets];
        let mut announced = posting(path, body.clone());
        announced.headers_mut().insert(header::CONTENT_LENGTH, octets.into());
        assert_eq!(send(announced).await.0, status, "{path} {octets}, announced");
        let chunks = body.chunks(1000).map(|chunk| Ok::<_, std::io::Error>(Bytes::copy_from_slice(chunk)));
        let streamed = Body::from_stream(futures::stream::iter(chunks.collect::<Vec<_>>()));
        assert_eq!(send(posting(path, streamed)).await.0, status, "{path} {octets}, streamed");
    }
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_given_up_before_the_handler_is() {
    let limits = RequestLimits { body: Duration::from_millis(200), ..RequestLimits::default() };
    let app = app(OWN, limits);
    let stalled = Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
    assert_eq!(app.clone().oneshot(posting("/echo", stalled)).await.unwrap().status(), 408);
    // An octet now and then does not stretch the time.
    let dripping = futures::stream::unfold((), async |()| {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Some((Ok::<_, std::io::Error>(Bytes::from_static(b"a")), ()))
    });
    assert_eq!(app.oneshot(posting("/echo", Body::from_stream(dripping))).await.unwrap().status(), 408);
}

#[tokio::test]
async fn ids_of_clients_are_ignored() {
    let request =
        Request::get("/users").header("x-request-id", "0123456789abcdef").body(Body::empty()).unwrap();
    assert_ne!(send(request).await.1["x-request-id"], "0123456789abcdef");
    assert_eq!(send(asking("/who")).await.2, "0.0.0.0");
}

async fn panics() -> &'static str {
    panic!("a test panics")
}
