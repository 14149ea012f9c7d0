//! What the Users page can be narrowed down and put in order by, with the addresses of every choice, and what can be done
//! with each of its rows.

use crate::{
    domain::{factor::FactorState, language::Language, member::Standing},
    i18n::format,
    panel::{
        call::Call,
        pages::{Chip, Column, ColumnHead, FilterChoice, FilterGroup, Filters, RowActions},
    },
    service::{
        member_actions::{self, Impossible},
        members::{ListMembers, Member, MemberList, Sort, SortBy},
    },
    t,
};

/// The local address of a page of the list.
pub fn address(wanted: &ListMembers) -> String {
    with_query("/users", wanted)
}

fn with_query(path: &str, wanted: &ListMembers) -> String {
    let query = wanted.to_query();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The filters as they are set. The counts know nothing of a search, so there are none beside one.
pub fn filters(language: Language, list: &MemberList) -> Filters {
    let start = list.wanted.from_start();
    let counts = &list.counts;
    let counted = start.search.is_empty();
    let count = |count: i64| counted.then_some(count);
    let choice = |value: &str, label: String, number: i64, chosen: bool| FilterChoice {
        value: value.to_owned(),
        label,
        count: count(number),
        chosen,
    };
    let statuses = counts.standings.iter().map(|(standing, number)| {
        let label = standing_in_words(language, *standing);
        choice(standing.name(), label, *number, start.statuses.contains(standing))
    });
    let roles = counts.roles.iter().map(|(role, number)| {
        choice(&role.id().to_string(), role.name().to_owned(), *number, start.roles.contains(role))
    });
    // Where it is required, whoever has none is due, and nobody otherwise: what finds nobody is not offered, though taken.
    let nobody = if list.two_factor_from.is_some() { FactorState::Off } else { FactorState::Due };
    let offered = |state: &FactorState| *state != nobody || start.two_factor.contains(state);
    let factors = counts.two_factor.iter().filter(|(state, _)| offered(state)).map(|(state, number)| {
        let label = match state {
            FactorState::On => t!(language, "people-two-factor-on"),
            FactorState::Due => t!(language, "people-two-factor-due"),
            FactorState::Off => t!(language, "two-factor-off"),
        };
        choice(state.name(), label, *number, start.two_factor.contains(state))
    });
    let languages = counts.languages.iter().map(|(each, number)| {
        choice(each.code(), each.own_name().to_owned(), *number, start.languages.contains(each))
    });
    let projects = list.projects.iter().map(|project| {
        let chosen = start.project == Some(project.id);
        choice(&project.id.to_string(), project.name.clone(), project.members_total, chosen)
    });
    let group = |name, label, choices| FilterGroup { name, label, choices };
    let groups = vec![
        group("status", t!(language, "users-column-status"), statuses.collect()),
        group("role", t!(language, "invite-role"), roles.collect()),
        group("two_factor", t!(language, "people-two-factor"), factors.collect()),
        group("language", t!(language, "users-column-language"), languages.collect()),
    ];
    let projects: Vec<FilterChoice> = projects.collect();
    let chips = chips(language, &start, &groups, &projects);
    let ListMembers { search, sort, size, .. } = start.clone();
    Filters {
        groups,
        projects,
        chips,
        order: start.sort.to_text(),
        cleared: address(&ListMembers { search, sort, size, ..ListMembers::default() }),
        unsearched: address(&ListMembers { search: String::new(), ..start.clone() }),
        export: with_query("/users/export.csv", &start),
    }
}

/// Every choice that is made, with the address of the list without it.
fn chips(
    language: Language,
    start: &ListMembers,
    groups: &[FilterGroup],
    projects: &[FilterChoice],
) -> Vec<Chip> {
    let without = |name: &str, value: &str| {
        let query = start.to_query();
        let mut rest = form_urlencoded::Serializer::new(String::new());
        rest.extend_pairs(
            form_urlencoded::parse(query.as_bytes()).filter(|pair| *pair != (name.into(), value.into())),
        );
        address(&ListMembers::from_query(&rest.finish()))
    };
    let chip = |name: &str, group: &str, choice: &FilterChoice| Chip {
        label: t!(language, "people-filter-chip", group = group, choice = choice.label.as_str()),
        href: without(name, &choice.value),
    };
    let project = t!(language, "invite-scope-project");
    let of_groups = groups.iter().flat_map(|group| {
        let chosen = group.choices.iter().filter(|choice| choice.chosen);
        chosen.map(|choice| chip(group.name, &group.label, choice))
    });
    let of_projects =
        projects.iter().filter(|choice| choice.chosen).map(|choice| chip("project", &project, choice));
    of_groups.chain(of_projects).collect()
}

fn standing_in_words(language: Language, standing: Standing) -> String {
    match standing {
        Standing::Active => t!(language, "status-active"),
        Standing::Invited => t!(language, "status-invited"),
        Standing::Waiting => t!(language, "standing-waiting"),
        Standing::NotDelivered => t!(language, "status-not-delivered"),
        Standing::Expired => t!(language, "status-expired"),
        Standing::Suspended => t!(language, "status-suspended"),
        Standing::Removed => t!(language, "status-removed"),
    }
}

/// The heads of the columns. A search has an order of its own.
pub fn columns(wanted: &ListMembers) -> Vec<ColumnHead> {
    if !wanted.search.is_empty() {
        return ColumnHead::fixed();
    }
    let head = |column: Column| {
        let by = match column {
            Column::Name => SortBy::Name,
            Column::Access => SortBy::Role,
            Column::Language => SortBy::Language,
            Column::Status => SortBy::Status,
            Column::TwoFactor => SortBy::TwoFactor,
            Column::LastSeen => SortBy::LastSeen,
        };
        let here = (wanted.sort.by == by).then_some(wanted.sort.descending);
        // Whoever looks for the last seen means the newest; everything else begins at its beginning.
        let descending = here.map_or(by == SortBy::LastSeen, |descending| !descending);
        let sort = Sort { by, descending };
        ColumnHead {
            column,
            descending: here,
            href: Some(address(&ListMembers { sort, ..wanted.from_start() })),
        }
    };
    Column::ALL.map(head).to_vec()
}

/// For each action on a person why it is impossible, in words.
pub fn actions(call: &Call, member: &Member) -> RowActions {
    let Some(principal) = call.ctx.principal.as_ref() else { return RowActions::default() };
    let possible = member_actions::possible(principal, member, call.app.sends_mail());
    let words = |why: Option<Impossible>| why.map(|why| in_words(call.ctx.language, why));
    RowActions {
        approve: words(possible.approve),
        resend: words(possible.resend),
        copy_link: words(possible.copy_link),
        edit: words(possible.edit),
        reset_two_factor: words(possible.reset_two_factor),
        sign_out: words(possible.sign_out),
        suspend: words(possible.suspend),
        restore: words(possible.restore),
        revoke: words(possible.revoke),
        delete: words(possible.remove),
    }
}

/// Why something cannot be done, in words.
pub fn in_words(language: Language, why: Impossible) -> String {
    match why {
        Impossible::Accepted => t!(language, "users-action-accepted"),
        Impossible::NotAccepted => t!(language, "impossible-not-accepted"),
        Impossible::Removed => t!(language, "users-action-removed"),
        Impossible::Suspended => t!(language, "impossible-suspended"),
        Impossible::NotSuspended => t!(language, "impossible-not-suspended"),
        Impossible::Oneself => t!(language, "impossible-oneself"),
        Impossible::NotThisRole => t!(language, "impossible-role"),
        Impossible::NotWaiting => t!(language, "impossible-not-waiting"),
        Impossible::NoTwoFactor => t!(language, "impossible-no-two-factor"),
        Impossible::GuardsMore => t!(language, "impossible-guards-more"),
        Impossible::NoMail => t!(language, "users-action-no-mail"),
        Impossible::Cooling(wait) => {
            let seconds = format::number(language, wait.as_seconds_up());
            t!(language, "users-action-cooling", seconds = seconds)
        }
    }
}
