//! Signing in with address and password.

use super::{Ctx, Error, limits, passwords::Checked};
use crate::{
    app::App,
    domain::{
        email::{EmailAddress, masked},
        field::{Fault, Field},
        ids::{AccountId, UserId},
        invitation::LinkState,
        password::Password,
        secret::TokenHash,
    },
    store::{Tx, invitations, members, users},
};

/// Who signed in, and into which account.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub user_id: UserId,
    /// Into which account; of somebody who belongs to none, one that has invited them.
    pub account_id: AccountId,
    /// The hash of the password that was proven. A session is opened only while it is still the person's: a password
    /// changed meanwhile shuts this sign-in out too.
    pub proven_hash: String,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn").field("user_id", &self.user_id).finish_non_exhaustive()
    }
}

/// Checks address and password. One answer and one cost for a wrong password, an unknown address, somebody shut out and
/// somebody who belongs to no account and is invited to none (`docs/security.md`, Passwords).
///
/// # Errors
/// [`Error::Invalid`] with [`Fault::WrongCredentials`] for the form as a whole; [`Error::TooMany`] when the address or the
/// network has to wait; [`Error::Busy`] when too many sign in, or tries cannot be counted.
pub async fn sign_in(app: &App, ctx: &Ctx, email: &str, password: &str) -> Result<SignedIn, Error> {
    sign_in_by(app, ctx, email, password, &Brought::default()).await
}

/// What a browser brings that signs somebody in.
#[derive(Debug, Clone, Default)]
pub struct Brought {
    /// The link that was followed last.
    pub link: Option<TokenHash>,
    /// Who has signed in with it before.
    pub known: Vec<UserId>,
}

/// Checks address and password of somebody in this browser: who belongs to no account yet may sign in to answer the
/// invitation whose link was followed, or those sent to their verified address. Where somebody has signed in before, wrong
/// passwords that others try elsewhere keep nobody waiting.
///
/// # Errors
/// As [`sign_in`].
pub async fn sign_in_by(
    app: &App,
    ctx: &Ctx,
    email: &str,
    password: &str,
    brought: &Brought,
) -> Result<SignedIn, Error> {
    let wrong = || Error::field(Field::Form, Fault::WrongCredentials);
    let password = Password::parse(password).map_err(|_| wrong())?;
    let known_as = known_as(app, email, &brought.known).await?;
    let tried = limits::password_try(app, ctx, email, known_as).await?;
    let found = match EmailAddress::parse(email) {
        Ok(email) => {
            let mut tx = app.db.read().await?;
            match users::find_by_email(&mut tx, &email).await? {
                Some(user) => {
                    let account = account_for(&mut tx, ctx, user.id, brought.link).await?;
                    account.map(|account| (user, account))
                }
                None => None,
            }
        }
        Err(_) => None,
    };
    let may_enter = found.filter(|(user, _)| user.blocked_at.is_none());
    let kept = may_enter.as_ref().and_then(|(user, _)| user.password_hash.clone());
    let checked = tried.check(app, password.clone(), kept.as_deref()).await?;
    let refused = || {
        tracing::info!(email = masked(email), request.id = ctx.request_id, "password refused");
        Err(wrong())
    };
    let (Some((user, account_id)), Some(kept)) = (may_enter, kept) else { return refused() };
    let proven_hash = match checked {
        Checked::Wrong => return refused(),
        Checked::Right => kept,
        Checked::RightButWeak => {
            let stronger = app.hasher.hash(password).await?;
            let mut tx = app.db.write().await?;
            users::replace_hash(&mut tx, user.id, &kept, &stronger).await?;
            tx.commit_without_audit("the same password, kept more strongly").await?;
            stronger
        }
    };
    tracing::info!(user.id = user.id.0, request.id = ctx.request_id, "password accepted");
    Ok(SignedIn { user_id: user.id, account_id, proven_hash })
}

/// Who has the address, of the people that a browser is known by. Of one that knows nobody nothing is looked up.
async fn known_as(app: &App, email: &str, known: &[UserId]) -> Result<Option<UserId>, Error> {
    let Ok(email) = EmailAddress::parse(email) else { return Ok(None) };
    if known.is_empty() {
        return Ok(None);
    }
    let mut tx = app.db.read().await?;
    let user = users::find_by_email(&mut tx, &email).await?;
    Ok(user.map(|user| user.id).filter(|id| known.contains(id)))
}

/// Into which account somebody signs in: the one they used last; of somebody who belongs to none, one that has invited them.
///
/// # Errors
/// When the database fails.
pub(super) async fn account_for(
    tx: &mut Tx,
    ctx: &Ctx,
    user: UserId,
    link: Option<TokenHash>,
) -> Result<Option<AccountId>, Error> {
    match members::last_used(tx, user, ctx.now).await? {
        Some(membership) => Ok(Some(membership.account_id)),
        None => invited_to(tx, ctx, user, link).await,
    }
}

/// An account that has invited a person: the one whose link they followed, or the one that did so last.
async fn invited_to(
    tx: &mut Tx,
    ctx: &Ctx,
    user: UserId,
    link: Option<TokenHash>,
) -> Result<Option<AccountId>, Error> {
    let followed = match link {
        Some(link) => invitations::find_by_link(tx, link).await?,
        None => None,
    };
    let followed = followed.filter(|(invitation, newest)| {
        let state = invitation.link_state(*newest, ctx.now);
        invitation.user_id == user && matches!(state, LinkState::Open | LinkState::NeedsApproval)
    });
    if let Some((invitation, _)) = followed {
        return Ok(Some(invitation.account_id));
    }
    let offered = invitations::offered(tx, user, ctx.now).await?;
    Ok(offered.first().map(|invitation| invitation.account_id))
}
