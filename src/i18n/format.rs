//! Dates, spans and numbers in the form each language is used to (ICU4X, data of the CLDR).
//!
//! Every point in time is shown in UTC and says so: the server does not know where the reader is.

use crate::{
    domain::{
        language::Language,
        time::{Span, Timestamp},
    },
    t,
};
use icu_datetime::{
    DateTimeFormatter,
    fieldsets::{Combo, T, YMD, YMDE, YMDT, zone::SpecificShort},
    input::{DateTime, TimeZoneInfo, UtcOffset, ZonedDateTime},
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_locale_core::Locale;
use std::{cell::OnceCell, collections::BTreeMap};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// A month and a year of the mean Gregorian length, in seconds.
const MONTH: i64 = 2_629_746;
const YEAR: i64 = 12 * MONTH;

/// A point in time as ICU4X takes it. Its years end far beyond those of a timestamp.
macro_rules! zoned {
    ($at:expr) => {{
        let millis = $at.as_micros().div_euclid(1000);
        let utc = ZonedDateTime::from_epoch_milliseconds_and_utc_offset(millis, UtcOffset::zero());
        let (date, time) = (utc.date, utc.time);
        ZonedDateTime { date, time, zone: TimeZoneInfo::utc().at_date_time(DateTime { date, time }) }
    }};
}

/// How far away a point in time is, in one rounded unit: "in 18 h", "2 days ago", "just now".
///
/// The unit changes only when it is well behind (90 minutes, 36 hours, 45 days, 18 months), so that a link of 24 hours
/// reads "in 24 h" and not "in 1 day" or "in 23 h".
pub fn relative(language: Language, then: Timestamp, now: Timestamp) -> String {
    let seconds = (then - now).as_seconds();
    let ahead = then > now;
    let distance = seconds.saturating_abs();
    let count = |unit: i64| distance.saturating_add(unit / 2) / unit;
    match (ahead, distance) {
        (false, ..MINUTE) => t!(language, "moment-now"),
        (true, ..MINUTE) => t!(language, "moment-soon"),
        (false, d) if d < 90 * MINUTE => t!(language, "moment-minutes-ago", count = count(MINUTE)),
        (true, d) if d < 90 * MINUTE => t!(language, "moment-in-minutes", count = count(MINUTE)),
        (false, d) if d < 36 * HOUR => t!(language, "moment-hours-ago", count = count(HOUR)),
        (true, d) if d < 36 * HOUR => t!(language, "moment-in-hours", count = count(HOUR)),
        (false, d) if d < 45 * DAY => t!(language, "moment-days-ago", count = count(DAY)),
        (true, d) if d < 45 * DAY => t!(language, "moment-in-days", count = count(DAY)),
        (false, d) if d < 18 * MONTH => t!(language, "moment-months-ago", count = count(MONTH)),
        (true, d) if d < 18 * MONTH => t!(language, "moment-in-months", count = count(MONTH)),
        (false, _) => t!(language, "moment-years-ago", count = count(YEAR)),
        (true, _) => t!(language, "moment-in-years", count = count(YEAR)),
    }
}

/// How long a span is, to the second and never rounded: "24 hours", "90 minutes", "1 day 6 hours".
///
/// Up to a day in hours, up to two hours in minutes, where that is exact; otherwise every unit there is something of. A
/// span below a second, or below nothing, reads "0 seconds".
pub fn span(language: Language, span: Span) -> String {
    let seconds = span.as_seconds().max(0);
    if seconds == DAY {
        return t!(language, "span-hours", count = seconds / HOUR);
    }
    if seconds < 2 * HOUR && seconds % HOUR != 0 && seconds % MINUTE == 0 {
        return t!(language, "span-minutes", count = seconds / MINUTE);
    }
    let (days, hours) = (seconds / DAY, seconds % DAY / HOUR);
    let (minutes, rest) = (seconds % HOUR / MINUTE, seconds % MINUTE);
    let parts = [
        (days > 0).then(|| t!(language, "span-days", count = days)),
        (hours > 0).then(|| t!(language, "span-hours", count = hours)),
        (minutes > 0).then(|| t!(language, "span-minutes", count = minutes)),
        (rest > 0 || seconds == 0).then(|| t!(language, "span-seconds", count = rest)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Date, hour, minute and zone, for a title or a table: "Nov 21, 2026, 2:05 PM UTC".
pub fn exact(language: Language, at: Timestamp) -> String {
    with_forms(language, |forms| forms.exact.format(&zoned!(at)).to_string()).unwrap_or_else(|| rfc3339(at))
}

/// Date, hour, minute, second and zone, where the order of things counts: "Nov 21, 2026, 2:05:06 PM UTC".
pub fn to_the_second(language: Language, at: Timestamp) -> String {
    with_forms(language, |forms| forms.to_the_second.format(&zoned!(at)).to_string())
        .unwrap_or_else(|| rfc3339(at))
}

/// Weekday, date, hour, minute and zone, written out for a reader who has nothing else to go by, as in a mail:
/// "Saturday, November 21, 2026 at 2:05 PM UTC".
///
/// The two halves are joined by the catalogue: what the CLDR has for long forms is unreadable in Azerbaijani ("2026/14:05").
pub fn in_full(language: Language, at: Timestamp) -> String {
    let date = with_forms(language, |forms| forms.long_date.format(&zoned!(at).date).to_string());
    let time = with_forms(language, |forms| forms.time.format(&zoned!(at)).to_string());
    match (date, time) {
        (Some(date), Some(time)) => t!(language, "moment-in-full", date = date, time = time),
        _ => rfc3339(at),
    }
}

/// The date alone, in UTC: "Nov 21, 2026".
pub fn date(language: Language, at: Timestamp) -> String {
    with_forms(language, |forms| forms.date.format(&zoned!(at).date).to_string())
        .unwrap_or_else(|| rfc3339(at))
}

/// The form for machines (RFC 3339): always six digits of a second and `Z`.
pub fn rfc3339(at: Timestamp) -> String {
    at.to_rfc3339()
}

/// A whole number with the language's own grouping: "12,345".
pub fn number(language: Language, n: impl Into<Decimal>) -> String {
    let n = n.into();
    let grouped = with_forms(language, |forms| forms.number.format(&n).to_string());
    grouped.unwrap_or_else(|| n.to_string())
}

/// The formatters of one language; making them costs far more than using them.
struct Forms {
    exact: DateTimeFormatter<Combo<YMDT, SpecificShort>>,
    to_the_second: DateTimeFormatter<Combo<YMDT, SpecificShort>>,
    long_date: DateTimeFormatter<YMDE>,
    time: DateTimeFormatter<Combo<T, SpecificShort>>,
    date: DateTimeFormatter<YMD>,
    number: DecimalFormatter,
}

impl Forms {
    fn of(language: Language) -> Option<Self> {
        let locale: Locale = language.code().parse().ok()?;
        let zone = SpecificShort;
        Some(Self {
            exact: DateTimeFormatter::try_new((&locale).into(), YMD::medium().with_time_hm().with_zone(zone))
                .ok()?,
            to_the_second: DateTimeFormatter::try_new(
                (&locale).into(),
                YMD::medium().with_time_hms().with_zone(zone),
            )
            .ok()?,
            long_date: DateTimeFormatter::try_new((&locale).into(), YMDE::long()).ok()?,
            time: DateTimeFormatter::try_new((&locale).into(), T::hm().with_zone(zone)).ok()?,
            date: DateTimeFormatter::try_new((&locale).into(), YMD::medium()).ok()?,
            number: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).ok()?,
        })
    }
}

thread_local! {
    /// Per thread, because the formatters share their data through counters that are not atomic.
    static FORMS: BTreeMap<Language, OnceCell<Option<Forms>>> =
        Language::ALL.into_iter().map(|language| (language, OnceCell::new())).collect();
}

/// `None` only if the compiled-in data lacked a language; a test proves that it does not.
fn with_forms(language: Language, write: impl FnOnce(&Forms) -> String) -> Option<String> {
    let text = FORMS.with(|all| all.get(&language)?.get_or_init(|| Forms::of(language)).as_ref().map(write));
    // The narrow space that does not break, which English has before "PM", is missing in many fonts of mail programs.
    text.map(|text| text.replace('\u{202f}', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-21 14:05:06.000007 UTC, a Saturday.
    const AT: Timestamp = Timestamp::from_micros(1_795_269_906_000_007);

    #[test]
    fn every_language_has_its_own_forms() {
        let forms = |language| [exact(language, AT), in_full(language, AT), date(language, AT)];
        let english =
            ["Nov 21, 2026, 2:05 PM UTC", "Saturday, November 21, 2026 at 2:05 PM UTC", "Nov 21, 2026"];
        assert_eq!(forms(Language::En), english);
        let german = ["21.11.2026, 14:05 UTC", "Samstag, 21. November 2026 um 14:05 UTC", "21.11.2026"];
        assert_eq!(forms(Language::De), german);
        for language in Language::ALL {
            for form in forms(language) {
                assert!(form.contains("2026") && form.contains("21"), "{form}");
            }
            let second = to_the_second(language, AT);
            assert!(second.contains("06") && second.contains("UTC"), "{second}");
            assert!(exact(language, AT).contains("UTC") && in_full(language, AT).contains("UTC"));
        }
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(number(Language::En, -1_234_567), "-1,234,567");
        assert_eq!(number(Language::De, 1_234_567), "1.234.567");
        assert_eq!(number(Language::Ru, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(number(Language::Az, i64::MIN), "-9.223.372.036.854.775.808");
    }

    #[test]
    fn the_form_for_machines_keeps_every_microsecond() {
        assert_eq!(rfc3339(AT), "2026-11-21T14:05:06.000007Z");
        assert_eq!(rfc3339(Timestamp::from_micros(-1)), "1969-12-31T23:59:59.999999Z");
        assert_eq!(rfc3339(Timestamp::from_micros(i64::MAX)), "9999-12-31T23:59:59.999999Z");
        assert_eq!(rfc3339(Timestamp::from_micros(i64::MIN)), "0000-01-01T00:00:00.000000Z");
    }

    #[test]
    fn the_ends_of_time_can_be_written_in_every_language() {
        for language in Language::ALL {
            for at in [i64::MIN, -1, 0, i64::MAX].map(Timestamp::from_micros) {
                assert!(!exact(language, at).is_empty() && !date(language, at).is_empty());
                assert!(!relative(language, at, AT).is_empty());
            }
        }
    }

    #[test]
    fn the_unit_changes_when_it_is_well_behind() {
        let english = |seconds| relative(Language::En, AT + Span::seconds(seconds), AT);
        for (seconds, words) in [
            (0, "just now"),
            (-59, "just now"),
            (59, "in less than a minute"),
            (60, "in 1 min"),
            (89 * 60, "in 89 min"),
            (90 * 60, "in 2 h"),
            (18 * HOUR, "in 18 h"),
            (24 * HOUR - 1, "in 24 h"),
            (-36 * HOUR, "2 days ago"),
            (44 * DAY, "in 44 days"),
            (-45 * DAY, "1 month ago"),
            (-400 * DAY, "13 months ago"),
            (3 * YEAR, "in 3 years"),
        ] {
            assert_eq!(english(seconds), words, "{seconds}");
        }
    }

    #[test]
    fn a_span_is_never_rounded() {
        for (seconds, words) in [
            (-1, "0 seconds"),
            (1, "1 second"),
            (90, "1 minute 30 seconds"),
            (60, "1 minute"),
            (HOUR, "1 hour"),
            (90 * MINUTE, "90 minutes"),
            (90 * MINUTE + 1, "1 hour 30 minutes 1 second"),
            (150 * MINUTE, "2 hours 30 minutes"),
            (DAY, "24 hours"),
            (30 * HOUR, "1 day 6 hours"),
            (2 * DAY, "2 days"),
            (8 * DAY + 5 * MINUTE, "8 days 5 minutes"),
        ] {
            assert_eq!(span(Language::En, Span::seconds(seconds)), words, "{seconds}");
        }
        let in_language = |language| span(language, Span::hours(2 * 24 + 3));
        assert_eq!(in_language(Language::De), "2 Tage 3 Stunden");
        assert_eq!(in_language(Language::Ru), "2 дня 3 часа");
        assert_eq!(in_language(Language::Zh), "2 天 3 小时");
        assert_eq!(in_language(Language::Az), "2 gün 3 saat");
        assert_eq!(span(Language::Ru, Span::hours(26)), "1 день 2 часа");
    }

    #[test]
    fn words_follow_the_plural_rules_of_the_language() {
        let days = |language, days: i64| relative(language, AT + Span::hours(24 * days), AT);
        assert_eq!(days(Language::Ru, 2), "через 2 дня");
        assert_eq!(days(Language::Ru, 21), "через 21 день");
        assert_eq!(days(Language::Ru, -5), "5 дней назад");
        assert_eq!(days(Language::De, -3), "vor 3 Tagen");
        assert_eq!(days(Language::Zh, 2), "2 天后");
        assert_eq!(days(Language::Az, -2), "2 gün əvvəl");
    }
}
