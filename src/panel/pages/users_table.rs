//! The table of the Users page: its columns, which are links to another order, its rows, and what can be done with
//! several at once.

use super::{users::UsersList, users_row::Row};
use crate::{
    domain::language::Language,
    panel::components::{Icon, Picture},
    t,
};
use leptos::prelude::*;

/// A column with content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Name over address.
    Name,
    /// Account role and projects; ordered by role.
    Access,
    /// The language.
    Language,
    /// How far the membership has come.
    Status,
    /// The second factor.
    TwoFactor,
    /// When the person was last here.
    LastSeen,
}

impl Column {
    /// All of them, in the order they stand.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Access, Self::Language, Self::Status, Self::TwoFactor, Self::LastSeen];

    /// What stands in addresses for the order by this column.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Access => "role",
            Self::Language => "language",
            Self::Status => "status",
            Self::TwoFactor => "two_factor",
            Self::LastSeen => "last_seen",
        }
    }

    /// The head of the column.
    fn title(self, language: Language) -> String {
        match self {
            Self::Name => t!(language, "users-column-name"),
            Self::Access => t!(language, "users-column-access"),
            Self::Language => t!(language, "users-column-language"),
            Self::Status => t!(language, "users-column-status"),
            Self::TwoFactor => t!(language, "users-column-two-factor"),
            Self::LastSeen => t!(language, "users-column-last-seen"),
        }
    }

    /// What the order by this column is called where the column does not stand beside it.
    pub(super) fn order_title(self, language: Language) -> String {
        match self {
            Self::Access => t!(language, "invite-role"),
            Self::TwoFactor => t!(language, "people-two-factor"),
            other => other.title(language),
        }
    }
}

/// The head of a column.
#[derive(Debug, Clone)]
pub struct ColumnHead {
    /// Which.
    pub column: Column,
    /// Whether the rows are in its order, and if so whether downwards.
    pub descending: Option<bool>,
    /// The local address of the list in its order, or in the opposite one; `None` while the order is given.
    pub href: Option<String>,
}

impl ColumnHead {
    /// Columns in an order that cannot be changed.
    pub fn fixed() -> Vec<Self> {
        Column::ALL.map(|column| Self { column, descending: None, href: None }).to_vec()
    }
}

/// The table and the form for several rows at once.
pub(super) fn table(language: Language, list: UsersList, alone: bool) -> AnyView {
    let (now, sees_mail) = (list.now, list.sees_mail);
    let heads = list.columns.into_iter().map(|column| head(language, column)).collect_view();
    let rows = list
        .rows
        .into_iter()
        .map(|row| view! { <Row language row now sees_mail/> }.into_any())
        .collect_view();
    view! {
        <table class="users" role="table" aria-labelledby="users-caption">
            <caption class="visually-hidden" id="users-caption">{t!(language, "users-table")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader" class="pick">
                        <span class="visually-hidden plain-only">{t!(language, "people-selection")}</span>
                        <label for="select-all" hidden>
                            <input type="checkbox" id="select-all" autocomplete="off"/>
                            <span>{t!(language, "people-select-all")}</span>
                        </label>
                    </th>
                    {heads}
                    <th scope="col" role="columnheader"><span class="visually-hidden">{t!(language, "users-column-actions")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {bulk(language, alone)}
    }
    .into_any()
}

/// Where rows are cards, the heads are there for screen readers alone, and a link nobody sees must not take the focus:
/// then a plain text stands for it.
fn head(language: Language, head: ColumnHead) -> AnyView {
    let title = head.column.title(language);
    let Some(href) = head.href else {
        return view! { <th scope="col" role="columnheader">{title}</th> }.into_any();
    };
    let (sorted, picture) = match head.descending {
        None => ("none", Picture::UpDown),
        Some(false) => ("ascending", Picture::Up),
        Some(true) => ("descending", Picture::Down),
    };
    let id = format!("sort-{}", head.column.key());
    view! {
        <th scope="col" role="columnheader" aria-sort=sorted>
            <a class="sort" id=id href=href data-action="page">{title.clone()} <Icon picture/></a>
            <span class="sort-text">{title}</span>
        </th>
    }
    .into_any()
}

/// With scripts it shows while something is selected; without, always, unless there is nobody but oneself.
fn bulk(language: Language, alone: bool) -> AnyView {
    let buttons = [
        ("resend", t!(language, "users-resend")),
        ("role", t!(language, "people-bulk-role")),
        ("delete", t!(language, "people-delete")),
        ("export", t!(language, "people-export")),
    ];
    let buttons = buttons
        .map(|(action, label)| {
            let class = if action == "delete" { "button button-small button-danger" } else { "button button-small" };
            view! { <button class=class id=format!("bulk-{action}") name="action" value=action>{label}</button> }
        })
        .collect_view();
    view! {
        <form class="bulk" id="bulk" method="post" action="/users/bulk" hidden=alone>
            <p id="bulk-count">{t!(language, "people-bulk")}</p>
            <button type="button" class="button button-small button-quiet" data-action="unselect" hidden>
                {t!(language, "people-unselect")}
            </button>
            <div class="bulk-actions">{buttons}</div>
        </form>
    }
    .into_any()
}
