//! Invitations and their links.

use super::{Sql, StoreError, Tx};
use crate::domain::{
    ids::{AccountId, InvitationId, MembershipId, UserId},
    invitation::{Invitation, MailState},
    secret::TokenHash,
    time::Timestamp,
};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO invitations
        (account_id, membership_id, user_id, inviter_id, token_hash, generation, expires_at, mail_state, mail_reason,
         issued_at, created_at)
     VALUES ($1, $2, $3, $4, $5, 1, $6, $7, '', $8, $8)
     ON CONFLICT (membership_id) WHERE accepted_at IS NULL AND revoked_at IS NULL DO NOTHING RETURNING id",
);
const BY_TOKEN: Sql = Sql::same(
    "SELECT id, account_id, membership_id, user_id, inviter_id, generation, expires_at, accepted_at, revoked_at
     FROM invitations WHERE token_hash = $1",
);
const BY_OLDER_LINK: Sql = Sql::same(
    "SELECT i.id, i.account_id, i.membership_id, i.user_id, i.inviter_id, i.generation, i.expires_at, i.accepted_at,
        i.revoked_at
     FROM invitation_links l JOIN invitations i ON i.id = l.invitation_id WHERE l.token_hash = $1",
);
const BY_ID: Sql = Sql::same(
    "SELECT id, account_id, membership_id, user_id, inviter_id, generation, expires_at, accepted_at, revoked_at
     FROM invitations WHERE id = $1",
);
const ACCEPT: Sql = Sql::same(
    "UPDATE invitations SET accepted_at = $2
     WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
     RETURNING id, account_id, membership_id, user_id, inviter_id, generation, expires_at, accepted_at, revoked_at",
);
const INSERT_LINK: Sql = Sql::same(
    "INSERT INTO invitation_links (token_hash, invitation_id, account_id, issuer_id, issued_at)
     VALUES ($1, $2, $3, $4, $5)",
);
const REISSUE: Sql = Sql::same(
    "UPDATE invitations
     SET token_hash = $3, generation = generation + 1, expires_at = $4, mail_state = $5, mail_reason = '',
         mail_next_at = NULL, issued_at = $6, inviter_id = $7
     WHERE id = $1 AND generation = $2 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id",
);
const HOLD: Sql = Sql::pair(
    "SELECT id FROM invitations WHERE id = $1",
    "SELECT id FROM invitations WHERE id = $1 FOR NO KEY UPDATE",
);
const SET_MAIL: Sql = Sql::same(
    "UPDATE invitations SET mail_state = $3, mail_reason = $4, mail_next_at = $5 WHERE id = $1 AND generation = $2",
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
    ("insert", INSERT),
    ("by_token", BY_TOKEN),
    ("by_older_link", BY_OLDER_LINK),
    ("by_id", BY_ID),
    ("accept", ACCEPT),
    ("insert_link", INSERT_LINK),
    ("reissue", REISSUE),
    ("hold", HOLD),
    ("set_mail", SET_MAIL),
    ("last_issued", LAST_ISSUED),
    ("nth_newest_by", NTH_NEWEST_BY),
    ("nth_newest_in", NTH_NEWEST_IN),
];

#[derive(FromRow)]
struct InvitationRow {
    id: InvitationId,
    account_id: AccountId,
    membership_id: MembershipId,
    user_id: UserId,
    inviter_id: UserId,
    generation: i64,
    expires_at: Timestamp,
    accepted_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
}

impl From<InvitationRow> for Invitation {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: row.id,
            account_id: row.account_id,
            membership_id: row.membership_id,
            user_id: row.user_id,
            inviter_id: row.inviter_id,
            generation: row.generation,
            expires_at: row.expires_at,
            accepted_at: row.accepted_at,
            revoked_at: row.revoked_at,
        }
    }
}

/// An invitation to be added.
#[derive(Debug)]
pub struct NewInvitation {
    /// In which account.
    pub account_id: AccountId,
    /// The pending membership.
    pub membership_id: MembershipId,
    /// Who is invited.
    pub user_id: UserId,
    /// Who invites.
    pub inviter_id: UserId,
    /// Of the link.
    pub token_hash: TokenHash,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// Queued, or by hand.
    pub mail: MailState,
}

/// Adds an invitation; none while another one of the membership is open.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    new: &NewInvitation,
    now: Timestamp,
) -> Result<Option<InvitationId>, StoreError> {
    let sql = tx.pick(&INSERT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(new.account_id).bind(new.membership_id).bind(new.user_id).bind(new.inviter_id)
        .bind(new.token_hash.0.as_slice()).bind(new.expires_at).bind(new.mail.as_str()).bind(now)
        .fetch_optional(c).await)?)
}

/// The invitation of a link, and whether the link is its newest.
///
/// # Errors
/// When the database fails.
pub async fn find_by_link(tx: &mut Tx, hash: TokenHash) -> Result<Option<(Invitation, bool)>, StoreError> {
    for (sql, newest) in [(&BY_TOKEN, true), (&BY_OLDER_LINK, false)] {
        let sql = tx.pick(sql);
        let row: Option<InvitationRow> =
            on_db!(tx, c => sqlx::query_as(sql).bind(hash.0.as_slice()).fetch_optional(c).await)?;
        if let Some(row) = row {
            return Ok(Some((row.into(), newest)));
        }
    }
    Ok(None)
}

/// The invitation of a number.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: InvitationId) -> Result<Option<Invitation>, StoreError> {
    let sql = tx.pick(&BY_ID);
    let row: Option<InvitationRow> = on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?;
    Ok(row.map(Into::into))
}

/// Spends the link in one statement; none when it no longer opens. Of several at once, one wins.
///
/// # Errors
/// When the database fails.
pub async fn accept(tx: &mut Tx, hash: TokenHash, now: Timestamp) -> Result<Option<Invitation>, StoreError> {
    let sql = tx.pick(&ACCEPT);
    let row: Option<InvitationRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(hash.0.as_slice()).bind(now).fetch_optional(c).await)?;
    Ok(row.map(Into::into))
}

/// Gives an open invitation a new link, which is `issuer`'s, and ends the older one; false when it is no longer open or another link was made
/// meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn reissue(
    tx: &mut Tx,
    invitation: &Invitation,
    hash: TokenHash,
    expires_at: Timestamp,
    mail: MailState,
    issuer: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&REISSUE);
    let (id, generation) = (invitation.id, invitation.generation);
    let row: Option<InvitationId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(generation).bind(hash.0.as_slice()).bind(expires_at).bind(mail.as_str()).bind(now)
        .bind(issuer).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Holds an invitation until the transaction ends. Whoever also changes its mails comes here first, so that no two wait for
/// each other.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut Tx, id: InvitationId) -> Result<(), StoreError> {
    let sql = tx.pick(&HOLD);
    let _held: Option<InvitationId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?;
    Ok(())
}

/// Says what became of the mail with a link, unless a newer link was made meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn set_mail(
    tx: &mut Tx,
    id: InvitationId,
    generation: i64,
    mail: MailState,
    reason: &str,
    next_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_MAIL);
    on_db!(tx, c => sqlx::query(sql)
        .bind(id).bind(generation).bind(mail.as_str()).bind(reason).bind(next_at)
        .execute(c).await.map(|_| ()))?;
    Ok(())
}

/// When the newest link of an invitation was made.
///
/// # Errors
/// When the database fails.
pub async fn last_issued(tx: &mut Tx, id: InvitationId) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&LAST_ISSUED);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?)
}

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
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT_LINK);
    on_db!(tx, c => sqlx::query(sql)
        .bind(hash.0.as_slice()).bind(invitation).bind(account).bind(issuer).bind(now)
        .execute(c).await.map(|_| ()))?;
    Ok(())
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
