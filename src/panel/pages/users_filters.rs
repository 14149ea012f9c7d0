//! The filters of the Users page: groups of checkboxes with counts, and what is chosen as chips that take it away again.

use super::users_table::ColumnHead;
use crate::{
    domain::language::Language,
    i18n::format,
    panel::components::{Icon, Picture},
    t,
};
use leptos::prelude::*;

/// Everything the list can be narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Status, role and so on; of each, several may be chosen.
    pub groups: Vec<FilterGroup>,
    /// The projects; one may be chosen.
    pub projects: Vec<FilterChoice>,
    /// What is chosen.
    pub chips: Vec<Chip>,
    /// The order as it stands in addresses.
    pub order: String,
    /// The local address without any filter, the search kept.
    pub cleared: String,
    /// The local address without the search, the filters kept.
    pub unsearched: String,
    /// Where the same people can be had as a file.
    pub export: String,
}

impl Filters {
    /// How many memberships the account knows of, removed ones too.
    pub(super) fn known(&self) -> i64 {
        self.groups.first().map_or(0, |group| group.choices.iter().filter_map(|choice| choice.count).sum())
    }
}

/// One thing to narrow by.
#[derive(Debug, Clone)]
pub struct FilterGroup {
    /// The name of its controls, which stands in addresses.
    pub name: &'static str,
    /// What people call it.
    pub label: String,
    /// What can be chosen.
    pub choices: Vec<FilterChoice>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone)]
pub struct FilterChoice {
    /// What stands in addresses.
    pub value: String,
    /// What people call it.
    pub label: String,
    /// How many would be found, the other filters being as they are; `None` while nobody counts.
    pub count: Option<i64>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A filter that is on.
#[derive(Debug, Clone)]
pub struct Chip {
    /// The group and the choice in words: "Status: Active".
    pub label: String,
    /// The local address without it.
    pub href: String,
}

/// The controls. All of them belong to the form of the search box.
#[component]
pub fn FilterBar(language: Language, filters: Filters, columns: Vec<ColumnHead>) -> impl IntoView {
    let groups = filters
        .groups
        .into_iter()
        .filter(|group| !group.choices.is_empty())
        .map(|group| view! { <Group language group/> })
        .collect_view();
    let projects = (!filters.projects.is_empty()).then(|| projects(language, filters.projects));
    view! {
        <div class="filters" role="group" aria-label=t!(language, "people-filters")>
            {groups}
            {projects}
            {order(language, &columns, filters.order)}
            <button class="button button-small plain-only" form="users-search">{t!(language, "people-apply")}</button>
            <a class="button button-small filters-end" href=filters.export download>
                <Icon picture=Picture::Download/>
                {t!(language, "people-export")}
            </a>
        </div>
    }
}

/// A group opens over the page; of the groups one is open at a time.
#[component]
fn Group(language: Language, group: FilterGroup) -> impl IntoView {
    let name = group.name;
    let chosen = group.choices.iter().filter(|choice| choice.chosen).count();
    let number = (chosen > 0).then(|| view! { <span class="filter-number">{chosen}</span> });
    let label = group.label.clone();
    let choices = group
        .choices
        .into_iter()
        .map(|choice| {
            let id = format!("{name}-{}", choice.value);
            let count = choice.count.map(|count| {
                view! { " " <span class="filter-count">{format::number(language, count)}</span> }
            });
            view! {
                <label class="filter-choice" for=id>
                    <input type="checkbox" id=id.clone() name=name value=choice.value checked=choice.chosen form="users-search"/>
                    {choice.label}
                    {count}
                </label>
            }
        })
        .collect_view();
    view! {
        <details class="filter" name="users-filter" id=format!("filter-{name}")>
            <summary class="button button-small" id=format!("filter-{name}-summary")>
                {group.label}
                {number}
                <Icon picture=Picture::Down/>
            </summary>
            <div class="filter-panel" role="group" aria-label=label>{choices}</div>
        </details>
    }
}

fn projects(language: Language, projects: Vec<FilterChoice>) -> AnyView {
    let options = projects
        .into_iter()
        .map(|project| {
            let label = match project.count {
                Some(count) => {
                    let number = format::number(language, count);
                    t!(language, "people-project-count", name = project.label, number = number)
                }
                None => project.label,
            };
            view! { <option value=project.value selected=project.chosen>{label}</option> }
        })
        .collect_view();
    view! {
        <label class="visually-hidden" for="project">{t!(language, "invite-scope-project")}</label>
        <select class="filter-select" id="project" name="project" form="users-search">
            <option value="">{t!(language, "people-all-projects")}</option>
            {options}
        </select>
    }
    .into_any()
}

/// The order as a choice: the only way to it where rows are cards, and what keeps it when another filter is chosen.
fn order(language: Language, columns: &[ColumnHead], kept: String) -> AnyView {
    let sortable: Vec<&ColumnHead> = columns.iter().filter(|head| head.href.is_some()).collect();
    if sortable.is_empty() {
        return view! {
            <input type="hidden" name="sort" value=kept form="users-search"/>
            <span class="filter-note">{t!(language, "people-best-match")}</span>
        }
        .into_any();
    }
    let options = sortable
        .into_iter()
        .flat_map(|head| {
            let (key, column) = (head.column.key(), head.column.order_title(language));
            let up = t!(language, "people-sort-up", column = column.clone());
            let down = t!(language, "people-sort-down", column = column);
            [(key.to_owned(), up, Some(false)), (format!("-{key}"), down, Some(true))]
                .map(|(value, label, here)| (value, label, here == head.descending))
        })
        .map(|(value, label, here)| view! { <option value=value selected=here>{label}</option> })
        .collect_view();
    view! {
        <label class="visually-hidden" for="sort">{t!(language, "people-sort")}</label>
        <select class="filter-select filter-order" id="sort" name="sort" form="users-search">{options}</select>
    }
    .into_any()
}

/// What is chosen, and how many match. Where nobody does, the way out stands below instead of here.
#[component]
pub fn Chips(language: Language, filters: Filters, matching: Option<i64>, nothing: bool) -> impl IntoView {
    if filters.chips.is_empty() {
        return ().into_any();
    }
    let matching = matching.map(|count| {
        let number = format::number(language, count);
        let words = t!(language, "people-matching", count = count, number = number);
        view! { <p class="chips-count">{words}</p> }
    });
    let chips = filters
        .chips
        .into_iter()
        .enumerate()
        .map(|(place, chip)| {
            let name = t!(language, "people-remove-filter", filter = chip.label.as_str());
            view! {
                <li>
                    <a class="chip" id=format!("chip-{place}") href=chip.href data-action="page" aria-label=name>
                        {chip.label}
                        <Icon picture=Picture::Close/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let clear = (!nothing).then(|| {
        view! {
            <a class="chips-clear" id="chips-clear" href=filters.cleared data-action="page">
                {t!(language, "people-clear-filters")}
            </a>
        }
    });
    view! {
        <div class="chips">
            {matching}
            <ul>{chips}</ul>
            {clear}
        </div>
    }
    .into_any()
}
