//! Invitations offered to somebody by their address, once they have signed in: nobody needs the link who has shown that the
//! address is theirs.

use super::{
    Ctx, Error,
    acceptance::{self, Offered, Way, describe},
    sessions::Proven,
};
use crate::{
    app::App,
    domain::ids::{InvitationId, UserId},
    store::invitations,
};

/// The open invitations of a person, the newest first; none while the address is not verified.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, ctx: &Ctx, user: UserId) -> Result<Vec<Offered>, Error> {
    let mut tx = app.db.read().await?;
    let mut offers = Vec::new();
    for invitation in invitations::offered(&mut tx, user, ctx.now).await? {
        let state = invitation.link_state(true, ctx.now);
        offers.push(describe(app, ctx, &mut tx, &invitation, state).await?);
    }
    Ok(offers)
}

/// How many there are, at most 100.
///
/// # Errors
/// When the database fails.
pub async fn count(app: &App, ctx: &Ctx, user: UserId) -> Result<usize, Error> {
    let mut tx = app.db.read().await?;
    Ok(invitations::offered(&mut tx, user, ctx.now).await?.len())
}

/// Accepts one of them: by the same rules, and with the same compare-and-set, as by its link.
///
/// # Errors
/// As [`acceptance::accept_signed_in`].
pub async fn accept(app: &App, ctx: &Ctx, who: &Proven, id: InvitationId) -> Result<(), Error> {
    acceptance::accept_signed_in(app, ctx, who, Way::Offered(id, who.user_id)).await
}

/// Says no to one of them.
///
/// # Errors
/// As [`acceptance::decline`].
pub async fn decline(app: &App, ctx: &Ctx, who: &Proven, id: InvitationId) -> Result<(), Error> {
    acceptance::decline(app, ctx, Some(who), Way::Offered(id, who.user_id)).await
}
