//! Who is kept waiting by nobody else: whoever signs in with a browser they are known by.

use crate::{
    limits::{ADA, TOO_MANY, UNPROCESSABLE, WRONG, elsewhere, fail, said, sign_in_from},
    support::{PASSWORD, TestApp, browser::Browser, on_both_databases, token_in},
};
use vestibule::{
    domain::time::Span,
    service::{Ctx, acceptance::accept_new, resets},
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
}
