//! Inviting by a token, and new links.

use super::{account_of, ada, joined};
use crate::support::{PASSWORD, TestApp, accept_new, on_both_databases, token_in};
use serde_json::{Value, json};
use vestibule::domain::{role::AccountRole, time::Span};

const INVITE: &str = "/iam/clients/invite_user";
const RENEW: &str = "/iam/auth/renew_invitation";

fn body(account: i64, email: &str, role: Value) -> Value {
    json!({"client_id": account, "email": email, "user_role": role})
}

on_both_databases! {
    async fn somebody_new_is_invited_with_every_field(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let whole = json!({
            "client_id": account, "email": "mara@example.org", "user_role": {"id": 5, "name": "Engineers"}, "lang": "de",
            "name": "Mara Lind",
        });
        let said = client.post(INVITE, whole).await.is(200);
        let user = said.body["user_id"].as_i64().unwrap();
        assert_eq!(said.body, json!({"status": "sent", "user_id": user}));
        let shown = client.get(&format!("/iam/users/{user}")).await.is(200).body;
        assert_eq!((&shown["activated"], &shown["is_active"]), (&json!(false), &json!(true)));
        assert_eq!((&shown["name"], &shown["lang"], &shown["groups"][0]["id"]), (&json!("Mara Lind"), &json!("de"), &json!(5)));
        // At once: nobody takes back what a program has sent.
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 1);
        let link = token_in(&mails[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), link.hash(), "Mara Lind", PASSWORD).await.unwrap();
        assert_eq!(client.get(&format!("/iam/users/{user}")).await.body["activated"], true);
    }

    async fn a_second_invitation_is_refused_and_mails_nothing(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let user = client.post(INVITE, body(account, "Mara@Example.org", json!({}))).await.is(200).body["user_id"].clone();
        assert_eq!(t.deliver().await.len(), 1);
        for email in ["Mara@Example.org", "mara@example.ORG"] {
            let said = client.post(INVITE, body(account, email, json!({"id": 2}))).await.is(400);
            assert_eq!(said.body, json!([format!("User {user} has already been invited to client {account}")]));
        }
        let here = joined(&t, &ada, "here@example.org", AccountRole::Users).await;
        let said = client.post(INVITE, body(account, "here@example.org", json!({}))).await.is(400);
        assert_eq!(said.body, json!([format!("User {here} has already been invited to client {account}")]));
        let said = client.post(INVITE, body(account, "ada@example.org", json!({}))).await.is(400);
        assert_eq!(said.body, json!(["This user cannot be added to this client."]));
        t.block(here).await;
        vestibule::service::member_actions::remove(&t.app, &ada, membership(&t, &ada, here).await, false).await.unwrap();
        let said = client.post(INVITE, body(account, "here@example.org", json!({}))).await.is(400);
        assert_eq!(said.body, json!(["This user cannot be added to this client."]));
        assert!(t.deliver().await.is_empty());
    }

    async fn of_many_calls_at_once_one_invites(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        let calls = (0..8).map(|_| client.post(INVITE, body(account, "mara@example.org", json!({}))));
        let said = futures::future::join_all(calls).await;
        assert_eq!(said.iter().filter(|said| said.status == 200).count(), 1, "{said:?}");
        assert!(said.iter().all(|said| said.status == 200 || said.body.is_array()), "{said:?}");
        assert_eq!(t.deliver().await.len(), 1);
    }

    async fn wrong_values_are_said_by_their_fields(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        for (change, field, said) in [
            (json!({"email": "x"}), "email", "Enter a valid email address."),
            (json!({"email": ""}), "email", "This field may not be blank."),
            (json!({"email": null}), "email", "This field may not be null."),
            (json!({"client_id": "1"}), "client_id", "A valid integer is required."),
            (json!({"user_role": {"id": 9}}), "user_role", "Invalid role: 9"),
            (json!({"user_role": {"name": "Owners"}}), "user_role", "Invalid role: Owners"),
            (json!({"lang": "fr"}), "lang", "Not a valid choice."),
            (json!({"name": "x".repeat(200)}), "name", "Ensure this field has no more than 120 characters."),
        ] {
            let mut whole = body(account, "mara@example.org", json!({"id": 2}));
            whole.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            assert_eq!(client.post(INVITE, whole).await.is(400).fault(field), said, "{change}");
        }
        client.post(INVITE, body(account + 1, "mara@example.org", json!({}))).await.is(403);
        assert!(t.deliver().await.is_empty());
    }

    async fn over_the_limit_clients_are_told_not_to_repeat(t) {
        let t = t.with_settings(&[("VESTIBULE_INVITES_PER_HOUR", "1")]);
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        client.post(INVITE, body(account, "one@example.org", json!({}))).await.is(200);
        let said = client.post(INVITE, body(account, "two@example.org", json!({}))).await.is(429);
        assert_eq!((said.header("retry-after"), said.header("x-should-retry")), (Some("3600"), Some("false")));
        assert!(said.message().contains("3600"));
    }

    async fn without_mail_the_link_is_handed_over(t) {
        let (ada, client) = ada(&t).await;
        let client = client.at(&t.without_mail());
        let said = client.post(INVITE, body(account_of(&ada), "mara@example.org", json!({}))).await.is(200);
        assert!(said.body["link"].as_str().unwrap().starts_with("https://panel.example.org/invitations/"));
        let renewed = client.post(RENEW, json!({"email": "mara@example.org"})).await.is(200);
        assert_ne!(renewed.body["link"], said.body["link"]);
    }

    async fn a_new_link_ends_the_one_before(t) {
        let (ada, client) = ada(&t).await;
        let account = account_of(&ada);
        client.post(INVITE, body(account, "mara@example.org", json!({}))).await.is(200);
        let before = token_in(&t.deliver().await[0], "/invitations/");
        let said = client.post(RENEW, json!({"email": "mara@example.org"})).await.is(429);
        assert_eq!((said.header("retry-after"), said.header("x-should-retry")), (Some("60"), None));
        t.advance(Span::minutes(2));
        let said = client.post(RENEW, json!({"email": "MARA@example.org"})).await.is(200);
        assert_eq!(said.body, json!({}));
        let after = token_in(&t.deliver().await[0], "/invitations/");
        let accept = async |link: &vestibule::domain::secret::Token| {
            accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.is_ok()
        };
        assert!(!accept(&before).await && accept(&after).await);
        let said = client.post(RENEW, json!({"email": "mara@example.org"})).await.is(400);
        assert_eq!(said.body, json!({"message": "This user already activated."}));
        assert_eq!(client.post(RENEW, json!({"email": "x"})).await.is(400).fault("email"), "Enter a valid email address.");
        assert_eq!(client.post(RENEW, json!({})).await.is(400).fault("email"), "This field is required.");
        client.post(RENEW, json!({"email": "nobody@example.org"})).await.is(404);
    }
}

async fn membership(
    t: &TestApp,
    ada: &vestibule::service::Ctx,
    user: vestibule::domain::ids::UserId,
) -> vestibule::domain::ids::MembershipId {
    let mut tx = t.app.db.read().await.unwrap();
    let account = ada.principal.as_ref().unwrap().account_id;
    vestibule::store::members::find_by_user(&mut tx, account, user).await.unwrap().unwrap().id
}
