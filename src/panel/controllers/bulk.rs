//! Several people at once: what is asked, and what came of it.

use super::{
    adapter::{run, see_other},
    person_views,
    respond::{Page, html},
    step_up, trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::{
        field::{Field, FieldErrors},
        ids::MembershipId,
        policy::{Action, Relation},
        role::AccountRole,
    },
    i18n::faults,
    panel::{
        actions::{
            bulk::MOST,
            members::{BulkDelete, BulkResend, BulkRole},
        },
        call::Call,
        forms::FormState,
        outcome::{ActionError, BulkReport, ErrorKind, FieldMessage, Notice, Tone},
        pages::{BulkDeletePage, BulkDeleteView, BulkResultPage, BulkResultView, BulkRolePage, BulkRoleView},
        shell::Section,
    },
    service::{self, Error},
    t,
};
use axum::{body::Bytes, http::StatusCode, response::Response};
use leptos::{prelude::*, server_fn::ServerFn};

/// A form about several people.
struct Form {
    ids: Vec<i64>,
    action: String,
    role: String,
}

impl Form {
    /// Reads `ids` or `ids[]`, as often as there are people, and what belongs to them. What is no number is nobody's.
    fn parse(body: &Bytes) -> Self {
        let mut form = Self { ids: Vec::new(), action: String::new(), role: String::new() };
        for (name, value) in form_urlencoded::parse(body) {
            match &*name {
                "ids" | "ids[]" => {
                    form.ids.extend(value.parse::<i64>().ok().filter(|id| !form.ids.contains(id)));
                }
                "action" => form.action = value.into_owned(),
                "role" => form.role = value.into_owned(),
                _ => {}
            }
            if form.ids.len() > MOST {
                break;
            }
        }
        form
    }

    fn ids(&self) -> Vec<MembershipId> {
        self.ids.iter().copied().map(MembershipId).collect()
    }
}

/// `GET /users/bulk` and below: who comes here by the address alone has selected nobody.
pub async fn nothing() -> Response {
    see_other("/users")
}

/// `POST /users/bulk`.
pub async fn post(call: Call, body: Bytes) -> Response {
    let form = Form::parse(&body);
    if let Some(refused) = refused(&call, &form).await {
        return refused;
    }
    match form.action.as_str() {
        "resend" => result(&call, run(&call, BulkResend { ids: form.ids }).await).await,
        "role" => role_page(&call, &form, StatusCode::OK, FormState::default()).await,
        "delete" => delete_page(&call, &form).await,
        "export" => {
            let ids = form.ids.iter().map(|id| ("id", id.to_string()));
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(ids).finish();
            see_other(&format!("/users/export.csv?{query}"))
        }
        _ => trouble::page(&call, StatusCode::BAD_REQUEST).await,
    }
}

/// `POST /users/bulk/role`.
pub async fn post_role(call: Call, body: Bytes) -> Response {
    let form = Form::parse(&body);
    if let Some(refused) = refused(&call, &form).await {
        return refused;
    }
    let mut errors = FieldErrors::default();
    let known = errors.keep(Field::Role, AccountRole::parse(&form.role));
    if known.is_none() {
        let language = call.ctx.language;
        let errors = errors.0.iter().map(|(field, fault)| FieldMessage {
            field: field.control(),
            message: faults::message(language, field, fault),
        });
        let state = FormState { errors: errors.collect(), ..FormState::default() };
        return role_page(&call, &form, StatusCode::UNPROCESSABLE_ENTITY, state).await;
    }
    proven(&call, &body, BulkRole { ids: form.ids, role: form.role }).await
}

/// `POST /users/bulk/delete`.
pub async fn post_delete(call: Call, body: Bytes) -> Response {
    let form = Form::parse(&body);
    if let Some(refused) = refused(&call, &form).await {
        return refused;
    }
    proven(&call, &body, BulkDelete { ids: form.ids }).await
}

/// Whoever may see nobody learns nothing. Nobody selected, or too many: said on the Users page, which shows what was
/// selected no longer.
async fn refused(call: &Call, form: &Form) -> Option<Response> {
    if let Err(error) = call.ctx.may(Action::SeePeople, Relation::Account) {
        return Some(failed(call, error).await);
    }
    let language = call.ctx.language;
    let text = if form.ids.is_empty() {
        t!(language, "bulk-nobody")
    } else if form.ids.len() > MOST {
        t!(language, "bulk-too-many", most = MOST)
    } else {
        return None;
    };
    call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
    Some(see_other("/users"))
}

async fn role_page(call: &Call, form: &Form, status: StatusCode, state: FormState) -> Response {
    let members = match service::person::several(&call.app, &call.ctx, &form.ids()).await {
        Ok(members) if members.is_empty() => return failed(call, Error::NotFound).await,
        Ok(members) => members,
        Err(error) => return failed(call, error).await,
    };
    let own_role = match call.ctx.may(Action::ChangeAccess, Relation::Other) {
        Ok(principal) => principal.role,
        Err(error) => return failed(call, error).await,
    };
    let selected = members.iter().map(|member| person_views::to_be_changed(call, member)).collect();
    let page = BulkRolePage { selected, form: state, own_role };
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <BulkRoleView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Users), islands: false, view }).await
}

async fn delete_page(call: &Call, form: &Form) -> Response {
    let mut selected = Vec::new();
    for id in form.ids() {
        match service::person::plan(&call.app, &call.ctx, id).await {
            Ok(plan) => selected.push(person_views::to_be_removed(call, &plan)),
            // Whoever is not here needs no removing.
            Err(Error::NotFound) => {}
            Err(error) => return failed(call, error).await,
        }
    }
    if selected.is_empty() {
        return failed(call, Error::NotFound).await;
    }
    let page = BulkDeletePage { selected };
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <BulkDeleteView language page=page.clone()/> };
    let current = Some(Section::Users);
    html(call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}

/// Does what may need a proof of who asks; without one, that is asked for first.
async fn proven<F>(call: &Call, body: &Bytes, arguments: F) -> Response
where
    F: ServerFn<Output = BulkReport, Error = ActionError> + 'static,
{
    let call = match step_up::prove(call, body).await {
        Ok(call) => call,
        Err(response) => return response,
    };
    match run(&call, arguments).await {
        Err(error) if error.kind == ErrorKind::StepUp => step_up::ask(&call, body).await,
        report => result(&call, report).await,
    }
}

async fn result(call: &Call, report: Result<BulkReport, ActionError>) -> Response {
    let page = match report {
        Ok(report) => BulkResultPage { lines: report.lines },
        Err(error) => return action_failed(call, &error).await,
    };
    let language = call.ctx.language;
    let title = page.title(language);
    let view = move || view! { <BulkResultView language page=page.clone()/> };
    let current = Some(Section::Users);
    html(call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}
