//! Who calls by a token of the JSON APIs, with the rights of this very moment (ADR 0025).

use super::{Ctx, Error, Principal, Via, limits};
use crate::{
    app::App,
    domain::{
        ids::ApiTokenId,
        language::Language,
        role::AccountRole,
        secret::{Token, TokenHash},
        time::Span,
    },
    store::{
        StoreError,
        token_sign_in::{self, LiveToken},
    },
};

/// Use is noted once in so long.
const NOTE_EVERY: Span = Span::minutes(1);
/// The most digits a number has.
const MOST_DIGITS: usize = 19;

/// A token as it is sent: its number and its secret.
#[derive(Debug, Clone)]
pub struct Given {
    id: ApiTokenId,
    /// None for what no secret of ours looks like; such a token is unknown.
    secret: Option<TokenHash>,
}

/// Why somebody is nobody by what they sent. Said in the words of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing was sent.
    NotGiven,
    /// Something that is no token of ours by its kind.
    OtherKind,
    /// Nothing parts number and secret, as when a shell has taken `$…` for a variable.
    Halved {
        /// The digits it begins with: the number, and nothing of a secret.
        visible: String,
    },
    /// Unknown, deleted, expired, or of somebody who may not act in the account now.
    Unknown,
}

impl Given {
    /// Reads `⟨id⟩_⟨secret⟩`, or `⟨id⟩$⟨secret⟩` as older tokens are written.
    ///
    /// # Errors
    /// [`Refused::Halved`] or [`Refused::Unknown`].
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let Some((id, secret)) = text.split_once(['_', '$']) else {
            let visible = text.chars().take_while(char::is_ascii_digit).take(MOST_DIGITS).collect();
            return Err(Refused::Halved { visible });
        };
        let is_number = !id.is_empty() && id.bytes().all(|c| c.is_ascii_digit());
        let id = id.parse().ok().filter(|_| is_number).ok_or(Refused::Unknown)?;
        Ok(Self { id: ApiTokenId(id), secret: Token::parse(secret).map(|secret| secret.hash()) })
    }
}

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// With the rights of this moment.
    pub principal: Principal,
    /// The language the person chose.
    pub language: Option<Language>,
}

/// Whom a token stands for; none when it is not one that works now. Failures are counted by the network they come from, and
/// only they: however many others fail there, a token that works goes on working.
///
/// # Errors
/// [`Error::TooMany`] after too many failures; [`Error::Busy`] when one cannot be counted; or when the database fails.
pub async fn sign_in(app: &App, ctx: &Ctx, given: &Given) -> Result<Option<Caller>, Error> {
    let live = {
        let mut tx = app.db.read().await?;
        token_sign_in::find_live(&mut tx, given.id, ctx.now).await?
    };
    let live = live.filter(|live| given.secret.is_some_and(|secret| secret.is(&live.secret_hash)));
    let Some(live) = live else {
        limits::token_try(app, ctx).await?;
        return Ok(None);
    };
    note_use(app, ctx, &live).await;
    Ok(Some(Caller { principal: principal(&live)?, language: Language::from_code(&live.language) }))
}

/// Notes that a token is in use, at most once a minute. When that cannot be written, the call goes on all the same.
async fn note_use(app: &App, ctx: &Ctx, live: &LiveToken) {
    let since = ctx.now - NOTE_EVERY;
    if live.last_used_at.is_some_and(|at| at > since) {
        return;
    }
    let noted = async {
        let mut tx = app.db.write().await?;
        token_sign_in::note_use(&mut tx, live.id, ctx.now, since).await?;
        tx.commit_without_audit("a token in use").await
    };
    let noted: Result<(), StoreError> = noted.await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the use of a token is not noted");
    }
}

/// The token's role and what its person may do now, whichever is less. What goes beyond a role, the client role and owning the
/// installation, comes only with a token that is not less than its person.
fn principal(live: &LiveToken) -> Result<Principal, Error> {
    let role = |id| AccountRole::from_id(id).ok_or_else(|| Error::internal("a role of unknown number"));
    let (own, token) = (role(live.role_id)?, role(live.token_role_id)?);
    let is_less = !token.may_grant(own);
    Ok(Principal {
        user_id: live.user_id,
        via: Via::Token(live.id),
        account_id: live.account_id,
        membership_id: live.membership_id,
        account_name: live.account_name.clone(),
        name: live.name.clone(),
        email: live.email.clone(),
        role: if is_less { token } else { own },
        client_administrator: live.client_administrator && !is_less,
        is_operator: live.is_operator && !is_less && own == AccountRole::Administrators,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_with_either_sign_between_number_and_secret() {
        let secret = Token::from_random([250; 32]);
        // 0xfa in base64url begins with a letter, but signs may come anywhere in the secret.
        for text in [format!("7712_{}", secret.reveal()), format!("7712${}", secret.reveal())] {
            let given = Given::parse(&text).unwrap();
            assert_eq!((given.id, given.secret), (ApiTokenId(7712), Some(secret.hash())), "{text}");
        }
        let marked = Token::from_random([255; 32]);
        assert!(marked.reveal().contains('_'));
        assert_eq!(Given::parse(&format!("1_{}", marked.reveal())).unwrap().secret, Some(marked.hash()));
    }

    #[test]
    fn nothing_of_a_secret_is_ever_shown() {
        let halved = |visible: &str| Refused::Halved { visible: visible.into() };
        assert_eq!(Given::parse("7712").unwrap_err(), halved("7712"));
        assert_eq!(Given::parse("").unwrap_err(), halved(""));
        assert_eq!(Given::parse("s3cr3t-without-a-number").unwrap_err(), halved(""));
        assert_eq!(Given::parse(&"9".repeat(50)).unwrap_err(), halved(&"9".repeat(19)));
        for unknown in ["_secret", "x_secret", "-1_secret", "+1_secret", "99999999999999999999_x"] {
            assert_eq!(Given::parse(unknown).unwrap_err(), Refused::Unknown, "{unknown}");
        }
        assert!(Given::parse("1_short").unwrap().secret.is_none());
    }
}
