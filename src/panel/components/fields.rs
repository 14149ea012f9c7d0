//! Form fields: label, hint, control, and what is wrong with it, tied together for eyes and screen readers.

use crate::panel::{forms::FormState, islands::ids};
use leptos::prelude::*;

/// What every field has.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name of the form control.
    pub control: String,
    /// The label, which is its accessible name.
    pub label: String,
    /// What helps before it is filled in.
    pub hint: Option<String>,
    /// What it holds.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Field {
    /// A field of a form.
    pub fn new(control: impl Into<String>, label: String, form: &FormState) -> Self {
        let control = control.into();
        let value = form.value(&control).to_owned();
        let error = form.error(&control).map(str::to_owned);
        Self { control, label, hint: None, value, error }
    }

    /// With words that help.
    #[must_use]
    pub fn hint(self, hint: String) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// With a value when the form has none of its own.
    #[must_use]
    pub fn or_value(self, form: &FormState, default: &str) -> Self {
        let value = form.value_or(&self.control, default).to_owned();
        Self { value, ..self }
    }

    /// The ids of everything that describes the control.
    pub fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| ids::hint_id(&self.control));
        let error = self.error.as_ref().map(|_| ids::error_id(&self.control));
        let all: Vec<String> = hint.into_iter().chain(error).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// `aria-invalid`, absent while nothing is wrong.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    /// Label, hint, the control itself, and the fault.
    pub fn around(&self, control: AnyView) -> AnyView {
        let id = ids::field_id(&self.control);
        let hint = self.hint.clone().map(|hint| {
            view! { <p class="hint" id=ids::hint_id(&self.control)>{hint}</p> }
        });
        let error = self.error.clone().map(|error| {
            view! { <p class="field-error" id=ids::error_id(&self.control)>{error}</p> }
        });

        view! {
            <div class="field" data-field=self.control.clone()>
                <label for=id>{self.label.clone()}</label>
                {hint}
                {control}
                {error}
            </div>
        }
        .into_any()
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// Label, value and so on.
    field: Field,
    /// The `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What keys a screen may offer for it.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// The longest text the control takes; generous, the server has the rule.
    #[prop(default = 300)]
    maxlength: i32,
    /// Of a day, the first that can be chosen.
    #[prop(optional, into)]
    min: Option<String>,
    /// Whether the form is refused without it.
    #[prop(optional)]
    required: bool,
    /// Whether it can only be read.
    #[prop(optional)]
    readonly: bool,
    /// Whether it has the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let address = kind == "email";
    let input = view! {
        <input
            id=ids::field_id(&field.control)
            name=field.control.clone()
            type=kind
            value=field.value.clone()
            autocomplete=autocomplete
            inputmode=inputmode
            autocapitalize=address.then_some("none")
            spellcheck=address.then_some("false")
            maxlength=maxlength.to_string()
            min=min
            readonly=readonly
            autofocus=autofocus
            aria-required=required.then_some("true")
            aria-invalid=field.invalid()
            aria-describedby=field.described_by()
        />
    };
    field.around(input.into_any())
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Label, value and so on.
    field: Field,
    /// How many lines are shown while there are not more.
    rows: i32,
    /// The longest text the control takes; none for any.
    #[prop(optional, into)]
    maxlength: Option<i32>,
    /// Whether it holds addresses.
    #[prop(optional)]
    addresses: bool,
    /// Whether the form is refused without it.
    #[prop(optional)]
    required: bool,
    /// Whether it has the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    // An empty text would be written as a blank, and a first line end is not read as one.
    let text = format!("\n{}", html_escape::encode_text(&field.value));
    let area = view! {
        <textarea
            id=ids::field_id(&field.control)
            name=field.control.clone()
            rows=rows.to_string()
            autocomplete="off"
            inputmode=addresses.then_some("email")
            autocapitalize=addresses.then_some("none")
            spellcheck=addresses.then_some("false")
            maxlength=maxlength.map(|most| most.to_string())
            autofocus=autofocus
            aria-required=required.then_some("true")
            aria-invalid=field.invalid()
            aria-describedby=field.described_by()
            inner_html=text
        ></textarea>
    };
    field.around(area.into_any())
}

/// Something that is so or not; sends `1` when it is.
#[component]
pub fn CheckField(
    /// Label, value and so on.
    field: Field,
) -> impl IntoView {
    let id = ids::field_id(&field.control);
    let hint =
        field.hint.clone().map(|hint| view! { <p class="hint" id=ids::hint_id(&field.control)>{hint}</p> });
    let error = field
        .error
        .clone()
        .map(|error| view! { <p class="field-error" id=ids::error_id(&field.control)>{error}</p> });
    view! {
        <div class="field check" data-field=field.control.clone()>
            <input
                type="checkbox"
                id=id.clone()
                name=field.control.clone()
                value="1"
                checked=field.value == "1"
                autocomplete="off"
                aria-invalid=field.invalid()
                aria-describedby=field.described_by()
            />
            <label for=id>{field.label.clone()}</label>
            {hint}
            {error}
        </div>
    }
}

/// One entry of a select.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// An entry.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A choice of one among a few.
#[component]
pub fn SelectField(
    /// Label, value and so on.
    field: Field,
    /// The entries.
    choices: Vec<Choice>,
) -> impl IntoView {
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == field.value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    let select = view! {
        <select
            id=ids::field_id(&field.control)
            name=field.control.clone()
            aria-invalid=field.invalid()
            aria-describedby=field.described_by()
        >
            {options}
        </select>
    };
    field.around(select.into_any())
}
