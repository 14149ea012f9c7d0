//! Every proof of who one is gives the browser's session a new id; the one before is nobody's from then on.

use crate::{
    sessions::{SESSIONS, buttons},
    support::{
        PASSWORD, TestApp,
        browser::{Answer, Browser},
        database::number,
        on_both_databases,
    },
    two_factor::{NEXT, Phone, codes_kept, codes_on},
};
use axum::http::StatusCode;
use futures::future::join;
use serde_json::json;
use vestibule::domain::time::Span;

const ADA: &str = "ada@example.org";
const NEW_PASSWORD: &str = "nine harbours in the fog";
const WRONG: &str = "not the right password";
const SET_UP: &str = "/account/two-factor/set-up";

fn id(browser: &Browser) -> String {
    browser.cookie("__Host-sid").unwrap().to_owned()
}

/// A browser that brings an id.
fn with(t: &TestApp, id: &str) -> Browser {
    let mut browser = Browser::new(t);
    browser.set_cookie("__Host-sid", id);
    browser
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/projects").await.status == StatusCode::OK
}

/// Sends a form, by itself or as an island does.
async fn send(
    browser: &mut Browser,
    (page, function): (&str, &str),
    form: &[(&str, &str)],
    island: bool,
) -> Answer {
    if island {
        let arguments: serde_json::Map<_, _> =
            form.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        browser.call(function, &arguments.into()).await
    } else {
        browser.post(page, form).await
    }
}

/// Sends a form that proves who one is: the browser has another id then, goes on with it, and the one before is nobody's.
async fn proves(t: &TestApp, browser: &mut Browser, to: (&str, &str), form: &[(&str, &str)], island: bool) {
    let before = id(browser);
    let done = send(browser, to, form, island).await;
    let status = if island { StatusCode::OK } else { StatusCode::SEE_OTHER };
    assert_eq!(done.status, status, "{to:?} {}", done.body);
    assert!(!island || done.holds("Done"), "{to:?} {}", done.body);
    let after = id(browser);
    assert_ne!(after, before, "{to:?}: a new id");
    assert!(is_in(browser).await, "{to:?}: goes on");
    let mut late = with(t, &before);
    assert!(!is_in(&mut late).await, "{to:?}: the id of before is nobody's");
    assert_eq!(id(&late), before, "{to:?}: and a request under way with it takes no cookie away");
    assert!(is_in(browser).await);
}

/// Sends one that proves nothing: everything stays.
async fn proves_nothing(browser: &mut Browser, to: (&str, &str), form: &[(&str, &str)], island: bool) {
    let before = id(browser);
    let refused = send(browser, to, form, island).await;
    let status = if island { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    assert_eq!(refused.status, status, "{to:?} {}", refused.body);
    assert_eq!(id(browser), before, "{to:?}");
    assert!(is_in(browser).await, "{to:?}");
}

const PASSWORD_FORM: (&str, &str) = ("/account/password", "account/password");
const ADDRESS: (&str, &str) = ("/account/email/change", "account/email/change");
const BEGIN: (&str, &str) = ("/account/two-factor", "account/two-factor/begin");
const CONFIRM: (&str, &str) = (SET_UP, "account/two-factor/confirm");
const CODES: (&str, &str) = ("/account/two-factor/codes", "account/two-factor/codes");
const OFF: (&str, &str) = ("/account/two-factor/off", "account/two-factor/off");

/// Begins setting an app up, in a browser that is signed in, and has the app read the key.
async fn begun(browser: &mut Browser) -> Phone {
    browser.post(BEGIN.0, &[("password", PASSWORD)]).await;
    Phone::on(&browser.get(SET_UP).await.body)
}

/// Ada in a browser of hers, with an app that was just set up there.
async fn with_app(t: &TestApp) -> (Browser, Phone) {
    let mut browser = Browser::new(t);
    browser.sign_in(ADA, PASSWORD).await;
    let phone = begun(&mut browser).await;
    browser.post(SET_UP, &[("code", &phone.shows(t.clock_now()))]).await;
    (browser, phone)
}

on_both_databases! {
    async fn every_proof_gives_the_session_a_new_id(t) {
        let t = t.with_worthless_hashes();
        t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let (mut old, mut new) = (PASSWORD, NEW_PASSWORD);
        for island in [false, true] {
            let mut elsewhere = Browser::new(&t);
            elsewhere.sign_in(ADA, old).await;
            let address = [("new_email", "ada@elsewhere.example"), ("password", WRONG)];
            proves_nothing(&mut browser, ADDRESS, &address, island).await;
            t.advance(Span::minutes(5));
            let address = [("new_email", "ada@elsewhere.example"), ("password", old)];
            proves(&t, &mut browser, ADDRESS, &address, island).await;
            assert!(is_in(&mut elsewhere).await, "asking for an address ends no other");

            let password = [("current_password", old), ("new_password", "short")];
            proves_nothing(&mut browser, PASSWORD_FORM, &password, island).await;
            let password = [("current_password", old), ("new_password", new)];
            proves(&t, &mut browser, PASSWORD_FORM, &password, island).await;
            assert!(!is_in(&mut elsewhere).await, "a new password ends all others");
            (old, new) = (new, old);

            proves_nothing(&mut browser, BEGIN, &[("password", WRONG)], island).await;
            t.advance(Span::minutes(5));
            proves(&t, &mut browser, BEGIN, &[("password", old)], island).await;
            let phone = Phone::on(&browser.get(SET_UP).await.body);
            proves_nothing(&mut browser, CONFIRM, &[("code", "000000")], island).await;
            proves(&t, &mut browser, CONFIRM, &[("code", &phone.shows(t.clock_now()))], island).await;
            assert!(browser.get(CODES.0).await.holds("they are not shown again"), "sealed for the new id");
            codes_kept(&mut browser).await;

            t.advance(NEXT);
            let code = phone.shows(t.clock_now());
            proves_nothing(&mut browser, CODES, &[("password", old), ("code", "000000")], island).await;
            proves(&t, &mut browser, CODES, &[("password", old), ("code", &code)], island).await;
            assert!(browser.get(CODES.0).await.holds("they are not shown again"), "sealed for the new id");
            codes_kept(&mut browser).await;

            t.advance(NEXT);
            let code = phone.shows(t.clock_now());
            proves_nothing(&mut browser, OFF, &[("password", old), ("code", "000000")], island).await;
            proves(&t, &mut browser, OFF, &[("password", old), ("code", &code)], island).await;
        }
        t.deliver().await;
    }

    async fn a_password_alone_is_no_proof_for_what_wants_a_code(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let one = t.invite(&ada, "one@example.org").await.membership_id;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        proves(&t, &mut browser, BEGIN, &[("password", PASSWORD)], false).await;
        let phone = Phone::on(&browser.get(SET_UP).await.body);
        proves(&t, &mut browser, CONFIRM, &[("code", &phone.shows(t.clock_now()))], false).await;
        t.advance(Span::minutes(11));
        let form = [("current_password", PASSWORD), ("new_password", NEW_PASSWORD)];
        proves(&t, &mut browser, PASSWORD_FORM, &form, false).await;
        // The session has another id, and its proof is as old as it was.
        let asked = browser.post(&format!("/users/{one}/delete"), &[]).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        assert!(asked.holds(">Authentication code</label>"), "{}", asked.body);
        t.deliver().await;
    }

    async fn signing_out_while_a_proof_is_answered_ends_the_session_it_renews(t) {
        let t = t.with_worthless_hashes();
        t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        // The answer to each of these comes after that of signing out: what it brings is nobody's.
        let before = id(&browser);
        proves(&t, &mut browser, BEGIN, &[("password", PASSWORD)], false).await;
        let phone = Phone::on(&browser.get(SET_UP).await.body);
        let out = with(&t, &before).post("/sign-out", &[]).await;
        assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/sign-in"));
        assert!(!is_in(&mut browser).await);

        browser.sign_in(ADA, PASSWORD).await;
        let phone_before = phone;
        let phone = begun(&mut browser).await;
        assert_ne!(phone.shows(t.clock_now()), phone_before.shows(t.clock_now()));
        proves(&t, &mut browser, CONFIRM, &[("code", &phone.shows(t.clock_now()))], false).await;
        browser.post("/sign-out", &[]).await;
        t.advance(NEXT);
        browser.sign_in(ADA, PASSWORD).await;
        let half = id(&browser);
        let code = phone.shows(t.clock_now());
        browser.post("/sign-in/second-step", &[("code", &code)]).await;
        assert!(is_in(&mut browser).await);
        with(&t, &half).post("/sign-out", &[]).await;
        assert!(!is_in(&mut browser).await, "a second factor as well");

        // Later it is nobody's in every way: who has got hold of it ends nothing.
        t.advance(NEXT);
        browser.sign_in(ADA, PASSWORD).await;
        let half = id(&browser);
        let code = phone.shows(t.clock_now());
        browser.post("/sign-in/second-step", &[("code", &code)]).await;
        t.advance(Span::minutes(2));
        with(&t, &half).post("/sign-out", &[]).await;
        assert!(is_in(&mut browser).await);
        t.deliver().await;
    }

    async fn a_second_step_and_signing_out_at_once_leave_nobody_signed_in(t) {
        let t = t.with_worthless_hashes().without_limits();
        t.administrator().await;
        let (_, phone) = with_app(&t).await;
        let mut passed = 0;
        for round in 0..40_u32 {
            t.advance(NEXT);
            let mut browser = Browser::new(&t);
            browser.sign_in(ADA, PASSWORD).await;
            let half = id(&browser);
            let code = phone.shows(t.clock_now());
            let mut leaving = with(&t, &half);
            let form = [("code", code.as_str())];
            let (step, out) = if round % 2 == 0 {
                join(browser.post("/sign-in/second-step", &form), leaving.post("/sign-out", &[])).await
            } else {
                let (out, step) =
                    join(leaving.post("/sign-out", &[]), browser.post("/sign-in/second-step", &form)).await;
                (step, out)
            };
            assert_eq!((step.status, out.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER), "{}", step.body);
            passed += u32::from(id(&browser) != half);
            assert!(!is_in(&mut browser).await, "round {round}");
        }
        eprintln!("{passed} of 40 second steps came first");
        t.deliver().await;
    }

    async fn a_list_names_a_session_the_same_whatever_its_id(t) {
        let t = t.with_worthless_hashes();
        t.administrator().await;
        let (mut here, mut there) = (Browser::new(&t), Browser::new(&t));
        here.sign_in(ADA, PASSWORD).await;
        there.sign_in(ADA, PASSWORD).await;
        // Ada's from when the server was set up is listed as well.
        let buttons = buttons(&here.get(SESSIONS).await.body);
        assert_eq!(buttons.len(), 2);
        for wanted in ["ada@elsewhere.example", "ada@another.example"] {
            let form = [("new_email", wanted), ("password", PASSWORD)];
            proves(&t, &mut there, ADDRESS, &form, false).await;
        }
        for button in buttons {
            assert_eq!(here.post(&button, &[]).await.location(), SESSIONS);
            assert!(here.get(SESSIONS).await.holds("The browser is signed out."));
        }
        assert!(!is_in(&mut there).await && is_in(&mut here).await);
        t.deliver().await;
    }

    async fn recovery_codes_are_shown_until_they_are_kept_whatever_is_proven_meanwhile(t) {
        let t = t.with_worthless_hashes();
        t.administrator().await;
        let (mut browser, phone) = with_app(&t).await;
        let shown = codes_on(&browser.get(CODES.0).await.body);
        assert_eq!(shown.len(), 10);
        let address = [("new_email", "ada@elsewhere.example"), ("password", PASSWORD)];
        proves(&t, &mut browser, ADDRESS, &address, false).await;
        assert_eq!(codes_on(&browser.get(CODES.0).await.body), shown);
        // With the second factor they go.
        t.advance(NEXT);
        let off = [("password", PASSWORD), ("code", &phone.shows(t.clock_now()))];
        proves(&t, &mut browser, OFF, &off, false).await;
        assert!(browser.cookie("__Host-codes").is_none());
        t.deliver().await;
    }

    async fn a_proof_that_comes_with_signing_in_or_out_leaves_no_session_behind(t) {
        t.administrator().await;
        let live = async || number(&t, "SELECT count(*) FROM sessions WHERE revoked_at IS NULL").await;
        let before = live().await;
        for proof in [PASSWORD, WRONG] {
            let mut browser = Browser::new(&t);
            browser.sign_in(ADA, PASSWORD).await;
            let form = [("email", ADA), ("password", PASSWORD), ("step_up_password", proof)];
            let done = browser.post("/sign-in", &form).await;
            assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/"));
            assert_eq!(live().await, before + 1);
            let done = browser.post("/sign-out", &[("step_up_password", proof)]).await;
            assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/sign-in"));
            assert!(browser.cookie("__Host-sid").is_none() && !is_in(&mut browser).await);
            assert_eq!(live().await, before);
        }
        t.deliver().await;
    }
}
