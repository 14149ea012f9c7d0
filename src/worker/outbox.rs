//! Sends what waits in the outbox (`docs/security.md`, Mail): claim with a lease, look again whether the mail still has a
//! point, hand it to the server, and only after its answer say what became of it.

use crate::{
    app::App,
    domain::{
        email::masked,
        invitation::{LinkState, MailState, retry_delay},
        mail::{MailEvent, PAUSE},
        time::{Span, Timestamp},
    },
    entropy::octets,
    mail::{self, Failure, Outgoing},
    service::{Error, notices},
    store::{
        StoreError, accounts, address_changes, again, api_tokens, invitations,
        links::{self, Purpose},
        mail_events::{self, NewEvent},
        mail_pause, member_places,
        outbox::{self, ClaimedMail, Ending, MailKind},
        reminders, requirements, test_mails,
    },
    telemetry::cause,
};
use futures::{StreamExt, stream};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long a worker may hold a mail: longer than the slowest conversation with a server that the transport allows
/// (`mail::transport::LONGEST_SEND`).
const LEASE: Span = Span::seconds(60);
/// How many mails are claimed and go out at once. None of them waits for another within its lease.
const AT_ONCE: i64 = 4;
/// How often an answer of the server is tried to be kept: for about half a minute.
const SETTLE_TRIES: u32 = 20;

/// Sends everything that is due, and says how many were handled. Told to stop, it ends what it has begun and claims no
/// more. With no mail set up it does nothing: what waits keeps waiting.
///
/// # Errors
/// When mails cannot be claimed. What becomes of one mail never stops the others.
pub async fn deliver_due(app: &App, stop: &CancellationToken) -> Result<usize, StoreError> {
    if app.mail.is_none() {
        return Ok(0);
    }
    let mut handled = 0;
    loop {
        if stop.is_cancelled() {
            return Ok(handled);
        }
        let claimed = again(|| claim(app)).await?;
        if claimed.is_empty() {
            return Ok(handled);
        }
        handled += claimed.len();
        stream::iter(claimed)
            .for_each_concurrent(None, |mail| async move {
                if let Err(error) = deliver(app, &mail).await {
                    // The lease runs out and the mail is tried again.
                    tracing::error!(mail.id = mail.id.0, error = cause(&error), "mail not handled");
                }
            })
            .await;
    }
}

/// Takes what is due; nothing while the queue rests. After a rest one mail is tried, before all the others meet the same.
async fn claim(app: &App) -> Result<Vec<ClaimedMail>, StoreError> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let most = match mail_pause::find(&mut tx).await? {
        Some(pause) if now < pause.until => return Ok(Vec::new()),
        Some(_) => 1,
        None => AT_ONCE,
    };
    let claimed = outbox::claim(&mut tx, now, now + LEASE, most).await?;
    if claimed.is_empty() {
        return Ok(claimed);
    }
    crate::kill_point!("claim.claimed");
    tx.commit_without_audit("a lease").await?;
    crate::kill_point!("claim.committed");
    Ok(claimed)
}

async fn deliver(app: &App, mail: &ClaimedMail) -> Result<(), Error> {
    let Some(mailer) = app.mail.as_deref() else { return Ok(()) };
    if !has_a_point(app, mail).await? {
        return settle_surely(app, mail, Settled::Ended(Ending::Dropped, String::new())).await;
    }
    crate::kill_point!("send.judged");
    let message = match notices::message_of(app, mail) {
        Ok(message) => message,
        Err(error) => {
            tracing::error!(mail.id = mail.id.0, error = cause(&error), "mail cannot be written");
            let reason = "the message could not be written; the operator finds the reason in the log";
            return settle_surely(app, mail, Settled::Ended(Ending::Refused, reason.into())).await;
        }
    };
    let outgoing = Outgoing {
        from: mailer.from.clone(),
        to: mail.recipient.clone(),
        message_id: mail.message_id.clone(),
        date: mail.date(),
        language: mail.language(),
        rendered: mail::render(&message, mail.language(), &mail.recipient),
    };
    // Between claiming and here somebody slower or faster may have come by; and the lease must outlast the conversation.
    {
        let mut tx = app.db.read().await?;
        if !outbox::is_still_ours(&mut tx, mail, app.clock.now() + longest_send()).await? {
            return Ok(());
        }
    }
    crate::kill_point!("send.checked");
    let settled = match mailer.transport.send(&outgoing).await {
        Ok(reply) => Settled::Ended(Ending::Sent, reply),
        Err(Failure::Refused(reason)) => Settled::Ended(Ending::Refused, reason),
        Err(Failure::Deferred(reason)) => {
            let [chance] = octets(&*app.entropy);
            Settled::PutOff(app.clock.now() + retry_delay(mail.attempts, chance), reason)
        }
        Err(Failure::Paused(reason)) => {
            // Every other mail would meet the same: the queue waits, and the log says for what.
            tracing::error!(reason, "mail server refuses us; the queue rests");
            Settled::Paused(app.clock.now() + PAUSE, reason)
        }
    };
    settle_surely(app, mail, settled).await
}

/// The longest conversation with a server, as a span.
fn longest_send() -> Span {
    Span::seconds(i64::try_from(mail::transport::LONGEST_SEND.as_secs()).unwrap_or(i64::MAX))
}

/// Says what became of a mail that the server has answered, again and again while the database is away: unsaid, the mail
/// would go out a second time. Another worker that takes the mail over meanwhile ends this by the fence.
async fn settle_surely(app: &App, mail: &ClaimedMail, settled: Settled) -> Result<(), Error> {
    let mut wait = Duration::from_millis(50);
    let mut tries = 1;
    loop {
        match settle(app, mail, &settled).await {
            Err(error) if tries < SETTLE_TRIES => {
                tracing::warn!(mail.id = mail.id.0, tries, error = cause(&error), "answer not kept yet");
                // Nothing wakes us when a database is back.
                let _elapsed = tokio::time::timeout(wait, std::future::pending::<()>()).await;
                wait = (wait * 2).min(Duration::from_secs(2));
                tries += 1;
            }
            result => return Ok(result?),
        }
    }
}

/// What became of a try.
enum Settled {
    Ended(Ending, String),
    PutOff(Timestamp, String),
    Paused(Timestamp, String),
}

impl Settled {
    /// As the log of the mail has it.
    fn event<'a>(&'a self, mail: &ClaimedMail) -> NewEvent<'a> {
        let (event, detail, next_at) = match self {
            Self::Ended(Ending::Sent, reply) => (MailEvent::HandedOver, reply, None),
            Self::Ended(Ending::Refused, reason) => (MailEvent::Refused, reason, None),
            Self::Ended(Ending::Dropped, reason) => (MailEvent::Dropped, reason, None),
            Self::PutOff(next_at, reason) => (MailEvent::Deferred, reason, Some(*next_at)),
            Self::Paused(next_at, reason) => (MailEvent::Paused, reason, Some(*next_at)),
        };
        let (mail, invitation, generation) = (Some(mail.id), mail.invitation_id, mail.generation);
        NewEvent { mail, invitation, generation, event, detail, next_at }
    }
}

/// Whether the mail still tells something true: its time is not over, and a link in it is the newest and opens.
async fn has_a_point(app: &App, mail: &ClaimedMail) -> Result<bool, StoreError> {
    let now = app.clock.now();
    if mail.ends_at <= now {
        return Ok(false);
    }
    let mut tx = app.db.read().await?;
    if mail.kind() == Some(MailKind::PasswordReset) {
        let Some(token) = notices::token_of(app, mail) else { return Ok(true) };
        return Ok(links::find_open(&mut tx, Purpose::PasswordReset, token.hash(), now).await?.is_some());
    }
    if mail.kind() == Some(MailKind::AddressChange) {
        let Some(token) = notices::token_of(app, mail) else { return Ok(true) };
        return Ok(address_changes::find_open(&mut tx, token.hash(), now).await?.is_some());
    }
    if mail.kind() == Some(MailKind::TestMail) {
        let Some(token) = notices::token_of(app, mail) else { return Ok(true) };
        return Ok(test_mails::recipient(&mut tx, token.hash(), now).await?.is_some());
    }
    if mail.kind() == Some(MailKind::AccessEnds) {
        let Some((membership, at)) = notices::end_told(mail) else { return Ok(true) };
        return reminders::ends_then(&mut tx, membership, at).await;
    }
    if mail.kind() == Some(MailKind::TwoFactorDue) {
        let Some((membership, from)) = notices::two_factor_due(mail) else { return Ok(true) };
        return requirements::still_lacks(&mut tx, membership, from).await;
    }
    if mail.kind() == Some(MailKind::TokenEnds) {
        let Some((token, at)) = notices::token_told(mail) else { return Ok(true) };
        return api_tokens::ends_then(&mut tx, token, at).await;
    }
    let (Some(id), Some(generation)) = (mail.invitation_id, mail.generation) else { return Ok(true) };
    if mail.kind() == Some(MailKind::InvitationReminder) {
        return reminders::is_wanted(&mut tx, id, generation, now).await;
    }
    let invitation = invitations::find(&mut tx, id).await?;
    Ok(invitation.is_some_and(|invitation| {
        let state = invitation.link_state(invitation.generation == generation, now);
        // Whoever stands for it later lets the very same link open.
        matches!(state, LinkState::Open | LinkState::NeedsApproval)
    }))
}

/// Says in the outbox, on the invitation and in the log of the mail what became of a try, in one transaction.
async fn settle(app: &App, mail: &ClaimedMail, settled: &Settled) -> Result<(), StoreError> {
    crate::kill_point!("settle.begun");
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let refused = matches!(settled, Settled::Ended(Ending::Refused, _));
    let invitation = match mail.invitation_id {
        Some(id) => invitations::find(&mut tx, id).await?,
        None => None,
    };
    if let Some(invitation) = &invitation {
        // A refusal moves the person to another place in the list, and the account comes before the invitation.
        if refused {
            accounts::lock(&mut tx, invitation.account_id).await?;
        }
        invitations::hold(&mut tx, invitation.id).await?;
    }
    let (ours, state, reason, next_at) = match settled {
        Settled::Ended(ending, reply) => {
            let ours = outbox::finish(&mut tx, mail, *ending, reply, now).await?;
            let state = match ending {
                Ending::Sent => Some(MailState::Sent),
                Ending::Refused => Some(MailState::Refused),
                Ending::Dropped => None,
            };
            (ours, state, reply, None)
        }
        Settled::PutOff(next_at, reason) | Settled::Paused(next_at, reason) => {
            let ours = outbox::put_off(&mut tx, mail, reason, *next_at).await?;
            (ours, Some(MailState::Retrying), reason, Some(*next_at))
        }
    };
    if ours && matches!(settled, Settled::Ended(Ending::Sent, _)) {
        notices::queue_reminder(app, &mut tx, mail, now).await?;
    }
    // What becomes of a reminder changes nothing about the mail that brought the link first.
    let ours_and_first = ours && mail.kind() == Some(MailKind::Invitation);
    if let (true, Some(state), Some(id), Some(generation)) =
        (ours_and_first, state, mail.invitation_id, mail.generation)
    {
        invitations::set_mail(&mut tx, id, generation, state, reason, next_at).await?;
    }
    if let Some(invitation) = invitation.filter(|_| refused && ours_and_first) {
        member_places::refresh(&mut tx, invitation.membership_id).await?;
    }
    // When a newer link took its place, or another worker took over, theirs is the last word; but what the server answered
    // has happened all the same.
    if ours || !matches!(settled, Settled::Ended(Ending::Dropped, _)) {
        mail_events::insert(&mut tx, &settled.event(mail), now).await?;
    }
    match settled {
        Settled::Paused(until, reason) => mail_pause::begin(&mut tx, now, *until, reason).await?,
        Settled::Ended(Ending::Sent, _) => mail_pause::end(&mut tx).await?,
        Settled::Ended(..) | Settled::PutOff(..) => {}
    }
    crate::kill_point!("settle.written");
    tx.commit_without_audit("what became of a mail").await?;
    crate::kill_point!("settle.committed");
    let to = masked(&mail.recipient);
    tracing::info!(
        mail.id = mail.id.0,
        mail.kind = mail.kind().map(MailKind::as_str),
        mail.to = to,
        mail.state = state.map(MailState::as_str),
        mail.attempts = mail.attempts,
        mail.ours = ours,
        mail.reply = reason.replace(&mail.recipient, &to),
        "mail handled"
    );
    Ok(())
}
