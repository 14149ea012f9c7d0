//! The mails about a change of address, and what each of them says.

use super::{
    document::Block,
    message::{button, greeting, line},
};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    t,
};

/// A mail about a change of address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressMessage {
    /// To a new address: it is to be confirmed.
    Confirm {
        /// The address in force.
        old: String,
        /// The whole link, from the public URL.
        link: String,
        /// When the link ends: 30 minutes after it was made (`docs/security.md`, Tokens and links).
        expires_at: Timestamp,
        /// The person's name, as far as known.
        person_name: Option<String>,
    },
    /// To the address in force: another was asked for.
    Asked {
        /// The address asked for.
        new: String,
        /// The person's name, as far as known.
        person_name: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// To the owner of an address: somebody else asked for it. Who, is not said.
    InUse {
        /// The owner's name, as far as known.
        person_name: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// To both addresses: the new one is in force.
    Changed {
        /// The address before.
        old: String,
        /// The address from now on.
        new: String,
        /// The person's name, as far as known.
        person_name: Option<String>,
        /// When.
        at: Timestamp,
    },
}

/// The subject, and everything but the last line.
pub(super) fn content(message: &AddressMessage, language: Language, to: &str) -> (String, Vec<Block>) {
    let (subject, person_name, blocks) = match message {
        AddressMessage::Confirm { old, link, expires_at, person_name } => {
            let until = format::in_full(language, *expires_at);
            let blocks = vec![
                Block::Paragraph(t!(language, "mail-address-body", address = to, old = line(old))),
                button(language, t!(language, "mail-address-button"), link),
                Block::Paragraph(t!(language, "mail-address-ends", until = until)),
                Block::Note(t!(language, "mail-address-ignore")),
            ];
            (t!(language, "mail-address-subject"), person_name, blocks)
        }
        AddressMessage::Asked { new, person_name, at } => {
            let at = format::in_full(language, *at);
            let body = t!(language, "mail-address-asked-body", address = to, new = line(new), at = at);
            let blocks = vec![
                Block::Paragraph(body),
                Block::Paragraph(t!(language, "mail-address-asked-effect")),
                Block::Note(t!(language, "mail-address-asked-warning")),
            ];
            (t!(language, "mail-address-asked-subject"), person_name, blocks)
        }
        AddressMessage::InUse { person_name, at } => {
            let at = format::in_full(language, *at);
            let blocks = vec![
                Block::Paragraph(t!(language, "mail-address-in-use-body", address = to, at = at)),
                Block::Note(t!(language, "mail-address-in-use-note")),
            ];
            (t!(language, "mail-address-in-use-subject"), person_name, blocks)
        }
        AddressMessage::Changed { old, new, person_name, at } => {
            let at = format::in_full(language, *at);
            let body = t!(language, "mail-address-changed-body", old = line(old), new = line(new), at = at);
            let blocks = vec![
                Block::Paragraph(body),
                Block::Paragraph(t!(language, "mail-address-changed-effect")),
                Block::Note(t!(language, "mail-address-changed-warning")),
            ];
            (t!(language, "mail-address-changed-subject"), person_name, blocks)
        }
    };
    let opening = [Block::Heading(subject.clone()), greeting(language, person_name.as_deref())];
    (subject, opening.into_iter().chain(blocks).collect())
}
