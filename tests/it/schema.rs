//! Every statement is understood by both databases, and both have the same tables.

use crate::support::on_both_databases;
use sqlx::Row as _;
use std::collections::BTreeSet;
use vestibule::store::{Db, all_statements, migrations};

on_both_databases! {
    async fn every_statement_is_understood(t) {
        let mut failed = Vec::new();
        let statements = all_statements();
        assert!(statements.len() > 50);
        for (name, sql) in statements {
            if let Err(error) = t.app.db.prepare(sql).await {
                failed.push(format!("{name}: {:?}", std::error::Error::source(&error).map(ToString::to_string)));
            }
        }
        assert!(failed.is_empty(), "{failed:#?}");
    }

    async fn migrations_run_once(t) {
        assert_eq!(migrations::pending(&t.app.db).await.unwrap(), Vec::<String>::new());
        migrations::run(&t.app.db).await.unwrap();
    }

    async fn audit_events_are_insert_only(t) {
        t.administrator().await;
        for sql in ["UPDATE audit_events SET action = 'x'", "DELETE FROM audit_events"] {
            let refused = match &t.app.db {
                Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(|_| ()),
                Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|_| ()),
            };
            assert!(refused.unwrap_err().to_string().contains("insert-only"), "{sql}");
        }
    }
}

/// Statistics taken while the tables were nearly empty once made the Users page read every person for every row.
#[tokio::test]
async fn no_statistics_mislead_the_planner_of_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vestibule.db");
    for _ in 0..2 {
        let db = Db::open_sqlite(&path).await.unwrap();
        migrations::run(&db).await.unwrap();
        let Db::Sqlite { writer, .. } = &db else { unreachable!() };
        let sql = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_stat%'";
        let tables: i64 = sqlx::query_scalar(sql).fetch_one(writer).await.unwrap();
        assert_eq!(tables, 0);
        sqlx::query("SELECT 1 FROM users WHERE id = 1").execute(writer).await.unwrap();
        db.close().await;
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let [sqlite, postgres] = migrations::names();
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, postgres);
}

/// Table, column, whether it may be NULL, and the kind of value it holds.
type Columns = BTreeSet<(String, String, bool, &'static str)>;

#[tokio::test]
async fn both_databases_have_the_same_tables() {
    let sqlite = crate::support::TestApp::on_sqlite().await;
    let Some(postgres) = crate::support::TestApp::on_postgres().await else { return };
    let (Db::Sqlite { writer, .. }, Db::Postgres(pool)) = (&sqlite.app.db, &postgres.app.db) else {
        unreachable!()
    };

    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx%'",
    )
    .fetch_all(writer)
    .await
    .unwrap();
    let mut of_sqlite = Columns::new();
    for table in tables {
        let rows = sqlx::query("SELECT name, type, \"notnull\", pk FROM pragma_table_info($1)")
            .bind(&table)
            .fetch_all(writer)
            .await
            .unwrap();
        for row in rows {
            let nullable = row.get::<i64, _>("notnull") == 0 && row.get::<i64, _>("pk") == 0;
            let kind = row.get::<String, _>("type");
            of_sqlite.insert((table.clone(), row.get("name"), nullable, general(&kind)));
        }
    }
    let rows = sqlx::query(
        "SELECT table_name::text, column_name::text, is_nullable = 'YES' AS nullable, data_type::text
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let of_postgres: Columns = rows
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2), general(&row.get::<String, _>(3))))
        .collect();
    assert!(of_sqlite.len() > 80, "{}", of_sqlite.len());
    assert_eq!(of_sqlite, of_postgres);
}

fn general(kind: &str) -> &'static str {
    match kind {
        "INTEGER" | "bigint" | "boolean" | "timestamp with time zone" => "number",
        "TEXT" | "text" => "text",
        "BLOB" | "bytea" | "uuid" => "octets",
        other => panic!("a column of type {other}"),
    }
}
