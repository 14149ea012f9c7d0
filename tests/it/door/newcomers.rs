//! Somebody new: name and password, an app, the first code, and in.

use super::{
    MARA, at_the_door, begun, first_step, following, guarded, invited, join, last_link, nothing_is_changed,
    page_of, step_of,
};
use crate::{
    support::{
        PASSWORD,
        browser::Browser,
        database::{audited, number},
        invite_form, on_both_databases,
    },
    two_factor::{NEXT, codes_kept, codes_on, enrol, faults, row},
};
use axum::http::StatusCode;
use futures::future::join_all;
use tokio_util::sync::CancellationToken;
use vestibule::{
    domain::{
        field::{Fault, Field},
        invitation::LinkState,
        time::Span,
    },
    service::{
        Error,
        acceptance::{self, Way},
        door::{self, Entered},
        invitations::{invite, reissue},
        member_actions, requirement,
        sign_in::sign_in,
    },
    store::Db,
    worker::housekeeping::clean,
};

on_both_databases! {
    async fn from_the_link_to_the_account(t) {
        let ada = t.administrator().await;
        let (id, link) = invited(&t, &ada).await;
        let mut mara = following(&t, &link).await;
        let page = mara.get(&page_of(&link)).await;
        for words in ["Required to join", "Next you set up two-factor authentication", ">Continue</button>"] {
            assert!(page.holds(words), "{words}: {}", page.body);
        }
        assert!(!page.holds("Set password and join"), "{}", page.body);
        // What is wrong is said at once.
        let wrong = mara.post(&page_of(&link), &[("name", ""), ("password", "short")]).await;
        assert_eq!((wrong.status.as_u16(), at_the_door(&t).await), (422, 0));

        let phone = first_step(&mut mara, &link).await;
        nothing_is_changed(&t).await;
        assert_eq!(at_the_door(&t).await, 1);
        let page = mara.get(&step_of(&link)).await;
        assert!(page.holds("Set password and join") && page.holds("action=\"/invitations/"), "{}", page.body);
        assert!(!page.holds(PASSWORD) && !page.holds("argon2"), "{}", page.body);
        assert!(page.headers.get("content-encoding").is_none());
        // Whoever looks again sees the same key; and whoever knows the password gets nowhere with it.
        assert!(sign_in(&t.app, &t.anonymous(), MARA, PASSWORD).await.is_err());
        let empty = mara.post(&step_of(&link), &[("code", "")]).await;
        assert!(empty.status == 422 && empty.holds("Enter the code"), "{}", empty.body);
        let wrong = mara.post(&step_of(&link), &[("code", "000000")]).await;
        assert!(wrong.status == 422 && wrong.holds("This code is not right"), "{}", wrong.body);
        nothing_is_changed(&t).await;

        let code = phone.shows(t.clock_now());
        let joined = mara.post(&step_of(&link), &[("code", &code)]).await;
        assert_eq!((joined.status.as_u16(), joined.location()), (303, "/account/two-factor/codes"));
        assert_eq!(audited(&t, 3).await, ["session.created", "user.two_factor_on", "invitation.accepted"]);
        let page = mara.get("/account/two-factor/codes").await;
        let codes = codes_on(&page.body);
        assert!(codes.len() == 10 && page.holds("You have joined"), "{}", page.body);
        assert_eq!(codes_kept(&mut mara).await.location(), "/");
        assert!(mara.get("/").await.holds("Welcome to Northwind"));
        assert_eq!(codes_kept(&mut mara).await.status, 200, "said once");
        assert!(mara.cookie("__Host-door").is_none() && mara.cookie("__Host-link").is_none());

        assert_eq!(at_the_door(&t).await, 0);
        assert!(row(&t, &ada, MARA).await.two_factor);
        assert!(t.membership(&ada, id).await.is_in_force(t.clock_now()));
        let mails = t.deliver().await;
        let subjects: Vec<&str> = mails.iter().map(|mail| mail.rendered.subject.as_str()).collect();
        assert!(subjects.contains(&"Two-factor authentication is on") && subjects.len() == 2, "{subjects:?}");
        // The code has been used, and the next is asked for behind the password.
        let mut again = Browser::new(&t);
        assert!(again.sign_in(MARA, PASSWORD).await.location().starts_with("/sign-in/second-step"));
        assert_eq!(again.post("/sign-in/second-step", &[("code", &code)]).await.status, 422);
        t.advance(NEXT);
        let next = phone.shows(t.clock_now());
        assert_eq!(again.post("/sign-in/second-step", &[("code", &next)]).await.status, 303);
        let mut third = Browser::new(&t);
        third.sign_in(MARA, PASSWORD).await;
        let form = [("way", "recovery"), ("recovery_code", codes[0].as_str())];
        assert_eq!(third.post("/sign-in/second-step", &form).await.status, 303);
        // The link says that it is done.
        let late = mara.post(&step_of(&link), &[("code", &next)]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND, "the cookie of the link is gone");
        let mut late = following(&t, &link).await;
        assert_eq!(late.get(&step_of(&link)).await.status, StatusCode::GONE);
        assert_eq!(late.post(&step_of(&link), &[("code", &next)]).await.status, StatusCode::GONE);
        t.counts_are_true().await;
    }

    async fn by_a_function_as_an_island_would(t) {
        let ada = t.administrator().await;
        let (_, link) = invited(&t, &ada).await;
        let mut mara = following(&t, &link).await;
        let handle = link.hash().handle();
        let arguments = serde_json::json!({ "handle": handle, "name": "Mara", "password": PASSWORD });
        let answer = mara.call("invitations/accept", &arguments).await;
        assert!(answer.status == 200 && answer.holds("/two-factor"), "{}", answer.body);
        assert!(mara.get("/").await.location().starts_with("/sign-in"), "that was not joining");
        nothing_is_changed(&t).await;
        let phone = crate::two_factor::Phone::on(&mara.get(&step_of(&link)).await.body);
        let arguments = serde_json::json!({ "handle": handle, "code": phone.shows(t.clock_now()) });
        let answer = mara.call("invitations/two-factor", &arguments).await;
        assert!(answer.status == 200 && answer.holds("/account/two-factor/codes"), "{}", answer.body);
        assert!(mara.get("/").await.holds("Welcome to Northwind"));
    }

    async fn nobody_joins_by_the_password_alone(t) {
        let ada = t.administrator().await;
        let (_, link) = invited(&t, &ada).await;
        let entered = door::enter(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await;
        assert!(matches!(entered, Ok(Entered::SetUp(_))), "{entered:?}");
        nothing_is_changed(&t).await;
        // Neither does a code without a first step, at whichever address.
        let mut mara = following(&t, &link).await;
        let answer = mara.post(&step_of(&link), &[("code", "123456")]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, page_of(&link).as_str()));
        assert!(mara.get(&page_of(&link)).await.holds("Please start again"));
        assert_eq!(mara.get(&step_of(&link)).await.location(), page_of(&link));
        let stranger = Browser::new(&t).post(&step_of(&link), &[("code", "123456")]).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        nothing_is_changed(&t).await;
    }

    async fn what_is_kept_meanwhile_opens_nothing(t) {
        let ada = t.administrator().await;
        let (_, link) = invited(&t, &ada).await;
        let (key, phone) = begun(&t, &link).await;
        let sql = "SELECT password_hash, key_hash, sealed_secret, name FROM doors";
        let (password, kept, secret, name): (String, Vec<u8>, Vec<u8>, String) = match &t.app.db {
            Db::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_one(writer).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
        };
        assert!(password.starts_with("$argon2id$") && !password.contains(PASSWORD));
        assert_eq!((kept.as_slice(), name.as_str()), (key.hash().0.as_slice(), "Mara Lind"));
        assert!(secret.len() > 20 + 24, "sealed, with its nonce");
        assert_eq!(t.app.sealer.open("authenticator app of 1", &secret), None, "of nobody else");
        // Another browser with the link has neither the key nor the page.
        let mut other = following(&t, &link).await;
        assert_eq!(other.get(&step_of(&link)).await.location(), page_of(&link));
        other.set_cookie("__Host-door", &vestibule::domain::secret::Token::from_random([3; 32]).reveal());
        assert_eq!(other.get(&step_of(&link)).await.location(), page_of(&link));
        let answer = other.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, page_of(&link).as_str()));
        nothing_is_changed(&t).await;
        // Whoever begins again takes the place.
        let (second, other_phone) = begun(&t, &link).await;
        assert_eq!(at_the_door(&t).await, 1);
        let first = join(&t, &link, &key, &phone.shows(t.clock_now())).await;
        assert!(matches!(first, Err(Error::Conflict)), "{first:?}");
        assert_eq!(faults(join(&t, &link, &second, &phone.shows(t.clock_now())).await), [(Field::Code, Fault::WrongCode)]);
        join(&t, &link, &second, &other_phone.shows(t.clock_now())).await.unwrap();
    }

    async fn after_fifteen_minutes_one_begins_again(t) {
        let ada = t.administrator().await;
        let (_, link) = invited(&t, &ada).await;
        let mut mara = following(&t, &link).await;
        let phone = first_step(&mut mara, &link).await;
        t.advance(Span::minutes(15));
        assert_eq!(mara.get(&step_of(&link)).await.location(), page_of(&link));
        let late = mara.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!((late.status.as_u16(), late.location()), (303, page_of(&link).as_str()));
        nothing_is_changed(&t).await;
        assert_eq!(at_the_door(&t).await, 1);
        assert_eq!(clean(&t.app, &CancellationToken::new()).await.unwrap().doors, 1);
        assert_eq!(at_the_door(&t).await, 0);
        let phone = first_step(&mut mara, &link).await;
        assert!(mara.get(&step_of(&link)).await.holds("You have 15 minutes."));
        t.advance(Span::minutes(14));
        assert!(mara.get(&step_of(&link)).await.holds("You have 1 minute."));
        assert_eq!(clean(&t.app, &CancellationToken::new()).await.unwrap().doors, 0);
        let joined = mara.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!(joined.location(), "/account/two-factor/codes");
    }

    async fn of_several_codes_at_once_one_lets_in(t) {
        let t = t.with_worthless_hashes();
        let ada = t.administrator().await;
        for round in 0..5 {
            let email = format!("mara{round}@example.org");
            invite(&t.app, &ada, &guarded(&email)).await.unwrap();
            let link = crate::support::token_in(t.deliver().await.iter().find(|mail| mail.to == email).unwrap(), "/invitations/");
            let (key, phone) = begun(&t, &link).await;
            let code = phone.shows(t.clock_now());
            let all = join_all((0..6).map(|_| join(&t, &link, &key, &code))).await;
            let joined: Vec<_> = all.iter().filter_map(|result| result.as_ref().ok()).collect();
            assert_eq!(joined.len(), 1, "{all:?}");
            let user = joined[0].user_id;
            for result in &all {
                assert!(matches!(result, Ok(_) | Err(Error::LinkClosed(LinkState::Used))), "{result:?}");
            }
            for (table, expected) in [("factors", 1), ("recovery_codes", 10), ("sessions", 1)] {
                let sql = format!("SELECT count(*) FROM {table} WHERE user_id = {user}");
                assert_eq!(number(&t, sql.leak()).await, expected, "{table}");
            }
        }
        assert_eq!(at_the_door(&t).await, 0);
        t.counts_are_true().await;
    }

    async fn what_becomes_of_the_invitation_in_between_counts(t) {
        let ada = t.administrator().await;
        let (id, link) = invited(&t, &ada).await;
        let mut mara = following(&t, &link).await;
        let phone = first_step(&mut mara, &link).await;
        let (key, _) = begun(&t, &link).await;
        // A new link: the page of the old one says so, and what was begun by it counts no more, with the new one either.
        t.advance(Span::minutes(2));
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        let newer = last_link(&t).await;
        let code = phone.shows(t.clock_now());
        let refused = join(&t, &link, &key, &code).await;
        assert!(matches!(refused, Err(Error::LinkClosed(LinkState::Replaced))), "{refused:?}");
        assert_eq!(mara.get(&step_of(&link)).await.status, StatusCode::GONE);
        assert_eq!(mara.post(&step_of(&link), &[("code", &code)]).await.status, StatusCode::GONE);
        let refused = join(&t, &newer, &key, &code).await;
        assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
        // Taken back.
        let (key, phone) = begun(&t, &newer).await;
        member_actions::revoke(&t.app, &t.later(&ada), id).await.unwrap();
        let refused = join(&t, &newer, &key, &phone.shows(t.clock_now())).await;
        assert!(matches!(refused, Err(Error::LinkClosed(LinkState::Revoked))), "{refused:?}");
        nothing_is_changed(&t).await;
        // Ended.
        t.advance(Span::minutes(2));
        let (_, link) = invited(&t, &ada).await;
        t.advance(Span::minutes(24 * 60 - 5));
        let (key, phone) = begun(&t, &link).await;
        t.advance(Span::minutes(5));
        let refused = join(&t, &link, &key, &phone.shows(t.clock_now())).await;
        assert!(matches!(refused, Err(Error::LinkClosed(LinkState::Expired))), "{refused:?}");
        nothing_is_changed(&t).await;
        // Declined by whoever has the link.
        reissue(&t.app, &t.later(&ada), t_membership(&t).await, false).await.unwrap();
        let link = last_link(&t).await;
        let (key, phone) = begun(&t, &link).await;
        acceptance::decline(&t.app, &t.anonymous(), None, Way::Link(link.hash())).await.unwrap();
        let refused = join(&t, &link, &key, &phone.shows(t.clock_now())).await;
        assert!(matches!(refused, Err(Error::LinkClosed(LinkState::Declined))), "{refused:?}");
        nothing_is_changed(&t).await;
    }

    async fn a_person_who_joined_elsewhere_meanwhile_signs_in(t) {
        let ada = t.administrator().await;
        let (_, link) = invited(&t, &ada).await;
        let there = crate::door::known::harbour(&t, &ada).await;
        invite(&t.app, &there, &guarded(MARA)).await.unwrap();
        let other = last_link(&t).await;
        let mut mara = following(&t, &link).await;
        let phone = first_step(&mut mara, &link).await;
        let (key, at_harbour) = begun(&t, &other).await;
        join(&t, &other, &key, &at_harbour.shows(t.clock_now())).await.unwrap();
        let late = mara.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert!(late.holds("Sign in to accept") && !late.holds("secret\">"), "{}", late.body);
        assert_eq!(number(&t, "SELECT count(*) FROM factors").await, 1);
        assert_eq!(number(&t, "SELECT count(*) FROM invitations WHERE accepted_at IS NOT NULL").await, 1);
        // With the factor that she has now.
        mara.sign_in(MARA, PASSWORD).await;
        t.advance(NEXT);
        mara.post("/sign-in/second-step", &[("code", &at_harbour.shows(t.clock_now()))]).await;
        assert_eq!(mara.post(&page_of(&link), &[]).await.location(), "/");
        t.counts_are_true().await;
    }

    async fn wrong_codes_are_counted_whoever_begins_again(t) {
        let ada = t.administrator().await;
        let (_, link) = invited(&t, &ada).await;
        let mut mara = following(&t, &link).await;
        let mut phone = first_step(&mut mara, &link).await;
        for round in 0..5 {
            assert_eq!(mara.post(&step_of(&link), &[("code", "000000")]).await.status, 422, "{round}");
            if round == 2 {
                phone = first_step(&mut mara, &link).await;
            }
        }
        let refused = mara.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.headers["retry-after"], "300");
        assert!(refused.holds("<code class=\"secret\">"), "{}", refused.body);
        // A new first step opens no door, nor does another browser.
        let mut other = following(&t, &link).await;
        let phone = first_step(&mut other, &link).await;
        let refused = other.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        nothing_is_changed(&t).await;
        t.advance(Span::minutes(5));
        let joined = other.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!(joined.location(), "/account/two-factor/codes");
        assert_eq!(number(&t, "SELECT count(*) FROM factor_tries").await, 0, "a right code forgets them");
    }

    async fn an_account_that_requires_it_of_everybody_asks_for_it_at_the_door(t) {
        let ada = t.administrator().await;
        enrol(&t, &ada).await;
        invite(&t.app, &t.later(&ada), &invite_form(MARA)).await.unwrap();
        let mails = t.deliver().await;
        assert!(!mails[0].rendered.text.contains("two-factor"), "{}", mails[0].rendered.text);
        let link = last_link_of(&mails);
        let mut mara = following(&t, &link).await;
        assert!(mara.get(&page_of(&link)).await.holds("Set password and join"));
        // From a later day on is not yet; from today on is.
        requirement::set(&t.app, &t.later(&ada), "2026-11-21", "").await.unwrap();
        assert!(mara.get(&page_of(&link)).await.holds("Set password and join"));
        requirement::set(&t.app, &t.later(&ada), &t.clock_now().to_day(), "2026-11-21").await.unwrap();
        assert!(mara.get(&page_of(&link)).await.holds(">Continue</button>"));
        let entered = door::enter(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await;
        assert!(matches!(entered, Ok(Entered::SetUp(_))), "{entered:?}");
        let phone = first_step(&mut mara, &link).await;
        nothing_is_changed(&t).await;
        let joined = mara.post(&step_of(&link), &[("code", &phone.shows(t.clock_now()))]).await;
        assert_eq!(joined.location(), "/account/two-factor/codes");
        codes_kept(&mut mara).await;
        // She owes nothing: she was never a member without it.
        assert_eq!(mara.get("/projects").await.status, 200);
        // The next invitation says so in its mail, and the form has nothing to choose.
        invite(&t.app, &t.later(&ada), &invite_form("bo@example.org")).await.unwrap();
        let mails = t.deliver().await;
        let mail = mails.iter().find(|mail| mail.to == "bo@example.org").unwrap();
        assert!(mail.rendered.text.contains("You will set up two-factor authentication when you join."));
        assert!(mail.rendered.html.contains("You will set up two-factor authentication when you join."));
    }

    async fn what_is_no_longer_required_when_the_code_comes_lets_in_all_the_same(t) {
        let ada = t.administrator().await;
        enrol(&t, &ada).await;
        invite(&t.app, &t.later(&ada), &invite_form(MARA)).await.unwrap();
        let link = last_link(&t).await;
        let today = t.clock_now().to_day();
        requirement::set(&t.app, &t.later(&ada), &today, "").await.unwrap();
        let (key, phone) = begun(&t, &link).await;
        requirement::set(&t.app, &t.later(&ada), "", &today).await.unwrap();
        join(&t, &link, &key, &phone.shows(t.clock_now())).await.unwrap();
        assert!(row(&t, &ada, MARA).await.two_factor);
        // And whoever begins now needs the password alone.
        invite(&t.app, &t.later(&ada), &invite_form("bo@example.org")).await.unwrap();
        let link = last_link_of(&t.deliver().await);
        let entered = door::enter(&t.app, &t.anonymous(), link.hash(), "Bo", PASSWORD).await.unwrap();
        assert!(matches!(entered, Entered::In(_)), "{entered:?}");
    }
}

/// The membership that waits.
async fn t_membership(t: &crate::support::TestApp) -> vestibule::domain::ids::MembershipId {
    let sql = "SELECT id FROM memberships WHERE state = 'pending'";
    vestibule::domain::ids::MembershipId(number(t, sql).await)
}

fn last_link_of(mails: &[vestibule::mail::Outgoing]) -> vestibule::domain::secret::Token {
    let mail = mails.iter().rev().find(|mail| mail.rendered.text.contains("/invitations/")).unwrap();
    crate::support::token_in(mail, "/invitations/")
}
