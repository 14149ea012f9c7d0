//! Many invited at once: the file they stand in, and the page of what becomes of them.

use super::{
    adapter::{Posted, post, query_value, see_other},
    batch_view,
    respond::{Page, html_again},
    trouble,
    users::{action_failed, as_invite, failed, invite_page},
};
use crate::{
    domain::{
        field::{Fault, Field, FieldErrors},
        ids::BatchId,
        policy::{Action, Relation},
    },
    http::body::Verdict,
    i18n::faults,
    panel::{
        actions::batches::{CancelBatch, SendBatch},
        call::Call,
        forms::FormState,
        outcome::{
            ErrorKind::{Conflict, TooMany},
            FieldMessage, Notice, Tone,
        },
        pages::{BatchPageState, BatchView},
        shell::Section,
    },
    service::{Error, batches},
};
use axum::{
    Extension,
    body::Bytes,
    extract::{
        Multipart, Path, RawQuery,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// After how many seconds a browser without scripts looks again.
const AGAIN: u32 = 3;

/// `GET /users/invite/people`: nothing answers to GET where a file is posted to.
pub async fn back_to_form() -> Response {
    see_other("/users/invite")
}

/// `POST /users/invite/people`: a file with people, and what holds for all of them.
pub async fn post_people(
    call: Call,
    verdict: Option<Extension<Verdict>>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    if let Err(error) = call.ctx.may(Action::Invite, Relation::Account) {
        return failed(&call, error).await;
    }
    let read = match form {
        Ok(form) => read(form).await.ok(),
        Err(_) => None,
    };
    let Some((values, file)) = read else {
        let status = verdict.and_then(|Extension(verdict)| verdict.status());
        return trouble::page(&call, status.unwrap_or(StatusCode::BAD_REQUEST)).await;
    };
    let form = FormState::with(values);
    // The addresses in the field beside are left alone: what was uploaded is meant.
    let mut invite = as_invite(&form);
    invite.email.clear();
    let prepared = match batches::in_file(&file) {
        Ok(people) => batches::prepare(&call.app, &call.ctx, &invite, people).await,
        Err(error) => Err(error),
    };
    match prepared {
        Ok(id) => see_other(&batch_view::address(id.0)),
        Err(Error::Invalid(errors)) => {
            let errors = messages(&call, errors);
            invite_page(&call, StatusCode::UNPROCESSABLE_ENTITY, FormState { errors, ..form }, false).await
        }
        Err(error) => failed(&call, error).await,
    }
}

/// What is wrong, beside the file where it concerns the people in it.
fn messages(call: &Call, errors: FieldErrors) -> Vec<FieldMessage> {
    let of_file = |field: Field, fault: &Fault| match fault {
        Fault::TooMany { .. } | Fault::NoMail if field == Field::Email => Field::People,
        _ => field,
    };
    let message = |(field, fault): (Field, Fault)| {
        let field = of_file(field, &fault);
        FieldMessage { message: faults::message(call.ctx.language, &field, &fault), field: field.control() }
    };
    errors.0.into_iter().map(message).collect()
}

async fn read(mut form: Multipart) -> Result<(BTreeMap<String, String>, Bytes), MultipartError> {
    let (mut values, mut file) = (BTreeMap::new(), Bytes::new());
    while let Some(part) = form.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "people" {
            file = part.bytes().await?;
        } else {
            let value = part.bytes().await?;
            let text = String::from_utf8_lossy(&value).chars().take(10_000).collect();
            values.entry(name).or_insert(text);
        }
    }
    Ok((values, file))
}

/// `GET /users/invite/batches/{id}`.
pub async fn batch(call: Call, Path(id): Path<String>, RawQuery(query): RawQuery) -> Response {
    let Some(id) = number(&id) else { return trouble::page(&call, StatusCode::NOT_FOUND).await };
    let batch = match batches::look(&call.app, &call.ctx, id).await {
        Ok(batch) => batch,
        Err(error) => return failed(&call, error).await,
    };
    let asked = |name: &str| query.as_deref().and_then(|query| query_value(query, name));
    let mut page = batch_view::page(&call, batch, asked("page").and_then(|n| n.parse().ok()).unwrap_or(1));
    page.paused = asked("paused").is_some();
    let sending = matches!(page.state, BatchPageState::Sending { .. });
    let again = (sending && !page.paused).then_some(AGAIN);
    let islands = page.is_live();
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <BatchView language page=page.clone()/> };
    let current = Some(Section::Users);
    let page = Page { status: StatusCode::OK, title, current, islands, view };
    html_again(&call, page, again).await
}

/// `POST /users/invite/batches/{id}`: sends it off; with `cancel`, sends nothing more of it.
pub async fn post_batch(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    let cancels = form_urlencoded::parse(&body).any(|(name, value)| name == "cancel" && !value.is_empty());
    let path = [("id", id.as_str())];
    let posted = if cancels {
        post::<CancelBatch>(&call, &path, &body).await
    } else {
        post::<SendBatch>(&call, &path, &body).await
    };
    match posted {
        Posted::Done(response) => response,
        // Said above the rows; the number in the address may be no number.
        Posted::Refused(form) => match form.error("form").filter(|_| number(&id).is_some()) {
            Some(why) => {
                let text = why.to_owned();
                call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
                see_other(&format!("/users/invite/batches/{id}"))
            }
            None => trouble::page(&call, StatusCode::NOT_FOUND).await,
        },
        Posted::Failed(error) if matches!(error.kind, Conflict | TooMany) => {
            call.set_flash(&Notice { tone: Tone::Warning, text: error.message, link: None, action: None });
            see_other(&format!("/users/invite/batches/{id}"))
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

fn number(text: &str) -> Option<BatchId> {
    text.parse().ok().map(BatchId)
}
