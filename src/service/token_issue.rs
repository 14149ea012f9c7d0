//! Making tokens of the JSON APIs: by somebody for themselves, and by the operator at the command line for somebody. The
//! whole of a token is known at this moment only: what is kept is a hash of its secret.

use super::{
    Ctx, Error, Via,
    api_tokens::{MOST, Token, find_in},
    member_actions::hold_account,
    step_up,
};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        email::EmailAddress,
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, ApiTokenId, UserId},
        invite_terms::{access_end, note},
        name::{MAX_NAME, Name},
        policy::{self, Relation},
        role::AccountRole,
        secret,
        time::Timestamp,
    },
    store::{
        Tx, accounts,
        api_tokens::{self, NewApiToken},
        members, token_sign_in, users,
    },
};

/// A token that somebody wants for themselves; untrusted text.
#[derive(Debug, Clone, Default)]
pub struct TokenForm {
    /// What it is called.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// The number of the account role, as forms send it.
    pub role: String,
    /// When it ends.
    pub expires: Expires,
}

/// When a token is to end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Expires {
    /// Never.
    #[default]
    Never,
    /// With a day in UTC, as forms send it, which must not be over; never when it is empty.
    LastDay(String),
    /// At a moment, which may be past: then the token never opens anything.
    At(Timestamp),
}

/// A token that was just made.
pub struct Issued {
    /// The whole of it, `⟨id⟩_⟨secret⟩`: nobody sees it again.
    pub token: String,
    /// What is kept of it.
    pub row: Token,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued").field("row", &self.row).finish_non_exhaustive()
    }
}

/// The roles that the signed-in person may give a token, the highest first: their own, and every lower one.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub fn roles(ctx: &Ctx) -> Result<Vec<AccountRole>, Error> {
    let principal = ctx.may(policy::Action::IssueToken, Relation::Oneself)?;
    Ok(AccountRole::ALL.into_iter().filter(|role| principal.role.may_grant(*role)).collect())
}

/// Makes a token for the signed-in person, of their own role or a lower one.
///
/// # Errors
/// [`Error::Invalid`] with the faults of its fields; with [`Fault::TooMany`] for the form as a whole when the account has
/// [`MOST`]; [`Error::StepUp`]; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn issue(app: &App, ctx: &Ctx, form: &TokenForm) -> Result<Issued, Error> {
    issue_within(app, ctx, form, Within { longest_name: MAX_NAME, most_of_person: None }).await
}

/// What a token has to keep within.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within {
    /// The longest name, in characters.
    pub longest_name: usize,
    /// The most working tokens of the person in the account, this one among them; none for any number.
    pub most_of_person: Option<usize>,
}

/// As [`issue`], within other limits.
///
/// # Errors
/// As [`issue`]; [`Fault::TooMany`] for the form as a whole also when the person has as many as they may.
pub(super) async fn issue_within(
    app: &App,
    ctx: &Ctx,
    form: &TokenForm,
    within: Within,
) -> Result<Issued, Error> {
    let principal = ctx.may(policy::Action::IssueToken, Relation::Oneself)?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(Field::Name, Name::parse_up_to(within.longest_name, &form.name));
    let role = AccountRole::parse(&form.role).and_then(|role| below(principal.role, role));
    let role = errors.keep(Field::Role, role);
    let expires_at = match &form.expires {
        Expires::Never => Ok(None),
        Expires::LastDay(day) => access_end(day, ctx.now),
        Expires::At(moment) => Ok(Some(*moment)),
    };
    let expires_at = errors.keep(Field::Expires, expires_at);
    let description = errors.keep(Field::Description, note(&form.description));
    let (Some(name), Some(role), Some(expires_at), Some(description)) = (name, role, expires_at, description)
    else {
        return Err(Error::Invalid(errors));
    };
    step_up::require(app, ctx)?;

    let mut tx = app.db.write().await?;
    // Looks again whether the role is still what the form was judged by.
    hold_account(&mut tx, principal, ctx.now).await?;
    if let Via::Token(maker) = principal.via {
        // Whoever gets hold of a token that ends soon has nothing that lasts; and one that has ended meanwhile makes none.
        let maker = token_sign_in::find_live(&mut tx, maker, ctx.now).await?.ok_or(Error::SignedOut)?;
        if maker.expires_at.is_some_and(|end| expires_at.is_none_or(|wanted| wanted > end)) {
            return Err(Error::field(Field::Expires, Fault::Outlives));
        }
    }
    if let Some(max) = within.most_of_person {
        let (account, own) = (principal.account_id, principal.user_id);
        if api_tokens::live_of_issuer(&mut tx, account, own, ctx.now).await?.len() >= max {
            return Err(Error::field(Field::Form, Fault::TooMany { max }));
        }
    }
    let new = New {
        account: principal.account_id,
        issuer: principal.user_id,
        name: name.as_str(),
        description: &description,
        role,
        expires_at,
    };
    let (id, token) = new.place(app, &mut tx, ctx.now).await?;
    let row = find_in(&mut tx, principal, id, ctx.now).await?;
    // By a token, it names that one too.
    let entry = new.entry(id);
    let entry = principal.entry(entry.action, entry.subject, entry.detail);
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(Issued { token, row })
}

/// A token to be made by the operator for somebody; untrusted text.
#[derive(Debug, Clone, Default)]
pub struct NewToken {
    /// Whose it is.
    pub email: String,
    /// In which account.
    pub account: i64,
    /// The name of the account role.
    pub role: String,
    /// What it is called.
    pub name: String,
}

/// Makes a token for a member of an account, as the operator at the command line: the whole of it is known only now.
///
/// # Errors
/// [`Error::Invalid`]: nobody of that address is in force in the account, the role is above that person's, there are
/// [`MOST`] already; or when the database fails.
pub async fn create(app: &App, ctx: &Ctx, form: &NewToken) -> Result<String, Error> {
    let mut errors = FieldErrors::default();
    let email = errors.keep(Field::Email, EmailAddress::parse(&form.email));
    let name = errors.keep(Field::Name, Name::parse(&form.name));
    let role = AccountRole::ALL.into_iter().find(|role| role.name() == form.role);
    let role = errors.keep(Field::Role, role.ok_or(Fault::NotAChoice));
    let (Some(email), Some(name), Some(role)) = (email, name, role) else {
        return Err(Error::Invalid(errors));
    };

    let mut tx = app.db.write().await?;
    let nobody = || Error::field(Field::Email, Fault::NotAMember);
    let account = accounts::lock(&mut tx, AccountId(form.account)).await?.ok_or_else(nobody)?;
    let person = users::find_by_email(&mut tx, &email).await?.ok_or_else(nobody)?;
    let membership = members::find_by_user(&mut tx, account.id, person.id).await?;
    let membership = membership.filter(|own| own.is_in_force(ctx.now)).ok_or_else(nobody)?;
    let role = below(membership.role, role).map_err(|fault| Error::field(Field::Role, fault))?;
    let new = New {
        account: account.id,
        issuer: person.id,
        name: name.as_str(),
        description: "",
        role,
        expires_at: None,
    };
    let (id, token) = new.place(app, &mut tx, ctx.now).await?;
    tx.commit(&new.entry(id), &ctx.origin()).await?;
    Ok(token)
}

/// The role, if somebody of the role `own` may give it.
fn below(own: AccountRole, role: AccountRole) -> Result<AccountRole, Fault> {
    if own.may_grant(role) { Ok(role) } else { Err(Fault::AboveOwnRank) }
}

/// A token about to be made: everything about it is judged, but whether there is room.
struct New<'a> {
    account: AccountId,
    issuer: UserId,
    name: &'a str,
    description: &'a str,
    role: AccountRole,
    expires_at: Option<Timestamp>,
}

impl New<'_> {
    /// Adds the token and gives back its number and the whole of it. The account is held: of two that would be the last one
    /// there is room for, one is refused.
    async fn place(&self, app: &App, tx: &mut Tx, now: Timestamp) -> Result<(ApiTokenId, String), Error> {
        if api_tokens::count_live(tx, self.account, now).await? >= MOST {
            let max = usize::try_from(MOST).unwrap_or(usize::MAX);
            return Err(Error::field(Field::Form, Fault::TooMany { max }));
        }
        let secret: secret::Token = app.new_token();
        let new = NewApiToken {
            uuid: app.new_uuid(now),
            account_id: self.account,
            user_id: self.issuer,
            name: self.name,
            description: self.description,
            role: self.role,
            secret_hash: secret.hash(),
            expires_at: self.expires_at,
        };
        let id = api_tokens::insert(tx, &new, now).await?;
        Ok((id, format!("{id}_{}", secret.reveal())))
    }

    /// The entry of nobody in particular.
    fn entry(&self, id: ApiTokenId) -> Entry {
        let mut detail =
            serde_json::json!({ "name": self.name, "role": self.role.name(), "issuer": self.issuer.0 });
        if let (Some(end), Some(detail)) = (self.expires_at, detail.as_object_mut()) {
            detail.insert("expires".to_owned(), end.to_rfc3339().into());
        }
        Entry {
            account_id: Some(self.account),
            actor_id: None,
            action: Action::TokenCreated,
            subject: format!("token:{id}"),
            detail,
        }
    }
}
