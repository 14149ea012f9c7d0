//! One's own passkeys: which there are, one more, another name, one less (`docs/adr/0020-passkeys.md`).

use super::{
    Ctx, Error,
    address_change::hold_all,
    notices,
    requirement::may_do_without,
    sessions::{Proven, renew},
    step_up,
    two_factor::{changed_with, new_codes_of, prove_to_add, still_proven_to_add},
    webauthn::{For, Party},
};
use crate::{
    app::App,
    domain::{
        audit,
        factor::{AuthLevel, FactorChange},
        field::{Fault, Field},
        name::Name,
        passkey::{BoundTo, CHALLENGE_LIFE, MOST},
        policy::{Action, Relation},
        recovery_code::RecoveryCode,
        time::Timestamp,
    },
    entropy::octets,
    store::{
        Tx, WriteTx, factors,
        passkeys::{self, NewPasskey},
        users::{self, UserRow},
    },
};
use serde_json::json;

pub use super::webauthn::is_possible;

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPasskey {
    /// The number.
    pub id: i64,
    /// What the person calls it.
    pub name: String,
    /// Since when there is one.
    pub created_at: Timestamp,
    /// When somebody last got in with it.
    pub last_used_at: Option<Timestamp>,
    /// Whether it was said to be kept elsewhere too, such as in the account of a telephone's maker.
    pub backed_up: bool,
}

/// The person's passkeys, the oldest first; also of somebody who owes the account a second factor.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<OwnPasskey>, Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let mut tx = app.db.read().await?;
    let rows = passkeys::of(&mut tx, who.user_id).await?;
    Ok(rows
        .into_iter()
        .map(|row| OwnPasskey {
            id: row.id,
            name: row.name,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            backed_up: row.backed_up,
        })
        .collect())
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::SignedOut`], or when the database fails.
pub async fn find(app: &App, ctx: &Ctx, id: i64) -> Result<OwnPasskey, Error> {
    ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    list(app, ctx).await?.into_iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)
}

/// Begins to add a passkey, and gives back what the browser is to ask the authenticator. Nothing is in force before it has
/// answered, in this very session ([`add`]), which here and wherever a passkey comes or goes gets the id that `new_id_hash` is
/// the hash of.
///
/// # Errors
/// [`Error::Invalid`] for a wrong password, which whoever has a second factor is not asked for, a name that is none, or one
/// passkey too many; [`Error::StepUp`]; [`Error::TooMany`] after too many wrong passwords; [`Error::Conflict`] where passkeys
/// are not possible; [`Error::SignedOut`].
pub async fn begin(
    app: &App,
    ctx: &Ctx,
    name: &str,
    password: &str,
    new_id_hash: &[u8; 32],
) -> Result<String, Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let party = Party::of(app)?.ok_or(Error::Conflict)?;
    named(name)?;
    let proven = prove_to_add(app, ctx, &who, password).await?;
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, who.user_id).await?.ok_or(Error::SignedOut)?;
    still_proven_to_add(&mut tx, &person, proven.as_deref()).await?;
    let known: Vec<Vec<u8>> =
        passkeys::of(&mut tx, person.id).await?.into_iter().map(|row| row.credential_id).collect();
    if known.len() >= MOST {
        return Err(too_many());
    }
    let handle = handle_of(app, &mut tx, &person).await?;
    let asked = party.ask_for_new(&For { handle, email: &person.email, name: &person.name }, known)?;
    renew(&mut tx, (&who.session, person.id), new_id_hash, None, ctx.now).await?;
    let key = BoundTo::Adding(new_id_hash).key();
    passkeys::keep_challenge(&mut tx, &key, Some(person.id), &asked.state, ctx.now).await?;
    tx.commit_without_audit("nothing is in force before an authenticator has answered").await?;
    Ok(asked.options)
}

/// Adds the passkey that an authenticator has made. Every other session of the person ends. Was there no second factor
/// before, recovery codes are made and given back: nobody sees them again.
///
/// # Errors
/// [`Error::Invalid`] with [`Fault::PasskeyRefused`] or [`Fault::PasskeyKnown`] for the form as a whole, or as [`begin`];
/// [`Error::Conflict`]; [`Error::SignedOut`].
pub async fn add(
    app: &App,
    ctx: &Ctx,
    name: &str,
    answer: &str,
    new_id_hash: &[u8; 32],
) -> Result<Vec<RecoveryCode>, Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let party = Party::of(app)?.ok_or(Error::Conflict)?;
    let name = named(name)?;
    let (mut tx, person) = hold_all(app, who.user_id).await?;
    let key = BoundTo::Adding(&who.session).key();
    let since = ctx.now - CHALLENGE_LIFE;
    let state = passkeys::spend_challenge(&mut tx, &key, Some(person.id), since).await?;
    let kept = match state {
        Some(state) => party.created(&state, answer)?,
        None => None,
    };
    let Some(kept) = kept else {
        return refuse(tx, Error::field(Field::Form, Fault::PasskeyRefused)).await;
    };
    if passkeys::of(&mut tx, person.id).await?.len() >= MOST {
        return refuse(tx, too_many()).await;
    }
    let is_first = !factors::guards(&mut tx, person.id).await?;
    let new = NewPasskey {
        name: name.as_str(),
        credential_id: &kept.credential_id,
        credential: &kept.credential,
        backed_up: kept.backed_up,
    };
    if !passkeys::add(&mut tx, person.id, &new, ctx.now).await? {
        return refuse(tx, Error::field(Field::Form, Fault::PasskeyKnown)).await;
    }
    let codes = if is_first { new_codes_of(app, &mut tx, &person, ctx.now).await? } else { Vec::new() };
    let what = (FactorChange::PasskeyAdded, audit::Action::PasskeyAdded, AuthLevel::TwoFactor);
    changed_with(app, ctx, tx, (&who, new_id_hash), &person, what, json!({ "passkey": name.as_str() }))
        .await?;
    Ok(codes)
}

/// Refuses an answer, and keeps that its challenge is spent.
async fn refuse<T>(tx: WriteTx, error: Error) -> Result<T, Error> {
    tx.commit_without_audit("a challenge that was answered in vain").await?;
    Err(error)
}

/// Gives a passkey another name.
///
/// # Errors
/// [`Error::Invalid`] for a name that is none; [`Error::NotFound`]; [`Error::SignedOut`].
pub async fn rename(app: &App, ctx: &Ctx, id: i64, name: &str) -> Result<(), Error> {
    let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    let name = named(name)?;
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    if !passkeys::rename(&mut tx, person.id, id, name.as_str()).await? {
        return Err(Error::NotFound);
    }
    if app.sends_mail() {
        notices::queue_factor_change(app, &mut tx, &person, FactorChange::PasskeyRenamed, ctx.now).await?;
    }
    let subject = format!("user:{}", person.id);
    let entry = principal.entry(audit::Action::PasskeyRenamed, subject, json!({ "passkey": name.as_str() }));
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// Removes a passkey. Every other session of the person ends. Is no second factor left, the recovery codes go as well, and it is
/// true: the password is the way in that always stays.
///
/// # Errors
/// [`Error::StepUp`]; [`Error::NotFound`]; [`Error::SignedOut`].
pub async fn remove(app: &App, ctx: &Ctx, id: i64, new_id_hash: &[u8; 32]) -> Result<bool, Error> {
    let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    find(app, ctx, id).await?;
    step_up::require(app, ctx)?;
    let (mut tx, person) = hold_all(app, principal.user_id).await?;
    let name = passkeys::remove(&mut tx, person.id, id).await?.ok_or(Error::NotFound)?;
    let level = after_losing(&mut tx, &person, ctx.now).await?;
    let what = (FactorChange::PasskeyRemoved, audit::Action::PasskeyRemoved, level);
    let who = Proven::of(principal)?;
    changed_with(app, ctx, tx, (&who, new_id_hash), &person, what, json!({ "passkey": name })).await?;
    Ok(level == AuthLevel::Password)
}

/// What a session is proven by after a factor went: with the last one go the recovery codes.
///
/// # Errors
/// [`Fault::FactorRequired`] while an account requires one.
pub(super) async fn after_losing(tx: &mut Tx, person: &UserRow, now: Timestamp) -> Result<AuthLevel, Error> {
    if factors::guards(tx, person.id).await? {
        return Ok(AuthLevel::TwoFactor);
    }
    may_do_without(tx, person.id, now).await?;
    factors::forget(tx, person.id).await?;
    Ok(AuthLevel::Password)
}

/// What authenticators know a person by.
async fn handle_of(app: &App, tx: &mut Tx, person: &UserRow) -> Result<[u8; 16], Error> {
    if let Some(handle) = passkeys::handle(tx, person.id).await? {
        return handle.try_into().map_err(|_| Error::internal("a handle of odd length"));
    }
    let handle = octets(&*app.entropy);
    passkeys::add_handle(tx, person.id, &handle).await?;
    Ok(handle)
}

fn named(name: &str) -> Result<Name, Error> {
    Name::parse(name).map_err(|fault| Error::field(Field::PasskeyName, fault))
}

fn too_many() -> Error {
    Error::field(Field::PasskeyName, Fault::TooMany { max: MOST })
}
