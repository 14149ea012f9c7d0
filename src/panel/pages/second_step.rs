//! The second factor at sign-in: asked for behind the password.

use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, PasskeyForm, PasskeyUse, PasskeyWay, TextField},
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
    /// A passkey, and nothing that is typed.
    Passkey,
}

/// What the page shows. Posts `code`, or `way` and `recovery_code` or `credential`, and `next` to `/sign-in/second-step`.
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
    /// Whether the person has an app.
    pub app: bool,
    /// Whether the person has a passkey that is taken here.
    pub passkey: bool,
    /// The module for passkeys; none when built without a site.
    pub script: Option<&'static str>,
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
    let way = PasskeyWay {
        does: PasskeyUse::Get,
        control: "credential",
        options: "/_fn/sign-in/second-step/options",
        script: page.script,
    };
    let offers_passkey = page.passkey && page.way != SecondStepWay::Recovery;
    let kind = if page.way == SecondStepWay::Passkey {
        "button button-primary button-wide"
    } else {
        "button button-wide"
    };
    let own_next = next.clone();
    let passkey = offers_passkey.then(move || {
        view! {
            <div class="passkey-way">
                <PasskeyForm language way action="/sign-in/second-step">
                    <input type="hidden" name="way" value="passkey"/>
                    {own_next}
                    <button class=kind>{t!(language, "second-step-passkey")}</button>
                </PasskeyForm>
            </div>
        }
    });
    let other_link = |label: String| view! { <p class="after"><a href=page.other.clone()>{label}</a></p> };
    let (lead, field, other) = match page.way {
        SecondStepWay::Passkey => {
            let lead = t!(language, "second-step-passkey-lead", email = page.email.as_str());
            return view! {
                <div class="card">
                    <h1>{SecondStepPage::title(language)}</h1>
                    <p class="lead">{lead}</p>
                    <ErrorSummary language form/>
                    {passkey}
                    {other_link(t!(language, "second-step-recovery"))}
                    {somebody_else(language)}
                </div>
            }
            .into_any();
        }
        SecondStepWay::Code => {
            let field = Field::new("code", t!(language, "field-code"), &form);
            let field = view! {
                <TextField field autocomplete="one-time-code" inputmode="numeric" required=true autofocus=fresh/>
            };
            let lead = t!(language, "second-step-lead", email = page.email.as_str());
            (lead, field.into_any(), Some(t!(language, "second-step-recovery")))
        }
        SecondStepWay::Recovery => {
            let field = Field::new("recovery_code", t!(language, "field-recovery-code"), &form);
            let field = view! {
                <input type="hidden" name="way" value="recovery"/>
                <TextField field required=true autofocus=fresh/>
            };
            let lead = t!(language, "second-step-recovery-lead", email = page.email.as_str());
            let back = match (page.app, page.passkey) {
                (true, _) => Some(t!(language, "second-step-app")),
                (false, true) => Some(t!(language, "second-step-passkey")),
                // All that is left: passkeys are taken at no address of numbers.
                (false, false) => None,
            };
            (lead, field.into_any(), back)
        }
    };
    view! {
        <div class="card">
            <h1>{SecondStepPage::title(language)}</h1>
            <p class="lead">{lead}</p>
            <ErrorSummary language form=form.clone()/>
            <form method="post" action="/sign-in/second-step" novalidate>
                {next}
                {field}
                <button class="button button-primary button-wide">{t!(language, "second-step-submit")}</button>
            </form>
            {passkey}
            {other.map(other_link)}
            {somebody_else(language)}
        </div>
    }
    .into_any()
}

fn somebody_else(language: Language) -> impl IntoView {
    view! {
        <form class="after" method="post" action="/sign-out">
            <input type="hidden" name="next" value="/sign-in"/>
            <button class="button button-quiet">{t!(language, "second-step-other")}</button>
        </form>
    }
}
