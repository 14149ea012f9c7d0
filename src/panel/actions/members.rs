//! What administrators do to the people of the account, one by one and several at once.

#![expect(
    clippy::too_many_arguments,
    reason = "the arguments of a server function are the fields of its form"
)]

use crate::panel::outcome::{ActionError, BulkReport, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use {
    super::{
        bulk::{self, Bulk},
        reply::{call, done, error_of, outcome},
    },
    crate::{
        domain::ids::MembershipId,
        panel::{
            controllers::person_views,
            outcome::{Notice, Tone},
            pages::RowAction,
        },
        service::{self, Error, edit_form::Edit, member_actions, member_edit},
        t,
    },
};

/// The question before an action, as HTML for a dialog. `action` is the last part of the address of its page.
#[server(prefix = "/_fn", endpoint = "users/confirm", input = Json, output = Json)]
pub async fn confirm_action(id: i64, #[server(default)] action: String) -> Result<String, ActionError> {
    let call = call()?;
    // Editing has a page of its own and nothing to ask.
    let action = RowAction::from_name(&action).filter(|action| *action != RowAction::Edit);
    let page = match action {
        Some(action) => person_views::confirm_page(&call, MembershipId(id), action).await,
        None => Err(Error::NotFound),
    };
    let page = page.map_err(|error| error_of(&call, error))?;
    Ok(person_views::confirm_form(&call, page))
}

/// Shuts a person out of the account for the time being.
#[server(prefix = "/_fn", endpoint = "users/suspend", input = Json, output = Json)]
pub async fn suspend_member(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = member_actions::suspend(&call.app, &call.ctx, MembershipId(id)).await;
    outcome(&call, result, |changed| {
        done("/users", t!(call.ctx.language, "notice-suspended", name = changed.name_or_email))
    })
}

/// Lets a suspended person in again.
#[server(prefix = "/_fn", endpoint = "users/restore", input = Json, output = Json)]
pub async fn restore_member(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = member_actions::restore(&call.app, &call.ctx, MembershipId(id)).await;
    outcome(&call, result, |changed| {
        done("/users", t!(call.ctx.language, "notice-restored", name = changed.name_or_email))
    })
}

/// Ends every session of a person in the account.
#[server(prefix = "/_fn", endpoint = "users/sign-out", input = Json, output = Json)]
pub async fn sign_out_member(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = member_actions::sign_out(&call.app, &call.ctx, MembershipId(id)).await;
    outcome(&call, result, |(changed, sessions)| {
        done(
            "/users",
            t!(
                call.ctx.language,
                "notice-signed-out-everywhere",
                name = changed.name_or_email,
                sessions = sessions
            ),
        )
    })
}

/// Takes the second factor away from somebody who has lost it.
#[server(prefix = "/_fn", endpoint = "users/reset-two-factor", input = Json, output = Json)]
pub async fn reset_two_factor(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::two_factor::reset(&call.app, &call.ctx, MembershipId(id)).await;
    outcome(&call, result, |changed| {
        done("/users", t!(call.ctx.language, "notice-two-factor-reset", name = changed.name_or_email))
    })
}

/// Takes an open invitation back.
#[server(prefix = "/_fn", endpoint = "users/revoke", input = Json, output = Json)]
pub async fn revoke_invitation(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = member_actions::revoke(&call.app, &call.ctx, MembershipId(id)).await;
    outcome(&call, result, |changed| {
        done("/users", t!(call.ctx.language, "notice-revoked", name = changed.name_or_email))
    })
}

/// Takes a person out of the account; with `with_tokens` set to `1` the person's tokens go as well.
#[server(prefix = "/_fn", endpoint = "users/delete", input = Json, output = Json)]
pub async fn delete_member(id: i64, #[server(default)] with_tokens: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = member_actions::remove(&call.app, &call.ctx, MembershipId(id), with_tokens == "1").await;
    outcome(&call, result, |changed| {
        done("/users", t!(call.ctx.language, "notice-removed", name = changed.name_or_email))
    })
}

/// Changes name, language, role and scope; of an open invitation also the address.
#[server(prefix = "/_fn", endpoint = "users/edit", input = Json, output = Json)]
pub async fn edit_member(
    id: i64,
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] language: String,
    #[server(default)] role: String,
    #[server(default)] scope: String,
    #[server(default)] client_role: String,
    #[server(default)] projects: BTreeMap<String, String>,
    #[server(default)] access_ends: String,
    #[server(default)] seen: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let form = Edit { email, name, language, role, scope, client_role, projects, access_ends, seen };
    let result = member_edit::edit(&call.app, &call.ctx, MembershipId(id), &form).await;
    let words = call.ctx.language;
    outcome(&call, result, |edited| match edited.issued {
        None => done("/users", t!(words, "notice-edited", name = edited.changed.name_or_email)),
        Some(service::invitations::Issued { email, link: None, .. }) => {
            done("/users", t!(words, "notice-readdressed", email = email))
        }
        Some(service::invitations::Issued { email, link, .. }) => Outcome::Done {
            to: "/users".into(),
            notice: Some(Notice {
                tone: Tone::Success,
                text: t!(words, "notice-link-made", email = email),
                link,
                action: None,
            }),
        },
    })
}

/// Mails a new link to each of these people.
#[server(prefix = "/_fn", endpoint = "users/bulk-resend", input = Json, output = Json)]
pub async fn bulk_resend(#[server(default)] ids: Vec<i64>) -> Result<BulkReport, ActionError> {
    bulk::run(&call()?, Bulk::Resend, &ids).await
}

/// Gives each of these people another role.
#[server(prefix = "/_fn", endpoint = "users/bulk-role", input = Json, output = Json)]
pub async fn bulk_role(
    #[server(default)] ids: Vec<i64>,
    #[server(default)] role: String,
) -> Result<BulkReport, ActionError> {
    bulk::run(&call()?, Bulk::Role(&role), &ids).await
}

/// Takes each of these people out of the account, but nobody with working tokens.
#[server(prefix = "/_fn", endpoint = "users/bulk-delete", input = Json, output = Json)]
pub async fn bulk_delete(#[server(default)] ids: Vec<i64>) -> Result<BulkReport, ActionError> {
    bulk::run(&call()?, Bulk::Delete, &ids).await
}
