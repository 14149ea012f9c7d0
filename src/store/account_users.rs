//! The people of an account as the first JSON API lists them: by number or another order, by pages that are counted. What is
//! asked for decides on the text of the statement; every value in it is bound.

use super::{StoreError, Tx, members::known};
use crate::domain::{
    facet::Facet,
    ids::{AccountId, MembershipId, UserId},
    language::Language,
    member::MembershipState,
    role::AccountRole,
    time::Timestamp,
};
use sqlx::{FromRow, QueryBuilder};

/// By what people stand in order; by their numbers among equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Their number.
    Id,
    /// Their address.
    Email,
    /// What the account calls them.
    Name,
    /// The language the account has for them.
    Language,
}

/// Who is looked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// This person alone.
    pub id: Option<UserId>,
    /// With this in the normalised address.
    pub email: Option<String>,
    /// With this in the folded name.
    pub name: Option<String>,
    /// Whether they have joined.
    pub joined: Option<bool>,
    /// Standing in one of these places of the lists; none of them, nobody.
    pub facets: Vec<Facet>,
}

impl Filter {
    /// Whether the facets alone say who it is, so that nobody need be counted.
    pub const fn is_by_facets_alone(&self) -> bool {
        self.id.is_none() && self.email.is_none() && self.name.is_none() && self.joined.is_none()
    }
}

/// A person of an account.
#[derive(Debug, Clone, FromRow)]
pub struct AccountUserRow {
    /// The membership.
    pub membership_id: MembershipId,
    /// The person.
    pub user_id: UserId,
    /// The address.
    pub email: String,
    /// What the account calls the person; may be empty until accepted.
    pub name: String,
    language: String,
    /// The person's telephone number; may be empty.
    pub phone: String,
    role_id: i64,
    state: String,
    /// Since when the person is shut out of the account.
    pub suspended_at: Option<Timestamp>,
    /// When the person joined.
    pub accepted_at: Option<Timestamp>,
    /// When the access ends by itself.
    pub access_ends_at: Option<Timestamp>,
    /// Whether the person has a second factor.
    pub two_factor: bool,
    /// Since when the person is shut out of the installation.
    pub blocked_at: Option<Timestamp>,
}

impl AccountUserRow {
    /// The language the account has for the person.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }

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

const COLUMNS: &str =
    "SELECT m.id AS membership_id, m.user_id, u.email, m.name, m.language, u.phone, m.role_id, m.state,
        m.suspended_at, m.accepted_at, m.access_ends_at, m.two_factor, u.blocked_at";
const TABLES: &str = " FROM memberships m JOIN users u ON u.id = m.user_id";

/// What is looked for, as the end of a statement.
macro_rules! conditions {
    ($sql:expr, $account:expr, $filter:expr) => {{
        $sql.push(TABLES).push(" WHERE m.account_id = ").push_bind($account);
        if let Some(id) = $filter.id {
            $sql.push(" AND m.user_id = ").push_bind(id);
        }
        if let Some(part) = &$filter.email {
            $sql.push(" AND u.email_key LIKE ").push_bind(containing(part)).push(" ESCAPE '\\'");
        }
        if let Some(part) = &$filter.name {
            // Whoever has no name stands in order by the address.
            $sql.push(" AND m.name <> '' AND m.sort_key LIKE ")
                .push_bind(containing(part))
                .push(" ESCAPE '\\'");
        }
        if let Some(joined) = $filter.joined {
            let not = if joined { "" } else { "NOT " };
            $sql.push(" AND ")
                .push(not)
                .push("(m.state = 'active' OR m.state = 'removed' AND m.accepted_at IS NOT NULL)");
        }
        // The plus keeps both databases from gathering all of the account by facet and sorting it by number.
        $sql.push(" AND +m.facet IN (");
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

/// A page of the people looked for.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    filter: &Filter,
    order: &[(Order, bool)],
    (limit, offset): (i64, i64),
) -> Result<Vec<AccountUserRow>, StoreError> {
    if filter.facets.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(COLUMNS);
        conditions!(sql, account, filter);
        sql.push(" ORDER BY ");
        for (by, descending) in order {
            let column = match by {
                Order::Id => "m.user_id",
                Order::Email => "u.email_key",
                Order::Name => "m.sort_key",
                Order::Language => "m.language",
            };
            sql.push(column).push(if *descending { " DESC, " } else { ", " });
        }
        sql.push("m.id LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
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
        let mut sql = QueryBuilder::new("SELECT count(*)");
        conditions!(sql, account, filter);
        sql.build_query_scalar().fetch_one(c).await
    })?)
}

/// A person of an account, of whatever state.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
) -> Result<Option<AccountUserRow>, StoreError> {
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(COLUMNS);
        sql.push(TABLES).push(" WHERE m.account_id = ").push_bind(account);
        sql.push(" AND m.user_id = ").push_bind(user);
        sql.build_query_as().fetch_optional(c).await
    })?)
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
