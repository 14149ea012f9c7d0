//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::process;

/// The folders every command works in.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, wherever the user put it.
    pub(crate) target: PathBuf,
    /// What is built or installed once per machine, outside the checkout.
    pub(crate) cache: PathBuf,
    /// Whether a missing part is an error rather than a note.
    pub(crate) ci: bool,
}

impl Project {
    /// Asks Cargo where the checkout and its target directory are.
    pub(crate) fn find() -> Result<Self> {
        // Read while running, not while compiling: checkouts that share a target directory share this very binary.
        let manifest_dir = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir.parent().context("xtask stands in a folder of the checkout")?.to_path_buf();
        let metadata = process::output(
            process::cargo()
                .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
                .current_dir(&root),
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
        let target = metadata
            .get("target_directory")
            .and_then(serde_json::Value::as_str)
            .context("cargo metadata names no target directory")?
            .into();
        let cache = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
            .context("neither XDG_CACHE_HOME nor HOME is set")?
            .join("vestibule");
        Ok(Self { root, target, cache, ci: env::var_os("CI").is_some_and(|value| value == "true") })
    }

    /// The folder of the browser tests and of every npm package.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// Where the site pipeline leaves the assets that the binary embeds.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }
}
