//! `/cloud/v1/users/assignments`: roles in projects and over the whole client, each with a number of its own.

use crate::{
    api::{
        Refusal,
        body::{Body, Reader},
        caller::Caller,
        iam::own_account,
        query::{self, Query},
        words,
    },
    app::App,
    domain::{
        ids::{AssignmentId, ProjectId, UserId},
        policy::{Action, Relation},
        role::ProjectRole,
        time::Timestamp,
    },
    service::{
        Error,
        assignments::{self, Right, Taken, Wanted},
    },
};
use axum::{
    Json,
    extract::{FromRequestParts, Path, State},
    http::request::Parts,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What somebody is, over the whole client or in one project.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(in crate::api) enum AssignedRole {
    ClientAdministrator,
    ProjectAdministrator,
    User,
    Observer,
    InternalNetworkOnlyUser,
}

impl AssignedRole {
    fn from_name(name: &str) -> Option<Self> {
        let whole = (name == "ClientAdministrator").then_some(Self::ClientAdministrator);
        whole.or_else(|| ProjectRole::from_name(name).map(Self::from))
    }

    /// As a role in a project; none for the whole client.
    const fn in_project(self) -> Option<ProjectRole> {
        Some(match self {
            Self::ClientAdministrator => return None,
            Self::ProjectAdministrator => ProjectRole::ProjectAdministrator,
            Self::User => ProjectRole::User,
            Self::Observer => ProjectRole::Observer,
            Self::InternalNetworkOnlyUser => ProjectRole::InternalNetworkOnlyUser,
        })
    }
}

impl From<ProjectRole> for AssignedRole {
    fn from(role: ProjectRole) -> Self {
        match role {
            ProjectRole::ProjectAdministrator => Self::ProjectAdministrator,
            ProjectRole::User => Self::User,
            ProjectRole::Observer => Self::Observer,
            ProjectRole::InternalNetworkOnlyUser => Self::InternalNetworkOnlyUser,
        }
    }
}

impl From<Right> for AssignedRole {
    fn from(right: Right) -> Self {
        match right {
            Right::Client => Self::ClientAdministrator,
            Right::Project(_, role) => role.into(),
        }
    }
}

/// A role that somebody was given.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Assignment {
    id: i64,
    user_id: i64,
    role: AssignedRole,
    client_id: i64,
    /// None for the whole client.
    #[schema(required = true)]
    project_id: Option<i64>,
    /// None where it is not known.
    #[schema(required = true)]
    assigned_by: Option<i64>,
    #[schema(format = "date-time")]
    created_at: String,
    /// When the role was last changed.
    #[schema(required = true, format = "date-time")]
    updated_at: Option<String>,
}

impl Assignment {
    fn new(account: i64, own: &assignments::Assignment) -> Self {
        Self {
            id: own.id.0,
            user_id: own.user_id.0,
            role: own.right.into(),
            client_id: account,
            project_id: own.right.project().map(|project| project.0),
            assigned_by: own.assigned_by.map(|user| user.0),
            created_at: own.created_at.to_rfc3339(),
            updated_at: own.updated_at.map(Timestamp::to_rfc3339),
        }
    }
}

/// Roles that people were given.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Assignments {
    /// How many there are on all pages.
    count: i64,
    results: Vec<Assignment>,
}

/// Which one was changed.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Changed {
    assignment_id: i64,
}

/// A role to be given.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `create` reads it")]
pub(in crate::api) struct NewAssignment {
    role: AssignedRole,
    user_id: i64,
    /// The account; needed with a project.
    client_id: Option<i64>,
    /// The project; none for the whole client.
    project_id: Option<i64>,
}

/// A role to be given in its place.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `update` reads it")]
pub(in crate::api) struct AssignmentChange {
    role: AssignedRole,
    /// The person, who stays the same.
    user_id: i64,
    /// The account, which stays the same.
    client_id: Option<i64>,
    /// The project, which stays the same.
    project_id: Option<i64>,
}

/// A role by its name.
fn role(reader: &mut Reader<'_>) -> Option<AssignedRole> {
    let role = AssignedRole::from_name(reader.text("role")?);
    if role.is_none() {
        reader.fault("role", words::NO_CHOICE);
    }
    role
}

/// The right that a call names, and in which account; what does not go together is a fault.
fn right(reader: &mut Reader<'_>) -> (Option<Right>, Option<i64>) {
    let role = role(reader);
    let project = reader.optional_integer("project_id").map(ProjectId);
    let client = match project {
        Some(_) => reader.integer("client_id"),
        None => reader.optional_integer("client_id"),
    };
    let right = match (role.map(AssignedRole::in_project), project) {
        (Some(None), None) => Some(Right::Client),
        (Some(Some(role)), Some(project)) => Some(Right::Project(project, role)),
        (Some(None), Some(_)) => {
            reader.fault("project_id", "ClientAdministrator is a role over the whole client.");
            None
        }
        (Some(Some(_)), None) => {
            if reader.value("project_id").is_none() {
                reader.fault("project_id", words::REQUIRED);
            }
            None
        }
        (None, _) => None,
    };
    (right, client)
}

/// Give somebody a role. Who has it already keeps it; nobody loses another one by it
#[utoipa::path(
    post, path = "/cloud/v1/users/assignments", tag = "cloud", operation_id = "create_assignment",
    request_body = NewAssignment, responses((status = 200, description = "Given", body = Assignment))
)]
pub(in crate::api) async fn create(
    State(app): State<App>,
    Caller(ctx): Caller,
    body: Body,
) -> Result<Json<Assignment>, Refusal> {
    let account = ctx.may(Action::ChangeAccess, Relation::Other)?.account_id.0;
    let mut reader = body.reader();
    let user = reader.integer("user_id");
    let (right, client) = right(&mut reader);
    let (user, right) = reader.finish(user.zip(right))?;
    own_account(&ctx, client.unwrap_or(account))?;
    let taken = match assignments::assign(&app, &ctx, UserId(user), right).await? {
        Ok(made) => return Ok(Json(Assignment::new(account, &made))),
        Err(taken) => taken,
    };
    Err(match taken {
        Taken::OtherRole(role) => Refusal::field(
            &["role"],
            format!("The user is {} in this project already. Update that assignment.", role.name()),
        ),
        Taken::WholeClient => Refusal::field(&["project_id"], "The user administers every project already."),
        Taken::Projects => {
            Refusal::field(&["role"], "The user has roles in projects. Delete these assignments first.")
        }
    })
}

/// Roles in projects and over the whole client: everybody's to administrators, one's own to everybody else
#[utoipa::path(
    get, path = "/cloud/v1/users/assignments", tag = "cloud", operation_id = "list_assignments",
    params(
        ("limit" = Option<i64>, Query, description = "At most so many; 1000 unless said otherwise"),
        ("offset" = Option<i64>, Query, description = "Behind so many"),
        ("project_id" = Option<i64>, Query, description = "Those in the project of this number"),
        ("user_id" = Option<i64>, Query, description = "Those of the person of this number"),
    ),
    responses((status = 200, description = "A page, by number", body = Assignments))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Caller(ctx): Caller,
    mut query: Query,
) -> Result<Json<Assignments>, Refusal> {
    let page = query.page();
    let (project, user) = (query.integer("project_id"), query.integer("user_id"));
    query.done()?;
    let account = ctx.signed_in()?.account_id.0;
    let wanted = Wanted {
        user: user.map(UserId),
        project: project.map(ProjectId),
        page: (page.limit.unwrap_or(query::MOST), page.offset),
    };
    let (found, count) = assignments::list(&app, &ctx, &wanted).await?;
    let results = found.iter().map(|own| Assignment::new(account, own)).collect();
    Ok(Json(Assignments { count, results }))
}

const STAYS: &str = "An assignment stays where it is. Delete it and create another one.";

/// Give another role in the same project
#[utoipa::path(
    patch, path = "/cloud/v1/users/assignments/{assignmentId}", tag = "cloud", operation_id = "update_assignment",
    params(("assignmentId" = i64, Path, description = "The assignment")), request_body = AssignmentChange,
    responses((status = 200, description = "Changed", body = Changed))
)]
pub(in crate::api) async fn update(
    State(app): State<App>,
    Caller(ctx): Caller,
    Id(id): Id,
    body: Body,
) -> Result<Json<Changed>, Refusal> {
    let own = assignments::changeable(&app, &ctx, id).await?;
    let mut reader = body.reader();
    let role = role(&mut reader);
    let user = reader.integer("user_id");
    let client = reader.optional_integer("client_id");
    let project = reader.optional_integer("project_id");
    if user.is_some_and(|user| user != own.user_id.0) {
        reader.fault("user_id", STAYS);
    }
    let other_project = project != own.right.project().map(|project| project.0);
    if reader.has("project_id") && other_project {
        reader.fault("project_id", STAYS);
    }
    if role.is_some_and(|role| role.in_project().is_some() != own.right.project().is_some()) {
        reader.fault("role", STAYS);
    }
    let role = reader.finish(role)?;
    if let Some(client) = client {
        own_account(&ctx, client)?;
    }
    if let Some(role) = role.in_project() {
        assignments::change(&app, &ctx, id, role).await?;
    }
    Ok(Json(Changed { assignment_id: id.0 }))
}

/// Take a role away, and no other
#[utoipa::path(
    delete, path = "/cloud/v1/users/assignments/{assignmentId}", tag = "cloud", operation_id = "delete_assignment",
    params(("assignmentId" = i64, Path, description = "The assignment")),
    responses((status = 200, description = "Taken away", body = Changed))
)]
pub(in crate::api) async fn delete(
    State(app): State<App>,
    Caller(ctx): Caller,
    Id(id): Id,
) -> Result<Json<Changed>, Refusal> {
    assignments::take_away(&app, &ctx, id).await?;
    Ok(Json(Changed { assignment_id: id.0 }))
}

/// The number of an assignment in an address; whatever is none is none's.
#[derive(Debug, Clone, Copy)]
pub(in crate::api) struct Id(AssignmentId);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let id = path.ok().and_then(|Path(text)| text.parse().ok()).map(AssignmentId);
        id.map(Self).ok_or_else(|| Error::NotFound.into())
    }
}
