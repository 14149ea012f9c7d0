//! `vestibule audit verify`: whether the audit log, or a file exported from it, is as it was written.

use super::commands::{Failed, open};
use crate::{
    config::Config,
    domain::audit::{
        chain::{Gaps, Verifier},
        line::Line,
    },
    service::audit_check::{self, Chain, Fault},
    store::migrations,
};
use clap::{Args, Subcommand};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read as _, stdin},
    path::{Path, PathBuf},
};

/// The longest line of a file, in octets; ours are far shorter.
const LONGEST_LINE: u64 = 1024 * 1024;

/// What can be done with the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Audit {
    /// Check that nothing in the audit log was changed, added or removed
    #[command(
        long_about = "Check that nothing in the audit log was changed, added or removed: every entry carries a hash over \
                      itself and the entry before it.\n\nWith FILE (JSON lines exported from the page Audit log; - reads \
                      standard input) neither settings nor a database are needed. Compare the hash of the last entry with \
                      one noted elsewhere: whoever can write to the database can also make a whole new chain.\n\nWithout \
                      FILE every chain of the database is checked against its kept end.\n\nExits with 1 and names the \
                      first entry that is not right."
    )]
    Verify(Verify),
}

/// What to check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Verify {
    /// A file of JSON lines, or - for standard input [default: the database]
    pub file: Option<PathBuf>,
    /// Fail when entries are missing, as they are in a file that was exported with filters
    #[arg(long, requires = "file")]
    pub complete: bool,
}

/// Checks a file, or standard input when it is called `-`.
///
/// # Errors
/// In words for whoever typed it.
pub(super) fn verify_file(file: &Path, complete: bool) -> Result<(), Failed> {
    let gaps = if complete { Gaps::Refused } else { Gaps::Allowed };
    let said = if file.as_os_str() == "-" {
        verify_lines(stdin().lock(), gaps)
    } else {
        verify_lines(BufReader::new(open_file(file)?), gaps)
    };
    say(&said?);
    Ok(())
}

fn open_file(file: &Path) -> Result<File, Failed> {
    File::open(file).map_err(|error| Failed(format!("{} cannot be read: {error}", file.display())))
}

#[expect(clippy::print_stdout, reason = "what was asked for")]
fn say(text: &str) {
    println!("{text}");
}

/// Checks a file of JSON lines; what is said when all is well.
fn verify_lines(mut lines: impl BufRead, gaps: Gaps) -> Result<String, Failed> {
    let mut verifier = Verifier::new(gaps);
    let mut number = 0_u64;
    loop {
        number += 1;
        let mut text = String::new();
        let read = (&mut lines).take(LONGEST_LINE).read_line(&mut text);
        let octets = read.map_err(|error| Failed(format!("Line {number} cannot be read: {error}")))?;
        if octets == 0 {
            return Ok(in_words(&verifier));
        }
        let unreadable = |why: &dyn std::fmt::Display| Failed(format!("Broken at line {number}: {why}"));
        let line: Line = serde_json::from_str(&text).map_err(|error| unreadable(&error))?;
        let seq = line.seq;
        let link = line.link().map_err(|error| unreadable(&error))?;
        let added = match &link {
            Some(link) => verifier.add(link),
            None => verifier.add_outside(),
        };
        added.map_err(|broken| {
            let entry =
                seq.map_or_else(|| "an entry without a place".to_owned(), |seq| format!("entry {seq}"));
            Failed(format!("Broken at line {number}, {entry}: {broken}"))
        })?;
    }
}

fn in_words(verifier: &Verifier) -> String {
    let mut said = match (verifier.chain(), verifier.first(), verifier.last()) {
        (Some(chain), Some(first), Some((last, hash))) => format!(
            "Verified {} entries of chain {chain}, from {first} to {last}.\nHash of the last entry: {hash}",
            verifier.count()
        ),
        _ => "No entry carries a hash.".to_owned(),
    };
    if verifier.is_excerpt() {
        said.push_str(
            "\nThis is an excerpt: entries are missing, as in an export with filters. Each entry is as it was written; \
             that none was left out is not shown.",
        );
    }
    if verifier.outside() > 0 {
        said.push_str(&outside(verifier.outside()));
    }
    said
}

fn outside(count: impl std::fmt::Display) -> String {
    format!("\nNot verified: {count} entries from before there were hashes. They stand outside of the chain.")
}

/// Checks every chain of the database.
///
/// # Errors
/// In words for whoever typed it.
pub(super) async fn verify_database(config: &Config) -> Result<(), Failed> {
    let db = open(config).await?;
    let pending = migrations::pending(&db).await?;
    if !pending.is_empty() {
        db.close().await;
        return Err(Failed(format!("The database is not up to date; missing: {}", pending.join(", "))));
    }
    let result = audit_check::every_chain(&db, |chain| {
        if let Some(text) = of_chain(&chain) {
            say(&text);
        }
    })
    .await;
    db.close().await;
    match result {
        Ok(()) => {
            say("Every chain is whole.");
            Ok(())
        }
        Err(Fault::Store(error)) => Err(error.into()),
        Err(fault) => Err(Failed(format!("Broken: {fault}"))),
    }
}

/// What is said of a chain; nothing while it is empty.
fn of_chain(chain: &Chain) -> Option<String> {
    let mut said = match chain.last {
        Some((last, hash)) => format!(
            "Chain {}: verified {} entries, from 1 to {last}. Hash of the last entry: {hash}",
            chain.chain, chain.count
        ),
        None if chain.outside > 0 => format!("Chain {}: no entry carries a hash.", chain.chain),
        None => return None,
    };
    if chain.outside > 0 {
        said.push_str(&outside(chain.outside));
    }
    Some(said)
}

#[cfg(test)]
#[path = "audit_tests.rs"]
mod tests;
