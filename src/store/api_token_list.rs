//! Tokens of the JSON APIs as people see them: the newest first, deleted ones too.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    api_token::{Shown, TokenStatus},
    ids::{AccountId, ApiTokenId, UserId},
    role::AccountRole,
    time::Timestamp,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

/// What a list reads of a token.
const COLUMNS: &str = "SELECT t.id, t.uuid, t.user_id, t.name, t.description, t.role_id, t.expires_at, t.deleted_at,
        t.last_used_at, t.created_at, COALESCE(NULLIF(m.name, ''), u.name) AS issuer_name, u.email AS issuer_email,
        (m.id IS NULL OR m.state = 'removed') AS issuer_removed
     FROM api_tokens t";
/// And of who issued it; the account follows.
const ISSUER: &str = " JOIN users u ON u.id = t.user_id
     LEFT JOIN memberships m ON m.account_id = t.account_id AND m.user_id = t.user_id
     WHERE t.account_id = ";
const ISSUERS: Sql = Sql::same(
    "SELECT u.id, COALESCE((SELECT NULLIF(m.name, '') FROM memberships m WHERE m.account_id = $1 AND m.user_id = u.id),
        NULLIF(u.name, ''), u.email) AS name
     FROM (SELECT DISTINCT user_id FROM api_tokens WHERE account_id = $1) AS issuers
     JOIN users u ON u.id = issuers.user_id ORDER BY issuers.user_id LIMIT $2",
);

/// The statements here. The list itself is put together from parts; tests run every shape of it.
pub const ALL: &[(&str, Sql)] = &[("issuers", ISSUERS)];

/// Which tokens.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Of which account.
    pub account: AccountId,
    /// Of which person alone, whatever else is asked for; none for everybody's.
    pub own: Option<UserId>,
    /// This one alone.
    pub id: Option<ApiTokenId>,
    /// How far they have come.
    pub shown: Shown,
    /// By whom they were issued.
    pub issued_by: Option<UserId>,
    /// By whom they were not issued.
    pub not_issued_by: Option<UserId>,
    /// Of which role.
    pub role: Option<AccountRole>,
    /// The moment at which.
    pub now: Timestamp,
}

/// From which place, in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From the newest on.
    Newest,
    /// Older than this one.
    Before(ApiTokenId),
    /// Newer than this one, the oldest of them first.
    After(ApiTokenId),
}

/// A token in the list.
#[derive(Debug, Clone, FromRow)]
pub struct TokenRow {
    /// Its number, the part of it before the secret.
    pub id: ApiTokenId,
    /// For the second JSON API.
    pub uuid: Uuid,
    /// Who issued it.
    pub user_id: UserId,
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    role_id: i64,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was deleted, or marked so after its end.
    pub deleted_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// When it was issued.
    pub created_at: Timestamp,
    /// What the account calls who issued it; may be empty.
    pub issuer_name: String,
    /// The address of who issued it.
    pub issuer_email: String,
    /// Whether who issued it does not belong to the account any more.
    pub issuer_removed: bool,
}

impl TokenRow {
    /// What it may do at the most.
    ///
    /// # Errors
    /// When the number is not one of ours.
    pub fn role(&self) -> Result<AccountRole, StoreError> {
        Ok(known("role_id", AccountRole::from_id(self.role_id))?)
    }
}

/// At most so many tokens, in the order they are read.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, filter: Filter, from: From, most: i64) -> Result<Vec<TokenRow>, StoreError> {
    // As when counting (`store::api_tokens`): an account may have many more tokens that are over.
    let of_everybody = filter.own.or(filter.issued_by).is_none() && filter.id.is_none();
    let index = match (&*tx, filter.shown) {
        (Tx::Sqlite(_), Shown::Only(TokenStatus::Active)) if of_everybody => " INDEXED BY api_tokens_live",
        _ => "",
    };
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(COLUMNS);
        sql.push(index).push(ISSUER).push_bind(filter.account);
        for own in [filter.own, filter.issued_by].into_iter().flatten() {
            sql.push(" AND t.user_id = ").push_bind(own);
        }
        if let Some(other) = filter.not_issued_by {
            sql.push(" AND t.user_id <> ").push_bind(other);
        }
        if let Some(id) = filter.id {
            sql.push(" AND t.id = ").push_bind(id);
        }
        if let Some(role) = filter.role {
            sql.push(" AND t.role_id = ").push_bind(role.id());
        }
        match filter.shown {
            Shown::All => {}
            Shown::Only(TokenStatus::Active) => {
                sql.push(" AND t.deleted_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ")
                    .push_bind(filter.now).push(")");
            }
            Shown::Only(TokenStatus::Expired) => {
                sql.push(" AND t.expires_at <= COALESCE(t.deleted_at, ").push_bind(filter.now).push(")");
            }
            Shown::Only(TokenStatus::Deleted) => {
                sql.push(" AND t.deleted_at IS NOT NULL AND (t.expires_at IS NULL OR t.expires_at > t.deleted_at)");
            }
            Shown::Over => {
                sql.push(" AND (t.deleted_at IS NOT NULL OR t.expires_at <= ").push_bind(filter.now).push(")");
            }
        }
        match from {
            From::Newest => sql.push(" ORDER BY t.id DESC LIMIT "),
            From::Before(id) => sql.push(" AND t.id < ").push_bind(id).push(" ORDER BY t.id DESC LIMIT "),
            From::After(id) => sql.push(" AND t.id > ").push_bind(id).push(" ORDER BY t.id LIMIT "),
        };
        sql.push_bind(most);
        sql.build_query_as().fetch_all(c).await
    })?)
}

/// Up to `most` people who have ever issued a token in an account, with what they are called.
///
/// # Errors
/// When the database fails.
pub async fn issuers(
    tx: &mut Tx,
    account: AccountId,
    most: i64,
) -> Result<Vec<(UserId, String)>, StoreError> {
    let sql = tx.pick(&ISSUERS);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(most).fetch_all(c).await)?)
}
