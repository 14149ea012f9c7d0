//! Measuring. `bench users` asks whether the Users page is as fast with a million people as with a thousand: two databases
//! per engine, a server on each, and the time of whole pages over HTTP, one server after the other in turns, so that both
//! see the same weather. `bench mail` asks how fast waiting mails go out, and what the panel is like meanwhile; `bench api`
//! how fast the JSON API answers.

mod api;
mod cases;
mod http;
mod mail;
mod site;

use std::time::Duration;

use anyhow::{Result, bail};

use crate::{cluster::Cluster, project::Project, server, setup};
pub(crate) use api::api;
use cases::Case;
pub(crate) use mail::mail;
use site::Site;

/// How many times slower the large one may be.
const MOST: f64 = 1.5;
/// Requests before the first one that counts.
const WARM_UP: usize = 8;

/// How much to measure.
#[derive(Debug, Clone, Copy)]
struct Options {
    small: u64,
    large: u64,
    rounds: usize,
}

impl Options {
    fn read(words: &[&str]) -> Result<Self> {
        let mut options = Self { small: 1_000, large: 1_000_000, rounds: 40 };
        let mut words = words.iter();
        while let (Some(name), Some(value)) = (words.next(), words.next()) {
            match *name {
                "--small" => options.small = value.parse()?,
                "--large" => options.large = value.parse()?,
                "--rounds" => options.rounds = value.parse()?,
                _ => bail!("unknown option {name}: there are --small, --large and --rounds"),
            }
        }
        if options.rounds == 0 {
            bail!("at least one round");
        }
        Ok(options)
    }
}

/// Measures the Users page; an error when it gets slower with the number of people.
pub(crate) fn users(project: &Project, words: &[&str]) -> Result<()> {
    let options = Options::read(words)?;
    let binary = server::build(project, true)?;
    let mut slow = Vec::new();

    let [small, large] = ["small", "large"].map(|_| tempfile::tempdir());
    let (small, large) = (small?, large?);
    let url =
        |folder: &tempfile::TempDir| format!("sqlite://{}", folder.path().join("vestibule.db").display());
    let mut sites = [
        Site::start(&binary, &url(&small), options.small)?,
        Site::start(&binary, &url(&large), options.large)?,
    ];
    slow.extend(engine("SQLite", &mut sites, options)?);
    drop(sites);

    let programs = setup::postgres()?;
    let cluster = Cluster::start(&programs)?;
    let mut sites = [
        Site::start(&binary, &cluster.make_database(&programs, "small")?, options.small)?,
        Site::start(&binary, &cluster.make_database(&programs, "large")?, options.large)?,
    ];
    slow.extend(engine("PostgreSQL", &mut sites, options)?);
    drop(sites);
    drop(cluster);

    if !slow.is_empty() {
        bail!("more than {MOST} times slower with {} people: {}", options.large, slow.join("; "));
    }
    Ok(())
}

/// Measures all cases on one engine, prints them, and names those that are too slow.
fn engine(name: &str, sites: &mut [Site; 2], options: Options) -> Result<Vec<String>> {
    println!("\n{name}");
    for site in sites.iter() {
        println!("  {:>9} users made in {:.1} s", site.users, site.seeding.as_secs_f64());
    }
    println!(
        "  {:<34} {:>11} {:>11} {:>7} {:>13}",
        "GET /users", "small (ms)", "large (ms)", "ratio", "page (KB)"
    );
    let mut slow = Vec::new();
    let [small, large] = sites;
    let mut paths = cases::all(small)?.into_iter().zip(cases::all(large)?).collect::<Vec<_>>();
    for (Case { name: case, path: of_small }, Case { path: of_large, .. }) in paths.drain(..) {
        let mut times = [Vec::new(), Vec::new()];
        let mut sizes = [0, 0];
        for round in 0..WARM_UP + options.rounds {
            for ((site, path), (times, size)) in [(&mut *small, &of_small), (&mut *large, &of_large)]
                .into_iter()
                .zip(times.iter_mut().zip(sizes.iter_mut()))
            {
                let (took, page) = site.timed(path)?;
                *size = page.len();
                if round >= WARM_UP {
                    times.push(took);
                }
            }
        }
        let [of_small, of_large] = times.map(median);
        let ratio = of_large.as_secs_f64() / of_small.as_secs_f64();
        let [kb_small, kb_large] = sizes.map(|size| size.div_ceil(1024));
        println!(
            "  {case:<34} {:>11.2} {:>11.2} {ratio:>7.2} {:>13}{}",
            of_small.as_secs_f64() * 1000.0,
            of_large.as_secs_f64() * 1000.0,
            format!("{kb_small} / {kb_large}"),
            if ratio > MOST { "  too slow" } else { "" }
        );
        if ratio > MOST {
            slow.push(format!("{name}, {case} ({ratio:.2})"));
        }
    }
    Ok(slow)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
