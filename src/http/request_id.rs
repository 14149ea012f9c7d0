//! A short id for every request, in the log, on the response and on error pages.

use crate::entropy::{Entropy, octets};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{fmt, sync::Arc};

/// The header the id is returned in.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: 16 hexadecimal digits. Made here; an id that came with the request is ignored, since whoever
/// sent it could make it another request's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

impl RequestId {
    /// A fresh id.
    pub fn random(entropy: &dyn Entropy) -> Self {
        Self(format!("{:016x}", u64::from_be_bytes(octets(entropy))))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The layer: puts a [`RequestId`] into the request's extensions and `X-Request-Id` on the response.
pub async fn identify(State(entropy): State<Arc<dyn Entropy>>, mut request: Request, next: Next) -> Response {
    let id = RequestId::random(entropy.as_ref());
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::try_from(id.0) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    response
}
