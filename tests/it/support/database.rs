//! A fresh, migrated database for one test.

use super::TestApp;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use vestibule::store::{Db, migrations};

/// A database that goes away with the test.
pub struct TestDatabase {
    pub db: Db,
    folder: Option<TempDir>,
    postgres: Option<(String, String)>,
}

impl TestDatabase {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_sqlite(&folder.path().join("vestibule.db")).await.unwrap();
        migrations::run(&db).await.unwrap();
        Self { db, folder: Some(folder), postgres: None }
    }

    /// Where a program finds it.
    pub fn url(&self) -> String {
        match (&self.postgres, &self.folder) {
            (Some((server, name)), _) => format!("{}/{name}", server.rsplit_once('/').unwrap().0),
            (None, Some(folder)) => format!("sqlite://{}", folder.path().join("vestibule.db").display()),
            (None, None) => unreachable!("it is one of the two"),
        }
    }

    /// The same database once more, as another node has it.
    pub async fn again(&self) -> Db {
        if let Some((server, name)) = &self.postgres {
            let (base, _) = server.rsplit_once('/').unwrap();
            return Db::connect_postgres(&format!("{base}/{name}")).await.unwrap();
        }
        Db::open_sqlite(&self.folder.as_ref().unwrap().path().join("vestibule.db")).await.unwrap()
    }

    /// On the server of `TEST_POSTGRES_URL`. Without it a developer's run goes on without these tests; CI insists.
    pub async fn postgres() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
            assert!(std::env::var("CI").is_err(), "TEST_POSTGRES_URL is not set");
            eprintln!("TEST_POSTGRES_URL is not set: not run on PostgreSQL");
            return None;
        };
        let name = format!("it_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&server).await.unwrap();
        connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        let db = Db::connect_postgres(&format!("{base}/{name}")).await.unwrap();
        migrations::run(&db).await.unwrap();
        Some(Self { db, folder: None, postgres: Some((server, name)) })
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some((server, name)) = self.postgres.take() else { return };
        // A runtime cannot be waited for from within itself.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&server).await?;
                connection.execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await
            })
        })
        .join();
        if !matches!(dropped, Ok(Ok(_))) {
            eprintln!("database not dropped: {dropped:?}");
        }
    }
}

/// Does to the database what no part of the program does.
pub async fn execute(t: &TestApp, sql: &'static str) {
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(|_| ()).unwrap(),
        Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap(),
    }
}

/// The one number that a query finds.
pub async fn number(t: &TestApp, sql: &'static str) -> i64 {
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
    }
}

/// The newest audit entries' actions, the newest first.
pub async fn audited(t: &TestApp, most: i64) -> Vec<String> {
    let sql = "SELECT action FROM audit_events ORDER BY id DESC LIMIT $1";
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).bind(most).fetch_all(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).bind(most).fetch_all(pool).await.unwrap(),
    }
}
