//! What a form shows again after it was refused.

use crate::panel::outcome::FieldMessage;
use std::collections::BTreeMap;

/// The values a person typed and what is wrong with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormState {
    /// Value by name of the form control. Passwords are never in it.
    pub values: BTreeMap<String, String>,
    /// Every fault, in the order of the fields.
    pub errors: Vec<FieldMessage>,
}

impl FormState {
    /// A form that shows these values and no faults.
    pub const fn with(values: BTreeMap<String, String>) -> Self {
        Self { values, errors: Vec::new() }
    }

    /// The value of a control, empty when there is none.
    pub fn value(&self, control: &str) -> &str {
        self.value_or(control, "")
    }

    /// The value of a control, or `default` when the form does not have one yet.
    pub fn value_or<'a>(&'a self, control: &str, default: &'a str) -> &'a str {
        self.values.get(control).map_or(default, String::as_str)
    }

    /// What is wrong with a control.
    pub fn error(&self, control: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == control).map(|error| error.message.as_str())
    }
}
