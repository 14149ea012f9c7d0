//! What can be done with one person: the entries of the row menu, the buttons of the person's page, and the pages that ask
//! before it is done.

use crate::{domain::language::Language, t};

/// One thing that can be done with one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAction {
    /// Stand for an invitation that waits for it.
    Approve,
    /// Mail a new link.
    Resend,
    /// Make a new link to hand over.
    CopyLink,
    /// Change name, language, role and scope.
    Edit,
    /// Take the second factor away.
    ResetTwoFactor,
    /// End every session in the account.
    SignOut,
    /// Shut out of the account for the time being.
    Suspend,
    /// Let in again.
    Restore,
    /// Take the invitation back.
    Revoke,
    /// Take out of the account.
    Delete,
}

impl RowAction {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 10] = [
        Self::Approve,
        Self::Resend,
        Self::CopyLink,
        Self::Edit,
        Self::ResetTwoFactor,
        Self::SignOut,
        Self::Suspend,
        Self::Restore,
        Self::Revoke,
        Self::Delete,
    ];

    /// As it stands in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Resend => "resend",
            Self::CopyLink => "copy-link",
            Self::Edit => "edit",
            Self::ResetTwoFactor => "reset-two-factor",
            Self::SignOut => "sign-out",
            Self::Suspend => "suspend",
            Self::Restore => "restore",
            Self::Revoke => "revoke",
            Self::Delete => "delete",
        }
    }

    /// The action of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    /// The local address of the page that asks, and that the form posts to.
    pub fn address(self, id: i64) -> String {
        format!("/users/{id}/{}", self.name())
    }

    /// Whether something is taken away that does not come back by itself.
    pub const fn is_danger(self) -> bool {
        matches!(self, Self::Revoke | Self::Delete)
    }

    /// Its name in menus and on buttons.
    pub fn label(self, language: Language) -> String {
        match self {
            Self::Approve => t!(language, "row-approve"),
            Self::Resend => t!(language, "users-resend"),
            Self::CopyLink => t!(language, "users-copy-link"),
            Self::Edit => t!(language, "people-edit"),
            Self::ResetTwoFactor => t!(language, "row-reset-two-factor"),
            Self::SignOut => t!(language, "people-sign-out"),
            Self::Suspend => t!(language, "people-suspend"),
            Self::Restore => t!(language, "people-restore"),
            Self::Revoke => t!(language, "people-revoke"),
            Self::Delete => t!(language, "people-delete"),
        }
    }

    /// The heading of the page that asks.
    pub fn question(self, language: Language, name: &str) -> String {
        match self {
            Self::Approve => t!(language, "confirm-approve-heading", name = name),
            Self::Resend => t!(language, "confirm-resend-heading", name = name),
            Self::CopyLink => t!(language, "confirm-copy-link-heading", name = name),
            Self::Edit => t!(language, "edit-heading", name = name),
            Self::ResetTwoFactor => t!(language, "confirm-reset-two-factor-heading", name = name),
            Self::SignOut => t!(language, "confirm-sign-out-heading", name = name),
            Self::Suspend => t!(language, "confirm-suspend-heading", name = name),
            Self::Restore => t!(language, "confirm-restore-heading", name = name),
            Self::Revoke => t!(language, "confirm-revoke-heading", name = name),
            Self::Delete => t!(language, "confirm-delete-heading", name = name),
        }
    }

    /// What will come of it, and who hears of it where mail is set up; nothing for editing, which has a form of its own.
    pub fn consequence(self, language: Language, email: &str, mail_ready: bool) -> String {
        match self {
            Self::Approve => t!(language, "confirm-approve-text", email = email),
            Self::Resend => t!(language, "confirm-resend-text", email = email),
            Self::CopyLink => t!(language, "confirm-copy-link-text", email = email),
            Self::Edit => String::new(),
            Self::ResetTwoFactor if mail_ready => t!(language, "confirm-reset-two-factor-text"),
            Self::ResetTwoFactor => t!(language, "confirm-reset-two-factor-untold"),
            Self::SignOut => t!(language, "confirm-sign-out-text"),
            Self::Suspend => t!(language, "confirm-suspend-text"),
            Self::Restore => t!(language, "confirm-restore-text"),
            Self::Revoke => t!(language, "confirm-revoke-text", email = email),
            Self::Delete => t!(language, "confirm-delete-text"),
        }
    }

    /// The button that does it, which names the person where there is no way back.
    pub fn submit(self, language: Language, name: &str) -> String {
        match self {
            Self::Suspend => t!(language, "confirm-suspend-submit", name = name),
            Self::Restore => t!(language, "confirm-restore-submit", name = name),
            Self::Delete => t!(language, "confirm-delete-submit", name = name),
            Self::Edit => t!(language, "edit-submit"),
            Self::Approve
            | Self::Resend
            | Self::CopyLink
            | Self::ResetTwoFactor
            | Self::SignOut
            | Self::Revoke => self.label(language),
        }
    }
}
