//! Taking a fresh invitation back, as long as no worker has its mail.

use super::{
    Ctx, Error,
    member_actions::{Changed, Target},
};
use crate::{
    app::App,
    domain::{audit, email::masked, ids::MembershipId, member::MembershipState, policy::Action},
    store::{invitations, invite_terms, members},
};

/// What came of taking a fresh invitation back.
#[derive(Debug, Clone)]
pub enum Undone {
    /// It is as if it had never been sent.
    Back(Changed),
    /// Its mail is on its way already: it can be revoked.
    TooLate(Changed),
}

/// Takes a fresh invitation back as if it had never been sent: nobody has its link, and nothing of it counts for the
/// limits. Once a worker has its mail, nothing is done.
///
/// # Errors
/// [`Error::Conflict`] when it is no longer open; [`Error::NotFound`]; [`Error::SignedOut`];
/// [`Error::Forbidden`].
pub async fn undo(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Undone, Error> {
    let mut tx = app.db.write().await?;
    let target = Target::hold(&mut tx, ctx, Action::ManageInvitation, id).await?;
    crate::kill_point!("undo.begun");
    if target.membership.state != MembershipState::Pending {
        return Err(Error::Conflict);
    }
    let invitation = target.membership.invitation_id.ok_or(Error::Conflict)?;
    let found = invitations::find(&mut tx, invitation).await?.ok_or(Error::NotFound)?;
    let issued_at = invitations::last_issued(&mut tx, invitation).await?.ok_or(Error::NotFound)?;
    if !invitations::revoke(&mut tx, invitation, ctx.now).await? {
        return Err(Error::Conflict);
    }
    crate::kill_point!("undo.revoked");
    // A further link is no fresh invitation: the first one may be in somebody's hands. The transaction is left as it
    // began.
    if found.generation != 1
        || !invite_terms::drop_unclaimed(&mut tx, invitation, found.generation, ctx.now).await?
    {
        return Ok(Undone::TooLate(target.changed()));
    }
    crate::kill_point!("undo.dropped");
    invite_terms::forget_link(&mut tx, invitation, issued_at).await?;
    members::remove(&mut tx, id, ctx.now).await?;
    crate::kill_point!("undo.removed");
    let detail = serde_json::json!({ "invitation": invitation.0, "to": masked(&target.person.email) });
    let changed = target.commit(tx, ctx, audit::Action::InvitationUndone, detail).await?;
    crate::kill_point!("undo.committed");
    Ok(Undone::Back(changed))
}
