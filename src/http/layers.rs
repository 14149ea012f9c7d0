//! All layers around a router, in their one right order.

use crate::{
    config::{Config, Network, PublicUrl},
    entropy::Entropy,
    http::{
        client_address,
        headers::{self, Headers},
        limits::{self, ErrorPage, Guard, Refuse, RequestLimits},
        log,
        origin::{self, OriginCheck},
        request_id,
    },
};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use std::{fmt, sync::Arc};

/// What the layers need.
#[derive(Clone)]
pub struct Shell {
    /// What browsers open.
    pub public_url: Arc<PublicUrl>,
    /// The networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Arc<[Network]>,
    /// Request ids and nonces come from here.
    pub entropy: Arc<dyn Entropy>,
    /// How errors look.
    pub error_page: ErrorPage,
    /// How much and how long.
    pub limits: RequestLimits,
}

impl Shell {
    /// With the settings of the installation and the usual limits.
    pub fn new(config: &Config, entropy: Arc<dyn Entropy>, error_page: ErrorPage) -> Self {
        Self {
            public_url: Arc::new(config.public_url.clone()),
            trusted_proxies: config.trusted_proxies.clone().into(),
            entropy,
            error_page,
            limits: RequestLimits::default(),
        }
    }
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shell").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}

/// Puts the layers around a finished router: its routes, its fallback and its 405s alike.
///
/// From the outside in, with why each stands where it stands:
///
/// 1. [`request_id::identify`]: everything below may name the id;
/// 2. [`log::line`]: sees the final status, and the time all of it took;
/// 3. [`headers::secure`]: on refusals, panics and timeouts too, and its nonce is known to their pages;
/// 4. [`client_address::resolve`]: limits and sessions below need it;
/// 5. [`limits::guard`]: panics, timeouts and bare errors of all that follows become pages;
/// 6. [`origin::check`]: before a single octet of the body is read;
/// 7. [`limits::limit_body`]: next to the handlers, which alone read bodies.
///
/// Sessions are a layer of the panel's own routes, inside all of these. Routes added afterwards have no layers.
pub fn layered(router: Router, shell: Shell) -> Router {
    let refuse = Refuse(shell.error_page);
    let guard = Guard { limits: shell.limits, refuse: refuse.clone() };
    let headers = Headers::new(Arc::clone(&shell.entropy), &shell.public_url);
    let origin = OriginCheck { public_url: shell.public_url, refuse };
    // The last one added is the outermost.
    router
        .layer(from_fn_with_state(guard.clone(), limits::limit_body))
        .layer(from_fn_with_state(origin, origin::check))
        .layer(from_fn_with_state(guard, limits::guard))
        .layer(from_fn_with_state(shell.trusted_proxies, client_address::resolve))
        .layer(from_fn_with_state(headers, headers::secure))
        .layer(from_fn(log::line))
        .layer(from_fn_with_state(shell.entropy, request_id::identify))
}

#[cfg(test)]
#[path = "layers_tests.rs"]
mod tests;
