//! What is wrong with the values of a call, by the names that the API has for them.

use serde_json::{Map, Value, json};

/// Every fault of a call: a field, or a way to one within another, and sentences about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Faults(Vec<(Vec<String>, String)>);

impl Faults {
    /// None.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// One alone.
    pub fn one(path: &[&str], text: impl Into<String>) -> Self {
        let mut faults = Self::new();
        faults.push(path, text);
        faults
    }

    /// One more.
    pub fn push(&mut self, path: &[&str], text: impl Into<String>) {
        self.0.push((path.iter().map(|part| (*part).to_owned()).collect(), text.into()));
    }

    /// Whether nothing is wrong.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As an object: each field with a list of sentences, nested as the input is.
    pub fn to_json(&self) -> Value {
        let mut root = Map::new();
        for (path, text) in &self.0 {
            put(&mut root, path, text);
        }
        Value::Object(root)
    }
}

fn put(place: &mut Map<String, Value>, path: &[String], text: &str) {
    match path {
        [] => {}
        [last] => match place.entry(last.clone()).or_insert_with(|| json!([])) {
            Value::Array(list) => list.push(text.into()),
            other => *other = json!([text]),
        },
        [first, rest @ ..] => {
            let inner = place.entry(first.clone()).or_insert_with(|| json!({}));
            if let Value::Object(inner) = inner {
                put(inner, rest, text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_where_the_values_do() {
        let mut faults = Faults::one(&["email"], "This field is required.");
        faults.push(&["client_user", "role"], "Invalid role: Owners");
        faults.push(&["email"], "Twice.");
        let expected = json!({
            "email": ["This field is required.", "Twice."],
            "client_user": {"role": ["Invalid role: Owners"]},
        });
        assert_eq!(faults.to_json(), expected);
    }
}
