//! `/iam/users`: the people of the account.

#![expect(unused_qualifications, reason = "utoipa names the types of parameters by their whole paths")]

use super::types::{Answer, User, auth_types, language};
use crate::{
    api::{Refusal, body::Body, caller::Caller, query::Query, words},
    app::App,
    domain::{
        email::EmailAddress,
        field::{Fault, Field},
        ids::UserId,
        language::Language,
        policy::{Action, Relation},
        role::AccountRole,
    },
    service::{
        Ctx, Error,
        account_users::{self, Change, MOST, Order, Wanted},
        accounts::{self, NewCustomer},
    },
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// What of the list is wanted.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "for the document alone: `wanted` reads them")]
pub(in crate::api) struct UserQuery {
    /// At most so many, and 1000 at the most. Without it or with 0 the answer is a bare array of everybody.
    #[param(minimum = 0)]
    limit: Option<i64>,
    /// Behind so many.
    #[param(minimum = 0)]
    offset: Option<i64>,
    /// The person of this number.
    id: Option<i64>,
    /// Part of the address.
    email: Option<String>,
    /// Part of the name.
    name: Option<String>,
    /// Numbers of roles, parted by commas.
    groups: Option<String>,
    /// Languages, parted by commas.
    lang: Option<String>,
    /// Whether the person has joined.
    activated: Option<bool>,
    /// Whether the person has a second factor.
    two_fa: Option<bool>,
    /// `true`: only those taken out of the account; `false`, as when missing: only the others; anything else: all.
    deleted: Option<String>,
    /// `id`, `email`, `name` or `lang`, with `-` in front the other way round, parted by commas.
    ordering: Option<String>,
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct UserPage {
    /// How many there are on all pages.
    count: i64,
    /// The address of the page behind, below `/iam`.
    #[schema(required = true)]
    next: Option<String>,
    /// The address of the page before, below `/iam`.
    #[schema(required = true)]
    previous: Option<String>,
    results: Vec<User>,
}

/// A page, or without `limit` everybody.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(in crate::api) enum UserList {
    Page(UserPage),
    All(Vec<User>),
}

fn order(text: &str) -> Option<(Order, bool)> {
    let name = text.strip_prefix('-').unwrap_or(text);
    let by = match name {
        "id" => Order::Id,
        "email" => Order::Email,
        "name" => Order::Name,
        "lang" => Order::Language,
        _ => return None,
    };
    Some((by, text.starts_with('-')))
}

fn wanted(query: &mut Query) -> Wanted {
    Wanted {
        id: query.integer("id"),
        email: query.text("email"),
        name: query.text("name"),
        roles: query.list("groups", |text| AccountRole::from_id(text.parse().ok()?)),
        languages: query.list("lang", Language::from_code),
        joined: query.boolean("activated"),
        two_factor: query.boolean("two_fa"),
        removed: match query.text("deleted").as_deref() {
            Some("true" | "True") => Some(true),
            None | Some("false" | "False") => Some(false),
            Some(_) => None,
        },
        order: query.list("ordering", order),
        page: (MOST + 1, 0),
    }
}

/// The people of the account
#[utoipa::path(
    get, path = "/iam/users", tag = "users", operation_id = "list_users", params(UserQuery),
    responses((status = 200, description = "A page with `limit`, everybody without", body = UserList))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Caller(ctx): Caller,
    mut query: Query,
) -> Answer<UserList> {
    let mut wanted = wanted(&mut query);
    let page = query.page();
    query.done()?;
    if let Some(limit) = page.limit {
        wanted.page = (limit, page.offset);
    } else {
        wanted.page.1 = page.offset;
    }
    let account = ctx.signed_in().map_err(Refusal::from)?.account_id.0;
    let listed = account_users::list(&app, &ctx, &wanted).await?;
    let results: Vec<User> = listed.people.into_iter().map(|person| User::new(account, person)).collect();
    let Some(limit) = page.limit else {
        if i64::try_from(results.len()).is_ok_and(|found| found > MOST) {
            let text = format!("There are more than {MOST} users. Ask for pages, by limit and offset.");
            return Err(Refusal::field(&["limit"], text));
        }
        return Ok(Json(UserList::All(results)));
    };
    let (behind, count) = (page.offset.saturating_add(limit), listed.count);
    let next = (behind < count).then(|| query.link("/users", behind, limit));
    let previous = (page.offset > 0).then(|| query.link("/users", (page.offset - limit).max(0), limit));
    Ok(Json(UserList::Page(UserPage { count, next, previous, results })))
}

/// Whoever calls
#[utoipa::path(
    get, path = "/iam/users/me", tag = "users", operation_id = "get_own_user",
    responses((status = 200, description = "The caller", body = User))
)]
pub(in crate::api) async fn me(State(app): State<App>, Caller(ctx): Caller) -> Answer<User> {
    let own = ctx.signed_in().map_err(Refusal::from)?.user_id;
    shown(&app, &ctx, own).await
}

/// A person of the account
#[utoipa::path(
    get, path = "/iam/users/{userId}", tag = "users", operation_id = "get_user",
    params(("userId" = i64, Path, description = "The number of the person")),
    responses((status = 200, description = "The person", body = User))
)]
pub(in crate::api) async fn get(State(app): State<App>, Caller(ctx): Caller, Id(id): Id) -> Answer<User> {
    shown(&app, &ctx, id).await
}

async fn shown(app: &App, ctx: &Ctx, id: UserId) -> Answer<User> {
    let account = ctx.signed_in().map_err(Refusal::from)?.account_id.0;
    Ok(Json(User::new(account, account_users::find(app, ctx, id).await?)))
}

/// What is to be changed; what is missing stays.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `update` reads it")]
pub(in crate::api) struct UserChange {
    /// Only `password` is available.
    auth_types: Option<Vec<super::types::AuthType>>,
    /// Only the address the person has: another one is confirmed in the panel.
    email: Option<String>,
    lang: Option<super::types::Lang>,
    name: Option<String>,
    /// One's own alone.
    #[schema(max_length = 64)]
    phone: Option<String>,
}

/// Change oneself, or as an administrator name and language of somebody else
#[utoipa::path(
    patch, path = "/iam/users/{userId}", tag = "users", operation_id = "update_user",
    params(("userId" = i64, Path, description = "The number of the person")), request_body = UserChange,
    responses((status = 200, description = "The person as changed", body = User))
)]
pub(in crate::api) async fn update(
    State(app): State<App>,
    Caller(ctx): Caller,
    Id(id): Id,
    body: Body,
) -> Answer<User> {
    let person = account_users::changeable(&app, &ctx, id).await?;
    let mut reader = body.reader();
    auth_types(&mut reader);
    let email = reader.optional_text("email").to_owned();
    // Null leaves it: whoever has joined has a name.
    let name = if reader.value("name").is_some() { reader.changed_text("name") } else { None };
    let change = Change {
        name: name.map(str::to_owned),
        phone: reader.changed_text("phone").map(str::to_owned),
        language: language(&mut reader),
    };
    let same = EmailAddress::parse(&email)
        .map(|given| EmailAddress::parse(&person.email).is_ok_and(|own| own.key() == given.key()));
    match same {
        _ if email.is_empty() => {}
        Err(_) => reader.fault("email", words::NO_EMAIL),
        Ok(true) => {}
        // Another address is for its owner to confirm.
        Ok(false) => {
            reader.done()?;
            return Err(Error::Forbidden.into());
        }
    }
    reader.done()?;
    if change.is_something() {
        account_users::change(&app, &ctx, id, &change).await?;
    }
    shown(&app, &ctx, id).await
}

/// A new account and its first administrator.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `create` reads it")]
pub(in crate::api) struct NewUser {
    #[schema(format = "email")]
    email: String,
    #[schema(format = "password")]
    password: String,
    /// The name of the account.
    company: String,
    name: Option<String>,
    #[schema(max_length = 64)]
    phone: Option<String>,
    /// Without it the caller's own.
    lang: Option<super::types::Lang>,
    /// Only `common`.
    user_type: Option<super::types::UserType>,
}

/// Make an account with a person who can sign in at once; for operators
#[utoipa::path(
    post, path = "/iam/users", tag = "users", operation_id = "create_user", request_body = NewUser,
    responses((status = 201, description = "The person", body = User))
)]
pub(in crate::api) async fn create(
    State(app): State<App>,
    Caller(ctx): Caller,
    body: Body,
) -> Result<(StatusCode, Json<User>), Refusal> {
    ctx.may(Action::CreateAccount, Relation::Account)?;
    let mut reader = body.reader();
    let form = NewCustomer {
        email: reader.text("email").unwrap_or_default().to_owned(),
        password: reader.text("password").unwrap_or_default().to_owned(),
        company: reader.text("company").unwrap_or_default().to_owned(),
        name: reader.optional_text("name").to_owned(),
        phone: reader.optional_text("phone").to_owned(),
        language: language(&mut reader).unwrap_or_default(),
    };
    match reader.optional_text("user_type") {
        "" | "common" => {}
        _ => reader.fault("user_type", words::NO_CHOICE),
    }
    reader.done()?;
    let made = accounts::create_customer(&app, &ctx, &form).await.map_err(|error| match error {
        Error::Invalid(errors) if errors.0.contains(&(Field::Email, Fault::AlreadyHere)) => {
            Refusal::field(&["email"], "User with this email already exists.")
        }
        error => error.into(),
    })?;
    let person = account_users::of_new_account(&app, &ctx, made).await?;
    Ok((StatusCode::CREATED, Json(User::new(made.0.0, person))))
}

/// Take somebody out of their one account
#[utoipa::path(
    delete, path = "/iam/users/{userId}", tag = "users", operation_id = "delete_user",
    params(("userId" = i64, Path, description = "The number of the person")),
    responses((status = 200, description = "Taken out"))
)]
pub(in crate::api) async fn delete(
    State(app): State<App>,
    Caller(ctx): Caller,
    Id(id): Id,
) -> Result<StatusCode, Refusal> {
    if account_users::belongs_elsewhere(&app, &ctx, id).await? {
        return Err(Refusal::said(StatusCode::FORBIDDEN, SEVERAL));
    }
    account_users::remove(&app, &ctx, id).await?;
    Ok(StatusCode::OK)
}

const SEVERAL: &str = "Cannot delete user with multiple accounts.\nUse /clients/:client_id/client-users/:user_id to \
                       delete the user from a specific account.\n";

/// The number of a person in an address; whatever is none is nobody's.
#[derive(Debug, Clone, Copy)]
pub(in crate::api) struct Id(pub UserId);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Id {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let id = path.ok().and_then(|Path(text)| text.parse().ok()).map(UserId);
        id.map(Self).ok_or_else(|| Error::NotFound.into())
    }
}
