//! What an invitation would come to, before it is sent.

use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    t,
};
use leptos::prelude::*;

/// What the form, as it is filled in, would come to.
#[derive(Debug, Clone)]
pub struct InvitePreview {
    /// Whose the address is; `None` while there is no whole address.
    pub address: Option<AddressLine>,
    /// The account role, in words.
    pub role: String,
    /// What they could do in every project.
    pub everywhere: Option<String>,
    /// What they could do in projects beyond that.
    pub projects: Vec<ProjectAccess>,
}

/// What is known of an address.
#[derive(Debug, Clone)]
pub enum AddressLine {
    /// Nothing.
    New,
    /// Somebody who has a password here already, through another account.
    HasAccount,
    /// Somebody in this very account.
    Here {
        /// The number of the membership.
        id: i64,
    },
    /// Somebody invited and not here yet.
    Invited {
        /// The number of the membership.
        id: i64,
        /// Who invited.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// Somebody who was removed.
    WasHere {
        /// The number of the membership.
        id: i64,
    },
    /// Somebody who cannot be invited.
    CannotBeAdded,
    /// Somebody who declined: nothing is mailed to them any more.
    Declined,
}

/// Access to one project.
#[derive(Debug, Clone)]
pub struct ProjectAccess {
    /// The name of the project.
    pub project: String,
    /// The role that counts, in words; `None` for no access.
    pub role: Option<String>,
    /// Why it is so, in words.
    pub reasons: Vec<String>,
}

/// The inner HTML of `#invite-preview`.
#[component]
pub fn InvitePreviewView(language: Language, preview: InvitePreview) -> impl IntoView {
    let address = preview.address.map(|line| address_line(language, line));
    let everywhere = preview.everywhere.map(|words| view! { <li>{words}</li> });
    let projects = preview
        .projects
        .into_iter()
        .map(|access| {
            let role = access.role.unwrap_or_else(|| t!(language, "people-preview-nothing"));
            let reasons = access
                .reasons
                .into_iter()
                .map(|reason| view! { <span class="hint">{reason}</span> })
                .collect_view();
            view! { <li><strong>{access.project}</strong> ": " {role} {reasons}</li> }
        })
        .collect_view();
    view! {
        {address}
        <h2>{t!(language, "people-preview-heading")}</h2>
        <ul><li>{preview.role}</li> {everywhere} {projects}</ul>
    }
}

/// Somebody there is a page of.
fn known(language: Language, id: i64, words: String) -> AnyView {
    view! {
        <p class="preview-stop">
            {words} " " <a href=format!("/users/{id}")>{t!(language, "people-address-open")}</a>
        </p>
    }
    .into_any()
}

fn address_line(language: Language, line: AddressLine) -> AnyView {
    match line {
        AddressLine::New => view! { <p>{t!(language, "people-address-new")}</p> }.into_any(),
        AddressLine::HasAccount => view! { <p>{t!(language, "people-address-has-account")}</p> }.into_any(),
        AddressLine::Here { id } => known(language, id, t!(language, "people-address-here")),
        AddressLine::Invited { id, by, at } => {
            let date = format::date(language, at);
            known(language, id, t!(language, "people-address-invited", name = by, date = date))
        }
        AddressLine::WasHere { id } => view! {
            <p>
                {t!(language, "people-address-was-here")} " "
                <a href=format!("/users/invite?again={id}")>{t!(language, "people-address-see")}</a>
            </p>
        }
        .into_any(),
        AddressLine::Declined => {
            view! { <p class="preview-stop">{t!(language, "fault-declined")}</p> }.into_any()
        }
        AddressLine::CannotBeAdded => {
            view! { <p class="preview-stop">{t!(language, "fault-cannot-be-added")}</p> }.into_any()
        }
    }
}
