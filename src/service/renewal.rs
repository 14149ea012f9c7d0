//! Asking for a new link when one has ended, and administrators who stand for an invitation: because its person asks, or
//! because whoever invited may no longer do so (`docs/adr/0013`).

use super::{
    Ctx, Error, Principal,
    acceptance::may_still_invite,
    invitations::{Issued, new_link},
    member_actions::Target,
    step_up,
};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        ids::{AccountId, MembershipId, UserId},
        invitation::{Invitation, LinkState, Renewal},
        member::MembershipState,
        policy::Action,
        secret::TokenHash,
        time::Timestamp,
    },
    store::{
        Tx,
        accounts::{self, AccountRow},
        invitations, member_places, members, users,
    },
};

/// Asks for a new link in place of one that has ended. By the account's policy it is mailed to the address invited, at
/// once and in the name of whoever stands for the invitation; or administrators see that somebody asks. They see it too
/// when nobody stands for it any more, or a limit is reached. What came of it is the same to whoever asks, and asking
/// again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that has not just ended.
pub async fn ask(app: &App, ctx: &Ctx, link: TokenHash) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let (found, _) = invitations::find_by_link(&mut tx, link).await?.ok_or(Error::NotFound)?;
    let account = accounts::lock(&mut tx, found.account_id).await?.ok_or(Error::NotFound)?;
    // Somebody else may have asked, or an administrator made a link, before it was our turn.
    let (invitation, newest) = invitations::find_by_link(&mut tx, link).await?.ok_or(Error::NotFound)?;
    match invitation.link_state(newest, ctx.now) {
        LinkState::Expired => {}
        state => return Err(Error::LinkClosed(state)),
    }
    let mut mailed = false;
    if app.sends_mail() && invitations::renewal(&mut tx, account.id).await? == Renewal::Mail {
        mailed = mail(app, ctx, &mut tx, &account, &invitation).await?;
    }
    if !mailed {
        if !invitations::ask(&mut tx, invitation.id, ctx.now).await? {
            return Ok(());
        }
        member_places::refresh(&mut tx, invitation.membership_id).await?;
    }
    let entry = Entry {
        account_id: Some(account.id),
        actor_id: None,
        action: audit::Action::InvitationAsked,
        subject: format!("membership:{}", invitation.membership_id),
        detail: serde_json::json!({ "invitation": invitation.id.0, "mailed": mailed }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// Mails a new link in the name of whoever stands for the invitation; false when nobody does, or it may not be mailed now.
async fn mail(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    account: &AccountRow,
    invitation: &Invitation,
) -> Result<bool, Error> {
    let Some(inviter) = users::find(tx, invitation.inviter_id).await? else { return Ok(false) };
    let invited = members::find(tx, account.id, invitation.membership_id).await?.ok_or(Error::NotFound)?;
    let own = members::find_by_user(tx, account.id, inviter.id).await?;
    let Some(own) = own else { return Ok(false) };
    if invitation.needs_approval_at.is_some()
        || !may_still_invite(tx, ctx, invitation, &inviter, invited.role).await?
    {
        return Ok(false);
    }
    let stands = Principal::standing_in(account, &inviter, &own);
    match new_link(app, ctx, tx, &stands, invited.id, false).await {
        Ok(_) => Ok(true),
        // All limits, and whether there is anything left to invite to, are checked before the first row is written.
        Err(Error::TooMany(_) | Error::Invalid(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Stands for an invitation that waits for it, as an administrator: whoever asked gets a new link, mailed or to be handed
/// over; and a link whose inviter lost the right opens again, or is made anew when it has ended. Gives back the new link,
/// if there is one, and otherwise the address invited.
///
/// # Errors
/// As [`super::invitations::reissue`]; [`Error::Conflict`] also when nothing waits any more; [`Error::StepUp`] for
/// an administrator however the link goes out.
pub async fn approve(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Approved, Error> {
    let mut tx = app.db.write().await?;
    let target = Target::hold(&mut tx, ctx, Action::ManageInvitation, id).await?;
    if target.membership.state != MembershipState::Pending {
        return Err(Error::Conflict);
    }
    if !target.principal.role.may_grant(target.membership.role) {
        return Err(Error::Forbidden);
    }
    let granted = (target.membership.role, target.membership.client_administrator);
    step_up::require_to_grant(app, target.principal, granted, ctx.now)?;
    let invitation = target.membership.invitation_id.ok_or(Error::Conflict)?;
    let invitation = invitations::find(&mut tx, invitation).await?.ok_or(Error::NotFound)?;
    let has_ended = invitation.expires_at <= ctx.now;
    let inviter = users::find(&mut tx, invitation.inviter_id).await?.ok_or(Error::NotFound)?;
    // The mark is for the list, and what is older than the marks has none: what decides is what the inviter may do now.
    let is_left = invitation.needs_approval_at.is_some()
        || !may_still_invite(&mut tx, ctx, &invitation, &inviter, target.membership.role).await?;
    let (approved, by_hand) = if invitation.asked_at.is_some() || (has_ended && is_left) {
        let (issued, by_hand, _) = new_link(app, ctx, &mut tx, target.principal, id, false).await?;
        (Approved::NewLink(issued), Some(by_hand))
    } else if is_left && invitations::approve(&mut tx, invitation.id, target.principal.user_id).await? {
        (Approved::SameLink { email: target.person.email.clone() }, None)
    } else {
        return Err(Error::Conflict);
    };
    let mut detail = serde_json::json!({ "invitation": invitation.id.0 });
    if let (Some(by_hand), Some(detail)) = (by_hand, detail.as_object_mut()) {
        detail.insert("by_hand".into(), by_hand.into());
    }
    target.commit(tx, ctx, audit::Action::InvitationApproved, detail).await?;
    app.mail_queued.notify_one();
    Ok(approved)
}

/// What came of standing for an invitation.
#[derive(Debug, Clone)]
pub enum Approved {
    /// A new link was made.
    NewLink(Issued),
    /// The link there is opens again.
    SameLink {
        /// The address invited.
        email: String,
    },
}

/// Marks the open invitations of somebody who may no longer invite to the account, which is held: the rows say that
/// somebody else has to stand for them, and so do the pages of their links.
pub(super) async fn lose(
    tx: &mut Tx,
    account: AccountId,
    inviter: UserId,
    now: Timestamp,
) -> Result<(), Error> {
    for membership in invitations::lose_inviter(tx, account, inviter, now).await? {
        member_places::refresh(tx, membership).await?;
    }
    Ok(())
}

/// Takes the marks away again: the inviter may invite as before, and nobody else stood for these meanwhile.
pub(super) async fn regain(tx: &mut Tx, account: AccountId, inviter: UserId) -> Result<(), Error> {
    for membership in invitations::regain_inviter(tx, account, inviter).await? {
        member_places::refresh(tx, membership).await?;
    }
    Ok(())
}
