//! Tokens of the JSON APIs: seeing and deleting them. Whoever belongs to an account has their own; administrators see and
//! delete everybody's. How they are made: `token_issue`.

use super::{Ctx, Error, Principal, member_actions::hold_account, step_up};
use crate::{
    app::App,
    domain::{
        api_token::{Shown, TokenStatus, ends_soon},
        audit,
        ids::{ApiTokenId, UserId},
        policy::{Action, Relation, Verdict},
        role::AccountRole,
        time::Timestamp,
    },
    store::{
        Tx,
        api_token_list::{self, Filter, From, TokenRow},
        api_tokens,
    },
};
use serde_json::json;
use uuid::Uuid;

pub use super::token_issue::{Expires, Issued, NewToken, TokenForm, create, issue, roles};
pub use crate::domain::api_token::MOST;

/// The numbers of tokens per page that the panel offers.
pub const SIZES: [i64; 3] = [25, 50, 100];
/// The number of tokens per page when none is chosen.
pub const DEFAULT_SIZE: i64 = 50;
/// The most tokens listed at once.
pub const MOST_LISTED: i64 = 1000;
/// The most people offered to filter by.
const MOST_ISSUERS: i64 = 200;

/// Which tokens, and where in the list. As it is by default: the first page of those that work.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListTokens {
    /// How far they have come.
    pub shown: Shown,
    /// By whom they were issued.
    pub issued_by: Option<UserId>,
    /// By whom they were not issued.
    pub not_issued_by: Option<UserId>,
    /// Of which role.
    pub role: Option<AccountRole>,
    /// Only those issued before this one.
    pub after: Option<ApiTokenId>,
    /// Only those issued after this one.
    pub before: Option<ApiTokenId>,
    /// Tokens per page, at most [`MOST_LISTED`]; [`DEFAULT_SIZE`] when none is said.
    pub size: Option<i64>,
}

/// A token.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its number, the part of it before the secret.
    pub id: ApiTokenId,
    /// For the second JSON API.
    pub uuid: Uuid,
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// What it may do at the most.
    pub role: AccountRole,
    /// How far it has come.
    pub status: TokenStatus,
    /// Whether it ends within seven days.
    pub ends_soon: bool,
    /// When it was issued.
    pub created_at: Timestamp,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was deleted, or marked so after its end.
    pub deleted_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// Who issued it.
    pub issuer: Issuer,
}

impl Token {
    /// Whether it ended by itself.
    pub fn is_expired(&self) -> bool {
        self.status == TokenStatus::Expired
    }

    /// Whether it is gone: deleted, or ended by itself, which the server marks as deleted too.
    pub fn is_deleted(&self) -> bool {
        self.status != TokenStatus::Active
    }
}

/// Who issued a token.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// The number of the person.
    pub user_id: UserId,
    /// What the account calls the person; may be empty.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// Whether they do not belong to the account any more.
    pub is_removed: bool,
}

/// A page of tokens.
#[derive(Debug, Clone)]
pub struct TokenPage {
    /// The tokens, the newest first.
    pub tokens: Vec<Token>,
    /// Whether these are everybody's, and not one's own alone.
    pub of_everybody: bool,
    /// Tokens per page.
    pub size: i64,
    /// The place for the newer page.
    pub previous: Option<ApiTokenId>,
    /// The place for the older page.
    pub next: Option<ApiTokenId>,
}

/// Lists the tokens of the account, of everybody for administrators and one's own for everybody else, in the order of their
/// numbers, the newest first.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn list(app: &App, ctx: &Ctx, wanted: &ListTokens) -> Result<TokenPage, Error> {
    let principal = ctx.may(Action::SeeTokens, Relation::Oneself)?;
    let of_everybody = sees_all(principal);
    let size = wanted.size.unwrap_or(DEFAULT_SIZE).clamp(1, MOST_LISTED);
    let from = match (wanted.after, wanted.before) {
        (Some(id), _) => From::Before(id),
        (None, Some(id)) => From::After(id),
        (None, None) => From::Newest,
    };
    let filter = Filter {
        shown: wanted.shown,
        issued_by: wanted.issued_by,
        not_issued_by: wanted.not_issued_by,
        role: wanted.role,
        ..visible(principal, ctx.now)
    };
    let mut rows = api_token_list::list(&mut app.db.read().await?, filter, from, size + 1).await?;
    let most = usize::try_from(size).unwrap_or(0);
    let more = rows.len() > most;
    rows.truncate(most);
    let (newer, older) = match from {
        From::Newest => (false, more),
        From::Before(_) => (true, more),
        From::After(_) => {
            rows.reverse();
            (more, true)
        }
    };
    Ok(TokenPage {
        previous: rows.first().filter(|_| newer).map(|row| row.id),
        next: rows.last().filter(|_| older).map(|row| row.id),
        tokens: rows.into_iter().map(|row| token(row, ctx.now)).collect::<Result<_, Error>>()?,
        of_everybody,
        size,
    })
}

/// The people by whom administrators can filter, by name: whoever has ever issued a token in the account.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn issuers(app: &App, ctx: &Ctx) -> Result<Vec<(UserId, String)>, Error> {
    let principal = ctx.may(Action::SeeTokens, Relation::Other)?;
    let mut tx = app.db.read().await?;
    let mut people = api_token_list::issuers(&mut tx, principal.account_id, MOST_ISSUERS).await?;
    people.sort_by_cached_key(|(id, name)| (name.to_lowercase(), *id));
    Ok(people)
}

/// A token that the signed-in person may see.
///
/// # Errors
/// [`Error::NotFound`] when there is none, it is another account's, or somebody else's that one may not see;
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn find(app: &App, ctx: &Ctx, id: ApiTokenId) -> Result<Token, Error> {
    let principal = ctx.may(Action::SeeTokens, Relation::Oneself)?;
    let mut tx = app.db.read().await?;
    find_in(&mut tx, principal, id, ctx.now).await
}

/// Deletes a token, one's own or as an administrator anybody's of the account: from this moment on it opens nothing. Its row
/// stays. Gives it back as it was.
///
/// # Errors
/// [`Error::NotFound`] as [`find`]; [`Error::StepUp`]; [`Error::Conflict`] when it has ended or is deleted already;
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn delete(app: &App, ctx: &Ctx, id: ApiTokenId) -> Result<Token, Error> {
    let token = find(app, ctx, id).await?;
    let principal = ctx.signed_in()?;
    let relation = principal.relation_to(token.issuer.user_id);
    if principal.verdict(Action::DeleteToken, relation) != Verdict::Allowed {
        return Err(Error::NotFound);
    }
    step_up::require(app, ctx)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    if !api_tokens::delete(&mut tx, principal.account_id, id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let entry = principal.entry(
        audit::Action::TokenDeleted,
        format!("token:{id}"),
        json!({ "name": token.name, "role": token.role.name(), "issuer": token.issuer.user_id.0 }),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(token)
}

/// A token as it stands, for whoever may see it.
pub(super) async fn find_in(
    tx: &mut Tx,
    principal: &Principal,
    id: ApiTokenId,
    now: Timestamp,
) -> Result<Token, Error> {
    let filter = Filter { id: Some(id), ..visible(principal, now) };
    let row = api_token_list::list(tx, filter, From::Newest, 1).await?.pop().ok_or(Error::NotFound)?;
    token(row, now)
}

fn sees_all(principal: &Principal) -> bool {
    principal.verdict(Action::SeeTokens, Relation::Other) == Verdict::Allowed
}

/// Every token that somebody may see.
fn visible(principal: &Principal, now: Timestamp) -> Filter {
    Filter {
        account: principal.account_id,
        own: (!sees_all(principal)).then_some(principal.user_id),
        id: None,
        shown: Shown::All,
        issued_by: None,
        not_issued_by: None,
        role: None,
        now,
    }
}

fn token(row: TokenRow, now: Timestamp) -> Result<Token, Error> {
    let status = TokenStatus::of(row.expires_at, row.deleted_at, now);
    Ok(Token {
        role: row.role()?,
        id: row.id,
        uuid: row.uuid,
        name: row.name,
        description: row.description,
        status,
        ends_soon: status == TokenStatus::Active && ends_soon(row.expires_at, now),
        created_at: row.created_at,
        expires_at: row.expires_at,
        deleted_at: row.deleted_at,
        last_used_at: row.last_used_at,
        issuer: Issuer {
            user_id: row.user_id,
            name: row.issuer_name,
            email: row.issuer_email,
            is_removed: row.issuer_removed,
        },
    })
}
