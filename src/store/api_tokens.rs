//! Tokens of the JSON APIs: kept by the SHA-256 of their secret.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    api_token::first_told_at,
    ids::{AccountId, ApiTokenId, UserId},
    language::Language,
    role::AccountRole,
    secret::TokenHash,
    time::Timestamp,
};
use sqlx::FromRow;
use uuid::Uuid;

const INSERT: Sql = Sql::same(
    "INSERT INTO api_tokens
        (uuid, account_id, user_id, name, description, role_id, secret_hash, expires_at, created_at, tell_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
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
// Having counted nothing, SQLite would take an index of all that there ever was.
const COUNT_LIVE: Sql = Sql::pair(
    "SELECT count(*) FROM (SELECT 1 FROM api_tokens INDEXED BY api_tokens_live
        WHERE account_id = $1 AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > $2) LIMIT 101) AS live",
    "SELECT count(*) FROM (SELECT 1 FROM api_tokens
        WHERE account_id = $1 AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > $2) LIMIT 101) AS live",
);
const DELETE: Sql = Sql::same(
    "UPDATE api_tokens SET deleted_at = $3
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
     RETURNING id",
);
const ENDED: Sql = Sql::same(
    "SELECT id, account_id FROM api_tokens
     WHERE deleted_at IS NULL AND expires_at IS NOT NULL AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2",
);
const MARK_ENDED: Sql = Sql::same(
    "UPDATE api_tokens SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL AND expires_at <= $2
     RETURNING name, user_id",
);
const TO_TELL: Sql = Sql::same(
    "SELECT id, account_id FROM api_tokens
     WHERE tell_at IS NOT NULL AND deleted_at IS NULL AND tell_at <= $1 AND expires_at > $1 ORDER BY tell_at, id LIMIT $2",
);
const ENDING: Sql = Sql::same(
    "SELECT t.name, t.user_id, t.expires_at, t.tell_at, COALESCE(NULLIF(m.name, ''), NULLIF(u.name, ''), u.email) AS issuer
     FROM api_tokens t JOIN users u ON u.id = t.user_id
     LEFT JOIN memberships m ON m.account_id = t.account_id AND m.user_id = t.user_id
     WHERE t.id = $1 AND t.deleted_at IS NULL AND t.expires_at > $2 AND t.tell_at <= $2",
);
const TELL: Sql = Sql::same("UPDATE api_tokens SET tell_at = $3 WHERE id = $1 AND tell_at = $2 RETURNING id");
// The issuer once, also as an administrator.
const TOLD: Sql = Sql::same(
    "SELECT m.user_id, m.name, u.email, u.language
     FROM (SELECT id FROM memberships WHERE account_id = $1 AND facet >= $2 AND facet < $3
        UNION SELECT id FROM memberships WHERE account_id = $1 AND user_id = $4) AS told
     JOIN memberships m ON m.id = told.id JOIN users u ON u.id = m.user_id
     WHERE m.state = 'active' AND m.suspended_at IS NULL AND (m.access_ends_at IS NULL OR m.access_ends_at > $5)
        AND u.blocked_at IS NULL
     ORDER BY m.id LIMIT 10000",
);
const ENDS_THEN: Sql = Sql::same(
    "SELECT EXISTS (SELECT 1 FROM api_tokens WHERE id = $1 AND deleted_at IS NULL AND expires_at = $2)",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("live_of_issuer", LIVE_OF_ISSUER),
    ("delete_of_issuer", DELETE_OF_ISSUER),
    ("count_live", COUNT_LIVE),
    ("delete", DELETE),
    ("ended", ENDED),
    ("mark_ended", MARK_ENDED),
    ("to_tell", TO_TELL),
    ("ending", ENDING),
    ("tell", TELL),
    ("told", TOLD),
    ("ends_then", ENDS_THEN),
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

/// A token whose end people are to be told of.
#[derive(Debug, Clone, FromRow)]
pub struct EndingToken {
    /// Its name.
    pub name: String,
    /// Who issued it.
    pub user_id: UserId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Since when people are to be told.
    pub tell_at: Timestamp,
    /// Who issued it: the name in the account, or the address of somebody without one.
    pub issuer: String,
}

/// Somebody who is told.
#[derive(Debug, Clone, FromRow)]
pub struct ToldRow {
    /// Who.
    pub user_id: UserId,
    /// What the account calls the person; may be empty.
    pub name: String,
    /// The person's address.
    pub email: String,
    language: String,
}

impl ToldRow {
    /// The person's own language.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
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
        .bind(first_told_at(new.expires_at, now))
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

/// Deletes a token of an account; false when it does not work any more.
///
/// # Errors
/// When the database fails.
pub async fn delete(
    tx: &mut Tx,
    account: AccountId,
    id: ApiTokenId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&DELETE);
    let row: Option<ApiTokenId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Up to `most` tokens that have ended and are not marked deleted, the one that ended first before the others.
///
/// # Errors
/// When the database fails.
pub async fn ended(
    tx: &mut Tx,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(ApiTokenId, AccountId)>, StoreError> {
    let sql = tx.pick(&ENDED);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(now).bind(most).fetch_all(c).await)?)
}

/// Marks a token deleted that has ended, and gives back its name and who issued it; none when it is marked already.
///
/// # Errors
/// When the database fails.
pub async fn mark_ended(
    tx: &mut Tx,
    id: ApiTokenId,
    now: Timestamp,
) -> Result<Option<(String, UserId)>, StoreError> {
    let sql = tx.pick(&MARK_ENDED);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(now).fetch_optional(c).await)?)
}

/// Up to `most` working tokens whose end people are to be told of by now.
///
/// # Errors
/// When the database fails.
pub async fn to_tell(
    tx: &mut Tx,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(ApiTokenId, AccountId)>, StoreError> {
    let sql = tx.pick(&TO_TELL);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(now).bind(most).fetch_all(c).await)?)
}

/// A working token whose end people are to be told of by now; none when they are told, or nothing is left to tell.
///
/// # Errors
/// When the database fails.
pub async fn ending(tx: &mut Tx, id: ApiTokenId, now: Timestamp) -> Result<Option<EndingToken>, StoreError> {
    let sql = tx.pick(&ENDING);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(now).fetch_optional(c).await)?)
}

/// Keeps that people are told of the end, and when they are told next; false when another worker was faster.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    tx: &mut Tx,
    id: ApiTokenId,
    due: Timestamp,
    next: Option<Timestamp>,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&TELL);
    let row: Option<ApiTokenId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(due).bind(next).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Who is told of the end of a token: who issued it, and everybody of these facets; only who may act in the account.
///
/// # Errors
/// When the database fails.
pub async fn told(
    tx: &mut Tx,
    account: AccountId,
    issuer: UserId,
    (from, until): (i64, i64),
    now: Timestamp,
) -> Result<Vec<ToldRow>, StoreError> {
    let sql = tx.pick(&TOLD);
    Ok(on_db!(tx, c => sqlx::query_as(sql)
        .bind(account).bind(from).bind(until).bind(issuer).bind(now).fetch_all(c).await)?)
}

/// Whether a token works and ends at this very moment.
///
/// # Errors
/// When the database fails.
pub async fn ends_then(tx: &mut Tx, id: ApiTokenId, at: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&ENDS_THEN);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(at).fetch_one(c).await)?)
}
