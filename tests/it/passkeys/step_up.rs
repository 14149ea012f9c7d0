//! A passkey before something weighty, and as the factor that an account requires.

use super::{ADA, Authenticator, MARA, add, asked, audited, codes, count, mailed, mara, with_passkey};
use crate::{
    required_two_factor::{require_from_tomorrow, tomorrow_comes},
    step_up::{confirm_by, kept},
    support::{
        PASSWORD,
        browser::{Answer, Browser},
        on_both_databases,
    },
    two_factor::Phone,
};
use axum::http::StatusCode;
use serde_json::{Value, json};
use vestibule::domain::{member::MembershipState, time::Span};

const PASSKEY: &str = "step_up_passkey";
const CODE: &str = "step_up_code";
const ASKED: StatusCode = StatusCode::FORBIDDEN;

async fn options(browser: &mut Browser) -> String {
    asked(&browser.call("step-up/options", &json!({})).await)
}

/// The number of the first passkey on a page.
fn passkey_on(page: &str) -> String {
    page.split("/account/passkeys/").nth(1).unwrap().split('/').next().unwrap().to_owned()
}

#[track_caller]
fn refused(answer: &Answer, what: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", answer.body);
    assert!(answer.holds("The passkey was not accepted.") && !answer.holds("clientDataJSON"), "{what}");
}

on_both_databases! {
    async fn it_proves_who_is_there_and_loses_nothing(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let (one, two) = (t.invite(&ada, "one@example.org").await, t.invite(&ada, "two@example.org").await);
        t.deliver().await;
        let (mut browser, mut device) = with_passkey(&t, ADA).await;
        let recovery = codes(&mut browser).await;
        t.advance(Span::minutes(11));
        let delete = format!("/users/{}/delete", one.membership_id);
        let page = browser.post(&delete, &[("with_tokens", "1")]).await;
        assert_eq!(page.status, ASKED);
        assert!(page.holds("Use a passkey") && page.holds("Recovery code"), "{}", page.body);
        assert!(!page.holds("Authentication code") && page.holds("Passkeys need JavaScript"), "there is no app");
        assert_eq!(kept(&page), (delete.clone(), vec![("with_tokens".to_owned(), "1".to_owned())]));
        assert_eq!(page.body.matches("name=\"with_tokens\"").count(), 2, "whichever way is taken");
        let wanted: Value = serde_json::from_str(&options(&mut browser).await).unwrap();
        assert_eq!(wanted["allowCredentials"].as_array().unwrap().len(), 1);
        assert_eq!(wanted["userVerification"], "required");
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        let credential = device.get(&wanted.to_string());
        let done = confirm_by(&mut browser, &page, PASSKEY, &credential).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/users"), "{}", done.body);
        assert_eq!(t.membership(&ada, one.membership_id).await.state, MembershipState::Removed);
        assert_eq!(audited(&t, 2).await, ["member.removed", "session.confirmed"]);
        assert_ne!(browser.cookie("__Host-sid").unwrap(), before);
        // Good for ten minutes; and then, without scripts, a recovery code will do.
        t.advance(Span::minutes(11));
        let page = browser.post(&format!("/users/{}/delete", two.membership_id), &[]).await;
        let wrong = confirm_by(&mut browser, &page, CODE, "0123-4567-89ab-cdef").await;
        assert!(wrong.holds("This is none of your recovery codes"), "{}", wrong.body);
        assert_eq!(confirm_by(&mut browser, &page, CODE, &recovery[0]).await.location(), "/users");
        assert_eq!(t.membership(&ada, two.membership_id).await.state, MembershipState::Removed);
    }

    async fn whatever_is_wrong_with_an_answer_it_proves_nothing(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let mara = mara(&t, &ada).await;
        let (mut browser, mut device) = with_passkey(&t, ADA).await;
        let (_, mut of_mara) = with_passkey(&t, MARA).await;
        assert_eq!(Browser::new(&t).call("step-up/options", &json!({})).await.status, StatusCode::UNAUTHORIZED);
        // In another session of the same person, with another page.
        let mut other = Browser::new(&t);
        other.sign_in(ADA, PASSWORD).await;
        let at_the_door = asked(&other.call("sign-in/second-step/options", &json!({})).await);
        t.advance(Span::minutes(11));
        let page = browser.post(&format!("/users/{mara}/delete"), &[]).await;
        let first = options(&mut browser).await;
        let credential = device.get(&at_the_door);
        refused(&confirm_by(&mut browser, &page, PASSKEY, &credential).await, "asked for at sign-in");
        let credential = device.get(&first);
        refused(&confirm_by(&mut browser, &page, PASSKEY, &credential).await, "spent by the answer before");
        let mut wanted: Value = serde_json::from_str(&options(&mut browser).await).unwrap();
        wanted["allowCredentials"] = json!([]);
        let credential = of_mara.get(&wanted.to_string());
        refused(&confirm_by(&mut browser, &page, PASSKEY, &credential).await, "another person's");
        let credential = device.get(&options(&mut browser).await);
        t.advance(Span::minutes(5));
        refused(&confirm_by(&mut browser, &page, PASSKEY, &credential).await, "too late");
        device.keys[0].counter = 0;
        mailed(&t, ADA).await;
        let credential = device.get(&options(&mut browser).await);
        refused(&confirm_by(&mut browser, &page, PASSKEY, &credential).await, "a copy");
        // That was the fifth wrong try as well.
        let mut told = mailed(&t, ADA).await;
        told.sort();
        assert_eq!(told, ["One of your passkeys may have been copied", "Wrong codes for your account"]);
        assert_eq!(audited(&t, 2).await, ["user.two_factor_refused", "user.passkey_copied"]);
        assert_eq!(t.membership(&ada, mara).await.state, MembershipState::Active);
        // The last but one try fell out of the five minutes, and so did those before.
        device.keys[0].counter = 100;
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(confirm_by(&mut browser, &page, PASSKEY, &credential).await.location(), "/users");
        assert_eq!(t.membership(&ada, mara).await.state, MembershipState::Removed);
    }

    async fn what_one_has_is_changed_by_no_password_alone(t) {
        let t = t.with_step_up();
        t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        browser.post("/account/two-factor", &[("password", PASSWORD)]).await;
        let phone = Phone::on(&browser.get("/account/two-factor/set-up").await.body);
        let code = phone.shows(t.clock_now());
        assert_eq!(browser.post("/account/two-factor/set-up", &[("code", &code)]).await.status, 303);
        codes(&mut browser).await;
        t.advance(Span::minutes(11));
        // Somebody with the browser and the password, and an authenticator of their own.
        let begin = json!({ "name": "Mine", "password": PASSWORD });
        let answer = browser.call("account/passkeys/begin", &begin).await;
        assert_eq!(answer.status, ASKED, "{}", answer.body);
        let page = browser.get("/account/passkeys").await;
        assert!(page.holds("Add a passkey") && !page.holds("data-passkey"), "a proof comes first: {}", page.body);
        let page = browser.post("/account/passkeys", &[]).await;
        assert_eq!(page.status, ASKED);
        let code = phone.shows(t.clock_now());
        assert_eq!(confirm_by(&mut browser, &page, CODE, &code).await.location(), "/account/passkeys");
        let page = browser.get("/account/passkeys").await;
        assert!(page.holds("data-passkey=\"create\"") && !page.holds("name=\"password\""), "{}", page.body);
        let mut device = Authenticator::new();
        assert_eq!(add(&t, &mut browser, &mut device, "Phone").await, "/account/passkeys");
        // Nor does what one has go that way, nor come by it without an app.
        let id = passkey_on(&browser.get("/account/passkeys").await.body);
        let remove = format!("/account/passkeys/{id}/remove");
        t.advance(Span::minutes(11));
        assert_eq!(browser.post(&remove, &[("password", PASSWORD)]).await.status, ASKED);
        t.advance(Span::minutes(1));
        let off = [("password", PASSWORD), ("code", &*phone.shows(t.clock_now()))];
        assert_eq!(browser.post("/account/two-factor/off", &off).await.location(), "/account/two-factor");
        for path in ["/account/two-factor", "/account/two-factor/codes"] {
            assert_eq!(browser.post(path, &[("password", PASSWORD)]).await.status, ASKED, "{path}");
        }
        assert_eq!(count(&t, "SELECT count(*) FROM passkeys").await, 1);
        assert_eq!(count(&t, "SELECT count(*) FROM factors").await, 1);
        // By the passkey it does.
        let page = browser.post(&remove, &[]).await;
        let credential = device.get(&options(&mut browser).await);
        assert_eq!(confirm_by(&mut browser, &page, PASSKEY, &credential).await.location(), "/account/passkeys");
        assert_eq!(count(&t, "SELECT count(*) FROM factors").await, 0);
    }

    async fn whoever_owes_a_factor_may_add_a_passkey(t) {
        let ada = t.administrator().await;
        mara(&t, &ada).await;
        require_from_tomorrow(&t, &ada).await;
        tomorrow_comes(&t);
        let mut browser = Browser::new(&t);
        browser.sign_in(MARA, PASSWORD).await;
        assert_eq!(browser.get("/projects").await.location(), "/account/two-factor");
        assert!(browser.get("/account/two-factor").await.holds("href=\"/account/passkeys\""));
        let page = browser.get("/account/passkeys").await;
        assert!(page.holds("Add a passkey") && !page.holds("href=\"/account/password\""), "{}", page.body);
        let mut device = Authenticator::new();
        assert_eq!(add(&t, &mut browser, &mut device, "Phone").await, "/account/two-factor/codes");
        assert_eq!(codes(&mut browser).await.len(), 10);
        assert_eq!(browser.get("/projects").await.status, StatusCode::OK);
        // The only one there is: it stays.
        let page = browser.get("/account/passkeys").await.body;
        let id = passkey_on(&page);
        let answer = browser.post(&format!("/account/passkeys/{id}/remove"), &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&t, "SELECT count(*) FROM passkeys").await, 1);
        // Beside an app it may go.
        t.advance(Span::minutes(1));
        browser.post("/account/two-factor", &[("password", PASSWORD)]).await;
        let page = browser.get("/account/two-factor/set-up").await.body;
        let code = Phone::on(&page).shows(t.clock_now());
        assert_eq!(browser.post("/account/two-factor/set-up", &[("code", &code)]).await.status, 303);
        let answer = browser.post(&format!("/account/passkeys/{id}/remove"), &[]).await;
        assert_eq!(answer.location(), "/account/passkeys", "{}", answer.body);
    }
}
