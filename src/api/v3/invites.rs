//! `/v3/invites`: inviting, and sending somebody invited a new link.

use super::{
    body::Body,
    problem::{Item, Problem, Source},
    query::NoQuery,
};
use crate::{
    api::{Refusal, caller::Caller},
    app::App,
    domain::email::EmailAddress,
    service::directory,
};
use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use utoipa::ToSchema;

/// The link to hand over, where no mail is set up: the published answer has no body to put it in.
const X_INVITATION_LINK: HeaderName = HeaderName::from_static("x-invitation-link");
/// The longest address that is looked at, in characters.
pub(in crate::api) const LONGEST_EMAIL: usize = 320;

/// Whom to invite.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `invite` reads it")]
pub(in crate::api) struct InviteUser {
    #[schema(format = "email", max_length = 320)]
    email: String,
}

/// Invite somebody to the organization, or send somebody who has not joined yet a new link; the one before opens no more
#[utoipa::path(
    post, path = "/v3/invites", tag = "Invites", operation_id = "invite-user", request_body = InviteUser,
    responses((
        status = 201, description = "Invited",
        headers(("X-Invitation-Link" = Option<String>, description = "The link, where no mail is set up; shown once"))
    ))
)]
pub(in crate::api) async fn invite(
    State(app): State<App>,
    Caller(ctx): Caller,
    _: NoQuery,
    body: Body,
) -> Result<Response, Refusal> {
    let mut reader = body.reader(&["email"]);
    let text = reader.text("email", LONGEST_EMAIL);
    let email = text.and_then(|text| EmailAddress::parse(text).ok());
    if text.is_some() && email.is_none() {
        reader.wrong(Item::new(Source::Body, "email", "invalid", "must be a valid email address"));
    }
    let email = reader.finish(email)?;
    let issued = directory::invite(&app, &ctx, &email).await?;
    let issued = issued.ok_or_else(|| Problem::conflict("User is already active"))?;
    let mut response = StatusCode::CREATED.into_response();
    if let Some(Ok(link)) = issued.link.map(HeaderValue::try_from) {
        response.headers_mut().insert(X_INVITATION_LINK, link);
    }
    Ok(response)
}
