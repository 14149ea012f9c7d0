//! What happened to mails and links, in order: a log that is only ever added to. What is true now stands in `outbox` and
//! `invitations`.

use super::{Sql, StoreError, Tx, members::known, outbox::MailKind};
use crate::domain::{
    ids::{InvitationId, MailId, MembershipId},
    mail::{AT_ONCE, FOLLOWED_WITHIN, Look, MailEvent},
    secret::TokenHash,
    time::Timestamp,
};
use sqlx::FromRow;

/// How many looks at one link are kept. Enough to tell the story; a program that comes back for ever fills nothing.
pub const MOST_LOOKS: i64 = 20;
/// How many of them may be looks of which nothing followed: a person who comes after many programs is still seen.
const MOST_BARE_LOOKS: i64 = 12;

const INSERT: Sql = Sql::same(
    "INSERT INTO mail_events (outbox_id, invitation_id, generation, kind, detail, next_at, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
const LINK: Sql = Sql::same(
    "SELECT i.id, l.by_hand, CASE WHEN i.token_hash = l.token_hash THEN i.generation ELSE
        (SELECT count(*) FROM invitation_links o WHERE o.invitation_id = l.invitation_id AND o.issued_at <= l.issued_at)
        END AS generation
     FROM invitation_links l JOIN invitations i ON i.id = l.invitation_id WHERE l.token_hash = $1",
);
const HANDED_OVER: Sql = Sql::same(
    "SELECT max(at) FROM mail_events WHERE invitation_id = $1 AND generation = $2 AND kind = 'handed_over'",
);
const LOOKS: Sql = Sql::same(
    "SELECT detail, at FROM mail_events WHERE invitation_id = $1 AND generation = $2 AND kind = 'opened'
     ORDER BY id LIMIT $3",
);
// In this order: SQLite would otherwise walk the events of everybody, backwards.
const OF_MEMBERSHIP: Sql = Sql::same(
    "SELECT e.id, e.invitation_id, e.generation, e.kind, e.detail, e.next_at, e.at, o.kind AS mail
     FROM invitations i CROSS JOIN mail_events e LEFT JOIN outbox o ON o.id = e.outbox_id
     WHERE i.membership_id = $1 AND e.invitation_id = i.id ORDER BY e.id DESC LIMIT $2",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("link", LINK),
    ("handed_over", HANDED_OVER),
    ("looks", LOOKS),
    ("of_membership", OF_MEMBERSHIP),
];

/// An event to be added.
#[derive(Debug)]
pub struct NewEvent<'a> {
    /// Of which mail; none for a look at a link.
    pub mail: Option<MailId>,
    /// Of which invitation.
    pub invitation: Option<InvitationId>,
    /// Of which link of it.
    pub generation: Option<i64>,
    /// What happened.
    pub event: MailEvent,
    /// The server's own reply, why, or how.
    pub detail: &'a str,
    /// When the mail is tried next.
    pub next_at: Option<Timestamp>,
}

/// Adds an event.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewEvent<'_>, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT);
    on_db!(tx, c => sqlx::query(sql)
        .bind(new.mail).bind(new.invitation).bind(new.generation).bind(new.event.as_str()).bind(new.detail)
        .bind(new.next_at).bind(now).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A link that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct LinkSeen {
    /// Of which invitation.
    pub id: InvitationId,
    /// Which link of it, counted from 1.
    pub generation: i64,
    /// Whether it was handed over by copying.
    pub by_hand: bool,
}

/// Which link a token is of; none when no invitation ever had it.
///
/// # Errors
/// When the database fails.
pub async fn link(tx: &mut Tx, hash: TokenHash) -> Result<Option<LinkSeen>, StoreError> {
    let sql = tx.pick(&LINK);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(hash.0.as_slice()).fetch_optional(c).await)?)
}

/// How a look at the page of a link is to be kept: a page opened before anybody could have read the mail is told apart.
///
/// # Errors
/// When the database fails.
pub async fn judge(tx: &mut Tx, link: LinkSeen, look: Look, now: Timestamp) -> Result<Look, StoreError> {
    if look != Look::Page || link.by_hand {
        return Ok(look);
    }
    let sql = tx.pick(&HANDED_OVER);
    let handed_over: Option<Timestamp> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(link.id).bind(link.generation).fetch_one(c).await)?;
    // A mail that nobody has confirmed may have arrived all the same: then it was read, by whomever.
    let at_once = handed_over.is_some_and(|at| now < at + AT_ONCE);
    Ok(if at_once { Look::PageAtOnce } else { Look::Page })
}

/// Whether a look tells something new: neither one more of the same within seconds, nor one too many.
///
/// # Errors
/// When the database fails.
pub async fn is_news(tx: &mut Tx, link: LinkSeen, look: Look, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&LOOKS);
    let looks: Vec<(String, Timestamp)> = on_db!(tx, c => sqlx::query_as(sql)
        .bind(link.id).bind(link.generation).bind(MOST_LOOKS).fetch_all(c).await)?;
    let most = if matches!(look, Look::Page) { MOST_LOOKS } else { MOST_BARE_LOOKS };
    let room = i64::try_from(looks.len()).is_ok_and(|count| count < most);
    let again = looks.iter().any(|(detail, at)| detail == look.as_str() && *at + FOLLOWED_WITHIN > now);
    Ok(room && !again)
}

/// An event of the log.
#[derive(Debug, Clone, FromRow)]
pub struct EventRow {
    /// Its number: a later one happened later.
    pub id: i64,
    /// Of which invitation.
    pub invitation_id: InvitationId,
    /// Of which link of it.
    pub generation: Option<i64>,
    kind: String,
    /// The server's own reply, why, or how.
    pub detail: String,
    /// When the mail was to be tried next.
    pub next_at: Option<Timestamp>,
    /// When it happened.
    pub at: Timestamp,
    mail: Option<String>,
}

impl EventRow {
    /// What happened.
    ///
    /// # Errors
    /// When it is nothing of ours.
    pub fn event(&self) -> Result<MailEvent, StoreError> {
        Ok(known("kind", MailEvent::from_name(&self.kind))?)
    }

    /// What the mail was about; none for a look at a link.
    pub fn mail(&self) -> Option<MailKind> {
        MailKind::from_name(self.mail.as_deref()?)
    }
}

/// The newest events of all invitations of a membership, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_membership(
    tx: &mut Tx,
    membership: MembershipId,
    most: i64,
) -> Result<Vec<EventRow>, StoreError> {
    let sql = tx.pick(&OF_MEMBERSHIP);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(membership).bind(most).fetch_all(c).await)?)
}
