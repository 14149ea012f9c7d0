//! Proving again who one is, before something weighty.

use crate::{
    support::{
        PASSWORD, TestApp, accept_new,
        browser::{Answer, Browser},
        database::{audited, number},
        invite_form, on_both_databases, token_in,
    },
    two_factor::{NEXT, enrol},
};
use axum::http::{StatusCode, header};
use futures::future::join_all;
use serde_json::json;
use vestibule::{
    domain::{
        ids::MembershipId,
        member::MembershipState,
        role::AccountRole,
        time::{Span, Timestamp},
    },
    service::{
        Ctx, Error, batches,
        edit_form::Edit,
        invitations,
        invitations::Invite,
        member_actions, member_edit, own_sessions, renewal, sign_in,
        step_up::{self, Proof},
        two_factor,
    },
};

const ADA: &str = "ada@example.org";
const HEADING: &str = "Confirm it is you";
const CONTROL: &str = "step_up_password";
const CODE: &str = "step_up_code";
const HAVE_FACTORS: &str = "SELECT count(*) FROM factors WHERE confirmed_at IS NOT NULL";

fn is_step_up<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::StepUp))
}

fn as_administrator(email: &str) -> Invite {
    Invite { role: AccountRole::Administrators.id().to_string(), ..invite_form(email) }
}

fn edit_of(role: &str, client_role: &str) -> Edit {
    Edit {
        name: "Somebody".into(),
        language: "en".into(),
        role: role.into(),
        scope: "client".into(),
        client_role: client_role.into(),
        ..Edit::default()
    }
}

/// Somebody who has joined with this invitation.
async fn joined(t: &TestApp, ada: &Ctx, form: &Invite) -> MembershipId {
    let issued = invitations::invite(&t.app, ada, form).await.unwrap();
    let mails = t.deliver().await;
    let link = token_in(mails.iter().find(|mail| mail.to == issued.email).unwrap(), "/invitations/").hash();
    accept_new(&t.app, &t.anonymous(), link, "Somebody", PASSWORD).await.unwrap();
    t.deliver().await;
    issued.membership_id
}

/// Ada signed in with a browser, whose proof is old by now.
async fn long_signed_in(t: &TestApp) -> Browser {
    let mut browser = Browser::new(t);
    assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
    t.advance(Span::minutes(11));
    browser
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The form of the page as a browser would send it again, without the password.
pub(crate) fn kept(answer: &Answer) -> (String, Vec<(String, String)>) {
    let form = answer.body.split("<form").find(|form| form.contains(" class=\"confirm\"")).unwrap();
    let form = form.split("</form>").next().unwrap();
    let of = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!(" {name}=\"")).unwrap().1;
        unescaped(rest.split_once('"').unwrap().0)
    };
    let fields = form.split("<input type=\"hidden\"").skip(1).map(|tag| (of(tag, "name"), of(tag, "value")));
    (of(form, "action"), fields.collect())
}

/// Sends the form of the page with a password.
async fn confirm(browser: &mut Browser, asked: &Answer, password: &str) -> Answer {
    confirm_by(browser, asked, CONTROL, password).await
}

/// Sends the form of the page with a proof.
pub(crate) async fn confirm_by(browser: &mut Browser, asked: &Answer, control: &str, proof: &str) -> Answer {
    let (action, mut fields) = kept(asked);
    fields.push((control.into(), proof.into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    browser.post(&action, &fields).await
}

fn retry_after(answer: &Answer) -> &str {
    answer.headers[header::RETRY_AFTER].to_str().unwrap()
}

on_both_databases! {
    async fn what_is_weighty_needs_a_proof_of_the_last_ten_minutes(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let user = joined(&t, &ada, &invite_form("user@example.org")).await;
        let other = joined(&t, &ada, &invite_form("other@example.org")).await;
        let admin = joined(&t, &ada, &as_administrator("admin@example.org")).await;
        member_actions::suspend(&t.app, &ada, admin).await.unwrap();
        let open = invitations::invite(&t.app, &ada, &as_administrator("open@example.org")).await.unwrap();
        let many = as_administrator("one@example.net, two@example.net");
        let batch = batches::prepare(&t.app, &ada, &many, batches::several(&many).unwrap()).await.unwrap();
        let edited_away = Edit { email: "elsewhere@example.org".into(), ..edit_of("1", "none") };
        let client = Invite { client_role: "administrator".into(), ..invite_form("client@example.org") };

        // One second before it is too old, and one behind.
        t.advance(Span::minutes(10));
        assert!(step_up::require(&t.app, &t.later(&ada)).is_ok());
        t.advance(Span::seconds(1));
        let late = t.later(&ada);
        assert!(is_step_up(&step_up::require(&t.app, &late)));
        let app = &t.app;
        assert!(is_step_up(&invitations::invite(app, &late, &as_administrator("a@example.org")).await));
        assert!(is_step_up(&invitations::invite(app, &late, &client).await));
        assert!(is_step_up(&member_edit::edit(app, &late, user, &edit_of("1", "none")).await));
        assert!(is_step_up(&member_edit::edit(app, &late, user, &edit_of("2", "administrator")).await));
        assert!(is_step_up(&member_edit::edit(app, &late, open.membership_id, &edited_away).await));
        assert!(is_step_up(&member_edit::change_role(app, &late, user, "1").await));
        assert!(is_step_up(&member_actions::remove(app, &late, user, false).await));
        assert!(is_step_up(&member_actions::remove(app, &late, user, true).await));
        assert!(is_step_up(&member_actions::restore(app, &late, admin).await));
        assert!(is_step_up(&invitations::reissue(app, &late, open.membership_id, true).await));
        assert!(is_step_up(&renewal::approve(app, &late, open.membership_id).await));
        assert!(is_step_up(&batches::send(app, &late, batch).await));
        let there = t.open_session(&late).await;
        let listed = own_sessions::list(app, &late).await.unwrap();
        let elsewhere = listed.iter().find(|session| !session.is_current).unwrap();
        assert!(is_step_up(&own_sessions::end(app, &late, &elsewhere.handle).await));
        assert!(is_step_up(&own_sessions::end_others(app, &late).await));
        assert!(t.is_live(&there).await);
        assert_eq!(t.membership(&late, user).await.state, MembershipState::Active, "nothing was done");
        assert_eq!(t.membership(&late, user).await.role, AccountRole::Users);

        // What grants nothing asks for nothing.
        invitations::invite(app, &late, &invite_form("plain@example.org")).await.unwrap();
        member_edit::edit(app, &late, user, &edit_of("5", "none")).await.unwrap();
        member_edit::edit(app, &late, admin, &edit_of("1", "none")).await.unwrap();
        member_edit::change_role(app, &late, admin, "1").await.unwrap();
        invitations::reissue(app, &late, open.membership_id, false).await.unwrap();
        member_actions::suspend(app, &late, other).await.unwrap();
        member_actions::restore(app, &late, other).await.unwrap();
        member_actions::sign_out(app, &late, other).await.unwrap();
        member_actions::revoke(app, &late, open.membership_id).await.unwrap();
        // Whoever may not at all is told that, and learns of no question.
        let principal = vestibule::service::Principal {
            role: AccountRole::Users,
            is_operator: false,
            ..late.principal.clone().unwrap()
        };
        let plain = Ctx { principal: Some(principal), ..late.clone() };
        assert!(matches!(member_actions::remove(app, &plain, user, false).await, Err(Error::Forbidden)));
        t.deliver().await;
    }

    async fn the_password_is_asked_for_and_then_it_is_done(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let user = joined(&t, &ada, &invite_form("user@example.org")).await;
        let mut browser = long_signed_in(&t).await;
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        let path = format!("/users/{user}/delete");
        assert_eq!(browser.get(&path).await.status, StatusCode::OK, "looking needs nothing");
        let asked = browser.post(&path, &[("with_tokens", "1")]).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        assert!(asked.holds(HEADING) && asked.holds("Confirm</button>") && asked.holds(">Password</label>"));
        assert_eq!(kept(&asked), (path.clone(), vec![("with_tokens".into(), "1".into())]));
        for (wrong, said) in [("", "Enter your current password."), ("not this one, no", "This is not your current password.")] {
            let again = confirm(&mut browser, &asked, wrong).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(again.holds(said) && again.holds(HEADING));
            assert_eq!(kept(&again), kept(&asked), "nothing is lost");
            assert!(!again.holds("not this one"), "no password in a page");
            assert_eq!(browser.cookie("__Host-sid"), Some(before.as_str()));
        }
        assert_eq!(t.membership(&ada, user).await.state, MembershipState::Active);

        let done = confirm(&mut browser, &asked, PASSWORD).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/users"));
        assert_eq!(t.membership(&ada, user).await.state, MembershipState::Removed);
        assert_eq!(audited(&t, 2).await, ["member.removed", "session.confirmed"]);
        assert!(browser.get("/users").await.holds("removed"), "told as without the question");
        let after = browser.cookie("__Host-sid").unwrap().to_owned();
        assert_ne!(after, before, "a new id");
        let mut thief = Browser::new(&t);
        thief.set_cookie("__Host-sid", &before);
        assert_eq!(thief.get("/users").await.status, StatusCode::SEE_OTHER, "the old id is worth nothing");
        // A request under way with it, as another tab sends them, takes the new id from nobody.
        assert_eq!(thief.cookie("__Host-sid"), Some(before.as_str()), "no cookie is taken away");

        // Good for ten minutes, and asked for again then. It makes no session live longer.
        let next = t.invite(&t.later(&ada), "next@example.org").await.membership_id;
        t.advance(Span::minutes(9));
        let done = browser.post(&format!("/users/{next}/delete"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        t.advance(Span::minutes(2));
        let last = t.invite(&t.later(&ada), "last@example.org").await.membership_id;
        let asked = browser.post(&format!("/users/{last}/delete"), &[]).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        for _ in 0..24 {
            t.advance(Span::minutes(29));
            browser.get("/users").await;
        }
        t.advance(Span::minutes(20));
        assert_eq!(browser.get("/users").await.status, StatusCode::SEE_OTHER, "twelve hours are over");
        t.deliver().await;
    }

    async fn the_whole_form_comes_back_as_it_was_sent(t) {
        let t = t.with_step_up();
        t.administrator().await;
        let mut browser = long_signed_in(&t).await;
        let project = browser.post("/projects", &[("name", "web")]).await;
        assert_eq!(project.status, StatusCode::SEE_OTHER);
        let note = "Hello \"Mara\" & <b>co</b>,\r\nsee you\u{202f}there";
        let form = [
            ("email", "mara+x@example.org"),
            ("name", "Mara \"M\" Lind"),
            ("language", "de"),
            ("role", "1"),
            ("scope", "client"),
            ("client_role", "administrator"),
            ("note", note),
            ("projects[1]", ""),
        ];
        let asked = browser.post("/users/invite", &form).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        let sent: Vec<_> = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(kept(&asked), ("/users/invite".into(), sent));
        let done = confirm(&mut browser, &asked, PASSWORD).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let mails = t.deliver().await;
        let mail = mails.iter().find(|mail| mail.to == "mara+x@example.org").unwrap();
        assert!(mail.rendered.text.contains("Hello \"Mara\" & <b>co</b>,"), "{}", mail.rendered.text);
    }

    async fn a_wrong_form_says_so_before_anybody_is_asked(t) {
        let t = t.with_step_up();
        t.administrator().await;
        let mut browser = long_signed_in(&t).await;
        let wrong = browser.post("/users/invite", &[("email", "nobody"), ("role", "1"), ("scope", "client")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!wrong.holds(HEADING));
    }

    async fn several_at_once_are_asked_about_once_and_before_the_first(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let ids = [
            t.invite(&ada, "one@example.org").await.membership_id,
            t.invite(&ada, "two@example.org").await.membership_id,
        ];
        t.deliver().await;
        let mut browser = long_signed_in(&t).await;
        let [one, two] = ids.map(|id| id.to_string());
        for (path, form) in [
            ("/users/bulk/role", vec![("ids", one.as_str()), ("ids", &two), ("role", "1")]),
            ("/users/bulk/delete", vec![("ids", one.as_str()), ("ids", &two)]),
        ] {
            let asked = browser.post(path, &form).await;
            assert_eq!(asked.status, StatusCode::FORBIDDEN, "{path}");
            let sent: Vec<_> = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            assert_eq!(kept(&asked), (path.into(), sent));
            let of = async |id| t.membership(&ada, id).await;
            assert_eq!(of(ids[0]).await.state, MembershipState::Pending);
            let done = confirm(&mut browser, &asked, PASSWORD).await;
            assert_eq!(done.status, StatusCode::OK, "{path}");
            let expected = if path.ends_with("role") {
                (MembershipState::Pending, AccountRole::Administrators)
            } else {
                (MembershipState::Removed, AccountRole::Administrators)
            };
            for id in ids {
                assert_eq!((of(id).await.state, of(id).await.role), expected, "{path}");
            }
            t.advance(Span::minutes(11));
        }
        // A role that is no administrator's is given without.
        let third = t.invite(&t.later(&ada), "three@example.org").await.membership_id.to_string();
        assert_eq!(browser.post("/users/bulk/role", &[("ids", &third), ("role", "5")]).await.status, StatusCode::OK);
        t.deliver().await;
    }

    async fn an_island_is_told_that_it_has_to_ask(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let user = joined(&t, &ada, &invite_form("user@example.org")).await;
        let mut browser = long_signed_in(&t).await;
        for (name, arguments) in [
            ("users/delete", json!({ "id": user.0 })),
            ("users/bulk-delete", json!({ "ids": [user.0] })),
            ("users/bulk-role", json!({ "ids": [user.0], "role": "1" })),
        ] {
            let answer = browser.call(name, &arguments).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
            assert!(answer.holds("\"StepUp\""), "{name}: {}", answer.body);
        }
        assert_eq!(t.membership(&ada, user).await.state, MembershipState::Active);
    }

    async fn a_batch_asks_its_sender_and_nobody_after(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let mut browser = long_signed_in(&t).await;
        let form = as_administrator("one@example.net, two@example.net");
        let late = t.later(&ada);
        let id = batches::prepare(&t.app, &late, &form, batches::several(&form).unwrap()).await.unwrap();
        let asked = browser.post(&format!("/users/invite/batches/{id}"), &[]).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        assert_eq!(confirm(&mut browser, &asked, PASSWORD).await.status, StatusCode::SEE_OTHER);
        // However long it takes, the worker goes by what its sender may do.
        t.advance(Span::hours(13));
        vestibule::worker::batches::send_due(&t.app, &tokio_util::sync::CancellationToken::new()).await.unwrap();
        let invited: Vec<String> = t.deliver().await.into_iter().map(|mail| mail.to).collect();
        for email in ["one@example.net", "two@example.net"] {
            assert!(invited.contains(&email.to_owned()), "{invited:?}");
        }
    }

    async fn no_proof_without_a_live_session_and_the_password_of_this_moment(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let late = |ctx: &Ctx| Ctx { now: t.clock_now(), ..ctx.clone() };
        let new = |n: u8| [n; 32];
        // Nobody signed in: the field is no way in.
        let mut nobody = Browser::new(&t);
        let answer = nobody.post("/users/bulk/delete", &[("ids", "1"), (CONTROL, PASSWORD)]).await;
        assert!(answer.location().starts_with("/sign-in"));
        // Of many proofs of one session at once one counts: the others come with an id that is no more.
        let ids: Vec<[u8; 32]> = (1..6).map(new).collect();
        let all = join_all(ids.iter().map(|id| step_up::confirm(&t.app, &ada, Proof::Password(PASSWORD), id))).await;
        let won: Vec<_> = all.iter().flatten().collect();
        assert_eq!(won.len(), 1);
        assert!(all.iter().all(|each| matches!(each, Ok(_) | Err(Error::SignedOut))));
        assert!(!t.is_live(ada.principal.as_ref().unwrap().session().unwrap()).await);
        assert!(t.is_live(won[0].session().unwrap()).await);
        let proven = t.principal(won[0].session().unwrap()).await.unwrap();
        assert_eq!(proven.proven_at(), Some(t.clock_now()));
        let ada = Ctx { principal: Some(proven), ..ada };
        // An idle or ended session proves nothing any more.
        t.advance(Span::minutes(31));
        assert!(matches!(step_up::confirm(&t.app, &late(&ada), Proof::Password(PASSWORD), &new(9)).await, Err(Error::SignedOut)));
        let who = sign_in::sign_in(&t.app, &t.anonymous(), ADA, PASSWORD).await.unwrap();
        let ada = t.as_person(who).await;
        let session = *ada.principal.as_ref().unwrap().session().unwrap();
        vestibule::service::sessions::end(&t.app, &session, &ada.origin()).await.unwrap();
        assert!(matches!(step_up::confirm(&t.app, &ada, Proof::Password(PASSWORD), &new(9)).await, Err(Error::SignedOut)));
        assert!(!t.is_live(&new(9)).await);
        let begun: Option<Timestamp> = ada.principal.as_ref().unwrap().proven_at();
        assert_eq!(begun, Some(t.clock_now()), "signing in is a proof");
    }

    async fn taking_a_second_factor_away_needs_a_proof(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let mara = joined(&t, &ada, &invite_form("mara@example.org")).await;
        let who = sign_in::sign_in(&t.app, &t.anonymous(), "mara@example.org", PASSWORD).await.unwrap();
        enrol(&t, &t.as_person(who).await).await;
        t.deliver().await;
        let mut browser = long_signed_in(&t).await;
        let path = format!("/users/{mara}/reset-two-factor");
        assert_eq!(browser.get(&path).await.status, StatusCode::OK, "looking needs nothing");
        let asked = browser.post(&path, &[]).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        assert!(asked.holds(HEADING));
        assert!(is_step_up(&two_factor::reset(&t.app, &t.later(&ada), mara).await));
        let island = browser.call("users/reset-two-factor", &json!({ "id": mara.0 })).await;
        assert!(island.status == StatusCode::FORBIDDEN && island.holds("\"StepUp\""), "{}", island.body);
        assert_eq!(number(&t, HAVE_FACTORS).await, 1);
        let done = confirm(&mut browser, &asked, PASSWORD).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/users"));
        assert_eq!(number(&t, HAVE_FACTORS).await, 0);
        assert_eq!(audited(&t, 2).await, ["user.two_factor_reset", "session.confirmed"]);
        t.deliver().await;
    }

    async fn whoever_has_a_second_factor_gives_a_code_and_no_password(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let (phone, codes) = enrol(&t, &ada).await;
        let mut browser = Browser::new(&t);
        browser.sign_in(ADA, PASSWORD).await;
        let code = phone.shows(t.clock_now());
        assert_eq!(browser.post("/sign-in/second-step", &[("code", &code)]).await.status, StatusCode::SEE_OTHER);
        let [one, two] = ["one@example.org", "two@example.org"];
        let [one, two] = [t.invite(&ada, one).await.membership_id, t.invite(&ada, two).await.membership_id];
        t.deliver().await;
        // Ten minutes from the second step on.
        t.advance(Span::minutes(11));
        let before = browser.cookie("__Host-sid").unwrap().to_owned();
        let asked = browser.post(&format!("/users/{one}/delete"), &[("with_tokens", "1")]).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        assert!(asked.holds(HEADING) && asked.holds(">Authentication code</label>"));
        assert!(!asked.holds(">Password</label>"));
        for (control, wrong, said) in [
            (CONTROL, PASSWORD, "Enter the code that your app shows."),
            (CODE, "", "Enter the code that your app shows."),
            (CODE, "12 34", "This code is not right"),
            // Of the second step.
            (CODE, &code, "This code is not right"),
            (CODE, "0000-0000-0000-0000", "This code is not right"),
        ] {
            let again = confirm_by(&mut browser, &asked, control, wrong).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{control} {wrong}");
            assert!(again.holds(said) && again.holds(">Authentication code</label>"), "{control} {wrong}: {}", again.body);
            assert_eq!(kept(&again), kept(&asked), "nothing is lost");
            assert!(wrong.is_empty() || !again.holds(wrong), "no proof in a page");
            assert_eq!(browser.cookie("__Host-sid"), Some(before.as_str()));
        }
        assert_eq!(t.membership(&ada, one).await.state, MembershipState::Pending);
        let code = phone.shows(t.clock_now());
        let done = confirm_by(&mut browser, &asked, CODE, &code).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/users"));
        assert_eq!(t.membership(&ada, one).await.state, MembershipState::Removed);
        assert_eq!(audited(&t, 2).await, ["member.removed", "session.confirmed"]);
        assert_ne!(browser.cookie("__Host-sid"), Some(before.as_str()));
        assert_eq!(browser.get("/users").await.status, StatusCode::OK);
        assert_eq!(t.deliver().await.len(), 0);

        // A recovery code will do, once, and is told.
        t.advance(Span::minutes(11));
        let asked = browser.post(&format!("/users/{two}/delete"), &[]).await;
        assert_eq!(confirm_by(&mut browser, &asked, CODE, &codes[0]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(t.membership(&ada, two).await.state, MembershipState::Removed);
        let mails = t.deliver().await;
        assert_eq!(mails.iter().map(|mail| &mail.rendered.subject).collect::<Vec<_>>(), ["A recovery code was used"]);
        assert!(browser.get("/account/two-factor").await.holds("9 left"));
        t.advance(NEXT);
    }

    async fn tries_are_counted_with_all_others_and_the_form_waits_with_them(t) {
        let settings = [("VESTIBULE_STEP_UP_SECONDS", "600"), ("VESTIBULE_SIGN_IN_FAILURES", "100")];
        let t = t.with_worthless_hashes().with_settings(&settings);
        let ada = t.administrator().await;
        let one = t.invite(&ada, "one@example.org").await.membership_id;
        let mut browser = long_signed_in(&t).await;
        let asked = browser.post(&format!("/users/{one}/delete"), &[("with_tokens", "1")]).await;
        // The ladder of the own password: 1 s, then 3 s, wherever it is asked for.
        let wrong = confirm(&mut browser, &asked, "not this one, no").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wait = confirm(&mut browser, &asked, PASSWORD).await;
        assert_eq!((wait.status, retry_after(&wait)), (StatusCode::TOO_MANY_REQUESTS, "1"));
        assert!(wait.holds(HEADING) && wait.holds("Too many tries. Please wait 1 second"), "{}", wait.body);
        assert_eq!(kept(&wait), kept(&asked), "nothing is lost");
        let form = [("current_password", PASSWORD), ("new_password", "four herons by the weir")];
        assert_eq!(browser.post("/account/password", &form).await.status, StatusCode::TOO_MANY_REQUESTS);
        t.advance(Span::seconds(1));
        confirm(&mut browser, &asked, "not this one, no").await;
        let wait = confirm(&mut browser, &asked, PASSWORD).await;
        assert_eq!(retry_after(&wait), "3");
        t.advance(Span::seconds(3));
        assert_eq!(confirm(&mut browser, &asked, PASSWORD).await.status, StatusCode::SEE_OTHER);

        // Five wrong codes in five minutes, at all nodes, here and at the second step.
        let two = t.invite(&t.later(&ada), "two@example.org").await.membership_id;
        let session = t.open_session(&ada).await;
        let (phone, _) = enrol(&t, &Ctx { principal: t.principal(&session).await, ..t.anonymous() }).await;
        let node = t.second_node().await;
        let mut browser = Browser::at(&node);
        browser.sign_in(ADA, PASSWORD).await;
        let code = phone.shows(t.clock_now());
        assert_eq!(browser.post("/sign-in/second-step", &[("code", &code)]).await.status, StatusCode::SEE_OTHER);
        t.advance(Span::minutes(11));
        let asked = browser.post(&format!("/users/{two}/delete"), &[]).await;
        let mut other = Browser::new(&t);
        other.sign_in(ADA, PASSWORD).await;
        for _ in 0..3 {
            let wrong = other.post("/sign-in/second-step", &[("code", "000000")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        for _ in 0..2 {
            let wrong = confirm_by(&mut browser, &asked, CODE, "0000-0000-0000-0000").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let code = phone.shows(t.clock_now());
        let wait = confirm_by(&mut browser, &asked, CODE, &code).await;
        assert_eq!((wait.status, retry_after(&wait)), (StatusCode::TOO_MANY_REQUESTS, "300"));
        assert!(wait.holds(HEADING) && wait.holds("Too many tries"));
        assert_eq!(kept(&wait), kept(&asked), "nothing is lost");
        let there = other.post("/sign-in/second-step", &[("code", &code)]).await;
        assert_eq!(there.status, StatusCode::TOO_MANY_REQUESTS);
        t.advance(Span::minutes(5));
        let code = phone.shows(t.clock_now());
        assert_eq!(confirm_by(&mut browser, &asked, CODE, &code).await.status, StatusCode::SEE_OTHER);
        assert_eq!(t.membership(&ada, two).await.state, MembershipState::Removed);
        t.deliver().await;
    }

    async fn one_code_proves_one_thing(t) {
        let t = t.with_step_up();
        let ada = t.administrator().await;
        let (phone, _) = enrol(&t, &ada).await;
        let ada = t.later(&ada);
        let code = phone.shows(t.clock_now());
        let ids: Vec<[u8; 32]> = (1..5).map(|n| [n; 32]).collect();
        let all = join_all(ids.iter().map(|id| step_up::confirm(&t.app, &ada, Proof::Code(&code), id))).await;
        let won: Vec<_> = all.iter().flatten().collect();
        assert_eq!(won.len(), 1, "{all:?}");
        assert!(t.is_live(won[0].session().unwrap()).await);
        // Nor does it let anybody in.
        let mut other = Browser::new(&t);
        other.sign_in(ADA, PASSWORD).await;
        let refused = other.post("/sign-in/second-step", &[("code", &code)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        // And none is taken in a session that has ended.
        t.advance(NEXT);
        let (code, now) = (phone.shows(t.clock_now()), t.later(&ada));
        let gone = step_up::confirm(&t.app, &now, Proof::Code(&code), &[9; 32]).await;
        assert!(matches!(gone, Err(Error::SignedOut)), "{gone:?}");
        assert_eq!(other.post("/sign-in/second-step", &[("code", &code)]).await.status, StatusCode::SEE_OTHER);
    }

    async fn the_time_a_proof_is_good_for_is_a_setting(t) {
        let t = t.with_settings(&[("VESTIBULE_STEP_UP_SECONDS", "60")]);
        let ada = t.administrator().await;
        t.advance(Span::seconds(60));
        assert!(step_up::require(&t.app, &t.later(&ada)).is_ok());
        t.advance(Span::seconds(1));
        assert!(is_step_up(&step_up::require(&t.app, &t.later(&ada))));
    }
}
