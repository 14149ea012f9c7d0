//! Asking for a link that lets a forgotten password be replaced.

use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, Icon, Picture, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `email` to `/forgot-password`.
#[derive(Debug, Clone)]
pub struct ForgotPasswordPage {
    /// What was typed.
    pub form: FormState,
}

impl ForgotPasswordPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "forgot-heading")
    }
}

/// The page that asks for the address.
#[component]
pub fn ForgotPasswordView(language: Language, page: ForgotPasswordPage) -> impl IntoView {
    let form = page.form;
    let fresh = form.errors.is_empty();
    view! {
        <div class="card">
            <h1>{ForgotPasswordPage::title(language)}</h1>
            <p class="lead">{t!(language, "forgot-lead")}</p>
            <form method="post" action="/forgot-password" novalidate>
                <ErrorSummary language form=form.clone()/>
                <TextField
                    field=Field::new("email", t!(language, "field-email"), &form)
                    kind="email"
                    autocomplete="username"
                    required=true
                    autofocus=fresh
                />
                <button class="button button-primary button-wide">{t!(language, "forgot-submit")}</button>
                <p class="after"><a href="/sign-in">{t!(language, "forgot-back")}</a></p>
            </form>
        </div>
    }
}

/// What is shown after asking, the same whether the address is known or not.
#[derive(Debug, Clone)]
pub struct CheckMailPage {
    /// Whether mails can be sent at all.
    pub mail_ready: bool,
}

impl CheckMailPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "check-mail-heading")
    }
}

/// Says where to look for the link.
#[component]
pub fn CheckMailView(language: Language, page: CheckMailPage) -> impl IntoView {
    let text =
        if page.mail_ready { t!(language, "check-mail-text") } else { t!(language, "check-mail-no-mail") };
    view! {
        <div class="card">
            <span class="card-picture"><Icon picture=Picture::Mail/></span>
            <h1>{CheckMailPage::title(language)}</h1>
            <p>{text}</p>
            <p class="hint">{t!(language, "check-mail-hint")}</p>
            <p class="after"><a href="/sign-in">{t!(language, "forgot-back")}</a></p>
        </div>
    }
}
