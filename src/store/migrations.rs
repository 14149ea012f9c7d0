//! Bringing the tables up to date. Two folders hold the same numbers and names, one text per database.

use super::{Db, StoreError};
use sqlx::{
    Connection as _, Executor as _,
    migrate::{Migrate, MigrateError, Migrator},
};
use std::collections::BTreeSet;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// The table in which sqlx keeps what was applied.
const TABLE: &str = "_sqlx_migrations";

/// Number and name of every migration, for SQLite and for PostgreSQL; a test compares the two.
pub fn names() -> [Vec<(i64, String)>; 2] {
    [&SQLITE, &POSTGRES].map(|migrator| {
        migrator.iter().map(|migration| (migration.version, migration.description.to_string())).collect()
    })
}

/// Applies what is missing. Several nodes may do so at once: PostgreSQL lets one go first, SQLite has one writer.
///
/// # Errors
/// When a migration fails, or one that was applied has been changed since.
pub async fn run(db: &Db) -> Result<(), StoreError> {
    match db {
        Db::Sqlite { writer, .. } => SQLITE.run(writer).await,
        Db::Postgres(pool) => {
            // A migration takes as long as it takes, and so does waiting for a node that is at it. The connection is not
            // given back, so nobody else is without limits.
            let mut connection = pool.acquire().await?.detach();
            connection.execute("SET statement_timeout = 0; SET lock_timeout = 0").await?;
            let result = POSTGRES.run(&mut connection).await;
            connection.close().await?;
            result
        }
    }
    .map_err(as_store_error)
}

/// The names of the migrations not yet applied.
///
/// # Errors
/// When the database cannot be asked.
pub async fn pending(db: &Db) -> Result<Vec<String>, StoreError> {
    let (migrator, applied) = match db {
        Db::Sqlite { writer, .. } => {
            let mut connection = writer.acquire().await?;
            connection.ensure_migrations_table(TABLE).await.map_err(as_store_error)?;
            (&SQLITE, connection.list_applied_migrations(TABLE).await)
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await?;
            connection.ensure_migrations_table(TABLE).await.map_err(as_store_error)?;
            (&POSTGRES, connection.list_applied_migrations(TABLE).await)
        }
    };
    let applied: BTreeSet<i64> =
        applied.map_err(as_store_error)?.into_iter().map(|migration| migration.version).collect();
    Ok(migrator
        .iter()
        .filter(|migration| !applied.contains(&migration.version))
        .map(|migration| format!("{:04} {}", migration.version, migration.description))
        .collect())
}

fn as_store_error(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        other => StoreError::Failed(sqlx::Error::Migrate(Box::new(other))),
    }
}
