//! The way in.

use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, PasskeyForm, PasskeyUse, PasskeyWay, PasswordField, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the sign-in page shows. Posts `email`, `password`, `next` to `/sign-in`.
#[derive(Debug, Clone)]
pub struct SignInPage {
    /// What was typed.
    pub form: FormState,
    /// The local address to go on to.
    pub next: Option<String>,
    /// Whether passkeys are taken here; posts `credential`, `next` to `/sign-in/passkey`.
    pub passkeys: bool,
    /// The module for them; none when built without a site.
    pub script: Option<&'static str>,
}

impl SignInPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "sign-in-heading")
    }
}

/// The sign-in page.
#[component]
pub fn SignInView(language: Language, page: SignInPage) -> impl IntoView {
    let form = page.form;
    let fresh = form.errors.is_empty();
    let next = page.next.map(|next| view! { <input type="hidden" name="next" value=next/> });
    let way = PasskeyWay {
        does: PasskeyUse::Get,
        control: "credential",
        options: "/_fn/sign-in/passkey/options",
        script: page.script,
    };
    let own_next = next.clone();
    let passkeys = page.passkeys.then(move || {
        view! {
            <div class="after passkey-way">
                <PasskeyForm language way action="/sign-in/passkey">
                    {own_next}
                    <button class="button button-wide">{t!(language, "sign-in-passkey")}</button>
                </PasskeyForm>
            </div>
        }
    });
    view! {
        <div class="card">
            <h1>{SignInPage::title(language)}</h1>
            <form method="post" action="/sign-in" novalidate>
                <ErrorSummary language form=form.clone()/>
                {next}
                <TextField
                    field=Field::new("email", t!(language, "field-email"), &form)
                    kind="email"
                    autocomplete="username"
                    required=true
                    autofocus=fresh
                />
                <PasswordField
                    language
                    field=Field::new("password", t!(language, "field-password"), &form)
                    autocomplete="current-password"
                />
                <button class="button button-primary button-wide">{t!(language, "sign-in-submit")}</button>
                <p class="after"><a href="/forgot-password">{t!(language, "sign-in-forgot")}</a></p>
            </form>
            {passkeys}
        </div>
    }
}
