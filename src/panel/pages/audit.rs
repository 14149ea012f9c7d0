//! The audit log: what was done in the account, newest first.

use super::{
    audit_row::{AuditRow, Row},
    audit_words,
};
use crate::{
    domain::{audit::Action, language::Language},
    panel::{
        components::{Empty, ErrorSummary, Field, LogPaging, Picture, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct AuditPage {
    /// People and days of the filter, and what is wrong with them.
    pub form: FormState,
    /// The actions chosen; none for every action.
    pub actions: Vec<Action>,
    /// On whom or what, as a link said it, and in words.
    pub subject: Option<(String, String)>,
    /// Whether anything is filtered.
    pub filtered: bool,
    /// How many rows a page has at most.
    pub size: u32,
    /// The rows.
    pub rows: Vec<AuditRow>,
    /// The local address of the page of newer entries.
    pub newer: Option<String>,
    /// The local address of the page of older entries.
    pub older: Option<String>,
    /// The local address of the export as CSV; none while the filter cannot be followed.
    pub csv: Option<String>,
    /// The local address of the export as JSON lines.
    pub json_lines: Option<String>,
}

impl AuditPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "audit-heading")
    }
}

/// The page.
#[component]
pub fn AuditView(language: Language, page: AuditPage) -> impl IntoView {
    let summary = page.form.clone();
    let exports = exports(language, &page);
    let filter = filter(language, &page);
    // While a filter cannot be followed nothing was looked for, so nothing is said to be absent.
    let looked = page.form.errors.is_empty();
    let below = looked.then(|| view! { <LogPaging language form="audit-filter" size=page.size newer=page.newer.clone() older=page.older.clone()/> });
    let body = match (page.rows.is_empty(), looked) {
        (false, _) => table(language, page.rows),
        (true, true) => nothing(language, page.filtered),
        (true, false) => ().into_any(),
    };
    view! {
        <div class="page-head"><h1>{AuditPage::title(language)}</h1></div>
        <ErrorSummary language form=summary/>
        {filter}
        {exports}
        {body}
        {below}
    }
}

fn filter(language: Language, page: &AuditPage) -> AnyView {
    let form = &page.form;
    let person =
        Field::new("person", t!(language, "audit-person"), form).hint(t!(language, "audit-person-hint"));
    let target =
        Field::new("target", t!(language, "audit-target"), form).hint(t!(language, "audit-target-hint"));
    let from = Field::new("from", t!(language, "audit-from"), form);
    let to = Field::new("to", t!(language, "audit-to"), form);
    let subject = page.subject.clone().map(|(kept, words)| {
        view! {
            <p class="audit-subject">
                <input type="hidden" name="subject" value=kept/>
                {t!(language, "audit-only-on", name = words)}
            </p>
        }
    });
    let clear = page
        .filtered
        .then(|| view! { <a class="button button-quiet" href="/audit">{t!(language, "audit-clear")}</a> });
    view! {
        <form class="audit-filter" id="audit-filter" method="get" action="/audit">
            {actions(language, &page.actions)}
            <TextField field=person/>
            <TextField field=target/>
            <TextField field=from kind="date"/>
            <TextField field=to kind="date"/>
            {subject}
            <div class="audit-filter-end">
                <button class="button">{t!(language, "audit-filter")}</button>
                {clear}
            </div>
        </form>
    }
    .into_any()
}

fn actions(language: Language, chosen: &[Action]) -> AnyView {
    let boxes = Action::ALL
        .iter()
        .map(|action| {
            let id = format!("action-{}", action.as_str().replace('.', "-"));
            view! {
                <div class="check">
                    <input type="checkbox" id=id.clone() name="action" value=action.as_str() checked=chosen.contains(action)/>
                    <label for=id>{audit_words::action(language, *action)}</label>
                </div>
            }
        })
        .collect_view();
    let count = match chosen {
        [] => t!(language, "audit-actions-every"),
        [one] => audit_words::action(language, *one),
        several => t!(language, "audit-actions-some", count = several.len()),
    };
    view! {
        <details class="audit-actions">
            <summary><span class="audit-actions-label">{t!(language, "audit-actions")}</span>" "<span>{count}</span></summary>
            <fieldset>
                <legend class="visually-hidden">{t!(language, "audit-actions")}</legend>
                {boxes}
            </fieldset>
        </details>
    }
    .into_any()
}

fn exports(language: Language, page: &AuditPage) -> AnyView {
    let link = |href: Option<String>, label: String| {
        href.map(|href| view! { <a class="button button-small" href=href download="">{label}</a> })
    };
    view! {
        <div class="audit-exports">
            <p class="hint">
                {t!(language, "audit-verify")}
                " "
                <code>"vestibule audit verify FILE"</code>
            </p>
            <div class="audit-export-links">
                {link(page.csv.clone(), t!(language, "audit-export-csv"))}
                {link(page.json_lines.clone(), t!(language, "audit-export-json-lines"))}
            </div>
        </div>
    }
    .into_any()
}

fn table(language: Language, rows: Vec<AuditRow>) -> AnyView {
    let columns = [
        t!(language, "audit-column-when"),
        t!(language, "audit-column-who"),
        t!(language, "audit-column-what"),
        t!(language, "audit-column-on-whom"),
        t!(language, "audit-column-from-where"),
        t!(language, "audit-column-details"),
    ];
    let headers =
        columns.map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view();
    let rows = rows.into_iter().map(|row| view! { <Row language row/> }.into_any()).collect_view();
    view! {
        <table class="users audit" role="table" aria-labelledby="audit-caption">
            <caption class="visually-hidden" id="audit-caption">{t!(language, "audit-heading")}</caption>
            <thead role="rowgroup"><tr role="row">{headers}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn nothing(language: Language, filtered: bool) -> AnyView {
    let (heading, text) = if filtered {
        (t!(language, "audit-nothing-heading"), t!(language, "audit-nothing-text"))
    } else {
        (t!(language, "audit-empty-heading"), t!(language, "audit-empty-text"))
    };
    view! { <Empty picture=Picture::Search heading><p>{text}</p></Empty> }.into_any()
}
