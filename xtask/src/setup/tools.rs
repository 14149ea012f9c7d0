//! Cargo's companions, at pinned versions, installed once per machine outside the checkout.

use std::path::PathBuf;

use anyhow::Result;

use super::say;
use crate::{process, project::Project};

/// A program that comes as source from the Rust package index.
#[derive(Debug)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Checks licences, sources and banned packages.
pub(crate) const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };
/// Finds dependencies that nothing uses.
pub(crate) const CARGO_MACHETE: Tool = Tool { name: "cargo-machete", version: "0.9.2" };

impl Tool {
    /// The program, installed if need be. Compiled without optimisation: compiling costs more than it ever runs.
    pub(crate) fn set_up(&self, project: &Project) -> Result<PathBuf> {
        let root = project.cache.join("tools").join(format!("{}-{}", self.name, self.version));
        let program = root.join("bin").join(self.name);
        if !program.is_file() {
            say(&format!("{} {} (compiled once, some minutes)", self.name, self.version));
            process::run(
                process::cargo()
                    .args([
                        "install",
                        "--quiet",
                        "--locked",
                        "--debug",
                        "--no-track",
                        "--version",
                        self.version,
                    ])
                    .arg("--root")
                    .arg(&root)
                    .arg(self.name)
                    .current_dir(&project.cache)
                    .env("CARGO_PROFILE_DEV_DEBUG", "false")
                    .env_remove("CARGO_TARGET_DIR"),
            )?;
        }
        Ok(program)
    }
}
