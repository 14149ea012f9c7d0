//! The documents of the APIs as people read them: calls by their tags, and the types that these speak of.

use crate::api::{Documented, documents};
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// An API.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What stands in the address of its page.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Where its document is.
    pub document: &'static str,
    /// Its calls, by their tags.
    pub groups: Vec<Group>,
    /// What every call may be refused with.
    pub refusals: Vec<Answer>,
    /// The types that stand in its calls, by name.
    pub types: Vec<Type>,
}

/// Calls of one kind.
#[derive(Debug, Clone)]
pub struct Group {
    /// The tag.
    pub name: String,
    /// The calls, as the document has them.
    pub calls: Vec<Call>,
}

/// A call.
#[derive(Debug, Clone)]
pub struct Call {
    /// Its name in the document; unique there.
    pub id: String,
    /// The method, in capitals.
    pub method: String,
    /// The address, with `{…}` for what is to be put in.
    pub path: String,
    /// What it does.
    pub summary: String,
    /// What else is to be known.
    pub description: String,
    /// What stands in the address and behind it.
    pub parameters: Vec<Member>,
    /// What is sent.
    pub body: Option<Kind>,
    /// What may come back, but for the refusals that every call has.
    pub answers: Vec<Answer>,
}

/// What may come back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: String,
    /// When.
    pub description: String,
    /// With what; none where the body is empty.
    pub body: Option<Kind>,
}

/// A type with a name.
#[derive(Debug, Clone)]
pub struct Type {
    /// Its name in the document; unique there.
    pub name: String,
    /// What it is.
    pub description: String,
    /// What it is made of, where it is an object.
    pub members: Vec<Member>,
    /// What it is, where it is no object.
    pub kind: Option<Kind>,
}

/// A parameter of a call, or a field of an object.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Of what kind its value is.
    pub kind: Kind,
    /// Whether it must be there.
    pub is_required: bool,
    /// Whether it stands in the query.
    pub in_query: bool,
    /// What it says.
    pub description: String,
}

/// What a value is, in words and names of types.
pub type Kind = Vec<Piece>;

/// A part of what a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A type of the same document.
    Type(String),
}

/// The APIs, in the order in which they are shown.
pub fn references() -> &'static [Reference] {
    static REFERENCES: LazyLock<Vec<Reference>> =
        LazyLock::new(|| documents().iter().map(reference).collect());
    &REFERENCES
}

fn reference(of: &Documented) -> Reference {
    let document = &of.document;
    let mut groups: Vec<Group> = Vec::new();
    for (path, methods) in members(document, "/paths") {
        for (method, call) in methods.as_object().into_iter().flatten() {
            let tag = call.pointer("/tags/0").and_then(Value::as_str).unwrap_or_default();
            let call = self::call(method, path, call, of.refusals);
            match groups.iter_mut().find(|group| group.name == tag) {
                Some(group) => group.calls.push(call),
                None => groups.push(Group { name: tag.to_owned(), calls: vec![call] }),
            }
        }
    }
    let refusals = of.refusals.iter().map(|(status, description)| Answer {
        status: (*status).to_owned(),
        description: (*description).to_owned(),
        body: None,
    });
    Reference {
        name: of.name,
        title: text(document, "/info/title"),
        description: text(document, "/info/description"),
        document: of.address,
        groups,
        refusals: refusals.collect(),
        types: members(document, "/components/schemas")
            .map(|(name, schema)| named_type(name, schema))
            .collect(),
    }
}

fn call(method: &str, path: &str, call: &Value, refusals: &[(&str, &str)]) -> Call {
    let parameters = call.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let answers = members(call, "/responses")
        .map(|(status, answer)| Answer {
            status: status.clone(),
            description: text(answer, "/description"),
            body: body(answer),
        })
        .filter(|answer| !refusals.contains(&(answer.status.as_str(), answer.description.as_str())));
    Call {
        id: text(call, "/operationId"),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(call, "/summary"),
        description: text(call, "/description"),
        parameters: parameters
            .map(|parameter| Member {
                name: text(parameter, "/name"),
                kind: kind(parameter.get("schema").unwrap_or(&Value::Null)),
                is_required: parameter.get("required") == Some(&Value::Bool(true)),
                in_query: text(parameter, "/in") == "query",
                description: text(parameter, "/description"),
            })
            .collect(),
        body: call.get("requestBody").and_then(body),
        answers: answers.collect(),
    }
}

/// What the body is, of the first content type.
fn body(of: &Value) -> Option<Kind> {
    let (_, content) = members(of, "/content").next()?;
    Some(kind(content.get("schema")?))
}

fn named_type(name: &str, schema: &Value) -> Type {
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let members: Vec<Member> = members(schema, "/properties")
        .map(|(name, property)| Member {
            name: name.clone(),
            kind: kind(property),
            is_required: required.contains(&name.as_str()),
            in_query: false,
            description: text(property, "/description"),
        })
        .collect();
    Type {
        name: name.to_owned(),
        description: text(schema, "/description"),
        kind: members.is_empty().then(|| kind(schema)),
        members,
    }
}

/// What a schema takes, in words.
fn kind(schema: &Value) -> Kind {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap_or_default();
        return vec![Piece::Type(name.to_owned())];
    }
    for of in ["oneOf", "anyOf", "allOf"] {
        if let Some(all) = schema.get(of).and_then(Value::as_array) {
            return alternatives(all.iter().map(kind));
        }
    }
    if let Some(all) = schema.get("enum").and_then(Value::as_array) {
        return alternatives(all.iter().map(|value| words(value.to_string())));
    }
    match schema.get("type") {
        Some(Value::String(name)) => simple(name, schema),
        Some(Value::Array(names)) => {
            alternatives(names.iter().filter_map(Value::as_str).map(|name| simple(name, schema)))
        }
        _ => words("anything".to_owned()),
    }
}

/// What a schema of one type takes.
fn simple(name: &str, schema: &Value) -> Kind {
    if name == "array" {
        let mut all = words("array of ".to_owned());
        all.extend(kind(schema.get("items").unwrap_or(&Value::Null)));
        return all;
    }
    let bound = |bound: &str, text: &str| {
        schema.get(bound).filter(|_| name != "null").map(|value| format!("{text} {value}"))
    };
    let format = match text(schema, "/format").as_str() {
        "" | "int32" | "int64" | "double" => None,
        format if name == "string" => Some(format.to_owned()),
        _ => None,
    };
    let limits: Vec<String> = [
        format,
        bound("minimum", "from"),
        bound("maximum", "to"),
        bound("minLength", "characters from"),
        bound("maxLength", "characters to"),
    ]
    .into_iter()
    .flatten()
    .collect();
    words(if limits.is_empty() { name.to_owned() } else { format!("{name} ({})", limits.join(", ")) })
}

fn alternatives(all: impl Iterator<Item = Kind>) -> Kind {
    let mut joined = Kind::new();
    for kind in all {
        if !joined.is_empty() {
            joined.extend(words(" or ".to_owned()));
        }
        joined.extend(kind);
    }
    joined
}

fn words(text: String) -> Kind {
    vec![Piece::Text(text)]
}

fn text(of: &Value, pointer: &str) -> String {
    of.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn members<'a>(of: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    of.pointer(pointer).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(schema: &Value) -> String {
        let pieces = kind(schema).into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Type(name) => format!("[{name}]"),
        });
        pieces.collect()
    }

    #[test]
    fn kinds_are_said_in_words() {
        for (schema, wanted) in [
            (json!({"type": "integer", "format": "int64"}), "integer"),
            (json!({"type": "string", "format": "date-time"}), "string (date-time)"),
            (json!({"type": ["string", "null"], "maxLength": 9}), "string (characters to 9) or null"),
            (json!({"type": "integer", "minimum": 1, "maximum": 5}), "integer (from 1, to 5)"),
            (json!({"type": "array", "items": {"$ref": "#/components/schemas/User"}}), "array of [User]"),
            (json!({"oneOf": [{"type": "null"}, {"$ref": "#/x/Group"}]}), "null or [Group]"),
            (json!({"type": "string", "enum": ["a", "b"]}), "\"a\" or \"b\""),
            (json!({}), "anything"),
        ] {
            assert_eq!(said(&schema), wanted);
        }
    }

    #[test]
    fn every_call_and_type_of_every_document_is_there_once() {
        for reference in references() {
            let calls: Vec<&Call> = reference.groups.iter().flat_map(|group| &group.calls).collect();
            assert!(calls.len() >= 12, "{}: {}", reference.name, calls.len());
            let mut ids: Vec<&str> = calls.iter().map(|call| call.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), calls.len(), "{}", reference.name);
            for call in &calls {
                assert!(
                    !call.summary.is_empty() && !call.answers.is_empty(),
                    "{} {}",
                    call.method,
                    call.path
                );
            }
            let known: Vec<&str> = reference.types.iter().map(|of| of.name.as_str()).collect();
            let of_calls = calls.iter().flat_map(|call| {
                let answers = call.answers.iter().filter_map(|answer| answer.body.as_ref());
                call.body.iter().chain(answers).chain(call.parameters.iter().map(|member| &member.kind))
            });
            let of_types = reference
                .types
                .iter()
                .flat_map(|of| of.kind.iter().chain(of.members.iter().map(|member| &member.kind)));
            for piece in of_calls.chain(of_types).flatten() {
                if let Piece::Type(name) = piece {
                    assert!(known.contains(&name.as_str()), "{}: {name}", reference.name);
                }
            }
        }
    }
}
