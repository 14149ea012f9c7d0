//! Calling server functions with what every browser has: `fetch` and its own JSON.
//!
//! The clients that `#[server]` makes would do the same; they and serde weigh more than all islands together.

use super::wire;
use js_sys::{Array, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// Why there is no proper answer.
#[derive(Debug, Default)]
pub struct Failure {
    /// Whether the person has to sign in first.
    pub signed_out: bool,
    /// Whether the person has to prove first who they are: the form is sent as without scripts, and the page that comes
    /// asks for it.
    pub step_up: bool,
    /// The words for it; empty for trouble on the way.
    pub message: String,
}

/// What an action came to (`panel::outcome::Outcome`).
#[derive(Debug)]
pub enum Answer {
    /// It is done; with a notice, or null.
    Done(JsValue),
    /// It goes on at another page, where there is something to look at.
    Elsewhere(String),
    /// Values are wrong.
    Invalid(Vec<Fault>),
    /// It could not be tried.
    Failed(Failure),
}

/// A fault in a field.
#[derive(Debug)]
pub struct Fault {
    /// The name of the form control; `form` for the form as a whole.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Calls the server function at an address.
///
/// # Errors
/// When the server refuses, or cannot be reached.
pub async fn call(path: &str, arguments: &Object) -> Result<JsValue, Failure> {
    match exchange(path, arguments).await {
        Ok((true, reply)) => Ok(reply),
        Ok((false, reply)) => {
            let kind = text(&reply, wire::KIND);
            Err(Failure {
                signed_out: kind == wire::SIGNED_OUT,
                step_up: kind == wire::STEP_UP,
                message: text(&reply, wire::MESSAGE),
            })
        }
        Err(_) => Err(Failure::default()),
    }
}

/// Calls a server function that does something.
pub async fn act(path: &str, arguments: &Object) -> Answer {
    let reply = match call(path, arguments).await {
        Ok(reply) => reply,
        Err(failure) => return Answer::Failed(failure),
    };
    let done = get(&reply, wire::DONE);
    if !done.is_undefined() {
        let notice = get(&done, wire::NOTICE);
        let to = text(&done, wire::TO);
        return if notice.is_object() || to == "/users" {
            Answer::Done(notice)
        } else {
            Answer::Elsewhere(to)
        };
    }
    let errors = get(&get(&reply, wire::INVALID), wire::ERRORS);
    if errors.is_undefined() {
        return Answer::Failed(Failure::default());
    }
    let fault =
        |error: JsValue| Fault { field: text(&error, wire::FIELD), message: text(&error, wire::MESSAGE) };
    Answer::Invalid(Array::from(&errors).iter().map(fault).collect())
}

/// Whether it went well, and the body.
async fn exchange(path: &str, arguments: &Object) -> Result<(bool, JsValue), JsValue> {
    let json = JsValue::from("application/json");
    let headers = Object::new();
    put(&headers, "accept", &json);
    put(&headers, "content-type", &json);
    let request = Object::new();
    put(&request, "method", &"POST".into());
    put(&request, "headers", &headers);
    let body = js_sys::JSON::stringify(arguments)?;
    put(&request, "body", &body);
    let request: RequestInit = request.unchecked_into();
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &request)).await?;
    let answer: Response = answer.unchecked_into();
    let body = JsFuture::from(answer.json()?).await?;
    Ok((answer.ok(), body))
}

/// Gives an object a property.
pub fn put(object: &Object, name: &str, value: &JsValue) {
    // Fails only on objects that are sealed; ours are not.
    let _ = Reflect::set(object, &name.into(), value);
}

/// A property; undefined where there is none.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A text; an answer that is none is trouble on the way.
///
/// # Errors
/// When it is none.
pub fn as_text(value: JsValue) -> Result<String, Failure> {
    value.as_string().ok_or_else(Failure::default)
}

/// A property that is a text; empty where there is none.
pub fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}
