//! Setting up what is missing. Each part says in one line what it installs.

mod apt;
mod browser_target;
mod npm;
mod programs;
mod python;
mod tools;

pub(crate) use apt::is_root;
pub(crate) use browser_target::{BrowserToolchain, TARGET as BROWSER_TARGET};
pub(crate) use npm::node_packages;
pub(crate) use programs::{chromium, curl, postgres};
pub(crate) use python::python;
pub(crate) use tools::{CARGO_DENY, CARGO_MACHETE};

/// Says what is being installed.
fn say(what: &str) {
    println!("setup: {what}");
}
