//! Names of people, accounts and projects: free text of one line.

use super::field::Fault;
use unicode_normalization::UnicodeNormalization;

/// The longest name, in characters.
pub const MAX_NAME: usize = 120;
/// The longest text that a person likes to be called by, in characters, as the second JSON API has it.
pub const MAX_PREFERRED_NAME: usize = 250;

/// A name of one printable line, 1 to [`MAX_NAME`] characters, trimmed and in Unicode form NFC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name that must be there.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::TooLong`] or [`Fault::Unprintable`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        Self::parse_optional(text)?.ok_or(Fault::Missing)
    }

    /// Reads a name that must be there and may have up to so many characters, where a published contract says how many.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_up_to(max: usize, text: &str) -> Result<Self, Fault> {
        Self::parse_optional_up_to(max, text)?.ok_or(Fault::Missing)
    }

    /// Reads a name that may be left empty.
    ///
    /// # Errors
    /// [`Fault::TooLong`] or [`Fault::Unprintable`].
    pub fn parse_optional(text: &str) -> Result<Option<Self>, Fault> {
        Self::parse_optional_up_to(MAX_NAME, text)
    }

    /// Reads a name that may be left empty, or have up to so many characters.
    ///
    /// # Errors
    /// As [`Self::parse_optional`].
    pub fn parse_optional_up_to(max: usize, text: &str) -> Result<Option<Self>, Fault> {
        let name: String = text.trim().nfc().collect();
        // Counted as it is kept: composing takes some letters apart.
        if name.chars().count() > max {
            return Err(Fault::TooLong { max });
        }
        if name.chars().any(is_unprintable) {
            return Err(Fault::Unprintable);
        }
        Ok((!name.is_empty()).then_some(Self(name)))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, line and paragraph separators, and the marks that turn the direction of the text around them
/// (Unicode TR 9, "Trojan Source"): in a name or an address they only serve to deceive.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}')
        || ('\u{202A}'..='\u{202E}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_composed() {
        assert_eq!(Name::parse("  Zoe\u{308} ").map(|n| n.0), Ok("Zo\u{eb}".to_owned()));
        assert_eq!(Name::parse("   "), Err(Fault::Missing));
        assert_eq!(Name::parse_optional(" "), Ok(None));
    }

    #[test]
    fn header_injection_and_direction_tricks_are_refused() {
        for bad in ["a\r\nBcc: x@y", "a\0", "a\u{202E}b", "a\u{2028}b", "\u{2066}x"] {
            assert_eq!(Name::parse(bad), Err(Fault::Unprintable), "{bad:?}");
        }
    }

    #[test]
    fn the_longest_name_passes_and_one_more_does_not() {
        assert!(Name::parse(&"ж".repeat(MAX_NAME)).is_ok());
        assert_eq!(Name::parse(&"\u{958}".repeat(MAX_NAME)), Err(Fault::TooLong { max: MAX_NAME }));
        assert_eq!(Name::parse(&"ж".repeat(MAX_NAME + 1)), Err(Fault::TooLong { max: MAX_NAME }));
    }
}
