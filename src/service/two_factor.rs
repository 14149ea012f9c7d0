//! Turning the second factor on and off, new recovery codes, and taking it away from somebody who has lost it
//! (`docs/adr/0017-second-factor.md`).

use super::{
    Ctx, Error, Principal,
    address_change::hold_all,
    member_actions::{Changed, Target},
    notices,
    own_account::prove,
    passkeys::after_losing,
    second_step::{Judged, Typed, count_wrong, judge, open, seal},
    sessions::{Proven, renew},
    step_up,
};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        email::EmailAddress,
        factor::{AuthLevel, FactorChange},
        field::{Fault, Field, FieldErrors},
        ids::MembershipId,
        passkey::BoundTo,
        policy::{Action, Relation},
        recovery_code::{HOW_MANY, RecoveryCode},
        time::{Span, Timestamp},
        totp::Secret,
    },
    entropy::octets,
    store::{
        Tx, WriteTx, factors, member_places, members, passkeys, sessions,
        users::{self, UserRow},
    },
};
use serde_json::json;

/// How long somebody may take to set an app up, from the password on.
pub const SET_UP_LIFE: Span = Span::minutes(15);

/// How it stands with one's own second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A password is all that is asked for.
    Off,
    /// An app is asked for as well.
    On {
        /// Since when.
        since: Timestamp,
        /// When a code was last taken.
        last_used_at: Option<Timestamp>,
        /// How many recovery codes still open.
        codes_left: i64,
        /// Whether a passkey will do as well.
        passkeys: bool,
    },
    /// A passkey is asked for as well, and there is no app.
    Passkeys {
        /// How many recovery codes still open.
        codes_left: i64,
    },
}

/// What somebody needs to set an app up.
#[derive(Clone)]
pub struct SetUp {
    /// The key as it is typed.
    pub key: String,
    /// The address as it is scanned.
    pub address: String,
}

impl SetUp {
    /// Of what an app's codes are made from, for whoever has the address.
    pub(super) fn of(app: &App, secret: &Secret, email: &str) -> Self {
        let issuer = format!("Vestibule {}", app.config.public_url.host());
        Self { key: secret.key(), address: secret.address(&issuer, email) }
    }
}

impl std::fmt::Debug for SetUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetUp(…)")
    }
}

/// How it stands with the signed-in person's second factor.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn look(app: &App, ctx: &Ctx) -> Result<State, Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let mut tx = app.db.read().await?;
    if !factors::guards(&mut tx, who.user_id).await? {
        return Ok(State::Off);
    }
    let codes_left = factors::codes_left(&mut tx, who.user_id).await?;
    let app = factors::app(&mut tx, who.user_id).await?;
    let passkeys = !passkeys::of(&mut tx, who.user_id).await?.is_empty();
    Ok(match app.and_then(|row| row.confirmed_at.map(|at| (row, at))) {
        Some((row, since)) => State::On { since, last_used_at: row.last_used_at, codes_left, passkeys },
        None => State::Passkeys { codes_left },
    })
}

/// What the signed-in person needs to set up the app that was begun in this session; none when none was, or too long ago.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn begun(app: &App, ctx: &Ctx) -> Result<Option<SetUp>, Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let mut tx = app.db.read().await?;
    let Some(row) = begun_here(&mut tx, &who, ctx.now).await? else {
        return Ok(None);
    };
    let secret = open(app, who.user_id, row.sealed_secret.as_deref())?;
    Ok(Some(SetUp::of(app, &secret, &who.email)))
}

/// The app that was begun in this very session: whoever has got hold of another one has given no password.
async fn begun_here(tx: &mut Tx, who: &Proven, now: Timestamp) -> Result<Option<factors::AppRow>, Error> {
    Ok(factors::begun(tx, who.user_id, &who.session, now - SET_UP_LIFE).await?)
}

/// Begins to set up an app. Nothing is asked for before a code of it was given in the same session ([`confirm`]), which here
/// and wherever a factor is changed gets the id that `new_id_hash` is the hash of.
///
/// # Errors
/// [`Error::Invalid`] for a wrong password, which whoever has passkeys is not asked for; [`Error::StepUp`] of them instead;
/// [`Error::Conflict`] when there is an app already; [`Error::SignedOut`].
pub async fn begin(app: &App, ctx: &Ctx, password: &str, new_id_hash: &[u8; 32]) -> Result<(), Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let proven = prove_to_add(app, ctx, &who, password).await?;
    let secret = Secret::from_random(octets(&*app.entropy));
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, who.user_id).await?.ok_or(Error::SignedOut)?;
    still_proven_to_add(&mut tx, &person, proven.as_deref()).await?;
    if factors::app(&mut tx, person.id).await?.is_some() {
        return Err(Error::Conflict);
    }
    let sealed = seal(app, person.id, &secret);
    renew(&mut tx, (&who.session, person.id), new_id_hash, None, ctx.now).await?;
    factors::begin(&mut tx, person.id, &sealed, new_id_hash, ctx.now).await?;
    tx.commit_without_audit("nothing is in force before a code was given").await?;
    Ok(())
}

/// Turns the app on with its first code, and gives back the recovery codes: nobody sees them again. Who has passkeys keeps
/// the codes of before, and none are given back. Every other session of the person ends.
///
/// # Errors
/// [`Error::Invalid`] for a wrong code; [`Error::Conflict`] when nothing was begun, or too long ago; [`Error::SignedOut`].
pub async fn confirm(
    app: &App,
    ctx: &Ctx,
    code: &str,
    new_id_hash: &[u8; 32],
) -> Result<Vec<RecoveryCode>, Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let (mut tx, person) = hold_all(app, who.user_id).await?;
    let row = begun_here(&mut tx, &who, ctx.now).await?.ok_or(Error::Conflict)?;
    let secret = open(app, person.id, row.sealed_secret.as_deref())?;
    let given = Typed::first_code(code)?;
    // Not counted: whoever sees this page sees the key too.
    let step = secret.step_of(given, ctx.now).ok_or_else(|| Typed::Code(code).wrong())?;
    let is_first = !factors::guards(&mut tx, person.id).await?;
    let has_app = factors::app(&mut tx, person.id).await?.is_some();
    if has_app || !factors::confirm(&mut tx, row.id, step, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let codes = if is_first { new_codes_of(app, &mut tx, &person, ctx.now).await? } else { Vec::new() };
    let what = (FactorChange::TurnedOn, audit::Action::TwoFactorOn, AuthLevel::TwoFactor);
    changed(app, ctx, tx, (&who, new_id_hash), &person, what).await?;
    Ok(codes)
}

/// Replaces the recovery codes. Every other session of the person ends.
///
/// # Errors
/// [`Error::Invalid`] for a wrong password or code, which whoever has passkeys alone is not asked for; [`Error::StepUp`] of them
/// instead; [`Error::TooMany`] after too many wrong ones; [`Error::Conflict`] when the second factor is off;
/// [`Error::SignedOut`].
pub async fn new_codes(
    app: &App,
    ctx: &Ctx,
    password: &str,
    code: &str,
    new_id_hash: &[u8; 32],
) -> Result<Vec<RecoveryCode>, Error> {
    let (principal, mut tx, person) = if has_app(app, ctx).await? {
        prove_both(app, ctx, password, Typed::Code(code)).await?
    } else {
        let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
        step_up::require_of_guarded(app, ctx, principal.user_id).await?;
        let (mut tx, person) = hold_all(app, principal.user_id).await?;
        still_proven_to_add(&mut tx, &person, None).await?;
        (principal, tx, person)
    };
    let codes = new_codes_of(app, &mut tx, &person, ctx.now).await?;
    let what = (FactorChange::NewCodes, audit::Action::RecoveryCodesMade, AuthLevel::TwoFactor);
    changed(app, ctx, tx, (&Proven::of(principal)?, new_id_hash), &person, what).await?;
    Ok(codes)
}

/// Whether the signed-in person has an app.
async fn has_app(app: &App, ctx: &Ctx) -> Result<bool, Error> {
    let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    Ok(factors::app(&mut app.db.read().await?, principal.user_id).await?.is_some())
}

/// Turns the app off, and with it, unless there are passkeys, the second factor: then it is true. Every other session of the
/// person ends.
///
/// # Errors
/// As [`new_codes`]; a recovery code will do as well. [`Fault::FactorRequired`] while an account requires the last one.
pub async fn turn_off(
    app: &App,
    ctx: &Ctx,
    password: &str,
    code: &str,
    new_id_hash: &[u8; 32],
) -> Result<bool, Error> {
    if !has_app(app, ctx).await? {
        return Err(Error::Conflict);
    }
    let (principal, mut tx, person) = prove_both(app, ctx, password, Typed::Either(code)).await?;
    factors::forget_app(&mut tx, person.id).await?;
    let level = after_losing(&mut tx, &person, ctx.now).await?;
    let is_off = level == AuthLevel::Password;
    let what = if is_off {
        (FactorChange::TurnedOff, audit::Action::TwoFactorOff, level)
    } else {
        (FactorChange::AppRemoved, audit::Action::AppRemoved, level)
    };
    changed(app, ctx, tx, (&Proven::of(principal)?, new_id_hash), &person, what).await?;
    Ok(is_off)
}

/// Takes the second factor away from somebody of the account who has lost it: they sign in with the password alone, and
/// every session they have ends. A factor that guards more than this account is taken away by operators alone.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when there is none; [`Error::StepUp`];
/// [`Error::Invalid`] with [`Fault::NotOneself`] or [`Fault::GuardsMore`] for the form as a whole.
pub async fn reset(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Changed, Error> {
    let principal = ctx.may(Action::ResetTwoFactor, Relation::Other)?;
    // Accounts are held before people: whose they are is read first.
    let user = {
        let mut tx = app.db.read().await?;
        members::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?.user_id
    };
    let (mut tx, person) = hold_all(app, user).await?;
    let target = Target::hold(&mut tx, ctx, Action::ResetTwoFactor, id).await?;
    // The place may have been given to another person since it was looked up.
    if target.membership.state != crate::domain::member::MembershipState::Active
        || target.person.id != person.id
        || !factors::guards(&mut tx, person.id).await?
    {
        return Err(Error::Conflict);
    }
    if !principal.is_operator && factors::guards_more(&mut tx, person.id, principal.account_id).await? {
        return Err(Error::field(Field::Form, Fault::GuardsMore));
    }
    step_up::require(app, ctx)?;
    take_away(app, &mut tx, &person, ctx.now).await?;
    let changed = target.commit(tx, ctx, audit::Action::TwoFactorReset, json!({})).await?;
    app.mail_queued.notify_one();
    Ok(changed)
}

/// Takes the second factor of the person with an address away, for the operator at the command line: whoever has locked
/// themselves out finds nobody else who could.
///
/// # Errors
/// [`Error::Invalid`] when nobody has the address; [`Error::Conflict`] when there is no second factor.
pub async fn reset_by_operator(app: &App, ctx: &Ctx, email: &str) -> Result<(), Error> {
    let address = EmailAddress::parse(email).map_err(|fault| Error::field(Field::Email, fault))?;
    let found = {
        let mut tx = app.db.read().await?;
        users::find_by_email(&mut tx, &address).await?
    };
    let found = found.ok_or_else(|| Error::field(Field::Email, Fault::NobodyHere))?;
    let (mut tx, person) = hold_all(app, found.id).await?;
    if !factors::guards(&mut tx, person.id).await? {
        return Err(Error::Conflict);
    }
    take_away(app, &mut tx, &person, ctx.now).await?;
    let entry = Entry {
        account_id: None,
        actor_id: None,
        action: audit::Action::TwoFactorReset,
        subject: format!("user:{}", person.id),
        detail: json!({}),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// What lets somebody add a factor: the second factor, proven lately, of whoever has one; the password in force of everybody
/// else, whose hash is given back.
///
/// # Errors
/// [`Error::StepUp`]; as [`proven`].
pub(super) async fn prove_to_add(
    app: &App,
    ctx: &Ctx,
    who: &Proven,
    password: &str,
) -> Result<Option<String>, Error> {
    if step_up::require_of_guarded(app, ctx, who.user_id).await? {
        return Ok(None);
    }
    proven(app, ctx, who, password).await.map(Some)
}

/// Refuses when that holds no more: the password was replaced, or a factor has come or gone. The person is held.
///
/// # Errors
/// [`Fault::WrongPassword`]; [`Error::Conflict`].
pub(super) async fn still_proven_to_add(
    tx: &mut Tx,
    person: &UserRow,
    proven: Option<&str>,
) -> Result<(), Error> {
    if factors::guards(tx, person.id).await? != proven.is_none() {
        return Err(Error::Conflict);
    }
    proven.map_or(Ok(()), |proven| still_proven(person, proven))
}

/// The hash of the password in force, if that is what was typed.
async fn proven(app: &App, ctx: &Ctx, who: &Proven, password: &str) -> Result<String, Error> {
    let mut errors = FieldErrors::default();
    let proven = errors.keep(Field::Password, prove(app, ctx, who.user_id, password).await?);
    proven.ok_or(Error::Invalid(errors))
}

/// Refuses a password that was replaced since it was checked.
fn still_proven(person: &UserRow, proven: &str) -> Result<(), Error> {
    if person.blocked_at.is_some() || person.password_hash.as_deref() != Some(proven) {
        return Err(Error::field(Field::Password, Fault::WrongPassword));
    }
    Ok(())
}

/// Asks for the password and the second factor. No code is looked at before the password is right: who does not know it
/// learns nothing of codes, and uses none up.
async fn prove_both<'a>(
    app: &App,
    ctx: &'a Ctx,
    password: &str,
    typed: Typed<'_>,
) -> Result<(&'a Principal, WriteTx, UserRow), Error> {
    let principal = ctx.may(Action::ChangeOwnAccount, Relation::Oneself)?;
    let mut errors = FieldErrors::default();
    let proven = errors.keep(Field::Password, prove(app, ctx, principal.user_id, password).await?);
    let answer = match typed.parse(BoundTo::StepUp(principal.session()?)) {
        Ok(answer) => Some(answer),
        Err(Error::Invalid(FieldErrors(faults))) => {
            faults.into_iter().for_each(|(field, fault)| errors.push(field, fault));
            None
        }
        Err(error) => return Err(error),
    };
    let (Some(proven), Some(answer)) = (proven, answer) else { return Err(Error::Invalid(errors)) };
    let (mut tx, person) = hold_all(app, principal.user_id).await?;
    still_proven(&person, &proven)?;
    if !factors::guards(&mut tx, person.id).await? {
        return Err(Error::Conflict);
    }
    match judge(app, &mut tx, person.id, answer, ctx.now).await? {
        Judged::Right(_) => Ok((principal, tx, person)),
        Judged::Wrong(wrong) => {
            count_wrong(app, ctx, tx, &person, Some(principal.account_id), wrong).await?;
            Err(typed.wrong())
        }
    }
}

/// Makes new recovery codes in place of all there are.
///
/// # Errors
/// When the database fails.
pub(super) async fn new_codes_of(
    app: &App,
    tx: &mut Tx,
    person: &UserRow,
    now: Timestamp,
) -> Result<Vec<RecoveryCode>, Error> {
    let codes: Vec<RecoveryCode> =
        std::iter::repeat_with(|| RecoveryCode::from_random(octets(&*app.entropy))).take(HOW_MANY).collect();
    let hashes: Vec<[u8; 32]> = codes.iter().map(RecoveryCode::hash).collect();
    factors::set_codes(tx, person.id, &hashes, now).await?;
    Ok(codes)
}

/// What every change of one's own second factor comes with: other sessions end, this one has another id, lists follow, the
/// person is told.
async fn changed(
    app: &App,
    ctx: &Ctx,
    tx: WriteTx,
    who: (&Proven, &[u8; 32]),
    person: &UserRow,
    what: (FactorChange, audit::Action, AuthLevel),
) -> Result<(), Error> {
    changed_with(app, ctx, tx, who, person, what, json!({})).await
}

/// The same, with something more for the audit log.
pub(super) async fn changed_with(
    app: &App,
    ctx: &Ctx,
    mut tx: WriteTx,
    (who, new_id_hash): (&Proven, &[u8; 32]),
    person: &UserRow,
    (change, action, level): (FactorChange, audit::Action, AuthLevel),
    detail: serde_json::Value,
) -> Result<(), Error> {
    // Memberships before sessions, as everywhere.
    member_places::refresh_user(&mut tx, person.id).await?;
    sessions::revoke_others(&mut tx, person.id, &who.session, ctx.now).await?;
    sessions::set_level(&mut tx, &who.session, person.id, level).await?;
    renew(&mut tx, (&who.session, person.id), new_id_hash, None, ctx.now).await?;
    if app.sends_mail() {
        notices::queue_factor_change(app, &mut tx, person, change, ctx.now).await?;
    }
    let entry = Entry {
        // Somebody who is only invited is none of the account's people yet.
        account_id: who.is_member.then_some(who.account_id),
        actor_id: Some(who.user_id),
        action,
        subject: format!("user:{}", person.id),
        detail,
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// Takes every factor and code away; every session ends, lists follow, the person is told.
async fn take_away(app: &App, tx: &mut Tx, person: &UserRow, now: Timestamp) -> Result<(), Error> {
    factors::forget(tx, person.id).await?;
    member_places::refresh_user(tx, person.id).await?;
    sessions::revoke_of_user(tx, person.id, now).await?;
    if app.sends_mail() {
        notices::queue_factor_change(app, tx, person, FactorChange::Reset, now).await?;
    }
    Ok(())
}
