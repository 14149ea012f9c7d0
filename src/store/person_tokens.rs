//! Tokens of one person in one account, as the second JSON API shows them: the newest first, those that are over too, until
//! they are hidden.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, ApiTokenId, UserId},
    time::Timestamp,
};
use sqlx::FromRow;
use uuid::Uuid;

const LIST: Sql = Sql::same(
    "SELECT t.id, t.uuid, t.name, t.expires_at, t.deleted_at, t.last_used_at, t.created_at, t.changed_at,
        r.uuid AS revoked_by
     FROM api_tokens t LEFT JOIN users r ON r.id = t.revoked_by
     WHERE t.user_id = $1 AND t.account_id = $2 AND t.hidden_at IS NULL ORDER BY t.id DESC LIMIT $3 OFFSET $4",
);
const COUNT: Sql = Sql::same(
    "SELECT count(*) FROM api_tokens t WHERE t.user_id = $1 AND t.account_id = $2 AND t.hidden_at IS NULL",
);
const FIND: Sql = Sql::same(
    "SELECT t.id, t.uuid, t.name, t.expires_at, t.deleted_at, t.last_used_at, t.created_at, t.changed_at,
        r.uuid AS revoked_by
     FROM api_tokens t LEFT JOIN users r ON r.id = t.revoked_by
     WHERE t.uuid = $3 AND t.user_id = $1 AND t.account_id = $2 AND t.hidden_at IS NULL",
);
const RENAME: Sql = Sql::same(
    "UPDATE api_tokens SET name = $2, changed_at = $3 WHERE id = $1 AND hidden_at IS NULL RETURNING id",
);
const SET_REVOKED_BY: Sql = Sql::same("UPDATE api_tokens SET revoked_by = $2 WHERE id = $1");
const HIDE: Sql =
    Sql::same("UPDATE api_tokens SET hidden_at = $2 WHERE id = $1 AND hidden_at IS NULL RETURNING id");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("list", LIST),
    ("count", COUNT),
    ("find", FIND),
    ("rename", RENAME),
    ("set_revoked_by", SET_REVOKED_BY),
    ("hide", HIDE),
];

/// A token.
#[derive(Debug, Clone, FromRow)]
pub struct PersonTokenRow {
    /// Its number, the part of it before the secret.
    pub id: ApiTokenId,
    /// Its UUID.
    pub uuid: Uuid,
    /// Its name.
    pub name: String,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was deleted, or marked so after its end.
    pub deleted_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When its name was last changed; none for never.
    pub changed_at: Option<Timestamp>,
    /// Who deleted it, where that is known.
    pub revoked_by: Option<Uuid>,
}

/// A page of the tokens of a person in an account, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    (limit, offset): (i64, i64),
) -> Result<Vec<PersonTokenRow>, StoreError> {
    let sql = tx.pick(&LIST);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(user).bind(account).bind(limit).bind(offset).fetch_all(c).await)?)
}

/// How many tokens a person has in an account.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, account: AccountId, user: UserId) -> Result<i64, StoreError> {
    let sql = tx.pick(&COUNT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).bind(account).fetch_one(c).await)?)
}

/// A token of a person in an account.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    id: Uuid,
) -> Result<Option<PersonTokenRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).bind(account).bind(id).fetch_optional(c).await)?)
}

/// Gives a token another name; false when it is hidden by now.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, id: ApiTokenId, name: &str, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&RENAME);
    let row: Option<ApiTokenId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(name).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Notes who has deleted a token.
///
/// # Errors
/// When the database fails.
pub async fn set_revoked_by(tx: &mut Tx, id: ApiTokenId, by: UserId) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_REVOKED_BY);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(by).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Hides a token from the second API; false when it is hidden already.
///
/// # Errors
/// When the database fails.
pub async fn hide(tx: &mut Tx, id: ApiTokenId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&HIDE);
    let row: Option<ApiTokenId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}
