//! Fields that a form does not have, sent along with those it has: nobody becomes more by them.

use super::{ADA, administrator};
use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, token_in,
};
use serde_json::{Map, Value, json};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use vestibule::{service::accounts::create_for, store::Db};

const MARA: &str = "mara@example.org";

/// What somebody might hope to set, by whatever name.
const UNASKED: &[(&str, &str)] = &[
    ("is_operator", "true"),
    ("operator", "true"),
    ("admin", "true"),
    ("role", "1"),
    ("role_id", "1"),
    ("scope", "client"),
    ("client_role", "administrator"),
    ("client_administrator", "true"),
    ("projects[1]", "ProjectAdministrator"),
    ("state", "active"),
    ("id", "1"),
    ("uuid", "00000000-0000-7000-8000-000000000000"),
    ("user_id", "1"),
    ("user[is_operator]", "true"),
    ("membership_id", "1"),
    ("account", "2"),
    ("account_id", "2"),
    ("inviter_id", "1"),
    ("invited_by", "1"),
    ("email", "evil@evil.example"),
    ("email_key", "ada@example.org"),
    ("email_verified_at", "2026-01-01T00:00:00Z"),
    ("password_hash", "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA"),
    ("proven_hash", "x"),
    ("auth_level", "two_factor"),
    ("two_factor", "true"),
    ("requires_two_factor", "false"),
    ("blocked_at", "2026-01-01T00:00:00Z"),
    ("suspended_at", "2026-01-01T00:00:00Z"),
    ("access_ends_at", "2099-01-01T00:00:00Z"),
    ("expires_at", "2099-01-01T00:00:00Z"),
    ("mail_state", "sent"),
    ("is_default", "true"),
    ("now", "0"),
    ("principal", "{}"),
    ("ctx[principal][role]", "1"),
    ("__proto__[is_operator]", "true"),
];

/// Whatever decides who somebody is and what they may do, a line for each row.
async fn standing(t: &TestApp) -> BTreeMap<String, String> {
    let tables = [
        ("users", "id", "email email_key is_operator blocked_at email_verified_at"),
        (
            "memberships",
            "id",
            "account_id user_id role_id client_administrator state suspended_at access_ends_at two_factor",
        ),
        ("project_roles", "membership_id", "project_id role"),
        ("projects", "id", "account_id is_default"),
        ("accounts", "id", "name"),
        (
            "invitations",
            "id",
            "account_id membership_id user_id inviter_id expires_at mail_state accepted_at revoked_at requires_two_factor",
        ),
    ];
    let mut found = BTreeMap::new();
    for (table, id, columns) in tables {
        let columns: Vec<String> =
            columns.split(' ').map(|column| format!("COALESCE(CAST({column} AS TEXT), '-')")).collect();
        let sql =
            format!("SELECT '{table} ' || CAST({id} AS TEXT), {} FROM {table}", columns.join(" || ' ' || "));
        let rows: Vec<(String, String)> = match &t.app.db {
            Db::Sqlite { writer, .. } => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(writer).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap(),
        };
        found.extend(rows);
    }
    found
}

/// The arguments, and behind them whatever they do not have.
fn stuffed(own: &Value) -> (Value, Vec<(String, String)>) {
    let own = own.as_object().unwrap();
    let mut all: Map<String, Value> = own.clone();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut form: Vec<(String, String)> =
        own.iter().map(|(name, value)| (name.clone(), text(value))).collect();
    for (name, value) in UNASKED {
        if !own.contains_key(*name) {
            all.insert((*name).to_owned(), json!(value));
            form.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    (Value::Object(all), form)
}

/// What Mara may send, who is one of the Users: function, form, and what both take.
fn of_a_member() -> Vec<(&'static str, &'static str, Value)> {
    vec![
        ("account/profile", "/account", json!({ "name": "Mara", "phone": "", "language": "en" })),
        (
            "account/password",
            "/account/password",
            json!({ "current_password": PASSWORD, "new_password": PASSWORD }),
        ),
        ("account/two-factor/begin", "/account/two-factor", json!({ "password": PASSWORD })),
        (
            "account/email/change",
            "/account/email/change",
            json!({ "new_email": "mara@example.net", "password": PASSWORD }),
        ),
        ("account/email/cancel", "/account/email/cancel", json!({})),
        (
            "api-tokens/create",
            "/api-tokens/create",
            json!({ "name": "ci", "role": "2", "expires": "", "description": "" }),
        ),
        ("preferences", "/preferences", json!({ "theme": "dark", "language": "en", "back": "/users" })),
        ("forgot-password", "/forgot-password", json!({ "email": MARA })),
        (
            "setup",
            "/setup",
            json!({ "name": "M", "email": "m@example.org", "password": PASSWORD, "company": "M" }),
        ),
        ("sign-in", "/sign-in", json!({ "email": MARA, "password": PASSWORD, "next": "/users" })),
    ]
}

on_both_databases! {
    async fn nobody_becomes_more_by_fields_that_no_form_has(t) {
        let ada = t.administrator().await;
        create_for(&t.app, &t.anonymous(), "Southwind", None).await.unwrap();
        t.invite(&ada, MARA).await;
        let link = token_in(&t.deliver().await[0], "/invitations/");
        // At the door: she is what she was invited to be.
        let mut mara = Browser::new(&t);
        mara.get(&format!("/invitations/{}", link.reveal())).await;
        let (_, form) = stuffed(&json!({ "handle": link.hash().handle(), "name": "Mara", "password": PASSWORD }));
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = mara.post(&format!("/invitations/{}", link.hash().handle()), &form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let joined = standing(&t).await;
        assert!(joined["users 2"].starts_with("mara@example.org mara@example.org"), "{joined:?}");
        assert!(!joined["users 2"].contains("true") && joined["users 2"].split(' ').nth(2) != Some("1"), "{joined:?}");
        assert!(joined["memberships 3"].starts_with("1 2 2 "), "{joined:?}");
        assert!(joined["memberships 3"].contains(" active - - "), "{joined:?}");
        // And so she stays, whatever she sends.
        for (name, path, own) in of_a_member() {
            let (all, form) = stuffed(&own);
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = mara.call(name, &all).await;
            assert!(!answer.status.is_server_error(), "{name}: {}", answer.body);
            assert_eq!(standing(&t).await, joined, "{name}");
            let answer = mara.post(path, &form).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.body);
            assert_eq!(standing(&t).await, joined, "{path}");
            assert_eq!(mara.get("/users").await.status, 403, "{name}: the page of the administrators");
        }
    }

    async fn an_administrator_reaches_no_further_either(t) {
        let mut ada = administrator(&t).await;
        create_for(&t.app, &t.anonymous(), "Southwind", None).await.unwrap();
        let context = t.as_person(vestibule::service::sign_in::sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap()).await;
        let bo = t.invite(&context, "bo@example.org").await;
        let link = token_in(&t.deliver().await[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), link.hash(), "Bo", PASSWORD).await.unwrap();
        // Invited in earnest, and once more with everything beside it: they are the same but for their numbers.
        let plain = t.invite(&context, "plain@example.org").await;
        let invited = json!({ "email": "stuffed@example.org", "role": "2", "scope": "client", "client_role": "none", "language": "en" });
        let (all, _) = stuffed(&invited);
        assert_eq!(invite_form("x").role, "2");
        let answer = ada.call("users/invite", &all).await;
        assert!(answer.holds("Done"), "{}", answer.body);
        let now = standing(&t).await;
        let row = |id: i64| now[&format!("memberships {id}")].split(' ').skip(2).collect::<Vec<_>>().join(" ");
        assert_eq!(row(plain.membership_id.0), row(plain.membership_id.0 + 1), "{now:?}");
        let user = |address: &str| now.values().find(|line| line.starts_with(address)).unwrap().replace(address, "");
        assert_eq!(user("plain@example.org"), user("stuffed@example.org"));
        let account_and_inviter = |email: &str| {
            let id = now.iter().find(|(_, line)| line.starts_with(email)).unwrap().0.replace("users ", "");
            let line = now.iter().find(|(key, line)| key.starts_with("invitations") && line.split(' ').nth(2) == Some(&id));
            let line: Vec<&str> = line.unwrap().1.split(' ').collect();
            (line[0].to_owned(), line[3].to_owned(), line[4].to_owned())
        };
        assert_eq!(account_and_inviter("plain@example.org"), account_and_inviter("stuffed@example.org"));
        // Changes of what is there change nothing but what the form names.
        for (name, own) in [
            ("users/edit", json!({ "id": bo.membership_id.0, "name": "Bo", "language": "en", "role": "2", "scope": "client", "client_role": "none" })),
            ("settings/account", json!({ "name": "Northwind", "seen": "Northwind" })),
            ("settings/invitations", json!({ "renewal": "approval", "reminders": "on", "invite_lifetime": "24", "allowed_domains": "" })),
            ("projects/rename", json!({ "id": 1, "name": "Renamed" })),
            ("users/resend", json!({ "id": bo.membership_id.0 })),
            ("account/profile", json!({ "name": "Ada", "phone": "", "language": "en" })),
        ] {
            let (all, _) = stuffed(&own);
            let answer = ada.call(name, &all).await;
            assert!(!answer.status.is_server_error(), "{name}: {}", answer.body);
            assert_eq!(standing(&t).await, now, "{name}: {}", answer.body);
        }
    }
}
