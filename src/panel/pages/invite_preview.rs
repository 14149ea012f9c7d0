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
    /// What is known of the address, or of the first of several; empty while there is no whole address.
    pub addresses: Vec<AddressSeen>,
    /// How many addresses there are, when they are several.
    pub several: Option<usize>,
    /// The account role, in words.
    pub role: String,
    /// What they could do in every project.
    pub everywhere: Option<String>,
    /// What they could do in projects beyond that.
    pub projects: Vec<ProjectAccess>,
}

/// An address as given, and what is known of it.
#[derive(Debug, Clone)]
pub struct AddressSeen {
    /// As given.
    pub email: String,
    /// What is known; `None` for what is no address.
    pub line: Option<AddressLine>,
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
    // The label of the button that sends, for islands to take over.
    let send = send_label(language, preview.several);
    let address = match preview.several {
        Some(all) => addresses(language, preview.addresses, all),
        None => match preview.addresses.into_iter().find_map(|seen| seen.line) {
            Some(line) => address_line(language, line),
            None => ().into_any(),
        },
    };
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
        <h2 data-send=send>{t!(language, "people-preview-heading")}</h2>
        <ul><li>{preview.role}</li> {everywhere} {projects}</ul>
    }
}

/// What the button says that sends the form: several addresses are reviewed before anything goes out.
pub(super) fn send_label(language: Language, several: Option<usize>) -> String {
    match several {
        Some(count) => t!(language, "invite-review", count = count),
        None => t!(language, "invite-send"),
    }
}

/// A line for each of the first of several addresses.
fn addresses(language: Language, seen: Vec<AddressSeen>, all: usize) -> AnyView {
    let more = all.saturating_sub(seen.len());
    let more = (more > 0).then(|| view! { <li>{t!(language, "people-address-more", count = more)}</li> });
    let lines =
        seen.into_iter()
            .map(|AddressSeen { email, line }| {
                let line = match line {
                    Some(line) => address_line(language, line),
                    None => view! { <p class="preview-stop">{t!(language, "fault-not-an-address")}</p> }
                        .into_any(),
                };
                view! { <li><strong class="anywhere">{email}</strong> {line}</li> }
            })
            .collect_view();
    view! {
        <ul>{lines} {more}</ul>
        <p>{t!(language, "people-address-review")}</p>
    }
    .into_any()
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
