//! What a signed-in person says about themselves, and their password.

use super::{Ctx, Error, limits, notices, passwords::Checked, sessions::renew};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        field::{Fault, Field, FieldErrors},
        ids::UserId,
        language::Language,
        name::{MAX_PREFERRED_NAME, Name},
        password::Password,
        phone::Phone,
        policy::{self, Relation},
        time::Timestamp,
    },
    store::{address_changes, directory, links, member_places, members, sessions, users},
};

/// A person's own account, as its page shows it.
#[derive(Debug, Clone)]
pub struct OwnAccount {
    /// The name.
    pub name: String,
    /// A telephone number; may be empty.
    pub phone: String,
    /// The language of pages and mails.
    pub language: Language,
    /// The address in force.
    pub email: String,
    /// The address that waits to be confirmed, and until when it does.
    pub pending: Option<(String, Timestamp)>,
}

/// The own account of the signed-in person.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn look(app: &App, ctx: &Ctx) -> Result<OwnAccount, Error> {
    let principal = ctx.may(policy::Action::ChangeOwnAccount, Relation::Oneself)?;
    let mut tx = app.db.read().await?;
    let person = users::find(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    let pending = address_changes::open_of_user(&mut tx, person.id, ctx.now).await?;
    Ok(OwnAccount {
        language: person.language(),
        name: person.name,
        phone: person.phone,
        email: person.email,
        pending: pending.map(|change| (change.email, change.expires_at)),
    })
}

/// Sets the own name, telephone number and language; every account the person has joined follows.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once; [`Error::SignedOut`].
pub async fn save_profile(
    app: &App,
    ctx: &Ctx,
    name: &str,
    phone: &str,
    language: &str,
) -> Result<(), Error> {
    save(app, ctx, name, phone, language, None).await
}

/// Sets the own name, and what the person likes to be called; none leaves either as it is. Every account the person has
/// joined follows.
///
/// # Errors
/// As [`save_profile`].
pub async fn save_names(
    app: &App,
    ctx: &Ctx,
    name: Option<&str>,
    preferred_name: Option<&str>,
) -> Result<(), Error> {
    let own = look(app, ctx).await?;
    let name = name.unwrap_or(&own.name);
    save(app, ctx, name, &own.phone, own.language.code(), preferred_name).await
}

async fn save(
    app: &App,
    ctx: &Ctx,
    name: &str,
    phone: &str,
    language: &str,
    preferred_name: Option<&str>,
) -> Result<(), Error> {
    let principal = ctx.may(policy::Action::ChangeOwnAccount, Relation::Oneself)?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(Field::Name, Name::parse(name));
    let preferred =
        preferred_name.map(|text| Name::parse_optional_up_to(MAX_PREFERRED_NAME, text)).transpose();
    let preferred = errors.keep(Field::PreferredName, preferred);
    let phone = errors.keep(Field::Phone, Phone::parse(phone));
    let language =
        errors.keep(Field::Language, Language::from_code(language.trim()).ok_or(Fault::NotAChoice));
    let (Some(name), Some(preferred), Some(phone), Some(language)) = (name, preferred, phone, language)
    else {
        return Err(Error::Invalid(errors));
    };
    let mut tx = app.db.write().await?;
    members::hold_all_of_user(&mut tx, principal.user_id).await?;
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    users::set_profile(&mut tx, person.id, &name, &phone, language).await?;
    members::set_own_details(&mut tx, person.id, name.as_str(), language).await?;
    member_places::refresh_user(&mut tx, person.id).await?;
    if let Some(preferred) = &preferred {
        let text = preferred.as_ref().map(Name::as_str).unwrap_or_default();
        directory::set_own_preferred_name(&mut tx, person.id, text).await?;
    }
    directory::note_change_of_user(&mut tx, person.id, ctx.now).await?;
    let changed: Vec<&str> = [
        ("name", person.name != name.as_str()),
        ("preferred_name", preferred.is_some()),
        ("phone", person.phone != phone.as_str()),
        ("language", person.language() != language),
    ]
    .into_iter()
    .filter_map(|(field, changed)| changed.then_some(field))
    .collect();
    let detail = serde_json::json!({ "changed": changed });
    let entry = principal.entry(Action::ProfileChanged, format!("user:{}", person.id), detail);
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(())
}

/// Replaces the own password. Every other session of the person ends and every open link is void; this session stays, with
/// the id that `new_id_hash` is the hash of.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once; [`Error::TooMany`] after wrong passwords; [`Error::Busy`] when too many
/// passwords are checked, or tries cannot be counted; [`Error::SignedOut`].
pub async fn change_password(
    app: &App,
    ctx: &Ctx,
    current: &str,
    new: &str,
    new_id_hash: &[u8; 32],
) -> Result<(), Error> {
    let principal = ctx.may(policy::Action::ChangeOwnAccount, Relation::Oneself)?;
    let mut errors = FieldErrors::default();
    let proven = errors.keep(Field::CurrentPassword, prove(app, ctx, principal.user_id, current).await?);
    let own_words = [principal.name.as_str(), &principal.email, &principal.account_name];
    let wanted = Password::parse_new(new, &own_words).and_then(|wanted| {
        if Password::parse(current).is_ok_and(|current| current == wanted) {
            return Err(Fault::SamePassword);
        }
        Ok(wanted)
    });
    let wanted = errors.keep(Field::NewPassword, wanted);
    let (Some(proven), Some(wanted)) = (proven, wanted) else { return Err(Error::Invalid(errors)) };
    let hash = app.hasher.hash(wanted).await?;

    let mut tx = app.db.write().await?;
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    if !users::change_password(&mut tx, person.id, &proven, &hash).await? {
        // Replaced since it was checked: what was typed is no longer the password in force.
        return Err(Error::field(Field::CurrentPassword, Fault::WrongPassword));
    }
    links::revoke_of_user(&mut tx, person.id, ctx.now).await?;
    address_changes::revoke_of_user(&mut tx, person.id, ctx.now).await?;
    sessions::revoke_others(&mut tx, person.id, principal.session()?, ctx.now).await?;
    renew(&mut tx, (principal.session()?, person.id), new_id_hash, None, ctx.now).await?;
    limits::forget_failures(app, &mut tx, &person).await?;
    if app.sends_mail() {
        notices::queue_password_changed(app, &mut tx, &person, ctx.now).await?;
    }
    let entry = Entry {
        account_id: Some(principal.account_id),
        actor_id: Some(person.id),
        action: Action::PasswordChanged,
        subject: format!("user:{}", person.id),
        detail: serde_json::json!({}),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// The hash of a person's password, if the text is that password. Whatever is wrong with the text, the fault is the same;
/// only an empty one is told apart.
///
/// # Errors
/// [`Error::TooMany`] after wrong ones; [`Error::Busy`] when too many passwords are checked or tries cannot be counted, or
/// when the database fails.
pub(super) async fn prove(
    app: &App,
    ctx: &Ctx,
    id: UserId,
    text: &str,
) -> Result<Result<String, Fault>, Error> {
    let password = match Password::parse(text) {
        Ok(password) => password,
        Err(Fault::Missing) => return Ok(Err(Fault::Missing)),
        Err(_) => return Ok(Err(Fault::WrongPassword)),
    };
    let tried = limits::own_password_try(app, id, ctx.now).await?;
    let person = {
        let mut tx = app.db.read().await?;
        users::find(&mut tx, id).await?
    };
    let kept = person.filter(|person| person.blocked_at.is_none()).and_then(|person| person.password_hash);
    let checked = tried.check(app, password, kept.as_deref()).await?;
    Ok(match (checked, kept) {
        (Checked::Right | Checked::RightButWeak, Some(kept)) => Ok(kept),
        _ => Err(Fault::WrongPassword),
    })
}
