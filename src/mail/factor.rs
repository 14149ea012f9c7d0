//! The mail about one's own second factor.

use super::{document::Block, message::greeting};
use crate::{
    domain::{factor::FactorChange, language::Language, time::Timestamp},
    i18n::format,
    t,
};

/// Something happened to the person's second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorMessage {
    /// What.
    pub change: FactorChange,
    /// The person's name, as far as known.
    pub person_name: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// The subject, and everything but the last line.
pub(super) fn content(message: &FactorMessage, language: Language, to: &str) -> (String, Vec<Block>) {
    let at = format::in_full(language, message.at);
    let (subject, body, effect) = match message.change {
        FactorChange::TurnedOn => (
            t!(language, "mail-factor-on-subject"),
            t!(language, "mail-factor-on-body", address = to, at = at),
            t!(language, "mail-factor-on-effect"),
        ),
        FactorChange::TurnedOff => (
            t!(language, "mail-factor-off-subject"),
            t!(language, "mail-factor-off-body", address = to, at = at),
            t!(language, "mail-factor-off-effect"),
        ),
        FactorChange::NewCodes => (
            t!(language, "mail-factor-codes-subject"),
            t!(language, "mail-factor-codes-body", address = to, at = at),
            t!(language, "mail-factor-codes-effect"),
        ),
        FactorChange::CodeUsed => (
            t!(language, "mail-factor-used-subject"),
            t!(language, "mail-factor-used-body", address = to, at = at),
            t!(language, "mail-factor-used-effect"),
        ),
        FactorChange::WrongCodes => (
            t!(language, "mail-factor-wrong-subject"),
            t!(language, "mail-factor-wrong-body", address = to, at = at),
            t!(language, "mail-factor-wrong-effect"),
        ),
        FactorChange::Reset => (
            t!(language, "mail-factor-reset-subject"),
            t!(language, "mail-factor-reset-body", address = to, at = at),
            t!(language, "mail-factor-reset-effect"),
        ),
        FactorChange::AppRemoved => (
            t!(language, "mail-factor-app-removed-subject"),
            t!(language, "mail-factor-app-removed-body", address = to, at = at),
            t!(language, "mail-factor-app-removed-effect"),
        ),
        FactorChange::PasskeyAdded => (
            t!(language, "mail-passkey-added-subject"),
            t!(language, "mail-passkey-added-body", address = to, at = at),
            t!(language, "mail-passkey-added-effect"),
        ),
        FactorChange::PasskeyRenamed => (
            t!(language, "mail-passkey-renamed-subject"),
            t!(language, "mail-passkey-renamed-body", address = to, at = at),
            t!(language, "mail-passkey-renamed-effect"),
        ),
        FactorChange::PasskeyRemoved => (
            t!(language, "mail-passkey-removed-subject"),
            t!(language, "mail-passkey-removed-body", address = to, at = at),
            t!(language, "mail-passkey-removed-effect"),
        ),
        FactorChange::PasskeyCopied => (
            t!(language, "mail-passkey-copied-subject"),
            t!(language, "mail-passkey-copied-body", address = to, at = at),
            t!(language, "mail-passkey-copied-effect"),
        ),
    };
    let blocks = vec![
        Block::Heading(subject.clone()),
        greeting(language, message.person_name.as_deref()),
        Block::Paragraph(body),
        Block::Paragraph(effect),
        Block::Note(t!(language, "mail-factor-warning")),
    ];
    (subject, blocks)
}
