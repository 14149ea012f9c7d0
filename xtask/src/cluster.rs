//! A PostgreSQL server for one run: made in a temporary folder, gone at the end.

use std::{
    fs::{self, File},
    net::TcpListener,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use tempfile::TempDir;

use crate::{process, setup};

/// A running server. Dropping it stops it and removes its folder.
#[derive(Debug)]
pub(crate) struct Cluster {
    server: Child,
    port: u16,
    folder: TempDir,
}

impl Cluster {
    /// Makes a cluster and starts it on a free port.
    pub(crate) fn start(programs: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("vestibule-postgres-").tempdir()?;
        let root = setup::is_root()?;
        if root {
            let number = |option: &str| -> Result<u32> {
                Ok(process::output(process::command("id").args([option, "nobody"]))?.trim().parse()?)
            };
            chown(folder.path(), Some(number("-u")?), Some(number("-g")?))?;
        }
        let data = folder.path().join("data");
        process::output(
            unprivileged(root, &programs.join("initdb"))
                .arg("--pgdata")
                .arg(&data)
                .args([
                    "--auth=trust",
                    "--username=postgres",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ])
                .current_dir(folder.path()),
        )?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let log_file = folder.path().join("log");
        let log = File::create(&log_file)?;
        let server = process::start(
            unprivileged(root, &programs.join("postgres"))
                .arg("-D")
                .arg(&data)
                .args(["-p", &port.to_string(), "-k", ""])
                .args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300"])
                // Nothing in it is to survive the run.
                .args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"])
                .current_dir(folder.path())
                .stdout(log.try_clone()?)
                .stderr(log),
        )?;
        let mut cluster = Self { server, port, folder };
        cluster.wait(programs, &log_file)?;
        Ok(cluster)
    }

    /// Its address, with the name of a user who may do everything.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Makes a database and gives back its address.
    pub(crate) fn make_database(&self, programs: &Path, name: &str) -> Result<String> {
        let port = self.port.to_string();
        process::output(
            process::command(programs.join("createdb"))
                .args(["-h", "127.0.0.1", "-p", &port, "-U", "postgres", name])
                .current_dir(self.folder.path()),
        )?;
        Ok(format!("postgres://postgres@127.0.0.1:{port}/{name}"))
    }

    fn wait(&mut self, programs: &Path, log: &PathBuf) -> Result<()> {
        let patience = Instant::now() + Duration::from_secs(30);
        let port = self.port.to_string();
        while Instant::now() < patience {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended ({status}): {}", fs::read_to_string(log).unwrap_or_default());
            }
            let mut ready = process::command(programs.join("pg_isready"));
            if process::output(ready.args(["-q", "-h", "127.0.0.1", "-p", &port])).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("PostgreSQL did not start in time, its log is in {}", self.folder.path().display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // PostgreSQL's "fast" way to stop: open connections are closed.
        process::signal(self.server.id(), "INT");
        let patience = Instant::now() + Duration::from_secs(20);
        while matches!(self.server.try_wait(), Ok(None)) {
            if Instant::now() > patience {
                let _ = self.server.kill();
            }
            thread::sleep(Duration::from_millis(20));
        }
        process::finish(&self.server);
    }
}

/// PostgreSQL refuses to run as root; and where this tool is killed without warning, the server must not outlive it.
fn unprivileged(root: bool, program: &Path) -> Command {
    if process::in_path("setpriv").is_none() {
        return process::command(program);
    }
    let mut command = process::command("setpriv");
    if root {
        command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
    }
    command.args(["--pdeathsig", "INT", "--"]).arg(program);
    command
}
