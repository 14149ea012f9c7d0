//! Somebody who has a password already: they set it up where their own account is, and come back.

use super::{MARA, following, guarded, last_link, page_of};
use crate::{
    support::{PASSWORD, TestApp, browser::Browser, database::number, invite_form, on_both_databases},
    two_factor::{Phone, codes_kept, codes_on, enrol, faults, joined},
};
use vestibule::{
    domain::{
        field::{Fault, Field},
        role::AccountRole,
        secret::Token,
    },
    service::{
        Ctx,
        acceptance::{Way, accept_signed_in},
        accounts::create_for,
        invitations::invite,
        member_actions, requirement,
        sessions::Proven,
        sign_in::SignedIn,
    },
    store::users,
};

const SET_UP: &str = "/account/two-factor";

/// Ada's second account, with Ada signed in there.
pub(super) async fn harbour(t: &TestApp, ada: &Ctx) -> Ctx {
    let account_id = create_for(&t.app, &t.anonymous(), "Harbour", Some("ada@example.org")).await.unwrap();
    let user_id = ada.principal.as_ref().unwrap().user_id;
    let mut tx = t.app.db.read().await.unwrap();
    let proven_hash = users::find(&mut tx, user_id).await.unwrap().unwrap().password_hash.unwrap();
    drop(tx);
    t.as_person(SignedIn { user_id, account_id, proven_hash }).await
}

/// Sets an app up where a link has led, and presses that the codes are kept.
async fn set_up(t: &TestApp, browser: &mut Browser) -> Phone {
    assert_eq!(
        browser.post(SET_UP, &[("password", PASSWORD)]).await.location(),
        "/account/two-factor/set-up"
    );
    let phone = Phone::on(&browser.get("/account/two-factor/set-up").await.body);
    let answer = browser.post("/account/two-factor/set-up", &[("code", &phone.shows(t.clock_now()))]).await;
    assert_eq!(answer.location(), "/account/two-factor/codes");
    assert_eq!(codes_on(&browser.get("/account/two-factor/codes").await.body).len(), 10);
    phone
}

async fn in_force(t: &TestApp) -> i64 {
    number(t, "SELECT count(*) FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = 'mara@example.org' AND m.state = 'active'").await
}

on_both_databases! {
    async fn it_is_set_up_first_and_the_way_leads_back(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        let there = harbour(&t, &ada).await;
        invite(&t.app, &there, &guarded(MARA)).await.unwrap();
        let mails = t.deliver().await;
        assert!(mails[0].rendered.text.contains("Joining requires two-factor authentication."));
        let link = crate::support::token_in(&mails[0], "/invitations/");
        let mut mara = following(&t, &link).await;
        assert!(mara.get(&page_of(&link)).await.holds("Required to join"));
        mara.sign_in(MARA, PASSWORD).await;
        let page = mara.get(&page_of(&link)).await;
        let way = format!("href=\"{SET_UP}?next={}\"", page_of(&link));
        assert!(page.holds(&way) && page.holds("Joining Harbour takes two-factor authentication."), "{}", page.body);
        assert!(!page.holds(">Accept</button>") && page.holds(">Decline</button>"), "{}", page.body);
        // Whoever accepts anyway is told, and nothing is done by half.
        let refused = mara.post(&page_of(&link), &[]).await;
        assert!(refused.status == 422 && refused.holds("Not joined yet") && refused.holds(&way), "{}", refused.body);
        let list = mara.get("/invitations").await;
        assert!(list.holds("?next=/invitations\"") && !list.holds("/accept\""), "{}", list.body);
        let id = number(&t, "SELECT max(id) FROM invitations").await;
        let refused = mara.post(&format!("/invitations/offers/{id}/accept"), &[]).await;
        assert!(refused.status == 422 && refused.holds("Not joined yet"), "{}", refused.body);
        assert!(refused.holds("?next=/invitations\""), "{}", refused.body);
        let called = mara.call("invitations/accept-offer", &serde_json::json!({ "id": id })).await;
        assert!(called.holds("Not joined yet"), "{}", called.body);
        assert_eq!(in_force(&t).await, 1);
        assert_eq!(number(&t, "SELECT count(*) FROM invitations WHERE accepted_at IS NOT NULL").await, 1);

        assert_eq!(mara.get(&format!("{SET_UP}?next={}", page_of(&link))).await.status, 200);
        set_up(&t, &mut mara).await;
        assert_eq!(codes_kept(&mut mara).await.location(), page_of(&link));
        let page = mara.get(&page_of(&link)).await;
        assert!(page.holds(">Accept</button>") && !page.holds("?next="), "{}", page.body);
        assert_eq!(mara.post(&page_of(&link), &[]).await.location(), "/");
        assert!(mara.get("/").await.holds("Welcome to Harbour"));
        assert_eq!(in_force(&t).await, 2);
        // It stays hers to turn off: what is required afterwards, the account requires.
        assert!(mara.get("/account/two-factor").await.holds("Turn off two-factor authentication"));
        // With it on, the way back is the next thing.
        assert_eq!(mara.get(&format!("{SET_UP}?next=/projects")).await.location(), "/projects");
        assert_eq!(mara.get(&format!("{SET_UP}?next=//evil.example")).await.location(), "/");
        t.counts_are_true().await;
    }

    async fn who_belongs_to_no_account_sets_it_up_before_answering(t) {
        let ada = t.administrator().await;
        let (_, id) = joined(&t, &ada, MARA, AccountRole::Users).await;
        member_actions::remove(&t.app, &ada, id, false).await.unwrap();
        let there = harbour(&t, &ada).await;
        invite(&t.app, &there, &guarded(MARA)).await.unwrap();
        t.deliver().await;
        let mut mara = Browser::new(&t);
        assert_eq!(mara.sign_in(MARA, PASSWORD).await.location(), "/invitations");
        let page = mara.get("/invitations").await;
        assert!(page.holds("?next=/invitations\""), "{}", page.body);
        let page = mara.get(&format!("{SET_UP}?next=/invitations")).await;
        assert_eq!(page.status, 200, "{:?}", page.headers.get("location"));
        // Nothing else of an account opens.
        for closed in ["/account", "/account/password", "/account/sessions", "/users", "/accounts"] {
            assert!(!mara.get(closed).await.status.is_success(), "{closed}");
        }
        assert!(!page.holds("href=\"/account/password\""), "{}", page.body);
        set_up(&t, &mut mara).await;
        assert_eq!(codes_kept(&mut mara).await.location(), "/invitations");
        assert_eq!(mara.get(SET_UP).await.location(), "/invitations", "on, and nothing to do there");
        let id = number(&t, "SELECT max(id) FROM invitations").await;
        assert_eq!(in_force(&t).await, 0);
        assert_eq!(mara.post(&format!("/invitations/offers/{id}/accept"), &[]).await.location(), "/");
        assert!(mara.get("/").await.holds("Welcome to Harbour"));
        // The account that has only invited her heard nothing of it.
        let told = "SELECT count(*) FROM audit_events WHERE action = 'user.two_factor_on' AND account_id IS NOT NULL";
        assert_eq!(number(&t, told).await, 0);
    }

    async fn with_one_it_is_as_before(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, AccountRole::Users).await;
        let there = harbour(&t, &ada).await;
        invite(&t.app, &there, &guarded(MARA)).await.unwrap();
        let link = last_link(&t).await;
        let who = Proven::of(mara.principal.as_ref().unwrap()).unwrap();
        let refused = accept_signed_in(&t.app, &t.later(&mara), &who, Way::Link(link.hash())).await;
        assert_eq!(faults(refused), [(Field::Form, Fault::FactorFirst { account: "Harbour".into() })]);
        enrol(&t, &mara).await;
        accept_signed_in(&t.app, &t.later(&mara), &who, Way::Link(link.hash())).await.unwrap();
        assert_eq!(in_force(&t).await, 2);
    }

    async fn the_account_s_own_requirement_counts_the_same(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        let there = harbour(&t, &ada).await;
        invite(&t.app, &there, &invite_form(MARA)).await.unwrap();
        let link = last_link(&t).await;
        enrol(&t, &ada).await;
        requirement::set(&t.app, &t.later(&there), &t.clock_now().to_day(), "").await.unwrap();
        let mut browser = following(&t, &link).await;
        browser.sign_in(MARA, PASSWORD).await;
        let refused = browser.post(&page_of(&link), &[]).await;
        assert!(refused.status == 422 && refused.holds("Not joined yet"), "{}", refused.body);
        assert_eq!(in_force(&t).await, 1);
        // Taken back, it is as before.
        requirement::set(&t.app, &t.later(&there), "", &t.clock_now().to_day()).await.unwrap();
        assert_eq!(browser.post(&page_of(&link), &[]).await.location(), "/");
        assert_eq!(in_force(&t).await, 2);
    }

    async fn whoever_owes_one_elsewhere_answers_nothing_before(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        let there = harbour(&t, &ada).await;
        invite(&t.app, &there, &guarded(MARA)).await.unwrap();
        let link: Token = last_link(&t).await;
        enrol(&t, &ada).await;
        requirement::set(&t.app, &t.later(&ada), &t.clock_now().to_day(), "").await.unwrap();
        let mut mara = following(&t, &link).await;
        mara.sign_in(MARA, PASSWORD).await;
        assert_eq!(mara.get("/invitations").await.location(), SET_UP);
        mara.post(&page_of(&link), &[]).await;
        assert_eq!(in_force(&t).await, 1);
        set_up(&t, &mut mara).await;
        codes_kept(&mut mara).await;
        assert_eq!(mara.post(&page_of(&link), &[]).await.location(), "/");
        assert_eq!(in_force(&t).await, 2);
    }
}
