//! Problem details (RFC 9457) as the published contract has them: what every refusal below `/v3` looks like. Titles, and the
//! details that the contract names, are to the letter.

use crate::{
    api::{Refusal, words},
    domain::{
        field::{Fault, Field, FieldErrors},
        language::Language,
    },
    i18n::faults,
    service::Error,
};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// The most wrong things that are said of one call.
const MOST_ITEMS: usize = 50;
/// How much of a name that somebody made up is repeated, in characters.
const LONGEST_FIELD: usize = 100;

const FORBIDDEN: &str = "You must have the [administrator] role to perform this action";
const TOO_MANY: &str = "Too many requests";
const UNREADABLE: &str = "Could not parse request body";

/// In what a wrong value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api) enum Source {
    Body,
    Query,
    Path,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::api) struct Item {
    field: String,
    reason: String,
    rule: Option<&'static str>,
    source: Option<Source>,
    minimum: Option<i64>,
    maximum: Option<i64>,
}

impl Item {
    /// By one of the published rules.
    pub fn new(source: Source, field: &str, rule: &'static str, reason: impl Into<String>) -> Self {
        Self { rule: Some(rule), source: Some(source), ..Self::bare(field, reason) }
    }

    /// By no rule that has a name.
    pub fn bare(field: &str, reason: impl Into<String>) -> Self {
        Self {
            field: field.chars().take(LONGEST_FIELD).collect(),
            reason: reason.into(),
            rule: None,
            source: None,
            minimum: None,
            maximum: None,
        }
    }

    /// A text that is too long.
    pub fn too_long(source: Source, field: &str, max: usize) -> Self {
        let reason = format!("is too long (maximum length: {max})");
        let maximum = Some(i64::try_from(max).unwrap_or(i64::MAX));
        Self { maximum, ..Self::new(source, field, "max_length", reason) }
    }

    /// A text that is too short.
    pub fn too_short(source: Source, field: &str, min: usize) -> Self {
        let reason = format!("is too short (minimum length: {min})");
        let minimum = Some(i64::try_from(min).unwrap_or(i64::MAX));
        Self { minimum, ..Self::new(source, field, "min_length", reason) }
    }

    /// A number that is too small.
    pub fn below(source: Source, field: &str, min: i64) -> Self {
        let reason = format!("must not be less than {min}");
        Self { minimum: Some(min), ..Self::new(source, field, "min", reason) }
    }

    /// A number that is too large.
    pub fn above(source: Source, field: &str, max: i64) -> Self {
        let reason = format!("must not be more than {max}");
        Self { maximum: Some(max), ..Self::new(source, field, "max", reason) }
    }

    /// A value that must be there.
    pub fn missing(field: &str) -> Self {
        Self::new(Source::Body, field, "required", "is a required field")
    }

    /// A text that is empty.
    pub fn blank(field: &str) -> Self {
        Self::new(Source::Body, field, "required", "cannot be blank")
    }

    fn to_json(&self) -> Value {
        let mut item = json!({ "field": self.field, "reason": self.reason });
        let source = self.source.map(|source| match source {
            Source::Body => "body",
            Source::Query => "query",
            Source::Path => "path",
        });
        let more: [(&str, Option<Value>); 4] = [
            ("rule", self.rule.map(Into::into)),
            ("source", source.map(Into::into)),
            ("minimum", self.minimum.map(Into::into)),
            ("maximum", self.maximum.map(Into::into)),
        ];
        if let Some(item) = item.as_object_mut() {
            item.extend(more.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        }
        item
    }
}

/// Everything that is wrong with the values of a call; nothing of it twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::api) struct Items(Vec<Item>);

impl Items {
    /// One more.
    pub fn push(&mut self, item: Item) {
        if self.0.len() < MOST_ITEMS && !self.0.contains(&item) {
            self.0.push(item);
        }
    }

    /// Everything that was wrong, if anything was.
    ///
    /// # Errors
    /// [`Refusal::Problem`].
    pub fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(self).into()) }
    }
}

/// Why a call came to nothing, as far as the body of the answer says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::api) struct Problem {
    status: StatusCode,
    detail: String,
    items: Items,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl Problem {
    /// A sentence.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), items: Items::default() }
    }

    /// Values are wrong.
    pub fn invalid(items: Items) -> Self {
        Self { status: StatusCode::BAD_REQUEST, detail: String::new(), items }
    }

    /// One value is wrong.
    pub fn item(item: Item) -> Self {
        let mut items = Items::default();
        items.push(item);
        Self::invalid(items)
    }

    /// The body is no JSON object, or values in it are of other types than they should be.
    pub fn unreadable(wrong: Items) -> Self {
        let mut items = Items::default();
        items.push(Item::bare("body", "request format is invalid"));
        wrong.0.into_iter().for_each(|item| items.push(item));
        Self { detail: UNREADABLE.into(), ..Self::invalid(items) }
    }

    /// Things do not stand so.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    /// Nothing of that kind is there.
    pub fn not_found(noun: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("The requested {noun} was not found"))
    }

    fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "A valid token is required")
    }

    fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, FORBIDDEN)
    }

    /// What a refusal of a call of this path is.
    pub fn of(refusal: &Refusal, path: &str) -> Self {
        match refusal {
            Refusal::Problem(problem) => Self::clone(problem),
            Refusal::Service(error) => match error {
                Error::Invalid(errors) => Self::of_errors(errors, path),
                Error::SignedOut => Self::unauthenticated(),
                Error::Forbidden | Error::StepUp => Self::forbidden(),
                Error::NotFound => Self::not_found(noun(path)),
                Error::LinkClosed(_) | Error::Conflict => Self::conflict(words::NO_LONGER),
                Error::TooMany(_) => Self::new(StatusCode::TOO_MANY_REQUESTS, TOO_MANY),
                Error::Busy(_) => Self::new(StatusCode::SERVICE_UNAVAILABLE, words::BUSY),
                Error::Internal(..) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, words::INTERNAL),
            },
            Refusal::Credentials(_) => Self::unauthenticated(),
            Refusal::Malformed(_) => Self::unreadable(Items::default()),
            Refusal::Said(status, detail) => Self::new(*status, detail),
            Refusal::Fields(_) | Refusal::Sentences(_) => Self::new(StatusCode::BAD_REQUEST, ""),
            Refusal::Status(status) => match status.as_u16() {
                403 => Self::forbidden(),
                404 => Self::not_found("resource"),
                429 => Self::new(*status, TOO_MANY),
                _ => Self::new(*status, words::of_status(*status)),
            },
        }
    }

    /// What a use case found wrong: values by their names; what is wrong with nothing that was sent, but with how things
    /// stand, is a conflict.
    fn of_errors(errors: &FieldErrors, path: &str) -> Self {
        let mut items = Items::default();
        for (field, fault) in &errors.0 {
            match (field, fault) {
                (_, Fault::NotOneself | Fault::AboveOwnRank) => {
                    return Self::new(StatusCode::FORBIDDEN, sentence(field, fault));
                }
                (Field::Form, _) | (_, Fault::TokenAbove | Fault::ActiveTokens) => {
                    return Self::conflict(sentence(field, fault));
                }
                (field, fault) => items.push(item(field, fault, path)),
            }
        }
        Self::invalid(items)
    }

    /// Status and sentence, for whoever has nothing else.
    pub fn said(&self) -> (StatusCode, &str) {
        (self.status, &self.detail)
    }

    /// The status, and the body under the id of the request.
    pub fn into_parts(mut self, request_id: &str) -> (StatusCode, Value) {
        let status = self.status;
        if status == StatusCode::BAD_REQUEST && self.items.0.is_empty() {
            // There is always one on this status: clients refuse to read it otherwise.
            self.items.push(Item::bare("request", "is not valid"));
        }
        let mut body = json!({
            "status": status.as_u16(),
            "title": title(status),
            "type": format!("https://httpstatuses.com/{}", status.as_u16()),
            "instance": format!("konnect:trace:{request_id}"),
            "detail": self.detail,
        });
        if let (Some(body), false) = (body.as_object_mut(), self.items.0.is_empty()) {
            body.insert("invalid_parameters".into(), self.items.0.iter().map(Item::to_json).collect());
        }
        (status, body)
    }
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "Unauthenticated",
        403 => "Invalid Permissions",
        409 => "Resource Conflict",
        429 => "Rate Limited",
        _ => status.canonical_reason().unwrap_or("Error"),
    }
}

/// What stands at an address, one of a kind: the last that is named by an id.
fn noun(path: &str) -> &'static str {
    let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
    let mut noun = "resource";
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            break;
        }
        noun = match part {
            "users" => "user",
            "teams" => "team",
            "access-tokens" => "personal access token",
            "organizations" => "organization",
            _ => noun,
        };
    }
    noun
}

fn sentence(field: &Field, fault: &Fault) -> String {
    faults::message(Language::En, field, fault)
}

fn item(field: &Field, fault: &Fault, path: &str) -> Item {
    let control = field.control();
    let name = match field {
        Field::Name if path.starts_with("/v3/users") && !path.contains("/access-tokens") => "full_name",
        Field::Expires => "expires_at",
        _ => control.as_str(),
    };
    match fault {
        Fault::Missing => Item::blank(name),
        Fault::TooLong { max } => Item::too_long(Source::Body, name, *max),
        Fault::TooShort { min } => Item::too_short(Source::Body, name, *min),
        fault => Item::new(Source::Body, name, "invalid", sentence(field, fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_called_by_its_name() {
        let id = "0b0f6a52-6d0b-4c1e-9d55-5b6f0c1f5003";
        for (path, expected) in [
            (format!("/v3/users/{id}"), "user"),
            (format!("/v3/users/{id}/access-tokens"), "user"),
            (format!("/v3/users/{id}/access-tokens/{id}"), "personal access token"),
            (format!("/v3/users/{id}/access-tokens/{id}/revoke"), "personal access token"),
            (format!("/v3/teams/{id}/users"), "team"),
            ("/v3/invites".into(), "resource"),
        ] {
            assert_eq!(noun(&path), expected, "{path}");
        }
    }

    #[test]
    fn nothing_is_said_twice_and_a_wrong_request_always_says_something() {
        let mut items = Items::default();
        for _ in 0..2 {
            items.push(Item::blank("email"));
        }
        let (status, body) = Problem::invalid(items).into_parts("1f");
        assert_eq!(
            (status, body["invalid_parameters"].as_array().unwrap().len()),
            (StatusCode::BAD_REQUEST, 1)
        );
        assert_eq!((&body["detail"], &body["instance"]), (&json!(""), &json!("konnect:trace:1f")));
        let (_, body) = Problem::of(&Refusal::Status(StatusCode::BAD_REQUEST), "/v3/users").into_parts("1f");
        assert_eq!(body["invalid_parameters"][0]["reason"], "is not valid");
        let (_, body) = Problem::of(&Refusal::Status(StatusCode::NOT_FOUND), "/v3/users/1").into_parts("1f");
        assert_eq!((&body["title"], body.get("invalid_parameters")), (&json!("Not Found"), None));
    }
}
