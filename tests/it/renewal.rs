//! Asking for a new link, administrators who stand for an invitation, and saying no.

use crate::support::{
    PASSWORD, TestApp, accept_new, database::execute, invite_form, on_both_databases, token_in,
};
use futures::future::join_all;
use vestibule::{
    domain::{
        audit,
        field::{Fault, Field},
        ids::MembershipId,
        invitation::LinkState,
        member::{MembershipState, Standing, Status},
        secret::Token,
        time::Span,
    },
    service::{
        Ctx, Error,
        acceptance::{self, Way, decline},
        invitations::{Invite, Issued, invite, reissue},
        member_actions, member_edit,
        members::{ListMembers, Member, list},
        renewal::{Approved, approve, ask},
    },
    store::{Db, invitations},
    worker::expiry::lapse_due,
};

const MARA: &str = "mara@example.org";

async fn last_link(t: &TestApp, to: &str) -> Token {
    let mails = t.deliver().await;
    token_in(mails.iter().rev().find(|mail| mail.to == to).unwrap(), "/invitations/")
}

/// Mara was invited, and her link has ended; the worker knows.
async fn expired(t: &TestApp, ada: &Ctx) -> (Issued, Token) {
    let issued = t.invite(ada, MARA).await;
    let link = last_link(t, MARA).await;
    t.advance(Span::hours(24));
    lapse_due(&t.app).await.unwrap();
    (issued, link)
}

async fn row(t: &TestApp, ctx: &Ctx, id: MembershipId) -> Member {
    let removed = ListMembers { statuses: Standing::ALL.to_vec(), size: 100, ..ListMembers::default() };
    let all = list(&t.app, &t.later(ctx), &removed).await.unwrap();
    all.members.into_iter().find(|member| member.id == id).unwrap()
}

async fn state(t: &TestApp, link: &Token) -> LinkState {
    acceptance::look(&t.app, &t.anonymous(), link.hash()).await.unwrap().state
}

/// How often something stands in the audit log.
async fn entries(t: &TestApp, action: audit::Action) -> i64 {
    let sql = "SELECT count(*) FROM audit_events WHERE action = $1";
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).bind(action.as_str()).fetch_one(writer).await,
        Db::Postgres(pool) => sqlx::query_scalar(sql).bind(action.as_str()).fetch_one(pool).await,
    }
    .unwrap()
}

/// Bo, a second administrator, signed in.
async fn bo(t: &TestApp, ada: &Ctx) -> (Ctx, MembershipId) {
    let form = Invite { role: "1".into(), ..invite_form("bo@example.org") };
    let issued = invite(&t.app, ada, &form).await.unwrap();
    let link = last_link(t, "bo@example.org").await;
    let who = accept_new(&t.app, &t.anonymous(), link.hash(), "Bo", PASSWORD).await.unwrap();
    t.deliver().await;
    (t.as_person(who).await, issued.membership_id)
}

on_both_databases! {
    async fn asking_is_seen_by_administrators_and_answered_by_one_press(t) {
        let ada = t.administrator().await;
        let (issued, link) = expired(&t, &ada).await;
        let id = issued.membership_id;
        assert_eq!(row(&t, &ada, id).await.status.standing(), Standing::Expired);
        let not_waiting = approve(&t.app, &t.later(&ada), id).await;
        assert!(matches!(not_waiting, Err(Error::Conflict)), "{not_waiting:?}");
        for _ in 0..3 {
            ask(&t.app, &t.anonymous(), link.hash()).await.unwrap();
            t.advance(Span::minutes(1));
        }
        let since = t.clock_now() - Span::minutes(3);
        assert_eq!(row(&t, &ada, id).await.status, Status::AsksForLink { since });
        assert_eq!(entries(&t, audit::Action::InvitationAsked).await, 1, "asking twice changes nothing more");
        assert!(t.deliver().await.is_empty(), "nothing goes out by itself");
        t.counts_are_true().await;
        let waiting = ListMembers { statuses: vec![Standing::Waiting], ..ListMembers::default() };
        let listed = list(&t.app, &t.later(&ada), &waiting).await.unwrap();
        assert_eq!((listed.members.len(), listed.counts.matching), (1, 1));

        let approved = approve(&t.app, &t.later(&ada), id).await.unwrap();
        assert!(matches!(approved, Approved::NewLink(Issued { link: None, .. })), "{approved:?}");
        let newer = last_link(&t, MARA).await;
        assert_eq!((state(&t, &link).await, state(&t, &newer).await), (LinkState::Replaced, LinkState::Open));
        assert!(matches!(row(&t, &ada, id).await.status, Status::Invited { .. }));
        assert_eq!(entries(&t, audit::Action::InvitationApproved).await, 1);
        t.counts_are_true().await;
        accept_new(&t.app, &t.anonymous(), newer.hash(), "Mara", PASSWORD).await.unwrap();
    }

    async fn without_mail_approving_makes_a_link_to_hand_over(t) {
        let ada = t.administrator().await;
        let (issued, link) = expired(&t, &ada).await;
        t.set_renewal("mail").await;
        let app = t.without_mail();
        ask(&app, &t.anonymous(), link.hash()).await.unwrap();
        assert!(matches!(row(&t, &ada, issued.membership_id).await.status, Status::AsksForLink { .. }));
        let approved = approve(&app, &t.later(&ada), issued.membership_id).await.unwrap();
        assert!(matches!(approved, Approved::NewLink(Issued { link: Some(_), .. })), "{approved:?}");
    }

    async fn where_the_account_says_so_a_new_link_is_mailed_at_once(t) {
        let ada = t.administrator().await;
        t.set_renewal("mail").await;
        let (issued, link) = expired(&t, &ada).await;
        let tries = join_all((0..10).map(|_| {
            let (app, ctx, hash) = (t.app.clone(), t.anonymous(), link.hash());
            async move { ask(&app, &ctx, hash).await }
        }))
        .await;
        assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1, "{tries:?}");
        let mails = t.deliver().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, MARA));
        let newer = token_in(&mails[0], "/invitations/");
        assert_eq!((state(&t, &link).await, state(&t, &newer).await), (LinkState::Replaced, LinkState::Open));
        assert!(matches!(row(&t, &ada, issued.membership_id).await.status, Status::Invited { .. }));
        assert_eq!(entries(&t, audit::Action::InvitationAsked).await, 1);
        t.counts_are_true().await;
    }

    async fn nobody_is_mailed_in_the_name_of_who_may_no_longer_invite(t) {
        let ada = t.administrator().await;
        t.set_renewal("mail").await;
        let (bo, bo_id) = bo(&t, &ada).await;
        let (issued, link) = expired(&t, &bo).await;
        member_actions::suspend(&t.app, &t.later(&ada), bo_id).await.unwrap();
        ask(&t.app, &t.anonymous(), link.hash()).await.unwrap();
        assert!(t.deliver().await.is_empty());
        assert!(matches!(row(&t, &ada, issued.membership_id).await.status, Status::AsksForLink { .. }));
        t.counts_are_true().await;
    }

    async fn a_limit_reached_leaves_it_to_the_administrators(t) {
        let ada = t.administrator().await;
        t.set_renewal("mail").await;
        let (issued, link) = expired(&t, &ada).await;
        for n in 0..60 {
            t.invite(&t.later(&ada), &format!("m{n}@example.org")).await;
        }
        ask(&t.app, &t.anonymous(), link.hash()).await.unwrap();
        assert!(!t.deliver().await.iter().any(|mail| mail.to == MARA));
        assert!(matches!(row(&t, &ada, issued.membership_id).await.status, Status::AsksForLink { .. }));
    }

    async fn only_a_link_that_has_ended_can_be_asked_about(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, MARA).await;
        let link = last_link(&t, MARA).await;
        let open = ask(&t.app, &t.anonymous(), link.hash()).await;
        assert!(matches!(open, Err(Error::LinkClosed(LinkState::Open))), "{open:?}");
        let unknown = ask(&t.app, &t.anonymous(), Token::from_random([9; 32]).hash()).await;
        assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
        member_actions::revoke(&t.app, &ada, issued.membership_id).await.unwrap();
        t.advance(Span::hours(30));
        let revoked = ask(&t.app, &t.anonymous(), link.hash()).await;
        assert!(matches!(revoked, Err(Error::LinkClosed(LinkState::Revoked))), "{revoked:?}");
    }

    async fn who_loses_the_right_needs_somebody_to_stand_for_their_invitations(t) {
        let ada = t.administrator().await;
        for how in ["suspended", "removed", "demoted"] {
            t.advance(Span::minutes(1));
            let ada = t.later(&ada);
            let (bo, bo_id) = bo(&t, &ada).await;
            let issued = t.invite(&bo, MARA).await;
            let link = last_link(&t, MARA).await;
            assert_eq!(state(&t, &link).await, LinkState::Open);
            match how {
                "suspended" => member_actions::suspend(&t.app, &ada, bo_id).await.unwrap(),
                "removed" => member_actions::remove(&t.app, &ada, bo_id, false).await.unwrap(),
                _ => member_edit::change_role(&t.app, &ada, bo_id, "5").await.unwrap(),
            };
            let since = t.clock_now();
            let id = issued.membership_id;
            assert_eq!(row(&t, &ada, id).await.status, Status::NeedsApproval { since }, "{how}");
            t.counts_are_true().await;
            let refused = accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await;
            assert!(matches!(refused, Err(Error::LinkClosed(LinkState::NeedsApproval))), "{how}: {refused:?}");

            let approved = approve(&t.app, &ada, id).await.unwrap();
            assert!(matches!(approved, Approved::SameLink { .. }), "{how}: {approved:?}");
            assert_eq!(state(&t, &link).await, LinkState::Open, "{how}: the same link");
            assert_eq!(acceptance::look(&t.app, &ada, link.hash()).await.unwrap().inviter_email, "ada@example.org");
            t.counts_are_true().await;
            // For the next way of losing it.
            member_actions::revoke(&t.app, &ada, id).await.unwrap();
            if how != "removed" {
                member_actions::remove(&t.app, &ada, bo_id, false).await.unwrap();
            }
            execute(&t, "UPDATE users SET activated_at = NULL, password_hash = NULL WHERE email = 'bo@example.org'").await;
            t.deliver().await;
        }
    }

    async fn an_ended_link_is_made_anew_when_somebody_stands_for_it(t) {
        let ada = t.administrator().await;
        let (bo, bo_id) = bo(&t, &ada).await;
        let issued = t.invite(&bo, MARA).await;
        let link = last_link(&t, MARA).await;
        member_edit::change_role(&t.app, &ada, bo_id, "5").await.unwrap();
        t.advance(Span::hours(24));
        lapse_due(&t.app).await.unwrap();
        assert_eq!(state(&t, &link).await, LinkState::Expired);
        assert!(matches!(row(&t, &ada, issued.membership_id).await.status, Status::NeedsApproval { .. }));
        let approved = approve(&t.app, &t.later(&ada), issued.membership_id).await.unwrap();
        assert!(matches!(approved, Approved::NewLink(_)), "{approved:?}");
        let newer = last_link(&t, MARA).await;
        assert_eq!(state(&t, &newer).await, LinkState::Open);
        t.counts_are_true().await;
    }

    async fn who_regains_the_right_stands_for_their_invitations_again(t) {
        let ada = t.administrator().await;
        let (bo, bo_id) = bo(&t, &ada).await;
        let issued = t.invite(&bo, MARA).await;
        let link = last_link(&t, MARA).await;
        member_actions::suspend(&t.app, &ada, bo_id).await.unwrap();
        assert_eq!(state(&t, &link).await, LinkState::NeedsApproval);
        member_actions::restore(&t.app, &ada, bo_id).await.unwrap();
        assert_eq!(state(&t, &link).await, LinkState::Open);
        assert!(matches!(row(&t, &ada, issued.membership_id).await.status, Status::Invited { .. }));
        member_edit::change_role(&t.app, &ada, bo_id, "5").await.unwrap();
        assert_eq!(state(&t, &link).await, LinkState::NeedsApproval);
        member_edit::change_role(&t.app, &ada, bo_id, "1").await.unwrap();
        assert_eq!(state(&t, &link).await, LinkState::Open);
        t.counts_are_true().await;
    }

    async fn a_waiting_mail_survives_until_somebody_stands_for_it(t) {
        let ada = t.administrator().await;
        let (bo, bo_id) = bo(&t, &ada).await;
        let issued = t.invite(&bo, MARA).await;
        member_edit::change_role(&t.app, &ada, bo_id, "5").await.unwrap();
        let link = last_link(&t, MARA).await;
        assert_eq!(state(&t, &link).await, LinkState::NeedsApproval);
        approve(&t.app, &ada, issued.membership_id).await.unwrap();
        accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.unwrap();
    }

    async fn somebody_shut_out_of_the_installation_lets_nobody_in_whatever_the_row_says(t) {
        let ada = t.administrator().await;
        let (bo, _) = bo(&t, &ada).await;
        t.invite(&bo, MARA).await;
        let link = last_link(&t, MARA).await;
        t.block(bo.principal.as_ref().unwrap().user_id).await;
        assert_eq!(state(&t, &link).await, LinkState::NeedsApproval);
        let refused = accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await;
        assert!(matches!(refused, Err(Error::LinkClosed(LinkState::NeedsApproval))), "{refused:?}");
        // Nor do they do anything else in a request that was under way.
        let refused = invite(&t.app, &bo, &invite_form("eve@example.org")).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        t.make_operator("bo@example.org").await;
        let mut operator = bo.clone();
        operator.principal.as_mut().unwrap().is_operator = true;
        let refused = vestibule::service::accounts::create(&t.app, &operator, "New").await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
    }

    async fn a_new_person_says_no_by_the_link_alone(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, MARA).await;
        let link = last_link(&t, MARA).await;
        let other = vestibule::service::sessions::Proven::of(ada.principal.as_ref().unwrap()).unwrap();
        let refused = decline(&t.app, &ada, Some(&other), Way::Link(link.hash())).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        decline(&t.app, &t.anonymous(), None, Way::Link(link.hash())).await.unwrap();
        assert_eq!(state(&t, &link).await, LinkState::Declined);
        assert_eq!(t.membership(&ada, issued.membership_id).await.state, MembershipState::Removed);
        let told = t.deliver().await;
        assert_eq!((told.len(), told[0].to.as_str()), (1, "ada@example.org"));
        assert!(told[0].rendered.subject.contains(MARA), "{}", told[0].rendered.subject);
        assert_eq!(entries(&t, audit::Action::InvitationDeclined).await, 1);
        let again = decline(&t.app, &t.anonymous(), None, Way::Link(link.hash())).await;
        assert!(matches!(again, Err(Error::LinkClosed(LinkState::Declined))), "{again:?}");
        let late = accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await;
        assert!(matches!(late, Err(Error::LinkClosed(LinkState::Declined))), "{late:?}");
        t.counts_are_true().await;
        let principal = ada.principal.as_ref().unwrap();
        let mut tx = t.app.db.read().await.unwrap();
        let at = invitations::declined_at(&mut tx, principal.account_id, issued.user_id).await.unwrap();
        assert_eq!(at, Some(t.clock_now()));
        drop(tx);
        let page = vestibule::service::person::person(&t.app, &ada, issued.membership_id).await.unwrap();
        assert_eq!(page.invitation.unwrap().declined_at, Some(t.clock_now()));
        // Whoever declined is mailed no other invitation, but can be handed one.
        let mailed = invite(&t.app, &ada, &invite_form(MARA)).await;
        let declined = matches!(&mailed, Err(Error::Invalid(errors)) if errors.0 == [(Field::Email, Fault::Declined)]);
        assert!(declined, "{mailed:?}");
        let by_hand = Invite { by_hand: "1".into(), ..invite_form(MARA) };
        let again = invite(&t.app, &ada, &by_hand).await.unwrap();
        // What is offered later and taken back by the account does not undo the person's own word.
        let said = t.clock_now();
        member_actions::revoke(&t.app, &ada, again.membership_id).await.unwrap();
        let mut tx = t.app.db.read().await.unwrap();
        let at = invitations::declined_at(&mut tx, principal.account_id, issued.user_id).await.unwrap();
        assert_eq!(at, Some(said));
    }

    async fn declining_drops_the_mail_that_waits(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, MARA).await;
        let by_hand = reissue(&t.app, &ada, issued.membership_id, true).await.unwrap().link.unwrap();
        t.advance(Span::seconds(60));
        let mailed = reissue(&t.app, &t.later(&ada), issued.membership_id, true).await.unwrap().link.unwrap();
        assert_ne!(by_hand, mailed);
        let link = Token::parse(mailed.rsplit('/').next().unwrap()).unwrap();
        decline(&t.app, &t.anonymous(), None, Way::Link(link.hash())).await.unwrap();
        assert!(t.deliver().await.iter().all(|mail| mail.to != MARA));
    }

    async fn a_new_link_lives_as_long_as_the_first_was_meant_to(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, MARA).await;
        execute(&t, "UPDATE invitations SET lifetime = 3600000000").await;
        t.advance(Span::hours(30));
        let again = reissue(&t.app, &t.later(&ada), issued.membership_id, false).await.unwrap();
        assert_eq!(again.expires_at, t.clock_now() + Span::hours(1));
        let form = vestibule::service::edit_form::Edit {
            email: "mara@elsewhere.example".into(),
            language: "en".into(),
            role: "2".into(),
            scope: "client".into(),
            client_role: "none".into(),
            ..Default::default()
        };
        let edited = member_edit::edit(&t.app, &t.later(&ada), issued.membership_id, &form).await.unwrap();
        assert_eq!(edited.issued.unwrap().expires_at, t.clock_now() + Span::hours(1));
    }

    async fn an_address_is_mailed_three_further_links_a_day(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, MARA).await;
        for _ in 0..3 {
            t.advance(Span::minutes(10));
            reissue(&t.app, &t.later(&ada), issued.membership_id, false).await.unwrap();
        }
        t.advance(Span::minutes(10));
        let refused = reissue(&t.app, &t.later(&ada), issued.membership_id, false).await;
        let left = Span::minutes(24 * 60 - 30);
        assert!(matches!(refused, Err(Error::TooMany(wait)) if wait == left), "{refused:?}");
        // A link handed over mails nobody.
        reissue(&t.app, &t.later(&ada), issued.membership_id, true).await.unwrap();
        t.advance(left);
        reissue(&t.app, &t.later(&ada), issued.membership_id, false).await.unwrap();
    }

    async fn one_row_that_makes_no_sense_stops_no_other(t) {
        let ada = t.administrator().await;
        let broken = t.invite(&ada, MARA).await;
        let whole = t.invite(&ada, "whole@example.org").await;
        // As a row of a newer release might be.
        execute(&t, "UPDATE memberships SET name = '', language = 'en', role_id = 2").await;
        let sql = match &t.app.db {
            Db::Sqlite { .. } => "PRAGMA ignore_check_constraints = ON",
            Db::Postgres(_) => "ALTER TABLE memberships DROP CONSTRAINT memberships_role_id_check",
        };
        execute(&t, sql).await;
        let sql = "UPDATE memberships SET role_id = 4711 WHERE id = $1";
        match &t.app.db {
            Db::Sqlite { writer, .. } => sqlx::query(sql).bind(broken.membership_id.0).execute(writer).await.map(|_| ()),
            Db::Postgres(pool) => sqlx::query(sql).bind(broken.membership_id.0).execute(pool).await.map(|_| ()),
        }
        .unwrap();
        t.advance(Span::hours(24));
        assert_eq!(lapse_due(&t.app).await.unwrap(), 1);
        assert_eq!(lapse_due(&t.app).await.unwrap(), 0);
        let mut tx = t.app.db.read().await.unwrap();
        let due = invitations::to_lapse(&mut tx, t.clock_now(), None, 10).await.unwrap();
        assert_eq!(due.len(), 1, "tried again the next time");
        drop(tx);
        let sql = "UPDATE memberships SET role_id = 2 WHERE role_id = 4711";
        execute(&t, sql).await;
        assert_eq!(lapse_due(&t.app).await.unwrap(), 1);
        assert_eq!(row(&t, &ada, whole.membership_id).await.status.standing(), Standing::Expired);
    }
}
