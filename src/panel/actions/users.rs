//! What administrators do on the Users page.

#![expect(
    clippy::too_many_arguments,
    reason = "the arguments of a server function are the fields of its form"
)]

use crate::panel::outcome::{ActionError, Outcome, UsersFragment};
use leptos::{prelude::*, server_fn::codec::Json};
use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, done_silently, error_of, outcome},
    crate::{
        domain::ids::MembershipId,
        panel::{
            controllers::{batch_view, invite_view, views},
            outcome::{FieldMessage, Notice, NoticeAction, Tone},
        },
        service, t,
    },
};

/// The table of the Users page; `query` is the part of its address behind the question mark.
#[server(prefix = "/_fn", endpoint = "users/list", input = Json, output = Json)]
pub async fn list_users(#[server(default)] query: String) -> Result<UsersFragment, ActionError> {
    let call = call()?;
    let wanted = service::members::ListMembers::from_query(&query);
    let list = service::members::list(&call.app, &call.ctx, &wanted).await;
    let list = list.map_err(|error| error_of(&call, error))?;
    Ok(views::users_fragment(&call, list))
}

/// The form of the invite page as HTML, for the dialog.
#[server(prefix = "/_fn", endpoint = "users/invite-form", input = Json, output = Json)]
pub async fn invite_form() -> Result<String, ActionError> {
    let call = call()?;
    let offering = service::invitations::offering(&call.app, &call.ctx).await;
    let offering = offering.map_err(|error| error_of(&call, error))?;
    Ok(invite_view::invite_form(&call, offering))
}

/// What the invite form would come to as it is filled in now, as HTML for the dialog.
#[server(prefix = "/_fn", endpoint = "users/invite-preview", input = Json, output = Json)]
pub async fn invite_preview(
    #[server(default)] email: String,
    #[server(default)] role: String,
    #[server(default)] scope: String,
    #[server(default)] client_role: String,
    #[server(default)] projects: BTreeMap<String, String>,
) -> Result<String, ActionError> {
    let call = call()?;
    let form =
        service::invitations::Invite { email, role, scope, client_role, projects, ..Default::default() };
    let preview = service::invitations::preview(&call.app, &call.ctx, &form).await;
    let preview = preview.map_err(|error| error_of(&call, error))?;
    Ok(invite_view::invite_preview(call.ctx.language, preview))
}

/// The mail that the invite form would send as it is filled in now, as HTML for the dialog.
#[server(prefix = "/_fn", endpoint = "users/invite-mail", input = Json, output = Json)]
pub async fn invite_mail(
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] language: String,
    #[server(default)] role: String,
    #[server(default)] scope: String,
    #[server(default)] client_role: String,
    #[server(default)] projects: BTreeMap<String, String>,
    #[server(default)] lifetime: String,
    #[server(default)] access_ends: String,
    #[server(default)] note: String,
    #[server(default)] two_factor: String,
) -> Result<String, ActionError> {
    let call = call()?;
    let form = service::invitations::Invite {
        email,
        name,
        language,
        role,
        scope,
        client_role,
        projects,
        lifetime,
        access_ends,
        note,
        by_hand: String::new(),
        two_factor,
    };
    let mail = service::invite_mail::preview(&call.app, &call.ctx, &form).await;
    let page = invite_view::mail_page(&call, mail).map_err(|error| error_of(&call, error))?;
    Ok(invite_view::invite_mail(call.ctx.language, page))
}

/// Invites one person. Several addresses are kept as a list to be looked at first.
#[server(prefix = "/_fn", endpoint = "users/invite", input = Json, output = Json)]
pub async fn invite_user(
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] language: String,
    #[server(default)] role: String,
    #[server(default)] scope: String,
    #[server(default)] client_role: String,
    #[server(default)] projects: BTreeMap<String, String>,
    #[server(default)] lifetime: String,
    #[server(default)] access_ends: String,
    #[server(default)] note: String,
    #[server(default)] by_hand: String,
    #[server(default)] two_factor: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let form = service::invitations::Invite {
        email,
        name,
        language,
        role,
        scope,
        client_role,
        projects,
        lifetime,
        access_ends,
        note,
        by_hand,
        two_factor,
    };
    if let Some(people) = service::batches::several(&form) {
        let prepared = service::batches::prepare(&call.app, &call.ctx, &form, people).await;
        return outcome(&call, prepared, |id| done_silently(batch_view::address(id.0)));
    }
    let result = service::invitations::invite(&call.app, &call.ctx, &form).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        // The form stays, with all that was typed.
        let message = error_of(&call, error).message;
        return Ok(Outcome::Invalid { errors: vec![FieldMessage { field: "form".into(), message }] });
    }
    outcome(&call, result, |issued| issued_outcome(&call, issued))
}

/// Mails a new link; the older one ends.
#[server(prefix = "/_fn", endpoint = "users/resend", input = Json, output = Json)]
pub async fn resend_invitation(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::invitations::reissue(&call.app, &call.ctx, MembershipId(id), false).await;
    outcome(&call, result, |issued| issued_outcome(&call, issued))
}

/// Makes a new link to hand over by copying; the older one ends.
#[server(prefix = "/_fn", endpoint = "users/copy-link", input = Json, output = Json)]
pub async fn copy_invitation_link(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::invitations::reissue(&call.app, &call.ctx, MembershipId(id), true).await;
    outcome(&call, result, |issued| issued_outcome(&call, issued))
}

/// Stands for an invitation that waits for it: a new link goes out, or the one there is opens again.
#[server(prefix = "/_fn", endpoint = "users/approve", input = Json, output = Json)]
pub async fn approve_invitation(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::renewal::approve(&call.app, &call.ctx, MembershipId(id)).await;
    outcome(&call, result, |approved| match approved {
        service::renewal::Approved::NewLink(issued) => issued_outcome(&call, issued),
        service::renewal::Approved::SameLink { email } => {
            done("/users", t!(call.ctx.language, "notice-approved", email = email))
        }
    })
}

/// Takes a fresh invitation back, as long as its mail waits.
#[server(prefix = "/_fn", endpoint = "users/undo", input = Json, output = Json)]
pub async fn undo_invitation(id: i64) -> Result<Outcome, ActionError> {
    use service::invitations::Undone;
    let call = call()?;
    let language = call.ctx.language;
    let result = service::invitations::undo(&call.app, &call.ctx, MembershipId(id)).await;
    outcome(&call, result, |undone| match undone {
        Undone::Back(changed) => {
            done("/users", t!(language, "notice-invitation-undone", name = changed.name_or_email))
        }
        Undone::TooLate(changed) => Outcome::Done {
            to: "/users".into(),
            notice: Some(Notice {
                tone: Tone::Warning,
                text: t!(language, "notice-too-late-to-undo", name = changed.name_or_email),
                link: None,
                action: Some(NoticeAction::Revoke(id)),
            }),
        },
    })
}

#[cfg(feature = "ssr")]
fn issued_outcome(call: &crate::panel::call::Call, issued: service::invitations::Issued) -> Outcome {
    let email = issued.email;
    let language = call.ctx.language;
    let text = match &issued.link {
        None => t!(language, "notice-invitation-queued", email = email),
        Some(_) => t!(language, "notice-link-made", email = email),
    };
    let action = issued.can_undo.then_some(NoticeAction::Undo(issued.membership_id.0));
    let notice = Some(Notice { tone: Tone::Success, text, link: issued.link, action });
    Outcome::Done { to: "/users".into(), notice }
}
