//! The JSON APIs: through the real router, by real tokens. Every answer of a call that a document has is held against it.

pub mod assignments;
mod audit;
mod callers;
mod cloud;
mod document;
mod invite;
mod limits;
mod matrix;
mod refusals;
mod tokens;
mod users;
mod v3;

use crate::support::{PASSWORD, TestApp, accept_new, invite_form, token_in};
use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, header},
};
use boon::{Compiler, Schemas};
use serde_json::{Value, json};
use std::{
    net::{IpAddr, SocketAddr},
    sync::OnceLock,
};
use tower::ServiceExt as _;
use vestibule::{
    api,
    app::App,
    cli::router,
    domain::{ids::UserId, role::AccountRole},
    service::{Ctx, api_tokens, invitations::Invite},
};

/// A program that calls.
pub struct Client {
    app: App,
    headers: Vec<(String, String)>,
    peer: Option<IpAddr>,
}

/// What came back.
#[derive(Debug, PartialEq)]
pub struct Said {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Client {
    /// Without a token.
    pub fn nobody(t: &TestApp) -> Self {
        Self { app: t.app.clone(), headers: Vec::new(), peer: None }
    }

    /// With what stands in `Authorization`.
    pub fn with(t: &TestApp, authorization: &str) -> Self {
        Self { headers: vec![("authorization".into(), authorization.into())], ..Self::nobody(t) }
    }

    /// With a token.
    pub fn of(t: &TestApp, token: &str) -> Self {
        Self::with(t, &format!("APIKey {token}"))
    }

    /// By the same token, as the second API takes it.
    pub fn bearing(&self) -> Self {
        let headers =
            self.headers.iter().map(|(name, value)| (name.clone(), value.replace("APIKey ", "Bearer ")));
        Self { app: self.app.clone(), headers: headers.collect(), peer: self.peer }
    }

    /// At another node.
    pub fn at(self, app: &App) -> Self {
        Self { app: app.clone(), ..self }
    }

    /// From an address of the internet.
    pub fn from(self, peer: &str) -> Self {
        Self { peer: Some(peer.parse().unwrap()), ..self }
    }

    /// With one more header.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub async fn get(&self, path: &str) -> Said {
        self.send("GET", path, None).await
    }

    pub async fn delete(&self, path: &str) -> Said {
        self.send("DELETE", path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Said {
        self.send("POST", path, Some(body.to_string())).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Said {
        self.send("PATCH", path, Some(body.to_string())).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Said {
        self.send("PUT", path, Some(body.to_string())).await
    }

    /// Names a type of content on every call but GET, as the vendor's clients do, whether there is a body or not.
    pub async fn send(&self, method: &str, path: &str, body: Option<String>) -> Said {
        let mut request =
            Request::builder().method(method).uri(path).header(header::ACCEPT, "application/json");
        if method != "GET" {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer, 4711)));
        }
        let response = router(&self.app).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let octets = to_bytes(body, 10_000_000).await.unwrap();
        let what = format!("{method} {path}: {} {}", parts.status, String::from_utf8_lossy(&octets));
        let get = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap());
        assert_eq!(get("content-security-policy"), Some("default-src 'none'; sandbox"), "{what}");
        assert_eq!(get("x-content-type-options"), Some("nosniff"), "{what}");
        assert_eq!(get("cache-control"), Some("no-store"), "{what}");
        assert_eq!(get("x-request-id").map(str::len), Some(16), "{what}");
        assert_eq!(get("set-cookie"), None, "{what}");
        let body = if octets.is_empty() {
            Value::Null
        } else {
            let kind = get("content-type").unwrap();
            assert!(kind == "application/json" || kind == "application/problem+json", "{what}: {kind}");
            serde_json::from_slice(&octets).unwrap_or_else(|error| panic!("{what}: {error}"))
        };
        let status = parts.status.as_u16();
        if status >= 400 {
            assert!(!body.is_null(), "{what}: a refusal without a reason");
        }
        expect_documented(method, path, status, &body, &what);
        Said { status, headers: parts.headers, body }
    }
}

impl Said {
    pub fn message(&self) -> &str {
        self.body["message"].as_str().unwrap_or_else(|| panic!("{self:?}"))
    }

    /// The sentence of a refusal, whichever API says it.
    pub fn sentence(&self) -> &str {
        self.body["detail"].as_str().unwrap_or_else(|| self.message())
    }

    /// What is wrong with a field.
    pub fn fault(&self, field: &str) -> &str {
        self.body["errors"][field][0].as_str().unwrap_or_else(|| panic!("{field}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

fn gcore() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::from_str(&api::gcore_text()).unwrap())
}

fn konnect() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::from_str(&api::konnect_text()).unwrap())
}

/// The document that an address is in, if any.
fn document_of(path: &str) -> &'static Value {
    if path.starts_with("/v3") { konnect() } else { gcore() }
}

/// The pattern of the document that an address is of.
fn pattern_of(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap();
    let fits = |pattern: &str| {
        let (one, other): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        one.len() == other.len()
            && one.iter().zip(other).all(|(own, given)| own.starts_with('{') || *own == given)
    };
    let patterns = document_of(path)["paths"].as_object().unwrap().keys().filter(|pattern| fits(pattern));
    patterns.min_by_key(|pattern| pattern.matches('{').count()).map(String::as_str)
}

/// Whether the document knows the answer, if it knows the call.
fn expect_documented(method: &str, path: &str, status: u16, body: &Value, what: &str) {
    let Some(pattern) = pattern_of(path) else { return };
    let document = document_of(path);
    let call = &document["paths"][pattern][method.to_lowercase()];
    // Refused before it is known what is called: no such method, a body that is too large, a cookie beside the token.
    if call.is_null() || [405, 413].contains(&status) {
        return;
    }
    let response = &call["responses"][status.to_string()];
    assert!(!response.is_null(), "{what}: not in the document");
    if response["content"].is_null() {
        assert!(body.is_null(), "{what}: the document has no body");
        return;
    }
    let escaped = pattern.replace('~', "~0").replace('/', "~1");
    let place = format!(
        "http://document/it.json#/paths/{}/{}/responses/{status}/content/application~1{}/schema",
        escaped.replace('{', "%7B").replace('}', "%7D"),
        method.to_lowercase(),
        if response["content"]["application/json"].is_null() { "problem+json" } else { "json" },
    );
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("http://document/it.json", document.clone()).unwrap();
    let schema = compiler.compile(&place, &mut schemas).unwrap_or_else(|error| panic!("{what}: {error:#}"));
    if let Err(error) = schemas.validate(body, schema) {
        panic!("{what}: not as in the document: {error}");
    }
}

/// A token of somebody, made as the command line makes it.
pub async fn token(t: &TestApp, account: i64, email: &str, role: AccountRole) -> String {
    let form =
        api_tokens::NewToken { email: email.into(), account, role: role.name().into(), name: "test".into() };
    api_tokens::create(&t.app, &t.anonymous(), &form).await.unwrap()
}

pub fn account_of(ctx: &Ctx) -> i64 {
    ctx.principal.as_ref().unwrap().account_id.0
}

pub fn user_of(ctx: &Ctx) -> i64 {
    ctx.principal.as_ref().unwrap().user_id.0
}

/// Ada of Northwind, and a program that calls by a token of hers as an administrator.
pub async fn ada(t: &TestApp) -> (Ctx, Client) {
    let ada = t.administrator().await;
    let token = token(t, account_of(&ada), "ada@example.org", AccountRole::Administrators).await;
    (ada, Client::of(t, &token))
}

/// Somebody who has joined Northwind.
pub async fn joined(t: &TestApp, ada: &Ctx, email: &str, role: AccountRole) -> UserId {
    let form = Invite { role: role.id().to_string(), ..invite_form(email) };
    let issued = vestibule::service::invitations::invite(&t.app, ada, &form).await.unwrap();
    let mails = t.deliver().await;
    let link = token_in(mails.iter().find(|mail| mail.to == email).unwrap(), "/invitations/");
    accept_new(&t.app, &t.anonymous(), link.hash(), "Mara Lind", PASSWORD).await.unwrap();
    t.deliver().await;
    issued.user_id
}

/// What the API calls a role.
pub fn group(role: AccountRole) -> Value {
    json!({ "id": role.id(), "name": role.name() })
}
