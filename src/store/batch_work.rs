//! Batches as they are sent, in small steps by whichever worker holds the lease; the fence tells the holder from one that came
//! too late.

use super::{Sql, StoreError, Tx, batches::RowState};
use crate::domain::{
    ids::{AccountId, BatchId, MembershipId, UserId},
    people_list::Given,
    time::Timestamp,
};
use sqlx::FromRow;

// Claiming is where the databases differ: PostgreSQL steps over rows that another worker is just claiming.
const CLAIM: Sql = Sql::pair(
    "UPDATE batches SET leased_until = $2, fence = fence + 1
     WHERE id IN (
        SELECT id FROM batches
        WHERE state = 'sending' AND started_at <= $3 AND (leased_until IS NULL OR leased_until <= $1) ORDER BY id LIMIT 1)
     RETURNING id, account_id, user_id, wanted, fence",
    "UPDATE batches SET leased_until = $2, fence = fence + 1
     WHERE id IN (
        SELECT id FROM batches
        WHERE state = 'sending' AND started_at <= $3 AND (leased_until IS NULL OR leased_until <= $1) ORDER BY id LIMIT 1
        FOR UPDATE SKIP LOCKED)
     RETURNING id, account_id, user_id, wanted, fence",
);
const KEEP: Sql = Sql::same(
    "UPDATE batches SET leased_until = $3 WHERE id = $1 AND fence = $2 AND state = 'sending' RETURNING id",
);
const WAITING: Sql = Sql::same(
    "SELECT position, email, name, language FROM batch_rows
     WHERE batch_id = $1 AND state = 'waiting' ORDER BY position LIMIT $2",
);
const SETTLE: Sql = Sql::same(
    "UPDATE batch_rows SET state = $3, reason = $4, membership_id = $5
     WHERE batch_id = $1 AND position = $2 AND state = 'waiting'",
);
const SETTLE_REST: Sql = Sql::same(
    "UPDATE batch_rows SET state = 'failed', reason = $2 WHERE batch_id = $1 AND state = 'waiting'",
);
const OUTCOMES: Sql =
    Sql::same("SELECT state, count(*) FROM batch_rows WHERE batch_id = $1 GROUP BY state ORDER BY state");
const FINISH: Sql = Sql::same(
    "UPDATE batches SET state = 'done', finished_at = $3, leased_until = NULL
     WHERE id = $1 AND fence = $2 AND state = 'sending'",
);
const RELEASE: Sql =
    Sql::same("UPDATE batches SET leased_until = NULL WHERE id = $1 AND fence = $2 AND state = 'sending'");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("claim", CLAIM),
    ("keep", KEEP),
    ("waiting", WAITING),
    ("settle", SETTLE),
    ("settle_rest", SETTLE_REST),
    ("outcomes", OUTCOMES),
    ("finish", FINISH),
    ("release", RELEASE),
];

/// A batch held by a worker.
#[derive(Debug, Clone, FromRow)]
pub struct ClaimedBatch {
    /// Its number.
    pub id: BatchId,
    /// In which account.
    pub account_id: AccountId,
    /// Who sent it off.
    pub user_id: UserId,
    /// What holds for all, as JSON.
    pub wanted: String,
    /// Tells this holder from a later one.
    pub fence: i64,
}

/// Takes a batch that was sent off by `started_until` and that nobody holds; nobody else gets it before `leased_until`.
///
/// # Errors
/// When the database fails.
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    leased_until: Timestamp,
    started_until: Timestamp,
) -> Result<Option<ClaimedBatch>, StoreError> {
    let sql = tx.pick(&CLAIM);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(now).bind(leased_until).bind(started_until).fetch_optional(c).await)?)
}

/// Holds a batch on, and its row until the transaction ends; false when it is no longer this holder's.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, batch: &ClaimedBatch, leased_until: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&KEEP);
    let row: Option<BatchId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(batch.id).bind(batch.fence).bind(leased_until).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// The next rows whose turn it is.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx, id: BatchId, most: i64) -> Result<Vec<Given>, StoreError> {
    let sql = tx.pick(&WAITING);
    let rows: Vec<(i64, String, String, String)> =
        on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(most).fetch_all(c).await)?;
    let rows = rows.into_iter();
    Ok(rows.map(|(place, email, name, language)| Given { place, email, name, language }).collect())
}

/// Says what became of a row.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    tx: &mut Tx,
    id: BatchId,
    position: i64,
    state: RowState,
    reason: &str,
    membership: Option<MembershipId>,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SETTLE);
    on_db!(tx, c => sqlx::query(sql)
        .bind(id).bind(position).bind(state.as_str()).bind(reason).bind(membership)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Says of all rows that still wait that they cannot be done.
///
/// # Errors
/// When the database fails.
pub async fn settle_rest(tx: &mut Tx, id: BatchId, reason: &str) -> Result<(), StoreError> {
    let sql = tx.pick(&SETTLE_REST);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(reason).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// How many rows have which outcome, by its name.
///
/// # Errors
/// When the database fails.
pub async fn outcomes(tx: &mut Tx, id: BatchId) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = tx.pick(&OUTCOMES);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_all(c).await)?)
}

/// Ends a batch whose rows all have their outcome.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx, batch: &ClaimedBatch, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&FINISH);
    on_db!(tx, c => sqlx::query(sql).bind(batch.id).bind(batch.fence).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Lets a batch go, for the next worker to take.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &mut Tx, batch: &ClaimedBatch) -> Result<(), StoreError> {
    let sql = tx.pick(&RELEASE);
    on_db!(tx, c => sqlx::query(sql).bind(batch.id).bind(batch.fence).execute(c).await.map(|_| ()))?;
    Ok(())
}
