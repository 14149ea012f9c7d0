//! The list behind the Users page: order, places in it, search.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    ids::{AccountId, MembershipId, UserId},
    invitation::MailState,
    language::Language,
    member::{MembershipState, Offer},
    role::AccountRole,
    time::Timestamp,
};
use sqlx::{FromRow, QueryBuilder};

const CANDIDATES: Sql = Sql::same(
    "SELECT membership_id FROM member_words WHERE account_id = $1 AND word >= $2 AND word < $3 LIMIT $4",
);

/// The statements here. The list itself is put together from parts; the tests of the list run every shape of it.
pub const ALL: &[(&str, Sql)] = &[("candidates", CANDIDATES)];

/// A row of the Users page.
#[derive(Debug, Clone, FromRow)]
pub struct MemberRow {
    /// The membership's number.
    pub id: MembershipId,
    /// The person's number.
    pub user_id: UserId,
    /// The person's name; may be empty until accepted.
    pub name: String,
    /// The person's address.
    pub email: String,
    language: String,
    role_id: i64,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    state: String,
    /// When the person was last here.
    pub seen_at: Option<Timestamp>,
    /// The order of the list.
    pub sort_key: String,
    /// In how many projects there is a role.
    pub projects: i64,
    expires_at: Option<Timestamp>,
    /// When the newest link was made.
    pub issued_at: Option<Timestamp>,
    mail_state: Option<String>,
    mail_reason: Option<String>,
    mail_next_at: Option<Timestamp>,
}

impl MemberRow {
    /// The language of pages and mails.
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

    /// The newest invitation.
    pub fn offer(&self) -> Option<Offer> {
        Some(Offer {
            expires_at: self.expires_at?,
            mail: MailState::from_name(self.mail_state.as_deref()?)?,
            mail_reason: self.mail_reason.clone().unwrap_or_default(),
            mail_next_at: self.mail_next_at,
        })
    }
}

/// From which place of the list, in which direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// The beginning.
    Start,
    /// Behind this sort key and number.
    After(String, MembershipId),
    /// Before this sort key and number.
    Before(String, MembershipId),
}

/// What to list.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// Whose people.
    pub account: AccountId,
    /// The ranges of `domain::search::ranges_of`, the longest word first; none lists everybody.
    pub words: Vec<(String, String)>,
    /// From where.
    pub from: From,
    /// How many rows.
    pub size: i64,
}

/// A page of rows, in order.
#[derive(Debug, Clone)]
pub struct MembersPage {
    /// At most as many as asked for.
    pub rows: Vec<MemberRow>,
    /// Whether there are rows before.
    pub more_before: bool,
    /// Whether there are rows behind.
    pub more_after: bool,
}

/// Up to so many people found by one word are looked at one by one, whatever the other words. More of them for every word
/// means that walking the list in order usually finds a page soon (`docs/adr/0006` says when it does not).
const SPARSE: i64 = 1000;

const COLUMNS: &str = "SELECT m.id, u.id AS user_id, u.name, u.email, u.language, m.role_id, m.client_administrator, m.state,
        m.seen_at, m.sort_key, (SELECT count(*) FROM project_roles r WHERE r.membership_id = m.id) AS projects,
        i.expires_at, i.issued_at, i.mail_state, i.mail_reason, i.mail_next_at
     FROM memberships m JOIN users u ON u.id = m.user_id LEFT JOIN invitations i ON i.id = m.invitation_id
     WHERE m.state <> 'removed' AND m.account_id = ";

/// A page of the people of an account.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, query: &ListQuery) -> Result<MembersPage, StoreError> {
    let mut sparse: Option<Vec<MembershipId>> = None;
    for (from, until) in &query.words {
        let sql = tx.pick(&CANDIDATES);
        let found: Vec<MembershipId> = on_db!(tx, c => sqlx::query_scalar(sql)
            .bind(query.account).bind(from).bind(until).bind(SPARSE + 1).fetch_all(c).await)?;
        let few = i64::try_from(found.len()).is_ok_and(|found| found <= SPARSE);
        if few && sparse.as_ref().is_none_or(|fewest| found.len() < fewest.len()) {
            sparse = Some(found);
        }
    }
    if sparse.as_ref().is_some_and(Vec::is_empty) {
        return Ok(MembersPage { rows: Vec::new(), more_before: false, more_after: false });
    }
    let mut rows: Vec<MemberRow> = on_db!(tx, c => {
        let mut sql = QueryBuilder::new(COLUMNS);
        sql.push_bind(query.account);
        if let Some(ids) = &sparse {
            sql.push(" AND m.id IN (");
            let mut list = sql.separated(", ");
            for id in ids {
                list.push_bind(*id);
            }
            sql.push(")");
        }
        for (from, until) in &query.words {
            // A value and not EXISTS: SQLite then asks it before it looks up the person, and most rows end here.
            sql.push(" AND (SELECT 1 FROM member_words w WHERE w.membership_id = m.id AND w.word >= ");
            sql.push_bind(from).push(" AND w.word < ").push_bind(until).push(" LIMIT 1) IS NOT NULL");
        }
        let order = match &query.from {
            From::Start => "ASC",
            From::After(key, id) => {
                sql.push(" AND (m.sort_key, m.id) > (").push_bind(key).push(", ").push_bind(*id).push(")");
                "ASC"
            }
            From::Before(key, id) => {
                sql.push(" AND (m.sort_key, m.id) < (").push_bind(key).push(", ").push_bind(*id).push(")");
                "DESC"
            }
        };
        sql.push(" ORDER BY m.sort_key ").push(order).push(", m.id ").push(order);
        sql.push(" LIMIT ").push_bind(query.size + 1);
        sql.build_query_as().fetch_all(c).await
    })?;
    let wanted = usize::try_from(query.size).unwrap_or(0);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    Ok(match query.from {
        From::Start => MembersPage { rows, more_before: false, more_after: more },
        From::After(..) => MembersPage { rows, more_before: true, more_after: more },
        From::Before(..) => {
            rows.reverse();
            MembersPage { rows, more_before: more, more_after: true }
        }
    })
}
