//! What invited people do at the link they were sent, or with what was offered to their address.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{at_the_door, call, done, done_silently, enter, outcome},
    crate::{
        domain::{ids::InvitationId, secret::TokenHash},
        panel::call::Call,
        service::{self, Error, acceptance::Way, door::Entered},
        t,
    },
};

/// Accepts an invitation as a new person: sets name and password and signs in. Where nobody joins without a second factor, it
/// is set up first.
#[server(prefix = "/_fn", endpoint = "invitations/accept", input = Json, output = Json)]
pub async fn accept_invitation(
    #[server(default)] handle: String,
    #[server(default)] name: String,
    #[server(default)] password: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match followed(&call, &handle) {
        Ok(link) => service::door::enter(&call.app, &call.ctx, link, &name, &password).await,
        Err(error) => Err(error),
    };
    let result = match result {
        Ok(Entered::SetUp(key)) => {
            call.keep_door(&key);
            return Ok(done_silently(format!("/invitations/{handle}/two-factor")));
        }
        Ok(Entered::In(who)) => Ok(who),
        Err(error) => Err(error),
    };
    enter(&call, result, "/", t!(call.ctx.language, "notice-joined")).await
}

/// Joins with the first code of the app that was set up behind name and password, and signs in. The recovery codes are shown
/// on the next page.
#[server(prefix = "/_fn", endpoint = "invitations/two-factor", input = Json, output = Json)]
pub async fn join_with_code(
    #[server(default)] handle: String,
    #[server(default)] code: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match followed(&call, &handle) {
        Ok(link) => call.join_at_door(link, &code).await,
        Err(error) => Err(error),
    };
    if let Err(error @ Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |is_signed_in| {
        if is_signed_in {
            done("/account/two-factor/codes", t!(call.ctx.language, "door-notice"))
        } else {
            done_silently("/sign-in")
        }
    })
}

/// Accepts an invitation as the signed-in person it was sent to, and goes on in that account.
#[server(prefix = "/_fn", endpoint = "invitations/join", input = Json, output = Json)]
pub async fn join_account(#[server(default)] handle: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match (call.proven(), followed(&call, &handle)) {
        (_, Err(error)) => Err(error),
        (None, _) => Err(Error::SignedOut),
        (Some(who), Ok(link)) => {
            service::acceptance::accept_signed_in(&call.app, &call.ctx, &who, Way::Link(link)).await
        }
    };
    outcome(&call, result, |()| {
        call.forget_link();
        done("/", t!(call.ctx.language, "notice-joined"))
    })
}

/// Says no to an invitation: signed in as the person it was sent to, or by the link alone while that person has no
/// password. The link leads to what became of it.
#[server(prefix = "/_fn", endpoint = "invitations/decline", input = Json, output = Json)]
pub async fn decline_invitation(#[server(default)] handle: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let who = call.proven();
    let result = match followed(&call, &handle) {
        Ok(link) => service::acceptance::decline(&call.app, &call.ctx, who.as_ref(), Way::Link(link)).await,
        Err(error) => Err(error),
    };
    outcome(&call, result, |()| done_silently(format!("/invitations/{handle}")))
}

/// Asks for a new link in place of one that has ended. What came of it is the same to whoever asks.
#[server(prefix = "/_fn", endpoint = "invitations/ask", input = Json, output = Json)]
pub async fn ask_for_link(#[server(default)] handle: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match followed(&call, &handle) {
        Ok(link) => service::renewal::ask(&call.app, &call.ctx, link).await,
        Err(error) => Err(error),
    };
    outcome(&call, result, |()| done_silently(format!("/invitations/{handle}/asked")))
}

/// Accepts an invitation that was offered to the signed-in person's address, and goes on in that account.
#[server(prefix = "/_fn", endpoint = "invitations/accept-offer", input = Json, output = Json)]
pub async fn accept_offer(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match call.proven() {
        Some(who) => service::offers::accept(&call.app, &call.ctx, &who, InvitationId(id)).await,
        None => Err(Error::SignedOut),
    };
    outcome(&call, result, |()| done("/", t!(call.ctx.language, "notice-joined")))
}

/// Says no to an invitation that was offered to the signed-in person's address.
#[server(prefix = "/_fn", endpoint = "invitations/decline-offer", input = Json, output = Json)]
pub async fn decline_offer(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match call.proven() {
        Some(who) => service::offers::decline(&call.app, &call.ctx, &who, InvitationId(id)).await,
        None => Err(Error::SignedOut),
    };
    outcome(&call, result, |()| done("/invitations", t!(call.ctx.language, "notice-declined")))
}

/// The link that a page was made for.
#[cfg(feature = "ssr")]
fn followed(call: &Call, handle: &str) -> Result<TokenHash, Error> {
    call.link_of(handle).map(|link| link.hash()).ok_or(Error::NotFound)
}
