//! People in accounts. Whatever changes a row here is followed by [`super::member_places::refresh`] in the same transaction,
//! with the account held: it keeps order, search words and counts true.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    access::Holder,
    ids::{AccountId, InvitationId, MembershipId, ProjectId, UserId},
    language::Language,
    member::MembershipState,
    role::{AccountRole, ProjectRole},
    time::Timestamp,
};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO memberships
        (account_id, user_id, name, language, role_id, client_administrator, state, facet, sort_key, accepted_at,
         created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, -1, '', $8, $9)
     ON CONFLICT (account_id, user_id) DO NOTHING RETURNING id",
);
const FIND_BY_USER: Sql = Sql::same(
    "SELECT id, account_id, user_id, name, language, role_id, client_administrator, state, suspended_at, invitation_id,
        access_ends_at
     FROM memberships WHERE account_id = $1 AND user_id = $2",
);
const FIND: Sql = Sql::same(
    "SELECT id, account_id, user_id, name, language, role_id, client_administrator, state, suspended_at, invitation_id,
        access_ends_at
     FROM memberships WHERE id = $1 AND account_id = $2",
);
const LAST_USED: Sql = Sql::same(
    "SELECT id, account_id, user_id, name, language, role_id, client_administrator, state, suspended_at, invitation_id,
        access_ends_at
     FROM memberships WHERE user_id = $1 AND state = 'active' AND suspended_at IS NULL
        AND (access_ends_at IS NULL OR access_ends_at > $2)
     ORDER BY last_seen_at DESC, id LIMIT 1",
);
const ACCOUNTS_OF_USER: Sql =
    Sql::same("SELECT account_id, id FROM memberships WHERE user_id = $1 ORDER BY account_id");
const SET_INVITATION: Sql = Sql::same("UPDATE memberships SET invitation_id = $2 WHERE id = $1");
const SET_DETAILS: Sql = Sql::same("UPDATE memberships SET name = $2, language = $3 WHERE id = $1");
const SET_OWN_DETAILS: Sql = Sql::same(
    "UPDATE memberships SET name = COALESCE($2, name), language = COALESCE($3, language)
         WHERE user_id = $1 AND state = 'active'",
);
const SET_ACCESS: Sql =
    Sql::same("UPDATE memberships SET role_id = $2, client_administrator = $3 WHERE id = $1");
const SET_PERSON: Sql = Sql::same("UPDATE memberships SET user_id = $2 WHERE id = $1 AND state = 'pending'");
const HAS_UNJOINED: Sql =
    Sql::same("SELECT EXISTS (SELECT 1 FROM memberships WHERE user_id = $1 AND state <> 'active')");
const LEAVE_BEHIND: Sql = Sql::same(
    "UPDATE memberships SET user_id = $2 WHERE user_id = $1 AND state <> 'active' RETURNING id, invitation_id",
);
const SUSPEND: Sql = Sql::same(
    "UPDATE memberships SET suspended_at = $2
     WHERE id = $1 AND state = 'active' AND suspended_at IS NULL RETURNING id",
);
const RESTORE: Sql = Sql::same(
    "UPDATE memberships SET suspended_at = NULL
     WHERE id = $1 AND state = 'active' AND suspended_at IS NOT NULL RETURNING id",
);
const REMOVE: Sql = Sql::same(
    "UPDATE memberships SET state = 'removed', removed_at = $2, suspended_at = NULL
     WHERE id = $1 AND state <> 'removed' RETURNING id",
);
const REVIVE: Sql = Sql::same(
    "UPDATE memberships
     SET state = 'pending', removed_at = NULL, accepted_at = NULL, invitation_id = NULL, name = $2, language = $3,
         role_id = $4, client_administrator = $5, preferred_name = ''
     WHERE id = $1 AND state = 'removed' RETURNING id",
);
const ACTIVATE: Sql = Sql::same(
    "UPDATE memberships SET state = 'active', accepted_at = $2, name = $3, language = $4
     WHERE id = $1 AND state = 'pending' RETURNING id",
);
const TOUCH: Sql =
    Sql::same("UPDATE memberships SET last_seen_at = $3 WHERE account_id = $1 AND user_id = $2 RETURNING id");
const TOUCH_IN_PROJECTS: Sql =
    Sql::same("UPDATE project_roles SET last_seen_at = $2 WHERE membership_id = $1");
const PROJECT_ROLES: Sql = Sql::same(
    "SELECT p.id, p.name, r.role FROM project_roles r JOIN projects p ON p.id = r.project_id
     WHERE r.membership_id = $1 AND p.archived_at IS NULL ORDER BY p.name_key",
);
const ARCHIVED_PROJECTS: Sql = Sql::same(
    "SELECT p.name FROM project_roles r JOIN projects p ON p.id = r.project_id
     WHERE r.membership_id = $1 AND p.archived_at IS NOT NULL ORDER BY p.name_key, p.id LIMIT 100",
);
const IS_ANOTHER: Sql = Sql::same(
    "SELECT EXISTS (SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.account_id = $1 AND m.facet >= $2 AND m.facet < $3 AND m.id <> $4 AND u.blocked_at IS NULL)",
);
const TIMES: Sql = Sql::same("SELECT accepted_at, removed_at FROM memberships WHERE id = $1");
const SOLE_PROJECT_ADMINISTRATOR: Sql = Sql::same(
    "SELECT p.name FROM project_roles r JOIN projects p ON p.id = r.project_id
     WHERE r.membership_id = $1 AND r.role = 'ProjectAdministrator' AND p.archived_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM project_roles o JOIN memberships m ON m.id = o.membership_id
        WHERE o.project_id = r.project_id AND o.membership_id <> r.membership_id AND o.role = 'ProjectAdministrator'
            AND m.state = 'active' AND m.suspended_at IS NULL)
     ORDER BY p.name, p.id LIMIT 100",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("find_by_user", FIND_BY_USER),
    ("find", FIND),
    ("last_used", LAST_USED),
    ("accounts_of_user", ACCOUNTS_OF_USER),
    ("set_invitation", SET_INVITATION),
    ("set_details", SET_DETAILS),
    ("set_own_details", SET_OWN_DETAILS),
    ("set_access", SET_ACCESS),
    ("set_person", SET_PERSON),
    ("has_unjoined", HAS_UNJOINED),
    ("leave_behind", LEAVE_BEHIND),
    ("suspend", SUSPEND),
    ("restore", RESTORE),
    ("remove", REMOVE),
    ("revive", REVIVE),
    ("activate", ACTIVATE),
    ("touch", TOUCH),
    ("touch_in_projects", TOUCH_IN_PROJECTS),
    ("project_roles", PROJECT_ROLES),
    ("archived_projects", ARCHIVED_PROJECTS),
    ("is_another", IS_ANOTHER),
    ("times", TIMES),
    ("sole_project_administrator", SOLE_PROJECT_ADMINISTRATOR),
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
    /// What this account calls the person; may be empty until accepted.
    pub name: String,
    /// The language this account has for the person.
    pub language: Language,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// How far it has come.
    pub state: MembershipState,
    /// Since when the person is shut out of the account.
    pub suspended_at: Option<Timestamp>,
    /// The newest invitation.
    pub invitation_id: Option<InvitationId>,
    /// When the access ends by itself; none for never.
    pub access_ends_at: Option<Timestamp>,
}

impl MembershipRow {
    /// What it gives in projects.
    pub const fn holder(&self) -> Holder {
        Holder { role: self.role, client_administrator: self.client_administrator }
    }

    /// Whether the person may act in the account now: the one rule, in words of SQL also where sessions are looked up
    /// (`super::sessions`) and where somebody signs in ([`last_used`]).
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.state == MembershipState::Active
            && self.suspended_at.is_none()
            && self.access_ends_at.is_none_or(|end| end > now)
    }
}

impl<'r, R: sqlx::Row> FromRow<'r, R> for MembershipRow
where
    &'static str: sqlx::ColumnIndex<R>,
    i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    bool: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<Timestamp>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let language: String = row.try_get("language")?;
        Ok(Self {
            id: MembershipId(row.try_get("id")?),
            account_id: AccountId(row.try_get("account_id")?),
            user_id: UserId(row.try_get("user_id")?),
            name: row.try_get("name")?,
            language: known("language", Language::from_code(&language))?,
            role: known("role_id", AccountRole::from_id(row.try_get("role_id")?))?,
            client_administrator: row.try_get("client_administrator")?,
            state: known("state", MembershipState::from_name(&row.try_get::<String, _>("state")?))?,
            suspended_at: row.try_get("suspended_at")?,
            invitation_id: row.try_get::<Option<i64>, _>("invitation_id")?.map(InvitationId),
            access_ends_at: row.try_get("access_ends_at")?,
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
    /// What this account calls the person.
    pub name: &'a str,
    /// The language this account has for the person.
    pub language: Language,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// How far it has come.
    pub state: MembershipState,
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
        .bind(new.account_id).bind(new.user_id).bind(new.name).bind(new.language.code()).bind(new.role.id())
        .bind(new.client_administrator).bind(new.state.as_str()).bind(accepted_at).bind(now)
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

/// The membership a person used last, of those in force now.
///
/// # Errors
/// When the database fails.
pub async fn last_used(
    tx: &mut Tx,
    user: UserId,
    now: Timestamp,
) -> Result<Option<MembershipRow>, StoreError> {
    let sql = tx.pick(&LAST_USED);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).bind(now).fetch_optional(c).await)?)
}

/// The memberships of a person of whatever state, by account.
///
/// # Errors
/// When the database fails.
pub async fn of_user(tx: &mut Tx, user: UserId) -> Result<Vec<(AccountId, MembershipId)>, StoreError> {
    let sql = tx.pick(&ACCOUNTS_OF_USER);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(user).fetch_all(c).await)?)
}

/// Holds every account a person has a membership in, one after the other by number: before the person's own row is
/// touched, when all of them have to follow. Says which they are.
///
/// # Errors
/// When the database fails.
pub async fn hold_all_of_user(tx: &mut Tx, user: UserId) -> Result<Vec<AccountId>, StoreError> {
    let mut held = Vec::new();
    for (account, _) in of_user(tx, user).await? {
        super::accounts::lock(tx, account).await?;
        held.push(account);
    }
    Ok(held)
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

/// Changes what an account calls a person, and the language it has for them.
///
/// # Errors
/// When the database fails.
pub async fn set_details(
    tx: &mut Tx,
    id: MembershipId,
    name: &str,
    language: Language,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_DETAILS);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(name).bind(language.code()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Lets every account a person has joined follow the person's own name and language.
///
/// # Errors
/// When the database fails.
pub async fn set_own_details(
    tx: &mut Tx,
    user: UserId,
    name: Option<&str>,
    language: Option<Language>,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_OWN_DETAILS);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(name).bind(language.map(Language::code)).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives another account role and client role.
///
/// # Errors
/// When the database fails.
pub async fn set_access(
    tx: &mut Tx,
    id: MembershipId,
    role: AccountRole,
    client_administrator: bool,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_ACCESS);
    on_db!(tx, c => sqlx::query(sql)
        .bind(id).bind(role.id()).bind(client_administrator).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Turns a pending membership to another person, as when the address was wrong.
///
/// # Errors
/// When the database fails; also when that person has a membership in the account.
pub async fn set_person(tx: &mut Tx, id: MembershipId, user: UserId) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_PERSON);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(user).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whether a person has a membership that is not accepted yet, or has ended.
///
/// # Errors
/// When the database fails.
pub async fn has_unjoined(tx: &mut Tx, user: UserId) -> Result<bool, StoreError> {
    let sql = tx.pick(&HAS_UNJOINED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(user).fetch_one(c).await)?)
}

/// Turns the memberships that a person has not accepted, or no longer has, to somebody else, and names them with their
/// newest invitations.
///
/// # Errors
/// When the database fails.
pub async fn leave_behind(
    tx: &mut Tx,
    from: UserId,
    to: UserId,
) -> Result<Vec<(MembershipId, Option<InvitationId>)>, StoreError> {
    let sql = tx.pick(&LEAVE_BEHIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(from).bind(to).fetch_all(c).await)?)
}

/// Shuts an active person out; false when they were not active, or are out already.
///
/// # Errors
/// When the database fails.
pub async fn suspend(tx: &mut Tx, id: MembershipId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&SUSPEND);
    let row: Option<MembershipId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Lets a suspended person in again; false when they were not suspended.
///
/// # Errors
/// When the database fails.
pub async fn restore(tx: &mut Tx, id: MembershipId) -> Result<bool, StoreError> {
    let sql = tx.pick(&RESTORE);
    let row: Option<MembershipId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Takes a person out of the account; false when they were out already. The row and the roles in it stay: for the audit
/// log, for tokens, and for inviting the person again.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, id: MembershipId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&REMOVE);
    let row: Option<MembershipId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Makes a removed membership pending again, with what is offered this time; false when it was not removed.
///
/// # Errors
/// When the database fails.
pub async fn revive(tx: &mut Tx, id: MembershipId, new: &NewMembership<'_>) -> Result<bool, StoreError> {
    let sql = tx.pick(&REVIVE);
    let row: Option<MembershipId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(new.name).bind(new.language.code()).bind(new.role.id()).bind(new.client_administrator)
        .fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Makes a pending membership active, under the person's own name and language; false when it was not pending.
///
/// # Errors
/// When the database fails.
pub async fn activate(
    tx: &mut Tx,
    id: MembershipId,
    name: &str,
    language: Language,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&ACTIVATE);
    let row: Option<MembershipId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(now).bind(name).bind(language.code()).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Notes that a person was here.
///
/// # Errors
/// When the database fails.
pub async fn touch(tx: &mut Tx, account: AccountId, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&TOUCH);
    let id: Option<MembershipId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(user).bind(now).fetch_optional(c).await)?;
    let sql = tx.pick(&TOUCH_IN_PROJECTS);
    if let Some(id) = id {
        on_db!(tx, c => sqlx::query(sql).bind(id).bind(now).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// The projects in use of a membership with name and role, by name. A role in an archived one stays, and is not told.
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

/// The projects that have been put away in which a member has a role, by name, at most 100: it counts for nothing until
/// they are restored.
///
/// # Errors
/// When the database fails.
pub async fn archived_projects(tx: &mut Tx, id: MembershipId) -> Result<Vec<String>, StoreError> {
    let sql = tx.pick(&ARCHIVED_PROJECTS);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_all(c).await)?)
}

/// Whether anybody else of the account, not shut out of the installation, is of one of these facets.
///
/// # Errors
/// When the database fails.
pub async fn is_another(
    tx: &mut Tx,
    account: AccountId,
    than: MembershipId,
    (from, until): (i64, i64),
) -> Result<bool, StoreError> {
    let sql = tx.pick(&IS_ANOTHER);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(account).bind(from).bind(until).bind(than).fetch_one(c).await)?)
}

/// When a membership began and ended.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct MembershipTimes {
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken away.
    pub removed_at: Option<Timestamp>,
}

/// When a membership began and ended.
///
/// # Errors
/// When the database fails.
pub async fn times(tx: &mut Tx, id: MembershipId) -> Result<Option<MembershipTimes>, StoreError> {
    let sql = tx.pick(&TIMES);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// The projects, by name, in which nobody else in force has the role of project administrator; at most 100.
///
/// # Errors
/// When the database fails.
pub async fn sole_project_administrator(tx: &mut Tx, id: MembershipId) -> Result<Vec<String>, StoreError> {
    let sql = tx.pick(&SOLE_PROJECT_ADMINISTRATOR);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_all(c).await)?)
}
