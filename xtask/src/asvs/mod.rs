//! The lines of OWASP ASVS in `docs/security.md`: read from `docs/asvs.toml`, held against the tests that there are.

mod data;
mod named;
mod page;
mod prose;
mod standard;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use self::named::Tests;
use crate::project::Project;

/// What is said of each line.
const DATA: &str = "docs/asvs.toml";
/// Where it is shown.
const PAGE: &str = "docs/security.md";

/// Writes the lines into the page, and then says what is wrong as [`check`] does.
pub(crate) fn write(project: &Project) -> Result<()> {
    let found = Found::look(&project.root)?;
    if found.made != found.page {
        fs::write(project.root.join(PAGE), &found.made).context(PAGE)?;
        println!("{PAGE} is written anew");
    }
    told(&found.faults)
}

/// Fails on a line that applies without a test, on a test, file or heading that is named and not there, on a line that
/// nothing is said about, and on a page that does not show the data as it is.
pub(crate) fn check(project: &Project) -> Result<()> {
    let found = Found::look(&project.root)?;
    let mut faults = found.faults;
    if found.made != found.page {
        faults.push(format!("{PAGE} does not show what {DATA} says; `cargo xtask asvs` makes it do so"));
    }
    told(&faults)
}

fn told(faults: &[String]) -> Result<()> {
    for fault in faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => Ok(()),
        count => bail!("{DATA} and {PAGE}: {count} faults, see above"),
    }
}

/// What a checkout holds.
struct Found {
    page: String,
    made: String,
    faults: Vec<String>,
}

impl Found {
    fn look(root: &Path) -> Result<Self> {
        let read = |path: &str| fs::read_to_string(root.join(path)).with_context(|| path.to_owned());
        let tests = Tests::read(root)?;
        let page = read(PAGE)?;
        let stands = |place: &str| match place.split_once('#') {
            Some((file, heading)) => read(file).is_ok_and(|document| prose::has_heading(&document, heading)),
            None => root.join(place).exists(),
        };
        let (lines, mut faults) = data::read(&read(DATA)?, &tests, &stands).context(DATA)?;
        faults.extend(prose::faults(&page::by_hand(&page)?, &tests, &stands));
        let made = page::with_lines(&page, &lines)?;
        Ok(Self { page, made, faults })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout in which nothing is wrong: every line is left open.
    fn checkout() -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_path_buf();
        for new in ["src", "tests", "end2end/specs", "docs"] {
            fs::create_dir_all(root.join(new)).unwrap();
        }
        let open = |(number, _)| format!("[\"{number}\"]\nopen = 'Not built.'\n");
        let data: String = standard::lines().map(open).collect();
        fs::write(root.join(DATA), data).unwrap();
        fs::write(root.join("src/lib.rs"), "#[test]\nfn it_is_so() {}\n").unwrap();
        let marks = page::with_lines("", &std::collections::BTreeMap::new()).unwrap_err().to_string();
        let begin = marks.strip_prefix("the page has no line ").unwrap();
        fs::write(root.join(PAGE), format!("# Security\n\n{begin}\n<!-- asvs: end -->\n")).unwrap();
        let project = Project { root: root.clone(), target: root.clone(), cache: root, ci: true };
        (folder, project)
    }

    fn change(project: &Project, path: &str, from: &str, to: &str) {
        let path = project.root.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}: {text}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    #[test]
    fn a_page_that_shows_something_else_fails_until_it_is_written() {
        let (_folder, project) = checkout();
        assert!(check(&project).is_err());
        write(&project).unwrap();
        check(&project).unwrap();
        change(&project, DATA, "Not built.", "Half built.");
        assert!(check(&project).is_err());
        write(&project).unwrap();
        check(&project).unwrap();
        change(&project, PAGE, "Half built.", "All built.");
        assert!(check(&project).is_err());
    }

    #[test]
    fn a_test_that_is_renamed_fails_wherever_it_was_named() {
        let (_folder, project) = checkout();
        let proof = "means = 'So.'\ncode = ['src/lib.rs']\ntests = ['it_is_so']";
        change(&project, DATA, "[\"2.2.1\"]\nopen = 'Not built.'", &format!("[\"2.2.1\"]\n{proof}"));
        change(
            &project,
            PAGE,
            "# Security\n",
            "# Security\n\n| rule | test |\n| --- | --- |\n| so | `it_is_so` |\n",
        );
        write(&project).unwrap();
        check(&project).unwrap();
        change(&project, "src/lib.rs", "it_is_so", "it_was_so");
        let found = Found::look(&project.root).unwrap();
        assert_eq!(found.faults.len(), 2, "{:?}", found.faults);
        assert!(check(&project).is_err() && write(&project).is_err());
    }
}
