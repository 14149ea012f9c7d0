//! Mail waiting in the database. A row is written in the transaction of what it tells about, and claimed by a worker for
//! a while: the lease says until when, the fence tells the holder from one that came too late.

use super::{
    Sql, StoreError, Tx,
    mail_events::{self, NewEvent},
};
use crate::domain::{
    account_settings::REMIND_AFTER,
    ids::{AccountId, InvitationId, MailId},
    language::Language,
    mail::MailEvent,
    time::Timestamp,
};
use sqlx::FromRow;

const INSERT: Sql = Sql::same(
    "INSERT INTO outbox
        (kind, invitation_id, generation, recipient, language, detail, sealed_token, message_id, state, next_at, ends_at,
         reply, created_at, account_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', $12, $10, '', $9, $11) RETURNING id",
);
// One statement for some hundred mails that differ in whom they go to and what the words need.
const INSERT_MANY: Sql = Sql::pair(
    "INSERT INTO outbox (kind, account_id, ends_at, next_at, created_at, state, reply, recipient, language, detail, message_id)
     SELECT $1, $2, $3, $4, $4, 'queued', '', json_extract(value, '$[0]'), json_extract(value, '$[1]'),
        json_extract(value, '$[2]'), json_extract(value, '$[3]')
     FROM json_each($5)",
    "INSERT INTO outbox (kind, account_id, ends_at, next_at, created_at, state, reply, recipient, language, detail, message_id)
     SELECT $1, $2, $3, $4, $4, 'queued', '', e.value ->> 0, e.value ->> 1, e.value ->> 2, e.value ->> 3
     FROM jsonb_array_elements($5::jsonb) AS e (value)",
);
// Claiming is where the databases differ: PostgreSQL steps over rows that another worker is just claiming.
const CLAIM: Sql = Sql::pair(
    "UPDATE outbox SET leased_until = $2, fence = fence + 1, attempts = attempts + 1
     WHERE id IN (
        SELECT id FROM outbox
        WHERE state IN ('queued', 'retrying') AND next_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
        ORDER BY next_at, id LIMIT $3)
     RETURNING id, kind, invitation_id, generation, recipient, language, detail, sealed_token, message_id, attempts, fence,
        ends_at, created_at",
    "UPDATE outbox SET leased_until = $2, fence = fence + 1, attempts = attempts + 1
     WHERE id IN (
        SELECT id FROM outbox
        WHERE state IN ('queued', 'retrying') AND next_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
        ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, invitation_id, generation, recipient, language, detail, sealed_token, message_id, attempts, fence,
        ends_at, created_at",
);
const STILL_OURS: Sql = Sql::same(
    "SELECT EXISTS (SELECT 1 FROM outbox
        WHERE id = $1 AND fence = $2 AND leased_until > $3 AND state IN ('queued', 'retrying'))",
);
const FINISH: Sql = Sql::same(
    "UPDATE outbox SET state = $3, reply = $4, sealed_token = NULL, leased_until = NULL, finished_at = $5
     WHERE id = $1 AND fence = $2 AND (state IN ('queued', 'retrying') OR (state = 'dropped' AND $3 = 'sent'))
     RETURNING id",
);
const PUT_OFF: Sql = Sql::same(
    "UPDATE outbox SET state = 'retrying', reply = $3, next_at = $4, leased_until = NULL
     WHERE id = $1 AND fence = $2 AND state IN ('queued', 'retrying') RETURNING id",
);
const DROP_OF_INVITATION: Sql = Sql::same(
    "UPDATE outbox SET state = 'dropped', sealed_token = NULL, finished_at = $2
     WHERE invitation_id = $1 AND kind IN ('invitation', 'invitation_reminder') AND state IN ('queued', 'retrying')
     RETURNING id, generation",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("insert", INSERT),
    ("insert_many", INSERT_MANY),
    ("claim", CLAIM),
    ("still_ours", STILL_OURS),
    ("finish", FINISH),
    ("put_off", PUT_OFF),
    ("drop_of_invitation", DROP_OF_INVITATION),
];

/// How many mails one statement queues.
const AT_ONCE: usize = 500;

/// What a mail is about, as kept in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// The link to join.
    Invitation,
    /// The link to choose a new password.
    PasswordReset,
    /// Tells the inviter.
    InvitationAccepted,
    /// Tells the inviter.
    InvitationDeclined,
    /// The link to join once more.
    InvitationReminder,
    /// Tells the person that their access ends soon.
    AccessEnds,
    /// The link by which an operator sees whether mail arrives.
    TestMail,
    /// Tells the person.
    PasswordChanged,
    /// The link to confirm a new address, to that address.
    AddressChange,
    /// Tells the person, at the address in force, that another was asked for.
    AddressChangeAsked,
    /// Tells the owner of an address that somebody else asked for it.
    AddressInUse,
    /// Tells the person, at both addresses.
    AddressChanged,
    /// Tells the person.
    TwoFactorChanged,
    /// Reminds the person that an account requires a second factor.
    TwoFactorDue,
    /// Tells the person of a sign-in with a browser they are not known by.
    NewBrowser,
    /// Tells who issued a token, and the administrators, that it ends soon.
    TokenEnds,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Invitation,
        Self::PasswordReset,
        Self::InvitationAccepted,
        Self::InvitationDeclined,
        Self::InvitationReminder,
        Self::AccessEnds,
        Self::TestMail,
        Self::PasswordChanged,
        Self::AddressChange,
        Self::AddressChangeAsked,
        Self::AddressInUse,
        Self::AddressChanged,
        Self::TwoFactorChanged,
        Self::TwoFactorDue,
        Self::NewBrowser,
        Self::TokenEnds,
    ];

    /// As kept in the database, and the beginning of the `Message-ID`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::InvitationAccepted => "invitation_accepted",
            Self::InvitationDeclined => "invitation_declined",
            Self::InvitationReminder => "invitation_reminder",
            Self::AccessEnds => "access_ends",
            Self::TestMail => "test_mail",
            Self::PasswordChanged => "password_changed",
            Self::AddressChange => "address_change",
            Self::AddressChangeAsked => "address_change_asked",
            Self::AddressInUse => "address_in_use",
            Self::AddressChanged => "address_changed",
            Self::TwoFactorChanged => "two_factor_changed",
            Self::TwoFactorDue => "two_factor_due",
            Self::NewBrowser => "new_browser",
            Self::TokenEnds => "token_ends",
        }
    }

    /// The kind of what is kept.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether a mail of this kind can be sent again after it was refused: one without a link. A link is deleted with the
    /// refusal, and only a new one can be mailed.
    pub const fn can_be_repeated(self) -> bool {
        matches!(
            self,
            Self::InvitationAccepted
                | Self::InvitationDeclined
                | Self::AccessEnds
                | Self::PasswordChanged
                | Self::AddressChangeAsked
                | Self::AddressInUse
                | Self::AddressChanged
                | Self::TwoFactorChanged
                | Self::TwoFactorDue
                | Self::NewBrowser
                | Self::TokenEnds
        )
    }
}

/// A mail to be queued.
#[derive(Debug)]
pub struct NewMail<'a> {
    /// What it is about.
    pub kind: MailKind,
    /// Whose mail it is: the account's, or nobody's when it is about a person's own account.
    pub account: Option<AccountId>,
    /// Of kind [`MailKind::Invitation`] and [`MailKind::InvitationReminder`]: which, and which link of it.
    pub invitation: Option<(InvitationId, i64)>,
    /// To which address.
    pub recipient: &'a str,
    /// In which language.
    pub language: Language,
    /// What the words need.
    pub detail: &'a serde_json::Value,
    /// The token of the link, sealed.
    pub sealed_token: Option<&'a [u8]>,
    /// The same at every try.
    pub message_id: &'a str,
    /// When it loses its point.
    pub ends_at: Timestamp,
    /// When it may go out at the earliest.
    pub due_at: Timestamp,
}

/// A mail held by a worker.
#[derive(Debug, Clone, FromRow)]
pub struct ClaimedMail {
    /// Its number.
    pub id: MailId,
    kind: String,
    /// Which invitation.
    pub invitation_id: Option<InvitationId>,
    /// Which link of it.
    pub generation: Option<i64>,
    /// To which address.
    pub recipient: String,
    language: String,
    /// What the words need, as JSON.
    pub detail: String,
    /// The token of the link, sealed.
    pub sealed_token: Option<Vec<u8>>,
    /// The same at every try.
    pub message_id: String,
    /// Tries so far, this one included.
    pub attempts: i64,
    /// Tells this holder from a later one.
    pub fence: i64,
    /// When it loses its point.
    pub ends_at: Timestamp,
    /// When it was queued.
    pub created_at: Timestamp,
}

impl ClaimedMail {
    /// What it is about.
    pub fn kind(&self) -> Option<MailKind> {
        MailKind::from_name(&self.kind)
    }

    /// When it is of: the same at every try, and for a reminder the moment it was due.
    pub fn date(&self) -> Timestamp {
        match self.kind() {
            Some(MailKind::InvitationReminder) => self.created_at + REMIND_AFTER,
            _ => self.created_at,
        }
    }

    /// In which language.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }
}

/// How a mail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The server accepted it.
    Sent,
    /// The server refused it for good.
    Refused,
    /// It lost its point before it was sent.
    Dropped,
}

/// Queues a mail.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewMail<'_>, now: Timestamp) -> Result<MailId, StoreError> {
    let sql = tx.pick(&INSERT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(new.kind.as_str()).bind(new.invitation.map(|(id, _)| id))
        .bind(new.invitation.map(|(_, generation)| generation)).bind(new.recipient).bind(new.language.code())
        .bind(new.detail.to_string()).bind(new.sealed_token).bind(new.message_id).bind(now).bind(new.ends_at)
        .bind(new.account).bind(new.due_at).fetch_one(c).await)?)
}

/// What one of many mails has of its own.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// To which address.
    pub recipient: &'a str,
    /// In which language.
    pub language: Language,
    /// What the words need.
    pub detail: serde_json::Value,
    /// The same at every try.
    pub message_id: String,
}

/// Queues many mails of one kind and account without links, to go out at once; some hundred in one statement.
///
/// # Errors
/// When the database fails.
pub async fn insert_many(
    tx: &mut Tx,
    (kind, account): (MailKind, AccountId),
    letters: &[Letter<'_>],
    ends_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = tx.pick(&INSERT_MANY);
    for some in letters.chunks(AT_ONCE) {
        let rows: serde_json::Value = some
            .iter()
            .map(|one| {
                let detail = one.detail.to_string();
                serde_json::json!([one.recipient, one.language.code(), detail, one.message_id])
            })
            .collect();
        on_db!(tx, c => sqlx::query(sql)
            .bind(kind.as_str()).bind(account).bind(ends_at).bind(now).bind(rows.to_string())
            .execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Takes up to `most` due mails until `leased_until`; nobody else gets them before then.
///
/// # Errors
/// When the database fails.
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    leased_until: Timestamp,
    most: i64,
) -> Result<Vec<ClaimedMail>, StoreError> {
    let sql = tx.pick(&CLAIM);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(now).bind(leased_until).bind(most).fetch_all(c).await)?)
}

/// Whether a claimed mail is still this holder's.
///
/// # Errors
/// When the database fails.
pub async fn is_still_ours(tx: &mut Tx, mail: &ClaimedMail, now: Timestamp) -> Result<bool, StoreError> {
    let sql = tx.pick(&STILL_OURS);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(mail.id).bind(mail.fence).bind(now).fetch_one(c).await)?)
}

/// Ends a mail and blanks its link; false when it was no longer this holder's. A mail that was dropped while the server was
/// just taking it was sent all the same.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    tx: &mut Tx,
    mail: &ClaimedMail,
    ending: Ending,
    reply: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let state = match ending {
        Ending::Sent => "sent",
        Ending::Refused => "refused",
        Ending::Dropped => "dropped",
    };
    let sql = tx.pick(&FINISH);
    let row: Option<MailId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(mail.id).bind(mail.fence).bind(state).bind(reply).bind(now).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Puts a mail off; false when it was no longer this holder's.
///
/// # Errors
/// When the database fails.
pub async fn put_off(
    tx: &mut Tx,
    mail: &ClaimedMail,
    reply: &str,
    next_at: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(&PUT_OFF);
    let row: Option<MailId> = on_db!(tx, c => sqlx::query_scalar(sql)
        .bind(mail.id).bind(mail.fence).bind(reply).bind(next_at).fetch_optional(c).await)?;
    Ok(row.is_some())
}

/// Drops the waiting mails of an invitation whose link was replaced or spent.
///
/// # Errors
/// When the database fails.
pub async fn drop_of_invitation(tx: &mut Tx, id: InvitationId, now: Timestamp) -> Result<(), StoreError> {
    let sql = tx.pick(&DROP_OF_INVITATION);
    let dropped: Vec<(MailId, Option<i64>)> =
        on_db!(tx, c => sqlx::query_as(sql).bind(id).bind(now).fetch_all(c).await)?;
    for (mail, generation) in dropped {
        note_dropped(tx, mail, id, generation, now).await?;
    }
    Ok(())
}

/// Adds to the story of a link that its mail was dropped.
pub(super) async fn note_dropped(
    tx: &mut Tx,
    mail: MailId,
    invitation: InvitationId,
    generation: Option<i64>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let event = NewEvent {
        mail: Some(mail),
        invitation: Some(invitation),
        generation,
        event: MailEvent::Dropped,
        detail: "",
        next_at: None,
    };
    mail_events::insert(tx, &event, now).await
}
