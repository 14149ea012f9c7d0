//! What an entry of the audit log says, in words.

use crate::{
    domain::{audit::Action, language::Language},
    t,
};

/// What was done. A new action does not compile without its words.
pub fn action(language: Language, action: Action) -> String {
    match action {
        Action::InstallationSetUp => t!(language, "audit-installation-set-up"),
        Action::SignedIn => t!(language, "audit-session-created"),
        Action::PasswordAccepted => t!(language, "audit-session-password-accepted"),
        Action::SignedOut => t!(language, "audit-session-ended"),
        Action::PasswordResetAsked => t!(language, "audit-password-reset-asked"),
        Action::PasswordReset => t!(language, "audit-password-reset"),
        Action::LanguageChosen => t!(language, "audit-user-language-chosen"),
        Action::InvitationCreated => t!(language, "audit-invitation-created"),
        Action::InvitationReissued => t!(language, "audit-invitation-reissued"),
        Action::InvitationAccepted => t!(language, "audit-invitation-accepted"),
        Action::InvitationRevoked => t!(language, "audit-invitation-revoked"),
        Action::InvitationAsked => t!(language, "audit-invitation-asked"),
        Action::InvitationApproved => t!(language, "audit-invitation-approved"),
        Action::InvitationDeclined => t!(language, "audit-invitation-declined"),
        Action::InvitationReaddressed => t!(language, "audit-invitation-readdressed"),
        Action::MemberEdited => t!(language, "audit-member-edited"),
        Action::MemberAccessChanged => t!(language, "audit-member-access-changed"),
        Action::MemberSuspended => t!(language, "audit-member-suspended"),
        Action::MemberRestored => t!(language, "audit-member-restored"),
        Action::MemberSignedOut => t!(language, "audit-member-signed-out"),
        Action::MemberRemoved => t!(language, "audit-member-removed"),
        Action::InvitationUndone => t!(language, "audit-invitation-undone"),
        Action::BatchPrepared => t!(language, "audit-batch-prepared"),
        Action::BatchStarted => t!(language, "audit-batch-started"),
        Action::BatchCancelled => t!(language, "audit-batch-cancelled"),
        Action::BatchEnded => t!(language, "audit-batch-ended"),
        Action::AccessEnded => t!(language, "audit-access-ended"),
        Action::ProjectCreated => t!(language, "audit-project-created"),
        Action::ProjectRenamed => t!(language, "audit-project-renamed"),
        Action::ProjectArchived => t!(language, "audit-project-archived"),
        Action::ProjectRestored => t!(language, "audit-project-restored"),
        Action::AccountCreated => t!(language, "audit-account-created"),
        Action::AccountRenamed => t!(language, "audit-account-renamed"),
        Action::AccountSettingsChanged => t!(language, "audit-account-settings-changed"),
        Action::TwoFactorRequirementChanged => t!(language, "audit-two-factor-requirement-changed"),
        Action::TwoFactorReminded => t!(language, "audit-two-factor-reminded"),
        Action::InstallationChecked => t!(language, "audit-installation-checked"),
        Action::TestMailAsked => t!(language, "audit-test-mail-asked"),
        Action::TestMailArrived => t!(language, "audit-test-mail-arrived"),
        Action::SessionSwitched => t!(language, "audit-session-switched"),
        Action::SessionConfirmed => t!(language, "audit-session-confirmed"),
        Action::OwnSessionEnded => t!(language, "audit-own-session-ended"),
        Action::OtherSessionsEnded => t!(language, "audit-other-sessions-ended"),
        Action::MembersExported => t!(language, "audit-members-exported"),
        Action::TokenCreated => t!(language, "audit-token-created"),
        Action::TokenDeleted => t!(language, "audit-token-deleted"),
        Action::TokenRenamed => t!(language, "audit-token-renamed"),
        Action::TokenExpired => t!(language, "audit-token-expired"),
        Action::ProfileChanged => t!(language, "audit-user-profile-changed"),
        Action::PasswordChanged => t!(language, "audit-user-password-changed"),
        Action::TwoFactorOn => t!(language, "audit-user-two-factor-on"),
        Action::TwoFactorOff => t!(language, "audit-user-two-factor-off"),
        Action::RecoveryCodesMade => t!(language, "audit-user-recovery-codes-made"),
        Action::WrongCodes => t!(language, "audit-user-two-factor-refused"),
        Action::TwoFactorReset => t!(language, "audit-user-two-factor-reset"),
        Action::AppRemoved => t!(language, "audit-user-app-removed"),
        Action::PasskeyAdded => t!(language, "audit-user-passkey-added"),
        Action::PasskeyRenamed => t!(language, "audit-user-passkey-renamed"),
        Action::PasskeyRemoved => t!(language, "audit-user-passkey-removed"),
        Action::PasskeyCopied => t!(language, "audit-user-passkey-copied"),
        Action::AddressChangeAsked => t!(language, "audit-user-address-change-asked"),
        Action::AddressChangeCancelled => t!(language, "audit-user-address-change-cancelled"),
        Action::AddressChanged => t!(language, "audit-user-address-changed"),
        Action::MailRetried => t!(language, "audit-mail-retried"),
        Action::MailResumed => t!(language, "audit-mail-resumed"),
        Action::AccountSeeded => t!(language, "audit-account-seeded"),
        Action::AuditExported => t!(language, "audit-audit-exported"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_has_words_of_its_own_in_every_language() {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for each in Action::ALL {
                let words = action(language, *each);
                assert!(
                    !words.is_empty() && !words.starts_with("audit-"),
                    "{language:?}: {each:?} has no words"
                );
                assert!(seen.insert(words.clone()), "{language:?}: {words} stands for two actions");
                let english = action(Language::En, *each);
                assert!(language == Language::En || words != english, "{language:?}: {english} is English");
            }
        }
    }
}
