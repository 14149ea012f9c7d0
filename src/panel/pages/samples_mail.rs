//! The outbox and the history of an invitation with made-up values; see `samples`.

use super::samples::{HOSTILE, LANGUAGE, NOW, document};
use super::*;
use crate::domain::{
    mail::{OutboxState, Shown},
    time::Span,
};
use leptos::prelude::*;

/// Everything that can happen to an invitation.
pub fn timeline() -> Vec<TimelineLine> {
    let line = |ago: i64, what: &str, words: Option<&str>, tone| TimelineLine {
        at: NOW - Span::minutes(ago),
        what: what.to_owned(),
        words: words.map(str::to_owned),
        until: None,
        tone,
    };
    let greylisted = "451 4.7.1 Greylisting in action, please come back later";
    vec![
        line(90, "Invitation saved and mail queued by Ada Lindqvist", None, StepTone::Plain),
        TimelineLine {
            until: Some(NOW - Span::minutes(85)),
            ..line(89, "Deferred 3 times", Some(greylisted), StepTone::Warning)
        },
        line(80, "Handed over to the mail server", Some("250 2.0.0 Ok: queued as 4F2A1"), StepTone::Good),
        line(80, "Link opened, probably by a mail scanner", None, StepTone::Quiet),
        line(40, "Link opened", None, StepTone::Good),
        line(39, "Refused for good", Some(HOSTILE), StepTone::Bad),
        line(38, "Accepted", None, StepTone::Good),
    ]
}

fn mail(id: i64, recipient: &str, state: OutboxState) -> MailLine {
    let finished = !matches!(state, OutboxState::Queued | OutboxState::Retrying);
    MailLine {
        id,
        kind: "Invitation".into(),
        recipient: recipient.into(),
        person: Some(id),
        state,
        taken_back: false,
        attempts: 1,
        next_at: Some(NOW + Span::minutes(2)),
        reply: String::new(),
        created_at: NOW - Span::hours(2),
        finished_at: finished.then_some(NOW - Span::hours(1)),
        retry: state == OutboxState::Retrying,
        why_not: None,
    }
}

fn mails() -> Vec<MailLine> {
    vec![
        MailLine {
            why_not: Some("Goes out as soon as it can".into()),
            ..mail(6, "mara@example.org", OutboxState::Queued)
        },
        MailLine {
            reply: "451 4.7.1 Greylisting in action, please come back later".into(),
            attempts: 1_204,
            ..mail(5, "a.very.long.address.indeed@sub.sub.sub.sub.sub.sub.example.org", OutboxState::Retrying)
        },
        MailLine {
            reply: "250 2.0.0 Ok: queued as 4F2A1".into(),
            ..mail(4, "bo@example.org", OutboxState::Sent)
        },
        MailLine {
            reply: HOSTILE.into(),
            why_not: Some(
                "The link in it was deleted when the mail was refused. Make a new one on the person's page."
                    .into(),
            ),
            ..mail(3, HOSTILE, OutboxState::Refused)
        },
        MailLine {
            kind: "Notice that somebody joined".into(),
            person: None,
            retry: true,
            ..mail(2, "ada@harbour.example", OutboxState::Refused)
        },
        MailLine {
            why_not: Some("Never sent: the invitation was taken back in time".into()),
            taken_back: true,
            ..mail(7, "lou@example.org", OutboxState::Dropped)
        },
        MailLine {
            why_not: Some("Its link had ended, was replaced or was used".into()),
            ..mail(1, "mara@example.org", OutboxState::Dropped)
        },
    ]
}

/// No mail is sent at all.
pub fn pause() -> PauseLines {
    PauseLines {
        since: NOW - Span::minutes(30),
        until: NOW + Span::seconds(20),
        reason: format!("535 5.7.8 Authentication credentials invalid {HOSTILE}"),
        may_resume: true,
    }
}

fn page(page: MailPage) -> String {
    document(MailPage::title(LANGUAGE), true, None, move || {
        view! { <MailView language=LANGUAGE page/> }.into_any()
    })
}

/// The pages.
pub fn all() -> Vec<(String, String)> {
    let full = MailPage {
        of_installation: false,
        chooses: true,
        shown: Shown::All,
        pause: Some(pause()),
        sends_mail: true,
        rows: mails(),
        size: 50,
        newer: Some("/mail?before=9".into()),
        older: None,
        now: NOW,
    };
    let empty = MailPage {
        chooses: false,
        pause: None,
        sends_mail: false,
        rows: Vec::new(),
        newer: None,
        ..full.clone()
    };
    let installation =
        MailPage { of_installation: true, shown: Shown::In(OutboxState::Sent), ..empty.clone() };
    [("mail", full), ("mail-empty", empty), ("mail-nothing", installation)]
        .into_iter()
        .map(|(name, of)| (name.to_owned(), page(of)))
        .collect()
}
