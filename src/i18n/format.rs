//! Dates, spans and numbers in the words of a language.

use crate::domain::{language::Language, time::Timestamp};

/// A moment as seen from `now`: "in 18 h", "2 days ago", "just now".
pub fn relative(_language: Language, then: Timestamp, now: Timestamp) -> String {
    let seconds = (then - now).as_seconds();
    let size = seconds.unsigned_abs();
    let amount = match size {
        ..45 => return "just now".to_owned(),
        45..3_600 => format!("{} min", (size + 30) / 60),
        3_600..172_800 => format!("{} h", size / 3_600),
        _ => format!("{} days", size / 86_400),
    };
    if seconds < 0 { format!("{amount} ago") } else { format!("in {amount}") }
}

/// A moment in full: "1 Dec 2026, 14:05 UTC".
pub fn exact(_language: Language, moment: Timestamp) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day) = date(moment);
    let second = moment.as_seconds().rem_euclid(86_400);
    let name =
        usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default();
    format!("{day} {name} {year}, {:02}:{:02} UTC", second / 3_600, second / 60 % 60)
}

/// A moment for machines (`<time datetime>`).
pub fn rfc3339(moment: Timestamp) -> String {
    let (year, month, day) = date(moment);
    let second = moment.as_seconds().rem_euclid(86_400);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

/// A number with the language's own separators.
pub fn number(_language: Language, n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Year, month and day in the Gregorian calendar.
fn date(moment: Timestamp) -> (i64, i64, i64) {
    let days = moment.as_seconds().div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}
