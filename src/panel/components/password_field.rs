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
            <PasswordLive
                input=id
                show=t!(language, "password-show")
                hide=t!(language, "password-hide")
                min=min.unwrap_or(0)
                short=t!(language, "password-short", min = min.unwrap_or(0))
                enough=t!(language, "password-enough")
            />
        </div>
    };
    field.around(input.into_any())
}
