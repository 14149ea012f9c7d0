//! `cargo xtask fuzz`: tries the properties of `src/**/*_fuzz.rs` for longer than the ordinary tests do
//! (`docs/adr/0022-fuzzing.md`).

use anyhow::{Context, Result, bail};

use crate::{process, project::Project};

/// What is tried: the modules are called so, with `_fuzz` behind it.
const TARGETS: &[(&str, &str)] = &[
    ("address", "e-mail addresses, their keys, and what is sent to them"),
    ("token", "tokens in links, recovery codes, codes of an authenticator app"),
    ("scope", "what an invitation offers: roles, projects, days, words"),
    ("csv", "files of people, and exports"),
    ("redirect", "where somebody is sent on to"),
    ("forwarding", "X-Forwarded-For"),
];

/// Seconds for each property.
const SECONDS: u32 = 60;

/// Tries one target or all, each of their properties for so long. What is found is kept in `tests/fuzz/`.
pub(crate) fn run(project: &Project, options: &[&str]) -> Result<()> {
    let (filters, seconds) = read(options)?;
    process::run(
        process::cargo()
            .args([
                "test",
                "--quiet",
                "--package",
                "vestibule",
                "--lib",
                "--",
                "--test-threads=1",
                "--nocapture",
            ])
            .args(filters)
            .current_dir(&project.root)
            .envs([("FUZZ_SECONDS", seconds.to_string().as_str()), ("FUZZ_KEEP", "1")]),
    )
}

/// Which modules of tests, and for how many seconds.
fn read(options: &[&str]) -> Result<(Vec<String>, u32)> {
    let module = |target: &str| format!("{target}_fuzz::");
    let (mut filters, mut seconds) = (Vec::new(), SECONDS);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        if *option == "--seconds" {
            let value = options.next().context("--seconds: how many?")?;
            seconds = value.parse().with_context(|| format!("--seconds {value}: not a number"))?;
        } else if TARGETS.iter().any(|(target, _)| target == option) {
            filters.push(module(option));
        } else {
            let known: Vec<String> =
                TARGETS.iter().map(|(target, meaning)| format!("  {target:<10} {meaning}")).collect();
            bail!("no target `{option}`; there are\n{}", known.join("\n"));
        }
    }
    if filters.is_empty() {
        filters = TARGETS.iter().map(|(target, _)| module(target)).collect();
    }
    Ok((filters, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use walkdir::WalkDir;

    #[test]
    fn one_target_or_all_are_tried_for_as_long_as_is_said() {
        assert_eq!(read(&["csv", "--seconds", "5"]).unwrap(), (vec!["csv_fuzz::".to_owned()], 5));
        assert_eq!(read(&[]).unwrap().0.len(), TARGETS.len());
        for wrong in [&["cvs"][..], &["--seconds"], &["--seconds", "x"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }

    /// Else a name would run nothing, and say that all is well.
    #[test]
    fn every_target_is_a_module_and_every_module_a_target() {
        let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
        let mut modules: Vec<String> = WalkDir::new(sources)
            .into_iter()
            .filter_map(|entry| {
                Some(entry.unwrap().file_name().to_str()?.strip_suffix("_fuzz.rs")?.to_owned())
            })
            .collect();
        modules.sort();
        modules.dedup();
        let mut targets: Vec<&str> = TARGETS.iter().map(|(target, _)| *target).collect();
        targets.sort_unstable();
        assert_eq!(modules, targets);
    }
}
