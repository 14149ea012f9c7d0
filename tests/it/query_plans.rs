//! How the databases go about each statement: none reads a whole table that grows with the number of people. SQLite is asked
//! for its plan, PostgreSQL for the one plan it makes for all values.

use crate::support::on_both_databases;
use sqlx::{AssertSqlSafe, Executor as _, PgPool, Row as _, SqlitePool};
use std::collections::BTreeSet;
use vestibule::{
    domain::seed::Plan,
    service::seed::seed,
    store::{Db, all_statements, member_statements},
};

/// Tables that grow, and the names that statements have for them.
const TABLES: &[(&str, &[&str])] = &[
    ("memberships", &["memberships", "m"]),
    ("users", &["users", "u"]),
    ("invitations", &["invitations", "i"]),
    ("invitation_links", &["invitation_links", "l"]),
    ("member_words", &["member_words", "w"]),
    ("project_roles", &["project_roles", "r"]),
    ("assignments", &["assignments", "a"]),
    ("sessions", &["sessions", "s"]),
    ("doors", &["doors", "d"]),
    ("factors", &["factors", "f"]),
    ("recovery_codes", &["recovery_codes"]),
    ("factor_tries", &["factor_tries"]),
    ("passkeys", &["passkeys", "k"]),
    ("passkey_handles", &["passkey_handles"]),
    ("passkey_challenges", &["passkey_challenges"]),
    ("outbox", &["outbox", "o"]),
    ("mail_events", &["mail_events", "e"]),
    ("batches", &["batches", "b"]),
    ("batch_rows", &["batch_rows", "r"]),
    ("audit_events", &["audit_events"]),
    ("api_tokens", &["api_tokens", "t"]),
    ("limit_counts", &["limit_counts"]),
];
/// Tables that are full here, so that PostgreSQL is judged as it is; the others are so small that it rightly reads them
/// whole unless told not to.
const FULL: &[&str] = &["memberships", "users", "member_words", "project_roles"];
/// An index of a handful of rows may be read whole.
const SMALL_INDEXES: &[&str] = &["users_operators", "batches_to_send"];

/// Name, text for SQLite, text for PostgreSQL.
fn statements() -> Vec<(String, String, String)> {
    let mut all = member_statements();
    all.extend(all_statements().into_iter().map(|(name, sql)| {
        let (sqlite, postgres) = sql.texts();
        (name, sqlite, postgres)
    }));
    all
}

pub(crate) async fn plan_of_sqlite(pool: &SqlitePool, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
    let rows = sqlx::raw_sql(sql).fetch_all(pool).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>("detail")).collect()
}

/// Statements that take a part of an account in the order of an index, up to a limit.
fn is_list(name: &str) -> bool {
    name.starts_with("member_list.Shape")
}

/// What is wrong with a plan of SQLite: a table or an index that is read whole, or as far as an account or project goes;
/// for a list, rows that are sorted.
fn faults_of_sqlite(name: &str, plan: &[String]) -> Vec<String> {
    let scans = plan.iter().filter(|step| {
        let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        let grows = table.is_some_and(|table| TABLES.iter().any(|(_, names)| names.contains(&table)));
        grows && !SMALL_INDEXES.iter().any(|index| step.ends_with(index))
    });
    let sorts = plan.iter().filter(|step| is_list(name) && step.contains("TEMP B-TREE"));
    let people = ["memberships", "member_words", "project_roles"];
    let wide = plan.iter().filter(|step| {
        let of_people = TABLES.iter().any(|(table, names)| {
            people.contains(table) && names.iter().any(|name| step.starts_with(&format!("SEARCH {name} ")))
        });
        let all_of = step.ends_with("(account_id=?)") || step.ends_with("(project_id=?)");
        !is_list(name) && of_people && all_of
    });
    scans.chain(wide).chain(sorts).map(|step| format!("{name}: {step}")).collect()
}

/// How many values a statement has.
fn values(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).filter_map(|rest| {
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<usize>().ok()
    });
    numbers.max().unwrap_or(0)
}

pub(crate) async fn plan_of_postgres(pool: &PgPool, sql: &str, seqscan: bool) -> Vec<String> {
    let mut connection = pool.acquire().await.unwrap();
    let nulls = vec!["NULL"; values(sql)].join(", ");
    let arguments = if nulls.is_empty() { String::new() } else { format!("({nulls})") };
    let on = if seqscan { "on" } else { "off" };
    let prepare = format!(
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = {on}; SET jit = off; PREPARE asked AS {sql}"
    );
    connection.execute(AssertSqlSafe(prepare)).await.unwrap();
    let explain = AssertSqlSafe(format!("EXPLAIN EXECUTE asked{arguments}"));
    let rows = sqlx::raw_sql(explain).fetch_all(&mut *connection).await.unwrap();
    connection.execute("DEALLOCATE asked; RESET ALL").await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

/// The tables that a plan of PostgreSQL reads whole.
fn read_whole(plan: &[String]) -> BTreeSet<String> {
    let scans = plan.iter().filter_map(|step| step.split("Seq Scan on ").nth(1)?.split(' ').next());
    scans.filter(|table| TABLES.iter().any(|(name, _)| name == table)).map(str::to_owned).collect()
}

on_both_databases! {
    async fn no_statement_reads_a_whole_table(t) {
        t.administrator().await;
        seed(&t.app, Plan { users: 20_000, projects: 10, accounts: 1, seed: 1 }).await.unwrap();
        let mut faults = Vec::new();
        let all = statements();
        assert!(all.len() > 100, "{}", all.len());
        for (name, sqlite, postgres) in all {
            match &t.app.db {
                // A row that is added has its references looked up; SQLite also plans to look for rows that refer to it
                // already, which it does only while a reference is broken.
                Db::Sqlite { .. } if sqlite.starts_with("INSERT") && !sqlite.contains("SELECT") => {}
                Db::Sqlite { writer, .. } => {
                    faults.extend(faults_of_sqlite(&name, &plan_of_sqlite(writer, &sqlite).await));
                }
                // A lock has no plan.
                Db::Postgres(_) if postgres.starts_with("LOCK") => {}
                Db::Postgres(pool) => {
                    let plan = plan_of_postgres(pool, &postgres, true).await;
                    let mut whole = read_whole(&plan);
                    if whole.iter().any(|table| !FULL.contains(&table.as_str())) {
                        let otherwise = read_whole(&plan_of_postgres(pool, &postgres, false).await);
                        whole.retain(|table| FULL.contains(&table.as_str()) || otherwise.contains(table));
                    }
                    let all_of = ["Index Cond: (account_id = $1)", "Index Cond: (project_id = $1)"];
                    let people = plan.windows(2).any(|step| {
                        ["on memberships", "on member_words", "on project_roles"].iter().any(|on| step[0].contains(on))
                            && all_of.iter().any(|condition| step[1].trim().ends_with(condition))
                    });
                    if people && !is_list(&name) {
                        whole.insert("all of an account".to_owned());
                    }
                    if is_list(&name) && name.contains("facets: None") && plan.iter().any(|step| step.contains("Sort")) {
                        whole.insert("sorted".to_owned());
                    }
                    if !whole.is_empty() {
                        faults.push(format!("{name}: {whole:?}\n{}", plan.join("\n")));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    async fn a_statement_without_an_index_is_noticed(t) {
        t.administrator().await;
        let sql = "SELECT id FROM memberships m WHERE name = $1";
        match &t.app.db {
            Db::Sqlite { writer, .. } => {
                assert_eq!(faults_of_sqlite("x", &plan_of_sqlite(writer, sql).await).len(), 1);
            }
            Db::Postgres(pool) => {
                let plan = plan_of_postgres(pool, sql, false).await;
                assert_eq!(read_whole(&plan), BTreeSet::from(["memberships".to_owned()]));
            }
        }
    }
}
