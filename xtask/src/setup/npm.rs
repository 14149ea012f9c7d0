//! The npm packages of the browser tests; binaryen, which makes the islands small, is one of them.

use std::{fs, path::PathBuf};

use anyhow::{Result, bail};

use super::say;
use crate::{process, project::Project, site::digest};

/// Installs the packages that `end2end/package-lock.json` names, unless they are there. Gives the folder of their
/// programs, or nothing where npm is missing and that is tolerable.
pub(crate) fn node_packages(project: &Project) -> Result<Option<PathBuf>> {
    let end2end = project.end2end();
    let modules = end2end.join("node_modules");
    let Ok(lock) = fs::read(end2end.join("package-lock.json")) else {
        return tolerate(project, "end2end/package-lock.json is missing");
    };
    let stamp = modules.join(".vestibule");
    let wanted = digest(&lock);
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(Some(modules.join(".bin")));
    }
    if process::in_path("npm").is_none() {
        return tolerate(project, "npm is missing, please install Node.js 20 or newer");
    }
    say("the npm packages of end2end/ (npm ci)");
    process::run(
        process::command("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&end2end)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    fs::write(stamp, wanted)?;
    Ok(Some(modules.join(".bin")))
}

fn tolerate(project: &Project, what: &str) -> Result<Option<PathBuf>> {
    if project.ci {
        bail!("{what}");
    }
    println!("note: {what}");
    Ok(None)
}
