//! Who calls: found out once, before anything of the call itself is looked at.

use super::Refusal;
use crate::{
    app::App,
    domain::{ids::UserId, language::Language},
    http::{client_address::ClientAddress, log::RequestSpan, request_id::RequestId},
    service::{
        Client, Ctx, Via,
        token_limits::{self, Call},
        token_sign_in::{self, Given, Refused},
    },
};
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// A call by a token that works.
#[derive(Debug, Clone)]
pub(super) struct Caller(pub Ctx);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        // The layer put it there; without it nobody calls.
        parts.extensions.get().cloned().ok_or(Refusal::Credentials(Refused::NotGiven))
    }
}

/// The layer: lets nobody through who has no token that works, or has used it too often.
pub(super) async fn authenticate(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let given = Scheme::of(request.uri().path()).given(request.headers());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let ctx = nobody(&app, &request);
    match who(&app, given, ctx, if reads { Call::Read } else { Call::Write }).await {
        Ok((user, ctx)) => {
            if let Some(span) = request.extensions().get::<RequestSpan>() {
                span.by(user);
            }
            request.extensions_mut().insert(Caller(ctx));
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn who(
    app: &App,
    given: Result<Given, Refused>,
    mut ctx: Ctx,
    call: Call,
) -> Result<(UserId, Ctx), Refusal> {
    let given = given.map_err(Refusal::Credentials)?;
    let caller = token_sign_in::sign_in(app, &ctx, &given).await?;
    let caller = caller.ok_or(Refusal::Credentials(Refused::Unknown))?;
    if let Via::Token(token) = caller.principal.via {
        token_limits::take(app, token, call, ctx.now).await?;
    }
    let user = caller.principal.user_id;
    ctx.language = caller.language.unwrap_or_default();
    ctx.principal = Some(caller.principal);
    Ok((user, ctx))
}

/// What stands before a token that somebody made for themselves by the second API. It is a token like every other.
pub(super) const PERSON_PREFIX: &str = "kpat_";

/// By which scheme an API takes tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    ApiKey,
    /// Below `/v3`, with [`PERSON_PREFIX`] or without.
    Bearer,
}

impl Scheme {
    fn of(path: &str) -> Self {
        if path.starts_with("/v3") { Self::Bearer } else { Self::ApiKey }
    }

    /// The one `Authorization` there is, of this scheme; in which case the scheme stands does not matter.
    fn given(self, headers: &HeaderMap) -> Result<Given, Refused> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let value = values.next().ok_or(Refused::NotGiven)?;
        let text = value.to_str().ok().filter(|_| values.next().is_none()).ok_or(Refused::OtherKind)?;
        let (scheme, credential) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let credential = credential.trim();
        let (name, token) = match self {
            Self::ApiKey => ("apikey", credential),
            Self::Bearer => ("bearer", credential.strip_prefix(PERSON_PREFIX).unwrap_or(credential)),
        };
        if scheme.eq_ignore_ascii_case(name) { Given::parse(token) } else { Err(Refused::OtherKind) }
    }
}

/// The circumstances of a call before it is known who calls.
fn nobody(app: &App, request: &Request) -> Ctx {
    let extensions = request.extensions();
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let user_agent = agent.unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect();
    let ip = extensions.get::<ClientAddress>().map(|address| address.0.to_string()).unwrap_or_default();
    Ctx {
        principal: None,
        owing: None,
        waiting: None,
        now: app.clock.now(),
        request_id: extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
        language: Language::default(),
        client: Client { ip, user_agent, known: Vec::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(values: &[&str]) -> Option<Refused> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::AUTHORIZATION, value.parse().unwrap());
        }
        Scheme::ApiKey.given(&headers).err()
    }

    #[test]
    fn only_one_token_of_the_one_kind_is_looked_at() {
        let token = format!("7_{}", "A".repeat(43));
        for scheme in ["APIKey", "apikey", "ApIkEy", "  APIKEY  "] {
            assert_eq!(refused(&[&format!("{scheme} {token}")]), None, "{scheme}");
        }
        assert_eq!(refused(&[]), Some(Refused::NotGiven));
        for other in [format!("Bearer {token}"), "Basic YTpi".into(), token.clone(), String::new()] {
            assert_eq!(refused(&[&other]), Some(Refused::OtherKind), "{other}");
        }
        let twice = format!("APIKey {token}");
        assert_eq!(refused(&[&twice, &twice]), Some(Refused::OtherKind));
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, format!("bearer kpat_{token}").parse().unwrap());
        assert!(Scheme::of("/v3/users").given(&headers).is_ok());
        assert!(Scheme::of("/iam/users").given(&headers).is_err());
        assert_eq!(refused(&["APIKey 7712"]), Some(Refused::Halved { visible: "7712".into() }));
        assert_eq!(refused(&["APIKey"]), Some(Refused::Halved { visible: String::new() }));
    }
}
