//! Answers that are not right: every one is refused in the same words, and opens nothing.

use super::{ADA, Authenticator, MARA, asked, bare, base64, count, mara, options, sign_in, with_passkey};
use crate::support::{PASSWORD, browser::Browser, on_both_databases};
use axum::http::StatusCode;
use serde_json::Value;
use vestibule::domain::time::Span;

/// With one value of an answer changed.
fn changed(credential: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut credential: Value = serde_json::from_str(credential).unwrap();
    change(&mut credential);
    credential.to_string()
}

type Change = fn(&mut Authenticator);

on_both_databases! {
    async fn whatever_is_wrong_with_an_answer_it_opens_nothing(t) {
        let ada = t.administrator().await;
        mara(&t, &ada).await;
        let (mut own, mut device) = with_passkey(&t, ADA).await;
        let (_, mut of_mara) = with_passkey(&t, MARA).await;
        let mut browser = Browser::new(&t);
        let sessions = count(&t, "SELECT count(*) FROM sessions").await;
        let mut pages: Vec<String> = Vec::new();
        let mut judge = async |what: &str, browser: &mut Browser, credential: &str| {
            let answer = sign_in(browser, credential).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            assert!(answer.holds("The passkey was not accepted.") && !answer.holds("clientDataJSON"), "{what}");
            pages.push(bare(&answer.body));
        };

        let changes: [(&str, Change); 9] = [
            ("another origin", |device| device.origin = "https://panel.example.com"),
            ("not over TLS", |device| device.origin = "http://panel.example.org"),
            ("another port", |device| device.origin = "https://panel.example.org:8443"),
            ("a host below", |device| device.origin = "https://evil.panel.example.org"),
            ("another party", |device| device.party = Some("example.com")),
            ("the party above", |device| device.party = Some("example.org")),
            ("nobody verified", |device| device.verifies = false),
            ("somebody else's handle", |device| device.handle = Some(vec![7; 16])),
            ("no handle", |device| device.says_handle = false),
        ];
        for (what, change) in changes {
            let wanted = options(&mut browser).await;
            change(&mut device);
            judge(what, &mut browser, &device.get(&wanted)).await;
            device = Authenticator { keys: std::mem::take(&mut device.keys), ..Authenticator::new() };
        }
        // The handle of another person who has a passkey.
        device.handle = Some(of_mara.keys[0].handle.clone());
        let wanted = options(&mut browser).await;
        judge("the handle of another", &mut browser, &device.get(&wanted)).await;
        device.handle = None;
        // Somebody else's passkey under this one's name, and a signature of something else.
        let wanted = options(&mut browser).await;
        let credential = changed(&of_mara.get(&wanted), |credential| {
            let id = base64(&device.keys[0].id);
            credential["id"] = id.clone().into();
            credential["rawId"] = id.into();
            credential["response"]["userHandle"] = base64(&device.keys[0].handle).into();
        });
        judge("another's signature", &mut browser, &credential).await;
        let one = device.get(&options(&mut browser).await);
        let other = device.get(&options(&mut browser).await);
        let credential = changed(&other, |credential| {
            let one: Value = serde_json::from_str(&one).unwrap();
            credential["response"]["signature"] = one["response"]["signature"].clone();
        });
        judge("a signature of before", &mut browser, &credential).await;
        // What was asked elsewhere: of another browser, and of this one before.
        let mut elsewhere = Browser::new(&t);
        options(&mut browser).await;
        let credential = device.get(&options(&mut elsewhere).await);
        judge("another browser's challenge", &mut browser, &credential).await;
        let old = device.get(&options(&mut browser).await);
        options(&mut browser).await;
        judge("the challenge before", &mut browser, &old).await;
        // What is asked of somebody who owes the second factor signs nobody in.
        let mut half = Browser::new(&t);
        half.sign_in(ADA, PASSWORD).await;
        let wanted = asked(&half.call("sign-in/second-step/options", &serde_json::json!({})).await);
        options(&mut half).await;
        judge("the challenge of the second step", &mut half, &device.get(&wanted)).await;
        // Too late.
        let credential = device.get(&options(&mut browser).await);
        t.advance(Span::minutes(5));
        judge("too late", &mut browser, &credential).await;
        // No answer, nothing asked.
        for text in ["", "{}", "null", "[]", "\u{0}"] {
            options(&mut browser).await;
            judge(text, &mut browser, text).await;
            judge("nothing was asked", &mut browser, text).await;
        }
        // Replayed: it opened, and opens no more, with the cookie of before too.
        let credential = device.get(&options(&mut browser).await);
        let bound = browser.cookie("__Host-passkey").unwrap().to_owned();
        assert_eq!(sign_in(&mut browser, &credential).await.status, StatusCode::SEE_OTHER);
        let mut replay = Browser::new(&t);
        replay.set_cookie("__Host-passkey", &bound);
        judge("replayed", &mut replay, &credential).await;
        // A wrong answer spends the challenge as well.
        let mut browser = Browser::new(&t);
        let right = device.get(&options(&mut browser).await);
        let bound = browser.cookie("__Host-passkey").unwrap().to_owned();
        judge("wrong", &mut browser, &changed(&right, |credential| {
            credential["response"]["signature"] = "AAAA".into();
        })).await;
        browser.set_cookie("__Host-passkey", &bound);
        judge("right, after a wrong one", &mut browser, &right).await;
        // Removed.
        t.advance(Span::minutes(1));
        let page = own.get("/account/passkeys").await.body;
        if let Some(id) = page.split("/account/passkeys/").nth(1) {
            let id = id.split('/').next().unwrap().to_owned();
            let gone = own.post(&format!("/account/passkeys/{id}/remove"), &[]).await;
            assert_eq!(gone.status, StatusCode::SEE_OTHER);
        }
        let mut browser = Browser::new(&t);
        let credential = device.get(&options(&mut browser).await);
        judge("removed", &mut browser, &credential).await;

        assert_eq!(count(&t, "SELECT count(*) FROM sessions").await, sessions + 2, "one half, one that was right");
        // Nobody learns from the page what was wrong.
        assert!(pages.len() > 25);
        for page in &pages {
            assert_eq!(page, &pages[0]);
        }
    }
}
