//! People in accounts: the rows of the Users page.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, InvitationId, MembershipId, ProjectId, UserId},
    member::MembershipState,
    role::{AccountRole, ProjectRole},
    time::Timestamp,
};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO memberships
        (account_id, user_id, role_id, client_administrator, state, sort_key, accepted_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (account_id, user_id) DO NOTHING RETURNING id",
);
const FIND_BY_USER: Sql = Sql::same(
    "SELECT id, account_id, user_id, role_id, client_administrator, state, invitation_id FROM memberships
     WHERE account_id = $1 AND user_id = $2",
);
const FIND: Sql = Sql::same(
    "SELECT id, account_id, user_id, role_id, client_administrator, state, invitation_id FROM memberships
     WHERE id = $1 AND account_id = $2",
);
const FIRST_ACTIVE: Sql = Sql::same(
    "SELECT id, account_id, user_id, role_id, client_administrator, state, invitation_id FROM memberships
     WHERE user_id = $1 AND state = 'active' ORDER BY seen_at DESC NULLS LAST, id LIMIT 1",
);
const SET_INVITATION: Sql = Sql::same("UPDATE memberships SET invitation_id = $2 WHERE id = $1");
const ACTIVATE: Sql = Sql::same(
    "UPDATE memberships SET state = 'active', accepted_at = $2, sort_key = $3
     WHERE id = $1 AND state = 'pending' RETURNING id",
);
const TOUCH: Sql = Sql::same("UPDATE memberships SET seen_at = $3 WHERE account_id = $1 AND user_id = $2");
const INSERT_PROJECT_ROLE: Sql =
    Sql::same("INSERT INTO project_roles (membership_id, project_id, role) VALUES ($1, $2, $3)");
const PROJECT_ROLES: Sql = Sql::same(
    "SELECT p.id, p.name, r.role FROM project_roles r JOIN projects p ON p.id = r.project_id
     WHERE r.membership_id = $1 ORDER BY p.name, p.id",
);
const FORGET_WORDS: Sql = Sql::same("DELETE FROM member_words WHERE membership_id = $1");
const ADD_WORD: Sql = Sql::same(
    "INSERT INTO member_words (account_id, word, membership_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("find_by_user", FIND_BY_USER),
    ("find", FIND),
    ("first_active", FIRST_ACTIVE),
    ("set_invitation", SET_INVITATION),
    ("activate", ACTIVATE),
    ("touch", TOUCH),
    ("insert_project_role", INSERT_PROJECT_ROLE),
    ("project_roles", PROJECT_ROLES),
    ("forget_words", FORGET_WORDS),
    ("add_word", ADD_WORD),
];

/// A membership as the rules need it.
#[derive(Debug, Clone)]
pub struct MembershipRow {
    /// Its number.
    pub id: MembershipId,
    /// In which account.
    pub account_id: AccountId,
    /// Who.
    pub user_id: UserId,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// How far it has come.
    pub state: MembershipState,
    /// The newest invitation.
    pub invitation_id: Option<InvitationId>,
}

impl<'r, R: sqlx::Row> FromRow<'r, R> for MembershipRow
where
    &'static str: sqlx::ColumnIndex<R>,
    i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    bool: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: MembershipId(row.try_get("id")?),
            account_id: AccountId(row.try_get("account_id")?),
            user_id: UserId(row.try_get("user_id")?),
            role: known("role_id", AccountRole::from_id(row.try_get("role_id")?))?,
            client_administrator: row.try_get("client_administrator")?,
            state: known("state", MembershipState::from_name(&row.try_get::<String, _>("state")?))?,
            invitation_id: row.try_get::<Option<i64>, _>("invitation_id")?.map(InvitationId),
        })
    }
}

/// A value that the domain knows, or an error that names the column.
pub(super) fn known<T>(column: &str, value: Option<T>) -> Result<T, sqlx::Error> {
    value.ok_or_else(|| sqlx::Error::ColumnDecode { index: column.into(), source: "unknown value".into() })
}

/// A membership to be added.
#[derive(Debug)]
pub struct NewMembership<'a> {
    /// In which account.
    pub account_id: AccountId,
    /// Who.
    pub user_id: UserId,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// How far it has come.
    pub state: MembershipState,
    /// The folded name, or address.
    pub sort_key: &'a str,
}

/// Adds a membership; none when the person has one in the account already, of whatever state.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    new: &NewMembership<'_>,
    now: Timestamp,
) -> Result<Option<MembershipId>, StoreError> {
    let sql = tx.pick(&INSERT);
    let accepted_at = (new.state == MembershipState::Active).then_some(now);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(new.account_id).bind(new.user_id).bind(new.role.id()).bind(new.client_administrator)
        .bind(new.state.as_str()).bind(new.sort_key).bind(accepted_at).bind(now)
        .fetch_optional(c).await)?)
}

/// The membership of a person in an account.
///
/// # Errors
/// When the database fails.
pub async fn find_by_user(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
) -> Result<Option<MembershipRow>, StoreError> {
    let sql = tx.pick(&FIND_BY_USER);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(user).fetch_optional(c).await)?)
}

/// The membership of a number, if it is of that account: what belongs to another does not exist.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    account: AccountId,
    id: MembershipId,
) -> Result<Option<MembershipRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(account).fetch_optional(c).await)?)
}

/// The active membership a person used last.
///
/// # Errors
/// When the database fails.
pub async fn first_active(tx: &mut Tx, user: UserId) -> Result<Option<MembershipRow>, StoreError> {
    let sql = tx.pick(&FIRST_ACTIVE);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).fetch_optional(c).await)?)
}

/// Names the newest invitation of a membership.
///
/// # Errors
/// When the database fails.
pub async fn set_invitation(
    tx: &mut Tx,
    id: MembershipId,
    invitation: InvitationId,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_INVITATION);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(invitation).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Makes a pending membership active; false when it was not pending.
///
/// # Errors
/// When the database fails.
pub async fn activate(
    tx: &mut Tx,
    id: MembershipId,
    sort_key: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&ACTIVATE);
    let row: Option<MembershipId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).bind(sort_key).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Notes that a person was here.
///
/// # Errors
/// When the database fails.
pub async fn touch(tx: &mut Tx, account: AccountId, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&TOUCH);
    on_db!(tx, c => sqlx::query(sql).bind(account).bind(user).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives a role in a project.
///
/// # Errors
/// When the database fails.
pub async fn insert_project_role(
    tx: &mut Tx,
    id: MembershipId,
    project: ProjectId,
    role: ProjectRole,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT_PROJECT_ROLE);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(project).bind(role.name()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The projects of a membership with name and role, by name.
///
/// # Errors
/// When the database fails.
pub async fn project_roles(
    tx: &mut Tx,
    id: MembershipId,
) -> Result<Vec<(ProjectId, String, ProjectRole)>, StoreError> {
    let sql = tx.pick(&PROJECT_ROLES);
    let rows: Vec<(ProjectId, String, String)> =
        on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(project, name, role)| Ok((project, name, known("role", ProjectRole::from_name(&role))?)))
        .collect()
}

/// Replaces the words under which a member is found.
///
/// # Errors
/// When the database fails.
pub async fn set_words(
    tx: &mut Tx,
    account: AccountId,
    id: MembershipId,
    words: &[String],
) -> Result<(), StoreError> {
    let forget = tx.pick(&FORGET_WORDS);
    let add = tx.pick(&ADD_WORD);
    on_db!(tx, c => sqlx::query(forget).bind(id).execute(c).await.map(|_| ()))?;
    for word in words {
        on_db!(tx, c => sqlx::query(add).bind(account).bind(word).bind(id).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}
