//! Going on in another account, and making one.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, outcome},
    crate::{domain::ids::AccountId, service, t},
};

/// Goes on in another account of the signed-in person.
#[server(prefix = "/_fn", endpoint = "accounts/switch", input = Json, output = Json)]
pub async fn switch_account(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = call.switch_account(AccountId(id)).await;
    outcome(&call, result, |name| done("/", t!(call.ctx.language, "notice-account-switched", account = name)))
}

/// Makes an account; whoever asks, an operator, becomes its first administrator and stays where they are.
#[server(prefix = "/_fn", endpoint = "accounts/create", input = Json, output = Json)]
pub async fn create_account(#[server(default)] name: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::accounts::create(&call.app, &call.ctx, &name).await;
    outcome(&call, result, |_| {
        done("/accounts", t!(call.ctx.language, "notice-account-created", account = name.trim()))
    })
}
