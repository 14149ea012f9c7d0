//! Inviting somebody: a page of its own, and the same form in a dialog on the Users page.

use super::{
    access_fields::AccessFields,
    invite_preview::{InvitePreview, InvitePreviewView},
    invite_roles::languages,
};
use crate::{
    domain::{ids::ProjectId, language::Language, role::AccountRole},
    panel::{
        components::{ErrorSummary, Field, SelectField, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the form shows. Posts `email`, `name`, `language`, `role`, `scope`, `client_role` and `projects[ID]` to
/// `/users/invite`.
#[derive(Debug, Clone)]
pub struct InvitePage {
    /// What was typed; empty for a fresh form.
    pub form: FormState,
    /// The account role of the one who invites.
    pub own_role: AccountRole,
    /// The projects of the account.
    pub projects: Vec<ProjectChoice>,
    /// Whether mails can be sent; otherwise a link is made to hand over.
    pub mail_ready: bool,
    /// What it would come to, when that was asked for.
    pub preview: Option<InvitePreview>,
}

/// A project to choose a role in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectChoice {
    /// Its number.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
}

impl InvitePage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "invite-heading")
    }
}

/// The page.
#[component]
pub fn InviteView(language: Language, page: InvitePage) -> impl IntoView {
    view! {
        <div class="card card-wide">
            <h1>{InvitePage::title(language)}</h1>
            <InviteForm language page/>
        </div>
    }
}

/// The form alone: what the server function `invite_form` answers with.
#[component]
pub fn InviteForm(language: Language, page: InvitePage) -> impl IntoView {
    let form = page.form;
    let submit =
        if page.mail_ready { t!(language, "invite-send") } else { t!(language, "invite-create-link") };
    let spoken = Field::new("language", t!(language, "field-language"), &form)
        .or_value(&form, language.code())
        .hint(t!(language, "invite-language-hint"));
    let fresh = form.errors.is_empty();
    let preview = page.preview.map(|preview| view! { <InvitePreviewView language preview/> });
    view! {
        <form class="invite" id="invite-form" method="post" action="/users/invite" novalidate>
            <ErrorSummary language form=form.clone()/>
            <div class="columns">
                <TextField
                    field=Field::new("email", t!(language, "field-email"), &form)
                    kind="email"
                    required=true
                    autofocus=fresh
                />
                <TextField field=Field::new("name", t!(language, "field-name"), &form).hint(t!(language, "invite-name-hint"))/>
                <SelectField field=spoken choices=languages()/>
            </div>
            <AccessFields language form own_role=page.own_role choices=page.projects/>
            <div class="preview" id="invite-preview" role="status">{preview}</div>
            <div class="form-end">
                <button class="button button-primary">{submit}</button>
                <button class="button plain-only" name="check" value="1">{t!(language, "people-preview-check")}</button>
                <a class="button" href="/users" data-action="cancel">{t!(language, "cancel")}</a>
            </div>
        </form>
    }
}
