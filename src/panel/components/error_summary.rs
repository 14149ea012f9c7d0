//! Everything wrong with a form, at its top, with links to the fields.

use crate::{
    domain::language::Language,
    panel::{forms::FormState, islands::ids, outcome::FieldMessage},
    t,
};
use leptos::prelude::*;

/// The summary of a refused form; nothing when nothing is wrong. It takes the focus when the page opens.
#[component]
pub fn ErrorSummary(
    /// The language of the heading.
    language: Language,
    /// The form as it was refused.
    form: FormState,
) -> impl IntoView {
    (!form.errors.is_empty()).then(|| {
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                <h2>{t!(language, "form-problem")}</h2>
                <ul>{form.errors.into_iter().map(|error| view! { <li>{entry(error)}</li> }).collect_view()}</ul>
            </div>
        }
    })
}

/// A fault of the form as a whole has no field to lead to.
fn entry(error: FieldMessage) -> AnyView {
    if error.field == "form" {
        return error.message.into_any();
    }
    let href = format!("#{}", ids::field_id(&error.field));
    view! { <a href=href>{error.message}</a> }.into_any()
}
