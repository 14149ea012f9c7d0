//! People and projects as they stand below `/cloud`.

use super::{Client, account_of, ada, joined, token};
use crate::support::on_both_databases;
use serde_json::json;
use vestibule::domain::role::AccountRole;

on_both_databases! {
    async fn projects_are_made_and_listed_to_whoever_may_enter_them(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let said = client.get("/cloud/v1/projects").await.is(200).body;
        assert_eq!((&said["count"], &said["results"][0]["is_default"]), (&json!(1), &json!(true)));
        let made = client.post("/cloud/v1/projects", json!({"name": " Harbour 2.0 ", "description": null})).await.is(201).body;
        let expected = json!({
            "id": made["id"], "name": "Harbour 2.0", "client_id": account, "is_default": false, "state": "ACTIVE",
            "description": null, "created_at": "2026-11-20T09:15:00.000000Z", "deleted_at": null, "task_id": null,
        });
        assert_eq!(made, expected);
        let said = client.get("/cloud/v1/projects?limit=1&offset=1").await.is(200).body;
        assert_eq!((&said["count"], &said["results"]), (&json!(2), &json!([expected])));
        let said = client.post("/cloud/v1/projects", json!({"name": "harbour 2.0"})).await.is(400);
        assert_eq!(said.body["exception_class"], "ValidationError");
        assert!(said.body["invalid_fields"]["name"][0].is_string(), "{}", said.body);
        for (body, field) in [
            (json!({}), "name"),
            (json!({"name": "ab"}), "name"),
            (json!({"name": "x".repeat(64)}), "name"),
            (json!({"name": "a/b"}), "name"),
            (json!({"name": "Harbour 3", "description": "x"}), "description"),
        ] {
            let said = client.post("/cloud/v1/projects", body.clone()).await.is(400);
            assert!(said.body["invalid_fields"][field][0].is_string(), "{body}: {}", said.body);
        }
        joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let little = Client::of(&t, &token(&t, account, "mara@example.org", AccountRole::Users).await);
        assert_eq!(little.get("/cloud/v1/projects").await.is(200).body["count"], 0);
        let said = little.post("/cloud/v1/projects", json!({"name": "Mine"})).await.is(403);
        assert_eq!(said.body["exception_class"], "ForbiddenError");
    }

    async fn people_are_listed_in_short(t) {
        let (ada, client) = ada(&t).await;
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await.0;
        let said = client.get("/cloud/v1/users?offset=1").await.is(200).body;
        let expected = json!([{
            "id": mara, "name": "Mara Lind", "email": "mara@example.org", "activated": true, "is_admin": false,
        }]);
        assert_eq!((&said["count"], &said["results"]), (&json!(2), &expected));
        assert_eq!(client.get(&format!("/cloud/v1/users?user_id={mara}")).await.is(200).body["results"], expected);
        let said = client.get("/cloud/v1/users?user_id=x").await.is(400);
        assert!(said.body["invalid_fields"]["user_id"][0].is_string(), "{}", said.body);
    }
}
