//! The invite form: what it says before anything is sent, and where it leads.

use crate::support::{PASSWORD, TestApp, browser::Browser, on_both_databases};

async fn ada(t: &TestApp) -> Browser {
    t.administrator().await;
    let mut browser = Browser::new(t);
    browser.sign_in("ada@example.org", PASSWORD).await;
    browser
}

const FORM: [(&str, &str); 4] =
    [("role", "2"), ("scope", "client"), ("client_role", "none"), ("language", "en")];

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
            ">wrong@</strong>", "Enter an email address like", ">Review 3 addresses</span>",
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

    async fn inviting_leads_back_to_the_list_as_it_was_shown(t) {
        let mut browser = ada(&t).await;
        let list = "/users?status=invited&amp;sort=-name&amp;size=10".replace("&amp;", "&");
        let page = browser.get(&list).await;
        let (_, link) = page.body.split_once("href=\"/users/invite?back=").unwrap();
        let link = format!("/users/invite?back={}", link.split('"').next().unwrap());
        let form = browser.get(&link).await;
        let hidden = format!("name=\"back\" value=\"{}\"", list.replace('&', "&amp;"));
        assert!(form.holds(&hidden), "{}", form.body);
        let wrong = browser.post("/users/invite", &with(&[("email", "no"), ("back", &list)])).await;
        assert!(wrong.status == 422 && wrong.holds(&hidden), "{}", wrong.body);
        let done = browser.post("/users/invite", &with(&[("email", "mara@example.org"), ("back", &list)])).await;
        assert_eq!(done.location(), list);
        for (n, foreign) in ["https://evil.example", "//evil.example", "/account", "/users/7", "", "/users?x=1"].into_iter().enumerate() {
            let email = format!("m{n}@example.org");
            let done = browser.post("/users/invite", &with(&[("email", &email), ("back", foreign)])).await;
            assert_eq!(done.location(), "/users", "{foreign}");
        }
    }

    async fn whoever_is_known_already_is_one_press_away(t) {
        let mut browser = ada(&t).await;
        let form = with(&[("email", "mara@example.org")]);
        assert_eq!(browser.post("/users/invite", &form).await.status, 303);
        let own = browser.get("/users?search=mara").await;
        let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
        let id = own.body.split("href=\"/users/").map(digits).find(|id| !id.is_empty()).unwrap();
        let refused = browser.post("/users/invite", &form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.holds("resend that invitation instead."), "{}", refused.body);
        assert!(refused.holds(&format!("<a href=\"/users/{id}\">Open their page</a>")), "{}", refused.body);
        let dialog = browser.call("users/invite-preview", &serde_json::json!({ "email": "ada@example.org" })).await;
        assert!(dialog.holds("Is in this account already.") && dialog.holds("Open their page"), "{}", dialog.body);
    }
}
