//! `cargo xtask`: builds, runs, tests and measures Vestibule. Every command first sets up what is missing.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command-line tool talks on standard output and reads its environment and the clock"
)]

mod asvs;
mod bench;
mod check;
mod cluster;
mod dev;
mod fuzz;
mod process;
mod project;
mod server;
mod setup;
mod site;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::project::Project;

const HELP: &str = "\
cargo xtask COMMAND

  run               set up what is missing, build, serve with the embedded database
  dev               the same, built and started again whenever src/ or style/ changes
  build [--release] one binary with pages, islands, styles, migrations and catalogues inside
  test [--only S]   everything CI runs, in stages; --only runs one of them, --list names them
  asvs              writes the lines of docs/asvs.toml into docs/security.md
  bench users [--small N] [--large N] [--rounds N]
                    whether the Users page is as fast with a million people as with a thousand
  bench mail [--mails N]
                    10,000 waiting mails: how long, with which memory, and how fast the panel is meanwhile
  bench api [--people N] [--invitations N] [--lists N]
                    the JSON API in an account of a million: invitations and lists in a second, and what a token costs
  fuzz [TARGET…] [--seconds N]
                    tries what must hold for any input, each property for 60 seconds
  screenshots       the pictures of the README";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match process::catch_interrupts().and_then(|()| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) if process::interrupted() => ExitCode::from(130),
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["run", options @ ..] => server::run(&Project::find()?, options),
        ["dev"] => dev::watch(&Project::find()?),
        ["build"] => server::build(&Project::find()?, false).map(|_| ()),
        ["build", "--release"] => server::build(&Project::find()?, true).map(|_| ()),
        ["test"] => check::run(&Project::find()?, None),
        ["test", "--only", stage] => check::run(&Project::find()?, Some(stage)),
        ["test", "--list"] => {
            check::list();
            Ok(())
        }
        ["asvs"] => asvs::write(&Project::find()?),
        ["bench", "users", options @ ..] => bench::users(&Project::find()?, options),
        ["bench", "mail", options @ ..] => bench::mail(&Project::find()?, options),
        ["bench", "api", options @ ..] => bench::api(&Project::find()?, options),
        ["fuzz", options @ ..] => fuzz::run(&Project::find()?, options),
        ["screenshots"] => check::screenshots(&Project::find()?),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("unknown arguments: {}\n\n{HELP}", arguments.join(" ")),
    }
}
