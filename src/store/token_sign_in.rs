//! Tokens of the JSON APIs as they are looked up at every call: together with the person and the membership they stand for, so
//! that what was taken away is gone at the next call (as for sessions, [`super::sessions`]).

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, ApiTokenId, MembershipId, UserId},
    time::Timestamp,
};
use sqlx::FromRow;

// Whoever owes the account a second factor is nobody there, by a token neither.
const FIND_LIVE: Sql = Sql::same(
    "SELECT t.id, t.secret_hash, t.role_id AS token_role_id, t.last_used_at, t.expires_at, t.account_id, t.user_id, u.name, u.email,
        u.language, u.is_operator, m.id AS membership_id, m.role_id, m.client_administrator, a.name AS account_name
     FROM api_tokens t
     JOIN users u ON u.id = t.user_id AND u.blocked_at IS NULL
     JOIN accounts a ON a.id = t.account_id
     JOIN memberships m ON m.account_id = t.account_id AND m.user_id = t.user_id
        AND m.state = 'active' AND m.suspended_at IS NULL AND (m.access_ends_at IS NULL OR m.access_ends_at > $2)
     WHERE t.id = $1 AND t.deleted_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2)
        AND (a.two_factor_from IS NULL OR a.two_factor_from > $2 OR EXISTS (
            SELECT 1 FROM factors f WHERE f.user_id = t.user_id AND f.confirmed_at IS NOT NULL))",
);
// Of many calls at once, on however many nodes, one writes.
const NOTE_USE: Sql = Sql::same(
    "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[("find_live", FIND_LIVE), ("note_use", NOTE_USE)];

/// A token that works, with whom and what it stands for.
#[derive(Clone, FromRow)]
pub struct LiveToken {
    /// Its number.
    pub id: ApiTokenId,
    /// SHA-256 of its secret.
    pub secret_hash: Vec<u8>,
    /// What it may do at the most.
    pub token_role_id: i64,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// In which account.
    pub account_id: AccountId,
    /// Whose it is.
    pub user_id: UserId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The person's language.
    pub language: String,
    /// Whether the person owns the installation.
    pub is_operator: bool,
    /// The person's membership in the account.
    pub membership_id: MembershipId,
    /// The person's account role as it is now.
    pub role_id: i64,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// The account's name.
    pub account_name: String,
}

impl std::fmt::Debug for LiveToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveToken").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The token of a number, if it works now: neither deleted nor expired, its person in good standing, the membership in force,
/// and no second factor owed. Whether a secret is the right one is for the caller to say.
///
/// # Errors
/// When the database fails.
pub async fn find_live(tx: &mut Tx, id: ApiTokenId, now: Timestamp) -> Result<Option<LiveToken>, StoreError> {
    let sql = tx.pick(&FIND_LIVE);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(now).fetch_optional(c).await)?)
}

/// Notes that a token was used, unless that was noted later than `since`.
///
/// # Errors
/// When the database fails.
pub async fn note_use(
    tx: &mut Tx,
    id: ApiTokenId,
    now: Timestamp,
    since: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&NOTE_USE);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(now).bind(since).execute(c).await.map(|_| ()))?;
    Ok(())
}
