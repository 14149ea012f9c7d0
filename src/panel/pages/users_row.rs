//! One row of the Users table: one person's whole life in the account.

use super::{
    users_menu::{RowActions, menu},
    users_status::{StatusCell, progress_word},
};
use crate::{
    domain::{
        language::Language,
        mail::Progress,
        member::{Standing, Status},
        role::AccountRole,
        time::Timestamp,
    },
    i18n::format,
    panel::components::Moment,
    t,
};
use leptos::prelude::*;

/// What a row shows.
#[derive(Debug, Clone)]
pub struct UserRow {
    /// The number of the membership, which the actions name.
    pub id: i64,
    /// The number of the person.
    pub person_id: i64,
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
    /// Whether it is the one who looks.
    pub is_you: bool,
    /// The account role.
    pub role: AccountRole,
    /// Where the membership applies.
    pub access: Access,
    /// The person's language.
    pub language: Language,
    /// How far the membership has come.
    pub status: Status,
    /// How far an open invitation has come, beyond its status.
    pub progress: Option<Progress>,
    /// The second factor.
    pub two_factor: TwoFactor,
    /// When the person was last here.
    pub last_seen: Option<Timestamp>,
    /// What can be done.
    pub actions: RowActions,
}

impl UserRow {
    /// The name, or the address of somebody without one.
    pub(super) fn name_or_email(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }

    /// Whether something is about to change by itself.
    pub const fn is_moving(&self) -> bool {
        matches!(self.status, Status::Queued | Status::Held { .. } | Status::Retrying { .. })
    }
}

/// Where a membership applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// In every project, as their administrator.
    AllProjects,
    /// In so many projects.
    Projects(u32),
    /// Nowhere beyond the account role.
    AccountOnly,
}

/// The second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoFactor {
    /// The person has not come yet.
    NotYet,
    /// None.
    Off,
    /// None, and the account requires one.
    Due {
        /// From when on.
        from: Timestamp,
        /// Whether that moment has come: the person is locked out.
        is_over: bool,
    },
    /// There is one.
    On {
        /// An app.
        app: bool,
        /// A passkey.
        passkey: bool,
    },
}

impl TwoFactor {
    /// Of somebody who has accepted, in an account that may require one: of which kinds it is, an app and a passkey.
    pub fn of(kinds: Option<(bool, bool)>, required_from: Option<Timestamp>, now: Timestamp) -> Self {
        match (kinds, required_from) {
            (Some((app, passkey)), _) => Self::On { app, passkey },
            (None, Some(from)) => Self::Due { from, is_over: from <= now },
            (None, None) => Self::Off,
        }
    }

    /// What it is, in words.
    pub(super) fn in_words(self, language: Language) -> String {
        match self {
            Self::NotYet => t!(language, "two-factor-not-yet"),
            Self::Off => t!(language, "two-factor-off"),
            Self::Due { from, is_over: false } => {
                t!(language, "two-factor-due", day = format::date(language, from))
            }
            Self::Due { from, is_over: true } => {
                t!(language, "two-factor-locked-out", day = format::date(language, from))
            }
            Self::On { app: true, passkey: false } => t!(language, "two-factor-on-app"),
            Self::On { app: false, passkey: true } => t!(language, "two-factor-on-passkey"),
            Self::On { app: true, passkey: true } => t!(language, "two-factor-on-both"),
            Self::On { app: false, passkey: false } => t!(language, "people-two-factor-on"),
        }
    }
}

/// The row.
#[component]
pub fn Row(language: Language, row: UserRow, now: Timestamp, sees_mail: bool) -> impl IntoView {
    let access = match row.access {
        Access::AllProjects => t!(language, "access-all"),
        Access::Projects(count) => t!(language, "access-count", count = count),
        Access::AccountOnly => t!(language, "access-account-only"),
    };
    let two_factor = match row.two_factor {
        TwoFactor::NotYet => view! {
            <span aria-hidden="true">"–"</span>
            <span class="visually-hidden">{row.two_factor.in_words(language)}</span>
        }
        .into_any(),
        known => known.in_words(language).into_any(),
    };
    let seen = match row.last_seen {
        Some(at) => {
            let text = format::relative(language, at, now);
            view! { <Moment language at text/> }.into_any()
        }
        None => view! { <span class="muted">{t!(language, "last-seen-never")}</span> }.into_any(),
    };
    let you = row.is_you.then(|| view! { " " <span class="badge">{t!(language, "users-you")}</span> });
    let address = (!row.name.is_empty()).then(|| view! { <span class="address">{row.email.clone()}</span> });
    let moving = row.is_moving().then_some("true");
    let menu = menu(language, &row);
    // What cannot be mailed can be handed over, with one press.
    let refused = matches!(row.status, Status::NotDelivered { .. }) && row.actions.copy_link.is_none();
    let by_hand = refused.then(|| {
        view! {
            <form method="post" action=format!("/users/{}/copy-link", row.id) data-action="copy-link" data-id=row.id.to_string()>
                <button class="button button-small">{t!(language, "invite-copy-instead")}</button>
            </form>
        }
    });
    // Somebody waits for one word.
    let waits = row.status.standing() == Standing::Waiting && row.actions.approve.is_none();
    let approve = waits.then(|| {
        view! {
            <form method="post" action=format!("/users/{}/approve", row.id) data-action="approve" data-id=row.id.to_string()>
                <button class="button button-small">{t!(language, "row-approve")}</button>
            </form>
        }
    });
    let (page, pick) = (format!("/users/{}", row.id), format!("select-{}", row.id));
    let select = t!(language, "people-select", name = row.name_or_email());
    let projects = match row.access {
        Access::Projects(_) => {
            let name =
                t!(language, "people-see-access", name = row.name_or_email(), access = access.as_str());
            view! { <a class="detail" href=format!("{page}#access") aria-label=name>{access}</a> }.into_any()
        }
        _ => view! { <span class="detail">{access}</span> }.into_any(),
    };
    view! {
        <tr role="row" data-moving=moving>
            <td role="cell" class="pick">
                <label for=pick>
                    <input type="checkbox" id=pick.clone() name="ids[]" value=row.id.to_string() form="bulk" autocomplete="off"/>
                    <span class="visually-hidden">{select}</span>
                </label>
            </td>
            <th scope="row" role="rowheader">
                <span class="who"><a href=page>{row.name_or_email().to_owned()}</a>{you}</span>
                {address}
            </th>
            <td role="cell" data-label=t!(language, "users-column-access")>
                <span>{row.role.name()}</span>
                {projects}
            </td>
            <td role="cell" data-label=t!(language, "users-column-language")>
                <abbr title=row.language.own_name()>{row.language.code()}</abbr>
            </td>
            <td role="cell" data-label=t!(language, "users-column-status")>
                <StatusCell language status=row.status.clone() now sees_mail/>
                {row.progress.map(|progress| progress_word(language, progress))}
                {by_hand}
                {approve}
            </td>
            <td role="cell" data-label=t!(language, "users-column-two-factor")>{two_factor}</td>
            <td role="cell" data-label=t!(language, "users-column-last-seen")>{seen}</td>
            <td role="cell" class="actions">{menu}</td>
        </tr>
    }
}
