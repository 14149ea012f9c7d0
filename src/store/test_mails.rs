//! Mails by which an operator finds out whether mail arrives: a row each, spent by the link in it.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{MailId, UserId},
    secret::TokenHash,
    time::Timestamp,
};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO test_mails (user_id, outbox_id, token_hash, fingerprint, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
const REVOKE_OF_USER: Sql = Sql::same(
    "UPDATE test_mails SET revoked_at = $2 WHERE user_id = $1 AND used_at IS NULL AND revoked_at IS NULL",
);
const RECIPIENT: Sql = Sql::same(
    "SELECT o.recipient FROM test_mails t JOIN outbox o ON o.id = t.outbox_id
     WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > $2",
);
const SPEND: Sql = Sql::same(
    "UPDATE test_mails SET used_at = $2
     WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2
     RETURNING user_id, fingerprint",
);
const NEWEST: Sql = Sql::same(
    "SELECT t.created_at, t.expires_at, t.used_at, o.state, o.reply, o.next_at, o.finished_at
     FROM test_mails t JOIN outbox o ON o.id = t.outbox_id WHERE t.user_id = $1 ORDER BY t.id DESC LIMIT 1",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("revoke_of_user", REVOKE_OF_USER),
    ("recipient", RECIPIENT),
    ("spend", SPEND),
    ("newest", NEWEST),
];

/// A test mail to be added.
#[derive(Debug)]
pub struct NewTestMail<'a> {
    /// Who asked for it, and gets it.
    pub user_id: UserId,
    /// The mail itself.
    pub outbox_id: MailId,
    /// Of its link.
    pub token_hash: TokenHash,
    /// With which settings it is sent.
    pub fingerprint: &'a [u8; 32],
    /// When the link ends.
    pub expires_at: Timestamp,
}

/// Adds a test mail.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewTestMail<'_>, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT);
    on_db!(tx, c => sqlx::query(sql)
        .bind(new.user_id).bind(new.outbox_id).bind(new.token_hash.0.as_slice()).bind(new.fingerprint.as_slice())
        .bind(new.expires_at).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends the open links of a person's test mails.
///
/// # Errors
/// When the database fails.
pub async fn revoke_of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&REVOKE_OF_USER);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// To which address the test mail of a link went, while the link opens.
///
/// # Errors
/// When the database fails.
pub async fn recipient(tx: &mut Tx, hash: TokenHash, now: Timestamp) -> Result<Option<String>, StoreError> {
    let sql = tx.pick(&RECIPIENT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(hash.0.as_slice()).bind(now).fetch_optional(c).await)?)
}

/// Spends the link: whose test mail it was, and with which settings it was sent. None when it no longer opens; of several
/// at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn spend(
    tx: &mut Tx,
    hash: TokenHash,
    now: Timestamp,
) -> Result<Option<(UserId, Vec<u8>)>, StoreError> {
    let sql = tx.pick(&SPEND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(hash.0.as_slice()).bind(now).fetch_optional(c).await)?)
}

/// How a test mail stands.
#[derive(Debug, Clone, FromRow)]
pub struct TestMailRow {
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When its link ends.
    pub expires_at: Timestamp,
    /// When its link was pressed.
    pub used_at: Option<Timestamp>,
    /// The state of the mail, as the outbox keeps it.
    pub state: String,
    /// What the mail server said last.
    pub reply: String,
    /// When it is tried next, while it waits.
    pub next_at: Timestamp,
    /// When it was handed over, refused or dropped.
    pub finished_at: Option<Timestamp>,
}

/// The test mail that a person asked for last.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx, user: UserId) -> Result<Option<TestMailRow>, StoreError> {
    let sql = tx.pick(&NEWEST);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).fetch_optional(c).await)?)
}
