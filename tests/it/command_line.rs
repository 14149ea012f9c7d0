//! What the commands print: what was asked for, and nothing else.

use crate::support::{TestApp, on_both_databases};
use std::process::{Command, Output};

fn run(t: &TestApp, words: &[&str]) -> Output {
    let place = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    command
        .args(words)
        .current_dir(place.path())
        .env_clear()
        .env("DATABASE_URL", t.database_url())
        .env("VESTIBULE_SECRET_KEY_FILE", place.path().join("secret.key"))
        .env("VESTIBULE_PUBLIC_URL", "https://panel.example.org");
    command.output().unwrap()
}

on_both_databases! {
    async fn a_command_prints_what_was_asked_for_alone(t) {
        let ada = t.administrator().await;
        let account = ada.principal.as_ref().unwrap().account_id.to_string();
        let create = [
            "token", "create", "--email", "ada@example.org", "--account-id", &account, "--role", "Users", "--name", "ci",
        ];
        for words in [&create[..], &["audit", "verify"][..]] {
            let output = run(&t, words);
            let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "{words:?}: {out}{err}");
            assert!(!out.is_empty() && err.is_empty(), "{words:?}: {out}{err}");
        }
    }
}
