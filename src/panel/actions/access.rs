//! Getting in and out: set-up, signing in and out, a new password, and how pages look.

use crate::panel::outcome::{ActionError, Outcome};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use {
    super::reply::{at_the_door, call, done, done_silently, enter, onward, outcome},
    crate::{
        domain::language::Language,
        panel::{
            controllers::adapter::{local, second_step_address},
            shell::Theme,
        },
        service, t,
    },
};

/// Makes the first administrator through the set-up link that was followed.
#[server(prefix = "/_fn", endpoint = "setup", input = Json, output = Json)]
pub async fn create_first_administrator(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] company: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let form = service::setup::FirstAdministrator { name, email, password, company };
    let result = match call.link() {
        Some(link) => {
            service::setup::create_first_administrator(&call.app, &call.ctx, &form, Some(link.hash())).await
        }
        None => Err(service::Error::NotFound),
    };
    enter(&call, result, "/users", t!(call.ctx.language, "notice-set-up")).await
}

/// Signs in with address and password.
#[server(prefix = "/_fn", endpoint = "sign-in", input = Json, output = Json)]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let brought = call.brought();
    let result = match service::sign_in::sign_in_by(&call.app, &call.ctx, &email, &password, &brought).await {
        Ok(who) => enter_and_count(&call, who).await,
        Err(error @ service::Error::TooMany(_)) => return Err(at_the_door(&call, error)),
        Err(error) => Err(error),
    };
    outcome(&call, result, |offers| {
        done_silently(match offers {
            Some(offers) => onward(&next, offers),
            None => second_step_address(&next, false),
        })
    })
}

/// Signs in, and counts what is offered to the person's address; none while the second factor is owed.
#[cfg(feature = "ssr")]
async fn enter_and_count(
    call: &crate::panel::call::Call,
    who: service::sign_in::SignedIn,
) -> Result<Option<usize>, service::Error> {
    let user = who.user_id;
    if call.sign_in(who).await? {
        return Ok(None);
    }
    service::offers::count(&call.app, &call.ctx, user).await.map(Some)
}

/// Signs out, and may go on to a page that wants somebody else.
#[server(prefix = "/_fn", endpoint = "sign-out", input = Json, output = Json)]
pub async fn sign_out(#[server(default)] next: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = call.sign_out().await;
    outcome(&call, result, |()| {
        if next.is_empty() {
            done("/sign-in", t!(call.ctx.language, "notice-signed-out"))
        } else {
            done_silently(local(&next))
        }
    })
}

/// Mails a link to a new password, if the address is known; the answer is the same either way.
#[server(prefix = "/_fn", endpoint = "forgot-password", input = Json, output = Json)]
pub async fn forgot_password(#[server(default)] email: String) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = service::resets::ask(&call.app, &call.ctx, &email).await;
    if let Err(error @ service::Error::TooMany(_)) = result {
        return Err(at_the_door(&call, error));
    }
    outcome(&call, result, |()| done_silently("/forgot-password/sent"))
}

/// Sets a new password through the link that was followed.
#[server(prefix = "/_fn", endpoint = "reset-password", input = Json, output = Json)]
pub async fn reset_password(
    #[server(default)] handle: String,
    #[server(default)] password: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let result = match call.link_of(&handle) {
        Some(link) => service::resets::set(&call.app, &call.ctx, link.hash(), &password).await,
        None => Err(service::Error::NotFound),
    };
    outcome(&call, result, |()| {
        call.forget_link();
        done("/sign-in", t!(call.ctx.language, "notice-password-changed"))
    })
}

/// Chooses language and theme; kept with the person, or in a cookie while nobody is signed in.
#[server(prefix = "/_fn", endpoint = "preferences", input = Json, output = Json)]
pub async fn set_preferences(
    #[server(default)] language: String,
    #[server(default)] theme: String,
    #[server(default)] back: String,
) -> Result<Outcome, ActionError> {
    let call = call()?;
    let mut result = Ok(());
    if let Some(language) = Language::from_code(&language) {
        call.keep_choice("lang", language.code());
        if call.ctx.principal.is_some() || call.ctx.owing.is_some() {
            result = service::sessions::set_language(&call.app, &call.ctx, language).await;
        }
    }
    if let Some(theme) = Theme::from_name(&theme) {
        call.keep_choice("theme", theme.name());
    }
    outcome(&call, result, |()| done_silently(local(&back)))
}
