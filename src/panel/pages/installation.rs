//! Whether the installation is in order: the checks, and the test mail.

use super::settings_nav::{SettingsHead, SettingsPart};
use crate::{
    domain::{
        check::{Finding, Line, Verdict},
        language::Language,
        time::Timestamp,
    },
    i18n::{checks, format},
    panel::{
        components::{ErrorSummary, Icon, Moment, Picture},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts nothing to `/settings/installation/check` and `/settings/installation/test-mail`.
#[derive(Debug, Clone)]
pub struct InstallationPage {
    /// What was wrong with the test mail that was asked for.
    pub form: FormState,
    /// What the last look found; empty before the first.
    pub lines: Vec<Line>,
    /// When that was.
    pub checked_at: Option<Timestamp>,
    /// Whether the settings for mail have changed since.
    pub is_stale: bool,
    /// Whether mail is known to arrive.
    pub arrival: Finding,
    /// The test mail that was sent last.
    pub test: Option<TestMail>,
    /// Whether mails can be sent.
    pub mail_ready: bool,
    /// To whom a test mail goes.
    pub email: String,
    /// Whether there is a way to the settings of the account.
    pub has_account: bool,
    /// The moment the spans are counted from.
    pub now: Timestamp,
}

/// How the last test mail stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestMail {
    /// It waits for its first try.
    Queued,
    /// The server put it off.
    Retrying {
        /// In the server's words.
        reason: String,
        /// When it is tried next.
        next_at: Timestamp,
    },
    /// The server refused it.
    Refused {
        /// In the server's words.
        reason: String,
    },
    /// It lost its point before it was sent.
    Dropped,
    /// The server took it.
    Sent {
        /// When.
        at: Timestamp,
    },
    /// Its link has ended.
    Ended,
    /// Its link was pressed.
    Pressed,
}

impl InstallationPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "settings-installation")
    }
}

/// The page.
#[component]
pub fn InstallationView(language: Language, page: InstallationPage) -> impl IntoView {
    view! {
        <div class="settings">
            <SettingsHead language current=SettingsPart::Installation alone=!page.has_account/>
            {checked(language, &page)}
            {test(language, &page)}
        </div>
    }
}

fn checked(language: Language, page: &InstallationPage) -> AnyView {
    let when = match page.checked_at {
        Some(at) => {
            let text = t!(language, "settings-checks-at", when = format::relative(language, at, page.now));
            view! { <p class="hint"><Moment language at text/></p> }.into_any()
        }
        None => view! { <p class="hint">{t!(language, "settings-checks-never")}</p> }.into_any(),
    };
    let stale = page.is_stale.then(|| {
        view! { <p class="notice notice-warning">{t!(language, "settings-checks-stale")}</p> }
    });
    let table = (!page.lines.is_empty()).then(|| table(language, &page.lines));
    view! {
        <section class="card card-wide" aria-labelledby="checks">
            <h2 id="checks">{t!(language, "settings-checks")}</h2>
            <p class="lead">{t!(language, "settings-checks-lead")}</p>
            {stale}
            {table}
            <form method="post" action="/settings/installation/check">
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "settings-checks-run")}</button>
                    {when}
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn table(language: Language, lines: &[Line]) -> AnyView {
    let heads = [
        t!(language, "settings-checks-column"),
        t!(language, "settings-checks-column-verdict"),
        t!(language, "settings-checks-column-found"),
    ]
    .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
    .collect_view();
    let rows = lines.iter().map(|line| row(language, line)).collect_view();
    view! {
        <table class="checks" role="table" aria-labelledby="checks-table">
            <caption class="visually-hidden" id="checks-table">{t!(language, "settings-checks-table")}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(language: Language, line: &Line) -> AnyView {
    let verdict = line.verdict();
    let (tone, picture) = match verdict {
        Verdict::Ok => ("good", Picture::Check),
        Verdict::Warn => ("warning", Picture::Alert),
        Verdict::Fail => ("bad", Picture::Close),
    };
    let advice = checks::advice(language, &line.finding)
        .map(|advice| view! { <span class="detail advice">{advice}</span> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{checks::title(language, line.check)}</th>
            <td role="cell">
                <span class=format!("status status-{tone}")>
                    <Icon picture/>
                    {checks::verdict(language, verdict)}
                </span>
            </td>
            <td role="cell">
                {checks::found(language, &line.finding)}
                {advice}
            </td>
        </tr>
    }
    .into_any()
}

fn test(language: Language, page: &InstallationPage) -> AnyView {
    let heading = view! { <h2 id="test-mail">{t!(language, "settings-test")}</h2> };
    if !page.mail_ready {
        return view! {
            <section class="card card-wide" aria-labelledby="test-mail">
                {heading}
                <p class="notice notice-warning">{t!(language, "settings-test-none")}</p>
            </section>
        }
        .into_any();
    }
    let proven = match page.arrival {
        Finding::ArrivedTest { at } => {
            Some((at, t!(language, "settings-test-proven", when = format::relative(language, at, page.now))))
        }
        Finding::ArrivedInvitation { at } => {
            let when = format::relative(language, at, page.now);
            Some((at, t!(language, "settings-test-proven-invitation", when = when)))
        }
        _ => None,
    };
    let proven = proven.map(|(at, text)| {
        view! {
            <p class="notice notice-success">
                <Icon picture=Picture::Check/>
                <Moment language at text/>
            </p>
        }
    });
    let again = page.test.is_some();
    let submit = if again { t!(language, "settings-test-again") } else { t!(language, "settings-test-send") };
    let class = if again { "button" } else { "button button-primary" };
    let look = again.then(|| {
        view! { <a class="button" href="/settings/installation">{t!(language, "settings-test-look")}</a> }
    });
    view! {
        <section class="card card-wide" aria-labelledby="test-mail">
            {heading}
            {proven}
            <p>{t!(language, "settings-test-lead", email = page.email.as_str())}</p>
            {page.test.as_ref().map(|test| standing(language, test, page.now))}
            <form method="post" action="/settings/installation/test-mail">
                <ErrorSummary language form=page.form.clone()/>
                <div class="form-end">
                    <button class=class>{submit}</button>
                    {look}
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn standing(language: Language, test: &TestMail, now: Timestamp) -> AnyView {
    let (at, reason, text) = match test {
        // Said above.
        TestMail::Pressed => return ().into_any(),
        TestMail::Queued => (None, None, t!(language, "settings-test-queued")),
        TestMail::Retrying { reason, next_at } => {
            let when = format::relative(language, *next_at, now);
            (Some(*next_at), Some(reason.clone()), t!(language, "settings-test-retrying", when = when))
        }
        TestMail::Refused { reason } => (None, Some(reason.clone()), t!(language, "settings-test-refused")),
        TestMail::Dropped => (None, None, t!(language, "settings-test-dropped")),
        TestMail::Sent { at } => {
            let when = format::relative(language, *at, now);
            (Some(*at), None, t!(language, "settings-test-sent", when = when))
        }
        TestMail::Ended => (None, None, t!(language, "settings-test-ended")),
    };
    let text = match at {
        Some(at) => view! { <Moment language at text/> }.into_any(),
        None => text.into_any(),
    };
    let reason = reason.filter(|reason| !reason.is_empty());
    let reason = reason.map(|reason| view! { <span class="detail detail-server">{reason}</span> });
    view! { <div class="pending"><div><p>{text}</p>{reason}</div></div> }.into_any()
}
