//! Who did what: every change writes one entry in its own transaction (`docs/security.md`, Server).

use super::ids::{AccountId, UserId};

/// What was done. The names are kept for ever: never rename one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The first administrator was made.
    InstallationSetUp,
    /// A person signed in.
    SignedIn,
    /// A person signed out.
    SignedOut,
    /// A link to reset a password was asked for.
    PasswordResetAsked,
    /// A password was set by such a link.
    PasswordReset,
    /// A person chose a language.
    LanguageChosen,
    /// An invitation was made.
    InvitationCreated,
    /// An invitation got a new link.
    InvitationReissued,
    /// An invitation was accepted.
    InvitationAccepted,
    /// An invitation was taken back.
    InvitationRevoked,
    /// An open invitation was turned to another address.
    InvitationReaddressed,
    /// How an account knows a person was changed.
    MemberEdited,
    /// A person got another role or scope.
    MemberAccessChanged,
    /// A person was shut out of an account.
    MemberSuspended,
    /// A person was let in again.
    MemberRestored,
    /// A person's sessions in an account were ended.
    MemberSignedOut,
    /// A person was taken out of an account.
    MemberRemoved,
    /// A project was made.
    ProjectCreated,
    /// A project got another name.
    ProjectRenamed,
    /// A project was put away.
    ProjectArchived,
    /// A project was brought back.
    ProjectRestored,
    /// An account was made.
    AccountCreated,
    /// A session went on in another account.
    SessionSwitched,
    /// The list of people was taken away as a file.
    MembersExported,
    /// A token was made.
    TokenCreated,
    /// A token was deleted.
    TokenDeleted,
}

impl Action {
    /// As kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InstallationSetUp => "installation.set_up",
            Self::SignedIn => "session.created",
            Self::SignedOut => "session.ended",
            Self::PasswordResetAsked => "password.reset_asked",
            Self::PasswordReset => "password.reset",
            Self::LanguageChosen => "user.language_chosen",
            Self::InvitationCreated => "invitation.created",
            Self::InvitationReissued => "invitation.reissued",
            Self::InvitationAccepted => "invitation.accepted",
            Self::InvitationRevoked => "invitation.revoked",
            Self::InvitationReaddressed => "invitation.readdressed",
            Self::MemberEdited => "member.edited",
            Self::MemberAccessChanged => "member.access_changed",
            Self::MemberSuspended => "member.suspended",
            Self::MemberRestored => "member.restored",
            Self::MemberSignedOut => "member.signed_out",
            Self::MemberRemoved => "member.removed",
            Self::ProjectCreated => "project.created",
            Self::ProjectRenamed => "project.renamed",
            Self::ProjectArchived => "project.archived",
            Self::ProjectRestored => "project.restored",
            Self::AccountCreated => "account.created",
            Self::SessionSwitched => "session.switched",
            Self::MembersExported => "members.exported",
            Self::TokenCreated => "token.created",
            Self::TokenDeleted => "token.deleted",
        }
    }
}

/// One entry of the audit log.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The account it belongs to; none for the installation.
    pub account_id: Option<AccountId>,
    /// Who did it; none for the system or somebody not signed in.
    pub actor_id: Option<UserId>,
    /// What was done.
    pub action: Action,
    /// On whom or what, for example `membership:12`.
    pub subject: String,
    /// What else is worth knowing; never a secret.
    pub detail: serde_json::Value,
}
