//! The second factor set up at the door: where nobody joins without one, somebody new gives name and password, sets an app
//! up, and is let in by its first code. Until then nothing is changed: the invitation is open, its link works, and whoever
//! leaves begins again (`docs/adr/0023-second-factor-at-the-door.md`).

use super::{
    Ctx, Error,
    acceptance::{self, Newcomer, Way},
    notices,
    second_step::{Typed, WITHIN, open, seal, wait_in},
    sessions,
    sign_in::SignedIn,
    two_factor::{SET_UP_LIFE, SetUp, new_codes_of},
};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        factor::{FactorChange, ProvenBy},
        field::{Fault, FieldErrors},
        ids::UserId,
        invitation::{Invitation, LinkState},
        recovery_code::RecoveryCode,
        secret::{Token, TokenHash},
        time::{Span, Timestamp},
        totp::Secret,
    },
    entropy::octets,
    store::{
        Tx, accounts,
        doors::{self, NewDoor},
        factors, invitations, users,
    },
};
use serde_json::json;

/// How long somebody may take to set an app up, from name and password on.
pub const LIFE: Span = SET_UP_LIFE;

/// What came of name and password.
#[derive(Debug)]
pub enum Entered {
    /// They were all it took.
    In(SignedIn),
    /// An app has to be set up first; the browser keeps this, and no other browser goes on with it.
    SetUp(Token),
}

/// What somebody sees who sets an app up at the door.
#[derive(Debug, Clone)]
pub struct AtDoor {
    /// The account they are about to join.
    pub account: String,
    /// What the app needs.
    pub set_up: SetUp,
    /// Until when.
    pub ends_at: Timestamp,
}

/// Who was let in.
#[derive(Debug)]
pub struct Joined {
    /// Who.
    pub user_id: UserId,
    /// The recovery codes: nobody sees them again.
    pub codes: Vec<RecoveryCode>,
}

/// Takes name and password of somebody new. Where they are enough, accepts; otherwise keeps them, and nothing else is changed.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that no longer opens; [`Error::Invalid`] for wrong
/// values, and then the link still opens; [`Error::Conflict`] when the person has a password already.
pub async fn enter(
    app: &App,
    ctx: &Ctx,
    link: TokenHash,
    name: &str,
    password: &str,
) -> Result<Entered, Error> {
    let newcomer = acceptance::newcomer(app, ctx, link, name, password).await?;
    match acceptance::join(app, ctx, link, &newcomer).await {
        Err(Error::Invalid(errors)) if is_factor_first(&errors) => {
            begin(app, ctx, link, &newcomer).await.map(Entered::SetUp)
        }
        joined => joined.map(Entered::In),
    }
}

fn is_factor_first(errors: &FieldErrors) -> bool {
    errors.0.iter().any(|(_, fault)| matches!(fault, Fault::FactorFirst { .. }))
}

async fn begin(app: &App, ctx: &Ctx, link: TokenHash, newcomer: &Newcomer) -> Result<Token, Error> {
    let key = app.new_token();
    let secret = Secret::from_random(octets(&*app.entropy));
    let mut tx = app.db.write().await?;
    let invitation = open_by(&mut tx, link, ctx.now).await?;
    let sealed_secret = seal(app, invitation.user_id, &secret);
    let new = NewDoor {
        invitation_id: invitation.id,
        key: key.hash(),
        link,
        name: &newcomer.name,
        password_hash: &newcomer.hash,
        sealed_secret: &sealed_secret,
    };
    doors::keep(&mut tx, &new, ctx.now).await?;
    tx.commit_without_audit("nothing is in force before a code was given").await?;
    Ok(key)
}

/// The invitation that a link opens.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that no longer opens.
async fn open_by(tx: &mut Tx, link: TokenHash, now: Timestamp) -> Result<Invitation, Error> {
    let (invitation, newest) = invitations::find_by_link(tx, link).await?.ok_or(Error::NotFound)?;
    match invitation.link_state(newest, now) {
        LinkState::Open => Ok(invitation),
        state => Err(Error::LinkClosed(state)),
    }
}

/// What is set up at the door by a link, in the browser that keeps `key`; none when nothing was begun there, too long ago, or
/// again elsewhere.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that no longer opens; [`Error::Conflict`] when the
/// person has a password already.
pub async fn look(
    app: &App,
    ctx: &Ctx,
    link: TokenHash,
    key: Option<TokenHash>,
) -> Result<Option<AtDoor>, Error> {
    let offered = acceptance::look(app, ctx, link).await?;
    if offered.state != LinkState::Open {
        return Err(Error::LinkClosed(offered.state));
    }
    if offered.has_password {
        return Err(Error::Conflict);
    }
    let Some(key) = key else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let Some(row) = doors::find(&mut tx, offered.id, key, link, ctx.now - LIFE).await? else {
        return Ok(None);
    };
    let secret = open(app, offered.user_id, Some(&row.sealed_secret))?;
    let set_up = SetUp::of(app, &secret, &offered.email);
    Ok(Some(AtDoor { account: offered.account, set_up, ends_at: row.made_at + LIFE }))
}

/// Lets somebody in by the first code of the app they have set up, and opens a whole session under the id whose hash is
/// `id_hash`: everything that accepting is, the factor, its recovery codes and the session, in one transaction. Of several at
/// once, one wins.
///
/// Wrong codes count for the invited person, as everywhere ([`super::second_step`]): beginning again forgets none.
///
/// # Errors
/// [`Error::Invalid`] for a wrong code; [`Error::TooMany`] after too many of them; [`Error::NotFound`] for an unknown link;
/// [`Error::LinkClosed`] for one that no longer opens; [`Error::Conflict`] when nothing was begun in this browser, or too long
/// ago.
pub async fn join(
    app: &App,
    ctx: &Ctx,
    link: TokenHash,
    key: TokenHash,
    code: &str,
    id_hash: [u8; 32],
) -> Result<Joined, Error> {
    let given = Typed::first_code(code)?;
    let mut tx = app.db.write().await?;
    let found = invitations::find_by_link(&mut tx, link).await?.ok_or(Error::NotFound)?.0;
    // Held as accepting holds it, so that of two codes one is judged after the other.
    accounts::lock(&mut tx, found.account_id).await?.ok_or(Error::NotFound)?;
    let found = open_by(&mut tx, link, ctx.now).await?;
    let person = users::hold(&mut tx, found.user_id).await?.ok_or(Error::NotFound)?;
    if person.activated_at.is_some() {
        // By another invitation: who has a password signs in.
        return Err(Error::Conflict);
    }
    let user = person.id;
    let row = doors::find(&mut tx, found.id, key, link, ctx.now - LIFE).await?.ok_or(Error::Conflict)?;
    if let Some(wait) = wait_in(&mut tx, user, ctx.now).await? {
        return Err(Error::TooMany(wait));
    }
    let secret = open(app, user, Some(&row.sealed_secret))?;
    let Some(step) = secret.step_of(given, ctx.now) else {
        factors::forget_tries(&mut tx, user, ctx.now - WITHIN).await?;
        factors::note_try(&mut tx, user, ctx.now).await?;
        tx.commit_without_audit("a wrong code, counted").await?;
        tracing::info!(user.id = user.0, request.id = ctx.request_id, "code refused at the door");
        return Err(Typed::Code(code).wrong());
    };
    let spent = acceptance::spend(&mut tx, ctx, Way::Link(link)).await?;
    crate::kill_point!("door.spent");
    doors::close(&mut tx, found.id).await?;
    factors::add(&mut tx, user, &row.sealed_secret, step, ctx.now).await?;
    factors::forget_tries(&mut tx, user, ctx.now).await?;
    let codes = new_codes_of(app, &mut tx, &spent.person, ctx.now).await?;
    let newcomer = Newcomer { name: row.name, hash: row.password_hash };
    acceptance::let_new_in(app, ctx, &mut tx, &spent, &newcomer).await?;
    let person = users::find(&mut tx, user).await?.ok_or(Error::NotFound)?;
    if app.sends_mail() {
        notices::queue_factor_change(app, &mut tx, &person, FactorChange::TurnedOn, ctx.now).await?;
    }
    let account_id = spent.membership.account_id;
    let whom = (user, account_id);
    let entered = sessions::write_proven(app, &mut tx, ctx, id_hash, whom, ProvenBy::App).await?;
    let turned_on = Entry {
        account_id: Some(account_id),
        actor_id: Some(user),
        action: audit::Action::TwoFactorOn,
        subject: format!("user:{user}"),
        detail: json!({}),
    };
    crate::kill_point!("door.queued");
    tx.commit_all(&[spent.entry(), turned_on, entered], &ctx.origin()).await?;
    crate::kill_point!("door.committed");
    app.mail_queued.notify_one();
    Ok(Joined { user_id: user, codes })
}
