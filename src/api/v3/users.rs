//! `/v3/users`: who belongs to the account or is invited to it.

use super::{
    UserPath,
    body::Body,
    query::{Kind, NoQuery, Query, Wanted},
    types::{Meta, PageMeta, moment},
};
use crate::{
    api::{Refusal, caller::Caller},
    app::App,
    domain::name::{MAX_NAME, MAX_PREFERRED_NAME},
    service::directory::{self, Condition, Person},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

/// What lists of people can be filtered by.
const FIELDS: &[(&str, Kind)] =
    &[("id", Kind::Id), ("email", Kind::Text), ("full_name", Kind::Text), ("active", Kind::Flag)];

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct User {
    #[schema(format = "uuid")]
    id: String,
    email: String,
    /// Empty for nobody but those invited without a name.
    full_name: String,
    /// Empty when not said.
    preferred_name: String,
    /// Has joined.
    active: bool,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    updated_at: String,
}

impl From<Person> for User {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.to_string(),
            email: person.email,
            full_name: person.name,
            preferred_name: person.preferred_name,
            active: person.joined,
            created_at: moment(person.created_at),
            updated_at: moment(person.updated_at),
        }
    }
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct UserList {
    meta: Meta,
    data: Vec<User>,
}

/// What the filters of a call ask for.
fn conditions(wanted: Vec<(&'static str, Wanted)>) -> Vec<Condition> {
    let conditions = wanted.into_iter().filter_map(|(field, wanted)| {
        Some(match (field, wanted) {
            (_, Wanted::Id(id)) => Condition::Id(id),
            ("email", Wanted::Is(email)) => Condition::Email(email),
            ("email", Wanted::Contains(part)) => Condition::EmailPart(part),
            ("full_name", Wanted::Is(name)) => Condition::Name(name),
            ("full_name", Wanted::Contains(part)) => Condition::NamePart(part),
            (_, Wanted::Flag(joined)) => Condition::Joined(joined),
            _ => return None,
        })
    });
    conditions.collect()
}

/// The people of the organization, and who is invited to it
#[utoipa::path(
    get, path = "/v3/users", tag = "Users", operation_id = "list-users",
    params(
        ("page[size]" = Option<i64>, Query, minimum = 1, description = "Entries of a page: 10 unless said otherwise, 100 at the most"),
        ("page[number]" = Option<i64>, Query, minimum = 1, description = "Which page, from 1"),
        ("filter[id]" = Option<String>, Query, description = "The person of this id"),
        ("filter[id][eq]" = Option<String>, Query, description = "The same"),
        ("filter[email]" = Option<String>, Query, description = "The person of this address"),
        ("filter[email][eq]" = Option<String>, Query, description = "The same"),
        ("filter[email][contains]" = Option<String>, Query, description = "With this in the address"),
        ("filter[full_name]" = Option<String>, Query, description = "Of this very name"),
        ("filter[full_name][eq]" = Option<String>, Query, description = "The same"),
        ("filter[full_name][contains]" = Option<String>, Query, description = "With this in the name, in whatever case"),
        ("filter[active]" = Option<bool>, Query, description = "Who has joined, or who has not"),
    ),
    responses((status = 200, description = "A page", body = UserList))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Caller(ctx): Caller,
    query: Query,
) -> Result<Json<UserList>, Refusal> {
    let (page, wanted) = query.read(FIELDS)?;
    let listed = directory::list(&app, &ctx, &conditions(wanted), page.part()).await?;
    let meta = Meta { page: PageMeta::new(page, listed.count) };
    Ok(Json(UserList { meta, data: listed.people.into_iter().map(User::from).collect() }))
}

/// Whoever calls
#[utoipa::path(
    get, path = "/v3/users/me", tag = "Users", operation_id = "get-users-me",
    responses((status = 200, description = "The caller", body = User))
)]
pub(in crate::api) async fn me(
    State(app): State<App>,
    Caller(ctx): Caller,
    _: NoQuery,
) -> Result<Json<User>, Refusal> {
    Ok(Json(directory::me(&app, &ctx).await?.into()))
}

/// A person
#[utoipa::path(
    get, path = "/v3/users/{userId}", tag = "Users", operation_id = "get-user",
    params(("userId" = String, Path, format = "uuid", description = "The person")),
    responses((status = 200, description = "The person", body = User))
)]
pub(in crate::api) async fn get(
    State(app): State<App>,
    Caller(ctx): Caller,
    UserPath(id): UserPath,
    _: NoQuery,
) -> Result<Json<User>, Refusal> {
    Ok(Json(directory::find(&app, &ctx, id).await?.into()))
}

/// What is to be changed; what is missing stays.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `update` reads it")]
pub(in crate::api) struct UpdateUser {
    #[schema(nullable = false, min_length = 1, max_length = 120)]
    full_name: Option<String>,
    /// Empty for none.
    #[schema(nullable = false, max_length = 250)]
    preferred_name: Option<String>,
}

/// Change the names of oneself, or as an administrator of somebody else
#[utoipa::path(
    patch, path = "/v3/users/{userId}", tag = "Users", operation_id = "update-user",
    params(("userId" = String, Path, format = "uuid", description = "The person")), request_body = UpdateUser,
    responses((status = 200, description = "The person as changed", body = User))
)]
pub(in crate::api) async fn update(
    State(app): State<App>,
    Caller(ctx): Caller,
    UserPath(id): UserPath,
    _: NoQuery,
    body: Body,
) -> Result<Json<User>, Refusal> {
    let mut reader = body.reader(&["full_name", "preferred_name"]);
    let name = reader.some_text("full_name", MAX_NAME);
    let preferred = reader.optional_text("preferred_name", MAX_PREFERRED_NAME);
    reader.done()?;
    Ok(Json(directory::change(&app, &ctx, id, name, preferred).await?.into()))
}

/// Take somebody out of the organization, and their tokens with them
#[utoipa::path(
    delete, path = "/v3/users/{userId}", tag = "Users", operation_id = "delete-user",
    params(("userId" = String, Path, format = "uuid", description = "The person")),
    responses((status = 204, description = "Taken out"))
)]
pub(in crate::api) async fn delete(
    State(app): State<App>,
    Caller(ctx): Caller,
    UserPath(id): UserPath,
    _: NoQuery,
) -> Result<StatusCode, Refusal> {
    directory::remove(&app, &ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
