//! How many invitations went out: by whom, for which account, to which address.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, MembershipId, UserId},
    time::Timestamp,
};

const COUNT_BY: Sql = Sql::same(
    "SELECT count(*) FROM (SELECT 1 FROM invitation_links WHERE issuer_id = $1 AND issued_at > $2 LIMIT $3) AS made",
);
const COUNT_IN: Sql = Sql::same(
    "SELECT count(*) FROM (SELECT 1 FROM invitation_links WHERE account_id = $1 AND issued_at > $2 LIMIT $3) AS made",
);
const COUNT_OPEN: Sql = Sql::same(
    "SELECT count(*) FROM (SELECT 1 FROM invitations
        WHERE account_id = $1 AND expires_at > $2 AND accepted_at IS NULL AND revoked_at IS NULL LIMIT $3) AS open",
);
// The first link of an invitation is as old as the invitation itself.
const NTH_NEWEST_TO: Sql = Sql::same(
    "SELECT l.issued_at FROM invitations i JOIN invitation_links l ON l.invitation_id = i.id
     WHERE i.membership_id = $1 AND l.issued_at > $2 AND NOT l.by_hand AND (l.issued_at = i.created_at) = $3
     ORDER BY l.issued_at DESC LIMIT 1 OFFSET $4",
);
const NEWEST_TO: Sql = Sql::same(
    "SELECT l.issued_at FROM invitations i JOIN invitation_links l ON l.invitation_id = i.id
     WHERE i.membership_id = $1 AND l.issued_at > $2 AND NOT l.by_hand ORDER BY l.issued_at DESC LIMIT 1",
);

// By the address itself: an invitation may have gone to another one since.
const NTH_NEWEST_MAILED: Sql = Sql::same(
    "SELECT created_at FROM outbox
     WHERE account_id = $1 AND recipient = $2 AND kind = 'invitation' AND state <> 'dropped' AND created_at > $3
     ORDER BY id DESC LIMIT 1 OFFSET $4",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("count_by", COUNT_BY),
    ("count_in", COUNT_IN),
    ("count_open", COUNT_OPEN),
    ("nth_newest_to", NTH_NEWEST_TO),
    ("newest_to", NEWEST_TO),
    ("nth_newest_mailed", NTH_NEWEST_MAILED),
];

/// How many links a person made since; counting ends at `most`.
///
/// # Errors
/// When the database fails.
pub async fn count_by(tx: &mut Tx, issuer: UserId, since: Timestamp, most: i64) -> Result<i64, StoreError> {
    let sql = tx.pick(&COUNT_BY);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(issuer).bind(since).bind(most).fetch_one(c).await)?)
}

/// How many links an account's people made since; counting ends at `most`.
///
/// # Errors
/// When the database fails.
pub async fn count_in(
    tx: &mut Tx,
    account: AccountId,
    since: Timestamp,
    most: i64,
) -> Result<i64, StoreError> {
    let sql = tx.pick(&COUNT_IN);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(since).bind(most).fetch_one(c).await)?)
}

/// How many invitations of an account can be accepted now; counting ends at `most`.
///
/// # Errors
/// When the database fails.
pub async fn count_open(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
    most: i64,
) -> Result<i64, StoreError> {
    let sql = tx.pick(&COUNT_OPEN);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(now).bind(most).fetch_one(c).await)?)
}

/// When the `nth` newest link was mailed for a membership since, counted from 1: of the first links of its invitations, or
/// of the further ones. None when there are fewer.
///
/// # Errors
/// When the database fails.
pub async fn nth_newest_to(
    tx: &mut Tx,
    membership: MembershipId,
    since: Timestamp,
    first: bool,
    nth: i64,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&NTH_NEWEST_TO);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(membership).bind(since).bind(first).bind(nth - 1).fetch_optional(c).await)?)
}

/// When the `nth` newest link was mailed to an address for an account since, counted from 1, whosever invitation it was. None
/// when there are fewer.
///
/// # Errors
/// When the database fails.
pub async fn nth_newest_mailed(
    tx: &mut Tx,
    account: AccountId,
    address: &str,
    since: Timestamp,
    nth: i64,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&NTH_NEWEST_MAILED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(account).bind(address).bind(since).bind(nth - 1).fetch_optional(c).await)?)
}

/// When the newest link was mailed for a membership, if that was since.
///
/// # Errors
/// When the database fails.
pub async fn newest_to(
    tx: &mut Tx,
    membership: MembershipId,
    since: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&NEWEST_TO);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(membership).bind(since).fetch_optional(c).await)?)
}
