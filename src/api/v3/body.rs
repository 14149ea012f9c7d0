//! Bodies below `/v3`: JSON objects in which nothing stands that is not known. Every wrong value is said at once, and nothing
//! at all counts as `{}`.

use super::problem::{Item, Items, Problem, Source};
use crate::api::Refusal;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use serde_json::{Map, Value};

/// What a call is given.
#[derive(Debug)]
pub(in crate::api) struct Body(Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let octets =
            Bytes::from_request(request, state).await.map_err(|error| Refusal::Status(error.status()))?;
        Self::parse(&octets)
    }
}

impl Body {
    fn parse(octets: &[u8]) -> Result<Self, Refusal> {
        if octets.is_empty() {
            return Ok(Self(Map::new()));
        }
        match serde_json::from_slice(octets) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) | Err(_) => Err(Problem::unreadable(Items::default()).into()),
        }
    }

    /// Reads values by their names; whatever has another is wrong.
    pub fn reader(&self, known: &[&str]) -> Reader<'_> {
        let mut items = Items::default();
        for name in self.0.keys().filter(|name| !known.contains(&name.as_str())) {
            items.push(Item::new(Source::Body, name, "unknown_property", "is not a known property"));
        }
        Reader { fields: &self.0, items, mistyped: Items::default() }
    }
}

/// Reads the values of an object; what is wrong is kept until [`Reader::done`].
#[derive(Debug)]
pub(in crate::api) struct Reader<'a> {
    fields: &'a Map<String, Value>,
    items: Items,
    mistyped: Items,
}

impl<'a> Reader<'a> {
    /// Notes what is wrong with a value.
    pub fn wrong(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Whether a field is there, even if null.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// A text that may be missing, of at most so many characters.
    pub fn optional_text(&mut self, name: &str, max: usize) -> Option<&'a str> {
        let Some(text) = self.fields.get(name)?.as_str() else {
            self.mistyped.push(Item::new(Source::Body, name, "is_string", "must be a string"));
            return None;
        };
        if text.chars().count() > max {
            self.items.push(Item::too_long(Source::Body, name, max));
        } else if text.contains('\0') {
            // PostgreSQL keeps none.
            self.items.push(Item::new(Source::Body, name, "invalid", "must not contain null characters"));
        } else {
            return Some(text);
        }
        None
    }

    /// A text that may be missing, but not empty.
    pub fn some_text(&mut self, name: &str, max: usize) -> Option<&'a str> {
        let text = self.optional_text(name, max)?;
        if text.trim().is_empty() {
            self.items.push(Item::blank(name));
            return None;
        }
        Some(text)
    }

    /// A text that must be there, not empty.
    pub fn text(&mut self, name: &str, max: usize) -> Option<&'a str> {
        if !self.has(name) {
            self.items.push(Item::missing(name));
            return None;
        }
        self.some_text(name, max)
    }

    /// A whole number that may be missing.
    pub fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.fields.get(name)?;
        let number = value.as_i64();
        if number.is_none() {
            self.mistyped.push(Item::new(Source::Body, name, "is_integer", "must be an integer"));
        }
        number
    }

    /// Everything that was wrong, if anything was.
    ///
    /// # Errors
    /// [`Refusal::Problem`].
    pub fn done(self) -> Result<(), Refusal> {
        if self.mistyped == Items::default() {
            self.items.done()
        } else {
            Err(Problem::unreadable(self.mistyped).into())
        }
    }

    /// As [`Self::done`], for a value that is not missing without something wrong.
    ///
    /// # Errors
    /// [`Refusal::Problem`].
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Refusal> {
        self.done()?;
        value.ok_or_else(|| crate::service::Error::internal("a value missing without a fault").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(refusal: Refusal) -> Value {
        Problem::of(&refusal, "/v3/users").into_parts("1").1
    }

    #[test]
    fn what_is_no_object_cannot_be_read() {
        assert!(Body::parse(b"").unwrap().0.is_empty());
        for other in ["[]", "1", "null", "\"x\"", "{", "{\"a\": }", "{} x", "\u{0}"] {
            let said = said(Body::parse(other.as_bytes()).unwrap_err());
            assert_eq!(said["detail"], "Could not parse request body", "{other}");
            let expected = json!([{"field": "body", "reason": "request format is invalid"}]);
            assert_eq!(said["invalid_parameters"], expected, "{other}");
        }
        assert!(Body::parse(b"{\"a\": \"\xff\"}").is_err());
        assert!(Body::parse("[".repeat(1000).as_bytes()).is_err());
    }

    #[test]
    fn every_wrong_value_is_said_at_once() {
        let body = Body::parse(br#"{"a": " ", "b": "xxx", "c": "\u0000", "z": 1}"#).unwrap();
        let mut reader = body.reader(&["a", "b", "c", "d"]);
        assert_eq!((reader.text("a", 9), reader.text("b", 2)), (None, None));
        assert_eq!((reader.optional_text("c", 9), reader.text("d", 9)), (None, None));
        let said = said(reader.done().unwrap_err());
        let fields: Vec<&str> = said["invalid_parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["field"].as_str().unwrap())
            .collect();
        assert_eq!(fields, ["z", "a", "b", "c", "d"]);
        assert_eq!(said["invalid_parameters"][2]["maximum"], 2);
    }

    #[test]
    fn values_of_other_types_make_it_unreadable() {
        let body = Body::parse(br#"{"a": 1, "b": null, "c": 1.5}"#).unwrap();
        let mut reader = body.reader(&["a", "b", "c"]);
        assert_eq!(
            (reader.text("a", 9), reader.optional_text("b", 9), reader.integer("c")),
            (None, None, None)
        );
        let said = said(reader.done().unwrap_err());
        assert_eq!(said["detail"], "Could not parse request body");
        let rules: Vec<&Value> =
            said["invalid_parameters"].as_array().unwrap().iter().map(|item| &item["rule"]).collect();
        assert_eq!(rules, [&Value::Null, &json!("is_string"), &json!("is_string"), &json!("is_integer")]);
    }
}
