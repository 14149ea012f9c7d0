//! Dying while people are told that a token ends.

use crate::{
    smtp::Taken,
    world::{Template, World},
};

const QUEUED: &str = "SELECT count(*) FROM outbox WHERE kind = 'token_ends'";
const SENT: &str = "SELECT count(*) FROM outbox WHERE kind = 'token_ends' AND state = 'sent'";
const DUE: &str = "SELECT count(*) FROM api_tokens WHERE tell_at = created_at";

/// Lets the program die at a place while it tells, and starts it again: people are told, once.
pub async fn die_telling(template: &Template, point: &str) {
    let mut world = World::from(template, point).await;
    world.start_to_die(point).await;
    let (queued, due) = (world.number(QUEUED).await, world.number(DUE).await);
    let committed = point == "tell.committed";
    assert_eq!(
        (queued, due),
        (Some(i64::from(committed)), Some(i64::from(!committed))),
        "{point}: half of it"
    );
    world.start(None).await;
    world.becomes(SENT, 1).await;
    assert_eq!((world.number(QUEUED).await, world.number(DUE).await), (Some(1), Some(0)), "{point}");
    let told: Vec<Taken> = world.smtp.taken();
    assert_eq!(told.len(), 1, "{point}: {told:?}");
    world.end().await;
}
