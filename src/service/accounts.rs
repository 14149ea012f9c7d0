//! Accounts: which ones a person belongs to, and new ones, which operators make.

use super::{Ctx, Error, Principal, setup::DEFAULT_PROJECT};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        email::EmailAddress,
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, UserId},
        language::Language,
        member::MembershipState,
        name::Name,
        password::Password,
        phone::Phone,
        policy::{Action, Relation},
        role::AccountRole,
    },
    store::{
        Tx, accounts, assignments, member_places,
        members::{self, NewMembership},
        users::{self, NewUser, UserRow},
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
    let (entry, account_id) = make(app, ctx, &mut tx, Some(principal), &name, &person).await?;
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(account_id)
}

/// A new account and its first administrator, as an operator gives them; untrusted text.
#[derive(Debug, Clone, Default)]
pub struct NewCustomer {
    /// The administrator's address.
    pub email: String,
    /// The administrator's password.
    pub password: String,
    /// The account's name.
    pub company: String,
    /// The administrator's name; may be empty.
    pub name: String,
    /// The administrator's telephone number; may be empty.
    pub phone: String,
    /// The administrator's language, two letters; empty for the operator's own.
    pub language: String,
}

/// Makes an account with somebody new, who can sign in at once and is its first administrator.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once, [`Fault::AlreadyHere`] beside an address that somebody has;
/// [`Error::SignedOut`]; [`Error::Forbidden`] to whoever is no operator.
pub async fn create_customer(app: &App, ctx: &Ctx, form: &NewCustomer) -> Result<(AccountId, UserId), Error> {
    let principal = ctx.may(Action::CreateAccount, Relation::Account)?;
    let mut errors = FieldErrors::default();
    let email = errors.keep(Field::Email, EmailAddress::parse(&form.email));
    let company = errors.keep(Field::Company, Name::parse(&form.company));
    let name = errors.keep(Field::Name, Name::parse_optional(&form.name));
    let phone = errors.keep(Field::Phone, Phone::parse(&form.phone));
    let language = match form.language.as_str() {
        "" => Some(ctx.language),
        code => errors.keep(Field::Language, Language::from_code(code).ok_or(Fault::NotAChoice)),
    };
    let own_words = [form.name.as_str(), &form.email, &form.company];
    let password = errors.keep(Field::Password, Password::parse_new(&form.password, &own_words));
    let (Some(email), Some(company), Some(name), Some(phone), Some(language), Some(password)) =
        (email, company, name, phone, language, password)
    else {
        return Err(Error::Invalid(errors));
    };
    let hash = app.hasher.hash(password).await?;
    let mut tx = app.db.write().await?;
    let operator = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    if operator.blocked_at.is_some() {
        return Err(Error::Forbidden);
    }
    let new = NewUser {
        uuid: app.new_uuid(ctx.now),
        email: &email,
        name: name.as_ref().map(Name::as_str).unwrap_or_default(),
        language,
        password_hash: Some(&hash),
        is_operator: false,
        activated_at: Some(ctx.now),
    };
    let taken = || Error::field(Field::Email, Fault::AlreadyHere);
    let id = users::insert(&mut tx, &new, ctx.now).await?.ok_or_else(taken)?;
    users::set_profile(&mut tx, id, new.name, phone.as_str(), language).await?;
    let person = users::find(&mut tx, id).await?.ok_or_else(|| Error::internal("a person just added"))?;
    let (entry, account_id) = make(app, ctx, &mut tx, Some(principal), &company, &person).await?;
    tx.commit(&entry, &ctx.origin()).await?;
    Ok((account_id, id))
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
    let (entry, account_id) = make(app, ctx, &mut tx, None, &name, &person).await?;
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(account_id)
}

/// An account with its default project and its first administrator, and the entry to commit it with.
async fn make(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    actor: Option<&Principal>,
    name: &Name,
    person: &UserRow,
) -> Result<(Entry, AccountId), Error> {
    let account_id = accounts::insert(tx, app.new_uuid(ctx.now), name, ctx.now).await?;
    accounts::insert_project(tx, app.new_uuid(ctx.now), account_id, DEFAULT_PROJECT, true, ctx.now).await?;
    let membership = NewMembership {
        account_id,
        user_id: person.id,
        role: AccountRole::Administrators,
        client_administrator: true,
        state: MembershipState::Active,
        name: &person.name,
        language: person.language(),
    };
    let membership_id = members::insert(tx, &membership, ctx.now).await?;
    let membership_id = membership_id.ok_or_else(|| Error::internal("a member of a new account"))?;
    member_places::refresh(tx, membership_id).await?;
    assignments::follow(tx, membership_id, actor.map(|principal| principal.user_id), ctx.now).await?;
    let (action, subject) = (audit::Action::AccountCreated, format!("account:{account_id}"));
    let detail = serde_json::json!({ "name": name.as_str(), "administrator": person.id.0 });
    let account = Some(account_id);
    let entry = match actor {
        Some(principal) => Entry { account_id: account, ..principal.entry(action, subject, detail) },
        None => Entry { account_id: account, actor_id: None, action, subject, detail },
    };
    Ok((entry, account_id))
}
