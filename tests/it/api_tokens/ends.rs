//! How tokens end, and who is told before.

use super::{ADA, MARA, all, form, issue, issue_until, joined};
use crate::{
    query_plans::{plan_of_postgres, plan_of_sqlite},
    support::{
        TestApp,
        database::{audited, number},
        on_both_databases,
    },
};
use futures::future::join_all;
use std::collections::BTreeMap;
use vestibule::{
    domain::{
        api_token::TokenStatus,
        role::AccountRole::{Administrators, Engineers, Users},
        time::Span,
    },
    service::{
        Error,
        api_tokens::{Expires, TokenForm, delete, find, issue as make},
        member_actions::suspend,
    },
    store::{Db, all_statements},
    worker::api_tokens::{expire_due, tell_of_ends},
};

const DAY: Span = Span::hours(24);
const TO_TELL: &str = "SELECT count(*) FROM api_tokens WHERE tell_at IS NOT NULL AND deleted_at IS NULL";

/// What went out about tokens, as `address: subject`, in the order of addresses.
async fn told(t: &TestApp) -> Vec<String> {
    let mut all: Vec<String> =
        t.deliver().await.iter().map(|mail| format!("{}: {}", mail.to, mail.rendered.subject)).collect();
    all.sort();
    all
}

on_both_databases! {
    async fn what_has_ended_is_marked_once_and_stays_expired(t) {
        let ada = t.administrator().await;
        let end = t.clock_now() + DAY;
        let ci = issue_until(&t, &ada, "ci", Expires::At(end)).await.row;
        issue(&t, &ada, "forever").await;
        t.advance(Span::seconds(24 * 3600 - 1));
        assert_eq!(expire_due(&t.app).await.unwrap(), 0);
        assert_eq!(find(&t.app, &t.later(&ada), ci.id).await.unwrap().status, TokenStatus::Active);
        t.advance(Span::seconds(1));
        // From its very end on, marked or not.
        let ended = find(&t.app, &t.later(&ada), ci.id).await.unwrap();
        assert_eq!((ended.status, ended.deleted_at), (TokenStatus::Expired, None));
        assert!(matches!(delete(&t.app, &t.proven_now(&ada), ci.id).await, Err(Error::Conflict)));
        // Two workers at once: it is marked, and written down, once.
        let other = t.second_node().await;
        let marked = join_all([&t.app, &other, &t.app, &other].map(expire_due)).await;
        assert_eq!(marked.into_iter().map(Result::unwrap).sum::<usize>(), 1);
        assert_eq!(audited(&t, 1).await, ["token.expired"]);
        assert_eq!(number(&t, "SELECT count(*) FROM audit_events WHERE action = 'token.expired'").await, 1);
        t.advance(DAY);
        let marked = find(&t.app, &t.later(&ada), ci.id).await.unwrap();
        assert_eq!((marked.status, marked.deleted_at), (TokenStatus::Expired, Some(end)));
        assert!(marked.is_expired() && marked.is_deleted());
        // Nobody can be told from what a person deleted before its end, for which the end means nothing.
        assert_eq!(all(&t, &ada).await.iter().filter(|token| token.is_expired()).count(), 1);
    }

    async fn the_issuer_and_the_administrators_are_told_twice_each_in_their_language(t) {
        let ada = t.administrator().await;
        let (mara, _) = joined(&t, &ada, MARA, Engineers, "de").await;
        joined(&t, &ada, "zoe@example.org", Administrators, "ru").await;
        joined(&t, &ada, "bo@example.org", Users, "en").await;
        let (_, shut_out) = joined(&t, &ada, "eve@example.org", Administrators, "en").await;
        suspend(&t.app, &t.proven_now(&ada), shut_out).await.unwrap();
        let end = t.clock_now() + Span::hours(24 * 30);
        issue_until(&t, &mara, "ci", Expires::At(end)).await;
        t.advance(Span::hours(24 * 23 - 1));
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0, "more than seven days before");
        t.advance(Span::hours(1));
        assert_eq!(tell_of_ends(&t.without_mail()).await.unwrap(), 0, "nobody is taken for told without mail");
        for _ in 0..2 {
            tell_of_ends(&t.app).await.unwrap();
        }
        let mails = t.deliver().await;
        let by: BTreeMap<&str, &str> = mails.iter().map(|mail| (mail.to.as_str(), mail.rendered.text.as_str())).collect();
        assert_eq!((mails.len(), by.keys().copied().collect::<Vec<_>>()), (3, vec![ADA, MARA, "zoe@example.org"]));
        assert!(by[ADA].contains("The API token ci that Mara Lind has issued for Northwind expires soon."), "{}", by[ADA]);
        assert!(by[MARA].contains("Ihr API-Token ci für Northwind läuft bald ab."), "{}", by[MARA]);
        assert!(by["zoe@example.org"].contains("Его выпустил пользователь Mara Lind"), "{}", by["zoe@example.org"]);
        for text in by.values() {
            assert!(text.contains("https://panel.example.org/api-tokens"), "{text}");
        }
        assert!(t.deliver().await.is_empty());
        // And again a day before.
        t.advance(Span::hours(24 * 6 - 1));
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
        t.advance(Span::hours(1));
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        assert_eq!(t.deliver().await.len(), 3);
        t.advance(Span::hours(23));
        assert_eq!((tell_of_ends(&t.app).await.unwrap(), number(&t, TO_TELL).await), (0, 0));
    }

    async fn an_administrator_is_told_once_of_a_token_of_their_own(t) {
        let ada = t.administrator().await;
        issue_until(&t, &ada, "ci", Expires::At(t.clock_now() + DAY.times(2))).await;
        // So short a life has the second mail only.
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
        t.advance(DAY);
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        assert_eq!(told(&t).await, ["ada@example.org: The API token ci of Northwind expires soon"]);
    }

    async fn two_workers_tell_everybody_once(t) {
        let ada = t.administrator().await;
        let other = t.second_node().await;
        for place in 0..10 {
            issue_until(&t, &ada, &format!("token {place}"), Expires::At(t.clock_now() + DAY.times(8))).await;
        }
        t.advance(DAY);
        let told = join_all([&t.app, &other, &t.app, &other].map(tell_of_ends)).await;
        assert_eq!(told.into_iter().map(Result::unwrap).sum::<usize>(), 10);
        assert_eq!(number(&t, "SELECT count(*) FROM outbox WHERE kind = 'token_ends'").await, 10);
        assert_eq!(number(&t, TO_TELL).await, 10, "once more a day before");
    }

    async fn what_is_told_late_is_told_once_and_what_is_over_not_at_all(t) {
        let ada = t.administrator().await;
        issue_until(&t, &ada, "late", Expires::At(t.clock_now() + DAY.times(10))).await;
        let gone = issue_until(&t, &ada, "gone", Expires::At(t.clock_now() + DAY.times(10))).await.row;
        issue_until(&t, &ada, "ended", Expires::At(t.clock_now() + DAY.times(9))).await;
        // Nobody worked for nine days and a half: both moments of the first have passed.
        t.advance(Span::hours(24 * 9 + 12));
        delete(&t.app, &t.proven_now(&ada), gone.id).await.unwrap();
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        assert_eq!(told(&t).await, ["ada@example.org: The API token late of Northwind expires soon"]);
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 0);
    }

    async fn a_mail_about_a_token_that_is_deleted_meanwhile_is_left_out(t) {
        let ada = t.administrator().await;
        let ci = issue_until(&t, &ada, "ci", Expires::At(t.clock_now() + DAY.times(8))).await.row;
        t.advance(DAY);
        assert_eq!(tell_of_ends(&t.app).await.unwrap(), 1);
        delete(&t.app, &t.proven_now(&ada), ci.id).await.unwrap();
        assert!(t.deliver().await.is_empty());
        assert_eq!(number(&t, "SELECT count(*) FROM outbox WHERE kind = 'token_ends' AND state = 'dropped'").await, 1);
    }

    async fn the_worker_finds_what_is_due_by_an_index(t) {
        let ada = t.administrator().await;
        make(&t.app, &ada, &TokenForm { expires: Expires::At(t.clock_now() + DAY), ..form("ci", Users) }).await.unwrap();
        for (name, index) in [
            ("api_tokens.to_tell", "api_tokens_to_tell"),
            ("api_tokens.ended", "api_tokens_to_expire"),
            ("api_tokens.count_live", "api_tokens_live"),
        ] {
            let (_, sql) = all_statements().into_iter().find(|(each, _)| each == name).unwrap();
            let (sqlite, postgres) = sql.texts();
            let plan = match &t.app.db {
                Db::Sqlite { writer, .. } => plan_of_sqlite(writer, &sqlite).await,
                Db::Postgres(pool) => plan_of_postgres(pool, &postgres, false).await,
            };
            assert!(plan.iter().any(|step| step.contains(index)), "{name}: {plan:?}");
            assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE") || step.contains("Sort")), "{name}: {plan:?}");
        }
    }
}
