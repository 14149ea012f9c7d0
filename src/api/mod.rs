//! The JSON APIs (ADR 0025): addresses, who calls, how bodies are read and how refusals are said. They know tokens and no
//! cookies, as the panel knows cookies and no tokens. What is done is done by the same use cases.

mod body;
mod caller;
mod cloud;
mod dialect;
mod fields;
mod iam;
mod openapi;
mod query;
mod refusal;
mod v3;
mod words;

use crate::{
    app::App,
    http::{
        self,
        limits::{ErrorPage, RequestInfo},
    },
};
use axum::{
    Json, Router,
    http::{Method, StatusCode},
    middleware::{from_fn, from_fn_with_state},
    routing::{any, get},
};
use std::sync::Arc;

pub use openapi::{Documented, GCORE_DOCUMENT, documents, gcore_text};
use refusal::Refusal;
pub use v3::{KONNECT_DOCUMENT, konnect_text};

/// The first segments that belong to the APIs, whether or not anything stands below.
const ROOTS: [&str; 3] = ["/iam", "/cloud", "/v3"];

/// The APIs, without the layers around the whole server.
pub fn router(app: &App) -> Router {
    let (calls, document) = openapi::gcore();
    let (more_calls, second) = v3::konnect();
    let calls = calls.merge(more_calls);
    let authenticated = calls.route_layer(from_fn_with_state(app.clone(), caller::authenticate));
    let mut router: Router<App> = authenticated
        .route(GCORE_DOCUMENT, get(async move || Json(document.json())))
        .route(KONNECT_DOCUMENT, get(async move || Json(second.json())));
    for root in ROOTS {
        for below in ["", "/", "/{*rest}"] {
            router = router.route(&format!("{root}{below}"), any(nowhere));
        }
    }
    router.layer(from_fn(dialect::speak)).layer(http::compression::layer()).with_state(app.clone())
}

/// Method and address of every call, as the documents have them; for the test that walks them all.
pub fn addresses() -> Vec<(Method, String)> {
    [openapi::gcore().1, v3::konnect().1].iter().flat_map(openapi::Document::addresses).collect()
}

/// The answers of the layers around the server: in the words of the API whose address was asked for, and as `panel` has it
/// for every other address.
pub fn error_page(panel: ErrorPage) -> ErrorPage {
    Arc::new(move |status, info: &RequestInfo| {
        if info.is_api() {
            dialect::say(&Refusal::Status(status), &info.path, &info.request_id.0)
        } else {
            panel(status, info)
        }
    })
}

async fn nowhere() -> Refusal {
    Refusal::Status(StatusCode::NOT_FOUND)
}
