//! `vestibule seed`: what can be said, and what is said back.

use super::commands::{Failed, build, open, with_causes};
use crate::{config::Config, domain::seed::Plan, service::seed::seed, store::migrations};
use clap::Args;

/// How much to make.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Seed {
    /// People in all, spread evenly over the accounts; at most 10,000,000
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub users: u64,
    /// Projects of every account, its default project among them
    #[arg(long, value_name = "P", default_value_t = 5)]
    pub projects: u64,
    /// Accounts
    #[arg(long, value_name = "A", default_value_t = 1)]
    pub accounts: u64,
    /// The same seed makes the same data
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

/// Makes accounts full of people who do not exist.
#[expect(clippy::print_stdout, reason = "what the operator asked for")]
pub(super) async fn run(config: Config, options: &Seed) -> Result<(), Failed> {
    let Seed { users, projects, accounts, seed: number } = *options;
    let plan = Plan { users, projects, accounts, seed: number };
    let db = open(&config).await?;
    migrations::run(&db).await?;
    let app = build(config, db)?;
    let began = app.clock.now();
    let made = seed(&app, plan).await;
    let took = app.clock.now() - began;
    app.db.close().await;
    let made =
        made.map_err(|error| Failed::new(with_causes("Nothing was made, or not everything", &error)))?;
    let milliseconds = took.as_micros() / 1000;
    println!(
        "Made {} accounts with {} projects and {} users in {}.{:03} s.",
        made.accounts,
        made.projects,
        made.users,
        milliseconds / 1000,
        milliseconds % 1000
    );
    Ok(())
}
