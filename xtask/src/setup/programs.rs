//! The browser and the database of the tests.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{apt, say};
use crate::process;

/// Finds Chromium, or installs it. `CHROMIUM` names another one.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let find =
        || ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| process::in_path(name));
    if let Some(path) = find() {
        return Ok(path);
    }
    apt::install(&["chromium"], "a browser for the tests")?;
    find().context("chromium was installed but is not in PATH")
}

/// Makes sure that there is a curl.
pub(crate) fn curl() -> Result<()> {
    if process::in_path("curl").is_some() {
        Ok(())
    } else {
        apt::install(&["curl"], "the program of docs/api.md")
    }
}

/// Finds the folder of PostgreSQL's programs, or installs them.
pub(crate) fn postgres() -> Result<PathBuf> {
    if let Some(folder) = postgres_programs() {
        return Ok(folder);
    }
    // Debian's package would start a server of its own on the usual port; only the programs are wanted.
    let settings = Path::new("/etc/postgresql-common/createcluster.conf");
    if !settings.exists() {
        apt::install(&["postgresql-common"], "the setting that no database server is started")?;
        let before = fs::read_to_string(settings).unwrap_or_default();
        fs::write(settings, format!("create_main_cluster = false\n{before}"))
            .with_context(|| format!("cannot write {}", settings.display()))?;
        say("create_main_cluster = false in createcluster.conf");
    }
    apt::install(&["postgresql"], "PostgreSQL's programs")?;
    postgres_programs().context("postgresql was installed but initdb was not found")
}

fn postgres_programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").ok().and_then(|versions| {
        versions
            .filter_map(Result::ok)
            .map(|version| version.path().join("bin"))
            .filter(|folder| folder.join("initdb").is_file())
            .max_by_key(|folder| version_of(folder))
    });
    debian.or_else(|| process::in_path("initdb").and_then(|file| Some(file.parent()?.to_path_buf())))
}

fn version_of(folder: &Path) -> u32 {
    folder
        .parent()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str())
        .and_then(|name| name.parse().ok())
        .unwrap_or(0)
}
