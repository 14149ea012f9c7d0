//! Every mail in every language, read back by a MIME parser.

use super::*;
use crate::{
    domain::factor::FactorChange,
    mail::{Mailbox, Outgoing, address::AddressMessage, factor::FactorMessage, notice::NoticeMessage},
};
use mail_parser::{HeaderValue, MessageParser, MimeHeaders};

const AT: Timestamp = Timestamp::from_micros(1_795_269_906_000_007);
const LINK: &str = "https://panel.example.org/invitations/abcDEF_-123?lang=de&x=1";
const ADDRESS: &str = "mara@example.org";
/// A name that tries everything at once.
const HOSTILE: &str =
    "<b>Bo</b> \"&amp;\" <a href=\"https://evil.example\">x</a>\r\nBcc: all@example.org\u{202E}";

fn messages(name: &str) -> Vec<Message> {
    let projects =
        ProjectRole::ALL.iter().enumerate().map(|(n, role)| (format!("{name} {n}"), *role)).collect();
    let invitation = |access, has_account| Message::Invitation {
        account: name.into(),
        inviter_name: name.into(),
        inviter_email: "bo@example.org".into(),
        role: AccountRole::PurgeApiWeb,
        access,
        link: LINK.into(),
        expires_at: AT,
        person_name: Some(name.into()),
        has_account,
        access_ends_at: Some(AT),
        note: Some(format!("{name}\n<script>alert(1)</script>\n> {name}")),
        two_factor: true,
    };
    let changes = [
        FactorChange::TurnedOn,
        FactorChange::TurnedOff,
        FactorChange::NewCodes,
        FactorChange::CodeUsed,
        FactorChange::WrongCodes,
        FactorChange::Reset,
    ];
    let of_factors = changes
        .map(|change| Message::Factor(FactorMessage { change, person_name: Some(name.into()), at: AT }));
    let mut all = vec![
        invitation(Access::AccountOnly, false),
        invitation(Access::AllProjects, true),
        invitation(Access::Projects(projects), false),
        Message::PasswordReset { link: LINK.into(), expires_at: AT, person_name: None },
        Message::InvitationAccepted {
            account: name.into(),
            person_name: name.into(),
            person_email: "bo@example.org".into(),
            accepted_at: AT,
        },
        Message::PasswordChanged { person_name: Some(name.into()), at: AT },
        Message::Address(AddressMessage::Confirm {
            old: name.into(),
            link: LINK.into(),
            expires_at: AT,
            person_name: Some(name.into()),
        }),
        Message::Address(AddressMessage::Asked { new: name.into(), person_name: None, at: AT }),
        Message::Address(AddressMessage::InUse { person_name: Some(name.into()), at: AT }),
        Message::Address(AddressMessage::Changed {
            old: ADDRESS.into(),
            new: name.into(),
            person_name: Some(name.into()),
            at: AT,
        }),
        Message::InvitationDeclined {
            account: name.into(),
            person_name: name.into(),
            person_email: "bo@example.org".into(),
            declined_at: AT,
        },
        Message::Notice(NoticeMessage::Reminder {
            account: name.into(),
            inviter_name: name.into(),
            inviter_email: "bo@example.org".into(),
            link: LINK.into(),
            expires_at: AT,
            person_name: Some(name.into()),
        }),
        Message::Notice(NoticeMessage::AccessEnds {
            account: name.into(),
            ends_at: AT,
            person_name: Some(name.into()),
        }),
        Message::Notice(NoticeMessage::TwoFactorDue {
            account: name.into(),
            from: AT,
            is_due: false,
            link: LINK.into(),
            person_name: Some(name.into()),
        }),
        Message::Notice(NoticeMessage::NewBrowser {
            at: AT,
            ip: name.into(),
            user_agent: name.into(),
            person_name: Some(name.into()),
        }),
        Message::Notice(NoticeMessage::Test { link: LINK.into(), expires_at: AT, person_name: None }),
        token_ends(name, None),
        token_ends(name, Some(name.into())),
    ];
    all.extend(of_factors);
    all
}

fn token_ends(name: &str, issuer: Option<String>) -> Message {
    Message::Notice(NoticeMessage::TokenEnds {
        id: 7712,
        name: name.into(),
        account: name.into(),
        ends_at: AT,
        issuer,
        link: LINK.into(),
        person_name: Some(name.into()),
    })
}

fn has_link(message: &Message) -> bool {
    matches!(
        message,
        Message::Invitation { .. }
            | Message::PasswordReset { .. }
            | Message::Address(AddressMessage::Confirm { .. })
            | Message::Notice(
                NoticeMessage::Reminder { .. }
                    | NoticeMessage::TwoFactorDue { .. }
                    | NoticeMessage::TokenEnds { .. }
                    | NoticeMessage::Test { .. }
            )
    )
}

fn each(name: &str, mut check: impl FnMut(&Message, Language, Rendered)) {
    for message in messages(name) {
        for language in Language::ALL {
            check(&message, language, render(&message, language, ADDRESS));
        }
    }
}

/// The words of an HTML part as a reader sees them.
fn seen(html: &str) -> String {
    let body = html.split_once("<body").map_or("", |(_, body)| body);
    let body = format!("<body{body}").replace("<br>", " ");
    let mut words = String::new();
    for piece in body.split('<').skip(1) {
        words.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        words.push(' ');
    }
    html_escape::decode_html_entities(&words).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_link_stands_once_in_each_part_and_the_address_and_the_end_do_too() {
    each("Bo", |message, language, mail| {
        let attribute = format!("href=\"{}\"", LINK.replace('&', "&amp;"));
        let links = usize::from(has_link(message));
        assert_eq!(mail.html.matches("href=").count(), links);
        assert_eq!(mail.html.matches(&attribute).count(), links);
        assert_eq!(mail.text.lines().filter(|line| *line == LINK).count(), links);
        assert_eq!(mail.text.matches("https://").count(), links);
        let exact = format::in_full(language, AT).replace('\u{a0}', " ");
        for part in [mail.text.replace('\u{a0}', " "), seen(&mail.html)] {
            assert!(part.contains(ADDRESS) && part.contains(&exact), "{part}");
        }
    });
}

#[test]
fn both_parts_say_the_same() {
    each("Bo & <Söhne> GmbH", |_, _, mail| {
        let html = seen(&mail.html);
        for line in mail.text.lines().filter(|line| !line.is_empty()) {
            let line = line
                .trim_start_matches("- ")
                .trim_start_matches("> ")
                .trim_end_matches(':')
                .replace('\u{a0}', " ");
            assert!(html.contains(&line), "{line}\n{html}");
        }
    });
}

#[test]
fn what_people_typed_neither_becomes_markup_nor_another_line() {
    each(HOSTILE, |_, _, mail| {
        assert!(!mail.html.contains("<b>") && !mail.html.contains("<a href=\"https://evil"), "{}", mail.html);
        assert!(!mail.html.contains('\u{202E}') && !mail.text.contains('\u{202E}'));
        assert!(!mail.subject.contains(['\r', '\n']));
        assert!(!mail.text.lines().any(|line| line.starts_with("Bcc")), "{}", mail.text);
    });
}

#[test]
fn nothing_is_fetched_and_dark_programs_are_told() {
    each("Bo", |_, language, mail| {
        for fetched in ["<img", "src=", "url(", "@import", "<link", "<script"] {
            assert!(!mail.html.contains(fetched), "{fetched}");
        }
        assert!(mail.html.contains(r#"<meta name="color-scheme" content="light dark">"#));
        assert!(mail.html.contains(&format!("<html lang=\"{}\">", language.code())));
    });
}

#[test]
fn the_english_subjects_are_fixed() {
    let subject = |message: &Message| render(message, Language::En, ADDRESS).subject;
    let all: Vec<_> = messages("Bo").iter().map(subject).collect();
    assert_eq!(all[0], "Bo invites you to Bo");
    assert_eq!(all[4], "Bo accepted your invitation to Bo");
    assert_eq!(all[6], "Confirm your new email");
    assert_eq!(all[7], "Your email is about to change");
    assert_eq!(all[8], "Somebody tried to use your address");
    assert_eq!(all[9], "Your email was changed");
    assert_eq!(all[10], "Bo declined your invitation to Bo");
    assert_eq!(all[11], "Reminder: Bo invites you to Bo");
    assert_eq!(all[12], "Your access to Bo ends soon");
    assert_eq!(all[13], "Bo requires two-factor authentication");
    assert_eq!(all[14], "New sign-in to your account");
    assert_eq!(all[15], "Test mail from Vestibule");
}

#[test]
fn who_has_no_name_is_called_by_the_address() {
    let mails: Vec<_> =
        messages(" \n").iter().map(|message| render(message, Language::En, ADDRESS)).collect();
    assert_eq!(mails[0].subject, "bo@example.org invites you to");
    assert!(mails[0].text.contains("\nHello,\n"));
    assert!(mails[4].subject.starts_with("bo@example.org accepted"));
    assert!(mails[10].subject.starts_with("bo@example.org declined"));
}

#[test]
fn a_mime_parser_reads_what_was_written() {
    let from =
        Mailbox::new(Some("Büro „Vestibule“, Köln".into()), "no-reply@example.org".parse().expect("good"));
    each(HOSTILE, |_, language, rendered| {
        let outgoing = Outgoing {
            from: from.clone(),
            to: ADDRESS.into(),
            message_id: crate::mail::message_id("invitation", 12, 3, "panel.example.org"),
            date: AT,
            language,
            rendered: rendered.clone(),
        };
        let octets = outgoing.message().expect("a good mail").formatted();
        assert!(octets.is_ascii(), "every server takes it");
        assert!(octets.split(|octet| *octet == b'\n').all(|line| line.len() < 998), "RFC 5322 §2.1.1");
        let mail = MessageParser::default().parse(&octets).expect("a mail");
        assert_eq!(mail.subject(), Some(rendered.subject.as_str()));
        assert_eq!(mail.message_id(), Some("invitation-12-3@panel.example.org"));
        assert_eq!(mail.date().map(mail_parser::DateTime::to_timestamp), Some(AT.as_seconds()));
        let sender = mail.from().and_then(|from| from.first()).expect("from");
        assert_eq!((sender.name(), sender.address()), (from.name.as_deref(), Some("no-reply@example.org")));
        assert_eq!(mail.to().and_then(|to| to.first()).and_then(|to| to.address()), Some(ADDRESS));
        assert!(mail.bcc().is_none() && mail.cc().is_none());
        let header = |name: &str| mail.header(name).and_then(HeaderValue::as_text).map(str::to_owned);
        assert_eq!(header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(header("MIME-Version").as_deref(), Some("1.0"));
        let kind = mail.content_type().expect("a kind");
        assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
        let part = |text: Option<std::borrow::Cow<'_, str>>| text.map(|text| text.replace("\r\n", "\n"));
        assert_eq!(part(mail.body_text(0)), Some(rendered.text));
        assert_eq!(part(mail.body_html(0)), Some(rendered.html));
        assert_eq!(mail.attachment_count(), 0);
    });
}
