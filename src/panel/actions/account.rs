//! What people do with their own account.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{at_the_door, call, done, outcome},
    crate::{domain::language::Language, service, t},
};

/// Keeps the own name, telephone number and language.
#[server(prefix = "/_fn", endpoint = "account/profile", input = Json, output = Json)]
pub async fn save_profile(
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] language: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let change = service::own_account::OwnChange::profile(&name, &phone, &language);
    let result = service::own_account::save_profile(&call.app, &call.ctx, change).await;
    // Said in the language just chosen.
    let language = Language::from_code(&language).unwrap_or(call.ctx.language);
    outcome(&call, result, |()| {
        call.keep_choice("lang", language.code());
        done("/account", t!(language, "notice-profile-saved"))
    })
}

/// Replaces the own password.
#[server(prefix = "/_fn", endpoint = "account/password", input = Json, output = Json)]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] new_password: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let (current, new) = (&current_password, &new_password);
    let change =
        async |id| service::own_account::change_password(&call.app, &call.ctx, current, new, &id).await;
    let result = call.proving(change).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |_| {
        done("/account/password", t!(call.ctx.language, "notice-own-password-changed"))
    })
}

/// Asks for another address of one's own; the answer is the same whether it is free or somebody else's.
#[server(prefix = "/_fn", endpoint = "account/email/change", input = Json, output = Json)]
pub async fn ask_address_change(
    #[server(default)] new_email: String,
    #[server(default)] password: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let ask = async |id| service::address_change::ask(&call.app, &call.ctx, &new_email, &password, &id).await;
    let result = call.proving(ask).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |(_, email)| {
        done("/account", t!(call.ctx.language, "notice-address-asked", email = email))
    })
}

/// Takes back the change of address that waits.
#[server(prefix = "/_fn", endpoint = "account/email/cancel", input = Json, output = Json)]
pub async fn cancel_address_change() -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::address_change::cancel(&call.app, &call.ctx).await;
    outcome(&call, result, |()| done("/account", t!(call.ctx.language, "notice-address-cancelled")))
}

/// Puts the new address in force through the link that was followed.
#[server(prefix = "/_fn", endpoint = "account/email/confirm", input = Json, output = Json)]
pub async fn confirm_address(#[server(default)] handle: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match call.link_of(&handle) {
        Some(link) => service::address_change::confirm(&call.app, &call.ctx, link.hash()).await,
        None => Err(service::Error::NotFound),
    };
    // Whoever is signed in here as somebody else is signed out, and signs in as the person whose address it is.
    let result = match result {
        Ok(confirmed) if !confirmed.is_own => call.sign_out().await.map(|()| confirmed),
        result => result,
    };
    outcome(&call, result, |confirmed| {
        call.forget_link();
        let language = call.ctx.language;
        if confirmed.is_own {
            done("/account", t!(language, "notice-address-changed", email = confirmed.new))
        } else {
            done("/sign-in", t!(language, "notice-address-changed-sign-in", email = confirmed.new))
        }
    })
}
