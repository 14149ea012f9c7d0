//! The first page of people who may not open the Users page.

use super::words::{AccessInWords, AccessList};
use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct WelcomePage {
    /// The account's name.
    pub account: String,
    /// What the person may do in it.
    pub access: AccessInWords,
}

impl WelcomePage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "welcome-heading", account = self.account.clone())
    }
}

/// The page.
#[component]
pub fn WelcomeView(language: Language, page: WelcomePage) -> impl IntoView {
    view! {
        <div class="card">
            <h1>{page.title(language)}</h1>
            <p class="lead">{t!(language, "welcome-lead")}</p>
            <dl class="facts"><AccessList language access=page.access/></dl>
        </div>
    }
}
