//! Codes: each counts once, and nobody guesses them.

use super::{ADA, NEXT, SECOND_STEP, audited, enrol, faults, half, mailed, open, pass, passed};
use crate::support::{PASSWORD, browser::Browser, on_both_databases, own_id};
use axum::http::{StatusCode, header};
use futures::future::{join, join_all};
use std::sync::Arc;
use vestibule::{
    app::App,
    domain::{
        field::{Fault, Field},
        time::Span,
    },
    entropy::octets,
    service::{
        Error,
        second_step::{self, Half, MOST_TRIES, Typed},
        sign_in::sign_in,
        two_factor,
    },
};

on_both_databases! {
    async fn a_recovery_code_opens_once_and_the_person_is_told(t) {
        let ada = t.administrator().await;
        let (_, codes) = enrol(&t, &ada).await;
        mailed(&t, ADA).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let page = browser.get("/sign-in/second-step?way=recovery").await;
        assert!(page.holds("Recovery code") && page.holds("name=\"way\""));
        let refused = browser.post(SECOND_STEP, &[("way", "recovery"), ("recovery_code", "0000-0000-0000-0000")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("none of your recovery codes") && refused.holds("name=\"recovery_code\""));
        let typed = codes[3].to_uppercase().replace('-', " ");
        let answer = browser.post(SECOND_STEP, &[("way", "recovery"), ("recovery_code", &typed)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get("/users").await.status, StatusCode::OK);
        assert_eq!(mailed(&t, ADA).await, ["A recovery code was used"]);
        assert!(browser.get("/account/two-factor").await.holds("9 left"));
        let again = half(&t, ADA).await;
        assert_eq!(
            faults(pass(&t, &again, Typed::Recovery(&codes[3])).await),
            [(Field::RecoveryCode, Fault::WrongRecoveryCode)]
        );
        // A code of the app is no recovery code, and the other way round.
        assert_eq!(faults(pass(&t, &again, Typed::Code(&codes[4])).await), [(Field::Code, Fault::WrongCode)]);
        pass(&t, &again, Typed::Recovery(&codes[4])).await.unwrap();
        // Ten at once: one.
        let mut halves = Vec::new();
        for _ in 0..10 {
            halves.push(half(&t, ADA).await);
        }
        let won = join_all(halves.iter().map(|half| pass(&t, half, Typed::Recovery(&codes[5])))).await;
        assert_eq!(won.iter().filter(|result| result.is_ok()).count(), 1, "{won:?}");
    }

    async fn of_twenty_with_one_code_one_is_let_in(t) {
        let t = t.with_worthless_hashes();
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        let who = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
        for round in 0..200 {
            // Beyond the tries of the round before.
            t.advance(second_step::WITHIN);
            t.advance(NEXT);
            let mut halves = Vec::new();
            for _ in 0..4 {
                let (_, id) = open(&t.app, t.clock_now(), &who).await;
                let session = second_step::find_half(&t.app, &id, t.clock_now()).await.unwrap().unwrap();
                halves.push(second_step::half(&session).unwrap());
            }
            let code = phone.shows(t.clock_now());
            let ids: Vec<[u8; 32]> = (0..20).map(|_| octets(&*t.app.entropy)).collect();
            let mut tasks = tokio::task::JoinSet::new();
            for (n, id) in ids.iter().copied().enumerate() {
                let (app, ctx, half, code) = (t.app.clone(), t.anonymous(), halves[n % 4].clone(), code.clone());
                tasks.spawn(async move {
                    // What a real caller answers with 503 and the person tries again.
                    loop {
                        match second_step::pass(&app, &ctx, &half, Typed::Code(&code), id).await {
                            Err(Error::Busy(_)) => {}
                            result => break result.is_ok(),
                        }
                    }
                });
            }
            let won = tasks.join_all().await.into_iter().filter(|won| *won).count();
            assert_eq!(won, 1, "round {round}");
            let mut live = 0;
            for id in &ids {
                live += usize::from(t.is_live(id).await);
            }
            assert_eq!(live, 1, "round {round}");
        }
    }

    async fn one_code_does_one_thing(t) {
        let t = t.with_worthless_hashes();
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        let own = passed(&t, ADA, &phone).await;
        let who = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
        for round in 0..40 {
            t.advance(second_step::WITHIN);
            let (_, id) = open(&t.app, t.clock_now(), &who).await;
            let half = second_step::find_half(&t.app, &id, t.clock_now()).await.unwrap().unwrap();
            let half = second_step::half(&half).unwrap();
            let (own, code) = (t.later(&own), phone.shows(t.clock_now()));
            let letting_in = async {
                loop {
                    match pass(&t, &half, Typed::Code(&code)).await {
                        Err(Error::Busy(_)) => {}
                        result => break result.is_ok(),
                    }
                }
            };
            let making_codes = async {
                loop {
                    match two_factor::new_codes(&t.app, &own, PASSWORD, &code, own_id(&own)).await {
                        Err(Error::Busy(_)) => {}
                        result => break result.is_ok(),
                    }
                }
            };
            let (entered, made) = join(letting_in, making_codes).await;
            assert!(entered != made, "round {round}: {entered} {made}");
        }
    }

    async fn after_five_wrong_codes_everything_waits_at_every_node(t) {
        let ada = t.administrator().await;
        let (phone, codes) = enrol(&t, &ada).await;
        let own = passed(&t, ADA, &phone).await;
        let other = App { link_tries: Arc::default(), ..t.app.clone() };
        let began = t.clock_now();
        let mut here = Browser::new(&t);
        here.sign_in(ADA, PASSWORD).await;
        let mut there = Browser::at(&other);
        there.sign_in(ADA, PASSWORD).await;
        let wrong = ("code", "000000");
        assert_ne!(phone.shows(began), "000000");
        assert_eq!(here.post(SECOND_STEP, &[wrong]).await.status, 422);
        t.advance(Span::seconds(20));
        assert_eq!(there.post(SECOND_STEP, &[wrong]).await.status, 422);
        let recovery = [("way", "recovery"), ("recovery_code", "0000000000000000")];
        assert_eq!(here.post(SECOND_STEP, &recovery).await.status, 422);
        assert_eq!(faults(two_factor::turn_off(&other, &t.later(&own), PASSWORD, "000000", own_id(&own)).await), [(Field::Code, Fault::WrongCode)]);
        assert_eq!(faults(two_factor::new_codes(&t.app, &t.later(&own), PASSWORD, "000000", own_id(&own)).await), [(Field::Code, Fault::WrongCode)]);
        // What is no code at all is no try, and neither is one with a wrong password.
        assert_eq!(here.post(SECOND_STEP, &[("code", "")]).await.status, 422);
        for browser in [&mut here, &mut there] {
            let right = phone.shows(t.clock_now());
            let answer = browser.post(SECOND_STEP, &[("code", &right)]).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
            assert_eq!(answer.headers[header::RETRY_AFTER], "280");
            assert!(answer.holds("Please wait 5 minutes") && answer.holds("Authentication code"), "{}", answer.body);
        }
        let answer = here.post(SECOND_STEP, &[("way", "recovery"), ("recovery_code", &codes[0])]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(matches!(
            two_factor::turn_off(&t.app, &t.later(&own), PASSWORD, &codes[0], own_id(&own)).await,
            Err(Error::TooMany(wait)) if wait == Span::seconds(280)
        ));
        let mut own_browser = Browser::new(&t);
        own_browser.sign_in(ADA, PASSWORD).await;
        assert!(own_browser.post(SECOND_STEP, &[wrong]).await.status == 429, "a new half session has no tries of its own");
        // The first of the five is over: one more, and again.
        t.advance(Span::seconds(280));
        assert_eq!(here.post(SECOND_STEP, &[wrong]).await.status, 422);
        assert_eq!(here.post(SECOND_STEP, &[wrong]).await.status, 429);
        t.advance(Span::seconds(20));
        let right = phone.shows(t.clock_now());
        assert_eq!(here.post(SECOND_STEP, &[("code", &right)]).await.status, 303);
        // Whoever has shown to be right begins anew.
        t.advance(NEXT);
        let half = half(&t, ADA).await;
        for _ in 0..MOST_TRIES {
            assert_eq!(faults(pass(&t, &half, Typed::Code("000000")).await), [(Field::Code, Fault::WrongCode)]);
        }
        assert!(matches!(pass(&t, &half, Typed::Code("000000")).await, Err(Error::TooMany(_))));
    }

    async fn patience_gets_through_no_codes_and_does_not_stay_unseen(t) {
        let t = t.with_worthless_hashes();
        let ada = t.administrator().await;
        let (phone, codes) = enrol(&t, &ada).await;
        mailed(&t, ADA).await;
        let fresh = async || {
            t.advance(second_step::WITHIN);
            let who = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
            let (_, id) = open(&t.app, t.clock_now(), &who).await;
            second_step::half(&second_step::find_half(&t.app, &id, t.clock_now()).await.unwrap().unwrap()).unwrap()
        };
        let wrong = async |half: &Half, n: i64| {
            let now = t.clock_now();
            let wrong = ["000000", "111111", "222222"];
            let is_right = |code: &&str| [now, now - NEXT].map(|at| phone.shows(at)).contains(&(*code).to_owned());
            let wrong = wrong.into_iter().find(|code| !is_right(code)).unwrap();
            assert_eq!(faults(pass(&t, half, Typed::Code(wrong)).await), [(Field::Code, Fault::WrongCode)], "{n}");
        };
        for round in 0..second_step::MOST_IN_A_ROW / MOST_TRIES {
            let half = fresh().await;
            for n in 0..MOST_TRIES {
                wrong(&half, round * MOST_TRIES + n).await;
            }
            if round == 0 {
                assert_eq!(audited(&t, 1).await, ["user.two_factor_refused"]);
                assert_eq!(mailed(&t, ADA).await, ["Wrong codes for your account"]);
            }
        }
        // Told once in a row.
        assert_eq!(mailed(&t, ADA).await, [""; 0]);
        let half = fresh().await;
        let right = phone.shows(t.clock_now());
        assert_eq!(faults(pass(&t, &half, Typed::Code(&right)).await), [(Field::Code, Fault::CodesShut)]);
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let refused = browser.post(SECOND_STEP, &[("code", &right)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("Too many wrong codes in a row") && refused.holds("Use a recovery code"));
        // Nobody is shut out for good: a recovery code opens, and the app counts again.
        pass(&t, &half, Typed::Recovery(&codes[0])).await.unwrap();
        let half = fresh().await;
        let right = phone.shows(t.clock_now());
        pass(&t, &half, Typed::Code(&right)).await.unwrap();
        // And the row began anew.
        let half = fresh().await;
        wrong(&half, 0).await;
        t.advance(NEXT);
        let right = phone.shows(t.clock_now());
        pass(&t, &half, Typed::Code(&right)).await.unwrap();
    }
}
