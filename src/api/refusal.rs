//! Why a call came to nothing, before it is said in the words of an API ([`super::dialect`]).

use super::{fields::Faults, v3::problem::Problem};
use crate::service::{Error, token_sign_in::Refused};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Why a call came to nothing.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A use case did not do it.
    Service(Error),
    /// Nobody calls.
    Credentials(Refused),
    /// The body is no JSON; says where.
    Malformed(String),
    /// Values are wrong.
    Fields(Faults),
    /// A sentence of the published contract, with its status.
    Said(StatusCode, String),
    /// A list of such sentences; only inviting answers so.
    Sentences(Vec<String>),
    /// What the second API has its own words for.
    Problem(Box<Problem>),
    /// What the router or a layer found, of which nothing but the status is known.
    Status(StatusCode),
}

impl Refusal {
    /// One wrong value.
    pub fn field(path: &[&str], text: impl Into<String>) -> Self {
        Self::Fields(Faults::one(path, text))
    }

    /// A sentence of the published contract.
    pub fn said(status: StatusCode, text: impl Into<String>) -> Self {
        Self::Said(status, text.into())
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Service(error)
    }
}

/// A refusal on its way out, in the extensions of an answer that has no body yet.
#[derive(Debug, Clone)]
pub(super) struct Unsaid(pub Arc<Refusal>);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // The layer `dialect::speak` puts another answer in its place.
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Unsaid(Arc::new(self)));
        response
    }
}
