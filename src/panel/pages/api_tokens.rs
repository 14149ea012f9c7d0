//! The API tokens page: the tokens of the account, or one's own.

use super::ApiReferencesPage;
use crate::{
    domain::{
        api_token::{Shown, TokenStatus},
        invite_terms::last_day,
        language::Language,
        role::AccountRole,
        time::Timestamp,
    },
    i18n::format,
    panel::components::{Choice, Empty, Icon, LogPaging, Moment, Picture},
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct TokensPage {
    /// Whether these are everybody's, and not one's own alone.
    pub of_everybody: bool,
    /// Which were asked for.
    pub shown: Shown,
    /// The person by whom they were issued, as the filter sends it; empty for everybody.
    pub issuer: String,
    /// The people to filter by; nobody for who sees their own alone.
    pub issuers: Vec<Choice>,
    /// The tokens.
    pub rows: Vec<TokenRow>,
    /// How many rows a page has at most.
    pub size: u32,
    /// The local address of the page of newer tokens.
    pub newer: Option<String>,
    /// The local address of the page of older tokens.
    pub older: Option<String>,
    /// The moment the spans are counted from.
    pub now: Timestamp,
}

/// A token.
#[derive(Debug, Clone)]
pub struct TokenRow {
    /// Its number, the part of it before the secret.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// What it may do at the most.
    pub role: AccountRole,
    /// How far it has come.
    pub status: TokenStatus,
    /// Whether it ends within seven days.
    pub ends_soon: bool,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// The name of who issued it; may be empty.
    pub issuer_name: String,
    /// The address of who issued it.
    pub issuer_email: String,
    /// Whether who issued it does not belong to the account any more.
    pub issuer_removed: bool,
}

impl TokensPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "tokens-heading")
    }

    /// Whether anything but what the page begins with is asked for.
    fn is_filtered(&self) -> bool {
        self.shown != Shown::default() || !self.issuer.is_empty()
    }

    /// Whether there is no token at all that could be shown.
    fn is_beginning(&self) -> bool {
        self.rows.is_empty() && !self.is_filtered()
    }
}

/// The page.
#[component]
pub fn TokensView(language: Language, page: TokensPage) -> impl IntoView {
    let lead = if page.of_everybody {
        t!(language, "tokens-lead-everybody")
    } else {
        t!(language, "tokens-lead-own")
    };
    let filter = filter(language, &page);
    let below = (!page.rows.is_empty() || page.newer.is_some() || page.older.is_some()).then(|| {
        view! { <LogPaging language form="token-filter" size=page.size newer=page.newer.clone() older=page.older.clone()/> }
    });
    let body =
        if page.rows.is_empty() { nothing(language, page.is_beginning()) } else { table(language, &page) };
    view! {
        <div class="page-head">
            <h1>{TokensPage::title(language)}</h1>
            <form method="get" action="/api-tokens/create">
                <button class="button button-primary">
                    <Icon picture=Picture::Plus/>
                    {t!(language, "tokens-create")}
                </button>
            </form>
        </div>
        <p class="muted tokens-lead">
            {lead}
            " "
            <a href="/docs/api">{ApiReferencesPage::title(language)}</a>
        </p>
        {filter}
        {body}
        {below}
    }
}

fn status_word(language: Language, status: TokenStatus) -> String {
    match status {
        TokenStatus::Active => t!(language, "tokens-status-active"),
        TokenStatus::Expired => t!(language, "tokens-status-expired"),
        TokenStatus::Deleted => t!(language, "tokens-status-deleted"),
    }
}

fn filter(language: Language, page: &TokensPage) -> AnyView {
    let states = TokenStatus::ALL
        .into_iter()
        .map(|status| {
            let chosen = page.shown == Shown::Only(status);
            view! { <option value=status.name() selected=chosen>{status_word(language, status)}</option> }
        })
        .collect_view();
    let all = page.shown == Shown::All;
    let issuers = page.of_everybody.then(|| {
        let people = page
            .issuers
            .iter()
            .map(|person| {
                let chosen = person.value == page.issuer;
                view! { <option value=person.value.clone() selected=chosen>{person.label.clone()}</option> }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for="issuer">{t!(language, "tokens-column-issuer")}</label>
                <select id="issuer" name="issuer">
                    <option value="">{t!(language, "tokens-issuer-anybody")}</option>
                    {people}
                </select>
            </div>
        }
    });
    let clear = page.is_filtered().then(
        || view! { <a class="button button-quiet" href="/api-tokens">{t!(language, "audit-clear")}</a> },
    );
    view! {
        <form class="audit-filter token-filter" id="token-filter" method="get" action="/api-tokens">
            <div class="field">
                <label for="status">{t!(language, "tokens-column-status")}</label>
                <select id="status" name="status">
                    {states}
                    <option value="all" selected=all>{t!(language, "tokens-status-all")}</option>
                </select>
            </div>
            {issuers}
            <div class="audit-filter-end">
                <button class="button">{t!(language, "audit-filter")}</button>
                {clear}
            </div>
        </form>
    }
    .into_any()
}

fn table(language: Language, page: &TokensPage) -> AnyView {
    let columns = [
        t!(language, "tokens-column-id"),
        t!(language, "tokens-column-name"),
        t!(language, "tokens-column-issuer"),
        t!(language, "tokens-column-role"),
        t!(language, "tokens-column-status"),
        t!(language, "tokens-column-expires"),
        t!(language, "tokens-column-description"),
        t!(language, "tokens-column-start"),
        t!(language, "tokens-column-used"),
    ];
    let headers =
        columns.map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view();
    let rows = page.rows.iter().map(|row| line(language, row, page.now)).collect_view();
    view! {
        <table class="users tokens" role="table" aria-labelledby="tokens-caption">
            <caption class="visually-hidden" id="tokens-caption">{TokensPage::title(language)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {headers}
                    <th scope="col" role="columnheader">
                        <span class="visually-hidden">{t!(language, "users-column-actions")}</span>
                    </th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn line(language: Language, row: &TokenRow, now: Timestamp) -> AnyView {
    let (tone, picture) = match row.status {
        TokenStatus::Active => ("good", Picture::Check),
        TokenStatus::Expired => ("warning", Picture::Ended),
        TokenStatus::Deleted => ("quiet", Picture::Gone),
    };
    let used = match row.last_used_at {
        Some(at) => {
            let text = format::relative(language, at, now);
            view! { <Moment language at text/> }.into_any()
        }
        None => view! { <span class="muted">{t!(language, "tokens-unused")}</span> }.into_any(),
    };
    let started = format::date(language, row.created_at);
    let description = if row.description.is_empty() {
        view! { <span aria-hidden="true">"–"</span> }.into_any()
    } else {
        view! { <span class="token-text">{row.description.clone()}</span> }.into_any()
    };
    view! {
        <tr role="row">
            <td role="cell" data-label=t!(language, "tokens-column-id")>
                <span class="token-id">{row.id.to_string()}</span>
            </td>
            <th scope="row" role="rowheader"><span class="who">{row.name.clone()}</span></th>
            <td role="cell" data-label=t!(language, "tokens-column-issuer")>{issuer(language, row)}</td>
            <td role="cell" data-label=t!(language, "tokens-column-role")><span>{row.role.name()}</span></td>
            <td role="cell" data-label=t!(language, "tokens-column-status")>
                <span class=format!("status status-{tone}")><Icon picture/>{status_word(language, row.status)}</span>
            </td>
            <td role="cell" data-label=t!(language, "tokens-column-expires")>{expires(language, row)}</td>
            <td role="cell" data-label=t!(language, "tokens-column-description")>{description}</td>
            <td role="cell" data-label=t!(language, "tokens-column-start")>
                <Moment language at=row.created_at text=started/>
            </td>
            <td role="cell" data-label=t!(language, "tokens-column-used")>{used}</td>
            <td role="cell" class="actions">{menu(language, row)}</td>
        </tr>
    }
    .into_any()
}

/// Who issued the token; struck through when they are gone.
fn issuer(language: Language, row: &TokenRow) -> AnyView {
    let (name, email) = (row.issuer_name.clone(), row.issuer_email.clone());
    let (first, second) = if name.is_empty() { (email, None) } else { (name, Some(email)) };
    if !row.issuer_removed {
        let address = second.map(|email| view! { <span class="address">{email}</span> });
        return view! { <div class="token-issuer"><span>{first}</span>{address}</div> }.into_any();
    }
    let gone = t!(language, "tokens-issuer-gone");
    let title = gone.clone();
    let address = second.map(|email| view! { <s class="address">{email}</s> });
    view! {
        <div class="token-issuer" title=title>
            <s>{first}</s>
            {address}
            <span class="visually-hidden">{gone}</span>
        </div>
    }
    .into_any()
}

/// The last day of the token, and that it is near.
fn expires(language: Language, row: &TokenRow) -> AnyView {
    let Some(at) = row.expires_at else {
        return view! { <span>{t!(language, "tokens-never")}</span> }.into_any();
    };
    let text = format::date(language, last_day(at));
    let soon = row.ends_soon.then(|| {
        let words = t!(language, "tokens-ends-soon");
        view! { <span class="token-soon"><Icon picture=Picture::Alert/><span>{words}</span></span> }
    });
    view! { <div class="token-end"><Moment language at text/>{soon}</div> }.into_any()
}

/// The button with three dots and the menu it opens.
fn menu(language: Language, row: &TokenRow) -> AnyView {
    let name = t!(language, "users-actions-for", name = row.name.as_str());
    let list = format!("menu-{}", row.id);
    let label = t!(language, "people-delete");
    let delete = if row.status == TokenStatus::Active {
        let address = format!("/api-tokens/{}/delete", row.id);
        view! { <a class="menu-item menu-danger" href=address>{label}</a> }.into_any()
    } else {
        let why = format!("menu-{}-why", row.id);
        let id_of_why = why.clone();
        let reason = match row.status {
            TokenStatus::Deleted => t!(language, "tokens-no-delete-deleted"),
            TokenStatus::Active | TokenStatus::Expired => t!(language, "tokens-no-delete-expired"),
        };
        view! {
            <button type="button" class="menu-item" aria-disabled="true" aria-describedby=why>
                {label}
                <span class="menu-why" id=id_of_why aria-hidden="true">{reason}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <button type="button" class="icon-button" popovertarget=list.clone() aria-label=name.clone()>
            <Icon picture=Picture::Dots/>
        </button>
        <div popover="auto" class="menu" id=list role="group" aria-label=name>{delete}</div>
    }
    .into_any()
}

fn nothing(language: Language, beginning: bool) -> AnyView {
    let (heading, text) = if beginning {
        (t!(language, "tokens-empty-heading"), t!(language, "tokens-empty-text"))
    } else {
        (t!(language, "tokens-nothing-heading"), t!(language, "tokens-nothing-text"))
    };
    let picture = if beginning { Picture::Link } else { Picture::Search };
    view! { <Empty picture heading><p>{text}</p></Empty> }.into_any()
}
