//! Running other programs, and leaving none of them behind.

use std::{
    env,
    ffi::OsStr,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A command without the variables that `cargo run` sets for this tool: some build scripts ask Cargo to rebuild when
/// they change (ring does), and a second Rust compiler must not load the libraries of the first.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let name_text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
            .iter()
            .any(|own| name_text.starts_with(own))
            || name_text == "CARGO_PRIMARY_PACKAGE"
            || name_text == "LD_LIBRARY_PATH"
        {
            command.env_remove(&name);
        }
    }
    command.stdin(Stdio::null());
    command
}

/// The Cargo that started this tool.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Stops what is running, by its process group, on Ctrl-C or SIGTERM; the command then ends by the error it gets.
pub(crate) fn catch_interrupts() -> Result<()> {
    ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        for group in groups().iter() {
            signal_group(*group, "TERM");
        }
    })
    .context("cannot catch interrupts")
}

/// Whether the user asked to stop.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs a command to its end; its output is shown. Whatever it left running in its process group is stopped.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut child = start(command)?;
    let status = child.wait();
    finish(&child);
    let status = status?;
    if interrupted() {
        bail!("interrupted");
    }
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Starts a command in a process group of its own, which an interrupt stops.
pub(crate) fn start(command: &mut Command) -> Result<Child> {
    if interrupted() {
        bail!("interrupted");
    }
    let child =
        command.process_group(0).spawn().with_context(|| format!("cannot start `{}`", shown(command)))?;
    groups().push(child.id());
    Ok(child)
}

/// Stops what is left of a started command's process group.
pub(crate) fn finish(child: &Child) {
    signal_group(child.id(), "TERM");
    groups().retain(|group| *group != child.id());
}

/// Runs a command and returns what it printed on standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.output().with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status}): {}", shown(command), String::from_utf8_lossy(&stderr).trim());
    }
    Ok(String::from_utf8(stdout)?)
}

/// Runs a command quietly and says whether it succeeded within the limit.
pub(crate) fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = start(command.stdout(Stdio::null()).stderr(Stdio::null())) else {
        return false;
    };
    let began = Instant::now();
    let success = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.success(),
            Ok(None) if began.elapsed() < limit => thread::sleep(Duration::from_millis(50)),
            _ => {
                signal_group(child.id(), "KILL");
                let _ = child.wait();
                break false;
            }
        }
    };
    finish(&child);
    success
}

/// Sends a signal to one process.
pub(crate) fn signal(pid: u32, name: &str) {
    kill(name, &pid.to_string());
}

/// Finds a program in `PATH`.
pub(crate) fn in_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn groups() -> std::sync::MutexGuard<'static, Vec<u32>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn signal_group(group: u32, name: &str) {
    kill(name, &format!("-{group}"));
}

fn kill(name: &str, target: &str) {
    // The group may be gone already, which is what was wanted.
    let _ = Command::new("kill").args(["-s", name, "--", target]).stderr(Stdio::null()).status();
}

fn shown(command: &Command) -> String {
    let mut words = vec![Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}
