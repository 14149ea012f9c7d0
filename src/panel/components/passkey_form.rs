//! A form that is sent with the answer of an authenticator. Passkeys are the one thing here that needs scripts: the module
//! `src/panel/passkeys.js` shows the form where the browser can do it, and what stands beside it says what is missing.

use crate::{domain::language::Language, t};
use leptos::{nonce::use_nonce, prelude::*};

/// What the browser does with an authenticator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyUse {
    /// Lets it make a passkey.
    Create,
    /// Lets it prove one.
    Get,
}

/// What a form of passkeys is for.
#[derive(Debug, Clone, Copy)]
pub struct PasskeyWay {
    /// What the browser does.
    pub does: PasskeyUse,
    /// The name of the control that takes the authenticator's answer.
    pub control: &'static str,
    /// The server function that says what the authenticator is to be asked.
    pub options: &'static str,
    /// The address of the module; none when built without a site.
    pub script: Option<&'static str>,
}

/// The form around its fields and its button.
#[component]
pub fn PasskeyForm(
    /// The language of the words.
    language: Language,
    /// What it is for.
    way: PasskeyWay,
    /// The address it posts to.
    #[prop(into)]
    action: String,
    /// Fields and button.
    children: Children,
) -> impl IntoView {
    let does = match way.does {
        PasskeyUse::Create => "create",
        PasskeyUse::Get => "get",
    };
    let script = way.script.map(|src| view! { <script type="module" nonce=use_nonce() src=src></script> });
    view! {
        <form
            class="passkey-form"
            method="post"
            action=action
            novalidate
            hidden
            data-passkey=does
            data-options=way.options
            data-cancelled=t!(language, "passkeys-cancelled")
            data-known=t!(language, "fault-passkey-known")
            data-failed=t!(language, "passkeys-failed")
            data-offline=t!(language, "live-transport")
        >
            {children()}
            <input type="hidden" name=way.control value="" data-answer=""/>
            <p class="field-error" role="alert" data-trouble=""></p>
        </form>
        <p class="hint" hidden>{t!(language, "passkeys-unable")}</p>
        <noscript><p class="hint">{t!(language, "passkeys-need-scripts")}</p></noscript>
        {script}
    }
}
