//! The second factor: at sign-in, and one's own.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{at_the_door, call, done, done_silently, onward, outcome},
    crate::{
        panel::call::Call,
        service::{self, second_step::Typed, two_factor},
        t,
    },
};

/// Proves the second factor that is owed since the password was proven: by a code of the app, or with `way` set to
/// `recovery` by a recovery code, to `passkey` by a passkey.
#[server(prefix = "/_fn", endpoint = "sign-in/second-step", input = Json, output = Json)]
pub async fn prove_second_step(
    #[server(default)] way: String,
    #[server(default)] code: String,
    #[server(default)] recovery_code: String,
    #[server(default)] credential: String,
    #[server(default)] next: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let typed = match way.as_str() {
        "recovery" => Typed::Recovery(&recovery_code),
        "passkey" => Typed::Passkey(&credential),
        _ => Typed::Code(&code),
    };
    let result = pass(&call, typed).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |offers| done_silently(onward(&next, offers)))
}

/// Signs in, and counts what is offered to the person's address.
#[cfg(feature = "ssr")]
async fn pass(call: &Call, typed: Typed<'_>) -> Result<usize, service::Error> {
    let user = call.pass_second_step(typed).await?;
    service::offers::count(&call.app, &call.ctx, user).await
}

/// Begins to set up an authenticator app.
#[server(prefix = "/_fn", endpoint = "account/two-factor/begin", input = Json, output = Json)]
pub async fn begin_two_factor(#[server(default)] password: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let begin = async |id| two_factor::begin(&call.app, &call.ctx, &password, &id).await;
    let result = call.proving(begin).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |_| done_silently("/account/two-factor/set-up"))
}

/// Turns the second factor on with the first code of the app. The recovery codes are shown on the next page.
#[server(prefix = "/_fn", endpoint = "account/two-factor/confirm", input = Json, output = Json)]
pub async fn confirm_two_factor(#[server(default)] code: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let confirm = async |id| two_factor::confirm(&call.app, &call.ctx, &code, &id).await;
    let result = call.proving(confirm).await;
    outcome(&call, result, |(call, codes)| {
        let text = t!(call.ctx.language, "notice-two-factor-on");
        if codes.is_empty() {
            return done("/account/two-factor", text);
        }
        call.set_codes(&codes);
        done("/account/two-factor/codes", text)
    })
}

/// Replaces the recovery codes. They are shown on the next page.
#[server(prefix = "/_fn", endpoint = "account/two-factor/codes", input = Json, output = Json)]
pub async fn new_recovery_codes(
    #[server(default)] password: String,
    #[server(default)] code: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let make = async |id| two_factor::new_codes(&call.app, &call.ctx, &password, &code, &id).await;
    let result = call.proving(make).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |(call, codes)| {
        call.set_codes(&codes);
        done("/account/two-factor/codes", t!(call.ctx.language, "notice-new-codes"))
    })
}

/// Says that the recovery codes that were just made are kept elsewhere: they are shown no more. Leads to where somebody came
/// from who needed a second factor there.
#[server(prefix = "/_fn", endpoint = "account/two-factor/codes/kept", input = Json, output = Json)]
pub async fn recovery_codes_kept() -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = two_factor::look(&call.app, &call.ctx).await;
    outcome(&call, result, |_| {
        call.forget_codes();
        done_silently(call.take_onward().unwrap_or_else(|| "/account/two-factor".to_owned()))
    })
}

/// Turns the second factor off; `code` is one of the app, or a recovery code.
#[server(prefix = "/_fn", endpoint = "account/two-factor/off", input = Json, output = Json)]
pub async fn turn_off_two_factor(
    #[server(default)] password: String,
    #[server(default)] code: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let turn_off = async |id| two_factor::turn_off(&call.app, &call.ctx, &password, &code, &id).await;
    let result = call.proving(turn_off).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |(call, is_off)| {
        let text = if is_off {
            // Those that may still be shown open nothing any more.
            call.forget_codes();
            t!(call.ctx.language, "notice-two-factor-off")
        } else {
            t!(call.ctx.language, "notice-app-removed")
        };
        done("/account/two-factor", text)
    })
}
