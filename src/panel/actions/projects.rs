//! What is done to projects.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, outcome},
    crate::{domain::ids::ProjectId, service, t},
};

/// Where all of these lead back to.
#[cfg(feature = "ssr")]
const PROJECTS: &str = "/projects";

/// Makes a project.
#[server(prefix = "/_fn", endpoint = "projects/create", input = Json, output = Json)]
pub async fn create_project(#[server(default)] name: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::projects::create(&call.app, &call.ctx, &name).await;
    outcome(&call, result, |_| {
        done(PROJECTS, t!(call.ctx.language, "notice-project-created", project = name.trim()))
    })
}

/// Gives a project another name.
#[server(prefix = "/_fn", endpoint = "projects/rename", input = Json, output = Json)]
pub async fn rename_project(id: i64, #[server(default)] name: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::projects::rename(&call.app, &call.ctx, ProjectId(id), &name).await;
    outcome(&call, result, |()| {
        done(PROJECTS, t!(call.ctx.language, "notice-project-renamed", project = name.trim()))
    })
}

/// Puts a project away.
#[server(prefix = "/_fn", endpoint = "projects/archive", input = Json, output = Json)]
pub async fn archive_project(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::projects::archive(&call.app, &call.ctx, ProjectId(id)).await;
    outcome(&call, result, |name| {
        done(PROJECTS, t!(call.ctx.language, "notice-project-archived", project = name))
    })
}

/// Brings an archived project back.
#[server(prefix = "/_fn", endpoint = "projects/restore", input = Json, output = Json)]
pub async fn restore_project(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::projects::restore(&call.app, &call.ctx, ProjectId(id)).await;
    outcome(&call, result, |name| {
        done(PROJECTS, t!(call.ctx.language, "notice-project-restored", project = name))
    })
}
