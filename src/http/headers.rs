//! The security headers of every response (`docs/security.md`, Browser).

use crate::{
    config::PublicUrl,
    entropy::{Entropy, octets},
    http::paths,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::sync::Arc;

/// The value every `<script>` of this one response carries in `nonce=`: 16 random octets, base64url. It belongs
/// nowhere else on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CspNonce(pub String);

/// What an answer of the JSON APIs may do in a browser: nothing.
const CSP_API: &str = "default-src 'none'; sandbox";
/// Two years; OWASP ASVS 5.0, 3.4.1 asks for at least one, subdomains included (RFC 6797 §6.1).
const HSTS: &str = "max-age=63072000; includeSubDomains";
/// What no page needs. The clipboard (copying a link) and passkeys are not in the list.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), \
                           geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
                           microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What the layer needs to know.
#[derive(Debug, Clone)]
pub struct Headers {
    /// Nonces come from here.
    pub entropy: Arc<dyn Entropy>,
    /// Whether browsers come over TLS.
    pub is_https: bool,
}

impl Headers {
    /// For a panel browsers open at `public_url`.
    pub fn new(entropy: Arc<dyn Entropy>, public_url: &PublicUrl) -> Self {
        Self { entropy, is_https: public_url.is_https() }
    }
}

/// The layer: puts a [`CspNonce`] into the request's extensions and the headers on the response, whatever made it.
pub async fn secure(State(state): State<Headers>, mut request: Request, next: Next) -> Response {
    let nonce = CspNonce(URL_SAFE_NO_PAD.encode(octets::<16>(state.entropy.as_ref())));
    let path = request.uri().path().to_owned();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    put(response.headers_mut(), &path, &nonce, state.is_https);
    response
}

fn put(headers: &mut HeaderMap, path: &str, nonce: &CspNonce, is_https: bool) {
    let fixed = HeaderValue::from_static;
    headers.insert(header::CONTENT_SECURITY_POLICY, content_security_policy(path, nonce));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    let referrer = if paths::is_token_page(path) { "no-referrer" } else { "same-origin" };
    headers.insert(header::REFERRER_POLICY, fixed(referrer));
    headers.insert(OPENER_POLICY, fixed("same-origin"));
    headers.insert(RESOURCE_POLICY, fixed("same-origin"));
    headers.insert(PERMISSIONS_POLICY, fixed(PERMISSIONS));
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, fixed(HSTS));
    }
    complete_cookies(headers);
    // Assets say for themselves how long they live; everything else is kept by nobody.
    headers.entry(header::CACHE_CONTROL).or_insert(fixed("no-store"));
}

/// Gives every cookie of a host what its name promises, the end of one too: browsers ignore a `__Host-` cookie without
/// `Secure` (RFC 6265bis §4.1.3.2), and the one that takes a session's cookie away comes from its library without.
fn complete_cookies(headers: &mut HeaderMap) {
    if let header::Entry::Occupied(mut cookies) = headers.entry(header::SET_COOKIE) {
        for value in cookies.iter_mut() {
            let Some(text) = value.to_str().ok().filter(|text| text.starts_with("__Host-")) else { continue };
            if text.split("; ").any(|part| part == "Secure") {
                continue;
            }
            if let Ok(whole) = HeaderValue::try_from(format!("{text}; HttpOnly; SameSite=Lax; Secure")) {
                *value = whole;
            }
        }
    }
}

fn content_security_policy(path: &str, nonce: &CspNonce) -> HeaderValue {
    if paths::is_api(path) {
        return HeaderValue::from_static(CSP_API);
    }
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src \
         'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri \
         'none'",
        nonce.0
    );
    // A nonce of ours is base64url and always fits; without one no script may run, which is the safe side.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static(CSP_API))
}
