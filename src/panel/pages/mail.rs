//! The outbox: every mail of the account and what became of it, newest first.

use crate::{
    domain::{
        language::Language,
        mail::{OutboxState, Shown},
        time::Timestamp,
    },
    i18n::format,
    panel::components::{Empty, Icon, LogPaging, Moment, Picture},
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct MailPage {
    /// Whether these are the mails that belong to no account.
    pub of_installation: bool,
    /// Whether both kinds may be seen, so that one chooses.
    pub chooses: bool,
    /// Which mails were chosen.
    pub shown: Shown,
    /// Why no mail goes out, if none does.
    pub pause: Option<PauseLines>,
    /// Whether mail is set up at all.
    pub sends_mail: bool,
    /// The mails.
    pub rows: Vec<MailLine>,
    /// How many rows a page has at most.
    pub size: u32,
    /// The local address of the page of newer mails.
    pub newer: Option<String>,
    /// The local address of the page of older mails.
    pub older: Option<String>,
    /// The moment the spans are counted from.
    pub now: Timestamp,
}

/// Why and until when no mail goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseLines {
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// What the mail server said.
    pub reason: String,
    /// Whether the one who looks may let it go on.
    pub may_resume: bool,
}

/// A mail.
#[derive(Debug, Clone)]
pub struct MailLine {
    /// Its number.
    pub id: i64,
    /// What it is about, in words.
    pub kind: String,
    /// To which address.
    pub recipient: String,
    /// The person whose invitation it carries.
    pub person: Option<i64>,
    /// Where it stands.
    pub state: OutboxState,
    /// Whether it was dropped because its invitation was undone.
    pub taken_back: bool,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Option<Timestamp>,
    /// What the mail server said last, in its own words.
    pub reply: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When it was sent, refused or dropped.
    pub finished_at: Option<Timestamp>,
    /// Whether it can be tried again now.
    pub retry: bool,
    /// Why it cannot, where that needs saying.
    pub why_not: Option<String>,
}

impl MailPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "mail-page-heading")
    }
}

/// The page.
#[component]
pub fn MailView(language: Language, page: MailPage) -> impl IntoView {
    let lead = if page.of_installation {
        t!(language, "mail-page-lead-installation")
    } else {
        t!(language, "mail-page-lead")
    };
    let by_hand = (!page.sends_mail).then(|| {
        view! { <p class="notice notice-warning">{t!(language, "mail-page-not-set-up")}</p> }
    });
    let pause = page.pause.clone().map(|pause| {
        let button = resume(language, &pause, page.now);
        rest(language, pause, page.now, button)
    });
    let filter = filter(language, &page);
    let below = view! { <LogPaging language form="mail-filter" size=page.size newer=page.newer.clone() older=page.older.clone()/> };
    let body = if page.rows.is_empty() {
        nothing(language, page.shown != Shown::All)
    } else {
        table(language, page.rows, (page.pause.is_some(), page.shown == Shown::Planned), page.now)
    };
    view! {
        <div class="page-head"><h1>{MailPage::title(language)}</h1></div>
        <p class="muted mail-lead">{lead}</p>
        {by_hand}
        {pause}
        {filter}
        {body}
        {below}
    }
}

/// What rests, why and until when, on another page than that of the mails: the way there instead of the button.
pub(super) fn rest_elsewhere(
    language: Language,
    pause: PauseLines,
    now: Timestamp,
    sees_mail: bool,
) -> AnyView {
    let way = sees_mail
        .then(|| view! { <p><a class="button" href="/mail">{t!(language, "mail-paused-see")}</a></p> })
        .into_any();
    rest(language, pause, now, way)
}

/// The button that ends the rest.
fn resume(language: Language, pause: &PauseLines, now: Timestamp) -> AnyView {
    (pause.may_resume && pause.until > now)
        .then(|| {
            view! {
                <form method="post" action="/mail/resume">
                    <button class="button">{t!(language, "mail-page-resume")}</button>
                </form>
            }
        })
        .into_any()
}

/// What rests, why and until when, and what can be done.
fn rest(language: Language, pause: PauseLines, now: Timestamp, way: AnyView) -> AnyView {
    let next = if pause.until > now {
        let when = format::exact(language, pause.until);
        let text = t!(language, "mail-page-paused-until", when = when);
        view! { <Moment language at=pause.until text/> }.into_any()
    } else {
        t!(language, "mail-page-paused-trying").into_any()
    };
    let since = t!(language, "mail-page-paused-since", when = format::exact(language, pause.since));
    view! {
        <section class="notice notice-warning mail-pause" aria-labelledby="pause">
            <h2 id="pause">{t!(language, "mail-page-paused")}</h2>
            <p>{t!(language, "mail-page-paused-why")}</p>
            <p class="detail-server">{pause.reason}</p>
            <p><Moment language at=pause.since text=since/> " · " {next}</p>
            {way}
        </section>
    }
    .into_any()
}

fn state_word(language: Language, state: OutboxState) -> String {
    match state {
        OutboxState::Queued => t!(language, "mail-state-queued"),
        OutboxState::Retrying => t!(language, "mail-state-retrying"),
        OutboxState::Sent => t!(language, "mail-state-sent"),
        OutboxState::Refused => t!(language, "mail-state-refused"),
        OutboxState::Dropped => t!(language, "mail-state-dropped"),
    }
}

fn filter(language: Language, page: &MailPage) -> AnyView {
    let states = OutboxState::ALL
        .into_iter()
        .map(|state| {
            let chosen = page.shown == Shown::In(state);
            view! { <option value=state.as_str() selected=chosen>{state_word(language, state)}</option> }
        })
        .collect_view();
    let planned = page.shown == Shown::Planned;
    let whose = page.chooses.then(|| {
        let of_installation = page.of_installation;
        view! {
            <div class="field">
                <label for="of">{t!(language, "mail-page-whose")}</label>
                <select id="of" name="of">
                    <option value="">{t!(language, "mail-page-of-account")}</option>
                    <option value="installation" selected=of_installation>
                        {t!(language, "mail-page-of-installation")}
                    </option>
                </select>
            </div>
        }
    });
    let clear = (page.shown != Shown::All)
        .then(|| view! { <a class="button button-quiet" href="/mail">{t!(language, "audit-clear")}</a> });
    view! {
        <form class="audit-filter" id="mail-filter" method="get" action="/mail">
            <div class="field">
                <label for="state">{t!(language, "mail-page-state")}</label>
                <select id="state" name="state">
                    <option value="">{t!(language, "mail-page-state-any")}</option>
                    {states}
                    <option value="planned" selected=planned>{t!(language, "mail-state-planned")}</option>
                </select>
            </div>
            {whose}
            <div class="audit-filter-end">
                <button class="button">{t!(language, "audit-filter")}</button>
                {clear}
            </div>
        </form>
    }
    .into_any()
}

fn table(language: Language, rows: Vec<MailLine>, shown: (bool, bool), now: Timestamp) -> AnyView {
    let columns = [
        t!(language, "mail-column-to"),
        t!(language, "mail-column-what"),
        t!(language, "mail-column-queued"),
        t!(language, "users-column-status"),
        t!(language, "mail-column-tries"),
        t!(language, "users-column-actions"),
    ];
    let headers =
        columns.map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view();
    let rows = rows.into_iter().map(|row| line(language, row, shown, now)).collect_view();
    view! {
        <table class="users mails" role="table" aria-labelledby="mail-caption">
            <caption class="visually-hidden" id="mail-caption">{t!(language, "mail-page-heading")}</caption>
            <thead role="rowgroup"><tr role="row">{headers}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A mail; `shown` says whether no mail is sent at all, and whether the list is of planned reminders.
fn line(language: Language, row: MailLine, (paused, planned): (bool, bool), now: Timestamp) -> AnyView {
    let (tone, picture) = match row.state {
        OutboxState::Queued => ("moving", Picture::Clock),
        OutboxState::Retrying => ("warning", Picture::Again),
        OutboxState::Sent => ("good", Picture::Check),
        OutboxState::Refused => ("bad", Picture::Alert),
        OutboxState::Dropped => ("quiet", Picture::Gone),
    };
    let to = match row.person {
        Some(id) => {
            view! { <a class="anywhere" href=format!("/users/{id}")>{row.recipient.clone()}</a> }.into_any()
        }
        None => view! { <span class="anywhere">{row.recipient.clone()}</span> }.into_any(),
    };
    let next = row.next_at.filter(|_| row.state == OutboxState::Retrying).map(|at| {
        // When one mail is tried says the notice above.
        let text = if paused {
            t!(language, "mail-no-retry-paused")
        } else {
            t!(language, "status-retrying-next", when = format::relative(language, at, now))
        };
        view! { <span class="detail"><Moment language at text/></span> }
    });
    let finished = row.finished_at.map(|at| {
        let text = format::relative(language, at, now);
        view! { <span class="detail"><Moment language at text/></span> }
    });
    let reply = (!row.reply.is_empty())
        .then(|| view! { <span class="detail detail-server">{row.reply.clone()}</span> });
    let action = if row.retry {
        let address = format!("/mail/{}/retry", row.id);
        let name = t!(language, "mail-retry-of", address = row.recipient.as_str());
        view! {
            <form method="post" action=address>
                <button class="button button-small" aria-label=name>{t!(language, "mail-retry")}</button>
            </form>
        }
        .into_any()
    } else {
        match row.why_not {
            Some(why) => view! { <span class="detail">{why}</span> }.into_any(),
            None => view! { <span aria-hidden="true">"–"</span> }.into_any(),
        }
    };
    let queued = format::exact(language, row.created_at);
    let state = match (row.taken_back, planned) {
        (true, _) => t!(language, "mail-state-taken-back"),
        (false, true) => t!(language, "mail-state-planned"),
        (false, false) => state_word(language, row.state),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{to}</th>
            <td role="cell" data-label=t!(language, "mail-column-what")><span>{row.kind}</span></td>
            <td role="cell" data-label=t!(language, "mail-column-queued")>
                <Moment language at=row.created_at text=queued/>
            </td>
            <td role="cell" data-label=t!(language, "users-column-status")>
                <span class=format!("status status-{tone}")><Icon picture/>{state}</span>
                {finished}
                {reply}
                {next}
            </td>
            <td role="cell" data-label=t!(language, "mail-column-tries")>
                <span>{format::number(language, row.attempts)}</span>
            </td>
            <td role="cell" data-label=t!(language, "users-column-actions")>{action}</td>
        </tr>
    }
    .into_any()
}

fn nothing(language: Language, filtered: bool) -> AnyView {
    let (heading, text) = if filtered {
        (t!(language, "mail-nothing-heading"), t!(language, "mail-nothing-text"))
    } else {
        (t!(language, "mail-empty-heading"), t!(language, "mail-empty-text"))
    };
    view! { <Empty picture=Picture::Mail heading><p>{text}</p></Empty> }.into_any()
}
