//! The API tokens page, a new token, and deleting one.

use super::{
    adapter::{Posted, is_signed_out, post, query_value, see_other},
    respond::{Page, html},
    trouble,
    users::{action_failed, failed},
};
use crate::{
    domain::{
        api_token::{Shown, TokenStatus},
        ids::{ApiTokenId, UserId},
    },
    http::compression::ShowsSecret,
    i18n::format,
    panel::{
        actions::api_tokens::{CreateToken, DeleteToken},
        call::Call,
        components::Choice,
        forms::FormState,
        outcome::{ErrorKind, Notice, Tone},
        pages::{
            CreateTokenPage, CreateTokenView, DeleteTokenPage, DeleteTokenView, NewTokenPage, NewTokenView,
            TokenRow, TokensPage, TokensView,
        },
        shell::Section,
    },
    service::{
        Error,
        api_tokens::{self, DEFAULT_SIZE, ListTokens, SIZES, Token, TokenPage},
    },
    t,
};
use axum::{
    body::Bytes,
    extract::{Path, RawQuery},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;

/// Where they are listed.
const LIST: &str = "/api-tokens";
/// What answers whoever holds a token.
const TRY_AT: &str = "/iam/clients/me";

/// `GET /api-tokens`. Whatever of the filter makes no sense counts as not said.
pub async fn list(call: Call, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let value = |name: &str| query_value(&query, name).unwrap_or_default();
    let number = |text: String| text.parse::<i64>().ok().filter(|id| *id > 0);
    let shown = match value("status").as_str() {
        "all" => Shown::All,
        name => TokenStatus::from_name(name).map_or_else(Shown::default, Shown::Only),
    };
    let wanted = ListTokens {
        shown,
        issued_by: number(value("issuer")).map(UserId),
        after: number(value("after")).map(ApiTokenId),
        before: number(value("before")).map(ApiTokenId),
        size: number(value("size")).filter(|size| SIZES.contains(size)),
        ..ListTokens::default()
    };
    let page = match page(&call, wanted).await {
        Ok(page) => page,
        Err(error) => return failed(&call, error).await,
    };
    let language = call.ctx.language;
    let title = TokensPage::title(language);
    let view = move || view! { <TokensView language page=page.clone()/> };
    let current = Some(Section::Tokens);
    html(&call, Page { status: StatusCode::OK, title, current, islands: false, view }).await
}

async fn page(call: &Call, mut wanted: ListTokens) -> Result<TokensPage, Error> {
    let list = api_tokens::list(&call.app, &call.ctx, &wanted).await?;
    let mut issuers = Vec::new();
    if list.of_everybody {
        let people = api_tokens::issuers(&call.app, &call.ctx).await?;
        issuers.extend(people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)));
    } else {
        // There is nobody to choose.
        wanted.issued_by = None;
    }
    let issuer = wanted.issued_by.map(|id| id.to_string()).unwrap_or_default();
    // Whom a link names stands in the form, also who has issued nothing yet.
    if !issuer.is_empty() && !issuers.iter().any(|person| person.value == issuer) {
        issuers.push(Choice::new(
            issuer.clone(),
            t!(call.ctx.language, "tokens-issuer-number", id = issuer.as_str()),
        ));
    }
    let step =
        |name: &str, place: Option<ApiTokenId>| place.map(|place| address(&wanted, &list, name, place));
    let (newer, older) = (step("before", list.previous), step("after", list.next));
    Ok(TokensPage {
        of_everybody: list.of_everybody,
        shown: wanted.shown,
        issuer,
        issuers,
        size: u32::try_from(list.size).unwrap_or(0),
        newer,
        older,
        rows: list.tokens.into_iter().map(row).collect(),
        now: call.ctx.now,
    })
}

/// A local address that keeps what was chosen.
fn address(wanted: &ListTokens, list: &TokenPage, name: &str, place: ApiTokenId) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    match wanted.shown {
        Shown::Only(TokenStatus::Active) => {}
        Shown::Only(status) => {
            query.append_pair("status", status.name());
        }
        Shown::All | Shown::Over => {
            query.append_pair("status", "all");
        }
    }
    if let Some(id) = wanted.issued_by {
        query.append_pair("issuer", &id.to_string());
    }
    if list.size != DEFAULT_SIZE {
        query.append_pair("size", &list.size.to_string());
    }
    query.append_pair(name, &place.to_string());
    format!("{LIST}?{}", query.finish())
}

fn row(token: Token) -> TokenRow {
    TokenRow {
        id: token.id.0,
        name: token.name,
        description: token.description,
        role: token.role,
        status: token.status,
        ends_soon: token.ends_soon,
        created_at: token.created_at,
        expires_at: token.expires_at,
        last_used_at: token.last_used_at,
        issuer_name: token.issuer.name,
        issuer_email: token.issuer.email,
        issuer_removed: token.issuer.is_removed,
    }
}

/// `GET /api-tokens/create`.
pub async fn create(call: Call) -> Response {
    create_page(&call, StatusCode::OK, FormState::default()).await
}

/// `POST /api-tokens/create`.
pub async fn post_create(call: Call, body: Bytes) -> Response {
    match post::<CreateToken>(&call, &[], &body).await {
        Posted::Done(response) => response,
        Posted::Refused(form) => create_page(&call, StatusCode::UNPROCESSABLE_ENTITY, form).await,
        Posted::Failed(error) => action_failed(&call, &error).await,
    }
}

async fn create_page(call: &Call, status: StatusCode, form: FormState) -> Response {
    let roles = match api_tokens::roles(&call.ctx) {
        Ok(roles) => roles,
        Err(error) => return failed(call, error).await,
    };
    let page = CreateTokenPage { form, roles, today: call.ctx.now.to_day() };
    let language = call.ctx.language;
    let title = CreateTokenPage::title(language);
    let view = move || view! { <CreateTokenView language page=page.clone()/> };
    html(call, Page { status, title, current: Some(Section::Tokens), islands: false, view }).await
}

/// `GET /api-tokens/created`: the token that was just made, this once. Asked for again, as by reloading, it leads to the list.
pub async fn created(call: Call) -> Response {
    if let Err(error) = call.ctx.signed_in() {
        return failed(&call, error).await;
    }
    let Some((name, token)) = call.take_api_token() else { return see_other(LIST) };
    let page = NewTokenPage { name, token, try_at: call.app.config.public_url.link(TRY_AT) };
    let language = call.ctx.language;
    let title = NewTokenPage::title(language);
    let view = move || view! { <NewTokenView language page=page.clone()/> };
    let current = Some(Section::Tokens);
    let mut response =
        html(&call, Page { status: StatusCode::OK, title, current, islands: true, view }).await;
    response.extensions_mut().insert(ShowsSecret);
    response
}

/// `GET /api-tokens/{id}/delete`: says what it means.
pub async fn delete(call: Call, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse() else { return trouble::page(&call, StatusCode::NOT_FOUND).await };
    let token = match api_tokens::find(&call.app, &call.ctx, ApiTokenId(id)).await {
        Ok(token) => token,
        Err(error) => return failed(&call, error).await,
    };
    if token.is_deleted() {
        say_over(&call);
        return see_other(LIST);
    }
    let language = call.ctx.language;
    let own = call.ctx.principal.as_ref().is_some_and(|you| you.user_id == token.issuer.user_id);
    let issuer = if token.issuer.name.is_empty() { token.issuer.email } else { token.issuer.name };
    let page = DeleteTokenPage {
        id,
        name: token.name,
        issuer: (!own).then_some(issuer),
        last_used: token.last_used_at.map(|at| format::relative(language, at, call.ctx.now)),
    };
    let (status, title) = (StatusCode::OK, page.title(language));
    let view = move || view! { <DeleteTokenView language page=page.clone()/> };
    html(&call, Page { status, title, current: Some(Section::Tokens), islands: false, view }).await
}

/// `POST /api-tokens/{id}/delete`. What became of it is said on the page of the tokens.
pub async fn post_delete(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    match post::<DeleteToken>(&call, &[("id", &id)], &body).await {
        Posted::Done(response) => response,
        Posted::Failed(error) if is_signed_out(&error) => see_other("/sign-in?next=%2Fapi-tokens"),
        Posted::Failed(error) if error.kind == ErrorKind::Conflict => {
            say_over(&call);
            see_other(LIST)
        }
        Posted::Failed(error) => action_failed(&call, &error).await,
        // A number that is none.
        Posted::Refused(_) => trouble::page(&call, StatusCode::NOT_FOUND).await,
    }
}

/// It was over before anybody deleted it.
fn say_over(call: &Call) {
    let text = t!(call.ctx.language, "notice-token-over");
    call.set_flash(&Notice { tone: Tone::Warning, text, link: None, action: None });
}
