//! What is written to the log, and what never is: secrets out of addresses.

use crate::config::{Config, LogFormat};
use std::borrow::Cow;
use tracing_subscriber::{EnvFilter, util::SubscriberInitExt};

/// Why logging could not be started.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter in `VESTIBULE_LOG` cannot be read; [`Config::from_vars`] has refused it before.
    #[error("VESTIBULE_LOG: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// Something in this process logs already.
    #[error("logging was started twice: {0}")]
    Twice(#[from] tracing_subscriber::util::TryInitError),
}

/// Starts logging to standard error, as `VESTIBULE_LOG` and `VESTIBULE_LOG_FORMAT` say. Panics are logged from then
/// on like every other trouble, with the id of the request they happened in.
///
/// # Errors
/// When it was started before, or when the filter cannot be read.
pub fn init(config: &Config) -> Result<(), TelemetryError> {
    let filter = EnvFilter::builder().parse(&config.log)?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => lines.finish().try_init()?,
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).finish().try_init()?,
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or_default();
        tracing::error!(panic.place = place, "a panic: {message}");
    }));
    Ok(())
}

/// First segments of addresses whose further segments open something to whoever knows them.
const SECRET_BEHIND: [&str; 4] = ["invitations", "reset-password", "setup", "mail-check"];
/// Longest path that is logged, in characters.
const LONGEST: usize = 120;

/// A path as it may be logged: what follows `/invitations/`, `/reset-password/`, `/setup/`, `/mail-check/` and
/// `/account/email/` is masked, whatever way the slashes, the letters or the escapes stand; long ones are cut.
pub fn loggable_path(path: &str) -> Cow<'_, str> {
    let lower = path.to_ascii_lowercase();
    let mut segments = lower.split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or_default();
    // An escape in the first segment may spell one of the names; no route of ours has one there.
    let secret = first.contains('%') || SECRET_BEHIND.iter().any(|name| first.starts_with(name));
    if secret && (segments.next().is_some() || !SECRET_BEHIND.contains(&first)) {
        let name = SECRET_BEHIND.iter().find(|name| first.starts_with(*name)).copied().unwrap_or("…");
        return format!("/{name}/…").into();
    }
    if first.starts_with("account") && opens_address(&lower) {
        return "/account/email/…".into();
    }
    match path.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", path.get(..end).unwrap_or_default()).into(),
        None => path.into(),
    }
}

/// Whether what follows the first segment may be a link to a new address: `email` or an escape, and not the page alone.
fn opens_address(lower: &str) -> bool {
    let mut rest = lower.split('/').filter(|segment| !segment.is_empty()).skip(1);
    let named = rest.next().filter(|second| second.starts_with("email") || second.contains('%'));
    named.is_some_and(|second| second != "email" || rest.next().is_some())
}

/// An error as the log takes it, with the causes below it, from the outermost in. As text: as a value of its own the causes
/// would be missing from JSON.
pub fn cause(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_something_is_never_logged() {
        for (path, logged) in [
            ("/", "/"),
            ("/users/17/edit", "/users/17/edit"),
            ("/invitations", "/invitations"),
            ("/invitations/", "/invitations/"),
            ("/invitations/s3cret", "/invitations/…"),
            ("/invitations/s3cret/accept", "/invitations/…"),
            ("//invitations//s3cret", "/invitations/…"),
            ("/Invitations/s3cret", "/invitations/…"),
            ("/invitations%2Fs3cret", "/invitations/…"),
            ("/%69nvitations/s3cret", "/…/…"),
            ("/invitations;s3cret", "/invitations/…"),
            ("/reset-password/s3cret", "/reset-password/…"),
            ("/setup/s3cret", "/setup/…"),
            ("/setup", "/setup"),
            ("/account", "/account"),
            ("/account/email", "/account/email"),
            ("/account/password", "/account/password"),
            ("/account/email/s3cret", "/account/email/…"),
            ("//Account//Email//s3cret", "/account/email/…"),
            ("/account/email;s3cret", "/account/email/…"),
            ("/account/%65mail/s3cret", "/account/email/…"),
            ("/account/email%2Fs3cret", "/account/email/…"),
            ("/account%2Femail/s3cret", "/…/…"),
        ] {
            assert_eq!(loggable_path(path), logged, "{path}");
        }
    }

    #[test]
    fn an_error_is_told_with_all_its_causes() {
        #[derive(Debug, thiserror::Error)]
        #[error("database unavailable")]
        struct Outer(#[source] std::io::Error);
        let inner = std::io::Error::other("no such table");
        assert_eq!(cause(&Outer(inner)), "database unavailable: no such table");
    }

    #[test]
    fn a_long_path_is_cut_between_characters() {
        let logged = loggable_path(&format!("/{}", "ü".repeat(500))).into_owned();
        assert_eq!(logged.chars().count(), LONGEST + 1);
    }
}
