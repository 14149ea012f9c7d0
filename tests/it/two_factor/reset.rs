//! Taking the second factor away from somebody who has lost it.

use super::{
    ADA, MARA, account_of, audited, enrol, faults, half, is_live, joined, mailed, open, pass, passed, row,
    user_of,
};
use crate::support::{PASSWORD, browser::Browser, on_both_databases};
use axum::http::StatusCode;
use vestibule::{
    domain::{
        field::{Fault, Field},
        role::AccountRole,
    },
    entropy::octets,
    service::{
        self, Ctx, Error,
        accounts::create_for,
        member_actions::Impossible,
        second_step::{self, Typed},
        sign_in::{SignedIn, sign_in},
        two_factor,
    },
};

on_both_databases! {
    async fn an_administrator_takes_away_what_guards_their_account_alone(t) {
        let ada = t.administrator().await;
        let (bo, bo_id) = joined(&t, &ada, "bo@example.org", AccountRole::Administrators).await;
        let (mara, mara_id) = joined(&t, &ada, MARA, AccountRole::Users).await;
        let reset = async |who: &Ctx, id| two_factor::reset(&t.app, &t.later(who), id).await;
        let why = async |who: &Ctx, email: &str| {
            let member = row(&t, who, email).await;
            service::member_actions::possible(who.principal.as_ref().unwrap(), &member, true).reset_two_factor
        };
        assert_eq!(why(&bo, MARA).await, Some(Impossible::NoTwoFactor));
        assert!(matches!(reset(&bo, mara_id).await, Err(Error::Conflict)));
        let (phone, codes) = enrol(&t, &mara).await;
        let elsewhere = passed(&t, MARA, &phone).await;
        let waiting = half(&t, MARA).await;
        mailed(&t, MARA).await;
        assert_eq!(why(&bo, MARA).await, None);
        assert!(matches!(reset(&mara, bo_id).await, Err(Error::Forbidden)));

        let mut browser = Browser::new(&t);
        browser.sign_in("bo@example.org", PASSWORD).await;
        let page = browser.get(&format!("/users/{}/reset-two-factor", mara_id.0)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.holds("Reset two-factor authentication of Mara Lind?"), "{}", page.body);
        assert!(is_live(&t, &mara).await, "looking changes nothing");
        let answer = browser.post(&format!("/users/{}/reset-two-factor", mara_id.0), &[]).await;
        assert_eq!(answer.location(), "/users");
        assert!(!is_live(&t, &mara).await && !is_live(&t, &elsewhere).await);
        assert!(matches!(pass(&t, &waiting, Typed::Recovery(&codes[0])).await, Err(Error::SignedOut)));
        assert_eq!(audited(&t, 1).await, ["user.two_factor_reset"]);
        assert_eq!(mailed(&t, MARA).await, ["Your two-factor authentication was reset"]);
        assert!(!row(&t, &bo, MARA).await.two_factor);
        t.counts_are_true().await;
        assert_eq!(Browser::new(&t).sign_in(MARA, PASSWORD).await.location(), "/");

        // Never one's own, whoever one is.
        let own = sign_in(&t.app, &t.anonymous(), "bo@example.org", PASSWORD).await.unwrap();
        let bo = t.as_person(own).await;
        enrol(&t, &bo).await;
        assert_eq!(why(&bo, "bo@example.org").await, Some(Impossible::Oneself));
        assert_eq!(faults(reset(&bo, bo_id).await), [(Field::Form, Fault::NotOneself)]);
        // An invited person has none of this account's.
        let invited = t.invite(&t.later(&bo), "new@example.org").await.membership_id;
        assert!(matches!(reset(&bo, invited).await, Err(Error::Conflict)));
        // The operator's guards the installation.
        enrol(&t, &ada).await;
        let ada_id = ada.principal.as_ref().unwrap().membership_id;
        assert_eq!(why(&bo, ADA).await, Some(Impossible::GuardsMore));
        assert_eq!(faults(reset(&bo, ada_id).await), [(Field::Form, Fault::GuardsMore)]);
        assert_eq!(browser.get("/users").await.location(), "/sign-in?next=%2Fusers", "turning it on ended Bo's browser");
    }

    async fn what_guards_another_account_too_is_taken_away_by_operators_alone(t) {
        let ada = t.administrator().await;
        let (bo, _) = joined(&t, &ada, "bo@example.org", AccountRole::Administrators).await;
        let (mara, mara_id) = joined(&t, &ada, MARA, AccountRole::Users).await;
        let there = create_for(&t.app, &t.anonymous(), "Southwind", Some(MARA)).await.unwrap();
        let (phone, _) = enrol(&t, &mara).await;
        assert!(row(&t, &bo, MARA).await.two_factor);
        let refused = two_factor::reset(&t.app, &t.later(&bo), mara_id).await;
        assert_eq!(faults(refused), [(Field::Form, Fault::GuardsMore)]);
        let mut browser = Browser::new(&t);
        browser.sign_in("bo@example.org", PASSWORD).await;
        let page = browser.get(&format!("/users/{}/reset-two-factor", mara_id.0)).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.holds("an operator of this installation can") && !page.holds("Southwind"), "{}", page.body);
        assert!(browser.get("/users").await.holds("an operator of this installation can"));
        let refused = browser.post(&format!("/users/{}/reset-two-factor", mara_id.0), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mara = passed(&t, MARA, &phone).await;
        // An administrator of the other account, who does not know her here, neither.
        let (zoe, _) = {
            let own = Ctx { principal: t.principal(mara.principal.as_ref().unwrap().session().unwrap()).await, ..t.anonymous() };
            let own = SignedIn {
                user_id: user_of(&own),
                account_id: there,
                proven_hash: sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap().proven_hash,
            };
            let (_, id) = open(&t.app, t.clock_now(), &own).await;
            let session = second_step::find_half(&t.app, &id, t.clock_now()).await.unwrap().unwrap();
            let whole: [u8; 32] = octets(&*t.app.entropy);
            let code = phone.shows(t.clock_now());
            let half = second_step::half(&session).unwrap();
            second_step::pass(&t.app, &t.anonymous(), &half, Typed::Code(&code), whole).await.unwrap();
            let mara_there = Ctx { principal: t.principal(&whole).await, ..t.anonymous() };
            assert_eq!(account_of(&mara_there), there);
            joined(&t, &mara_there, "zoe@example.org", AccountRole::Administrators).await
        };
        assert!(matches!(two_factor::reset(&t.app, &t.later(&zoe), mara_id).await, Err(Error::NotFound)));
        let mara_there = row(&t, &zoe, MARA).await.id;
        assert_eq!(
            faults(two_factor::reset(&t.app, &t.later(&zoe), mara_there).await),
            [(Field::Form, Fault::GuardsMore)]
        );
        // Ada is an operator.
        two_factor::reset(&t.app, &t.later(&ada), mara_id).await.unwrap();
        assert!(!row(&t, &zoe, MARA).await.two_factor, "in every account");
        assert!(!is_live(&t, &mara).await);
        t.counts_are_true().await;
    }

    async fn the_operator_at_the_command_line_helps_whoever_is_locked_out(t) {
        let ada = t.administrator().await;
        enrol(&t, &ada).await;
        mailed(&t, ADA).await;
        let reset = async |email: &str| two_factor::reset_by_operator(&t.app, &t.anonymous(), email).await;
        assert_eq!(faults(reset("nobody@example.org").await), [(Field::Email, Fault::NobodyHere)]);
        assert_eq!(faults(reset("ada").await), [(Field::Email, Fault::NotAnAddress)]);
        reset(" Ada@example.org").await.unwrap();
        assert!(matches!(reset(ADA).await, Err(Error::Conflict)));
        assert!(!is_live(&t, &ada).await);
        assert_eq!(audited(&t, 1).await, ["user.two_factor_reset"]);
        assert_eq!(mailed(&t, ADA).await, ["Your two-factor authentication was reset"]);
        assert_eq!(Browser::new(&t).sign_in(ADA, PASSWORD).await.location(), "/");
    }
}
