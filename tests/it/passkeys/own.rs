//! One's own passkeys.

use super::{
    ADA, Authenticator, MARA, ORIGIN, add, asked, audited, codes, count, mailed, mara, options, sign_in,
    with_passkey,
};
use crate::{
    support::{PASSWORD, browser::Browser, on_both_databases},
    two_factor::{Phone, codes_kept},
};
use axum::http::StatusCode;
use serde_json::{Value, json};
use vestibule::{
    domain::time::Span,
    service::{
        members::{ListMembers, list},
        requirement, two_factor,
    },
};

on_both_databases! {
    async fn one_is_added_renamed_and_removed(t) {
        let ada = t.administrator().await;
        let elsewhere = t.open_session(&ada).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let page = browser.get("/account/passkeys").await;
        assert!(page.holds("You have no passkeys yet.") && page.holds("Passkeys need JavaScript"), "{}", page.body);
        for (name, password, says) in [
            ("Phone", "not the right password", "This is not your current password."),
            ("", PASSWORD, "Give the passkey a name."),
        ] {
            let begun = browser.call("account/passkeys/begin", &json!({ "name": name, "password": password })).await;
            assert!(begun.status == StatusCode::OK && begun.holds("Refused") && begun.holds(says), "{}", begun.body);
        }
        t.advance(Span::minutes(2));
        let begun = browser.call("account/passkeys/begin", &json!({ "name": "Phone", "password": PASSWORD })).await;
        let options: Value = serde_json::from_str(&asked(&begun)).unwrap();
        assert_eq!(options["rp"]["id"], "panel.example.org");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["attestation"], "none");
        assert_eq!(options["user"]["name"], ADA);
        assert_eq!(options["user"]["id"].as_str().unwrap().len(), 22, "16 random octets");
        // Asked is not added.
        assert_eq!(two_factor::look(&t.app, &ada).await.unwrap(), two_factor::State::Off);

        let mut device = Authenticator::new();
        assert_eq!(add(&t, &mut browser, &mut device, "Phone").await, "/account/two-factor/codes");
        let made = codes(&mut browser).await;
        assert_eq!(made.len(), 10);
        assert!(!t.is_live(&elsewhere).await);
        assert_eq!(audited(&t, 1).await, ["user.passkey_added"]);
        assert_eq!(mailed(&t, ADA).await, ["A passkey was added"]);
        let page = browser.get("/account/passkeys").await;
        assert!(page.holds("Phone") && page.holds("Not used yet") && page.holds("On one device only"), "{}", page.body);
        assert!(browser.get("/users").await.holds("On (passkey)"));
        assert!(codes_kept(&mut browser).await.holds("one of your passkeys"));
        t.counts_are_true().await;
        let row = &list(&t.app, &t.later(&ada), &ListMembers::default()).await.unwrap().members[0];
        assert!(row.two_factor && row.has_passkey && !row.has_app);

        // The second one makes no other recovery codes, and the authenticator is told of the first.
        let begun = browser.call("account/passkeys/begin", &json!({ "name": "Key", "password": PASSWORD })).await;
        let options: Value = serde_json::from_str(&asked(&begun)).unwrap();
        assert_eq!(options["excludeCredentials"].as_array().unwrap().len(), 1);
        assert_eq!(add(&t, &mut browser, &mut device, "Key").await, "/account/passkeys");
        assert_eq!(device.keys[0].handle, device.keys[1].handle);
        mailed(&t, ADA).await;

        let page = browser.get("/account/passkeys").await.body;
        let id = page.split("/account/passkeys/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let rename = format!("/account/passkeys/{id}/rename");
        assert!(browser.get(&rename).await.holds("value=\"Phone\""));
        assert_eq!(browser.post(&rename, &[("name", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(&rename, &[("name", "Old phone")]).await.location(), "/account/passkeys");
        assert!(browser.get("/account/passkeys").await.holds("Old phone"));
        assert_eq!(audited(&t, 1).await, ["user.passkey_renamed"]);
        assert_eq!(mailed(&t, ADA).await, ["A passkey was renamed"]);

        let remove = format!("/account/passkeys/{id}/remove");
        assert!(browser.get(&remove).await.holds("Remove Old phone"));
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        assert_eq!(browser.post(&remove, &[]).await.location(), "/account/passkeys");
        assert_ne!(browser.cookie("__Host-sid").unwrap(), before, "a new id");
        let mut late = Browser::new(&t);
        late.set_cookie("__Host-sid", &before);
        assert!(late.get("/projects").await.location().starts_with("/sign-in"));
        assert_eq!(mailed(&t, ADA).await, ["A passkey was removed"]);
        assert_eq!(browser.post(&remove, &[]).await.status, StatusCode::NOT_FOUND);
        // The other one is still asked for, and the codes open.
        assert_eq!(Browser::new(&t).sign_in(ADA, PASSWORD).await.location(), "/sign-in/second-step");
        assert_eq!(count(&t, "SELECT count(*) FROM recovery_codes").await, 10);

        let page = browser.get("/account/passkeys").await.body;
        let id = page.split("/account/passkeys/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let answer = browser.post(&format!("/account/passkeys/{id}/remove"), &[]).await;
        assert_eq!(answer.location(), "/account/passkeys");
        assert_eq!(browser.get("/projects").await.status, StatusCode::OK, "still signed in");
        assert_eq!(Browser::new(&t).sign_in(ADA, PASSWORD).await.location(), "/");
        for table in ["SELECT count(*) FROM recovery_codes", "SELECT count(*) FROM passkeys", "SELECT count(*) FROM factors"] {
            assert_eq!(count(&t, table).await, 0, "{table}");
        }
        assert_eq!(audited(&t, 2).await, ["session.created", "user.passkey_removed"]);
        t.counts_are_true().await;
    }

    async fn one_is_added_only_where_it_was_asked_for_and_in_time(t) {
        t.administrator().await;
        let (mut browser, mut other) = (Browser::new(&t), Browser::new(&t));
        browser.sign_in(ADA, PASSWORD).await;
        other.sign_in(ADA, PASSWORD).await;
        let begin = json!({ "name": "Phone", "password": PASSWORD });
        let refused = async |browser: &mut Browser, credential: &str| {
            let answer = browser.post("/account/passkeys", &[("name", "Phone"), ("credential", credential)]).await;
            assert!(!answer.holds("attestationObject"), "never shown again");
            answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.holds("The passkey was not accepted.")
        };
        // In another session of the same person.
        let mut device = Authenticator::new();
        let credential = device.create(&t, &asked(&browser.call("account/passkeys/begin", &begin).await));
        assert!(refused(&mut other, &credential).await);
        // Too late.
        t.advance(Span::minutes(5));
        assert!(refused(&mut browser, &credential).await);
        // Of another origin, for another party, by a person whom nobody verified, or no answer at all.
        for (origin, party, verifies) in [
            ("https://panel.example.com", None, true),
            ("http://panel.example.org", None, true),
            ("https://panel.example.org:8443", None, true),
            ("https://evil.panel.example.org", None, true),
            (ORIGIN, Some("example.com"), true),
            (ORIGIN, None, false),
        ] {
            let mut device = Authenticator { origin, party, verifies, ..Authenticator::new() };
            let credential = device.create(&t, &asked(&browser.call("account/passkeys/begin", &begin).await));
            assert!(refused(&mut browser, &credential).await, "{origin} {party:?} {verifies}");
        }
        assert!(refused(&mut browser, "{}").await);
        assert_eq!(count(&t, "SELECT count(*) FROM passkeys").await, 0);
        // The same passkey once more: the challenge is another by then.
        let credential = device.create(&t, &asked(&browser.call("account/passkeys/begin", &begin).await));
        let form = [("name", "Phone"), ("credential", credential.as_str())];
        assert_eq!(browser.post("/account/passkeys", &form).await.status, StatusCode::SEE_OTHER);
        assert!(refused(&mut browser, &credential).await);
        assert_eq!(count(&t, "SELECT count(*) FROM passkeys").await, 1);
        assert_eq!(count(&t, "SELECT count(*) FROM passkey_challenges").await, 0);
    }

    async fn one_that_somebody_has_is_added_to_nobody_else(t) {
        let ada = t.administrator().await;
        mara(&t, &ada).await;
        let (_, mut device) = with_passkey(&t, MARA).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let begin = json!({ "name": "Phone", "password": PASSWORD });
        let credential = device.create_again(&asked(&browser.call("account/passkeys/begin", &begin).await));
        let form = [("name", "Phone"), ("credential", credential.as_str())];
        let known = browser.post("/account/passkeys", &form).await;
        assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(known.holds("already holds a passkey"), "{}", known.body);
        // Half a passkey is none, and that question is answered.
        for (rows, wanted) in [
            ("SELECT count(*) FROM factors", 1),
            ("SELECT count(*) FROM passkeys", 1),
            ("SELECT count(*) FROM passkey_challenges", 0),
        ] {
            assert_eq!(count(&t, rows).await, wanted, "{rows}");
        }
    }

    async fn app_and_passkeys_stand_beside_each_other(t) {
        let ada = t.administrator().await;
        let (mut browser, mut device) = with_passkey(&t, ADA).await;
        let kept = codes(&mut browser).await;
        // An app as well: the codes of before stay.
        t.advance(Span::minutes(1));
        let begun = browser.post("/account/two-factor", &[("password", PASSWORD)]).await;
        assert_eq!(begun.location(), "/account/two-factor/set-up", "{}", begun.body);
        let page = browser.get("/account/two-factor/set-up").await.body;
        let code = Phone::on(&page).shows(t.clock_now());
        let on = browser.post("/account/two-factor/set-up", &[("code", &code)]).await;
        assert_eq!(on.location(), "/account/two-factor");
        assert!(browser.get("/users").await.holds("On (app, passkey)"));
        let export = browser.get("/users/export.csv").await;
        assert!(export.body.contains("\"app, passkey\""), "{}", export.body);
        let mut waiting = Browser::new(&t);
        waiting.sign_in(ADA, PASSWORD).await;
        let page = waiting.get("/sign-in/second-step").await;
        assert!(page.holds("Authentication code") && page.holds("Use a passkey"), "{}", page.body);
        // The app may go although the account requires a factor: another one stays.
        requirement::set(&t.app, &t.proven_now(&ada), &t.clock_now().to_day(), "").await.unwrap();
        let page = browser.get("/account/two-factor").await;
        assert!(page.holds("one of your passkeys, or a passkey alone"), "{}", page.body);
        assert!(page.holds(">Remove the authenticator app<"), "{}", page.body);
        assert!(browser.get("/account/two-factor/off").await.holds("your passkeys still are"));
        // Without the app, passkeys are still asked for.
        let off = browser.post("/account/two-factor/off", &[("password", PASSWORD), ("code", &kept[0])]).await;
        assert_eq!(off.location(), "/account/two-factor", "{}", off.body);
        assert!(codes_kept(&mut browser).await.holds("your passkeys are"));
        assert_eq!(audited(&t, 1).await, ["user.app_removed"]);
        assert!(mailed(&t, ADA).await.contains(&"Your authenticator app was removed".to_owned()));
        assert_eq!(browser.get("/projects").await.status, StatusCode::OK);
        assert!(browser.get("/users").await.holds("On (passkey)"));
        let mut waiting = Browser::new(&t);
        assert_eq!(waiting.sign_in(ADA, PASSWORD).await.location(), "/sign-in/second-step");
        let page = waiting.get("/sign-in/second-step").await;
        assert!(!page.holds("Authentication code") && page.holds("Use a passkey") && page.holds("Use a recovery code"));
        // New codes without an app: the second factor was proven just now.
        assert!(!browser.get("/account/two-factor/codes").await.holds("Authentication code"));
        let new = browser.post("/account/two-factor/codes", &[]).await;
        assert_eq!(new.location(), "/account/two-factor/codes", "{}", new.body);
        assert_eq!(codes(&mut browser).await.len(), 10);
        let mut other = Browser::new(&t);
        let credential = device.get(&options(&mut other).await);
        assert_eq!(sign_in(&mut other, &credential).await.location(), "/projects");
        assert!(two_factor::look(&t.app, &t.later(&ada)).await.is_ok());
    }

    async fn whoever_resets_a_factor_takes_passkeys_away(t) {
        let ada = t.administrator().await;
        let id = mara(&t, &ada).await;
        let (mut browser, mut device) = with_passkey(&t, MARA).await;
        two_factor::reset(&t.app, &t.later(&ada), id).await.unwrap();
        assert_eq!(browser.get("/projects").await.status, StatusCode::SEE_OTHER);
        let mut other = Browser::new(&t);
        let credential = device.get(&options(&mut other).await);
        assert_eq!(sign_in(&mut other, &credential).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&t, "SELECT count(*) FROM passkeys").await, 0);
        let (_, mut device) = with_passkey(&t, ADA).await;
        two_factor::reset_by_operator(&t.app, &t.anonymous(), ADA).await.unwrap();
        let credential = device.get(&options(&mut other).await);
        assert_eq!(sign_in(&mut other, &credential).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        t.counts_are_true().await;
    }

    async fn at_an_address_of_numbers_there_are_none_and_the_page_says_so(t) {
        t.administrator().await;
        let t = t.with_settings(&[("VESTIBULE_PUBLIC_URL", "https://192.0.2.1")]);
        let mut browser = Browser::new(&t);
        let claims = [("origin", "https://192.0.2.1"), ("sec-fetch-site", "same-origin")];
        browser.claims(&claims[1..]);
        assert!(!browser.get("/sign-in").await.holds("passkey"));
        browser.sign_in(ADA, PASSWORD).await;
        let page = browser.get("/account/passkeys").await;
        assert!(page.holds("Passkeys need a panel with a name") && !page.holds("data-passkey"), "{}", page.body);
        let begun = browser.call("account/passkeys/begin", &json!({ "name": "x", "password": PASSWORD })).await;
        assert_eq!(begun.status, StatusCode::CONFLICT);
        assert_eq!(browser.call("sign-in/passkey/options", &json!({})).await.status, StatusCode::CONFLICT);
    }
}
