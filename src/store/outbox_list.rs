//! The outbox as people see it: one account's mails, or those that belong to none, newest first.

use super::{Sql, StoreError, Tx, members::known, outbox::MailKind};
use crate::domain::{
    ids::{AccountId, InvitationId, MailId, MembershipId},
    mail::{OutboxState, Shown},
    time::Timestamp,
};
use sqlx::{FromRow, QueryBuilder};

const HOLD: Sql = Sql::pair(
    "SELECT id, account_id, kind, invitation_id, generation, state, leased_until, ends_at FROM outbox WHERE id = $1",
    "SELECT id, account_id, kind, invitation_id, generation, state, leased_until, ends_at FROM outbox WHERE id = $1
     FOR NO KEY UPDATE",
);
const INVITATION_OF: Sql = Sql::same("SELECT invitation_id FROM outbox WHERE id = $1");
const RETRY: Sql = Sql::same(
    "UPDATE outbox SET state = CASE state WHEN 'refused' THEN 'queued' ELSE state END, next_at = $3, finished_at = NULL
     WHERE id = $1 AND state = $2 AND ends_at > $3 AND (leased_until IS NULL OR leased_until <= $3) RETURNING id",
);
// What is queued waits because it can still be taken back, or is a reminder. Both states are named for the index.
const BRING_FORWARD: Sql = Sql::same(
    "UPDATE outbox SET next_at = $1
     WHERE id IN (SELECT id FROM outbox WHERE state IN ('queued', 'retrying') AND state = 'retrying' AND next_at > $1 AND next_at <= $2
        ORDER BY next_at, id LIMIT 100)",
);

/// The statements here. The list itself is put together from parts; a test of the page runs every shape of it.
pub const ALL: &[(&str, Sql)] =
    &[("hold", HOLD), ("invitation_of", INVITATION_OF), ("retry", RETRY), ("bring_forward", BRING_FORWARD)];

/// Reminders whose day has come, and all else; the moment follows, and a bracket.
const NOT_PLANNED: &str = " AND (o.state <> 'queued' OR o.kind <> 'invitation_reminder' OR o.next_at <= ";
/// Reminders whose day has not come, likewise.
const PLANNED: &str = " AND (o.kind = 'invitation_reminder' AND o.next_at > ";

/// Which mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// Whose; none for those that belong to no account.
    pub account: Option<AccountId>,
    /// Which of them.
    pub shown: Shown,
    /// The moment by which a reminder's day has come.
    pub now: Timestamp,
}

/// From which place, in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From the newest on.
    Newest,
    /// Older than this one.
    Before(MailId),
    /// Newer than this one, the oldest of them first.
    After(MailId),
}

/// A mail in the list.
#[derive(Debug, Clone, FromRow)]
pub struct MailRow {
    /// Its number.
    pub id: MailId,
    kind: String,
    /// To which address.
    pub recipient: String,
    state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// Until when a worker holds it.
    pub leased_until: Option<Timestamp>,
    /// When it loses its point.
    pub ends_at: Timestamp,
    /// What the mail server said last.
    pub reply: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When it was sent, refused or dropped.
    pub finished_at: Option<Timestamp>,
    /// Whose invitation it carries.
    pub membership_id: Option<MembershipId>,
    /// Whether it was dropped because its invitation was undone: only then is the link forgotten.
    pub taken_back: bool,
}

impl MailRow {
    /// What it is about; none when another version wrote it.
    pub fn kind(&self) -> Option<MailKind> {
        MailKind::from_name(&self.kind)
    }

    /// Where it stands.
    ///
    /// # Errors
    /// When it is nowhere we know.
    pub fn state(&self) -> Result<OutboxState, StoreError> {
        Ok(known("state", OutboxState::from_name(&self.state))?)
    }
}

/// At most so many mails, in the order they are read.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, filter: Filter, from: From, most: i64) -> Result<Vec<MailRow>, StoreError> {
    // Having counted nothing, SQLite would take the index of what is due for a state that waits, and sort what it finds.
    let (state, reminders) = match filter.shown {
        Shown::All => (None, NOT_PLANNED),
        Shown::In(state) => (Some(state), NOT_PLANNED),
        Shown::Planned => (Some(OutboxState::Queued), PLANNED),
    };
    let index = match (&*tx, state) {
        (Tx::Postgres(_), _) => "",
        (Tx::Sqlite(_), Some(_)) => " INDEXED BY outbox_by_account_state",
        (Tx::Sqlite(_), None) => " INDEXED BY outbox_by_account",
    };
    Ok(on_db!(tx, c => {
        let mut sql = QueryBuilder::new(
            "SELECT o.id, o.kind, o.recipient, o.state, o.attempts, o.next_at, o.leased_until, o.ends_at, o.reply,
                o.created_at, o.finished_at, i.membership_id,
                o.state = 'dropped' AND i.revoked_at IS NOT NULL AND NOT EXISTS
                    (SELECT 1 FROM invitation_links l WHERE l.invitation_id = i.id) AS taken_back
             FROM outbox o",
        );
        sql.push(index).push(" LEFT JOIN invitations i ON i.id = o.invitation_id WHERE o.account_id ");
        match filter.account {
            Some(account) => sql.push("= ").push_bind(account),
            None => sql.push("IS NULL"),
        };
        if let Some(state) = state {
            sql.push(" AND o.state = ").push_bind(state.as_str());
        }
        sql.push(reminders).push_bind(filter.now).push(")");
        match from {
            From::Newest => sql.push(" ORDER BY o.id DESC LIMIT "),
            From::Before(id) => sql.push(" AND o.id < ").push_bind(id).push(" ORDER BY o.id DESC LIMIT "),
            From::After(id) => sql.push(" AND o.id > ").push_bind(id).push(" ORDER BY o.id LIMIT "),
        };
        sql.push_bind(most);
        sql.build_query_as().fetch_all(c).await
    })?)
}

/// A mail about to be tried again.
#[derive(Debug, Clone, FromRow)]
pub struct HeldMail {
    /// Its number.
    pub id: MailId,
    /// Whose it is.
    pub account_id: Option<AccountId>,
    kind: String,
    /// Which invitation.
    pub invitation_id: Option<InvitationId>,
    /// Which link of it.
    pub generation: Option<i64>,
    state: String,
    /// Until when a worker holds it.
    pub leased_until: Option<Timestamp>,
    /// When it loses its point.
    pub ends_at: Timestamp,
}

impl HeldMail {
    /// What it is about; none when another version wrote it.
    pub fn kind(&self) -> Option<MailKind> {
        MailKind::from_name(&self.kind)
    }

    /// Where it stands.
    ///
    /// # Errors
    /// When it is nowhere we know.
    pub fn state(&self) -> Result<OutboxState, StoreError> {
        Ok(known("state", OutboxState::from_name(&self.state))?)
    }
}

/// Which invitation a mail carries, so that it can be held before the mail is.
///
/// # Errors
/// When the database fails.
pub async fn invitation_of(tx: &mut Tx, id: MailId) -> Result<Option<InvitationId>, StoreError> {
    let sql = tx.pick(&INVITATION_OF);
    let row: Option<Option<InvitationId>> =
        on_db!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?;
    Ok(row.flatten())
}

/// A mail, held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut Tx, id: MailId) -> Result<Option<HeldMail>, StoreError> {
    let sql = tx.pick(&HOLD);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)?)
}

/// Makes a mail that was put off or refused due at once; false when it is elsewhere by now, held by a worker, or past its
/// end.
///
/// # Errors
/// When the database fails.
pub async fn retry(tx: &mut Tx, id: MailId, state: OutboxState, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&RETRY);
    let row: Option<MailId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(id).bind(state.as_str()).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Makes the first of those due that were put off until then.
///
/// # Errors
/// When the database fails.
pub async fn bring_forward(tx: &mut Tx, now: Timestamp, until: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&BRING_FORWARD);
    on_db!(tx, c => sqlx::query(sql).bind(now).bind(until).execute(c).await.map(|_| ()))?;
    Ok(())
}
