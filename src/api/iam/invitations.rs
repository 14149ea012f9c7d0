//! Inviting people and sending them a new link.

use super::{
    own_account,
    types::{Answer, GroupInput, HandedOver, Lang, language, role},
};
use crate::{
    api::{Refusal, body::Body, caller::Caller, words},
    app::App,
    domain::{
        email::EmailAddress,
        field::{Fault, Field},
        member::MembershipState,
        policy::{Action, Relation},
    },
    service::{
        Ctx, Error, account_users,
        invitations::{self, Invite},
    },
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

/// Whom to invite.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `invite` reads it")]
pub(in crate::api) struct InviteUser {
    client_id: i64,
    #[schema(format = "email")]
    email: String,
    user_role: GroupInput,
    /// Without it the caller's own.
    lang: Option<Lang>,
    name: Option<String>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::api) enum InviteStatus {
    Sent,
}

/// Somebody is invited.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Invited {
    status: InviteStatus,
    /// The person, whether or not they have accepted yet.
    user_id: i64,
    /// The link to hand over, where no mail is set up; shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: HandedOver,
}

/// Invite somebody to the account
#[utoipa::path(
    post, path = "/iam/clients/invite_user", tag = "users", operation_id = "invite_user", request_body = InviteUser,
    responses((status = 200, description = "Invited", body = Invited))
)]
pub(in crate::api) async fn invite(
    State(app): State<App>,
    Caller(ctx): Caller,
    body: Body,
) -> Answer<Invited> {
    ctx.may(Action::Invite, Relation::Account)?;
    let mut reader = body.reader();
    let client = reader.integer("client_id");
    let email = reader.text("email").map(str::to_owned);
    let role = role(&mut reader, "user_role");
    let language = language(&mut reader);
    let name = reader.optional_text("name").to_owned();
    if email.as_deref().is_some_and(|email| EmailAddress::parse(email).is_err()) {
        reader.fault("email", words::NO_EMAIL);
    }
    let (client, email, role) = reader.finish(client.zip(email).zip(role).map(|((a, b), c)| (a, b, c)))?;
    own_account(&ctx, client)?;
    let form = Invite {
        email,
        name,
        language: language.unwrap_or_default(),
        role: role.id().to_string(),
        scope: "client".into(),
        client_role: "none".into(),
        ..Invite::default()
    };
    match invitations::invite(&app, &ctx, &form).await {
        Ok(issued) => {
            Ok(Json(Invited { status: InviteStatus::Sent, user_id: issued.user_id.0, link: issued.link }))
        }
        Err(Error::Invalid(errors)) => {
            let of_address =
                errors.0.iter().find(|(field, _)| *field == Field::Email).map(|(_, fault)| fault);
            let said = match of_address {
                Some(Fault::AlreadyInvited | Fault::AlreadyHere) => {
                    already(&app, &ctx, &form.email, client).await?
                }
                Some(Fault::CannotBeAdded | Fault::Declined | Fault::EndedBefore) => CANNOT.into(),
                _ => return Err(Error::Invalid(errors).into()),
            };
            Err(Refusal::Sentences(vec![said]))
        }
        Err(error) => Err(error.into()),
    }
}

const CANNOT: &str = "This user cannot be added to this client.";

/// That somebody is here or invited already: oneself cannot be added.
async fn already(app: &App, ctx: &Ctx, email: &str, client: i64) -> Result<String, Refusal> {
    let email = EmailAddress::parse(email).map_err(|_| Error::internal("an address invited is none"))?;
    let (user, ..) = account_users::invited(app, ctx, &email).await?;
    Ok(if user == ctx.signed_in()?.user_id {
        CANNOT.into()
    } else {
        format!("User {user} has already been invited to client {client}")
    })
}

/// Who is to get a new link.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `renew` reads it")]
pub(in crate::api) struct RenewInvitation {
    #[schema(format = "email")]
    email: String,
}

/// A new link is on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Renewed {
    /// The link to hand over, where no mail is set up; shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: HandedOver,
}

/// Send somebody a new link; the one before opens no more
#[utoipa::path(
    post, path = "/iam/auth/renew_invitation", tag = "users", operation_id = "renew_invitation",
    request_body = RenewInvitation, responses((status = 200, description = "On its way", body = Renewed))
)]
pub(in crate::api) async fn renew(
    State(app): State<App>,
    Caller(ctx): Caller,
    body: Body,
) -> Answer<Renewed> {
    ctx.may(Action::ManageInvitation, Relation::Other)?;
    let mut reader = body.reader();
    let text = reader.text("email");
    let email = text.and_then(|text| EmailAddress::parse(text).ok());
    if text.is_some() && email.is_none() {
        reader.fault("email", words::NO_EMAIL);
    }
    let email = reader.finish(email)?;
    let (_, membership, state) = account_users::invited(&app, &ctx, &email).await?;
    match state {
        MembershipState::Pending => {}
        MembershipState::Active => {
            return Err(Refusal::said(StatusCode::BAD_REQUEST, "This user already activated."));
        }
        MembershipState::Removed => return Err(Error::NotFound.into()),
    }
    let issued = invitations::reissue(&app, &ctx, membership, false).await?;
    Ok(Json(Renewed { link: issued.link }))
}
