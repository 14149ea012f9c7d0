//! Debian packages.

use std::{
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Result, bail};

use super::say;
use crate::process;

static UPDATED: AtomicBool = AtomicBool::new(false);

/// Installs Debian packages, or says which ones to install where this tool cannot.
pub(super) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if process::in_path("apt-get").is_none() {
        bail!("{purpose}: not a Debian system, please install the equivalents of: {list}");
    }
    if !is_root()? {
        bail!("{purpose}: please run as root: apt-get install --no-install-recommends {list}");
    }
    say(&format!("{purpose} (apt-get install {list})"));
    if !UPDATED.swap(true, Ordering::SeqCst) {
        // A part of the lists may be out of reach while the packages wanted here are not.
        let _ = process::run(process::command("apt-get").args(["update", "-qq"]));
    }
    process::run(
        process::command("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(std::process::Stdio::null()),
    )
}

/// Whether this runs as root.
pub(crate) fn is_root() -> Result<bool> {
    Ok(process::output(process::command("id").arg("-u"))?.trim() == "0")
}

/// Whether a package put this file there.
pub(super) fn missing<'a>(wanted: &[(&'a str, &str)]) -> Vec<&'a str> {
    wanted.iter().filter(|(_, file)| !Path::new(file).exists()).map(|(package, _)| *package).collect()
}
