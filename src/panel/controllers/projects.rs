//! The Projects page and what is done to projects.

use super::{
    adapter::{Posted, is_signed_out, post, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::{ids::ProjectId, policy::Action},
    panel::{
        actions::projects::{ArchiveProject, CreateProject, RenameProject, RestoreProject},
        call::Call,
        forms::FormState,
        outcome::{ErrorKind, Notice, Tone},
        pages::{
            ArchiveProjectPage, ArchiveProjectView, ProjectLine, ProjectsPage, ProjectsView,
            RenameProjectPage, RenameProjectView,
        },
        shell::Section,
    },
    service::{
        self,
        projects::{MOST_ARCHIVED, SeenProject},
    },
};
use axum::{body::Bytes, extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// `GET /projects`.
pub async fn list(call: Call) -> Response {
    list_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /projects`: a new one.
pub async fn post_create(call: Call, body: Bytes) -> Response {
    match post::<CreateProject>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => list_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

/// `GET /projects/{id}/rename`.
pub async fn rename(call: Call, Path(id): Path<String>) -> Response {
    rename_page(&call, &id, StatusCode::OK, FormState::default()).await
}

/// `POST /projects/{id}/rename`.
pub async fn post_rename(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    match post::<RenameProject>(&call, &[("id", &id)], &body).await {
        Posted::Refused(form) => rename_page(&call, &id, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        posted => back(&call, posted).await,
    }
}

/// `GET /projects/{id}/archive`: says what it means.
pub async fn archive(call: Call, Path(id): Path<String>) -> Response {
    let Some(id) = number(&id) else { return trouble::page(&call, StatusCode::NOT_FOUND).await };
    let project = match service::projects::archivable(&call.app, &call.ctx, id).await {
        Ok(project) => project,
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let page = ArchiveProjectPage { id: project.id.0, name: project.name, people: project.people };
    let title = page.title(language);
    let view = move || view! { <ArchiveProjectView language page=page.clone()/> };
    let current = Some(Section::Projects);
    html(&call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}

/// `POST /projects/{id}/archive`.
pub async fn post_archive(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    back(&call, post::<ArchiveProject>(&call, &[("id", &id)], &body).await).await
}

/// `POST /projects/{id}/restore`.
pub async fn post_restore(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    back(&call, post::<RestoreProject>(&call, &[("id", &id)], &body).await).await
}

/// What became of something done to one project is said on the Projects page.
async fn back(call: &Call, posted: Posted) -> Response {
    let text = match posted {
        Posted::Done(response) => return response,
        // Not everything here answers to GET.
        Posted::Failed(error) if is_signed_out(&error) => return see_other("/sign-in?next=%2Fprojects"),
        Posted::Failed(error) if error.kind == ErrorKind::Conflict => error.message,
        Posted::Failed(error) => return action_failed(call, &error).await,
        Posted::Refused(form) if form.values.contains_key("id") && number(form.value("id")).is_none() => {
            return trouble::page(call, StatusCode::NOT_FOUND).await;
        }
        Posted::Refused(form) => {
            form.errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(" ")
        }
    };
    call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
    see_other("/projects")
}

async fn list_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let list = match service::projects::list(&call.app, &call.ctx).await {
        Ok(list) => list,
        Err(error) => return failed(call, error).await,
    };
    let sees_people = call.ctx.principal.as_ref().is_some_and(|you| you.may(Action::SeePeople));
    let archived_most = i64::try_from(list.archived.len()).is_ok_and(|count| count >= MOST_ARCHIVED);
    let page = ProjectsPage {
        form,
        in_use: list.in_use.into_iter().map(line).collect(),
        archived: list.archived.into_iter().map(line).collect(),
        archived_most: archived_most.then_some(MOST_ARCHIVED),
        manages: list.manages,
        sees_people,
        now: call.ctx.now,
    };
    let language = call.ctx.language;
    let title = ProjectsPage::title(language);
    let view = move || view! { <ProjectsView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Projects), islands: false, view }).await
}

async fn rename_page(call: &Call, id: &str, status: StatusCode, form: FormState) -> Response {
    let Some(id) = number(id) else { return trouble::page(call, StatusCode::NOT_FOUND).await };
    let project = match service::projects::renamable(&call.app, &call.ctx, id).await {
        Ok(project) => project,
        Err(error) => return failed(call, error).await,
    };
    let language = call.ctx.language;
    let page = RenameProjectPage { form, id: project.id.0, name: project.name };
    let title = page.title(language);
    let view = move || view! { <RenameProjectView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Projects), islands: false, view }).await
}

fn number(text: &str) -> Option<ProjectId> {
    text.parse().ok().map(ProjectId)
}

fn line(project: SeenProject) -> ProjectLine {
    ProjectLine {
        id: project.id.0,
        name: project.name,
        is_default: project.is_default,
        archived_at: project.archived_at,
        people: project.people,
        access: project.access,
        may_rename: project.may_rename,
    }
}
