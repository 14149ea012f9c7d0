//! What an account's administrators decide about it: its name, and how invitations are handled.

use super::{Ctx, Error, member_actions::hold_account};
use crate::{
    app::App,
    domain::{
        account_settings::{AccountSettings, AllowedDomains, Renewal, parse_lifetime},
        audit::Action,
        email::EmailAddress,
        field::{Fault, Field, FieldErrors},
        ids::AccountId,
        name::Name,
        policy::{self, Relation},
        time::Span,
    },
    store::{Tx, account_settings, accounts},
};
use serde_json::json;

/// An account's settings, as their page shows them.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The account's name.
    pub name: String,
    /// What it has decided.
    pub settings: AccountSettings,
    /// How long links live unless an account says otherwise.
    pub installation_lifetime: Span,
}

/// The form, untrusted text.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// `ask` or `mail`.
    pub renewal: String,
    /// Anything but nothing for yes.
    pub reminders: String,
    /// In hours; nothing for the installation's own.
    pub invite_lifetime: String,
    /// Domains as people type them.
    pub allowed_domains: String,
    /// What was in force when the form was opened.
    pub seen: String,
}

/// The settings of the account.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn look(app: &App, ctx: &Ctx) -> Result<Looked, Error> {
    let principal = ctx.may(policy::Action::ManageSettings, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let account = accounts::find(&mut tx, principal.account_id).await?.ok_or(Error::NotFound)?;
    let settings = account_settings::find(&mut tx, account.id).await?.ok_or(Error::NotFound)?;
    Ok(Looked { name: account.name, settings, installation_lifetime: app.config.invite_ttl })
}

/// Puts what was decided about invitations in force. Links that are out keep their time.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once, and with [`Fault::ChangedMeanwhile`] for the form as a whole when somebody
/// else has changed the settings since it was opened; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn save(app: &App, ctx: &Ctx, form: &Form) -> Result<(), Error> {
    let principal = ctx.may(policy::Action::ManageSettings, Relation::Account)?;
    let mut errors = FieldErrors::default();
    let renewal = Renewal::from_name(&form.renewal).ok_or(Fault::NotAChoice);
    let renewal = errors.keep(Field::Renewal, renewal);
    let lifetime = errors.keep(Field::InviteLifetime, parse_lifetime(&form.invite_lifetime));
    let domains = errors.keep(Field::AllowedDomains, AllowedDomains::parse(&form.allowed_domains));
    let (Some(renewal), Some(invite_lifetime), Some(allowed_domains)) = (renewal, lifetime, domains) else {
        return Err(Error::Invalid(errors));
    };
    let reminders = !form.reminders.is_empty();
    let wanted = AccountSettings { renewal, reminders, invite_lifetime, allowed_domains };
    let mut tx = app.db.write().await?;
    let account = hold_account(&mut tx, principal, ctx.now).await?;
    let before = account_settings::find(&mut tx, account.id).await?.ok_or(Error::NotFound)?;
    if before.stamp() != form.seen {
        return Err(Error::field(Field::Form, Fault::ChangedMeanwhile));
    }
    account_settings::save(&mut tx, account.id, &wanted).await?;
    let entry = principal.entry(
        Action::AccountSettingsChanged,
        format!("account:{}", account.id),
        json!({ "before": described(&before), "after": described(&wanted) }),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(())
}

/// Gives the account another name. Mails that wait keep the one they were written with.
///
/// # Errors
/// [`Error::Invalid`], also with [`Fault::ChangedMeanwhile`] as [`save`]; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn rename(app: &App, ctx: &Ctx, name: &str, seen: &str) -> Result<String, Error> {
    let principal = ctx.may(policy::Action::ManageSettings, Relation::Account)?;
    let name = Name::parse(name).map_err(|fault| Error::field(Field::Name, fault))?;
    let mut tx = app.db.write().await?;
    let account = hold_account(&mut tx, principal, ctx.now).await?;
    if account.name != seen {
        return Err(Error::field(Field::Form, Fault::ChangedMeanwhile));
    }
    account_settings::rename(&mut tx, account.id, &name, ctx.now).await?;
    let entry = principal.entry(
        Action::AccountRenamed,
        format!("account:{}", account.id),
        json!({ "from": account.name, "to": name.as_str() }),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(name.as_str().to_owned())
}

/// Refuses an address that the account does not let be invited. The account is held.
///
/// # Errors
/// [`Error::Invalid`] with [`Fault::DomainNotAllowed`] for the address.
pub(super) async fn check_domain(tx: &mut Tx, account: AccountId, email: &EmailAddress) -> Result<(), Error> {
    let settings = account_settings::find(tx, account).await?.ok_or(Error::NotFound)?;
    settings.allowed_domains.check(email).map_err(|fault| Error::field(Field::Email, fault))
}

/// What the audit log keeps of the settings.
fn described(settings: &AccountSettings) -> serde_json::Value {
    json!({
        "renewal": settings.renewal.as_str(),
        "reminders": settings.reminders,
        "invite_lifetime_hours": settings.invite_lifetime.map(|span| span.as_seconds() / 3600),
        "allowed_domains": settings.allowed_domains.as_text(),
    })
}
