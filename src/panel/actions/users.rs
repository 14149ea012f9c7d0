//! What administrators do on the Users page.

use crate::panel::outcome::{ActionError, Outcome, UsersFragment};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The table of the Users page for a search and a place in the list.
#[server(prefix = "/_fn", endpoint = "users/list", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn list_users(
    #[server(default)] search: String,
    #[server(default)] after: String,
    #[server(default)] before: String,
    #[server(default)] size: String,
) -> Result<UsersFragment, ActionError> {
    let _ = (search, after, before, size);
    Err(ActionError { kind: crate::panel::outcome::ErrorKind::Busy, message: String::new() })
}

/// The form of the invite page as HTML, for the dialog.
#[server(prefix = "/_fn", endpoint = "users/invite-form", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn invite_form() -> Result<String, ActionError> {
    Err(ActionError { kind: crate::panel::outcome::ErrorKind::Busy, message: String::new() })
}

/// Invites one person.
#[server(prefix = "/_fn", endpoint = "users/invite", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn invite_user(
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] language: String,
    #[server(default)] role: String,
    #[server(default)] scope: String,
    #[server(default)] client_role: String,
    #[server(default)] projects: BTreeMap<String, String>,
) -> Result<Outcome, ActionError> {
    let _ = (email, name, language, role, scope, client_role, projects);
    Err(ActionError { kind: crate::panel::outcome::ErrorKind::Busy, message: String::new() })
}

/// Mails a new link; the older one ends.
#[server(prefix = "/_fn", endpoint = "users/resend", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn resend_invitation(id: i64) -> Result<Outcome, ActionError> {
    let _ = id;
    Err(ActionError { kind: crate::panel::outcome::ErrorKind::Busy, message: String::new() })
}

/// Makes a new link to hand over by copying; the older one ends.
#[server(prefix = "/_fn", endpoint = "users/copy-link", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn copy_invitation_link(id: i64) -> Result<Outcome, ActionError> {
    let _ = id;
    Err(ActionError { kind: crate::panel::outcome::ErrorKind::Busy, message: String::new() })
}
