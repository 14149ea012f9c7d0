//! Mail: nothing lost, nothing doubled, and the row says how it stands.

use crate::support::{TestApp, on_both_databases};
use futures::future::join_all;
use vestibule::{
    domain::{member::Status, time::Span},
    mail::Failure,
    service::{
        Ctx,
        members::{ListMembers, list},
    },
    worker::outbox::deliver_due,
};

async fn status(t: &TestApp, ada: &Ctx, email: &str) -> Status {
    let page = list(&t.app, &t.later(ada), &ListMembers::default()).await.unwrap();
    page.members.into_iter().find(|member| member.email == email).unwrap().status
}

on_both_databases! {
    async fn a_deferred_mail_is_tried_again_and_sent_once(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.mail.answer_next(Err(Failure::Deferred("451 4.7.1 try again later".into())));
        assert!(t.deliver().await.is_empty());
        let Status::Retrying { reason, next_at } = status(&t, &ada, "mara@example.org").await else { panic!() };
        assert_eq!(reason, "451 4.7.1 try again later");
        let wait = next_at.unwrap() - t.anonymous().now;
        assert!((Span::seconds(8)..=Span::seconds(12)).contains(&wait), "{wait:?}");
        t.advance(Span::seconds(7));
        assert!(t.deliver().await.is_empty(), "not before its time");
        t.advance(Span::seconds(5));
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 1);
        assert!(matches!(status(&t, &ada, "mara@example.org").await, Status::Invited { .. }));
        t.advance(Span::hours(1));
        assert!(t.deliver().await.is_empty());
    }

    async fn a_refused_mail_is_final_and_says_why(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.mail.answer_next(Err(Failure::Refused("550 5.1.1 no such user".into())));
        assert!(t.deliver().await.is_empty());
        let reason = "550 5.1.1 no such user".to_owned();
        assert_eq!(status(&t, &ada, "mara@example.org").await, Status::NotDelivered { reason });
        t.advance(Span::hours(2));
        assert!(t.deliver().await.is_empty());
    }

    async fn a_server_that_refuses_us_makes_the_queue_rest(t) {
        let ada = t.administrator().await;
        for n in 0..9 {
            t.invite(&ada, &format!("m{n}@example.org")).await;
        }
        for _ in 0..4 {
            t.mail.answer_next(Err(Failure::Paused("535 5.7.8 authentication failed".into())));
        }
        assert!(t.deliver().await.is_empty());
        assert!(t.deliver().await.is_empty(), "the others wait too");
        t.advance(Span::seconds(30));
        assert_eq!(t.deliver().await.len(), 9);
    }

    async fn a_reset_link_that_was_replaced_is_not_mailed(t) {
        t.administrator().await;
        for _ in 0..2 {
            vestibule::service::resets::ask(&t.app, &t.anonymous(), "ada@example.org").await.unwrap();
        }
        assert_eq!(t.deliver().await.len(), 1);
    }

    async fn an_ended_invitation_is_mailed_no_more(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.mail.answer_next(Err(Failure::Deferred("no answer".into())));
        t.deliver().await;
        t.advance(Span::hours(24));
        assert!(t.deliver().await.is_empty());
        assert!(matches!(status(&t, &ada, "mara@example.org").await, Status::Expired { .. }));
    }

    async fn many_workers_send_each_mail_once(t) {
        let ada = t.administrator().await;
        for n in 0..40 {
            t.invite(&ada, &format!("m{n}@example.org")).await;
        }
        let stop = tokio_util::sync::CancellationToken::new();
        for result in join_all((0..6).map(|_| deliver_due(&t.app, &stop))).await {
            result.unwrap();
        }
        let mut to: Vec<String> = t.mail.sent().into_iter().map(|mail| mail.to).collect();
        to.sort();
        to.dedup();
        assert_eq!((to.len(), t.mail.sent().len()), (40, 40));
    }

    async fn a_worker_that_died_leaves_the_mail_to_the_next(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        // Claimed, and then nothing more was heard of the worker.
        let now = t.anonymous().now;
        let mut tx = t.app.db.write().await.unwrap();
        let claimed = vestibule::store::outbox::claim(&mut tx, now, now + Span::seconds(60), 8).await.unwrap();
        tx.commit_without_audit("test").await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert!(t.deliver().await.is_empty(), "the lease holds");
        t.advance(Span::seconds(60));
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 1);
        // The first worker comes back: its word no longer counts.
        let mut tx = t.app.db.write().await.unwrap();
        let ending = vestibule::store::outbox::Ending::Refused;
        let counted = vestibule::store::outbox::finish(&mut tx, &claimed[0], ending, "", now).await.unwrap();
        assert!(!counted);
        assert_eq!(mails[0].message_id, claimed[0].message_id);
    }

    async fn a_delivered_mail_keeps_no_link(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.deliver().await;
        let sql = "SELECT count(*) FROM outbox WHERE sealed_token IS NOT NULL AND state = 'sent'";
        let left: i64 = match &t.app.db {
            vestibule::store::Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await.unwrap(),
            vestibule::store::Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        };
        assert_eq!(left, 0);
    }
}
