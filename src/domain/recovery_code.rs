//! Codes for whoever has lost the second factor: 80 bits each, shown once, kept as their SHA-256, good for one time.

use sha2::{Digest, Sha256};

/// How many a person gets at a time.
pub const HOW_MANY: usize = 10;
/// Octets of randomness in one.
pub const CODE_LEN: usize = 10;
/// Letters and digits of one; five bits each.
const LETTERS: usize = 16;
/// Crockford's base32: without I, L, O and U, so that nothing looks like something else.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm',
    'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'y', 'z',
];

/// A recovery code. Never kept, never logged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecoveryCode([u8; CODE_LEN]);

impl RecoveryCode {
    /// A code of the given random octets.
    pub const fn from_random(octets: [u8; CODE_LEN]) -> Self {
        Self(octets)
    }

    /// A code as somebody typed it: case, blanks and dashes do not count, and what looks like a letter of it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bits: u128 = 0;
        let mut letters = 0;
        for letter in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–')) {
            let letter = match letter.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            };
            let value = ALPHABET.iter().position(|each| *each == letter)?;
            letters += 1;
            if letters > LETTERS {
                return None;
            }
            bits = bits << 5 | u128::try_from(value).ok()?;
        }
        let octets = bits.to_be_bytes();
        (letters == LETTERS).then(|| octets.last_chunk().copied().map(Self)).flatten()
    }

    /// The code for reading and typing, in groups of four.
    pub fn reveal(&self) -> String {
        let bits = self.0.iter().fold(0_u128, |bits, octet| bits << 8 | u128::from(*octet));
        let mut text = String::new();
        for place in 0..LETTERS {
            if place > 0 && place.is_multiple_of(4) {
                text.push('-');
            }
            let value = usize::try_from(bits >> (5 * (LETTERS - 1 - place)) & 31).unwrap_or_default();
            text.extend(ALPHABET.get(value));
        }
        text
    }

    /// What is kept of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = RecoveryCode::from_random([0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf]);
        assert_eq!(code.reveal(), "0123-4567-89ab-cdef");
        for text in [
            "0123-4567-89ab-cdef",
            "0123456789ABCDEF",
            " o123 4567\t89AB–cdef ",
            "Oi23-4567-89ab-cdef",
            "0L23456789abcdef",
        ] {
            assert_eq!(RecoveryCode::parse(text), Some(code), "{text}");
        }
        for text in
            ["", "0123", "0123-4567-89ab-cdeu", "0123-4567-89ab-cdef-0", "0123-4567-89ab-cde!", "287082"]
        {
            assert_eq!(RecoveryCode::parse(text), None, "{text}");
        }
        assert_eq!(format!("{code:?}"), "RecoveryCode(…)");
    }

    #[test]
    fn every_bit_counts() {
        let all = RecoveryCode::from_random([0xff; CODE_LEN]);
        assert_eq!(RecoveryCode::parse(&all.reveal()), Some(all));
        for bit in 0..CODE_LEN * 8 {
            let mut octets = [0; CODE_LEN];
            octets[bit / 8] = 1 << (bit % 8);
            let code = RecoveryCode::from_random(octets);
            assert_eq!(RecoveryCode::parse(&code.reveal()), Some(code), "bit {bit}");
            assert_ne!(code.hash(), RecoveryCode::from_random([0; CODE_LEN]).hash());
        }
    }
}
