//! The entries behind the page of the audit log and its exports: one account's, with filters.

use super::{Sql, StoreError, Tx, audit::EventRow};
use crate::domain::{
    ids::{AccountId, MembershipId, UserId},
    time::Timestamp,
};
use sqlx::{FromRow, QueryBuilder};
use std::collections::BTreeSet;

const LAST: Sql = Sql::same("SELECT max(id) FROM audit_events WHERE account_id = $1");
const SPAN: Sql =
    Sql::same("SELECT min(id), max(id) FROM audit_events WHERE account_id = $1 AND at >= $2 AND at < $3");

/// The statements here. The list itself is put together from parts; the tests of the list run every shape of it.
pub const ALL: &[(&str, Sql)] = &[("last", LAST), ("span", SPAN)];

/// Which entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The names of the actions; none for every action.
    pub actions: Vec<&'static str>,
    /// Who did it.
    pub actor: Option<UserId>,
    /// On whom or what: any of these; none for all.
    pub subjects: Vec<String>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before, not at.
    pub until: Option<Timestamp>,
}

/// In which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// From the newest to the oldest.
    NewestFirst,
    /// From the oldest to the newest.
    OldestFirst,
}

/// Between which entries, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The number of the oldest one.
    pub first: i64,
    /// The number of the newest one.
    pub last: i64,
}

/// 9999-01-01 UTC: later than anything that happens, and within what both databases keep.
const FAR: Timestamp = Timestamp::from_micros(253_370_764_800_000_000);

/// Between which entries all lie that are of the filter's days. They are found by their index, so that nothing is walked
/// which is far from them; in between others may stand, for of two requests at once the earlier may be written later.
///
/// # Errors
/// When the database fails.
pub async fn range(tx: &mut Tx, account: AccountId, filter: &Filter) -> Result<Range, StoreError> {
    if filter.from.is_none() && filter.until.is_none() {
        return Ok(Range { first: 1, last: i64::MAX });
    }
    let from = filter.from.unwrap_or(Timestamp::from_micros(0));
    let until = filter.until.unwrap_or(FAR);
    let sql = tx.pick(&SPAN);
    let (first, last): (Option<i64>, Option<i64>) = on_db!(tx, c => sqlx::query_as(sql)
        .bind(account).bind(from).bind(until).fetch_one(c).await)?;
    Ok(Range { first: first.unwrap_or(1), last: last.unwrap_or(0) })
}

/// The number of the newest entry of an account; 0 when there is none.
///
/// # Errors
/// When the database fails.
pub async fn last(tx: &mut Tx, account: AccountId) -> Result<i64, StoreError> {
    let sql = tx.pick(&LAST);
    let last: Option<i64> = on_db!(tx, c => sqlx::query_scalar(sql).bind(account).fetch_one(c).await)?;
    Ok(last.unwrap_or(0))
}

/// The first entries of an account in an order, at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    filter: &Filter,
    range: Range,
    order: Order,
    most: i64,
) -> Result<Vec<EventRow>, StoreError> {
    // Each action and each subject by itself walks its index in order; of several the first of each are merged.
    let walks = walks(filter);
    let mut rows = Vec::new();
    for &(action, subject) in &walks {
        let table = table(tx, filter, action, subject);
        let more: Vec<EventRow> = on_db!(tx, c => {
            let mut sql = QueryBuilder::new(
                "SELECT id, account_id, actor_id, action, subject, detail, request_id, at, ip, seq, prev_hash, hash FROM ",
            );
            sql.push(table).push(" WHERE account_id = ").push_bind(account);
            if let Some(action) = action {
                sql.push(" AND action = ").push_bind(action);
            }
            if let Some(actor) = filter.actor {
                sql.push(" AND actor_id = ").push_bind(actor);
            }
            if let Some(subject) = subject {
                sql.push(" AND subject = ").push_bind(subject);
            }
            if let Some(from) = filter.from {
                sql.push(" AND at >= ").push_bind(from);
            }
            if let Some(until) = filter.until {
                sql.push(" AND at < ").push_bind(until);
            }
            sql.push(" AND id >= ").push_bind(range.first).push(" AND id <= ").push_bind(range.last);
            sql.push(match order {
                Order::NewestFirst => " ORDER BY id DESC LIMIT ",
                Order::OldestFirst => " ORDER BY id LIMIT ",
            });
            sql.push_bind(most);
            sql.build_query_as().fetch_all(c).await
        })?;
        rows.extend(more);
    }
    if walks.len() > 1 {
        rows.sort_by_key(|row: &EventRow| match order {
            Order::NewestFirst => -row.id,
            Order::OldestFirst => row.id,
        });
        rows.truncate(usize::try_from(most).unwrap_or(0));
    }
    Ok(rows)
}

/// Which action and which subject are looked for together.
fn walks(filter: &Filter) -> Vec<(Option<&'static str>, Option<&str>)> {
    let actions: Vec<Option<&'static str>> = if filter.actions.is_empty() {
        vec![None]
    } else {
        filter.actions.iter().copied().map(Some).collect()
    };
    if filter.subjects.is_empty() {
        return actions.into_iter().map(|action| (action, None)).collect();
    }
    let mut walks = Vec::new();
    for subject in &filter.subjects {
        walks.extend(actions.iter().map(|action| (*action, Some(subject.as_str()))));
    }
    walks
}

/// The table and, for SQLite, the index to walk. Having counted nothing, it would take the index of the account alone for
/// a rare action too, and walk the whole log.
const fn table(tx: &Tx, filter: &Filter, action: Option<&str>, subject: Option<&str>) -> &'static str {
    match (tx, subject, filter.actor, action) {
        (Tx::Postgres(_), ..) => "audit_events",
        (_, Some(_), ..) => "audit_events INDEXED BY audit_events_by_subject",
        (_, _, Some(_), _) => "audit_events INDEXED BY audit_events_by_actor",
        (.., Some(_)) => "audit_events INDEXED BY audit_events_by_action",
        _ => "audit_events INDEXED BY audit_events_by_account",
    }
}

/// A person as the log names them.
#[derive(Debug, Clone, FromRow)]
pub struct Named {
    /// The person's number.
    pub user_id: UserId,
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
    /// The membership in the account, of whatever state; none for somebody from outside.
    pub membership_id: Option<MembershipId>,
}

/// The names of those who did something in an account. Of somebody it has no membership of, it only knows the number.
///
/// # Errors
/// When the database fails.
pub async fn actors(tx: &mut Tx, account: AccountId, ids: &[UserId]) -> Result<Vec<Named>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(
            "SELECT u.id AS user_id, coalesce(m.name, '') AS name,
                CASE WHEN m.id IS NULL THEN 'ID ' || u.id ELSE u.email END AS email, m.id AS membership_id
             FROM users u LEFT JOIN memberships m ON m.user_id = u.id AND m.account_id = ",
        );
        sql.push_bind(account).push(" WHERE u.id IN (");
        let mut list = sql.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        sql.push(")");
        sql.build_query_as().fetch_all(c).await
    })?)
}

/// The names behind memberships of an account, removed ones too; those of another account do not exist.
///
/// # Errors
/// When the database fails.
pub async fn members(
    tx: &mut Tx,
    account: AccountId,
    ids: &[MembershipId],
) -> Result<Vec<Named>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(
            "SELECT u.id AS user_id, m.name, u.email, m.id AS membership_id
             FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.account_id = ",
        );
        sql.push_bind(account).push(" AND m.id IN (");
        let mut list = sql.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        sql.push(")");
        sql.build_query_as().fetch_all(c).await
    })?)
}

/// What has a name besides people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Things {
    /// Projects, archived ones too.
    Projects,
    /// API tokens, deleted ones too.
    Tokens,
}

/// The names of things of an account by their numbers; those of another account do not exist.
///
/// # Errors
/// When the database fails.
pub async fn names(
    tx: &mut Tx,
    account: AccountId,
    things: Things,
    ids: &BTreeSet<i64>,
) -> Result<Vec<(i64, String)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(match things {
            Things::Projects => "SELECT id, name FROM projects WHERE account_id = ",
            Things::Tokens => "SELECT id, name FROM api_tokens WHERE account_id = ",
        });
        sql.push_bind(account).push(" AND id IN (");
        let mut list = sql.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        sql.push(")");
        sql.build_query_as().fetch_all(c).await
    })?)
}
