//! What can be wrong with an installation, as data: found by `service::doctor`, put into words by `i18n::checks`.

use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// Whether links lead to where people are.
    BaseAddress,
    /// Whether the database answers, takes changes and has all tables.
    Database,
    /// Whether this machine's clock is right.
    Clock,
    /// Whether the key that seals waiting links is there.
    Key,
    /// Whether the mail server answers.
    MailServer,
    /// Whether what is said to it can be overheard.
    Encryption,
    /// Whether it takes user and password.
    SignIn,
    /// Whether it takes the sender.
    Sender,
    /// Whether a mail was ever seen to arrive.
    Arrival,
}

impl Check {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::BaseAddress,
        Self::Database,
        Self::Clock,
        Self::Key,
        Self::MailServer,
        Self::Encryption,
        Self::SignIn,
        Self::Sender,
        Self::Arrival,
    ];

    /// As kept in the database, and at the beginning of a line of `vestibule doctor`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BaseAddress => "base-address",
            Self::Database => "database",
            Self::Clock => "clock",
            Self::Key => "key",
            Self::MailServer => "mail-server",
            Self::Encryption => "encryption",
            Self::SignIn => "sign-in",
            Self::Sender => "sender",
            Self::Arrival => "arrival",
        }
    }

    /// The check of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.as_str() == name)
    }
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// It works, but somebody should know.
    Warn,
    /// It does not work.
    Fail,
}

impl Verdict {
    /// As `vestibule doctor` prints it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// What was found. Reasons are one line in the words of whoever gave them: the mail server, the database, the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The browser looks at the address that links begin with.
    AddressSame { address: String },
    /// The same cannot be compared without a browser.
    AddressSet { address: String },
    /// Only this very machine can open it.
    AddressLocal { address: String },
    /// The browser looks at another address.
    AddressOther { address: String, seen: String },
    /// The browser did not say what it looks at.
    AddressUnsaid { address: String },

    /// The database answers, takes changes and has all tables.
    DatabaseReady { kind: String },
    /// It cannot be reached.
    DatabaseAway { reason: String },
    /// It does not take changes.
    DatabaseReadOnly { reason: String },
    /// The file is not there.
    DatabaseAbsent { path: String },
    /// Migrations are missing.
    DatabaseOld { missing: String },

    /// Nothing in the database is from the future, and its clock is this machine's own.
    ClockOwn,
    /// The database's clock says the same.
    ClockAgrees { millis: i64 },
    /// It says something else.
    ClockApart { seconds: i64, far: bool },
    /// Something was written down that has not happened yet.
    ClockBehind { seconds: i64 },
    /// It could not be asked.
    ClockUnknown,

    /// The key is there, for its owner alone, and opens what waits.
    KeyGood { path: String },
    /// The file is not there yet.
    KeyAbsent { path: String },
    /// The file is gone.
    KeyGone { path: String },
    /// It cannot be used.
    KeyBad { reason: String },
    /// It is another key than what waits was sealed with.
    KeyOther { path: String },

    /// Links are handed over by copying.
    MailNone,
    /// Mails become files.
    MailFolder { path: String },
    /// Mails cannot become files.
    MailFolderBad { reason: String },
    /// The settings for mail cannot be used.
    MailUnusable { reason: String },
    /// The mail server answers.
    ServerReached { server: String, name: String },
    /// It does not.
    ServerAway { server: String, reason: String },
    /// TLS from the first octet.
    TlsWrapped,
    /// TLS by STARTTLS.
    TlsStarted,
    /// Clear text that does not leave this machine.
    ClearHere,
    /// Clear text across a network.
    ClearAcross,
    /// No TLS where it is asked for, or no good one.
    TlsRefused { reason: String },
    /// User and password were taken.
    SignedIn,
    /// The settings have none.
    SignInNone,
    /// They were refused.
    SignInRefused { reason: String },
    /// The sender was taken.
    SenderTaken { sender: String },
    /// Not now.
    SenderLater { sender: String, reason: String },
    /// The sender was refused.
    SenderRefused { sender: String, reason: String },
    /// A step before it failed.
    NotReached,

    /// The link of a test mail was pressed.
    ArrivedTest { at: Timestamp },
    /// Somebody joined by a mailed link.
    ArrivedInvitation { at: Timestamp },
    /// Nothing has proven it yet with these settings.
    ArrivalUnproven,
    /// Nothing can: there is no mail.
    ArrivalNoMail,
}

impl Finding {
    /// How bad it is.
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::AddressSame { .. }
            | Self::AddressSet { .. }
            | Self::DatabaseReady { .. }
            | Self::ClockOwn
            | Self::ClockAgrees { .. }
            | Self::KeyGood { .. }
            | Self::ServerReached { .. }
            | Self::TlsWrapped
            | Self::TlsStarted
            | Self::ClearHere
            | Self::SignedIn
            | Self::SignInNone
            | Self::SenderTaken { .. }
            | Self::ArrivedTest { .. }
            | Self::ArrivedInvitation { .. } => Verdict::Ok,
            Self::AddressLocal { .. }
            | Self::AddressUnsaid { .. }
            | Self::DatabaseAbsent { .. }
            | Self::ClockApart { far: false, .. }
            | Self::ClockUnknown
            | Self::KeyAbsent { .. }
            | Self::MailNone
            | Self::MailFolder { .. }
            | Self::ClearAcross
            | Self::SenderLater { .. }
            | Self::NotReached
            | Self::ArrivalUnproven
            | Self::ArrivalNoMail => Verdict::Warn,
            Self::AddressOther { .. }
            | Self::DatabaseAway { .. }
            | Self::DatabaseReadOnly { .. }
            | Self::DatabaseOld { .. }
            | Self::ClockApart { far: true, .. }
            | Self::ClockBehind { .. }
            | Self::KeyGone { .. }
            | Self::KeyBad { .. }
            | Self::KeyOther { .. }
            | Self::MailFolderBad { .. }
            | Self::MailUnusable { .. }
            | Self::ServerAway { .. }
            | Self::TlsRefused { .. }
            | Self::SignInRefused { .. }
            | Self::SenderRefused { .. } => Verdict::Fail,
        }
    }
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub check: Check,
    /// What was found.
    pub finding: Finding,
}

impl Line {
    /// A line.
    pub const fn new(check: Check, finding: Finding) -> Self {
        Self { check, finding }
    }

    /// How it stands.
    pub const fn verdict(&self) -> Verdict {
        self.finding.verdict()
    }
}

/// The clocks of two machines are never quite the same.
const NEAR: i64 = 2_000;
/// Beyond this, leases of two nodes overlap and codes do not fit.
const FAR: i64 = 30_000;

/// What to say of two clocks that are so many milliseconds apart, in whatever direction.
pub const fn clocks_apart(millis: i64) -> Finding {
    let millis = millis.saturating_abs();
    if millis <= NEAR {
        Finding::ClockAgrees { millis }
    } else {
        Finding::ClockApart { seconds: millis / 1000, far: millis > FAR }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_may_differ_a_little() {
        assert_eq!(clocks_apart(-1_900).verdict(), Verdict::Ok);
        assert_eq!(clocks_apart(2_001).verdict(), Verdict::Warn);
        assert_eq!(clocks_apart(-30_001).verdict(), Verdict::Fail);
        assert_eq!(clocks_apart(i64::MIN).verdict(), Verdict::Fail);
    }

    #[test]
    fn what_is_kept_reads_back() {
        for finding in [
            Finding::ClockOwn,
            Finding::AddressOther { address: "https://a".into(), seen: "https://b".into() },
            Finding::ArrivedTest { at: Timestamp::from_micros(7) },
        ] {
            let kept = serde_json::to_string(&finding).unwrap();
            assert_eq!(serde_json::from_str::<Finding>(&kept).unwrap(), finding);
        }
        for check in Check::ALL {
            assert_eq!(Check::from_name(check.as_str()), Some(check));
        }
    }
}
