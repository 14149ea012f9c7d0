//! The first administrator of an empty installation.

use super::{Ctx, Error, sign_in::SignedIn};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        email::EmailAddress,
        field::{Field, FieldErrors},
        member::MembershipState,
        name::Name,
        password::Password,
        role::AccountRole,
        secret::TokenHash,
        time::{Span, Timestamp},
    },
    store::{
        accounts, assignments, links,
        links::Purpose,
        member_places,
        members::{self, NewMembership},
        users::{self, NewUser},
    },
};

/// How long a set-up link opens; a new one is printed at every start.
const LINK_LIFE: Span = Span::hours(24);
/// The name of the project every account begins with.
pub const DEFAULT_PROJECT: &str = "Default";

/// What the form asks for.
#[derive(Debug, Clone, Default)]
pub struct FirstAdministrator {
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The person's password.
    pub password: String,
    /// The account's name.
    pub company: String,
}

/// While nobody exists, makes a link that lets its holder become the first administrator, and ends older ones.
///
/// # Errors
/// When the database fails.
pub async fn mint_link(app: &App, now: Timestamp) -> Result<Option<String>, Error> {
    let mut tx = app.db.write().await?;
    if accounts::is_set_up(&mut tx).await? {
        return Ok(None);
    }
    let token = app.new_token();
    links::revoke_purpose(&mut tx, Purpose::Setup, now).await?;
    links::insert(&mut tx, Purpose::Setup, token.hash(), None, now + LINK_LIFE, now).await?;
    tx.commit_without_audit("printed to whoever started the server").await?;
    Ok(Some(app.config.public_url.link(&format!("/setup/{}", token.reveal()))))
}

/// Whether a set-up link opens.
///
/// # Errors
/// When the database fails.
pub async fn is_open(app: &App, now: Timestamp, link: TokenHash) -> Result<bool, Error> {
    let mut tx = app.db.read().await?;
    Ok(links::find_open(&mut tx, Purpose::Setup, link, now).await?.is_some())
}

/// Makes the first administrator, who is also the operator, the account and its default project. `link` is the set-up
/// link that was followed; the command line needs none.
///
/// # Errors
/// [`Error::Invalid`] for wrong values; [`Error::NotFound`] when the link does not open or somebody exists already.
pub async fn create_first_administrator(
    app: &App,
    ctx: &Ctx,
    form: &FirstAdministrator,
    link: Option<TokenHash>,
) -> Result<SignedIn, Error> {
    if let Some(link) = link
        && !is_open(app, ctx.now, link).await?
    {
        return Err(Error::NotFound);
    }
    let mut errors = FieldErrors::default();
    let name = errors.keep(Field::Name, Name::parse(&form.name));
    let email = errors.keep(Field::Email, EmailAddress::parse(&form.email));
    let own_words = [form.name.as_str(), &form.email, &form.company];
    let password = errors.keep(Field::Password, Password::parse_new(&form.password, &own_words));
    let company = errors.keep(Field::Company, Name::parse(&form.company));
    let (Some(name), Some(email), Some(password), Some(company)) = (name, email, password, company) else {
        return Err(Error::Invalid(errors));
    };
    let hash = app.hasher.hash(password).await?;

    let mut tx = app.db.write().await?;
    let first = accounts::set_up(&mut tx, ctx.now).await?;
    let opened = match link {
        Some(link) => links::spend(&mut tx, Purpose::Setup, link, ctx.now).await?.is_some(),
        None => true,
    };
    if !first || !opened {
        return Err(Error::NotFound);
    }
    links::revoke_purpose(&mut tx, Purpose::Setup, ctx.now).await?;
    let account_id = accounts::insert(&mut tx, app.new_uuid(ctx.now), &company, ctx.now).await?;
    accounts::insert_project(&mut tx, app.new_uuid(ctx.now), account_id, DEFAULT_PROJECT, true, ctx.now)
        .await?;
    let user = NewUser {
        uuid: app.new_uuid(ctx.now),
        email: &email,
        name: name.as_str(),
        language: ctx.language,
        password_hash: Some(&hash),
        is_operator: true,
        activated_at: Some(ctx.now),
    };
    let taken = || Error::internal("a user before the first");
    let user_id = users::insert(&mut tx, &user, ctx.now).await?.ok_or_else(taken)?;
    let membership = NewMembership {
        account_id,
        user_id,
        role: AccountRole::Administrators,
        client_administrator: true,
        state: MembershipState::Active,
        name: name.as_str(),
        language: ctx.language,
    };
    let membership_id = members::insert(&mut tx, &membership, ctx.now).await?.ok_or_else(taken)?;
    member_places::refresh(&mut tx, membership_id).await?;
    assignments::follow(&mut tx, membership_id, None, ctx.now).await?;
    let entry = Entry {
        account_id: Some(account_id),
        actor_id: Some(user_id),
        action: Action::InstallationSetUp,
        subject: format!("user:{user_id}"),
        detail: serde_json::json!({ "account": company.as_str() }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(SignedIn { user_id, account_id, proven_hash: hash })
}
