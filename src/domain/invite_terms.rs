//! What an invitation says beyond role and scope: how long its link lives, when the access ends, and a note.

use super::{
    field::Fault,
    name::is_unprintable,
    role::AccountRole,
    time::{Span, Timestamp},
};
use unicode_normalization::UnicodeNormalization;

/// The longest note, in characters (`docs/security.md`, Mail).
pub const MAX_NOTE: usize = 500;

/// For how many hours a link may be made to live.
pub const LIFETIMES: [i64; 6] = [1, 4, 12, 24, 72, 168];

/// Reads the life of a link as forms send it: a number of hours out of [`LIFETIMES`]; none for the account's own.
///
/// # Errors
/// [`Fault::NotAChoice`].
pub fn lifetime(text: &str) -> Result<Option<Span>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let hours = LIFETIMES.into_iter().find(|hours| hours.to_string() == text).ok_or(Fault::NotAChoice)?;
    Ok(Some(Span::hours(hours)))
}

/// Reads the last day of an access, in UTC, and gives the moment behind it; none for an access without end.
///
/// # Errors
/// [`Fault::NotADay`] or [`Fault::DayOver`].
pub fn access_end(text: &str, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let end = Timestamp::from_day(text).ok_or(Fault::NotADay)? + Span::hours(24);
    if end > now { Ok(Some(end)) } else { Err(Fault::DayOver) }
}

/// The last day of an access that ends at a moment.
pub fn last_day(end: Timestamp) -> Timestamp {
    end - Span::micros(1)
}

/// An account must never lose its administrators by the calendar, so their access has no end.
///
/// # Errors
/// [`Fault::NoEndForAdministrators`].
pub fn may_end(
    end: Option<Timestamp>,
    role: AccountRole,
    client_administrator: bool,
) -> Result<Option<Timestamp>, Fault> {
    if end.is_some() && (role == AccountRole::Administrators || client_administrator) {
        Err(Fault::NoEndForAdministrators)
    } else {
        Ok(end)
    }
}

/// Reads a note: plain text of several lines, trimmed, in Unicode form NFC.
///
/// # Errors
/// [`Fault::TooLong`] or [`Fault::Unprintable`].
pub fn note(text: &str) -> Result<String, Fault> {
    // Browsers send a line end as CR LF and count it as one character.
    let note: String = text.replace("\r\n", "\n").trim().nfc().collect();
    if note.chars().count() > MAX_NOTE {
        return Err(Fault::TooLong { max: MAX_NOTE });
    }
    if note.chars().any(|c| c != '\n' && c != '\t' && is_unprintable(c)) {
        return Err(Fault::Unprintable);
    }
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lives_offered_are_taken() {
        assert_eq!(lifetime(""), Ok(None));
        assert_eq!(lifetime("168"), Ok(Some(Span::hours(168))));
        for wrong in ["0", "169", "-1", "24h", "+24", "024", "9999999999999999999"] {
            assert_eq!(lifetime(wrong), Err(Fault::NotAChoice), "{wrong}");
        }
    }

    #[test]
    fn the_last_day_is_a_whole_one() {
        let now = Timestamp::from_day("2026-11-20").unwrap() + Span::hours(9);
        let end = access_end(" 2026-11-20 ", now).unwrap().unwrap();
        assert_eq!(end, Timestamp::from_day("2026-11-21").unwrap());
        assert_eq!(last_day(end).to_day(), "2026-11-20");
        assert_eq!(access_end("2026-11-19", now), Err(Fault::DayOver));
        assert_eq!(access_end("20.11.2026", now), Err(Fault::NotADay));
        assert_eq!(access_end("", now), Ok(None));
    }

    #[test]
    fn administrators_have_no_end() {
        let end = Some(Timestamp::from_micros(1));
        assert_eq!(may_end(end, AccountRole::Administrators, false), Err(Fault::NoEndForAdministrators));
        assert_eq!(may_end(end, AccountRole::Users, true), Err(Fault::NoEndForAdministrators));
        assert_eq!(may_end(end, AccountRole::Users, false), Ok(end));
        assert_eq!(may_end(None, AccountRole::Administrators, true), Ok(None));
    }

    #[test]
    fn a_note_has_lines_and_no_tricks() {
        assert_eq!(note(" Hello\r\nMara \n"), Ok("Hello\nMara".to_owned()));
        assert_eq!(note(&"ж".repeat(MAX_NOTE)).map(|note| note.chars().count()), Ok(MAX_NOTE));
        assert_eq!(note(&"ж".repeat(MAX_NOTE + 1)), Err(Fault::TooLong { max: MAX_NOTE }));
        for bad in ["a\0", "a\u{202E}b", "a\rb"] {
            assert_eq!(note(bad), Err(Fault::Unprintable), "{bad:?}");
        }
    }
}
