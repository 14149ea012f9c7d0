//! Tokens of the JSON APIs: how far one has come, and when people are told that it ends (`docs/adr/0024-api-tokens.md`).

use super::time::{Span, Timestamp};

/// How many working tokens an account may have.
pub const MOST: i64 = 100;
/// How many of them a person may have who makes one by the second JSON API.
pub const MOST_OF_PERSON: usize = 10;
/// The longest name of one made there, in characters.
pub const LONGEST_NAME: usize = 256;

/// How long before its end people are told of it, the longest first.
pub const TELL_BEFORE: [Span; 2] = [Span::hours(7 * 24), Span::hours(24)];

/// How far a token has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenStatus {
    /// It works.
    Active,
    /// It worked until its end.
    Expired,
    /// It was deleted before its end.
    Deleted,
}

impl TokenStatus {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Active, Self::Expired, Self::Deleted];

    /// As it stands in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Deleted => "deleted",
        }
    }

    /// The status of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// The status of a token that ends then and was marked deleted then. What has ended is marked soon after; what was
    /// marked before its end was deleted by somebody.
    pub fn of(expires_at: Option<Timestamp>, deleted_at: Option<Timestamp>, now: Timestamp) -> Self {
        let over = deleted_at.unwrap_or(now);
        match (expires_at, deleted_at) {
            (Some(end), _) if end <= over => Self::Expired,
            (_, Some(_)) => Self::Deleted,
            (_, None) => Self::Active,
        }
    }
}

/// Which tokens a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Those of one status.
    Only(TokenStatus),
    /// Those that do not work any more, for whichever reason.
    Over,
    /// All of them.
    All,
}

impl Default for Shown {
    fn default() -> Self {
        Self::Only(TokenStatus::Active)
    }
}

/// When people are told next of the end of a token: the first moment of [`TELL_BEFORE`] behind `after`; none when there is
/// none left, or no end.
pub fn next_told_at(expires_at: Option<Timestamp>, after: Timestamp) -> Option<Timestamp> {
    let end = expires_at?;
    TELL_BEFORE.into_iter().map(|before| end - before).find(|at| *at > after)
}

/// When people are told first of the end of a token that was just made: not on its first day, when whoever made it knows; and
/// so nobody has many mails sent at once by making many that end soon.
pub fn first_told_at(expires_at: Option<Timestamp>, created_at: Timestamp) -> Option<Timestamp> {
    let end = expires_at?;
    TELL_BEFORE.into_iter().map(|before| end - before).find(|at| *at >= created_at + Span::hours(24))
}

/// Whether a token ends so soon that its row warns of it.
pub fn ends_soon(expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    let [first, ..] = TELL_BEFORE;
    expires_at.is_some_and(|end| end > now && end - first <= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_micros(0) + Span::hours(hours)
    }

    #[test]
    fn a_token_is_of_one_status_at_every_moment() {
        use TokenStatus::{Active, Deleted, Expired};
        for (expires, deleted, status) in [
            (None, None, Active),
            (Some(11), None, Active),
            (Some(10), None, Expired),
            (Some(9), None, Expired),
            // Marked by the server, at its end or after it.
            (Some(9), Some(9), Expired),
            (Some(9), Some(10), Expired),
            // Deleted by somebody, whether its end has passed since or not.
            (Some(9), Some(8), Deleted),
            (Some(20), Some(8), Deleted),
            (None, Some(8), Deleted),
        ] {
            assert_eq!(
                TokenStatus::of(expires.map(at), deleted.map(at), at(10)),
                status,
                "{expires:?} {deleted:?}"
            );
        }
    }

    #[test]
    fn people_are_told_seven_days_before_and_one_day_before() {
        let end = Some(at(1000));
        assert_eq!(next_told_at(end, at(0)), Some(at(1000 - 7 * 24)));
        assert_eq!(next_told_at(end, at(1000 - 7 * 24)), Some(at(1000 - 24)));
        assert_eq!(next_told_at(end, at(1000 - 24)), None);
        assert_eq!(next_told_at(None, at(0)), None);
        // Not on the first day.
        assert_eq!(first_told_at(Some(at(48)), at(0)), Some(at(24)));
        assert_eq!(first_told_at(Some(at(47)), at(0)), None);
        assert_eq!(first_told_at(Some(at(8 * 24)), at(0)), Some(at(24)));
        assert_eq!(first_told_at(Some(at(8 * 24 - 1)), at(0)), Some(at(7 * 24 - 1)));
        assert_eq!(first_told_at(None, at(0)), None);
    }

    #[test]
    fn the_last_seven_days_are_soon() {
        let end = Some(at(1000));
        assert!(!ends_soon(end, at(1000 - 7 * 24 - 1)));
        assert!(ends_soon(end, at(1000 - 7 * 24)) && ends_soon(end, at(999)));
        assert!(!ends_soon(end, at(1000)) && !ends_soon(None, at(0)));
    }

    #[test]
    fn statuses_read_back_from_addresses() {
        for status in TokenStatus::ALL {
            assert_eq!(TokenStatus::from_name(status.name()), Some(status));
        }
        assert_eq!(TokenStatus::from_name("Active"), None);
    }
}
