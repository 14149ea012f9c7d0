//! What the standard asks for: which lines there are, and at which level each begins.
//!
//! OWASP ASVS 5.0.0 (<https://github.com/OWASP/ASVS/tree/v5.0.0>), numbers and levels alone; its words are under
//! CC BY-SA 4.0 and stand nowhere here.

use std::{fmt, str::FromStr};

use anyhow::{Context, Result, bail};

/// The number of a line, such as 6.2.11, in the order in which people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number {
    /// The chapter, such as 6 for V6.
    pub(super) chapter: u8,
    /// The section within the chapter. The first of each is about what has to be written down.
    pub(super) section: u8,
    line: u8,
}

impl FromStr for Number {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || format!("{text:?} is no number of a line, such as \"6.2.11\"");
        let parts: Vec<u8> = text.split('.').map(str::parse).collect::<Result<_, _>>().with_context(wrong)?;
        let &[chapter, section, line] = parts.as_slice() else { bail!(wrong()) };
        Ok(Self { chapter, section, line })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.chapter, self.section, self.line)
    }
}

/// The chapters that are looked at.
pub(super) const CHAPTERS: &[(u8, &str)] = &[
    (2, "Validation and business logic"),
    (3, "Web frontend"),
    (6, "Authentication"),
    (7, "Sessions"),
    (8, "Authorisation"),
    (13, "Configuration"),
    (14, "Data protection"),
    (16, "Logging and errors"),
];

/// The level that every line may be left out from: those of level 3 stand in the data where they are met.
pub(super) const OPTIONAL: u8 = 3;

/// Chapter, section, and the level of each line of it, one digit a line.
const SECTIONS: &[(u8, u8, &str)] = &[
    (2, 1, "122"),
    (2, 2, "112"),
    (2, 3, "12223"),
    (2, 4, "23"),
    (3, 1, "3"),
    (3, 2, "113"),
    (3, 3, "12223"),
    (3, 4, "11222233"),
    (3, 5, "11122333"),
    (3, 6, "3"),
    (3, 7, "22333"),
    (6, 1, "122"),
    (6, 2, "111111112222"),
    (6, 3, "11223333"),
    (6, 4, "112233"),
    (6, 5, "22222333"),
    (6, 6, "2223"),
    (6, 7, "33"),
    (6, 8, "2222"),
    (7, 1, "222"),
    (7, 2, "1111"),
    (7, 3, "22"),
    (7, 4, "11222"),
    (7, 5, "223"),
    (7, 6, "22"),
    (8, 1, "1233"),
    (8, 2, "1123"),
    (8, 3, "133"),
    (8, 4, "23"),
    (13, 1, "2333"),
    (13, 2, "222223"),
    (13, 3, "2233"),
    (13, 4, "1222233"),
    (14, 1, "22"),
    (14, 2, "12223333"),
    (14, 3, "122"),
    (16, 1, "2"),
    (16, 2, "22222"),
    (16, 3, "2222"),
    (16, 4, "222"),
    (16, 5, "2223"),
];

/// Every line of the chapters, in order, with its level.
pub(super) fn lines() -> impl Iterator<Item = (Number, u8)> {
    SECTIONS.iter().flat_map(|&(chapter, section, levels)| {
        let levels = levels.bytes().map(|digit| digit.saturating_sub(b'0'));
        (1..).zip(levels).map(move |(line, level)| (Number { chapter, section, line }, level))
    })
}

/// The level of a line, if the standard has it.
pub(super) fn level(number: Number) -> Option<u8> {
    lines().find(|(known, _)| *known == number).map(|(_, level)| level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_ordered_as_people_count() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        assert!(number("6.2.9") < number("6.2.10") && number("6.8.4") < number("13.1.1"));
        assert_eq!(number("6.2.10").to_string(), "6.2.10");
        for wrong in ["", "6.2", "6.2.1.1", "V6.2.1", "6..1", "6.2.300"] {
            assert!(wrong.parse::<Number>().is_err(), "{wrong}");
        }
    }

    /// The counts of the standard's own table (5.0/docs_en, the CSV file).
    #[test]
    fn there_are_as_many_lines_as_in_the_standard() {
        let count = |chapter: u8, most: u8| {
            lines().filter(|(number, level)| number.chapter == chapter && *level <= most).count()
        };
        let counts: Vec<_> =
            CHAPTERS.iter().map(|(chapter, _)| (count(*chapter, 2), count(*chapter, 3))).collect();
        assert_eq!(counts, [(11, 13), (19, 31), (35, 47), (18, 19), (7, 13), (13, 21), (9, 13), (16, 17)]);
        assert_eq!(level("6.2.8".parse().unwrap()), Some(1));
        assert_eq!(level("6.2.12".parse().unwrap()), Some(2));
        assert_eq!(level("6.2.13".parse().unwrap()), None);
    }
}
