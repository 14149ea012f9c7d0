//! Many invited at once: what would become of each, and what became of them.

use super::{
    users_status::{StatusCell, progress_word},
    words::{AccessInWords, AccessList},
};
use crate::{
    domain::{language::Language, mail::Progress, member::Status, time::Timestamp},
    i18n::format,
    panel::{
        components::{Icon, Moment, Picture},
        islands::BatchLive,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct BatchPage {
    /// The number.
    pub id: i64,
    /// How far it has come.
    pub state: BatchPageState,
    /// Who made it.
    pub by: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// The moment spans are counted from.
    pub now: Timestamp,
    /// How many rows there are of each kind, in words.
    pub counts: Vec<(BatchWord, String)>,
    /// What everybody will be able to do.
    pub access: AccessInWords,
    /// What else holds for all: name and value.
    pub facts: Vec<(String, String)>,
    /// What the inviter says to everybody; may be empty.
    pub note: String,
    /// How many would be, or are, invited.
    pub to_send: usize,
    /// How many rows there are.
    pub all: usize,
    /// How many rows have their outcome.
    pub settled: usize,
    /// How many were invited.
    pub invited: usize,
    /// Of how many of those the link has left us.
    pub handed_over: usize,
    /// Whether the mail of any of them is about to go out.
    pub is_moving: bool,
    /// Whether the one who looks may see the page of the mails.
    pub sees_mail: bool,
    /// The rows of this page.
    pub lines: Vec<BatchLine>,
    /// The number of this page, from 1.
    pub from: usize,
    /// The number of the page before.
    pub previous: Option<usize>,
    /// The number of the page behind.
    pub next: Option<usize>,
    /// Whether the page is left as it is while mails go out.
    pub paused: bool,
}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchPageState {
    /// Looked at.
    Review,
    /// Being sent.
    Sending {
        /// When the first rows go, if that is still to come.
        begins_at: Option<Timestamp>,
    },
    /// Over.
    Done,
    /// Ended before its time.
    Cancelled,
}

/// How a row stands, as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchWord {
    /// It is done, or will be.
    Good,
    /// It goes on by itself.
    Moving,
    /// There is nothing to do.
    Nothing,
    /// It cannot be done.
    Stop,
}

/// A row.
#[derive(Debug, Clone)]
pub struct BatchLine {
    /// The line in the file, or the place among the addresses.
    pub place: i64,
    /// The address as given.
    pub email: String,
    /// The name as given; may be empty.
    pub name: String,
    /// The language of the mail, by its own name; none where there is no mail.
    pub language: Option<&'static str>,
    /// How it stands.
    pub word: BatchWord,
    /// The same in words; empty where the status says it.
    pub text: String,
    /// Of somebody invited, the same as in the list of people.
    pub state: Option<(Status, Option<Progress>)>,
    /// The number of the membership whose page there is.
    pub member: Option<i64>,
}

impl BatchPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        match self.state {
            BatchPageState::Review => t!(language, "batch-review-heading"),
            BatchPageState::Sending { .. } => t!(language, "batch-sending-heading"),
            BatchPageState::Done if self.invited == 0 => t!(language, "batch-done-nobody-heading"),
            BatchPageState::Done => {
                let number =
                    |count: usize| format::number(language, i64::try_from(count).unwrap_or(i64::MAX));
                let (handed_over, invited) = (number(self.handed_over), number(self.invited));
                t!(
                    language,
                    "batch-done-heading",
                    handed_over = handed_over,
                    count = self.invited,
                    invited = invited
                )
            }
            BatchPageState::Cancelled => t!(language, "batch-cancelled-heading"),
        }
    }

    /// Whether something is about to change by itself.
    pub const fn is_live(&self) -> bool {
        matches!(self.state, BatchPageState::Sending { .. }) || self.is_moving
    }

    fn address(&self) -> String {
        format!("/users/invite/batches/{}", self.id)
    }
}

/// The page.
#[component]
pub fn BatchView(language: Language, page: BatchPage) -> impl IntoView {
    let (id, from) = (page.id.to_string(), page.from.to_string());
    let live = page.is_live();
    let island = live.then(|| view! { <BatchLive/> });
    view! {
        <nav class="back" aria-label=t!(language, "person-back-label")>
            <a href="/users">{t!(language, "person-back")}</a>
        </nav>
        <div id="batch" data-id=id data-page=from>
            <div id="batch-region"><BatchRegion language page/></div>
            {island}
        </div>
    }
}

/// The inner HTML of `#batch-region`; while it is being sent, islands put a newer one in its place.
#[component]
pub fn BatchRegion(language: Language, page: BatchPage) -> impl IntoView {
    let counts = page
        .counts
        .iter()
        .map(|(word, text)| view! { <li class=class(*word)><Icon picture=picture(*word)/> {text.clone()}</li> })
        .collect_view();
    let facts = page
        .facts
        .iter()
        .map(|(name, value)| view! { <dt>{name.clone()}</dt> <dd class="anywhere">{value.clone()}</dd> })
        .collect_view();
    let note = (!page.note.is_empty()).then(|| {
        view! {
            <figure class="note">
                <figcaption class="hint">{t!(language, "invite-note")}</figcaption>
                <blockquote class="note-lines">{page.note.clone()}</blockquote>
            </figure>
        }
    });
    let made = format::relative(language, page.created_at, page.now);
    view! {
        <h1>{page.title(language)}</h1>
        <p class="muted">{t!(language, "batch-by", name = page.by.as_str())} ", " <Moment language at=page.created_at text=made/></p>
        {progress(language, &page)}
        <ul class="batch-counts" data-moving=page.is_moving.then_some("true")>{counts}</ul>
        <dl class="facts"><AccessList language access=page.access.clone()/> {facts}</dl>
        {note}
        {buttons(language, &page)}
        {table(language, &page)}
        {steps(language, &page)}
    }
}

fn progress(language: Language, page: &BatchPage) -> AnyView {
    let number = |count: usize| format::number(language, i64::try_from(count).unwrap_or(i64::MAX));
    let BatchPageState::Sending { begins_at } = page.state else { return ().into_any() };
    let words = match begins_at {
        Some(at) => t!(language, "batch-begins", when = format::relative(language, at, page.now)),
        None => t!(language, "batch-progress", done = number(page.settled), all = number(page.all)),
    };
    let address = page.address();
    let again = if page.paused {
        view! { <a href=address>{t!(language, "batch-follow")}</a> }.into_any()
    } else {
        view! { {t!(language, "batch-again")} " " <a href=format!("{address}?paused=1")>{t!(language, "batch-pause")}</a> }
            .into_any()
    };
    view! {
        <div class="batch-progress" data-moving="true">
            <p role="status">{words}</p>
            <progress value=page.settled.to_string() max=page.all.to_string() aria-label=t!(language, "batch-sending-heading")></progress>
            <p class="hint plain-only">{again}</p>
        </div>
    }
    .into_any()
}

fn buttons(language: Language, page: &BatchPage) -> AnyView {
    let send = (page.state == BatchPageState::Review && page.to_send > 0).then(|| {
        view! { <button class="button button-primary">{t!(language, "batch-send", count = page.to_send)}</button> }
    });
    let stop = match page.state {
        BatchPageState::Review => Some(t!(language, "batch-discard")),
        BatchPageState::Sending { .. } => Some(t!(language, "batch-cancel")),
        BatchPageState::Done | BatchPageState::Cancelled => None,
    };
    let nothing = (page.state == BatchPageState::Review && page.to_send == 0)
        .then(|| view! { <p class="preview-stop">{t!(language, "batch-nobody")}</p> });
    let stop = stop.map(|label| view! { <button class="button" name="cancel" value="1">{label}</button> });
    let back = stop.is_none().then(|| {
        view! { <a class="button button-primary" href="/users">{t!(language, "bulk-result-back")}</a> }
    });
    view! {
        {nothing}
        <form class="batch-buttons" method="post" action=page.address()>
            {send}
            {stop}
            {back}
        </form>
    }
    .into_any()
}

fn table(language: Language, page: &BatchPage) -> AnyView {
    let rows = page
        .lines
        .iter()
        .map(|line| {
            let email = match line.member {
                Some(id) => view! { <a href=format!("/users/{id}")>{line.email.clone()}</a> }.into_any(),
                None => line.email.clone().into_any(),
            };
            let name =
                (!line.name.is_empty()).then(|| view! { <span class="detail">{line.name.clone()}</span> });
            let text = match line.state.clone() {
                Some((status, progress)) => view! {
                    <span><StatusCell language status now=page.now sees_mail=page.sees_mail/></span>
                    {progress.map(|progress| progress_word(language, progress))}
                }
                .into_any(),
                None => view! { <span class="detail">{line.text.clone()}</span> }.into_any(),
            };
            let of_row = line.language.map(|own| {
                view! { <span class="detail">{t!(language, "batch-row-language", language = own)}</span> }
            });
            view! {
                <li class=class(line.word)>
                    <Icon picture=picture(line.word)/>
                    <span class="batch-place">{line.place.to_string()}</span>
                    <span class="anywhere">
                        <strong>{email}</strong>
                        {name}
                        {of_row}
                        {text}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="lines results batch-lines" role="list">{rows}</ol> }.into_any()
}

fn steps(language: Language, page: &BatchPage) -> AnyView {
    if page.previous.is_none() && page.next.is_none() {
        return ().into_any();
    }
    let address = page.address();
    let step = |to: Option<usize>, rel: &'static str, label: String| match to {
        Some(to) => {
            view! { <a class="button" rel=rel href=format!("{address}?page={to}")>{label}</a> }.into_any()
        }
        None => view! { <span class="button" aria-disabled="true">{label}</span> }.into_any(),
    };
    view! {
        <nav class="batch-buttons" aria-label=t!(language, "paging-label")>
            {step(page.previous, "prev", t!(language, "paging-previous"))}
            {step(page.next, "next", t!(language, "paging-next"))}
        </nav>
    }
    .into_any()
}

const fn class(word: BatchWord) -> &'static str {
    match word {
        BatchWord::Good => "result-done",
        BatchWord::Moving | BatchWord::Nothing => "result-nothing",
        BatchWord::Stop => "result-not",
    }
}

const fn picture(word: BatchWord) -> Picture {
    match word {
        BatchWord::Good => Picture::Check,
        BatchWord::Moving => Picture::Clock,
        BatchWord::Nothing => Picture::Gone,
        BatchWord::Stop => Picture::Alert,
    }
}
