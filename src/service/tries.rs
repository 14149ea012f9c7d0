//! How often links that nobody knows are tried. Each node counts for itself, in memory: a link has 256 random bits, so this
//! keeps guessing from costing the database anything; it is not what makes guessing hopeless.

use crate::domain::time::{Span, Timestamp};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How many links that nobody knows may be tried from one network in a minute (`docs/security.md`, Limits).
pub const MOST: u32 = 20;
/// In which time.
const WINDOW: Span = Span::minutes(1);
/// How many networks are remembered; beyond that, all of them are forgotten rather than memory used up.
const MOST_NETWORKS: usize = 10_000;

/// What was tried from where.
#[derive(Debug, Default)]
pub struct Tries(Mutex<HashMap<IpAddr, Window>>);

/// The tries of one network since the first of them.
#[derive(Debug, Clone, Copy)]
struct Window {
    since: Timestamp,
    count: u32,
}

impl Window {
    fn is_over(self, now: Timestamp) -> bool {
        now - self.since >= WINDOW
    }
}

impl Tries {
    /// How long a network has to wait; none while it may try.
    pub fn wait(&self, from: IpAddr, now: Timestamp) -> Option<Span> {
        let window = self.windows().get(&from).copied()?;
        (window.count >= MOST && !window.is_over(now)).then(|| window.since + WINDOW - now)
    }

    /// Counts a link that nobody knows.
    pub fn note(&self, from: IpAddr, now: Timestamp) {
        let mut windows = self.windows();
        if windows.len() >= MOST_NETWORKS {
            windows.retain(|_, window| !window.is_over(now));
            if windows.len() >= MOST_NETWORKS {
                windows.clear();
            }
        }
        let window = windows.entry(from).or_insert(Window { since: now, count: 0 });
        if window.is_over(now) {
            *window = Window { since: now, count: 0 };
        }
        window.count = window.count.saturating_add(1);
    }

    fn windows(&self) -> MutexGuard<'_, HashMap<IpAddr, Window>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(0) + Span::seconds(seconds)
    }

    #[test]
    fn twenty_in_a_minute_and_no_more_from_one_network() {
        let tries = Tries::default();
        let (here, elsewhere) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        for _ in 0..MOST {
            assert_eq!(tries.wait(here, at(10)), None);
            tries.note(here, at(10));
        }
        assert_eq!(tries.wait(here, at(15)), Some(Span::seconds(55)));
        assert_eq!(tries.wait(elsewhere, at(15)), None);
        assert_eq!(tries.wait(here, at(70)), None, "a minute after the first");
        tries.note(here, at(70));
        assert_eq!(tries.wait(here, at(70)), None, "counted anew");
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let tries = Tries::default();
        for n in 0..30_000_u32 {
            tries.note(Ipv4Addr::from_bits(n).into(), at(1));
        }
        assert!(tries.windows().len() <= MOST_NETWORKS);
    }
}
