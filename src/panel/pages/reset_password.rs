//! Choosing a new password with a link from a mail.

use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, PasswordField, PasswordOwner},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `handle`, `password` to `/reset-password`.
#[derive(Debug, Clone)]
pub struct ResetPasswordPage {
    /// What was typed.
    pub form: FormState,
    /// What the cookie of the link is found by; no secret.
    pub handle: String,
    /// Whose password it is.
    pub email: String,
    /// The fewest characters of a password.
    pub password_min: u32,
}

impl ResetPasswordPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "reset-heading")
    }
}

/// The page.
#[component]
pub fn ResetPasswordView(language: Language, page: ResetPasswordPage) -> impl IntoView {
    let form = page.form;
    let min = page.password_min;
    let password = Field::new("password", t!(language, "field-password"), &form).hint(t!(
        language,
        "password-hint",
        min = min
    ));
    view! {
        <div class="card">
            <h1>{ResetPasswordPage::title(language)}</h1>
            <p class="lead">{t!(language, "reset-lead", email = page.email.clone())}</p>
            <form method="post" action="/reset-password" novalidate>
                <ErrorSummary language form=form.clone()/>
                <input type="hidden" name="handle" value=page.handle/>
                <PasswordOwner email=page.email/>
                <PasswordField language field=password autocomplete="new-password" min=min/>
                <button class="button button-primary button-wide">{t!(language, "reset-submit")}</button>
            </form>
        </div>
    }
}
