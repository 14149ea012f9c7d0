//! Tokens of the JSON APIs: kept by the SHA-256 of their secret.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    ids::{AccountId, ApiTokenId, UserId},
    role::AccountRole,
    secret::TokenHash,
    time::Timestamp,
};
use sqlx::FromRow;
use uuid::Uuid;

const INSERT: Sql = Sql::same(
    "INSERT INTO api_tokens
        (uuid, account_id, user_id, name, description, role_id, secret_hash, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
);
const LIVE_OF_ISSUER: Sql = Sql::same(
    "SELECT id, name, role_id, expires_at, last_used_at FROM api_tokens
     WHERE account_id = $1 AND user_id = $2 AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
     ORDER BY id LIMIT 100",
);
const DELETE_OF_ISSUER: Sql = Sql::same(
    "UPDATE api_tokens SET deleted_at = $3
     WHERE account_id = $1 AND user_id = $2 AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
     RETURNING id",
);
const COUNT_LIVE: Sql = Sql::same(
    "SELECT count(*) FROM (SELECT 1 FROM api_tokens
        WHERE account_id = $1 AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > $2) LIMIT 101) AS live",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("live_of_issuer", LIVE_OF_ISSUER),
    ("delete_of_issuer", DELETE_OF_ISSUER),
    ("count_live", COUNT_LIVE),
];

/// A token to be added.
#[derive(Debug)]
pub struct NewApiToken<'a> {
    /// For the second JSON API.
    pub uuid: Uuid,
    /// In which account.
    pub account_id: AccountId,
    /// Who issued it.
    pub user_id: UserId,
    /// Its name.
    pub name: &'a str,
    /// What it is for; may be empty.
    pub description: &'a str,
    /// What it may do at the most.
    pub role: AccountRole,
    /// Of the secret.
    pub secret_hash: TokenHash,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
}

/// A token that works.
#[derive(Debug, Clone, FromRow)]
pub struct LiveApiToken {
    /// Its number, the part of it before the secret.
    pub id: ApiTokenId,
    /// Its name.
    pub name: String,
    role_id: i64,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

impl LiveApiToken {
    /// What it may do at the most.
    ///
    /// # Errors
    /// When the number is not one of ours.
    pub fn role(&self) -> Result<AccountRole, StoreError> {
        Ok(known("role_id", AccountRole::from_id(self.role_id))?)
    }
}

/// Adds a token.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewApiToken<'_>, now: Timestamp) -> Result<ApiTokenId, StoreError> {
    let sql = tx.pick(&INSERT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(new.uuid).bind(new.account_id).bind(new.user_id).bind(new.name).bind(new.description)
        .bind(new.role.id()).bind(new.secret_hash.0.as_slice()).bind(new.expires_at).bind(now)
        .fetch_one(c).await)?)
}

/// The tokens of a person in an account that work now: at most 100, which is as many as an account may have.
///
/// # Errors
/// When the database fails.
pub async fn live_of_issuer(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<LiveApiToken>, StoreError> {
    let sql = tx.pick(&LIVE_OF_ISSUER);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(user).bind(now).fetch_all(c).await)?)
}

/// Deletes the working tokens of a person in an account, and says which.
///
/// # Errors
/// When the database fails.
pub async fn delete_of_issuer(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<ApiTokenId>, StoreError> {
    let sql = tx.pick(&DELETE_OF_ISSUER);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(user).bind(now).fetch_all(c).await)?)
}

/// How many working tokens an account has; 101 stands for more than 100.
///
/// # Errors
/// When the database fails.
pub async fn count_live(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<i64, StoreError> {
    let sql = tx.pick(&COUNT_LIVE);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(now).fetch_one(c).await)?)
}
