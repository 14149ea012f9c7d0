//! Dying while a fresh invitation is taken back.

use crate::world::{Template, World, act};

/// Lets the program die at a place while Undo is pressed, and starts it again: the invitation is as it was and can still be
/// taken back, or it is gone; and nothing of it is ever mailed.
pub async fn die_undoing(template: &Template, point: &str) {
    let mut world = World::from(template, point).await;
    let fresh = world.facts().await;
    world.start(Some(point)).await;
    let answered = act(&mut world, "undo").await;
    world.died().await;
    let before = world.facts().await;
    let is_done = before.is_done("undo");
    assert!(is_done || !answered, "{point}: acknowledged, and lost");
    world.start(None).await;
    if !is_done {
        assert_eq!(before, fresh, "{point}: half of it happened");
        assert!(act(&mut world, "undo").await, "{point}: it cannot be done again");
    }
    // Were the mail still there, it would be due now.
    world.end_leases().await;
    world.all_is_handled().await;
    assert!(world.facts().await.is_done("undo"), "{point}");
    assert!(world.smtp.taken().is_empty(), "{point}: mailed, and taken back");
    for (what, expected) in [
        ("SELECT count(*) FROM outbox WHERE sealed_token IS NOT NULL", 0),
        ("SELECT count(*) FROM invitations WHERE revoked_at IS NULL", 0),
        ("SELECT count(*) FROM audit_events WHERE action = 'invitation.undone'", 1),
    ] {
        assert_eq!(world.number(what).await, Some(expected), "{point}: {what}");
    }
    // As if it had never been sent: nobody has to wait before the address is invited.
    assert!(act(&mut world, "invite").await, "{point}: it still counts");
    world.end().await;
}
