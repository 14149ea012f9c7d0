//! One's own account.

use super::{
    access::follow,
    adapter::{Posted, is_signed_out, over_limit, post, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
    views,
};
use crate::{
    panel::{
        actions::account::{
            AskAddressChange, CancelAddressChange, ChangePassword, ConfirmAddress, SaveProfile,
        },
        call::Call,
        forms::FormState,
        outcome::{ErrorKind, Notice, Tone},
        pages::{
            AccountPage, AccountView, ConfirmEmailPage, ConfirmEmailView, LinkStatePage, LinkStateView,
            OwnPasswordPage, OwnPasswordView, PendingEmail,
        },
        shell::Section,
    },
    service::{self, Error},
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// Where the forms without a page of their own lead back to.
const ACCOUNT: &str = "/account";
/// The way there for whoever is signed out.
const SIGN_IN: &str = "/sign-in?next=%2Faccount";

/// `GET /account`.
pub async fn general(call: Call) -> Response {
    general_page(&call, StatusCode::OK, FormState::default(), FormState::default()).await
}

/// `POST /account`.
pub async fn post_general(call: Call, body: Bytes) -> Response {
    match post::<SaveProfile>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => {
            general_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form, FormState::default()).await
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `POST /account/email/change`.
pub async fn post_change_email(call: Call, body: Bytes) -> Response {
    match post::<AskAddressChange>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => {
            general_page(&call, StatusCode::UNPROCESSABLE_ENTITY, FormState::default(), form).await
        }
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let (status, form) = (StatusCode::TOO_MANY_REQUESTS, over_limit(&body, &error));
            let mut response = general_page(&call, status, FormState::default(), form).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        Posted::Failed(error) if is_signed_out(&error) => see_other(SIGN_IN),
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `POST /account/email/cancel`. What went wrong is said on the page of the button.
pub async fn post_cancel_email(call: Call, body: Bytes) -> Response {
    match post::<CancelAddressChange>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Failed(error) if error.kind == ErrorKind::Conflict => {
            call.set_flash(&Notice { tone: Tone::Warning, text: error.message, link: None, action: None });
            see_other(ACCOUNT)
        }
        Posted::Failed(error) if is_signed_out(&error) => see_other(SIGN_IN),
        Posted::Failed(error) => action_failed(&call, &error).await,
        Posted::Refused(_) => trouble::page(&call, StatusCode::BAD_REQUEST).await,
    }
}

/// `GET` of an address that only takes forms: where a reload or the choice of a language leads after a refused one.
pub async fn back_to_general() -> Response {
    see_other(ACCOUNT)
}

/// The page with its two forms, of which one may have been refused.
async fn general_page(call: &Call, status: StatusCode, profile: FormState, address: FormState) -> Response {
    let own = match service::own_account::look(&call.app, &call.ctx).await {
        Ok(own) => own,
        Err(error) => return failed(call, error).await,
    };
    let language = call.ctx.language;
    let page = AccountPage {
        profile,
        address,
        name: own.name,
        phone: own.phone,
        language: own.language,
        email: own.email,
        pending: own.pending.map(|(email, expires_at)| PendingEmail { email, expires_at }),
        mail_ready: call.app.sends_mail(),
        now: call.ctx.now,
    };
    let title = AccountPage::title(language);
    let view = move || view! { <AccountView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Account), islands: true, view }).await
}

/// `GET /account/password`.
pub async fn password(call: Call) -> Response {
    password_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /account/password`.
pub async fn post_password(call: Call, body: Bytes) -> Response {
    match post::<ChangePassword>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => password_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let form = over_limit(&body, &error);
            let mut response = password_page(&call, StatusCode::TOO_MANY_REQUESTS, form).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn password_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let Some(principal) = &call.ctx.principal else { return failed(call, Error::SignedOut).await };
    let language = call.ctx.language;
    let email = principal.email.clone();
    let page = OwnPasswordPage { form, email, password_min: views::password_min() };
    let title = OwnPasswordPage::title(language);
    let view = move || view! { <OwnPasswordView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Account), islands: true, view }).await
}

/// `GET /account/email/{token}`: keeps the token in a cookie and goes on to a clean address. Changes nothing.
pub async fn follow_email_link(call: Call, Path(token): Path<String>) -> Response {
    follow(&call, &token, "/account/email").await
}

/// `GET /account/email`: what the link would change, and the button that does. Nobody need be signed in.
pub async fn confirm_email(call: Call) -> Response {
    let Some(link) = call.link() else { return over(&call).await };
    let offered = match service::address_change::look(&call.app, &call.ctx, link.hash()).await {
        Ok(offered) if offered.taken => return taken(&call).await,
        Ok(offered) => offered,
        Err(Error::NotFound) => return over(&call).await,
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let page = ConfirmEmailPage { handle: link.hash().handle(), old: offered.old, new: offered.new };
    let title = ConfirmEmailPage::title(language);
    let view = move || view! { <ConfirmEmailView language page=page.clone()/> };
    html(&call, Page { status: StatusCode::OK, title, current: None, islands: false, view }).await
}

/// `POST /account/email`.
pub async fn post_confirm_email(call: Call, body: Bytes) -> Response {
    match post::<ConfirmAddress>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Failed(error) if error.kind == ErrorKind::NotFound => over(&call).await,
        Posted::Failed(error) if error.kind == ErrorKind::Conflict => taken(&call).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
        Posted::Refused(_) => trouble::page(&call, StatusCode::BAD_REQUEST).await,
    }
}

async fn over(call: &Call) -> Response {
    closed(call, StatusCode::GONE, LinkStatePage::AddressOver).await
}

async fn taken(call: &Call) -> Response {
    closed(call, StatusCode::CONFLICT, LinkStatePage::AddressTaken).await
}

async fn closed(call: &Call, status: StatusCode, page: LinkStatePage) -> Response {
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <LinkStateView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}
