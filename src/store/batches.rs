//! Many invited at once: what was asked for all of them, and a row for each address. What a worker does with them stands in
//! `batch_work`.

use super::{
    Sql, StoreError, Tx, member_list::OfferColumns, member_statements::offer_columns, members::known,
};
use crate::domain::{
    ids::{AccountId, BatchId, MembershipId, UserId},
    member::MembershipState,
    people_list::Given,
    time::Timestamp,
};
use sqlx::FromRow;

pub use super::batch_work::{
    ClaimedBatch, claim, finish, keep, outcomes, release, settle, settle_rest, waiting,
};

const INSERT: Sql = Sql::same(
    "INSERT INTO batches (account_id, user_id, state, wanted, created_at) VALUES ($1, $2, 'review', $3, $4) RETURNING id",
);
// One statement for two thousand rows.
const INSERT_ROWS: Sql = Sql::pair(
    "INSERT INTO batch_rows (batch_id, position, email, email_key, name, language, state, reason)
     SELECT $1, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
        json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'), json_extract(value, '$[6]')
     FROM json_each($2)",
    "INSERT INTO batch_rows (batch_id, position, email, email_key, name, language, state, reason)
     SELECT $1, (e.value ->> 0)::bigint, e.value ->> 1, e.value ->> 2, e.value ->> 3, e.value ->> 4, e.value ->> 5,
        e.value ->> 6
     FROM jsonb_array_elements($2::jsonb) AS e (value)",
);
const FIND: Sql = Sql::same(
    "SELECT id, user_id, state, wanted, created_at, started_at, finished_at FROM batches WHERE id = $1 AND account_id = $2",
);
const OPEN: Sql = Sql::same(
    "SELECT b.id, b.state, b.created_at, (SELECT count(*) FROM batch_rows r WHERE r.batch_id = b.id) AS rows_total
     FROM batches b WHERE b.account_id = $1 AND b.state IN ('review', 'sending') ORDER BY b.id DESC LIMIT $2",
);
const IN_REVIEW: Sql = Sql::same("SELECT count(*) FROM batches WHERE account_id = $1 AND state = 'review'");
/// The rows of a batch with whom each became, and with whoever has the address, found in the given way.
macro_rules! rows {
    ($person:literal) => {
        concat!(
            "SELECT r.position, r.email, r.name, r.language, r.state, r.reason, r.membership_id, u.activated_at,
                u.blocked_at, m.id AS found_id, m.state AS found_state, i.issued_at,
                (SELECT v.name FROM users v WHERE v.id = i.inviter_id) AS inviter_name,
                (SELECT v.email FROM users v WHERE v.id = i.inviter_id) AS inviter_email,
                (SELECT d.declined_at FROM invitations d
                    WHERE d.membership_id = m.id AND (d.accepted_at IS NOT NULL OR d.declined_at IS NOT NULL)
                    ORDER BY d.id DESC LIMIT 1) AS said_no_at,
                s.state AS member_state, s.suspended_at, ",
            offer_columns!("s", "o"),
            "FROM batch_rows r LEFT JOIN memberships s ON s.id = r.membership_id AND s.account_id = $2
             LEFT JOIN invitations o ON o.id = s.invitation_id ",
            $person,
            " LEFT JOIN memberships m ON m.account_id = $2 AND m.user_id = u.id
             LEFT JOIN invitations i ON i.id = m.invitation_id
             WHERE r.batch_id = $1 ORDER BY r.position"
        )
    };
}

// Left to itself, PostgreSQL would rather read all people once than look for each of a batch.
const ROWS: Sql = Sql::pair(
    rows!("LEFT JOIN users u ON u.email_key = r.email_key"),
    rows!(
        "LEFT JOIN LATERAL (SELECT p.id, p.activated_at, p.blocked_at FROM users p WHERE p.email_key = r.email_key LIMIT 1)
            AS u ON true"
    ),
);
const START: Sql = Sql::same(
    "UPDATE batches SET state = 'sending', user_id = $4, started_at = $3
     WHERE id = $1 AND account_id = $2 AND state = 'review' RETURNING id",
);
const CANCEL: Sql = Sql::same(
    "UPDATE batches SET state = 'cancelled', finished_at = $3, leased_until = NULL
     WHERE id = $1 AND account_id = $2 AND state IN ('review', 'sending') RETURNING id",
);
/// Why a row was not invited after all: the name of a reason.
pub const READDRESSED: &str = "readdressed";
// By the lists of the account: no index leads from a membership to its rows.
const TURN: Sql = Sql::same(
    "UPDATE batch_rows SET state = 'failed', reason = 'readdressed'
     WHERE batch_id IN (SELECT id FROM batches WHERE account_id = $1) AND membership_id = $2 AND state = 'invited'",
);
/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("insert_rows", INSERT_ROWS),
    ("find", FIND),
    ("open", OPEN),
    ("in_review", IN_REVIEW),
    ("rows", ROWS),
    ("start", START),
    ("cancel", CANCEL),
    ("turn", TURN),
];

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchState {
    /// Looked at, nothing sent.
    Review,
    /// Being sent.
    Sending,
    /// Every row has its outcome.
    Done,
    /// What was left is not sent.
    Cancelled,
}

impl BatchState {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "review" => Self::Review,
            "sending" => Self::Sending,
            "done" => Self::Done,
            "cancelled" => Self::Cancelled,
            _ => return None,
        })
    }
}

/// How far a row has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Not yet its turn.
    Waiting,
    /// Invited.
    Invited,
    /// There was nothing to do.
    Skipped,
    /// It could not be done.
    Failed,
}

impl RowState {
    /// As kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Invited => "invited",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Invited, Self::Skipped, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == name)
    }
}

/// A batch as kept.
#[derive(Debug, Clone, FromRow)]
pub struct BatchRow {
    /// Its number.
    pub id: BatchId,
    /// Who sent it off; who made it, until then.
    pub user_id: UserId,
    state: String,
    /// What holds for all, as JSON.
    pub wanted: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was sent off.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

impl BatchRow {
    /// How far it has come.
    ///
    /// # Errors
    /// When the state is not one of ours.
    pub fn state(&self) -> Result<BatchState, StoreError> {
        Ok(known("state", BatchState::from_name(&self.state))?)
    }
}

/// A row as it is added: somebody, the key of the address, and what stands already.
#[derive(Debug, Clone)]
pub struct NewRow {
    /// Who.
    pub given: Given,
    /// The key of the address; empty for what is none.
    pub email_key: String,
    /// How far it has come.
    pub state: RowState,
    /// Why it is skipped; empty for none.
    pub reason: &'static str,
}

/// A row, with whoever has the address now.
#[derive(Debug, Clone, FromRow)]
pub struct AddressRow {
    /// The line in the file, or the place among the addresses.
    pub position: i64,
    /// The address as given.
    pub email: String,
    /// The name as given.
    pub name: String,
    /// The language as given.
    pub language: String,
    state: String,
    /// Why it was skipped or failed.
    pub reason: String,
    /// Whom it became.
    pub membership_id: Option<MembershipId>,
    /// When whoever has the address chose a password.
    pub activated_at: Option<Timestamp>,
    /// When whoever has the address was shut out.
    pub blocked_at: Option<Timestamp>,
    /// The membership of whoever has the address.
    pub found_id: Option<MembershipId>,
    /// How far that has come, as kept.
    pub found_state: Option<String>,
    /// When its newest link was made.
    pub issued_at: Option<Timestamp>,
    /// Who made it, by name.
    pub inviter_name: Option<String>,
    /// Who made it, by address.
    pub inviter_email: Option<String>,
    /// When the person said no to this account, if that was the last they said to it.
    pub said_no_at: Option<Timestamp>,
    member_state: Option<String>,
    /// Since when whom it became is shut out of the account.
    pub suspended_at: Option<Timestamp>,
    /// The newest invitation of whom it became.
    #[sqlx(flatten)]
    pub offer: OfferColumns,
}

impl AddressRow {
    /// How far the membership has come that the row became.
    ///
    /// # Errors
    /// When the state is not one of ours.
    pub fn member_state(&self) -> Result<Option<MembershipState>, StoreError> {
        let state = self.member_state.as_deref();
        Ok(state.map(|name| known("state", MembershipState::from_name(name))).transpose()?)
    }

    /// How far it has come.
    ///
    /// # Errors
    /// When the state is not one of ours.
    pub fn state(&self) -> Result<RowState, StoreError> {
        Ok(known("state", RowState::from_name(&self.state))?)
    }
}

/// Adds a batch to be looked at, with its rows.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    wanted: &str,
    rows: &[NewRow],
    now: Timestamp,
) -> Result<BatchId, StoreError> {
    let sql = tx.pick(&INSERT);
    let id: BatchId = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(account).bind(user).bind(wanted).bind(now).fetch_one(c).await)?;
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            let Given { place, email, name, language } = &row.given;
            serde_json::json!([place, email, row.email_key, name, language, row.state.as_str(), row.reason])
        })
        .collect();
    let rows = serde_json::Value::Array(rows).to_string();
    let sql = tx.pick(&INSERT_ROWS);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(rows).execute(c).await.map(|_| ()))?;
    Ok(id)
}

/// A batch of an account: what belongs to another does not exist.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, id: BatchId) -> Result<Option<BatchRow>, StoreError> {
    let sql = tx.pick(&FIND);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(account).fetch_optional(c).await)?)
}

/// A batch that has not ended, as a line of a list.
#[derive(Debug, Clone, FromRow)]
pub struct OpenBatch {
    /// Its number.
    pub id: BatchId,
    state: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// How many rows it has.
    pub rows_total: i64,
}

impl OpenBatch {
    /// How far it has come.
    ///
    /// # Errors
    /// When the state is not one of ours.
    pub fn state(&self) -> Result<BatchState, StoreError> {
        Ok(known("state", BatchState::from_name(&self.state))?)
    }
}

/// The batches of an account that have not ended, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut Tx, account: AccountId, most: i64) -> Result<Vec<OpenBatch>, StoreError> {
    let sql = tx.pick(&OPEN);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(most).fetch_all(c).await)?)
}

/// How many batches of an account are looked at and not sent. The account is held.
///
/// # Errors
/// When the database fails.
pub async fn in_review(tx: &mut Tx, account: AccountId) -> Result<i64, StoreError> {
    let sql = tx.pick(&IN_REVIEW);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).fetch_one(c).await)?)
}

/// The rows of a batch in order, each with whoever has the address now.
///
/// # Errors
/// When the database fails.
pub async fn rows(tx: &mut Tx, account: AccountId, id: BatchId) -> Result<Vec<AddressRow>, StoreError> {
    let sql = tx.pick(&ROWS);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(account).fetch_all(c).await)?)
}

/// Sends a batch off in the name of whoever sends it; false when it was sent off or cancelled already.
///
/// # Errors
/// When the database fails.
pub async fn start(
    tx: &mut Tx,
    account: AccountId,
    id: BatchId,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&START);
    let row: Option<BatchId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(account).bind(now).bind(by).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Says of whoever a row invited that the invitation has been turned to another address since: what becomes of it now is
/// nothing of that row's. The account is held.
///
/// # Errors
/// When the database fails.
pub async fn readdressed(tx: &mut Tx, account: AccountId, member: MembershipId) -> Result<(), StoreError> {
    let sql = tx.pick(&TURN);
    on_db!(tx, c => sqlx::query(sql).bind(account).bind(member).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends a batch before its time; false when it has ended.
///
/// # Errors
/// When the database fails.
pub async fn cancel(
    tx: &mut Tx,
    account: AccountId,
    id: BatchId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&CANCEL);
    let row: Option<BatchId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(account).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}
