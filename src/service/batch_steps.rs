//! Inviting the rows of a batch, a few in each transaction (`worker::batches`).

use super::{
    Client, Ctx, Error, Principal, Via,
    batches::{Reason, nobody_because, offer_of},
    invitations::Inviting,
    invite_form::{Offer, Wanted},
};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry, Origin},
        email::EmailAddress,
        field::Fault,
        ids::{AccountId, UserId},
        language::Language,
        name::Name,
        people_list::Given,
        policy::{self, Action, Actor, Relation, Verdict},
        time::{Span, Timestamp},
    },
    store::{
        StoreError, Tx, accounts,
        batches::{self, ClaimedBatch, RowState},
        members, users,
    },
};
use std::collections::BTreeMap;

/// How many rows are done in one transaction: so few that nobody waits for them.
const AT_ONCE: i64 = 20;

/// Takes a batch that is due and that nobody holds, until `leased_until`.
///
/// # Errors
/// When the database fails.
pub async fn claim(app: &App, leased_until: Timestamp) -> Result<Option<ClaimedBatch>, StoreError> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let claimed = batches::claim(&mut tx, now, leased_until, now - app.config.undo).await?;
    if claimed.is_none() {
        return Ok(None);
    }
    crate::kill_point!("batch.claimed");
    tx.commit_without_audit("a lease").await?;
    crate::kill_point!("batch.held");
    Ok(claimed)
}

/// Lets a batch go, for the next worker to take.
///
/// # Errors
/// When the database fails.
pub async fn release(app: &App, batch: &ClaimedBatch) -> Result<(), StoreError> {
    let mut tx = app.db.write().await?;
    batches::release(&mut tx, batch).await?;
    tx.commit_without_audit("a lease").await
}

/// Invites the next rows of a batch, in one transaction with what became of them; false when there is nothing more to do,
/// or it is somebody else's by now.
///
/// # Errors
/// When the database fails; then nothing of it happened.
pub async fn step(app: &App, batch: &ClaimedBatch, leased_until: Timestamp) -> Result<bool, Error> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let account = accounts::lock(&mut tx, batch.account_id).await?.ok_or(Error::NotFound)?;
    if !batches::keep(&mut tx, batch, leased_until).await? {
        return Ok(false);
    }
    crate::kill_point!("batch.begun");
    let offer = offer_of(&batch.wanted)?;
    let nobody = nobody_because(&mut tx, batch.account_id, &offer, now).await?;
    let inviter = inviter(&mut tx, batch.account_id, batch.user_id, &account.name, now).await?;
    let allowed = inviter.filter(|inviter| inviter.role.may_grant(offer.role));
    let (Some(inviter), None) = (allowed.clone(), nobody) else {
        let reason = nobody.filter(|_| allowed.is_some()).unwrap_or(Reason::NotAllowed);
        batches::settle_rest(&mut tx, batch.id, reason.as_str()).await?;
        let entry = finish(&mut tx, batch, now).await?;
        let request_id = format!("batch-{}", batch.id);
        tx.commit(&entry, &Origin { at: now, request_id: &request_id, ip: "" }).await?;
        return Ok(false);
    };
    let mut rows = batches::waiting(&mut tx, batch.id, AT_ONCE).await?;
    let more = i64::try_from(rows.len()).is_ok_and(|rows| rows == AT_ONCE);
    // Two batches with the same new people wait for each other in one order only.
    rows.sort_by_cached_key(|row| row.email.to_lowercase());
    let ctx = Ctx {
        now,
        request_id: format!("batch-{}", batch.id),
        language: offer.language,
        client: Client::default(),
        principal: Some(inviter.clone()),
        owing: None,
        waiting: None,
    };
    // The batch as a whole has waited already.
    let wait = Span::seconds(0);
    let inviting = Inviting { app, ctx: &ctx, inviter: &inviter, account: &account, wait };
    let mut entries = Vec::new();
    for row in rows {
        let (state, reason, member) = match wanted_of(&row, &offer) {
            Err(reason) => (RowState::Skipped, reason.as_str(), None),
            Ok(wanted) => match inviting.place(&mut tx, &wanted).await {
                Ok((issued, entry)) => {
                    crate::kill_point!("batch.placed");
                    entries.push(entry);
                    (RowState::Invited, "", Some(issued.membership_id))
                }
                Err(error) => {
                    let reason = reason_of(error)?;
                    let failed = matches!(reason, Reason::OverLimit);
                    (if failed { RowState::Failed } else { RowState::Skipped }, reason.as_str(), None)
                }
            },
        };
        batches::settle(&mut tx, batch.id, row.place, state, reason, member).await?;
        crate::kill_point!("batch.settled");
    }
    if !more {
        entries.push(finish(&mut tx, batch, now).await?);
        crate::kill_point!("batch.ended");
    }
    tx.commit_all(&entries, &ctx.origin()).await?;
    crate::kill_point!("batch.committed");
    app.mail_queued.notify_one();
    Ok(more)
}

/// Ends a batch whose rows all have their outcome, and gives the audit entry that counts them.
async fn finish(tx: &mut Tx, batch: &ClaimedBatch, now: Timestamp) -> Result<Entry, Error> {
    batches::finish(tx, batch, now).await?;
    let outcomes: BTreeMap<String, i64> = batches::outcomes(tx, batch.id).await?.into_iter().collect();
    Ok(Entry {
        account_id: Some(batch.account_id),
        // The system: nobody did it.
        actor_id: None,
        action: audit::Action::BatchEnded,
        subject: format!("batch:{}", batch.id),
        detail: serde_json::json!(outcomes),
    })
}

/// Whoever sent the batch off, if they may invite today.
async fn inviter(
    tx: &mut Tx,
    account: AccountId,
    user: UserId,
    account_name: &str,
    now: Timestamp,
) -> Result<Option<Principal>, Error> {
    let Some(person) = users::find(tx, user).await?.filter(|person| person.blocked_at.is_none()) else {
        return Ok(None);
    };
    let own = members::find_by_user(tx, account, user).await?.filter(|own| own.is_in_force(now));
    Ok(own.and_then(|own| {
        let actor = Actor { role: own.role, is_operator: false, project_role: None };
        let may = policy::decide(actor, Action::Invite, Relation::Account) == Verdict::Allowed;
        may.then(|| Principal {
            user_id: user,
            // Nothing here is asked by a browser.
            via: Via::Nothing,
            account_id: account,
            membership_id: own.id,
            account_name: account_name.to_owned(),
            name: person.name,
            email: person.email,
            role: own.role,
            client_administrator: own.client_administrator,
            is_operator: false,
        })
    }))
}

fn wanted_of(row: &Given, offer: &Offer) -> Result<Wanted, Reason> {
    let email = EmailAddress::parse(&row.email).map_err(|_| Reason::WrongAddress)?;
    let name = Name::parse_optional(&row.name).map_err(|_| Reason::WrongName)?;
    let language = match row.language.as_str() {
        "" => offer.language,
        code => Language::from_code(code).ok_or(Reason::WrongLanguage)?,
    };
    let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
    Ok(Wanted { email, name, by_hand: false, offer: Offer { language, ..offer.clone() } })
}

/// Why one person was not invited; what else went wrong ends the step.
fn reason_of(error: Error) -> Result<Reason, Error> {
    let fault = match &error {
        Error::TooMany(_) => return Ok(Reason::OverLimit),
        Error::Invalid(errors) => errors.0.first().map(|(_, fault)| fault),
        _ => None,
    };
    Ok(match fault {
        Some(Fault::AlreadyHere) => Reason::Here,
        Some(Fault::AlreadyInvited) => Reason::Invited,
        Some(Fault::Declined) => Reason::Declined,
        Some(Fault::DomainNotAllowed { .. }) => Reason::OtherDomain,
        Some(Fault::CannotBeAdded) => Reason::Blocked,
        Some(Fault::AccessOver) => Reason::AccessOver,
        Some(Fault::TooManyOpen { .. }) => Reason::OverLimit,
        _ => return Err(error),
    })
}
