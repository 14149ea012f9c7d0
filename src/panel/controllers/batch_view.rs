//! From what the service knows of many invited at once to what their page shows.

use super::{mail, respond::fragment, views};
use crate::{
    domain::{invite_terms::last_day, language::Language, member::Status},
    i18n::format,
    panel::{
        call::Call,
        pages::{BatchLine, BatchPage, BatchPageState, BatchRegion, BatchWord, status_word},
    },
    service::batches::{Batch, BatchState, Line, Outlook, Reason, Shared},
    t,
};
use leptos::prelude::*;

/// How many rows stand on a page.
const ROWS: usize = 100;

/// The address of a batch.
pub fn address(id: i64) -> String {
    format!("/users/invite/batches/{id}")
}

/// The page of a batch; of its rows, those of the page `number`, from 1.
pub fn page(call: &Call, batch: Batch, number: usize) -> BatchPage {
    let language = call.ctx.language;
    let all = batch.lines.len();
    let pages = all.div_ceil(ROWS).max(1);
    let number = number.clamp(1, pages);
    let counts = counts(language, batch.state, &batch.lines);
    let invited = |line: &&Line| matches!(line.outlook, Outlook::Sent { .. });
    let handed_over = |line: &&Line| matches!(line.outlook, Outlook::Sent { handed_over: true, .. });
    // A mail that is put off may wait for hours: nobody's page is followed that long.
    let moving = |line: &Line| matches!(line.outlook, Outlook::Sent { status: Status::Queued, .. });
    let waits = |line: &&Line| matches!(line.outlook, Outlook::New | Outlook::HasAccount);
    let to_send = batch.lines.iter().filter(waits).count();
    let Shared { role, access, gone, lifetime, access_ends_at, note, two_factor } = batch.wanted;
    let mut facts = Vec::new();
    if !gone.is_empty() {
        facts.push((t!(language, "batch-gone"), gone.join(", ")));
    }
    facts.push((t!(language, "invite-lifetime"), format::span(language, lifetime)));
    if let Some(end) = access_ends_at {
        facts.push((t!(language, "person-access-ends"), format::date(language, last_day(end))));
    }
    if two_factor {
        facts.push((t!(language, "door-term"), t!(language, "door-term-required")));
    }
    let now = call.ctx.now;
    BatchPage {
        id: batch.id.0,
        state: match batch.state {
            BatchState::Review => BatchPageState::Review,
            BatchState::Sending => {
                BatchPageState::Sending { begins_at: batch.begins_at.filter(|at| *at > now) }
            }
            BatchState::Done => BatchPageState::Done,
            BatchState::Cancelled => BatchPageState::Cancelled,
        },
        by: batch.by,
        created_at: batch.created_at,
        now,
        counts,
        access: views::access_in_words(role, access),
        facts,
        note,
        to_send,
        all,
        settled: all - to_send,
        invited: batch.lines.iter().filter(invited).count(),
        handed_over: batch.lines.iter().filter(handed_over).count(),
        is_moving: batch.lines.iter().any(moving),
        sees_mail: mail::sees_mail(call),
        lines: batch
            .lines
            .into_iter()
            .skip((number - 1) * ROWS)
            .take(ROWS)
            .map(|line| in_words(language, batch.state, line))
            .collect(),
        from: number,
        previous: number.checked_sub(1).filter(|before| *before > 0),
        next: (number < pages).then_some(number + 1),
        paused: false,
    }
}

/// The same without what stands around it, as HTML.
pub fn region(call: &Call, batch: Batch, number: usize) -> String {
    let language = call.ctx.language;
    let page = page(call, batch, number);
    fragment(|| view! { <BatchRegion language page/> })
}

fn counts(language: Language, state: BatchState, lines: &[Line]) -> Vec<(BatchWord, String)> {
    let count = |wanted: &dyn Fn(&Outlook) -> bool| lines.iter().filter(|line| wanted(&line.outlook)).count();
    let review = state == BatchState::Review;
    let waiting = count(&|outlook| matches!(outlook, Outlook::New | Outlook::HasAccount));
    let new = count(&|outlook| *outlook == Outlook::New);
    let cancelled = count(&|outlook| *outlook == Outlook::Cancelled);
    let mut all = if review {
        vec![
            (BatchWord::Good, new, t!(language, "batch-count-new", count = new)),
            (BatchWord::Good, waiting - new, t!(language, "batch-count-known", count = waiting - new)),
        ]
    } else {
        let mut all = of_statuses(language, lines);
        all.extend([
            (BatchWord::Nothing, waiting, t!(language, "batch-count-waiting", count = waiting)),
            (BatchWord::Stop, cancelled, t!(language, "batch-count-cancelled", count = cancelled)),
        ]);
        all
    };
    for reason in Reason::ALL {
        let many = count(&|outlook| matches!(outlook, Outlook::Not { reason: own, .. } if *own == reason));
        let words = format!("{}: {}", short(language, reason), format::number(language, many_of(many)));
        all.push((word(reason), many, words));
    }
    all.into_iter().filter(|(_, many, _)| *many > 0).map(|(word, _, words)| (word, words)).collect()
}

/// How many of those invited have which status, in the order in which they first come.
fn of_statuses(language: Language, lines: &[Line]) -> Vec<(BatchWord, usize, String)> {
    let mut all: Vec<(BatchWord, usize, String)> = Vec::new();
    for line in lines {
        let Outlook::Sent { status, .. } = &line.outlook else { continue };
        let (picture, word) = (word_of_status(status), status_word(language, status));
        match all.iter_mut().find(|(_, _, known)| *known == word) {
            Some((_, many, _)) => *many += 1,
            None => all.push((picture, 1, word)),
        }
    }
    all.into_iter()
        .map(|(picture, many, word)| {
            (picture, many, format!("{word}: {}", format::number(language, many_of(many))))
        })
        .collect()
}

/// How a status stands, as a picture.
const fn word_of_status(status: &Status) -> BatchWord {
    match status {
        Status::Active | Status::Invited { .. } => BatchWord::Good,
        Status::Queued | Status::Held { .. } | Status::Retrying { .. } => BatchWord::Moving,
        Status::Removed
        | Status::Declined { .. }
        | Status::Withdrawn { .. }
        | Status::Undone { .. }
        | Status::Suspended { .. } => BatchWord::Nothing,
        Status::NotDelivered { .. }
        | Status::Expired { .. }
        | Status::AsksForLink { .. }
        | Status::NeedsApproval { .. } => BatchWord::Stop,
    }
}

fn many_of(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

const fn word(reason: Reason) -> BatchWord {
    match reason {
        Reason::Here | Reason::Invited | Reason::Double => BatchWord::Nothing,
        _ => BatchWord::Stop,
    }
}

fn short(language: Language, reason: Reason) -> String {
    match reason {
        Reason::WrongAddress => t!(language, "batch-short-wrong-address"),
        Reason::WrongName => t!(language, "batch-short-wrong-name"),
        Reason::WrongLanguage => t!(language, "batch-short-wrong-language"),
        Reason::Double => t!(language, "batch-short-double"),
        Reason::Here => t!(language, "batch-short-here"),
        Reason::Invited => t!(language, "batch-short-invited"),
        Reason::Declined => t!(language, "batch-short-declined"),
        Reason::OtherDomain => t!(language, "batch-short-other-domain"),
        Reason::Blocked => t!(language, "batch-short-blocked"),
        Reason::OverLimit => t!(language, "batch-short-over-limit"),
        Reason::NotAllowed => t!(language, "batch-short-not-allowed"),
        Reason::OfferGone => t!(language, "batch-short-offer-gone"),
        Reason::AccessOver => t!(language, "batch-short-access-over"),
        Reason::Readdressed => t!(language, "batch-short-readdressed"),
    }
}

fn in_words(language: Language, state: BatchState, line: Line) -> BatchLine {
    let review = state == BatchState::Review;
    let mut state = None;
    // Nobody else is written to.
    let written = matches!(line.outlook, Outlook::New | Outlook::HasAccount | Outlook::Sent { .. });
    let of_row = line.language.filter(|_| written).map(Language::own_name);
    let (word_of, text, member) = match line.outlook {
        Outlook::New if review => (BatchWord::Good, t!(language, "people-address-new"), None),
        Outlook::HasAccount if review => (BatchWord::Good, t!(language, "people-address-has-account"), None),
        Outlook::New | Outlook::HasAccount => (BatchWord::Nothing, t!(language, "batch-waits"), None),
        Outlook::Sent { member, status, progress, .. } => {
            let word = word_of_status(&status);
            state = Some((status, progress));
            (word, String::new(), Some(member.0))
        }
        Outlook::Cancelled => (BatchWord::Stop, t!(language, "batch-not-sent"), None),
        Outlook::Not { reason, member, by } => {
            let text = match (reason, by) {
                (Reason::Invited, Some((name, at))) => {
                    t!(language, "list-why-invited", name = name, date = format::date(language, at))
                }
                (reason, _) => why(language, reason),
            };
            (word(reason), text, member.map(|id| id.0))
        }
    };
    let Line { place, email, name, .. } = line;
    BatchLine { place, email, name, language: of_row, word: word_of, text, state, member }
}

/// Why, and what can be done about it. Where there is a person, the row leads to them.
fn why(language: Language, reason: Reason) -> String {
    match reason {
        Reason::WrongAddress => t!(language, "list-why-wrong-address"),
        Reason::WrongName => t!(language, "list-why-wrong-name"),
        Reason::WrongLanguage => t!(language, "list-why-wrong-language"),
        Reason::Double => t!(language, "list-why-double"),
        Reason::Here => t!(language, "list-why-here"),
        Reason::Invited => t!(language, "list-why-invited-before"),
        Reason::Declined => t!(language, "list-why-declined"),
        Reason::OtherDomain => t!(language, "list-why-other-domain"),
        Reason::Blocked => t!(language, "list-why-blocked"),
        Reason::OverLimit => t!(language, "list-why-over-limit"),
        Reason::NotAllowed => t!(language, "list-why-not-allowed"),
        Reason::OfferGone => t!(language, "list-why-offer-gone"),
        Reason::AccessOver => t!(language, "list-why-access-over"),
        Reason::Readdressed => t!(language, "list-why-readdressed"),
    }
}
