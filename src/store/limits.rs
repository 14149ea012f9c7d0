//! How often something was tried. Each try is counted by one statement that holds the whole condition: of many at once, on
//! however many nodes, exactly as many get through as may.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    limits::{Count, Ladder, Rule},
    time::Timestamp,
};
use sqlx::FromRow;

// In all three: $2 is now; a row that has ended, or that began after $4, counts for nothing.
const TAKE_BUCKET: Sql = Sql::same(
    "INSERT INTO limit_counts (key, count, since, until, ends_at) VALUES ($1, 1, $2, $3, $3)
     ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN limit_counts.ends_at <= $2 OR limit_counts.since > $4 THEN 1 ELSE limit_counts.count + 1 END,
        since = $2,
        until = CASE WHEN limit_counts.ends_at <= $2 OR limit_counts.since > $4 THEN $3
            ELSE limit_counts.until + ($3 - $2) END,
        ends_at = CASE WHEN limit_counts.ends_at <= $2 OR limit_counts.since > $4 THEN $3
            ELSE limit_counts.until + ($3 - $2) END
     WHERE limit_counts.ends_at <= $2 OR limit_counts.since > $4 OR limit_counts.until <= $5
     RETURNING count",
);
const TAKE_WINDOW: Sql = Sql::same(
    "INSERT INTO limit_counts (key, count, since, until, ends_at) VALUES ($1, 1, $2, $3, $3)
     ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN limit_counts.ends_at <= $2 OR limit_counts.since > $4 THEN 1 ELSE limit_counts.count + 1 END,
        since = CASE WHEN limit_counts.ends_at <= $2 OR limit_counts.since > $4 THEN $2 ELSE limit_counts.since END,
        until = CASE WHEN limit_counts.ends_at <= $2 OR limit_counts.since > $4 THEN $3 ELSE limit_counts.until END,
        ends_at = CASE WHEN limit_counts.ends_at <= $2 OR limit_counts.since > $4 THEN $3 ELSE limit_counts.ends_at END
     WHERE limit_counts.ends_at <= $2 OR limit_counts.since > $4 OR limit_counts.count < $5
     RETURNING count",
);
// A clock that was put back lets the next try come at once, but forgets no failure.
const TAKE_LADDER: Sql = Sql::same(
    "INSERT INTO limit_counts (key, count, since, until, ends_at) VALUES ($1, 1, $2, $5, $3)
     ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN limit_counts.ends_at <= $2 THEN 1 ELSE limit_counts.count + 1 END,
        since = $2,
        until = CASE WHEN limit_counts.ends_at <= $2 THEN $5 WHEN limit_counts.count + 1 >= $10 THEN $9
            WHEN limit_counts.count < 1 THEN $5 WHEN limit_counts.count = 1 THEN $6
            WHEN limit_counts.count = 2 THEN $7 ELSE $8 END,
        ends_at = $3
     WHERE limit_counts.ends_at <= $2 OR limit_counts.since > $4 OR limit_counts.until <= $2
     RETURNING count",
);
const GIVE_BACK: Sql = Sql::same(
    "UPDATE limit_counts SET count = count - 1, until = CASE WHEN since = $2 THEN $2 ELSE until END,
        ends_at = CASE WHEN since = $2 AND count = 1 THEN $2 ELSE ends_at END
     WHERE key = $1 AND count > 0",
);
const FIND: Sql = Sql::same("SELECT count, since, until, ends_at FROM limit_counts WHERE key = $1");
const CLEAR: Sql = Sql::same("DELETE FROM limit_counts WHERE key = $1");
// The end is asked for twice: a row that was counted on meanwhile has another one.
const FORGET: Sql = Sql::same(
    "DELETE FROM limit_counts WHERE ends_at <= $1
     AND key IN (SELECT key FROM limit_counts WHERE ends_at <= $1 ORDER BY ends_at LIMIT $2)",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("take_bucket", TAKE_BUCKET),
    ("take_window", TAKE_WINDOW),
    ("take_ladder", TAKE_LADDER),
    ("give_back", GIVE_BACK),
    ("find", FIND),
    ("clear", CLEAR),
    ("forget", FORGET),
];

/// By what something is counted: kind and subject as a keyed hash.
pub type Key = [u8; 32];

#[derive(FromRow)]
struct CountRow {
    count: i64,
    since: Timestamp,
    until: Timestamp,
    ends_at: Timestamp,
}

/// A count, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, key: &Key) -> Result<Option<Count>, StoreError> {
    let sql = tx.pick(&FIND);
    let row: Option<CountRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(key.as_slice()).fetch_optional(c).await)?;
    Ok(row.map(|CountRow { count, since, until, ends_at }| Count { count, since, until, ends_at }))
}

/// Counts one more, if the rule lets it through. On a ladder it is counted as failed, and with the wait that follows.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, key: &Key, rule: Rule, now: Timestamp) -> Result<bool, StoreError> {
    let believed = rule.believed_until(now);
    let counted: Option<i64> = match rule {
        Rule::Bucket { most, every } => {
            let sql = tx.pick(&TAKE_BUCKET);
            let room = now + every.times(most.saturating_sub(1));
            on_db!(tx, c => sqlx::query_scalar(sql).bind(key.as_slice())
                .bind(now).bind(now + every).bind(believed).bind(room).fetch_optional(c).await)?
        }
        Rule::Window { most, span } => {
            let sql = tx.pick(&TAKE_WINDOW);
            on_db!(tx, c => sqlx::query_scalar(sql).bind(key.as_slice())
                .bind(now).bind(now + span).bind(believed).bind(i64::from(most)).fetch_optional(c).await)?
        }
        Rule::Ladder(Ladder { most, shut }) => {
            let sql = tx.pick(&TAKE_LADDER);
            let shut = now + shut;
            let [first, second, third, further] = Ladder::WAITS.map(|wait| now + wait);
            let first = if most <= 1 { shut } else { first };
            on_db!(tx, c => sqlx::query_scalar(sql).bind(key.as_slice())
                .bind(now).bind(now + Ladder::FORGOTTEN).bind(believed)
                .bind(first).bind(second).bind(third).bind(further).bind(shut).bind(i64::from(most))
                .fetch_optional(c).await)?
        }
    };
    Ok(counted.is_some())
}

/// Takes back what was counted on a ladder at that time, and its wait; of the only one nothing is left.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &mut Tx, key: &Key, at: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&GIVE_BACK);
    on_db!(tx, c => sqlx::query(sql).bind(key.as_slice()).bind(at).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets a count.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, key: &Key) -> Result<(), StoreError> {
    let sql = tx.pick(&CLEAR);
    on_db!(tx, c => sqlx::query(sql).bind(key.as_slice()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Deletes counts that say nothing any more, at most so many, and tells how many it were.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, now: Timestamp, most: i64) -> Result<u64, StoreError> {
    let sql = tx.pick(&FORGET);
    Ok(
        on_db!(tx, c => sqlx::query(sql).bind(now).bind(most).execute(c).await.map(|done| done.rows_affected()))?,
    )
}
