//! Passkeys: signing in by them, proving the second factor by them, and one's own.

use crate::panel::outcome::{ActionError, Outcome, PasskeyQuestion};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{at_the_door, call, done, done_silently, messages, onward, outcome},
    crate::{
        panel::call::Call,
        service::{self, passkey_proof, passkeys, step_up},
        t,
    },
};

/// Says what the browser is to ask an authenticator, or what is wrong.
#[cfg(feature = "ssr")]
fn question(call: &Call, result: Result<String, service::Error>) -> Result<PasskeyQuestion, ActionError> {
    match result {
        Ok(options) => Ok(PasskeyQuestion::Ask { options }),
        Err(service::Error::Invalid(errors)) => {
            Ok(PasskeyQuestion::Refused { errors: messages(call.ctx.language, &errors) })
        }
        Err(error) => Err(at_the_door(call, error)),
    }
}

/// Says what authenticators are to be asked at sign-in.
#[server(prefix = "/_fn", endpoint = "sign-in/passkey/options", input = Json, output = Json)]
pub async fn ask_passkey_at_sign_in() -> Result<PasskeyQuestion, ActionError> {
    let call = call()?;
    let browser = call.new_passkey_browser();
    let result = passkey_proof::ask_at_sign_in(&call.app, &call.ctx, &browser).await;
    question(&call, result)
}

/// Signs in by a passkey.
#[server(prefix = "/_fn", endpoint = "sign-in/passkey", input = Json, output = Json)]
pub async fn sign_in_by_passkey(
    #[server(default)] credential: String,
    #[server(default)] next: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = enter(&call, &credential).await;
    outcome(&call, result, |offers| done_silently(onward(&next, offers)))
}

/// Signs in, and counts what is offered to the person's address.
#[cfg(feature = "ssr")]
async fn enter(call: &Call, credential: &str) -> Result<usize, service::Error> {
    let user = call.sign_in_by_passkey(credential).await?;
    service::offers::count(&call.app, &call.ctx, user).await
}

/// Says what the authenticators of somebody are to be asked who owes the second factor.
#[server(prefix = "/_fn", endpoint = "sign-in/second-step/options", input = Json, output = Json)]
pub async fn ask_passkey_behind_password() -> Result<PasskeyQuestion, ActionError> {
    let call = call()?;
    let result = match &call.half {
        Some(half) => passkey_proof::ask_behind_password(&call.app, &call.ctx, half).await,
        None => Err(service::Error::SignedOut),
    };
    question(&call, result)
}

/// Says what the authenticators of somebody signed in are to be asked, who proves again who they are.
#[server(prefix = "/_fn", endpoint = "step-up/options", input = Json, output = Json)]
pub async fn ask_passkey_signed_in() -> Result<PasskeyQuestion, ActionError> {
    let call = call()?;
    let result = passkey_proof::ask_signed_in(&call.app, &call.ctx).await;
    question(&call, result)
}

/// Says what an authenticator is to be asked to add a passkey.
#[server(prefix = "/_fn", endpoint = "account/passkeys/begin", input = Json, output = Json)]
pub async fn begin_passkey(
    #[server(default)] name: String,
    #[server(default)] password: String,
) -> Result<PasskeyQuestion, ActionError> {
    let call = call()?;
    let begin = async |id| passkeys::begin(&call.app, &call.ctx, &name, &password, &id).await;
    let result = call.proving(begin).await;
    question(&call, result.map(|(_, options)| options))
}

/// Adds the passkey that an authenticator has made; without one, asks whoever has a second factor to prove it, which comes before
/// adding. Was it the first second factor, recovery codes are shown on the next page.
#[server(prefix = "/_fn", endpoint = "account/passkeys/add", input = Json, output = Json)]
pub async fn add_passkey(
    #[server(default)] name: String,
    #[server(default)] credential: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    if credential.is_empty() && call.ctx.principal.is_some() {
        let result = match step_up::is_due(&call.app, &call.ctx).await {
            Ok(true) => Err(service::Error::StepUp),
            answer => answer,
        };
        return outcome(&call, result, |_| done_silently("/account/passkeys"));
    }
    let add = async |id| passkeys::add(&call.app, &call.ctx, &name, &credential, &id).await;
    let result = call.proving(add).await;
    outcome(&call, result, |(call, codes)| {
        let text = t!(call.ctx.language, "notice-passkey-added");
        if codes.is_empty() {
            return done("/account/passkeys", text);
        }
        call.set_codes(&codes);
        done("/account/two-factor/codes", text)
    })
}

/// Gives a passkey another name.
#[server(prefix = "/_fn", endpoint = "account/passkeys/rename", input = Json, output = Json)]
pub async fn rename_passkey(id: i64, #[server(default)] name: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = passkeys::rename(&call.app, &call.ctx, id, &name).await;
    outcome(&call, result, |()| done("/account/passkeys", t!(call.ctx.language, "notice-passkey-renamed")))
}

/// Removes a passkey.
#[server(prefix = "/_fn", endpoint = "account/passkeys/remove", input = Json, output = Json)]
pub async fn remove_passkey(id: i64) -> Result<Outcome, ActionError> {
    let call = call()?;
    let remove = async |new_id| passkeys::remove(&call.app, &call.ctx, id, &new_id).await;
    let result = call.proving(remove).await;
    outcome(&call, result, |(call, is_off)| {
        if is_off {
            // Recovery codes that may still be shown open nothing any more.
            call.forget_codes();
        }
        done("/account/passkeys", t!(call.ctx.language, "notice-passkey-removed"))
    })
}
