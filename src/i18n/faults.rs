//! What is wrong with a value, in words.

use crate::{
    domain::{
        field::{Fault, Field},
        language::Language,
    },
    t,
};

/// The sentence shown beside `field` for `fault`.
pub fn message(language: Language, field: &Field, fault: &Fault) -> String {
    match fault {
        Fault::Missing => missing(language, field),
        Fault::TooLong { max } => t!(language, "fault-too-long", max = *max),
        Fault::TooShort { min } => t!(language, "fault-too-short", min = *min),
        Fault::NotAnAddress => t!(language, "fault-not-an-address"),
        Fault::Unprintable => t!(language, "fault-unprintable"),
        Fault::NotAChoice => t!(language, "fault-not-a-choice"),
        Fault::Guessable => t!(language, "fault-guessable"),
        Fault::OwnWords => t!(language, "fault-own-words"),
        Fault::AlreadyHere => t!(language, "fault-already-here"),
        Fault::AlreadyInvited => t!(language, "fault-already-invited"),
        Fault::CannotBeAdded => t!(language, "fault-cannot-be-added"),
        Fault::AboveOwnRank => t!(language, "fault-above-own-rank"),
        Fault::Outlives => t!(language, "fault-outlives"),
        Fault::NoProject => t!(language, "fault-no-project"),
        Fault::NameTaken => t!(language, "fault-name-taken"),
        Fault::TooManyProjects { max } => t!(language, "fault-too-many-projects", max = *max),
        Fault::DefaultProject => t!(language, "fault-default-project"),
        Fault::NobodyHere => t!(language, "fault-nobody-here"),
        Fault::NoPasswordYet => t!(language, "fault-no-password-yet"),
        Fault::WrongCredentials => t!(language, "fault-wrong-credentials"),
        Fault::WrongPassword => t!(language, "fault-wrong-password"),
        Fault::WrongCode => t!(language, "fault-wrong-code"),
        Fault::WrongRecoveryCode => t!(language, "fault-wrong-recovery-code"),
        Fault::PasskeyRefused => t!(language, "fault-passkey-refused"),
        Fault::PasskeyKnown => t!(language, "fault-passkey-known"),
        Fault::CodesShut => t!(language, "fault-codes-shut"),
        Fault::OwnFactorFirst => t!(language, "fault-own-factor-first"),
        Fault::FactorRequired { account } => {
            t!(language, "fault-factor-required", account = account.as_str())
        }
        Fault::FactorFirst { account } => t!(language, "fault-factor-first", account = account.as_str()),
        Fault::OtherCount { count } => t!(language, "fault-other-count", count = *count),
        Fault::TooManyToRemind { max } => t!(language, "fault-too-many-to-remind", max = *max),
        Fault::SamePassword => t!(language, "fault-same-password"),
        Fault::SameAddress => t!(language, "fault-same-address"),
        Fault::NoMail => t!(language, "fault-no-mail"),
        Fault::NoMailServer => t!(language, "fault-no-mail-server"),
        Fault::LastAdministrator => t!(language, "fault-last-administrator"),
        Fault::ActiveTokens => t!(language, "fault-active-tokens"),
        Fault::TokenAbove => t!(language, "fault-token-above"),
        Fault::NotOneself => t!(language, "fault-not-oneself"),
        Fault::GuardsMore => t!(language, "impossible-guards-more"),
        Fault::NotAMember => t!(language, "fault-not-a-member"),
        Fault::TooMany { max } => match field {
            Field::Email | Field::People => t!(language, "fault-too-many-people", max = *max),
            Field::AllowedDomains => t!(language, "fault-too-many-domains", max = *max),
            Field::PasskeyName => t!(language, "fault-too-many-passkeys", max = *max),
            _ => t!(language, "fault-too-many-tokens", max = *max),
        },
        Fault::NotADomain { domain } => t!(language, "fault-not-a-domain", domain = domain.as_str()),
        Fault::DomainNotAllowed { domains } => {
            t!(language, "fault-domain-not-allowed", domains = domains.as_str())
        }
        Fault::ChangedMeanwhile => t!(language, "fault-changed-meanwhile"),
        Fault::EndedBefore => t!(language, "fault-ended-before"),
        Fault::EditedMeanwhile => t!(language, "fault-edited-meanwhile"),
        Fault::NotADay => t!(language, "fault-not-a-day"),
        Fault::DayOver => t!(language, "fault-day-over"),
        Fault::NoEndForAdministrators => t!(language, "fault-no-end-for-administrators"),
        Fault::AccessOver => t!(language, "fault-access-over"),
        Fault::ListAccessOver => t!(language, "fault-list-access-over"),
        Fault::TooManyOpen { max } => t!(language, "fault-too-many-open", max = *max),
        Fault::TooManyLists { max } => t!(language, "fault-too-many-lists", max = *max),
        Fault::Declined => t!(language, "fault-declined"),
        Fault::OneAddressOnly => t!(language, "fault-one-address-only"),
        Fault::NotATable { line } => t!(language, "fault-not-a-table", line = *line),
        Fault::NoAddressColumn => t!(language, "fault-no-address-column"),
        Fault::Malformed => t!(language, "fault-malformed"),
    }
}

fn missing(language: Language, field: &Field) -> String {
    match field {
        Field::Form
        | Field::Phone
        | Field::PreferredName
        | Field::Renewal
        | Field::InviteLifetime
        | Field::AllowedDomains
        | Field::Lifetime
        | Field::AccessEnds
        | Field::Note
        | Field::TwoFactorFrom
        | Field::ByHand
        | Field::Expires
        | Field::Description => t!(language, "fault-malformed"),
        Field::People => t!(language, "fault-missing-people"),
        Field::Email => t!(language, "fault-missing-email"),
        Field::Name => t!(language, "fault-missing-name"),
        Field::Password => t!(language, "fault-missing-password"),
        Field::CurrentPassword => t!(language, "fault-missing-current-password"),
        Field::NewPassword => t!(language, "fault-missing-new-password"),
        Field::NewEmail => t!(language, "fault-missing-new-email"),
        Field::Company => t!(language, "fault-missing-company"),
        Field::Language => t!(language, "fault-missing-language"),
        Field::Role | Field::ClientRole | Field::Projects(_) => t!(language, "fault-missing-role"),
        Field::Scope => t!(language, "fault-missing-scope"),
        Field::Code => t!(language, "fault-missing-code"),
        Field::RecoveryCode => t!(language, "fault-missing-recovery-code"),
        Field::PasskeyName => t!(language, "fault-missing-passkey-name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_name_the_field_and_the_limit() {
        let english = |field, fault| message(Language::En, &field, &fault);
        assert_eq!(english(Field::Email, Fault::Missing), "Enter an email address.");
        assert_eq!(english(Field::Company, Fault::Missing), "Enter the name of your company.");
        assert_eq!(english(Field::Projects(Some(3)), Fault::Missing), "Choose a role.");
        assert_eq!(english(Field::Name, Fault::TooLong { max: 120 }), "Use at most 120 characters.");
        assert_eq!(english(Field::Password, Fault::TooShort { min: 15 }), "Use at least 15 characters.");
        for (field, what) in [(Field::People, "2000 people"), (Field::AllowedDomains, "2000 domains")] {
            assert!(english(field, Fault::TooMany { max: 2000 }).contains(what));
        }
    }

    #[test]
    fn numbers_follow_the_rules_of_the_language() {
        let russian = |min| message(Language::Ru, &Field::Password, &Fault::TooShort { min });
        assert_eq!(russian(15), "Не меньше 15 символов.");
        assert_eq!(russian(21), "Не меньше 21 символа.");
    }
}
