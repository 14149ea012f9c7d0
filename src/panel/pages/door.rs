//! The second step of joining an account that nobody joins without a second factor: an app is set up.

use crate::{
    domain::language::Language,
    panel::{
        components::{AppKey, ErrorSummary, Field, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `code` to `/invitations/{handle}/two-factor`.
#[derive(Debug, Clone)]
pub struct DoorPage {
    /// The account's name.
    pub account: String,
    /// The key as it is typed.
    pub key: String,
    /// The address as it is scanned.
    pub address: String,
    /// How many minutes it may take from now on.
    pub minutes: i64,
    /// The address of the invitation's page: there one begins again, and below it this page stands.
    pub path: String,
    /// What is wrong with what was typed, which is never shown again.
    pub form: FormState,
}

impl DoorPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "accept-heading", account = self.account.as_str())
    }
}

/// The page.
#[component]
pub fn DoorView(language: Language, page: DoorPage) -> impl IntoView {
    let title = page.title(language);
    let DoorPage { account, key, address, minutes, path, form } = page;
    let code =
        Field::new("code", t!(language, "field-code"), &form).hint(t!(language, "two-factor-code-hint"));
    let fresh = form.errors.is_empty();
    view! {
        <div class="card">
            <h1>{title}</h1>
            <p class="lead">{t!(language, "door-lead", account = account)}</p>
            <h2>{t!(language, "two-factor-set-up")}</h2>
            <AppKey language key address/>
            <form method="post" action=format!("{path}/two-factor") novalidate>
                <ErrorSummary language form/>
                <TextField field=code autocomplete="one-time-code" inputmode="numeric" required=true autofocus=fresh/>
                <p class="hint">{t!(language, "door-effect", minutes = minutes)}</p>
                <button class="button button-primary button-wide">{t!(language, "accept-submit")}</button>
            </form>
            <p class="after"><a href=path>{t!(language, "door-back")}</a></p>
        </div>
    }
}
