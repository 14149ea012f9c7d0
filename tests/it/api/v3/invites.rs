//! Inviting by the second API.

use super::{ada, client_of, id_of};
use crate::{
    api::joined,
    support::{PASSWORD, accept_new, on_both_databases, token_in},
};
use serde_json::json;
use vestibule::domain::{role::AccountRole, time::Span};

const INVITES: &str = "/v3/invites";

on_both_databases! {
    async fn somebody_is_invited_and_joins(t) {
        let (ada, client) = ada(&t).await;
        let said = client.post(INVITES, json!({"email": "Mara@example.org"})).await.is(201);
        assert!(said.body.is_null() && said.header("x-invitation-link").is_none(), "{said:?}");
        let id = id_of(&client, "mara@example.org").await;
        let shown = client.get(&format!("/v3/users/{id}")).await.is(200).body;
        let expected = json!({
            "id": id, "email": "Mara@example.org", "full_name": "", "preferred_name": "", "active": false,
            "created_at": "2026-11-20T09:15:00.000Z", "updated_at": "2026-11-20T09:15:00.000Z",
        });
        assert_eq!(shown, expected);
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 1);
        t.advance(Span::hours(1));
        let link = token_in(&mails[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), link.hash(), "Mara Lind", PASSWORD).await.unwrap();
        let shown = client.get(&format!("/v3/users/{id}")).await.is(200).body;
        assert_eq!((&shown["active"], &shown["full_name"]), (&json!(true), &json!("Mara Lind")));
        assert_eq!(shown["updated_at"], "2026-11-20T10:15:00.000Z");
        let own = client_of(&t, &ada, "mara@example.org", AccountRole::Users).await;
        own.get("/v3/users").await.is(403);
        let said = client.post(INVITES, json!({"email": "mara@example.org"})).await.is(409);
        assert_eq!((&said.body["title"], said.sentence()), (&json!("Resource Conflict"), "User is already active"));
        assert_eq!(said.header("x-should-retry"), Some("false"));
        client.post(INVITES, json!({"email": "ada@example.org"})).await.is(409);
    }

    async fn whoever_has_not_joined_gets_a_new_link(t) {
        let (_, client) = ada(&t).await;
        let invite = async || client.post(INVITES, json!({"email": "mara@example.org"})).await;
        invite().await.is(201);
        let before = token_in(&t.deliver().await[0], "/invitations/");
        let said = invite().await.is(429);
        assert_eq!((&said.body["title"], said.sentence()), (&json!("Rate Limited"), "Too many requests"));
        assert_eq!((said.header("retry-after"), said.header("x-should-retry")), (Some("60"), None));
        t.advance(Span::minutes(2));
        invite().await.is(201);
        let after = token_in(&t.deliver().await[0], "/invitations/");
        let accept = async |link: &vestibule::domain::secret::Token| {
            accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.is_ok()
        };
        assert!(!accept(&before).await && accept(&after).await);
        invite().await.is(409);
    }

    async fn of_many_invitations_at_once_one_is_mailed(t) {
        let (_, client) = ada(&t).await;
        let calls = (0..6).map(|_| client.post(INVITES, json!({"email": "mara@example.org"})));
        let said = futures::future::join_all(calls).await;
        assert_eq!(said.iter().filter(|said| said.status == 201).count(), 1, "{said:?}");
        assert!(said.iter().all(|said| [201, 429].contains(&said.status)), "{said:?}");
        assert_eq!(t.deliver().await.len(), 1);
    }

    async fn what_cannot_be_invited_is_said_of_the_address(t) {
        let (ada, client) = ada(&t).await;
        let said = client.post(INVITES, json!({})).await.names("email", "is a required field");
        assert_eq!((&said.item(0)["rule"], &said.item(0)["source"]), (&json!("required"), &json!("body")));
        client.send("POST", INVITES, None).await.names("email", "is a required field");
        for blank in ["", "  "] {
            client.post(INVITES, json!({"email": blank})).await.names("email", "cannot be blank");
        }
        for wrong in ["x", "a@b@c", "mara@", "mara\u{0}@example.org", "mara@example.org\r\nBcc: x@y"] {
            let said = client.post(INVITES, json!({"email": wrong})).await.is(400);
            assert_eq!(said.item(0)["field"], "email", "{wrong:?}");
        }
        let said = client.post(INVITES, json!({"email": "x".repeat(321)})).await.is(400);
        assert_eq!((&said.item(0)["rule"], &said.item(0)["maximum"]), (&json!("max_length"), &json!(320)));
        let mara = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let id = id_of(&client, "mara@example.org").await;
        client.delete(&format!("/v3/users/{id}")).await.is(204);
        t.block(mara).await;
        let said = client.post(INVITES, json!({"email": "mara@example.org"})).await.is(400);
        assert_eq!((&said.item(0)["field"], &said.item(0)["rule"]), (&json!("email"), &json!("invalid")));
        assert!(t.deliver().await.is_empty());
    }

    async fn somebody_taken_out_is_invited_anew(t) {
        let (ada, client) = ada(&t).await;
        joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        let id = id_of(&client, "mara@example.org").await;
        client.patch(&format!("/v3/users/{id}"), json!({"preferred_name": "Mara"})).await.is(200);
        client.delete(&format!("/v3/users/{id}")).await.is(204);
        t.advance(Span::hours(1));
        client.post(INVITES, json!({"email": "mara@example.org"})).await.is(201);
        let shown = client.get(&format!("/v3/users/{id}")).await.is(200).body;
        assert_eq!((&shown["active"], &shown["preferred_name"]), (&json!(false), &json!("")));
    }

    async fn without_mail_the_link_stands_in_a_header(t) {
        let (_, client) = ada(&t).await;
        let client = client.at(&t.without_mail());
        let said = client.post(INVITES, json!({"email": "mara@example.org"})).await.is(201);
        let first = said.header("x-invitation-link").unwrap().to_owned();
        assert!(said.body.is_null() && first.starts_with("https://panel.example.org/invitations/"), "{said:?}");
        let said = client.post(INVITES, json!({"email": "mara@example.org"})).await.is(201);
        assert_ne!(said.header("x-invitation-link"), Some(first.as_str()));
    }

    async fn limits_hold_and_others_may_not(t) {
        let t = t.with_settings(&[("VESTIBULE_INVITES_PER_HOUR", "1")]);
        let (ada, client) = ada(&t).await;
        client.post(INVITES, json!({"email": "one@example.org"})).await.is(201);
        let said = client.post(INVITES, json!({"email": "two@example.org"})).await.is(429);
        assert_eq!((said.header("retry-after"), said.header("x-should-retry")), (Some("3600"), Some("false")));
        let little = client_of(&t, &ada, "ada@example.org", AccountRole::Engineers).await;
        little.post(INVITES, json!({"email": "two@example.org"})).await.is(403);
    }
}
