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

    async fn of_several_addresses_each_has_its_line_and_the_button_says_how_many(t) {
        let mut browser = ada(&t).await;
        let emails = "mara@example.org, ada@example.org\nwrong@";
        let page = browser.post("/users/invite", &with(&[("email", emails), ("check", "1")])).await;
        for words in [
            ">mara@example.org</strong>", "Not known here yet", ">ada@example.org</strong>", "Is in this account already.",
            ">wrong@</strong>", "Enter an email address like", "id=\"invite-send\">Review 3 addresses<",
        ] {
            assert!(page.holds(words), "{words}: {}", page.body);
        }
        let many: String = (0..30).map(|n| format!("m{n}@example.org ")).collect();
        let dialog = browser.call("users/invite-preview", &serde_json::json!({ "email": many })).await;
        for words in ["m0@example.org", "m11@example.org", "and 18 more", "Review 30 addresses"] {
            assert!(dialog.holds(words), "{words}: {}", dialog.body);
        }
        assert!(!dialog.holds("m12@example.org"));
        let one = browser.call("users/invite-preview", &serde_json::json!({ "email": "mara@example.org" })).await;
        assert!(one.holds("Send invitation") && one.holds("Not known here yet") && !one.holds("<strong>"), "{}", one.body);
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
