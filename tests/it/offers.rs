//! People who have a password already: the notice, signing in to answer, and what is offered to their address.

use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, token_in,
};
use axum::http::StatusCode;
use futures::future::join_all;
use vestibule::{
    domain::{
        ids::{AccountId, InvitationId, MembershipId, UserId},
        invitation::LinkState,
        member::MembershipState,
        secret::Token,
        time::Span,
    },
    service::{
        Ctx, Error,
        acceptance::{self, Way, accept_signed_in, decline},
        accounts::create_for,
        invitations::invite,
        member_actions, offers,
        sessions::{self, Proven},
        sign_in::{Brought, SignedIn, sign_in, sign_in_by},
    },
    store::{invitations, users},
};

const MARA: &str = "mara@example.org";

/// Ada's second account, with Ada signed in there.
async fn second_account(t: &TestApp, ada: &Ctx) -> (AccountId, Ctx) {
    let id = create_for(&t.app, &t.anonymous(), "Southwind", Some("ada@example.org")).await.unwrap();
    let user_id = ada.principal.as_ref().unwrap().user_id;
    let mut tx = t.app.db.read().await.unwrap();
    let proven_hash = users::find(&mut tx, user_id).await.unwrap().unwrap().password_hash.unwrap();
    drop(tx);
    (id, t.as_person(SignedIn { user_id, account_id: id, proven_hash }).await)
}

/// Mara joins Northwind by the link mailed to her.
async fn mara_joins(t: &TestApp, ada: &Ctx) -> (MembershipId, UserId) {
    let issued = t.invite(ada, MARA).await;
    let link = last_link(t, MARA).await;
    accept_new(&t.app, &t.anonymous(), link.hash(), "Mara Voss", PASSWORD).await.unwrap();
    t.deliver().await;
    (issued.membership_id, issued.user_id)
}

/// The link in the mail that went out last to an address.
async fn last_link(t: &TestApp, to: &str) -> Token {
    let mails = t.deliver().await;
    token_in(mails.iter().rev().find(|mail| mail.to == to).unwrap(), "/invitations/")
}

/// Signs Mara in as a browser would, and says as whom.
async fn proven(t: &TestApp, who: SignedIn) -> Proven {
    let session = open(t, &who).await;
    if let Some(principal) = t.principal(&session).await {
        return Proven::of(&principal).unwrap();
    }
    let waiting = sessions::find_waiting(&t.app, &session, t.clock_now()).await.unwrap().unwrap();
    sessions::waiting(&waiting).unwrap()
}

async fn open(t: &TestApp, who: &SignedIn) -> [u8; 32] {
    let id_hash: [u8; 32] = vestibule::entropy::octets(&*t.app.entropy);
    let new = vestibule::store::sessions::NewSession {
        id_hash,
        user_id: who.user_id,
        account_id: who.account_id,
        ip: "192.0.2.1",
        user_agent: "test",
        data: "{}",
    };
    let origin = vestibule::domain::audit::Origin { at: t.clock_now(), request_id: "test", ip: "192.0.2.1" };
    assert!(
        sessions::open(&t.app, &new, &who.proven_hash, sessions::Browser::Known, &origin)
            .await
            .unwrap()
            .is_some()
    );
    id_hash
}

async fn invitation_of(t: &TestApp, link: &Token) -> InvitationId {
    let mut tx = t.app.db.read().await.unwrap();
    invitations::find_by_link(&mut tx, link.hash()).await.unwrap().unwrap().0.id
}

on_both_databases! {
    async fn who_has_a_password_gets_a_notice_and_answers_signed_in(t) {
        let ada = t.administrator().await;
        mara_joins(&t, &ada).await;
        let (south, ada_there) = second_account(&t, &ada).await;
        invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        let mails = t.deliver().await;
        assert!(mails[0].rendered.text.contains("You already have an account as mara@example.org"));
        assert!(mails[0].rendered.text.contains("Sign in to accept"));
        let link = token_in(&mails[0], "/invitations/");
        let offered = acceptance::look(&t.app, &t.anonymous(), link.hash()).await.unwrap();
        assert!(offered.has_password);

        // The way to the sign-in knows the address, for whoever holds the link and nobody else.
        let mut browser = Browser::new(&t);
        let to_sign_in = format!("/sign-in?next=/invitations/{}", link.hash().handle());
        assert!(!browser.get(&to_sign_in).await.holds(MARA));
        browser.get(&format!("/invitations/{}", link.reveal())).await;
        let page = browser.get(&format!("/invitations/{}", link.hash().handle())).await;
        assert!(page.holds(&format!("href=\"{to_sign_in}\"")), "{}", page.body);
        assert!(browser.get(&to_sign_in).await.holds(&format!("value=\"{MARA}\"")));
        assert!(!browser.get("/sign-in?next=/users").await.holds(MARA));

        // The link alone sets no password, and says no to nothing.
        let taken = accept_new(&t.app, &t.anonymous(), link.hash(), "Eve", "a long enough secret").await;
        assert!(matches!(taken, Err(Error::Conflict)), "{taken:?}");
        let refused = decline(&t.app, &t.anonymous(), None, Way::Link(link.hash())).await;
        assert!(matches!(refused, Err(Error::SignedOut)), "{refused:?}");
        // Somebody else's session does neither.
        let other = Proven::of(ada.principal.as_ref().unwrap()).unwrap();
        let refused = accept_signed_in(&t.app, &ada, &other, Way::Link(link.hash())).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        let refused = decline(&t.app, &ada, Some(&other), Way::Link(link.hash())).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");

        let who = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
        let mara = proven(&t, who).await;
        assert!(mara.is_member);
        accept_signed_in(&t.app, &t.anonymous(), &mara, Way::Link(link.hash())).await.unwrap();
        let now = t.principal(&mara.session).await.unwrap();
        assert_eq!((now.account_id, now.account_name.as_str()), (south, "Southwind"), "the same session, there");
        let told = t.deliver().await;
        assert_eq!((told.len(), told[0].to.as_str()), (1, "ada@example.org"));
        let again = accept_signed_in(&t.app, &t.anonymous(), &mara, Way::Link(link.hash())).await;
        assert!(matches!(again, Err(Error::LinkClosed(LinkState::Used))), "{again:?}");
        t.counts_are_true().await;
    }

    async fn who_belongs_to_no_account_signs_in_to_answer_and_to_nothing_else(t) {
        let ada = t.administrator().await;
        let (membership, _) = mara_joins(&t, &ada).await;
        member_actions::remove(&t.app, &ada, membership, false).await.unwrap();
        assert!(sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.is_err(), "belongs to none, invited to none");
        let (south, ada_there) = second_account(&t, &ada).await;
        let issued = invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        let link = last_link(&t, MARA).await;
        assert!(sign_in(&t.app, &t.anonymous(), MARA, "another good password").await.is_err());

        let mut browser = Browser::new(&t);
        let entered = browser.sign_in(MARA, PASSWORD).await;
        assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/invitations"));
        let page = browser.get("/invitations").await;
        assert!(page.holds("Southwind") && page.holds("ada@example.org") && page.holds("Sign out"), "{}", page.body);
        for closed in ["/users", "/account", "/accounts", "/projects", "/audit", "/users/export.csv"] {
            let answer = browser.get(closed).await;
            assert!(answer.location().starts_with("/sign-in"), "{closed}: {}", answer.location());
        }
        assert_eq!(browser.get("/sign-in?next=%2Fusers").await.location(), "/invitations");
        assert_eq!(browser.get("/").await.location(), "/invitations");
        assert_eq!(browser.call("users/list", &serde_json::json!({})).await.status, StatusCode::UNAUTHORIZED);
        // The account where she is only invited has not seen her.
        assert_eq!(t.membership(&ada_there, issued.membership_id).await.state, MembershipState::Pending);

        let id = invitation_of(&t, &link).await;
        let joined = browser.post(&format!("/invitations/offers/{id}/accept"), &[]).await;
        assert_eq!((joined.status, joined.location()), (StatusCode::SEE_OTHER, "/"));
        assert!(browser.get("/").await.holds("Welcome to Southwind"));
        let session = browser.cookie("__Host-sid").map(str::to_owned);
        assert!(session.is_some());
        assert_eq!(t.membership(&ada_there, issued.membership_id).await.account_id, south);
        t.counts_are_true().await;
    }

    async fn a_waiting_session_ends_with_what_it_waits_for(t) {
        let ada = t.administrator().await;
        let (membership, _) = mara_joins(&t, &ada).await;
        member_actions::remove(&t.app, &ada, membership, false).await.unwrap();
        let (_, ada_there) = second_account(&t, &ada).await;
        let issued = invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        let mut browser = Browser::new(&t);
        browser.sign_in(MARA, PASSWORD).await;
        assert_eq!(browser.get("/invitations").await.status, StatusCode::OK);
        member_actions::revoke(&t.app, &ada_there, issued.membership_id).await.unwrap();
        assert!(browser.get("/invitations").await.location().starts_with("/sign-in"));
        assert_eq!(browser.sign_in(MARA, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        // Invited again, twice: the one declined leaves the other, and then nothing is left.
        t.advance(Span::minutes(1));
        t.invite(&t.later(&ada), MARA).await;
        invite(&t.app, &t.later(&ada_there), &invite_form(MARA)).await.unwrap();
        t.deliver().await;
        assert_eq!(browser.sign_in(MARA, PASSWORD).await.location(), "/invitations");
        let who = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
        let mara = proven(&t, who).await;
        let open = offers::list(&t.app, &t.anonymous(), mara.user_id).await.unwrap();
        assert_eq!(open.len(), 2);
        for (left, offer) in [(1, &open[0]), (0, &open[1])] {
            let declined = browser.post(&format!("/invitations/offers/{}/decline", offer.id), &[]).await;
            assert_eq!(declined.location(), "/invitations");
            let page = browser.get("/invitations").await;
            if left == 0 {
                assert!(page.location().starts_with("/sign-in"), "{:?}", page.status);
            } else {
                assert!(page.holds("The invitation is declined."), "{}", page.body);
                assert_eq!(page.body.matches("/accept\"").count(), left);
            }
        }
        t.counts_are_true().await;
    }

    async fn nothing_is_offered_by_an_address_that_nobody_has_shown_to_be_theirs(t) {
        let ada = t.administrator().await;
        // Joined by a copied link: that proves nothing about the address.
        let app = t.without_mail();
        let issued = invite(&app, &ada, &invite_form(MARA)).await.unwrap();
        let link = issued.link.unwrap();
        let link = Token::parse(link.rsplit('/').next().unwrap()).unwrap();
        let who = accept_new(&app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.unwrap();
        let (_, ada_there) = second_account(&t, &ada).await;
        invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        let mailed = last_link(&t, MARA).await;
        let id = invitation_of(&t, &mailed).await;
        assert_eq!(offers::count(&t.app, &t.anonymous(), who.user_id).await.unwrap(), 0);
        let mut browser = Browser::new(&t);
        assert_eq!(browser.sign_in(MARA, PASSWORD).await.location(), "/");
        assert!(browser.get("/invitations").await.holds("There is no open invitation"));
        let mara = proven(&t, who).await;
        let refused = offers::accept(&t.app, &t.anonymous(), &mara, id).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let refused = offers::decline(&t.app, &t.anonymous(), &mara, id).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        // Nor does it let anybody in who belongs to no account; the link mailed there does.
        member_actions::remove(&t.app, &ada, issued.membership_id, false).await.unwrap();
        assert!(sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.is_err());
        let brought = Brought { link: Some(mailed.hash()), ..Brought::default() };
        let by_link = sign_in_by(&t.app, &t.anonymous(), MARA, PASSWORD, &brought).await.unwrap();
        let waiting = proven(&t, by_link).await;
        assert!(!waiting.is_member);
        accept_signed_in(&t.app, &t.anonymous(), &waiting, Way::Link(mailed.hash())).await.unwrap();
        assert_eq!(t.principal(&waiting.session).await.unwrap().account_name, "Southwind");
    }

    async fn what_is_offered_to_one_is_nobody_else_s(t) {
        let ada = t.administrator().await;
        mara_joins(&t, &ada).await;
        let (_, ada_there) = second_account(&t, &ada).await;
        invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        let link = last_link(&t, MARA).await;
        let id = invitation_of(&t, &link).await;
        t.invite(&ada, "bo@example.org").await;
        let bo = last_link(&t, "bo@example.org").await;
        let bo = accept_new(&t.app, &t.anonymous(), bo.hash(), "Bo", PASSWORD).await.unwrap();
        let bo = proven(&t, bo).await;
        for result in [
            offers::accept(&t.app, &t.anonymous(), &bo, id).await,
            offers::decline(&t.app, &t.anonymous(), &bo, id).await,
            offers::accept(&t.app, &t.anonymous(), &bo, InvitationId(4711)).await,
        ] {
            assert!(matches!(result, Err(Error::NotFound)), "{result:?}");
        }
        let mut browser = Browser::new(&t);
        browser.sign_in("bo@example.org", PASSWORD).await;
        let (foreign, nowhere) = (
            browser.post(&format!("/invitations/offers/{id}/accept"), &[]).await,
            browser.post("/invitations/offers/4711/accept", &[]).await,
        );
        assert_eq!((foreign.status, foreign.location()), (nowhere.status, nowhere.location()));
        let mut nobody = Browser::new(&t);
        let asked = nobody.post(&format!("/invitations/offers/{id}/accept"), &[]).await;
        assert_eq!(asked.location(), "/sign-in?next=%2Finvitations");
        // At its end it is offered no longer.
        t.advance(Span::hours(24));
        let who = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
        let mara = proven(&t, who).await;
        assert_eq!(offers::count(&t.app, &t.anonymous(), mara.user_id).await.unwrap(), 0);
        let late = offers::accept(&t.app, &t.anonymous(), &mara, id).await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    }

    async fn declining_asks_first_wherever_it_is_pressed(t) {
        let ada = t.administrator().await;
        mara_joins(&t, &ada).await;
        let (_, ada_there) = second_account(&t, &ada).await;
        let issued = invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        let link = last_link(&t, MARA).await;
        let id = invitation_of(&t, &link).await;
        let of_link = format!("/invitations/{}", link.hash().handle());
        let of_offer = format!("/invitations/offers/{id}");
        let mut browser = Browser::new(&t);
        assert!(browser.get(&format!("{of_offer}/decline")).await.location().starts_with("/sign-in"));
        browser.get(&format!("/invitations/{}", link.reveal())).await;
        browser.sign_in(MARA, PASSWORD).await;
        for (page, own, back) in [
            (of_link.as_str(), &of_link, of_link.as_str()),
            ("/invitations", &of_offer, "/invitations"),
        ] {
            // The button leads to the question, and sends nothing.
            let page = browser.get(page).await;
            let leads = page.holds(&format!("<form action=\"{own}/decline\""));
            assert!(leads && !page.holds(&format!("method=\"post\" action=\"{own}/decline\"")), "{}", page.body);
            let question = browser.get(&format!("{own}/decline")).await;
            assert_eq!(question.status, StatusCode::OK);
            for text in ["Decline the invitation to Southwind?", "is told", "Decline invitation"] {
                assert!(question.holds(text), "{text}: {}", question.body);
            }
            assert!(question.holds(&format!("method=\"post\" action=\"{own}/decline\"")));
            assert!(question.holds(&format!("href=\"{back}\"")), "the way back");
            assert_eq!(t.membership(&ada_there, issued.membership_id).await.state, MembershipState::Pending);
        }
        // The question about somebody else's, or about none, is a way to what is one's own.
        let mut other = Browser::new(&t);
        other.sign_in("ada@example.org", PASSWORD).await;
        for nothing in [of_offer.as_str(), "/invitations/offers/4711", "/invitations/offers/x"] {
            assert_eq!(other.get(&format!("{nothing}/decline")).await.location(), "/invitations");
        }
        assert_eq!(browser.post(&format!("{of_offer}/decline"), &[]).await.location(), "/invitations");
        assert_eq!(browser.get(&format!("{of_offer}/decline")).await.location(), "/invitations");
    }

    async fn sign_in_leads_to_what_is_offered_unless_somewhere_else_was_wanted(t) {
        let ada = t.administrator().await;
        mara_joins(&t, &ada).await;
        let mut browser = Browser::new(&t);
        assert_eq!(browser.sign_in(MARA, PASSWORD).await.location(), "/");
        assert!(!browser.get("/").await.holds("href=\"/accounts\""), "nothing to switch to");
        let (_, ada_there) = second_account(&t, &ada).await;
        invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        assert!(browser.get("/").await.holds("href=\"/accounts\""), "the way to the invitation");
        assert!(browser.get("/accounts").await.holds("1 account has invited you."));
        let mut browser = Browser::new(&t);
        assert_eq!(browser.sign_in(MARA, PASSWORD).await.location(), "/invitations");
        let form = [("email", MARA), ("password", PASSWORD), ("next", "/account")];
        assert_eq!(browser.post("/sign-in", &form).await.location(), "/account");
        let form = [("email", MARA), ("password", PASSWORD), ("next", "/")];
        assert_eq!(browser.post("/sign-in", &form).await.location(), "/invitations");
    }

    async fn of_the_link_and_the_offer_at_once_one_wins(t) {
        let ada = t.administrator().await;
        mara_joins(&t, &ada).await;
        let (_, ada_there) = second_account(&t, &ada).await;
        let who = sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.unwrap();
        let mara = proven(&t, who).await;
        invite(&t.app, &ada_there, &invite_form(MARA)).await.unwrap();
        let link = last_link(&t, MARA).await;
        let id = invitation_of(&t, &link).await;
        let tries = join_all((0..20).map(|n| {
            let (app, ctx, mara) = (t.app.clone(), t.anonymous(), mara.clone());
            let way = if n % 2 == 0 { Way::Link(link.hash()) } else { Way::Offered(id, mara.user_id) };
            async move {
                if n % 5 == 4 {
                    decline(&app, &ctx, Some(&mara), way).await
                } else {
                    accept_signed_in(&app, &ctx, &mara, way).await
                }
            }
        }))
        .await;
        assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1, "{tries:?}");
        t.counts_are_true().await;
    }
}
