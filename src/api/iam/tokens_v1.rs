//! `/iam/clients/{clientId}/tokens`: what older clients call for the same.

use super::{
    tokens::{ApiToken, Client, Ids, NewApiToken, TokenQuery, deleted, found, listed, make},
    types::Answer,
};
use crate::{
    api::{Refusal, body::Body, caller::Caller, query::Query},
    app::App,
};
use axum::{Json, extract::State, http::StatusCode};

/// As older clients make a token: `$` stands in it between number and secret
#[utoipa::path(
    post, path = "/iam/clients/{clientId}/tokens", tag = "tokens", operation_id = "create_api_token_v1",
    params(("clientId" = i64, Path, description = "The account")), request_body = NewApiToken,
    responses((status = 200, description = "The token, the whole of it this once", body = ApiToken))
)]
pub(in crate::api) async fn create(
    State(app): State<App>,
    Caller(ctx): Caller,
    Client(client): Client,
    body: Body,
) -> Answer<ApiToken> {
    let mut made = make(&app, &ctx, client, &body).await?;
    // The first sign that is no digit: there may be more of it in the secret.
    made.token = made.token.map(|token| token.replacen('_', "$", 1));
    Ok(Json(made))
}

/// As older clients list tokens
#[utoipa::path(
    get, path = "/iam/clients/{clientId}/tokens", tag = "tokens", operation_id = "list_api_tokens_v1",
    params(("clientId" = i64, Path, description = "The account"), TokenQuery),
    responses((status = 200, description = "All of them", body = Vec<ApiToken>))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Caller(ctx): Caller,
    Client(client): Client,
    query: Query,
) -> Answer<Vec<ApiToken>> {
    listed(&app, &ctx, client, query).await
}

/// As older clients ask for a token
#[utoipa::path(
    get, path = "/iam/clients/{clientId}/tokens/{tokenId}", tag = "tokens", operation_id = "get_api_token_v1",
    params(("clientId" = i64, Path, description = "The account"), ("tokenId" = i64, Path, description = "The token")),
    responses((status = 200, description = "The token", body = ApiToken))
)]
pub(in crate::api) async fn get(State(app): State<App>, Caller(ctx): Caller, ids: Ids) -> Answer<ApiToken> {
    found(&app, &ctx, ids).await
}

/// As older clients delete a token
#[utoipa::path(
    delete, path = "/iam/clients/{clientId}/tokens/{tokenId}", tag = "tokens", operation_id = "delete_api_token_v1",
    params(("clientId" = i64, Path, description = "The account"), ("tokenId" = i64, Path, description = "The token")),
    responses((status = 204, description = "Deleted"))
)]
pub(in crate::api) async fn delete(
    State(app): State<App>,
    Caller(ctx): Caller,
    ids: Ids,
) -> Result<StatusCode, Refusal> {
    deleted(&app, &ctx, ids).await
}
