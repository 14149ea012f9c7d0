//! Signing in by a passkey alone.

use super::{
    ADA, Authenticator, MARA, add, asked, audited, bare, count, mailed, mara, octets_of, options, sign_in,
    with_passkey,
};
use crate::support::{PASSWORD, browser::Browser, on_both_databases};
use axum::http::StatusCode;
use futures::future::join;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use vestibule::{domain::time::Span, worker::housekeeping};

on_both_databases! {
    async fn it_takes_neither_address_nor_password_and_counts_as_two_factors(t) {
        t.administrator().await;
        let (_, mut device) = with_passkey(&t, ADA).await;
        let mut browser = Browser::new(&t);
        let page = browser.get("/sign-in?next=%2Fprojects").await;
        assert!(page.holds("Sign in with a passkey") && page.holds("data-passkey=\"get\""), "{}", page.body);
        let begun = count(&t, "SELECT count(*) FROM passkey_challenges").await;
        assert_eq!(begun, 0, "looking changes nothing");
        let before: Value = serde_json::from_str(&options(&mut browser).await).unwrap();
        let wanted: Value = serde_json::from_str(&options(&mut browser).await).unwrap();
        assert_ne!(before["challenge"], wanted["challenge"]);
        assert_eq!(wanted["rpId"], "panel.example.org");
        assert_eq!(wanted["userVerification"], "required");
        assert_eq!(octets_of(&wanted["challenge"]).len(), 32);
        assert_eq!(wanted["allowCredentials"], json!([]));
        let credential = device.get(&wanted.to_string());
        let answer = sign_in(&mut browser, &credential).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/projects"));
        assert_eq!(browser.get("/projects").await.status, StatusCode::OK);
        assert!(browser.cookie("__Host-passkey").is_none());
        assert!(browser.cookie("__Host-device").is_some(), "the browser knows the person");
        assert_eq!(audited(&t, 1).await, ["session.created"]);
        assert!(!browser.get("/account/passkeys").await.holds("Not used yet"));
        // It has brought no half session with it, and what was signed in before has ended.
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(sign_in(&mut browser, &credential).await.status, StatusCode::SEE_OTHER);
        let mut old = Browser::new(&t);
        old.set_cookie("__Host-sid", &before);
        assert_eq!(old.get("/projects").await.status, StatusCode::SEE_OTHER);
    }

    async fn one_answer_opens_one_session_at_two_nodes_at_once(t) {
        t.administrator().await;
        let (_, mut device) = with_passkey(&t, ADA).await;
        let second = t.second_node().await;
        for _ in 0..20 {
            // Of eleven sessions of one moment none is the oldest.
            t.advance(Span::seconds(1));
            let mut one = Browser::new(&t);
            let credential = device.get(&options(&mut one).await);
            let mut other = Browser::at(&second);
            let bound = one.cookie("__Host-passkey").unwrap().to_owned();
            other.set_cookie("__Host-passkey", &bound);
            let before = count(&t, "SELECT count(*) FROM sessions").await;
            let (a, b) = join(sign_in(&mut one, &credential), sign_in(&mut other, &credential)).await;
            let mut statuses = [a.status.as_u16(), b.status.as_u16()];
            statuses.sort_unstable();
            assert_eq!(statuses, [303, 422]);
            assert_eq!(count(&t, "SELECT count(*) FROM sessions").await, before + 1);
        }
    }

    async fn whoever_may_not_enter_does_not(t) {
        let ada = t.administrator().await;
        let id = mara(&t, &ada).await;
        let (_, mut device) = with_passkey(&t, MARA).await;
        let mut browser = Browser::new(&t);
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(sign_in(&mut browser, &credential).await.status, StatusCode::SEE_OTHER);
        vestibule::service::member_actions::suspend(&t.app, &t.later(&ada), id).await.unwrap();
        let mut browser = Browser::new(&t);
        let credential = device.get(&options(&mut browser).await);
        let suspended = sign_in(&mut browser, &credential).await;
        assert_eq!(suspended.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut unknown = Authenticator::new();
        unknown.create(&t, &json!({
            "rp": { "id": "panel.example.org" }, "challenge": "AAAA", "user": { "id": "AAAAAAAAAAAAAAAAAAAAAA" },
        }).to_string());
        let credential = unknown.get(&options(&mut browser).await);
        let nobody = sign_in(&mut browser, &credential).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(bare(&nobody.body), bare(&suspended.body), "nobody learns whose it is");
    }

    async fn asking_counts_as_signing_in_does(t) {
        let t = t.with_limits_at_the_door();
        t.administrator().await;
        let mut browser = Browser::from(&t.app, [192, 0, 2, 7]);
        for _ in 0..10 {
            options(&mut browser).await;
        }
        let answer = browser.call("sign-in/passkey/options", &json!({})).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.headers.contains_key("retry-after"));
        let password = browser.sign_in(ADA, PASSWORD).await;
        assert_eq!(password.status, StatusCode::TOO_MANY_REQUESTS, "one count for both");
    }

    async fn what_nobody_answered_is_forgotten(t) {
        t.administrator().await;
        let mut browser = Browser::new(&t);
        options(&mut browser).await;
        t.advance(Span::minutes(4));
        options(&mut Browser::new(&t)).await;
        t.advance(Span::minutes(1));
        housekeeping::clean(&t.app, &CancellationToken::new()).await.unwrap();
        assert_eq!(count(&t, "SELECT count(*) FROM passkey_challenges").await, 1);
    }

    async fn a_copy_of_a_passkey_is_refused_and_told_of(t) {
        t.administrator().await;
        let (mut own, mut device) = with_passkey(&t, ADA).await;
        let mut browser = Browser::new(&t);
        for _ in 0..3 {
            let credential = device.get(&options(&mut browser).await);
            assert_eq!(sign_in(&mut browser, &credential).await.status, StatusCode::SEE_OTHER);
        }
        device.keys[0].counter -= 2;
        let mut browser = Browser::new(&t);
        let credential = device.get(&options(&mut browser).await);
        let refused = sign_in(&mut browser, &credential).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.holds("The passkey was not accepted."));
        assert_eq!(audited(&t, 1).await, ["user.passkey_copied"]);
        assert_eq!(mailed(&t, ADA).await, ["One of your passkeys may have been copied"]);
        // The one that has gone on still opens.
        device.keys[0].counter += 2;
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(sign_in(&mut browser, &credential).await.status, StatusCode::SEE_OTHER);
        assert_eq!(add(&t, &mut own, &mut device, "Another").await, "/account/passkeys");
        assert!(!asked(&browser.call("sign-in/passkey/options", &json!({})).await).is_empty());
    }
}
