//! Many invited at once: looked at first, then sent by a worker in small steps (`worker::batches`), each row exactly once.

use super::{
    Ctx, Error, Principal,
    batch_terms::shared,
    invitations::known_projects,
    invite_form::{Invite, Offer},
    invite_limits::room,
    member_actions::hold_account,
    members::Seen,
    step_up,
};
use crate::{
    app::App,
    domain::{
        audit,
        email::EmailAddress,
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, BatchId, MembershipId},
        invitation::MailState,
        language::Language,
        mail::Progress,
        member::{MembershipState, Status},
        name::Name,
        people_list::{self, Given, MOST},
        policy::{Action, Relation},
        time::Timestamp,
    },
    store::{
        Tx, account_settings,
        batches::{self, AddressRow, NewRow, RowState},
        mail_pause, users,
    },
};
use serde_json::json;
use std::collections::BTreeSet;

pub use super::batch_steps::{claim, release, step};
pub use super::batch_terms::Shared;
pub use crate::store::batches::{BatchState, OpenBatch};

/// How many batches of an account may be in review at once: what nobody looks at any more must not pile up.
pub const MOST_IN_REVIEW: i64 = 20;

/// Why a row is not, or was not, invited. The names are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No address.
    WrongAddress,
    /// No name.
    WrongName,
    /// A language there is none of.
    WrongLanguage,
    /// The address stands further up already.
    Double,
    /// The person is in the account.
    Here,
    /// An invitation is open.
    Invited,
    /// The person declined.
    Declined,
    /// The account lets only other domains be invited.
    OtherDomain,
    /// The person was shut out of the installation.
    Blocked,
    /// There was no room any more.
    OverLimit,
    /// Whoever wanted it sent may no longer invite.
    NotAllowed,
    /// What was offered is there no longer, such as a project.
    OfferGone,
    /// The access would have ended before it began.
    AccessOver,
    /// The invitation was turned to another address later.
    Readdressed,
}

impl Reason {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 14] = [
        Self::WrongAddress,
        Self::WrongName,
        Self::WrongLanguage,
        Self::Double,
        Self::Here,
        Self::Invited,
        Self::Declined,
        Self::OtherDomain,
        Self::Blocked,
        Self::OverLimit,
        Self::NotAllowed,
        Self::OfferGone,
        Self::AccessOver,
        Self::Readdressed,
    ];

    /// As kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongAddress => "wrong_address",
            Self::WrongName => "wrong_name",
            Self::WrongLanguage => "wrong_language",
            Self::Double => "double",
            Self::Here => "here",
            Self::Invited => "invited",
            Self::Declined => "declined",
            Self::OtherDomain => "other_domain",
            Self::Blocked => "blocked",
            Self::OverLimit => "over_limit",
            Self::NotAllowed => "not_allowed",
            Self::OfferGone => "offer_gone",
            Self::AccessOver => "access_over",
            Self::Readdressed => batches::READDRESSED,
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// How a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlook {
    /// Nobody has the address yet: will be invited.
    New,
    /// Somebody with a password has it: will be asked to accept.
    HasAccount,
    /// Invited by this batch.
    Sent {
        /// Whom it became.
        member: MembershipId,
        /// How far that has come, as the list of people says it.
        status: Status,
        /// How far an open invitation has come, beyond its status.
        progress: Option<Progress>,
        /// Whether the link has left us: the mail server took its mail, or it was handed over by copying.
        handed_over: bool,
    },
    /// Was not sent, because what was left was cancelled.
    Cancelled,
    /// Is not, or was not, invited.
    Not {
        /// Why.
        reason: Reason,
        /// Whom the address belongs to here.
        member: Option<MembershipId>,
        /// Who invited them, and when, if they are invited.
        by: Option<(String, Timestamp)>,
    },
}

/// A row of a batch.
#[derive(Debug, Clone)]
pub struct Line {
    /// The line in the file, or the place among the addresses.
    pub place: i64,
    /// The address as given.
    pub email: String,
    /// The name as given; may be empty.
    pub name: String,
    /// In which language the person is, or was, written to; none when the row names none of ours.
    pub language: Option<Language>,
    /// How it stands.
    pub outlook: Outlook,
}

/// A batch as its page shows it.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Its number.
    pub id: BatchId,
    /// How far it has come.
    pub state: BatchState,
    /// Who sent it off, or made it, by name or address.
    pub by: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the first rows are sent, once it is sent off.
    pub begins_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// What holds for all.
    pub wanted: Shared,
    /// The rows.
    pub lines: Vec<Line>,
}

/// Keeps a list of people, to be looked at before they are invited.
///
/// # Errors
/// [`Error::Invalid`] with every fault of the form at once; also when there is no mail, without which nobody hands out
/// so many links, or with [`Fault::TooManyLists`] for the form as a whole when [`MOST_IN_REVIEW`] are in review already;
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn prepare(app: &App, ctx: &Ctx, form: &Invite, people: Vec<Given>) -> Result<BatchId, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let known = known_projects(app, principal).await?;
    let mut errors = FieldErrors::default();
    if people.len() > MOST {
        errors.push(Field::Email, Fault::TooMany { max: MOST });
    }
    if !app.sends_mail() {
        errors.push(Field::Email, Fault::NoMail);
    }
    if !form.name.trim().is_empty() {
        errors.push(Field::Name, Fault::OneAddressOnly);
    }
    if form.by_hand == "1" {
        errors.push(Field::ByHand, Fault::OneAddressOnly);
    }
    let offer = Offer::parse(form, ctx, principal, &known, &mut errors);
    let Some(offer) = offer.filter(|_| errors.is_empty()) else { return Err(Error::Invalid(errors)) };
    let rows = judged(people);
    let wanted = serde_json::to_string(&offer).map_err(|error| Error::internal(format!("batch: {error}")))?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    if batches::in_review(&mut tx, principal.account_id).await? >= MOST_IN_REVIEW {
        let max = usize::try_from(MOST_IN_REVIEW).unwrap_or(usize::MAX);
        return Err(Error::field(Field::Form, Fault::TooManyLists { max }));
    }
    let id =
        batches::insert(&mut tx, principal.account_id, principal.user_id, &wanted, &rows, ctx.now).await?;
    commit(tx, ctx, principal, audit::Action::BatchPrepared, id, json!({ "rows": rows.len() })).await?;
    Ok(id)
}

async fn commit(
    tx: crate::store::WriteTx,
    ctx: &Ctx,
    principal: &Principal,
    action: audit::Action,
    id: BatchId,
    detail: serde_json::Value,
) -> Result<(), Error> {
    let entry = principal.entry(action, format!("batch:{id}"), detail);
    Ok(tx.commit(&entry, &ctx.origin()).await?)
}

/// What can be said of the rows by themselves: which are wrong, and which stand there twice.
fn judged(people: Vec<Given>) -> Vec<NewRow> {
    let mut seen = BTreeSet::new();
    people
        .into_iter()
        .map(|given| {
            let email = EmailAddress::parse(&given.email);
            let email_key = email.as_ref().map(|email| email.key().to_owned()).unwrap_or_default();
            let reason = if email.is_err() {
                Some(Reason::WrongAddress)
            } else if Name::parse_optional(&given.name).is_err() {
                Some(Reason::WrongName)
            } else if !given.language.is_empty() && Language::from_code(&given.language).is_none() {
                Some(Reason::WrongLanguage)
            } else if !seen.insert(email_key.clone()) {
                Some(Reason::Double)
            } else {
                None
            };
            // PostgreSQL keeps no NUL in text, and nobody needs to see more of what is wrong.
            let cut = |text: String| text.replace('\0', "\u{fffd}").chars().take(300).collect::<String>();
            let Given { place, email, name, language } = given;
            let given = Given { place, email: cut(email), name: cut(name), language: cut(language) };
            let state = if reason.is_some() { RowState::Skipped } else { RowState::Waiting };
            NewRow { given, email_key, state, reason: reason.map_or("", Reason::as_str) }
        })
        .collect()
}

/// A batch of the account, each row as it stands now.
///
/// # Errors
/// [`Error::NotFound`] for a number that is none of this account's; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn look(app: &App, ctx: &Ctx, id: BatchId) -> Result<Batch, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let batch = batches::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
    let rows = batches::rows(&mut tx, principal.account_id, id).await?;
    let mut left = room(app, ctx, &mut tx, principal).await?.map_or(i64::MAX, |room| room.left);
    let by = users::find(&mut tx, batch.user_id).await?;
    let settings = account_settings::find(&mut tx, principal.account_id).await?.ok_or(Error::NotFound)?;
    let state = batch.state()?;
    let offer = offer_of(&batch.wanted)?;
    let nobody = nobody_because(&mut tx, principal.account_id, &offer, ctx.now).await?;
    let seen = Seen::at(ctx.now, app, mail_pause::find(&mut tx).await?.as_ref());
    let wanted = shared(app, &mut tx, principal.account_id, &offer, ctx.now).await?;
    let admitted = |row: &AddressRow| {
        EmailAddress::parse(&row.email).is_ok_and(|email| settings.allowed_domains.check(&email).is_ok())
    };
    let lines = rows
        .into_iter()
        .map(|row| line(state, nobody, admitted(&row), row, offer.language, &mut left, &seen))
        .collect::<Result<_, Error>>()?;
    Ok(Batch {
        id,
        state,
        by: by.map(|by| by.name_or_email().to_owned()).unwrap_or_default(),
        created_at: batch.created_at,
        begins_at: batch.started_at.map(|at| at + app.config.undo),
        finished_at: batch.finished_at,
        wanted,
        lines,
    })
}

/// The batches of the account that have not ended, the newest first: those in review, and those being sent.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn open(app: &App, ctx: &Ctx) -> Result<Vec<OpenBatch>, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let mut tx = app.db.read().await?;
    Ok(batches::open(&mut tx, principal.account_id, 2 * MOST_IN_REVIEW).await?)
}

pub(super) fn offer_of(wanted: &str) -> Result<Offer, Error> {
    serde_json::from_str(wanted).map_err(|error| Error::internal(format!("batch: {error}")))
}

/// Why nobody can be given what a batch offers, as things stand.
pub(super) async fn nobody_because(
    tx: &mut Tx,
    account: AccountId,
    offer: &Offer,
    now: Timestamp,
) -> Result<Option<Reason>, Error> {
    if offer.access_ends_at.is_some_and(|end| end <= now) {
        return Ok(Some(Reason::AccessOver));
    }
    match super::projects::check_in_use(tx, account, &offer.scope).await {
        Ok(()) => Ok(None),
        Err(Error::Invalid(_)) => Ok(Some(Reason::OfferGone)),
        Err(error) => Err(error),
    }
}

/// A row as it stands; `usual` is the language of those whose row names none, `left` the room there is within the limits.
fn line(
    batch: BatchState,
    nobody: Option<Reason>,
    admitted: bool,
    row: AddressRow,
    usual: Language,
    left: &mut i64,
    seen: &Seen,
) -> Result<Line, Error> {
    let not = |reason| Outlook::Not { reason, member: row.membership_id.or(row.found_id), by: None };
    let reason = || Reason::from_name(&row.reason).ok_or_else(|| Error::internal("a row for no reason"));
    let outlook = match (row.state()?, nobody) {
        (RowState::Invited, _) => invited(&row, seen)?.unwrap_or_else(|| not(Reason::Here)),
        (RowState::Skipped | RowState::Failed, _) => with_inviter(not(reason()?), &row),
        (RowState::Waiting, _) if batch == BatchState::Cancelled => Outlook::Cancelled,
        (RowState::Waiting, Some(reason)) => not(reason),
        (RowState::Waiting, None) if !admitted => not(Reason::OtherDomain),
        (RowState::Waiting, None) => {
            let now = with_inviter(now_is(&row, &not), &row);
            if matches!(now, Outlook::New | Outlook::HasAccount) {
                *left = left.saturating_sub(1);
                if *left < 0 { not(Reason::OverLimit) } else { now }
            } else {
                now
            }
        }
    };
    let language = if row.language.is_empty() { Some(usual) } else { Language::from_code(&row.language) };
    Ok(Line { place: row.position, email: row.email, name: row.name, language, outlook })
}

/// What became of a row that was invited, as things stand; none when nobody knows of it any more.
fn invited(row: &AddressRow, seen: &Seen) -> Result<Option<Outlook>, Error> {
    let (Some(member), Some(state)) = (row.membership_id, row.member_state()?) else { return Ok(None) };
    let (status, progress) = seen.status(state, row.suspended_at, &row.offer);
    let left = |mail| matches!(mail, MailState::Sent | MailState::ByHand);
    let handed_over =
        state == MembershipState::Active || row.offer.offer().is_some_and(|offer| left(offer.mail));
    Ok(Some(Outlook::Sent { member, status, progress, handed_over }))
}

/// What would become of a row that waits, as things stand.
fn now_is(row: &AddressRow, not: &dyn Fn(Reason) -> Outlook) -> Outlook {
    if row.blocked_at.is_some() {
        return not(Reason::Blocked);
    }
    match row.found_state.as_deref().and_then(MembershipState::from_name) {
        Some(MembershipState::Active) => not(Reason::Here),
        Some(MembershipState::Pending) => not(Reason::Invited),
        Some(MembershipState::Removed) if row.said_no_at.is_some() => not(Reason::Declined),
        _ if row.activated_at.is_some() => Outlook::HasAccount,
        _ => Outlook::New,
    }
}

fn with_inviter(outlook: Outlook, row: &AddressRow) -> Outlook {
    match outlook {
        Outlook::Not { reason: Reason::Invited, member, .. } => {
            let name = row.inviter_name.clone().filter(|name| !name.is_empty());
            let by = name.or_else(|| row.inviter_email.clone()).zip(row.issued_at);
            Outlook::Not { reason: Reason::Invited, member, by }
        }
        other => other,
    }
}

/// Sends a batch off, in the name of whoever does so. Its mails wait once, together, before the first goes out: until then [`cancel`] takes back all of it.
///
/// # Errors
/// [`Error::Conflict`] when it was sent off or cancelled already; [`Error::Invalid`] with [`Fault::ListAccessOver`] for the
/// form as a whole when the access it offers is over; [`Error::StepUp`] when it makes administrators; [`Error::NotFound`];
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn send(app: &App, ctx: &Ctx, id: BatchId) -> Result<(), Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    let batch = batches::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
    // Whoever sends it stands for it, whoever made it.
    let offer = offer_of(&batch.wanted)?;
    if !principal.role.may_grant(offer.role) {
        return Err(Error::Forbidden);
    }
    if offer.access_ends_at.is_some_and(|end| end <= ctx.now) {
        return Err(Error::field(Field::Form, Fault::ListAccessOver));
    }
    // The worker that invites is not asked: whoever sends it off is.
    let granted = (offer.role, offer.scope.is_client_administrator());
    step_up::require_to_grant(app, principal, granted, ctx.now)?;
    if !batches::start(&mut tx, principal.account_id, id, principal.user_id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    commit(tx, ctx, principal, audit::Action::BatchStarted, id, json!({})).await
}

/// Sends nothing more of a batch. What went out stays.
///
/// # Errors
/// As [`send`].
pub async fn cancel(app: &App, ctx: &Ctx, id: BatchId) -> Result<(), Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    batches::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
    if !batches::cancel(&mut tx, principal.account_id, id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    commit(tx, ctx, principal, audit::Action::BatchCancelled, id, json!({})).await
}

/// The people in a field of addresses, if they are several.
pub fn several(form: &Invite) -> Option<Vec<Given>> {
    people_list::several(&form.email)
}

/// The people in a file.
///
/// # Errors
/// [`Error::Invalid`] that says where it cannot be read.
pub fn in_file(file: &[u8]) -> Result<Vec<Given>, Error> {
    people_list::read(file).map_err(|fault| Error::field(Field::People, fault))
}
