//! Who did what: every change writes one entry in its own transaction (`docs/security.md`, Audit log).

pub mod chain;
pub mod line;

use super::{
    ids::{AccountId, UserId},
    time::Timestamp,
};

/// The list of actions: `Variant = "name.as_kept"`, one line each under its documentation.
macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What was done. The names are kept for ever: never rename one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$doc])* $variant,)+
        }

        impl Action {
            /// All of them, in the order they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As kept in the database.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

actions! {
    /// The first administrator was made.
    InstallationSetUp = "installation.set_up",
    /// A person signed in.
    SignedIn = "session.created",
    /// A person proved a password and still owed the second factor.
    PasswordAccepted = "session.password_accepted",
    /// A person signed out.
    SignedOut = "session.ended",
    /// A link to reset a password was asked for.
    PasswordResetAsked = "password.reset_asked",
    /// A password was set by such a link.
    PasswordReset = "password.reset",
    /// A person chose a language.
    LanguageChosen = "user.language_chosen",
    /// A person changed their own name, phone or language.
    ProfileChanged = "user.profile_changed",
    /// A person changed their own password.
    PasswordChanged = "user.password_changed",
    /// A person turned the second factor on.
    TwoFactorOn = "user.two_factor_on",
    /// A person turned the second factor off.
    TwoFactorOff = "user.two_factor_off",
    /// A person made new recovery codes.
    RecoveryCodesMade = "user.recovery_codes_made",
    /// Whoever knows a person's password gave several wrong codes in a row.
    WrongCodes = "user.two_factor_refused",
    /// A person's second factor was taken away by somebody else.
    TwoFactorReset = "user.two_factor_reset",
    /// A person turned their app off, and kept their passkeys.
    AppRemoved = "user.app_removed",
    /// A person added a passkey.
    PasskeyAdded = "user.passkey_added",
    /// A person gave a passkey another name.
    PasskeyRenamed = "user.passkey_renamed",
    /// A person removed a passkey.
    PasskeyRemoved = "user.passkey_removed",
    /// The counter of a passkey went back: there may be a copy of it.
    PasskeyCopied = "user.passkey_copied",
    /// A person asked for another address of their own.
    AddressChangeAsked = "user.address_change_asked",
    /// A person took that back.
    AddressChangeCancelled = "user.address_change_cancelled",
    /// The new address was confirmed.
    AddressChanged = "user.address_changed",
    /// An invitation was made.
    InvitationCreated = "invitation.created",
    /// An invitation got a new link.
    InvitationReissued = "invitation.reissued",
    /// An invitation was accepted.
    InvitationAccepted = "invitation.accepted",
    /// An invitation was taken back.
    InvitationRevoked = "invitation.revoked",
    /// The person of an ended link asked for a new one.
    InvitationAsked = "invitation.asked",
    /// An administrator stood for an invitation that waited for it.
    InvitationApproved = "invitation.approved",
    /// The person said no.
    InvitationDeclined = "invitation.declined",
    /// An open invitation was turned to another address.
    InvitationReaddressed = "invitation.readdressed",
    /// How an account knows a person was changed.
    MemberEdited = "member.edited",
    /// A person got another role or scope.
    MemberAccessChanged = "member.access_changed",
    /// A person was shut out of an account.
    MemberSuspended = "member.suspended",
    /// A person was let in again.
    MemberRestored = "member.restored",
    /// A person's sessions in an account were ended.
    MemberSignedOut = "member.signed_out",
    /// A person was taken out of an account.
    MemberRemoved = "member.removed",
    /// An invitation was taken back before its mail went out.
    InvitationUndone = "invitation.undone",
    /// Many were looked at, to be invited.
    BatchPrepared = "batch.prepared",
    /// Many were invited.
    BatchStarted = "batch.started",
    /// What was left of many was not sent.
    BatchCancelled = "batch.cancelled",
    /// Every one of many has an outcome.
    BatchEnded = "batch.ended",
    /// An access ended by itself.
    AccessEnded = "member.access_ended",
    /// A project was made.
    ProjectCreated = "project.created",
    /// A project got another name.
    ProjectRenamed = "project.renamed",
    /// A project was put away.
    ProjectArchived = "project.archived",
    /// A project was brought back.
    ProjectRestored = "project.restored",
    /// An account was made.
    AccountCreated = "account.created",
    /// An account got another name.
    AccountRenamed = "account.renamed",
    /// What an account has decided about invitations was changed.
    AccountSettingsChanged = "account.settings_changed",
    /// From when on an account requires a second factor was changed.
    TwoFactorRequirementChanged = "account.two_factor_requirement_changed",
    /// Members without a second factor were reminded.
    TwoFactorReminded = "account.two_factor_reminded",
    /// The installation was looked at.
    InstallationChecked = "installation.checked",
    /// A test mail was asked for.
    TestMailAsked = "installation.test_mail_asked",
    /// The link of a test mail was pressed.
    TestMailArrived = "installation.test_mail_arrived",
    /// A session went on in another account.
    SessionSwitched = "session.switched",
    /// A person proved again who they are.
    SessionConfirmed = "session.confirmed",
    /// A person signed another browser of theirs out.
    OwnSessionEnded = "session.ended_elsewhere",
    /// A person signed all their other browsers out.
    OtherSessionsEnded = "session.others_ended",
    /// The list of people was taken away as a file.
    MembersExported = "members.exported",
    /// A token was made.
    TokenCreated = "token.created",
    /// A token was deleted.
    TokenDeleted = "token.deleted",
    /// A token got another name.
    TokenRenamed = "token.renamed",
    /// A token ended by itself.
    TokenExpired = "token.expired",
    /// A mail was made due at once.
    MailRetried = "mail.retried",
    /// Mails that rested were let go on.
    MailResumed = "mail.resumed",
    /// An account was made with people who do not exist.
    AccountSeeded = "account.seeded",
    /// Entries of the audit log were taken out as a file.
    AuditExported = "audit.exported",
}

impl Action {
    /// The action of a kept name; none for what another version knows.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == name)
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

/// When and by which request something was done, and from where.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// When.
    pub at: Timestamp,
    /// The id of the request; empty when there was none.
    pub request_id: &'a str,
    /// The client's address, after trusted proxies; empty when there was none.
    pub ip: &'a str,
}

#[cfg(test)]
mod tests {
    use super::Action;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = Action::ALL.iter().map(|action| action.as_str()).collect();
        assert_eq!(names.len(), Action::ALL.len());
        for action in Action::ALL {
            assert_eq!(Action::from_name(action.as_str()), Some(*action));
        }
        assert_eq!(Action::from_name("no.such"), None);
    }
}
