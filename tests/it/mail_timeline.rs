//! What happened to an invitation's mail and link is told as it happened; looking at a link changes nothing.

use crate::support::{PASSWORD, TestApp, browser::Browser, on_both_databases, token_in};
use vestibule::{
    domain::{ids::MembershipId, mail::Progress, secret::Token, time::Span},
    mail::{Failure, Outgoing},
    service::{
        Ctx,
        invitations::reissue,
        members::{ListMembers, list},
        person::person,
        timeline::What,
    },
    store::{Db, outbox},
};

/// What happened, without when.
async fn told(t: &TestApp, ada: &Ctx, id: MembershipId) -> Vec<What> {
    t.app.looks.settled().await;
    let person = person(&t.app, &t.later(ada), id).await.unwrap();
    assert!(person.timeline.is_sorted_by_key(|step| step.at));
    person.timeline.into_iter().map(|step| step.what).collect()
}

async fn progress(t: &TestApp, ada: &Ctx, email: &str) -> Option<Progress> {
    t.app.looks.settled().await;
    let page = list(&t.app, &t.later(ada), &ListMembers::default()).await.unwrap();
    page.members.into_iter().find(|member| member.email == email).unwrap().progress
}

fn saved(again: bool) -> What {
    What::Saved { by: "Ada Kern".into(), again }
}

fn handed_over() -> What {
    What::HandedOver { reply: "250 2.0.0 Ok".into() }
}

fn address(token: &Token) -> String {
    format!("/invitations/{}", token.reveal())
}

/// Follows a link as a browser does, and gives back the page.
async fn follow(browser: &mut Browser, token: &Token) -> String {
    let answer = browser.get(&address(token)).await;
    assert_eq!(answer.status, 303);
    let clean = answer.location().to_owned();
    let page = browser.get(&clean).await;
    assert_eq!(page.status, 200, "{}", page.body);
    clean
}

fn token(mails: &[Outgoing]) -> Token {
    token_in(&mails[0], "/invitations/")
}

async fn rows_of_looks(t: &TestApp) -> i64 {
    t.app.looks.settled().await;
    let sql = "SELECT count(*) FROM mail_events WHERE kind = 'opened'";
    match &t.app.db {
        Db::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_one(writer).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
    }
}

on_both_databases! {
    async fn every_answer_of_the_mail_server_is_told(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        assert_eq!(told(&t, &ada, id).await, [saved(false)]);
        for _ in 0..2 {
            t.mail.answer_next(Err(Failure::Deferred("451 4.7.1 later".into())));
            t.deliver().await;
            t.advance(Span::seconds(40));
        }
        assert_eq!(t.deliver().await.len(), 1);
        let steps = told(&t, &ada, id).await;
        let What::Deferred { reason, until, times } = &steps[1] else { panic!("{steps:?}") };
        assert_eq!((reason.as_str(), *times), ("451 4.7.1 later", 2));
        assert!(until.unwrap() < t.clock_now());
        assert_eq!((&steps[0], &steps[2], steps.len()), (&saved(false), &handed_over(), 3));

        t.advance(Span::seconds(60));
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        t.mail.answer_next(Err(Failure::Refused("550 5.1.1 no such user".into())));
        t.deliver().await;
        let refused = What::Refused { reason: "550 5.1.1 no such user".into() };
        assert_eq!(told(&t, &ada, id).await[3..], [saved(true), refused]);

        // From a refused mail to a copied link in one step.
        t.advance(Span::seconds(1));
        let link = reissue(&t.app, &t.later(&ada), id, true).await.unwrap().link.unwrap();
        assert!(link.starts_with("https://panel.example.org/invitations/"));
        let by_hand = What::ByHand { by: "Ada Kern".into(), again: true };
        assert_eq!(told(&t, &ada, id).await[5..], [by_hand]);
        assert_eq!(progress(&t, &ada, "mara@example.org").await, Some(Progress::ByHand));
        t.advance(Span::hours(25));
        assert_eq!(told(&t, &ada, id).await[6..], [What::Ended]);
        assert_eq!(progress(&t, &ada, "mara@example.org").await, None);
    }

    async fn a_mail_whose_link_was_replaced_is_told_to_be_dropped(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        // The worker has it in its hands, the server is about to say yes.
        let now = t.clock_now();
        let mut tx = t.app.db.write().await.unwrap();
        let claimed = outbox::claim(&mut tx, now, now + Span::seconds(60), 8).await.unwrap();
        tx.commit_without_audit("test").await.unwrap();
        t.advance(Span::seconds(61));
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        assert_eq!(told(&t, &ada, id).await, [saved(false), What::Dropped, saved(true)]);
        // It was sent all the same, and that is what its row says; of any other ending the drop is the last word.
        for (ending, counts) in [(outbox::Ending::Refused, false), (outbox::Ending::Sent, true)] {
            let mut tx = t.app.db.write().await.unwrap();
            assert_eq!(outbox::finish(&mut tx, &claimed[0], ending, "250 Ok", now).await.unwrap(), counts);
            tx.commit_without_audit("test").await.unwrap();
        }
        assert_eq!(t.deliver().await.len(), 1, "the new one alone");
    }

    async fn a_scanner_is_told_from_a_person(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        let token = token(&t.deliver().await);
        assert_eq!(progress(&t, &ada, "mara@example.org").await, Some(Progress::HandedOver));

        // Within seconds: headers alone, the link alone, and even the page behind it.
        t.advance(Span::seconds(2));
        let mut scanner = Browser::new(&t);
        assert_eq!(scanner.send("HEAD", &address(&token), None, "*/*", None).await.status, 303);
        t.app.looks.settled().await;
        let mut scanner = Browser::new(&t);
        follow(&mut scanner, &token).await;
        let scanned = |times| What::Scanned { mailed: true, times };
        assert_eq!(told(&t, &ada, id).await, [saved(false), handed_over(), scanned(2)]);
        assert_eq!(progress(&t, &ada, "mara@example.org").await, Some(Progress::HandedOver));

        // Later, the link alone: nobody went on to the page.
        t.advance(Span::seconds(60));
        Browser::new(&t).get(&address(&token)).await;
        assert_eq!(told(&t, &ada, id).await[2..], [scanned(3)]);

        // Somebody reads the page, and reads it again.
        t.advance(Span::seconds(60));
        let mut browser = Browser::new(&t);
        let clean = follow(&mut browser, &token).await;
        browser.get(&clean).await;
        assert_eq!(told(&t, &ada, id).await[2..], [scanned(3), What::Opened]);
        assert_eq!(progress(&t, &ada, "mara@example.org").await, Some(Progress::Opened));

        let form = [("name", "Mara Voss"), ("password", PASSWORD)];
        let answer = browser.post(&clean, &form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(told(&t, &ada, id).await[3..], [What::Opened, What::Accepted]);
        assert_eq!(progress(&t, &ada, "mara@example.org").await, None);
    }

    async fn looking_at_a_link_changes_nothing_and_fills_nothing(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        let first = token(&t.deliver().await);
        for _ in 0..200 {
            t.advance(Span::seconds(11));
            let mut browser = Browser::new(&t);
            assert_eq!(browser.send("HEAD", &address(&first), None, "*/*", None).await.status, 303);
            let clean = follow(&mut browser, &first).await;
            // A form without anything in it is a look, too.
            assert_eq!(browser.post(&clean, &[]).await.status, 422);
            t.app.looks.settled().await;
        }
        let rows = rows_of_looks(&t).await;
        assert!((13..=20).contains(&rows), "{rows}");
        // A person's look had room beside them.
        assert!(told(&t, &ada, id).await.contains(&What::Opened));

        // An older link is looked at as what it is, and has room of its own.
        reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        let second = token(&t.deliver().await);
        let before = rows_of_looks(&t).await;
        t.advance(Span::seconds(60));
        Browser::new(&t).get(&address(&first)).await;
        assert_eq!(rows_of_looks(&t).await, before, "of the older link all the room is taken");
        assert_eq!(progress(&t, &ada, "mara@example.org").await, Some(Progress::HandedOver));
        let mut browser = Browser::new(&t);
        let clean = follow(&mut browser, &second).await;
        assert_eq!(rows_of_looks(&t).await, before + 2);
        assert_eq!(progress(&t, &ada, "mara@example.org").await, Some(Progress::Opened));
        let form = [("name", "Mara Voss"), ("password", PASSWORD)];
        assert_eq!(browser.post(&clean, &form).await.status, 303, "nothing was spent by looking");
    }

    async fn a_link_that_nobody_ever_made_leaves_no_trace(t) {
        t.administrator().await;
        for _ in 0..30 {
            Browser::new(&t).get(&address(&t.app.new_token())).await;
        }
        assert_eq!(rows_of_looks(&t).await, 0);
    }

    async fn a_busy_database_keeps_no_look_and_delays_no_page(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let token = token(&t.deliver().await);
        t.advance(Span::seconds(60));
        // Somebody writes and does not come to an end.
        let held = t.app.db.write().await.unwrap();
        let mut browser = Browser::new(&t);
        let patience = std::time::Duration::from_millis(1_500);
        let page = tokio::time::timeout(patience, follow(&mut browser, &token)).await;
        assert!(page.is_ok(), "the page waited for the look to be kept");
        drop(held);
    }
}
