//! The documents of the JSON APIs as pages. They are open to everybody, as the documents are.

use super::{
    respond::{Page, html},
    users::failed,
};
use crate::{
    api_reference::references,
    domain::policy::{Action, Relation, Verdict},
    panel::{
        call::Call,
        pages::{ApiReferencePage, ApiReferenceView, ApiReferencesPage, ApiReferencesView},
    },
    service::Error,
};
use axum::{extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;

/// A call that everybody with a token may make.
const FIRST_CALL: &str = "/iam/clients/me";

/// `GET /docs/api`: which APIs there are, and how to begin.
pub async fn all(call: Call) -> Response {
    let may = |who: &crate::service::Principal| {
        who.verdict(Action::IssueToken, Relation::Oneself) == Verdict::Allowed
    };
    let page = ApiReferencesPage {
        apis: references(),
        first_call: format!(
            "curl -H \"Authorization: APIKey $TOKEN\" {}",
            call.app.config.public_url.link(FIRST_CALL)
        ),
        issues_tokens: call.ctx.principal.as_ref().is_some_and(may),
    };
    let language = call.ctx.language;
    let title = ApiReferencesPage::title(language);
    let view = move || view! { <ApiReferencesView language page=page.clone()/> };
    html(&call, Page { status: StatusCode::OK, title, current: None, islands: false, view }).await
}

/// `GET /docs/api/{name}`: one of them.
pub async fn one(call: Call, Path(name): Path<String>) -> Response {
    let Some(api) = references().iter().find(|api| api.name == name) else {
        return failed(&call, Error::NotFound).await;
    };
    let language = call.ctx.language;
    let view = move || view! { <ApiReferenceView language page=ApiReferencePage { api }/> };
    let page = Page { status: StatusCode::OK, title: api.title.clone(), current: None, islands: false, view };
    html(&call, page).await
}
