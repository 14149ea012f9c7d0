//! The browsers a person is signed in with: seeing them, signing them out, and what nobody gets around.

use crate::{
    support::{
        PASSWORD, START, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, token_in,
    },
    two_factor::{NEXT, enrol},
};
use axum::http::{StatusCode, header};
use futures::future::join;
use std::sync::Arc;
use vestibule::{
    app::App,
    domain::{audit::Origin, factor::AuthLevel, ids::UserId, role::AccountRole, time::Span},
    service::{
        Ctx, Error, invitations::Invite, invitations::invite, looks::Looks, member_actions, member_edit,
        own_sessions, sessions,
    },
    store::{Db, accounts, member_places, members, sessions as stored, users},
};

const ADA: &str = "ada@example.org";
const MARA: &str = "mara@example.org";
pub(crate) const SESSIONS: &str = "/account/sessions";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
const NEW_BROWSER: &str = "New sign-in to your account";

/// Somebody signed in with a browser that calls itself so.
async fn signed_in(t: &TestApp, email: &str, user_agent: &str) -> Browser {
    let mut browser = Browser::new(t);
    browser.claims(&[(header::USER_AGENT.as_str(), user_agent)]);
    assert_eq!(browser.sign_in(email, PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser
}

/// Somebody who has joined Northwind with a role.
async fn joined(t: &TestApp, ada: &Ctx, email: &str, role: AccountRole) -> UserId {
    let form = Invite { role: role.id().to_string(), ..invite_form(email) };
    invite(&t.app, ada, &form).await.unwrap();
    let mails = t.deliver().await;
    let link = token_in(mails.iter().find(|mail| mail.to == email).unwrap(), "/invitations/").hash();
    let who = accept_new(&t.app, &t.anonymous(), link, "Mara Lind", PASSWORD).await.unwrap();
    t.deliver().await;
    who.user_id
}

/// The addresses of the buttons that sign one browser out.
pub(crate) fn buttons(page: &str) -> Vec<String> {
    let start = "action=\"/account/sessions/";
    page.split(start).skip(1).map(|rest| format!("{SESSIONS}/{}", &rest[..16])).collect()
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

/// Action, account and actor of the newest audit entry.
async fn audited(t: &TestApp) -> (String, Option<i64>, Option<i64>) {
    let sql = "SELECT action, account_id, actor_id FROM audit_events ORDER BY id DESC LIMIT 1";
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_one(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
    }
}

/// The subjects of the mails to an address that went out since the last time.
async fn mailed(t: &TestApp, email: &str) -> Vec<String> {
    let mails = t.deliver_with_news().await;
    mails.iter().filter(|mail| mail.to == email).map(|mail| mail.rendered.subject.clone()).collect()
}

on_both_databases! {
    async fn the_page_lists_every_live_session_of_mine_and_no_other(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        // What the administrator of the test came with is idle by then.
        t.advance(Span::minutes(31));
        let mut alone = signed_in(&t, ADA, FIREFOX).await;
        let page = alone.get(SESSIONS).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.holds("Firefox 145 on Linux") && page.holds("Northwind") && page.holds("This browser"));
        assert!(page.holds("You are signed in nowhere else.") && buttons(&page.body).is_empty());
        let mut other = signed_in(&t, ADA, SAFARI).await;
        signed_in(&t, MARA, "curl/8.14.1").await;
        t.advance(Span::minutes(5));
        let page = alone.get(SESSIONS).await;
        assert!(page.holds("Safari 26 on iOS") && page.holds("signed in 5 min ago") && !page.holds("curl"));
        assert_eq!((page.body.matches("This browser").count(), buttons(&page.body).len()), (1, 1));
        assert!(page.holds("aria-label=\"Sign out: Safari 26 on iOS, "));
        // The page of the other browser says the same the other way round.
        let page = other.get(SESSIONS).await;
        assert!(page.holds("aria-label=\"Sign out: Firefox 145 on Linux, "));
        // An idle one is gone by itself.
        t.advance(Span::minutes(28));
        assert!(is_in(&mut other).await);
        t.advance(Span::minutes(28));
        assert!(buttons(&other.get(SESSIONS).await.body).is_empty());
    }

    async fn a_browser_is_signed_out_by_its_owner_alone(t) {
        let ada = t.administrator().await;
        let mara_id = joined(&t, &ada, MARA, AccountRole::Users).await;
        let (mut one, mut two) = (signed_in(&t, MARA, FIREFOX).await, signed_in(&t, MARA, SAFARI).await);
        let own = buttons(&two.get(SESSIONS).await.body);
        let other = buttons(&one.get(SESSIONS).await.body);
        assert_eq!((own.len(), other.len()), (1, 1));
        assert_ne!(own, other);
        // Somebody else's, one that never was, the very one that asks: all the same.
        let mut stranger = signed_in(&t, ADA, FIREFOX).await;
        let foreign = stranger.post(&other[0], &[]).await;
        let nowhere = format!("{SESSIONS}/0123456789abcdef");
        let unknown = stranger.post(&nowhere, &[]).await;
        let itself = two.post(&other[0], &[]).await;
        for answer in [&foreign, &unknown, &itself] {
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, SESSIONS));
        }
        assert!(stranger.get(SESSIONS).await.holds("That browser is signed out already."));
        for handle in [&other[0][SESSIONS.len() + 1..], "0123456789abcdef", ""] {
            let answer = stranger.call("account/sessions/end", &serde_json::json!({ "handle": handle })).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{handle}");
        }
        assert!(is_in(&mut one).await && is_in(&mut two).await);

        let answer = one.post(&other[0], &[]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, SESSIONS));
        let account = ada.principal.as_ref().unwrap().account_id.0;
        assert_eq!(audited(&t).await, ("session.ended_elsewhere".into(), Some(account), Some(mara_id.0)));
        assert!(one.get(SESSIONS).await.holds("The browser is signed out."));
        assert!(is_in(&mut one).await && !is_in(&mut two).await);
        one.post(&other[0], &[]).await;
        assert!(one.get(SESSIONS).await.holds("That browser is signed out already."));
        t.deliver().await;
    }

    async fn all_other_browsers_are_signed_out_at_once(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        let mut others = Vec::new();
        for _ in 0..3 {
            others.push(signed_in(&t, MARA, FIREFOX).await);
        }
        let mut here = signed_in(&t, MARA, SAFARI).await;
        let mut stranger = signed_in(&t, ADA, SAFARI).await;
        assert_eq!(here.post(SESSIONS, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(audited(&t).await.0, "session.others_ended");
        let page = here.get(SESSIONS).await;
        assert!(page.holds("3 other browsers are signed out.") && page.holds("You are signed in nowhere else."));
        for other in &mut others {
            assert!(!is_in(other).await);
        }
        assert!(is_in(&mut stranger).await);
        let again = here.call("account/sessions/end-others", &serde_json::json!({})).await;
        assert!(again.holds("No other browser was signed in."));
        t.deliver().await;
    }

    async fn a_session_in_another_account_is_listed_and_its_end_told_there(t) {
        let ada = t.administrator().await;
        let principal = ada.principal.clone().unwrap();
        let account = crate::audit::another_account(&t).await;
        let mut tx = t.app.db.write().await.unwrap();
        accounts::lock(&mut tx, account).await.unwrap();
        let new = members::NewMembership {
            account_id: account,
            user_id: principal.user_id,
            name: "Ada",
            language: vestibule::domain::language::Language::En,
            role: AccountRole::Users,
            client_administrator: false,
            state: vestibule::domain::member::MembershipState::Active,
        };
        let id = members::insert(&mut tx, &new, START).await.unwrap().unwrap();
        member_places::refresh(&mut tx, id).await.unwrap();
        tx.commit_without_audit("test").await.unwrap();
        let there = t.open_session(&ada).await;
        sessions::switch(&t.app, &ada, &there, account).await.unwrap();
        let listed = own_sessions::list(&t.app, &ada).await.unwrap();
        let [here, other] = &listed[..] else { panic!("{listed:?}") };
        let (here, other) = if here.is_current { (here, other) } else { (other, here) };
        assert!(here.is_current && here.account == "Northwind" && other.account != "Northwind");
        own_sessions::end(&t.app, &ada, &other.handle).await.unwrap();
        assert!(!t.is_live(&there).await && t.is_live(principal.session().unwrap()).await);
        assert_eq!(audited(&t).await.1, Some(account.0));
        assert!(matches!(own_sessions::end(&t.app, &ada, &other.handle).await, Err(Error::NotFound)));
    }

    async fn whoever_signs_in_with_a_new_browser_is_told(t) {
        let ada = t.administrator().await;
        t.invite(&ada, MARA).await;
        let link = token_in(&t.deliver().await[0], "/invitations/");
        let mut first = Browser::new(&t);
        first.get(&format!("/invitations/{}", link.reveal())).await;
        let page = format!("/invitations/{}", link.hash().handle());
        let joined = first.post(&page, &[("name", "Mara Lind"), ("password", PASSWORD)]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);
        assert_eq!(mailed(&t, MARA).await, Vec::<String>::new(), "joining is no news");
        first.post("/sign-out", &[]).await;
        first.sign_in(MARA, PASSWORD).await;
        assert_eq!(mailed(&t, MARA).await, Vec::<String>::new(), "the browser of joining is known");

        let mut second = signed_in(&t, MARA, FIREFOX).await;
        let mails = t.deliver_with_news().await;
        assert_eq!(mails.len(), 1);
        let (mail, text) = (&mails[0], &mails[0].rendered.text);
        assert_eq!((mail.to.as_str(), mail.rendered.subject.as_str()), (MARA, NEW_BROWSER));
        assert!(text.contains("Firefox 145 on Linux") && text.contains("November 20, 2026"), "{text}");
        assert!(text.contains("Forgot password?"));
        second.post("/sign-out", &[]).await;
        second.sign_in(MARA, PASSWORD).await;
        assert_eq!(mailed(&t, MARA).await, Vec::<String>::new(), "known by now");

        // A browser known to somebody else, or that claims so, is new.
        second.sign_in(ADA, PASSWORD).await;
        assert_eq!(mailed(&t, ADA).await, [NEW_BROWSER]);
        second.sign_in(MARA, PASSWORD).await;
        assert_eq!(mailed(&t, MARA).await, Vec::<String>::new(), "two people share it");
        let cookie = second.cookie("__Host-device").unwrap().to_owned();
        for forged in ["", "WzEsMl0", &cookie[..cookie.len() - 4]] {
            second.set_cookie("__Host-device", forged);
            second.sign_in(MARA, PASSWORD).await;
            assert_eq!(mailed(&t, MARA).await, [NEW_BROWSER], "{forged}");
        }
        // A wrong password is nobody's sign-in.
        Browser::new(&t).sign_in(MARA, "not the right password").await;
        assert_eq!(mailed(&t, MARA).await, Vec::<String>::new());
    }

    async fn a_browser_is_known_and_told_of_once_the_second_factor_is_proven(t) {
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        t.deliver().await;
        let mut browser = Browser::new(&t);
        for _ in 0..2 {
            assert_eq!(browser.sign_in(ADA, PASSWORD).await.location(), "/sign-in/second-step");
            assert_eq!(mailed(&t, ADA).await, Vec::<String>::new(), "nobody is signed in yet");
            assert_eq!(browser.cookie("__Host-device"), None);
        }
        for expected in [&[NEW_BROWSER][..], &[]] {
            let code = phone.shows(t.clock_now());
            let passed = browser.post("/sign-in/second-step", &[("code", &code)]).await;
            assert_eq!(passed.status, StatusCode::SEE_OTHER);
            assert_eq!(mailed(&t, ADA).await, expected);
            t.advance(NEXT);
            browser.post("/sign-out", &[]).await;
            browser.sign_in(ADA, PASSWORD).await;
        }
    }

    async fn a_session_planted_before_signing_in_is_worth_nothing_after(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        // An id of the attacker's own making, and the id of the attacker's own live session.
        let eve = signed_in(&t, MARA, SAFARI).await;
        let live = eve.cookie("__Host-sid").unwrap().to_owned();
        for planted in ["AAAAAAAAAAAAAAAAAAAAAA", "nonsense", live.as_str()] {
            let mut victim = Browser::new(&t);
            victim.set_cookie("__Host-sid", planted);
            victim.get("/sign-in").await;
            victim.set_cookie("__Host-sid", planted);
            assert_eq!(victim.sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER, "{planted}");
            assert_ne!(victim.cookie("__Host-sid"), Some(planted));
            assert!(victim.get("/users").await.status == StatusCode::OK);
            let mut attacker = Browser::new(&t);
            attacker.set_cookie("__Host-sid", planted);
            assert!(!is_in(&mut attacker).await, "{planted}");
        }
        t.deliver().await;
    }

    async fn no_slow_request_revives_a_session_that_was_signed_out(t) {
        let t = t.with_worthless_hashes();
        let ada = t.administrator().await;
        let principal = ada.principal.clone().unwrap();
        let mut saved = 0;
        for round in 0..500_u32 {
            t.advance(Span::seconds(1));
            let mut id_hash = [7; 32];
            id_hash[..4].copy_from_slice(&round.to_be_bytes());
            let new = stored::NewSession {
                id_hash,
                user_id: principal.user_id,
                account_id: principal.account_id,
                ip: "192.0.2.1",
                user_agent: "test",
                data: "{}",
            };
            let now = t.clock_now();
            let mut tx = t.app.db.write().await.unwrap();
            stored::insert(&mut tx, &new, AuthLevel::Password, now).await.unwrap();
            tx.commit_without_audit("test").await.unwrap();
            assert!(t.is_live(&id_hash).await);
            let origin = Origin { at: now, request_id: "test", ip: "" };
            let save = sessions::save(&t.app, &id_hash, r#"{"slow":true}"#);
            let (was_saved, ended) = if round % 2 == 0 {
                join(save, sessions::end(&t.app, &id_hash, &origin)).await
            } else {
                let (ended, saved) = join(sessions::end(&t.app, &id_hash, &origin), save).await;
                (saved, ended)
            };
            ended.unwrap();
            saved += u32::from(was_saved.unwrap());
            assert!(!t.is_live(&id_hash).await, "round {round}");
            assert!(!sessions::save(&t.app, &id_hash, "{}").await.unwrap(), "round {round}");
            assert!(!t.is_live(&id_hash).await, "round {round}");
        }
        eprintln!("of 500 slow requests {saved} came before the sign-out");
    }

    async fn what_one_node_takes_away_is_gone_at_the_other_s_next_request(t) {
        let t = t.without_limits().with_worthless_hashes();
        let ada = t.administrator().await;
        // Another process would share the database and the key, and nothing else.
        let node = App {
            looks: Looks::default(),
            token_room: Arc::default(),
            link_tries: Arc::default(),
            mail_queued: Arc::default(),
            ..t.app.clone()
        };
        for round in 0..10 {
            for taken in ["suspended", "removed", "demoted"] {
                let email = format!("{taken}{round}@example.org");
                let user = joined(&t, &ada, &email, AccountRole::Administrators).await;
                let mut there = Browser::at(&node);
                assert_eq!(there.sign_in(&email, PASSWORD).await.status, StatusCode::SEE_OTHER);
                assert_eq!(there.get("/users").await.status, StatusCode::OK);
                let mut tx = t.app.db.read().await.unwrap();
                let account = ada.principal.as_ref().unwrap().account_id;
                let id = members::find_by_user(&mut tx, account, user).await.unwrap().unwrap().id;
                drop(tx);
                let expected = match taken {
                    "suspended" => {
                        member_actions::suspend(&t.app, &ada, id).await.unwrap();
                        StatusCode::SEE_OTHER
                    }
                    "removed" => {
                        member_actions::remove(&t.app, &ada, id, false).await.unwrap();
                        StatusCode::SEE_OTHER
                    }
                    _ => {
                        member_edit::change_role(&t.app, &ada, id, "2").await.unwrap();
                        StatusCode::FORBIDDEN
                    }
                };
                assert_eq!(there.get("/users").await.status, expected, "{taken}, round {round}");
                let posted = there.post("/users/invite", &[("email", "eve@example.org")]).await;
                assert_eq!(posted.status, expected, "{taken}, round {round}");
            }
        }
        // Signed out here is signed out there.
        let mut there = Browser::at(&node);
        there.sign_in(ADA, PASSWORD).await;
        own_sessions::end_others(&t.app, &ada).await.unwrap();
        assert_eq!(there.get("/users").await.status, StatusCode::SEE_OTHER);
        t.deliver().await;
    }

    async fn a_change_of_password_or_address_ends_the_other_sessions_and_is_told(t) {
        let ada = t.administrator().await;
        joined(&t, &ada, MARA, AccountRole::Users).await;
        let (mut here, mut there) = (signed_in(&t, MARA, FIREFOX).await, signed_in(&t, MARA, SAFARI).await);
        t.deliver_with_news().await;
        let new = "four herons by the weir";
        let form = [("current_password", PASSWORD), ("new_password", new)];
        assert_eq!(here.post("/account/password", &form).await.status, StatusCode::SEE_OTHER);
        assert!(is_in(&mut here).await && !is_in(&mut there).await);
        assert_eq!(mailed(&t, MARA).await, ["Your password was changed"]);
        assert_eq!(there.sign_in(MARA, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(there.sign_in(MARA, new).await.status, StatusCode::SEE_OTHER);
        assert_eq!(mailed(&t, MARA).await, Vec::<String>::new(), "still a known browser");

        let form = [("new_email", "mara@elsewhere.example"), ("password", new)];
        assert_eq!(here.post("/account/email/change", &form).await.status, StatusCode::SEE_OTHER);
        let mails = t.deliver().await;
        let link = mails.iter().find(|mail| mail.to == "mara@elsewhere.example").unwrap();
        let link = token_in(link, "/account/email/");
        here.get(&format!("/account/email/{}", link.reveal())).await;
        let confirmed = here.post("/account/email", &[("handle", &link.hash().handle())]).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER);
        assert!(is_in(&mut here).await && !is_in(&mut there).await);
        let mut told: Vec<String> = t.deliver().await.into_iter().map(|mail| mail.to).collect();
        told.sort();
        assert_eq!(told, ["mara@elsewhere.example", MARA]);
        let mut tx = t.app.db.read().await.unwrap();
        assert_eq!(users::find(&mut tx, ada.principal.as_ref().unwrap().user_id).await.unwrap().unwrap().email, ADA);
    }
}
