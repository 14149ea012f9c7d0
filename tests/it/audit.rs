//! The chain of the audit log: whole whatever happens at once, and broken by any change behind our back.

use crate::support::{START, TestApp, on_both_databases};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use vestibule::{
    domain::{
        audit::{Action, Entry, Origin, chain::Broken},
        ids::AccountId,
        name::Name,
        time::Span,
    },
    service::{
        Ctx,
        audit_check::{Chain, Fault, every_chain},
    },
    store::{Db, accounts},
};

/// An account beside the first one. The panel cannot make one.
pub async fn another_account(t: &TestApp) -> AccountId {
    let mut tx = t.app.db.write().await.unwrap();
    let name = Name::parse("Southwind").unwrap();
    let id = accounts::insert(&mut tx, t.app.new_uuid(START), &name, START).await.unwrap();
    tx.commit_without_audit("test").await.unwrap();
    id
}

/// Writes an entry as a use case does.
pub async fn write(
    t: &TestApp,
    account: Option<AccountId>,
    action: Action,
    subject: &str,
    detail: serde_json::Value,
) {
    let entry = Entry { account_id: account, actor_id: None, action, subject: subject.into(), detail };
    let origin = Origin { at: t.app.clock.now(), request_id: "r", ip: "192.0.2.9" };
    t.app.db.write().await.unwrap().commit(&entry, &origin).await.unwrap();
}

pub fn account_of(ctx: &Ctx) -> AccountId {
    ctx.principal.as_ref().unwrap().account_id
}

/// Runs a statement as somebody with the database's password.
pub async fn behind_our_back(db: &Db, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match db {
        Db::Sqlite { writer, .. } => sqlx::raw_sql(sql).execute(writer).await.map(|_| ()),
        Db::Postgres(pool) => sqlx::raw_sql(sql).execute(pool).await.map(|_| ()),
    }
    .unwrap();
}

/// Takes away what keeps the table insert-only.
async fn open_the_table(db: &Db) {
    match db {
        Db::Sqlite { .. } => {
            behind_our_back(db, "DROP TRIGGER audit_events_stay; DROP TRIGGER audit_events_remain; DROP TRIGGER audit_events_are_chained").await;
        }
        Db::Postgres(_) => {
            behind_our_back(db, "ALTER TABLE audit_events DISABLE TRIGGER USER").await;
        }
    }
}

async fn check(db: &Db) -> Result<Vec<Chain>, Fault> {
    let mut sound = Vec::new();
    every_chain(db, |chain| sound.push(chain)).await?;
    Ok(sound)
}

fn broken(result: Result<Vec<Chain>, Fault>) -> (i64, Broken) {
    match result.unwrap_err() {
        Fault::Entry { seq, broken, .. } => (seq, broken),
        other => panic!("{other}"),
    }
}

on_both_databases! {
    async fn what_is_written_at_once_makes_one_chain_without_gaps(t) {
        let ada = t.administrator().await;
        let accounts = [account_of(&ada), another_account(&t).await];
        let before = check(&t.app.db).await.unwrap().iter().find(|c| c.chain == accounts[0].0).unwrap().count;
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..20_i64 {
            let db = t.app.db.clone();
            tasks.spawn(async move {
                for n in 0..10_i64 {
                    let entry = Entry {
                        account_id: Some(accounts[usize::try_from((task + n) % 2).unwrap()]),
                        actor_id: None,
                        action: Action::SignedIn,
                        subject: format!("task:{task}"),
                        detail: serde_json::json!({ "n": n }),
                    };
                    let origin = Origin { at: START + Span::seconds(n), request_id: "r", ip: "::1" };
                    // What a real caller answers with 503 and the person tries again.
                    loop {
                        let Ok(tx) = db.write().await else { continue };
                        if tx.commit(&entry, &origin).await.is_ok() {
                            break;
                        }
                    }
                }
            });
        }
        tasks.join_all().await;
        let chains = check(&t.app.db).await.unwrap();
        let count = |account: AccountId| {
            let chain = chains.iter().find(|chain| chain.chain == account.0).unwrap();
            assert_eq!(chain.last.unwrap().0, i64::try_from(chain.count).unwrap());
            chain.count
        };
        assert_eq!((count(accounts[0]), count(accounts[1])), (before + 100, 100));
    }

    async fn what_was_rolled_back_leaves_no_gap(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        for _ in 0..3 {
            let mut tx = t.app.db.write().await.unwrap();
            let uuid = t.app.new_uuid(ada.now);
            accounts::insert_project(&mut tx, uuid, account, "web", false, ada.now).await.unwrap();
            drop(tx);
            write(&t, Some(account), Action::SignedIn, "x:1", serde_json::json!({})).await;
        }
        check(&t.app.db).await.unwrap();
    }

    async fn a_changed_row_is_found_and_named(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        for n in 0..5 {
            write(&t, Some(account), Action::SignedOut, &format!("x:{n}"), serde_json::json!({"n": n})).await;
        }
        let whole = check(&t.app.db).await.unwrap();
        assert_eq!(whole.iter().map(|c| c.chain).collect::<Vec<_>>(), [0, account.0]);
        open_the_table(&t.app.db).await;
        for (column, value, back) in [
            ("subject", "'x:9'", "'x:2'"),
            ("ip", "'192.0.2.1'", "'192.0.2.9'"),
            ("detail", "'{}'", "'{\"n\":2}'"),
            ("request_id", "''", "'r'"),
            ("action", "'session.created'", "'session.ended'"),
            ("actor_id", "1", "NULL"),
        ] {
            let set = |value| format!("UPDATE audit_events SET {column} = {value} WHERE subject IN ('x:2', 'x:9')");
            behind_our_back(&t.app.db, &set(value)).await;
            assert_eq!(broken(check(&t.app.db).await), (5, Broken::Hash), "{column}");
            behind_our_back(&t.app.db, &set(back)).await;
            check(&t.app.db).await.unwrap();
        }
    }

    async fn rows_removed_or_added_behind_our_back_are_found(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        for n in 0..4 {
            write(&t, Some(account), Action::SignedOut, &format!("x:{n}"), serde_json::json!({})).await;
        }
        open_the_table(&t.app.db).await;
        behind_our_back(&t.app.db, "INSERT INTO audit_events (account_id, action, subject, detail, request_id, at)
            SELECT account_id, action, 'forged:1', detail, request_id, at FROM audit_events WHERE subject = 'x:0'").await;
        assert!(matches!(check(&t.app.db).await.unwrap_err(), Fault::Outside { .. }));
        behind_our_back(&t.app.db, "DELETE FROM audit_events WHERE subject = 'forged:1'").await;
        check(&t.app.db).await.unwrap();
        behind_our_back(&t.app.db, "DELETE FROM audit_events WHERE subject = 'x:3'").await;
        assert!(matches!(check(&t.app.db).await.unwrap_err(), Fault::End { found: 5, kept: 6, .. }));
        behind_our_back(&t.app.db, "DELETE FROM audit_events WHERE subject = 'x:1'").await;
        assert_eq!(broken(check(&t.app.db).await), (5, Broken::Gap(4)));
        behind_our_back(&t.app.db, "DELETE FROM audit_heads WHERE chain > 0; DELETE FROM audit_events WHERE seq > 3").await;
        assert!(matches!(check(&t.app.db).await.unwrap_err(), Fault::NoEnd { .. }));
    }

    async fn entries_from_before_the_chain_stand_outside_and_are_counted(t) {
        let account = another_account(&t).await;
        let refused = match &t.app.db {
            Db::Sqlite { writer, .. } => sqlx::query(BEFORE).execute(writer).await.map(|_| ()),
            Db::Postgres(pool) => sqlx::query(BEFORE).execute(pool).await.map(|_| ()),
        };
        assert!(refused.unwrap_err().to_string().contains("chained"), "nobody adds one now");
        open_the_table(&t.app.db).await;
        behind_our_back(&t.app.db, BEFORE).await;
        write(&t, Some(account), Action::SignedIn, "x:1", serde_json::json!({})).await;
        let chains = check(&t.app.db).await.unwrap();
        let chain = chains.iter().find(|chain| chain.chain == account.0).unwrap();
        assert_eq!((chain.outside, chain.count), (1, 1));
    }

    async fn signing_in_and_out_name_request_and_address(t) {
        let ada = t.administrator().await;
        let mut browser = crate::support::browser::Browser::new(&t);
        browser.sign_in("ada@example.org", crate::support::PASSWORD).await;
        browser.post("/sign-out", &[]).await;
        let mut tx = t.app.db.read().await.unwrap();
        let rows = vestibule::store::audit::in_chain(&mut tx, account_of(&ada).0, 0, 100).await.unwrap();
        let of = |action: Action| -> Vec<&str> {
            rows.iter().filter(|row| row.action == action.as_str()).map(|row| row.request_id.as_str()).collect()
        };
        let (signed_in, signed_out) = (of(Action::SignedIn), of(Action::SignedOut));
        assert_eq!((signed_in.len(), signed_out.len()), (2, 1));
        for id in [signed_in[1], signed_out[0]] {
            assert!(id.len() == 16 && id.bytes().all(|c| c.is_ascii_hexdigit()), "{id:?}");
        }
        assert_eq!(rows.iter().find(|row| row.action == "session.created").unwrap().ip, "192.0.2.1");
    }
}

const BEFORE: &str = "INSERT INTO audit_events (account_id, action, subject, detail, request_id, at)
    SELECT id, 'session.created', 'x:0', '{}', '', created_at FROM accounts";

/// A row of before, as each database writes it.
const OLD_SQLITE: &str = "INSERT INTO accounts (uuid, name, created_at) VALUES (zeroblob(16), 'Old', 0);
    INSERT INTO audit_events (account_id, action, subject, detail, request_id, at) VALUES (1, 'x', 'x:1', '{}', '', 0)";
const OLD_POSTGRES: &str = "INSERT INTO accounts (uuid, name, created_at) VALUES (gen_random_uuid(), 'Old', now());
    INSERT INTO audit_events (account_id, action, subject, detail, request_id, at) VALUES (1, 'x', 'x:1', '{}', '', now())";
/// How many rows stand outside of the chain, and how many chains begin.
const TAKEN_OVER: &str =
    "SELECT (SELECT count(*) FROM audit_events WHERE seq IS NULL AND hash IS NULL AND ip = ''),
    (SELECT count(*) FROM audit_heads WHERE seq = 0)";

/// What was there before the chain is there afterwards, outside of it.
#[tokio::test]
async fn an_installation_from_before_is_taken_over() {
    let mut connection = SqliteConnection::connect(":memory:").await.unwrap();
    for sql in [
        include_str!("../../migrations/sqlite/0001_people_and_invitations.sql"),
        OLD_SQLITE,
        include_str!("../../migrations/sqlite/0003_audit_chain.sql"),
    ] {
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    }
    let found: (i64, i64) = sqlx::query_as(TAKEN_OVER).fetch_one(&mut connection).await.unwrap();
    assert_eq!(found, (1, 2));

    let Some(t) = TestApp::on_postgres().await else { return };
    let Db::Postgres(pool) = &t.app.db else { unreachable!() };
    let mut connection = pool.acquire().await.unwrap();
    for sql in [
        "CREATE SCHEMA before; SET search_path = before",
        include_str!("../../migrations/postgres/0001_people_and_invitations.sql"),
        OLD_POSTGRES,
        include_str!("../../migrations/postgres/0003_audit_chain.sql"),
    ] {
        sqlx::raw_sql(sql).execute(&mut *connection).await.unwrap();
    }
    let found: (i64, i64) = sqlx::query_as(TAKEN_OVER).fetch_one(&mut *connection).await.unwrap();
    assert_eq!(found, (1, 2));
}
