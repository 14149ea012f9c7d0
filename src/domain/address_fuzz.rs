use super::{EmailAddress, MAX_ADDRESS, masked};
use crate::{
    domain::{field::Fault, name::is_unprintable},
    fuzz::{holds, text},
};
use proptest::{collection::vec, prelude::*, sample::select};
use unicode_normalization::UnicodeNormalization;

const LOCAL: &[&str] = &[
    "mara",
    "M",
    "o'neil+x",
    ".",
    "ж",
    "\"",
    "(c)",
    "a b",
    "a",
    "ﷺ",
    "½",
    "⑴",
    "Ａ",
    "İ",
    "e\u{301}",
    "K\u{212a}",
];
const DOMAIN: &[&str] =
    &["example", ".", "org", "xn--bcher-kva", "bücher", "-", "1", "localhost", "[127.0.0.1]", "b.", "_"];

/// Mostly something of which an address could be made.
fn addresses() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (text(LOCAL), text(DOMAIN)).prop_map(|(local, domain)| format!("{local}@{domain}.org")),
        2 => text(LOCAL).prop_map(|local| format!("{local}@example.org")),
        2 => vec(select(LOCAL), 1..4).prop_map(|local| format!("{}@example.org", local.concat())),
        3 => text(DOMAIN).prop_map(|domain| format!("mara@{domain}.org")),
        1 => text(&["mara", "@", "example", ".org", "<", ">", ", "]),
    ]
}

fn key(text: &str) -> Option<String> {
    EmailAddress::parse(text).ok().map(|address| address.key)
}

#[test]
fn an_address_that_is_read_is_one_word_of_its_length_and_reads_back() {
    holds("address", &addresses(), |text| {
        let address = match EmailAddress::parse(text) {
            Ok(address) => address,
            Err(Fault::Missing) => {
                prop_assert!(text.trim().is_empty());
                return Ok(());
            }
            Err(Fault::TooLong { max }) => {
                prop_assert!(text.trim().len() > max);
                return Ok(());
            }
            Err(fault) => {
                prop_assert_eq!(fault, Fault::NotAnAddress);
                return Ok(());
            }
        };
        let shown = address.as_str();
        prop_assert!(shown == text.trim() || !text.is_ascii());
        prop_assert!(shown.nfc().eq(shown.chars()));
        let hidden = ['\u{ad}', '\u{34f}', '\u{180e}', '\u{200b}', '\u{fe0f}', '\u{feff}', '\u{e0001}'];
        prop_assert!(!shown.contains(hidden), "{:?}", shown);
        prop_assert!(shown.len() <= MAX_ADDRESS);
        for each in [shown, address.key()] {
            prop_assert_eq!(each.matches(['@', '＠', '﹫']).count(), 1, "{:?}", each);
            prop_assert!(!each.chars().any(|c| is_unprintable(c) || c.is_whitespace()), "{:?}", each);
            prop_assert!(
                !each.contains([',', ';', '<', '>', '"', '(', ')', '[', ']', ':', '\\']),
                "{:?}",
                each
            );
        }
        prop_assert_eq!(EmailAddress::parse(shown), Ok(address.clone()));
        Ok(())
    });
}

#[test]
fn however_it_is_written_an_address_has_one_key() {
    holds("address_key", &addresses(), |text| {
        let Some(own) = key(text) else { return Ok(()) };
        prop_assert_eq!(key(&own), Some(own.clone()), "the key of the key of {:?}", text);
        let domain = own.rsplit_once('@').map(|(_, domain)| domain).unwrap_or_default();
        prop_assert!(domain.is_ascii() && !domain.contains(char::is_uppercase) && domain.len() <= 253);
        // Composed or not, a letter takes more or fewer octets, so that a long one may not be read.
        let forms: [String; 6] = [
            text.to_ascii_uppercase(),
            text.to_ascii_lowercase(),
            text.nfc().collect(),
            text.nfd().collect(),
            text.nfkc().collect(),
            format!(" {text}\t"),
        ];
        for form in forms {
            prop_assert!(key(&form).is_none_or(|key| key == own), "{:?} and {:?}", form, text);
        }
        prop_assert!(key(&text.to_ascii_uppercase()).is_some());
        Ok(())
    });
}

#[test]
fn a_log_has_one_letter_of_whatever_should_be_an_address() {
    holds("address_masked", &addresses(), |text| {
        let masked = masked(text);
        let domain = text.rsplit_once('@').map_or("", |(_, domain)| domain);
        prop_assert!(masked.ends_with(domain));
        prop_assert!(masked.chars().count() <= domain.chars().count() + "m…@".chars().count());
        Ok(())
    });
}
