//! The audit log: insert-only.

use super::{Sql, StoreError, Tx};
use crate::domain::{audit::Entry, time::Timestamp};

const INSERT: Sql = Sql::same(
    "INSERT INTO audit_events (account_id, actor_id, action, subject, detail, request_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[("insert", INSERT)];

/// Adds an entry. Only the commit of a transaction calls this.
///
/// # Errors
/// When the entry cannot be written.
pub(super) async fn insert(
    tx: &mut Tx,
    entry: &Entry,
    now: Timestamp,
    request_id: &str,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT);
    on_db!(tx, c => sqlx::query(sql)
        .bind(entry.account_id)
        .bind(entry.actor_id)
        .bind(entry.action.as_str())
        .bind(&entry.subject)
        .bind(entry.detail.to_string())
        .bind(request_id)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}
