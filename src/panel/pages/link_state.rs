//! Links from mails that open nothing, each with its own words.

use crate::{domain::language::Language, panel::shell::PersonData, t};
use leptos::prelude::*;

/// Why a link opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkStatePage {
    /// Its time is over.
    Expired {
        /// Whom to ask for a new one.
        inviter: Option<PersonData>,
    },
    /// The invitation was accepted.
    Used,
    /// A newer link took its place.
    Replaced,
    /// The invitation was taken back.
    Revoked {
        /// Whom to ask why.
        inviter: Option<PersonData>,
    },
    /// Nobody knows it.
    Unknown,
    /// A link for choosing a new password that is over, used or unknown.
    ResetOver,
    /// A link to a new address that is over, used, cancelled or unknown.
    AddressOver,
    /// Somebody else has got the new address meanwhile.
    AddressTaken,
    /// The link of a test mail that is over, used, replaced or unknown.
    TestOver,
    /// The link of a test mail that was sent with other settings.
    TestOutdated,
    /// It was pressed just now.
    TestArrived,
}

impl LinkStatePage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        match self {
            Self::Expired { .. } => t!(language, "link-expired-heading"),
            Self::Used => t!(language, "link-used-heading"),
            Self::Replaced => t!(language, "link-replaced-heading"),
            Self::Revoked { .. } => t!(language, "link-revoked-heading"),
            Self::Unknown => t!(language, "link-unknown-heading"),
            Self::ResetOver => t!(language, "link-reset-over-heading"),
            Self::AddressOver => t!(language, "link-address-over-heading"),
            Self::AddressTaken => t!(language, "link-address-taken-heading"),
            Self::TestOver => t!(language, "mail-check-over-heading"),
            Self::TestOutdated => t!(language, "mail-check-changed-heading"),
            Self::TestArrived => t!(language, "mail-check-heading"),
        }
    }

    fn text(&self, language: Language) -> String {
        match self {
            Self::Expired { inviter: Some(person) } => {
                let (name, email) = (person.name_or_email(), person.email.as_str());
                t!(language, "link-expired-ask", name = name, email = email)
            }
            Self::Expired { inviter: None } => t!(language, "link-expired-text"),
            Self::Used => t!(language, "link-used-text"),
            Self::Replaced => t!(language, "link-replaced-text"),
            Self::Revoked { inviter: Some(person) } => {
                let (name, email) = (person.name_or_email(), person.email.as_str());
                t!(language, "link-revoked-ask", name = name, email = email)
            }
            Self::Revoked { inviter: None } => t!(language, "link-revoked-text"),
            Self::Unknown => t!(language, "link-unknown-text"),
            Self::ResetOver => t!(language, "link-reset-over-text"),
            Self::AddressOver => t!(language, "link-address-over-text"),
            Self::AddressTaken => t!(language, "link-address-taken-text"),
            Self::TestOver => t!(language, "mail-check-over-text"),
            Self::TestOutdated => t!(language, "mail-check-changed-text"),
            Self::TestArrived => t!(language, "notice-test-arrived"),
        }
    }
}

/// The page.
#[component]
pub fn LinkStateView(language: Language, page: LinkStatePage) -> impl IntoView {
    let heading = page.title(language);
    let text = page.text(language);
    let on = match page {
        LinkStatePage::Used => Some(("/sign-in", t!(language, "sign-in-submit"))),
        LinkStatePage::ResetOver => Some(("/forgot-password", t!(language, "sign-in-forgot"))),
        LinkStatePage::AddressOver | LinkStatePage::AddressTaken => {
            Some(("/account", t!(language, "link-address-account")))
        }
        LinkStatePage::TestOver | LinkStatePage::TestOutdated | LinkStatePage::TestArrived => {
            Some(("/settings/installation", t!(language, "mail-check-to-settings")))
        }
        _ => None,
    };
    view! {
        <div class="card">
            <h1>{heading}</h1>
            <p>{text}</p>
            {on.map(|(href, label)| view! { <p><a class="button button-primary" href=href>{label}</a></p> })}
        </div>
    }
}
