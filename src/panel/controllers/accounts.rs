//! The accounts a person belongs to: going on in another, making one.

use super::{
    adapter::{Posted, is_signed_out, post, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::policy::Action,
    panel::{
        actions::accounts::{CreateAccount, SwitchAccount},
        call::Call,
        forms::FormState,
        pages::{AccountLine, AccountsPage, AccountsView},
    },
    service::{self, accounts::JoinedAccount},
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// `GET /accounts`.
pub async fn list(call: Call) -> Response {
    list_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /accounts`: a new one.
pub async fn post_create(call: Call, body: Bytes) -> Response {
    match post::<CreateAccount>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => list_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `POST /accounts/{id}/switch`.
pub async fn post_switch(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    match post::<SwitchAccount>(&call, &[("id", &id)], &body).await {
        Posted::Done(response) => response,
        // Nothing answers to GET there.
        Posted::Failed(error) if is_signed_out(&error) => see_other("/sign-in?next=%2Faccounts"),
        Posted::Failed(error) => action_failed(&call, &error).await,
        // The number in the address is no number.
        Posted::Refused(_) => trouble::page(&call, StatusCode::NOT_FOUND).await,
    }
}

async fn list_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let accounts = match service::accounts::joined(&call.app, &call.ctx).await {
        Ok(accounts) => accounts.into_iter().map(line).collect(),
        Err(error) => return failed(call, error).await,
    };
    let offers = match &call.ctx.principal {
        Some(you) => match service::offers::count(&call.app, &call.ctx, you.user_id).await {
            Ok(offers) => offers,
            Err(error) => return failed(call, error).await,
        },
        None => 0,
    };
    let may_create = call.ctx.principal.as_ref().is_some_and(|you| you.may(Action::CreateAccount));
    let language = call.ctx.language;
    let page = AccountsPage { form, accounts, offers, may_create };
    let title = AccountsPage::title(language);
    let view = move || view! { <AccountsView language page=page.clone()/> };
    html(call, Page { status, title, current: None, islands: false, view }).await
}

fn line(account: JoinedAccount) -> AccountLine {
    AccountLine {
        id: account.id.0,
        name: account.name,
        role: account.role,
        is_suspended: account.is_suspended,
        is_current: account.is_current,
    }
}
