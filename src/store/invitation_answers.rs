//! What becomes of invitations: accepted, declined, asked for anew, stood for by somebody else. Its functions are known as
//! those of [`super::invitations`].

use super::{
    Sql, StoreError, Tx,
    invitations::{InvitationRow, columns},
    members::known,
};
use crate::domain::{
    ids::{AccountId, InvitationId, MembershipId, UserId},
    invitation::{Invitation, Renewal},
    secret::TokenHash,
    time::Timestamp,
};

const ACCEPT: Sql = Sql::same(columns!(
    "UPDATE invitations SET accepted_at = $2
     WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
        AND needs_approval_at IS NULL
     RETURNING",
    ""
));
// Without a link, the address is what proves that it is meant for this person.
const ACCEPT_OFFERED: Sql = Sql::same(columns!(
    "UPDATE invitations SET accepted_at = $2
     WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
        AND needs_approval_at IS NULL AND user_id = $3
        AND EXISTS (SELECT 1 FROM users u WHERE u.id = $3 AND u.email_verified_at IS NOT NULL AND u.blocked_at IS NULL)
     RETURNING",
    ""
));
// Whoever may not be let in before an administrator confirms may still say no.
const DECLINE: Sql = Sql::same(columns!(
    "UPDATE invitations SET declined_at = $2, revoked_at = $2
     WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
     RETURNING",
    ""
));
const DECLINE_OFFERED: Sql = Sql::same(columns!(
    "UPDATE invitations SET declined_at = $2, revoked_at = $2
     WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2 AND user_id = $3
        AND EXISTS (SELECT 1 FROM users u WHERE u.id = $3 AND u.email_verified_at IS NOT NULL AND u.blocked_at IS NULL)
     RETURNING",
    ""
));
const OFFERED: Sql = Sql::same(columns!(
    "SELECT",
    "FROM invitations
     WHERE user_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
        AND EXISTS (SELECT 1 FROM users u WHERE u.id = $1 AND u.email_verified_at IS NOT NULL AND u.blocked_at IS NULL)
     ORDER BY id DESC LIMIT 100"
));
const ASK: Sql = Sql::same(
    "UPDATE invitations SET asked_at = $2
     WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND asked_at IS NULL AND expires_at <= $2 RETURNING id",
);
const APPROVE: Sql = Sql::same(
    "UPDATE invitations SET inviter_id = $2, needs_approval_at = NULL
     WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id",
);
const LOSE_INVITER: Sql = Sql::same(
    "UPDATE invitations SET needs_approval_at = $3
     WHERE account_id = $1 AND inviter_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL
        AND needs_approval_at IS NULL RETURNING membership_id",
);
const REGAIN_INVITER: Sql = Sql::same(
    "UPDATE invitations SET needs_approval_at = NULL
     WHERE account_id = $1 AND inviter_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL
        AND needs_approval_at IS NOT NULL RETURNING membership_id",
);
const DECLINED_AT: Sql = Sql::same(
    "SELECT i.declined_at FROM memberships m JOIN invitations i ON i.membership_id = m.id
     WHERE m.account_id = $1 AND m.user_id = $2 AND (i.accepted_at IS NOT NULL OR i.declined_at IS NOT NULL)
     ORDER BY i.id DESC LIMIT 1",
);
const RENEWAL: Sql = Sql::same("SELECT renewal FROM accounts WHERE id = $1");

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("accept", ACCEPT),
    ("accept_offered", ACCEPT_OFFERED),
    ("decline", DECLINE),
    ("decline_offered", DECLINE_OFFERED),
    ("offered", OFFERED),
    ("ask", ASK),
    ("approve", APPROVE),
    ("lose_inviter", LOSE_INVITER),
    ("regain_inviter", REGAIN_INVITER),
    ("declined_at", DECLINED_AT),
    ("renewal", RENEWAL),
];

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

/// Spends an invitation that was offered to a person by their verified address, as [`accept`] does by the link.
///
/// # Errors
/// When the database fails.
pub async fn accept_offered(
    tx: &mut Tx,
    id: InvitationId,
    user: UserId,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let sql = tx.pick(&ACCEPT_OFFERED);
    let row: Option<InvitationRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(now).bind(user).fetch_optional(c).await)?;
    Ok(row.map(Into::into))
}

/// Ends an invitation because its person says no; none when its link no longer opens.
///
/// # Errors
/// When the database fails.
pub async fn decline(tx: &mut Tx, hash: TokenHash, now: Timestamp) -> Result<Option<Invitation>, StoreError> {
    let sql = tx.pick(&DECLINE);
    let row: Option<InvitationRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(hash.0.as_slice()).bind(now).fetch_optional(c).await)?;
    Ok(row.map(Into::into))
}

/// The same without a link, as the person of a verified address.
///
/// # Errors
/// When the database fails.
pub async fn decline_offered(
    tx: &mut Tx,
    id: InvitationId,
    user: UserId,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let sql = tx.pick(&DECLINE_OFFERED);
    let row: Option<InvitationRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(now).bind(user).fetch_optional(c).await)?;
    Ok(row.map(Into::into))
}

/// The open invitations of a person whose address is verified, the newest first, at most 100; none of anybody else.
///
/// # Errors
/// When the database fails.
pub async fn offered(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
    let sql = tx.pick(&OFFERED);
    let rows: Vec<InvitationRow> =
        on_db!(tx, c => sqlx::query_as(sql).bind(user).bind(now).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Notes that the person of an ended link asks for a new one; false when that was noted before, or the link has not
/// ended.
///
/// # Errors
/// When the database fails.
pub async fn ask(tx: &mut Tx, id: InvitationId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&ASK);
    let row: Option<InvitationId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Lets somebody stand for an invitation whose inviter lost the right; false when it has ended.
///
/// # Errors
/// When the database fails.
pub async fn approve(tx: &mut Tx, id: InvitationId, by: UserId) -> Result<bool, StoreError> {
    let sql = tx.pick(&APPROVE);
    let row: Option<InvitationId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(by).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Marks the open invitations of somebody who may no longer invite, and names the members concerned. The account is
/// held.
///
/// # Errors
/// When the database fails.
pub async fn lose_inviter(
    tx: &mut Tx,
    account: AccountId,
    inviter: UserId,
    now: Timestamp,
) -> Result<Vec<MembershipId>, StoreError> {
    let sql = tx.pick(&LOSE_INVITER);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(inviter).bind(now).fetch_all(c).await)?)
}

/// Takes the marks of [`lose_inviter`] away from what nobody else has stood for meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn regain_inviter(
    tx: &mut Tx,
    account: AccountId,
    inviter: UserId,
) -> Result<Vec<MembershipId>, StoreError> {
    let sql = tx.pick(&REGAIN_INVITER);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(inviter).fetch_all(c).await)?)
}

/// When a person declined an account, if that was the last they said to it: what the account takes back undoes no answer.
///
/// # Errors
/// When the database fails.
pub async fn declined_at(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = tx.pick(&DECLINED_AT);
    let found: Option<Option<Timestamp>> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(user).fetch_optional(c).await)?;
    Ok(found.flatten())
}

/// What becomes of people who ask for a new link in an account.
///
/// # Errors
/// When the database fails.
pub async fn renewal(tx: &mut Tx, account: AccountId) -> Result<Renewal, StoreError> {
    let sql = tx.pick(&RENEWAL);
    let name: String = on_db!(tx, c => sqlx::query_scalar(sql).bind(account).fetch_one(c).await)?;
    Ok(known("renewal", Renewal::from_name(&name))?)
}
