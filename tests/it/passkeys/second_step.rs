//! A passkey behind a password.

use super::{ADA, MARA, asked, audited, codes, count, mailed, mara, with_passkey};
use crate::support::{
    PASSWORD,
    browser::{Answer, Browser},
    on_both_databases,
};
use axum::http::StatusCode;
use serde_json::{Value, json};
use vestibule::domain::time::Span;

const SECOND_STEP: &str = "/sign-in/second-step";

async fn options(browser: &mut Browser) -> String {
    asked(&browser.call("sign-in/second-step/options", &json!({})).await)
}

async fn give(browser: &mut Browser, credential: &str) -> Answer {
    let form = [("way", "passkey"), ("credential", credential), ("next", "/projects")];
    browser.post(SECOND_STEP, &form).await
}

on_both_databases! {
    async fn it_opens_what_the_password_alone_does_not(t) {
        t.administrator().await;
        let (mut own, mut device) = with_passkey(&t, ADA).await;
        let kept = codes(&mut own).await;
        let mut browser = Browser::new(&t);
        let answer = browser.post("/sign-in", &[("email", ADA), ("password", PASSWORD), ("next", "/projects")]).await;
        assert_eq!(answer.location(), "/sign-in/second-step?next=%2Fprojects");
        assert_eq!(browser.get("/projects").await.location(), "/sign-in/second-step?next=%2Fprojects");
        let page = browser.get("/sign-in/second-step?next=%2Fprojects").await;
        assert!(page.holds("Use a passkey") && page.holds("Use a recovery code") && page.holds(ADA), "{}", page.body);
        assert!(page.holds("Passkeys need JavaScript") && page.holds("value=\"/projects\""));
        let wanted: Value = serde_json::from_str(&options(&mut browser).await).unwrap();
        assert_eq!(wanted["allowCredentials"].as_array().unwrap().len(), 1);
        assert_eq!(wanted["userVerification"], "required");
        // An authenticator need not say whom it knows when it was told.
        device.says_handle = false;
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        let credential = device.get(&wanted.to_string());
        let answer = give(&mut browser, &credential).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/projects"), "{}", answer.body);
        assert_ne!(browser.cookie("__Host-sid").unwrap(), before);
        assert_eq!(browser.get("/projects").await.status, StatusCode::OK);
        assert_eq!(audited(&t, 1).await, ["session.created"]);
        // The half session has ended, and the answer is spent.
        let mut old = Browser::new(&t);
        old.set_cookie("__Host-sid", &before);
        assert_eq!(give(&mut old, &credential).await.location(), "/sign-in?next=%2Fprojects");
        // Who has lost the passkey has the codes.
        let mut other = Browser::new(&t);
        other.sign_in(ADA, PASSWORD).await;
        assert!(other.get("/sign-in/second-step?way=recovery").await.holds("Use a passkey"));
        let answer = other.post(SECOND_STEP, &[("way", "recovery"), ("recovery_code", &kept[0])]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }

    async fn wrong_answers_count_with_wrong_codes(t) {
        let ada = t.administrator().await;
        mara(&t, &ada).await;
        let (mut own, mut device) = with_passkey(&t, ADA).await;
        let kept = codes(&mut own).await;
        let (_, mut of_mara) = with_passkey(&t, MARA).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let mut of_another = Browser::new(&t);
        of_another.sign_in(MARA, PASSWORD).await;
        let refused = |answer: Answer, what: &str| {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            assert!(answer.holds("The passkey was not accepted.") && !answer.holds("clientDataJSON"), "{what}");
        };
        // Another person's challenge, and another person's passkey.
        let right = device.get(&options(&mut browser).await);
        options(&mut of_another).await;
        refused(give(&mut of_another, &right).await, "Mara with Ada's answer");
        let mut wanted: Value = serde_json::from_str(&options(&mut browser).await).unwrap();
        wanted["allowCredentials"] = json!([]);
        refused(give(&mut browser, &of_mara.get(&wanted.to_string())).await, "Ada with Mara's passkey");
        // Nobody verified; nothing asked; too late.
        device.verifies = false;
        let credential = device.get(&options(&mut browser).await);
        refused(give(&mut browser, &credential).await, "nobody verified");
        device.verifies = true;
        refused(give(&mut browser, &credential).await, "nothing asked");
        for nth in [4, 5] {
        let code = browser.post(SECOND_STEP, &[("way", "recovery"), ("recovery_code", "0123-4567-89ab-cdef")]).await;
        assert_eq!(code.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&t, "SELECT max(failures) FROM factors").await, nth);
        }
        // That was the fifth.
        assert_eq!(audited(&t, 1).await, ["user.two_factor_refused"]);
        assert!(mailed(&t, ADA).await.contains(&"Wrong codes for your account".to_owned()));
        let answer = browser.call("sign-in/second-step/options", &json!({})).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        let answer = browser.post(SECOND_STEP, &[("way", "recovery"), ("recovery_code", &kept[0])]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        t.advance(Span::minutes(5));
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(give(&mut browser, &credential).await.location(), "/projects");
        // The one who tried with somebody else's still owes it.
        assert_eq!(of_another.get("/projects").await.location(), "/sign-in/second-step?next=%2Fprojects");
    }

    async fn a_copy_as_the_last_wrong_try_is_told_of_in_both_ways(t) {
        t.administrator().await;
        let (_, mut device) = with_passkey(&t, ADA).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(give(&mut browser, &credential).await.status, StatusCode::SEE_OTHER);
        mailed(&t, ADA).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        for _ in 0..4 {
            browser.post(SECOND_STEP, &[("way", "recovery"), ("recovery_code", "0123-4567-89ab-cdef")]).await;
        }
        device.keys[0].counter -= 1;
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(give(&mut browser, &credential).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(audited(&t, 2).await, ["user.two_factor_refused", "user.passkey_copied"], "the last one first");
        let mut told = mailed(&t, ADA).await;
        told.sort();
        assert_eq!(told, ["One of your passkeys may have been copied", "Wrong codes for your account"]);
    }

    async fn too_late_or_with_a_copy_it_opens_nothing(t) {
        t.administrator().await;
        let (_, mut device) = with_passkey(&t, ADA).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let credential = device.get(&options(&mut browser).await);
        t.advance(Span::minutes(5));
        assert_eq!(give(&mut browser, &credential).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(give(&mut browser, &credential).await.status, StatusCode::SEE_OTHER);
        device.keys[0].counter -= 1;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(give(&mut browser, &credential).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(audited(&t, 1).await, ["user.passkey_copied"]);
        assert_eq!(mailed(&t, ADA).await, ["One of your passkeys may have been copied"]);
        assert_eq!(count(&t, "SELECT count(*) FROM factor_tries").await, 1);
        // Nobody who owes nothing is asked.
        let nobody = Browser::new(&t).call("sign-in/second-step/options", &json!({})).await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    }
}
