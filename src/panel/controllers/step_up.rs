//! "Confirm it is you": the question between a form and what it asks for (ADR 0019).
//!
//! A form that needs a proof is answered with a page that holds all of it in hidden fields and posts it to the very same
//! address, with the proof beside it. There the proof is checked first, and then the form is taken as if it had just
//! been sent: nothing of it is kept on the server, and nothing typed is lost.

use super::{
    adapter::{is_secret, to_sign_in},
    respond::{Page, html},
    trouble,
    users::failed,
};
use crate::{
    http::assets,
    i18n::faults,
    panel::{
        actions::at_the_door,
        call::Call,
        forms::FormState,
        outcome::FieldMessage,
        pages::{StepUpPage, StepUpView, StepUpWay},
    },
    service::{
        Error,
        step_up::{self, Asked, Proof},
    },
};
use axum::{body::Bytes, http::StatusCode, response::Response};
use leptos::prelude::*;
use std::borrow::Cow;

/// The call with the proof that came with its form, or as it was when none came; what is wrong with the proof is answered
/// by the page that asks for it.
pub(super) async fn prove(call: &Call, body: &Bytes) -> Result<Call, Response> {
    let (password, code) = (given(body, StepUpPage::PASSWORD), given(body, StepUpPage::CODE));
    let passkey = given(body, StepUpPage::PASSKEY);
    let proof = match (&password, &code, &passkey) {
        _ if call.ctx.principal.is_none() => return Ok(call.clone()),
        (Some(password), ..) => Proof::Password(password),
        (None, Some(code), _) => Proof::Code(code),
        (None, None, Some(answer)) => Proof::Passkey(answer),
        (None, None, None) => return Ok(call.clone()),
    };
    let (status, errors, retry_after) = match call.step_up(proof).await {
        Ok(call) => return Ok(call),
        Err(Error::SignedOut) => return Err(to_sign_in(call)),
        Err(Error::Invalid(faults)) => {
            let words = |(field, fault)| faults::message(call.ctx.language, field, fault);
            let errors = faults.0.iter().map(|(field, fault)| words((field, fault))).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, errors, None)
        }
        Err(error @ (Error::TooMany(_) | Error::Busy(_))) => {
            let error = at_the_door(call, error);
            let status = StatusCode::from_u16(error.kind.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
            (status, vec![error.message], error.retry_after)
        }
        Err(error) => return Err(failed(call, error).await),
    };
    let mut response = page(call, body, status, errors).await;
    trouble::say_retry_after(retry_after, &mut response);
    Err(response)
}

fn given<'a>(body: &'a Bytes, control: &str) -> Option<Cow<'a, str>> {
    form_urlencoded::parse(body).find(|(name, _)| name == control).map(|(_, value)| value)
}

/// The page that asks for the proof and keeps the form that was sent.
pub(super) async fn ask(call: &Call, body: &Bytes) -> Response {
    page(call, body, StatusCode::FORBIDDEN, Vec::new()).await
}

async fn page(call: &Call, body: &Bytes, status: StatusCode, errors: Vec<String>) -> Response {
    let (way, passkey) = match step_up::asked(&call.app, &call.ctx).await {
        Ok(Asked::Password) => (StepUpWay::Password, false),
        Ok(Asked::SecondFactor(ways)) => {
            (if ways.app { StepUpWay::Code } else { StepUpWay::Recovery }, ways.passkey)
        }
        Err(error) => return failed(call, error).await,
    };
    // What belongs to the whole form stands in its summary; the rest is about the one field there is.
    let of_field = status == StatusCode::UNPROCESSABLE_ENTITY && given(body, StepUpPage::PASSKEY).is_none();
    let field = if of_field { way.control() } else { "form" };
    let error = |message| FieldMessage { field: field.into(), message };
    let form = FormState { errors: errors.into_iter().map(error).collect(), ..FormState::default() };
    // A password is never put back into a page; a form that has one of its own asks for no second.
    let kept = form_urlencoded::parse(body).into_owned().filter(|(name, _)| !is_secret(name));
    let email = call.ctx.principal.as_ref().map(|principal| principal.email.clone()).unwrap_or_default();
    let (action, script) = (call.path.clone(), assets::PASSKEYS);
    let page = StepUpPage { form, way, passkey, script, email, action, kept: kept.collect() };
    let language = call.ctx.language;
    let title = StepUpPage::title(language);
    // Passwords have a button that shows them.
    let islands = way == StepUpWay::Password;
    let view = move || view! { <StepUpView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands, view }).await
}
