//! The link in the mail to a new address: what it would change, and the button that does.

use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// What the page shows. Posts `handle` to `/account/email`.
#[derive(Debug, Clone)]
pub struct ConfirmEmailPage {
    /// What the cookie of the link is found by; no secret.
    pub handle: String,
    /// The address in force.
    pub old: String,
    /// The address to come.
    pub new: String,
}

impl ConfirmEmailPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "confirm-email-heading")
    }
}

/// The page.
#[component]
pub fn ConfirmEmailView(language: Language, page: ConfirmEmailPage) -> impl IntoView {
    view! {
        <div class="card">
            <h1>{ConfirmEmailPage::title(language)}</h1>
            <p class="lead">{t!(language, "confirm-email-lead")}</p>
            <dl class="facts">
                <dt>{t!(language, "confirm-email-old")}</dt>
                <dd>{page.old}</dd>
                <dt>{t!(language, "confirm-email-new")}</dt>
                <dd><strong>{page.new}</strong></dd>
            </dl>
            <form method="post" action="/account/email">
                <input type="hidden" name="handle" value=page.handle/>
                <button class="button button-primary button-wide">{t!(language, "confirm-email-submit")}</button>
            </form>
            <p class="hint">{t!(language, "confirm-email-hint")}</p>
        </div>
    }
}
