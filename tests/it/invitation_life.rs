//! What an invitation meets on its way that no other test asks for: a queue that rests, settings that change meanwhile, an
//! inviter who lost the right unseen, and the end of the access.

use crate::support::{
    PASSWORD, TestApp, accept_new,
    browser::Browser,
    database::{execute, number},
    invite_form, on_both_databases, refused, token_in,
};
use std::collections::BTreeMap;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        ids::MembershipId,
        invitation::LinkState,
        language::Language,
        member::MembershipState,
        time::{Span, Timestamp},
    },
    mail::Failure,
    service::{
        Ctx, Error, acceptance, accounts,
        edit_form::Edit,
        invitations::{Invite, Undone, invite, reissue, undo},
        invite_mail,
        mail::resume,
        member_actions, member_edit,
        renewal::{Approved, approve},
    },
    worker::{access::end_due, reminders::tell_of_ends},
};

/// Somebody who was invited with this form and joined.
async fn joined(t: &TestApp, ada: &Ctx, form: &Invite) -> (Ctx, MembershipId) {
    let id = invite(&t.app, ada, form).await.unwrap().membership_id;
    let token = token_in(&t.deliver().await[0], "/invitations/");
    let who = accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await.unwrap();
    t.deliver().await;
    (t.as_person(who).await, id)
}

fn ending(email: &str, day: &str) -> Invite {
    Invite { access_ends: day.into(), ..invite_form(email) }
}

/// The edit form of one of the Users, client scope, whose access ends on a day.
fn edit_of(access_ends: &str) -> Edit {
    Edit {
        name: "Mara".into(),
        language: "en".into(),
        role: "2".into(),
        scope: "client".into(),
        client_role: "none".into(),
        access_ends: access_ends.into(),
        ..Edit::default()
    }
}

/// Goes on to the beginning of a day and as much more.
fn go_to(t: &TestApp, day: &str, more: Span) {
    t.advance(Timestamp::from_day(day).unwrap() + more - t.clock_now());
}

async fn subjects(t: &TestApp) -> Vec<String> {
    t.deliver().await.into_iter().map(|mail| mail.rendered.subject).collect()
}

on_both_databases! {
    async fn a_queue_that_goes_on_at_once_leaves_the_time_to_undo(t) {
        let t = t.with_settings(&[("VESTIBULE_UNDO_SECONDS", "60")]);
        let ada = t.administrator().await;
        t.invite(&ada, "first@example.org").await;
        t.advance(Span::seconds(60));
        t.mail.answer_next(Err(Failure::Paused("535 5.7.8 authentication failed".into())));
        assert!(t.deliver().await.is_empty());
        t.advance(Span::seconds(6));
        let fresh = t.invite(&t.later(&ada), "fresh@example.org").await.membership_id;
        resume(&t.app, &t.later(&ada)).await.unwrap();
        let to: Vec<_> = t.deliver().await.into_iter().map(|mail| mail.to).collect();
        assert_eq!(to, ["first@example.org"], "what can still be taken back waits on");
        t.advance(Span::seconds(59));
        assert!(t.deliver().await.is_empty());
        let undone = undo(&t.app, &t.later(&ada), fresh).await.unwrap();
        assert!(matches!(undone, Undone::Back(_)), "{undone:?}");
        t.advance(Span::seconds(60));
        assert!(t.deliver().await.is_empty());
    }

    async fn a_new_link_keeps_to_the_domains_of_today(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        t.deliver().await;
        execute(&t, "UPDATE accounts SET allowed_domains = 'quay.example'").await;
        t.advance(Span::seconds(60));
        let ada = t.later(&ada);
        let expected = FieldErrors::one(Field::Form, Fault::DomainNotAllowed { domains: "quay.example".into() });
        for by_hand in [false, true] {
            assert_eq!(refused(reissue(&t.app, &ada, id, by_hand).await), expected);
        }
        execute(&t, "UPDATE accounts SET allowed_domains = 'quay.example example.org'").await;
        reissue(&t.app, &ada, id, false).await.unwrap();
        assert_eq!(t.deliver().await.len(), 1);
    }

    async fn the_mail_looked_at_is_in_the_language_chosen_with_scripts_and_without(t) {
        t.administrator().await;
        let mut ada = Browser::new(&t);
        ada.sign_in("ada@example.org", PASSWORD).await;
        let subjects = [
            ("en", "invites you to Northwind"),
            ("de", "lädt Sie zu Northwind ein"),
            ("ru", "приглашает вас"),
            ("zh", "邀请您"),
            ("az", "sizi Northwind hesabına dəvət edir"),
        ];
        for (language, subject) in subjects {
            let form = [
                ("email", "mara@example.org"), ("language", language), ("role", "2"), ("scope", "client"),
                ("client_role", "none"), ("preview", "1"),
            ];
            let form_in_json = form.iter().filter(|(name, _)| *name != "preview").copied().collect::<BTreeMap<_, _>>();
            let page = ada.post("/users/invite", &form).await;
            let dialog = ada.call("users/invite-mail", &serde_json::json!(form_in_json)).await;
            let shown: String = serde_json::from_str(&dialog.body).unwrap();
            for shown in [&page.body, &shown] {
                assert!(shown.contains(subject) && shown.contains(&format!("<div lang=\"{language}\" class=\"mail-body\">")), "{shown}");
                // What is said about the mail stays in the language of whoever looks.
                assert!(shown.contains("The mail as it will be sent"), "{shown}");
            }
        }
    }

    async fn the_preview_tells_no_language_that_the_account_may_not_know(t) {
        let ada = t.administrator().await;
        let (_, mara) = joined(&t, &ada, &invite_form("mara@example.org")).await;
        joined(&t, &ada, &invite_form("zoe@example.org")).await;
        execute(&t, "UPDATE users SET language = 'de' WHERE email IN ('mara@example.org', 'zoe@example.org')").await;
        let form = |email: &str| Invite { language: "en".into(), ..invite_form(email) };
        let language = async |ctx: &Ctx, email: &str| invite_mail::preview(&t.app, ctx, &form(email)).await.unwrap().language;
        assert_eq!(language(&ada, "mara@example.org").await, Language::De, "a member's is known");
        assert_eq!(language(&ada, "nobody@example.org").await, Language::En);
        // Out of this account, and in another: the same answer as for somebody whom nobody knows.
        member_actions::remove(&t.app, &ada, mara, false).await.unwrap();
        assert_eq!(language(&ada, "mara@example.org").await, Language::En);
        t.make_operator("ada@example.org").await;
        let mut other = ada.clone();
        other.principal.as_mut().unwrap().is_operator = true;
        accounts::create(&t.app, &other, "Harbour").await.unwrap();
        let harbour = number(&t, "SELECT id FROM accounts WHERE name = 'Harbour'").await;
        other.principal.as_mut().unwrap().account_id = vestibule::domain::ids::AccountId(harbour);
        assert_eq!(language(&other, "zoe@example.org").await, Language::En);
        // An open invitation tells nothing either.
        t.advance(Span::seconds(60));
        t.invite(&t.later(&ada), "mara@example.org").await;
        assert_eq!(language(&ada, "mara@example.org").await, Language::En);
    }

    async fn an_invitation_that_lost_its_inviter_unmarked_can_be_approved(t) {
        let ada = t.administrator().await;
        let (bo, bo_id) = joined(&t, &ada, &Invite { role: "1".into(), ..invite_form("bo@example.org") }).await;
        let issued = t.invite(&bo, "mara@example.org").await;
        let link = token_in(&t.deliver().await[0], "/invitations/");
        let early = approve(&t.app, &ada, issued.membership_id).await;
        assert!(matches!(early, Err(Error::Conflict)), "nothing waits: {early:?}");
        // As it was done before there were marks.
        member_actions::suspend(&t.app, &ada, bo_id).await.unwrap();
        execute(&t, "UPDATE invitations SET needs_approval_at = NULL").await;
        let seen = async || acceptance::look(&t.app, &t.anonymous(), link.hash()).await.unwrap().state;
        assert_eq!(seen().await, LinkState::NeedsApproval);
        let approved = approve(&t.app, &ada, issued.membership_id).await.unwrap();
        assert!(matches!(approved, Approved::SameLink { .. }), "{approved:?}");
        assert_eq!(seen().await, LinkState::Open);
        let again = approve(&t.app, &ada, issued.membership_id).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
        accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.unwrap();
        t.counts_are_true().await;
    }

    async fn the_end_of_an_access_is_told_once_and_again_when_it_moves(t) {
        let ada = t.administrator().await;
        let (_, id) = joined(&t, &ada, &ending("mara@example.org", "2026-12-09")).await;
        // The access ends with that day: seven days before, the third begins.
        go_to(&t, "2026-12-03", Span::micros(-1));
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
        t.advance(Span::micros(1));
        assert_eq!(tell_of_ends(&t.without_mail()).await.unwrap(), 0, "nobody is told without mail, and nobody forgotten");
        // Of two workers at once, one tells.
        let (one, other) = futures::future::join(tell_of_ends(&t.app), tell_of_ends(&t.app)).await;
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
        // Moved while the mail waits: what it says is not true any more.
        member_edit::edit(&t.app, &t.later(&ada), id, &edit_of("2026-12-19")).await.unwrap();
        assert!(t.deliver().await.is_empty());
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0, "far away again");
        go_to(&t, "2026-12-13", Span::seconds(1));
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        assert_eq!(subjects(&t).await, ["Your access to Northwind ends soon"]);
        // Saved as it is: nothing moved, nobody is told again.
        member_edit::edit(&t.app, &t.later(&ada), id, &edit_of("2026-12-19")).await.unwrap();
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
        member_edit::edit(&t.app, &t.later(&ada), id, &edit_of("2026-12-15")).await.unwrap();
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        let mails = t.deliver().await;
        assert!(mails.len() == 1 && mails[0].rendered.text.contains("December 16, 2026"), "{}", mails[0].rendered.text);
    }

    async fn what_ends_with_an_access_ends_in_its_account_alone_and_is_written_down(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, &ending("mara@example.org", "2026-11-20")).await;
        let (zoe, later) = joined(&t, &ada, &ending("zoe@example.org", "2026-11-20")).await;
        let (_, suspended) = joined(&t, &ada, &ending("bo@example.org", "2026-11-20")).await;
        member_actions::suspend(&t.app, &ada, suspended).await.unwrap();
        go_to(&t, "2026-11-21", Span::seconds(-1));
        let (second, hers) = (t.open_session(&mara).await, t.open_session(&zoe).await);
        let ada = t.later(&ada);
        // At the last moment one of them is given another day.
        member_edit::edit(&t.app, &ada, later, &edit_of("2026-11-22")).await.unwrap();
        t.advance(Span::seconds(1));
        assert_eq!(end_due(&t.app).await.unwrap(), 2);
        for (id, state) in [(id, MembershipState::Removed), (suspended, MembershipState::Removed), (later, MembershipState::Active)] {
            assert_eq!(t.membership(&ada, id).await.state, state);
        }
        assert!(!t.is_live(&second).await);
        assert!(t.is_live(&hers).await);
        let both = "SELECT count(*) FROM audit_events WHERE action = 'member.access_ended' AND detail LIKE '%\"sessions\":2%'";
        assert_eq!(number(&t, both).await, 1);
        assert_eq!(number(&t, "SELECT count(*) FROM audit_events WHERE action = 'member.access_ended'").await, 2);
        // Two workers at once write it down once.
        t.advance(Span::hours(48));
        let (one, other) = futures::future::join(end_due(&t.app), end_due(&t.app)).await;
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(number(&t, "SELECT count(*) FROM audit_events WHERE action = 'member.access_ended'").await, 3);
        t.counts_are_true().await;
    }
}
