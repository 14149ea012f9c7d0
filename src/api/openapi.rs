//! The documents of the APIs, made from the very handlers that answer (ADR 0025).

use super::{
    cloud,
    iam::{clients, invitations, members, tokens, tokens_v1, users},
    v3,
};
use crate::app::App;
use axum::{Router, http::Method};
use serde_json::{Map, Value, json};
use utoipa::openapi::{
    Components, Info, License, OpenApi, Paths, SecurityRequirement,
    security::{ApiKey, ApiKeyValue, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Where the document of the first API is.
pub const GCORE_DOCUMENT: &str = "/docs/api/gcore.json";

/// An API as its document has it.
#[derive(Debug)]
pub struct Documented {
    /// Its name in addresses.
    pub name: &'static str,
    /// Where the document is.
    pub address: &'static str,
    /// The document.
    pub document: Value,
    /// Status and description of what every call can answer with beside what it is for.
    pub refusals: &'static [(&'static str, &'static str)],
}

/// Every API.
pub fn documents() -> [Documented; 2] {
    [
        Documented {
            name: "gcore",
            address: GCORE_DOCUMENT,
            document: gcore().1.json(),
            refusals: &REFUSALS,
        },
        Documented {
            name: "konnect",
            address: v3::KONNECT_DOCUMENT,
            document: v3::konnect().1.json(),
            refusals: &v3::PROBLEMS,
        },
    ]
}

/// An OpenAPI document.
#[derive(Debug, Clone)]
pub(super) struct Document(Value);

/// The calls of the first API, and what they are said to be.
pub(super) fn gcore() -> (Router<App>, Document) {
    let (router, document) = OpenApiRouter::with_openapi(OpenApi::new(info(), Paths::new()))
        .routes(routes!(clients::me))
        .routes(routes!(clients::create))
        .routes(routes!(invitations::invite))
        .routes(routes!(invitations::renew))
        .routes(routes!(users::list, users::create))
        .routes(routes!(users::me))
        .routes(routes!(users::get, users::update, users::delete))
        .routes(routes!(cloud::users))
        .routes(routes!(cloud::assignments::create, cloud::assignments::list))
        .routes(routes!(cloud::assignments::update, cloud::assignments::delete))
        .routes(routes!(cloud::list_projects, cloud::create_project))
        .routes(routes!(members::get_role, members::set_role, members::delete))
        .routes(routes!(tokens::create, tokens::list))
        .routes(routes!(tokens::get, tokens::delete))
        .routes(routes!(tokens_v1::create, tokens_v1::list))
        .routes(routes!(tokens_v1::get, tokens_v1::delete))
        .split_for_parts();
    (router, Document::of(document))
}

fn info() -> Info {
    let text = "The people of an account: who they are, inviting them, their roles and tokens. Every call is made by an API token, \
                `Authorization: APIKey <token>`.";
    let mut info = Info::new("Vestibule: IAM and Cloud API", "1");
    info.description = Some(text.into());
    info.license = Some(License::new("Apache-2.0"));
    info
}

impl Document {
    fn of(mut document: OpenApi) -> Self {
        let key = ApiKeyValue::with_description("authorization", "`APIKey <token>`");
        let components = document.components.get_or_insert_with(Components::new);
        components.add_security_scheme("APIKey", SecurityScheme::ApiKey(ApiKey::Header(key)));
        document.security = Some(vec![SecurityRequirement::new("APIKey", Vec::<String>::new())]);
        let mut document = serde_json::to_value(document).unwrap_or_default();
        add_refusals(&mut document);
        Self(document)
    }

    /// A document that is written already.
    pub const fn new(document: Value) -> Self {
        Self(document)
    }

    /// The document as text for a file.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(&self.0).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The document as JSON.
    pub fn json(&self) -> Value {
        self.0.clone()
    }

    /// Method and address of every call.
    pub fn addresses(&self) -> Vec<(Method, String)> {
        let paths = self.0.get("paths").and_then(Value::as_object);
        let calls = paths.into_iter().flatten().flat_map(|(path, calls)| {
            let methods = calls.as_object().into_iter().flat_map(Map::keys);
            methods.filter_map(|method| Some((method.to_uppercase().parse().ok()?, path.clone())))
        });
        calls.collect()
    }
}

/// The document of the first API, as text for a file.
pub fn gcore_text() -> String {
    gcore().1.text()
}

/// What every call can answer with beside what it is for.
const REFUSALS: [(&str, &str); 7] = [
    ("400", "Values are wrong, or things do not stand so"),
    ("401", "No token that works"),
    ("403", "Not allowed"),
    ("404", "Not there, or of another account"),
    ("429", "Too often; `Retry-After` says when to come again"),
    ("500", "A defect, logged under the id in `X-Request-Id`"),
    ("503", "Busy; `Retry-After` says when to come again"),
];

fn add_refusals(document: &mut Value) {
    let schemas = json!({
        "Message": {
            "type": "object", "required": ["message"], "properties": {"message": {"type": "string"}},
        },
        "FieldErrors": {
            "type": "object", "required": ["errors"],
            "properties": {"errors": {
                "type": "object", "description": "Each field with a list of sentences, nested as the input is",
            }},
        },
        "CloudError": {
            "type": "object", "required": ["exception_class", "message", "request_id"],
            "properties": {
                "exception_class": {"type": "string"}, "message": {"type": "string"}, "invalid_fields": {"type": "object"},
                "request_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            },
        },
        "Sentences": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    });
    let Some(kept) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else {
        return;
    };
    if let Value::Object(schemas) = schemas {
        kept.extend(schemas);
    }
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    let calls = paths.iter_mut().flat_map(|(path, calls)| {
        let is_cloud = path.starts_with("/cloud");
        calls.as_object_mut().into_iter().flat_map(Map::values_mut).map(move |call| (is_cloud, call))
    });
    for (is_cloud, call) in calls {
        let Some(responses) = call.get_mut("responses").and_then(Value::as_object_mut) else { continue };
        for (status, description) in REFUSALS {
            let schema = match status {
                _ if is_cloud => json!({"$ref": "#/components/schemas/CloudError"}),
                "400" => json!({"oneOf": [
                    {"$ref": "#/components/schemas/FieldErrors"},
                    {"$ref": "#/components/schemas/Message"},
                    {"$ref": "#/components/schemas/Sentences"},
                ]}),
                _ => json!({"$ref": "#/components/schemas/Message"}),
            };
            let content = json!({"application/json": {"schema": schema}});
            responses
                .entry(status)
                .or_insert_with(|| json!({"description": description, "content": content}));
        }
    }
}
