//! Codes of an authenticator app: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which is what every app knows.

use super::time::Timestamp;
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// Octets of randomness in a secret: 160 bits, as RFC 4226 §4 recommends.
pub const SECRET_LEN: usize = 20;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Seconds for which a code is shown.
const STEP: i64 = 30;
/// The first number of more digits than a code has.
const MODULUS: u32 = 1_000_000;

/// What app and server both know. Kept sealed, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; SECRET_LEN]);

/// A code as somebody typed it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code(u32);

/// Which 30 seconds since 1970 a code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(pub i64);

impl Step {
    /// The step of a moment.
    pub const fn at(now: Timestamp) -> Self {
        Self(now.as_seconds().div_euclid(STEP))
    }
}

impl Code {
    /// Six digits; blanks and dashes between them do not count.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let fine = digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_digit());
        fine.then(|| digits.parse().ok().map(Self)).flatten()
    }
}

impl Secret {
    /// A secret of the given random octets.
    pub const fn from_random(octets: [u8; SECRET_LEN]) -> Self {
        Self(octets)
    }

    /// The octets, to be sealed.
    pub const fn as_octets(&self) -> &[u8; SECRET_LEN] {
        &self.0
    }

    /// The secret of what was sealed; none when it is of another length.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        octets.try_into().ok().map(Self)
    }

    /// The key as it is typed into an app: base32 (RFC 4648 §6) in groups of four.
    pub fn key(&self) -> String {
        let mut key = String::new();
        for (place, letter) in BASE32_NOPAD.encode(&self.0).chars().enumerate() {
            if place > 0 && place.is_multiple_of(4) {
                key.push(' ');
            }
            key.push(letter);
        }
        key
    }

    /// What the QR code says: the address that apps understand, with whom it signs in and where.
    pub fn address(&self, issuer: &str, person: &str) -> String {
        let (issuer, person) = (escaped(issuer), escaped(person));
        let secret = BASE32_NOPAD.encode(&self.0);
        format!(
            "otpauth://totp/{issuer}:{person}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP}"
        )
    }

    /// The step whose code this is: that of the moment, or the one before, for slow hands and clocks. None of any other.
    pub fn step_of(&self, code: Code, now: Timestamp) -> Option<Step> {
        let newest = Step::at(now);
        // Both are always worked out, and a code is compared as one number: the time says nothing about digits.
        let [now, before] =
            [newest, Step(newest.0.saturating_sub(1))].map(|step| (step, self.code(step) == code));
        [now, before].into_iter().find(|(_, is_it)| *is_it).map(|(step, _)| step)
    }

    /// The code of a step (RFC 4226 §5.3).
    pub fn code(&self, step: Step) -> Code {
        // A key of any length will do, so this never fails.
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return Code(MODULUS) };
        mac.update(&step.0.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let offset = usize::from(hash.last().copied().unwrap_or(0) & 0x0f);
        let chosen = hash.get(offset..).and_then(<[u8]>::first_chunk::<4>).copied().unwrap_or_default();
        Code((u32::from_be_bytes(chosen) & 0x7fff_ffff) % MODULUS)
    }
}

/// Percent-encoded but for letters, digits and what RFC 3986 calls unreserved.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for octet in text.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
            out.push(char::from(octet));
        } else {
            out.extend(['%', hex(octet >> 4), hex(octet & 15)]);
        }
    }
    out
}

/// A hexadecimal digit.
fn hex(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap_or('0').to_ascii_uppercase()
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// The digits, as an app shows them.
impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::from_random(*b"12345678901234567890")
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code(Step::at(at(seconds))).to_string(), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_taken_in_its_step_and_in_the_next_and_never_else() {
        let (now, step) = (at(1_795_166_100), Step::at(at(1_795_166_100)));
        for (away, taken) in [(-2, false), (-1, true), (0, true), (1, false)] {
            let of = Step(step.0 + away);
            let code = secret().code(of);
            assert_eq!(secret().step_of(code, now), taken.then_some(of), "{away}");
        }
    }

    #[test]
    fn blanks_and_dashes_in_a_code_do_not_count() {
        let code = Code::parse("287082").unwrap();
        for text in ["287 082", " 287-082 ", "2 8 7 0 8 2"] {
            assert_eq!(Code::parse(text), Some(code), "{text}");
        }
        for text in ["", "28708", "2870822", "28708a", "２８７０８２", "+87082", "-287082-1"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_key_can_be_typed_and_the_address_scanned() {
        assert_eq!(secret().key(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            secret().address("Vestibule panel.example.org", "ada+x@example.org"),
            "otpauth://totp/Vestibule%20panel.example.org:ada%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Vestibule%20panel.example.org&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(format!("{:?} {:?}", secret(), secret().code(Step(1))), "Secret(…) Code(…)");
    }
}
