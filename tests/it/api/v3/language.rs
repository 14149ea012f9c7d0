//! How the second API refuses: problem details, whatever it is about.

use super::{Client, account_of, ada, id_of, own_id, token};
use crate::support::on_both_databases;
use serde_json::{Value, json};
use vestibule::domain::role::AccountRole;

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

on_both_databases! {
    async fn tokens_come_by_bearer_with_their_prefix_or_without(t) {
        let (ada, _) = ada(&t).await;
        let token = token(&t, account_of(&ada), "ada@example.org", AccountRole::Administrators).await;
        let (id, secret) = token.split_once('_').unwrap();
        for authorization in [
            format!("Bearer {token}"),
            format!("bearer kpat_{token}"),
            format!("BEARER {id}${secret}"),
        ] {
            let said = Client::with(&t, &authorization).get("/v3/users/me").await.is(200);
            assert_eq!((&said.body["email"], &said.body["active"]), (&json!("ada@example.org"), &json!(true)));
            Client::with(&t, &authorization).get("/iam/users/me").await.is(401);
        }
        for client in [
            Client::nobody(&t),
            Client::with(&t, &format!("APIKey {token}")),
            Client::with(&t, &format!("Bearer spat_{token}")),
            Client::with(&t, &format!("Bearer {id}_{}", "A".repeat(43))),
            Client::with(&t, "Bearer kpat_"),
            Client::with(&t, "Bearer"),
        ] {
            let said = client.get("/v3/users/me").await.is(401);
            let expected = json!({
                "status": 401, "title": "Unauthenticated", "type": "https://httpstatuses.com/401",
                "instance": format!("konnect:trace:{}", said.header("x-request-id").unwrap()),
                "detail": "A valid token is required",
            });
            assert_eq!(said.body, expected);
            assert_eq!(said.header("content-type"), Some("application/problem+json"));
        }
    }

    async fn every_error_is_a_problem(t) {
        let (ada, client) = ada(&t).await;
        let own = own_id(&client).await;
        let little = Client::of(&t, &token(&t, account_of(&ada), "ada@example.org", AccountRole::Users).await).bearing();
        let cases = [
            (client.get("/v3/nothing").await, 404, "Not Found", "The requested resource was not found"),
            (client.get("/v3").await, 404, "Not Found", "The requested resource was not found"),
            (client.get(&format!("/v3/users/{NOBODY}")).await, 404, "Not Found", "The requested user was not found"),
            (
                client.get(&format!("/v3/users/{NOBODY}/access-tokens")).await,
                404,
                "Not Found",
                "The requested user was not found",
            ),
            (
                client.get(&format!("/v3/users/{own}/access-tokens/{NOBODY}")).await,
                404,
                "Not Found",
                "The requested personal access token was not found",
            ),
            (
                little.get("/v3/users").await,
                403,
                "Invalid Permissions",
                "You must have the [administrator] role to perform this action",
            ),
            (client.send("PUT", "/v3/users", None).await, 405, "Method Not Allowed", "Method not allowed."),
        ];
        for (said, status, title, detail) in cases {
            assert_eq!((said.status, &said.body["title"], said.sentence()), (status, &json!(title), detail));
            assert_eq!(said.header("content-type"), Some("application/problem+json"));
            assert_eq!((&said.body["status"], said.body.get("invalid_parameters")), (&json!(status), None));
        }
        let large = json!({"email": "x".repeat(70_000)}).to_string();
        let said = client.send("POST", "/v3/invites", Some(large)).await.is(413);
        assert_eq!(said.header("content-type"), Some("application/problem+json"));
        // A cookie beside the token: refused before anything is looked at, and clients can read why.
        let said = Client::nobody(&t).and("authorization", "Bearer 1_x").and("cookie", "__Host-sid=x").get("/v3/users").await;
        assert!([400, 401].contains(&said.status), "{said:?}");
        assert_eq!(said.status == 400, said.body["invalid_parameters"].is_array(), "{said:?}");
    }

    async fn no_answer_depends_on_what_is_accepted(t) {
        let (_, client) = ada(&t).await;
        for accept in ["application/problem+json", "text/html", "image/png;q=0", "x"] {
            let client = ada_again(&client, accept);
            client.get("/v3/users/me").await.is(200);
            client.get("/v3/users/x").await.is(400);
        }
    }

    async fn what_is_no_json_cannot_be_read(t) {
        let (_, client) = ada(&t).await;
        for body in ["{\"email\": }", "[1]", "null", "\"x\"", "{", "\u{0}"] {
            let said = client.send("POST", "/v3/invites", Some(body.into())).await.is(400);
            assert_eq!(said.sentence(), "Could not parse request body", "{body}");
            let expected = json!([{"field": "body", "reason": "request format is invalid"}]);
            assert_eq!(said.body["invalid_parameters"], expected, "{body}");
        }
        for email in [json!(7), json!(null), json!([]), json!({"a": 1})] {
            let said = client.post("/v3/invites", json!({"email": email})).await;
            let said = said.names("body", "request format is invalid");
            assert_eq!(said.sentence(), "Could not parse request body");
            assert_eq!((&said.item(1)["field"], &said.item(1)["rule"]), (&json!("email"), &json!("is_string")));
        }
    }

    async fn what_is_not_known_is_refused(t) {
        let (_, client) = ada(&t).await;
        let own = own_id(&client).await;
        let said = client.post("/v3/invites", json!({"email": "mara@example.org", "role": 1, "Email": "x"})).await.is(400);
        assert_eq!(said.body["detail"], "");
        let names: Vec<&Value> = (0..2).map(|n| &said.item(n)["field"]).collect();
        assert!(names.contains(&&json!("role")) && names.contains(&&json!("Email")), "{said:?}");
        assert_eq!(said.item(0)["rule"], "unknown_property");
        for path in ["/v3/users/me?x=1".to_owned(), format!("/v3/users/{own}?x="), "/v3/organizations/me?x".into()] {
            client.get(&path).await.names("x", "is not a known parameter");
        }
        for (query, field, op) in [
            ("filter%5Bemail%5D%5Bne%5D=x", "[filter][email][ne]", "ne"),
            ("filter[phone]=x", "[filter][phone][eq]", "eq"),
            ("filter[phone][contains]=", "[filter][phone][contains]", "contains"),
            ("filter[active][contains]=true", "[filter][active][contains]", "contains"),
        ] {
            let reason = format!("[{op}] is not a supported filter operation");
            let said = client.get(&format!("/v3/users?{query}")).await.names(field, &reason);
            assert_eq!(said.body["detail"], "");
        }
    }

    async fn ids_are_uuids_as_they_were_given(t) {
        let (_, client) = ada(&t).await;
        let own = own_id(&client).await;
        let short = own.replace('-', "");
        for id in ["1", "x", "%00", "%FF", "..%2F", &short, &format!("%7B{own}%7D"), &format!("{own}0"), &"9".repeat(5000)] {
            for (method, path) in [
                ("GET", format!("/v3/users/{id}")),
                ("PATCH", format!("/v3/users/{id}")),
                ("DELETE", format!("/v3/users/{id}")),
                ("GET", format!("/v3/users/{id}/access-tokens")),
                ("DELETE", format!("/v3/users/{id}/access-tokens/{own}")),
            ] {
                let said = client.send(method, &path, None).await.names("userID", "invalid ID format");
                assert_eq!(said.body["detail"], "");
            }
            let path = format!("/v3/users/{own}/access-tokens/{id}");
            client.get(&path).await.names("tokenID", "invalid ID format");
            client.send("PATCH", &format!("{path}/revoke"), None).await.names("tokenID", "invalid ID format");
        }
        client.get(&format!("/v3/users/{}", own.to_uppercase())).await.is(200);
    }

    async fn no_filter_and_no_page_brings_the_server_down(t) {
        let (_, client) = ada(&t).await;
        let long = "x".repeat(60_000);
        for query in [
            "page[size]=9223372036854775807&page[number]=9223372036854775807".to_owned(),
            "page[size]=0".into(),
            "page[number]=-9223372036854775808".into(),
            "page[number]=99999999999999999999".into(),
            "page[]=1".into(),
            "filter[email][contains]=%00".into(),
            "filter[email][contains]=%FF%FE".into(),
            "filter[email][contains]=%25_%5C".into(),
            "filter[full_name][contains]=%CC%81".into(),
            "filter[full_name]='%3B--".into(),
            "filter[id]=%7B%7D".into(),
            "filter[active]=1".into(),
            "filter[[[[=1".into(),
            "filter[email]=".to_owned() + &long,
            "filter[email]=x&".repeat(500),
            long,
            "&&&&====".into(),
            "%".into(),
        ] {
            let said = client.get(&format!("/v3/users?{query}")).await;
            assert!([200, 400].contains(&said.status), "{said:?}");
        }
        let said = client.get("/v3/users?page[size]=9223372036854775807&page[number]=9223372036854775807").await.is(200);
        assert_eq!((&said.body["data"], &said.body["meta"]["page"]["total"]), (&json!([]), &json!(1)));
        assert_eq!(id_of(&client, "ADA@example.org").await, own_id(&client).await);
    }
}

fn ada_again(client: &Client, accept: &str) -> Client {
    client.bearing().and("accept", accept)
}
