//! A real mail server on loopback that answers 4xx and 5xx, is slow, breaks off, or is gone. Whatever it does: no mail is
//! lost, none goes out twice, and what is said of it is true.

#[path = "../smtp/mod.rs"]
mod smtp;

use crate::support::{TestApp, on_both_databases};
use smtp::{Fault, SmtpServer, Stage};
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use vestibule::{
    app::{App, Mailer},
    domain::{mail::OutboxState, member::Status, time::Span},
    mail::Transport,
    service::{
        Ctx,
        mail::{Mail, Wanted},
        members::ListMembers,
        person::person,
        timeline::What,
    },
    store::outbox::MailKind,
    worker::outbox::deliver_due,
};

/// Beyond what a slow answer takes, and short of what a test may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// The same server with a real way to its mail server.
fn with(t: &TestApp, smtp: &SmtpServer) -> App {
    let transport = Transport::impatient(&smtp.url(), PATIENCE).unwrap();
    let from = "Vestibule <no-reply@panel.example.org>".parse().unwrap();
    App { mail: Some(Arc::new(Mailer::new(transport, from))), ..t.app.clone() }
}

/// What is said of one mail, in all places.
struct Said {
    status: Status,
    mail: Mail,
    last: What,
    paused: bool,
}

async fn said(t: &TestApp, ada: &Ctx, email: &str) -> Said {
    let ada = &t.later(ada);
    let page = vestibule::service::members::list(&t.app, ada, &ListMembers::default()).await.unwrap();
    let member = page.members.into_iter().find(|member| member.email == email).unwrap();
    let last = person(&t.app, ada, member.id).await.unwrap().timeline.pop().unwrap().what;
    let list = vestibule::service::mail::list(&t.app, ada, &Wanted::default()).await.unwrap();
    let is_it = |mail: &Mail| mail.recipient == email && mail.kind == Some(MailKind::Invitation);
    let mail = list.mails.into_iter().find(is_it).unwrap();
    Said { status: member.status, mail, last, paused: list.pause.is_some() }
}

/// What must become of a mail at first.
#[derive(Clone, Copy, PartialEq)]
enum Becomes {
    PutOff,
    Refused,
    Paused,
    Sent,
}
use Becomes::{Paused, PutOff, Refused, Sent};

fn is_true(what: &str, said: &Said, becomes: Becomes, words: &str) {
    let state = said.mail.state;
    let reply = &said.mail.reply;
    assert!(reply.contains(words), "{what}: {reply}");
    assert_eq!(said.paused, becomes == Paused, "{what}");
    match becomes {
        PutOff | Paused => {
            assert_eq!(state, OutboxState::Retrying, "{what}");
            match &said.status {
                Status::Retrying { reason, .. } if becomes == PutOff => assert_eq!(reason, reply, "{what}"),
                Status::Held { reason, .. } if becomes == Paused => assert_eq!(reason, reply, "{what}"),
                other => panic!("{what}: {other:?}"),
            }
            let (reason, until) = match &said.last {
                What::Deferred { reason, until, .. } if becomes == PutOff => (reason, until),
                What::Paused { reason, until, .. } if becomes == Paused => (reason, until),
                other => panic!("{what}: {other:?}"),
            };
            assert_eq!((reason, *until), (reply, said.mail.next_at), "{what}");
        }
        Refused => {
            assert_eq!(state, OutboxState::Refused, "{what}");
            assert!(matches!(&said.status, Status::NotDelivered { reason } if reason == reply), "{what}");
            assert!(matches!(&said.last, What::Refused { reason } if reason == reply), "{what}");
        }
        Sent => {
            assert_eq!(state, OutboxState::Sent, "{what}");
            assert!(matches!(said.status, Status::Invited { .. }), "{what}");
            assert!(matches!(&said.last, What::HandedOver { reply: line, .. } if line == reply), "{what}");
        }
    }
}

const SLOW: Fault = Fault::Slow(Duration::from_millis(120));

const CASES: &[(Stage, Fault, Becomes, &str)] = &[
    (Stage::Greeting, Fault::Answers("421 4.3.2 Going down"), PutOff, "421"),
    (Stage::Sender, Fault::Answers("450 4.2.0 Busy"), PutOff, "450 4.2.0 Busy"),
    (Stage::Recipient, Fault::Answers("451 4.7.1 Greylisted"), PutOff, "451 4.7.1 Greylisted"),
    (Stage::Data, Fault::Answers("452 4.3.1 Disk full"), PutOff, "452"),
    (Stage::End, Fault::Answers("452 4.3.1 Disk full"), PutOff, "452"),
    (Stage::End, Fault::Answers("354 What?"), PutOff, "354"),
    (Stage::Recipient, Fault::Answers("550 5.1.1 No such user"), Refused, "550 5.1.1 No such user"),
    (Stage::End, Fault::Answers("554 5.7.1 Looks like spam"), Refused, "554 5.7.1 Looks like spam"),
    (Stage::Greeting, Fault::Answers("554 5.7.1 Your network is listed"), Paused, "554 5.7.1"),
    (Stage::Sender, Fault::Answers("553 5.7.1 Not your address"), Paused, "553 5.7.1"),
    (Stage::Recipient, Fault::Answers("530 5.7.0 Authentication required"), Paused, "530"),
    (Stage::Greeting, Fault::Cuts, PutOff, ""),
    (Stage::Sender, Fault::Cuts, PutOff, ""),
    (Stage::Recipient, Fault::Cuts, PutOff, ""),
    (Stage::Data, Fault::Cuts, PutOff, ""),
    (Stage::Message, Fault::Cuts, PutOff, ""),
    (Stage::End, Fault::Cuts, PutOff, ""),
    (Stage::Greeting, SLOW, Sent, "250"),
    (Stage::Recipient, SLOW, Sent, "250"),
    (Stage::Data, SLOW, Sent, "250"),
    (Stage::End, SLOW, Sent, "250"),
    // Which of two time limits ends first, that of an answer or that of the whole, is not what matters here.
    (Stage::Recipient, Fault::Silent, PutOff, "answer"),
    (Stage::End, Fault::Silent, PutOff, "answer"),
];

on_both_databases! {
    async fn whatever_the_server_does_nothing_is_lost_or_doubled_and_the_truth_is_told(t) {
        let ada = t.administrator().await;
        let stop = CancellationToken::new();
        for (number, (stage, fault, becomes, words)) in CASES.iter().enumerate() {
            let what = format!("{stage:?} {fault:?}");
            let smtp = SmtpServer::start().await;
            let app = with(&t, &smtp);
            smtp.misbehave(*stage, *fault);
            let email = format!("m{number}@example.org");
            t.invite(&t.later(&ada), &email).await;
            deliver_due(&app, &stop).await.unwrap();
            is_true(&what, &said(&t, &ada, &email).await, *becomes, words);
            assert_eq!(smtp.taken().len(), usize::from(*becomes == Sent), "{what}");
            // The server comes to its senses.
            smtp.behave();
            t.advance(Span::minutes(1));
            deliver_due(&app, &stop).await.unwrap();
            let end = if *becomes == Refused { Refused } else { Sent };
            let words = if end == Sent { "250 2.0.0 Ok: queued" } else { words };
            is_true(&what, &said(&t, &ada, &email).await, end, words);
            // Longer than any wait for the next try, and all of them short of the reminders.
            t.advance(Span::minutes(10));
            deliver_due(&app, &stop).await.unwrap();
            let taken = smtp.taken();
            assert_eq!(taken.len(), usize::from(end == Sent), "{what}: lost or doubled");
            for mail in taken {
                assert!(mail.message_id.starts_with("invitation-"), "{what}: {}", mail.message_id);
                let links = mail.links();
                assert!(links.len() == 1 && links[0].starts_with("https://panel.example.org/"), "{what}: {links:?}");
            }
        }
    }

    async fn a_server_that_is_gone_for_hours_gets_every_mail_once_when_it_is_back(t) {
        let ada = t.administrator().await;
        let stop = CancellationToken::new();
        let mut smtp = SmtpServer::start().await;
        let app = with(&t, &smtp);
        t.invite(&ada, "before@example.org").await;
        deliver_due(&app, &stop).await.unwrap();
        smtp.vanish().await;
        for number in 0..6 {
            t.invite(&ada, &format!("m{number}@example.org")).await;
        }
        for _ in 0..40 {
            deliver_due(&app, &stop).await.unwrap();
            t.advance(Span::minutes(6));
        }
        let said_before = said(&t, &ada, "m0@example.org").await;
        is_true("gone", &said_before, PutOff, "");
        let What::Deferred { times, .. } = said_before.last else { panic!() };
        assert!(times > 30, "{times} tries are told as one step");
        smtp.come_back().await;
        deliver_due(&app, &stop).await.unwrap();
        let mut to: Vec<String> = smtp.taken().into_iter().map(|mail| mail.to).collect();
        assert_eq!(to.len(), 7);
        to.sort();
        to.dedup();
        assert_eq!(to.len(), 7);
        is_true("back", &said(&t, &ada, "m0@example.org").await, Sent, "250");
    }

    async fn one_refused_recipient_holds_up_nobody_and_connections_stay_open(t) {
        let ada = t.administrator().await;
        let smtp = SmtpServer::start().await;
        let app = with(&t, &smtp);
        for number in 0..24 {
            t.invite(&ada, &format!("m{number}@example.org")).await;
        }
        deliver_due(&app, &CancellationToken::new()).await.unwrap();
        assert_eq!(smtp.taken().len(), 24);
        assert!(smtp.connections() <= 4, "{} connections for 24 mails", smtp.connections());
    }
}
