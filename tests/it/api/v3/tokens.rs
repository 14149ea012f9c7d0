//! Tokens by the second API.

use super::{Client, Said, account_of, ada, client_of, id_of, own_id, text, token};
use crate::{
    api::joined,
    support::{database::audited, on_both_databases},
};
use serde_json::json;
use vestibule::domain::{role::AccountRole, time::Span};

const DAY: i64 = 86_400;

on_both_databases! {
    async fn a_token_is_made_and_works_until_it_ends(t) {
        let (_, client) = ada(&t).await;
        let own = own_id(&client).await;
        let path = format!("/v3/users/{own}/access-tokens");
        let made = client.post(&path, json!({"name": "Ada's build-1.0", "ttl_seconds": DAY})).await.is(201).body;
        let secret = text(&made["konnect_token"]);
        assert!(secret.starts_with("kpat_"), "{secret}");
        let expected = json!({
            "id": made["id"], "user_id": own, "name": "Ada's build-1.0", "state": "ACTIVE",
            "created_at": "2026-11-20T09:15:00.000Z", "updated_at": "2026-11-20T09:15:00.000Z",
            "expires_at": "2026-11-21T09:15:00.000Z", "last_used_at": null, "revoked_at": null, "revoked_by": null,
            "konnect_token": secret,
        });
        assert_eq!(made, expected);
        let made_by = Client::with(&t, &format!("Bearer {secret}"));
        assert_eq!(own_id(&made_by).await, own);
        // One and the same kind of token: the first API takes it too, without the prefix.
        Client::of(&t, secret.strip_prefix("kpat_").unwrap()).get("/iam/users").await.is(200);
        let one = format!("{path}/{}", text(&made["id"]));
        let shown = client.get(&one).await.is(200).body;
        assert_eq!((&shown["last_used_at"], shown.get("konnect_token")), (&json!("2026-11-20T09:15:00.000Z"), None));
        t.advance(Span::hours(24));
        made_by.get("/v3/users/me").await.is(401);
        assert_eq!(client.get(&one).await.is(200).body["state"], "EXPIRED");
        let said = client.send("PATCH", &format!("{one}/revoke"), None).await.is(409);
        assert_eq!(said.header("x-should-retry"), Some("false"));
        client.delete(&one).await.is(204);
        client.get(&one).await.is(404);
    }

    async fn a_token_is_no_more_than_the_one_it_was_made_by(t) {
        let (ada, client) = ada(&t).await;
        let own = own_id(&client).await;
        let little = client_of(&t, &ada, "ada@example.org", AccountRole::Users).await;
        let made = little.post(&format!("/v3/users/{own}/access-tokens"), json!({"name": "x", "ttl_seconds": DAY})).await.is(201);
        let made = Client::with(&t, &format!("Bearer {}", text(&made.body["konnect_token"])));
        made.get("/v3/users").await.is(403);
        client.get("/v3/users").await.is(200);
    }

    async fn wrong_values_are_said(t) {
        let (_, client) = ada(&t).await;
        let path = format!("/v3/users/{}/access-tokens", own_id(&client).await);
        for (body, field, rule) in [
            (json!({}), "name", "required"),
            (json!({"name": "x"}), "ttl_seconds", "required"),
            (json!({"name": "", "ttl_seconds": DAY}), "name", "required"),
            (json!({"name": "-x", "ttl_seconds": DAY}), "name", "matches_regex"),
            (json!({"name": "x ", "ttl_seconds": DAY}), "name", "matches_regex"),
            (json!({"name": "a/b", "ttl_seconds": DAY}), "name", "matches_regex"),
            (json!({"name": "x".repeat(257), "ttl_seconds": DAY}), "name", "max_length"),
            (json!({"name": "x", "ttl_seconds": DAY - 1}), "ttl_seconds", "min"),
            (json!({"name": "x", "ttl_seconds": 31_536_001}), "ttl_seconds", "max"),
            (json!({"name": "x", "ttl_seconds": i64::MIN}), "ttl_seconds", "min"),
            (json!({"name": "x", "ttl_seconds": i64::MAX}), "ttl_seconds", "max"),
            (json!({"name": "x", "expires_at": "soon"}), "expires_at", "is_date_time"),
            (json!({"name": "x", "expires_at": "2026-11-20T09:15:00Z"}), "expires_at", "invalid"),
            (json!({"name": "x", "expires_at": "2028-11-20T09:15:00Z"}), "expires_at", "invalid"),
            (json!({"name": "x", "expires_at": "2026-11-30T09:15:00Z", "ttl_seconds": DAY}), "expires_at", "invalid"),
            (json!({"name": "x", "ttl_seconds": DAY, "role": 1}), "role", "unknown_property"),
        ] {
            let said = client.post(&path, body.clone()).await.is(400);
            assert_eq!((&said.item(0)["field"], &said.item(0)["rule"]), (&json!(field), &json!(rule)), "{body}: {said:?}");
        }
        for ttl in [json!("86400"), json!(1.5), json!(null), json!(1e300)] {
            let said = client.post(&path, json!({"name": "x", "ttl_seconds": ttl})).await;
            assert_eq!(said.names("body", "request format is invalid").item(1)["rule"], "is_integer");
        }
        client.get(&format!("{path}?filter[name]=x")).await.is(400);
        let said = client.post(&path, json!({"name": "x".repeat(256), "expires_at": "2026-11-25T10:15:00+01:00"})).await;
        assert_eq!(said.is(201).body["expires_at"], "2026-11-25T09:15:00.000Z");
    }

    async fn a_person_has_ten_at_the_most(t) {
        let (_, client) = ada(&t).await;
        let path = format!("/v3/users/{}/access-tokens", own_id(&client).await);
        // The one they are made by is a token like every other.
        for n in 0..8 {
            client.post(&path, json!({"name": format!("t{n}"), "ttl_seconds": DAY})).await.is(201);
        }
        let calls = (0..3).map(|_| client.post(&path, json!({"name": "last", "ttl_seconds": DAY})));
        let (made, refused): (Vec<Said>, Vec<Said>) =
            futures::future::join_all(calls).await.into_iter().partition(|said| said.status == 201);
        assert_eq!(made.len(), 1, "{refused:?}");
        for said in refused {
            assert_eq!(said.is(409).sentence(), "A user can have at most 10 active access tokens");
        }
        let said = client.get(&format!("{path}?page[size]=4&page[number]=3")).await.is(200).body;
        assert_eq!(said["meta"], json!({"number": 3, "size": 4, "total": 10}));
        assert_eq!(said["data"].as_array().unwrap().len(), 2);
        let newest = client.get(&path).await.body["data"][0].clone();
        assert_eq!(newest["name"], "last");
        client.delete(&format!("{path}/{}", text(&newest["id"]))).await.is(204);
        client.post(&path, json!({"name": "more", "ttl_seconds": DAY})).await.is(201);
        assert_eq!(client.get(&path).await.body["meta"]["total"], 10);
    }

    async fn a_token_is_renamed_revoked_and_deleted(t) {
        let (_, client) = ada(&t).await;
        let own = own_id(&client).await;
        let path = format!("/v3/users/{own}/access-tokens");
        let made = client.post(&path, json!({"name": "one", "ttl_seconds": DAY})).await.is(201).body;
        let made_by = Client::with(&t, &format!("Bearer {}", text(&made["konnect_token"])));
        let one = format!("{path}/{}", text(&made["id"]));
        t.advance(Span::hours(1));
        let said = client.patch(&one, json!({"name": "two"})).await.is(200).body;
        assert_eq!((&said["name"], &said["updated_at"]), (&json!("two"), &json!("2026-11-20T10:15:00.000Z")));
        assert!(audited(&t, 1).await[0].contains("token.renamed"));
        client.patch(&one, json!({"name": "-"})).await.is(400);
        t.advance(Span::hours(1));
        let said = client.send("PATCH", &format!("{one}/revoke"), None).await.is(200).body;
        assert_eq!((&said["state"], &said["revoked_by"]), (&json!("REVOKED"), &json!(own)));
        assert_eq!((&said["revoked_at"], &said["updated_at"]), (&said["updated_at"], &json!("2026-11-20T11:15:00.000Z")));
        assert!(audited(&t, 1).await[0].contains("token.deleted"));
        made_by.get("/v3/users/me").await.is(401);
        let before = audited(&t, 100).await.len();
        assert_eq!(client.send("PATCH", &format!("{one}/revoke"), None).await.is(200).body, said);
        client.delete(&one).await.is(204);
        assert_eq!(audited(&t, 100).await.len(), before, "it was ended already");
        client.delete(&one).await.is(404);
        client.patch(&one, json!({"name": "x"})).await.is(404);
        let made = client.post(&path, json!({"name": "three", "ttl_seconds": DAY})).await.is(201).body;
        client.delete(&format!("{path}/{}", text(&made["id"]))).await.is(204);
        assert!(audited(&t, 1).await[0].contains("token.deleted"));
        Client::with(&t, &format!("Bearer {}", text(&made["konnect_token"]))).get("/v3/users/me").await.is(401);
    }

    async fn others_tokens_are_for_administrators_to_see_and_end(t) {
        let (ada, client) = ada(&t).await;
        joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let mara = id_of(&client, "mara@example.org").await;
        let own = client_of(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let path = format!("/v3/users/{mara}/access-tokens");
        assert_eq!(own.get(&path).await.is(200).body["meta"]["total"], 1);
        let listed = client.get(&path).await.is(200).body;
        let one = format!("{path}/{}", text(&listed["data"][0]["id"]));
        assert_eq!((&listed["data"][0]["name"], &listed["data"][0]["expires_at"]), (&json!("test"), &json!(null)));
        client.post(&path, json!({"name": "x", "ttl_seconds": DAY})).await.is(403);
        client.patch(&one, json!({"name": "x"})).await.is(403);
        own.get(&format!("/v3/users/{}/access-tokens", own_id(&client).await)).await.is(403);
        let ada_own = client.get(&format!("/v3/users/{}/access-tokens", own_id(&client).await)).await.body;
        // A token of somebody else below one's own address is none.
        own.get(&format!("{path}/{}", text(&ada_own["data"][0]["id"]))).await.is(404);
        own.delete(&format!("{path}/{}", text(&ada_own["data"][0]["id"]))).await.is(404);
        let said = client.send("PATCH", &format!("{one}/revoke"), None).await.is(200).body;
        assert_eq!(said["revoked_by"], own_id(&client).await);
        own.get("/v3/users/me").await.is(401);
        assert!(token(&t, account_of(&ada), "mara@example.org", AccountRole::Users).await.contains('_'));
    }
}
