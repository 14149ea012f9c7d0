//! Places that send people on, and where they must never send them.

use super::{ADA, administrator};
use crate::{
    support::{
        PASSWORD, TestApp,
        browser::{Answer, Browser},
        on_both_databases,
    },
    two_factor::{Phone, codes_kept},
};
use axum::http::header;
use url::Url;
use vestibule::{domain::time::Span, service::two_factor};

/// Where somebody wants others to be led.
const ELSEWHERE: &[&str] = &[
    "https://evil.example",
    "https://evil.example/users",
    "http://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "//evil.example\\@panel.example.org",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\u{0}//evil.example",
    "/\u{0}/evil.example",
    "/users\r\nLocation: https://evil.example",
    "/users\\..\\..\\\\evil.example",
    "https://panel.example.org@evil.example",
    "https://panel.example.org.evil.example/users",
    "//panel.example.org@evil.example/",
    "javascript:alert(document.domain)//evil.example",
    "JavaScript:alert(1)//evil.example",
    "java\tscript:alert(1)//evil.example",
    "data:text/html,<script>alert(1)</script>evil.example",
    "vbscript:evil.example",
    "blob:https://evil.example/1",
    "@evil.example",
    ".evil.example",
    "evil.example",
    "//evil\u{3002}example",
    "\u{ff0f}\u{ff0f}evil.example",
    "/\u{2215}evil.example",
];

/// Where an answer leads, as a browser works it out.
fn lands_at(answer: &Answer) -> Option<Url> {
    let to = answer.headers.get(header::LOCATION)?.to_str().unwrap();
    Some(Url::parse("https://panel.example.org/sign-in").unwrap().join(to).unwrap())
}

fn stays_here(what: &str, target: &str, answer: &Answer) {
    assert!(!answer.status.is_server_error(), "{what} {target:?}: {}", answer.status);
    if let Some(url) = lands_at(answer) {
        assert_eq!(
            url.origin().ascii_serialization(),
            "https://panel.example.org",
            "{what} {target:?}: {url}"
        );
        assert!(!url.path().starts_with("//"), "{what} {target:?}: {url}");
    }
    for (name, value) in &answer.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        assert!(!value.contains("evil"), "{what} {target:?}: {name}: {value}");
    }
    assert!(!answer.holds("evil"), "{what} {target:?}: {}", answer.body);
}

fn encoded(target: &str) -> String {
    form_urlencoded::byte_serialize(target.as_bytes()).collect()
}

async fn signed_in(t: &TestApp) -> Browser {
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 303);
    browser
}

on_both_databases! {
    async fn nobody_is_led_elsewhere(t) {
        let mut ada = administrator(&t).await;
        for target in ELSEWHERE {
            let query = format!("next={}", encoded(target));
            let mut nobody = Browser::new(&t);
            let page = nobody.get(&format!("/sign-in?{query}")).await;
            assert_eq!(page.status, 200);
            stays_here("sign-in page", target, &page);
            stays_here("sign-in page of who is in", target, &ada.get(&format!("/sign-in?{query}")).await);
            let form = [("email", ADA), ("password", PASSWORD), ("next", target)];
            let answer = nobody.post("/sign-in", &form).await;
            assert_eq!(answer.status, 303, "{target:?}");
            stays_here("sign-in", target, &answer);
            let wrong = [("email", ADA), ("password", "no lanterns on this quay"), ("next", target)];
            stays_here("refused sign-in", target, &Browser::new(&t).post("/sign-in", &wrong).await);
            let arguments = serde_json::json!({ "email": ADA, "password": PASSWORD, "next": target });
            stays_here("sign-in function", target, &Browser::new(&t).call("sign-in", &arguments).await);
            for path in ["/sign-in/second-step", "/sign-in/second-step?way=recovery"] {
                let mark = if path.contains('?') { '&' } else { '?' };
                stays_here("second step", target, &nobody.get(&format!("{path}{mark}{query}")).await);
                stays_here("second step of nobody", target, &Browser::new(&t).get(&format!("{path}{mark}{query}")).await);
            }
            stays_here("second step", target, &nobody.post("/sign-in/second-step", &[("code", "1"), ("next", target)]).await);
            stays_here("setting a factor up", target, &ada.get(&format!("/account/two-factor?{query}")).await);
            stays_here("having set it up", target, &codes_kept(&mut ada).await);
            stays_here("preferences", target, &ada.post("/preferences", &[("theme", "dark"), ("back", target)]).await);
            let arguments = serde_json::json!({ "theme": "dark", "back": target });
            stays_here("preferences function", target, &ada.call("preferences", &arguments).await);
            stays_here("sign-out", target, &signed_in(&t).await.post("/sign-out", &[("next", target)]).await);
            let arguments = serde_json::json!({ "next": target });
            stays_here("sign-out function", target, &signed_in(&t).await.call("sign-out", &arguments).await);
        }
        // Whoever has a second factor is led on at once.
        // Of sessions of one moment nobody says which is the oldest, and ten are kept.
        t.advance(Span::seconds(1));
        let mut ada = signed_in(&t).await;
        let begun = ada.post("/account/two-factor", &[("password", PASSWORD)]).await;
        assert_eq!(begun.location(), "/account/two-factor/set-up", "{}", begun.body);
        let phone = Phone::on(&ada.get("/account/two-factor/set-up").await.body);
        let on = ada.post("/account/two-factor/set-up", &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!(on.location(), "/account/two-factor/codes");
        assert_eq!(codes_kept(&mut ada).await.status, 200);
        for target in ELSEWHERE {
            let answer = ada.get(&format!("/account/two-factor?next={}", encoded(target))).await;
            assert_eq!(answer.status, 303, "{target:?}");
            stays_here("having one", target, &answer);
        }
        two_factor::reset_by_operator(&t.app, &t.anonymous(), ADA).await.unwrap();
        // What is ours is followed.
        let answer = Browser::new(&t).post("/sign-in", &[("email", ADA), ("password", PASSWORD), ("next", "/audit?size=10")]).await;
        assert_eq!(answer.location(), "/audit?size=10");
    }

    async fn an_odd_address_leads_nobody_elsewhere_either(t) {
        let mut ada = administrator(&t).await;
        for path in [
            "//evil.example", "//evil.example/", "//evil.example/users", "///evil.example/%2e%2e", "/%2f/evil.example",
            "/%5cevil.example", "/users//evil.example", "/users/%2e%2e//evil.example", "/..//evil.example",
            "/sign-in//evil.example", "/;@evil.example", "/%0d%0aLocation:%20https://evil.example",
            "/users?next=//evil.example", "/invitations//evil.example", "/account/../..//evil.example",
        ] {
            for (what, browser) in [("nobody", &mut Browser::new(&t)), ("Ada", &mut ada)] {
                let answer = browser.get(path).await;
                assert!(!answer.status.is_server_error(), "{what} {path}: {}", answer.status);
                if let Some(url) = lands_at(&answer) {
                    assert_eq!(url.origin().ascii_serialization(), "https://panel.example.org", "{what} {path}: {url}");
                    assert!(!url.path().starts_with("//"), "{what} {path}: {url}");
                    let next = url.query_pairs().find(|(name, _)| name == "next").map(|(_, next)| next.into_owned());
                    let there = Url::parse("https://panel.example.org/").unwrap().join(&next.unwrap_or_default()).unwrap();
                    assert_eq!(there.host_str(), Some("panel.example.org"), "{what} {path}: {there}");
                }
            }
        }
    }
}
