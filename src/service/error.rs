//! Why a use case did not do what it was asked. Each front end turns every one of these into its own shape.

use crate::{
    domain::{
        field::{Fault, Field, FieldErrors},
        invitation::LinkState,
        time::Span,
    },
    store::StoreError,
};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Values are wrong.
    #[error("invalid values")]
    Invalid(FieldErrors),
    /// Nobody is signed in.
    #[error("not signed in")]
    SignedOut,
    /// Known, but not allowed.
    #[error("not allowed")]
    Forbidden,
    /// Allowed, once the person has proven again who they are ([`super::step_up`]).
    #[error("to be confirmed")]
    StepUp,
    /// Not there, or not yours: the same answer.
    #[error("not found")]
    NotFound,
    /// The link was good once.
    #[error("link no longer opens: {0:?}")]
    LinkClosed(LinkState),
    /// What was to be changed has changed meanwhile, or is past changing.
    #[error("no longer possible")]
    Conflict,
    /// Too many, or too soon; again after so long.
    #[error("too many, again after {0:?}")]
    TooMany(Span),
    /// The database or the password hasher has no room right now.
    #[error("busy")]
    Busy(#[source] Option<StoreError>),
    /// A defect of ours.
    #[error("internal error: {0}")]
    Internal(String, #[source] Option<StoreError>),
}

impl Error {
    /// One wrong value.
    pub fn field(field: Field, fault: Fault) -> Self {
        Self::Invalid(FieldErrors::one(field, fault))
    }

    /// A defect without a cause below it.
    pub fn internal(what: impl Into<String>) -> Self {
        Self::Internal(what.into(), None)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) | StoreError::Conflict(_) => Self::Busy(Some(error)),
            StoreError::Inconsistent(_) | StoreError::Failed(_) => {
                Self::Internal("database".into(), Some(error))
            }
        }
    }
}
