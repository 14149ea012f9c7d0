//! Old rows that nobody is shown any more, found and deleted a few at a time. Numbers grow with time, so each walk begins at the
//! oldest row and ends at the first that is too young.

use super::{Sql, StoreError, Tx};
use crate::domain::{ids::BatchId, time::Timestamp};
use sqlx::FromRow;

const BATCHES: Sql = Sql::same(
    "SELECT b.id, b.created_at,
        (b.state = 'review' AND b.created_at <= $2)
            OR (b.state IN ('done', 'cancelled') AND b.finished_at <= $3) AS is_old
     FROM batches b WHERE b.id > $1 ORDER BY b.id LIMIT $4",
);
const HOLD_BATCH: Sql = Sql::pair(
    "SELECT id FROM batches
     WHERE id = $1 AND ((state = 'review' AND created_at <= $2) OR (state IN ('done', 'cancelled') AND finished_at <= $3))",
    "SELECT id FROM batches
     WHERE id = $1 AND ((state = 'review' AND created_at <= $2) OR (state IN ('done', 'cancelled') AND finished_at <= $3))
     FOR UPDATE",
);
const DELETE_ROWS: Sql = Sql::same("DELETE FROM batch_rows WHERE batch_id = $1");
const DELETE_BATCH: Sql = Sql::same("DELETE FROM batches WHERE id = $1");
const EVENTS: Sql = Sql::same(
    "SELECT max(n.id) AS last, min(n.at) AS oldest
     FROM (SELECT e.id, e.at FROM mail_events e WHERE e.id > $1 ORDER BY e.id LIMIT $2) AS n",
);
// The story of an invitation is told for as long as somebody can still do something about it.
const DELETE_EVENTS: Sql = Sql::same(
    "DELETE FROM mail_events WHERE id > $1 AND id <= $2 AND at <= $3
        AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.id = mail_events.invitation_id
            AND i.accepted_at IS NULL AND i.revoked_at IS NULL)",
);
const MAILS: Sql = Sql::same(
    "SELECT max(n.id) AS last, min(n.created_at) AS oldest
     FROM (SELECT o.id, o.created_at FROM outbox o WHERE o.id > $1 ORDER BY o.id LIMIT $2) AS n",
);
// A test mail is a handful of rows, and an operator is shown the newest however old it is.
const DELETE_MAILS: Sql = Sql::same(
    "DELETE FROM outbox WHERE id > $1 AND id <= $2 AND finished_at <= $3 AND state IN ('sent', 'refused', 'dropped')
        AND kind <> 'test_mail'
        AND NOT EXISTS (SELECT 1 FROM mail_events e WHERE e.outbox_id = outbox.id)
        AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.id = outbox.invitation_id
            AND i.accepted_at IS NULL AND i.revoked_at IS NULL)",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("batches", BATCHES),
    ("hold_batch", HOLD_BATCH),
    ("delete_rows", DELETE_ROWS),
    ("delete_batch", DELETE_BATCH),
    ("events", EVENTS),
    ("delete_events", DELETE_EVENTS),
    ("mails", MAILS),
    ("delete_mails", DELETE_MAILS),
];

/// A batch on the walk.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct BatchAge {
    /// Its number.
    pub id: BatchId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether it is to be deleted.
    pub is_old: bool,
}

/// From when on which batches are old.
#[derive(Debug, Clone, Copy)]
pub struct OldBatches {
    /// In review, when made by then.
    pub in_review: Timestamp,
    /// Ended by then.
    pub ended: Timestamp,
}

/// The batches behind `after`, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn batches(
    tx: &mut Tx,
    after: BatchId,
    old: OldBatches,
    most: i64,
) -> Result<Vec<BatchAge>, StoreError> {
    let sql = tx.pick(&BATCHES);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(after).bind(old.in_review).bind(old.ended).bind(most).fetch_all(c).await)?)
}

/// Deletes a batch and its rows if it is old still; false when it was sent off meanwhile, or is gone.
///
/// # Errors
/// When the database fails.
pub async fn delete_batch(tx: &mut Tx, id: BatchId, old: OldBatches) -> Result<bool, StoreError> {
    let sql = tx.pick(&HOLD_BATCH);
    let held: Option<BatchId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(old.in_review).bind(old.ended).fetch_optional(c).await)?;
    if held.is_none() {
        return Ok(false);
    }
    for sql in [DELETE_ROWS, DELETE_BATCH] {
        let sql = tx.pick(&sql);
        on_db!(tx, c => sqlx::query(sql).bind(id).execute(c).await.map(|_| ()))?;
    }
    Ok(true)
}

/// Of which kind rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// What happened to mails and links.
    Events,
    /// Mails.
    Mails,
}

/// The number of the last of the next `most` rows behind `after`, and when the oldest of them was made; none behind the
/// last row.
///
/// # Errors
/// When the database fails.
pub async fn next(
    tx: &mut Tx,
    kept: Kept,
    after: i64,
    most: i64,
) -> Result<Option<(i64, Timestamp)>, StoreError> {
    let sql = tx.pick(match kept {
        Kept::Events => &EVENTS,
        Kept::Mails => &MAILS,
    });
    let (last, oldest): (Option<i64>, Option<Timestamp>) =
        on_db!(tx, c => sqlx::query_as(sql).bind(after).bind(most).fetch_one(c).await)?;
    Ok(last.zip(oldest))
}

/// Deletes those rows behind `after` up to `last` that ended by `before` and that nothing shows any more, and says how many
/// there were.
///
/// # Errors
/// When the database fails.
pub async fn delete(
    tx: &mut Tx,
    kept: Kept,
    after: i64,
    last: i64,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let sql = tx.pick(match kept {
        Kept::Events => &DELETE_EVENTS,
        Kept::Mails => &DELETE_MAILS,
    });
    Ok(on_db!(tx, c => sqlx::query(sql)
        .bind(after).bind(last).bind(before).execute(c).await.map(|done| done.rows_affected()))?)
}
