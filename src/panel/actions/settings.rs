//! What administrators decide about their account, and what operators do with the installation.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{call, done, done_silently, error_of, outcome},
    crate::{domain::policy::Action, i18n::format, panel::outcome::FieldMessage, service, t},
};

/// Gives the account another name. `seen` is the one that was in force when the form was opened.
#[server(prefix = "/_fn", endpoint = "settings/account", input = Json, output = Json)]
pub async fn rename_account(
    #[server(default)] name: String,
    #[server(default)] seen: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::settings::rename(&call.app, &call.ctx, &name, &seen).await;
    outcome(&call, result, |name| {
        done("/settings", t!(call.ctx.language, "notice-account-renamed", account = name))
    })
}

/// Puts what was decided about invitations in force. `seen` is what was in force when the form was opened.
#[server(prefix = "/_fn", endpoint = "settings/invitations", input = Json, output = Json)]
pub async fn save_settings(
    #[server(default)] renewal: String,
    #[server(default)] reminders: String,
    #[server(default)] invite_lifetime: String,
    #[server(default)] allowed_domains: String,
    #[server(default)] seen: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let form = service::settings::Form { renewal, reminders, invite_lifetime, allowed_domains, seen };
    let result = service::settings::save(&call.app, &call.ctx, &form).await;
    outcome(&call, result, |()| done("/settings", t!(call.ctx.language, "notice-settings-saved")))
}

/// Requires a second factor from a day on, or nobody's. `seen` is the day that was in force when the form was opened.
#[server(prefix = "/_fn", endpoint = "settings/two-factor", input = Json, output = Json)]
pub async fn require_two_factor(
    #[server(default)] two_factor_from: String,
    #[server(default)] seen: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let language = call.ctx.language;
    let result = service::requirement::set(&call.app, &call.ctx, &two_factor_from, &seen).await;
    outcome(&call, result, |from| {
        let text = match from {
            Some(from) => t!(language, "notice-two-factor-required", day = format::date(language, from)),
            None => t!(language, "notice-two-factor-not-required"),
        };
        done("/settings", text)
    })
}

/// Reminds everybody who has no second factor. `count` is how many the page said there are.
#[server(prefix = "/_fn", endpoint = "settings/two-factor/remind", input = Json, output = Json)]
pub async fn remind_of_two_factor(#[server(default)] count: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::requirement::remind(&call.app, &call.ctx, count).await;
    if let Err(error @ (service::Error::TooMany(_) | service::Error::Conflict)) = result {
        let message = error_of(&call, error).message;
        return Ok(Outcome::Invalid { errors: vec![FieldMessage { field: "form".into(), message }] });
    }
    outcome(&call, result, |count| {
        done("/settings", t!(call.ctx.language, "notice-two-factor-reminded", count = count))
    })
}

/// Looks whether the installation is in order.
#[server(prefix = "/_fn", endpoint = "settings/check", input = Json, output = Json)]
pub async fn check_installation() -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::installation::check(&call.app, &call.ctx, call.origin.as_deref()).await;
    outcome(&call, result, |failed| {
        done("/settings/installation", t!(call.ctx.language, "notice-checked", failed = failed))
    })
}

/// Mails a link to the operator's own address.
#[server(prefix = "/_fn", endpoint = "settings/test-mail", input = Json, output = Json)]
pub async fn send_test_mail() -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::installation::send_test(&call.app, &call.ctx).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        let message = error_of(&call, error).message;
        return Ok(Outcome::Invalid { errors: vec![FieldMessage { field: "form".into(), message }] });
    }
    outcome(&call, result, |email| {
        done("/settings/installation", t!(call.ctx.language, "notice-test-asked", email = email))
    })
}

/// Keeps that a test mail has arrived, by the link that was followed.
#[server(prefix = "/_fn", endpoint = "mail-check", input = Json, output = Json)]
pub async fn confirm_test_mail(#[server(default)] handle: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match call.link_of(&handle) {
        Some(link) => service::installation::confirm_test(&call.app, &call.ctx, link.hash()).await,
        None => Err(service::Error::NotFound),
    };
    outcome(&call, result, |()| {
        call.forget_link();
        // Whoever is somebody else in this browser is told by the page that answers.
        match &call.ctx.principal {
            Some(you) if you.may(Action::CheckInstallation) => {
                done("/settings/installation", t!(call.ctx.language, "notice-test-arrived"))
            }
            _ => done_silently("/mail-check"),
        }
    })
}
