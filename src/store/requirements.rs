//! Accounts that require a second factor: from when on, who has none, and when they were last reminded
//! (`docs/adr/0021-required-two-factor.md`).

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, MembershipId, UserId},
    language::Language,
    time::Timestamp,
};
use sqlx::FromRow;

const FIND: Sql = Sql::same(
    "SELECT a.two_factor_from, a.two_factor_reminded_at, COALESCE(NULLIF(m.name, ''), u.email) AS reminded_by
     FROM accounts a LEFT JOIN users u ON u.id = a.two_factor_reminded_by
     LEFT JOIN memberships m ON m.account_id = a.id AND m.user_id = u.id
     WHERE a.id = $1",
);
const FROM: Sql = Sql::same("SELECT two_factor_from FROM accounts WHERE id = $1");
const SET_FROM: Sql = Sql::same("UPDATE accounts SET two_factor_from = $2 WHERE id = $1");
const NOTE_REMINDED: Sql =
    Sql::same("UPDATE accounts SET two_factor_reminded_at = $2, two_factor_reminded_by = $3 WHERE id = $1");
const LACKING: Sql = Sql::same(
    "SELECT m.id, m.name, u.email, u.language FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.account_id = $1 AND m.id > $2 AND m.state = 'active' AND m.suspended_at IS NULL AND NOT m.two_factor
     ORDER BY m.id LIMIT $3",
);
const OF_PERSON: Sql = Sql::same(
    "SELECT a.id, a.name, a.two_factor_from FROM memberships m
     JOIN accounts a ON a.id = m.account_id AND a.two_factor_from IS NOT NULL
     WHERE m.user_id = $1 AND m.state = 'active' AND m.suspended_at IS NULL
        AND (m.access_ends_at IS NULL OR m.access_ends_at > $2)
     ORDER BY a.two_factor_from, a.id LIMIT $3",
);
const STILL_LACKS: Sql = Sql::same(
    "SELECT EXISTS (SELECT 1 FROM memberships m JOIN accounts a ON a.id = m.account_id
        WHERE m.id = $1 AND m.state = 'active' AND m.suspended_at IS NULL AND NOT m.two_factor
            AND a.two_factor_from = $2)",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("find", FIND),
    ("from", FROM),
    ("set_from", SET_FROM),
    ("note_reminded", NOTE_REMINDED),
    ("lacking", LACKING),
    ("of_person", OF_PERSON),
    ("still_lacks", STILL_LACKS),
];

/// The most accounts of one person that are looked at.
const MOST_ACCOUNTS: i64 = 1000;

/// What an account requires.
#[derive(Debug, Clone, FromRow)]
pub struct RequirementRow {
    /// From when on; none for never.
    pub two_factor_from: Option<Timestamp>,
    /// When those without a second factor were last reminded.
    pub two_factor_reminded_at: Option<Timestamp>,
    /// Who asked for it: the name, or the address of somebody without one.
    pub reminded_by: Option<String>,
}

/// An active member who has no second factor.
#[derive(Debug, Clone, FromRow)]
pub struct LackingRow {
    /// The membership.
    pub id: MembershipId,
    /// What the account calls the person; may be empty.
    pub name: String,
    /// The person's address.
    pub email: String,
    language: String,
}

impl LackingRow {
    /// The person's own language.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }
}

/// An account that requires a second factor of somebody who belongs to it.
#[derive(Debug, Clone, FromRow)]
pub struct RequiringRow {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// From when on.
    pub two_factor_from: Timestamp,
}

/// What an account requires; none when there is no such account.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId) -> Result<Option<RequirementRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).fetch_optional(c).await)?)
}

/// From when on an account requires a second factor.
///
/// # Errors
/// When the database fails.
pub async fn from(tx: &mut Tx, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&FROM);
    let row: Option<Option<Timestamp>> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(account).fetch_optional(c).await)?;
    Ok(row.flatten())
}

/// Lets an account require a second factor from a moment on, or never. The account is held.
///
/// # Errors
/// When the database fails.
pub async fn set_from(tx: &mut Tx, account: AccountId, from: Option<Timestamp>) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_FROM);
    on_db!(tx, c => sqlx::query(sql).bind(account).bind(from).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that those without a second factor are reminded, and by whom. The account is held.
///
/// # Errors
/// When the database fails.
pub async fn note_reminded(
    tx: &mut Tx,
    account: AccountId,
    by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&NOTE_REMINDED);
    on_db!(tx, c => sqlx::query(sql).bind(account).bind(now).bind(by).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Up to `most` active members of an account who have no second factor, by number, behind one of them.
///
/// # Errors
/// When the database fails.
pub async fn lacking(
    tx: &mut Tx,
    account: AccountId,
    after: MembershipId,
    most: i64,
) -> Result<Vec<LackingRow>, StoreError> {
    let sql = tx.pick(&LACKING);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(after).bind(most).fetch_all(c).await)?)
}

/// The accounts that require a second factor of a person, now or from a later day on, the earliest first.
///
/// # Errors
/// When the database fails.
pub async fn of_person(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<RequiringRow>, StoreError> {
    let sql = tx.pick(&OF_PERSON);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).bind(now).bind(MOST_ACCOUNTS).fetch_all(c).await)?)
}

/// Whether a member has no second factor yet, and the account still requires one from this very moment on.
///
/// # Errors
/// When the database fails.
pub async fn still_lacks(tx: &mut Tx, id: MembershipId, from: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&STILL_LACKS);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(from).fetch_one(c).await)?)
}
