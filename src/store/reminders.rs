//! Who is to be reminded: of an open invitation, and of the end of an access.

use super::{Sql, StoreError, Tx, outbox::ClaimedMail};
use crate::domain::{
    ids::{AccountId, InvitationId, MembershipId, UserId},
    time::Timestamp,
};

// A copy of the mail that was just handed over, for later.
const QUEUE: Sql = Sql::same(
    "INSERT INTO outbox
        (kind, invitation_id, generation, recipient, language, detail, sealed_token, message_id, state, next_at, ends_at,
         reply, created_at, account_id)
     SELECT 'invitation_reminder', invitation_id, generation, recipient, language, detail, $2, $3, 'queued', $4, $5, '', $6,
        account_id
     FROM outbox WHERE id = $1",
);
// The link must be the newest and open, its first mail delivered, and the account must still want it.
const WANTED: Sql = Sql::same(
    "SELECT EXISTS (SELECT 1 FROM invitations i JOIN accounts a ON a.id = i.account_id
        WHERE i.id = $1 AND i.generation = $2 AND i.mail_state = 'sent' AND i.accepted_at IS NULL
            AND i.revoked_at IS NULL AND i.needs_approval_at IS NULL AND i.expires_at > $3 AND a.reminders)",
);
const ENDING: Sql = Sql::same(
    "SELECT id, account_id, user_id FROM memberships
     WHERE access_ends_at IS NOT NULL AND end_told_at IS NULL AND state = 'active' AND suspended_at IS NULL
        AND access_ends_at > $1 AND access_ends_at <= $2
     ORDER BY access_ends_at, id LIMIT $3",
);
const TELL_END: Sql = Sql::same(
    "UPDATE memberships SET end_told_at = $2
     WHERE id = $1 AND end_told_at IS NULL AND state = 'active' AND suspended_at IS NULL
        AND access_ends_at > $2 AND access_ends_at <= $3
     RETURNING access_ends_at",
);

const ENDS_THEN: Sql = Sql::same(
    "SELECT EXISTS (SELECT 1 FROM memberships WHERE id = $1 AND state = 'active' AND access_ends_at = $2)",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("queue", QUEUE),
    ("wanted", WANTED),
    ("ending", ENDING),
    ("tell_end", TELL_END),
    ("ends_then", ENDS_THEN),
];

/// Queues a reminder for later: the same recipient, words and sealed link as a mail that was just handed over.
///
/// # Errors
/// When the database fails.
pub async fn queue(
    tx: &mut Tx,
    mail: &ClaimedMail,
    message_id: &str,
    due_at: Timestamp,
    ends_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&QUEUE);
    on_db!(tx, c => sqlx::query(sql)
        .bind(mail.id).bind(mail.sealed_token.as_deref()).bind(message_id).bind(due_at).bind(ends_at).bind(now)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whether a reminder of this link still has a point.
///
/// # Errors
/// When the database fails.
pub async fn is_wanted(
    tx: &mut Tx,
    invitation: InvitationId,
    generation: i64,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&WANTED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(invitation).bind(generation).bind(now).fetch_one(c).await)?)
}

/// Up to `most` people whose access ends until then and who have not been told. Whoever is suspended is not told while they
/// are.
///
/// # Errors
/// When the database fails.
pub async fn ending(
    tx: &mut Tx,
    now: Timestamp,
    until: Timestamp,
    most: i64,
) -> Result<Vec<(MembershipId, AccountId, UserId)>, StoreError> {
    let sql = tx.pick(&ENDING);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(now).bind(until).bind(most).fetch_all(c).await)?)
}

/// Keeps that a person is told, and says when the access ends; none when it no longer does by then, or another worker was
/// faster.
///
/// # Errors
/// When the database fails.
pub async fn tell_end(
    tx: &mut Tx,
    membership: MembershipId,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&TELL_END);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(membership).bind(now).bind(until).fetch_optional(c).await)?)
}

/// Whether a membership is active and its access ends at this very moment.
///
/// # Errors
/// When the database fails.
pub async fn ends_then(tx: &mut Tx, id: MembershipId, at: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&ENDS_THEN);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(at).fetch_one(c).await)?)
}
