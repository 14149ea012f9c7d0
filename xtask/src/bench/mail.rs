//! Ten thousand waiting mails and a mail server on this machine: how long until all are handed over, how fast the panel is
//! meanwhile, and how much memory the server takes. On both databases.

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::Stdio,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{
    http::Connection,
    site::{SETUP, command, free_port, set_up, sign_in_form, stop, wait},
};
use crate::{cluster::Cluster, process, project::Project, server, setup};

/// What must hold (`docs/security.md`, Mail).
const LONGEST: Duration = Duration::from_mins(2);
const P95: Duration = Duration::from_millis(300);
const MEMORY_MIB: u64 = 200;
/// How many people of the account are written to at once while the mails are queued.
const WRITERS: usize = 4;
/// Between two pages that are asked for: somebody works in the panel.
const PAUSE: Duration = Duration::from_millis(50);

/// Measures; an error when a goal is missed.
pub(crate) fn mail(project: &Project, words: &[&str]) -> Result<()> {
    let mails = match words {
        [] => 10_000,
        ["--mails", count] => count.parse()?,
        _ => bail!("unknown option: there is --mails"),
    };
    let binary = server::build(project, true)?;
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("vestibule.db").display());
    let mut missed = measure("SQLite", &binary, &url, mails)?;

    let programs = setup::postgres()?;
    let cluster = Cluster::start(&programs)?;
    let url = cluster.make_database(&programs, "mail")?;
    missed.extend(measure("PostgreSQL", &binary, &url, mails)?);
    drop(cluster);
    if !missed.is_empty() {
        bail!("missed: {}", missed.join("; "));
    }
    Ok(())
}

/// Queues the mails, lets them go, prints what it took, and names the goals that were missed.
fn measure(name: &str, binary: &Path, database: &str, mails: usize) -> Result<Vec<String>> {
    println!("\n{name}");
    let folder = tempfile::tempdir()?;
    let port = free_port()?;
    let smtp = MailServer::start()?;
    let command = |words: &[&str]| {
        let mut command = command(binary, folder.path(), port, database, words);
        command
            .env("VESTIBULE_SMTP_URL", format!("smtp://127.0.0.1:{}", smtp.port))
            .env("VESTIBULE_MAIL_FROM", "Vestibule <no-reply@example.org>")
            .env("VESTIBULE_INVITES_PER_HOUR", "0")
            .env("VESTIBULE_INVITES_PER_DAY", "0")
            .env("VESTIBULE_INVITES_OPEN", "0")
            .env("VESTIBULE_UNDO_SECONDS", "0")
            .stdout(Stdio::null());
        command
    };
    set_up(&mut command(SETUP))?;

    let mut child = process::start(&mut command(&["serve", "--no-worker"]))?;
    let began = Instant::now();
    let queued = queue(port, mails);
    stop(&mut child);
    queued?;
    println!("  {mails} mails queued in {:.1} s", began.elapsed().as_secs_f64());

    let began = Instant::now();
    let mut child = process::start(&mut command(&["serve"]))?;
    let watched = watch(port, child.id(), &smtp, mails);
    let took = began.elapsed();
    // The answers of the server are still to be written down.
    stop(&mut child);
    let (mut pages, memory) = watched?;
    pages.sort_unstable();
    let p95 = pages.get(pages.len() * 95 / 100).copied().context("no page was measured")?;
    let twice = smtp.taken().values().filter(|copies| **copies > 1).count();
    let per_second = f64::from(u32::try_from(mails)?) / took.as_secs_f64();
    println!(
        "  handed over in       {:>8.1} s   ({per_second:.0} a second, {} connections)",
        took.as_secs_f64(),
        smtp.most()
    );
    println!("  pages meanwhile, p95 {:>8.1} ms  ({} pages)", p95.as_secs_f64() * 1000.0, pages.len());
    println!("  memory at most       {memory:>8} MiB");
    println!("  mails that came twice {twice:>7}");
    let mut missed = Vec::new();
    let mut goal = |holds: bool, what: String| {
        if !holds {
            missed.push(format!("{name}, {what}"));
        }
    };
    goal(
        took <= LONGEST,
        format!("handed over in {:.1} s instead of {} s", took.as_secs_f64(), LONGEST.as_secs()),
    );
    goal(p95 < P95, format!("p95 of {:.0} ms instead of {} ms", p95.as_secs_f64() * 1000.0, P95.as_millis()));
    goal(memory < MEMORY_MIB, format!("{memory} MiB instead of {MEMORY_MIB}"));
    goal(twice == 0, format!("{twice} mails came twice"));
    goal(smtp.most() <= 4, format!("{} connections instead of 4", smtp.most()));
    Ok(missed)
}

/// Signs in and gives back the cookie.
fn sign_in(connection: &mut Connection) -> Result<String> {
    let answer = connection.send("/sign-in", "", Some(&sign_in_form()))?;
    if answer.status != 303 {
        bail!("signing in: status {}", answer.status);
    }
    Ok(answer.cookies.join("; "))
}

/// Invites people until so many mails wait.
fn queue(port: u16, mails: usize) -> Result<()> {
    let mut connection = wait(port)?;
    let cookie = sign_in(&mut connection)?;
    let next = AtomicUsize::new(0);
    let invite = || -> Result<()> {
        let mut connection = Connection::open(port)?;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= mails || process::interrupted() {
                return Ok(());
            }
            let form = format!("email=m{number}%40example.org&role=2&scope=client&client_role=none");
            let answer = connection.send("/users/invite", &cookie, Some(&form))?;
            if answer.status != 303 {
                bail!("inviting: status {}", answer.status);
            }
        }
    };
    thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS).map(|_| scope.spawn(invite)).collect();
        for writer in writers {
            writer.join().map_err(|_| anyhow::anyhow!("a writer broke off"))??;
        }
        Ok(())
    })
}

/// Asks for pages until all mails are there: how long each page took, and the most memory in MiB.
fn watch(port: u16, pid: u32, smtp: &MailServer, mails: usize) -> Result<(Vec<Duration>, u64)> {
    let mut connection = wait(port)?;
    let cookie = sign_in(&mut connection)?;
    let mut pages = Vec::new();
    let patience = Instant::now() + LONGEST * 3;
    let mut paths = ["/users", "/mail", "/users?status=invited", "/mail?state=sent"].into_iter().cycle();
    loop {
        let done = smtp.count() >= mails;
        let path = paths.next().unwrap_or("/users");
        let began = Instant::now();
        let answer = connection.send(path, &cookie, None)?;
        pages.push(began.elapsed());
        if answer.status != 200 {
            bail!("{path}: status {}", answer.status);
        }
        if done {
            return Ok((pages, memory(pid)?));
        }
        if Instant::now() > patience || process::interrupted() {
            bail!("{} of {mails} mails came", smtp.count());
        }
        thread::sleep(PAUSE);
    }
}

/// The most memory a process had, in MiB.
fn memory(pid: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib.div_ceil(1024))
}

/// A mail server that takes everything and counts. Its threads end with the program.
struct MailServer {
    port: u16,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    taken: Mutex<HashMap<String, usize>>,
    open: AtomicUsize,
    most: AtomicUsize,
}

impl MailServer {
    fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let counts = Arc::<Counts>::default();
        let all = Arc::clone(&counts);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let counts = Arc::clone(&all);
                thread::spawn(move || {
                    let open = counts.open.fetch_add(1, Ordering::SeqCst) + 1;
                    counts.most.fetch_max(open, Ordering::SeqCst);
                    // A connection that breaks is seen by the mails that do not come.
                    let _ended = converse(stream, &counts);
                    counts.open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Ok(Self { port, counts })
    }

    /// How often each mail came, by `Message-ID`.
    fn taken(&self) -> HashMap<String, usize> {
        self.counts.taken.lock().map(|taken| taken.clone()).unwrap_or_default()
    }

    fn count(&self) -> usize {
        self.counts.taken.lock().map_or(0, |taken| taken.len())
    }

    /// The most connections at once.
    fn most(&self) -> usize {
        self.counts.most.load(Ordering::SeqCst)
    }
}

fn converse(stream: TcpStream, counts: &Counts) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.get_mut().write_all(b"220 loopback ESMTP\r\n")?;
    let (mut message_id, mut in_data) = (String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let text = line.trim_end();
        if in_data {
            if let Some(id) = text.strip_prefix("Message-ID: ") {
                id.clone_into(&mut message_id);
            }
            if text != "." {
                continue;
            }
            in_data = false;
            if let Ok(mut taken) = counts.taken.lock() {
                *taken.entry(message_id.clone()).or_default() += 1;
            }
            stream.get_mut().write_all(b"250 2.0.0 Ok: queued\r\n")?;
            continue;
        }
        let answer: &[u8] = match text.get(..4).unwrap_or_default() {
            "EHLO" => b"250-loopback\r\n250 8BITMIME\r\n",
            "DATA" => {
                in_data = true;
                b"354 Go on\r\n"
            }
            "QUIT" => {
                stream.get_mut().write_all(b"221 Bye\r\n")?;
                return Ok(());
            }
            _ => b"250 Ok\r\n",
        };
        stream.get_mut().write_all(answer)?;
    }
}
