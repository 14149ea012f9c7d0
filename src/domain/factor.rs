//! What somebody proves besides a password, and how much a session has been proven by.

use super::{recovery_code::RecoveryCode, totp::Code};
use serde::{Deserialize, Serialize};

/// By what a session was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthLevel {
    /// A password, of somebody who has no second factor.
    Password,
    /// A password; the second factor is still owed. Such a session opens nothing but the page that asks for it.
    Half,
    /// A password and a second factor.
    TwoFactor,
}

impl AuthLevel {
    /// As kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Half => "half",
            Self::TwoFactor => "two_factor",
        }
    }
}

/// How a member of an account stands to the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactorState {
    /// There is one.
    On,
    /// There is none, and the account requires one, now or from a day on.
    Due,
    /// There is none.
    Off,
}

impl FactorState {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::On, Self::Due, Self::Off];

    /// Of somebody who has one or not, in an account that requires one or not.
    pub const fn of(has_one: bool, is_required: bool) -> Self {
        match (has_one, is_required) {
            (true, _) => Self::On,
            (false, true) => Self::Due,
            (false, false) => Self::Off,
        }
    }

    /// As it stands in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Due => "due",
            Self::Off => "off",
        }
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What somebody gives as the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A code of the app.
    Code(Code),
    /// A recovery code.
    Recovery(RecoveryCode),
}

impl Answer {
    /// Either of the two, whichever it looks like: six digits, or sixteen letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        Code::parse(text).map(Self::Code).or_else(|| RecoveryCode::parse(text).map(Self::Recovery))
    }
}

/// By what a second factor was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvenBy {
    /// A code of the app.
    App,
    /// A recovery code, which opens nothing any more.
    RecoveryCode,
    /// A passkey.
    Passkey,
}

impl ProvenBy {
    /// As the audit log has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::RecoveryCode => "recovery_code",
            Self::Passkey => "passkey",
        }
    }
}

/// What happened to somebody's second factor, as they are told by mail. The names are kept with waiting mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorChange {
    /// It is asked for from now on.
    TurnedOn,
    /// It is no longer asked for.
    TurnedOff,
    /// There are other recovery codes.
    NewCodes,
    /// One of the recovery codes was used.
    CodeUsed,
    /// Several wrong codes in a row were given by somebody who knows the password.
    WrongCodes,
    /// Somebody who looks after the account or the installation took it away.
    Reset,
    /// The app is no longer asked for, and passkeys still are.
    AppRemoved,
    /// There is one more passkey.
    PasskeyAdded,
    /// A passkey has another name.
    PasskeyRenamed,
    /// A passkey is no longer taken.
    PasskeyRemoved,
    /// An answer was refused that looks as if a passkey had been copied.
    PasskeyCopied,
}
