//! Proving again who one is before something weighty (ADR 0019): granting administration, removing people, taking second
//! factors away, signing one's other browsers out. Signing in is such a proof, and so is what is asked for here: the second factor of whoever has one, and the
//! password of everybody else. Each is good for `VESTIBULE_STEP_UP_SECONDS`.

use super::{
    Ctx, Error, Principal, Via, notices,
    own_account::prove,
    second_step::{Judged, Typed, Ways, count_wrong, judge, ways},
    sessions,
};
use crate::{
    app::App,
    domain::{
        audit,
        factor::{FactorChange, ProvenBy},
        field::{Fault, Field},
        ids::UserId,
        passkey::BoundTo,
        role::AccountRole,
        time::Timestamp,
    },
    store::{WriteTx, factors, users},
};
use serde_json::json;

/// Refuses until the signed-in person has lately proven who they are. Whoever has no session, such as a person in whose
/// name the server acts, or a token, is never asked: what they may do is their right alone.
///
/// # Errors
/// [`Error::StepUp`]; [`Error::SignedOut`].
pub fn require(app: &App, ctx: &Ctx) -> Result<(), Error> {
    require_of(app, ctx.signed_in()?, ctx.now)
}

/// The same of whoever has a second factor and changes what they have: with a password alone nobody adds or takes away what is
/// asked for beside it. Says whether they have one; everybody else proves themselves by the password, each time.
///
/// # Errors
/// [`Error::StepUp`]; when the database fails.
pub(super) async fn require_of_guarded(app: &App, ctx: &Ctx, user: UserId) -> Result<bool, Error> {
    let guarded = factors::guards(&mut app.db.read().await?, user).await?;
    if guarded {
        require(app, ctx)?;
    }
    Ok(guarded)
}

/// Whether the signed-in person has a second factor and has to prove it before they change what they have.
///
/// # Errors
/// When the database fails.
pub async fn is_due(app: &App, ctx: &Ctx) -> Result<bool, Error> {
    let Some(principal) = &ctx.principal else { return Ok(false) };
    match require_of_guarded(app, ctx, principal.user_id).await {
        Err(Error::StepUp) => Ok(true),
        answer => answer.map(|_| false),
    }
}

fn require_of(app: &App, principal: &Principal, now: Timestamp) -> Result<(), Error> {
    let is_old = principal.proven_at().is_some_and(|at| now - at > app.config.step_up);
    if is_old { Err(Error::StepUp) } else { Ok(()) }
}

/// The same of whoever is to give somebody this role and client role.
///
/// # Errors
/// [`Error::StepUp`].
pub(super) fn require_to_grant(
    app: &App,
    principal: &Principal,
    (role, client_administrator): (AccountRole, bool),
    now: Timestamp,
) -> Result<(), Error> {
    if role == AccountRole::Administrators || client_administrator {
        require_of(app, principal, now)
    } else {
        Ok(())
    }
}

/// What somebody is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The password: there is nothing else.
    Password,
    /// The second factor: in these ways, or by a recovery code.
    SecondFactor(Ways),
}

/// What somebody gave.
#[derive(Debug, Clone, Copy)]
pub enum Proof<'a> {
    /// A password.
    Password(&'a str),
    /// A code of the app, or a recovery code.
    Code(&'a str),
    /// What an authenticator answered for a passkey.
    Passkey(&'a str),
}

/// What the signed-in person is asked for.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn asked(app: &App, ctx: &Ctx) -> Result<Asked, Error> {
    let principal = ctx.signed_in()?;
    // A password proves less than what signed them in.
    let guarded = factors::guards(&mut app.db.read().await?, principal.user_id).await?;
    Ok(if guarded { Asked::SecondFactor(ways(app, principal.user_id).await?) } else { Asked::Password })
}

/// Checks what the signed-in person gave; from then on they have proven who they are, and their session has the id
/// that `new_id_hash` is the hash of. Gives back the person as the next request would find them.
///
/// # Errors
/// [`Error::Invalid`] with a fault of [`Field::CurrentPassword`], [`Field::Code`] or, for passkeys, the form, also of a password by whoever has a second
/// factor; [`Error::TooMany`] after wrong ones; [`Error::Busy`] when too many passwords are checked or tries cannot be counted;
/// [`Error::SignedOut`], also when the session has ended or got another id meanwhile.
pub async fn confirm(
    app: &App,
    ctx: &Ctx,
    proof: Proof<'_>,
    new_id_hash: &[u8; 32],
) -> Result<Principal, Error> {
    let typed = match (asked(app, ctx).await?, proof) {
        (Asked::Password, Proof::Password(password)) => {
            return by_password(app, ctx, password, new_id_hash).await;
        }
        (Asked::SecondFactor(Ways { app: true, .. }), Proof::Code(code)) => Typed::Either(code),
        (Asked::SecondFactor(_), Proof::Code(code)) => Typed::Recovery(code),
        (Asked::SecondFactor(_), Proof::Passkey(answer)) => Typed::Passkey(answer),
        // It was turned on or off since the question was asked.
        (Asked::Password, _) => return Err(Error::field(Field::CurrentPassword, Fault::Missing)),
        (Asked::SecondFactor(_), Proof::Password(_)) => {
            return Err(Error::field(Field::Code, Fault::Missing));
        }
    };
    by_second_factor(app, ctx, typed, new_id_hash).await
}

async fn by_password(
    app: &App,
    ctx: &Ctx,
    password: &str,
    new_id_hash: &[u8; 32],
) -> Result<Principal, Error> {
    let principal = ctx.signed_in()?;
    let proven = prove(app, ctx, principal.user_id, password).await?;
    let proven = proven.map_err(|fault| Error::field(Field::CurrentPassword, fault))?;
    let mut tx = app.db.write().await?;
    // Held as at signing in: of a password replaced at this moment either nothing is proven, or the session ends after.
    if !users::hold_while_proven(&mut tx, principal.user_id, &proven).await? {
        return Err(Error::field(Field::CurrentPassword, Fault::WrongPassword));
    }
    renew(ctx, tx, None, new_id_hash).await
}

async fn by_second_factor(
    app: &App,
    ctx: &Ctx,
    typed: Typed<'_>,
    new_id_hash: &[u8; 32],
) -> Result<Principal, Error> {
    let principal = ctx.signed_in()?;
    let given = typed.parse(BoundTo::StepUp(principal.session()?))?;
    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    match judge(app, &mut tx, person.id, given, ctx.now).await? {
        Judged::Right(by) => {
            if by == ProvenBy::RecoveryCode && app.sends_mail() {
                notices::queue_factor_change(app, &mut tx, &person, FactorChange::CodeUsed, ctx.now).await?;
            }
            let renewed = renew(ctx, tx, Some(by), new_id_hash).await?;
            app.mail_queued.notify_one();
            Ok(renewed)
        }
        Judged::Wrong(wrong) => {
            count_wrong(app, ctx, tx, &person, Some(principal.account_id), wrong).await?;
            Err(typed.wrong())
        }
    }
}

/// Notes that the signed-in person has just proven who they are, `by` a second factor or by the password, and gives their
/// session the id that `new_id_hash` is the hash of. Whatever proves more comes here too: with the person held, and in the
/// transaction that takes the proof.
///
/// # Errors
/// [`Error::SignedOut`] when the session has ended or got another id meanwhile; then nothing is taken.
pub(super) async fn renew(
    ctx: &Ctx,
    mut tx: WriteTx,
    by: Option<ProvenBy>,
    new_id_hash: &[u8; 32],
) -> Result<Principal, Error> {
    let principal = ctx.signed_in()?;
    let session = (principal.session()?, principal.user_id);
    sessions::renew(&mut tx, session, new_id_hash, Some(ctx.now), ctx.now).await?;
    let entry = principal.entry(
        audit::Action::SessionConfirmed,
        format!("user:{}", principal.user_id),
        by.map_or_else(|| json!({}), |by| json!({ "second_factor": by.as_str() })),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    let via = Via::Session { id: *new_id_hash, proven_at: ctx.now };
    Ok(Principal { via, ..principal.clone() })
}
