//! First run: the first administrator and the first account.

use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, PasswordField, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the set-up page shows. Posts `name`, `email`, `password`, `company` to `/setup`.
#[derive(Debug, Clone)]
pub struct SetupPage {
    /// What was typed.
    pub form: FormState,
    /// The fewest characters of a password.
    pub password_min: u32,
}

impl SetupPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "setup-heading")
    }
}

/// The set-up page.
#[component]
pub fn SetupView(language: Language, page: SetupPage) -> impl IntoView {
    let form = page.form;
    let min = page.password_min;
    let field = |control: &str, label: String| Field::new(control, label, &form);
    let password =
        field("password", t!(language, "field-password")).hint(t!(language, "password-hint", min = min));
    view! {
        <div class="card">
            <h1>{SetupPage::title(language)}</h1>
            <p class="lead">{t!(language, "setup-lead")}</p>
            <form method="post" action="/setup" novalidate>
                <ErrorSummary language form=form.clone()/>
                <TextField field=field("name", t!(language, "field-name")) autocomplete="name" required=true/>
                <TextField field=field("email", t!(language, "field-email")) kind="email" autocomplete="username" required=true/>
                <PasswordField language field=password autocomplete="new-password" min=min/>
                <TextField
                    field=field("company", t!(language, "field-company")).hint(t!(language, "setup-company-hint"))
                    autocomplete="organization"
                    required=true
                />
                <button class="button button-primary button-wide">{t!(language, "setup-submit")}</button>
            </form>
        </div>
    }
}

/// The page of a set-up link that opens nothing any more.
#[derive(Debug, Clone)]
pub struct SetupClosedPage;

impl SetupClosedPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "setup-closed-heading")
    }
}

/// Says that the installation is set up already, or the link is not the right one.
#[component]
pub fn SetupClosedView(language: Language) -> impl IntoView {
    view! {
        <div class="card">
            <h1>{SetupClosedPage::title(language)}</h1>
            <p>{t!(language, "setup-closed-text")}</p>
            <p><a class="button button-primary" href="/sign-in">{t!(language, "sign-in-submit")}</a></p>
        </div>
    }
}
