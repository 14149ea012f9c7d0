//! The outbox as an account sees it: what became of each mail, why none goes out, and trying again.

use super::{Ctx, Error, Principal};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        email::masked,
        ids::{AccountId, MailId, MembershipId},
        invitation::MailState,
        mail::{MailEvent, OutboxState, PAUSE, Shown},
        policy::{Action, Relation},
        time::{Span, Timestamp},
    },
    store::{
        invitations,
        mail_events::{self, NewEvent},
        mail_pause,
        outbox_list::{self, Filter, From, HeldMail, MailRow},
    },
};

pub use crate::store::{mail_pause::Pause, outbox::MailKind};

/// The numbers of mails per page that can be chosen.
pub const SIZES: [i64; 3] = [25, 50, 100];
/// The number of mails per page when none is chosen.
pub const DEFAULT_SIZE: i64 = 50;
/// A mail server is not asked more often than this, however often somebody presses the button.
const AT_LEAST: Span = Span::seconds(5);

/// Whose mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The account's: invitations, and what its people are told of them.
    Account,
    /// Nobody's: mails about people's own accounts. Seen by operators, addresses masked.
    Installation,
}

/// Which mails, as a link says it. Whatever makes no sense counts as not said.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// `installation`, or nothing for the account's.
    pub whose: String,
    /// The name of a [`Shown`]; nothing for every state.
    pub state: String,
    /// Only mails older than this one.
    pub after: String,
    /// Only mails newer than this one.
    pub before: String,
    /// Mails per page.
    pub size: String,
}

/// Why a mail cannot be tried again now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRetry {
    /// It is due already.
    Due,
    /// It waits for the queue to go on.
    Paused,
    /// Its time has not come: it was queued for later.
    Later,
    /// It is being handed over at this moment.
    UnderWay,
    /// Its link was deleted with the refusal: a new one has to be made.
    NoLink,
    /// It has lost its point.
    Over,
    /// It is sent.
    Sent,
}

/// A mail as the page shows it.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its number.
    pub id: MailId,
    /// What it is about; none when another version wrote it.
    pub kind: Option<MailKind>,
    /// To which address; masked where it belongs to no account.
    pub recipient: String,
    /// Whose invitation it carries.
    pub membership_id: Option<MembershipId>,
    /// Where it stands.
    pub state: OutboxState,
    /// Whether it was dropped because its invitation was undone.
    pub taken_back: bool,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Option<Timestamp>,
    /// What the mail server said last, in its own words.
    pub reply: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When it was sent, refused or dropped.
    pub finished_at: Option<Timestamp>,
    /// Why it cannot be tried again now; none when it can.
    pub no_retry: Option<NoRetry>,
}

/// A page of the outbox.
#[derive(Debug, Clone)]
pub struct MailList {
    /// Whose mails these are.
    pub whose: Whose,
    /// Whether the account's may be seen.
    pub sees_account: bool,
    /// Whether those of the installation may be seen.
    pub sees_installation: bool,
    /// Which were asked for.
    pub shown: Shown,
    /// The mails, newest first.
    pub mails: Vec<Mail>,
    /// Why no mail goes out, if none does.
    pub pause: Option<Pause>,
    /// Whether mail is set up at all.
    pub sends_mail: bool,
    /// Mails per page.
    pub size: i64,
    /// The place for the newer page.
    pub previous: Option<MailId>,
    /// The place for the older page.
    pub next: Option<MailId>,
}

/// Lists the mails of the signed-in administrator's account, or for operators those of the installation.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn list(app: &App, ctx: &Ctx, wanted: &Wanted) -> Result<MailList, Error> {
    let principal = ctx.signed_in()?;
    let (sees_account, sees_installation) = sees(principal);
    let whose = match (wanted.whose.as_str(), sees_account, sees_installation) {
        ("installation", _, true) | (_, false, true) => Whose::Installation,
        (_, true, _) => Whose::Account,
        (_, false, false) => return Err(Error::Forbidden),
    };
    let size = wanted.size.parse().ok().filter(|size| SIZES.contains(size)).unwrap_or(DEFAULT_SIZE);
    let shown = Shown::from_name(&wanted.state);
    let number = |text: &str| text.parse::<i64>().ok().filter(|id| *id > 0).map(MailId);
    let from = match (number(&wanted.after), number(&wanted.before)) {
        (Some(id), _) => From::Before(id),
        (None, Some(id)) => From::After(id),
        (None, None) => From::Newest,
    };
    let account = (whose == Whose::Account).then_some(principal.account_id);
    let mut tx = app.db.read().await?;
    let filter = Filter { account, shown, now: ctx.now };
    let mut rows = outbox_list::list(&mut tx, filter, from, size + 1).await?;
    let pause = mail_pause::find(&mut tx).await?;
    let more = rows.len() > usize::try_from(size).unwrap_or(0);
    rows.truncate(usize::try_from(size).unwrap_or(0));
    let (newer, older) = match from {
        From::Newest => (false, more),
        From::Before(_) => (true, more),
        From::After(_) => {
            rows.reverse();
            (more, true)
        }
    };
    let previous = rows.first().filter(|_| newer).map(|row| row.id);
    let next = rows.last().filter(|_| older).map(|row| row.id);
    let paused = pause.is_some();
    let mails =
        rows.into_iter().map(|row| seen(row, whose, paused, ctx.now)).collect::<Result<_, Error>>()?;
    let sends_mail = app.sends_mail();
    Ok(MailList {
        whose,
        sees_account,
        sees_installation,
        shown,
        mails,
        pause,
        sends_mail,
        size,
        previous,
        next,
    })
}

/// Whether somebody sees the account's mails, and those of the installation.
fn sees(principal: &Principal) -> (bool, bool) {
    (principal.may(Action::SeeMail), principal.may(Action::SeeInstallationMail))
}

fn seen(row: MailRow, whose: Whose, paused: bool, now: Timestamp) -> Result<Mail, Error> {
    let (state, kind) = (row.state()?, row.kind());
    let no_retry = no_retry(state, kind, row.leased_until, row.ends_at, now);
    // What is due is not put off: nothing would change.
    let due = matches!(state, OutboxState::Retrying) && row.next_at <= now && !paused;
    let later = no_retry == Some(NoRetry::Due) && row.next_at > now;
    let no_retry = match no_retry {
        Some(NoRetry::Due) if later => Some(NoRetry::Later),
        Some(NoRetry::Due) if paused => Some(NoRetry::Paused),
        other => other,
    };
    Ok(Mail {
        id: row.id,
        kind,
        recipient: if whose == Whose::Account { row.recipient.clone() } else { masked(&row.recipient) },
        membership_id: row.membership_id,
        state,
        taken_back: row.taken_back,
        attempts: row.attempts,
        next_at: matches!(state, OutboxState::Queued | OutboxState::Retrying).then_some(row.next_at),
        // A server may repeat the address in its answer.
        reply: if whose == Whose::Account {
            row.reply
        } else {
            row.reply.replace(&row.recipient, &masked(&row.recipient))
        },
        created_at: row.created_at,
        finished_at: row.finished_at,
        no_retry: no_retry.or_else(|| due.then_some(NoRetry::Due)),
    })
}

/// Why a mail cannot be tried again now.
fn no_retry(
    state: OutboxState,
    kind: Option<MailKind>,
    leased_until: Option<Timestamp>,
    ends_at: Timestamp,
    now: Timestamp,
) -> Option<NoRetry> {
    match state {
        OutboxState::Sent => Some(NoRetry::Sent),
        OutboxState::Dropped => Some(NoRetry::Over),
        OutboxState::Refused if !kind.is_some_and(MailKind::can_be_repeated) => Some(NoRetry::NoLink),
        _ if ends_at <= now => Some(NoRetry::Over),
        OutboxState::Queued => Some(NoRetry::Due),
        OutboxState::Retrying if leased_until.is_some_and(|until| now < until) => Some(NoRetry::UnderWay),
        OutboxState::Retrying | OutboxState::Refused => None,
    }
}

/// Makes a mail due at once: one that was put off, or one without a link that was refused. Gives back the address, as the
/// one who asked may see it.
///
/// # Errors
/// [`Error::NotFound`] for a mail one may not see; [`Error::Conflict`] when there is nothing to try again;
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn retry(app: &App, ctx: &Ctx, id: MailId) -> Result<Whose, Error> {
    let principal = ctx.signed_in()?;
    let (account, installation) =
        (principal.may(Action::RetryMail), principal.may(Action::SeeInstallationMail));
    if !account && !installation {
        return Err(Error::Forbidden);
    }
    let mut tx = app.db.write().await?;
    // The invitation before its mail, as everywhere.
    if let Some(invitation) = outbox_list::invitation_of(&mut tx, id).await? {
        invitations::hold(&mut tx, invitation).await?;
    }
    let mail = outbox_list::hold(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let whose = match mail.account_id {
        Some(own) if account && own == principal.account_id => Whose::Account,
        None if installation => Whose::Installation,
        _ => return Err(Error::NotFound),
    };
    let state = mail.state()?;
    if no_retry(state, mail.kind(), mail.leased_until, mail.ends_at, ctx.now).is_some()
        || !outbox_list::retry(&mut tx, id, state, ctx.now).await?
    {
        return Err(Error::Conflict);
    }
    if let (Some(invitation), Some(generation), OutboxState::Retrying) =
        (mail.invitation_id, mail.generation, state)
        && let Some(facts) = invitations::facts(&mut tx, invitation).await?
    {
        // The row of the person says when it is tried next.
        let (mail, reason) = (MailState::Retrying, facts.mail_reason);
        invitations::set_mail(&mut tx, invitation, generation, mail, &reason, Some(ctx.now)).await?;
    }
    let event = event_of(&mail, ctx.now);
    mail_events::insert(&mut tx, &event, ctx.now).await?;
    let entry = entry(principal, mail.account_id, audit::Action::MailRetried, format!("mail:{id}"));
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(whose)
}

const fn event_of(mail: &HeldMail, now: Timestamp) -> NewEvent<'static> {
    NewEvent {
        mail: Some(mail.id),
        invitation: mail.invitation_id,
        generation: mail.generation,
        event: MailEvent::Retried,
        detail: "",
        next_at: Some(now),
    }
}

/// Lets the queue go on at once instead of resting: one mail is tried, and when the server takes it, all the others.
///
/// # Errors
/// [`Error::Conflict`] when nothing rests any more; [`Error::TooMany`] when the server was asked a moment ago;
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn resume(app: &App, ctx: &Ctx) -> Result<(), Error> {
    let principal = ctx.may(Action::ResumeMail, Relation::Account)?;
    let mut tx = app.db.write().await?;
    let pause = mail_pause::find(&mut tx).await?.ok_or(Error::Conflict)?;
    let left = pause.until - PAUSE + AT_LEAST - ctx.now;
    if left.as_micros() > 0 {
        return Err(Error::TooMany(left));
    }
    // What was put off by the pause itself is due when the pause ends.
    outbox_list::bring_forward(&mut tx, ctx.now, pause.until).await?;
    if !mail_pause::lift(&mut tx, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let account = Some(principal.account_id);
    let entry = entry(principal, account, audit::Action::MailResumed, "mail:queue".to_owned());
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

fn entry(
    principal: &Principal,
    account_id: Option<AccountId>,
    action: audit::Action,
    subject: String,
) -> Entry {
    Entry { account_id, actor_id: Some(principal.user_id), action, subject, detail: serde_json::json!({}) }
}
