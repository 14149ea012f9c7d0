//! A server on a fresh database full of people, and its administrator at a browser.

use std::{
    io::Write,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::http::{Answer, Connection};
use crate::process;

const EMAIL: &str = "ada@example.org";
const PASSWORD: &str = "seven lanterns on a quay";
/// Projects of the account.
const PROJECTS: &str = "20";

/// A running server. Dropping it stops it and removes its folder.
#[derive(Debug)]
pub(super) struct Site {
    /// How many people were made.
    pub users: u64,
    /// How long that took.
    pub seeding: Duration,
    server: Child,
    port: u16,
    connection: Connection,
    cookies: String,
    _folder: TempDir,
}

impl Site {
    /// Sets up an installation with so many people, serves it and signs in.
    pub(super) fn start(binary: &Path, database: &str, users: u64) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let command = |words: &[&str]| command(binary, folder.path(), port, database, words);
        set_up(&mut command(SETUP))?;
        let began = Instant::now();
        process::run(&mut command(&[
            "seed",
            "--users",
            &users.to_string(),
            "--projects",
            PROJECTS,
            "--accounts",
            "1",
            "--seed",
            "1",
        ]))?;
        let seeding = began.elapsed();
        let server = process::start(command(&["serve", "--no-worker"]).stdout(Stdio::null()))?;
        let connection = wait(port)?;
        let mut site =
            Self { users, seeding, server, port, connection, cookies: String::new(), _folder: folder };
        site.sign_in()?;
        Ok(site)
    }

    /// The page at a path.
    pub(super) fn page(&mut self, path: &str) -> Result<String> {
        let answer = match self.connection.send(path, &self.cookies, None) {
            Ok(answer) => answer,
            // A connection that lay unused, while the other database was filled, is closed by the server.
            Err(_) => {
                self.connection = Connection::open(self.port)?;
                self.connection.send(path, &self.cookies, None)?
            }
        };
        self.keep(&answer);
        if answer.status != 200 {
            bail!("{path}: status {}", answer.status);
        }
        Ok(answer.body)
    }

    /// The page at a path, and how long it took until its last octet was here.
    pub(super) fn timed(&mut self, path: &str) -> Result<(Duration, String)> {
        let began = Instant::now();
        let page = self.page(path)?;
        Ok((began.elapsed(), page))
    }

    fn sign_in(&mut self) -> Result<()> {
        let answer = self.connection.send("/sign-in", "", Some(&sign_in_form()))?;
        if answer.status != 303 {
            bail!("signing in: status {}", answer.status);
        }
        self.keep(&answer);
        Ok(())
    }

    fn keep(&mut self, answer: &Answer) {
        for cookie in &answer.cookies {
            let name = cookie.split('=').next().unwrap_or("").to_owned() + "=";
            let mut kept: Vec<&str> = self
                .cookies
                .split("; ")
                .filter(|kept| !kept.is_empty() && !kept.starts_with(&name))
                .collect();
            kept.push(cookie);
            self.cookies = kept.join("; ");
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        stop(&mut self.server);
    }
}

/// The words of the command that makes the administrator.
pub(super) const SETUP: &[&str] =
    &["setup", "--email", EMAIL, "--name", "Ada Kern", "--account", "Northwind", "--password-stdin"];

/// A port that nobody listens on.
pub(super) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The program in a folder of its own.
pub(super) fn command(binary: &Path, folder: &Path, port: u16, database: &str, words: &[&str]) -> Command {
    let mut command = process::command(binary);
    // The folder has no .env, and what a developer set for another installation does not count here.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("VESTIBULE_") {
            command.env_remove(name);
        }
    }
    command
        .args(words)
        .current_dir(folder)
        .env("DATABASE_URL", database)
        .env("VESTIBULE_LISTEN", format!("127.0.0.1:{port}"))
        .env("VESTIBULE_LOG", "warn");
    command
}

/// Stops a server as an operator does.
pub(super) fn stop(server: &mut Child) {
    process::signal(server.id(), "TERM");
    let patience = Instant::now() + Duration::from_secs(20);
    while matches!(server.try_wait(), Ok(None)) {
        if Instant::now() > patience {
            let _ = server.kill();
        }
        thread::sleep(Duration::from_millis(20));
    }
    process::finish(server);
}

/// The form that signs the administrator in.
pub(super) fn sign_in_form() -> String {
    format!("email={}&password={}", EMAIL.replace('@', "%40"), PASSWORD.replace(' ', "+"))
}

/// Makes the administrator; the password goes in on standard input.
pub(super) fn set_up(command: &mut Command) -> Result<()> {
    let mut child = process::start(command.stdin(Stdio::piped()))?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{PASSWORD}")?;
    }
    let status = child.wait()?;
    process::finish(&child);
    if !status.success() {
        bail!("the installation was not set up ({status})");
    }
    Ok(())
}

pub(super) fn wait(port: u16) -> Result<Connection> {
    let patience = Instant::now() + Duration::from_secs(30);
    loop {
        let ready = Connection::open(port).and_then(|mut connection| {
            let answer = connection.send("/readyz", "", None)?;
            if answer.status == 200 { Ok(connection) } else { bail!("status {}", answer.status) }
        });
        match ready {
            Err(_) if Instant::now() < patience && !process::interrupted() => {
                thread::sleep(Duration::from_millis(50));
            }
            ready => return ready.context("the server did not get ready"),
        }
    }
}
