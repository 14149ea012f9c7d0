//! How each API says what went wrong: for each of them one match over everything there is.

use super::{Refusal, refusal::Unsaid, v3::problem::Problem, words};
use crate::{
    domain::{
        field::{Fault, Field, FieldErrors},
        time::Span,
    },
    http::request_id::RequestId,
    service::{Error, token_sign_in::Refused},
    telemetry::cause,
};
use axum::{
    Json,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// Tells the vendors' clients whether to repeat a call; without it they do, twice, on 408, 409, 429 and from 500 on.
const X_SHOULD_RETRY: HeaderName = HeaderName::from_static("x-should-retry");
/// The longest wait that their clients keep.
const LONGEST_WAIT: Span = Span::seconds(60);
/// How long to wait for a server that is busy, in seconds.
const BUSY: i64 = 5;

/// The layer: says refusals in the words of the API that was called.
pub(super) async fn speak(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Unsaid>() {
        Some(Unsaid(refusal)) => say(&refusal, &path, &id),
        None => response,
    }
}

/// A refusal in the words of the API that the path belongs to.
pub(super) fn say(refusal: &Refusal, path: &str, request_id: &str) -> Response {
    log(refusal, request_id);
    let said = if path.starts_with("/cloud") {
        cloud(refusal, request_id)
    } else if path.starts_with("/v3") {
        problem(refusal, path, request_id)
    } else {
        iam(refusal)
    };
    let mut response = (said.status, Json(said.body)).into_response();
    let headers = response.headers_mut();
    if let Some(kind) = said.content_type {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    let wait = match refusal {
        Refusal::Service(Error::TooMany(wait)) => Some(wait.as_seconds_up().max(1)),
        _ if said.status == StatusCode::SERVICE_UNAVAILABLE => Some(BUSY),
        _ => None,
    };
    if let Some(seconds) = wait {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    let too_long = wait.is_some_and(|seconds| seconds > LONGEST_WAIT.as_seconds());
    if too_long || said.status == StatusCode::CONFLICT {
        headers.insert(X_SHOULD_RETRY, HeaderValue::from_static("false"));
    }
    response
}

/// What nobody expected is logged here, once, under the id that the caller gets in a header.
fn log(refusal: &Refusal, id: &str) {
    match refusal {
        Refusal::Service(error @ Error::Internal(..)) => {
            tracing::error!(request.id = id, error = cause(error), "unexpected");
        }
        Refusal::Service(Error::Busy(error)) => {
            let error = error.as_ref().map(|error| cause(error));
            tracing::warn!(request.id = id, error, "busy");
        }
        Refusal::Service(Error::TooMany(wait)) => {
            tracing::info!(request.id = id, wait_s = wait.as_seconds_up(), "over a limit");
        }
        Refusal::Service(Error::Forbidden) => tracing::info!(request.id = id, "not allowed"),
        Refusal::Service(_)
        | Refusal::Credentials(_)
        | Refusal::Malformed(_)
        | Refusal::Fields(_)
        | Refusal::Said(..)
        | Refusal::Sentences(_)
        | Refusal::Problem(_)
        | Refusal::Status(_) => {}
    }
}

struct Said {
    status: StatusCode,
    body: Value,
    content_type: Option<&'static str>,
}

impl Said {
    const fn json(status: StatusCode, body: Value) -> Self {
        Self { status, body, content_type: None }
    }
}

fn message(status: StatusCode, text: impl Into<String>) -> Said {
    Said::json(status, json!({ "message": text.into() }))
}

/// The shapes below `/iam`: field errors, a message, or a list of sentences.
fn iam(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::Service(error) => match error {
            Error::Invalid(errors) => match by_field(errors) {
                Ok(faults) => Said::json(StatusCode::BAD_REQUEST, json!({ "errors": faults.to_json() })),
                Err((status, text)) => message(status, text),
            },
            Error::SignedOut => message(StatusCode::UNAUTHORIZED, words::UNKNOWN_TOKEN),
            Error::Forbidden | Error::StepUp => message(StatusCode::FORBIDDEN, words::FORBIDDEN),
            Error::NotFound => message(StatusCode::NOT_FOUND, words::NOT_FOUND),
            Error::LinkClosed(_) | Error::Conflict => message(StatusCode::BAD_REQUEST, words::NO_LONGER),
            Error::TooMany(wait) => message(StatusCode::TOO_MANY_REQUESTS, words::too_many(*wait)),
            Error::Busy(_) => message(StatusCode::SERVICE_UNAVAILABLE, words::BUSY),
            Error::Internal(..) => message(StatusCode::INTERNAL_SERVER_ERROR, words::INTERNAL),
        },
        Refusal::Credentials(refused) => message(StatusCode::UNAUTHORIZED, credentials(refused)),
        Refusal::Malformed(text) => message(StatusCode::BAD_REQUEST, text),
        Refusal::Fields(faults) => Said::json(StatusCode::BAD_REQUEST, json!({ "errors": faults.to_json() })),
        Refusal::Said(status, text) => message(*status, text),
        Refusal::Sentences(all) => Said::json(StatusCode::BAD_REQUEST, json!(all)),
        Refusal::Problem(problem) => {
            let (status, detail) = problem.said();
            message(status, detail)
        }
        Refusal::Status(status) => message(*status, words::of_status(*status)),
    }
}

/// The one shape below `/cloud`.
fn cloud(refusal: &Refusal, request_id: &str) -> Said {
    let said = iam(refusal);
    let class = match said.status.as_u16() {
        400 => "ValidationError",
        401 => "Unauthorized",
        403 => "ForbiddenError",
        404 => "NotFoundError",
        405 => "MethodNotAllowed",
        409 => "ConflictError",
        429 => "TooManyRequests",
        503 => "ServiceUnavailable",
        500.. => "InternalServerError",
        _ => "ClientError",
    };
    // Of 32 digits there, of 16 in the header and the log.
    let mut body = json!({ "exception_class": class, "request_id": format!("{request_id:0>32}") });
    let (text, fields) = match (said.body.get("message"), said.body.get("errors")) {
        (Some(text), _) => (text.clone(), None),
        (None, Some(errors)) => (json!("Validation error."), Some(errors.clone())),
        (None, None) => (json!(words::of_status(said.status)), None),
    };
    if let Some(body) = body.as_object_mut() {
        body.insert("message".into(), text);
        if let Some(fields) = fields {
            body.insert("invalid_fields".into(), fields);
        }
    }
    Said::json(said.status, body)
}

/// Problem details below `/v3`.
fn problem(refusal: &Refusal, path: &str, request_id: &str) -> Said {
    let (status, body) = Problem::of(refusal, path).into_parts(request_id);
    Said { status, body, content_type: Some("application/problem+json") }
}

fn credentials(refused: &Refused) -> String {
    match refused {
        Refused::NotGiven => "Authentication credentials were not provided.".into(),
        Refused::OtherKind => "Given token not valid for any token type".into(),
        Refused::Unknown => words::UNKNOWN_TOKEN.into(),
        Refused::Halved { visible } => format!("Bad permanent token: {visible}"),
    }
}

/// Wrong values by the names of the API; or a sentence with its status where the published contract has one, or where what
/// is wrong is no value but how things stand.
fn by_field(errors: &FieldErrors) -> Result<super::fields::Faults, (StatusCode, String)> {
    let mut faults = super::fields::Faults::new();
    for (field, fault) in &errors.0 {
        match (field, fault) {
            (_, Fault::ActiveTokens) => return Err((StatusCode::FORBIDDEN, words::ACTIVE_TOKENS.into())),
            (_, Fault::TokenAbove) => return Err((StatusCode::FORBIDDEN, words::TOKEN_ABOVE.into())),
            (_, Fault::NotOneself | Fault::AboveOwnRank) => {
                return Err((StatusCode::FORBIDDEN, words::FORBIDDEN.into()));
            }
            (Field::Form, fault) => return Err((StatusCode::BAD_REQUEST, words::fault(field, fault))),
            (field, fault) => faults.push(&[words::name(field).as_str()], words::fault(field, fault)),
        }
    }
    Ok(faults)
}
