//! The clock of a database server. SQLite has none: its one machine's clock is the only one there is.

use super::{Db, Sql, StoreError};
use crate::domain::time::Timestamp;

const NOW: Sql = Sql::pair("SELECT NULL", "SELECT clock_timestamp()");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[("now", NOW)];

/// What time the database server has; none where there is no server.
///
/// # Errors
/// When the database fails.
pub async fn now(db: &Db) -> Result<Option<Timestamp>, StoreError> {
    if matches!(db, Db::Sqlite { .. }) {
        return Ok(None);
    }
    let tx = &mut db.read().await?;
    let sql = tx.pick(&NOW);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?)
}
