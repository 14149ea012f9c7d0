//! The password of whoever is there, asked for as a proof.

use super::{Field, PasswordField};
use crate::{domain::language::Language, panel::forms::FormState, t};
use leptos::prelude::*;

/// Whose password a form asks for; seen by password managers alone.
#[component]
pub fn PasswordOwner(
    /// The person's address.
    email: String,
) -> impl IntoView {
    view! {
        <input
            class="visually-hidden"
            type="text"
            value=email
            autocomplete="username"
            readonly
            tabindex="-1"
            aria-hidden="true"
        />
    }
}

/// One's own password, in the control `password`, before one's second factor is changed.
#[component]
pub fn OwnPassword(
    /// The language of the words around it.
    language: Language,
    /// What is wrong with what was typed.
    form: FormState,
    /// The person's address.
    email: String,
) -> impl IntoView {
    let field = Field::new("password", t!(language, "field-password"), &form)
        .hint(t!(language, "two-factor-password-hint"));
    view! {
        <PasswordOwner email/>
        <PasswordField language field autocomplete="current-password"/>
    }
}
