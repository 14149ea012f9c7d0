//! The second factor at sign-in: asked for behind the password.

use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStepWay {
    /// A code of the app.
    Code,
    /// A recovery code.
    Recovery,
}

/// What the page shows. Posts `code`, or `way` and `recovery_code`, and `next` to `/sign-in/second-step`.
#[derive(Debug, Clone)]
pub struct SecondStepPage {
    /// What is wrong with what was typed, which is never shown again.
    pub form: FormState,
    /// What is asked for.
    pub way: SecondStepWay,
    /// Whose password was proven.
    pub email: String,
    /// The local address to go on to.
    pub next: Option<String>,
    /// The same page, asking for the other kind of code.
    pub other: String,
}

impl SecondStepPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "second-step-heading")
    }
}

/// The page.
#[component]
pub fn SecondStepView(language: Language, page: SecondStepPage) -> impl IntoView {
    let form = page.form;
    let fresh = form.errors.is_empty();
    let next = page.next.map(|next| view! { <input type="hidden" name="next" value=next/> });
    let (lead, field, other) = match page.way {
        SecondStepWay::Code => {
            let field = Field::new("code", t!(language, "field-code"), &form);
            let field = view! {
                <TextField field autocomplete="one-time-code" inputmode="numeric" required=true autofocus=fresh/>
            };
            let lead = t!(language, "second-step-lead", email = page.email.as_str());
            (lead, field.into_any(), t!(language, "second-step-recovery"))
        }
        SecondStepWay::Recovery => {
            let field = Field::new("recovery_code", t!(language, "field-recovery-code"), &form);
            let field = view! {
                <input type="hidden" name="way" value="recovery"/>
                <TextField field required=true autofocus=fresh/>
            };
            let lead = t!(language, "second-step-recovery-lead", email = page.email.as_str());
            (lead, field.into_any(), t!(language, "second-step-app"))
        }
    };
    view! {
        <div class="card">
            <h1>{SecondStepPage::title(language)}</h1>
            <p class="lead">{lead}</p>
            <form method="post" action="/sign-in/second-step" novalidate>
                <ErrorSummary language form=form.clone()/>
                {next}
                {field}
                <button class="button button-primary button-wide">{t!(language, "second-step-submit")}</button>
                <p class="after"><a href=page.other>{other}</a></p>
            </form>
            <form class="after" method="post" action="/sign-out">
                <input type="hidden" name="next" value="/sign-in"/>
                <button class="button button-quiet">{t!(language, "second-step-other")}</button>
            </form>
        </div>
    }
}
