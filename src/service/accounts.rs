//! Accounts: which ones a person belongs to, and new ones, which operators make.

use super::{Ctx, Error, setup::DEFAULT_PROJECT};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        email::EmailAddress,
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, UserId},
        member::MembershipState,
        name::Name,
        policy::{Action, Relation},
        role::AccountRole,
    },
    store::{
        WriteTx, accounts, member_places,
        members::{self, NewMembership},
        users::{self, UserRow},
    },
};

/// An account somebody has joined.
#[derive(Debug, Clone)]
pub struct JoinedAccount {
    /// Its number.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// The person's role in it.
    pub role: AccountRole,
    /// Whether the person is shut out of it for now.
    pub is_suspended: bool,
    /// Whether it is the one the person is in.
    pub is_current: bool,
}

/// The accounts the signed-in person belongs to, by name.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn joined(app: &App, ctx: &Ctx) -> Result<Vec<JoinedAccount>, Error> {
    let who = ctx.oneself(Action::SwitchAccount)?;
    let mut tx = app.db.read().await?;
    let rows = accounts::of_person(&mut tx, who.user_id).await?;
    rows.into_iter()
        .map(|row| {
            Ok(JoinedAccount {
                id: row.id,
                role: row.role()?,
                is_suspended: row.suspended_at.is_some(),
                is_current: row.id == who.account_id,
                name: row.name,
            })
        })
        .collect()
}

/// Makes an account with its default project; the operator who asks becomes its first administrator.
///
/// # Errors
/// [`Error::Invalid`] for a wrong name; [`Error::SignedOut`]; [`Error::Forbidden`] to whoever is no operator.
pub async fn create(app: &App, ctx: &Ctx, name: &str) -> Result<AccountId, Error> {
    let principal = ctx.may(Action::CreateAccount, Relation::Account)?;
    let name = Name::parse(name).map_err(|fault| Error::field(Field::Name, fault))?;
    let mut tx = app.db.write().await?;
    // Held, so that nobody who is shut out meanwhile becomes an administrator.
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    if person.blocked_at.is_some() {
        return Err(Error::Forbidden);
    }
    make(app, ctx, tx, Some(principal.user_id), &name, &person).await
}

/// Makes an account for whoever may run commands on the machine. Its first administrator is the person of the address, or
/// the oldest operator.
///
/// # Errors
/// [`Error::Invalid`] for a wrong name, or an address of nobody who could sign in; [`Error::NotFound`] when no address is
/// given and there is no operator.
pub async fn create_for(
    app: &App,
    ctx: &Ctx,
    name: &str,
    administrator: Option<&str>,
) -> Result<AccountId, Error> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(Field::Name, Name::parse(name));
    let email = administrator.map(|email| errors.keep(Field::Email, EmailAddress::parse(email)));
    let (Some(name), Some(email)) = (name, email.map_or(Some(None), |email| email.map(Some))) else {
        return Err(Error::Invalid(errors));
    };
    let mut tx = app.db.write().await?;
    let person = match email {
        Some(email) => users::find_by_email(&mut tx, &email).await?.ok_or(Fault::NobodyHere),
        None => Ok(users::oldest_operator(&mut tx).await?.ok_or(Error::NotFound)?),
    };
    let person = person
        .and_then(|person| match &person {
            UserRow { blocked_at: Some(_), .. } => Err(Fault::CannotBeAdded),
            UserRow { activated_at: None, .. } => Err(Fault::NoPasswordYet),
            _ => Ok(person),
        })
        .map_err(|fault| Error::field(Field::Email, fault))?;
    make(app, ctx, tx, None, &name, &person).await
}

async fn make(
    app: &App,
    ctx: &Ctx,
    mut tx: WriteTx,
    actor: Option<UserId>,
    name: &Name,
    person: &UserRow,
) -> Result<AccountId, Error> {
    let account_id = accounts::insert(&mut tx, app.new_uuid(ctx.now), name, ctx.now).await?;
    accounts::insert_project(&mut tx, app.new_uuid(ctx.now), account_id, DEFAULT_PROJECT, true, ctx.now)
        .await?;
    let membership = NewMembership {
        account_id,
        user_id: person.id,
        role: AccountRole::Administrators,
        client_administrator: true,
        state: MembershipState::Active,
        name: &person.name,
        language: person.language(),
    };
    let membership_id = members::insert(&mut tx, &membership, ctx.now).await?;
    let membership_id = membership_id.ok_or_else(|| Error::internal("a member of a new account"))?;
    member_places::refresh(&mut tx, membership_id).await?;
    let entry = Entry {
        account_id: Some(account_id),
        actor_id: actor,
        action: audit::Action::AccountCreated,
        subject: format!("account:{account_id}"),
        detail: serde_json::json!({ "name": name.as_str(), "administrator": person.id.0 }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(account_id)
}
