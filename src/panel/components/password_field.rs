//! A password, never shown again, with what makes choosing one easier where scripts run.

use super::Field;
use crate::{
    domain::language::Language,
    panel::islands::{PasswordLive, ids},
    t,
};
use leptos::prelude::*;

/// A password with a button that shows it. With `min`, a new one is being chosen.
#[component]
pub fn PasswordField(
    /// The language of the words around it.
    language: Language,
    /// Label and so on; its value is not used.
    field: Field,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// The fewest characters of a new password.
    #[prop(optional, into)]
    min: Option<u32>,
) -> impl IntoView {
    let id = ids::field_id(&field.control);
    let rule = min.map(|min| {
        view! {
            <p
                class="password-rule"
                role="status"
                data-min=min.to_string()
                data-short=t!(language, "password-short", min = min)
                data-enough=t!(language, "password-enough")
            ></p>
        }
    });
    let input = view! {
        <div class="password">
            <input
                id=id.clone()
                name=field.control.clone()
                type="password"
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                maxlength="1100"
                aria-required="true"
                aria-invalid=field.invalid()
                aria-describedby=field.described_by()
            />
            <button
                type="button"
                class="button password-show"
                hidden
                aria-controls=id
                data-hide=t!(language, "password-hide")
            >
                {t!(language, "password-show")}
            </button>
            {rule}
            <PasswordLive/>
        </div>
    };
    field.around(input.into_any())
}
