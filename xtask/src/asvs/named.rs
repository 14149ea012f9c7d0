//! The tests that there are: Rust functions, and titles in the browser tests.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use walkdir::WalkDir;

/// Where tests stand.
const RUST: [&str; 2] = ["src", "tests"];
/// The folder of the browser tests, as they are named.
const SPECS: &str = "end2end/specs";

/// Every test by its name.
#[derive(Debug, Default)]
pub(super) struct Tests {
    /// Names of functions, and whether every one of that name is run by hand only.
    functions: BTreeMap<String, bool>,
    /// Files of browser tests, from the checkout, with the titles in them.
    specs: BTreeMap<String, BTreeSet<String>>,
}

impl Tests {
    /// Reads all sources of a checkout.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut tests = Self::default();
        for folder in RUST {
            for entry in WalkDir::new(root.join(folder)) {
                let entry = entry?;
                if entry.path().extension().is_some_and(|extension| extension == "rs") {
                    tests.add_rust(&read(entry.path())?);
                }
            }
        }
        for entry in WalkDir::new(root.join(SPECS)) {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy();
            if name.ends_with(".spec.ts") {
                tests.add_spec(&format!("{SPECS}/{name}"), &read(entry.path())?);
            }
        }
        Ok(tests)
    }

    fn add_rust(&mut self, source: &str) {
        let mut attributes = String::new();
        let mut on_both_databases = false;
        for line in source.lines() {
            let text = line.trim();
            if text.starts_with("//") {
                continue;
            }
            if text.starts_with("#[") || attributes.matches('[').count() > attributes.matches(']').count() {
                attributes.push_str(text);
                continue;
            }
            if line.starts_with("on_both_databases! {") {
                on_both_databases = true;
            } else if line == "}" {
                on_both_databases = false;
            }
            if let Some((name, parameters)) = function(text) {
                let attribute = ["#[test]", "#[tokio::test"].iter().any(|test| attributes.contains(test));
                // Within the macro a parameter without a type makes a test of a function.
                let by_macro = on_both_databases && !parameters.is_empty() && !parameters.contains(':');
                if attribute || by_macro {
                    let by_hand = attributes.contains("#[ignore");
                    self.functions
                        .entry(name.to_owned())
                        .and_modify(|all| *all &= by_hand)
                        .or_insert(by_hand);
                }
            }
            attributes.clear();
        }
    }

    fn add_spec(&mut self, path: &str, source: &str) {
        let titles = source.lines().filter_map(|line| title(line.trim())).collect();
        self.specs.insert(path.to_owned(), titles);
    }

    /// What is wrong with a test named as proof: `a_function`, or `end2end/specs/a.spec.ts: a title`.
    pub(super) fn fault(&self, named: &str) -> Option<String> {
        match named.split_once(": ") {
            Some((file, title)) => match self.specs.get(file) {
                None => Some(format!("there is no file {file}")),
                Some(titles) if titles.contains(title) => None,
                Some(_) => Some(format!("there is no test {title:?} in {file}")),
            },
            None => match self.functions.get(named) {
                None => Some(format!("there is no test {named}")),
                Some(true) => Some(format!("{named} is run by hand only, which proves nothing here")),
                Some(false) => None,
            },
        }
    }

    /// Whether there is a test function of a name, run by hand or not.
    pub(super) fn has_function(&self, name: &str) -> bool {
        self.functions.contains_key(name)
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// Name and parameters of a function that begins on a line.
fn function(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (name, rest) = line.strip_prefix("fn ")?.split_once('(')?;
    Some((name, rest.split_once(')')?.0))
}

/// The title of a browser test that begins on a line, without the tags behind it.
fn title(line: &str) -> Option<String> {
    let mut letters = line.strip_prefix("test(")?.chars();
    let quote = letters.next().filter(|letter| matches!(letter, '\'' | '"' | '`'))?;
    let mut title = String::new();
    loop {
        match letters.next()? {
            '\\' => title.push(letters.next()?),
            letter if letter == quote => break,
            letter => title.push(letter),
        }
    }
    let tags = title.find(" @").unwrap_or(title.len());
    title.truncate(tags);
    Some(title)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const SOURCE: &str = r#"
fn helper() {}
// #[test]
// fn a_test_put_away() {}

on_both_databases! {
    async fn a_use_case(t) {
        fn helper_within(number: u8) {}
    }

    #[ignore = "takes long"]
    async fn a_long_use_case(t) {
    }
}

async fn a_helper_of_use_cases(t: &TestApp) {}

#[cfg(test)]
mod tests {
    #[test]
    fn a_rule() {}

    #[expect(clippy::panic, reason = "so it is")]
    // Said of it.
    #[tokio::test(
        flavor = "multi_thread",
        worker_threads = 2
    )]
    // And this.
    async fn a_slow_rule() {}

    fn a_helper_behind_it() {}

    #[test]
    #[ignore = "by hand"]
    fn a_rule_by_hand() {}
}
"#;

    const SPEC: &str = r"
test.describe('with mail', () => {
  test('somebody’s \'link\' works once @postgres', async ({ page }) => {
  });
  test.skip('not now', async () => {});
});
";

    /// A few tests of every kind.
    pub(in crate::asvs) fn some() -> Tests {
        let mut tests = Tests::default();
        tests.add_rust(SOURCE);
        tests.add_spec("end2end/specs/links.spec.ts", SPEC);
        tests
    }

    #[test]
    fn tests_are_told_from_other_functions() {
        let tests = some();
        for there in ["a_use_case", "a_rule", "a_slow_rule"] {
            assert_eq!(tests.fault(there), None, "{there}");
        }
        for by_hand in ["a_long_use_case", "a_rule_by_hand"] {
            assert!(tests.fault(by_hand).unwrap().contains("by hand"), "{by_hand}");
            assert!(tests.has_function(by_hand), "{by_hand}");
        }
        for none in [
            "helper",
            "helper_within",
            "a_test_put_away",
            "a_helper_of_use_cases",
            "a_helper_behind_it",
            "a_rul",
            "",
        ] {
            assert!(tests.fault(none).unwrap().contains("no test"), "{none}");
            assert!(!tests.has_function(none), "{none}");
        }
    }

    #[test]
    fn a_browser_test_is_found_by_file_and_title() {
        let tests = some();
        assert_eq!(tests.fault("end2end/specs/links.spec.ts: somebody’s 'link' works once"), None);
        for none in [
            "end2end/specs/links.spec.ts: not now",
            "end2end/specs/links.spec.ts: with mail",
            "end2end/specs/links.spec.ts: somebody’s 'link' works",
            "end2end/specs/other.spec.ts: somebody’s 'link' works once",
            "links.spec.ts",
        ] {
            assert!(tests.fault(none).is_some(), "{none}");
        }
    }
}
