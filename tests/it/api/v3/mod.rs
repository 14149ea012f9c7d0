//! The second API.

mod invites;
mod language;
mod tokens;
mod users;

use super::{Client, Said, account_of, token};
use crate::support::TestApp;
use serde_json::Value;
use vestibule::{domain::role::AccountRole, service::Ctx};

/// Ada of Northwind, and a program that calls by a token of hers as an administrator.
async fn ada(t: &TestApp) -> (Ctx, Client) {
    let (ada, client) = super::ada(t).await;
    (ada, client.bearing())
}

/// A program that calls by a token of somebody of Northwind.
async fn client_of(t: &TestApp, ada: &Ctx, email: &str, role: AccountRole) -> Client {
    Client::of(t, &token(t, account_of(ada), email, role).await).bearing()
}

/// The id that the second API has for whoever calls.
async fn own_id(client: &Client) -> String {
    text(&client.get("/v3/users/me").await.is(200).body["id"])
}

/// The id that the second API has for somebody.
async fn id_of(client: &Client, email: &str) -> String {
    let said = client.get(&format!("/v3/users?filter[email]={}", email.replace('+', "%2B"))).await.is(200);
    assert_eq!(said.body["data"].as_array().unwrap().len(), 1, "{said:?}");
    text(&said.body["data"][0]["id"])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

impl Said {
    /// What is wrong with a value, by its place among those that are.
    fn item(&self, place: usize) -> &Value {
        let item = &self.body["invalid_parameters"][place];
        assert!(!item.is_null(), "{self:?}");
        item
    }

    #[track_caller]
    fn names(self, field: &str, reason: &str) -> Self {
        assert_eq!((self.status, &self.body["title"]), (400, &Value::from("Bad Request")), "{self:?}");
        assert_eq!(
            (&self.item(0)["field"], &self.item(0)["reason"]),
            (&field.into(), &reason.into()),
            "{self:?}"
        );
        self
    }
}
