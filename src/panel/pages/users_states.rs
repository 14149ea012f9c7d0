//! What stands on the Users page where there is nobody to show, and below the table.

use super::users::UsersList;
use crate::{
    domain::language::Language,
    i18n::format,
    panel::components::{Empty, LinkButton, Picture, page_sizes},
    t,
};
use leptos::prelude::*;

/// The numbers of entries a page may have.
const SIZES: [u32; 4] = [10, 25, 50, 100];

/// Nobody matches: what was asked for, and the ways out.
pub(super) fn nothing_found(language: Language, list: &UsersList) -> AnyView {
    let filters = &list.filters;
    let searched = !list.search.is_empty();
    let heading = if searched {
        t!(language, "users-nothing-heading", search = list.search.as_str())
    } else {
        t!(language, "people-nothing-heading")
    };
    let filtered = (!filters.chips.is_empty()).then(|| {
        let all: Vec<&str> = filters.chips.iter().map(|chip| chip.label.as_str()).collect();
        view! { <p>{t!(language, "people-nothing-filters", filters = all.join(", "))}</p> }
    });
    let clear_filters = filtered.is_some().then(|| {
        view! {
            <a class="button" id="clear-filters" href=filters.cleared.clone() data-action="page">
                {t!(language, "people-clear-filters")}
            </a>
        }
    });
    let clear_search = searched.then(|| {
        view! {
            <a class="button" id="clear-search" href=filters.unsearched.clone() data-action="page">
                {t!(language, "users-clear-search")}
            </a>
        }
    });
    view! {
        <Empty picture=Picture::Search heading>
            {searched.then(|| view! { <p>{t!(language, "users-nothing-text")}</p> })}
            {filtered}
            <p class="empty-ways">{clear_filters} {clear_search}</p>
        </Empty>
    }
    .into_any()
}

/// Nobody but the one who looks.
pub(super) fn alone_here(language: Language, mail_ready: bool) -> AnyView {
    let mail = (!mail_ready).then(|| view! { <p>{t!(language, "people-alone-mail")}</p> });
    view! {
        <Empty picture=Picture::People heading=t!(language, "users-alone-heading")>
            <p>{t!(language, "users-alone-text")}</p>
            {mail}
            <p class="empty-ways">
                <LinkButton
                    href="/users/invite".to_owned()
                    label=t!(language, "users-invite")
                    icon=Picture::Plus
                    action="invite"
                />
            </p>
        </Empty>
    }
    .into_any()
}

/// How many are shown, how many a page may have, and the pages before and after.
pub(super) fn paging(language: Language, list: &UsersList) -> AnyView {
    let sizes = page_sizes(&SIZES, list.size);
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
    let shown = format::number(language, list.shown());
    let showing = match list.matching {
        Some(matching) => {
            let total = format::number(language, matching);
            t!(language, "people-showing", shown = shown, total = total)
        }
        None => t!(language, "people-showing-some", shown = shown),
    };
    view! {
        <div class="paging">
            <p class="paging-shown">{showing}</p>
            <div class="paging-size">
                <label for="size">{t!(language, "paging-size")}</label>
                <select id="size" name="size" form="users-search">{sizes}</select>
                <button class="button button-small plain-only" form="users-search">{t!(language, "paging-show")}</button>
            </div>
            {steps}
        </div>
    }
    .into_any()
}
