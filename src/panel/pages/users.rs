//! The Users page: everybody in the account and everybody invited, in one table.

use super::{
    mail::{PauseLines, rest_elsewhere},
    users_dialogs::live,
    users_filters::{Chips, FilterBar, Filters},
    users_row::UserRow,
    users_states::{alone_here, nothing_found, paging},
    users_table::{ColumnHead, table},
};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::components::{HandOverTemplate, Icon, LinkButton, NoticeTemplates, Picture},
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct UsersPage {
    /// The table and what belongs to it.
    pub list: UsersList,
}

/// The part of the page that a search, a filter or an action replaces.
#[derive(Debug, Clone)]
pub struct UsersList {
    /// Whether mails can be sent.
    pub mail_ready: bool,
    /// Why no mail goes out, if none does.
    pub pause: Option<PauseLines>,
    /// Whether the one who looks may see the page of the mails.
    pub sees_mail: bool,
    /// What was searched for; empty for everybody.
    pub search: String,
    /// How many rows a page has at most.
    pub size: u32,
    /// How many people the account has who are not removed.
    pub total: i64,
    /// How many match the filters; `None` while searching, when nobody counts.
    pub matching: Option<i64>,
    /// Whether there certainly are more than the rows here.
    pub more: bool,
    /// The filters.
    pub filters: Filters,
    /// The columns, in order.
    pub columns: Vec<ColumnHead>,
    /// The rows.
    pub rows: Vec<UserRow>,
    /// The moment the spans are counted from.
    pub now: Timestamp,
    /// The local address of the invite form, which leads back here.
    pub invite: String,
    /// The local address of the page before.
    pub previous: Option<String>,
    /// The local address of the page after.
    pub next: Option<String>,
}

impl UsersList {
    /// Whether nothing was asked for: everybody is meant.
    const fn is_everybody(&self) -> bool {
        self.search.is_empty() && self.filters.chips.is_empty()
    }

    /// Whether there is nobody but the one who looks, and nobody ever was.
    fn is_alone(&self) -> bool {
        self.total <= 1 && self.is_everybody() && self.filters.known() <= 1
    }

    /// Whether what was asked for leads to nobody.
    const fn is_nothing(&self) -> bool {
        self.rows.is_empty() && !self.is_everybody()
    }

    /// How many are found, as far as anybody knows: nobody counts a search beyond its page.
    fn found(&self, language: Language) -> String {
        let shown = format::number(language, self.shown());
        let first = self.previous.is_none();
        match self.matching {
            Some(all) if all > self.shown() => {
                t!(language, "people-showing", shown = shown, total = format::number(language, all))
            }
            None if first && self.more => t!(language, "users-found-more", shown = shown),
            None if !first || self.next.is_some() => t!(language, "people-showing-some", shown = shown),
            _ => t!(language, "users-found", count = self.shown()),
        }
    }

    /// How many rows there are to see.
    pub(super) fn shown(&self) -> i64 {
        i64::try_from(self.rows.len()).unwrap_or(i64::MAX)
    }
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
    let banner = (!page.list.mail_ready).then(|| {
        view! {
            <div class="notice notice-warning notice-banner">
                <Icon picture=Picture::Alert/>
                <p>{t!(language, "users-no-mail")}</p>
            </div>
        }
    });
    let search = page.list.search.clone();
    let total = format::number(language, page.list.total);
    let invite = page.list.invite.clone();
    let uncounted = page.list.is_nothing();
    view! {
        <div class="page-head">
            <h1>{UsersPage::title(language)}</h1>
            <span class="count" id="users-count" hidden=uncounted>{total}</span>
            <LinkButton
                href=invite
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
        <HandOverTemplate language/>
        <NoticeTemplates language/>
        {live(language)}
    }
}

/// The inner HTML of `#users-region`, on its own because the server function `list_users` answers with just this.
#[component]
pub fn UsersRegion(language: Language, list: UsersList) -> impl IntoView {
    let total = format::number(language, list.total);
    let (alone, nothing) = (list.is_alone(), list.is_nothing());
    let pause = list.pause.clone().map(|pause| rest_elsewhere(language, pause, list.now, list.sees_mail));
    let count = list.found(language);
    let bar = (!alone).then(|| {
        let (filters, columns) = (list.filters.clone(), list.columns.clone());
        let matching = list.matching.filter(|_| !list.is_everybody() && !nothing);
        let chips = list.filters.clone();
        view! {
            <FilterBar language filters columns/>
            <Chips language filters=chips matching nothing/>
        }
    });
    let below = if nothing {
        ().into_any()
    } else if alone {
        alone_here(language, list.mail_ready)
    } else {
        paging(language, &list)
    };
    let body = if nothing { nothing_found(language, &list) } else { table(language, list, alone) };
    view! {
        {pause}
        <p class="visually-hidden" id="users-found" data-total=(!nothing).then_some(total)>{count}</p>
        {bar}
        {body}
        {below}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::pages::samples;

    #[test]
    fn what_is_said_to_be_found_is_true() {
        let page = |matching, more, previous: bool, next: bool| {
            let list = UsersList {
                matching,
                more,
                previous: previous.then(|| "/users?before=a".into()),
                next: next.then(|| "/users?after=a".into()),
                ..samples::three_users()
            };
            list.found(Language::En)
        };
        assert_eq!(page(Some(3), false, false, false), "3 people found");
        assert_eq!(page(Some(1_234), true, false, true), "Showing 3 of 1,234");
        assert_eq!(page(Some(1_234), false, true, false), "Showing 3 of 1,234");
        // A search: all of them, certainly more, perhaps more.
        assert_eq!(page(None, false, false, false), "3 people found");
        assert_eq!(page(None, true, false, true), "More than 3 people found");
        assert_eq!(page(None, false, false, true), "Showing 3");
        assert_eq!(page(None, true, true, true), "Showing 3");
    }
}
