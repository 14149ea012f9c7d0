//! Building and starting again whenever something changes.

use std::{
    process::Child,
    thread,
    time::{Duration, Instant, SystemTime},
};

use anyhow::{Result, bail};
use walkdir::WalkDir;

use crate::{process, project::Project, server, site};

const WATCHED: &[&str] = &["src", "style", "public", "migrations", "Cargo.toml", "build.rs"];

/// Watches until interrupted. A build that fails leaves the last server running.
pub(crate) fn watch(project: &Project) -> Result<()> {
    let mut running: Option<Child> = None;
    let mut built = None;
    while !process::interrupted() {
        let now = newest(project);
        if built == Some(now) {
            thread::sleep(Duration::from_millis(500));
            continue;
        }
        built = Some(now);
        let compiled = site::build(project).and_then(|_| server::compile(project, false));
        match compiled {
            Ok(binary) => {
                stop(&mut running);
                let mut server = process::command(binary);
                running = Some(process::start(server.arg("serve").current_dir(&project.root))?);
            }
            Err(error) => eprintln!("xtask: {error:#}\nxtask: waiting for the next change"),
        }
    }
    stop(&mut running);
    bail!("interrupted")
}

/// The date of the newest file and their number: one of them changes with every edit, addition and removal.
fn newest(project: &Project) -> (Option<SystemTime>, usize) {
    WATCHED
        .iter()
        .flat_map(|name| WalkDir::new(project.root.join(name)))
        .filter_map(Result::ok)
        .filter_map(|entry| entry.metadata().ok()?.modified().ok())
        .fold((None, 0), |(newest, count), date| (newest.max(Some(date)), count + 1))
}

fn stop(running: &mut Option<Child>) {
    let Some(mut child) = running.take() else { return };
    process::signal(child.id(), "TERM");
    let patience = Instant::now() + Duration::from_secs(10);
    while matches!(child.try_wait(), Ok(None)) {
        if Instant::now() > patience {
            let _ = child.kill();
        }
        thread::sleep(Duration::from_millis(50));
    }
    process::finish(&child);
}
