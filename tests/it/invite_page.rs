//! The invite form: what it says before anything is sent, and where it leads.

use crate::support::{PASSWORD, TestApp, browser::Browser, on_both_databases};

async fn ada(t: &TestApp) -> Browser {
    t.administrator().await;
    let mut browser = Browser::new(t);
    browser.sign_in("ada@example.org", PASSWORD).await;
    browser
}

const FORM: [(&str, &str); 4] =
    [("role", "5"), ("scope", "client"), ("client_role", "none"), ("language", "en")];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&FORM[..], more].concat()
}

on_both_databases! {
    async fn what_they_will_be_able_to_do_is_said_in_sentences(t) {
        let mut browser = ada(&t).await;
        let page = browser.post("/users/invite", &with(&[("email", "mara@example.org"), ("check", "1")])).await;
        assert!(page.holds("With the role Users: Looks around, changes nothing."), "{}", page.body);
    }

    async fn whoever_is_known_already_is_one_press_away(t) {
        let mut browser = ada(&t).await;
        let form = with(&[("email", "mara@example.org")]);
        assert_eq!(browser.post("/users/invite", &form).await.status, 303);
        let own = browser.get("/users?search=mara").await;
        let (_, own) = own.body.split_once("href=\"/users/").unwrap();
        let id: String = own.chars().take_while(char::is_ascii_digit).collect();
        let refused = browser.post("/users/invite", &form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.holds("resend that invitation instead."), "{}", refused.body);
        assert!(refused.holds(&format!("<a href=\"/users/{id}\">Open their page</a>")), "{}", refused.body);
        let dialog = browser.call("users/invite-preview", &serde_json::json!({ "email": "ada@example.org" })).await;
        assert!(dialog.holds("Is in this account already.") && dialog.holds("Open their page"), "{}", dialog.body);
    }
}
