//! The projects of an account. Whoever adds, renames, archives or restores one holds the account
//! (`super::accounts::lock`), so that names and numbers are judged by one transaction at a time; the index `projects_in_use`
//! would refuse what slipped through.

use super::{Sql, StoreError, Tx, accounts::MOST_PROJECTS};
use crate::domain::{
    ids::{AccountId, ProjectId},
    search,
    time::Timestamp,
};
use sqlx::FromRow;
use uuid::Uuid;

const INSERT: Sql = Sql::same(
    "INSERT INTO projects (uuid, account_id, name, name_key, is_default, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING RETURNING id",
);
const FIND: Sql = Sql::same(
    "SELECT id, name, is_default, archived_at, members_total, created_at FROM projects WHERE id = $1 AND account_id = $2",
);
const IN_USE: Sql = Sql::same(
    "SELECT id, name, is_default, archived_at, members_total, created_at FROM projects
     WHERE account_id = $1 AND archived_at IS NULL ORDER BY name_key LIMIT $2",
);
const ARCHIVED: Sql = Sql::same(
    "SELECT id, name, is_default, archived_at, members_total, created_at FROM projects
     WHERE account_id = $1 AND archived_at IS NOT NULL ORDER BY archived_at DESC, id DESC LIMIT $2",
);
const NAMED: Sql =
    Sql::same("SELECT id FROM projects WHERE account_id = $1 AND name_key = $2 AND archived_at IS NULL");
// Never counts further than the limit.
const COUNT_IN_USE: Sql = Sql::same(
    "SELECT count(*) FROM
        (SELECT id FROM projects WHERE account_id = $1 AND archived_at IS NULL LIMIT $2) AS in_use",
);
const RENAME: Sql = Sql::same(
    "UPDATE projects SET name = $3, name_key = $4
     WHERE id = $1 AND account_id = $2 AND archived_at IS NULL RETURNING id",
);
const ARCHIVE: Sql = Sql::same(
    "UPDATE projects SET archived_at = $3
     WHERE id = $1 AND account_id = $2 AND archived_at IS NULL AND NOT is_default RETURNING id",
);
const RESTORE: Sql = Sql::same(
    "UPDATE projects SET archived_at = NULL
     WHERE id = $1 AND account_id = $2 AND archived_at IS NOT NULL RETURNING id",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("find", FIND),
    ("in_use", IN_USE),
    ("archived", ARCHIVED),
    ("named", NAMED),
    ("count_in_use", COUNT_IN_USE),
    ("rename", RENAME),
    ("archive", ARCHIVE),
    ("restore", RESTORE),
];

/// A project.
#[derive(Debug, Clone, FromRow)]
pub struct Project {
    /// Its number.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Whether the account began with it.
    pub is_default: bool,
    /// Since when it is put away.
    pub archived_at: Option<Timestamp>,
    /// How many members have a role in it, the removed aside.
    pub members_total: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Adds a project; none when one in use has that name.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    uuid: Uuid,
    account: AccountId,
    name: &str,
    is_default: bool,
    now: Timestamp,
) -> Result<Option<ProjectId>, StoreError> {
    let sql = tx.pick(&INSERT);
    let key = search::fold(name);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(uuid).bind(account).bind(name).bind(&key).bind(is_default).bind(now)
        .fetch_optional(c).await)?)
}

/// The project of a number, archived or not, if it is of that account: what belongs to another does not exist.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, id: ProjectId) -> Result<Option<Project>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(account).fetch_optional(c).await)?)
}

/// The projects in use by name, at most [`MOST_PROJECTS`], which is as many as there can be.
///
/// # Errors
/// When the database fails.
pub async fn in_use(tx: &mut Tx, account: AccountId) -> Result<Vec<Project>, StoreError> {
    let sql = tx.pick(&IN_USE);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(MOST_PROJECTS).fetch_all(c).await)?)
}

/// The archived projects, the one archived last first, at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn archived(tx: &mut Tx, account: AccountId, most: i64) -> Result<Vec<Project>, StoreError> {
    let sql = tx.pick(&ARCHIVED);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(most).fetch_all(c).await)?)
}

/// The project in use that has a name, however it is written.
///
/// # Errors
/// When the database fails.
pub async fn named(tx: &mut Tx, account: AccountId, name: &str) -> Result<Option<ProjectId>, StoreError> {
    let sql = tx.pick(&NAMED);
    let key = search::fold(name);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(&key).fetch_optional(c).await)?)
}

/// Whether an account has as many projects in use as it may.
///
/// # Errors
/// When the database fails.
pub async fn is_full(tx: &mut Tx, account: AccountId) -> Result<bool, StoreError> {
    let sql = tx.pick(&COUNT_IN_USE);
    let count: i64 =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(MOST_PROJECTS).fetch_one(c).await)?;
    Ok(count >= MOST_PROJECTS)
}

/// Gives a project in use another name; false when it is not in use.
///
/// # Errors
/// When the database fails; also when another project in use has the name.
pub async fn rename(tx: &mut Tx, account: AccountId, id: ProjectId, name: &str) -> Result<bool, StoreError> {
    let sql = tx.pick(&RENAME);
    let key = search::fold(name);
    let row: Option<ProjectId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(account).bind(name).bind(&key).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Puts a project away; false when it is already, or is the one the account began with.
///
/// # Errors
/// When the database fails.
pub async fn archive(
    tx: &mut Tx,
    account: AccountId,
    id: ProjectId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&ARCHIVE);
    let row: Option<ProjectId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(account).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Brings an archived project back; false when it is not archived.
///
/// # Errors
/// When the database fails; also when another project in use has the name.
pub async fn restore(tx: &mut Tx, account: AccountId, id: ProjectId) -> Result<bool, StoreError> {
    let sql = tx.pick(&RESTORE);
    let row: Option<ProjectId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(account).fetch_optional(c).await)?;
    Ok(row.is_some())
}
