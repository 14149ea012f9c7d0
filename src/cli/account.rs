//! `vestibule account …`: what operators do about accounts without the panel.

use super::commands::{Failed, build, open, operator, require_current};
use crate::{
    config::Config,
    domain::{field::FieldErrors, language::Language},
    i18n::faults,
    service::{self, Error},
};
use clap::{Args, Subcommand};

/// What to do about accounts.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Account {
    /// What.
    #[command(subcommand)]
    pub command: AccountCommand,
}

/// What can be done about accounts.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum AccountCommand {
    /// Create an account with its default project; prints its number
    #[command(
        long_about = "Create an account with its default project, and print its number on standard output, alone. The \
                      first administrator must have set a password already, in whatever account, and finds the new one \
                      under the account's name in the header of the panel."
    )]
    Create(CreateAccount),
}

/// What the account is, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CreateAccount {
    /// Name of the account, usually the organisation's; need not be unique
    #[arg(long)]
    pub name: String,
    /// E-mail address of its first administrator  [default: the oldest operator]
    #[arg(long, value_name = "ADDRESS")]
    pub administrator: Option<String>,
}

/// Does it.
pub(super) async fn run(config: Config, options: Account) -> Result<(), Failed> {
    match options.command {
        AccountCommand::Create(options) => create(config, &options).await,
    }
}

#[expect(clippy::print_stdout, reason = "what scripts read")]
async fn create(config: Config, options: &CreateAccount) -> Result<(), Failed> {
    let db = open(&config).await?;
    require_current(&db).await?;
    let app = build(config, db)?;
    let ctx = operator(&app, "account");
    let made =
        service::accounts::create_for(&app, &ctx, &options.name, options.administrator.as_deref()).await;
    app.db.close().await;
    match made {
        Ok(id) => {
            println!("{id}");
            Ok(())
        }
        Err(Error::Invalid(errors)) => Err(Failed::new(in_words(&errors))),
        Err(Error::NotFound) => Err(Failed::new(
            "Refused: nobody could be its administrator; set the installation up first.".into(),
        )),
        Err(error) => Err(Failed::because("The account was not created", &error)),
    }
}

fn in_words(errors: &FieldErrors) -> String {
    let lines = errors.0.iter().map(|(field, fault)| {
        let option = match field.control().as_str() {
            "email" => "--administrator".to_owned(),
            other => format!("--{other}"),
        };
        format!("{option}: {}", faults::message(Language::En, field, fault))
    });
    lines.collect::<Vec<_>>().join("\n")
}
