//! The outbox as an account sees it, trying again, and the rest of the whole queue.

use crate::support::{PASSWORD, START, TestApp, accept_new, browser::Browser, on_both_databases};
use std::{collections::BTreeSet, sync::Arc};
use tokio_util::sync::CancellationToken;
use vestibule::{
    app::{App, Mailer},
    domain::{
        ids::{AccountId, MailId},
        mail::OutboxState,
        time::Span,
    },
    mail::{Failure, Memory, Transport},
    service::{
        Ctx, Error,
        mail::{MailList, NoRetry, Wanted, Whose, list, resume, retry},
        members::ListMembers,
        resets,
    },
    store::{Db, mail_pause, outbox::MailKind},
    worker::outbox::deliver_due,
};

async fn mails(t: &TestApp, ctx: &Ctx, state: &str) -> MailList {
    list(&t.app, &t.later(ctx), &Wanted { state: state.into(), ..Wanted::default() }).await.unwrap()
}

/// The one mail there is, but for the reminder that waits for its day.
async fn only(t: &TestApp, ctx: &Ctx) -> vestibule::service::mail::Mail {
    let mut mails = mails(t, ctx, "").await.mails;
    mails.retain(|mail| mail.kind != Some(MailKind::InvitationReminder));
    assert_eq!(mails.len(), 1, "{mails:?}");
    mails.remove(0)
}

/// A second node on the same database, with a mail server of its own.
fn another_node(t: &TestApp) -> (App, Memory) {
    let memory = Memory::default();
    let from = "Vestibule <no-reply@panel.example.org>".parse().unwrap();
    let mailer = Mailer::new(Transport::Memory(memory.clone()), from);
    (App { mail: Some(Arc::new(mailer)), ..t.app.clone() }, memory)
}

on_both_databases! {
    async fn the_outbox_says_what_became_of_each_mail(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let mail = only(&t, &ada).await;
        assert_eq!((mail.state, mail.recipient.as_str()), (OutboxState::Queued, "mara@example.org"));
        assert_eq!((mail.attempts, mail.no_retry), (0, Some(NoRetry::Due)));

        t.mail.answer_next(Err(Failure::Deferred("451 4.7.1 later".into())));
        t.deliver().await;
        let mail = only(&t, &ada).await;
        assert_eq!((mail.state, mail.reply.as_str()), (OutboxState::Retrying, "451 4.7.1 later"));
        assert_eq!((mail.attempts, mail.no_retry), (1, None));
        assert!(mail.next_at.unwrap() > t.clock_now());

        // Due at once instead of in ten seconds, and said so on the row of the person.
        assert_eq!(retry(&t.app, &t.later(&ada), mail.id).await.unwrap(), Whose::Account);
        assert_eq!(only(&t, &ada).await.no_retry, Some(NoRetry::Due));
        let page = vestibule::service::members::list(&t.app, &t.later(&ada), &ListMembers::default()).await.unwrap();
        let status = page.members.into_iter().find(|member| member.email == "mara@example.org").unwrap().status;
        let next_at = Some(t.clock_now());
        let reason = "451 4.7.1 later".to_owned();
        assert_eq!(status, vestibule::domain::member::Status::Retrying { reason, next_at });
        assert_eq!(t.deliver().await.len(), 1);
        let mail = only(&t, &ada).await;
        assert_eq!((mail.state, mail.reply.as_str()), (OutboxState::Sent, "250 2.0.0 Ok"));
        assert_eq!((mail.attempts, mail.no_retry), (2, Some(NoRetry::Sent)));
        assert!(matches!(retry(&t.app, &t.later(&ada), mail.id).await, Err(Error::Conflict)));
    }

    async fn a_refused_mail_is_tried_again_only_where_that_makes_sense(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        t.mail.answer_next(Err(Failure::Refused("550 5.1.1 no such user".into())));
        t.deliver().await;
        let mail = only(&t, &ada).await;
        assert_eq!((mail.state, mail.no_retry), (OutboxState::Refused, Some(NoRetry::NoLink)));
        assert_eq!(mail.membership_id, Some(id));
        assert!(matches!(retry(&t.app, &t.later(&ada), mail.id).await, Err(Error::Conflict)));

        // A notice holds no link: it can be sent as it was.
        t.advance(Span::seconds(60));
        vestibule::service::invitations::reissue(&t.app, &t.later(&ada), id, false).await.unwrap();
        let token = crate::support::token_in(&t.deliver().await[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD)
            .await
            .unwrap();
        t.mail.answer_next(Err(Failure::Refused("552 5.2.2 mailbox full".into())));
        t.deliver().await;
        let notice = mails(&t, &ada, "refused").await.mails.remove(0);
        assert_eq!((notice.recipient.as_str(), notice.no_retry), ("ada@example.org", None));
        retry(&t.app, &t.later(&ada), notice.id).await.unwrap();
        assert_eq!(t.deliver().await.len(), 1);
        assert_eq!(mails(&t, &ada, "refused").await.mails.len(), 1);
        t.advance(Span::hours(80));
        assert_eq!(mails(&t, &ada, "sent").await.mails[0].no_retry, Some(NoRetry::Sent));
    }

    async fn each_account_sees_its_own_mails_and_operators_those_of_nobody(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        resets::ask(&t.app, &t.anonymous(), "ada@example.org").await.unwrap();
        let own = mails(&t, &ada, "").await;
        assert!(own.sees_account && own.sees_installation, "the first administrator is an operator, too");
        let to: Vec<_> = own.mails.iter().map(|mail| mail.recipient.as_str()).collect();
        assert_eq!(to, ["mara@example.org"]);
        let wanted = Wanted { whose: "installation".into(), ..Wanted::default() };
        let of_nobody = list(&t.app, &ada, &wanted).await.unwrap();
        let to: Vec<_> = of_nobody.mails.iter().map(|mail| mail.recipient.as_str()).collect();
        assert_eq!(to, ["a…@example.org"], "masked");

        // Whoever is no operator gets no other list by asking for it, and no mail of another account at all.
        let mut other = ada.clone();
        let principal = other.principal.as_mut().unwrap();
        principal.is_operator = false;
        let seen = list(&t.app, &other, &wanted).await.unwrap();
        assert_eq!((seen.whose, seen.sees_installation), (Whose::Account, false));
        let id = of_nobody.mails[0].id;
        assert!(matches!(retry(&t.app, &other, id).await, Err(Error::NotFound)));
        other.principal.as_mut().unwrap().account_id = AccountId(99);
        assert!(list(&t.app, &other, &Wanted::default()).await.unwrap().mails.is_empty());
        assert!(matches!(retry(&t.app, &other, own.mails[0].id).await, Err(Error::NotFound)));
        assert!(matches!(retry(&t.app, &ada, MailId(4711)).await, Err(Error::NotFound)));
    }

    async fn the_list_goes_page_by_page_in_every_state(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        for n in 0..60 {
            t.invite(&ada, &format!("m{n}@example.org")).await;
        }
        for state in ["", "queued"] {
            let wanted = |after: Option<MailId>, before: Option<MailId>| Wanted {
                state: state.into(),
                size: "25".into(),
                after: after.map(|id| id.to_string()).unwrap_or_default(),
                before: before.map(|id| id.to_string()).unwrap_or_default(),
                ..Wanted::default()
            };
            let first = list(&t.app, &ada, &wanted(None, None)).await.unwrap();
            let second = list(&t.app, &ada, &wanted(first.next, None)).await.unwrap();
            let third = list(&t.app, &ada, &wanted(second.next, None)).await.unwrap();
            assert_eq!([first.mails.len(), second.mails.len(), third.mails.len()], [25, 25, 10]);
            assert_eq!((first.previous, third.next), (None, None));
            let ids = |list: &MailList| list.mails.iter().map(|mail| mail.id).collect::<Vec<_>>();
            let all: Vec<_> = [&first, &second, &third].into_iter().flat_map(ids).collect();
            assert!(all.is_sorted_by(|a, b| a > b) && all.iter().collect::<BTreeSet<_>>().len() == 60);
            let back = list(&t.app, &ada, &wanted(None, third.previous)).await.unwrap();
            assert_eq!(ids(&back), ids(&second));
            let back = list(&t.app, &ada, &wanted(None, second.previous)).await.unwrap();
            assert_eq!((ids(&back), back.previous), (ids(&first), None));
        }
        for state in ["retrying", "sent", "refused", "dropped"] {
            assert!(mails(&t, &ada, state).await.mails.is_empty());
        }
    }

    async fn when_the_server_refuses_us_every_node_rests_and_one_mail_is_tried_first(t) {
        let ada = t.administrator().await;
        for n in 0..9 {
            t.invite(&ada, &format!("m{n}@example.org")).await;
        }
        let reason = "535 5.7.8 authentication failed";
        let refuse = || t.mail.answer_next(Err(Failure::Paused(reason.into())));
        for _ in 0..4 {
            refuse();
        }
        assert!(t.deliver().await.is_empty());
        let (node, its_mail) = another_node(&t);
        let stop = CancellationToken::new();
        assert_eq!(deliver_due(&node, &stop).await.unwrap(), 0, "the other node rests, too");
        let pause = mails(&t, &ada, "").await.pause.unwrap();
        assert_eq!((pause.reason.as_str(), pause.since), (reason, START));
        assert_eq!(pause.until, START + Span::seconds(30));
        let steps = mails(&t, &ada, "retrying").await;
        assert_eq!(steps.mails.len(), 4);
        assert!(steps.mails.iter().all(|mail| mail.next_at == Some(pause.until) && mail.no_retry.is_none()));

        // Another try shows that nothing has changed: one mail, no more, and since when stays.
        t.advance(Span::seconds(30));
        refuse();
        refuse();
        assert!(t.deliver().await.is_empty());
        let pause = mails(&t, &ada, "").await.pause.unwrap();
        assert_eq!((pause.since, pause.until), (START, t.clock_now() + Span::seconds(30)));
        assert!(matches!(resume(&t.app, &t.later(&ada)).await, Err(Error::TooMany(_))), "asked a moment ago");
        t.advance(Span::seconds(5));
        resume(&t.app, &t.later(&ada)).await.unwrap();
        // The second answer of before still waits to be given.
        assert!(t.deliver().await.is_empty());
        t.advance(Span::seconds(5));
        resume(&t.app, &t.later(&ada)).await.unwrap();
        assert!(deliver_due(&node, &stop).await.unwrap() > 0);
        t.advance(Span::seconds(60));
        t.deliver().await;
        let all: BTreeSet<String> =
            t.mail.sent().into_iter().chain(its_mail.sent()).map(|mail| mail.to).collect();
        assert_eq!(all.len(), 9);
        assert_eq!(mails(&t, &ada, "sent").await.mails.len(), 9);
        assert_eq!(mails(&t, &ada, "").await.pause, None, "the server took a mail");
        assert!(matches!(resume(&t.app, &t.later(&ada)).await, Err(Error::Conflict)));
    }

    async fn the_page_works_without_scripts(t) {
        let ada = t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        t.deliver().await;
        assert!(browser.get("/mail").await.holds("No mail yet"));
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        t.mail.answer_next(Err(Failure::Deferred("451 <4.7.1> later".into())));
        t.deliver().await;
        let page = browser.get("/mail?state=retrying").await;
        assert!(page.holds("mara@example.org") && page.holds("451 &lt;4.7.1&gt; later"), "{}", page.body);
        assert!(page.holds("aria-label=\"Retry now: mail to mara@example.org\""));
        assert!(browser.get("/mail?state=sent").await.holds("No such mail"));
        let mail = only(&t, &ada).await.id;
        let answer = browser.post(&format!("/mail/{mail}/retry"), &[]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/mail"));
        assert!(browser.get("/mail").await.holds("The mail is tried again now."));
        t.deliver().await;
        browser.post(&format!("/mail/{mail}/retry"), &[]).await;
        assert!(browser.get("/mail").await.holds("Nothing to try again"));
        let person = browser.get(&format!("/users/{id}")).await;
        for step in ["queued by Ada Kern", "Deferred", "Asked to be tried again", "Handed over to the mail server"] {
            assert!(person.holds(step), "{step}\n{}", person.body);
        }
        assert!(browser.get("/users").await.holds("Handed over"));

        let mut tx = t.app.db.write().await.unwrap();
        let until = t.clock_now() + Span::seconds(20);
        mail_pause::begin(&mut tx, t.clock_now() - Span::seconds(10), until, "535 <no>").await.unwrap();
        tx.commit_without_audit("test").await.unwrap();
        let page = browser.get("/mail").await;
        assert!(page.holds("No mail is sent at the moment") && page.holds("535 &lt;no&gt;"));
        let answer = browser.post("/mail/resume", &[]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/mail"));
        assert!(browser.get("/mail").await.holds("One mail is tried now."));
        let log = browser.get("/audit").await;
        assert!(log.holds("Had a mail tried again") && log.holds("Let resting mails go on"));
    }

    async fn a_reminder_whose_day_has_not_come_stands_in_a_list_of_its_own(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        t.deliver().await;
        let kinds = async |state: &str| {
            let list = mails(&t, &ada, state).await;
            list.mails.into_iter().map(|mail| mail.kind.unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(kinds("").await, [MailKind::Invitation]);
        assert_eq!(kinds("queued").await, []);
        assert_eq!(kinds("planned").await, [MailKind::InvitationReminder]);
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        assert!(!browser.get("/mail").await.holds("Reminder of the invitation"));
        let page = browser.get("/mail?state=planned").await;
        assert!(page.holds("Reminder of the invitation") && page.holds("Planned</span>"), "{}", page.body);

        // On its day it is a mail like any other.
        t.advance(Span::hours(20));
        assert_eq!(kinds("planned").await, []);
        assert_eq!(kinds("").await, [MailKind::InvitationReminder, MailKind::Invitation]);
        t.deliver().await;
        assert_eq!(kinds("sent").await, [MailKind::InvitationReminder, MailKind::Invitation]);
    }

    async fn a_mail_of_an_account_knows_whose_it_is(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let token = crate::support::token_in(&t.deliver().await[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD)
            .await
            .unwrap();
        resets::ask(&t.app, &t.anonymous(), "mara@example.org").await.unwrap();
        let sql = "SELECT kind, account_id FROM outbox ORDER BY id";
        let rows: Vec<(String, Option<i64>)> = match &t.app.db {
            Db::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        };
        let account = Some(ada.principal.as_ref().unwrap().account_id.0);
        let expected = [
            ("invitation", account),
            ("invitation_reminder", account),
            ("invitation_accepted", account),
            ("password_reset", None),
        ];
        assert_eq!(rows, expected.map(|(kind, account)| (kind.to_owned(), account)));
    }
}
