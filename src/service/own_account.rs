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

/// What is to be changed about oneself; none leaves as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct OwnChange<'a> {
    /// The name.
    pub name: Option<&'a str>,
    /// What the person likes to be called; may be empty.
    pub preferred_name: Option<&'a str>,
    /// A telephone number; may be empty.
    pub phone: Option<&'a str>,
    /// The language of pages and mails, two letters.
    pub language: Option<&'a str>,
}

impl<'a> OwnChange<'a> {
    /// Everything that stands on the page of one's own account.
    pub const fn profile(name: &'a str, phone: &'a str, language: &'a str) -> Self {
        Self { name: Some(name), preferred_name: None, phone: Some(phone), language: Some(language) }
    }
}

/// Changes what a person says about themselves. Every account the person has joined follows in what is changed, and keeps what
/// it has of its own in everything else.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once; [`Error::SignedOut`].
pub async fn save_profile(app: &App, ctx: &Ctx, change: OwnChange<'_>) -> Result<(), Error> {
    let principal = ctx.may(policy::Action::ChangeOwnAccount, Relation::Oneself)?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(Field::Name, change.name.map(Name::parse).transpose());
    let preferred = change.preferred_name.map(|text| Name::parse_optional_up_to(MAX_PREFERRED_NAME, text));
    let preferred = errors.keep(Field::PreferredName, preferred.transpose());
    let phone = errors.keep(Field::Phone, change.phone.map(Phone::parse).transpose());
    let language =
        change.language.map(|code| Language::from_code(code.trim()).ok_or(Fault::NotAChoice)).transpose();
    let language = errors.keep(Field::Language, language);
    let (Some(name), Some(preferred), Some(phone), Some(language)) = (name, preferred, phone, language)
    else {
        return Err(Error::Invalid(errors));
    };
    let mut tx = app.db.write().await?;
    members::hold_all_of_user(&mut tx, principal.user_id).await?;
    // What is left as it is, is so at this moment: of two changes at once none undoes the other.
    let person = users::hold(&mut tx, principal.user_id).await?.ok_or(Error::SignedOut)?;
    let new_name = name.as_ref().map_or(person.name.as_str(), Name::as_str);
    let new_phone = phone.as_ref().map_or(person.phone.as_str(), Phone::as_str);
    let new_language = language.unwrap_or_else(|| person.language());
    users::set_profile(&mut tx, person.id, new_name, new_phone, new_language).await?;
    let own_name = name.as_ref().map(Name::as_str);
    members::set_own_details(&mut tx, person.id, own_name, language).await?;
    member_places::refresh_user(&mut tx, person.id).await?;
    if let Some(preferred) = &preferred {
        let text = preferred.as_ref().map(Name::as_str).unwrap_or_default();
        directory::set_own_preferred_name(&mut tx, person.id, text).await?;
    }
    directory::note_change_of_user(&mut tx, person.id, ctx.now).await?;
    let changed: Vec<&str> = [
        ("name", person.name != new_name),
        ("preferred_name", preferred.is_some()),
        ("phone", person.phone != new_phone),
        ("language", person.language() != new_language),
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
