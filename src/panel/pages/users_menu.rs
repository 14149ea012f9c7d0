//! The menu of a row: everything that can be done with one person, and why what cannot be done cannot.

use super::users_row::UserRow;
use crate::{
    domain::{
        language::Language,
        member::{Standing, Status},
    },
    panel::components::{Icon, Picture},
    t,
};
use leptos::prelude::*;

/// Why each action is impossible, in words; `None` for what can be done.
#[derive(Debug, Clone, Default)]
pub struct RowActions {
    /// Standing for an invitation that waits for it; only shown where one does.
    pub approve: Option<String>,
    /// Mailing a new link.
    pub resend: Option<String>,
    /// Making a link to hand over.
    pub copy_link: Option<String>,
    /// Changing name, role and so on.
    pub edit: Option<String>,
    /// Taking the second factor away.
    pub reset_two_factor: Option<String>,
    /// Ending every session.
    pub sign_out: Option<String>,
    /// Locking out for a while.
    pub suspend: Option<String>,
    /// Letting back in.
    pub restore: Option<String>,
    /// Withdrawing the invitation.
    pub revoke: Option<String>,
    /// Removing from the account.
    pub delete: Option<String>,
}

/// The button with three dots and the menu it opens.
pub(super) fn menu(language: Language, row: &UserRow) -> AnyView {
    let id = row.id;
    let name = t!(language, "users-actions-for", name = row.name_or_email());
    let list = format!("menu-{id}");
    let actions = row.actions.clone();
    let item = |action, label, impossible| item(id, action, label, impossible);
    let standing = if matches!(row.status, Status::Suspended { .. }) {
        item("restore", t!(language, "people-restore"), actions.restore)
    } else {
        item("suspend", t!(language, "people-suspend"), actions.suspend)
    };
    let waits = row.status.standing() == Standing::Waiting;
    let approve = waits.then(|| item("approve", t!(language, "row-approve"), actions.approve));
    let again = (row.status.standing() == Standing::Removed).then(|| {
        let address = format!("/users/invite?again={id}");
        view! { <a class="menu-item" href=address>{t!(language, "person-invite-again")}</a> }
    });
    view! {
        <button type="button" class="icon-button" id=format!("menu-button-{id}") popovertarget=list.clone() aria-label=name.clone()>
            <Icon picture=Picture::Dots/>
        </button>
        <div popover="auto" class="menu" id=list role="group" aria-label=name>
            {again}
            {approve}
            {item("resend", t!(language, "users-resend"), actions.resend)}
            {item("copy-link", t!(language, "users-copy-link"), actions.copy_link)}
            {item("edit", t!(language, "people-edit"), actions.edit)}
            {item("reset-two-factor", t!(language, "row-reset-two-factor"), actions.reset_two_factor)}
            {item("sign-out", t!(language, "people-sign-out"), actions.sign_out)}
            {standing}
            <hr class="menu-line"/>
            {item("revoke", t!(language, "people-revoke"), actions.revoke)}
            {item("delete", t!(language, "people-delete"), actions.delete)}
        </div>
    }
    .into_any()
}

/// An entry: a form of its own, a link to a page that asks first, or an entry that says why it is impossible.
fn item(id: i64, action: &'static str, label: String, impossible: Option<String>) -> AnyView {
    let address = format!("/users/{id}/{action}");
    if let Some(reason) = impossible {
        let why = format!("menu-{id}-{action}-why");
        return view! {
            <button type="button" class="menu-item" aria-disabled="true" aria-describedby=why>
                {label}
                <span class="menu-why" id=why.clone() aria-hidden="true">{reason}</span>
            </button>
        }
        .into_any();
    }
    match action {
        "edit" => view! { <a class="menu-item" href=address>{label}</a> }.into_any(),
        "approve" | "resend" | "copy-link" | "restore" => view! {
            <form method="post" action=address data-action=action data-id=id.to_string()>
                <button class="menu-item">{label}</button>
            </form>
        }
        .into_any(),
        _ => {
            let danger = matches!(action, "revoke" | "delete");
            view! {
                <a class="menu-item" class:menu-danger=danger href=address data-action="confirm" data-of=action data-id=id.to_string()>
                    {label}
                </a>
            }
            .into_any()
        }
    }
}
