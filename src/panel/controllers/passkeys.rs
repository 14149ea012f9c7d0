//! One's own passkeys. Signing in by them is in `access` and `two_factor`.

use super::{
    adapter::{Posted, over_limit, post, see_other, to_sign_in},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::policy::Action,
    http::assets,
    panel::{
        actions::passkeys::{AddPasskey, RemovePasskey, RenamePasskey},
        call::Call,
        forms::FormState,
        outcome::{ActionError, ErrorKind, Notice, Tone},
        pages::{AddBy, PasskeyLine, PasskeysPage, PasskeysView},
        shell::Section,
    },
    service::{
        Error,
        passkeys::{self, OwnPasskey},
        step_up, two_factor,
    },
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// Where they are listed.
const LIST: &str = "/account/passkeys";

/// `GET /account/passkeys`.
pub async fn list(call: Call) -> Response {
    list_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /account/passkeys`: adds the one that an authenticator has made.
pub async fn post_add(call: Call, body: Bytes) -> Response {
    match post::<AddPasskey>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => list_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) => not_done(&call, error).await,
    }
}

/// `GET /account/passkeys/{id}/rename`.
pub async fn rename(call: Call, Path(id): Path<String>) -> Response {
    one_page(&call, &id, StatusCode::OK, renaming, FormState::default()).await
}

/// `POST /account/passkeys/{id}/rename`.
pub async fn post_rename(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    let posted = post::<RenamePasskey>(&call, &[("id", &id)], &body).await;
    answered(&call, &id, &body, posted, renaming).await
}

/// `GET /account/passkeys/{id}/remove`.
pub async fn remove(call: Call, Path(id): Path<String>) -> Response {
    one_page(&call, &id, StatusCode::OK, removing, FormState::default()).await
}

/// `POST /account/passkeys/{id}/remove`.
pub async fn post_remove(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    let posted = post::<RemovePasskey>(&call, &[("id", &id)], &body).await;
    answered(&call, &id, &body, posted, removing).await
}

/// The page of something done to one of them.
type PageOf = fn(PasskeyLine, FormState) -> PasskeysPage;

const fn renaming(passkey: PasskeyLine, form: FormState) -> PasskeysPage {
    PasskeysPage::Rename { passkey, form }
}

const fn removing(passkey: PasskeyLine, form: FormState) -> PasskeysPage {
    PasskeysPage::Remove { passkey, form }
}

async fn answered(call: &Call, id: &str, body: &Bytes, posted: Posted, page: PageOf) -> Response {
    match posted {
        Posted::Done(response) => response,
        Posted::Refused(form) => one_page(call, id, StatusCode::UNPROCESSABLE_ENTITY, page, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let form = over_limit(body, &error);
            let mut response = one_page(call, id, StatusCode::TOO_MANY_REQUESTS, page, form).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        Posted::Failed(error) => not_done(call, error).await,
    }
}

async fn list_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let passkeys = match passkeys::list(&call.app, &call.ctx).await {
        Ok(passkeys) => passkeys.into_iter().map(line).collect(),
        Err(error) => return failed(call, error).await,
    };
    let proof = match add_by(call).await {
        Ok(proof) => proof,
        Err(error) => return failed(call, error).await,
    };
    let (script, now) = (assets::PASSKEYS, call.ctx.now);
    own_page(call, status, PasskeysPage::List { passkeys, form, proof, script, now }).await
}

/// What adding one takes.
async fn add_by(call: &Call) -> Result<AddBy, Error> {
    if !passkeys::is_possible(&call.app) {
        return Ok(AddBy::Impossible);
    }
    Ok(match two_factor::look(&call.app, &call.ctx).await? {
        two_factor::State::Off => AddBy::Password,
        _ if call.ctx.principal.is_none() => AddBy::NotNow,
        _ if step_up::is_due(&call.app, &call.ctx).await? => AddBy::ProofFirst,
        _ => AddBy::Name,
    })
}

async fn one_page(call: &Call, id: &str, status: StatusCode, page: PageOf, form: FormState) -> Response {
    let Ok(id) = id.parse() else { return trouble::page(call, StatusCode::NOT_FOUND).await };
    match passkeys::find(&call.app, &call.ctx, id).await {
        Ok(passkey) => own_page(call, status, page(line(passkey), form)).await,
        Err(error) => failed(call, error).await,
    }
}

async fn own_page(call: &Call, status: StatusCode, page: PasskeysPage) -> Response {
    let who = match call.ctx.oneself(Action::ChangeOwnAccount) {
        Ok(who) => who,
        Err(error) => return failed(call, error).await,
    };
    let language = call.ctx.language;
    let (email, alone) = (who.email, call.ctx.principal.is_none());
    let title = PasskeysPage::title(language);
    // Passwords have a button that shows them.
    let islands = matches!(page, PasskeysPage::List { .. });
    let view = move || view! { <PasskeysView language page=page.clone() email=email.clone() alone/> };
    html(call, Page { status, title, current: Some(Section::Account), islands, view }).await
}

fn line(passkey: OwnPasskey) -> PasskeyLine {
    let OwnPasskey { id, name, created_at, last_used_at, backed_up } = passkey;
    PasskeyLine { id, name, created_at, last_used_at, backed_up }
}

/// What could not be done any more is said on the page of how it stands.
async fn not_done(call: &Call, error: ActionError) -> Response {
    match error.kind {
        ErrorKind::Conflict => {
            call.set_flash(&Notice { tone: Tone::Warning, text: error.message, link: None, action: None });
            see_other(LIST)
        }
        ErrorKind::SignedOut => to_sign_in(call),
        _ => action_failed(call, &error).await,
    }
}
