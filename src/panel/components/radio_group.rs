//! A choice of one among a few, all of them in sight.

use crate::panel::{forms::FormState, islands::ids};
use leptos::prelude::*;

/// One choice.
#[derive(Debug, Clone)]
pub struct RadioOption {
    /// What is sent.
    pub value: String,
    /// Its name.
    pub label: String,
    /// A line on what it means.
    pub description: String,
    /// Why it cannot be chosen; `None` when it can.
    pub impossible: Option<String>,
}

/// A fieldset of radio buttons. The first that can be chosen carries the id the error summary leads to.
#[component]
pub fn RadioGroup(
    /// The name of the form control.
    control: &'static str,
    /// The name of the group.
    legend: String,
    /// The value chosen.
    chosen: String,
    /// The choices.
    options: Vec<RadioOption>,
    /// What is wrong.
    form: FormState,
    /// How the choices stand: `stacked` or `side-by-side`.
    #[prop(default = "stacked")]
    layout: &'static str,
) -> impl IntoView {
    let error = form.error(control).map(str::to_owned);
    let described_by = error.as_ref().map(|_| ids::error_id(control));
    let first = options.iter().position(|option| option.impossible.is_none());
    let radios = options
        .into_iter()
        .enumerate()
        .map(|(place, option)| {
            let own = format!("{control}-{}", option.value);
            let id = if Some(place) == first { ids::field_id(control) } else { ids::field_id(&own) };
            let hint = ids::hint_id(&own);
            let impossible = option.impossible.is_some();
            let checked = option.value == chosen && !impossible;
            view! {
                <div class="radio" class:radio-impossible=impossible>
                    <input
                        type="radio"
                        id=id.clone()
                        name=control
                        value=option.value
                        checked=checked
                        disabled=impossible
                        aria-describedby=hint.clone()
                    />
                    <div>
                        <label for=id>{option.label}</label>
                        <p class="hint" id=hint>
                            {option.description}
                            {option.impossible.map(|reason| view! { " " <strong>{reason}</strong> })}
                        </p>
                    </div>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" data-field=control aria-describedby=described_by>
            <legend>{legend}</legend>
            <div class=format!("radios {layout}")>{radios}</div>
            {error.map(|error| view! { <p class="field-error" id=ids::error_id(control)>{error}</p> })}
        </fieldset>
    }
}
