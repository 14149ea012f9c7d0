//! Who is kept waiting by nobody else: browsers that somebody is known by, and people who are signed in.

use crate::{
    limits::{ADA, TOO_MANY, UNPROCESSABLE, WRONG, elsewhere, fail, said, sign_in_from},
    support::{PASSWORD, TestApp, accept_new, browser::Browser, on_both_databases, own_id, token_in},
};
use axum::http::StatusCode;
use futures::future::join_all;
use serde_json::json;
use vestibule::{
    domain::time::Span,
    service::{Ctx, Error, own_account, resets},
};

const DEVICE: &str = "__Host-device";
const MARA: &str = "mara@example.org";
const NEW: &str = "eight lanterns on a quay";
const ENTERED: u16 = 303;

/// A browser with which Ada has signed in and out.
async fn known(t: &TestApp, n: u32) -> Browser {
    let mut browser = Browser::from(&t.app, elsewhere(n));
    assert_eq!(browser.sign_in(ADA, PASSWORD).await.status.as_u16(), ENTERED);
    assert_eq!(browser.post("/sign-out", &[]).await.status.as_u16(), ENTERED);
    browser
}

/// Mara has joined.
async fn mara(t: &TestApp, ada: &Ctx) {
    t.invite(ada, MARA).await;
    let link = token_in(&t.deliver().await[0], "/invitations/").hash();
    accept_new(&t.app, &t.anonymous(), link, "Mara Lind", PASSWORD).await.unwrap();
    t.deliver().await;
}

on_both_databases! {
    async fn a_browser_that_somebody_is_known_by_is_kept_waiting_by_nobody_else(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        t.administrator().await;
        let mut hers = known(&t, 1).await;
        // Strangers shut her address, and use up her network.
        fail(&t, ADA, 100).await;
        for n in 0..10 {
            let mut stranger = Browser::from(&t.app, elsewhere(1));
            assert_eq!(said(&stranger.sign_in(&format!("m{n}@example.org"), WRONG).await), (UNPROCESSABLE, ""));
        }
        assert_eq!(said(&Browser::from(&t.app, elsewhere(1)).sign_in("ava@example.org", WRONG).await), (TOO_MANY, "6"));
        assert_eq!(sign_in_from(&t.app, 2, ADA, PASSWORD).await.status.as_u16(), TOO_MANY);
        // She waits for what she typed herself.
        assert_eq!(said(&hers.sign_in(ADA, WRONG).await), (UNPROCESSABLE, ""));
        assert_eq!(said(&hers.sign_in(ADA, PASSWORD).await), (TOO_MANY, "1"));
        t.advance(Span::seconds(1));
        assert_eq!(said(&hers.sign_in(ADA, WRONG).await), (UNPROCESSABLE, ""));
        assert_eq!(said(&hers.sign_in(ADA, PASSWORD).await), (TOO_MANY, "3"));
        t.advance(Span::seconds(3));
        assert_eq!(hers.sign_in(ADA, PASSWORD).await.status.as_u16(), ENTERED);
        // Which gives strangers nothing back.
        assert_eq!(sign_in_from(&t.app, 3, ADA, PASSWORD).await.status.as_u16(), TOO_MANY);
        // Another browser of hers, on another network, shares the waits of the first.
        assert_eq!(said(&hers.sign_in(ADA, WRONG).await), (UNPROCESSABLE, ""));
        let mut other = Browser::from(&t.app, elsewhere(4));
        other.set_cookie(DEVICE, hers.cookie(DEVICE).unwrap());
        assert_eq!(said(&other.sign_in(ADA, PASSWORD).await), (TOO_MANY, "1"));
    }

    async fn a_browser_is_known_only_to_whom_it_was_and_cannot_be_made_so(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        let ada = t.administrator().await;
        mara(&t, &ada).await;
        let mut hers = known(&t, 1).await;
        let sealed = hers.cookie(DEVICE).unwrap().to_owned();
        assert!(!sealed.contains("mara") && !sealed.contains("ada"));
        // Mara's address is a stranger's here, and stays so however often it is tried.
        assert_eq!(said(&hers.sign_in(MARA, WRONG).await), (UNPROCESSABLE, ""));
        assert_eq!(said(&hers.sign_in(MARA, WRONG).await), (TOO_MANY, "1"));
        assert_eq!(said(&sign_in_from(&t.app, 2, MARA, WRONG).await), (TOO_MANY, "1"));
        assert_eq!(hers.cookie(DEVICE), Some(sealed.as_str()), "failing makes nobody known");
        // Nor does a cookie that we did not write.
        fail(&t, ADA, 1).await;
        let seal = |purpose: &str, text: &str| {
            use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
            URL_SAFE_NO_PAD.encode(t.app.seal(purpose, text.as_bytes()))
        };
        assert_eq!(said(&sign_in_from(&t.app, 3, ADA, WRONG).await), (UNPROCESSABLE, ""));
        for forged in ["", "[1]", "WzFd", &sealed[1..], &seal("flash", "[1]"), &seal("device", "{}")] {
            let mut browser = Browser::from(&t.app, elsewhere(4));
            browser.set_cookie(DEVICE, forged);
            assert_eq!(browser.sign_in(ADA, PASSWORD).await.status.as_u16(), TOO_MANY, "{forged}");
        }
    }

    async fn a_browser_remembers_several_people_and_counts_each_alone(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        let ada = t.administrator().await;
        mara(&t, &ada).await;
        let mut shared = known(&t, 1).await;
        assert_eq!(shared.sign_in(MARA, PASSWORD).await.status.as_u16(), ENTERED);
        shared.post("/sign-out", &[]).await;
        fail(&t, ADA, 1).await;
        fail(&t, MARA, 1).await;
        assert_eq!(said(&shared.sign_in(ADA, WRONG).await), (UNPROCESSABLE, ""));
        assert_eq!(said(&shared.sign_in(ADA, PASSWORD).await), (TOO_MANY, "1"));
        assert_eq!(shared.sign_in(MARA, PASSWORD).await.status.as_u16(), ENTERED);
    }

    async fn a_known_browser_tries_ten_times_a_minute_too_and_is_shut_after_a_hundred(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        t.administrator().await;
        let mut hers = known(&t, 1).await;
        for n in 0..10 {
            assert_eq!(hers.sign_in(ADA, PASSWORD).await.status.as_u16(), ENTERED, "{n}");
            hers.post("/sign-out", &[]).await;
        }
        assert_eq!(said(&hers.sign_in(ADA, PASSWORD).await), (TOO_MANY, "6"));
        t.advance(Span::minutes(1));
        for n in 0..100 {
            assert_eq!(said(&hers.sign_in(ADA, WRONG).await), (UNPROCESSABLE, ""), "{n}");
            t.advance(Span::seconds(10));
        }
        let shut = hers.sign_in(ADA, PASSWORD).await;
        assert!(shut.status.as_u16() == TOO_MANY && shut.holds("Choose a new password"), "{}", shut.body);
        resets::ask(&t.app, &t.anonymous(), ADA).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/reset-password/");
        resets::set(&t.app, &t.anonymous(), link.hash(), NEW).await.unwrap();
        assert_eq!(hers.sign_in(ADA, NEW).await.status.as_u16(), ENTERED);
    }

    async fn whoever_is_signed_in_waits_after_wrong_passwords_too(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        t.administrator().await;
        let mut browser = Browser::from(&t.app, elsewhere(1));
        browser.sign_in(ADA, PASSWORD).await;
        // What strangers try outside keeps nobody waiting in here.
        fail(&t, ADA, 100).await;
        let form = [("current_password", WRONG), ("new_password", NEW)];
        assert_eq!(said(&browser.post("/account/password", &form).await), (UNPROCESSABLE, ""));
        let refused = browser.post("/account/password", &form).await;
        assert_eq!(said(&refused), (TOO_MANY, "1"));
        assert!(refused.holds("error-summary") && refused.holds("Please wait 1 second, then try again."));
        assert!(!refused.holds(WRONG) && !refused.holds(NEW));
        // Wherever a password is asked for inside, the tries are the same ones.
        let form = [("new_email", "ada@elsewhere.example"), ("password", PASSWORD)];
        let refused = browser.post("/account/email/change", &form).await;
        assert_eq!(said(&refused), (TOO_MANY, "1"));
        assert!(refused.holds("value=\"ada@elsewhere.example\""), "{}", refused.body);
        let island = json!({ "current_password": PASSWORD, "new_password": NEW });
        assert_eq!(said(&browser.call("account/password", &island).await), (TOO_MANY, "1"));
        t.advance(Span::seconds(1));
        assert_eq!(said(&browser.call("account/password", &json!({ "current_password": WRONG, "new_password": NEW })).await).0, 200);
        t.advance(Span::seconds(1));
        assert_eq!(said(&browser.call("account/password", &island).await), (TOO_MANY, "2"));
        t.advance(Span::seconds(2));
        assert_eq!(said(&browser.call("account/password", &island).await), (200, ""));
        // A new one forgets all wrong ones, those of strangers too.
        assert_eq!(sign_in_from(&t.app, 2, ADA, NEW).await.status, StatusCode::SEE_OTHER);
    }

    async fn of_many_guesses_at_once_by_somebody_signed_in_one_is_checked(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        let ada = t.administrator().await;
        for round in 0..5 {
            let tries = (0..20).map(|_| {
                let (app, ada) = (t.app.clone(), t.later(&ada));
                tokio::spawn(async move { own_account::change_password(&app, &ada, WRONG, NEW, own_id(&ada)).await })
            });
            let results: Vec<_> = join_all(tries).await.into_iter().map(Result::unwrap).collect();
            let checked = results.iter().filter(|result| matches!(result, Err(Error::Invalid(_)))).count();
            assert_eq!(checked, 1, "round {round}: {results:?}");
            assert_eq!(results.iter().filter(|result| matches!(result, Err(Error::TooMany(_)))).count(), 19);
            t.advance(Span::seconds(10));
        }
    }
}
