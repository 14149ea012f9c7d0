//! Getting in and out.

use super::{
    adapter::{
        Posted, TWO_FACTOR, local, over_limit, post_at_the_door as post, query_value, second_step_address,
        see_other,
    },
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
    views,
};
use crate::{
    domain::{invitation::LinkState, secret::Token},
    http::assets,
    panel::{
        actions::{
            access::{
                CreateFirstAdministrator, ForgotPassword, ResetPassword, SetPreferences, SignIn, SignOut,
            },
            passkeys::SignInByPasskey,
        },
        call::Call,
        forms::FormState,
        outcome::ErrorKind,
        pages::{
            CheckMailPage, CheckMailView, ForgotPasswordPage, ForgotPasswordView, LinkStatePage,
            LinkStateView, ResetPasswordPage, ResetPasswordView, SetupClosedPage, SetupClosedView, SetupPage,
            SetupView, SignInPage, SignInView,
        },
    },
    service,
};
use axum::{
    body::Bytes,
    extract::{Path, RawQuery},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;

/// `GET /setup/{token}`: keeps the token in a cookie and goes on to a clean address. Changes nothing.
pub async fn follow_setup_link(call: Call, Path(token): Path<String>) -> Response {
    follow(&call, &token, "/setup").await
}

/// `GET /reset-password/{token}`: likewise.
pub async fn follow_reset_link(call: Call, Path(token): Path<String>) -> Response {
    follow(&call, &token, "/reset-password").await
}

/// Keeps the token of a link in a cookie and goes on to a clean address.
pub(super) async fn follow(call: &Call, token: &str, to: &str) -> Response {
    match Token::parse(token) {
        Some(token) => {
            call.keep_link(&token);
            see_other(to)
        }
        None => trouble::page(call, StatusCode::NOT_FOUND).await,
    }
}

/// `GET /setup`.
pub async fn setup(call: Call) -> Response {
    let open = match call.link() {
        Some(link) => service::setup::is_open(&call.app, call.ctx.now, link.hash()).await,
        None => Ok(false),
    };
    match open {
        Ok(true) => setup_page(&call, StatusCode::OK, FormState::default()).await,
        Ok(false) => setup_closed(&call).await,
        Err(error) => failed(&call, error).await,
    }
}

/// `POST /setup`.
pub async fn post_setup(call: Call, body: Bytes) -> Response {
    match post::<CreateFirstAdministrator>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => setup_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::NotFound => setup_closed(&call).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn setup_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let language = call.ctx.language;
    let page = SetupPage { form, password_min: views::password_min() };
    let title = SetupPage::title(language);
    let view = move || view! { <SetupView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: true, view }).await
}

async fn setup_closed(call: &Call) -> Response {
    let language = call.ctx.language;
    let title = SetupClosedPage::title(language);
    let view = move || view! { <SetupClosedView language/> };
    html(call, Page { status: StatusCode::NOT_FOUND, title, current: None, islands: false, view }).await
}

/// `GET /sign-in`.
pub async fn sign_in(call: Call, RawQuery(query): RawQuery) -> Response {
    let next = query_value(&query.unwrap_or_default(), "next").map(|next| local(&next).to_owned());
    if call.ctx.principal.is_some() {
        return see_other(next.as_deref().unwrap_or("/"));
    }
    if call.half.is_some() {
        return see_other(&second_step_address(next.as_deref().unwrap_or_default(), false));
    }
    if call.ctx.owing.is_some() {
        return see_other(TWO_FACTOR);
    }
    if call.ctx.waiting.is_some() {
        // Nothing else is open to who belongs to no account yet.
        let to = next.as_deref().filter(|next| next.starts_with("/invitations"));
        return see_other(to.unwrap_or("/invitations"));
    }
    let form = match invited(&call, next.as_deref()).await {
        Some(email) => FormState::with([("email".to_owned(), email)].into()),
        None => FormState::default(),
    };
    sign_in_page(&call, StatusCode::OK, form, next).await
}

/// The address of the invitation that somebody came from, whose page has shown it already.
async fn invited(call: &Call, next: Option<&str>) -> Option<String> {
    let link = call.link_of(next?.strip_prefix("/invitations/")?)?;
    let offered = service::acceptance::look(&call.app, &call.ctx, link.hash()).await.ok()?;
    (offered.state == LinkState::Open && offered.has_password).then_some(offered.email)
}

/// `POST /sign-in`.
pub async fn post_sign_in(call: Call, body: Bytes) -> Response {
    match post::<SignIn>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => sign_in_again(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let form = over_limit(&body, &error);
            let mut response = sign_in_again(&call, StatusCode::TOO_MANY_REQUESTS, form).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `GET /sign-in/passkey`: where a form posts to that stands on another page.
pub async fn back_to_sign_in() -> Response {
    see_other("/sign-in")
}

/// `POST /sign-in/passkey`.
pub async fn post_sign_in_by_passkey(call: Call, body: Bytes) -> Response {
    match post::<SignInByPasskey>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => sign_in_again(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// The page after a form that was refused; it still leads where it was to lead.
async fn sign_in_again(call: &Call, status: StatusCode, form: FormState) -> Response {
    let next = Some(form.value("next")).filter(|next| !next.is_empty()).map(|next| local(next).to_owned());
    sign_in_page(call, status, form, next).await
}

async fn sign_in_page(call: &Call, status: StatusCode, form: FormState, next: Option<String>) -> Response {
    let language = call.ctx.language;
    let passkeys = service::passkeys::is_possible(&call.app);
    let page = SignInPage { form, next, passkeys, script: assets::PASSKEYS };
    let title = SignInPage::title(language);
    let view = move || view! { <SignInView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: true, view }).await
}

/// `POST /sign-out`.
pub async fn post_sign_out(call: Call, body: Bytes) -> Response {
    simple(&call, post::<SignOut>(&call, &[], &body).await).await
}

/// `POST /preferences`.
pub async fn post_preferences(call: Call, body: Bytes) -> Response {
    simple(&call, post::<SetPreferences>(&call, &[], &body).await).await
}

/// A form without fields that could be wrong.
async fn simple(call: &Call, posted: Posted) -> Response {
    match posted {
        Posted::Done(response) => response,
        Posted::Refused(_) => trouble::page(call, StatusCode::BAD_REQUEST).await,
        Posted::Failed(error) => action_failed(call, &error).await,
    }
}

/// `GET /forgot-password`.
pub async fn forgot_password(call: Call) -> Response {
    forgot_password_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /forgot-password`.
pub async fn post_forgot_password(call: Call, body: Bytes) -> Response {
    match post::<ForgotPassword>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => forgot_password_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::TooMany => {
            let form = over_limit(&body, &error);
            let mut response = forgot_password_page(&call, StatusCode::TOO_MANY_REQUESTS, form).await;
            trouble::say_retry_after(error.retry_after, &mut response);
            response
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn forgot_password_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let language = call.ctx.language;
    let page = ForgotPasswordPage { form };
    let title = ForgotPasswordPage::title(language);
    let view = move || view! { <ForgotPasswordView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}

/// `GET /forgot-password/sent`: the same for every address, known or not.
pub async fn check_mail(call: Call) -> Response {
    let language = call.ctx.language;
    let page = CheckMailPage { mail_ready: call.app.sends_mail() };
    let title = CheckMailPage::title(language);
    let view = move || view! { <CheckMailView language page=page.clone()/> };
    html(&call, Page { status: StatusCode::OK, title, current: None, islands: false, view }).await
}

/// `GET /reset-password`.
pub async fn reset_password(call: Call) -> Response {
    reset_password_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /reset-password`.
pub async fn post_reset_password(call: Call, body: Bytes) -> Response {
    match post::<ResetPassword>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => reset_password_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) if error.kind == ErrorKind::NotFound => reset_over(&call).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn reset_password_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let Some(link) = call.link() else { return reset_over(call).await };
    let email = match service::resets::look(&call.app, &call.ctx, link.hash()).await {
        Ok(Some(email)) => email,
        Ok(None) => return reset_over(call).await,
        Err(error) => return failed(call, error).await,
    };
    let language = call.ctx.language;
    let handle = link.hash().handle();
    let page = ResetPasswordPage { form, handle, email, password_min: views::password_min() };
    let title = ResetPasswordPage::title(language);
    let view = move || view! { <ResetPasswordView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: true, view }).await
}

async fn reset_over(call: &Call) -> Response {
    let language = call.ctx.language;
    let page = LinkStatePage::ResetOver;
    let title = page.title(language);
    let view = move || view! { <LinkStateView language page=page.clone()/> };
    html(call, Page { status: StatusCode::GONE, title, current: None, islands: false, view }).await
}
