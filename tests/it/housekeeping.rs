//! What is old goes, and nothing that somebody is shown still.

use crate::support::{PASSWORD, TestApp, browser::Browser, invite_form, on_both_databases};
use sqlx::AssertSqlSafe;
use tokio_util::sync::CancellationToken;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        ids::BatchId,
        time::Span,
    },
    service::{
        Ctx, Error,
        batches::{self, look},
        invitations::reissue,
        member_actions,
        person::person,
    },
    store::{Db, housekeeping, housekeeping::OldBatches},
    worker::{
        batches::send_due,
        housekeeping::{Gone, clean},
    },
};

const fn days(count: i64) -> Span {
    Span::hours(24 * count)
}

async fn prepare(t: &TestApp, ada: &Ctx, emails: &str) -> Result<BatchId, Error> {
    let form = invite_form(emails);
    batches::prepare(&t.app, &t.later(ada), &form, batches::several(&form).unwrap()).await
}

async fn count(t: &TestApp, table: &str) -> i64 {
    let sql = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
    }
}

async fn cleaned(t: &TestApp) -> Gone {
    clean(&t.app, &CancellationToken::new()).await.unwrap()
}

/// Many events of one mail, as a server that puts it off for long makes them.
async fn add_events(t: &TestApp, how_many: i64) {
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
        INSERT INTO mail_events (outbox_id, invitation_id, generation, kind, detail, at)
        SELECT o.id, o.invitation_id, 1, 'deferred', '451', o.created_at
        FROM n CROSS JOIN (SELECT id, invitation_id, created_at FROM outbox ORDER BY id LIMIT 1) AS o";
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query(numbers).bind(how_many).execute(writer).await.map(|_| ()),
        Db::Postgres(pool) => sqlx::query(
            &*numbers.replace("i + 1", "i + 1::bigint").replace("SELECT 1 ", "SELECT 1::bigint ").leak(),
        )
        .bind(how_many)
        .execute(pool)
        .await
        .map(|_| ()),
    }
    .unwrap();
}

on_both_databases! {
    async fn twenty_lists_wait_for_review_and_no_more(t) {
        let ada = t.administrator().await;
        let mut ids = Vec::new();
        for _ in 0..batches::MOST_IN_REVIEW {
            ids.push(prepare(&t, &ada, "one@example.org two@example.org").await.unwrap());
        }
        let full = prepare(&t, &ada, "one@example.org two@example.org").await;
        let Err(Error::Invalid(errors)) = full else { panic!("{full:?}") };
        assert_eq!(errors, FieldErrors::one(Field::Form, Fault::TooManyLists { max: 20 }));
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let form = [("email", "a@x.org b@x.org"), ("role", "2"), ("scope", "client"), ("client_role", "none")];
        let answer = browser.post("/users/invite", &form).await;
        assert_eq!(answer.status, 422);
        assert!(answer.holds("20 lists are waiting for review already"), "{}", answer.body);
        assert!(answer.holds("Review 2 people") && answer.holds(&format!("/users/invite/batches/{}", ids[0])));
        // One that is sent or discarded makes room.
        batches::cancel(&t.app, &ada, ids[0]).await.unwrap();
        prepare(&t, &ada, "one@example.org two@example.org").await.unwrap();
        batches::send(&t.app, &ada, ids[1]).await.unwrap();
        prepare(&t, &ada, "one@example.org two@example.org").await.unwrap();
        let open = batches::open(&t.app, &ada).await.unwrap();
        assert_eq!(open.len(), 21, "twenty in review, one being sent");
        assert!(open.iter().all(|list| list.id != ids[0]));
    }

    async fn lists_that_nobody_needs_are_deleted_with_their_rows(t) {
        let ada = t.administrator().await;
        let sent = prepare(&t, &ada, "one@example.org two@example.org").await.unwrap();
        let left = prepare(&t, &ada, "three@example.org three.too@example.org").await.unwrap();
        batches::send(&t.app, &ada, sent).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        let cancelled = prepare(&t, &ada, "four@example.org four.too@example.org").await.unwrap();
        batches::cancel(&t.app, &ada, cancelled).await.unwrap();
        t.advance(Span::seconds(7 * 86_400 - 1));
        let young = prepare(&t, &ada, "five@example.org five.too@example.org").await.unwrap();
        assert_eq!(cleaned(&t).await.batches, 0);
        t.advance(Span::seconds(1));
        assert_eq!(cleaned(&t).await.batches, 1);
        let ada = t.later(&ada);
        assert!(matches!(look(&t.app, &ada, left).await, Err(Error::NotFound)));
        assert!(matches!(batches::send(&t.app, &ada, left).await, Err(Error::NotFound)));
        for id in [sent, cancelled, young] {
            look(&t.app, &ada, id).await.unwrap();
        }
        batches::send(&t.app, &ada, young).await.unwrap();
        t.advance(days(83));
        // What is being sent stays, however old: somebody has to look why.
        assert_eq!(cleaned(&t).await.batches, 2);
        assert_eq!((count(&t, "batches").await, count(&t, "batch_rows").await), (1, 2));
        assert_eq!(cleaned(&t).await, Gone::default());
    }

    async fn a_list_that_is_sent_at_the_last_moment_stays(t) {
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, "one@example.org two@example.org").await.unwrap();
        t.advance(days(8));
        let ada = t.later(&ada);
        let old = OldBatches { in_review: t.clock_now() - days(7), ended: t.clock_now() - days(90) };
        let mut tx = t.app.db.read().await.unwrap();
        let found = housekeeping::batches(&mut tx, BatchId(0), old, 10).await.unwrap();
        drop(tx);
        assert!(found[0].is_old);
        batches::send(&t.app, &ada, id).await.unwrap();
        let mut tx = t.app.db.write().await.unwrap();
        assert!(!housekeeping::delete_batch(&mut tx, id, old).await.unwrap());
        tx.commit_without_audit("test").await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        assert_eq!((count(&t, "batch_rows").await, t.deliver().await.len()), (2, 2));
    }

    async fn old_mail_goes_and_what_is_told_of_an_open_invitation_stays(t) {
        let ada = t.administrator().await;
        // Whose link has ended, but who can be mailed another any day.
        let open = t.invite(&ada, "open@example.org").await.membership_id;
        let gone = t.invite(&ada, "gone@example.org").await.membership_id;
        t.deliver().await;
        member_actions::revoke(&t.app, &ada, gone).await.unwrap();
        let told = person(&t.app, &ada, open).await.unwrap().timeline.len();
        t.advance(days(399));
        assert_eq!(cleaned(&t).await, Gone::default());
        t.advance(days(2));
        let before = (count(&t, "outbox").await, count(&t, "mail_events").await);
        let of_gone = "mail_events e JOIN invitations i ON i.id = e.invitation_id WHERE i.revoked_at IS NOT NULL";
        let events = count(&t, of_gone).await;
        let mails = count(&t, "outbox o JOIN invitations i ON i.id = o.invitation_id
            WHERE i.revoked_at IS NOT NULL AND o.finished_at IS NOT NULL").await;
        assert!(events > 0 && mails > 0);
        let done = cleaned(&t).await;
        assert_eq!((done.events, done.mails), (events.unsigned_abs(), mails.unsigned_abs()));
        assert_eq!((count(&t, "outbox").await, count(&t, "mail_events").await), (before.0 - mails, before.1 - events));
        let ada = t.later(&ada);
        // The link's own end is told now as well.
        assert_eq!(person(&t.app, &ada, open).await.unwrap().timeline.len(), told + 1);
        reissue(&t.app, &ada, open, false).await.unwrap();
        person(&t.app, &ada, gone).await.unwrap();
        t.deliver().await;
        assert_eq!(cleaned(&t).await, Gone::default());
    }

    async fn however_much_is_old_it_goes_in_steps(t) {
        let ada = t.administrator().await;
        let gone = t.invite(&ada, "gone@example.org").await.membership_id;
        t.deliver().await;
        member_actions::revoke(&t.app, &ada, gone).await.unwrap();
        add_events(&t, 1600).await;
        t.advance(days(401));
        // Told to stop, it stops, and goes on the next time.
        let stop = CancellationToken::new();
        stop.cancel();
        assert_eq!(clean(&t.app, &stop).await.unwrap(), Gone::default());
        let done = cleaned(&t).await;
        assert!(done.events > 1600 && done.mails > 0, "{done:?}");
        assert_eq!(count(&t, "mail_events").await, 0);
    }
}
