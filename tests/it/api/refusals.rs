//! How refusals look, whatever they are about.

use super::{Client, account_of, ada};
use crate::support::on_both_databases;
use serde_json::json;

on_both_databases! {
    async fn what_is_no_json_is_said_with_its_place(t) {
        let (_, client) = ada(&t).await;
        let said = client.send("POST", "/iam/clients/invite_user", Some("{\"email\": }".into())).await.is(400);
        assert!(said.message().starts_with("JSON parse error - "), "{}", said.message());
        assert!(said.message().ends_with(": line 1 column 11 (char 10)"), "{}", said.message());
        let said = client.send("POST", "/iam/clients/invite_user", Some("[1]".into())).await.is(400);
        assert!(said.fault("non_field_errors").starts_with("Invalid data."));
        // Nothing at all is an object without fields.
        let said = client.send("POST", "/iam/clients/invite_user", None).await.is(400);
        for field in ["client_id", "email", "user_role"] {
            assert_eq!(said.fault(field), "This field is required.");
        }
    }

    async fn wrong_types_are_faults_of_their_fields_and_what_is_not_known_is_passed_over(t) {
        let (ada, client) = ada(&t).await;
        let body = json!({"client_id": "x", "email": 7, "user_role": [], "lang": {}, "name": false, "more": 1});
        let said = client.post("/iam/clients/invite_user", body).await.is(400);
        assert_eq!(said.body["errors"].as_object().unwrap().len(), 5, "{}", said.body);
        let body = json!({
            "client_id": account_of(&ada), "email": "mara@example.org", "user_role": {}, "password": "x", "groups": 7,
        });
        client.post("/iam/clients/invite_user", body).await.is(200);
        for value in [json!("\u{0}"), json!("x\u{0}@example.org")] {
            let body = json!({"client_id": account_of(&ada), "email": value, "name": value, "user_role": {}});
            let said = client.post("/iam/clients/invite_user", body).await.is(400);
            assert!(said.fault("name").contains("Null characters"));
        }
        client.get("/iam/users?name=%00&limit=1").await.is(400);
        client.get("/iam/users?email=%FF&limit=1").await.is(200);
    }

    async fn what_is_not_there_answers_in_the_words_of_its_api(t) {
        let (_, client) = ada(&t).await;
        for client in [&client, &Client::nobody(&t)] {
            for path in ["/iam", "/iam/", "/iam/nothing", "/iam/users/1/2/3", "/iam/auth/jwt/login"] {
                assert_eq!(client.get(path).await.is(404).body, json!({"message": "Not found."}), "{path}");
                client.post(path, json!({})).await.is(404);
            }
            let said = client.get("/cloud/v1/nothing").await.is(404);
            assert_eq!(said.body["exception_class"], "NotFoundError");
            let id = said.body["request_id"].as_str().unwrap();
            assert!(id.len() == 32 && id.ends_with(said.header("x-request-id").unwrap()), "{id}");
            let said = client.get("/v3/nothing").await.is(404);
            assert_eq!(said.header("content-type"), Some("application/problem+json"));
            assert_eq!((&said.body["status"], &said.body["title"]), (&json!(404), &json!("Not Found")));
        }
        let said = client.send("PUT", "/iam/users", None).await.is(405);
        assert_eq!((said.message(), said.header("allow").is_some()), ("Method not allowed.", true));
    }

    async fn a_body_that_is_too_large_is_not_read(t) {
        let (_, client) = ada(&t).await;
        let large = json!({"email": "x".repeat(70_000)}).to_string();
        let said = client.send("POST", "/iam/auth/renew_invitation", Some(large)).await.is(413);
        assert!(!said.message().is_empty());
    }

    async fn numbers_in_addresses_that_are_none_are_nobody_s(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let nobody = client.get("/iam/users/99999999").await.is(404);
        for id in ["0", "-1", "x", "1.5", "99999999999999999999", "%00", "1%2F2"] {
            let said = client.get(&format!("/iam/users/{id}")).await.is(404);
            assert_eq!(said.body, nobody.body, "{id}");
            client.delete(&format!("/iam/clients/{account}/client-users/{id}")).await.is(404);
        }
        client.get("/iam/clients/x/client-users/1").await.is(404);
    }
}
