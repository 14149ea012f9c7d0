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
}
