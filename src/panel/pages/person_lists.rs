//! Sessions and tokens of one person, on the person's page and in the plan of a removal.

use crate::{
    domain::{ids::ApiTokenId, language::Language, role::AccountRole, time::Timestamp},
    i18n::{browser, format},
    panel::components::Moment,
    t,
};
use leptos::prelude::*;

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// What the browser calls itself.
    pub user_agent: String,
    /// From where it was signed in.
    pub ip: String,
    /// When it was signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

/// A token of the JSON APIs that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLine {
    /// Its number, the part of it before the secret.
    pub id: ApiTokenId,
    /// Its name.
    pub name: String,
    /// What it may do at the most.
    pub role: AccountRole,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// The sessions, the one used last first.
#[component]
pub fn SessionList(language: Language, sessions: Vec<SessionLine>, now: Timestamp) -> impl IntoView {
    let lines = sessions
        .into_iter()
        .map(|session| {
            let seen = t!(language, "person-session-seen", when = format::relative(language, session.seen_at, now));
            let since =
                t!(language, "person-session-since", when = format::relative(language, session.created_at, now));
            view! {
                <li>
                    <strong title=session.user_agent.clone()>{browser::name(language, &session.user_agent)}</strong>
                    <span class="detail">
                        {session.ip}
                        " · "
                        <Moment language at=session.seen_at text=seen/>
                        " · "
                        <Moment language at=session.created_at text=since/>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="lines">{lines}</ul> }
}

/// The tokens, the oldest first.
#[component]
pub fn TokenList(language: Language, tokens: Vec<TokenLine>, now: Timestamp) -> impl IntoView {
    let lines = tokens
        .into_iter()
        .map(|token| {
            let used = match token.last_used_at {
                Some(at) => {
                    let text = t!(language, "person-token-used", when = format::relative(language, at, now));
                    view! { <Moment language at text/> }.into_any()
                }
                None => t!(language, "person-token-unused").into_any(),
            };
            let ends = match token.expires_at {
                Some(at) => {
                    let text = t!(language, "status-expires", when = format::relative(language, at, now));
                    view! { <Moment language at text/> }.into_any()
                }
                None => t!(language, "person-token-forever").into_any(),
            };
            view! {
                <li>
                    <strong>{token.name}</strong>
                    <span class="detail">
                        {t!(language, "person-token-id", id = token.id.to_string())}
                        " · "
                        {token.role.name()}
                        " · "
                        {used}
                        " · "
                        {ends}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="lines">{lines}</ul> }
}
