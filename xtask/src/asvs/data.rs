//! What the data file says of each line.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

use super::{
    named::Tests,
    standard::{self, Number},
};

/// A line of the standard, and how it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It applies, it is met, and tests prove it.
    Proven(Proven),
    /// It applies and is not met, and this is what is missing.
    Open(String),
    /// It does not apply, for this reason.
    NotApplicable(String),
}

/// What proves a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Proven {
    /// What it comes to here, in one sentence.
    pub(super) means: String,
    /// Where it is written down, as `docs/FILE.md#heading`.
    pub(super) written: Option<String>,
    /// Where it stands in the code, from the checkout.
    pub(super) code: Vec<String>,
    /// The tests, as [`Tests::fault`] takes them.
    pub(super) tests: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    means: Option<String>,
    written: Option<String>,
    #[serde(default)]
    code: Vec<String>,
    #[serde(default)]
    tests: Vec<String>,
    open: Option<String>,
    not_applicable: Option<String>,
}

impl Entry {
    fn judged(self, number: Number) -> Result<Line, &'static str> {
        let Self { means, written, code, tests, open, not_applicable } = self;
        let nothing_else = means.is_none() && written.is_none() && code.is_empty() && tests.is_empty();
        match (means, open, not_applicable) {
            (None, Some(why), None) if nothing_else => Ok(Line::Open(why)),
            (None, None, Some(why)) if nothing_else => Ok(Line::NotApplicable(why)),
            (Some(_), None, None) if tests.is_empty() => Err("applies, and no test proves it"),
            (Some(_), None, None) if number.section == 1 && written.is_none() => {
                Err("asks for something to be written down; `written` says where that is")
            }
            (Some(_), None, None) if code.is_empty() && written.is_none() => {
                Err("says neither in `code` nor in `written` where it stands")
            }
            (Some(means), None, None) => Ok(Line::Proven(Proven { means, written, code, tests })),
            _ => Err("has `means` with its proof, or `open`, or `not_applicable`, and one of them alone"),
        }
    }
}

/// Reads the data and says everything that is wrong with it. `stands` tells whether a path, or a heading in a document,
/// is there.
pub(super) fn read(
    text: &str,
    tests: &Tests,
    stands: &dyn Fn(&str) -> bool,
) -> Result<(BTreeMap<Number, Line>, Vec<String>)> {
    let entries: BTreeMap<String, Entry> = toml::from_str(text)?;
    let mut faults = Vec::new();
    let mut lines = BTreeMap::new();
    for (number, entry) in entries {
        let number: Number = match number.parse() {
            Ok(number) => number,
            Err(error) => {
                faults.push(error.to_string());
                continue;
            }
        };
        if standard::level(number).is_none() {
            faults.push(format!("{number}: the standard has no such line in these chapters"));
        }
        match entry.judged(number) {
            Ok(line) => {
                faults.extend(
                    unproven(&line, tests, stands).into_iter().map(|fault| format!("{number}: {fault}")),
                );
                lines.insert(number, line);
            }
            Err(fault) => faults.push(format!("{number}: {fault}")),
        }
    }
    for (number, level) in standard::lines() {
        // What was refused above is told already.
        let said = |faults: &[String]| faults.iter().any(|fault| fault.starts_with(&format!("{number}: ")));
        if level < standard::OPTIONAL && !lines.contains_key(&number) && !said(&faults) {
            faults.push(format!("{number}: nothing is said about this line of level {level}"));
        }
    }
    Ok((lines, faults))
}

/// What a proof names that is not there.
fn unproven(line: &Line, tests: &Tests, stands: &dyn Fn(&str) -> bool) -> Vec<String> {
    match line {
        Line::Proven(proven) => {
            let places = proven.code.iter().chain(&proven.written).filter(|place| !stands(place));
            let places = places.map(|place| format!("there is no {place}"));
            let tests = proven.tests.iter().filter_map(|test| tests.fault(test));
            let wordless = proven.means.trim().is_empty().then(|| "says nothing in `means`".to_owned());
            places.chain(tests).chain(wordless).collect()
        }
        Line::Open(why) | Line::NotApplicable(why) => {
            why.trim().is_empty().then(|| "gives no reason".to_owned()).into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asvs::named;

    /// The faults of an entry for a line, beside those of all the lines that are not there.
    fn faults(number: &str, entry: &str) -> Vec<String> {
        let stands = |place: &str| place == "src/a.rs" || place == "docs/security.md#sessions";
        let text = format!("[\"{number}\"]\n{entry}");
        let (_, faults) = read(&text, &named::tests::some(), &stands).unwrap();
        faults.into_iter().filter(|fault| !fault.contains("nothing is said")).collect()
    }

    #[test]
    fn a_line_with_its_proof_is_fine() {
        let entry = "means = 'So it is.'\ncode = ['src/a.rs']\ntests = ['a_rule', 'a_use_case']";
        assert_eq!(faults("7.2.1", entry), [""; 0]);
        let entry = "means = 'It says so.'\nwritten = 'docs/security.md#sessions'\ntests = ['a_rule']";
        assert_eq!(faults("7.1.1", entry), [""; 0]);
        assert_eq!(faults("7.2.1", "open = 'Not built.'"), [""; 0]);
        assert_eq!(faults("7.2.1", "not_applicable = 'There is none.'"), [""; 0]);
    }

    #[test]
    fn a_line_that_applies_without_a_test_is_a_fault() {
        let told = faults("7.2.1", "means = 'So it is.'\ncode = ['src/a.rs']");
        assert_eq!(told, ["7.2.1: applies, and no test proves it"]);
        let told = faults("7.2.1", "means = 'So it is.'\ncode = ['src/a.rs']\ntests = []");
        assert_eq!(told, ["7.2.1: applies, and no test proves it"]);
    }

    #[test]
    fn a_test_that_is_not_there_is_a_fault() {
        let told = faults("7.2.1", "means = 'So.'\ncode = ['src/a.rs']\ntests = ['a_rule', 'a_rule_of_old']");
        assert_eq!(told, ["7.2.1: there is no test a_rule_of_old"]);
        let told = faults("7.2.1", "means = 'So.'\ncode = ['src/a.rs']\ntests = ['a_rule_by_hand']");
        assert_eq!(told, ["7.2.1: a_rule_by_hand is run by hand only, which proves nothing here"]);
    }

    #[test]
    fn a_place_that_is_not_there_is_a_fault() {
        let told = faults("7.2.1", "means = 'So.'\ncode = ['src/b.rs']\ntests = ['a_rule']");
        assert_eq!(told, ["7.2.1: there is no src/b.rs"]);
        let told = faults("7.1.1", "means = 'So.'\nwritten = 'docs/security.md#gone'\ntests = ['a_rule']");
        assert_eq!(told, ["7.1.1: there is no docs/security.md#gone"]);
        let told = faults("7.1.1", "means = 'So.'\ncode = ['src/a.rs']\ntests = ['a_rule']");
        assert!(told.concat().contains("`written` says where"), "{told:?}");
        let told = faults("7.2.1", "means = 'So.'\ntests = ['a_rule']");
        assert!(told.concat().contains("neither in `code`"), "{told:?}");
    }

    #[test]
    fn a_line_that_nobody_said_a_word_about_is_a_fault_below_level_3() {
        let (lines, faults) = read("", &named::tests::some(), &|_| true).unwrap();
        assert!(lines.is_empty());
        assert_eq!(faults.len(), 128);
        assert!(faults.contains(&"6.2.12: nothing is said about this line of level 2".to_owned()));
        assert!(!faults.iter().any(|fault| fault.starts_with("6.7.1: ")), "level 3");
    }

    #[test]
    fn what_is_half_said_or_unknown_is_a_fault() {
        for half in [
            "open = 'No.'\nnot_applicable = 'No.'",
            "open = 'No.'\ntests = ['a_rule']",
            "means = 'So.'\nopen = 'No.'\ncode = ['src/a.rs']\ntests = ['a_rule']",
            "tests = ['a_rule']",
            "open = ' '",
            "means = ''\ncode = ['src/a.rs']\ntests = ['a_rule']",
        ] {
            assert_eq!(faults("7.2.1", half).len(), 1, "{half}");
        }
        assert!(faults("7.2.5", "open = 'No.'").concat().contains("no such line"));
        assert!(faults("4.1.1", "open = 'No.'").concat().contains("no such line"));
        assert!(faults("V7.2.1", "open = 'No.'").concat().contains("no number"));
        let read = |text: &str| read(text, &named::tests::some(), &|_| true);
        assert!(read("[\"7.2.1\"]\nopne = 'No.'").is_err(), "a name that is none");
        assert!(read("[\"7.2.1\"]\nopen = 'No.'\n[\"7.2.1\"]\nopen = 'No.'").is_err(), "said twice");
    }
}
