//! Where the time comes from. The system's clock is read here and nowhere else; everything else is handed a
//! [`Timestamp`], so that one request knows one time and tests need not wait.

use crate::domain::time::{Span, Timestamp};
use std::{
    fmt::Debug,
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Tells the time.
pub trait Clock: Send + Sync + Debug {
    /// The time now, UTC, in microseconds.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    /// A machine whose clock stands before 1970 is taken to stand at 1970: links and sessions have then ended, which
    /// is the safe side.
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "the one place where the time is read")]
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX))
    }
}

/// The clock of a database server: read now and then, and carried on in between by a clock of this machine that never
/// jumps. So all nodes on one database agree on when a lease or a link ends, whatever their own clocks say.
#[derive(Debug)]
pub struct DatabaseClock {
    began: Instant,
    /// What time the server had when we began, in microseconds.
    at: AtomicI64,
}

/// An answer that took longer says too little about the time it was given.
const LONGEST_ANSWER: Duration = Duration::from_secs(1);

impl DatabaseClock {
    /// A clock that the server has just been asked for.
    pub fn new(now: Timestamp) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "how much time passes between two answers of the server"
        )]
        let began = Instant::now();
        Self { began, at: AtomicI64::new(now.as_micros()) }
    }

    /// How long it has run; to be asked before the server is.
    pub fn running(&self) -> Duration {
        self.began.elapsed()
    }

    /// Goes by the server's time from now on. `asked` is what [`Self::running`] said before the server was asked. False when
    /// the answer took so long that it is worth nothing.
    pub fn follow(&self, server: Timestamp, asked: Duration) -> bool {
        let took = self.running().saturating_sub(asked);
        if took > LONGEST_ANSWER {
            return false;
        }
        // The server read its clock at some time in between: half-way is wrong by the least.
        self.at.store(server.as_micros() - micros(asked + took / 2), Ordering::SeqCst);
        true
    }
}

impl Clock for DatabaseClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.at.load(Ordering::SeqCst).saturating_add(micros(self.running())))
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

/// A clock that stands still until it is moved; for tests and reproducible data.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock standing at the given time.
    pub const fn new(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.as_micros()))
    }

    /// Puts it to the given time, forwards or backwards.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.as_micros(), Ordering::SeqCst);
    }

    /// Moves it on; a negative span moves it back.
    pub fn advance(&self, span: Span) {
        self.0.fetch_add(span.as_micros(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_moved() {
        let clock = ManualClock::new(Timestamp::from_micros(5));
        assert_eq!(clock.now(), clock.now());
        clock.advance(Span::seconds(2));
        assert_eq!(clock.now(), Timestamp::from_micros(2_000_005));
        clock.set(Timestamp::from_micros(1));
        assert_eq!(clock.now(), Timestamp::from_micros(1));
    }

    #[test]
    fn the_clock_of_the_database_goes_on_by_itself_and_follows_what_the_server_says() {
        let server = Timestamp::from_micros(1_000_000_000);
        let clock = DatabaseClock::new(server);
        assert!(clock.now() >= server && clock.now() < server + Span::seconds(60));
        // An hour off, forwards and back: what this machine's own clock says never counts.
        for hours in [1, -1] {
            let server = server + Span::hours(hours);
            assert!(clock.follow(server, clock.running()));
            assert!(clock.now() >= server - Span::seconds(1) && clock.now() < server + Span::seconds(60));
        }
        let late = clock.began.elapsed() + Duration::from_secs(2);
        let clock = DatabaseClock { began: clock.began.checked_sub(late).unwrap(), ..clock };
        assert!(!clock.follow(server, Duration::ZERO), "an answer after two seconds");
    }

    #[test]
    fn the_system_clock_is_past_2025() {
        assert!(SystemClock.now().as_seconds() > 1_735_689_600);
    }
}
