//! Telephone numbers: free text of one line, for people to read. Nothing is dialled.

use super::{field::Fault, name::is_unprintable};
use unicode_normalization::UnicodeNormalization;

/// The longest number, in characters.
pub const MAX_PHONE: usize = 64;

/// A telephone number of one printable line, at most [`MAX_PHONE`] characters, trimmed and in Unicode form NFC; may be
/// empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Reads a number that may be left empty.
    ///
    /// # Errors
    /// [`Fault::TooLong`] or [`Fault::Unprintable`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let phone: String = text.trim().nfc().collect();
        if phone.chars().count() > MAX_PHONE {
            return Err(Fault::TooLong { max: MAX_PHONE });
        }
        if phone.chars().any(is_unprintable) {
            return Err(Fault::Unprintable);
        }
        Ok(Self(phone))
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_whatever_a_person_reads_as_one() {
        for text in ["", "+994 12 555 01 23", "0800-HARBOUR, ext. 7", &"1".repeat(MAX_PHONE)] {
            assert_eq!(Phone::parse(&format!(" {text} ")).map(|phone| phone.0), Ok(text.to_owned()));
        }
        assert_eq!(Phone::parse(&"1".repeat(MAX_PHONE + 1)), Err(Fault::TooLong { max: MAX_PHONE }));
        for bad in ["1\n2", "1\0", "\u{202E}21"] {
            assert_eq!(Phone::parse(bad), Err(Fault::Unprintable), "{bad:?}");
        }
    }
}
