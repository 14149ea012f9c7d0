//! Building and running the one binary.

use std::{os::unix::process::CommandExt, path::PathBuf};

use anyhow::{Context, Result};

use crate::{process, project::Project, site};

/// Builds the site and the binary that carries it.
pub(crate) fn build(project: &Project, release: bool) -> Result<PathBuf> {
    site::build(project)?;
    let binary = compile(project, release)?;
    println!("{}", binary.display());
    Ok(binary)
}

/// Builds the binary with the site that is there.
pub(crate) fn compile(project: &Project, release: bool) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--package=vestibule", "--bin=vestibule"]).current_dir(&project.root);
    if release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)?;
    Ok(project.target.join(if release { "release" } else { "debug" }).join("vestibule"))
}

/// Builds, then becomes the server, with the checkout as its folder: its database is in `data/`.
pub(crate) fn run(project: &Project, options: &[&str]) -> Result<()> {
    site::build(project)?;
    let binary = compile(project, false)?;
    let error = process::command(&binary)
        .arg("serve")
        .args(options)
        .current_dir(&project.root)
        .stdin(std::process::Stdio::inherit())
        .exec();
    Err(error).with_context(|| format!("cannot start {}", binary.display()))
}
