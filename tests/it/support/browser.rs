//! A browser without scripts, talking to the real router.

use super::TestApp;
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
};
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};
use tower::ServiceExt as _;
use vestibule::{app::App, cli::router};

/// Follows no redirect, keeps cookies.
pub struct Browser {
    app: App,
    cookies: BTreeMap<String, String>,
    claims: Vec<(String, String)>,
    peer: Option<IpAddr>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().unwrap()
    }

    pub fn holds(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}

impl Browser {
    pub fn new(t: &TestApp) -> Self {
        Self::at(&t.app)
    }

    pub fn at(app: &App) -> Self {
        Self { app: app.clone(), cookies: BTreeMap::new(), claims: Vec::new(), peer: None }
    }

    /// A browser at an address of the internet.
    pub fn from(app: &App, peer: impl Into<IpAddr>) -> Self {
        Self { peer: Some(peer.into()), ..Self::at(app) }
    }

    /// Sends these headers with every request.
    pub fn claims(&mut self, headers: &[(&str, &str)]) {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.claims = headers.iter().map(owned).collect();
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.into(), value.into());
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None, "text/html", Some("https://panel.example.org")).await
    }

    /// Posts a form as a browser does from one of our pages.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, Some((kind, body)), "text/html", Some("https://panel.example.org")).await
    }

    /// Calls a server function as an island does.
    pub async fn call(&mut self, name: &str, arguments: &serde_json::Value) -> Answer {
        let body = Some(("application/json", arguments.to_string()));
        let path = format!("/_fn/{name}");
        self.send("POST", &path, body, "application/json", Some("https://panel.example.org")).await
    }

    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        body: Option<(&str, String)>,
        accept: &str,
        origin: Option<&str>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT, accept);
        if let Some(origin) = origin.filter(|_| method != "GET") {
            request = request.header(header::ORIGIN, origin);
        }
        for (name, value) in &self.claims {
            request = request.header(name, value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let body = match body {
            Some((kind, body)) => {
                request = request.header(header::CONTENT_TYPE, kind);
                Body::from(body)
            }
            None => Body::empty(),
        };
        let mut request = request.body(body).unwrap();
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer, 4711)));
        }
        let response = router(&self.app).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        expect_headers(&format!("{method} {path}: {}", parts.status), path, &parts.headers);
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() || rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        let body = String::from_utf8(to_bytes(body, 10_000_000).await.unwrap().to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)]).await
    }
}

/// What every answer to anything says to a browser (docs/security.md, Browser): every page, redirect, refusal and answer of
/// a server function that any test here sees.
fn expect_headers(what: &str, path: &str, headers: &HeaderMap) {
    let get = |name: &str| {
        let mut values = headers.get_all(name).iter();
        let value = values.next().unwrap_or_else(|| panic!("{what}: no {name}")).to_str().unwrap();
        assert!(values.next().is_none(), "{what}: {name} twice");
        value
    };
    let policy = get("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'nonce-"), "{what}: {policy}");
    assert!(
        policy.ends_with("form-action 'self'; frame-ancestors 'none'; base-uri 'none'"),
        "{what}: {policy}"
    );
    assert_eq!(get("x-content-type-options"), "nosniff", "{what}");
    let on_token_page = ["/invitations", "/reset-password", "/setup", "/account/email", "/mail-check"];
    let referrer =
        if on_token_page.iter().any(|first| path.starts_with(first)) { "no-referrer" } else { "same-origin" };
    assert_eq!(get("referrer-policy"), referrer, "{what}");
    assert_eq!(get("cross-origin-opener-policy"), "same-origin", "{what}");
    assert_eq!(get("cross-origin-resource-policy"), "same-origin", "{what}");
    assert_eq!(get("strict-transport-security"), "max-age=63072000; includeSubDomains", "{what}");
    assert_eq!(get("cache-control"), "no-store", "{what}");
    assert!(get("permissions-policy").contains("camera=()"), "{what}");
    assert_eq!(get("x-request-id").len(), 16, "{what}");
    for cookie in headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().unwrap();
        let mut parts = cookie.split("; ");
        let name = parts.next().unwrap().split('=').next().unwrap();
        let says: Vec<&str> = parts.collect();
        // How a page looks may be chosen by whoever holds the domain.
        assert!(name.starts_with("__Host-") || ["lang", "theme"].contains(&name), "{what}: {cookie}");
        for wanted in ["Secure", "HttpOnly", "Path=/"] {
            assert!(says.contains(&wanted), "{what}: {wanted} in {cookie}");
        }
        assert!(
            says.iter().any(|part| matches!(*part, "SameSite=Lax" | "SameSite=Strict")),
            "{what}: {cookie}"
        );
        assert!(!says.iter().any(|part| part.starts_with("Domain")), "{what}: {cookie}");
    }
}
