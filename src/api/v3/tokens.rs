//! `/v3/users/{userId}/access-tokens`: the API tokens of a person.

use super::{
    TokenPath, UserPath,
    body::{Body, Reader},
    problem::{Item, Problem, Source},
    query::{NoQuery, Query},
    types::{PageMeta, moment},
};
use crate::{
    api::{Refusal, caller::Caller, caller::PERSON_PREFIX},
    app::App,
    domain::{
        api_token::{LONGEST_NAME, MOST_OF_PERSON, TokenStatus},
        field::{Fault, Field},
        time::{Span, Timestamp},
    },
    service::{
        Error,
        person_tokens::{self, PersonToken},
    },
};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

/// How long a token lives, in seconds.
const TTL: std::ops::RangeInclusive<i64> = 86_400..=31_536_000;
/// The longest text that is looked at where a moment should be.
const LONGEST_MOMENT: usize = 64;

/// How far a token has come.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub(in crate::api) enum TokenState {
    Active,
    Revoked,
    Expired,
}

/// A token.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Token {
    #[schema(format = "uuid")]
    id: String,
    #[schema(format = "uuid")]
    user_id: String,
    name: String,
    state: TokenState,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    updated_at: String,
    /// Null for one that does not end by itself; none is made so here.
    #[schema(required = true, format = "date-time")]
    expires_at: Option<String>,
    /// To the minute.
    #[schema(required = true, format = "date-time")]
    last_used_at: Option<String>,
    #[schema(required = true, format = "date-time")]
    revoked_at: Option<String>,
    /// Null also where it was not asked for by this API.
    #[schema(required = true, format = "uuid")]
    revoked_by: Option<String>,
}

impl From<PersonToken> for Token {
    fn from(token: PersonToken) -> Self {
        Self {
            id: token.id.to_string(),
            user_id: token.person.to_string(),
            name: token.name,
            state: match token.status {
                TokenStatus::Active => TokenState::Active,
                TokenStatus::Expired => TokenState::Expired,
                TokenStatus::Deleted => TokenState::Revoked,
            },
            created_at: moment(token.created_at),
            updated_at: moment(token.updated_at),
            expires_at: token.expires_at.map(moment),
            last_used_at: token.last_used_at.map(moment),
            revoked_at: token.revoked_at.map(moment),
            revoked_by: token.revoked_by.map(|id| id.to_string()),
        }
    }
}

/// A page of tokens.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TokenList {
    meta: PageMeta,
    data: Vec<Token>,
}

/// The tokens of a person, the newest first: wherever they were made, those that are over too
#[utoipa::path(
    get, path = "/v3/users/{userId}/access-tokens", tag = "Personal Access Tokens", operation_id = "list-personal-access-tokens",
    params(
        ("userId" = String, Path, format = "uuid", description = "The person"),
        ("page[size]" = Option<i64>, Query, minimum = 1, description = "Entries of a page: 10 unless said otherwise, 100 at the most"),
        ("page[number]" = Option<i64>, Query, minimum = 1, description = "Which page, from 1"),
    ),
    responses((status = 200, description = "A page", body = TokenList))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Caller(ctx): Caller,
    UserPath(user): UserPath,
    query: Query,
) -> Result<Json<TokenList>, Refusal> {
    let (page, _) = query.read(&[])?;
    let (tokens, total) = person_tokens::list(&app, &ctx, user, page.part()).await?;
    let data = tokens.into_iter().map(Token::from).collect();
    Ok(Json(TokenList { meta: PageMeta::new(page, total), data }))
}

/// A token to be made: with one of `ttl_seconds` and `expires_at`.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `create` reads it")]
pub(in crate::api) struct CreateToken {
    /// Begins and ends with a letter or a digit; between them also spaces and `_-.'`.
    #[schema(min_length = 1, max_length = 256)]
    name: String,
    /// How long it lives.
    #[schema(nullable = false, minimum = 86400, maximum = 31_536_000)]
    ttl_seconds: Option<i64>,
    /// When it ends, within twelve months. Deprecated: say `ttl_seconds`.
    #[schema(nullable = false, format = "date-time")]
    expires_at: Option<String>,
}

/// A token that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CreatedToken {
    #[serde(flatten)]
    token: Token,
    /// The whole of it, shown this once.
    konnect_token: String,
}

/// Make a token for oneself, with the rights of the one it is made by
#[utoipa::path(
    post, path = "/v3/users/{userId}/access-tokens", tag = "Personal Access Tokens",
    operation_id = "create-personal-access-token",
    params(("userId" = String, Path, format = "uuid", description = "Oneself")), request_body = CreateToken,
    responses((status = 201, description = "The token", body = CreatedToken))
)]
pub(in crate::api) async fn create(
    State(app): State<App>,
    Caller(ctx): Caller,
    UserPath(user): UserPath,
    _: NoQuery,
    body: Body,
) -> Result<(StatusCode, Json<CreatedToken>), Refusal> {
    let mut reader = body.reader(&["name", "ttl_seconds", "expires_at"]);
    let name = name(&mut reader);
    let end = end(&mut reader, ctx.now);
    let (name, end) = reader.finish(name.zip(end))?;
    let issued = person_tokens::issue(&app, &ctx, user, name, end).await;
    let (token, secret) = issued.map_err(too_many)?;
    let konnect_token = format!("{PERSON_PREFIX}{secret}");
    Ok((StatusCode::CREATED, Json(CreatedToken { token: token.into(), konnect_token })))
}

fn name<'a>(reader: &mut Reader<'a>) -> Option<&'a str> {
    let name = reader.text("name", LONGEST_NAME)?;
    let ends = name.starts_with(char::is_alphanumeric) && name.ends_with(char::is_alphanumeric);
    if ends && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '\'')) {
        return Some(name);
    }
    let reason =
        "must start and end with a letter or digit, with letters, digits, spaces and _ - . ' between them";
    reader.wrong(Item::new(Source::Body, "name", "matches_regex", reason));
    None
}

/// When a token is to end, by one of the two ways to say it.
fn end(reader: &mut Reader<'_>, now: Timestamp) -> Option<Timestamp> {
    if !reader.has("expires_at") {
        if !reader.has("ttl_seconds") {
            reader.wrong(Item::missing("ttl_seconds"));
        }
        let seconds = reader.integer("ttl_seconds")?;
        if seconds < *TTL.start() {
            reader.wrong(Item::below(Source::Body, "ttl_seconds", *TTL.start()));
        } else if seconds > *TTL.end() {
            reader.wrong(Item::above(Source::Body, "ttl_seconds", *TTL.end()));
        } else {
            return Some(now + Span::seconds(seconds));
        }
        return None;
    }
    let text = reader.optional_text("expires_at", LONGEST_MOMENT)?;
    let Some(end) = Timestamp::from_any_rfc3339(text) else {
        reader.wrong(Item::new(Source::Body, "expires_at", "is_date_time", "must be a date and time"));
        return None;
    };
    let reason = if reader.has("ttl_seconds") {
        "cannot be set together with ttl_seconds"
    } else if end <= now {
        "must be in the future"
    } else if end > now + Span::seconds(*TTL.end()) {
        "must be within 12 months"
    } else {
        return Some(end);
    };
    reader.wrong(Item::new(Source::Body, "expires_at", "invalid", reason));
    None
}

/// In the words of this API, if there are as many as there may be.
fn too_many(error: Error) -> Refusal {
    match error {
        Error::Invalid(errors)
            if errors.0.contains(&(Field::Form, Fault::TooMany { max: MOST_OF_PERSON })) =>
        {
            Problem::conflict(format!("A user can have at most {MOST_OF_PERSON} active access tokens")).into()
        }
        error => error.into(),
    }
}

/// A token of a person
#[utoipa::path(
    get, path = "/v3/users/{userId}/access-tokens/{tokenId}", tag = "Personal Access Tokens",
    operation_id = "get-personal-access-token",
    params(
        ("userId" = String, Path, format = "uuid", description = "The person"),
        ("tokenId" = String, Path, format = "uuid", description = "The token"),
    ),
    responses((status = 200, description = "The token", body = Token))
)]
pub(in crate::api) async fn get(
    State(app): State<App>,
    Caller(ctx): Caller,
    TokenPath(user, id): TokenPath,
    _: NoQuery,
) -> Result<Json<Token>, Refusal> {
    Ok(Json(person_tokens::find(&app, &ctx, user, id).await?.into()))
}

/// Another name for a token.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone: `update` reads it")]
pub(in crate::api) struct UpdateToken {
    /// Begins and ends with a letter or a digit; between them also spaces and `_-.'`.
    #[schema(min_length = 1, max_length = 256)]
    name: String,
}

/// Give one's own token another name
#[utoipa::path(
    patch, path = "/v3/users/{userId}/access-tokens/{tokenId}", tag = "Personal Access Tokens",
    operation_id = "update-personal-access-token",
    params(
        ("userId" = String, Path, format = "uuid", description = "Oneself"),
        ("tokenId" = String, Path, format = "uuid", description = "The token"),
    ),
    request_body = UpdateToken, responses((status = 200, description = "The token as changed", body = Token))
)]
pub(in crate::api) async fn update(
    State(app): State<App>,
    Caller(ctx): Caller,
    TokenPath(user, id): TokenPath,
    _: NoQuery,
    body: Body,
) -> Result<Json<Token>, Refusal> {
    let mut reader = body.reader(&["name"]);
    let name = name(&mut reader);
    let name = reader.finish(name)?;
    Ok(Json(person_tokens::rename(&app, &ctx, user, id, name).await?.into()))
}

/// End a token, one's own or as an administrator anybody's; it is seen no more here
#[utoipa::path(
    delete, path = "/v3/users/{userId}/access-tokens/{tokenId}", tag = "Personal Access Tokens",
    operation_id = "delete-personal-access-token",
    params(
        ("userId" = String, Path, format = "uuid", description = "The person"),
        ("tokenId" = String, Path, format = "uuid", description = "The token"),
    ),
    responses((status = 204, description = "Ended"))
)]
pub(in crate::api) async fn delete(
    State(app): State<App>,
    Caller(ctx): Caller,
    TokenPath(user, id): TokenPath,
    _: NoQuery,
) -> Result<StatusCode, Refusal> {
    person_tokens::delete(&app, &ctx, user, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End a token, one's own or as an administrator anybody's, and keep it in the list
#[utoipa::path(
    patch, path = "/v3/users/{userId}/access-tokens/{tokenId}/revoke", tag = "Personal Access Tokens",
    operation_id = "revoke-personal-access-token",
    params(
        ("userId" = String, Path, format = "uuid", description = "The person"),
        ("tokenId" = String, Path, format = "uuid", description = "The token"),
    ),
    responses((status = 200, description = "The token, ended", body = Token))
)]
pub(in crate::api) async fn revoke(
    State(app): State<App>,
    Caller(ctx): Caller,
    TokenPath(user, id): TokenPath,
    _: NoQuery,
) -> Result<Json<Token>, Refusal> {
    Ok(Json(person_tokens::revoke(&app, &ctx, user, id).await?.into()))
}
