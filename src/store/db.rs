//! The database, chosen at run time, and its transactions (`docs/adr/0003`).

use super::{StoreError, audit};
use crate::domain::audit::{Entry, Origin};
use sqlx::{
    Connection, Executor, Postgres, Sqlite, Transaction,
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, str::FromStr, time::Duration};

/// Runs one body against whichever database a transaction belongs to. The body is compiled once per driver.
macro_rules! on_db {
    ($tx:expr, $connection:ident => $body:expr) => {
        match &mut *$tx {
            $crate::store::Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
            $crate::store::Tx::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
        }
    };
}

/// Readers beside the one writer of SQLite.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL per node.
const POSTGRES_CONNECTIONS: u32 = 10;

/// A connected database.
#[derive(Debug, Clone)]
pub enum Db {
    /// SQLite: one writer, several readers.
    Sqlite {
        /// The one connection that writes.
        writer: SqlitePool,
        /// Connections that only read.
        readers: SqlitePool,
    },
    /// PostgreSQL.
    Postgres(PgPool),
}

/// An open transaction. Dropped without [`WriteTx::commit`] it is rolled back.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction that may change something. It ends well only by saying what was done.
#[derive(Debug)]
pub struct WriteTx(Tx);

impl Db {
    /// Opens the SQLite file, making it and its folder when absent.
    ///
    /// # Errors
    /// When the folder or the file cannot be made or opened.
    pub async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged change survives a power cut (`docs/architecture.md`).
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true);
        // No ANALYZE, not even `PRAGMA optimize`: counted while nearly empty, its numbers make the planner walk whole
        // tables once they are full. Without them it takes the indexes, which are made for these statements.
        let pool = |size: u32| -> PoolOptions<Sqlite> {
            SqlitePoolOptions::new()
                .max_connections(size)
                .acquire_timeout(Duration::from_secs(5))
                .idle_timeout(None)
                .max_lifetime(None)
        };
        let writer = pool(1).connect_with(options.clone()).await?;
        let readers = pool(SQLITE_READERS).connect_with(options.pragma("query_only", "ON")).await?;
        Ok(Self::Sqlite { writer, readers })
    }

    /// Connects to PostgreSQL.
    ///
    /// # Errors
    /// When the address is not one, or the server cannot be reached or refuses us.
    pub async fn connect_postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?.application_name("vestibule").options([
            ("statement_timeout", "5s"),
            ("lock_timeout", "2s"),
            ("idle_in_transaction_session_timeout", "10s"),
            ("timezone", "UTC"),
            // A table of migrations that is there already is no news to whoever runs a command.
            ("client_min_messages", "warning"),
            // One plan per statement, made once: every statement is made for one way through its indexes, and a test
            // looks at these very plans. To plan some of them anew each time takes longer than to run them.
            ("plan_cache_mode", "force_generic_plan"),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(3))
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// Opens a transaction that only reads, with one view of the data from beginning to end.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection can be had in time.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?)
            }
        })
    }

    /// Opens a transaction that may change something.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection, or on SQLite the writer's turn, can be had in time.
    pub async fn write(&self) -> Result<WriteTx, StoreError> {
        Ok(WriteTx(match self {
            // A transaction that only later begins to write would fail at once instead of waiting its turn.
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        }))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { readers, .. } => readers.acquire().await?.ping().await?,
            Self::Postgres(pool) => pool.acquire().await?.ping().await?,
        }
        Ok(())
    }

    /// Waits for open connections to come back and closes them.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Prepares a statement without running it; for the test that prepares them all.
    ///
    /// # Errors
    /// When the database does not understand the statement.
    pub async fn prepare(&self, sql: super::Sql) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { readers, .. } => {
                (&mut *readers.acquire().await?).prepare(sqlx::SqlStr::from_static(sql.sqlite)).await?;
            }
            Self::Postgres(pool) => {
                (&mut *pool.acquire().await?).prepare(sqlx::SqlStr::from_static(sql.postgres)).await?;
            }
        }
        Ok(())
    }
}

impl Tx {
    /// The text of a statement for this database.
    pub const fn pick(&self, sql: &super::Sql) -> &'static str {
        match self {
            Self::Sqlite(_) => sql.sqlite,
            Self::Postgres(_) => sql.postgres,
        }
    }
}

impl WriteTx {
    /// Writes the audit entry and makes everything last. What was done cannot be committed without saying so.
    ///
    /// # Errors
    /// When the entry cannot be written or the transaction cannot be committed; then nothing of it happened.
    pub async fn commit(mut self, entry: &Entry, origin: &Origin<'_>) -> Result<(), StoreError> {
        audit::insert(&mut self.0, entry, origin).await?;
        self.finish().await
    }

    /// As [`Self::commit`], for several changes that were made together: an entry for each.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub async fn commit_all(mut self, entries: &[Entry], origin: &Origin<'_>) -> Result<(), StoreError> {
        for entry in entries {
            audit::insert(&mut self.0, entry, origin).await?;
        }
        self.finish().await
    }

    /// Commits a change that no person made and nobody needs to know of, such as a lease; `_why` stands for the reader.
    ///
    /// # Errors
    /// When the transaction cannot be committed; then nothing of it happened.
    pub async fn commit_without_audit(self, _why: &'static str) -> Result<(), StoreError> {
        self.finish().await
    }

    async fn finish(self) -> Result<(), StoreError> {
        match self.0 {
            Tx::Sqlite(transaction) => transaction.commit().await?,
            Tx::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}

impl std::ops::Deref for WriteTx {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.0
    }
}

impl std::ops::DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.0
    }
}
