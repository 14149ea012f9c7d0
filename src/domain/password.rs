//! What makes a password acceptable (`docs/security.md`, Passwords; NIST SP 800-63B-4 §3.1.1; ASVS 5.0 V6.2).

use super::field::Fault;
use std::{collections::HashSet, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

/// The fewest characters of a password that stands alone.
pub const MIN_CHARS: usize = 15;
/// The most characters.
pub const MAX_CHARS: usize = 256;
/// The most octets, whatever the script.
pub const MAX_OCTETS: usize = 1024;

/// A password in Unicode form NFKC, within the limits of length. Never kept, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Reads a password to sign in with: only its length is judged, and that before anything is hashed.
    ///
    /// # Errors
    /// [`Fault::Missing`] or [`Fault::TooLong`]; over-long ones are refused, never cut.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        if text.len() > MAX_OCTETS || text.chars().count() > MAX_CHARS {
            return Err(Fault::TooLong { max: MAX_CHARS });
        }
        Ok(Self(text.nfkc().collect()))
    }

    /// Reads a password to be set. `own_words` are the person's, the account's and the product's own: a password made of
    /// nothing else is as good as known.
    ///
    /// # Errors
    /// As [`Password::parse`], and [`Fault::TooShort`], [`Fault::Guessable`] or [`Fault::OwnWords`].
    pub fn parse_new(text: &str, own_words: &[&str]) -> Result<Self, Fault> {
        let password = Self::parse(text)?;
        if password.0.chars().count() < MIN_CHARS {
            return Err(Fault::TooShort { min: MIN_CHARS });
        }
        if is_guessable(&password.0, &[]) {
            return Err(Fault::Guessable);
        }
        if is_guessable(&password.0, own_words) {
            return Err(Fault::OwnWords);
        }
        Ok(password)
    }

    /// The octets to hash.
    pub fn as_octets(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The common passwords, one a line, lower case; `docs/adr/0009` says where they come from.
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

fn is_guessable(password: &str, own_words: &[&str]) -> bool {
    let lower = password.to_lowercase();
    if COMMON.contains(lower.as_str()) {
        return true;
    }
    let mut rest: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut words: Vec<String> = own_words
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()))
        .chain(["vestibule"])
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= 3)
        .collect();
    // The longest first, so that "marathon" does not hide behind "mara".
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        rest = rest.replace(&word, "");
    }
    // What is left after the own words must be a password of its own, not "123" or one character over and over.
    let different: HashSet<char> = rest.chars().collect();
    different.len() < 5 || COMMON.contains(rest.as_str()) || is_keyboard_walk(&rest)
}

/// Whether nothing but runs of neighbouring keys or of the alphabet makes it up, forwards or backwards.
fn is_keyboard_walk(text: &str) -> bool {
    const ROWS: [&str; 5] =
        ["qwertyuiop", "asdfghjkl", "zxcvbnm", "12345678901234567890", "abcdefghijklmnopqrstuvwxyz"];
    let follows = |a: char, b: char| {
        ROWS.iter().any(|row| {
            row.chars().zip(row.chars().skip(1)).any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
        })
    };
    let breaks = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| !follows(*a, *b)).count();
    breaks * 5 < text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_judged_in_characters_and_octets() {
        assert_eq!(Password::parse_new("fourteen-chars", &[]), Err(Fault::TooShort { min: MIN_CHARS }));
        assert!(Password::parse_new("correct horse battery", &[]).is_ok());
        assert!(Password::parse(&"x".repeat(MAX_CHARS)).is_ok());
        assert_eq!(Password::parse(&"x".repeat(MAX_CHARS + 1)), Err(Fault::TooLong { max: MAX_CHARS }));
        assert_eq!(Password::parse(&"\u{10348}".repeat(257)), Err(Fault::TooLong { max: MAX_CHARS }));
        assert_eq!(Password::parse(""), Err(Fault::Missing));
    }

    #[test]
    fn the_same_password_typed_on_another_keyboard_is_the_same() {
        assert_eq!(Password::parse("cafe\u{301} ﬁne"), Password::parse("caf\u{e9} fine"));
    }

    #[test]
    fn what_anybody_would_try_first_is_refused() {
        let own = ["Mara Lind", "mara.lind@example.org", "Northwind Traders"];
        for bad in ["aaaaaaaaaaaaaaaa", "vestibulevestibule", "qwertyuiopasdfghjkl"] {
            assert_eq!(Password::parse_new(bad, &own), Err(Fault::Guessable), "{bad}");
        }
        for bad in
            ["Mara.Lind.Northwind", "northwind-traders-2", "Mara Lind password", "mara.lind@example.org"]
        {
            assert_eq!(Password::parse_new(bad, &own), Err(Fault::OwnWords), "{bad}");
        }
        assert!(Password::parse_new("marathon lindy hop swing", &own).is_ok());
    }
}
