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
pub fn StatusCell(
    language: Language,
    status: Status,
    now: Timestamp,
    /// Whether the one who looks may see the page of the mails.
    sees_mail: bool,
) -> impl IntoView {
    let (tone, picture) = look(&status);
    view! {
        <span class=format!("status status-{tone}")>
            <Icon picture/>
            {status_word(language, &status)}
        </span>
        {detail(language, status, now, sees_mail)}
    }
}

/// Colour and picture; the word says the same.
const fn look(status: &Status) -> (&'static str, Picture) {
    match status {
        Status::Active => ("good", Picture::Check),
        Status::Queued => ("moving", Picture::Clock),
        Status::Retrying { .. } => ("warning", Picture::Again),
        Status::NotDelivered { .. } => ("bad", Picture::Alert),
        Status::Invited { .. } => ("moving", Picture::Mail),
        Status::AsksForLink { .. } => ("warning", Picture::Mail),
        Status::Held { .. } | Status::NeedsApproval { .. } | Status::Suspended { .. } => {
            ("warning", Picture::Pause)
        }
        Status::Expired { .. } => ("warning", Picture::Ended),
        Status::Removed | Status::Declined { .. } | Status::Withdrawn { .. } | Status::Undone { .. } => {
            ("quiet", Picture::Gone)
        }
    }
}

/// The status in one word.
pub fn status_word(language: Language, status: &Status) -> String {
    match status {
        Status::Active => t!(language, "status-active"),
        Status::Queued | Status::Held { .. } => t!(language, "status-queued"),
        Status::Retrying { .. } => t!(language, "status-retrying"),
        Status::NotDelivered { .. } => t!(language, "status-not-delivered"),
        Status::Invited { .. } => t!(language, "status-invited"),
        Status::AsksForLink { .. } => t!(language, "status-asks-for-link"),
        Status::NeedsApproval { .. } => t!(language, "status-needs-approval"),
        Status::Expired { .. } => t!(language, "status-expired"),
        Status::Suspended { .. } => t!(language, "status-suspended"),
        Status::Removed => t!(language, "status-removed"),
        Status::Declined { .. } => t!(language, "status-declined"),
        Status::Withdrawn { .. } => t!(language, "status-withdrawn"),
        Status::Undone { .. } => t!(language, "status-undone"),
    }
}

fn detail(language: Language, status: Status, now: Timestamp, sees_mail: bool) -> AnyView {
    match status {
        Status::Active | Status::Removed => ().into_any(),
        Status::Queued => {
            view! { <span class="detail">{t!(language, "status-queued-detail")}</span> }.into_any()
        }
        Status::Held { since, reason } => {
            let text = t!(language, "status-held-detail");
            let held = view! { <Moment language at=since text/> };
            let held =
                if sees_mail { view! { <a href="/mail">{held}</a> }.into_any() } else { held.into_any() };
            view! { {words_of_server(reason)} <span class="detail">{held}</span> }.into_any()
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
        | Status::Suspended { since }
        | Status::Declined { since }
        | Status::Withdrawn { since }
        | Status::Undone { since } => {
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
