//! Everything that has to hold before a change is taken: in stages, the fast ones first.

mod budget;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{
    asvs,
    cluster::Cluster,
    process,
    project::Project,
    server,
    setup::{self, BROWSER_TARGET, BrowserToolchain, CARGO_DENY, CARGO_MACHETE},
    site,
};

type Stage = (&'static str, &'static str, fn(&mut Checks) -> Result<()>);

const STAGES: &[Stage] = &[
    ("format", "cargo fmt", format),
    ("asvs", "every line of docs/asvs.toml has a test, and docs/security.md shows it", lines),
    ("lint", "clippy on the server, the tests and xtask", lint),
    ("lint-browser", "clippy on the islands", lint_browser),
    ("dependencies", "licences, sources, banned packages, advisories", dependencies),
    ("unused", "dependencies that nothing uses", unused),
    ("types", "the types of the browser tests", types),
    ("site", "islands, styles and their weight", weigh),
    ("tests", "unit and integration tests on both databases", tests),
    ("kill", "kill -9 at every point, on both databases", kill),
    ("binary", "the vestibule binary", binary),
    (
        "clients",
        "the clients of the JSON APIs, the commands of docs/api.md, and calls made up; on both databases",
        clients,
    ),
    ("browser", "the pages in a real browser", browser),
];

/// What the stages share: one throw-away PostgreSQL, started by the first that needs it and stopped at the end.
struct Checks {
    project: Project,
    cluster: Option<Cluster>,
}

impl Checks {
    fn cluster(&mut self) -> Result<&Cluster> {
        let cluster = match self.cluster.take() {
            Some(cluster) => cluster,
            None => Cluster::start(&setup::postgres()?)?,
        };
        Ok(self.cluster.insert(cluster))
    }

    fn postgres_url(&mut self) -> Result<String> {
        Ok(self.cluster()?.url())
    }

    /// A new database of that name.
    fn database(&mut self, name: &str) -> Result<String> {
        let programs = setup::postgres()?;
        self.cluster()?.make_database(&programs, name)
    }
}

/// Runs all stages, or one of them; the first failure ends the run.
pub(crate) fn run(project: &Project, only: Option<&str>) -> Result<()> {
    let wanted: Vec<&Stage> =
        STAGES.iter().filter(|(name, ..)| only.is_none_or(|only| only == *name)).collect();
    if wanted.is_empty() {
        bail!("no stage of that name; `cargo xtask test --list` names them");
    }
    let mut checks = Checks { project: project.clone(), cluster: None };
    let mut times = Vec::new();
    for (name, _, stage) in wanted {
        println!("\n== {name} ==");
        let began = Instant::now();
        let result = stage(&mut checks);
        let seconds = began.elapsed().as_secs_f32();
        println!("== {name}: {} after {seconds:.1} s ==", if result.is_ok() { "passed" } else { "failed" });
        result.with_context(|| format!("stage {name}"))?;
        times.push((name, seconds));
    }
    drop(checks);
    println!();
    for (name, seconds) in &times {
        println!("{name:>14} {seconds:8.1} s");
    }
    println!("{:>14} {:8.1} s", "all", times.iter().map(|(_, seconds)| seconds).sum::<f32>());
    Ok(())
}

/// Prints the stages.
pub(crate) fn list() {
    for (name, meaning, _) in STAGES {
        println!("{name:<14} {meaning}");
    }
}

/// Takes the pictures of the README.
pub(crate) fn screenshots(project: &Project) -> Result<()> {
    let mut checks = Checks { project: project.clone(), cluster: None };
    playwright(&mut checks, &["--project=screenshots"], &[("SCREENSHOTS", "1")])
}

fn format(checks: &mut Checks) -> Result<()> {
    process::run(process::cargo().args(["fmt", "--all", "--check"]).current_dir(&checks.project.root))
}

fn lines(checks: &mut Checks) -> Result<()> {
    asvs::check(&checks.project)
}

fn lint(checks: &mut Checks) -> Result<()> {
    process::run(
        process::cargo()
            .args([
                "clippy",
                "--quiet",
                "--workspace",
                "--all-targets",
                "--features",
                "vestibule/kill-points",
            ])
            .args(["--", "-D", "warnings"])
            .current_dir(&checks.project.root),
    )
}

fn lint_browser(checks: &mut Checks) -> Result<()> {
    let toolchain = BrowserToolchain::set_up(&checks.project)?;
    process::run(
        toolchain
            .clippy()
            .args(["--quiet", "--package=vestibule", "--lib", "--no-default-features", "--features=hydrate"])
            .args(["--target", BROWSER_TARGET, "--target-dir"])
            .arg(checks.project.target.join("browser"))
            .args(["--", "-D", "warnings"])
            .current_dir(&checks.project.root),
    )
}

fn dependencies(checks: &mut Checks) -> Result<()> {
    let root = &checks.project.root;
    let deny = CARGO_DENY.set_up(&checks.project)?;
    // The whole workspace: left to itself, it looks only at the package in the root.
    let what = ["--workspace", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"];
    process::run(process::command(&deny).args(["--log-level", "error"]).args(what).current_dir(root))?;
    let mut fetch = process::command(&deny);
    if process::succeeds_within(fetch.args(["fetch", "db"]).current_dir(root), Duration::from_mins(1)) {
        process::run(process::command(&deny).args(["--workspace", "check", "advisories"]).current_dir(root))
    } else {
        println!("note: advisories NOT checked, the advisory database is out of reach");
        Ok(())
    }
}

fn unused(checks: &mut Checks) -> Result<()> {
    let machete = CARGO_MACHETE.set_up(&checks.project)?;
    // With this variable it takes itself for `cargo machete`, whose first argument is another.
    process::run(process::command(machete).env_remove("CARGO").current_dir(&checks.project.root))
}

fn types(checks: &mut Checks) -> Result<()> {
    let Some(programs) = setup::node_packages(&checks.project)? else { return Ok(()) };
    process::run(process::command(programs.join("tsc")).arg("--noEmit").current_dir(checks.project.end2end()))
}

fn weigh(checks: &mut Checks) -> Result<()> {
    budget::check(&site::build(&checks.project)?)
}

fn tests(checks: &mut Checks) -> Result<()> {
    site::build(&checks.project)?;
    let url = checks.postgres_url()?;
    // One package at a time: together, they would share features and be compiled once more than elsewhere.
    for package in ["vestibule", "xtask"] {
        let mut cargo = process::cargo();
        if process::in_path("cargo-nextest").is_some() {
            cargo.args(["nextest", "run", "--no-fail-fast", "--cargo-quiet"]);
        } else {
            cargo.args(["test", "--quiet", "--no-fail-fast"]);
        }
        cargo.args(["--package", package]).current_dir(&checks.project.root).env("TEST_POSTGRES_URL", &url);
        process::run(&mut cargo)?;
    }
    Ok(())
}

/// With a program of its own, in which the points are: no other has them.
fn kill(checks: &mut Checks) -> Result<()> {
    let url = checks.postgres_url()?;
    process::run(
        process::cargo()
            .args(["test", "--quiet", "--features", "kill-points", "--test", "kill"])
            .current_dir(&checks.project.root)
            .env("TEST_POSTGRES_URL", &url),
    )
}

fn binary(checks: &mut Checks) -> Result<()> {
    server::build(&checks.project, false).map(|_| ())
}

/// Runs each program of `tests/clients/` against the debug binary, which is there already after the tests.
fn clients(checks: &mut Checks) -> Result<()> {
    let Some(python) = setup::python(&checks.project)? else {
        println!("note: the clients of the API NOT run, see above");
        return Ok(());
    };
    let binary = server::build(&checks.project, false)?;
    // The commands of docs/api.md begin with it.
    setup::curl()?;
    for program in ["gcore_client", "examples", "fuzz"] {
        let database = checks.database(program)?;
        for url in [None, Some(database)] {
            let mut client = process::command(&python);
            client
                .arg(format!("tests/clients/{program}.py"))
                .arg(&binary)
                .current_dir(&checks.project.root)
                .env("PYTHONDONTWRITEBYTECODE", "1");
            // Without an address it makes itself a file of SQLite.
            match url {
                Some(url) => client.env("DATABASE_URL", url),
                None => client.env_remove("DATABASE_URL"),
            };
            process::run(&mut client)?;
        }
    }
    Ok(())
}

fn browser(checks: &mut Checks) -> Result<()> {
    playwright(checks, &[], &[])
}

/// Runs the browser tests against the debug binary, which is there already after the tests.
fn playwright(checks: &mut Checks, arguments: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    let Some(programs) = setup::node_packages(&checks.project)? else {
        println!("note: browser tests NOT run, see above");
        return Ok(());
    };
    let chromium = setup::chromium()?;
    let binary = server::build(&checks.project, false)?;
    let url = checks.postgres_url()?;
    process::run(
        process::command(programs.join("playwright"))
            .arg("test")
            .args(arguments)
            .current_dir(checks.project.end2end())
            .envs(variables.iter().copied())
            .env("VESTIBULE_BIN", binary)
            .env("E2E_POSTGRES_URL", url)
            .env("CHROMIUM", chromium),
    )
}
