//! What invited people do at the link they were sent.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, enter},
    crate::{service, t},
};

/// Accepts an invitation as a new person: sets name and password and signs in.
#[server(prefix = "/_fn", endpoint = "invitations/accept", input = Json, output = Json)]
pub async fn accept_invitation(
    #[server(default)] handle: String,
    #[server(default)] name: String,
    #[server(default)] password: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match call.link_of(&handle) {
        Some(link) => {
            service::acceptance::accept_new(&call.app, &call.ctx, link.hash(), &name, &password).await
        }
        None => Err(service::Error::NotFound),
    };
    enter(&call, result, "/", t!(call.ctx.language, "notice-joined")).await
}

/// Accepts an invitation as the signed-in person it was sent to, and goes on in that account.
#[server(prefix = "/_fn", endpoint = "invitations/join", input = Json, output = Json)]
pub async fn join_account(#[server(default)] handle: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match call.link_of(&handle) {
        Some(link) => service::acceptance::accept_signed_in(&call.app, &call.ctx, link.hash()).await,
        None => Err(service::Error::NotFound),
    };
    enter(&call, result, "/", t!(call.ctx.language, "notice-joined")).await
}
