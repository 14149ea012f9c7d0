//! Places at which the process can be told to die, as if by `kill -9`, so that a test can look at what is left
//! (`tests/kill/`). Compiled only with the feature `kill-points`; no program for use has it.

use std::sync::atomic::{AtomicU64, Ordering};

/// Every place, step by step, each in the order it is met. A step that writes has one before its commit and one behind it.
pub const POINTS: &[&str] = &[
    "invite.begun",
    "invite.saved",
    "invite.queued",
    "invite.committed",
    "resend.begun",
    "resend.renewed",
    "resend.queued",
    "resend.committed",
    "undo.begun",
    "undo.revoked",
    "undo.dropped",
    "undo.removed",
    "undo.committed",
    "batch.claimed",
    "batch.held",
    "batch.begun",
    "batch.placed",
    "batch.settled",
    "batch.ended",
    "batch.committed",
    "claim.claimed",
    "claim.committed",
    "send.judged",
    "send.checked",
    "send.connected",
    "send.recipient",
    "send.data",
    "send.taken",
    "settle.begun",
    "settle.written",
    "settle.committed",
    "accept.begun",
    "accept.spent",
    "accept.joined",
    "accept.queued",
    "accept.committed",
    "door.spent",
    "door.queued",
    "door.committed",
    "tell.noted",
    "tell.queued",
    "tell.committed",
];

/// Names the place and which time it is passed: `settle.written`, or `settle.written:2` for the second time.
pub const VARIABLE: &str = "VESTIBULE_KILL_AT";

static PASSED: AtomicU64 = AtomicU64::new(0);

/// Whether a place stands in the list.
pub const fn is_listed(name: &str) -> bool {
    let mut rest = POINTS;
    while let Some((first, others)) = rest.split_first() {
        if same(first.as_bytes(), name.as_bytes()) {
            return true;
        }
        rest = others;
    }
    false
}

const fn same(mut one: &[u8], mut other: &[u8]) -> bool {
    loop {
        match (one.split_first(), other.split_first()) {
            (None, None) => return true,
            (Some((a, rest)), Some((b, others))) if *a == *b => (one, other) = (rest, others),
            _ => return false,
        }
    }
}

/// Dies here if it was told to.
pub fn point(name: &str) {
    #[expect(clippy::disallowed_methods, reason = "no setting: it exists in the tests' program only")]
    let Ok(wanted) = std::env::var(VARIABLE) else { return };
    let (place, time) = wanted.split_once(':').unwrap_or((&wanted, "1"));
    if place != name || PASSED.fetch_add(1, Ordering::SeqCst) + 1 != time.parse().unwrap_or(1) {
        return;
    }
    // Not `abort`: nothing may be written, flushed or dumped on the way out.
    let _killed = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    loop {
        std::thread::park();
    }
}
