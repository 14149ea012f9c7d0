//! `/iam/clients/{clientId}/client-users/{userId}`: somebody's role in the account, and taking them out of it.

use super::{
    own_account,
    types::{Answer, Group, GroupInput, role},
};
use crate::{
    api::{Refusal, body::Body, caller::Caller},
    app::App,
    domain::ids::UserId,
    service::{Error, account_users},
};
use axum::{
    Json,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A role.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct UserRole {
    user_role: Group,
}

/// A role to be given.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `set_role` reads it")]
pub(in crate::api) struct UserRoleInput {
    user_role: GroupInput,
}

/// The numbers of an account and of a person in an address.
#[derive(Debug, Clone, Copy)]
pub(in crate::api) struct Ids {
    client: i64,
    user: UserId,
}

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await.ok();
        let ids = path.and_then(|Path((client, user))| Some((client.parse().ok()?, user.parse().ok()?)));
        let (client, user) = ids.ok_or(Error::NotFound)?;
        Ok(Self { client, user: UserId(user) })
    }
}

/// Somebody's role in the account
#[utoipa::path(
    get, path = "/iam/clients/{clientId}/client-users/{userId}", tag = "users", operation_id = "get_client_user",
    params(("clientId" = i64, Path, description = "The account"), ("userId" = i64, Path, description = "The person")),
    responses((status = 200, description = "The role", body = UserRole))
)]
pub(in crate::api) async fn get_role(
    State(app): State<App>,
    Caller(ctx): Caller,
    ids: Ids,
) -> Answer<UserRole> {
    own_account(&ctx, ids.client)?;
    let person = account_users::find(&app, &ctx, ids.user).await?;
    if person.removed {
        return Err(Error::NotFound.into());
    }
    Ok(Json(UserRole { user_role: person.role.into() }))
}

/// Give somebody another role
#[utoipa::path(
    put, path = "/iam/clients/{clientId}/client-users/{userId}", tag = "users", operation_id = "set_client_user_role",
    params(("clientId" = i64, Path, description = "The account"), ("userId" = i64, Path, description = "The person")),
    request_body = UserRoleInput, responses((status = 204, description = "The person has the role"))
)]
pub(in crate::api) async fn set_role(
    State(app): State<App>,
    Caller(ctx): Caller,
    ids: Ids,
    body: Body,
) -> Result<StatusCode, Refusal> {
    own_account(&ctx, ids.client)?;
    account_users::changeable(&app, &ctx, ids.user).await?;
    let mut reader = body.reader();
    let role = role(&mut reader, "user_role");
    let role = reader.finish(role)?;
    account_users::change_role(&app, &ctx, ids.user, role).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take somebody out of the account
#[utoipa::path(
    delete, path = "/iam/clients/{clientId}/client-users/{userId}", tag = "users", operation_id = "delete_client_user",
    params(("clientId" = i64, Path, description = "The account"), ("userId" = i64, Path, description = "The person")),
    responses((status = 200, description = "Taken out"))
)]
pub(in crate::api) async fn delete(
    State(app): State<App>,
    Caller(ctx): Caller,
    ids: Ids,
) -> Result<StatusCode, Refusal> {
    own_account(&ctx, ids.client)?;
    account_users::remove(&app, &ctx, ids.user).await?;
    Ok(StatusCode::OK)
}
