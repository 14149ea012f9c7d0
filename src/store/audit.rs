//! The audit log: insert-only, and each entry bound to the one before it.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    audit::{
        Entry, Origin,
        chain::{Hash, Link, Record},
    },
    ids::{AccountId, UserId},
    time::Timestamp,
};
use sqlx::FromRow;

// Whoever adds an entry goes first on PostgreSQL until the transaction ends; SQLite has one writer anyway.
const HOLD_HEAD: Sql = Sql::pair(
    "SELECT seq, hash FROM audit_heads WHERE chain = $1",
    "SELECT seq, hash FROM audit_heads WHERE chain = $1 FOR UPDATE",
);
const ADD_HEAD: Sql =
    Sql::same("INSERT INTO audit_heads (chain, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (chain) DO NOTHING");
const MOVE_HEAD: Sql =
    Sql::same("UPDATE audit_heads SET seq = $2, hash = $3 WHERE chain = $1 AND seq = $2 - 1 RETURNING seq");
const INSERT: Sql = Sql::same(
    "INSERT INTO audit_events
        (account_id, actor_id, action, subject, detail, request_id, at, ip, seq, prev_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
const HEAD: Sql = Sql::same("SELECT seq, hash FROM audit_heads WHERE chain = $1");
const CHAINS: Sql = Sql::same(
    "SELECT chain FROM (SELECT chain FROM audit_heads WHERE chain > $1 ORDER BY chain LIMIT $2) AS heads
     UNION
     SELECT id FROM (SELECT id FROM accounts WHERE id > $1 ORDER BY id LIMIT $2) AS ids
     ORDER BY 1 LIMIT $2",
);
const IN_CHAIN: Sql = Sql::same(
    "SELECT id, account_id, actor_id, action, subject, detail, request_id, at, ip, seq, prev_hash, hash FROM audit_events
     WHERE coalesce(account_id, 0) = $1 AND seq > $2 ORDER BY seq LIMIT $3",
);
const OUTSIDE: Sql = Sql::same(
    "SELECT count(*) AS entries, max(id) AS last FROM audit_events WHERE coalesce(account_id, 0) = $1 AND seq IS NULL",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("hold_head", HOLD_HEAD),
    ("add_head", ADD_HEAD),
    ("move_head", MOVE_HEAD),
    ("insert", INSERT),
    ("head", HEAD),
    ("chains", CHAINS),
    ("in_chain", IN_CHAIN),
    ("outside", OUTSIDE),
];

/// The end of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The place of the last entry; 0 while there is none.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
}

impl TryFrom<(i64, Vec<u8>)> for Head {
    type Error = StoreError;

    fn try_from((seq, hash): (i64, Vec<u8>)) -> Result<Self, StoreError> {
        Ok(Self { seq, hash: hash_of(hash)? })
    }
}

fn hash_of(octets: Vec<u8>) -> Result<Hash, StoreError> {
    let octets =
        octets.try_into().map_err(|_| StoreError::Inconsistent("a hash of another length".into()))?;
    Ok(Hash(octets))
}

/// An entry as kept.
#[derive(Debug, Clone, FromRow)]
pub struct EventRow {
    /// Its number over all accounts; within one account in the order of the chain.
    pub id: i64,
    /// The account; none for the installation.
    pub account_id: Option<AccountId>,
    /// Who.
    pub actor_id: Option<UserId>,
    /// The name of the action.
    pub action: String,
    /// On whom or what.
    pub subject: String,
    /// JSON as kept.
    pub detail: String,
    /// The id of the request.
    pub request_id: String,
    /// When.
    pub at: Timestamp,
    /// The client's address.
    pub ip: String,
    /// The place in the chain; none for entries from before there were chains.
    pub seq: Option<i64>,
    prev_hash: Option<Vec<u8>>,
    hash: Option<Vec<u8>>,
}

impl EventRow {
    /// The entry as a link of its chain; none for entries from before there were chains.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] when a hash is missing or has another length.
    pub fn link(&self) -> Result<Option<Link>, StoreError> {
        let (seq, previous, hash) = match (self.seq, &self.prev_hash, &self.hash) {
            (None, None, None) => return Ok(None),
            (Some(seq), Some(previous), Some(hash)) => (seq, previous.clone(), hash.clone()),
            _ => return Err(StoreError::Inconsistent(format!("audit entry {} lacks a hash", self.id))),
        };
        let record = Record {
            chain: chain_of(self.account_id),
            seq,
            at: self.at,
            actor: self.actor_id,
            action: self.action.clone(),
            subject: self.subject.clone(),
            detail: self.detail.clone(),
            request_id: self.request_id.clone(),
            ip: self.ip.clone(),
        };
        Ok(Some(Link { record, previous: hash_of(previous)?, hash: hash_of(hash)? }))
    }
}

/// The chain that an account's entries stand in; 0 for those without an account.
pub const fn chain_of(account: Option<AccountId>) -> i64 {
    match account {
        Some(AccountId(id)) => id,
        None => 0,
    }
}

/// Adds an entry to the end of its chain. Only the commit of a transaction calls this, as its last step: the end of the
/// chain is held until then.
///
/// # Errors
/// When the entry cannot be written.
pub(super) async fn insert(tx: &mut Tx, entry: &Entry, origin: &Origin<'_>) -> Result<(), StoreError> {
    let chain = chain_of(entry.account_id);
    let head = hold_head(tx, chain).await?;
    let record = Record {
        chain,
        seq: head.seq + 1,
        at: origin.at,
        actor: entry.actor_id,
        action: entry.action.as_str().to_owned(),
        subject: entry.subject.clone(),
        detail: entry.detail.to_string(),
        request_id: origin.request_id.to_owned(),
        ip: origin.ip.to_owned(),
    };
    let hash = record.hash(&head.hash);
    let sql = tx.pick(&INSERT);
    on_db!(tx, c => sqlx::query(sql)
        .bind(entry.account_id)
        .bind(record.actor)
        .bind(&record.action)
        .bind(&record.subject)
        .bind(&record.detail)
        .bind(&record.request_id)
        .bind(record.at)
        .bind(&record.ip)
        .bind(record.seq)
        .bind(head.hash.0.as_slice())
        .bind(hash.0.as_slice())
        .execute(c)
        .await
        .map(|_| ()))?;
    let sql = tx.pick(&MOVE_HEAD);
    let moved: Option<i64> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(chain).bind(record.seq).bind(hash.0.as_slice()).fetch_optional(c).await)?;
    moved.map(|_| ()).ok_or_else(|| StoreError::Inconsistent(format!("the end of audit chain {chain} moved")))
}

async fn hold_head(tx: &mut Tx, chain: i64) -> Result<Head, StoreError> {
    let hold = tx.pick(&HOLD_HEAD);
    let head: Option<(i64, Vec<u8>)> =
        on_db!(tx, c => sqlx::query_as(hold).bind(chain).fetch_optional(c).await)?;
    if let Some(head) = head {
        return head.try_into();
    }
    // The first entry of a chain. Of two at once the second waits here and then holds the first one's row.
    let add = tx.pick(&ADD_HEAD);
    on_db!(tx, c => sqlx::query(add).bind(chain).bind(Hash::ZERO.0.as_slice()).execute(c).await.map(|_| ()))?;
    let head: (i64, Vec<u8>) = on_db!(tx, c => sqlx::query_as(hold).bind(chain).fetch_one(c).await)?;
    head.try_into()
}

/// The end of a chain; none when nothing was ever written to it.
///
/// # Errors
/// When the database fails.
pub async fn head(tx: &mut Tx, chain: i64) -> Result<Option<Head>, StoreError> {
    let sql = tx.pick(&HEAD);
    let head: Option<(i64, Vec<u8>)> =
        on_db!(tx, c => sqlx::query_as(sql).bind(chain).fetch_optional(c).await)?;
    head.map(Head::try_from).transpose()
}

/// The next chains behind `after`, in order: one per account, whether it has an end or not, and every end there is.
///
/// # Errors
/// When the database fails.
pub async fn chains(tx: &mut Tx, after: i64, most: i64) -> Result<Vec<i64>, StoreError> {
    let sql = tx.pick(&CHAINS);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(after).bind(most).fetch_all(c).await)?)
}

/// The next entries of a chain behind a place, in order.
///
/// # Errors
/// When the database fails.
pub async fn in_chain(tx: &mut Tx, chain: i64, after: i64, most: i64) -> Result<Vec<EventRow>, StoreError> {
    let sql = tx.pick(&IN_CHAIN);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(chain).bind(after).bind(most).fetch_all(c).await)?)
}

/// How many entries of a chain's account have no place in it, and the number of the last of them.
///
/// # Errors
/// When the database fails.
pub async fn outside(tx: &mut Tx, chain: i64) -> Result<(i64, Option<i64>), StoreError> {
    let sql = tx.pick(&OUTSIDE);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(chain).fetch_one(c).await)?)
}
