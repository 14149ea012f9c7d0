//! From that day on.

use super::{
    ADA, MARA, SET_UP, TOMORROW, browser_of, require_from_tomorrow, stay_until_tomorrow, tomorrow_comes,
};
use crate::{
    support::{PASSWORD, browser::Browser, on_both_databases, own_id, token_in},
    two_factor::{Phone, codes_kept, codes_on, enrol, faults, joined, passed, row},
};
use vestibule::{
    domain::{
        field::{Fault, Field},
        role::AccountRole,
        time::Span,
    },
    service::{
        Ctx, Error, accounts, requirement, sessions,
        sign_in::{SignedIn, sign_in},
        two_factor,
    },
};

/// Sets up an app where somebody is led, and gives it back.
async fn enrol_where_led(t: &crate::support::TestApp, browser: &mut Browser) -> Phone {
    let answer = browser.post(SET_UP, &[("password", PASSWORD)]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/account/two-factor/set-up"));
    let page = browser.get("/account/two-factor/set-up").await;
    let phone = Phone::on(&page.body);
    let answer = browser.post("/account/two-factor/set-up", &[("code", &phone.shows(t.clock_now()))]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/account/two-factor/codes"));
    assert_eq!(codes_on(&browser.get("/account/two-factor/codes").await.body).len(), 10);
    phone
}

on_both_databases! {
    async fn the_day_comes_while_somebody_is_signed_in(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Engineers).await;
        require_from_tomorrow(&t, &ada).await;
        let mut mara = browser_of(&t, MARA).await;
        stay_until_tomorrow(&t, &mut mara).await;
        tomorrow_comes(&t);
        let answer = mara.get("/projects").await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, SET_UP));
        let page = mara.get(SET_UP).await;
        assert!(page.holds("Northwind has required two-factor authentication since Nov 21, 2026."), "{}", page.body);
        // Nothing on the page leads elsewhere but the other accounts and the way out.
        assert!(!page.holds("href=\"/projects\"") && !page.holds("href=\"/account/password\""), "{}", page.body);
        assert!(page.holds("action=\"/sign-out\"") && page.holds("Northwind"), "{}", page.body);
        enrol_where_led(&t, &mut mara).await;
        let page = mara.get("/projects").await;
        assert_eq!(page.status, 200);
        assert!(page.holds("href=\"/account\""));
        // It stays on.
        let page = codes_kept(&mut mara).await;
        assert!(page.holds("so it cannot be turned off"), "{}", page.body);
    }

    async fn signing_in_leads_there_and_out_again(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Administrators).await;
        require_from_tomorrow(&t, &ada).await;
        tomorrow_comes(&t);
        let mut mara = Browser::new(&t);
        let answer = mara.post("/sign-in", &[("email", MARA), ("password", PASSWORD), ("next", "/settings")]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/settings"));
        assert_eq!(mara.get("/settings").await.location(), SET_UP);
        assert_eq!(mara.get("/sign-in?next=%2Fsettings").await.location(), SET_UP);
        // The date cannot be changed by whoever owes it.
        let answer = mara.call("settings/two-factor", &serde_json::json!({ "two_factor_from": "", "seen": TOMORROW })).await;
        assert_eq!(answer.status, 401);
        assert!(requirement::look(&t.app, &t.later(&ada)).await.unwrap().from.is_some());
        // How pages look can be chosen.
        let answer = mara.post("/preferences", &[("language", "de"), ("theme", "dark"), ("back", SET_UP)]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, SET_UP));
        assert!(mara.get(SET_UP).await.holds("verlangt seit dem 21.11.2026"));
        let wrong = mara.post(SET_UP, &[("password", "wrong")]).await;
        assert_eq!(wrong.status, 422);
        mara.post("/sign-out", &[]).await;
        assert!(mara.get(SET_UP).await.location().starts_with("/sign-in"));
        assert_eq!(mara.get("/accounts").await.status, 303);
    }

    async fn the_day_set_at_one_node_counts_at_the_next_request_of_the_other(t) {
        let ada = t.administrator().await;
        let (_, _) = joined(&t, &ada, MARA, AccountRole::Engineers).await;
        enrol(&t, &ada).await;
        let second = t.second_node().await;
        let mut mara = Browser::at(&second);
        mara.sign_in(MARA, PASSWORD).await;
        for _ in 0..3 {
            assert_eq!(mara.get("/projects").await.status, 200);
            let today = t.clock_now().to_day();
            requirement::set(&t.app, &t.later(&ada), &today, "").await.unwrap();
            assert_eq!(mara.get("/projects").await.location(), SET_UP);
            requirement::set(&t.app, &t.later(&ada), "", &today).await.unwrap();
        }
        assert_eq!(mara.get("/projects").await.status, 200);
    }

    async fn another_account_of_the_same_person_is_as_before(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Engineers).await;
        let other = accounts::create_for(&t.app, &ada, "Harbour", Some(MARA)).await.unwrap();
        require_from_tomorrow(&t, &ada).await;
        tomorrow_comes(&t);
        let mut browser = browser_of(&t, MARA).await;
        browser.post(&format!("/accounts/{other}/switch"), &[]).await;
        assert_eq!(browser.get("/projects").await.status, 200);
        let here = mara.principal.as_ref().unwrap().account_id;
        let answer = browser.post(&format!("/accounts/{here}/switch"), &[]).await;
        assert_eq!(answer.status, 303);
        assert_eq!(browser.get("/projects").await.location(), SET_UP);
        let page = browser.get("/accounts").await;
        assert!(page.holds("Harbour"), "{}", page.body);
        // And back, from where nothing else opens.
        let answer = browser.post(&format!("/accounts/{other}/switch"), &[]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/"));
        assert_eq!(browser.get("/projects").await.status, 200);
        // There, too, the page says what Northwind requires.
        assert!(browser.get(SET_UP).await.holds("Northwind has required two-factor authentication"));
    }

    async fn nobody_gets_a_principal_out_of_such_a_session(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Engineers).await;
        require_from_tomorrow(&t, &ada).await;
        tomorrow_comes(&t);
        let id = t.open_session(&mara).await;
        let session = sessions::find(&t.app, &id, t.clock_now()).await.unwrap().unwrap();
        assert!(matches!(sessions::principal(&session), Err(Error::SignedOut)));
        let owing = requirement::owing(&session).unwrap().unwrap();
        let ctx = Ctx { owing: Some(owing), ..t.anonymous() };
        assert!(matches!(ctx.signed_in(), Err(Error::SignedOut)));
        // Signed out as the person they are.
        let origin = ctx.origin();
        sessions::end(&t.app, &id, &origin).await.unwrap();
        assert!(sessions::find(&t.app, &id, t.clock_now()).await.unwrap().is_none());
    }

    async fn it_stays_on_while_an_account_requires_it(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Engineers).await;
        let (phone, codes) = enrol(&t, &mara).await;
        let other = accounts::create_for(&t.app, &ada, "Harbour", Some(MARA)).await.unwrap();
        require_from_tomorrow(&t, &ada).await;
        // Before that day it is hers to turn off.
        t.advance(Span::minutes(5));
        tomorrow_comes(&t);
        let mara = passed(&t, MARA, &phone).await;
        let code = phone.shows(t.clock_now());
        let off = two_factor::turn_off(&t.app, &t.later(&mara), PASSWORD, &code, own_id(&mara)).await;
        let required = [(Field::Form, Fault::FactorRequired { account: "Northwind".into() })];
        assert_eq!(faults(off), required);
        // The code was not used up by it, and by no recovery code it works either.
        let off = two_factor::turn_off(&t.app, &t.later(&mara), PASSWORD, &codes[0], own_id(&mara)).await;
        assert_eq!(faults(off), required);
        two_factor::new_codes(&t.app, &t.later(&mara), PASSWORD, &code, own_id(&mara)).await.unwrap();
        // Nor from the account that does not require it.
        let mut principal = mara.principal.clone().unwrap();
        principal.account_id = other;
        t.advance(Span::minutes(1));
        let there = Ctx { principal: Some(principal), ..t.anonymous() };
        let code = phone.shows(t.clock_now());
        assert_eq!(faults(two_factor::turn_off(&t.app, &there, PASSWORD, &code, own_id(&there)).await), required);
        assert!(row(&t, &ada, MARA).await.two_factor);
    }

    async fn every_account_that_requires_it_is_named(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Engineers).await;
        let other = accounts::create_for(&t.app, &ada, "Harbour", Some(MARA)).await.unwrap();
        let who = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
        let there = t.as_person(SignedIn { account_id: other, ..who }).await;
        requirement::set(&t.app, &there, "2026-12-01", "").await.unwrap();
        let mut browser = browser_of(&t, MARA).await;
        assert!(browser.get(SET_UP).await.holds("Harbour requires two-factor authentication from Dec 1, 2026."));
        require_from_tomorrow(&t, &ada).await;
        tomorrow_comes(&t);
        let mut browser = browser_of(&t, MARA).await;
        let page = browser.get(SET_UP).await;
        assert!(page.holds("Several of your accounts require two-factor authentication."), "{}", page.body);
        assert!(page.holds("<li>Northwind, since Nov 21, 2026</li>"), "{}", page.body);
        assert!(page.holds("<li>Harbour, from Dec 1, 2026</li>"), "{}", page.body);
        enrol_where_led(&t, &mut browser).await;
        // In whichever account: it stays on while one of them requires it.
        let page = codes_kept(&mut browser).await;
        assert!(page.holds("Northwind requires two-factor authentication, so it cannot be turned off."), "{}", page.body);
        assert!(!page.holds("/account/two-factor/off"));
        t.deliver().await;
    }

    async fn an_invitation_says_what_to_do_first_and_is_come_back_to(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Engineers).await;
        let other = accounts::create_for(&t.app, &ada, "Southwind", Some(ADA)).await.unwrap();
        let who = sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
        let there = t.as_person(SignedIn { account_id: other, ..who }).await;
        require_from_tomorrow(&t, &ada).await;
        tomorrow_comes(&t);
        t.invite(&t.later(&there), MARA).await;
        let mails = t.deliver().await;
        let token = token_in(mails.iter().find(|mail| mail.to == MARA).unwrap(), "/invitations/");
        let mut browser = browser_of(&t, MARA).await;
        let led = browser.get(&format!("/invitations/{}", token.reveal())).await;
        let path = led.location().to_owned();
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200);
        let words = "You are signed in as mara@example.org, and Northwind has required two-factor authentication since Nov 21, 2026.";
        let to_set_up = format!("/account/two-factor?next={path}");
        assert!(page.holds("Join Southwind") && page.holds(words), "{}", page.body);
        assert!(page.holds(&format!("href=\"{to_set_up}\"")) && !page.holds("Sign in to accept"), "{}", page.body);
        let refused = browser.post(&path, &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.holds(words), "{}", refused.body);

        assert_eq!(browser.get(&to_set_up).await.status, 200);
        enrol_where_led(&t, &mut browser).await;
        let said = codes_kept(&mut browser).await;
        assert_eq!((said.status.as_u16(), said.location()), (303, path.as_str()));
        assert!(browser.get(&path).await.holds("You are signed in as mara@example.org."));
        assert_eq!(browser.post(&path, &[]).await.status, 303);
        // Answered: it leads nowhere any more.
        assert_eq!(codes_kept(&mut browser).await.status, 200);

        // Somebody else's says who is signed in.
        let mut other = Browser::new(&t);
        t.invite(&t.later(&there), "bo@example.org").await;
        let mails = t.deliver().await;
        let mail = mails.iter().find(|mail| mail.to == "bo@example.org").unwrap();
        let token = token_in(mail, "/invitations/");
        other.sign_in(ADA, PASSWORD).await;
        let path = other.get(&format!("/invitations/{}", token.reveal())).await.location().to_owned();
        let page = other.get(&path).await;
        assert_eq!(page.status, 403);
        assert!(page.holds(ADA) && page.holds("/sign-out"), "{}", page.body);
    }

    async fn before_that_day_it_can_be_turned_off(t) {
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        require_from_tomorrow(&t, &ada).await;
        let ada = t.later(&ada);
        two_factor::turn_off(&t.app, &ada, PASSWORD, &phone.shows(ada.now), own_id(&ada)).await.unwrap();
        assert!(!row(&t, &ada, ADA).await.two_factor);
    }

    async fn whoever_has_lost_it_sets_up_another(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, MARA, AccountRole::Engineers).await;
        enrol(&t, &mara).await;
        require_from_tomorrow(&t, &ada).await;
        tomorrow_comes(&t);
        two_factor::reset(&t.app, &t.proven_now(&ada), id).await.unwrap();
        let mut browser = browser_of(&t, MARA).await;
        assert_eq!(browser.get("/projects").await.location(), SET_UP);
        enrol_where_led(&t, &mut browser).await;
        assert_eq!(browser.get("/projects").await.status, 200);
    }
}
