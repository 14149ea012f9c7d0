//! Going by the clock of the database server.

use crate::{
    clock::DatabaseClock,
    store::{Db, database_clock},
    telemetry::cause,
};
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// How often the server is asked. In between two clocks drift apart by some millionths.
const EVERY: Duration = Duration::from_secs(10);

/// Asks again and again until told to stop. While the server is away the clock goes on by itself.
pub async fn follow(db: Db, clock: Arc<DatabaseClock>, stop: CancellationToken) {
    while tokio::time::timeout(EVERY, stop.cancelled()).await.is_err() {
        let asked = clock.running();
        match database_clock::now(&db).await {
            Ok(Some(now)) => {
                if !clock.follow(now, asked) {
                    tracing::debug!("the database was too slow to tell the time");
                }
            }
            Ok(None) => return,
            Err(error) => tracing::warn!(error = cause(&error), "the database did not tell the time"),
        }
    }
}
