use super::{Outgoing, Rendered, message_id};
use crate::{
    domain::{email::EmailAddress, language::Language, time::Timestamp},
    fuzz::{holds, text},
};
use mail_parser::MessageParser;
use proptest::prelude::*;

/// Mostly addresses that are read.
fn addresses() -> impl Strategy<Value = String> {
    let local = text(&["mara", "M", "o'neil+x", ".", "ж", "a", "=?utf-8?q?x?=", "{|}~", "-"]);
    let domain = text(&["example", ".", "org", "xn--bcher-kva", "bücher", "-", "1", "b."]);
    prop_oneof![
        (local.boxed(), Just("example.org".to_owned()).boxed()),
        (Just("mara".to_owned()).boxed(), domain.boxed()),
    ]
    .prop_map(|(local, domain)| format!("{local}@{domain}"))
}

/// Read back by somebody else's reader.
#[test]
fn whatever_is_an_address_gets_its_mail_and_nobody_else_does() {
    holds("address_sent", &addresses(), |text| {
        let Ok(address) = EmailAddress::parse(text) else { return Ok(()) };
        let mail = Outgoing {
            from: "Vestibule <no-reply@example.org>".parse().unwrap(),
            to: address.as_str().to_owned(),
            message_id: message_id("reset", 7, 1, "example.org"),
            date: Timestamp::from_micros(0),
            language: Language::En,
            rendered: Rendered { subject: "Hello".into(), text: "Hello".into(), html: "<p>Hello</p>".into() },
        };
        let message = mail.message();
        prop_assert!(message.is_ok(), "{:?}", message);
        let message = message.unwrap();
        let local = address.as_str().rsplit_once('@').unwrap().0;
        let domain = address.key().rsplit_once('@').unwrap().1;
        let expected = format!("{local}@{domain}");
        let envelope: Vec<String> = message.envelope().to().iter().map(ToString::to_string).collect();
        prop_assert_eq!(envelope, [expected.clone()]);
        let octets = message.formatted();
        let read = MessageParser::default().parse(&octets).unwrap();
        let to: Vec<_> = read.to().unwrap().iter().map(|one| one.address().unwrap_or_default()).collect();
        prop_assert_eq!(to, [expected.as_str()]);
        prop_assert!(read.bcc().is_none() && read.cc().is_none());
        Ok(())
    });
}
