//! Reminders of invitations, and the mail before an access ends.

use crate::support::{TestApp, accept_new, database::number, on_both_databases, token_in};
use vestibule::{
    domain::{
        ids::MembershipId,
        time::{Span, Timestamp},
    },
    mail::{Failure, Outgoing},
    service::{
        Ctx,
        invitations::reissue,
        member_actions,
        settings::{self, Form, look},
    },
    store::Db,
    worker::reminders::tell_of_ends,
};

/// Whether a mail is a reminder.
fn reminds(mail: &Outgoing) -> bool {
    mail.rendered.subject.starts_with("Reminder: ")
}

/// How many mails wait with a sealed link.
async fn sealed(t: &TestApp) -> i64 {
    number(t, "SELECT count(*) FROM outbox WHERE sealed_token IS NOT NULL").await
}

async fn end_access(t: &TestApp, id: MembershipId, at: Option<Timestamp>) {
    let sql = "UPDATE memberships SET access_ends_at = $2, end_told_at = NULL WHERE id = $1";
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query(sql).bind(id).bind(at).execute(writer).await.map(|_| ()),
        Db::Postgres(pool) => sqlx::query(sql).bind(id).bind(at).execute(pool).await.map(|_| ()),
    }
    .unwrap();
}

/// Turns reminders on or off.
async fn remind(t: &TestApp, ada: &Ctx, on: bool) {
    let settings = look(&t.app, ada).await.unwrap().settings;
    let form = Form {
        renewal: settings.renewal.as_str().into(),
        reminders: if on { "1".into() } else { String::new() },
        seen: settings.stamp(),
        ..Form::default()
    };
    settings::save(&t.app, &t.later(ada), &form).await.unwrap();
}

on_both_databases! {
    async fn a_reminder_comes_once_with_the_same_link_that_still_opens(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let first = t.deliver().await;
        t.advance(Span::seconds(20 * 3600 - 1));
        assert!(t.deliver().await.is_empty(), "not before its time");
        t.advance(Span::seconds(1));
        let second = t.deliver().await;
        assert_eq!(second.len(), 1);
        assert!(reminds(&second[0]) && second[0].to == "mara@example.org");
        assert_eq!(second[0].date, t.clock_now(), "the mail is of the day it is sent");
        assert_ne!(second[0].message_id, first[0].message_id);
        let [one, other] = [&first[0], &second[0]].map(|mail| token_in(mail, "/invitations/"));
        assert_eq!(one.reveal(), other.reveal());
        assert_eq!(sealed(&t).await, 0, "what was delivered keeps no link");
        t.advance(Span::hours(3));
        assert!(t.deliver().await.is_empty(), "once");
        accept_new(&t.app, &t.anonymous(), one.hash(), "Mara", crate::support::PASSWORD).await.unwrap();
    }

    async fn whoever_has_answered_is_not_reminded(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let revoked = t.invite(&ada, "bo@example.org").await;
        let mails = t.deliver().await;
        let mara = mails.iter().find(|mail| mail.to == "mara@example.org").unwrap();
        let token = token_in(mara, "/invitations/");
        assert_eq!(sealed(&t).await, 2);
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", crate::support::PASSWORD).await.unwrap();
        member_actions::revoke(&t.app, &ada, revoked.membership_id).await.unwrap();
        assert_eq!(sealed(&t).await, 0, "the links are blanked at once");
        t.deliver().await;
        t.advance(Span::hours(20));
        assert!(!t.deliver().await.iter().any(reminds));
    }

    async fn a_replaced_link_is_never_reminded_of_and_the_new_one_is(t) {
        let ada = t.administrator().await;
        let invited = t.invite(&ada, "mara@example.org").await;
        t.deliver().await;
        t.advance(Span::hours(10));
        reissue(&t.app, &t.later(&ada), invited.membership_id, false).await.unwrap();
        let newest = token_in(&t.deliver().await[0], "/invitations/");
        t.advance(Span::hours(10));
        assert!(t.deliver().await.is_empty());
        t.advance(Span::hours(10));
        let reminder = t.deliver().await;
        assert_eq!(reminder.len(), 1);
        assert_eq!(token_in(&reminder[0], "/invitations/").reveal(), newest.reveal());
    }

    async fn an_account_that_wants_no_reminders_sends_none_even_to_those_who_wait(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.deliver().await;
        remind(&t, &ada, false).await;
        t.advance(Span::hours(20));
        assert!(t.deliver().await.is_empty());
        assert_eq!(sealed(&t).await, 0);
        remind(&t, &ada, true).await;
        assert!(t.deliver().await.is_empty(), "what was dropped stays dropped");
    }

    async fn a_link_handed_over_or_too_short_lived_has_no_reminder(t) {
        let ada = t.administrator().await;
        let invited = t.invite(&ada, "mara@example.org").await;
        t.advance(Span::minutes(2));
        reissue(&t.app, &t.later(&ada), invited.membership_id, true).await.unwrap();
        t.deliver().await;
        assert_eq!(sealed(&t).await, 0);
        // The mail server was away for hours: what is left of the link is too short.
        t.invite(&t.later(&ada), "bo@example.org").await;
        t.mail.answer_next(Err(Failure::Deferred("no answer".into())));
        t.deliver().await;
        t.advance(Span::hours(4));
        assert_eq!(t.deliver().await.len(), 1);
        assert_eq!(sealed(&t).await, 0);
    }

    async fn a_refused_reminder_says_nothing_about_the_first_mail(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.deliver().await;
        t.advance(Span::hours(20));
        for answer in [Failure::Deferred("451 later".into()), Failure::Refused("550 no".into())] {
            t.mail.answer_next(Err(answer));
            t.deliver().await;
            assert_eq!(number(&t, "SELECT count(*) FROM invitations WHERE mail_state = 'sent'").await, 1);
            t.advance(Span::minutes(1));
        }
        assert_eq!(number(&t, "SELECT count(*) FROM outbox WHERE state = 'refused'").await, 1);
        t.counts_are_true().await;
    }

    async fn a_reminder_that_comes_too_late_is_left_out(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.deliver().await;
        t.advance(Span::seconds(23 * 3600 + 1));
        assert!(t.deliver().await.is_empty(), "less than an hour is left");
    }

    async fn people_are_told_once_that_their_access_ends(t) {
        let ada = t.administrator().await;
        let invited = t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", crate::support::PASSWORD).await.unwrap();
        t.deliver().await;
        let ends_at = t.clock_now() + Span::hours(24 * 10);
        end_access(&t, invited.membership_id, Some(ends_at)).await;
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0, "more than seven days before");
        t.advance(Span::hours(24 * 3));
        assert_eq!(tell_of_ends(&t.without_mail()).await.unwrap(), 0, "nobody is taken for told without mail");
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 1);
        assert_eq!((mails[0].to.as_str(), mails[0].rendered.subject.as_str()), ("mara@example.org", "Your access to Northwind ends soon"));
        // Another end, another mail.
        end_access(&t, invited.membership_id, Some(ends_at - Span::hours(24))).await;
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        // Whoever is shut out anyway is not told, and neither is anybody whose access is over.
        end_access(&t, invited.membership_id, Some(ends_at)).await;
        member_actions::suspend(&t.app, &t.later(&ada), invited.membership_id).await.unwrap();
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
        member_actions::restore(&t.app, &t.later(&ada), invited.membership_id).await.unwrap();
        end_access(&t, invited.membership_id, Some(t.clock_now())).await;
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
    }
}
