//! The first JSON API in an account of a million people: how many invitations are taken in a second, each of them durable
//! before it is answered, how many lists of 50 are read, and what looking a token up costs. On both databases.

use std::{
    path::Path,
    process::Stdio,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{
    http::{Answer, Connection},
    median,
    site::{SETUP, command, free_port, set_up, stop, wait},
};
use crate::{cluster::Cluster, process, project::Project, server, setup};

/// Programs that call at once.
const CALLERS: usize = 4;
/// Calls before the first one that counts, and calls that do, one after the other.
const WARM_UP: usize = 20;
const ROUNDS: usize = 400;
/// People on a page.
const PAGE: u64 = 50;

/// How much to measure.
#[derive(Debug, Clone, Copy)]
struct Options {
    people: u64,
    invitations: usize,
    lists: usize,
}

impl Options {
    fn read(words: &[&str]) -> Result<Self> {
        let mut options = Self { people: 1_000_000, invitations: 2_000, lists: 2_000 };
        let mut words = words.iter();
        while let (Some(name), Some(value)) = (words.next(), words.next()) {
            match *name {
                "--people" => options.people = value.parse()?,
                "--invitations" => options.invitations = value.parse()?,
                "--lists" => options.lists = value.parse()?,
                _ => bail!("unknown option {name}: there are --people, --invitations and --lists"),
            }
        }
        Ok(options)
    }
}

/// Measures and prints.
pub(crate) fn api(project: &Project, words: &[&str]) -> Result<()> {
    let options = Options::read(words)?;
    let binary = server::build(project, true)?;
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("vestibule.db").display());
    measure("SQLite", &binary, &url, options)?;

    let programs = setup::postgres()?;
    let cluster = Cluster::start(&programs)?;
    measure("PostgreSQL", &binary, &cluster.make_database(&programs, "api")?, options)
}

fn measure(name: &str, binary: &Path, database: &str, options: Options) -> Result<()> {
    println!("\n{name}");
    let folder = tempfile::tempdir()?;
    let port = free_port()?;
    let command = |words: &[&str]| {
        let mut command = command(binary, folder.path(), port, database, words);
        // Mails are queued with the invitations; nobody takes them.
        command
            .env("VESTIBULE_SMTP_URL", "smtp://127.0.0.1:9")
            .env("VESTIBULE_MAIL_FROM", "no-reply@example.org");
        for limit in ["INVITES_PER_HOUR", "INVITES_PER_DAY", "INVITES_OPEN"] {
            command.env(format!("VESTIBULE_{limit}"), "0");
        }
        for limit in ["READS", "WRITES"] {
            command.env(format!("VESTIBULE_TOKEN_{limit}_PER_MINUTE"), "0");
        }
        command
    };
    set_up(&mut command(SETUP))?;
    let people = options.people.to_string();
    let seed = ["seed", "--users", &people, "--projects", "20", "--accounts", "1", "--seed", "1"];
    process::run(&mut command(&seed))?;
    let create = ["token", "create", "--email", "ada@example.org", "--account-id", "1", "--name", "bench"];
    let token = process::output(command(&create).args(["--role", "Administrators"]))?.trim().to_owned();

    let mut child = process::start(command(&["serve", "--no-worker"]).stdout(Stdio::null()))?;
    let measured = wait(port).and_then(|mut connection| figures(&mut connection, port, &token, options));
    stop(&mut child);
    measured
}

fn figures(connection: &mut Connection, port: u16, token: &str, options: Options) -> Result<()> {
    // Both end before anything of a call is done: the first without looking at a token, the second just behind it.
    let nowhere = || "/iam/nowhere".to_owned();
    let elsewhere = || "/iam/clients/999999/client-users/1".to_owned();
    let [without, with] = in_turns(connection, token, [(&nowhere, 404), (&elsewhere, 403)])?;
    println!(
        "  a token is looked up in  {:>8.3} ms ({:.3} ms with, {:.3} ms without; medians of {ROUNDS} in turns)",
        ms(with) - ms(without),
        ms(with),
        ms(without)
    );
    let pages = options.people / PAGE;
    for (name, page) in [("first", 0), ("in the middle", pages / 2), ("last", pages.saturating_sub(1))] {
        let path = || format!("/iam/users?limit={PAGE}&offset={}", page * PAGE);
        let [took] = in_turns(connection, token, [(&path, 200)])?;
        println!("  {PAGE} people, {name:<15}  {:>8.2} ms (median of {ROUNDS})", ms(took));
    }
    let path = |_| (format!("/iam/users?limit={PAGE}"), None);
    println!(
        "  lists of {PAGE}              {:>8.0} a second ({CALLERS} callers)",
        at_once(port, token, options.lists, path)?
    );
    let body = |number| {
        let json = format!(
            r#"{{"client_id":1,"email":"bench{number}@example.net","user_role":{{"id":5}},"name":"Somebody New"}}"#
        );
        ("/iam/clients/invite_user".to_owned(), Some(json))
    };
    println!(
        "  invitations              {:>8.0} a second ({CALLERS} callers)",
        at_once(port, token, options.invitations, body)?
    );
    Ok(())
}

/// The median time of each call, made one after the other in turns.
fn in_turns<const N: usize>(
    connection: &mut Connection,
    token: &str,
    calls: [(&dyn Fn() -> String, u16); N],
) -> Result<[Duration; N]> {
    let mut times = [const { Vec::new() }; N];
    for round in 0..WARM_UP + ROUNDS {
        for ((path, status), times) in calls.iter().zip(times.iter_mut()) {
            let path = path();
            let began = Instant::now();
            let answer = connection.call(&path, token, None)?;
            let took = began.elapsed();
            expect(&answer, &path, *status)?;
            if round >= WARM_UP {
                times.push(took);
            }
        }
    }
    Ok(times.map(median))
}

/// Makes so many calls by several callers, each on a connection of its own, and gives how many were answered in a second.
fn at_once(
    port: u16,
    token: &str,
    calls: usize,
    call: impl Fn(usize) -> (String, Option<String>) + Sync,
) -> Result<f64> {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    thread::scope(|scope| {
        let work = || -> Result<()> {
            let mut connection = Connection::open(port)?;
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= calls {
                    return Ok(());
                }
                if process::interrupted() {
                    bail!("interrupted");
                }
                let (path, json) = call(number);
                expect(&connection.call(&path, token, json.as_deref())?, &path, 200)?;
            }
        };
        let callers: Vec<_> = (0..CALLERS).map(|_| scope.spawn(work)).collect();
        callers.into_iter().try_for_each(|caller| {
            caller.join().ok().context("a caller ended by itself").and_then(|done| done)
        })
    })?;
    Ok(f64::from(u32::try_from(calls)?) / began.elapsed().as_secs_f64())
}

fn expect(answer: &Answer, path: &str, status: u16) -> Result<()> {
    if answer.status != status {
        bail!("{path}: status {}: {}", answer.status, answer.body);
    }
    Ok(())
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
