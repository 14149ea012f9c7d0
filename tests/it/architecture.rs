//! Who may know whom (`docs/architecture.md`). The `use` lines and paths of every file are read; any other arrow fails.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Module, and the other modules of the crate that it may name.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &["domain"]),
    ("entropy", &[]),
    ("kill", &[]),
    ("fuzz", &[]),
    ("config", &["domain", "entropy", "kill"]),
    ("telemetry", &["config"]),
    ("i18n", &["domain"]),
    ("store", &["domain"]),
    ("mail", &["domain", "i18n"]),
    ("service", &["app", "domain", "entropy", "mail", "store", "config"]),
    ("worker", &["app", "clock", "domain", "entropy", "mail", "service", "store", "telemetry"]),
    ("app", &["clock", "config", "domain", "entropy", "mail", "service", "store"]),
    ("http", &["app", "clock", "config", "domain", "entropy", "service", "store", "telemetry"]),
    ("api", &["app", "domain", "http", "i18n", "service", "telemetry"]),
    ("api_reference", &["api"]),
    ("panel", &["api_reference", "app", "domain", "http", "i18n", "service", "store", "telemetry"]),
    (
        "cli",
        &[
            "api",
            "app",
            "clock",
            "config",
            "domain",
            "entropy",
            "http",
            "i18n",
            "mail",
            "panel",
            "service",
            "store",
            "telemetry",
            "worker",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Within the panel, pages and components are functions of plain values.
const PURE: &[&str] = &["panel/pages", "panel/components", "panel/shell.rs", "panel/forms.rs"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules of the crate that a file names: `crate::x`, and `x` within `use crate::{x, …}`.
fn named(source: &str) -> Vec<String> {
    let code: String = source
        .split("#[cfg(test)]\nmod ")
        .next()
        .unwrap()
        .lines()
        .map(|line| line.split("//").next().unwrap())
        .collect::<Vec<_>>()
        .join("\n");
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                    _ if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            names.push(name);
        } else {
            names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    names
        .into_iter()
        .map(|name| name.trim().split("::").next().unwrap().trim().to_owned())
        .filter(|name| !name.is_empty() && name != "t" && name != "self")
        .collect()
}

#[test]
fn modules_know_only_whom_they_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    assert!(all.len() > 60, "{}", all.len());
    let mut wrong = Vec::new();
    for file in all {
        let path = file.strip_prefix(&root).unwrap();
        let module = path.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        let source = fs::read_to_string(&file).unwrap();
        let allowed = ARROWS.iter().find(|(name, _)| *name == module).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            wrong.push(format!("{} belongs to no known module", path.display()));
            continue;
        };
        let pure = PURE.iter().any(|pure| path.starts_with(pure));
        let fuzzes = path.to_string_lossy().ends_with("_fuzz.rs");
        for name in named(&source) {
            let own = name == module || fuzzes && name == "fuzz";
            let known = ARROWS.iter().any(|(module, _)| *module == name);
            let fine = own
                || allowed.contains(&name.as_str())
                    && !(pure && ["app", "service", "store", "http"].contains(&&*name));
            if known && !fine {
                wrong.push(format!("{} names {name}", path.display()));
            }
        }
        let sql = source.contains("sqlx::") && module != "store";
        if sql && module != "lib" {
            wrong.push(format!("{} speaks SQL", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_reader_of_use_lines_sees() {
    let source = "use crate::{app::App, domain::{a, b}, t};\nlet x = crate::store::find();\n$crate::i18n; // crate::mail";
    assert_eq!(named(source), ["app", "domain", "store"]);
}
