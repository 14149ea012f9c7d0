//! What happens without anybody asking: mail goes out, access ends on its day, what is old goes.

pub mod access;
pub mod api_tokens;
pub mod batches;
pub mod clock;
pub mod expiry;
pub mod housekeeping;
pub mod outbox;
pub mod reminders;

use crate::{
    app::App,
    domain::time::{Span, Timestamp},
    telemetry::cause,
};
use futures::FutureExt as _;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio_util::sync::CancellationToken;

/// How often the table is looked at when nothing wakes the worker: another node may have queued something.
const POLL: Duration = Duration::from_secs(1);
/// How often it is looked whose access, and which token, ends soon.
const TELL_EVERY: Span = Span::minutes(1);

/// Works until told to stop; then ends the rounds it is in, so that no mail is left half sent.
pub async fn run(app: App, stop: CancellationToken) {
    // Many invitations at once and the mails they make go side by side.
    // A long mail queue keeps nobody's access open, and neither does deleting what is old.
    tokio::join!(
        batches::run(app.clone(), stop.clone()),
        mails(app.clone(), stop.clone()),
        housekeeping::run(app.clone(), stop.clone()),
        upkeep(app, stop)
    );
}

async fn mails(app: App, stop: CancellationToken) {
    while !stop.is_cancelled() {
        // A defect met in one mail must not end the worker: the mail comes again after its lease, and says so in the log.
        match AssertUnwindSafe(outbox::deliver_due(&app, &stop)).catch_unwind().await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(error = cause(&error), "mail round failed"),
            Err(_) => tracing::error!("mail round panicked"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = app.mail_queued.notified() => {}
            _ = tokio::time::timeout(POLL, std::future::pending::<()>()) => {}
        }
    }
}

/// What ends by itself, ends; who is to be told, is told.
async fn upkeep(app: App, stop: CancellationToken) {
    let mut told_at = None;
    while !stop.is_cancelled() {
        if AssertUnwindSafe(keep_up(&app, &mut told_at)).catch_unwind().await.is_err() {
            tracing::error!("upkeep panicked");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            _ = tokio::time::timeout(POLL, std::future::pending::<()>()) => {}
        }
    }
}

async fn keep_up(app: &App, told_at: &mut Option<Timestamp>) {
    if let Err(error) = expiry::lapse_due(app).await {
        tracing::error!(error = cause(&error), "ended links not counted");
    }
    if let Err(error) = access::end_due(app).await {
        tracing::error!(error = cause(&error), "access not ended");
    }
    if let Err(error) = api_tokens::expire_due(app).await {
        tracing::error!(error = cause(&error), "ended tokens not marked");
    }
    let now = app.clock.now();
    if told_at.is_none_or(|at| now - at > TELL_EVERY) {
        *told_at = Some(now);
        if let Err(error) = reminders::tell_of_ends(app).await {
            tracing::error!(error = cause(&error), "ends of access not told");
        }
        if let Err(error) = api_tokens::tell_of_ends(app).await {
            tracing::error!(error = cause(&error), "ends of tokens not told");
        }
    }
}
