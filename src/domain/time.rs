//! Points in time and spans between them: microseconds, UTC (`docs/architecture.md`).

use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};
use time::{Date, Month, OffsetDateTime, format_description::well_known::Rfc3339};

/// A point in time in whole microseconds since 1970-01-01 UTC.
///
/// Both databases keep exactly this precision, so a value read back equals the value written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

/// A span between two points in time, in whole microseconds; may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(i64);

impl Timestamp {
    /// From microseconds since 1970-01-01 UTC.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01 UTC.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970-01-01 UTC, rounded down.
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The form for machines (RFC 3339): always six digits of a second and `Z`. Years beyond 9999 end at the last moment
    /// of it, years before 0 at the first, as the format has no room for them.
    pub fn to_rfc3339(self) -> String {
        let nanos = i128::from(self.0).saturating_mul(1000);
        let moment =
            OffsetDateTime::from_unix_timestamp_nanos(nanos).ok().filter(|moment| moment.year() >= 0);
        let Some(moment) = moment else {
            let end = if self.0 < 0 { "0000-01-01T00:00:00" } else { "9999-12-31T23:59:59" };
            return format!("{end}.{:06}Z", if self.0 < 0 { 0 } else { 999_999 });
        };
        let whole = moment.replace_nanosecond(0).unwrap_or(moment).format(&Rfc3339).unwrap_or_default();
        format!("{}.{:06}Z", whole.trim_end_matches('Z'), moment.microsecond())
    }

    /// Reads exactly what [`Self::to_rfc3339`] writes, so that two texts never mean the same moment.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        Self::from_any_rfc3339(text).filter(|moment| moment.to_rfc3339() == text)
    }

    /// Reads RFC 3339 as programs write it, with whichever offset. What is finer than a microsecond is cut off.
    pub fn from_any_rfc3339(text: &str) -> Option<Self> {
        let nanos = OffsetDateTime::parse(text, &Rfc3339).ok()?.unix_timestamp_nanos();
        Some(Self(i64::try_from(nanos.div_euclid(1000)).ok()?))
    }

    /// As [`Self::to_rfc3339`], of three digits behind the second: `2026-11-20T09:15:00.000Z`.
    pub fn to_rfc3339_millis(self) -> String {
        let mut text = self.to_rfc3339();
        text.truncate(text.len().saturating_sub(4));
        text.push('Z');
        text
    }

    /// The first moment of a day in UTC, written as forms send days: `2026-11-20`.
    pub fn from_day(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|c| c.is_ascii_digit()))
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return None;
        }
        let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
        let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
        Some(Self(date.midnight().assume_utc().unix_timestamp().checked_mul(1_000_000)?))
    }

    /// The day in UTC, as forms send days: `2026-11-20`.
    pub fn to_day(self) -> String {
        let mut text = self.to_rfc3339();
        text.truncate(10);
        text
    }
}

impl Span {
    /// A span of whole microseconds.
    pub const fn micros(n: i64) -> Self {
        Self(n)
    }

    /// A span of whole seconds.
    pub const fn seconds(n: i64) -> Self {
        Self(n.saturating_mul(1_000_000))
    }

    /// A span of whole minutes.
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n.saturating_mul(60))
    }

    /// A span of whole hours.
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n.saturating_mul(60))
    }

    /// So many of it one after the other.
    #[must_use]
    pub fn times(self, n: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(n)))
    }

    /// Whole microseconds.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds, rounded up: after so many the span is surely over.
    pub const fn as_seconds_up(self) -> i64 {
        self.0.saturating_add(999_999).div_euclid(1_000_000)
    }

    /// Whole seconds, rounded towards zero.
    pub const fn as_seconds(self) -> i64 {
        self.0 / 1_000_000
    }
}

impl Add<Span> for Timestamp {
    type Output = Self;

    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Timestamp {
    type Output = Self;

    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Timestamp {
    type Output = Span;

    fn sub(self, other: Self) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adding_a_span_and_taking_it_away_gives_the_same_moment() {
        let start = Timestamp::from_micros(1_795_000_000_000_001);
        assert_eq!(start + Span::hours(24) - Span::minutes(24 * 60), start);
        assert_eq!((start + Span::seconds(90)) - start, Span::seconds(90));
    }

    #[test]
    fn a_wait_is_never_said_too_short() {
        for (micros, seconds) in [(0, 0), (1, 1), (1_000_000, 1), (1_000_001, 2)] {
            assert_eq!(Span::micros(micros).as_seconds_up(), seconds);
        }
    }

    #[test]
    fn a_moment_is_read_only_as_it_is_written() {
        for micros in [0, -1, 1_795_166_100_000_001, 1_795_166_100_000_000] {
            let moment = Timestamp::from_micros(micros);
            assert_eq!(Timestamp::from_rfc3339(&moment.to_rfc3339()), Some(moment));
        }
        let others = [
            "2026-11-20T09:15:00Z",
            "2026-11-20T09:15:00.0000001Z",
            "2026-11-20T10:15:00.000000+01:00",
            "2026-11-20t09:15:00.000000z",
            "",
        ];
        for other in others {
            assert_eq!(Timestamp::from_rfc3339(other), None, "{other}");
        }
    }

    #[test]
    fn days_begin_at_midnight_utc() {
        let day = Timestamp::from_day("2026-11-20").unwrap();
        assert_eq!(day.to_rfc3339(), "2026-11-20T00:00:00.000000Z");
        assert_eq!((day + Span::hours(24) - Span::micros(1)).to_day(), "2026-11-20");
        for wrong in [
            "",
            "2026-13-01",
            "2026-02-30",
            "26-11-20",
            "2026-11-20T",
            "2026-11-20-1",
            "+026-11-20",
            "٢٠٢٦-11-20",
        ] {
            assert_eq!(Timestamp::from_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn seconds_before_1970_round_down() {
        assert_eq!(Timestamp::from_micros(-1).as_seconds(), -1);
    }

    #[test]
    fn the_ends_of_time_do_not_wrap() {
        assert_eq!(Timestamp::from_micros(i64::MAX) + Span::hours(1), Timestamp::from_micros(i64::MAX));
    }
}
