//! The browsers one is signed in with.

use super::account_nav::{AccountHead, AccountPart};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::{browser, format},
    panel::components::Moment,
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts nothing to `/account/sessions/⟨handle⟩` and to `/account/sessions`.
#[derive(Debug, Clone)]
pub struct SessionsPage {
    /// Every live session, the one used last first.
    pub sessions: Vec<OwnSessionLine>,
    /// The moment spans are counted from.
    pub now: Timestamp,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSessionLine {
    /// What it is called in addresses.
    pub handle: String,
    /// Whether it is the one that asks.
    pub is_current: bool,
    /// In which account.
    pub account: String,
    /// From where it was signed in.
    pub ip: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// When it was signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

impl SessionsPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "sessions-heading")
    }
}

/// The page.
#[component]
pub fn SessionsView(language: Language, page: SessionsPage) -> impl IntoView {
    let now = page.now;
    let (here, others): (Vec<_>, Vec<_>) = page.sessions.into_iter().partition(|line| line.is_current);
    let alone = others.is_empty();
    let end = if alone {
        view! { <p class="hint">{t!(language, "sessions-alone")}</p> }.into_any()
    } else {
        view! {
            <form method="post" action="/account/sessions">
                <button class="button button-danger">{t!(language, "sessions-end-others")}</button>
            </form>
        }
        .into_any()
    };
    let lines = here.into_iter().chain(others).map(|session| line(language, session, now)).collect_view();
    view! {
        <div class="settings">
            <AccountHead language current=AccountPart::Sessions/>
            <section class="card card-wide" aria-labelledby="account-sessions">
                <h2 id="account-sessions">{t!(language, "sessions-heading")}</h2>
                <p class="hint">{t!(language, "sessions-hint")}</p>
                <ul class="lines sessions">{lines}</ul>
                {end}
            </section>
        </div>
    }
}

fn line(language: Language, session: OwnSessionLine, now: Timestamp) -> AnyView {
    let device = browser::name(language, &session.user_agent);
    let seen = t!(language, "person-session-seen", when = format::relative(language, session.seen_at, now));
    let since =
        t!(language, "person-session-since", when = format::relative(language, session.created_at, now));
    let way = if session.is_current {
        view! { <span class="status status-good">{t!(language, "sessions-this-browser")}</span> }.into_any()
    } else {
        let label = t!(language, "sessions-end-name", device = device.as_str(), ip = session.ip.as_str());
        view! {
            <form method="post" action=format!("/account/sessions/{}", session.handle)>
                <button class="button button-small" aria-label=label>{t!(language, "sessions-end")}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li aria-current=session.is_current.then_some("true")>
            <div>
                <strong title=session.user_agent>{device}</strong>
                <span class="detail">{session.account} " · " {session.ip}</span>
                <span class="detail">
                    <Moment language at=session.seen_at text=seen/>
                    " · "
                    <Moment language at=session.created_at text=since/>
                </span>
            </div>
            {way}
        </li>
    }
    .into_any()
}
