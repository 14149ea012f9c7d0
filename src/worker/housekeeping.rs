//! What is old and nobody is shown any more goes, a few rows at a time, so that nobody waits for it.

use crate::{
    app::App,
    domain::{
        ids::BatchId,
        passkey::CHALLENGE_LIFE,
        time::{Span, Timestamp},
    },
    service::{door, limits, sessions::KEPT},
    store::{
        StoreError, again, doors,
        housekeeping::{self, Kept, OldBatches},
        passkeys, sessions,
    },
    telemetry::cause,
};
use futures::FutureExt as _;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio_util::sync::CancellationToken;

/// How often it is looked whether something is old.
const EVERY: Span = Span::hours(1);
/// How often the clock is looked at.
const POLL: Duration = Duration::from_secs(1);
/// How long a list of people waits for somebody to send it.
const KEEP_REVIEWS: Span = Span::hours(24 * 7);
/// How long the outcome of a list is kept.
const KEEP_BATCHES: Span = Span::hours(24 * 90);
/// How long mails that are over, and what happened to them, are kept: a year, and some time to look back at it.
const KEEP_MAILS: Span = Span::hours(24 * 400);
/// How many rows are looked at in one step, and at the most deleted in one transaction; of batches, one with its rows
/// (2,000 at the most).
const AT_ONCE: i64 = 500;

/// What was deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gone {
    /// People who began to set a second factor up at the door, and did not come in.
    pub doors: u64,
    /// Batches, with their rows.
    pub batches: u64,
    /// Rows of the log of mails and links.
    pub events: u64,
    /// Mails.
    pub mails: u64,
}

/// Works until told to stop.
pub async fn run(app: App, stop: CancellationToken) {
    let mut done_at = None;
    while !stop.is_cancelled() {
        let now = app.clock.now();
        if done_at.is_none_or(|at| now - at > EVERY) {
            done_at = Some(now);
            match AssertUnwindSafe(clean(&app, &stop)).catch_unwind().await {
                Ok(Ok(gone)) if gone != Gone::default() => tracing::info!(?gone, "old rows deleted"),
                Ok(Ok(_)) => {}
                Ok(Err(error)) => tracing::error!(error = cause(&error), "clean-up failed"),
                Err(_) => tracing::error!("clean-up panicked"),
            }
        }
        tokio::select! {
            () = stop.cancelled() => {}
            _ = tokio::time::timeout(POLL, std::future::pending::<()>()) => {}
        }
    }
}

/// Deletes everything that is old, or what can be deleted until told to stop.
///
/// # Errors
/// When the database fails; what was deleted before stays deleted.
pub async fn clean(app: &App, stop: &CancellationToken) -> Result<Gone, StoreError> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    sessions::forget_before(&mut tx, now - KEPT).await?;
    passkeys::forget_challenges(&mut tx, now - CHALLENGE_LIFE).await?;
    tx.commit_without_audit("rows past keeping").await?;
    while !stop.is_cancelled() && limits::forget_some(app).await? > 0 {}
    let doors = doors(app, stop, now).await?;
    let batches = batches(app, stop, now).await?;
    // What happened to a mail goes before the mail.
    let events = rows(app, stop, Kept::Events, now - KEEP_MAILS).await?;
    let mails = rows(app, stop, Kept::Mails, now - KEEP_MAILS).await?;
    Ok(Gone { doors, batches, events, mails })
}

/// Nothing opens any more what is older.
async fn doors(app: &App, stop: &CancellationToken, now: Timestamp) -> Result<u64, StoreError> {
    let mut gone = 0;
    while !stop.is_cancelled() {
        let some = again(|| forget_doors(app, now)).await?;
        gone += some;
        if some == 0 {
            break;
        }
    }
    Ok(gone)
}

async fn forget_doors(app: &App, now: Timestamp) -> Result<u64, StoreError> {
    let mut tx = app.db.write().await?;
    let gone = doors::forget(&mut tx, now - door::LIFE, AT_ONCE).await?;
    tx.commit_without_audit("rows past keeping").await?;
    Ok(gone)
}

async fn batches(app: &App, stop: &CancellationToken, now: Timestamp) -> Result<u64, StoreError> {
    let old = OldBatches { in_review: now - KEEP_REVIEWS, ended: now - KEEP_BATCHES };
    let (mut gone, mut after) = (0, BatchId(0));
    loop {
        let next = {
            let mut tx = app.db.read().await?;
            housekeeping::batches(&mut tx, after, old, AT_ONCE).await?
        };
        for batch in &next {
            // From here on all are too young.
            if stop.is_cancelled() || batch.created_at > old.in_review {
                return Ok(gone);
            }
            if batch.is_old {
                gone += u64::from(again(|| delete_batch(app, batch.id, old)).await?);
            }
            after = batch.id;
        }
        if next.is_empty() {
            return Ok(gone);
        }
    }
}

async fn delete_batch(app: &App, id: BatchId, old: OldBatches) -> Result<bool, StoreError> {
    let mut tx = app.db.write().await?;
    let gone = housekeeping::delete_batch(&mut tx, id, old).await?;
    tx.commit_without_audit("rows past keeping").await?;
    Ok(gone)
}

async fn rows(app: &App, stop: &CancellationToken, kept: Kept, before: Timestamp) -> Result<u64, StoreError> {
    let (mut gone, mut after) = (0, 0);
    while !stop.is_cancelled() {
        let next = {
            let mut tx = app.db.read().await?;
            housekeeping::next(&mut tx, kept, after, AT_ONCE).await?
        };
        let Some((last, _)) = next.filter(|(_, oldest)| *oldest <= before) else { break };
        gone += again(|| delete(app, kept, after, last, before)).await?;
        after = last;
    }
    Ok(gone)
}

async fn delete(app: &App, kept: Kept, after: i64, last: i64, before: Timestamp) -> Result<u64, StoreError> {
    let mut tx = app.db.write().await?;
    let gone = housekeeping::delete(&mut tx, kept, after, last, before).await?;
    tx.commit_without_audit("rows past keeping").await?;
    Ok(gone)
}
