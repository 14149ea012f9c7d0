//! The links of invitations: every one that was made, by whom and when. The limits count them.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, InvitationId, MembershipId, UserId},
    secret::TokenHash,
    time::Timestamp,
};
use sqlx::FromRow;

const INSERT_LINK: Sql = Sql::same(
    "INSERT INTO invitation_links (token_hash, invitation_id, account_id, issuer_id, issued_at, by_hand)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
const IS_BY_HAND: Sql = Sql::same("SELECT by_hand FROM invitation_links WHERE token_hash = $1");
const LINKS_OF: Sql = Sql::same(
    "SELECT l.invitation_id, l.issued_at, l.by_hand, CASE u.name WHEN '' THEN u.email ELSE u.name END AS issuer
     FROM invitations i CROSS JOIN invitation_links l JOIN users u ON u.id = l.issuer_id
     WHERE i.membership_id = $1 AND l.invitation_id = i.id ORDER BY l.invitation_id, l.issued_at LIMIT 500",
);
const LAST_ISSUED: Sql = Sql::same("SELECT issued_at FROM invitations WHERE id = $1");
const NTH_NEWEST_BY: Sql = Sql::same(
    "SELECT issued_at FROM invitation_links WHERE issuer_id = $1 AND issued_at > $2
     ORDER BY issued_at DESC LIMIT 1 OFFSET $3",
);
const NTH_NEWEST_IN: Sql = Sql::same(
    "SELECT issued_at FROM invitation_links WHERE account_id = $1 AND issued_at > $2
     ORDER BY issued_at DESC LIMIT 1 OFFSET $3",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert_link", INSERT_LINK),
    ("is_by_hand", IS_BY_HAND),
    ("links_of", LINKS_OF),
    ("last_issued", LAST_ISSUED),
    ("nth_newest_by", NTH_NEWEST_BY),
    ("nth_newest_in", NTH_NEWEST_IN),
];

/// Remembers a link: for the limits, and so that it is known when a newer one has taken its place.
///
/// # Errors
/// When the database fails.
pub async fn insert_link(
    tx: &mut Tx,
    hash: TokenHash,
    invitation: InvitationId,
    account: AccountId,
    issuer: UserId,
    by_hand: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT_LINK);
    on_db!(tx, c => sqlx::query(sql)
        .bind(hash.0.as_slice()).bind(invitation).bind(account).bind(issuer).bind(now).bind(by_hand)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whether a link was handed over by copying: then it proves nothing about the address.
///
/// # Errors
/// When the database fails.
pub async fn is_by_hand(tx: &mut Tx, hash: TokenHash) -> Result<bool, StoreError> {
    let sql = tx.pick(&IS_BY_HAND);
    let by_hand: Option<bool> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(hash.0.as_slice()).fetch_optional(c).await)?;
    Ok(by_hand.unwrap_or(true))
}

/// A link that was made.
#[derive(Debug, Clone, FromRow)]
pub struct LinkMade {
    /// Of which invitation.
    pub invitation_id: InvitationId,
    /// When.
    pub issued_at: Timestamp,
    /// Whether it was to be handed over by copying.
    pub by_hand: bool,
    /// Who made it, by name or address.
    pub issuer: String,
}

/// The links of all invitations of a membership: of each invitation the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn links_of(tx: &mut Tx, membership: MembershipId) -> Result<Vec<LinkMade>, StoreError> {
    let sql = tx.pick(&LINKS_OF);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(membership).fetch_all(c).await)?)
}

/// When the newest link of an invitation was made.
///
/// # Errors
/// When the database fails.
pub async fn last_issued(tx: &mut Tx, id: InvitationId) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&LAST_ISSUED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?)
}

/// When a person made the `nth` newest link since, counted from 1; none when there are fewer.
///
/// # Errors
/// When the database fails.
pub async fn nth_newest_by(
    tx: &mut Tx,
    issuer: UserId,
    since: Timestamp,
    nth: i64,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&NTH_NEWEST_BY);
    Ok(
        on_db!(tx, c => sqlx::query_scalar(sql).bind(issuer).bind(since).bind(nth - 1).fetch_optional(c).await)?,
    )
}

/// When an account's people made the `nth` newest link since, counted from 1; none when there are fewer.
///
/// # Errors
/// When the database fails.
pub async fn nth_newest_in(
    tx: &mut Tx,
    account: AccountId,
    since: Timestamp,
    nth: i64,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&NTH_NEWEST_IN);
    Ok(
        on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(since).bind(nth - 1).fetch_optional(c).await)?,
    )
}
