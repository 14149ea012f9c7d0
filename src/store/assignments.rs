//! The numbers of rights in projects and over the whole client, and who gave them and when. The rights themselves stand in
//! `project_roles` and in the membership; what has no number yet gets one by [`follow`], in the same transaction, with the
//! account held.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    ids::{AccountId, AssignmentId, MembershipId, ProjectId, UserId},
    role::ProjectRole,
    time::Timestamp,
};
use sqlx::{FromRow, QueryBuilder};

const NUMBER_PROJECTS: Sql = Sql::same(
    "INSERT INTO assignments (account_id, membership_id, project_id, assigned_by, created_at)
     SELECT m.account_id, m.id, r.project_id, CAST($2 AS BIGINT), CAST($3 AS TIMESTAMPTZ)
     FROM project_roles r JOIN memberships m ON m.id = r.membership_id
     WHERE r.membership_id = $1 AND NOT EXISTS
        (SELECT 1 FROM assignments a WHERE a.membership_id = r.membership_id AND a.project_id = r.project_id)
     ORDER BY r.project_id",
);
const NUMBER_CLIENT: Sql = Sql::same(
    "INSERT INTO assignments (account_id, membership_id, assigned_by, created_at)
     SELECT m.account_id, m.id, CAST($2 AS BIGINT), CAST($3 AS TIMESTAMPTZ) FROM memberships m
     WHERE m.id = $1 AND m.client_administrator AND NOT EXISTS
        (SELECT 1 FROM assignments a WHERE a.membership_id = m.id AND a.project_id IS NULL)",
);
const FORGET_CLIENT: Sql = Sql::same(
    "DELETE FROM assignments WHERE membership_id = $1 AND project_id IS NULL AND NOT EXISTS
        (SELECT 1 FROM memberships m WHERE m.id = $1 AND m.client_administrator)",
);
const FORGET: Sql = Sql::same("DELETE FROM assignments WHERE membership_id = $1");
const CHANGED: Sql =
    Sql::same("UPDATE assignments SET updated_at = $3 WHERE membership_id = $1 AND project_id = $2");

/// The statements here. Lists are put together from parts; tests run every shape of them.
pub const ALL: &[(&str, Sql)] = &[
    ("number_projects", NUMBER_PROJECTS),
    ("number_client", NUMBER_CLIENT),
    ("forget_client", FORGET_CLIENT),
    ("forget", FORGET),
    ("changed", CHANGED),
];

const COLUMNS: &str = "SELECT a.id, a.membership_id, m.user_id, a.project_id, r.role, a.assigned_by, a.created_at, a.updated_at";
/// Rights that count: not of the removed, not in archived projects; the account follows.
const RIGHTS: &str = " FROM assignments a JOIN memberships m ON m.id = a.membership_id
     LEFT JOIN project_roles r ON r.membership_id = a.membership_id AND r.project_id = a.project_id
     LEFT JOIN projects p ON p.id = a.project_id
     WHERE m.state <> 'removed' AND (a.project_id IS NULL AND m.client_administrator
        OR r.role IS NOT NULL AND p.archived_at IS NULL) AND a.account_id = ";

/// Which rights.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Of which account.
    pub account: AccountId,
    /// This one alone.
    pub id: Option<AssignmentId>,
    /// Whose.
    pub membership: Option<MembershipId>,
    /// In which project.
    pub project: Option<ProjectId>,
}

/// A right.
#[derive(Debug, Clone, FromRow)]
pub struct AssignmentRow {
    /// Its number.
    pub id: AssignmentId,
    /// Whose, by the membership.
    pub membership_id: MembershipId,
    /// Whose.
    pub user_id: UserId,
    /// In which project; none for the whole client.
    pub project_id: Option<ProjectId>,
    role: Option<String>,
    /// Who gave it, if that is known.
    pub assigned_by: Option<UserId>,
    /// When it was given.
    pub created_at: Timestamp,
    /// When its role was last changed.
    pub updated_at: Option<Timestamp>,
}

impl AssignmentRow {
    /// The role in the project; none for the whole client.
    ///
    /// # Errors
    /// When the name is not one of ours.
    pub fn role(&self) -> Result<Option<ProjectRole>, StoreError> {
        let role = self.role.as_deref().map(|name| known("role", ProjectRole::from_name(name)));
        Ok(role.transpose()?)
    }
}

/// Gives the rights that a membership has now the numbers they lack, as given by `by`, and takes back the number of what it
/// has no more. Numbers of roles in projects go by themselves when the role goes.
///
/// # Errors
/// When the database fails.
pub async fn follow(
    tx: &mut Tx,
    id: MembershipId,
    by: Option<UserId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let forget = tx.pick(&FORGET_CLIENT);
    on_db!(tx, c => sqlx::query(forget).bind(id).execute(c).await.map(|_| ()))?;
    for sql in [&NUMBER_CLIENT, &NUMBER_PROJECTS] {
        let sql = tx.pick(sql);
        on_db!(tx, c => sqlx::query(sql).bind(id).bind(by).bind(now).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Takes all numbers of a membership back, so that what it is given next is new.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, id: MembershipId) -> Result<(), StoreError> {
    let sql = tx.pick(&FORGET);
    on_db!(tx, c => sqlx::query(sql).bind(id).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that the role in a project is another one.
///
/// # Errors
/// When the database fails.
pub(super) async fn changed(
    tx: &mut Tx,
    id: MembershipId,
    project: ProjectId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&CHANGED);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(project).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Puts together which rights are asked for.
macro_rules! filtered {
    ($sql:ident, $filter:ident) => {
        $sql.push(RIGHTS).push_bind($filter.account);
        if let Some(id) = $filter.id {
            $sql.push(" AND a.id = ").push_bind(id);
        }
        if let Some(id) = $filter.membership {
            $sql.push(" AND a.membership_id = ").push_bind(id);
        }
        if let Some(id) = $filter.project {
            $sql.push(" AND a.project_id = ").push_bind(id);
        }
    };
}

/// Rights in the order of their numbers: so many, behind so many.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    filter: Filter,
    (limit, offset): (i64, i64),
) -> Result<Vec<AssignmentRow>, StoreError> {
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(COLUMNS);
        filtered!(sql, filter);
        sql.push(" ORDER BY a.id LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
        sql.build_query_as().fetch_all(c).await
    })?)
}

/// How many rights there are.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, filter: Filter) -> Result<i64, StoreError> {
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new("SELECT count(*)");
        filtered!(sql, filter);
        sql.build_query_scalar().fetch_one(c).await
    })?)
}
