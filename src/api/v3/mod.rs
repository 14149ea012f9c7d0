//! The second API, below `/v3` (`docs/adr/0026-second-json-api.md`).

mod body;
mod document;
mod invites;
mod organizations;
pub(super) mod problem;
mod query;
mod tokens;
mod types;
mod users;

use super::Refusal;
use axum::{
    extract::{FromRequestParts, Path, path::ErrorKind, rejection::PathRejection},
    http::request::Parts,
};
use problem::{Item, Problem};
use uuid::Uuid;

pub use document::{KONNECT_DOCUMENT, konnect_text};
pub(super) use document::{PROBLEMS, konnect};

/// The UUID of a person in an address.
#[derive(Debug, Clone, Copy)]
struct UserPath(Uuid);

impl<S: Send + Sync> FromRequestParts<S> for UserPath {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let Path(text) = path.map_err(|_| wrong(USER))?;
        id(&text, USER).map(Self)
    }
}

/// The UUIDs of a person and of a token of theirs in an address.
#[derive(Debug, Clone, Copy)]
struct TokenPath(Uuid, Uuid);

impl<S: Send + Sync> FromRequestParts<S> for TokenPath {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Path((user, token)) = path.map_err(|rejection| match &rejection {
            PathRejection::FailedToDeserializePathParams(why) => match why.kind() {
                ErrorKind::InvalidUtf8InPathParam { key } if key == "tokenId" => wrong(TOKEN),
                _ => wrong(USER),
            },
            _ => wrong(USER),
        })?;
        Ok(Self(id(&user, USER)?, id(&token, TOKEN)?))
    }
}

/// What the contract calls the ids in addresses.
const USER: &str = "userID";
const TOKEN: &str = "tokenID";

fn id(text: &str, name: &str) -> Result<Uuid, Refusal> {
    query::uuid(text).ok_or_else(|| wrong(name))
}

fn wrong(name: &str) -> Refusal {
    Problem::item(Item::new(problem::Source::Path, name, "is_uuid", "invalid ID format")).into()
}
