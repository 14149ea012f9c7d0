//! How often something may be tried, and for how long it may not be then (`docs/security.md`, Limits).

use super::time::{Span, Timestamp};
use std::net::{IpAddr, Ipv6Addr};

/// What is counted. Each kind counts for itself, by the subject it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sign-ins tried from a network.
    SignIn,
    /// Sign-ins tried as a person from browsers that the person is known by.
    KnownSignIn,
    /// Wrong passwords for an address in a row, whoever tries them and whether or not anybody has the address.
    Password,
    /// Wrong passwords of a person in a row, from browsers that the person is known by.
    KnownPassword,
    /// Wrong passwords of a person in a row, where whoever is signed in proves again who they are.
    OwnPassword,
    /// Tokens of the JSON APIs that do not work, tried from a network.
    TokenTry,
    /// Calls of a token that read.
    TokenRead,
    /// Calls of a token that may change something.
    TokenWrite,
    /// Links to a new password asked for from a network.
    Forgot,
    /// Links to a new password asked for an address.
    ForgotAddress,
}

impl Kind {
    /// The name that goes into the key of a count: another name is another count.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::KnownSignIn => "known-sign-in",
            Self::Password => "password",
            Self::KnownPassword => "known-password",
            Self::OwnPassword => "own-password",
            Self::TokenTry => "token-try",
            Self::TokenRead => "token-read",
            Self::TokenWrite => "token-write",
            Self::Forgot => "forgot",
            Self::ForgotAddress => "forgot-address",
        }
    }
}

/// How much is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// `most` at once; after that, one more whenever `every` has passed.
    Bucket {
        /// How many at once; at least 1.
        most: u32,
        /// How long until there is room for one more.
        every: Span,
    },
    /// `most` in a `span` that begins with the first of them.
    Window {
        /// How many; at least 1.
        most: u32,
        /// In how long.
        span: Span,
    },
    /// One at a time, and after each that failed a wait.
    Ladder(Ladder),
}

/// The waits after failures in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// After how many in a row it is shut; at least 1.
    pub most: u32,
    /// For how long it is shut then.
    pub shut: Span,
}

impl Ladder {
    /// The waits after the first failure, the second, the third, and each further one.
    pub const WAITS: [Span; 4] = [Span::seconds(1), Span::seconds(3), Span::seconds(5), Span::seconds(10)];
    /// After so long without a failure the next one is the first again.
    pub const FORGOTTEN: Span = Span::hours(24 * 30);
}

/// A count as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many were counted.
    pub count: i64,
    /// When the first was counted; where there is a ladder, the last.
    pub since: Timestamp,
    /// Of a window its end, of a bucket when it is full again, of a ladder when the next may be tried.
    pub until: Timestamp,
    /// From when on the count says nothing any more.
    pub ends_at: Timestamp,
}

impl Rule {
    /// A count that began later than this was made before the clock was put back, and keeps nobody waiting: otherwise a
    /// clock that ran hours ahead would shut people out for hours.
    pub fn believed_until(self, now: Timestamp) -> Timestamp {
        now + match self {
            Self::Bucket { most, every } => every.times(most),
            Self::Window { span, .. } => span,
            Self::Ladder(_) => Span::minutes(1),
        }
    }

    /// How long the next one has to wait; none while it may come.
    pub fn wait(self, count: &Count, now: Timestamp) -> Option<Span> {
        if count.ends_at <= now || count.since > self.believed_until(now) {
            return None;
        }
        let opens = match self {
            Self::Bucket { most, every } => count.until - every.times(most.saturating_sub(1)),
            Self::Window { most, .. } if count.count < i64::from(most) => return None,
            Self::Window { .. } | Self::Ladder(_) => count.until,
        };
        (opens > now).then(|| opens - now)
    }
}

/// What limits count an address of the internet as: itself; for IPv6 its /64, since one client has a whole one to itself.
/// An IPv4-mapped IPv6 address is the IPv4 address it is.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_795_166_100_000_000);

    fn count(count: i64, since: i64, until: i64, ends_at: i64) -> Count {
        let at = |seconds| NOW + Span::seconds(seconds);
        Count { count, since: at(since), until: at(until), ends_at: at(ends_at) }
    }

    #[test]
    fn a_bucket_lets_so_many_through_and_then_one_at_a_time() {
        let rule = Rule::Bucket { most: 10, every: Span::seconds(6) };
        assert_eq!(rule.wait(&count(9, 0, 54, 54), NOW), None, "nine taken");
        assert_eq!(rule.wait(&count(10, 0, 60, 60), NOW), Some(Span::seconds(6)));
        assert_eq!(rule.wait(&count(10, -2, 58, 58), NOW), Some(Span::seconds(4)));
        assert_eq!(rule.wait(&count(10, -6, 54, 54), NOW), None);
    }

    #[test]
    fn a_window_opens_when_it_is_over() {
        let rule = Rule::Window { most: 3, span: Span::hours(1) };
        assert_eq!(rule.wait(&count(2, -60, 3540, 3540), NOW), None);
        assert_eq!(rule.wait(&count(3, -60, 3540, 3540), NOW), Some(Span::seconds(3540)));
        assert_eq!(rule.wait(&count(3, -3600, 0, 0), NOW), None);
    }

    #[test]
    fn a_clock_that_is_put_back_shuts_nobody_out() {
        let ladder = Rule::Ladder(Ladder { most: 100, shut: Span::hours(1) });
        let hour = Span::hours(1);
        for (rule, ahead) in [
            (Rule::Bucket { most: 10, every: Span::seconds(6) }, count(10, 7200, 7260, 7260)),
            (Rule::Window { most: 3, span: hour }, count(3, 7200, 10_800, 10_800)),
            (ladder, count(3, 7200, 7205, 9_999_999)),
        ] {
            assert_eq!(rule.wait(&ahead, NOW), None, "{rule:?}");
        }
        // Another node whose clock is a moment ahead is believed.
        assert_eq!(ladder.wait(&count(3, 1, 6, 9_999_999), NOW), Some(Span::seconds(6)));
    }

    #[test]
    fn limits_count_a_whole_ipv6_network_as_one() {
        let network = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(network("198.51.100.7"), "198.51.100.7");
        assert_eq!(network("::ffff:198.51.100.7"), "198.51.100.7");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
