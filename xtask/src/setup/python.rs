//! The Python packages of the clients that are driven against the server, in an environment of their own.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use super::{apt, say};
use crate::{process, project::Project, site::digest};

/// Asks whether Python is new enough and can make environments.
const ASKED: &str = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";

/// Makes an environment below the target directory with what `tests/clients/requirements.txt` names, unless it is there, and
/// gives its Python. Every file that is fetched is held against the hashes in that list. Nothing where it cannot be made and
/// that is tolerable.
pub(crate) fn python(project: &Project) -> Result<Option<PathBuf>> {
    let list = project.root.join("tests/clients/requirements.txt");
    let wanted = digest(&fs::read(&list).with_context(|| format!("cannot read {}", list.display()))?);
    let folder = project.target.join("clients");
    let (python, stamp) = (folder.join("bin/python"), folder.join(".vestibule"));
    // Its Python is a link to the machine's, which an update may have taken away.
    let starts = || process::output(process::command(&python).arg("--version")).is_ok();
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) && starts() {
        return Ok(Some(python));
    }
    if !is_there() {
        let installed = apt::install(&["python3", "python3-venv"], "Python for the clients of the API");
        if let Err(error) = installed {
            if project.ci {
                return Err(error);
            }
            println!("note: {error:#}");
            return Ok(None);
        }
        if !is_there() {
            bail!("the clients of the API want Python 3.11 or newer, with venv and ensurepip");
        }
    }
    say("the Python packages of tests/clients/ (pip install)");
    // Begun anew: half an environment is worse than none.
    process::run(process::command("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    process::run(
        process::command(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"])
            .args(["--require-hashes", "--only-binary=:all:", "--requirement"])
            .arg(&list),
    )?;
    fs::write(stamp, wanted)?;
    Ok(Some(python))
}

fn is_there() -> bool {
    process::in_path("python3").is_some()
        && process::output(process::command("python3").args(["-c", ASKED])).is_ok()
}
