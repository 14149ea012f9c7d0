//! Proof by a passkey: in place of address and password, and behind a password (`docs/adr/0020-passkeys.md`).

use super::{
    Ctx, Error, limits, notices,
    second_step::{self, HALF_LIFE, Half},
    sessions as open_sessions, sign_in,
    webauthn::{Answer, Party, Verdict},
};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        factor::{FactorChange, ProvenBy},
        field::{Fault, Field},
        ids::{AccountId, UserId},
        passkey::{BoundTo, CHALLENGE_LIFE},
        secret::TokenHash,
        time::Timestamp,
    },
    entropy::octets,
    store::{
        Tx, WriteTx, members, passkeys, sessions,
        users::{self, UserRow},
    },
};
use serde_json::json;

/// What an answer came to; the person is held, and what is noted is with this transaction.
pub(super) enum Proof {
    /// It was right.
    Right,
    /// It was not, or came too late.
    Wrong,
    /// It was right but for the counter: there may be a copy of the passkey of this name.
    Copied(String),
}

/// Random octets for a browser to bring back, sealed.
pub fn new_browser(app: &App) -> [u8; 32] {
    octets(&*app.entropy)
}

/// Gives back what the browser is to ask its authenticators at sign-in. The answer opens something only in the browser that
/// holds these random octets, sealed.
///
/// # Errors
/// [`Error::TooMany`] when the network has to wait; [`Error::Busy`] when tries cannot be counted; [`Error::Conflict`] where
/// passkeys are not possible.
pub async fn ask_at_sign_in(app: &App, ctx: &Ctx, browser: &[u8; 32]) -> Result<String, Error> {
    let party = Party::of(app)?.ok_or(Error::Conflict)?;
    // Nobody answers without having asked, nor twice to one question: so this counts them all.
    limits::sign_in_try(app, ctx).await?;
    let asked = party.ask_for_proof(&[])?;
    let mut tx = app.db.write().await?;
    let key = BoundTo::SignIn(browser).key();
    passkeys::keep_challenge(&mut tx, &key, None, &asked.state, ctx.now).await?;
    tx.commit_without_audit("nothing is in force before an authenticator has answered").await?;
    Ok(asked.options)
}

/// Signs in by a passkey alone, into the account the person used last or one that has invited them, under the id whose hash
/// is `id_hash`. One answer whatever is wrong: a passkey nobody has, a wrong signature, somebody shut out, somebody who
/// belongs nowhere.
///
/// # Errors
/// [`Error::Invalid`] with [`Fault::PasskeyRefused`] for the form as a whole; [`Error::Conflict`] where passkeys are not
/// possible.
pub async fn sign_in(
    app: &App,
    ctx: &Ctx,
    asked: &[u8; 32],
    answer: &str,
    link: Option<TokenHash>,
    id_hash: [u8; 32],
) -> Result<UserId, Error> {
    let party = Party::of(app)?.ok_or(Error::Conflict)?;
    let refused = || Error::field(Field::Form, Fault::PasskeyRefused);
    let (key, since) = (BoundTo::SignIn(asked).key(), ctx.now - CHALLENGE_LIFE);
    let parsed = Answer::parse(answer);
    let owner = {
        let mut tx = app.db.read().await?;
        // Writing is for those who were asked: an answer to nothing costs no more than this.
        if !passkeys::is_asked(&mut tx, &key, since).await? {
            return Err(refused());
        }
        match &parsed {
            Some(parsed) => passkeys::owner(&mut tx, parsed.credential_id()).await?,
            None => None,
        }
    };
    let mut tx = app.db.write().await?;
    let person = match owner {
        Some(owner) => users::hold(&mut tx, owner).await?,
        None => None,
    };
    let state = passkeys::spend_challenge(&mut tx, &key, None, since).await?;
    let (Some(parsed), Some(person), Some(state)) = (parsed, person, state) else {
        tx.commit_without_audit("a challenge that was answered wrongly, or too late").await?;
        return Err(refused());
    };
    let may_enter = person.blocked_at.is_none() && person.password_hash.is_some();
    let account = if may_enter { sign_in::account_for(&mut tx, ctx, person.id, link).await? } else { None };
    // Nobody has said who they are but the authenticator, so it has to.
    let proof = match account {
        Some(_) if parsed.handle().is_some() => {
            judge(&mut tx, &party, person.id, &state, &parsed, ctx.now).await?
        }
        _ => Proof::Wrong,
    };
    let account_id = match (account, proof) {
        (Some(account), Proof::Right) => account,
        (Some(account), Proof::Copied(name)) => {
            let account = of_own_people(&mut tx, ctx, account, person.id).await?;
            let entry = tell_of_copy(app, ctx, &mut tx, &person, account, &name).await?;
            tx.commit(&entry, &ctx.origin()).await?;
            app.mail_queued.notify_one();
            return Err(refused());
        }
        _ => {
            tx.commit_without_audit("a challenge that was answered wrongly").await?;
            return Err(refused());
        }
    };
    let whom = (person.id, account_id);
    let entry = open_sessions::write_proven(app, &mut tx, ctx, id_hash, whom, ProvenBy::Passkey).await?;
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    tracing::info!(user.id = person.id.0, request.id = ctx.request_id, "passkey accepted");
    Ok(person.id)
}

/// Gives back what the browser is to ask the authenticators of somebody who owes the second factor.
///
/// # Errors
/// [`Error::SignedOut`] when the half session has ended; [`Error::Conflict`] when the person has no passkeys, or they are not
/// possible; [`Error::TooMany`] after too many wrong tries.
pub async fn ask_behind_password(app: &App, ctx: &Ctx, who: &Half) -> Result<String, Error> {
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, who.user_id).await?.ok_or(Error::SignedOut)?;
    if sessions::find_half(&mut tx, &who.session, ctx.now - HALF_LIFE).await?.is_none() {
        return Err(Error::SignedOut);
    }
    ask(app, tx, person.id, BoundTo::SecondStep(&who.session), ctx.now).await
}

/// Gives back what the browser is to ask the authenticators of somebody signed in who proves again who they are.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Conflict`] and [`Error::TooMany`] as [`ask_behind_password`].
pub async fn ask_signed_in(app: &App, ctx: &Ctx) -> Result<String, Error> {
    let principal = ctx.signed_in()?;
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    ask(app, tx, person.id, BoundTo::StepUp(principal.session()?), ctx.now).await
}

/// Asks for one of a person's own passkeys. The person is held.
async fn ask(
    app: &App,
    mut tx: WriteTx,
    user: UserId,
    bound: BoundTo<'_>,
    now: Timestamp,
) -> Result<String, Error> {
    let party = Party::of(app)?.ok_or(Error::Conflict)?;
    if let Some(wait) = second_step::wait_in(&mut tx, user, now).await? {
        return Err(Error::TooMany(wait));
    }
    let own = passkeys::of(&mut tx, user).await?;
    if own.is_empty() {
        return Err(Error::Conflict);
    }
    let own: Vec<Vec<u8>> = own.into_iter().map(|row| row.credential_id).collect();
    let asked = party.ask_for_proof(&own)?;
    passkeys::keep_challenge(&mut tx, &bound.key(), Some(user), &asked.state, now).await?;
    tx.commit_without_audit("nothing is in force before an authenticator has answered").await?;
    Ok(asked.options)
}

/// Judges what somebody gave as a passkey's answer to what was asked there. The person is held.
///
/// # Errors
/// [`Error::Conflict`] where passkeys are not possible; when the database fails.
pub(super) async fn answered(
    app: &App,
    tx: &mut Tx,
    user: UserId,
    answer: &str,
    asked: BoundTo<'_>,
    now: Timestamp,
) -> Result<Proof, Error> {
    let party = Party::of(app)?.ok_or(Error::Conflict)?;
    let state = passkeys::spend_challenge(tx, &asked.key(), Some(user), now - CHALLENGE_LIFE).await?;
    let (Some(state), Some(parsed)) = (state, Answer::parse(answer)) else { return Ok(Proof::Wrong) };
    judge(tx, &party, user, &state, &parsed, now).await
}

/// Whether this is an answer of one of the person's passkeys, to what was asked.
async fn judge(
    tx: &mut Tx,
    party: &Party,
    user: UserId,
    state: &str,
    answer: &Answer,
    now: Timestamp,
) -> Result<Proof, Error> {
    let known_as = passkeys::handle(tx, user).await?;
    // Only at sign-in does an authenticator have to say whom it knows; what it says has to be true.
    if answer.handle().is_some_and(|said| known_as.as_deref() != Some(said)) {
        return Ok(Proof::Wrong);
    }
    let Some(row) = passkeys::by_credential(tx, user, answer.credential_id()).await? else {
        return Ok(Proof::Wrong);
    };
    Ok(match party.judge(state, answer, &row.credential)? {
        Verdict::Right(kept) => {
            passkeys::used(tx, row.id, &kept.credential, kept.backed_up, now).await?;
            Proof::Right
        }
        Verdict::Copied => Proof::Copied(row.name),
        Verdict::Wrong => Proof::Wrong,
    })
}

/// The account, should the person be one of its people: an account hears of no others.
pub(super) async fn of_own_people(
    tx: &mut Tx,
    ctx: &Ctx,
    account: AccountId,
    user: UserId,
) -> Result<Option<AccountId>, Error> {
    let membership = members::find_by_user(tx, account, user).await?;
    Ok(membership.is_some_and(|membership| membership.is_in_force(ctx.now)).then_some(account))
}

/// Tells the person that a passkey was refused because it may have been copied, and gives back the entry to commit that with.
///
/// # Errors
/// When the database fails.
pub(super) async fn tell_of_copy(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    person: &UserRow,
    account_id: Option<AccountId>,
    name: &str,
) -> Result<Entry, Error> {
    if app.sends_mail() {
        notices::queue_factor_change(app, tx, person, FactorChange::PasskeyCopied, ctx.now).await?;
    }
    Ok(Entry {
        account_id,
        actor_id: Some(person.id),
        action: Action::PasskeyCopied,
        subject: format!("user:{}", person.id),
        detail: json!({ "passkey": name }),
    })
}
