//! The one row that stands while no mail is sent at all, for every node to see: the mail server refused us, not a recipient.

use super::{Sql, StoreError, Tx};
use crate::domain::time::Timestamp;
use sqlx::FromRow;

const FIND: Sql = Sql::same("SELECT since, until, reason FROM mail_pause WHERE id = 1");
const BEGIN: Sql = Sql::same(
    "INSERT INTO mail_pause (id, since, until, reason) VALUES (1, $1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET until = excluded.until, reason = excluded.reason",
);
const LIFT: Sql = Sql::same("UPDATE mail_pause SET until = $1 WHERE id = 1 AND until > $1 RETURNING since");
const END: Sql = Sql::same("DELETE FROM mail_pause WHERE id = 1");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[("find", FIND), ("begin", BEGIN), ("lift", LIFT), ("end", END)];

/// Why and until when no mail is sent. Once `until` has passed, one mail is tried; only when the server takes it does the
/// row go away.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Pause {
    /// When the server refused us first.
    pub since: Timestamp,
    /// Until when nothing is sent.
    pub until: Timestamp,
    /// What the server said last.
    pub reason: String,
}

/// The pause, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx) -> Result<Option<Pause>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).fetch_optional(c).await)?)
}

/// Begins a pause, or makes it longer; since when stays.
///
/// # Errors
/// When the database fails.
pub async fn begin(tx: &mut Tx, now: Timestamp, until: Timestamp, reason: &str) -> Result<(), StoreError> {
    let sql = tx.pick(&BEGIN);
    on_db!(tx, c => sqlx::query(sql).bind(now).bind(until).bind(reason).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Lets the next mail be tried at once; false when nothing is paused any more.
///
/// # Errors
/// When the database fails.
pub async fn lift(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&LIFT);
    let since: Option<Timestamp> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(now).fetch_optional(c).await)?;
    Ok(since.is_some())
}

/// Ends the pause, if there is one: the server took a mail.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx) -> Result<(), StoreError> {
    let sql = tx.pick(&END);
    on_db!(tx, c => sqlx::query(sql).execute(c).await.map(|_| ()))?;
    Ok(())
}
