//! Accounts and their projects.

use super::{Sql, StoreError, Tx, members::known, projects};
use crate::domain::{
    ids::{AccountId, ProjectId, UserId},
    name::Name,
    role::AccountRole,
    time::Timestamp,
};
use sqlx::FromRow;
use uuid::Uuid;

const IS_SET_UP: Sql = Sql::same("SELECT EXISTS (SELECT 1 FROM installation)");
const SET_UP: Sql = Sql::same(
    "INSERT INTO installation (id, set_up_at) VALUES (1, $1) ON CONFLICT (id) DO NOTHING RETURNING id",
);
const INSERT: Sql =
    Sql::same("INSERT INTO accounts (uuid, name, created_at) VALUES ($1, $2, $3) RETURNING id");
const FIND: Sql = Sql::same("SELECT id, name FROM accounts WHERE id = $1");
// Whoever is about to decide something about an account's people goes first on PostgreSQL; SQLite has one writer anyway.
const LOCK: Sql = Sql::pair(
    "SELECT id, name FROM accounts WHERE id = $1",
    "SELECT id, name FROM accounts WHERE id = $1 FOR NO KEY UPDATE",
);
const PROJECTS: Sql = Sql::same(
    "SELECT id, name, members_total FROM projects
     WHERE account_id = $1 AND archived_at IS NULL ORDER BY name_key LIMIT $2",
);
const OF_PERSON: Sql = Sql::same(
    "SELECT a.id, a.name, m.role_id, m.suspended_at FROM memberships m JOIN accounts a ON a.id = m.account_id
     WHERE m.user_id = $1 AND m.state = 'active' ORDER BY a.name, a.id LIMIT $2",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("is_set_up", IS_SET_UP),
    ("set_up", SET_UP),
    ("insert", INSERT),
    ("find", FIND),
    ("lock", LOCK),
    ("projects", PROJECTS),
    ("of_person", OF_PERSON),
];

/// The most projects an account may have in use; as many are offered in one form.
pub const MOST_PROJECTS: i64 = 500;

/// An account.
#[derive(Debug, Clone, FromRow)]
pub struct AccountRow {
    /// Its number.
    pub id: AccountId,
    /// Its name.
    pub name: String,
}

/// A project.
#[derive(Debug, Clone, FromRow)]
pub struct ProjectRow {
    /// Its number.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// How many members have a role in it, the removed aside.
    pub members_total: i64,
}

/// Whether the first administrator exists.
///
/// # Errors
/// When the database fails.
pub async fn is_set_up(tx: &mut Tx) -> Result<bool, StoreError> {
    let sql = tx.pick(&IS_SET_UP);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?)
}

/// Takes the one chance to set up the installation; false when somebody else has. Of several at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn set_up(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&SET_UP);
    let row: Option<i64> = on_db!(tx, c => sqlx::query_scalar(sql).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Adds an account.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, uuid: Uuid, name: &Name, now: Timestamp) -> Result<AccountId, StoreError> {
    let sql = tx.pick(&INSERT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(uuid).bind(name.as_str()).bind(now).fetch_one(c).await)?)
}

/// The most accounts shown to a person who belongs to them.
const MOST_ACCOUNTS: i64 = 1000;

/// An account as seen by somebody who has joined it.
#[derive(Debug, Clone, FromRow)]
pub struct JoinedRow {
    /// Its number.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    role_id: i64,
    /// Since when the person is shut out of it.
    pub suspended_at: Option<Timestamp>,
}

impl JoinedRow {
    /// The person's role in it.
    ///
    /// # Errors
    /// When the number is not one of ours.
    pub fn role(&self) -> Result<AccountRole, StoreError> {
        Ok(known("role_id", AccountRole::from_id(self.role_id))?)
    }
}

/// The accounts a person has joined and not left, by name.
///
/// # Errors
/// When the database fails.
pub async fn of_person(tx: &mut Tx, user: UserId) -> Result<Vec<JoinedRow>, StoreError> {
    let sql = tx.pick(&OF_PERSON);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).bind(MOST_ACCOUNTS).fetch_all(c).await)?)
}

/// Adds a project to an account in which none has that name.
///
/// # Errors
/// When the database fails; also when one has that name.
pub async fn insert_project(
    tx: &mut Tx,
    uuid: Uuid,
    account: AccountId,
    name: &str,
    is_default: bool,
    now: Timestamp,
) -> Result<ProjectId, StoreError> {
    let id = projects::insert(tx, uuid, account, name, is_default, now).await?;
    id.ok_or_else(|| StoreError::Inconsistent("a project of that name".into()))
}

/// The account of a number.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// The account of a number, held until the transaction ends: decisions about its people come one after the other.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
    let sql = tx.pick(&LOCK);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// The projects of an account that are in use, by name, at most [`MOST_PROJECTS`].
///
/// # Errors
/// When the database fails.
pub async fn projects(tx: &mut Tx, account: AccountId) -> Result<Vec<ProjectRow>, StoreError> {
    let sql = tx.pick(&PROJECTS);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(MOST_PROJECTS).fetch_all(c).await)?)
}
