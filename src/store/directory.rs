//! The people of an account as the second JSON API lists them: by number, by pages that are counted, whoever was taken out
//! of the account left out. What is asked for decides on the text of a list; every value in it is bound.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    facet::Facet,
    ids::{AccountId, MembershipId, UserId},
    member::MembershipState,
    role::AccountRole,
    time::Timestamp,
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

const FIND: Sql = Sql::same(
    "SELECT m.id AS membership_id, m.user_id, u.uuid, u.email, m.name, m.preferred_name, m.role_id, m.state, m.created_at,
        m.accepted_at, m.changed_at
     FROM users u JOIN memberships m ON m.account_id = $1 AND m.user_id = u.id
     WHERE u.uuid = $2 AND m.state <> 'removed'",
);
const FIND_BY_NUMBER: Sql = Sql::same(
    "SELECT m.id AS membership_id, m.user_id, u.uuid, u.email, m.name, m.preferred_name, m.role_id, m.state, m.created_at,
        m.accepted_at, m.changed_at
     FROM users u JOIN memberships m ON m.account_id = $1 AND m.user_id = u.id
     WHERE u.id = $2 AND m.state <> 'removed'",
);
const ORGANIZATION: Sql = Sql::same("SELECT uuid, name, created_at, changed_at FROM accounts WHERE id = $1");
// The sum keeps PostgreSQL from walking the numbers of all accounts until one is of this one.
const FIRST_OF: Sql = Sql::same(
    "SELECT u.uuid FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.id = (
        SELECT min(o.id + 0) FROM memberships o WHERE o.account_id = $1 AND o.facet >= $2 AND o.facet < $3)",
);
const SET_PREFERRED_NAME: Sql = Sql::same("UPDATE memberships SET preferred_name = $2 WHERE id = $1");
const SET_OWN_PREFERRED_NAME: Sql =
    Sql::same("UPDATE memberships SET preferred_name = $2 WHERE user_id = $1 AND state = 'active'");
const NOTE_CHANGE: Sql = Sql::same("UPDATE memberships SET changed_at = $2 WHERE id = $1");
const NOTE_CHANGE_OF_USER: Sql =
    Sql::same("UPDATE memberships SET changed_at = $2 WHERE user_id = $1 AND state = 'active'");

/// The statements here. The list itself is put together from parts; tests run every shape of it.
pub const ALL: &[(&str, Sql)] = &[
    ("find", FIND),
    ("find_by_number", FIND_BY_NUMBER),
    ("organization", ORGANIZATION),
    ("first_of", FIRST_OF),
    ("set_preferred_name", SET_PREFERRED_NAME),
    ("set_own_preferred_name", SET_OWN_PREFERRED_NAME),
    ("note_change", NOTE_CHANGE),
    ("note_change_of_user", NOTE_CHANGE_OF_USER),
];

/// Who is looked for: whoever meets all of it.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of these UUIDs.
    pub ids: Vec<Uuid>,
    /// Of these normalised addresses.
    pub emails: Vec<String>,
    /// With these in the normalised address.
    pub email_parts: Vec<String>,
    /// Of these names, each with its folded form.
    pub names: Vec<(String, String)>,
    /// With these in the folded name.
    pub name_parts: Vec<String>,
    /// Standing in one of these places of the lists; none of them, nobody.
    pub facets: Vec<Facet>,
    /// Whether those of these places are so few that they are better gathered by them.
    pub is_of_few: bool,
    /// Whether those who are found are so few that they are better gathered and put in order than looked for in order.
    pub gathers: bool,
}

impl Filter {
    /// Whether the facets alone say who it is, so that nobody need be counted.
    pub const fn is_by_facets_alone(&self) -> bool {
        !self.is_by_person() && self.names.is_empty() && self.name_parts.is_empty()
    }

    /// Whether something is asked for that only the person's own row says.
    const fn is_by_person(&self) -> bool {
        !(self.ids.is_empty() && self.emails.is_empty() && self.email_parts.is_empty())
    }
}

/// A person of an account.
#[derive(Debug, Clone, FromRow)]
pub struct PersonRow {
    /// The membership.
    pub membership_id: MembershipId,
    /// The person.
    pub user_id: UserId,
    /// The person, as the second API knows them.
    pub uuid: Uuid,
    /// The address.
    pub email: String,
    /// What the account calls the person; may be empty until accepted.
    pub name: String,
    /// What the person likes to be called; may be empty.
    pub preferred_name: String,
    role_id: i64,
    state: String,
    /// Since when the account knows the person.
    pub created_at: Timestamp,
    /// When the person joined.
    pub accepted_at: Option<Timestamp>,
    /// When something of this was last changed; none for never since joining.
    pub changed_at: Option<Timestamp>,
}

impl PersonRow {
    /// The account role.
    ///
    /// # Errors
    /// When the number is not one of ours.
    pub fn role(&self) -> Result<AccountRole, StoreError> {
        Ok(known("role_id", AccountRole::from_id(self.role_id))?)
    }

    /// How far the membership has come.
    ///
    /// # Errors
    /// When the state is not one of ours.
    pub fn state(&self) -> Result<MembershipState, StoreError> {
        Ok(known("state", MembershipState::from_name(&self.state))?)
    }
}

/// An account as the second API shows it.
#[derive(Debug, Clone, FromRow)]
pub struct OrganizationRow {
    /// Its UUID.
    pub uuid: Uuid,
    /// Its name.
    pub name: String,
    /// Since when there is one.
    pub created_at: Timestamp,
    /// When its name was last changed; none for never.
    pub changed_at: Option<Timestamp>,
}

const COLUMNS: &str =
    "SELECT m.id AS membership_id, m.user_id, u.uuid, u.email, m.name, m.preferred_name, m.role_id, m.state, m.created_at,
        m.accepted_at, m.changed_at";

/// What is looked for, as the end of a statement.
macro_rules! conditions {
    ($sql:expr, $account:expr, $filter:expr) => {{
        $sql.push(" WHERE m.account_id = ").push_bind($account).push(" AND m.state <> 'removed'");
        for id in &$filter.ids {
            $sql.push(" AND u.uuid = ").push_bind(*id);
        }
        for key in &$filter.emails {
            $sql.push(" AND u.email_key = ").push_bind(key);
        }
        for part in &$filter.email_parts {
            $sql.push(" AND u.email_key LIKE ").push_bind(containing(part)).push(" ESCAPE '\\'");
        }
        for (name, folded) in &$filter.names {
            $sql.push(" AND m.sort_key = ").push_bind(folded).push(" AND m.name = ").push_bind(name);
        }
        for part in &$filter.name_parts {
            // Whoever has no name stands in order by the address.
            $sql.push(" AND m.name <> '' AND m.sort_key LIKE ")
                .push_bind(containing(part))
                .push(" ESCAPE '\\'");
        }
        // The plus keeps both databases from gathering all of the account by facet and sorting it by number.
        $sql.push(if $filter.is_of_few { " AND m.facet IN (" } else { " AND +m.facet IN (" });
        let mut list = $sql.separated(", ");
        for facet in &$filter.facets {
            list.push_bind(facet.code());
        }
        $sql.push(")");
    }};
}

fn containing(part: &str) -> String {
    let mut pattern = String::from("%");
    for c in part.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A page of the people looked for, by number.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    filter: &Filter,
    (limit, offset): (i64, i64),
) -> Result<Vec<PersonRow>, StoreError> {
    if filter.facets.is_empty() {
        return Ok(Vec::new());
    }
    // What is added keeps both databases from walking the account in order until the few are found.
    let order = if filter.gathers { " ORDER BY m.user_id + 0 LIMIT " } else { " ORDER BY m.user_id LIMIT " };
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(COLUMNS);
        if filter.is_by_person() {
            sql.push(" FROM memberships m JOIN users u ON u.id = m.user_id");
            conditions!(sql, account, filter);
            sql.push(order).push_bind(limit).push(" OFFSET ").push_bind(offset);
        } else {
            // Nobody is looked up who is only passed over.
            sql.push(" FROM (SELECT m.id FROM memberships m");
            conditions!(sql, account, filter);
            sql.push(order).push_bind(limit).push(" OFFSET ").push_bind(offset);
            sql.push(") p JOIN memberships m ON m.id = p.id JOIN users u ON u.id = m.user_id ORDER BY m.user_id");
        }
        sql.build_query_as().fetch_all(c).await
    })?)
}

/// How many people there are of those looked for.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, account: AccountId, filter: &Filter) -> Result<i64, StoreError> {
    if filter.facets.is_empty() {
        return Ok(0);
    }
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new("SELECT count(*) FROM memberships m");
        if filter.is_by_person() {
            sql.push(" JOIN users u ON u.id = m.user_id");
        }
        conditions!(sql, account, filter);
        sql.build_query_scalar().fetch_one(c).await
    })?)
}

/// The person of a UUID, if they belong to the account or are invited to it.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, id: Uuid) -> Result<Option<PersonRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(id).fetch_optional(c).await)?)
}

/// The person of a number, if they belong to the account or are invited to it.
///
/// # Errors
/// When the database fails.
pub async fn find_by_number(
    tx: &mut Tx,
    account: AccountId,
    id: UserId,
) -> Result<Option<PersonRow>, StoreError> {
    let sql = tx.pick(&FIND_BY_NUMBER);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(id).fetch_optional(c).await)?)
}

/// An account.
///
/// # Errors
/// When the database fails.
pub async fn organization(tx: &mut Tx, account: AccountId) -> Result<Option<OrganizationRow>, StoreError> {
    let sql = tx.pick(&ORGANIZATION);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).fetch_optional(c).await)?)
}

/// Who has been in the account longest of those of these facets, from the first up to, not including, the second.
///
/// # Errors
/// When the database fails.
pub async fn first_of(
    tx: &mut Tx,
    account: AccountId,
    (from, until): (i64, i64),
) -> Result<Option<Uuid>, StoreError> {
    let sql = tx.pick(&FIRST_OF);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(from).bind(until).fetch_optional(c).await)?)
}

/// Changes what a person likes to be called in an account.
///
/// # Errors
/// When the database fails.
pub async fn set_preferred_name(tx: &mut Tx, id: MembershipId, name: &str) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_PREFERRED_NAME);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Changes what a person likes to be called in every account they have joined.
///
/// # Errors
/// When the database fails.
pub async fn set_own_preferred_name(tx: &mut Tx, user: UserId, name: &str) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_OWN_PREFERRED_NAME);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that an account knows a person by another name or address.
///
/// # Errors
/// When the database fails.
pub async fn note_change(tx: &mut Tx, id: MembershipId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&NOTE_CHANGE);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that every account a person has joined knows them by another name or address.
///
/// # Errors
/// When the database fails.
pub async fn note_change_of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&NOTE_CHANGE_OF_USER);
    on_db!(tx, c => sqlx::query(sql).bind(user).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::containing;

    #[test]
    fn what_is_looked_for_is_taken_as_it_stands() {
        assert_eq!(containing("mara"), "%mara%");
        assert_eq!(containing("50%_\\"), "%50\\%\\_\\\\%");
    }
}
