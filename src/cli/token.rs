//! `vestibule token`: tokens of the JSON APIs, made by the operator.

use super::commands::{Failed, build, in_words, open, operator};
use crate::{
    config::Config,
    service::{self, Error, api_tokens::NewToken},
    store::migrations,
};
use clap::{Args, Subcommand};

/// What can be done with tokens.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Token {
    /// Make a token for a member of an account; printed on standard output, alone, and known nowhere else
    Create(Create),
}

/// The token to make.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Create {
    /// E-mail address of the member whose token it is
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// Number of the account
    #[arg(long, value_name = "ID")]
    pub account_id: i64,
    /// Account role: Administrators, Engineers, Users, … at most the member's own
    #[arg(long)]
    pub role: String,
    /// What the token is called
    #[arg(long)]
    pub name: String,
}

#[expect(clippy::print_stdout, reason = "what the operator asked for")]
pub(super) async fn run(config: Config, command: &Token) -> Result<(), Failed> {
    let Token::Create(create) = command;
    let form = NewToken {
        email: create.email.clone(),
        account: create.account_id,
        role: create.role.clone(),
        name: create.name.clone(),
    };
    let db = open(&config).await?;
    migrations::run(&db).await?;
    let app = build(config, db)?;
    let made = service::api_tokens::create(&app, &operator(&app, "token"), &form).await;
    app.db.close().await;
    match made {
        Ok(token) => {
            println!("{token}");
            Ok(())
        }
        Err(Error::Invalid(errors)) => Err(Failed::new(in_words(&errors))),
        Err(error) => Err(Failed::because("The token was not made", &error)),
    }
}
