//! The mails there are, and what each of them says.

use super::{
    address::AddressMessage,
    document::{Block, Document, Shown},
    factor::FactorMessage,
    notice::NoticeMessage,
};
use crate::{
    domain::{
        invite_terms::last_day,
        language::Language,
        name::is_unprintable,
        role::{AccountRole, ProjectRole},
        scope::Access,
        time::Timestamp,
    },
    i18n::format,
    t,
};

/// A mail to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Somebody is invited to an account.
    Invitation {
        /// The account's name.
        account: String,
        /// The name of who invites; the address stands in when there is none.
        inviter_name: String,
        /// The address of who invites.
        inviter_email: String,
        /// The account role offered.
        role: AccountRole,
        /// What comes with it in projects.
        access: Access,
        /// The whole link, from the public URL.
        link: String,
        /// When the link ends.
        expires_at: Timestamp,
        /// The name of who is invited, as far as known.
        person_name: Option<String>,
        /// Whether they have a password already, and sign in to accept.
        has_account: bool,
        /// When the access ends by itself.
        access_ends_at: Option<Timestamp>,
        /// What the inviter says, in lines.
        note: Option<String>,
        /// Whether nobody joins without a second factor.
        two_factor: bool,
    },
    /// A new password was asked for.
    PasswordReset {
        /// The whole link, from the public URL.
        link: String,
        /// When the link ends: 30 minutes after it was made (`docs/security.md`, Tokens and links).
        expires_at: Timestamp,
        /// The person's name, as far as known.
        person_name: Option<String>,
    },
    /// To who invited: the person has accepted.
    InvitationAccepted {
        /// The account's name.
        account: String,
        /// The name of who accepted.
        person_name: String,
        /// The address of who accepted.
        person_email: String,
        /// When.
        accepted_at: Timestamp,
    },
    /// To who invited: the person has said no.
    InvitationDeclined {
        /// The account's name.
        account: String,
        /// The name of who declined; the address stands in when there is none.
        person_name: String,
        /// The address of who declined.
        person_email: String,
        /// When.
        declined_at: Timestamp,
    },
    /// The password was changed, in the panel or by a link.
    PasswordChanged {
        /// The person's name, as far as known.
        person_name: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// About a change of address.
    Address(AddressMessage),
    /// About the person's second factor.
    Factor(FactorMessage),
    /// A reminder, or a mail that asks whether it arrived.
    Notice(NoticeMessage),
}

/// A mail written out. The subject is a single line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject, not yet encoded for a header.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part, a whole document.
    pub html: String,
}

/// Writes a mail out in `language` for the address `to`, which it names.
///
/// Points in time are given in full, with weekday and zone, because a mail is read at a time nobody knows: "in 18 h"
/// would be wrong when it is opened.
pub fn render(message: &Message, language: Language, to: &str) -> Rendered {
    let document = document(message, language, to);
    Rendered { text: document.text(), html: document.html(), subject: document.subject }
}

/// What the HTML part of a mail shows, in order, without its markup: to be looked at where that markup may not stand.
pub fn shown(message: &Message, language: Language, to: &str) -> Vec<Shown> {
    document(message, language, to).shown()
}

fn document(message: &Message, language: Language, to: &str) -> Document {
    let to = line(to);
    let (subject, mut blocks) = content(message, language, &to);
    blocks.push(Block::Note(t!(language, "mail-sent-to", address = to)));
    Document { language: language.code(), subject: line(&subject), blocks }
}

/// The subject, and everything but the last line.
fn content(message: &Message, language: Language, to: &str) -> (String, Vec<Block>) {
    match message {
        Message::Invitation {
            account,
            inviter_name,
            inviter_email,
            role,
            access,
            link,
            expires_at,
            person_name,
            has_account,
            access_ends_at,
            note,
            two_factor,
        } => {
            let (account, email) = (line(account), line(inviter_email));
            let inviter = Some(line(inviter_name)).filter(|name| !name.is_empty()).unwrap_or(email.clone());
            let subject = t!(
                language,
                "mail-invitation-subject",
                inviter = inviter.as_str(),
                account = account.as_str()
            );
            let body = t!(
                language,
                "mail-invitation-body",
                inviter = inviter.as_str(),
                address = email,
                account = account.as_str()
            );
            let until = format::in_full(language, *expires_at);
            let mut blocks = vec![
                Block::Heading(t!(language, "mail-invitation-heading", account = account)),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(body),
            ];
            blocks.extend(note.as_deref().map(|note| {
                let from = t!(language, "mail-invitation-note", inviter = inviter.as_str());
                Block::Quote(from, lines(note))
            }));
            blocks.extend([
                Block::Facts(t!(language, "mail-invitation-role"), vec![role.name().to_owned()]),
                Block::Facts(t!(language, "mail-invitation-access"), access_words(language, access)),
            ]);
            blocks.extend(access_ends_at.map(|end| {
                let day = format::date(language, last_day(end));
                Block::Facts(t!(language, "mail-invitation-last-day"), vec![day])
            }));
            if *two_factor {
                blocks.push(Block::Paragraph(if *has_account {
                    t!(language, "door-mail-known")
                } else {
                    t!(language, "door-mail")
                }));
            }
            if *has_account {
                blocks.push(Block::Paragraph(t!(language, "mail-invitation-has-account", address = to)));
                blocks.push(button(language, t!(language, "mail-invitation-sign-in"), link));
                blocks.push(Block::Paragraph(t!(language, "mail-invitation-ends", until = until)));
                blocks.push(Block::Note(t!(language, "mail-invitation-decline", inviter = inviter)));
            } else {
                blocks.push(button(language, t!(language, "mail-invitation-button"), link));
                blocks.push(Block::Paragraph(t!(language, "mail-invitation-ends", until = until)));
                blocks.push(Block::Note(t!(language, "mail-invitation-ignore", inviter = inviter)));
            }
            (subject, blocks)
        }
        Message::PasswordReset { link, expires_at, person_name } => {
            let until = format::in_full(language, *expires_at);
            let blocks = vec![
                Block::Heading(t!(language, "mail-reset-subject")),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(t!(language, "mail-reset-body", address = to)),
                button(language, t!(language, "mail-reset-button"), link),
                Block::Paragraph(t!(language, "mail-reset-ends", until = until)),
                Block::Note(t!(language, "mail-reset-ignore")),
            ];
            (t!(language, "mail-reset-subject"), blocks)
        }
        Message::InvitationAccepted { account, person_name, person_email, accepted_at } => {
            let (account, address) = (line(account), line(person_email));
            let person = Some(line(person_name)).filter(|name| !name.is_empty()).unwrap_or(address.clone());
            let subject =
                t!(language, "mail-accepted-subject", person = person.as_str(), account = account.as_str());
            let at = format::in_full(language, *accepted_at);
            let body = t!(
                language,
                "mail-accepted-body",
                person = person,
                address = address,
                account = account,
                at = at
            );
            (subject.clone(), vec![Block::Heading(subject), Block::Paragraph(body)])
        }
        Message::InvitationDeclined { account, person_name, person_email, declined_at } => {
            let (account, address) = (line(account), line(person_email));
            let person = Some(line(person_name)).filter(|name| !name.is_empty()).unwrap_or(address.clone());
            let subject =
                t!(language, "mail-declined-subject", person = person.as_str(), account = account.as_str());
            let at = format::in_full(language, *declined_at);
            let body = t!(
                language,
                "mail-declined-body",
                person = person,
                address = address,
                account = account,
                at = at
            );
            let effect = Block::Paragraph(t!(language, "mail-declined-effect"));
            (subject.clone(), vec![Block::Heading(subject), Block::Paragraph(body), effect])
        }
        Message::PasswordChanged { person_name, at } => {
            let at = format::in_full(language, *at);
            let blocks = vec![
                Block::Heading(t!(language, "mail-changed-subject")),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(t!(language, "mail-changed-body", address = to, at = at)),
                Block::Paragraph(t!(language, "mail-changed-effect")),
                Block::Note(t!(language, "mail-changed-warning")),
            ];
            (t!(language, "mail-changed-subject"), blocks)
        }
        Message::Address(message) => super::address::content(message, language, to),
        Message::Factor(message) => super::factor::content(message, language, to),
        Message::Notice(message) => super::notice::content(message, language, to),
    }
}

pub(super) fn greeting(language: Language, name: Option<&str>) -> Block {
    let name = name.map(line).filter(|name| !name.is_empty());
    Block::Paragraph(match name {
        Some(name) => t!(language, "mail-greeting", name = name),
        None => t!(language, "mail-greeting-unnamed"),
    })
}

pub(super) fn button(language: Language, label: String, link: &str) -> Block {
    Block::Button { label, link: link.to_owned(), by_hand: t!(language, "mail-button-by-hand") }
}

fn access_words(language: Language, access: &Access) -> Vec<String> {
    match access {
        Access::AccountOnly => vec![t!(language, "mail-access-account")],
        Access::AllProjects => vec![t!(language, "mail-access-all-projects")],
        Access::Projects(roles) => roles
            .iter()
            .map(|(project, role)| {
                let role = project_role(language, *role);
                t!(language, "mail-access-project", project = line(project), role = role)
            })
            .collect(),
    }
}

fn project_role(language: Language, role: ProjectRole) -> String {
    match role {
        ProjectRole::ProjectAdministrator => t!(language, "mail-project-role-administrator"),
        ProjectRole::User => t!(language, "mail-project-role-user"),
        ProjectRole::Observer => t!(language, "mail-project-role-observer"),
        ProjectRole::InternalNetworkOnlyUser => t!(language, "mail-project-role-internal-network"),
    }
}

/// One line without what could pass for another line or turn the text around, whoever wrote it. The domain refuses
/// such names already; mails must not depend on every row being that young.
pub(super) fn line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if is_unprintable(c) { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines, each as [`line`] leaves it.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(line).collect()
}

#[cfg(test)]
#[path = "message_test.rs"]
mod tests;
