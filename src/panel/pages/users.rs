//! The Users page: everybody in the account and everybody invited, in one table.

use super::users_row::{Row, UserRow};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::{
        components::{HandOverTemplate, Icon, LinkButton, NoticeTemplates, Picture},
        islands::UsersLive,
    },
    t,
};
use leptos::prelude::*;

/// The numbers of entries a page may have.
const SIZES: [u32; 4] = [10, 25, 50, 100];

/// What the page shows.
#[derive(Debug, Clone)]
pub struct UsersPage {
    /// Whether mails can be sent.
    pub mail_ready: bool,
    /// The table and what belongs to it.
    pub list: UsersList,
}

/// The part of the page that a search or an action replaces.
#[derive(Debug, Clone)]
pub struct UsersList {
    /// What was searched for; empty for everybody.
    pub search: String,
    /// How many rows a page has at most.
    pub size: u32,
    /// How many there are on all pages.
    pub total: i64,
    /// The rows.
    pub rows: Vec<UserRow>,
    /// The moment the spans are counted from.
    pub now: Timestamp,
    /// The local address of the page before.
    pub previous: Option<String>,
    /// The local address of the page after.
    pub next: Option<String>,
}

impl UsersPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "users-heading")
    }
}

/// The Users page.
#[component]
pub fn UsersView(language: Language, page: UsersPage) -> impl IntoView {
    let banner = (!page.mail_ready).then(|| {
        view! {
            <div class="notice notice-warning notice-banner">
                <Icon picture=Picture::Alert/>
                <p>{t!(language, "users-no-mail")}</p>
            </div>
        }
    });
    let search = page.list.search.clone();
    let total = format::number(language, page.list.total);
    view! {
        <div class="page-head">
            <h1>{UsersPage::title(language)}</h1>
            <span class="count" id="users-count">{total}</span>
            <LinkButton
                href="/users/invite".to_owned()
                label=t!(language, "users-invite")
                primary=true
                icon=Picture::Plus
                action="invite"
            />
        </div>
        {banner}
        <form class="search" id="users-search" method="get" action="/users" role="search">
            <label class="visually-hidden" for="search">{t!(language, "users-search")}</label>
            <div class="search-box">
                <Icon picture=Picture::Search/>
                <input
                    type="search"
                    id="search"
                    name="search"
                    value=search
                    maxlength="200"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=t!(language, "users-search-placeholder")
                />
            </div>
            <button class="button">{t!(language, "users-search-submit")}</button>
        </form>
        <div id="users-region"><UsersRegion language list=page.list/></div>
        <dialog class="dialog" id="invite-dialog" aria-labelledby="invite-dialog-heading">
            <h2 id="invite-dialog-heading">{t!(language, "invite-heading")}</h2>
            <div id="invite-dialog-body"></div>
        </dialog>
        <HandOverTemplate language/>
        <NoticeTemplates/>
        {live(language)}
    }
}

/// The inner HTML of `#users-region`, on its own because the server function `list_users` answers with just this.
#[component]
pub fn UsersRegion(language: Language, list: UsersList) -> impl IntoView {
    let total = format::number(language, list.total);
    let empty = list.rows.is_empty() && !list.search.is_empty();
    let alone = list.total <= 1 && list.search.is_empty();
    // How many match a search nobody has counted; what is said is what is there to see.
    let seen =
        if list.search.is_empty() { list.total } else { i64::try_from(list.rows.len()).unwrap_or(i64::MAX) };
    let count = t!(language, "users-found", count = seen);
    let below = if alone { alone_here(language) } else { paging(language, &list) };
    let body = if empty { nothing_found(language, &list.search) } else { table(language, list) };
    view! {
        <p class="visually-hidden" id="users-found" data-total=total>{count}</p>
        {body}
        {below}
    }
}

fn table(language: Language, list: UsersList) -> AnyView {
    let now = list.now;
    let columns = [
        t!(language, "users-column-name"),
        t!(language, "users-column-access"),
        t!(language, "users-column-language"),
        t!(language, "users-column-status"),
        t!(language, "users-column-two-factor"),
        t!(language, "users-column-last-seen"),
    ];
    let headers =
        columns.map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view();
    let rows = list.rows.into_iter().map(|row| view! { <Row language row now/> }.into_any()).collect_view();
    view! {
        <table class="users" role="table" aria-labelledby="users-caption">
            <caption class="visually-hidden" id="users-caption">{t!(language, "users-table")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {headers}
                    <th scope="col" role="columnheader"><span class="visually-hidden">{t!(language, "users-column-actions")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn nothing_found(language: Language, search: &str) -> AnyView {
    view! {
        <div class="empty">
            <Icon picture=Picture::Search/>
            <h2>{t!(language, "users-nothing-heading", search = search)}</h2>
            <p>{t!(language, "users-nothing-text")}</p>
            <p><a class="button" href="/users">{t!(language, "users-clear-search")}</a></p>
        </div>
    }
    .into_any()
}

fn alone_here(language: Language) -> AnyView {
    view! {
        <div class="empty">
            <Icon picture=Picture::People/>
            <h2>{t!(language, "users-alone-heading")}</h2>
            <p>{t!(language, "users-alone-text")}</p>
        </div>
    }
    .into_any()
}

fn paging(language: Language, list: &UsersList) -> AnyView {
    let sizes = SIZES
        .into_iter()
        .map(|size| view! { <option value=size.to_string() selected=size == list.size>{size.to_string()}</option> })
        .collect_view();
    let step = |href: Option<String>, rel: &'static str, label: String| {
        match href {
        Some(href) => view! { <a class="button" id=format!("page-{rel}") rel=rel data-action="page" href=href>{label}</a> }.into_any(),
        None => view! { <span class="button" aria-disabled="true">{label}</span> }.into_any(),
    }
    };
    let steps = (list.previous.is_some() || list.next.is_some()).then(|| {
        view! {
            <nav aria-label=t!(language, "paging-label")>
                {step(list.previous.clone(), "prev", t!(language, "paging-previous"))}
                {step(list.next.clone(), "next", t!(language, "paging-next"))}
            </nav>
        }
    });
    view! {
        <div class="paging">
            <div class="paging-size">
                <label for="size">{t!(language, "paging-size")}</label>
                <select id="size" name="size" form="users-search">{sizes}</select>
                <button class="button button-small" form="users-search">{t!(language, "paging-show")}</button>
            </div>
            {steps}
        </div>
    }
    .into_any()
}

/// What the island of the page needs: the words it says by itself, and what shows that it is alive.
fn live(language: Language) -> AnyView {
    view! {
        <div id="users-live" data-problem=t!(language, "form-problem") data-transport=t!(language, "live-transport")>
            <p class="visually-hidden" id="users-said" role="status"></p>
            <p class="shortcuts" hidden>
                <button type="button" class="button button-small" aria-pressed="true">{t!(language, "shortcuts")}</button>
                <kbd>"/"</kbd>
                {t!(language, "shortcut-search")}
                <kbd>"i"</kbd>
                {t!(language, "shortcut-invite")}
            </p>
            <UsersLive/>
        </div>
    }
    .into_any()
}
