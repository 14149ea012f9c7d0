//! Turning one's own second factor on and off.

use super::{
    ADA, MARA, NEXT, Phone, SECOND_STEP, audited, codes_kept, codes_on, enrol, execute, faults, half,
    is_live, joined, mailed, pass, passed, row, user_of,
};
use crate::support::{PASSWORD, browser::Browser, on_both_databases, own_id, token_in};
use axum::http::StatusCode;
use futures::future::join;
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;
use vestibule::{
    domain::{
        factor::FactorState,
        field::{Fault, Field},
        role::AccountRole,
        totp::Code,
    },
    service::{
        Ctx, Error,
        members::{ListMembers, list},
        own_account, resets,
        second_step::Typed,
        two_factor::{self, State},
    },
    store::{Db, factors},
};

on_both_databases! {
    async fn it_is_turned_on_with_the_first_code_and_asked_for_from_then_on(t) {
        let ada = t.administrator().await;
        let elsewhere = t.open_session(&ada).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let page = browser.get("/account/two-factor").await;
        assert!(page.holds("Turn on two-factor authentication"), "{}", page.body);
        for path in ["set-up", "codes", "off"] {
            let answer = browser.get(&format!("/account/two-factor/{path}")).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account/two-factor"), "{path}");
        }
        let refused = browser.post("/account/two-factor", &[("password", "not the right password")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.holds("This is not your current password."));
        let begun = browser.post("/account/two-factor", &[("password", PASSWORD)]).await;
        assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/account/two-factor/set-up"));
        let page = browser.get("/account/two-factor/set-up").await;
        assert!(page.holds("<svg") && page.holds("role=\"img\""));
        let phone = Phone::on(&page.body);
        // Begun is not on.
        assert_eq!(two_factor::look(&t.app, &ada).await.unwrap(), State::Off);
        let refused = browser.post("/account/two-factor/set-up", &[("code", "000 000")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.holds("000 000"), "a code is never shown again");
        let code = phone.shows(t.clock_now());
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        let on = browser.post("/account/two-factor/set-up", &[("code", &code)]).await;
        assert_eq!((on.status, on.location()), (StatusCode::SEE_OTHER, "/account/two-factor/codes"));
        let kept = browser.cookie("__Host-codes").unwrap().to_owned();
        let page = browser.get("/account/two-factor/codes").await;
        let codes = codes_on(&page.body);
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 10);
        assert!(page.holds("they are not shown again"));
        // Pressed twice, or gone back to: they are lost by no accident, and gone once they are kept.
        let again = browser.post("/account/two-factor/set-up", &[("code", &code)]).await;
        assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/account/two-factor"));
        // So quickly that it comes with the id of before: it takes nothing away, and leads back to them.
        let mut twice = Browser::new(&t);
        twice.set_cookie("__Host-sid", &before);
        twice.set_cookie("__Host-codes", &kept);
        let late = twice.post("/account/two-factor/set-up", &[("code", &code)]).await;
        assert_eq!(late.location(), "/sign-in?next=%2Faccount%2Ftwo-factor%2Fset-up");
        assert_eq!(twice.cookie("__Host-sid"), Some(before.as_str()));
        twice.set_cookie("__Host-sid", browser.cookie("__Host-sid").unwrap());
        let way = [late.location(), "/account/two-factor/set-up", "/account/two-factor", "/account/two-factor/codes"];
        for step in way.windows(2) {
            assert_eq!(twice.get(step[0]).await.location(), step[1]);
        }
        assert_eq!(codes_on(&twice.get(way[3]).await.body), codes);
        assert_eq!(browser.get("/account/two-factor").await.location(), "/account/two-factor/codes");
        assert_eq!(codes_on(&browser.get("/account/two-factor/codes").await.body), codes);
        assert_eq!(codes_kept(&mut browser).await.status, StatusCode::OK);
        assert!(!browser.get("/account/two-factor/codes").await.holds(&codes[0]));

        assert!(!t.is_live(&elsewhere).await && !is_live(&t, &ada).await);
        assert_eq!(mailed(&t, ADA).await, ["Two-factor authentication is on"]);
        assert_eq!(audited(&t, 1).await, ["user.two_factor_on"]);
        let users = browser.get("/users").await;
        assert!(users.holds("On (app)"), "{}", users.body);
        t.counts_are_true().await;

        let mut other = Browser::new(&t);
        let answer = other.post("/sign-in", &[("email", ADA), ("password", PASSWORD), ("next", "/projects")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in/second-step?next=%2Fprojects"));
        assert_eq!(audited(&t, 1).await, ["session.password_accepted"]);
        let before = other.cookie("__Host-sid").unwrap().to_owned();
        let page = other.get("/sign-in/second-step?next=%2Fprojects").await;
        assert!(page.holds("Authentication code") && page.holds("Use a recovery code") && page.holds(ADA));
        for (code, fault) in [("", "Enter the code"), ("12345", "This code is not right"), (code.as_str(), "This code is not right")] {
            let refused = other.post(SECOND_STEP, &[("code", code), ("next", "/projects")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.holds(fault) && refused.holds("value=\"/projects\""), "{code}: {}", refused.body);
        }
        t.advance(NEXT);
        let code = phone.shows(t.clock_now());
        let answer = other.post(SECOND_STEP, &[("code", &code), ("next", "/projects")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/projects"));
        let after = other.cookie("__Host-sid").unwrap().to_owned();
        assert_ne!(before, after);
        assert_eq!(other.get("/projects").await.status, StatusCode::OK);
        assert_eq!(other.get(SECOND_STEP).await.status, StatusCode::SEE_OTHER);
        // The cookie with the recovery codes shows them in no other session.
        other.set_cookie("__Host-codes", &kept);
        assert!(!other.get("/account/two-factor/codes").await.holds(&codes[0]));
        // The half session is worth nothing any more, and neither is the code.
        let mut old = Browser::new(&t);
        old.set_cookie("__Host-sid", &before);
        let answer = old.get("/projects").await;
        assert_eq!(answer.location(), "/sign-in?next=%2Fprojects");
        let answer = old.post(SECOND_STEP, &[("code", &code)]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    }

    async fn turning_it_off_needs_both_ends_other_sessions_and_is_told(t) {
        let ada = t.administrator().await;
        let (phone, codes) = enrol(&t, &ada).await;
        let own = passed(&t, ADA, &phone).await;
        let elsewhere = passed(&t, ADA, &phone).await;
        mailed(&t, ADA).await;
        let now = t.later(&own);
        let code = phone.shows(now.now);
        assert_eq!(
            faults(two_factor::turn_off(&t.app, &now, "not the right password", &code, own_id(&now)).await),
            [(Field::Password, Fault::WrongPassword)]
        );
        assert_eq!(
            faults(two_factor::turn_off(&t.app, &now, "", "", own_id(&now)).await),
            [(Field::Password, Fault::Missing), (Field::Code, Fault::Missing)]
        );
        // New codes first: with a code of the app alone, and those of before are worth nothing.
        assert_eq!(faults(two_factor::new_codes(&t.app, &now, PASSWORD, &codes[0], own_id(&now)).await), [(Field::Code, Fault::WrongCode)]);
        // The wrong password has used no code up.
        let new = two_factor::new_codes(&t.app, &now, PASSWORD, &code, own_id(&now)).await.unwrap();
        assert!(is_live(&t, &own).await && !is_live(&t, &elsewhere).await);
        assert_eq!(audited(&t, 1).await, ["user.recovery_codes_made"]);
        assert_eq!(mailed(&t, ADA).await, ["You have new recovery codes"]);
        t.advance(NEXT);
        let elsewhere = passed(&t, ADA, &phone).await;
        let now = t.later(&own);
        assert_eq!(faults(two_factor::turn_off(&t.app, &now, PASSWORD, &codes[1], own_id(&now)).await), [(Field::Code, Fault::WrongCode)]);
        two_factor::turn_off(&t.app, &now, PASSWORD, &new[1].reveal(), own_id(&now)).await.unwrap();
        assert!(is_live(&t, &own).await && !is_live(&t, &elsewhere).await);
        assert_eq!(audited(&t, 1).await, ["user.two_factor_off"]);
        assert_eq!(mailed(&t, ADA).await, ["Two-factor authentication is off"]);
        assert_eq!(two_factor::look(&t.app, &now).await.unwrap(), State::Off);
        assert!(!row(&t, &own, ADA).await.two_factor);
        t.counts_are_true().await;
        let mut browser = Browser::new(&t);
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.location(), "/");
        assert!(matches!(two_factor::turn_off(&t.app, &now, PASSWORD, &code, own_id(&now)).await, Err(Error::Conflict)));
        // And on again, with another key.
        let (again, _) = enrol(&t, &own).await;
        assert_ne!(again.0, phone.0);
    }

    async fn setting_up_ends_after_a_quarter_of_an_hour_and_nothing_is_set_up_twice(t) {
        let ada = t.administrator().await;
        assert!(matches!(two_factor::confirm(&t.app, &ada, "000000", own_id(&ada)).await, Err(Error::Conflict)));
        two_factor::begin(&t.app, &ada, PASSWORD, own_id(&ada)).await.unwrap();
        let first = two_factor::begun(&t.app, &ada).await.unwrap().unwrap().key;
        two_factor::begin(&t.app, &ada, PASSWORD, own_id(&ada)).await.unwrap();
        let second = two_factor::begun(&t.app, &ada).await.unwrap().unwrap().key;
        assert_ne!(first, second);
        let code = Phone::of(&first).shows(ada.now);
        assert_eq!(faults(two_factor::confirm(&t.app, &ada, &code, own_id(&ada)).await), [(Field::Code, Fault::WrongCode)]);
        t.advance(two_factor::SET_UP_LIFE);
        let late = t.later(&ada);
        let code = Phone::of(&second).shows(late.now);
        assert!(two_factor::begun(&t.app, &late).await.unwrap().is_none());
        assert!(matches!(two_factor::confirm(&t.app, &late, &code, own_id(&late)).await, Err(Error::Conflict)));
        two_factor::begin(&t.app, &late, PASSWORD, own_id(&late)).await.unwrap();
        let phone = Phone::of(&two_factor::begun(&t.app, &late).await.unwrap().unwrap().key);
        let code = phone.shows(late.now);
        let both = join(two_factor::confirm(&t.app, &late, &code, own_id(&late)), two_factor::confirm(&t.app, &late, &code, own_id(&late))).await;
        assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|won| **won).count(), 1);
        assert!(matches!(two_factor::begin(&t.app, &late, PASSWORD, own_id(&late)).await, Err(Error::Conflict)));
    }

    async fn what_is_begun_belongs_to_its_session_and_ends_with_it(t) {
        let ada = t.administrator().await;
        let other = t.open_session(&ada).await;
        let other = Ctx { principal: t.principal(&other).await, ..t.anonymous() };
        two_factor::begin(&t.app, &ada, PASSWORD, own_id(&ada)).await.unwrap();
        let phone = Phone::of(&two_factor::begun(&t.app, &ada).await.unwrap().unwrap().key);
        let code = phone.shows(ada.now);
        // Whoever got hold of another session neither sees the key nor makes it count.
        assert!(two_factor::begun(&t.app, &other).await.unwrap().is_none());
        assert!(matches!(two_factor::confirm(&t.app, &other, &code, own_id(&other)).await, Err(Error::Conflict)));
        // A new password ends what somebody else began, however slow their request is.
        t.deliver().await;
        resets::ask(&t.app, &t.anonymous(), ADA).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/reset-password/");
        resets::set(&t.app, &t.anonymous(), link.hash(), "nine harbours in the fog").await.unwrap();
        assert!(matches!(two_factor::confirm(&t.app, &ada, &code, own_id(&ada)).await, Err(Error::Conflict)));
        assert_eq!(Browser::new(&t).sign_in(ADA, "nine harbours in the fog").await.location(), "/");
    }

    async fn what_is_kept_opens_for_its_own_person_alone(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Users).await;
        let (_, codes) = enrol(&t, &ada).await;
        let (phone, own_codes) = enrol(&t, &mara).await;
        let half = half(&t, ADA).await;
        assert_eq!(
            faults(pass(&t, &half, Typed::Recovery(&own_codes[0])).await),
            [(Field::RecoveryCode, Fault::WrongRecoveryCode)]
        );
        // Whoever can write into the database cannot make another's key one's own.
        execute(&t, "UPDATE factors SET sealed_secret = (SELECT sealed_secret FROM factors ORDER BY id DESC LIMIT 1)").await;
        let code = phone.shows(t.clock_now());
        assert!(matches!(pass(&t, &half, Typed::Code(&code)).await, Err(Error::Internal(..))));
        pass(&t, &half, Typed::Recovery(&codes[0])).await.unwrap();
        let mut tx = t.app.db.read().await.unwrap();
        let kept = factors::app(&mut tx, user_of(&ada)).await.unwrap().unwrap().sealed_secret.unwrap();
        assert!(!kept.windows(20).any(|octets| octets == phone.0.as_octets()));
        assert!(Code::parse(&code).is_some());
    }

    async fn changing_the_own_name_keeps_what_the_lists_say(t) {
        let ada = t.administrator().await;
        enrol(&t, &ada).await;
        own_account::save_profile(&t.app, &t.later(&ada), own_account::OwnChange::profile("Ada Lind", "", "en")).await.unwrap();
        assert!(row(&t, &ada, ADA).await.two_factor);
        let wanted = ListMembers { two_factor: vec![FactorState::On], ..ListMembers::default() };
        assert_eq!(list(&t.app, &t.later(&ada), &wanted).await.unwrap().members.len(), 1);
        t.counts_are_true().await;
    }
}

/// The table of sessions is made anew on SQLite: whoever is signed in stays so.
#[tokio::test]
async fn sessions_survive_the_migration() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let mut files: Vec<_> = std::fs::read_dir(root).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let folder = tempfile::tempdir().unwrap();
    let Db::Sqlite { writer, .. } = Db::open_sqlite(&folder.path().join("vestibule.db")).await.unwrap()
    else {
        unreachable!()
    };
    let run = async |sql: String| sqlx::raw_sql(AssertSqlSafe(sql)).execute(&writer).await.unwrap();
    let is_ours = |path: &std::path::PathBuf| path.to_str().unwrap().ends_with("_two_factor.sql");
    let ours = files.iter().position(is_ours).unwrap();
    for file in &files[..ours] {
        run(std::fs::read_to_string(file).unwrap()).await;
    }
    run("INSERT INTO accounts (id, uuid, name, created_at) VALUES (1, zeroblob(16), 'Northwind', 1);
         INSERT INTO users (id, uuid, email, email_key, name, language, is_operator, created_at)
         VALUES (1, zeroblob(16), 'a@example.org', 'a@example.org', 'Ada', 'en', 1, 1);
         INSERT INTO sessions (id_hash, user_id, account_id, auth_level, ip, user_agent, data, created_at, seen_at)
         VALUES (zeroblob(32), 1, 1, 'password', '::1', 'x', '{}', 5, 6)"
        .into())
    .await;
    run(std::fs::read_to_string(&files[ours]).unwrap()).await;
    let kept: Vec<(i64, String, i64, i64, Option<i64>)> =
        sqlx::query_as("SELECT user_id, auth_level, created_at, seen_at, revoked_at FROM sessions")
            .fetch_all(&writer)
            .await
            .unwrap();
    assert_eq!(kept, [(1, "password".to_owned(), 5, 6, None)]);
    let indexes: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'sessions'",
    )
    .fetch_one(&writer)
    .await
    .unwrap();
    assert_eq!(indexes, 2, "the primary key is the table itself");
}
