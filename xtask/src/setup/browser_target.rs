//! A compiler that can build for the browser.
//!
//! Where rustup's server can be reached, that is one command. Elsewhere Debian's security suite carries a current
//! compiler with the source of its standard library, which is built once and put where that compiler looks for it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::{apt, say};
use crate::{process, project::Project};

/// The target triple of the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";
const DEBIAN_RUSTLIB: &str = "/usr/lib/rustlib";
const LINKER_VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// Which compiler builds the browser part.
#[derive(Debug)]
pub(crate) enum BrowserToolchain {
    /// The one that builds everything else.
    Usual,
    /// Debian's, with the given linker.
    Debian(PathBuf),
}

impl BrowserToolchain {
    /// Finds the target, or installs it.
    pub(crate) fn set_up(project: &Project) -> Result<Self> {
        let sysroot = process::output(process::command("rustc").args(["--print", "sysroot"]))?;
        let sysroot = Path::new(sysroot.trim());
        // XTASK_BROWSER_TARGET=debian tries the second way on a machine where the first one works.
        let forced = env::var_os("XTASK_BROWSER_TARGET").is_some_and(|way| way == "debian");
        if !forced && sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir() {
            return Ok(Self::Usual);
        }
        if !forced && !library_is_current() && process::in_path("rustup").is_some() {
            say(&format!("the browser target (rustup target add {TARGET})"));
            let mut add = process::command("rustup");
            if process::succeeds_within(add.args(["target", "add", TARGET]), Duration::from_mins(1)) {
                return Ok(Self::Usual);
            }
            say("rustup's server cannot be reached; using Debian's compiler for the browser part");
        }
        Self::set_up_debian(project, sysroot)
    }

    /// Cargo with this compiler.
    pub(crate) fn cargo(&self) -> Command {
        match self {
            Self::Usual => process::cargo(),
            Self::Debian(linker) => debian(DEBIAN_CARGO, linker),
        }
    }

    /// `cargo clippy` with this compiler.
    pub(crate) fn clippy(&self) -> Command {
        let mut command = match self {
            Self::Usual => process::cargo(),
            Self::Debian(linker) => debian(DEBIAN_CLIPPY, linker),
        };
        command.arg("clippy");
        command
    }

    fn set_up_debian(project: &Project, sysroot: &Path) -> Result<Self> {
        let missing = apt::missing(&[
            ("rustc-web", DEBIAN_RUSTC),
            ("cargo-web", DEBIAN_CARGO),
            ("rust-web-src", "/usr/lib/rustlib/src/rust/library/std/Cargo.toml"),
            ("rust-web-clippy", DEBIAN_CLIPPY),
        ]);
        if !missing.is_empty() {
            apt::install(&missing, "a compiler for the browser part")?;
        }
        let linker = find_linker(sysroot)?;
        if !library_is_current() {
            say("the standard library for the browser (compiled once, about a minute)");
            build_library(project, &linker)?;
        }
        Ok(Self::Debian(linker))
    }
}

fn debian(program: &str, linker: &Path) -> Command {
    let mut command = process::command(program);
    command.env("RUSTC", DEBIAN_RUSTC).env("CARGO", DEBIAN_CARGO).env(LINKER_VARIABLE, linker);
    command.env_remove("RUSTUP_TOOLCHAIN");
    command
}

/// rustup's host toolchain brings the linker even where it does not bring the target.
fn find_linker(sysroot: &Path) -> Result<PathBuf> {
    let hosts =
        fs::read_dir(sysroot.join("lib/rustlib")).context("no lib/rustlib in the compiler's folder")?;
    hosts
        .filter_map(Result::ok)
        .map(|host| host.path().join("bin/rust-lld"))
        .chain(process::in_path("rust-lld"))
        .find(|linker| linker.is_file())
        .context("no rust-lld found beside rustc: please install Rust by rustup")
}

fn library_folder() -> PathBuf {
    Path::new(DEBIAN_RUSTLIB).join(TARGET)
}

/// A library built by another version of the compiler is of no use: the version is noted beside it.
fn library_is_current() -> bool {
    let noted = fs::read_to_string(library_folder().join("built-by"));
    let current = process::output(process::command(DEBIAN_RUSTC).arg("-vV"));
    matches!((noted, current), (Ok(noted), Ok(current)) if noted == current)
}

fn build_library(project: &Project, linker: &Path) -> Result<()> {
    if !apt::is_root()? {
        bail!(
            "the standard library for the browser belongs in {DEBIAN_RUSTLIB}: please run this once as root"
        );
    }
    let work = project.cache.join("browser-std");
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("src/lib.rs"), "")?;
    fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [lib]\ncrate-type = [\"cdylib\"]\n\n[workspace]\n",
    )?;
    let target = work.join("target");
    process::run(
        debian(DEBIAN_CARGO, linker)
            .args(["build", "--quiet", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
            .current_dir(&work)
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTC_BOOTSTRAP", "1"),
    )?;
    let library = library_folder().join("lib");
    if library.is_dir() {
        fs::remove_dir_all(&library)?;
    }
    fs::create_dir_all(&library)?;
    for entry in fs::read_dir(target.join(TARGET).join("release/deps"))? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "rlib") {
            fs::copy(&file, library.join(file.file_name().unwrap_or_default()))?;
        }
    }
    let version = process::output(process::command(DEBIAN_RUSTC).arg("-vV"))?;
    fs::write(library_folder().join("built-by"), version)?;
    fs::remove_dir_all(&work)?;
    Ok(())
}
