//! Invitations. Their links stand in `invitation_links`, what people answer in `invitation_answers`.

use super::{Sql, StoreError, Tx, members::known};
use crate::domain::{
    ids::{AccountId, InvitationId, MembershipId, UserId},
    invitation::{Invitation, MailState},
    secret::TokenHash,
    time::{Span, Timestamp},
};
use sqlx::FromRow;

pub use super::invitation_answers::{
    accept, accept_offered, approve, ask, decline, decline_offered, declined_at, lose_inviter, offered,
    regain_inviter, renewal,
};
pub use super::invitation_links::{
    LinkMade, insert_link, is_by_hand, last_issued, links_of, nth_newest_by, nth_newest_in,
};

/// The columns of [`InvitationRow`], between two parts of a statement.
macro_rules! columns {
    ($before:literal, $behind:literal) => {
        concat!(
            $before,
            " id, account_id, membership_id, user_id, inviter_id, generation, expires_at, accepted_at, revoked_at,
              declined_at, lifetime, asked_at, needs_approval_at ",
            $behind
        )
    };
}
pub(super) use columns;

const INSERT: Sql = Sql::same(
    "INSERT INTO invitations
        (account_id, membership_id, user_id, inviter_id, token_hash, generation, expires_at, mail_state, mail_reason,
         issued_at, created_at, lifetime)
     VALUES ($1, $2, $3, $4, $5, 1, $6, $7, '', $8, $8, $9)
     ON CONFLICT (membership_id) WHERE accepted_at IS NULL AND revoked_at IS NULL DO NOTHING RETURNING id",
);
const BY_TOKEN: Sql = Sql::same(columns!("SELECT", "FROM invitations WHERE token_hash = $1"));
const BY_OLDER_LINK: Sql = Sql::same(columns!(
    "SELECT",
    "FROM invitations WHERE id = (SELECT l.invitation_id FROM invitation_links l WHERE l.token_hash = $1)"
));
const BY_ID: Sql = Sql::same(columns!("SELECT", "FROM invitations WHERE id = $1"));
const REISSUE: Sql = Sql::same(
    "UPDATE invitations
     SET token_hash = $3, generation = generation + 1, expires_at = $4, mail_state = $5, mail_reason = '',
         mail_next_at = NULL, issued_at = $6, inviter_id = $7, lapsed_at = NULL, asked_at = NULL,
         needs_approval_at = NULL
     WHERE id = $1 AND generation = $2 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id",
);
const REVOKE: Sql = Sql::same(
    "UPDATE invitations SET revoked_at = $2
     WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id",
);
const SET_PERSON: Sql = Sql::same("UPDATE invitations SET user_id = $2 WHERE id = $1");
const TO_LAPSE: Sql = Sql::same(
    "SELECT id, account_id, membership_id, expires_at FROM invitations
     WHERE accepted_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL AND expires_at <= $1
        AND (expires_at > $3 OR expires_at = $3 AND id > $4)
     ORDER BY expires_at, id LIMIT $2",
);
const LAPSE: Sql = Sql::same(
    "UPDATE invitations SET lapsed_at = $2
     WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL AND expires_at <= $2
     RETURNING membership_id",
);
const OPEN_SENT_BY: Sql = Sql::same(
    "SELECT count(*) FROM (SELECT 1 FROM invitations
        WHERE account_id = $1 AND inviter_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL LIMIT 1001) AS open",
);
const FACTS: Sql = Sql::same(
    "SELECT inviter_id, issued_at, expires_at, mail_state, mail_reason, mail_next_at, accepted_at, revoked_at, declined_at
     FROM invitations WHERE id = $1",
);
const ENDS_OF: Sql = Sql::same(
    "SELECT i.id, i.issued_at, CASE u.name WHEN '' THEN u.email ELSE u.name END AS inviter,
        EXISTS (SELECT 1 FROM invitation_links l WHERE l.invitation_id = i.id) AS has_links, i.lifetime,
        i.expires_at, i.accepted_at, i.declined_at, i.revoked_at
     FROM invitations i JOIN users u ON u.id = i.inviter_id WHERE i.membership_id = $1 ORDER BY i.id",
);
const HOLD: Sql = Sql::pair(
    "SELECT id FROM invitations WHERE id = $1",
    "SELECT id FROM invitations WHERE id = $1 FOR NO KEY UPDATE",
);
const SET_MAIL: Sql = Sql::same(
    "UPDATE invitations SET mail_state = $3, mail_reason = $4, mail_next_at = $5 WHERE id = $1 AND generation = $2",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("by_token", BY_TOKEN),
    ("by_older_link", BY_OLDER_LINK),
    ("by_id", BY_ID),
    ("reissue", REISSUE),
    ("revoke", REVOKE),
    ("set_person", SET_PERSON),
    ("to_lapse", TO_LAPSE),
    ("lapse", LAPSE),
    ("open_sent_by", OPEN_SENT_BY),
    ("facts", FACTS),
    ("ends_of", ENDS_OF),
    ("hold", HOLD),
    ("set_mail", SET_MAIL),
];

/// An invitation as it is read.
#[derive(FromRow)]
pub(super) struct InvitationRow {
    id: InvitationId,
    account_id: AccountId,
    membership_id: MembershipId,
    user_id: UserId,
    inviter_id: UserId,
    generation: i64,
    expires_at: Timestamp,
    accepted_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
    declined_at: Option<Timestamp>,
    lifetime: i64,
    asked_at: Option<Timestamp>,
    needs_approval_at: Option<Timestamp>,
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
            declined_at: row.declined_at,
            lifetime: Span::micros(row.lifetime),
            asked_at: row.asked_at,
            needs_approval_at: row.needs_approval_at,
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
    /// How long each later link lives.
    pub lifetime: Span,
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
        .bind(new.lifetime.as_micros()).fetch_optional(c).await)?)
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

/// Takes an open invitation back; false when it was not open.
///
/// # Errors
/// When the database fails.
pub async fn revoke(tx: &mut Tx, id: InvitationId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&REVOKE);
    let row: Option<InvitationId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Turns an invitation to another person.
///
/// # Errors
/// When the database fails.
pub async fn set_person(tx: &mut Tx, id: InvitationId, user: UserId) -> Result<(), StoreError> {
    let sql = tx.pick(&SET_PERSON);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(user).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// An open invitation whose newest link has ended.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Ended {
    /// Which.
    pub id: InvitationId,
    /// In which account.
    pub account_id: AccountId,
    /// Whose.
    pub membership_id: MembershipId,
    /// When it ended.
    pub expires_at: Timestamp,
}

/// Up to `most` open invitations behind `after` whose newest link has ended, and which are not yet counted as expired.
///
/// # Errors
/// When the database fails.
pub async fn to_lapse(
    tx: &mut Tx,
    now: Timestamp,
    after: Option<Ended>,
    most: i64,
) -> Result<Vec<Ended>, StoreError> {
    let (at, id) = after.map_or((Timestamp::from_micros(0), 0), |ended| (ended.expires_at, ended.id.0));
    let sql = tx.pick(&TO_LAPSE);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(now).bind(most).bind(at).bind(id).fetch_all(c).await)?)
}

/// Counts an invitation as expired from now on; false when it was renewed, ended or counted meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn lapse(tx: &mut Tx, id: InvitationId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&LAPSE);
    let row: Option<MembershipId> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// How many open invitations of an account a person has sent; 1,001 stands for more than 1,000.
///
/// # Errors
/// When the database fails.
pub async fn open_sent_by(tx: &mut Tx, account: AccountId, inviter: UserId) -> Result<i64, StoreError> {
    let sql = tx.pick(&OPEN_SENT_BY);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(account).bind(inviter).fetch_one(c).await)?)
}

/// What there is to tell about an invitation.
#[derive(Debug, Clone, FromRow)]
pub struct InvitationFacts {
    /// Who made the newest link.
    pub inviter_id: UserId,
    /// When.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    mail_state: String,
    /// What the mail server said last.
    pub mail_reason: String,
    /// When the mail is tried next.
    pub mail_next_at: Option<Timestamp>,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When the person said no.
    pub declined_at: Option<Timestamp>,
}

impl InvitationFacts {
    /// What became of the mail.
    ///
    /// # Errors
    /// When the state is not one of ours.
    pub fn mail(&self) -> Result<MailState, StoreError> {
        Ok(known("mail_state", MailState::from_name(&self.mail_state))?)
    }
}

/// What there is to tell about an invitation.
///
/// # Errors
/// When the database fails.
pub async fn facts(tx: &mut Tx, id: InvitationId) -> Result<Option<InvitationFacts>, StoreError> {
    let sql = tx.pick(&FACTS);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// How an invitation ended, or when it will.
#[derive(Debug, Clone, FromRow)]
pub struct OfferEnds {
    /// Which.
    pub id: InvitationId,
    /// When its newest link was made.
    pub issued_at: Timestamp,
    /// Who stands for it, by name or address.
    pub inviter: String,
    has_links: bool,
    lifetime: i64,
    /// When its newest link ends.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When the person said no.
    pub declined_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

impl OfferEnds {
    /// Whether it was accepted, declined or taken back.
    pub const fn is_over(&self) -> bool {
        self.accepted_at.is_some() || self.revoked_at.is_some()
    }

    /// When a link of it ended by itself that was made at that moment and has a newer one since. (An end of the access
    /// that came earlier is not known any more.)
    pub fn end_of(&self, issued_at: Timestamp) -> Timestamp {
        issued_at + Span::micros(self.lifetime)
    }

    /// Whether it was taken back before anybody could have heard of it: then its link is forgotten.
    pub const fn is_undone(&self) -> bool {
        self.revoked_at.is_some() && !self.has_links
    }
}

/// How the invitations of a membership ended, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn ends_of(tx: &mut Tx, membership: MembershipId) -> Result<Vec<OfferEnds>, StoreError> {
    let sql = tx.pick(&ENDS_OF);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(membership).fetch_all(c).await)?)
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
