//! The document of the second API, made from the very handlers that answer.

use super::{invites, organizations, tokens, users};
use crate::{api::openapi::Document, app::App};
use axum::Router;
use serde_json::{Map, Value, json};
use utoipa::openapi::{
    Components, Info, License, OpenApi, Paths, SecurityRequirement,
    security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Where the document of the second API is.
pub const KONNECT_DOCUMENT: &str = "/docs/api/konnect.json";

/// The calls of the second API, and what they are said to be.
pub(in crate::api) fn konnect() -> (Router<App>, Document) {
    let (router, document) = OpenApiRouter::with_openapi(OpenApi::new(info(), Paths::new()))
        .routes(routes!(invites::invite))
        .routes(routes!(users::list))
        .routes(routes!(users::me))
        .routes(routes!(users::get, users::update, users::delete))
        .routes(routes!(organizations::me))
        .routes(routes!(tokens::list, tokens::create))
        .routes(routes!(tokens::get, tokens::update, tokens::delete))
        .routes(routes!(tokens::revoke))
        .split_for_parts();
    (router, Document::new(complete(document)))
}

/// The document of the second API, as text for a file.
pub fn konnect_text() -> String {
    konnect().1.text()
}

fn info() -> Info {
    let text = "The people of an organization: inviting them, who they are, their tokens. Every call is made by an API token, \
                `Authorization: Bearer <token>`.";
    let mut info = Info::new("Vestibule: Identity API", "3");
    info.description = Some(text.into());
    info.license = Some(License::new("Apache-2.0"));
    info
}

fn complete(mut document: OpenApi) -> Value {
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("Token").build();
    let components = document.components.get_or_insert_with(Components::new);
    components.add_security_scheme("personalAccessToken", SecurityScheme::Http(bearer));
    document.security = Some(vec![SecurityRequirement::new("personalAccessToken", Vec::<String>::new())]);
    let mut document = serde_json::to_value(document).unwrap_or_default();
    add_problems(&mut document);
    document
}

/// What every call can answer with beside what it is for.
pub(in crate::api) const PROBLEMS: [(&str, &str); 8] = [
    ("400", "Values are wrong"),
    ("401", "No token that works"),
    ("403", "Not allowed"),
    ("404", "Not there, or of another organization"),
    ("409", "Things do not stand so"),
    ("429", "Too often; `Retry-After` says when to come again"),
    ("500", "A defect, logged under the id in `instance`"),
    ("503", "Busy; `Retry-After` says when to come again"),
];

fn add_problems(document: &mut Value) {
    let problem = json!({
        "type": "object", "required": ["status", "title", "instance", "detail"],
        "properties": {
            "status": {"type": "integer"}, "title": {"type": "string"}, "type": {"type": "string"},
            "instance": {"type": "string", "pattern": "^konnect:trace:"}, "detail": {"type": "string"},
        },
    });
    let item = json!({
        "type": "object", "required": ["field", "reason"], "additionalProperties": false,
        "properties": {
            "field": {"type": "string"}, "reason": {"type": "string"},
            "rule": {"type": "string", "enum": [
                "required", "is_boolean", "is_date_time", "is_integer", "is_string", "is_uuid", "unknown_property",
                "matches_regex", "invalid", "min_length", "min", "max_length", "max",
            ]},
            "source": {"type": "string", "enum": ["body", "query", "path"]},
            "minimum": {"type": "integer"}, "maximum": {"type": "integer"},
        },
    });
    let mut wrong = problem.clone();
    if let Some(required) = wrong.pointer_mut("/required").and_then(Value::as_array_mut) {
        required.push(json!("invalid_parameters"));
    }
    if let Some(properties) = wrong.pointer_mut("/properties").and_then(Value::as_object_mut) {
        let items = json!({"$ref": "#/components/schemas/InvalidParameter"});
        properties.insert(
            "invalid_parameters".into(),
            json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": items}),
        );
    }
    if let Some(kept) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        kept.insert("Problem".into(), problem);
        kept.insert("InvalidParameter".into(), item);
        kept.insert("InvalidRequest".into(), wrong);
    }
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    let calls = paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut);
    for call in calls {
        let Some(responses) = call.get_mut("responses").and_then(Value::as_object_mut) else { continue };
        for (status, description) in PROBLEMS {
            let name = if status == "400" { "InvalidRequest" } else { "Problem" };
            let schema = json!({"$ref": format!("#/components/schemas/{name}")});
            let content = json!({"application/problem+json": {"schema": schema}});
            responses
                .entry(status)
                .or_insert_with(|| json!({"description": description, "content": content}));
        }
    }
}
