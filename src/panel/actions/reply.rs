//! From what a service says to what a browser is told: the one exhaustive place.

use crate::{
    domain::{field::FieldErrors, language::Language, time::Span},
    i18n::{self, faults},
    panel::{
        call::Call,
        controllers::adapter::local,
        outcome::{ActionError, ErrorKind, FieldMessage, Notice, Outcome, Tone},
    },
    service::{Error, sign_in::SignedIn},
    t, telemetry,
};
use leptos::prelude::use_context;

/// The request that a server function runs in.
///
/// # Errors
/// When it runs outside of one; a defect.
pub(super) fn call() -> Result<Call, ActionError> {
    use_context().ok_or(ActionError::new(ErrorKind::Internal, String::new()))
}

/// What a service came to, as an outcome: wrong values are data, everything else an error.
///
/// # Errors
/// All but [`Error::Invalid`].
pub(super) fn outcome<T>(
    call: &Call,
    result: Result<T, Error>,
    done: impl FnOnce(T) -> Outcome,
) -> Result<Outcome, ActionError> {
    match result {
        Ok(value) => Ok(done(value)),
        Err(Error::Invalid(errors)) => Ok(Outcome::Invalid { errors: messages(call.ctx.language, &errors) }),
        Err(error) => Err(error_of(call, error)),
    }
}

/// Signs in whoever has just joined or set up. What was done before is done: should the session fail, the way on is to sign
/// in with the password just chosen.
pub(super) async fn enter(
    call: &Call,
    result: Result<SignedIn, Error>,
    to: &str,
    text: String,
) -> Result<Outcome, ActionError> {
    let entered = match result {
        Ok(who) => call.sign_in(who).await.map_err(|error| error_of(call, error)),
        Err(error) => return outcome(call, Err::<(), _>(error), |()| done_silently("/")),
    };
    call.forget_link();
    Ok(if entered.is_ok() { done(to, text) } else { done_silently("/sign-in") })
}

/// Done, with something to say at the next page.
pub(super) fn done(to: impl Into<String>, text: String) -> Outcome {
    Outcome::Done {
        to: to.into(),
        notice: Some(Notice { tone: Tone::Success, text, link: None, action: None }),
    }
}

/// Done, with nothing to say.
pub(super) fn done_silently(to: impl Into<String>) -> Outcome {
    Outcome::Done { to: to.into(), notice: None }
}

/// Where whoever has just signed in goes: where they wanted to; everybody else hears first who has invited them.
pub(super) fn onward(next: &str, offers: usize) -> String {
    let to = match local(next) {
        "/" if offers > 0 => "/invitations",
        next => next,
    };
    to.to_owned()
}

/// What is wrong, in words.
pub(super) fn messages(language: Language, errors: &FieldErrors) -> Vec<FieldMessage> {
    errors
        .0
        .iter()
        .map(|(field, fault)| FieldMessage {
            field: field.control(),
            message: faults::message(language, field, fault),
        })
        .collect()
}

/// A service's error as the browser is told of it. What nobody expected is logged here, once, under the id that the
/// person sees.
pub fn error_of(call: &Call, error: Error) -> ActionError {
    let language = call.ctx.language;
    let (kind, message) = match &error {
        Error::Invalid(_) => (ErrorKind::Malformed, t!(language, "problem-malformed")),
        Error::SignedOut => (ErrorKind::SignedOut, signed_out(call)),
        Error::Forbidden => {
            tracing::info!(request.id = call.ctx.request_id, "not allowed");
            (ErrorKind::Forbidden, t!(language, "problem-forbidden"))
        }
        Error::StepUp => (ErrorKind::StepUp, t!(language, "problem-step-up")),
        Error::NotFound => (ErrorKind::NotFound, t!(language, "problem-not-found")),
        Error::LinkClosed(_) => (ErrorKind::Gone, t!(language, "problem-gone")),
        Error::Conflict => (ErrorKind::Conflict, t!(language, "problem-conflict")),
        Error::TooMany(wait) => {
            tracing::info!(request.id = call.ctx.request_id, wait_s = wait.as_seconds_up(), "over a limit");
            (ErrorKind::TooMany, too_many(language, *wait))
        }
        Error::Busy(cause) => {
            let cause = cause.as_ref().map(|error| telemetry::cause(error));
            tracing::warn!(request.id = call.ctx.request_id, error = cause, "busy");
            (ErrorKind::Busy, t!(language, "problem-busy"))
        }
        Error::Internal(..) => {
            let cause = telemetry::cause(&error);
            tracing::error!(request.id = call.ctx.request_id, error = cause, "unexpected");
            (ErrorKind::Internal, t!(language, "problem-internal", id = call.ctx.request_id.clone()))
        }
    };
    let retry_after = if let Error::TooMany(wait) = error { Some(wait.as_seconds_up()) } else { None };
    ActionError { kind, message, retry_after }
}

/// That nobody is signed in, or that the account requires a second factor first.
fn signed_out(call: &Call) -> String {
    let language = call.ctx.language;
    match &call.ctx.owing {
        Some(owing) => {
            let day = i18n::format::date(language, owing.since);
            t!(language, "required-since", account = owing.account_name.as_str(), day = day)
        }
        None => t!(language, "problem-signed-out"),
    }
}

/// As [`error_of`], for forms that take a password or lead to a new one: says how long to wait, or what else helps.
pub fn at_the_door(call: &Call, error: Error) -> ActionError {
    let Error::TooMany(wait) = error else { return error_of(call, error) };
    let language = call.ctx.language;
    let seconds = wait.as_seconds_up();
    let message = match seconds {
        // In plain numbers: what is counted decides the form of the words.
        ..=90 => t!(language, "limits-wait-seconds", count = seconds),
        91..=5400 => t!(language, "limits-wait-minutes", count = (seconds + 59) / 60),
        _ => t!(language, "limits-shut"),
    };
    ActionError { message, ..error_of(call, Error::TooMany(wait)) }
}

fn too_many(language: Language, wait: Span) -> String {
    let seconds = wait.as_seconds_up();
    if seconds <= 120 {
        t!(language, "problem-too-soon", seconds = i18n::format::number(language, seconds))
    } else {
        t!(language, "problem-too-many", minutes = i18n::format::number(language, (seconds + 59) / 60))
    }
}
