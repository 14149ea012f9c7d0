//! What was found by looking at the installation, in words: the same on the page Settings and from `vestibule doctor`.

use super::format;
use crate::{
    domain::{
        check::{Check, Finding, Verdict},
        language::Language,
    },
    t,
};

/// What is looked at.
pub fn title(language: Language, check: Check) -> String {
    match check {
        Check::BaseAddress => t!(language, "check-base-address"),
        Check::Database => t!(language, "check-database"),
        Check::Clock => t!(language, "check-clock"),
        Check::Key => t!(language, "check-key"),
        Check::MailServer => t!(language, "check-mail-server"),
        Check::Encryption => t!(language, "check-encryption"),
        Check::SignIn => t!(language, "check-sign-in"),
        Check::Sender => t!(language, "check-sender"),
        Check::Arrival => t!(language, "check-arrival"),
    }
}

/// How it stands, in one word.
pub fn verdict(language: Language, verdict: Verdict) -> String {
    match verdict {
        Verdict::Ok => t!(language, "check-ok"),
        Verdict::Warn => t!(language, "check-warn"),
        Verdict::Fail => t!(language, "check-fail"),
    }
}

/// What was found.
pub fn found(language: Language, finding: &Finding) -> String {
    match finding {
        Finding::AddressSame { address } => t!(language, "found-address-same", address = address.as_str()),
        Finding::AddressSet { address } => t!(language, "found-address-set", address = address.as_str()),
        Finding::AddressLocal { address } => t!(language, "found-address-local", address = address.as_str()),
        Finding::AddressOther { address, seen } => {
            t!(language, "found-address-other", address = address.as_str(), seen = seen.as_str())
        }
        Finding::AddressUnsaid { address } => {
            t!(language, "found-address-unsaid", address = address.as_str())
        }
        Finding::DatabaseReady { kind } => t!(language, "found-database-ready", kind = kind.as_str()),
        Finding::DatabaseAway { reason } => t!(language, "found-database-away", reason = reason.as_str()),
        Finding::DatabaseReadOnly { reason } => {
            t!(language, "found-database-read-only", reason = reason.as_str())
        }
        Finding::DatabaseAbsent { path } => t!(language, "found-database-absent", path = path.as_str()),
        Finding::DatabaseOld { missing } => t!(language, "found-database-old", missing = missing.as_str()),
        Finding::ClockOwn => t!(language, "found-clock-own"),
        Finding::ClockAgrees { millis } => {
            t!(language, "found-clock-agrees", millis = format::number(language, *millis))
        }
        Finding::ClockApart { seconds, .. } => {
            t!(language, "found-clock-apart", seconds = format::number(language, *seconds))
        }
        Finding::ClockBehind { seconds } => {
            t!(language, "found-clock-behind", seconds = format::number(language, *seconds))
        }
        Finding::ClockUnknown => t!(language, "found-clock-unknown"),
        Finding::KeyGood { path } => t!(language, "found-key-good", path = path.as_str()),
        Finding::KeyAbsent { path } => t!(language, "found-key-absent", path = path.as_str()),
        Finding::KeyGone { path } => t!(language, "found-key-gone", path = path.as_str()),
        Finding::KeyBad { reason } => t!(language, "found-key-bad", reason = reason.as_str()),
        Finding::KeyOther { path } => t!(language, "found-key-other", path = path.as_str()),
        finding => found_of_mail(language, finding),
    }
}

/// What was found about mail.
fn found_of_mail(language: Language, finding: &Finding) -> String {
    match finding {
        Finding::MailNone => t!(language, "found-mail-none"),
        Finding::MailFolder { path } => t!(language, "found-mail-folder", path = path.as_str()),
        Finding::MailFolderBad { reason } => t!(language, "found-mail-folder-bad", reason = reason.as_str()),
        Finding::MailUnusable { reason } => t!(language, "found-mail-unusable", reason = reason.as_str()),
        Finding::ServerReached { server, name } => {
            t!(language, "found-server-reached", server = server.as_str(), name = name.as_str())
        }
        Finding::ServerAway { server, reason } => {
            t!(language, "found-server-away", server = server.as_str(), reason = reason.as_str())
        }
        Finding::TlsWrapped => t!(language, "found-tls-wrapped"),
        Finding::TlsStarted => t!(language, "found-tls-started"),
        Finding::ClearHere => t!(language, "found-clear-here"),
        Finding::ClearAcross => t!(language, "found-clear-across"),
        Finding::TlsRefused { reason } => t!(language, "found-tls-refused", reason = reason.as_str()),
        Finding::SignedIn => t!(language, "found-signed-in"),
        Finding::SignInNone => t!(language, "found-sign-in-none"),
        Finding::SignInRefused { reason } => t!(language, "found-sign-in-refused", reason = reason.as_str()),
        Finding::SenderTaken { sender } => t!(language, "found-sender-taken", sender = sender.as_str()),
        Finding::SenderLater { sender, reason } => {
            t!(language, "found-sender-later", sender = sender.as_str(), reason = reason.as_str())
        }
        Finding::SenderRefused { sender, reason } => {
            t!(language, "found-sender-refused", sender = sender.as_str(), reason = reason.as_str())
        }
        Finding::ArrivedTest { at } => {
            t!(language, "found-arrived-test", at = format::exact(language, *at))
        }
        Finding::ArrivedInvitation { at } => {
            t!(language, "found-arrived-invitation", at = format::exact(language, *at))
        }
        Finding::ArrivalUnproven => t!(language, "found-arrival-unproven"),
        Finding::ArrivalNoMail => t!(language, "found-arrival-no-mail"),
        // All others have their words above.
        _ => t!(language, "found-not-reached"),
    }
}

/// What to do about it; none where nothing is to be done.
pub fn advice(language: Language, finding: &Finding) -> Option<String> {
    Some(match finding {
        Finding::AddressLocal { .. } => t!(language, "advice-address-local"),
        Finding::AddressOther { address, .. } => {
            t!(language, "advice-address-other", address = address.as_str())
        }
        Finding::AddressUnsaid { .. } => t!(language, "advice-address-unsaid"),
        Finding::DatabaseAway { .. } => t!(language, "advice-database-away"),
        Finding::DatabaseReadOnly { .. } => t!(language, "advice-database-read-only"),
        Finding::DatabaseAbsent { .. } => t!(language, "advice-database-absent"),
        Finding::DatabaseOld { .. } => t!(language, "advice-database-old"),
        Finding::ClockApart { .. } => t!(language, "advice-clock"),
        Finding::ClockBehind { .. } => t!(language, "advice-clock-behind"),
        Finding::KeyAbsent { .. } => t!(language, "advice-key-absent"),
        Finding::KeyGone { .. } => t!(language, "advice-key-gone"),
        Finding::KeyBad { .. } => t!(language, "advice-key-bad"),
        Finding::KeyOther { .. } => t!(language, "advice-key-other"),
        Finding::MailNone => t!(language, "advice-mail-none"),
        Finding::MailFolder { .. } => t!(language, "advice-mail-folder"),
        Finding::MailFolderBad { .. } => t!(language, "advice-mail-folder-bad"),
        Finding::MailUnusable { .. } => t!(language, "advice-mail-unusable"),
        Finding::ServerAway { .. } => t!(language, "advice-server-away"),
        Finding::ClearAcross => t!(language, "advice-clear-across"),
        Finding::TlsRefused { .. } => t!(language, "advice-tls-refused"),
        Finding::SignInRefused { .. } => t!(language, "advice-sign-in-refused"),
        Finding::SenderLater { .. } => t!(language, "advice-sender-later"),
        Finding::SenderRefused { .. } => t!(language, "advice-sender-refused"),
        Finding::ArrivalUnproven => t!(language, "advice-arrival"),
        _ => return None,
    })
}
