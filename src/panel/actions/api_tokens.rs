//! What is done to API tokens.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, done_silently, outcome},
    crate::{
        domain::ids::ApiTokenId,
        service::api_tokens::{self, Expires, TokenForm},
        t,
    },
};

/// Makes a token for the signed-in person; `expires` is the last day, or empty. It is shown on the next page.
#[server(prefix = "/_fn", endpoint = "api-tokens/create", input = Json, output = Json)]
pub async fn create_token(
    #[server(default)] name: String,
    #[server(default)] role: String,
    #[server(default)] expires: String,
    #[server(default)] description: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let form = TokenForm { name, description, role, expires: Expires::LastDay(expires) };
    let result = api_tokens::issue(&call.app, &call.ctx, &form).await;
    outcome(&call, result, |issued| {
        call.keep_api_token(&issued.row.name, &issued.token);
        done_silently("/api-tokens/created")
    })
}

/// Deletes a token.
#[server(prefix = "/_fn", endpoint = "api-tokens/delete", input = Json, output = Json)]
pub async fn delete_token(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = api_tokens::delete(&call.app, &call.ctx, ApiTokenId(id)).await;
    outcome(&call, result, |token| {
        done("/api-tokens", t!(call.ctx.language, "notice-token-deleted", token = token.name))
    })
}
