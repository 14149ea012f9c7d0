//! Tokens of the API, made, listed and deleted by the API.

use super::{Client, account_of, ada, group, joined, token, user_of};
use crate::support::{TestApp, on_both_databases};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use vestibule::{
    domain::{role::AccountRole, time::Span},
    store::Db,
    worker::api_tokens::expire_due,
};

const PUBLISHED: [&str; 10] = [
    "client_user",
    "created",
    "deleted",
    "description",
    "exp_date",
    "expired",
    "id",
    "last_usage",
    "name",
    "token",
];

fn names(said: &Value) -> Vec<&str> {
    said.as_array().unwrap().iter().map(|token| token["name"].as_str().unwrap()).collect()
}

fn wanted(name: &str, role: AccountRole) -> Value {
    json!({"name": name, "exp_date": null, "client_user": {"role": group(role)}})
}

/// Adds so many tokens of the first person that were deleted.
async fn add_deleted(t: &TestApp, many: i64) {
    let (uuid, hash) = match &t.app.db {
        Db::Sqlite { .. } => ("randomblob(16)", "randomblob(32)"),
        Db::Postgres(_) => ("gen_random_uuid()", "sha256(gen_random_uuid()::text::bytea)"),
    };
    let sql = AssertSqlSafe(format!(
        "INSERT INTO api_tokens (uuid, account_id, user_id, name, description, role_id, secret_hash, created_at, deleted_at)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
         SELECT {uuid}, t.account_id, t.user_id, 'old', '', 2, {hash}, t.created_at, t.created_at
         FROM api_tokens t, n WHERE t.id = (SELECT min(id) FROM api_tokens)"
    ));
    match &t.app.db {
        Db::Sqlite { writer, .. } => drop(sqlx::query(sql).execute(writer).await.unwrap()),
        Db::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
    }
}

on_both_databases! {
    async fn a_token_is_made_shown_this_once_and_opens_what_its_role_may(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let path = format!("/iam/v2/clients/{account}/tokens");
        let body = json!({
            "client_user": {"role": {"id": 5, "name": "Engineers"}}, "exp_date": null, "name": "ci runner",
            "description": "nightly", "more": 1,
        });
        let made = client.post(&path, body).await.is(200).body;
        let keys: Vec<&String> = made.as_object().unwrap().keys().collect();
        assert_eq!(keys, PUBLISHED);
        let id = made["id"].as_i64().unwrap();
        let text = made["token"].as_str().unwrap().to_owned();
        assert!(text.starts_with(&format!("{id}_")), "{text}");
        let expected = json!({
            "id": id, "name": "ci runner", "description": "nightly", "exp_date": null, "expired": false, "deleted": false,
            "created": "2026-11-20T09:15:00.000000Z", "last_usage": "", "token": text,
            "client_user": {
                "user_id": user_of(&ada), "user_name": "Ada Kern", "user_email": "ada@example.org", "client_id": account,
                "deleted": false, "role": {"id": 5, "name": "Engineers"},
            },
        });
        assert_eq!(made, expected);
        let one = format!("{path}/{id}");
        let mut without = expected.clone();
        without.as_object_mut().unwrap().remove("token");
        assert_eq!(client.get(&one).await.is(200).body, without);
        assert_eq!(client.get(&path).await.is(200).body[0], without);
        t.advance(Span::minutes(2));
        let own = Client::of(&t, &text);
        assert_eq!(own.get("/iam/clients/me").await.is(200).body["currentUser"], user_of(&ada));
        own.get("/iam/users").await.is(403);
        assert_eq!(client.get(&one).await.body["last_usage"], "2026-11-20T09:17:00.000000Z");
        assert!(client.delete(&one).await.is(204).body.is_null());
        own.get("/iam/clients/me").await.is(401);
        let over = client.get(&one).await.is(200).body;
        assert_eq!((&over["deleted"], &over["expired"]), (&json!(true), &json!(false)));
        assert_eq!(client.delete(&one).await.is(404).message(), "API token not found.");
    }

    async fn the_older_calls_are_the_same_but_for_the_sign_in_the_token(t) {
        let (ada, client) = ada(&t).await;
        let path = format!("/iam/clients/{}/tokens", account_of(&ada));
        let made = client.post(&path, wanted("old", AccountRole::Users)).await.is(200).body;
        let (id, text) = (made["id"].as_i64().unwrap(), made["token"].as_str().unwrap());
        assert!(text.starts_with(&format!("{id}$")), "{text}");
        Client::of(&t, text).get("/iam/clients/me").await.is(200);
        let one = client.get(&format!("{path}/{id}")).await.is(200).body;
        let newer = format!("/iam/v2/clients/{}/tokens", account_of(&ada));
        assert_eq!(one, client.get(&format!("{newer}/{id}")).await.body);
        assert_eq!(client.get(&path).await.body, client.get(&newer).await.body);
        client.delete(&format!("{path}/{id}")).await.is(204);
        Client::of(&t, text).get("/iam/clients/me").await.is(401);
    }

    // Contract: own and every lower role, `Users` where none is said.
    async fn no_token_is_made_above_the_token_that_asks_for_it(t) {
        let (ada, _) = ada(&t).await;
        let account = account_of(&ada);
        joined(&t, &ada, "mara@example.org", AccountRole::Administrators).await;
        let path = format!("/iam/v2/clients/{account}/tokens");
        for own in AccountRole::ALL {
            let client = Client::of(&t, &token(&t, account, "mara@example.org", own).await);
            for role in AccountRole::ALL {
                let said = client.post(&path, wanted("ci", role)).await;
                if own.may_grant(role) {
                    assert_eq!(said.is(200).body["client_user"]["role"], group(role), "{own:?}");
                } else {
                    let text = format!("Can't create token with role {}", role.name());
                    assert_eq!(said.is(400).body, json!({"errors": {"client_user": {"role": [text]}}}), "{own:?}");
                }
            }
        }
        let client = Client::of(&t, &token(&t, account, "mara@example.org", AccountRole::Administrators).await);
        for user in [json!({}), json!({"role": null}), json!({"role": {}}), json!({"role": {"id": 2}, "user_id": 9})] {
            let body = json!({"name": "least", "exp_date": null, "client_user": user});
            let made = client.post(&path, body).await.is(200).body;
            assert_eq!(made["client_user"]["role"], group(AccountRole::Users), "{user}");
        }
    }

    async fn a_token_makes_none_that_outlives_it(t) {
        let (ada, client) = ada(&t).await;
        let path = format!("/iam/v2/clients/{}/tokens", account_of(&ada));
        let end = |hours| (t.clock_now() + Span::hours(hours)).to_rfc3339();
        let wanted = |exp_date: Value| json!({"name": "ci", "exp_date": exp_date, "client_user": {"role": {"id": 1}}});
        let maker = client.post(&path, wanted(json!(end(48)))).await.is(200).body;
        let text = maker["token"].as_str().unwrap();
        let maker = Client::of(&t, text);
        for late in [json!(null), json!(end(49))] {
            let said = maker.post(&path, wanted(late)).await.is(400);
            assert_eq!(said.fault("exp_date"), "A token that is made by a token cannot end after it.");
        }
        maker.post(&path, wanted(json!(end(48)))).await.is(200);
        // The second API makes none for longer either.
        let second = Client::with(&t, &format!("Bearer {text}"));
        let me = second.get("/v3/users/me").await.is(200).body;
        let own = format!("/v3/users/{}/access-tokens", me["id"].as_str().unwrap());
        let long = second.post(&own, json!({"name": "long", "ttl_seconds": 200_000})).await.is(400).body;
        assert_eq!(long["invalid_parameters"][0]["field"], "expires_at");
        second.post(&own, json!({"name": "short", "ttl_seconds": 100_000})).await.is(201);
    }

    async fn everything_wrong_with_a_token_is_said_at_once_and_none_is_made(t) {
        let (ada, client) = ada(&t).await;
        let path = format!("/iam/v2/clients/{}/tokens", account_of(&ada));
        let said = client.post(&path, json!({})).await.is(400);
        for field in ["name", "exp_date", "client_user"] {
            assert_eq!(said.fault(field), "This field is required.");
        }
        let body = json!({"name": "ci", "exp_date": null, "client_user": {"role": {"name": "Owners"}}});
        let said = client.post(&path, body).await.is(400);
        assert_eq!(said.body, json!({"errors": {"client_user": {"role": ["Invalid role: Owners"]}}}));
        let whole = wanted("ci", AccountRole::Users);
        let with = |field: &str, value: Value| {
            let mut body = whole.clone();
            body[field] = value;
            body
        };
        for (field, values) in [
            ("name", vec![json!(null), json!(""), json!("  "), json!(7), json!("x".repeat(121)), json!("a\nb"), json!("a\u{0}")]),
            ("description", vec![json!([]), json!("x".repeat(501)), json!("a\u{0}"), json!("a\u{202e}")]),
            ("exp_date", vec![
                json!(""), json!("soon"), json!(7), json!("2026-12-20"), json!("2026-12-20T14:00:32"), json!("2026-13-01T00:00:00Z"),
                json!({}), json!(true), json!("99999-01-01T00:00:00Z"),
            ]),
            ("client_user", vec![json!(null)]),
        ] {
            for value in values {
                let said = client.post(&path, with(field, value.clone())).await.is(400);
                assert!(!said.fault(field).is_empty(), "{field} {value}");
            }
        }
        for (value, said) in [(json!("x"), "str"), (json!([]), "list"), (json!(7), "int"), (json!(false), "bool")] {
            let refused = client.post(&path, with("client_user", value)).await.is(400).body;
            let text = format!("Invalid data. Expected a dictionary, but got {said}.");
            assert_eq!(refused["errors"]["client_user"]["non_field_errors"], json!([text]));
        }
        for role in [json!(5), json!("Users"), json!([]), json!({"id": "5"}), json!({"id": 1e300}), json!({"name": 5})] {
            let refused = client.post(&path, with("client_user", json!({"role": role}))).await.is(400).body;
            assert!(refused["errors"]["client_user"]["role"][0].as_str().unwrap().starts_with("Invalid role: "));
        }
        client.send("POST", &path, Some("{".into())).await.is(400);
        client.send("POST", &path, Some("[]".into())).await.is(400);
        client.send("POST", &path, None).await.is(400);
        assert_eq!(client.get(&path).await.body.as_array().unwrap().len(), 1, "the one that calls");
    }

    async fn the_end_is_taken_with_any_offset_and_may_be_past(t) {
        let (ada, client) = ada(&t).await;
        let path = format!("/iam/v2/clients/{}/tokens", account_of(&ada));
        for (given, kept) in [
            ("2026-12-20T14:00:32.457425+00:00", "2026-12-20T14:00:32.457425Z"),
            ("2026-12-20T14:00:32Z", "2026-12-20T14:00:32.000000Z"),
            ("2026-12-20T14:00:32.123456789+05:30", "2026-12-20T08:30:32.123456Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000000Z"),
        ] {
            let body = json!({"name": "ci", "exp_date": given, "client_user": {}});
            let made = client.post(&path, body).await.is(200).body;
            assert_eq!((&made["exp_date"], &made["expired"]), (&json!(kept), &json!(false)), "{given}");
        }
        for past in ["2026-11-20T09:15:00Z", "1999-01-01T00:00:00-12:00", "0000-01-01T00:00:00+23:59"] {
            let body = json!({"name": "past", "exp_date": past, "client_user": {}});
            let made = client.post(&path, body).await.is(200).body;
            assert_eq!((&made["expired"], &made["deleted"]), (&json!(true), &json!(true)), "{past}");
            Client::of(&t, made["token"].as_str().unwrap()).get("/iam/clients/me").await.is(401);
            let one = format!("{path}/{}", made["id"]);
            assert_eq!(client.get(&one).await.is(200).body["expired"], true);
            client.delete(&one).await.is(404);
        }
        client.post(&path, json!({"name": "x", "exp_date": "9999-12-31T23:59:59-23:59", "client_user": {}})).await.is(200);
        client.get(&path).await.is(200);
        assert_eq!(expire_due(&t.app).await.unwrap(), 3);
    }

    async fn lists_are_bare_and_filtered_as_the_words_say(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let path = format!("/iam/v2/clients/{account}/tokens");
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        let hers = Client::of(&t, &token(&t, account, "mara@example.org", AccountRole::Engineers).await);
        hers.post(&path, wanted("mara's", AccountRole::PurgeApi)).await.is(200);
        let gone = client.post(&path, wanted("gone", AccountRole::Users)).await.is(200).body["id"].as_i64().unwrap();
        client.delete(&format!("{path}/{gone}")).await.is(204);
        let past = json!({"name": "past", "exp_date": "2026-11-01T00:00:00Z", "client_user": {"role": {"id": 5}}});
        client.post(&path, past).await.is(200);
        let (own, hers_id) = (user_of(&ada), mara.0);
        for (query, expected) in [
            (String::new(), vec!["past", "gone", "mara's", "test", "test"]),
            ("?deleted=false".into(), vec!["mara's", "test", "test"]),
            ("?deleted=False&role=1".into(), vec!["test"]),
            ("?deleted=true".into(), vec!["past", "gone"]),
            (format!("?issued_by={own}"), vec!["past", "gone", "test"]),
            (format!("?not_issued_by={own}"), vec!["mara's", "test"]),
            (format!("?issued_by={own}&not_issued_by={own}"), vec![]),
            (format!("?deleted=true&issued_by={own}&not_issued_by={hers_id}&role=Engineers"), vec!["past"]),
            ("?role=5".into(), vec!["past", "test"]),
            ("?role=Purge%20and%20Prefetch%20only%20(API)".into(), vec!["mara's"]),
            ("?role=Owners".into(), vec![]),
            ("?role=7".into(), vec![]),
            ("?issued_by=99999999".into(), vec![]),
            ("?issued_by=-1&limit=x&unknown=1".into(), vec![]),
            ("?deleted=&role=&issued_by=".into(), vec!["past", "gone", "mara's", "test", "test"]),
        ] {
            assert_eq!(names(&client.get(&format!("{path}{query}")).await.is(200).body), expected, "{query}");
        }
        for (query, field) in [
            ("deleted=maybe", "deleted"),
            ("issued_by=x", "issued_by"),
            ("not_issued_by=1.5", "not_issued_by"),
            ("role=%00", "role"),
            ("issued_by=99999999999999999999", "issued_by"),
        ] {
            assert!(!client.get(&format!("{path}?{query}")).await.is(400).fault(field).is_empty(), "{query}");
        }
        // One's own alone, whoever a filter names.
        assert_eq!(names(&hers.get(&path).await.is(200).body), ["mara's", "test"]);
        assert_eq!(names(&hers.get(&format!("{path}?issued_by={own}")).await.is(200).body), Vec::<&str>::new());
    }

    async fn what_one_may_not_see_is_as_good_as_none(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let path = format!("/iam/v2/clients/{account}/tokens");
        joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        let hers = Client::of(&t, &token(&t, account, "mara@example.org", AccountRole::Engineers).await);
        let of_ada = client.post(&path, wanted("ada's", AccountRole::Users)).await.body["id"].as_i64().unwrap();
        let nowhere = hers.get(&format!("{path}/99999999")).await.is(404);
        assert_eq!(nowhere.message(), "API token not found.");
        for id in [of_ada.to_string(), "0".into(), "-1".into(), "x".into(), "1.5".into(), "99999999999999999999".into(), "%00".into()] {
            let one = format!("{path}/{id}");
            assert_eq!(hers.get(&one).await.is(404).body, nowhere.body, "{id}");
            assert_eq!(hers.delete(&one).await.is(404).body, nowhere.body, "{id}");
        }
        // An administrator's token of a lesser role sees and deletes what is its person's own.
        let little = Client::of(&t, &token(&t, account, "ada@example.org", AccountRole::Users).await);
        let theirs = hers.get(&path).await.body[0]["id"].as_i64().unwrap();
        little.get(&format!("{path}/{theirs}")).await.is(404);
        little.delete(&format!("{path}/{of_ada}")).await.is(204);
        client.delete(&format!("{path}/{theirs}")).await.is(204);
        hers.get(&path).await.is(401);
        for other in [account + 1, 99_999_999] {
            let path = format!("/iam/v2/clients/{other}/tokens");
            client.get(&path).await.is(403);
            client.post(&path, json!({})).await.is(403);
            client.get(&format!("{path}/{of_ada}")).await.is(403);
            client.delete(&format!("{path}/{of_ada}")).await.is(403);
        }
        for none in ["x", "%00", "1.5", "99999999999999999999"] {
            client.get(&format!("/iam/v2/clients/{none}/tokens")).await.is(404);
            client.get(&format!("/iam/clients/{none}/tokens/1")).await.is(404);
        }
    }

    async fn an_account_has_a_hundred_that_work_and_is_told_so(t) {
        let (ada, client) = ada(&t).await;
        let path = format!("/iam/v2/clients/{}/tokens", account_of(&ada));
        let body = wanted("one of many", AccountRole::Users);
        for _ in 1..100 {
            client.post(&path, body.clone()).await.is(200);
        }
        assert!(client.post(&path, body.clone()).await.is(400).message().contains("100"));
        let newest = client.get(&path).await.body[0]["id"].as_i64().unwrap();
        client.delete(&format!("{path}/{newest}")).await.is(204);
        client.post(&path, body.clone()).await.is(200);
        client.post(&path, body).await.is(400);
    }

    async fn lists_are_whole_however_many_there_were(t) {
        let (ada, client) = ada(&t).await;
        let path = format!("/iam/v2/clients/{}/tokens", account_of(&ada));
        add_deleted(&t, 2500).await;
        let all = client.get(&path).await.is(200).body;
        assert_eq!(all.as_array().unwrap().len(), 2501);
        let ids: std::collections::BTreeSet<i64> =
            all.as_array().unwrap().iter().map(|token| token["id"].as_i64().unwrap()).collect();
        assert_eq!(ids.len(), 2501);
        add_deleted(&t, 8000).await;
        assert!(!client.get(&path).await.is(400).fault("deleted").is_empty());
        assert_eq!(client.get(&format!("{path}?deleted=false")).await.is(200).body.as_array().unwrap().len(), 1);
    }

    async fn of_whom_is_taken_out_the_tokens_say_so(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let path = format!("/iam/v2/clients/{account}/tokens");
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        token(&t, account, "mara@example.org", AccountRole::Users).await;
        let refused = client.delete(&format!("/iam/clients/{account}/client-users/{mara}")).await.is(403);
        assert_eq!(refused.message(), "You can't remove the user as they have active tokens");
        let id = client.get(&path).await.body[0]["id"].as_i64().unwrap();
        client.delete(&format!("{path}/{id}")).await.is(204);
        client.delete(&format!("/iam/clients/{account}/client-users/{mara}")).await.is(200);
        let row = client.get(&format!("{path}/{id}")).await.is(200).body;
        assert_eq!((&row["client_user"]["deleted"], &row["client_user"]["user_email"]), (&json!(true), &json!("mara@example.org")));
    }
}
