//! One's own password.

use super::account_nav::{AccountHead, AccountPart};
use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, PasswordField, PasswordOwner},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `current_password`, `new_password` to `/account/password`.
#[derive(Debug, Clone)]
pub struct OwnPasswordPage {
    /// What is wrong with what was typed.
    pub form: FormState,
    /// Whose password it is; for password managers.
    pub email: String,
    /// The fewest characters of a password.
    pub password_min: u32,
}

impl OwnPasswordPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "account-password")
    }
}

/// The page.
#[component]
pub fn OwnPasswordView(language: Language, page: OwnPasswordPage) -> impl IntoView {
    let form = page.form;
    let min = page.password_min;
    let current = Field::new("current_password", t!(language, "field-current-password"), &form);
    let new = Field::new("new_password", t!(language, "field-new-password"), &form).hint(t!(
        language,
        "password-hint",
        min = min
    ));
    view! {
        <div class="settings">
            <AccountHead language current=AccountPart::Password/>
            <section class="card card-wide" aria-labelledby="account-password">
                <h2 id="account-password">{t!(language, "account-password-submit")}</h2>
                <p class="hint">{t!(language, "account-password-effect")}</p>
                <form method="post" action="/account/password" novalidate>
                    <ErrorSummary language form=form.clone()/>
                    <PasswordOwner email=page.email/>
                    <PasswordField language field=current autocomplete="current-password"/>
                    <PasswordField language field=new autocomplete="new-password" min=min/>
                    <div class="form-end">
                        <button class="button button-primary">{t!(language, "account-password-submit")}</button>
                    </div>
                </form>
            </section>
        </div>
    }
}
