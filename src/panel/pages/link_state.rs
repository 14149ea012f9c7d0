//! Links from mails that open nothing, each with its own words.

use crate::{
    domain::{invitation::Renewal, language::Language, time::Span},
    i18n::format,
    panel::shell::PersonData,
    t,
};
use leptos::prelude::*;

/// Why a link opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkStatePage {
    /// Its time is over. Posts to `/invitations/{handle}/ask`.
    Expired {
        /// The account's name.
        account: String,
        /// Whom else to ask for a new one.
        inviter: PersonData,
        /// What the cookie of the link is found by; no secret.
        handle: String,
        /// What becomes of asking.
        renewal: Renewal,
    },
    /// Its time is over, and a new one was asked for.
    Asked {
        /// The account's name.
        account: String,
        /// What becomes of that.
        renewal: Renewal,
    },
    /// An administrator has to confirm first.
    NeedsApproval {
        /// The account's name.
        account: String,
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
    /// The person said no.
    Declined {
        /// The account's name.
        account: String,
        /// Who was told.
        inviter: PersonData,
    },
    /// Nobody knows it.
    Unknown,
    /// Too many that nobody knows were tried from here.
    TooManyTries {
        /// How long to wait.
        wait: Span,
    },
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
            Self::Asked { .. } => t!(language, "link-asked-heading"),
            Self::NeedsApproval { .. } => t!(language, "link-needs-approval-heading"),
            Self::Used => t!(language, "link-used-heading"),
            Self::Replaced => t!(language, "link-replaced-heading"),
            Self::Revoked { .. } => t!(language, "link-revoked-heading"),
            Self::Declined { .. } => t!(language, "link-declined-heading"),
            Self::Unknown => t!(language, "link-unknown-heading"),
            Self::TooManyTries { .. } => t!(language, "link-tries-heading"),
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
            Self::Expired { account, renewal: Renewal::Mail, .. } => {
                t!(language, "link-expired-mail", account = account.as_str())
            }
            Self::Expired { account, renewal: Renewal::Ask, .. } => {
                t!(language, "link-expired-administrator", account = account.as_str())
            }
            Self::Asked { account, renewal: Renewal::Mail } => {
                t!(language, "link-asked-mail", account = account.as_str())
            }
            Self::Asked { account, renewal: Renewal::Ask } => {
                t!(language, "link-asked-administrator", account = account.as_str())
            }
            Self::NeedsApproval { account } => {
                t!(language, "link-needs-approval-text", account = account.as_str())
            }
            Self::Used => t!(language, "link-used-text"),
            Self::Replaced => t!(language, "link-replaced-text"),
            Self::Revoked { inviter: Some(person) } => {
                let (name, email) = (person.name_or_email(), person.email.as_str());
                t!(language, "link-revoked-ask", name = name, email = email)
            }
            Self::Revoked { inviter: None } => t!(language, "link-revoked-text"),
            Self::Declined { account, inviter } => {
                let (name, email) = (inviter.name_or_email(), inviter.email.as_str());
                t!(language, "link-declined-text", account = account.as_str(), name = name, email = email)
            }
            Self::Unknown => t!(language, "link-unknown-text"),
            Self::TooManyTries { wait } => {
                t!(language, "link-tries-text", seconds = format::number(language, wait.as_seconds_up()))
            }
            Self::ResetOver => t!(language, "link-reset-over-text"),
            Self::AddressOver => t!(language, "link-address-over-text"),
            Self::AddressTaken => t!(language, "link-address-taken-text"),
            Self::TestOver => t!(language, "mail-check-over-text"),
            Self::TestOutdated => t!(language, "mail-check-changed-text"),
            Self::TestArrived => t!(language, "notice-test-arrived"),
        }
    }

    /// What can be done about it.
    fn way_on(self, language: Language) -> Option<AnyView> {
        let on = match self {
            Self::Expired { inviter, handle, .. } => {
                let (name, email) = (inviter.name_or_email(), inviter.email.as_str());
                let or_ask = t!(language, "link-expired-or-ask", name = name, email = email);
                let view = view! {
                    <form method="post" action=format!("/invitations/{handle}/ask")>
                        <button class="button button-primary button-wide">{t!(language, "link-expired-button")}</button>
                    </form>
                    <p class="muted">{or_ask}</p>
                };
                return Some(view.into_any());
            }
            Self::Used => ("/sign-in", t!(language, "sign-in-submit")),
            Self::ResetOver => ("/forgot-password", t!(language, "sign-in-forgot")),
            Self::AddressOver | Self::AddressTaken => ("/account", t!(language, "link-address-account")),
            Self::TestOver | Self::TestOutdated | Self::TestArrived => {
                ("/settings/installation", t!(language, "mail-check-to-settings"))
            }
            _ => return None,
        };
        let (href, label) = on;
        Some(view! { <p><a class="button button-primary" href=href>{label}</a></p> }.into_any())
    }
}

/// The page.
#[component]
pub fn LinkStateView(language: Language, page: LinkStatePage) -> impl IntoView {
    let heading = page.title(language);
    let text = page.text(language);
    view! {
        <div class="card">
            <h1>{heading}</h1>
            <p>{text}</p>
            {page.way_on(language)}
        </div>
    }
}
