//! `/iam/clients/me`: the account the caller acts in, and making further ones.

use super::types::{Answer, User};
use crate::{
    api::{Refusal, body::Body, caller::Caller, words},
    app::App,
    domain::{
        field::Field,
        policy::{Action, Relation},
    },
    service::{Error, account_users, accounts},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

/// How an account stands.
#[expect(dead_code, reason = "the shape is published")]
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::api) enum AccountStatus {
    New,
    Trial,
    Trialend,
    Active,
    Integration,
    Paused,
    Preparation,
    Ready,
}

/// How an account came to be.
#[expect(dead_code, reason = "the shape is published")]
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum SignupProcess {
    SignUpFull,
    SignUpSimple,
}

/// Nothing is sold here, so there is nothing in it.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(in crate::api) struct Nothing {}

/// The account the caller acts in.
#[expect(non_snake_case, reason = "the shape is published")]
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::api) struct AccountOverview {
    id: i64,
    /// The caller's address: an account has none of its own.
    email: String,
    /// The caller's name.
    #[schema(required = true)]
    name: Option<String>,
    #[schema(required = true)]
    phone: Option<String>,
    status: AccountStatus,
    companyName: String,
    website: String,
    /// The number of the caller.
    currentUser: i64,
    deleted: bool,
    is_test: bool,
    has_active_admin: bool,
    bill_type: String,
    capabilities: Vec<String>,
    serviceStatuses: Nothing,
    paidFeatures: Nothing,
    freeFeatures: Nothing,
    entryBaseDomain: String,
    signup_process: SignupProcess,
    country_code: String,
    #[schema(required = true)]
    custom_id: Option<String>,
    /// The caller alone; everybody is in `GET /iam/users`.
    users: Vec<User>,
}

/// The account that the token belongs to, and who calls
#[utoipa::path(
    get, path = "/iam/clients/me", tag = "clients", operation_id = "get_account_overview",
    responses((status = 200, description = "The account", body = AccountOverview))
)]
pub(in crate::api) async fn me(State(app): State<App>, Caller(ctx): Caller) -> Answer<AccountOverview> {
    let principal = ctx.signed_in().map_err(Refusal::from)?;
    let account = principal.account_id;
    let own = account_users::find(&app, &ctx, principal.user_id).await?;
    let has_active_admin = account_users::has_administrator(&app, &ctx).await?;
    Ok(Json(AccountOverview {
        id: account.0,
        email: principal.email.clone(),
        name: Some(principal.name.clone()).filter(|name| !name.is_empty()),
        phone: Some(own.phone.clone()).filter(|phone| !phone.is_empty()),
        status: AccountStatus::Active,
        companyName: principal.account_name.clone(),
        website: String::new(),
        currentUser: principal.user_id.0,
        deleted: false,
        is_test: false,
        has_active_admin,
        bill_type: "none".into(),
        capabilities: Vec::new(),
        serviceStatuses: Nothing {},
        paidFeatures: Nothing {},
        freeFeatures: Nothing {},
        entryBaseDomain: String::new(),
        signup_process: SignupProcess::SignUpSimple,
        country_code: String::new(),
        custom_id: None,
        users: vec![User::new(account.0, own)],
    }))
}

/// An account to be made.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `create` reads it")]
pub(in crate::api) struct NewAccount {
    /// Its name.
    #[schema(max_length = 120)]
    company: String,
}

/// An account that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct MadeAccount {
    id: i64,
    company: String,
}

/// Make a further account, whose first administrator is the caller; for operators
#[utoipa::path(
    post, path = "/iam/clients/create", tag = "clients", operation_id = "create_account", request_body = NewAccount,
    responses((status = 201, description = "The account", body = MadeAccount))
)]
pub(in crate::api) async fn create(
    State(app): State<App>,
    Caller(ctx): Caller,
    body: Body,
) -> Result<(StatusCode, Json<MadeAccount>), Refusal> {
    ctx.may(Action::CreateAccount, Relation::Account)?;
    let mut reader = body.reader();
    let company = reader.text("company").map(|name| name.trim().to_owned());
    let company = reader.finish(company)?;
    let id = accounts::create(&app, &ctx, &company).await.map_err(|error| match error {
        Error::Invalid(errors) => match errors.0.first() {
            Some((Field::Name, fault)) => Refusal::field(&["company"], words::fault(&Field::Company, fault)),
            _ => Error::Invalid(errors).into(),
        },
        error => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(MadeAccount { id: id.0, company })))
}
