//! What people meet who try too often while they are not signed in: waits that all nodes share, the same for everybody, and
//! never for good.

use crate::support::{
    PASSWORD, TestApp,
    browser::{Answer, Browser},
    database::{execute, number},
    on_both_databases, token_in,
};
use axum::http::{StatusCode, header};
use futures::future::join_all;
use std::net::IpAddr;
use vestibule::{
    app::App,
    domain::{limits::Kind, time::Span},
    service::{Ctx, Error, limits, resets, sign_in::sign_in},
};

pub const ADA: &str = "ada@example.org";
pub const WRONG: &str = "no lanterns on this quay";
pub const UNPROCESSABLE: u16 = 422;
pub const TOO_MANY: u16 = 429;
const COUNTS: &str = "SELECT count(*) FROM limit_counts";

/// Somebody else's network every time.
pub fn elsewhere(n: u32) -> IpAddr {
    IpAddr::from((0x0a63_0000_u32 + n).to_be_bytes())
}

/// Signs in from a network that nobody has come from before.
pub async fn sign_in_from(app: &App, n: u32, email: &str, password: &str) -> Answer {
    Browser::from(app, elsewhere(n)).sign_in(email, password).await
}

fn wait_of(answer: &Answer) -> &str {
    answer.headers.get(header::RETRY_AFTER).map_or("", |value| value.to_str().unwrap())
}

/// Status and wait.
pub fn said(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), wait_of(answer))
}

/// What housekeeping deletes.
async fn forget_old(app: &App) -> u64 {
    let mut all = 0;
    loop {
        match limits::forget_some(app).await.unwrap() {
            0 => return all,
            gone => all += gone,
        }
    }
}

/// Whether somebody gets in.
async fn gets_in(t: &TestApp, ctx: &Ctx, password: &str) -> bool {
    sign_in(&t.app, &t.later(ctx), ADA, password).await.is_ok()
}

/// Fails so often in a row, as soon as may be each time.
pub async fn fail(t: &TestApp, email: &str, times: u32) {
    for n in 0..times {
        let failed = sign_in(&t.app, &t.anonymous(), email, WRONG).await;
        assert!(matches!(failed, Err(Error::Invalid(_))), "{n}: {failed:?}");
        t.advance(Span::seconds(10));
    }
}

/// One microsecond less: the waits are told to the very moment.
fn a_moment_less(span: Span) -> Span {
    Span::micros(span.as_micros() - 1)
}

/// Everything of an answer but what is another one each time.
fn comparable(answer: &Answer, email: &str) -> (u16, Vec<(String, String)>, String) {
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let id = answer.headers["x-request-id"].to_str().unwrap();
    let plain = |text: &str| text.replace(nonce, "NONCE").replace(id, "ID").replace(email, "ADDRESS");
    let headers =
        answer.headers.iter().map(|(name, value)| (name.to_string(), plain(value.to_str().unwrap())));
    // The page keeps the address as it was typed: one of the same length.
    (answer.status.as_u16(), headers.collect(), plain(&answer.body))
}

on_both_databases! {
    async fn ten_sign_ins_at_once_and_then_ten_a_minute_from_one_network(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        t.administrator().await;
        let here = |n: u8| format!("2001:db8:7:7::{n:x}").parse::<IpAddr>().unwrap();
        for n in 0..10_u8 {
            // Another address of the same network, another person each time.
            let answer = Browser::from(&t.app, here(n + 1)).sign_in(&format!("m{n}@example.org"), WRONG).await;
            assert_eq!(said(&answer), (UNPROCESSABLE, ""), "{n}");
        }
        let refused = Browser::from(&t.app, here(99)).sign_in(ADA, PASSWORD).await;
        assert_eq!(said(&refused), (TOO_MANY, "6"));
        assert!(refused.holds("Please wait 6 seconds, then try again."), "{}", refused.body);
        assert_eq!(sign_in_from(&t.app, 1, ADA, PASSWORD).await.status, StatusCode::SEE_OTHER, "from elsewhere");
        t.advance(a_moment_less(Span::seconds(6)));
        assert_eq!(said(&Browser::from(&t.app, here(98)).sign_in(ADA, PASSWORD).await), (TOO_MANY, "1"));
        // One more every six seconds, and no two.
        for n in 0..12 {
            t.advance(if n == 0 { Span::micros(1) } else { Span::seconds(6) });
            assert_eq!(Browser::from(&t.app, here(97)).sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER, "{n}");
            assert_eq!(said(&Browser::from(&t.app, here(96)).sign_in(ADA, PASSWORD).await), (TOO_MANY, "6"), "{n}");
        }
        t.advance(Span::minutes(1));
        for n in 0..10 {
            assert_eq!(Browser::from(&t.app, here(n)).sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER, "{n}");
        }
        assert_eq!(said(&Browser::from(&t.app, here(1)).sign_in(ADA, PASSWORD).await), (TOO_MANY, "6"));
    }

    async fn of_a_hundred_at_once_on_two_nodes_exactly_as_many_get_through_as_may(t) {
        let t = t.with_limits_at_the_door();
        let other = t.second_node().await;
        for round in 0..5 {
            for (kind, most) in [(Kind::SignIn, 10), (Kind::Password, 1), (Kind::Forgot, 10), (Kind::ForgotAddress, 3)] {
                let subject = format!("subject {round}");
                let tries = (0..100).map(|n| {
                    let (app, subject) = (if n % 2 == 0 { t.app.clone() } else { other.clone() }, subject.clone());
                    let now = t.clock_now();
                    tokio::spawn(async move { limits::take(&app, kind, &subject, now).await })
                });
                let results: Vec<_> = join_all(tries).await.into_iter().map(Result::unwrap).collect();
                let through = results.iter().filter(|result| result.is_ok()).count();
                assert_eq!(through, most, "{kind:?} in round {round}: {results:?}");
                let told = results.iter().filter(|result| matches!(result, Err(Error::TooMany(_)))).count();
                assert_eq!(told + through, 100, "{results:?}");
            }
        }
        t.advance(Span::hours(24 * 40));
        assert_eq!(forget_old(&t.app).await, 20);
    }

    async fn the_waits_are_one_three_five_and_then_ten_seconds(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        t.administrator().await;
        let other = t.second_node().await;
        let mut from = 0;
        let mut next = || { from += 1; from };
        for round in 0..2 {
            for wait in [1, 3, 5, 10, 10, 10] {
                assert_eq!(said(&sign_in_from(&t.app, next(), ADA, WRONG).await), (UNPROCESSABLE, ""), "{round} {wait}");
                // Whoever it is, wherever they are, whatever the password, at whichever node.
                let wait_in_words = wait.to_string();
                assert_eq!(said(&sign_in_from(&other, next(), ADA, PASSWORD).await), (TOO_MANY, wait_in_words.as_str()));
                t.advance(a_moment_less(Span::seconds(wait)));
                assert_eq!(said(&sign_in_from(&t.app, next(), "ADA@example.org", PASSWORD).await), (TOO_MANY, "1"));
                t.advance(Span::micros(1));
            }
            // A success forgets them all, and what was refused has not counted.
            assert_eq!(sign_in_from(&other, next(), ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(sign_in_from(&t.app, next(), ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_hundred_wrong_passwords_shut_an_address_until_there_is_a_new_one_by_mail(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        let ada = t.administrator().await;
        fail(&t, ADA, 99).await;
        assert!(gets_in(&t, &ada, PASSWORD).await, "after ninety-nine");
        fail(&t, ADA, 100).await;
        t.advance(Span::hours(24 * 20));
        assert!(!gets_in(&t, &ada, PASSWORD).await);
        let mut browser = Browser::new(&t);
        let shut = browser.sign_in(ADA, PASSWORD).await;
        assert_eq!(shut.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(shut.holds("Choose a new password through “Forgot password?”."), "{}", shut.body);
        // What is refused makes it no longer. The way by mail stays open, and opens the other.
        resets::ask(&t.app, &t.anonymous(), ADA).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/reset-password/");
        let new = "eight lanterns on a quay";
        resets::set(&t.app, &t.anonymous(), link.hash(), new).await.unwrap();
        assert!(gets_in(&t, &ada, new).await);
        fail(&t, ADA, 1).await;
        assert!(gets_in(&t, &ada, new).await, "counted anew");
        // Without the mailbox nobody waits for ever either.
        fail(&t, ADA, 100).await;
        t.advance(Span::seconds(30 * 24 * 3600 - 10));
        assert!(gets_in(&t, &ada, new).await);
    }

    async fn without_mail_a_shut_address_opens_after_an_hour(t) {
        let mut t = t.with_worthless_hashes().with_limits_at_the_door();
        let ada = t.administrator().await;
        t.app = t.without_mail();
        fail(&t, ADA, 100).await;
        let refused = Browser::new(&t).sign_in(ADA, PASSWORD).await;
        assert_eq!(said(&refused), (TOO_MANY, "3590"));
        assert!(refused.holds("Please wait 60 minutes, then try again."), "{}", refused.body);
        t.advance(Span::minutes(60));
        fail(&t, ADA, 1).await;
        assert!(!gets_in(&t, &ada, PASSWORD).await, "one more try, not a hundred");
        t.advance(Span::minutes(60));
        assert!(gets_in(&t, &ada, PASSWORD).await);
    }

    async fn known_and_unknown_addresses_are_answered_alike_over_a_whole_ladder(t) {
        let t = t.with_worthless_hashes().with_settings(&[
            ("VESTIBULE_SIGN_INS_PER_MINUTE", "10"), ("VESTIBULE_SIGN_IN_FAILURES", "7"),
            ("VESTIBULE_FORGOT_PER_HOUR", "10"), ("VESTIBULE_FORGOT_PER_ADDRESS", "3"),
        ]);
        t.administrator().await;
        let mut from = 0;
        for step in 0..16 {
            let mut answers = Vec::new();
            for email in [ADA, "ava@example.org", "not an address!"] {
                from += 1;
                answers.push(comparable(&sign_in_from(&t.app, from, email, WRONG).await, email));
            }
            assert_eq!(answers[0], answers[1], "step {step}");
            assert_eq!(answers[0], answers[2], "step {step}");
            let status = if step % 2 == 0 && step < 14 { UNPROCESSABLE } else { TOO_MANY };
            assert_eq!(answers[0].0, status, "step {step}");
            if step % 2 == 1 {
                t.advance(Span::seconds(10));
            }
        }
        // The same of asking for a new password.
        for step in 0..6 {
            let mut answers = Vec::new();
            for email in [ADA, "ava@example.org"] {
                from += 1;
                let answer = Browser::from(&t.app, elsewhere(from)).post("/forgot-password", &[("email", email)]).await;
                let id = answer.headers["x-request-id"].to_str().unwrap();
                answers.push((answer.status, answer.location().to_owned(), wait_of(&answer).to_owned(), answer.body.replace(id, "ID")));
            }
            assert_eq!(answers[0], answers[1], "step {step}");
            assert_eq!(answers[0].0, StatusCode::SEE_OTHER);
        }
    }

    async fn the_form_keeps_what_was_typed_and_says_how_long_to_wait(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        t.administrator().await;
        let form = [("email", ADA), ("password", WRONG), ("next", "/projects")];
        let mut browser = Browser::new(&t);
        browser.post("/sign-in", &form).await;
        let refused = browser.post("/sign-in", &form).await;
        assert_eq!(said(&refused), (TOO_MANY, "1"));
        for kept in [
            "error-summary", "Please wait 1 second, then try again.", "value=\"ada@example.org\"",
            "name=\"next\" value=\"/projects\"",
        ] {
            assert!(refused.holds(kept), "{kept}: {}", refused.body);
        }
        assert!(!refused.holds(WRONG));
        for (language, words) in [
            ("de", "Bitte warten Sie 1 Sekunde"), ("ru", "Подождите 1 секунду"), ("zh", "请等待 1 秒"), ("az", "1 saniyə gözləyin"),
        ] {
            browser.claims(&[("accept-language", language)]);
            let refused = browser.post("/sign-in", &form).await;
            assert!(refused.holds(words), "{language}: {}", refused.body);
        }
        browser.claims(&[]);
        // As an island would ask.
        let refused = browser.call("sign-in", &serde_json::json!({ "email": ADA, "password": WRONG })).await;
        assert_eq!(said(&refused), (TOO_MANY, "1"));
        let said: serde_json::Value = serde_json::from_str(&refused.body).unwrap();
        let expected = serde_json::json!({
            "kind": "TooMany", "message": "Too many tries. Please wait 1 second, then try again.", "retry_after": 1,
        });
        assert_eq!(said, expected);
    }

    async fn an_address_is_mailed_three_links_an_hour_without_a_word_about_more(t) {
        let t = t.with_limits_at_the_door();
        t.administrator().await;
        let ask = async |n: u32| {
            let answer = Browser::from(&t.app, elsewhere(n)).post("/forgot-password", &[("email", ADA)]).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/forgot-password/sent"));
            t.deliver().await.len()
        };
        for n in 0..3 {
            assert_eq!(ask(n).await, 1, "{n}");
            t.advance(Span::minutes(10));
        }
        for n in 3..6 {
            assert_eq!(ask(n).await, 0, "{n}");
        }
        t.advance(a_moment_less(Span::minutes(30)));
        assert_eq!(ask(6).await, 0);
        t.advance(Span::micros(1));
        assert_eq!(ask(7).await, 1, "an hour after the first");
    }

    async fn a_network_asks_for_ten_new_passwords_an_hour(t) {
        let t = t.with_limits_at_the_door();
        let mut browser = Browser::from(&t.app, elsewhere(1));
        for n in 0..10 {
            let form = [("email", format!("m{n}@example.org"))];
            let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(browser.post("/forgot-password", &form).await.status, StatusCode::SEE_OTHER, "{n}");
        }
        let refused = browser.post("/forgot-password", &[("email", ADA)]).await;
        assert_eq!(said(&refused), (TOO_MANY, "3600"));
        for kept in ["error-summary", "Please wait 60 minutes, then try again.", "value=\"ada@example.org\""] {
            assert!(refused.holds(kept), "{kept}: {}", refused.body);
        }
        let island = browser.call("forgot-password", &serde_json::json!({ "email": ADA })).await;
        assert_eq!(said(&island), (TOO_MANY, "3600"));
        let other = Browser::from(&t.app, elsewhere(2)).post("/forgot-password", &[("email", ADA)]).await;
        assert_eq!(other.status, StatusCode::SEE_OTHER);
        t.advance(Span::hours(1));
        assert_eq!(browser.post("/forgot-password", &[("email", ADA)]).await.status, StatusCode::SEE_OTHER);
    }

    async fn forged_headers_gain_nothing(t) {
        let t = t.with_worthless_hashes().with_settings(&[
            ("VESTIBULE_SIGN_INS_PER_MINUTE", "10"), ("VESTIBULE_TRUSTED_PROXIES", "10.0.0.0/8"),
        ]);
        // Straight to us, and through a proxy that appends whom it was called by.
        for (peer, appended) in [([198, 51, 100, 7], ""), ([10, 0, 0, 1], ", 198.51.100.8")] {
            let shapes = [
                "192.0.2.N", "192.0.2.N, 192.0.2.N", "192.0.2.N:4711", "10.0.0.N", "2001:db8:N::1", "[2001:db8:N::1]:443",
                "fe80::N%eth0", "::ffff:192.0.2.N", "unknown, 192.0.2.N", "for=192.0.2.N", "\"192.0.2.N\"", ",,192.0.2.N,,",
                "192.0.2.N 192.0.2.1", "_N",
            ];
            let mut answers = Vec::new();
            for (n, shape) in shapes.iter().enumerate() {
                let forged = shape.replace('N', &(n + 1).to_string());
                let mut browser = Browser::from(&t.app, peer);
                let forwarded = format!("for={forged}");
                let behind = format!("{forged}{appended}");
                browser.claims(&[("x-forwarded-for", &behind), ("forwarded", &forwarded), ("x-real-ip", &forged)]);
                answers.push(browser.sign_in(&format!("m{n}@example.org"), WRONG).await.status.as_u16());
            }
            let expected: Vec<_> = (0..shapes.len()).map(|n| if n < 10 { UNPROCESSABLE } else { TOO_MANY }).collect();
            assert_eq!(answers, expected, "{peer:?}");
        }
    }

    async fn when_nothing_can_be_counted_nobody_signs_in_or_is_mailed_and_everybody_reads(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        let ada = t.administrator().await;
        let link = token_in(&{ t.invite(&ada, "mara@example.org").await; t.deliver().await }[0], "/invitations/");
        let mut browser = Browser::new(&t);
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
        execute(&t, "DROP TABLE limit_counts").await;
        let mut other = Browser::new(&t);
        let answers = [
            other.sign_in(ADA, PASSWORD).await,
            other.sign_in("ava@example.org", WRONG).await,
            other.post("/forgot-password", &[("email", ADA)]).await,
            other.call("sign-in", &serde_json::json!({ "email": ADA, "password": PASSWORD })).await,
        ];
        for refused in &answers {
            assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{}", refused.body);
        }
        assert!(t.deliver().await.is_empty());
        for path in ["/sign-in", "/forgot-password"] {
            assert_eq!(other.get(path).await.status, StatusCode::OK, "{path}");
        }
        assert_eq!(other.get(&format!("/invitations/{}", link.reveal())).await.status, StatusCode::SEE_OTHER);
        assert_eq!(other.get(&format!("/invitations/{}", link.hash().handle())).await.status, StatusCode::OK);
        assert_eq!(other.get("/invitations/0123456789abcdef").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/users").await.status, StatusCode::OK, "who is in stays in");
    }

    async fn a_password_that_could_not_be_checked_counts_neither_way(t) {
        let t = t.with_limits_at_the_door();
        let ctx = t.anonymous();
        for _ in 0..3 {
            limits::password_try(&t.app, &ctx, ADA, None).await.unwrap().was_not_checked(&t.app).await;
        }
        // Nothing is left of it: a flood that is turned away fills no table.
        assert_eq!(forget_old(&t.app).await, 1);
        assert_eq!(number(&t, COUNTS).await, 0);
        let _counted = limits::password_try(&t.app, &ctx, ADA, None).await.unwrap();
        let waiting = limits::password_try(&t.app, &ctx, ADA, None).await;
        assert!(matches!(waiting, Err(Error::TooMany(wait)) if wait == Span::seconds(1)), "{waiting:?}");
        // Late, when the next one is already counted: that one's wait stands.
        t.advance(Span::seconds(1));
        let late = limits::password_try(&t.app, &t.anonymous(), ADA, None).await.unwrap();
        t.advance(Span::seconds(3));
        let _next = limits::password_try(&t.app, &t.anonymous(), ADA, None).await.unwrap();
        late.was_not_checked(&t.app).await;
        let waiting = limits::password_try(&t.app, &t.anonymous(), ADA, None).await;
        assert!(matches!(waiting, Err(Error::TooMany(wait)) if wait == Span::seconds(5)), "{waiting:?}");
    }

    async fn counts_that_are_over_are_deleted_and_no_others(t) {
        let t = t.with_limits_at_the_door();
        for n in 0..1200 {
            limits::take(&t.app, Kind::SignIn, &format!("{n}"), t.clock_now()).await.unwrap();
        }
        t.advance(Span::seconds(5));
        let _ladder = limits::password_try(&t.app, &t.anonymous(), ADA, None).await.unwrap();
        assert_eq!(forget_old(&t.app).await, 0);
        t.advance(Span::seconds(1));
        assert_eq!(forget_old(&t.app).await, 1200);
        assert_eq!(number(&t, COUNTS).await, 1, "a wrong password is remembered for longer");
        t.advance(Span::hours(24 * 30));
        assert_eq!(forget_old(&t.app).await, 1);
    }

    async fn a_clock_that_is_put_back_by_hours_shuts_nobody_out(t) {
        let t = t.with_worthless_hashes().with_limits_at_the_door();
        let ada = t.administrator().await;
        fail(&t, ADA, 2).await;
        let _waiting = sign_in(&t.app, &t.anonymous(), ADA, WRONG).await;
        for _ in 0..3 {
            limits::take(&t.app, Kind::ForgotAddress, ADA, t.clock_now()).await.unwrap();
        }
        t.advance(Span::hours(-5));
        limits::take(&t.app, Kind::ForgotAddress, ADA, t.clock_now()).await.unwrap();
        assert!(sign_in(&t.app, &t.anonymous(), ADA, WRONG).await.is_err());
        let waiting = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await;
        assert!(matches!(waiting, Err(Error::TooMany(wait)) if wait == Span::seconds(10)), "no failure is forgotten: {waiting:?}");
        t.advance(Span::seconds(10));
        assert!(gets_in(&t, &ada, PASSWORD).await);
    }
}
