//! The link in a test mail: what it is for, and the button that says it has arrived.

use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// What the page shows. Posts `handle` to `/mail-check`.
#[derive(Debug, Clone)]
pub struct MailCheckPage {
    /// What the cookie of the link is found by; no secret.
    pub handle: String,
    /// To which address the mail went.
    pub email: String,
}

impl MailCheckPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "mail-check-heading")
    }
}

/// The page.
#[component]
pub fn MailCheckView(language: Language, page: MailCheckPage) -> impl IntoView {
    view! {
        <div class="card">
            <h1>{MailCheckPage::title(language)}</h1>
            <p class="lead">{t!(language, "mail-check-lead", email = page.email)}</p>
            <form method="post" action="/mail-check">
                <input type="hidden" name="handle" value=page.handle/>
                <button class="button button-primary button-wide">{t!(language, "mail-check-submit")}</button>
            </form>
        </div>
    }
}
