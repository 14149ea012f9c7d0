//! One-time links that are not invitations.

use super::{Sql, StoreError, Tx};
use crate::domain::{ids::UserId, secret::TokenHash, time::Timestamp};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO one_time_links (purpose, token_hash, user_id, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)",
);
const FIND_OPEN: Sql = Sql::same(
    "SELECT user_id, expires_at FROM one_time_links
     WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3",
);
const SPEND: Sql = Sql::same(
    "UPDATE one_time_links SET used_at = $3
     WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3
     RETURNING user_id, expires_at",
);
const REVOKE_OF_USER: Sql = Sql::same(
    "UPDATE one_time_links SET revoked_at = $2 WHERE user_id = $1 AND used_at IS NULL AND revoked_at IS NULL",
);
const REVOKE_PURPOSE: Sql = Sql::same(
    "UPDATE one_time_links SET revoked_at = $2 WHERE purpose = $1 AND used_at IS NULL AND revoked_at IS NULL",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("find_open", FIND_OPEN),
    ("spend", SPEND),
    ("revoke_of_user", REVOKE_OF_USER),
    ("revoke_purpose", REVOKE_PURPOSE),
];

/// What a link is for. A link of one purpose opens nothing of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Making the first administrator of an empty installation.
    Setup,
    /// Choosing a new password.
    PasswordReset,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::PasswordReset => "password_reset",
        }
    }
}

/// An open link.
#[derive(Debug, Clone, FromRow)]
pub struct LinkRow {
    /// Whom it is for; nobody yet for the set-up.
    pub user_id: Option<UserId>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Adds a link.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    purpose: Purpose,
    hash: TokenHash,
    user: Option<UserId>,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT);
    on_db!(tx, c => sqlx::query(sql)
        .bind(purpose.as_str()).bind(hash.0.as_slice()).bind(user).bind(expires_at).bind(now)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The link, while it opens.
///
/// # Errors
/// When the database fails.
pub async fn find_open(
    tx: &mut Tx,
    purpose: Purpose,
    hash: TokenHash,
    now: Timestamp,
) -> Result<Option<LinkRow>, StoreError> {
    let sql = tx.pick(&FIND_OPEN);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(hash.0.as_slice()).bind(purpose.as_str()).bind(now).fetch_optional(c).await)?)
}

/// Spends the link; none when it no longer opens. Of several at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn spend(
    tx: &mut Tx,
    purpose: Purpose,
    hash: TokenHash,
    now: Timestamp,
) -> Result<Option<LinkRow>, StoreError> {
    let sql = tx.pick(&SPEND);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(hash.0.as_slice()).bind(purpose.as_str()).bind(now).fetch_optional(c).await)?)
}

/// Ends every open link of a person.
///
/// # Errors
/// When the database fails.
pub async fn revoke_of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&REVOKE_OF_USER);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends every open link of a purpose.
///
/// # Errors
/// When the database fails.
pub async fn revoke_purpose(tx: &mut Tx, purpose: Purpose, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&REVOKE_PURPOSE);
    on_db!(tx, c => sqlx::query(sql).bind(purpose.as_str()).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}
