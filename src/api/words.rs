//! The sentences of the JSON APIs: English whatever language the caller has, since programs compare them. Those of the
//! published contract stand here; of everything else, what the panel says.

use crate::{
    domain::{
        field::{Fault, Field},
        language::Language,
        time::Span,
    },
    i18n::faults,
};
use axum::http::StatusCode;
use serde_json::Value;

pub(super) const UNKNOWN_TOKEN: &str = "Token is invalid or expired";
pub(super) const FORBIDDEN: &str = "You do not have permission to perform this action.";
pub(super) const NOT_FOUND: &str = "Not found.";
pub(super) const NO_LONGER: &str = "This is not possible any more.";
pub(super) const BUSY: &str = "The server is busy. Try again later.";
pub(super) const INTERNAL: &str = "Internal server error.";
pub(super) const REQUIRED: &str = "This field is required.";
pub(super) const NOT_NULL: &str = "This field may not be null.";
pub(super) const NO_TEXT: &str = "Not a valid string.";
pub(super) const NO_INTEGER: &str = "A valid integer is required.";
pub(super) const NO_EMAIL: &str = "Enter a valid email address.";
pub(super) const NO_MOMENT: &str = "Datetime has wrong format. Use one of these formats instead: \
                                    YYYY-MM-DDThh:mm:ss[.uuuuuu][+HH:MM|-HH:MM|Z].";
pub(super) const NO_CHOICE: &str = "Not a valid choice.";
pub(super) const ACTIVE_TOKENS: &str = "You can't remove the user as they have active tokens";
pub(super) const TOKEN_ABOVE: &str =
    "The specified user has issued a token with a higher role. Try using another role.";

/// Something else where an object belongs.
pub(super) fn no_object(given: &Value) -> String {
    let kind = match given {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    };
    format!("Invalid data. Expected a dictionary, but got {kind}.")
}

/// After so long.
pub(super) fn too_many(wait: Span) -> String {
    format!("Request was throttled. Expected available in {} seconds.", wait.as_seconds_up().max(1))
}

/// What is known of a status alone.
pub(super) fn of_status(status: StatusCode) -> String {
    match status.as_u16() {
        403 => FORBIDDEN.into(),
        404 => NOT_FOUND.into(),
        405 => "Method not allowed.".into(),
        500 => INTERNAL.into(),
        503 => BUSY.into(),
        _ => format!("{}.", status.canonical_reason().unwrap_or("Error")),
    }
}

/// What the API calls a field.
pub(super) fn name(field: &Field) -> String {
    match field {
        Field::Language => "lang".into(),
        Field::Role => "user_role".into(),
        Field::ClientRole => "role".into(),
        Field::Projects(_) => "project_id".into(),
        other => other.control(),
    }
}

/// What is wrong with a value.
pub(super) fn fault(field: &Field, fault: &Fault) -> String {
    match fault {
        Fault::Missing => REQUIRED.into(),
        Fault::NotAnAddress => NO_EMAIL.into(),
        Fault::NotAChoice => NO_CHOICE.into(),
        Fault::TooLong { max } => format!("Ensure this field has no more than {max} characters."),
        Fault::TooShort { min } => format!("Ensure this field has at least {min} characters."),
        other => faults::message(Language::En, field, other),
    }
}
