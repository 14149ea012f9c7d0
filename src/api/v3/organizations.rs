//! `/v3/organizations/me`: the account the caller acts in.

use super::{query::NoQuery, types::moment};
use crate::{
    api::{Refusal, caller::Caller},
    app::App,
    service::directory,
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// How an organization stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::api) enum OrganizationState {
    Active,
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Organization {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    /// Who has been in it longest of its administrators.
    #[schema(required = true, format = "uuid")]
    owner_id: Option<String>,
    /// Where people sign in, below the address of the server.
    login_path: String,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    updated_at: String,
    state: OrganizationState,
    retention_period_days: i64,
}

/// The organization that the token belongs to
#[utoipa::path(
    get, path = "/v3/organizations/me", tag = "Organizations", operation_id = "get-organizations-me",
    responses((status = 200, description = "The organization", body = Organization))
)]
pub(in crate::api) async fn me(
    State(app): State<App>,
    Caller(ctx): Caller,
    _: NoQuery,
) -> Result<Json<Organization>, Refusal> {
    let found = directory::organization(&app, &ctx).await?;
    Ok(Json(Organization {
        id: found.id.to_string(),
        name: found.name,
        owner_id: found.owner.map(|id| id.to_string()),
        login_path: "sign-in".into(),
        created_at: moment(found.created_at),
        updated_at: moment(found.updated_at),
        state: OrganizationState::Active,
        retention_period_days: 90,
    }))
}
