//! Many invited at once.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, error_of, outcome},
    crate::{domain::ids::BatchId, panel::controllers::batch_view, service::batches, t},
};

/// Sends the invitations that were looked at.
#[server(prefix = "/_fn", endpoint = "users/batch/send", input = Json, output = Json)]
pub async fn send_batch(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = batches::send(&call.app, &call.ctx, BatchId(id)).await;
    outcome(&call, result, |()| done(batch_view::address(id), t!(call.ctx.language, "notice-batch-started")))
}

/// Sends nothing more.
#[server(prefix = "/_fn", endpoint = "users/batch/cancel", input = Json, output = Json)]
pub async fn cancel_batch(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = batches::cancel(&call.app, &call.ctx, BatchId(id)).await;
    outcome(&call, result, |()| {
        done(batch_view::address(id), t!(call.ctx.language, "notice-batch-cancelled"))
    })
}

/// How a batch stands, as HTML.
#[server(prefix = "/_fn", endpoint = "users/batch/show", input = Json, output = Json)]
pub async fn show_batch(id: i64, #[server(default)] page: i64) -> Result<String, ActionError> {
    let call = call()?;
    let batch = batches::look(&call.app, &call.ctx, BatchId(id)).await;
    let batch = batch.map_err(|error| error_of(&call, error))?;
    Ok(batch_view::region(&call, batch, usize::try_from(page).unwrap_or(1)))
}
