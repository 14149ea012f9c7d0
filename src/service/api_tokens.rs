//! Tokens of the JSON APIs.

use super::{Ctx, Error};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        email::EmailAddress,
        field::{Fault, Field, FieldErrors},
        ids::AccountId,
        name::Name,
        role::AccountRole,
    },
    store::{
        accounts,
        api_tokens::{self, NewApiToken},
        members, users,
    },
};

/// How many working tokens an account may have.
pub const MOST: i64 = 100;

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
    let secret = app.new_token();

    let mut tx = app.db.write().await?;
    let nobody = || Error::field(Field::Email, Fault::NotAMember);
    let account = accounts::lock(&mut tx, AccountId(form.account)).await?.ok_or_else(nobody)?;
    let person = users::find_by_email(&mut tx, &email).await?.ok_or_else(nobody)?;
    let membership = members::find_by_user(&mut tx, account.id, person.id).await?;
    let membership = membership.filter(|own| own.is_in_force(ctx.now)).ok_or_else(nobody)?;
    if !membership.role.may_grant(role) {
        return Err(Error::field(Field::Role, Fault::AboveOwnRank));
    }
    if api_tokens::count_live(&mut tx, account.id, ctx.now).await? >= MOST {
        return Err(Error::field(Field::Form, Fault::TooMany { max: 100 }));
    }
    let new = NewApiToken {
        uuid: app.new_uuid(ctx.now),
        account_id: account.id,
        user_id: person.id,
        name: name.as_str(),
        description: "",
        role,
        secret_hash: secret.hash(),
        expires_at: None,
    };
    let id = api_tokens::insert(&mut tx, &new, ctx.now).await?;
    let entry = Entry {
        account_id: Some(account.id),
        actor_id: None,
        action: Action::TokenCreated,
        subject: format!("token:{id}"),
        detail: serde_json::json!({ "name": name.as_str(), "role": role.name(), "issuer": person.id.0 }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(format!("{id}_{}", secret.reveal()))
}
