//! `vestibule user …`: what operators do about people without the panel.

use super::commands::{Failed, build, in_words, open, operator, require_current};
use crate::{
    config::Config,
    service::{self, Error},
};
use clap::{Args, Subcommand};

/// What can be done about people.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum User {
    /// Take the second factor away from somebody who has lost it
    #[command(
        name = "reset-2fa",
        long_about = "Take the second factor away from somebody who has lost it, the recovery codes included: they sign \
                      in with the password alone and can turn it on again. Every session they have ends, and they are \
                      told by mail where mail is sent.\n\nMake sure first that it is they who ask."
    )]
    ResetTwoFactor(ResetTwoFactor),
}

/// Whose.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ResetTwoFactor {
    /// E-mail address of the person
    #[arg(long, value_name = "EMAIL")]
    pub email: String,
}

#[expect(clippy::print_stdout, reason = "what the operator asked for")]
pub(super) async fn run(config: Config, command: &User) -> Result<(), Failed> {
    let User::ResetTwoFactor(options) = command;
    let db = open(&config).await?;
    require_current(&db).await?;
    let app = build(config, db)?;
    let reset = service::two_factor::reset_by_operator(&app, &operator(&app, "user"), &options.email).await;
    app.db.close().await;
    match reset {
        Ok(()) => {
            println!("Two-factor authentication is off for {}.", options.email.trim());
            Ok(())
        }
        Err(Error::Invalid(errors)) => Err(Failed::new(in_words(&errors))),
        Err(Error::Conflict) => Err(Failed::new("Nothing to do: two-factor authentication is off.".into())),
        Err(error) => Err(Failed::because("Nothing was changed", &error)),
    }
}
