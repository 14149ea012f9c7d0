//! The program itself, as a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    net::{SocketAddr, TcpListener},
    process::{Child, ChildStdout, Command, Stdio},
};
use tempfile::TempDir;

/// A server on a free port of loopback, with a folder of its own; ended with the test.
pub struct Process {
    pub child: Child,
    pub address: SocketAddr,
    // Read from no more, but open: who prints into a closed one fails.
    _said: BufReader<ChildStdout>,
    _folder: TempDir,
}

impl Process {
    /// Starts it with these options and settings; it is listening then. What it logs goes to `log`.
    pub fn serve(options: &[&str], settings: &[(&str, &str)], log: Stdio) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Free a moment ago, and nobody else is given it so soon.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_vestibule"))
            .arg("serve")
            .args(options)
            .current_dir(folder.path())
            .env_clear()
            .env("VESTIBULE_SECRET_KEY_FILE", folder.path().join("secret.key"))
            .env("VESTIBULE_LISTEN", address.to_string())
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert!(line.starts_with("Vestibule is listening"), "{line}");
        Self { child, address, _said: said, _folder: folder }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
