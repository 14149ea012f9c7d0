//! Mails that remind of something, and the one that asks whether it arrived.

use super::{
    document::Block,
    message::{button, greeting, line},
};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::{browser, format},
    t,
};

/// A mail that nobody's press of a button has caused just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeMessage {
    /// To who is invited and has not answered: the same link once more.
    Reminder {
        /// The account's name.
        account: String,
        /// The name of who invites; the address stands in when there is none.
        inviter_name: String,
        /// The address of who invites.
        inviter_email: String,
        /// The whole link, from the public URL.
        link: String,
        /// When the link ends.
        expires_at: Timestamp,
        /// The name of who is invited, as far as known.
        person_name: Option<String>,
    },
    /// To somebody whose access ends soon.
    AccessEnds {
        /// The account's name.
        account: String,
        /// When.
        ends_at: Timestamp,
        /// The person's name, as far as known.
        person_name: Option<String>,
    },
    /// To a member of an account that requires a second factor, who has none.
    TwoFactorDue {
        /// The account's name.
        account: String,
        /// From when on it is required.
        from: Timestamp,
        /// Whether that moment had come when the mail was asked for.
        is_due: bool,
        /// Where one is set up.
        link: String,
        /// The person's name, as far as known.
        person_name: Option<String>,
    },
    /// To who issued a token that ends soon, and to the administrators of its account.
    TokenEnds {
        /// The number of the token.
        id: i64,
        /// Its name.
        name: String,
        /// The account's name.
        account: String,
        /// When it ends.
        ends_at: Timestamp,
        /// Who issued it; none when that is whom the mail goes to.
        issuer: Option<String>,
        /// Where tokens are.
        link: String,
        /// The person's name, as far as known.
        person_name: Option<String>,
    },
    /// To somebody who signed in with a browser they are not known by, or to whom somebody else did so.
    NewBrowser {
        /// When.
        at: Timestamp,
        /// From which address.
        ip: String,
        /// What the browser calls itself.
        user_agent: String,
        /// The person's name, as far as known.
        person_name: Option<String>,
    },
    /// To the operator who wants to know whether mail arrives.
    Test {
        /// The whole link, from the public URL.
        link: String,
        /// When the link ends.
        expires_at: Timestamp,
        /// The person's name, as far as known.
        person_name: Option<String>,
    },
}

/// The subject, and everything but the last line.
pub(super) fn content(message: &NoticeMessage, language: Language, to: &str) -> (String, Vec<Block>) {
    match message {
        NoticeMessage::Reminder { account, inviter_name, inviter_email, link, expires_at, person_name } => {
            let (account, email) = (line(account), line(inviter_email));
            let inviter = Some(line(inviter_name)).filter(|name| !name.is_empty()).unwrap_or(email.clone());
            let subject =
                t!(language, "mail-reminder-subject", inviter = inviter.as_str(), account = account.as_str());
            let body = t!(
                language,
                "mail-reminder-body",
                inviter = inviter.as_str(),
                address = email,
                account = account.as_str()
            );
            let until = format::in_full(language, *expires_at);
            let blocks = vec![
                Block::Heading(t!(language, "mail-invitation-heading", account = account)),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(body),
                button(language, t!(language, "mail-invitation-button"), link),
                Block::Paragraph(t!(language, "mail-invitation-ends", until = until)),
                Block::Note(t!(language, "mail-invitation-ignore", inviter = inviter)),
            ];
            (subject, blocks)
        }
        NoticeMessage::AccessEnds { account, ends_at, person_name } => {
            let account = line(account);
            let subject = t!(language, "mail-end-subject", account = account.as_str());
            let until = format::in_full(language, *ends_at);
            let body = t!(language, "mail-end-body", account = account.as_str(), until = until, address = to);
            let blocks = vec![
                Block::Heading(subject.clone()),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(body),
                Block::Paragraph(t!(language, "mail-end-ask", account = account)),
            ];
            (subject, blocks)
        }
        NoticeMessage::TwoFactorDue { account, from, is_due, link, person_name } => {
            let account = line(account);
            let at = format::in_full(language, *from);
            let subject = t!(language, "mail-due-subject", account = account.as_str());
            let body = if *is_due {
                t!(language, "mail-due-body-since", account = account.as_str(), at = at, address = to)
            } else {
                t!(language, "mail-due-body-from", account = account.as_str(), at = at, address = to)
            };
            let blocks = vec![
                Block::Heading(subject.clone()),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(body),
                button(language, t!(language, "mail-due-button"), link),
                Block::Note(t!(language, "mail-due-ask", account = account)),
            ];
            (subject, blocks)
        }
        NoticeMessage::TokenEnds { id, name, account, ends_at, issuer, link, person_name } => {
            let (token, account) = (line(name), line(account));
            let subject =
                t!(language, "mail-token-subject", token = token.as_str(), account = account.as_str());
            let body = match issuer {
                Some(issuer) => t!(
                    language,
                    "mail-token-body-other",
                    token = token.as_str(),
                    issuer = line(issuer),
                    account = account
                ),
                None => t!(language, "mail-token-body-own", token = token.as_str(), account = account),
            };
            let until = format::in_full(language, *ends_at);
            let blocks = vec![
                Block::Heading(subject.clone()),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(body),
                Block::Facts(t!(language, "mail-token-id"), vec![id.to_string()]),
                Block::Facts(t!(language, "mail-token-ends"), vec![until]),
                Block::Paragraph(t!(language, "mail-token-effect")),
                button(language, t!(language, "mail-token-button"), link),
            ];
            (subject, blocks)
        }
        NoticeMessage::NewBrowser { at, ip, user_agent, person_name } => {
            let subject = t!(language, "mail-browser-subject");
            let at = format::in_full(language, *at);
            let device = browser::name(language, &line(user_agent));
            let blocks = vec![
                Block::Heading(subject.clone()),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(t!(language, "mail-browser-body", address = to)),
                Block::Facts(t!(language, "mail-browser-when"), vec![at]),
                Block::Facts(t!(language, "mail-browser-device"), vec![device]),
                Block::Facts(t!(language, "mail-browser-ip"), vec![line(ip)]),
                Block::Paragraph(t!(language, "mail-browser-fine")),
                Block::Note(t!(language, "mail-browser-warning")),
            ];
            (subject, blocks)
        }
        NoticeMessage::Test { link, expires_at, person_name } => {
            let subject = t!(language, "mail-test-subject");
            let until = format::in_full(language, *expires_at);
            let blocks = vec![
                Block::Heading(subject.clone()),
                greeting(language, person_name.as_deref()),
                Block::Paragraph(t!(language, "mail-test-body", address = to)),
                button(language, t!(language, "mail-test-button"), link),
                Block::Paragraph(t!(language, "mail-test-ends", until = until)),
                Block::Note(t!(language, "mail-test-ignore")),
            ];
            (subject, blocks)
        }
    }
}
