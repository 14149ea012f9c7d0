//! People made for trying out are in every place where the use cases would have put them.

use crate::support::{TestApp, on_both_databases};
use sqlx::{Column as _, Row as _, TypeInfo as _, ValueRef as _};
use vestibule::{
    domain::{
        ids::{AccountId, MembershipId},
        seed::Plan,
    },
    service::{
        members::{ListMembers, list},
        seed::{Made, SeedError, seed},
    },
    store::{Db, accounts, member_places},
};

const PLAN: Plan = Plan { users: 2000, projects: 6, accounts: 2, seed: 11 };

/// Tables with the columns that put their rows in order.
const TABLES: &[(&str, &str)] = &[
    ("accounts", "id"),
    ("projects", "id"),
    ("users", "id"),
    ("memberships", "id"),
    ("project_roles", "membership_id, project_id"),
    ("assignments", "account_id, membership_id, project_id"),
    ("member_words", "account_id, word, membership_id"),
    ("member_counts", "account_id, project_id, facet"),
    ("invitations", "id"),
    ("invitation_links", "token_hash"),
];

/// Every row of a table as text.
async fn rows(db: &Db, table: &str, order: &str) -> Vec<String> {
    let sql = sqlx::AssertSqlSafe(format!("SELECT * FROM {table} ORDER BY {order}"));
    macro_rules! texts {
        ($pool:expr) => {
            sqlx::query(sql)
                .fetch_all($pool)
                .await
                .unwrap()
                .iter()
                .map(|row| {
                    let values = row.columns().iter().map(|column| {
                        let value = row.try_get_raw(column.ordinal()).unwrap();
                        let null = value.is_null();
                        let kind = column.type_info().name().to_owned();
                        let at = column.ordinal();
                        let text = if null {
                            "-".to_owned()
                        } else if let Ok(number) = row.try_get_unchecked::<i64, _>(at) {
                            number.to_string()
                        } else if let Ok(text) = row.try_get_unchecked::<String, _>(at) {
                            text
                        } else {
                            format!("{:?}", row.try_get_unchecked::<Vec<u8>, _>(at).unwrap())
                        };
                        format!("{}:{kind}={text}", column.name())
                    });
                    values.collect::<Vec<_>>().join(" ")
                })
                .collect()
        };
    }
    match db {
        Db::Sqlite { writer, .. } => texts!(writer),
        Db::Postgres(pool) => texts!(pool),
    }
}

async fn dump(db: &Db, leave_out: &[&str]) -> Vec<(&'static str, Vec<String>)> {
    let mut all = Vec::new();
    for (table, order) in TABLES.iter().filter(|(table, _)| !leave_out.contains(table)) {
        all.push((*table, rows(db, table, order).await));
    }
    all
}

/// Compares table by table, so that a difference can be read.
fn assert_same(before: &[(&str, Vec<String>)], after: &[(&str, Vec<String>)]) {
    for ((table, before), (_, after)) in before.iter().zip(after) {
        assert_eq!(before.len(), after.len(), "{table}");
        for (before, after) in before.iter().zip(after) {
            assert_eq!(before, after, "{table}");
        }
    }
}

async fn memberships(db: &Db) -> Vec<(AccountId, MembershipId)> {
    let sql = "SELECT account_id, id FROM memberships ORDER BY id";
    match db {
        Db::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
    }
}

async fn numbers(db: &Db, sql: &'static str) -> Vec<i64> {
    match db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_all(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
    }
}

on_both_databases! {
    async fn everybody_stands_where_the_use_cases_would_have_put_them(t) {
        t.administrator().await;
        let made = seed(&t.app, PLAN).await.unwrap();
        assert_eq!(made, Made { accounts: 2, projects: 12, users: 2000 });
        let before = dump(&t.app.db, &[]).await;
        let everybody = memberships(&t.app.db).await;
        assert_eq!(everybody.len(), 2003, "the operator is in three accounts");
        let mut tx = t.app.db.write().await.unwrap();
        for (account, id) in everybody {
            accounts::lock(&mut tx, account).await.unwrap();
            member_places::refresh(&mut tx, id).await.unwrap();
        }
        tx.commit_without_audit("test").await.unwrap();
        assert_same(&before, &dump(&t.app.db, &[]).await);
    }

    async fn counts_and_words_follow_from_the_rows(t) {
        t.administrator().await;
        seed(&t.app, PLAN).await.unwrap();
        let none: [i64; 0] = [];
        for sql in [
            // A facet that is counted otherwise than there are members.
            "SELECT c.facet FROM member_counts c WHERE c.project_id = 0 AND c.members <>
                (SELECT count(*) FROM memberships m WHERE m.account_id = c.account_id AND m.facet = c.facet)",
            "SELECT m.id FROM memberships m WHERE NOT EXISTS (SELECT 1 FROM member_counts c
                WHERE c.account_id = m.account_id AND c.project_id = 0 AND c.facet = m.facet)",
            "SELECT c.facet FROM member_counts c WHERE c.project_id > 0 AND c.members <>
                (SELECT count(*) FROM project_roles r WHERE r.project_id = c.project_id AND r.facet = c.facet)",
            "SELECT r.membership_id FROM project_roles r JOIN memberships m ON m.id = r.membership_id
                WHERE r.facet <> m.facet OR r.sort_key <> m.sort_key OR r.last_seen_at <> m.last_seen_at",
            "SELECT p.id FROM projects p WHERE p.members_total <> (SELECT count(*) FROM project_roles r
                JOIN memberships m ON m.id = r.membership_id WHERE r.project_id = p.id AND m.state <> 'removed')",
            // A right without a number, or the other way round.
            "SELECT r.membership_id FROM project_roles r WHERE NOT EXISTS (SELECT 1 FROM assignments a
                WHERE a.membership_id = r.membership_id AND a.project_id = r.project_id)",
            "SELECT m.id FROM memberships m WHERE m.client_administrator <> EXISTS (SELECT 1 FROM assignments a
                WHERE a.membership_id = m.id AND a.project_id IS NULL AND a.account_id = m.account_id)",
            // A word of a row that has no row of its own, or the other way round.
            "SELECT w.membership_id FROM member_words w JOIN memberships m ON m.id = w.membership_id
                WHERE m.words NOT LIKE '% ' || replace(w.word, '_', '\\_') || ' %' ESCAPE '\\'",
            "SELECT m.id FROM memberships m WHERE length(m.words) - length(replace(m.words, ' ', '')) - 1 <>
                (SELECT count(*) FROM member_words w WHERE w.membership_id = m.id)",
            // A pending member without one open invitation and its link.
            "SELECT m.id FROM memberships m WHERE m.state = 'pending' AND NOT EXISTS (
                SELECT 1 FROM invitations i JOIN invitation_links l ON l.token_hash = i.token_hash
                WHERE i.id = m.invitation_id AND i.membership_id = m.id AND i.user_id = m.user_id)",
            // Somebody who could sign in.
            "SELECT id FROM users WHERE password_hash IS NOT NULL AND NOT is_operator",
        ] {
            assert_eq!(numbers(&t.app.db, sql).await, none, "{sql}");
        }
    }

    async fn numbers_go_on_behind_the_people_made(t) {
        let ada = t.administrator().await;
        seed(&t.app, Plan { users: 50, accounts: 1, ..PLAN }).await.unwrap();
        let issued = t.invite(&ada, "mara@example.org").await;
        assert!(issued.user_id.0 > 50 && issued.membership_id.0 > 51);
        let page = list(&t.app, &ada, &ListMembers { search: "mara@example".into(), ..Default::default() }).await;
        assert_eq!(page.unwrap().members.len(), 1);
        let entries = numbers(&t.app.db, "SELECT account_id FROM audit_events WHERE action = 'account.seeded'").await;
        assert_eq!(entries, [2]);
    }

    async fn the_schema_and_its_checks_are_left_as_they_were(t) {
        t.administrator().await;
        let Db::Sqlite { writer, .. } = &t.app.db else { return };
        let schema = "SELECT type || name || tbl_name || coalesce(sql, '') FROM sqlite_master ORDER BY 1";
        let before: Vec<String> = sqlx::query_scalar(schema).fetch_all(writer).await.unwrap();
        seed(&t.app, PLAN).await.unwrap();
        assert_eq!(before, sqlx::query_scalar::<_, String>(schema).fetch_all(writer).await.unwrap());
        let broken = sqlx::query("PRAGMA foreign_key_check").fetch_all(writer).await.unwrap();
        assert!(broken.is_empty(), "{}", broken.len());
        let refused = sqlx::query("INSERT INTO memberships (account_id, user_id, role_id, client_administrator, state,
            sort_key, created_at) VALUES (999, 999, 2, 0, 'active', '', 0)").execute(writer).await;
        assert!(refused.unwrap_err().to_string().contains("FOREIGN KEY"));
        let sound: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(writer).await.unwrap();
        assert_eq!(sound, ["ok"]);
    }

    async fn nothing_is_made_before_the_installation_is_set_up(t) {
        assert!(matches!(seed(&t.app, PLAN).await, Err(SeedError::NotSetUp)));
        assert!(rows(&t.app.db, "accounts", "id").await.is_empty());
    }

    async fn the_same_seed_makes_the_same_data_and_another_seed_other_data(t) {
        t.administrator().await;
        seed(&t.app, PLAN).await.unwrap();
        // The operator's own rows are made with other randomness; what is left is a function of the seed.
        let made = of_plan(&t).await;
        for (plan, same) in [(PLAN, true), (Plan { seed: 12, ..PLAN }, false)] {
            let other = match &t.app.db {
                Db::Sqlite { .. } => TestApp::on_sqlite().await,
                Db::Postgres(_) => TestApp::on_postgres().await.unwrap(),
            };
            other.administrator().await;
            seed(&other.app, plan).await.unwrap();
            let others = of_plan(&other).await;
            if same {
                assert_same(&made, &others);
            } else {
                assert_ne!(made, others);
            }
        }
    }
}

async fn of_plan(t: &TestApp) -> Vec<(&'static str, Vec<String>)> {
    let mut all = dump(&t.app.db, &[]).await;
    for (table, rows) in &mut all {
        if ["accounts", "projects", "users", "memberships"].contains(table) {
            rows.remove(0);
        }
    }
    all
}
