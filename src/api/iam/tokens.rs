//! `/iam/v2/clients/{clientId}/tokens`: tokens of the API itself.

#![expect(unused_qualifications, reason = "utoipa names the types of parameters by their whole paths")]

use super::{
    own_account,
    types::{Answer, Group, GroupInput, role_of},
};
use crate::{
    api::{
        Refusal,
        body::{Body, Reader},
        caller::Caller,
        fields::Faults,
        query::Query,
        words,
    },
    app::App,
    domain::{
        api_token::{Shown, TokenStatus},
        field::{Fault, Field, FieldErrors},
        ids::{ApiTokenId, UserId},
        role::AccountRole,
        time::Timestamp,
    },
    service::{
        Ctx, Error,
        api_tokens::{self, Expires, ListTokens, MOST_LISTED, Token, TokenForm},
    },
};
use axum::{
    Json,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

/// The most tokens in one answer, those that are over too.
const MOST: usize = 10_000;

/// Who issued a token, and what it may do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::api) struct TokenUser {
    user_id: i64,
    /// Empty for somebody without a name.
    user_name: String,
    user_email: String,
    client_id: i64,
    /// The person does not belong to the account any more.
    deleted: bool,
    role: Group,
}

/// A token of the API.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::api) struct ApiToken {
    /// The whole of it, in the answer to the call that made it and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) token: Option<String>,
    id: i64,
    name: String,
    #[schema(required = true)]
    description: Option<String>,
    /// None for never.
    #[schema(required = true, format = "date-time")]
    exp_date: Option<String>,
    expired: bool,
    /// Deleted, or expired.
    deleted: bool,
    #[schema(format = "date-time")]
    created: String,
    /// Empty for never.
    last_usage: String,
    client_user: TokenUser,
}

impl ApiToken {
    fn new(account: i64, token: Token) -> Self {
        Self {
            token: None,
            id: token.id.0,
            expired: token.is_expired(),
            deleted: token.is_deleted(),
            name: token.name,
            description: Some(token.description).filter(|text| !text.is_empty()),
            exp_date: token.expires_at.map(Timestamp::to_rfc3339),
            created: token.created_at.to_rfc3339(),
            last_usage: token.last_used_at.map(Timestamp::to_rfc3339).unwrap_or_default(),
            client_user: TokenUser {
                user_id: token.issuer.user_id.0,
                user_name: token.issuer.name,
                user_email: token.issuer.email,
                client_id: account,
                deleted: token.issuer.is_removed,
                role: token.role.into(),
            },
        }
    }
}

/// What a token to be made may do.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `create` reads it")]
pub(in crate::api) struct TokenUserInput {
    /// One's own or a lower one; without it `Users`.
    role: Option<GroupInput>,
}

/// A token to be made.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `create` reads it")]
pub(in crate::api) struct NewApiToken {
    client_user: TokenUserInput,
    /// When it ends, with any offset; null for never. A moment that is past makes a token that has expired.
    #[schema(required = true, format = "date-time")]
    exp_date: Option<String>,
    #[schema(max_length = 120)]
    name: String,
    #[schema(max_length = 500)]
    description: Option<String>,
}

/// Which tokens are wanted.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "for the document alone: `wanted` reads them")]
pub(in crate::api) struct TokenQuery {
    /// `true`: only those that do not work any more; `false`: only those that do; without it, all.
    deleted: Option<bool>,
    /// Issued by the person of this number.
    issued_by: Option<i64>,
    /// Not issued by the person of this number.
    not_issued_by: Option<i64>,
    /// Of this role, by number or name. No token is of a role that is not known.
    role: Option<String>,
}

/// The token that a call wants; everything wrong about it is said at once.
fn form(body: &Body) -> Result<TokenForm, Refusal> {
    let mut reader = body.reader();
    let name = reader.text("name").map(str::to_owned);
    let description = reader.optional_text("description").to_owned();
    let expires = expires(&mut reader);
    let role = token_role(&mut reader);
    let (name, expires, role) = reader.finish(name.zip(expires).zip(role).map(|((a, b), c)| (a, b, c)))?;
    Ok(TokenForm { name, description, role: role.id().to_string(), expires })
}

/// Never, if that is said: the field is always there.
fn expires(reader: &mut Reader<'_>) -> Option<Expires> {
    if !reader.has("exp_date") {
        reader.fault("exp_date", words::REQUIRED);
        return None;
    }
    let Some(value) = reader.value("exp_date") else { return Some(Expires::Never) };
    let moment = value.as_str().and_then(Timestamp::from_any_rfc3339);
    if moment.is_none() {
        reader.fault("exp_date", words::NO_MOMENT);
    }
    moment.map(Expires::At)
}

fn token_role(reader: &mut Reader<'_>) -> Option<AccountRole> {
    let user = reader.required("client_user")?;
    let read = match user.as_object().map(role_in) {
        Some(Ok(role)) => return Some(role),
        Some(Err(text)) => ("role", text),
        None => ("non_field_errors", words::no_object(user)),
    };
    reader.fault_at(&["client_user", read.0], read.1);
    None
}

fn role_in(user: &Map<String, Value>) -> Result<AccountRole, String> {
    match user.get("role") {
        None | Some(Value::Null) => Ok(AccountRole::Users),
        Some(role) => role_of(role),
    }
}

/// What the service finds wrong, by the names that the call has for it.
fn refusal(error: Error, form: &TokenForm) -> Refusal {
    let Error::Invalid(FieldErrors(errors)) = error else { return error.into() };
    let mut faults = Faults::new();
    for (field, fault) in &errors {
        match (field, fault) {
            (Field::Role, Fault::AboveOwnRank) => {
                let role = AccountRole::parse(&form.role).map_or("", AccountRole::name);
                faults.push(&["client_user", "role"], format!("Can't create token with role {role}"));
            }
            (Field::Name | Field::Description, fault) => {
                faults.push(&[words::name(field).as_str()], words::fault(field, fault));
            }
            (Field::Expires, fault) => faults.push(&["exp_date"], words::fault(&Field::Expires, fault)),
            // As that there is no room for one more.
            _ => return Error::Invalid(FieldErrors(errors)).into(),
        }
    }
    Refusal::Fields(faults)
}

pub(super) async fn make(app: &App, ctx: &Ctx, client: i64, body: &Body) -> Result<ApiToken, Refusal> {
    own_account(ctx, client)?;
    let form = form(body)?;
    let made = api_tokens::issue(app, ctx, &form).await.map_err(|error| refusal(error, &form))?;
    Ok(ApiToken { token: Some(made.token), ..ApiToken::new(client, made.row) })
}

fn wanted(query: &mut Query) -> Option<ListTokens> {
    let shown = match query.boolean("deleted") {
        None => Shown::All,
        Some(true) => Shown::Over,
        Some(false) => Shown::Only(TokenStatus::Active),
    };
    let role = query.text("role").map(|text| {
        let mut all = AccountRole::ALL.into_iter();
        all.find(|role| role.name() == text || role.id().to_string() == text)
    });
    let (issued_by, not_issued_by) = (query.integer("issued_by"), query.integer("not_issued_by"));
    let filter = ListTokens {
        shown,
        issued_by: issued_by.map(UserId),
        not_issued_by: not_issued_by.map(UserId),
        size: Some(MOST_LISTED),
        ..ListTokens::default()
    };
    match role {
        None => Some(filter),
        Some(None) => None,
        Some(role) => Some(ListTokens { role, ..filter }),
    }
}

pub(super) async fn listed(app: &App, ctx: &Ctx, client: i64, mut query: Query) -> Answer<Vec<ApiToken>> {
    own_account(ctx, client)?;
    let wanted = wanted(&mut query);
    query.done()?;
    let mut all = Vec::new();
    let mut page = wanted;
    while let Some(wanted) = page.take() {
        let found = api_tokens::list(app, ctx, &wanted).await?;
        all.extend(found.tokens.into_iter().map(|token| ApiToken::new(client, token)));
        if all.len() > MOST {
            let text = format!("There are more than {MOST} tokens. Ask for those that work.");
            return Err(Refusal::field(&["deleted"], text));
        }
        page = found.next.map(|after| ListTokens { after: Some(after), ..wanted });
    }
    Ok(Json(all))
}

const NO_TOKEN: &str = "API token not found.";

fn not_found() -> Refusal {
    Refusal::said(StatusCode::NOT_FOUND, NO_TOKEN)
}

pub(super) async fn found(app: &App, ctx: &Ctx, ids: Ids) -> Answer<ApiToken> {
    own_account(ctx, ids.client)?;
    match api_tokens::find(app, ctx, ids.token.ok_or_else(not_found)?).await {
        Ok(token) => Ok(Json(ApiToken::new(ids.client, token))),
        Err(Error::NotFound) => Err(not_found()),
        Err(error) => Err(error.into()),
    }
}

/// What is deleted or has expired is not there to be deleted, as with people: a call that is repeated hears so.
pub(super) async fn deleted(app: &App, ctx: &Ctx, ids: Ids) -> Result<StatusCode, Refusal> {
    own_account(ctx, ids.client)?;
    match api_tokens::delete(app, ctx, ids.token.ok_or_else(not_found)?).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT),
        Err(Error::NotFound | Error::Conflict) => Err(not_found()),
        Err(error) => Err(error.into()),
    }
}

/// The number of an account in an address; whatever is none is somebody else's.
#[derive(Debug, Clone, Copy)]
pub(in crate::api) struct Client(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<String>::from_request_parts(parts, state).await.ok();
        let id = path.and_then(|Path(client)| client.parse().ok());
        id.map(Self).ok_or_else(|| Error::NotFound.into())
    }
}

/// The numbers of an account and of a token in an address; whatever is no number of a token is none's.
#[derive(Debug, Clone, Copy)]
pub(in crate::api) struct Ids {
    client: i64,
    token: Option<ApiTokenId>,
}

impl<S: Send + Sync> FromRequestParts<S> for Ids {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await.ok();
        let ids = path.and_then(|Path((client, token))| Some((client.parse().ok()?, token.parse().ok())));
        let (client, token) = ids.ok_or(Error::NotFound)?;
        Ok(Self { client, token: token.map(ApiTokenId) })
    }
}

/// Make a token of one's own
#[utoipa::path(
    post, path = "/iam/v2/clients/{clientId}/tokens", tag = "tokens", operation_id = "create_api_token",
    params(("clientId" = i64, Path, description = "The account")), request_body = NewApiToken,
    responses((status = 200, description = "The token, the whole of it this once", body = ApiToken))
)]
pub(in crate::api) async fn create(
    State(app): State<App>,
    Caller(ctx): Caller,
    Client(client): Client,
    body: Body,
) -> Answer<ApiToken> {
    make(&app, &ctx, client, &body).await.map(Json)
}

/// The tokens of the account: everybody's to administrators, one's own to everybody else, the newest first
#[utoipa::path(
    get, path = "/iam/v2/clients/{clientId}/tokens", tag = "tokens", operation_id = "list_api_tokens",
    params(("clientId" = i64, Path, description = "The account"), TokenQuery),
    responses((status = 200, description = "All of them", body = Vec<ApiToken>))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Caller(ctx): Caller,
    Client(client): Client,
    query: Query,
) -> Answer<Vec<ApiToken>> {
    listed(&app, &ctx, client, query).await
}

/// A token
#[utoipa::path(
    get, path = "/iam/v2/clients/{clientId}/tokens/{tokenId}", tag = "tokens", operation_id = "get_api_token",
    params(("clientId" = i64, Path, description = "The account"), ("tokenId" = i64, Path, description = "The token")),
    responses((status = 200, description = "The token", body = ApiToken))
)]
pub(in crate::api) async fn get(State(app): State<App>, Caller(ctx): Caller, ids: Ids) -> Answer<ApiToken> {
    found(&app, &ctx, ids).await
}

/// Delete a token: it opens nothing from this moment on
#[utoipa::path(
    delete, path = "/iam/v2/clients/{clientId}/tokens/{tokenId}", tag = "tokens", operation_id = "delete_api_token",
    params(("clientId" = i64, Path, description = "The account"), ("tokenId" = i64, Path, description = "The token")),
    responses((status = 204, description = "Deleted"))
)]
pub(in crate::api) async fn delete(
    State(app): State<App>,
    Caller(ctx): Caller,
    ids: Ids,
) -> Result<StatusCode, Refusal> {
    deleted(&app, &ctx, ids).await
}
