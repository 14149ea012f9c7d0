//! What there is of the first API below `/cloud/v1`: people and projects.

pub(super) mod assignments;

use super::{Refusal, body::Body, caller::Caller, query::Query};
use crate::{
    app::App,
    domain::{
        policy::{Action, Relation},
        role::AccountRole,
        time::Timestamp,
    },
    service::{
        account_users::{self, Wanted},
        projects,
    },
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

/// How many entries a page has unless said otherwise, and the most it has.
const USUAL: i64 = super::query::MOST;
/// The length of a project's name here, in characters; the panel takes more.
const NAME: std::ops::RangeInclusive<usize> = 3..=63;

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CloudUser {
    id: i64,
    #[schema(required = true)]
    name: Option<String>,
    email: String,
    activated: bool,
    is_admin: bool,
}

/// People.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CloudUsers {
    /// How many there are on all pages.
    count: i64,
    results: Vec<CloudUser>,
}

/// The people of the account
#[utoipa::path(
    get, path = "/cloud/v1/users", tag = "cloud", operation_id = "list_cloud_users",
    params(
        ("limit" = Option<i64>, Query, description = "At most so many; 1000 unless said otherwise"),
        ("offset" = Option<i64>, Query, description = "Behind so many"),
        ("user_id" = Option<i64>, Query, description = "The person of this number"),
    ),
    responses((status = 200, description = "A page", body = CloudUsers))
)]
pub(super) async fn users(
    State(app): State<App>,
    Caller(ctx): Caller,
    mut query: Query,
) -> Result<Json<CloudUsers>, Refusal> {
    let page = query.page();
    let id = query.integer("user_id");
    query.done()?;
    let page = (page.limit.unwrap_or(USUAL), page.offset);
    let wanted = Wanted { id, removed: Some(false), page, ..Wanted::default() };
    let listed = account_users::list(&app, &ctx, &wanted).await?;
    let results = listed.people.into_iter().map(|person| CloudUser {
        id: person.id.0,
        name: Some(person.name).filter(|name| !name.is_empty()),
        email: person.email,
        activated: person.joined,
        is_admin: person.role == AccountRole::Administrators,
    });
    Ok(Json(CloudUsers { count: listed.count, results: results.collect() }))
}

/// How a project stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum ProjectState {
    Active,
}

/// A project.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Project {
    id: i64,
    name: String,
    client_id: i64,
    is_default: bool,
    state: ProjectState,
    /// None here.
    #[schema(required = true)]
    description: Option<String>,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(required = true)]
    deleted_at: Option<String>,
    #[schema(required = true)]
    task_id: Option<String>,
}

impl Project {
    fn new(account: i64, id: i64, name: String, is_default: bool, created_at: Timestamp) -> Self {
        Self {
            id,
            name,
            client_id: account,
            is_default,
            state: ProjectState::Active,
            description: None,
            created_at: created_at.to_rfc3339(),
            deleted_at: None,
            task_id: None,
        }
    }
}

/// Projects.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Projects {
    /// How many there are on all pages.
    count: usize,
    results: Vec<Project>,
}

/// The projects in use that the caller may enter
#[utoipa::path(
    get, path = "/cloud/v1/projects", tag = "cloud", operation_id = "list_projects",
    params(
        ("limit" = Option<i64>, Query, description = "At most so many; 1000 unless said otherwise"),
        ("offset" = Option<i64>, Query, description = "Behind so many"),
    ),
    responses((status = 200, description = "A page, by number", body = Projects))
)]
pub(super) async fn list_projects(
    State(app): State<App>,
    Caller(ctx): Caller,
    mut query: Query,
) -> Result<Json<Projects>, Refusal> {
    let page = query.page();
    query.done()?;
    let account = ctx.signed_in()?.account_id.0;
    let mut all = projects::list(&app, &ctx).await?.in_use;
    all.sort_by_key(|project| project.id);
    let count = all.len();
    let size = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
    let part = all.into_iter().skip(size(page.offset)).take(size(page.limit.unwrap_or(USUAL)));
    let results = part.map(|project| {
        Project::new(account, project.id.0, project.name, project.is_default, project.created_at)
    });
    Ok(Json(Projects { count, results: results.collect() }))
}

/// A project to be made.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `create_project` reads it")]
pub(super) struct NewProject {
    /// Letters, digits, blanks and `._-`.
    #[schema(min_length = 3, max_length = 63)]
    name: String,
    /// None is kept here, so none is taken.
    description: Option<String>,
}

/// Make a project
#[utoipa::path(
    post, path = "/cloud/v1/projects", tag = "cloud", operation_id = "create_project", request_body = NewProject,
    responses((status = 201, description = "The project", body = Project))
)]
pub(super) async fn create_project(
    State(app): State<App>,
    Caller(ctx): Caller,
    body: Body,
) -> Result<(StatusCode, Json<Project>), Refusal> {
    let account = ctx.may(Action::CreateProject, Relation::Account)?.account_id.0;
    let mut reader = body.reader();
    let name = reader.text("name").map(|name| name.trim().to_owned());
    if let Some(name) = &name {
        if !NAME.contains(&name.chars().count()) {
            reader.fault("name", "Ensure this field has 3 to 63 characters.");
        } else if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '_' | '-')) {
            reader.fault("name", "Use letters, digits, spaces, dots, underscores and hyphens only.");
        }
    }
    if !reader.optional_text("description").is_empty() {
        reader.fault("description", "Projects have no description here.");
    }
    let name = reader.finish(name)?;
    let id = projects::create(&app, &ctx, &name).await?;
    Ok((StatusCode::CREATED, Json(Project::new(account, id.0, name, false, ctx.now))))
}
