//! Requests that change something must come from our own pages (OWASP, Cross-Site Request Forgery Prevention).
//!
//! Held against every such request to the panel, signed in or not, so that nobody can be signed in as somebody else
//! by a foreign page either. The JSON APIs read no cookies and are left out.

use crate::{config::PublicUrl, http::limits::Refuse, http::paths};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

/// Names of the session cookie: over TLS, and over plain HTTP on loopback.
pub const SESSION_COOKIES: [&str; 2] = ["__Host-sid", "sid"];

/// What the layer needs to know.
#[derive(Debug, Clone)]
pub struct OriginCheck {
    /// What browsers open.
    pub public_url: Arc<PublicUrl>,
    /// How a refusal looks.
    pub refuse: Refuse,
}

/// The layer: lets a request pass, or answers 400 or 403.
pub async fn check(State(state): State<OriginCheck>, request: Request, next: Next) -> Response {
    match decide(request.method(), request.uri().path(), request.headers(), state.public_url.origin()) {
        Ok(()) => next.run(request).await,
        Err(status) => {
            tracing::info!(status = status.as_u16(), "the request was refused by the origin check");
            state.refuse.page(status, &request)
        }
    }
}

/// Whether a request may pass.
///
/// # Errors
/// 400 when it brings both a session cookie and an `Authorization` header, since it is then unclear who asks; 403
/// when it could change something and neither says `Sec-Fetch-Site: same-origin` nor has our origin as its `Origin`.
pub fn decide(method: &Method, path: &str, headers: &HeaderMap, own_origin: &str) -> Result<(), StatusCode> {
    if has_session_cookie(headers) && headers.contains_key(header::AUTHORIZATION) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let is_safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || paths::is_api(path) || is_from_own_page(headers, own_origin) {
        Ok(())
    } else {
        Err(StatusCode::FORBIDDEN)
    }
}

fn is_from_own_page(headers: &HeaderMap, own_origin: &str) -> bool {
    only(headers, "sec-fetch-site") == Some("same-origin") || only(headers, "origin") == Some(own_origin)
}

/// The value of a header that stands exactly once.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.to_str().ok()).flatten()
}

fn has_session_cookie(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|value| value.as_bytes().split(|octet| *octet == b';'))
        .filter_map(|pair| pair.split(|octet| *octet == b'=').next())
        .any(|name| SESSION_COOKIES.iter().any(|known| known.as_bytes() == name.trim_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://people.example.org";

    fn headers(given: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        const SITE: &str = "sec-fetch-site";
        const ORIGIN: &str = "origin";
        type Case = (&'static [(&'static str, &'static str)], bool);
        let cases: [Case; 15] = [
            (&[], false),
            (&[(SITE, "same-origin")], true),
            (&[(SITE, "same-origin"), (ORIGIN, OWN)], true),
            (&[(ORIGIN, OWN)], true),
            // A page under a name that was changed by a proxy: the browser says it is ours, and it cannot lie.
            (&[(SITE, "same-origin"), (ORIGIN, "https://other.example.org")], true),
            (&[(SITE, "same-site")], false),
            (&[(SITE, "cross-site")], false),
            (&[(SITE, "none")], false),
            (&[(SITE, "same-site"), (ORIGIN, "https://evil.example.org")], false),
            (&[(ORIGIN, "null")], false),
            (&[(ORIGIN, "http://people.example.org")], false),
            (&[(ORIGIN, "https://people.example.org:8443")], false),
            (&[(ORIGIN, "https://people.example.org.evil.example")], false),
            (&[(ORIGIN, OWN), (ORIGIN, "https://evil.example")], false),
            (&[(SITE, "same-origin"), (SITE, "cross-site")], false),
        ];
        for (given, passes) in cases {
            let given = headers(given);
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
                let decided = decide(&method, "/users/invite", &given, OWN);
                assert_eq!(decided, passes.then_some(()).ok_or(StatusCode::FORBIDDEN), "{method} {given:?}");
                assert_eq!(decide(&method, "/iam/users", &given, OWN), Ok(()), "{method} {given:?}");
            }
            for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
                assert_eq!(decide(&method, "/users", &given, OWN), Ok(()), "{method} {given:?}");
            }
        }
    }

    #[test]
    fn a_cookie_and_a_token_do_not_come_together() {
        for (cookie, refused) in [
            ("__Host-sid=abc", true),
            ("lang=de; sid=abc", true),
            ("lang=de;sid", true),
            ("lang=de", false),
            ("sidecar=abc", false),
            ("lang=sid", false),
        ] {
            let given = headers(&[("cookie", cookie), ("authorization", "APIKey 1_abc")]);
            let expected = if refused { Err(StatusCode::BAD_REQUEST) } else { Ok(()) };
            assert_eq!(decide(&Method::GET, "/users", &given, OWN), expected, "{cookie}");
            assert_eq!(decide(&Method::POST, "/iam/users", &given, OWN), expected, "{cookie}");
            assert_eq!(decide(&Method::GET, "/", &headers(&[("cookie", cookie)]), OWN), Ok(()), "{cookie}");
        }
    }
}
