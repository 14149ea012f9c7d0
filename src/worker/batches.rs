//! Invites many, a few in each transaction (`service::batches`): any node, one at a time, each row exactly once. A worker
//! that died is followed by another when its lease is over.

use crate::{
    app::App,
    domain::time::Span,
    service::{Error, batches},
    telemetry::cause,
};
use futures::FutureExt as _;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio_util::sync::CancellationToken;

/// How long a worker may hold a batch between two steps.
const LEASE: Span = Span::seconds(30);
/// How often the table is looked at.
const POLL: Duration = Duration::from_secs(1);

/// Works until told to stop.
pub async fn run(app: App, stop: CancellationToken) {
    while !stop.is_cancelled() {
        // A defect met in one batch must not end the worker: the batch comes again after its lease, and says so in the log.
        match AssertUnwindSafe(send_due(&app, &stop)).catch_unwind().await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(error = cause(&error), "batch not sent on"),
            Err(_) => tracing::error!("batch round panicked"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            _ = tokio::time::timeout(POLL, std::future::pending::<()>()) => {}
        }
    }
}

/// Sends every batch that is due, and says how many steps that took. Told to stop, it ends the step it is in and lets the
/// batch go.
///
/// # Errors
/// When the database fails; the batch comes again after its lease.
pub async fn send_due(app: &App, stop: &CancellationToken) -> Result<usize, Error> {
    let mut steps = 0;
    while !stop.is_cancelled() {
        let Some(batch) = batches::claim(app, app.clock.now() + LEASE).await? else { break };
        loop {
            steps += 1;
            if !batches::step(app, &batch, app.clock.now() + LEASE).await? {
                break;
            }
            if stop.is_cancelled() {
                batches::release(app, &batch).await?;
                break;
            }
        }
        tracing::info!(batch.id = batch.id.0, steps, "batch handled");
    }
    Ok(steps)
}
