//! Bodies: JSON whatever the content type says, since clients name one on calls that have none. Every wrong value is said at
//! once, what nobody asked for is passed over, and nothing at all counts as `{}`.

use super::{Refusal, fields::Faults, words};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use serde_json::{Map, Value};

/// What a call is given.
#[derive(Debug)]
pub(super) struct Body(Map<String, Value>);

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
            Ok(other) => Err(Refusal::field(&["non_field_errors"], words::no_object(&other))),
            Err(error) => Err(Refusal::Malformed(parse_error(octets, &error))),
        }
    }

    /// Reads values by their names; what is wrong is kept until [`Reader::done`].
    pub const fn reader(&self) -> Reader<'_> {
        Reader { fields: &self.0, faults: Faults::new() }
    }
}

/// Where a text stops being JSON, as the published API says it: lines and columns from 1, octets from 0.
fn parse_error(octets: &[u8], error: &serde_json::Error) -> String {
    let (line, column) = (error.line().max(1), error.column());
    let before: usize = octets.split(|octet| *octet == b'\n').take(line - 1).map(|line| line.len() + 1).sum();
    let at = before + column.saturating_sub(1);
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    format!("JSON parse error - {what}: line {line} column {} (char {at})", column.max(1))
}

/// Reads the values of an object.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    fields: &'a Map<String, Value>,
    faults: Faults,
}

impl<'a> Reader<'a> {
    /// Notes what is wrong with a field.
    pub fn fault(&mut self, name: &str, text: impl Into<String>) {
        self.faults.push(&[name], text);
    }

    /// Notes what is wrong with a value within others.
    pub fn fault_at(&mut self, path: &[&str], text: impl Into<String>) {
        self.faults.push(path, text);
    }

    /// What a field holds; none where it is missing or null.
    pub fn value(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// Whether a field is there, even if null.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// What a field holds that must be there.
    pub fn required(&mut self, name: &str) -> Option<&'a Value> {
        let value = self.value(name);
        if value.is_none() {
            let text = if self.has(name) { words::NOT_NULL } else { words::REQUIRED };
            self.fault(name, text);
        }
        value
    }

    /// A text that must be there, not empty.
    pub fn text(&mut self, name: &str) -> Option<&'a str> {
        let value = self.required(name)?;
        let text = self.text_of(name, value)?;
        if text.trim().is_empty() {
            self.fault(name, "This field may not be blank.");
            return None;
        }
        Some(text)
    }

    /// A text that may be missing, null or empty; then empty.
    pub fn optional_text(&mut self, name: &str) -> &'a str {
        let value = self.value(name);
        value.and_then(|value| self.text_of(name, value)).unwrap_or_default()
    }

    /// A text that may be missing; none then, and empty where it is null.
    pub fn changed_text(&mut self, name: &str) -> Option<&'a str> {
        self.has(name).then(|| self.optional_text(name))
    }

    fn text_of(&mut self, name: &str, value: &'a Value) -> Option<&'a str> {
        match value.as_str() {
            // PostgreSQL keeps none.
            Some(text) if text.contains('\0') => self.fault(name, "Null characters are not allowed."),
            Some(text) => return Some(text),
            None => self.fault(name, words::NO_TEXT),
        }
        None
    }

    /// A whole number that must be there.
    pub fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.required(name)?;
        self.integer_of(name, value)
    }

    /// A whole number that may be missing or null.
    pub fn optional_integer(&mut self, name: &str) -> Option<i64> {
        let value = self.value(name)?;
        self.integer_of(name, value)
    }

    fn integer_of(&mut self, name: &str, value: &Value) -> Option<i64> {
        let number = value.as_i64();
        if number.is_none() {
            self.fault(name, words::NO_INTEGER);
        }
        number
    }

    /// Everything that was wrong, if anything was.
    ///
    /// # Errors
    /// [`Refusal::Fields`].
    pub fn done(self) -> Result<(), Refusal> {
        if self.faults.is_empty() { Ok(()) } else { Err(Refusal::Fields(self.faults)) }
    }

    /// As [`Self::done`], for values of which none is missing without a fault.
    ///
    /// # Errors
    /// [`Refusal::Fields`].
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Refusal> {
        self.done()?;
        value.ok_or_else(|| crate::service::Error::internal("a value missing without a fault").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn malformed(text: &str) -> String {
        match Body::parse(text.as_bytes()) {
            Err(Refusal::Malformed(text)) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn it_is_said_where_a_text_stops_being_json() {
        assert!(
            malformed("{\"email\": }").ends_with("line 1 column 11 (char 10)"),
            "{}",
            malformed("{\"email\": }")
        );
        assert!(malformed("{\n  \"a\": 1,\n  x\n}").contains(": line 3 column 3 (char 14)"));
        assert!(malformed("{").starts_with("JSON parse error - EOF while parsing"));
        assert!(malformed(&"[".repeat(1000)).contains("recursion limit"));
        assert!(malformed("{\"a\": 1} x").contains("trailing characters"));
        let not_utf8 = Body::parse(b"{\"a\": \"\xff\"}");
        assert!(matches!(not_utf8, Err(Refusal::Malformed(_))));
    }

    #[test]
    fn nothing_is_an_object_without_fields_and_everything_else_is_none() {
        assert!(Body::parse(b"").unwrap().0.is_empty());
        for other in ["[]", "1", "null", "\"x\""] {
            assert!(matches!(Body::parse(other.as_bytes()), Err(Refusal::Fields(_))), "{other}");
        }
    }

    #[test]
    fn every_wrong_value_is_said_at_once() {
        let body =
            Body::parse(br#"{"a": 1, "b": null, "c": "x", "d": "\u0000", "e": " ", "f": 1.5}"#).unwrap();
        let mut reader = body.reader();
        assert_eq!((reader.text("a"), reader.text("b"), reader.integer("c")), (None, None, None));
        assert_eq!((reader.optional_text("d"), reader.text("e"), reader.integer("f")), ("", None, None));
        assert_eq!(
            (reader.text("g"), reader.optional_text("h"), reader.changed_text("b")),
            (None, "", Some(""))
        );
        let Err(Refusal::Fields(faults)) = reader.done() else { panic!() };
        let said = faults.to_json();
        assert_eq!(said.as_object().unwrap().len(), 7, "{said}");
        assert_eq!(said["g"][0], words::REQUIRED);
        assert_eq!(said["b"][0], words::NOT_NULL);
    }
}
