//! The one binary.

use clap::Parser as _;
use std::process::ExitCode;
use vestibule::cli::{Cli, run};

#[tokio::main]
#[expect(clippy::print_stderr, reason = "the last word of a command that failed")]
async fn main() -> ExitCode {
    match run(Cli::parse().into_command()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("{failed}");
            ExitCode::FAILURE
        }
    }
}
