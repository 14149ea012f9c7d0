//! The Status column: a word, a picture, a colour, and the details under it.

use crate::{
    domain::{language::Language, mail::Progress, member::Status, time::Timestamp},
    i18n::format,
    panel::components::{Icon, Moment, Picture},
    t,
};
use leptos::prelude::*;

/// The status of a membership.
#[component]
pub fn StatusCell(language: Language, status: Status, now: Timestamp) -> impl IntoView {
    let (tone, picture, word) = match &status {
        Status::Active => ("good", Picture::Check, t!(language, "status-active")),
        Status::Queued => ("moving", Picture::Clock, t!(language, "status-queued")),
        Status::Retrying { .. } => ("warning", Picture::Again, t!(language, "status-retrying")),
        Status::NotDelivered { .. } => ("bad", Picture::Alert, t!(language, "status-not-delivered")),
        Status::Invited { .. } => ("moving", Picture::Mail, t!(language, "status-invited")),
        Status::AsksForLink { .. } => ("warning", Picture::Mail, t!(language, "status-asks-for-link")),
        Status::NeedsApproval { .. } => ("warning", Picture::Pause, t!(language, "status-needs-approval")),
        Status::Expired { .. } => ("warning", Picture::Ended, t!(language, "status-expired")),
        Status::Suspended { .. } => ("warning", Picture::Pause, t!(language, "status-suspended")),
        Status::Removed => ("quiet", Picture::Gone, t!(language, "status-removed")),
    };
    view! {
        <span class=format!("status status-{tone}")>
            <Icon picture/>
            {word}
        </span>
        {detail(language, status, now)}
    }
}

fn detail(language: Language, status: Status, now: Timestamp) -> AnyView {
    match status {
        Status::Active | Status::Removed => ().into_any(),
        Status::Queued => {
            view! { <span class="detail">{t!(language, "status-queued-detail")}</span> }.into_any()
        }
        Status::Retrying { reason, next_at } => {
            let next = next_at.map(|at| {
                let when = format::relative(language, at, now);
                let text = t!(language, "status-retrying-next", when = when);
                view! { <span class="detail"><Moment language at text/></span> }
            });
            view! { {words_of_server(reason)} {next} }.into_any()
        }
        Status::NotDelivered { reason } => words_of_server(reason).into_any(),
        Status::Invited { expires_at } => {
            let text = t!(language, "status-expires", when = format::relative(language, expires_at, now));
            view! { <span class="detail"><Moment language at=expires_at text/></span> }.into_any()
        }
        Status::AsksForLink { since }
        | Status::NeedsApproval { since }
        | Status::Expired { since }
        | Status::Suspended { since } => {
            let text = format::relative(language, since, now);
            view! { <span class="detail"><Moment language at=since text/></span> }.into_any()
        }
    }
}

/// How far an open invitation has come, in one word.
pub fn progress_word(language: Language, progress: Progress) -> impl IntoView {
    let word = match progress {
        Progress::ByHand => t!(language, "progress-by-hand"),
        Progress::HandedOver => t!(language, "progress-handed-over"),
        Progress::Opened => t!(language, "progress-opened"),
    };
    view! { <span class="detail">{word}</span> }
}

/// What the mail server said, in its own words.
fn words_of_server(reason: String) -> impl IntoView {
    (!reason.is_empty()).then(|| view! { <span class="detail detail-server">{reason}</span> })
}
