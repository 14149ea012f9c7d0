//! What an invitation says beyond role and scope: the life of its link, the end of the access, a note, copying the link; the
//! limits; and taking it back.

use crate::support::{
    PASSWORD, TestApp, accept_new,
    browser::Browser,
    database::{execute, number},
    invite_form, on_both_databases, refused, token_in,
};
use futures::future::join;
use tokio_util::sync::CancellationToken;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        invitation::LinkState,
        member::MembershipState,
        time::{Span, Timestamp},
    },
    service::{
        Ctx, Error, acceptance,
        edit_form::Edit,
        invitations::{Invite, Limit, Room, Undone, invite, offering, reissue, undo},
        invite_mail, member_actions, member_edit,
        members::{ListMembers, list},
        person::person,
        timeline::{Step, What},
    },
    store::invitations,
    worker,
};

/// Somebody who has joined until a day.
async fn until(t: &TestApp, ada: &Ctx, email: &str, day: &str) -> Ctx {
    let form = Invite { access_ends: day.into(), ..invite_form(email) };
    invite(&t.app, ada, &form).await.unwrap();
    let token = token_in(&t.deliver().await[0], "/invitations/");
    let who = accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await.unwrap();
    t.deliver().await;
    t.as_person(who).await
}

fn edit_of(access_ends: &str, role: &str) -> Edit {
    Edit {
        name: "Mara".into(),
        language: "en".into(),
        role: role.into(),
        scope: "client".into(),
        client_role: "none".into(),
        access_ends: access_ends.into(),
        ..Edit::default()
    }
}

on_both_databases! {
    async fn a_link_lives_as_long_as_was_chosen_and_a_new_one_too(t) {
        let ada = t.administrator().await;
        let form = Invite { lifetime: "72".into(), ..invite_form("mara@example.org") };
        let issued = invite(&t.app, &ada, &form).await.unwrap();
        assert_eq!(issued.expires_at, ada.now + Span::hours(72));
        t.deliver().await;
        t.advance(Span::hours(80));
        let again = reissue(&t.app, &t.later(&ada), issued.membership_id, false).await.unwrap();
        assert_eq!(again.expires_at, t.clock_now() + Span::hours(72));
        let wrong = Invite { lifetime: "8760".into(), ..invite_form("bo@example.org") };
        assert_eq!(refused(invite(&t.app, &ada, &wrong).await), FieldErrors::one(Field::Lifetime, Fault::NotAChoice));
    }

    async fn the_account_says_how_long_links_usually_live(t) {
        let ada = t.administrator().await;
        execute(&t, "UPDATE accounts SET invite_lifetime = 14400000000").await;
        assert_eq!(offering(&t.app, &ada).await.unwrap().lifetime, Span::hours(4));
        let issued = t.invite(&ada, "mara@example.org").await;
        assert_eq!(issued.expires_at, ada.now + Span::hours(4));
    }

    async fn a_note_is_in_the_mail_and_on_the_page_and_never_markup(t) {
        let ada = t.administrator().await;
        let note = "Hello <b>Mara</b>\r\nsee you";
        let form = Invite { note: note.into(), ..invite_form("mara@example.org") };
        invite(&t.app, &ada, &form).await.unwrap();
        let mails = t.deliver().await;
        let mail = &mails[0].rendered;
        assert!(mail.text.contains("> Hello <b>Mara</b>\n> see you"), "{}", mail.text);
        assert!(mail.html.contains("Hello &lt;b&gt;Mara&lt;/b&gt;<br>") && !mail.html.contains("<b>Mara"));
        let token = token_in(&mails[0], "/invitations/");
        let mut browser = Browser::new(&t);
        browser.get(&format!("/invitations/{}", token.reveal())).await;
        let page = browser.get(&format!("/invitations/{}", token.hash().handle())).await;
        assert!(page.holds("Hello &lt;b&gt;Mara&lt;/b&gt;"), "{}", page.body);
        let long = Invite { note: "x".repeat(501), ..invite_form("bo@example.org") };
        assert_eq!(refused(invite(&t.app, &ada, &long).await), FieldErrors::one(Field::Note, Fault::TooLong { max: 500 }));
    }

    async fn the_mail_looked_at_before_is_the_mail_that_is_sent(t) {
        let ada = t.administrator().await;
        let form = Invite {
            name: "Mara".into(),
            language: "de".into(),
            note: "Bis bald".into(),
            access_ends: "2026-12-24".into(),
            ..invite_form("mara@example.org")
        };
        let shown = invite_mail::preview(&t.app, &ada, &form).await.unwrap();
        invite(&t.app, &ada, &form).await.unwrap();
        let mails = t.deliver().await;
        let token = token_in(&mails[0], "/invitations/");
        assert_eq!(shown.subject, mails[0].rendered.subject);
        assert_eq!(shown.text.replace(invite_mail::NO_LINK, &format!("/invitations/{}", token.reveal())), mails[0].rendered.text);
        assert!(shown.text.contains("Bis bald") && shown.text.contains("Letzter Tag"), "{}", shown.text);
        let nobody = invite_mail::preview(&t.app, &ada, &invite_form("mara")).await;
        assert_eq!(refused(nobody), FieldErrors::one(Field::Email, Fault::NotAnAddress));
    }

    async fn a_link_is_copied_where_that_is_wanted_and_no_mail_goes(t) {
        let ada = t.administrator().await;
        let form = Invite { by_hand: "1".into(), ..invite_form("mara@example.org") };
        let issued = invite(&t.app, &ada, &form).await.unwrap();
        assert!(issued.link.is_some() && !issued.can_undo);
        assert!(t.deliver().await.is_empty());
        let found = number(&t, "SELECT count(*) FROM audit_events WHERE action = 'invitation.created' AND detail LIKE '%\"by_hand\":true%'").await;
        assert_eq!(found, 1);
    }

    async fn an_access_ends_with_its_last_day_and_the_system_says_so(t) {
        let ada = t.administrator().await;
        let mara = until(&t, &ada, "mara@example.org", "2026-11-20").await;
        let id = mara.principal.as_ref().unwrap().membership_id;
        let midnight = Timestamp::from_day("2026-11-21").unwrap();
        t.advance(midnight - Span::micros(1) - t.clock_now());
        assert_eq!(worker::access::end_due(&t.app).await.unwrap(), 0);
        let fresh = t.open_session(&mara).await;
        assert!(t.is_live(&fresh).await);
        t.advance(Span::micros(1));
        assert!(!t.is_live(&fresh).await, "out at the very next request, before any worker came by");
        let mut browser = Browser::new(&t);
        assert_eq!(browser.sign_in("mara@example.org", PASSWORD).await.status, 422);
        assert_eq!(worker::access::end_due(&t.app).await.unwrap(), 1);
        assert_eq!(worker::access::end_due(&t.app).await.unwrap(), 0);
        assert_eq!(t.membership(&ada, id).await.state, MembershipState::Removed);
        let told = number(&t, "SELECT count(*) FROM audit_events WHERE action = 'member.access_ended' AND actor_id IS NULL").await;
        assert_eq!(told, 1);
        t.counts_are_true().await;
    }

    async fn the_access_of_administrators_has_no_end(t) {
        let ada = t.administrator().await;
        let fault = || FieldErrors::one(Field::AccessEnds, Fault::NoEndForAdministrators);
        let form = Invite { role: "1".into(), access_ends: "2026-12-24".into(), ..invite_form("mara@example.org") };
        assert_eq!(refused(invite(&t.app, &ada, &form).await), fault());
        let form = Invite { client_role: "administrator".into(), role: "2".into(), ..form };
        assert_eq!(refused(invite(&t.app, &ada, &form).await), fault());
        let mara = until(&t, &ada, "mara@example.org", "2026-12-24").await;
        let id = mara.principal.as_ref().unwrap().membership_id;
        let raised = member_edit::edit(&t.app, &ada, id, &edit_of("2026-12-24", "1")).await;
        assert_eq!(refused(raised), fault());
        let raised = member_edit::change_role(&t.app, &ada, id, "1").await;
        assert_eq!(refused(raised), FieldErrors::one(Field::Role, Fault::NoEndForAdministrators));
        member_edit::edit(&t.app, &ada, id, &edit_of("", "1")).await.unwrap();
        assert_eq!(t.membership(&ada, id).await.access_ends_at, None);
    }

    async fn a_link_never_outlives_the_access_it_leads_to(t) {
        let ada = t.administrator().await;
        let form = Invite { lifetime: "168".into(), access_ends: "2026-11-21".into(), ..invite_form("mara@example.org") };
        let end = Timestamp::from_day("2026-11-22").unwrap();
        let issued = invite(&t.app, &ada, &form).await.unwrap();
        assert_eq!(issued.expires_at, end);
        let token = token_in(&t.deliver().await[0], "/invitations/");
        let id = issued.membership_id;
        member_edit::edit(&t.app, &ada, id, &edit_of("2026-11-20", "2")).await.unwrap();
        t.advance(Timestamp::from_day("2026-11-21").unwrap() - ada.now);
        let offered = acceptance::look(&t.app, &t.anonymous(), token.hash()).await.unwrap();
        assert_eq!(offered.state, LinkState::Expired);
        let again = reissue(&t.app, &t.later(&ada), id, true).await;
        assert_eq!(refused(again), FieldErrors::one(Field::Form, Fault::AccessOver));
    }

    async fn whoever_declined_gets_no_mail_and_may_be_handed_a_link(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, "mara@example.org").await;
        t.deliver().await;
        member_actions::revoke(&t.app, &ada, issued.membership_id).await.unwrap();
        execute(&t, "UPDATE invitations SET declined_at = revoked_at").await;
        t.advance(Span::hours(48));
        let ada = t.later(&ada);
        let mailed = invite(&t.app, &ada, &invite_form("mara@example.org")).await;
        assert_eq!(refused(mailed), FieldErrors::one(Field::Email, Fault::Declined));
        let form = Invite { by_hand: "1".into(), ..invite_form("mara@example.org") };
        let issued = invite(&t.app, &ada, &form).await.unwrap();
        assert!(issued.link.is_some());
        let resent = reissue(&t.app, &ada, issued.membership_id, false).await;
        assert_eq!(refused(resent), FieldErrors::one(Field::Form, Fault::Declined));
        assert!(t.deliver().await.is_empty());
    }

    async fn a_no_stays_with_the_address_that_said_it(t) {
        let ada = t.administrator().await;
        let mara = t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        acceptance::decline(&t.app, &t.anonymous(), None, acceptance::Way::Link(token.hash())).await.unwrap();
        t.deliver().await;
        let said = t.clock_now();
        t.advance(Span::hours(48));
        let ada = t.later(&ada);
        let form = Invite { by_hand: "1".into(), ..invite_form("mara@example.org") };
        let id = invite(&t.app, &ada, &form).await.unwrap().membership_id;
        let edit = Edit { email: "zoe@example.org".into(), ..edit_of("", "2") };
        let turned = member_edit::edit(&t.app, &ada, id, &edit).await;
        assert_eq!(refused(turned), FieldErrors::one(Field::Email, Fault::EndedBefore));
        // Taken back, and the other address invited: nobody takes the no along, and it is not forgotten.
        member_actions::revoke(&t.app, &ada, id).await.unwrap();
        let issued = invite(&t.app, &ada, &invite_form("zoe@example.org")).await.unwrap();
        assert_eq!(t.deliver().await[0].to, "zoe@example.org");
        t.counts_are_true().await;
        let account = ada.principal.as_ref().unwrap().account_id;
        let mut tx = t.app.db.read().await.unwrap();
        assert_eq!(invitations::declined_at(&mut tx, account, issued.user_id).await.unwrap(), None);
        assert_eq!(invitations::declined_at(&mut tx, account, mara.user_id).await.unwrap(), Some(said));
        drop(tx);
        let told = |steps: Vec<Step>| steps.iter().any(|step| step.what == What::Declined);
        assert!(!told(person(&t.app, &ada, issued.membership_id).await.unwrap().timeline));
        assert!(told(person(&t.app, &ada, id).await.unwrap().timeline));
        // The one who said it is still mailed nothing.
        let mailed = invite(&t.app, &ada, &invite_form("mara@example.org")).await;
        assert_eq!(refused(mailed), FieldErrors::one(Field::Email, Fault::Declined));
    }

    async fn an_address_gets_three_invitations_and_three_more_links_a_day(t) {
        let ada = t.administrator().await;
        let mut id = None;
        for _ in 0..3 {
            t.advance(Span::seconds(60));
            let issued = t.invite(&t.later(&ada), "mara@example.org").await;
            id = Some(issued.membership_id);
            member_actions::revoke(&t.app, &t.later(&ada), issued.membership_id).await.unwrap();
        }
        let fourth = invite(&t.app, &t.later(&ada), &invite_form("mara@example.org")).await;
        assert!(matches!(fourth, Err(Error::TooMany(wait)) if wait == Span::seconds(60)), "{fourth:?}");
        t.advance(Span::seconds(60));
        let fourth = invite(&t.app, &t.later(&ada), &invite_form("mara@example.org")).await;
        assert!(matches!(fourth, Err(Error::TooMany(wait)) if wait == Span::seconds(86_400 - 180)), "{fourth:?}");
        let form = Invite { by_hand: "1".into(), ..invite_form("mara@example.org") };
        invite(&t.app, &t.later(&ada), &form).await.unwrap();
        let id = id.unwrap();
        for _ in 0..3 {
            t.advance(Span::seconds(60));
            reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        }
        t.advance(Span::seconds(60));
        assert!(matches!(reissue(&t.app, &t.later(&ada), id, false).await, Err(Error::TooMany(_))));
        reissue(&t.app, &t.later(&ada), id, true).await.unwrap();
    }

    async fn the_form_tells_how_much_room_there_is(t) {
        let t = t.with_settings(&[("VESTIBULE_INVITES_PER_HOUR", "5"), ("VESTIBULE_INVITES_OPEN", "3")]);
        let ada = t.administrator().await;
        assert_eq!(offering(&t.app, &ada).await.unwrap().room, Some(Room { left: 3, limit: Limit::Open }));
        for n in 0..3 {
            t.invite(&ada, &format!("m{n}@example.org")).await;
        }
        assert_eq!(offering(&t.app, &ada).await.unwrap().room, Some(Room { left: 0, limit: Limit::Open }));
        let more = invite(&t.app, &ada, &invite_form("more@example.org")).await;
        assert_eq!(refused(more), FieldErrors::one(Field::Form, Fault::TooManyOpen { max: 3 }));
        t.advance(Span::hours(24));
        let ada = t.later(&ada);
        t.invite(&ada, "more@example.org").await;
        let t = t.without_limits();
        assert_eq!(offering(&t.app, &ada).await.unwrap().room, None);
    }

    async fn a_fresh_invitation_waits_and_can_be_taken_back(t) {
        let t = t.with_settings(&[("VESTIBULE_UNDO_SECONDS", "10"), ("VESTIBULE_INVITES_PER_ADDRESS", "1")]);
        let ada = t.administrator().await;
        let issued = t.invite(&ada, "mara@example.org").await;
        assert!(issued.can_undo);
        t.advance(Span::micros(9_999_999));
        assert!(t.deliver().await.is_empty(), "not before its time");
        assert!(matches!(undo(&t.app, &t.later(&ada), issued.membership_id).await.unwrap(), Undone::Back(_)));
        t.advance(Span::minutes(1));
        assert!(t.deliver().await.is_empty());
        let people = list(&t.app, &t.later(&ada), &ListMembers::default()).await.unwrap();
        assert_eq!(people.members.len(), 1, "nobody but Ada");
        t.counts_are_true().await;
        // It does not count either: the one invitation of today is still to be had.
        let ada = t.later(&ada);
        let issued = t.invite(&ada, "mara@example.org").await;
        t.advance(Span::seconds(10));
        assert_eq!(t.deliver().await.len(), 1);
        let late = undo(&t.app, &t.later(&ada), issued.membership_id).await.unwrap();
        assert!(matches!(late, Undone::TooLate(_)), "{late:?}");
        let row = t.membership(&ada, issued.membership_id).await;
        assert_eq!(row.state, MembershipState::Pending, "nothing was done");
        let told = number(&t, "SELECT count(*) FROM audit_events WHERE action = 'invitation.undone'").await;
        assert_eq!(told, 1);
    }

    async fn what_is_undone_is_never_sent_and_what_is_sent_never_undone(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let stop = CancellationToken::new();
        let (mut back, mut sent) = (0, 0);
        for round in 0..100 {
            let email = format!("m{round}@example.org");
            let issued = t.invite(&ada, &email).await;
            let (undone, handled) =
                join(undo(&t.app, &ada, issued.membership_id), worker::outbox::deliver_due(&t.app, &stop)).await;
            handled.unwrap();
            let undone = matches!(undone.unwrap(), Undone::Back(_));
            let went = t.mail.sent().iter().any(|mail| mail.to == email);
            assert_ne!(undone, went, "round {round}");
            back += usize::from(undone);
            sent += usize::from(went);
        }
        assert_eq!(back + sent, 100);
        t.counts_are_true().await;
    }

    async fn undo_is_a_button_of_the_notice_and_too_late_offers_revoke(t) {
        let t = t.with_settings(&[("VESTIBULE_UNDO_SECONDS", "10")]);
        let ada = t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let form = [("email", "mara@example.org"), ("role", "2"), ("scope", "client"), ("client_role", "none")];
        let address = async |browser: &mut Browser| {
            browser.post("/users/invite", &form).await;
            let page = browser.get("/users").await;
            let at = page.body.find("/undo\"").expect("the notice holds a form");
            page.body[..at].rsplit('"').next().unwrap().to_owned() + "/undo"
        };
        let undo = address(&mut browser).await;
        assert_eq!(browser.post(&undo, &[]).await.location(), "/users");
        assert!(browser.get("/users").await.holds("is taken back. Nothing was mailed."));
        let undo = address(&mut browser).await;
        t.advance(Span::seconds(10));
        t.deliver().await;
        browser.post(&undo, &[]).await;
        let page = browser.get("/users").await;
        assert!(page.holds("Too late to undo") && page.holds(&undo.replace("/undo", "/revoke")));
        // A link that was copied meanwhile came by no mail.
        member_actions::revoke(&t.app, &t.later(&ada), vestibule::domain::ids::MembershipId(undo.split('/').nth(2).unwrap().parse().unwrap())).await.unwrap();
        t.advance(Span::minutes(1));
        let undo = address(&mut browser).await;
        assert_eq!(browser.post(&undo.replace("/undo", "/copy-link"), &[]).await.location(), "/users");
        browser.get("/users").await;
        browser.post(&undo, &[]).await;
        let page = browser.get("/users").await;
        assert!(page.holds("Too late to undo: the link for mara@example.org is out already."), "{}", page.body);
    }

    async fn an_address_is_not_mailed_more_often_by_turning_invitations_to_it(t) {
        let t = t.with_settings(&[("VESTIBULE_INVITES_PER_ADDRESS", "2"), ("VESTIBULE_RESEND_PAUSE_SECONDS", "0")]);
        let ada = t.administrator().await;
        let form = |email: &str| Edit {
            email: email.into(), language: "en".into(), role: "2".into(), scope: "client".into(),
            client_role: "none".into(), ..Edit::default()
        };
        let turn = async |id, email: &str| {
            let result = member_edit::edit(&t.app, &ada, id, &form(email)).await;
            t.deliver().await;
            result
        };
        let one = t.invite(&ada, "mara@example.org").await.membership_id;
        t.deliver().await;
        turn(one, "a@example.org").await.unwrap();
        turn(one, "mara@example.org").await.unwrap();
        turn(one, "b@example.org").await.unwrap();
        let third = turn(one, "mara@example.org").await;
        assert!(matches!(third, Err(Error::TooMany(_))), "{third:?}");
        let third = invite(&t.app, &ada, &invite_form("mara@example.org")).await;
        assert!(matches!(third, Err(Error::TooMany(_))), "{third:?}");
        turn(one, "c@example.org").await.unwrap();
        t.advance(Span::hours(25));
        invite(&t.app, &t.later(&ada), &invite_form("mara@example.org")).await.unwrap();
    }

    async fn what_the_account_takes_back_undoes_no_answer(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let link = token_in(&t.deliver().await[0], "/invitations/").hash();
        acceptance::decline(&t.app, &t.anonymous(), None, acceptance::Way::Link(link)).await.unwrap();
        t.deliver().await;
        let by_hand = Invite { by_hand: "1".into(), ..invite_form("mara@example.org") };
        let issued = invite(&t.app, &ada, &by_hand).await.unwrap();
        member_actions::revoke(&t.app, &ada, issued.membership_id).await.unwrap();
        let mailed = invite(&t.app, &ada, &invite_form("mara@example.org")).await;
        assert_eq!(refused(mailed), FieldErrors::one(Field::Email, Fault::Declined));
    }
}
