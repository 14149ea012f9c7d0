//! Changing how the account knows a person and what it lets the person do.

use super::{access_fields::AccessFields, invite::ProjectChoice, invite_roles::languages};
use crate::{
    domain::{language::Language, role::AccountRole},
    panel::{
        components::{ErrorSummary, Field, SelectField, TextField},
        forms::FormState,
        shell::PersonData,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `name`, `language`, `role`, `scope`, `client_role`, `projects[ID]`, `seen`, and while
/// pending `email`, to `/users/{id}/edit`.
#[derive(Debug, Clone)]
pub struct EditPage {
    /// The number of the membership.
    pub id: i64,
    /// Whose.
    pub who: PersonData,
    /// The values in force, or those typed.
    pub form: FormState,
    /// What is in force, in one line.
    pub seen: String,
    /// The account role of the one who edits.
    pub own_role: AccountRole,
    /// The projects of the account.
    pub projects: Vec<ProjectChoice>,
    /// Whether the invitation is open, so that the address can still be changed.
    pub is_pending: bool,
    /// Whether it is the one who edits: role and scope are for somebody else to change.
    pub is_you: bool,
    /// Whether mails can be sent; otherwise a new link is made to hand over.
    pub mail_ready: bool,
    /// Why nothing can be changed; `None` when it can.
    pub impossible: Option<String>,
}

impl EditPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "edit-heading", name = self.who.name_or_email())
    }
}

/// The page.
#[component]
pub fn EditView(language: Language, page: EditPage) -> impl IntoView {
    let title = page.title(language);
    let back = format!("/users/{}", page.id);
    let body = match page.impossible.clone() {
        Some(reason) => view! {
            <p class="notice notice-warning"><span>{reason}</span></p>
            <p><a class="button" href=back>{t!(language, "edit-back")}</a></p>
        }
        .into_any(),
        None => form_view(language, page, back),
    };
    view! {
        <div class="card card-wide">
            <h1>{title}</h1>
            {body}
        </div>
    }
}

fn form_view(language: Language, page: EditPage, back: String) -> AnyView {
    let form = page.form;
    let email = page.is_pending.then(|| {
        let hint = if page.mail_ready {
            t!(language, "edit-email-hint")
        } else {
            t!(language, "edit-email-hint-by-hand")
        };
        let field = Field::new("email", t!(language, "field-email"), &form).hint(hint);
        view! { <TextField field kind="email" required=true/> }
    });
    let spoken = Field::new("language", t!(language, "field-language"), &form)
        .hint(t!(language, "invite-language-hint"));
    let fields = view! {
        <AccessFields language form=form.clone() own_role=page.own_role choices=page.projects/>
        <div class="columns columns-even">
            <TextField field=super::invite_more::access_end(language, &form) kind="date"/>
        </div>
    };
    let access = if page.is_you {
        view! {
            <fieldset class="locked" disabled aria-describedby="locked-why">
                <legend class="visually-hidden">{t!(language, "edit-own-access")}</legend>
                <p class="notice notice-warning" id="locked-why"><span>{t!(language, "edit-own-access-why")}</span></p>
                {fields}
            </fieldset>
        }
        .into_any()
    } else {
        fields.into_any()
    };
    view! {
        <form class="invite" method="post" action=format!("/users/{}/edit", page.id) novalidate>
            <ErrorSummary language form=form.clone()/>
            <input type="hidden" name="seen" value=page.seen/>
            <div class="columns columns-even">
                <TextField field=Field::new("name", t!(language, "field-name"), &form).hint(t!(language, "edit-name-hint"))/>
                <SelectField field=spoken choices=languages()/>
                {email}
            </div>
            {access}
            <div class="form-end">
                <button class="button button-primary">{t!(language, "edit-submit")}</button>
                <a class="button" href=back>{t!(language, "cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
