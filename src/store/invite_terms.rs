//! What an invitation says beyond role and scope, and when an access ends by itself.

use super::{Sql, StoreError, Tx, outbox};
use crate::domain::{
    ids::{AccountId, InvitationId, MailId, MembershipId, UserId},
    time::Timestamp,
};

const NOTE_OF: Sql = Sql::same("SELECT note FROM invitations WHERE id = $1");
const SET_NOTE: Sql = Sql::same("UPDATE invitations SET note = $2 WHERE id = $1");
const FORGET_LINK: Sql =
    Sql::same("DELETE FROM invitation_links WHERE invitation_id = $1 AND issued_at = $2 AND NOT by_hand");
const DROP_UNCLAIMED: Sql = Sql::same(
    "UPDATE outbox SET state = 'dropped', sealed_token = NULL, finished_at = $3
     WHERE invitation_id = $1 AND generation = $2 AND kind = 'invitation' AND state = 'queued' AND attempts = 0
     RETURNING id",
);
const SET_ACCESS_END: Sql =
    Sql::same("UPDATE memberships SET access_ends_at = $2, end_told_at = NULL WHERE id = $1");
const CAP: Sql = Sql::same(
    "UPDATE invitations SET expires_at = $2
     WHERE id = $1 AND expires_at > $2 AND accepted_at IS NULL AND revoked_at IS NULL",
);
const TO_END: Sql = Sql::same(
    "SELECT account_id, id, user_id FROM memberships
     WHERE access_ends_at IS NOT NULL AND access_ends_at <= $1 AND state = 'active' ORDER BY access_ends_at LIMIT $2",
);
const END: Sql = Sql::same(
    "UPDATE memberships SET state = 'removed', removed_at = $2, suspended_at = NULL
     WHERE id = $1 AND state = 'active' AND access_ends_at <= $2 RETURNING id",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("note_of", NOTE_OF),
    ("set_note", SET_NOTE),
    ("forget_link", FORGET_LINK),
    ("drop_unclaimed", DROP_UNCLAIMED),
    ("set_access_end", SET_ACCESS_END),
    ("cap", CAP),
    ("to_end", TO_END),
    ("end", END),
];

/// What the inviter says to the person; empty for nothing.
///
/// # Errors
/// When the database fails.
pub async fn note_of(tx: &mut Tx, id: InvitationId) -> Result<String, StoreError> {
    let sql = tx.pick(&NOTE_OF);
    let note: Option<String> = on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?;
    Ok(note.unwrap_or_default())
}

/// Keeps what the inviter says to the person.
///
/// # Errors
/// When the database fails.
pub async fn set_note(tx: &mut Tx, id: InvitationId, note: &str) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_NOTE);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(note).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets a link that nobody was ever given.
///
/// # Errors
/// When the database fails.
pub async fn forget_link(tx: &mut Tx, id: InvitationId, issued_at: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET_LINK);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(issued_at).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Drops the mail with a link if no worker has claimed it yet; false when one has. Of this and a claim at the same time one
/// comes first, and the other sees it.
///
/// # Errors
/// When the database fails.
pub async fn drop_unclaimed(
    tx: &mut Tx,
    id: InvitationId,
    generation: i64,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&DROP_UNCLAIMED);
    let dropped: Option<MailId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(generation).bind(now).fetch_optional(c).await)?;
    let Some(mail) = dropped else { return Ok(false) };
    outbox::note_dropped(tx, mail, id, Some(generation), now).await?;
    Ok(true)
}

/// Says when an access ends by itself; none for never.
///
/// # Errors
/// When the database fails.
pub async fn set_access_end(tx: &mut Tx, id: MembershipId, end: Option<Timestamp>) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_ACCESS_END);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(end).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Lets the link of an open invitation end no later than then.
///
/// # Errors
/// When the database fails.
pub async fn cap(tx: &mut Tx, id: InvitationId, end: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&CAP);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(end).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Up to `most` memberships whose end has come, those that wait longest first.
///
/// # Errors
/// When the database fails.
pub async fn to_end(
    tx: &mut Tx,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(AccountId, MembershipId, UserId)>, StoreError> {
    let sql = tx.pick(&TO_END);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(now).bind(most).fetch_all(c).await)?)
}

/// Takes somebody out of the account whose end has come; false when it was moved, or they are out already.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, id: MembershipId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&END);
    let ended: Option<MembershipId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(ended.is_some())
}
