//! The Projects page.

use super::words::access_reasons;
use crate::{
    domain::{access::ProjectAccess, language::Language, time::Timestamp},
    i18n::format,
    panel::{
        components::{Empty, ErrorSummary, Field, Moment, Picture, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `name` to `/projects`.
#[derive(Debug, Clone)]
pub struct ProjectsPage {
    /// What was typed into the form for a new project.
    pub form: FormState,
    /// The projects one may enter, by name.
    pub in_use: Vec<ProjectLine>,
    /// The archived ones, the one archived last first.
    pub archived: Vec<ProjectLine>,
    /// How many archived ones are shown when there may be more.
    pub archived_most: Option<i64>,
    /// Whether one may make, archive and restore projects.
    pub manages: bool,
    /// Whether one may see the people of the account.
    pub sees_people: bool,
    /// The moment the spans are counted from.
    pub now: Timestamp,
}

/// A project in the table.
#[derive(Debug, Clone)]
pub struct ProjectLine {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether the account began with it; such a one is never archived.
    pub is_default: bool,
    /// Since when it is archived.
    pub archived_at: Option<Timestamp>,
    /// How many members have a role in it.
    pub people: i64,
    /// What the one who looks may do in it, and why.
    pub access: ProjectAccess,
    /// Whether the one who looks may give it another name.
    pub may_rename: bool,
}

impl ProjectsPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "projects-heading")
    }
}

/// The page.
#[component]
pub fn ProjectsView(language: Language, page: ProjectsPage) -> impl IntoView {
    let count = format::number(language, i64::try_from(page.in_use.len()).unwrap_or(i64::MAX));
    let new = page.manages.then(|| new_project(language, &page.form));
    let in_use = if page.in_use.is_empty() { nothing(language) } else { in_use(language, &page) };
    view! {
        <div class="page-head">
            <h1>{ProjectsPage::title(language)}</h1>
            <span class="count">{count}</span>
        </div>
        {(!page.in_use.is_empty()).then(|| view! { <p class="hint projects-hint">{t!(language, "projects-everywhere")}</p> })}
        {in_use}
        {(!page.archived.is_empty()).then(|| archived(language, &page))}
        {new}
    }
}

fn nothing(language: Language) -> AnyView {
    let heading = t!(language, "projects-none-heading");
    view! { <Empty picture=Picture::Search heading><p>{t!(language, "projects-none-text")}</p></Empty> }
        .into_any()
}

fn new_project(language: Language, form: &FormState) -> AnyView {
    view! {
        <section class="panel" aria-labelledby="new-project">
            <h2 id="new-project">{t!(language, "projects-new")}</h2>
            <form class="one-line" method="post" action="/projects" novalidate>
                <ErrorSummary language form=form.clone()/>
                <TextField field=Field::new("name", t!(language, "field-name"), form) required=true/>
                <button class="button button-primary">{t!(language, "projects-create")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn in_use(language: Language, page: &ProjectsPage) -> AnyView {
    let (manages, sees_people) = (page.manages, page.sees_people);
    let rows = page
        .in_use
        .iter()
        .map(|line| {
            let access = access_reasons(language, &line.access)
                .into_iter()
                .enumerate()
                .map(|(place, reason)| {
                    let class = (place > 0).then_some("detail");
                    view! { <span class=class>{reason}</span> }
                })
                .collect_view();
            let people = if line.people == 0 {
                // Whom the list of people would not show: they enter without a role in it.
                t!(language, "projects-nobody").into_any()
            } else {
                people(language, line, sees_people)
            };
            view! {
                <tr role="row">
                    {name(language, line)}
                    <td role="cell" data-label=t!(language, "projects-column-people")>{people}</td>
                    <td role="cell" data-label=t!(language, "projects-column-access")>{access}</td>
                    <td role="cell" class="actions">
                        {line.may_rename.then(|| rename(language, line))}
                        {manages.then(|| archive(language, line))}
                    </td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    let columns = [t!(language, "projects-column-people"), t!(language, "projects-column-access")];
    table(language, "projects-in-use", t!(language, "projects-table"), columns.to_vec(), rows.into_any())
}

fn archived(language: Language, page: &ProjectsPage) -> AnyView {
    let now = page.now;
    let rows = page
        .archived
        .iter()
        .map(|line| {
            let when = line.archived_at.map(|at| {
                let text = format::relative(language, at, now);
                view! { <Moment language at text/> }
            });
            let label = t!(language, "projects-restore-of", project = line.name.as_str());
            view! {
                <tr role="row">
                    {name(language, line)}
                    // The Users page filters by projects in use only.
                    <td role="cell" data-label=t!(language, "projects-column-people")>{people(language, line, false)}</td>
                    <td role="cell" data-label=t!(language, "projects-column-archived")>{when}</td>
                    <td role="cell" class="actions">
                        <form method="post" action=format!("/projects/{}/restore", line.id)>
                            <button class="button button-small" aria-label=label>{t!(language, "projects-restore")}</button>
                        </form>
                    </td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    let columns = vec![t!(language, "projects-column-people"), t!(language, "projects-column-archived")];
    let caption = t!(language, "projects-archived-table");
    let most = page.archived_most.map(|most| {
        view! { <p class="hint">{t!(language, "projects-archived-most", count = format::number(language, most))}</p> }
    });
    let count = i64::try_from(page.archived.len()).unwrap_or(i64::MAX);
    view! {
        <details class="archived">
            <summary>{t!(language, "projects-archived", count = format::number(language, count))}</summary>
            {most}
            {table(language, "projects-archived", caption, columns, rows.into_any())}
        </details>
    }
    .into_any()
}

/// A table with a name before and actions behind these columns.
fn table(
    language: Language,
    id: &'static str,
    caption: String,
    columns: Vec<String>,
    rows: AnyView,
) -> AnyView {
    let headers = std::iter::once(t!(language, "projects-column-name"))
        .chain(columns)
        .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
        .collect_view();
    view! {
        <table class="users projects-table" role="table" aria-labelledby=id>
            <caption class="visually-hidden" id=id>{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {headers}
                    <th scope="col" role="columnheader">
                        <span class="visually-hidden">{t!(language, "projects-column-actions")}</span>
                    </th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn name(language: Language, line: &ProjectLine) -> AnyView {
    let badge =
        line.is_default.then(|| view! { " " <span class="badge">{t!(language, "projects-default")}</span> });
    view! {
        <th scope="row" role="rowheader"><span class="who">{line.name.clone()}</span>{badge}</th>
    }
    .into_any()
}

fn people(language: Language, line: &ProjectLine, linked: bool) -> AnyView {
    let text = t!(language, "projects-people", count = line.people);
    if !linked {
        return text.into_any();
    }
    let label = t!(language, "projects-people-of", people = text.as_str(), project = line.name.as_str());
    view! { <a href=format!("/users?project={}", line.id) aria-label=label>{text}</a> }.into_any()
}

fn rename(language: Language, line: &ProjectLine) -> AnyView {
    let label = t!(language, "projects-rename-of", project = line.name.as_str());
    view! {
        <a class="button button-small" href=format!("/projects/{}/rename", line.id) aria-label=label>
            {t!(language, "projects-rename")}
        </a>
    }
    .into_any()
}

fn archive(language: Language, line: &ProjectLine) -> AnyView {
    let label = t!(language, "projects-archive-of", project = line.name.as_str());
    if line.is_default {
        return view! {
            <button
                type="button"
                class="button button-small"
                aria-disabled="true"
                aria-label=label
                aria-describedby="default-stays"
            >
                {t!(language, "projects-archive")}
            </button>
            <span class="detail" id="default-stays">{t!(language, "projects-default-stays")}</span>
        }
        .into_any();
    }
    view! {
        <a class="button button-small" href=format!("/projects/{}/archive", line.id) aria-label=label>
            {t!(language, "projects-archive")}
        </a>
    }
    .into_any()
}
