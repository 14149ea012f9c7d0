//! Addresses that people want instead of theirs. A row is written with the mail to the new address and spent by its link.

use super::{Sql, StoreError, Tx};
use crate::domain::{email::EmailAddress, ids::UserId, secret::TokenHash, time::Timestamp};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO address_changes (user_id, email, email_key, token_hash, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
const FIND_OPEN: Sql = Sql::same(
    "SELECT user_id, email, email_key, expires_at FROM address_changes
     WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2",
);
const OPEN_OF_USER: Sql = Sql::same(
    "SELECT user_id, email, email_key, expires_at FROM address_changes
     WHERE user_id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2
     ORDER BY created_at DESC, id DESC LIMIT 1",
);
const SPEND: Sql = Sql::same(
    "UPDATE address_changes SET used_at = $2
     WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2
     RETURNING user_id, email, email_key, expires_at",
);
const REVOKE_OF_USER: Sql = Sql::same(
    "UPDATE address_changes SET revoked_at = $2
     WHERE user_id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2 RETURNING id",
);
const NTH_NEWEST_OF: Sql = Sql::same(
    "SELECT created_at FROM address_changes WHERE user_id = $1 AND created_at > $2
     ORDER BY created_at DESC LIMIT 1 OFFSET $3",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("find_open", FIND_OPEN),
    ("open_of_user", OPEN_OF_USER),
    ("spend", SPEND),
    ("revoke_of_user", REVOKE_OF_USER),
    ("nth_newest_of", NTH_NEWEST_OF),
];

/// A change that waits to be confirmed.
#[derive(Debug, Clone, FromRow)]
pub struct AddressChangeRow {
    /// Whose address.
    pub user_id: UserId,
    /// The new address, as typed.
    pub email: String,
    /// The key by which two addresses are the same.
    pub email_key: String,
    /// When its link ends.
    pub expires_at: Timestamp,
}

/// Adds a change.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    user: UserId,
    email: &EmailAddress,
    hash: TokenHash,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT);
    on_db!(tx, c => sqlx::query(sql)
        .bind(user).bind(email.as_str()).bind(email.key()).bind(hash.0.as_slice()).bind(expires_at).bind(now)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The change of a link, while it opens.
///
/// # Errors
/// When the database fails.
pub async fn find_open(
    tx: &mut Tx,
    hash: TokenHash,
    now: Timestamp,
) -> Result<Option<AddressChangeRow>, StoreError> {
    let sql = tx.pick(&FIND_OPEN);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(hash.0.as_slice()).bind(now).fetch_optional(c).await)?)
}

/// The change that a person has open.
///
/// # Errors
/// When the database fails.
pub async fn open_of_user(
    tx: &mut Tx,
    user: UserId,
    now: Timestamp,
) -> Result<Option<AddressChangeRow>, StoreError> {
    let sql = tx.pick(&OPEN_OF_USER);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).bind(now).fetch_optional(c).await)?)
}

/// Spends the link of a change; none when it no longer opens. Of several at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn spend(
    tx: &mut Tx,
    hash: TokenHash,
    now: Timestamp,
) -> Result<Option<AddressChangeRow>, StoreError> {
    let sql = tx.pick(&SPEND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(hash.0.as_slice()).bind(now).fetch_optional(c).await)?)
}

/// Ends every open change of a person; false when there was none.
///
/// # Errors
/// When the database fails.
pub async fn revoke_of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&REVOKE_OF_USER);
    let ids: Vec<i64> = on_db!(tx, c => sqlx::query_scalar(sql).bind(user).bind(now).fetch_all(c).await)?;
    Ok(!ids.is_empty())
}

/// When a person made the `nth` newest change since, counted from 1; none when there are fewer.
///
/// # Errors
/// When the database fails.
pub async fn nth_newest_of(
    tx: &mut Tx,
    user: UserId,
    since: Timestamp,
    nth: i64,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&NTH_NEWEST_OF);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).bind(since).bind(nth - 1).fetch_optional(c).await)?)
}
