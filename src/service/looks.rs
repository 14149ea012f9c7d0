//! Looks at invitation links, kept so that the account can see whether a link was opened. Looking changes nothing: a look is
//! one more row of a log, written behind the answer, and left out rather than waited for.

use super::{Ctx, Error};
use crate::{
    app::App,
    domain::{
        mail::{Look, MailEvent},
        secret::TokenHash,
        time::Timestamp,
    },
    store::{
        invitations,
        mail_events::{self, NewEvent},
    },
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// How many looks are written at once.
const AT_ONCE: u32 = 4;
/// How long to wait for a busy database.
const PATIENCE: Duration = Duration::from_secs(2);

/// Turns for writing looks down. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Looks(Arc<Semaphore>);

impl Default for Looks {
    fn default() -> Self {
        let turns = usize::try_from(AT_ONCE).unwrap_or(1);
        Self(Arc::new(Semaphore::new(turns)))
    }
}

impl Looks {
    /// Waits until everything noted is written or given up.
    pub async fn settled(&self) {
        drop(self.0.acquire_many(AT_ONCE).await);
    }
}

/// Notes that somebody, or something, looked at a link. Comes back at once; fails quietly when the database is busy or too
/// much is being noted already.
pub fn note(app: &App, ctx: &Ctx, link: TokenHash, look: Look) {
    let Ok(turn) = Arc::clone(&app.looks.0).try_acquire_owned() else { return };
    let (app, now) = (app.clone(), ctx.now);
    tokio::spawn(async move {
        let _turn = turn;
        if !matches!(timeout(PATIENCE, keep(&app, link, look, now)).await, Ok(Ok(()))) {
            tracing::debug!("a look at a link was not kept");
        }
    });
}

/// Writes a look down, if the link is one of ours and the look tells something new.
async fn keep(app: &App, link: TokenHash, look: Look, now: Timestamp) -> Result<(), Error> {
    // Read first: whoever tries out links must not make the database write.
    let (link, look) = {
        let mut tx = app.db.read().await?;
        let Some(link) = mail_events::link(&mut tx, link).await? else { return Ok(()) };
        let look = mail_events::judge(&mut tx, link, look, now).await?;
        if !mail_events::is_news(&mut tx, link, look, now).await? {
            return Ok(());
        }
        (link, look)
    };
    let event = NewEvent {
        mail: None,
        invitation: Some(link.id),
        generation: Some(link.generation),
        event: MailEvent::Opened,
        detail: look.as_str(),
        next_at: None,
    };
    let mut tx = app.db.write().await?;
    // One after the other, so that no two at once both find room.
    invitations::hold(&mut tx, link.id).await?;
    if !mail_events::is_news(&mut tx, link, look, now).await? {
        return Ok(());
    }
    mail_events::insert(&mut tx, &event, now).await?;
    Ok(tx.commit_without_audit("a look, which changes nothing").await?)
}
