//! How many calls a token makes in a minute, over all nodes together. A node takes room for some calls at once out of the
//! shared count and spends it by itself, so that most calls write nothing (ADR 0025).

use super::{Error, limits};
use crate::{
    app::App,
    domain::{
        ids::ApiTokenId,
        limits::{Kind, Rule},
        time::{Span, Timestamp},
    },
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The most calls that a node takes room for at once.
const MOST_AT_ONCE: u32 = 20;
/// Into how many shares the calls of a minute are cut.
const SHARES: u32 = 30;
/// How many tokens a node remembers; beyond that, all of them are forgotten, and with them the room that is left.
const MOST_TOKENS: usize = 10_000;

/// What a call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// It reads.
    Read,
    /// It may change something.
    Write,
}

impl Call {
    const fn kind(self) -> Kind {
        match self {
            Self::Read => Kind::TokenRead,
            Self::Write => Kind::TokenWrite,
        }
    }
}

/// Room for calls that this node has taken and not spent yet.
#[derive(Debug, Default)]
pub struct Room(Mutex<HashMap<(ApiTokenId, Call), u32>>);

impl Room {
    fn spend(&self, of: (ApiTokenId, Call)) -> bool {
        let mut room = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(left) = room.get_mut(&of) else { return false };
        *left -= 1;
        if *left == 0 {
            room.remove(&of);
        }
        true
    }

    fn add(&self, of: (ApiTokenId, Call), calls: u32) {
        if calls == 0 {
            return;
        }
        let mut room = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if room.len() >= MOST_TOKENS {
            room.clear();
        }
        let left = room.entry(of).or_insert(0);
        *left = left.saturating_add(calls);
    }
}

/// How many calls stand in one share.
fn share(most: u32) -> u32 {
    (most / SHARES).clamp(1, MOST_AT_ONCE)
}

/// The rule by which shares are counted: together never more calls than so many, at once and then in a minute.
pub(super) fn rule(most: u32) -> Option<Rule> {
    let shares = most.checked_div(share(most)).filter(|shares| *shares > 0)?;
    let every = Span::micros(Span::minutes(1).as_micros() / i64::from(shares));
    Some(Rule::Bucket { most: shares, every })
}

/// Counts a call of a token.
///
/// # Errors
/// [`Error::TooMany`] with the time until the next may come; [`Error::Busy`] when a call that may change something cannot be
/// counted. One that reads is then let through.
pub async fn take(app: &App, token: ApiTokenId, call: Call, now: Timestamp) -> Result<(), Error> {
    let most = match call {
        Call::Read => app.config.token_reads_per_minute,
        Call::Write => app.config.token_writes_per_minute,
    };
    if most == 0 || app.token_room.spend((token, call)) {
        return Ok(());
    }
    match limits::take(app, call.kind(), &token.to_string(), now).await {
        Ok(()) => {
            app.token_room.add((token, call), share(most) - 1);
            Ok(())
        }
        Err(Error::Busy(error)) if call == Call::Read => {
            tracing::warn!(?error, "a call that reads is let through uncounted");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_no_more_than_the_limit() {
        for most in [1, 2, 29, 30, 59, 100, 120, 599, 600, 601, 10_000, u32::MAX] {
            let Some(Rule::Bucket { most: shares, every }) = rule(most) else { panic!("{most}") };
            assert!(u64::from(shares) * u64::from(share(most)) <= u64::from(most), "{most}");
            let in_a_minute = Span::minutes(1).as_micros() / every.as_micros().max(1);
            assert!(
                in_a_minute * i64::from(share(most)) <= i64::from(most) + i64::from(share(most)),
                "{most}"
            );
        }
        assert_eq!(rule(600), Some(Rule::Bucket { most: 30, every: Span::seconds(2) }));
        assert_eq!(rule(0), None);
    }

    #[test]
    fn room_is_spent_call_by_call_and_by_nobody_else() {
        let room = Room::default();
        let (mine, other) = ((ApiTokenId(1), Call::Read), (ApiTokenId(1), Call::Write));
        room.add(mine, 2);
        assert!(!room.spend(other));
        assert!(room.spend(mine) && room.spend(mine) && !room.spend(mine));
    }
}
