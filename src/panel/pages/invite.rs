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
    /// What is to be said of mail beforehand.
    pub mail_hint: Option<MailHint>,
    /// What it would come to, when that was asked for.
    pub preview: Option<InvitePreview>,
}

/// What is to be said of mail before an invitation is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailHint {
    /// There is none: a link is made to hand over.
    None,
    /// Mails are sent, but none is known to have arrived.
    Unproven {
        /// Whether whoever invites can do something about it.
        has_way: bool,
    },
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
            {page.mail_hint.map(|hint| mail_hint(language, hint))}
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

fn mail_hint(language: Language, hint: MailHint) -> AnyView {
    let (text, has_way) = match hint {
        MailHint::None => (t!(language, "invite-mail-none"), false),
        MailHint::Unproven { has_way } => (t!(language, "invite-mail-unproven"), has_way),
    };
    let way = has_way.then(|| {
        view! { " " <a href="/settings/installation">{t!(language, "invite-mail-unproven-way")}</a> }
    });
    view! { <div class="notice notice-warning"><p>{text}{way}</p></div> }.into_any()
}
