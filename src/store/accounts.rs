//! Accounts and their projects.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, ProjectId},
    name::Name,
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
const INSERT_PROJECT: Sql = Sql::same(
    "INSERT INTO projects (uuid, account_id, name, is_default, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
);
const FIND: Sql = Sql::same("SELECT id, name FROM accounts WHERE id = $1");
// Whoever is about to decide something about an account's people goes first on PostgreSQL; SQLite has one writer anyway.
const LOCK: Sql = Sql::pair(
    "SELECT id, name FROM accounts WHERE id = $1",
    "SELECT id, name FROM accounts WHERE id = $1 FOR NO KEY UPDATE",
);
const PROJECTS: Sql = Sql::same(
    "SELECT id, name, members_total FROM projects WHERE account_id = $1 ORDER BY name, id LIMIT $2",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("is_set_up", IS_SET_UP),
    ("set_up", SET_UP),
    ("insert", INSERT),
    ("insert_project", INSERT_PROJECT),
    ("find", FIND),
    ("lock", LOCK),
    ("projects", PROJECTS),
];

/// The most projects offered in one form.
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

/// Adds a project.
///
/// # Errors
/// When the database fails.
pub async fn insert_project(
    tx: &mut Tx,
    uuid: Uuid,
    account: AccountId,
    name: &str,
    is_default: bool,
    now: Timestamp,
) -> Result<ProjectId, StoreError> {
    let sql = tx.pick(&INSERT_PROJECT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(uuid).bind(account).bind(name).bind(is_default).bind(now)
        .fetch_one(c).await)?)
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

/// The projects of an account by name, at most [`MOST_PROJECTS`].
///
/// # Errors
/// When the database fails.
pub async fn projects(tx: &mut Tx, account: AccountId) -> Result<Vec<ProjectRow>, StoreError> {
    let sql = tx.pick(&PROJECTS);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(MOST_PROJECTS).fetch_all(c).await)?)
}
