//! Choosing a new password through a mailed link.

use super::{Ctx, Error, limits, notices};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        email::EmailAddress,
        field::{Field, FieldErrors},
        password::Password,
        secret::TokenHash,
        time::Span,
    },
    store::{address_changes, links, links::Purpose, sessions, users},
};

/// How long a link to a new password opens.
pub const LINK_LIFE: Span = Span::minutes(30);

/// Mails a link, if somebody with a password has the address. Nobody learns whether that is so: the answer is the same,
/// and either way one transaction with one audit row is made to last, which is what takes the time. Nor does anybody learn
/// that an address has been mailed often enough for now.
///
/// # Errors
/// [`Error::Invalid`] when the text is no address at all; [`Error::TooMany`] when the network has asked too often;
/// [`Error::Busy`] when that cannot be counted.
pub async fn ask(app: &App, ctx: &Ctx, email: &str) -> Result<(), Error> {
    let mut errors = FieldErrors::default();
    let Some(email) = errors.keep(Field::Email, EmailAddress::parse(email)) else {
        return Err(Error::Invalid(errors));
    };
    let has_room = limits::forgot(app, ctx, &email).await?;
    let token = app.new_token();
    let mut tx = app.db.write().await?;
    let mut user = users::find_by_email(&mut tx, &email).await?;
    if let Some(found) = user {
        // Held, so that no link goes to an address that is replaced at this very moment.
        user = users::hold(&mut tx, found.id).await?.filter(|held| held.email == found.email);
    }
    let user = user.filter(|user| user.password_hash.is_some() && user.blocked_at.is_none());
    if let Some(user) = user.as_ref().filter(|_| app.sends_mail() && has_room) {
        let ends_at = ctx.now + LINK_LIFE;
        links::revoke_of_user(&mut tx, user.id, ctx.now).await?;
        links::insert(&mut tx, Purpose::PasswordReset, token.hash(), Some(user.id), ends_at, ctx.now).await?;
        notices::queue_password_reset(app, &mut tx, user, &token, ends_at, ctx.now).await?;
    }
    let entry = Entry {
        account_id: None,
        actor_id: None,
        action: Action::PasswordResetAsked,
        subject: user.map_or_else(|| "user:unknown".into(), |user| format!("user:{}", user.id)),
        detail: if has_room { serde_json::json!({}) } else { serde_json::json!({ "limit": "reached" }) },
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// Whose password a link lets choose anew; none when it does not open.
///
/// # Errors
/// When the database fails.
pub async fn look(app: &App, ctx: &Ctx, link: TokenHash) -> Result<Option<String>, Error> {
    let mut tx = app.db.read().await?;
    let link = links::find_open(&mut tx, Purpose::PasswordReset, link, ctx.now).await?;
    let Some(user_id) = link.and_then(|link| link.user_id) else { return Ok(None) };
    Ok(users::find(&mut tx, user_id).await?.map(|user| user.email))
}

/// Sets the new password, ends every session, every other link and every open change of address of the person, forgets the
/// wrong passwords tried for the address, and tells the person by mail.
///
/// # Errors
/// [`Error::NotFound`] when the link does not open; [`Error::Invalid`] when the password is refused, and then the link
/// still opens.
pub async fn set(app: &App, ctx: &Ctx, link: TokenHash, password: &str) -> Result<(), Error> {
    let user = {
        let mut tx = app.db.read().await?;
        let link = links::find_open(&mut tx, Purpose::PasswordReset, link, ctx.now).await?;
        let user_id = link.and_then(|link| link.user_id).ok_or(Error::NotFound)?;
        users::find(&mut tx, user_id).await?.ok_or(Error::NotFound)?
    };
    let mut errors = FieldErrors::default();
    let parsed = Password::parse_new(password, &[&user.name, &user.email]);
    let Some(password) = errors.keep(Field::Password, parsed) else { return Err(Error::Invalid(errors)) };
    let hash = app.hasher.hash(password).await?;

    let mut tx = app.db.write().await?;
    // Before the link, as everywhere.
    users::hold(&mut tx, user.id).await?;
    let spent = links::spend(&mut tx, Purpose::PasswordReset, link, ctx.now).await?;
    let still_theirs = spent.is_some_and(|link| link.user_id == Some(user.id));
    if !still_theirs || !users::set_password(&mut tx, user.id, &hash).await? {
        return Err(Error::NotFound);
    }
    users::set_email_verified(&mut tx, user.id, ctx.now).await?;
    links::revoke_of_user(&mut tx, user.id, ctx.now).await?;
    address_changes::revoke_of_user(&mut tx, user.id, ctx.now).await?;
    sessions::revoke_of_user(&mut tx, user.id, ctx.now).await?;
    limits::forget_failures(app, &mut tx, &user).await?;
    if app.sends_mail() {
        notices::queue_password_changed(app, &mut tx, &user, ctx.now).await?;
    }
    let entry = Entry {
        account_id: None,
        actor_id: Some(user.id),
        action: Action::PasswordReset,
        subject: format!("user:{}", user.id),
        detail: serde_json::json!({}),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}
