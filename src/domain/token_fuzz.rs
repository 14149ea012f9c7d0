use super::{
    recovery_code::RecoveryCode,
    secret::{TOKEN_CHARS, Token},
    time::Timestamp,
    totp::{Code, Secret, Step},
};
use crate::fuzz::{holds, text};
use proptest::prelude::*;

/// A good one with one letter changed, taken out or put in, or no good one at all.
fn nearly(
    good: impl Strategy<Value = String>,
    junk: impl Strategy<Value = String>,
) -> impl Strategy<Value = String> {
    let changed = (
        good,
        any::<prop::sample::Index>(),
        0..2_usize,
        text(&["u", "i", "+", "A", "B", "-", "_", "=", "0", "o", "l", " "]),
    );
    prop_oneof![
        3 => changed.prop_map(|(good, at, taken, put)| {
            let letters: Vec<char> = good.chars().collect();
            let at = at.index(letters.len());
            let put: String = put.chars().take(2).collect();
            letters[..at].iter().copied().chain(put.chars()).chain(letters[at + taken..].iter().copied()).collect()
        }),
        1 => junk,
    ]
}

#[test]
fn a_token_has_one_text_and_a_text_one_token() {
    let good = any::<[u8; 32]>().prop_map(|octets| Token::from_random(octets).reveal());
    holds("token", &nearly(good, text(&["AAAAAAAA", "AAAAAAAAAAA", "_", "-", "+", "/", "="])), |text| {
        if let Some(token) = Token::parse(text) {
            prop_assert_eq!(&token.reveal(), text);
            prop_assert_eq!(text.len(), TOKEN_CHARS);
            prop_assert!(text.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-_".contains(&octet)));
            prop_assert_eq!(token.hash().handle().len(), 16);
            prop_assert_eq!(format!("{token:?}{:?}", token.hash()), "Token(…)TokenHash(…)");
        }
        Ok(())
    });
    holds("token_octets", &any::<[u8; 32]>(), |octets| {
        let token = Token::from_random(*octets);
        prop_assert_eq!(Token::parse(&token.reveal()), Some(token));
        Ok(())
    });
}

/// The code as somebody might read it, by another rule than the product's: base32 by a library.
fn read_otherwise(text: &str) -> Option<[u8; 10]> {
    let mut to = data_encoding::Specification::new();
    to.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    to.translate.from.push_str("ABCDEFGHJKMNPQRSTVWXYZoOiIlL");
    to.translate.to.push_str("abcdefghjkmnpqrstvwxyz001111");
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !"-‐–".contains(*c)).collect();
    to.encoding().unwrap().decode(text.as_bytes()).ok()?.try_into().ok()
}

#[test]
fn a_recovery_code_is_read_however_it_is_typed_and_nothing_else_is_one() {
    let good = any::<[u8; 10]>().prop_map(|octets| RecoveryCode::from_random(octets).reveal());
    holds("recovery_code", &nearly(good, text(&["0123", "abcd", "OIL", "u", "-", " "])), |text| {
        let read = RecoveryCode::parse(text);
        prop_assert_eq!(read, read_otherwise(text).map(RecoveryCode::from_random));
        if let Some(code) = read {
            prop_assert_eq!(RecoveryCode::parse(&code.reveal()), Some(code));
            let shouted = code.reveal().replace('-', "\t").replace('0', "O").replace('1', "l").to_uppercase();
            prop_assert_eq!(RecoveryCode::parse(&shouted), Some(code));
        }
        Ok(())
    });
}

#[test]
fn a_code_is_six_digits_whatever_is_between_them() {
    let good = (0..1_000_000_u32, "[ -]{0,2}").prop_map(|(code, gap)| {
        let code = format!("{code:06}");
        let (first, last) = code.split_at(3);
        format!("{first}{gap}{last}")
    });
    holds("code", &nearly(good, text(&["123", "4", "１", " ", "-", "+"])), |text| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let rest = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-');
        let expected = (digits.len() == 6 && rest).then_some(digits);
        prop_assert_eq!(Code::parse(text).map(|code| code.to_string()), expected);
        Ok(())
    });
}

#[test]
fn a_code_is_good_for_its_step_and_the_next() {
    let inputs = (any::<[u8; 20]>(), -10_000_000_000..200_000_000_000_i64, -3..=3_i64);
    holds("code_step", &inputs, |(octets, seconds, away)| {
        let secret = Secret::from_random(*octets);
        let now = Timestamp::from_micros(seconds * 1_000_000);
        let of = Step(seconds.div_euclid(30) + away);
        let code = Code::parse(&secret.code(of).to_string());
        prop_assert_eq!(code, Some(secret.code(of)));
        let found = secret.step_of(secret.code(of), now);
        if [-1, 0].contains(away) {
            // Twice the same code in a row is the newer one.
            prop_assert!(
                found.is_some_and(
                    |step| step == of || step.0 == of.0 + 1 && secret.code(step) == secret.code(of)
                )
            );
        } else if let Some(found) = found {
            prop_assert!(secret.code(found) == secret.code(of), "a code of another time");
        }
        Ok(())
    });
}
