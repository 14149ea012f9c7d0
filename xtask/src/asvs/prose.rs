//! What the part of a page written by hand names: tests and files that must be there.

use super::named::Tests;

/// The folders whose files are named from the checkout on.
const FOLDERS: [&str; 7] = ["src/", "tests/", "end2end/", "docs/", "migrations/", "xtask/", "public/"];
/// Names of tests are sentences; so many words joined by underscores are taken for one wherever they stand.
const WORDS: usize = 4;

/// Names on the page behind which there is nothing. `stands` tells whether a path is there.
pub(super) fn faults(page: &str, tests: &Tests, stands: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fenced = false;
    let mut head: Option<&str> = None;
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        head = if line.starts_with('|') { head.or(Some(line)) } else { None };
        // In the column of tests everything that looks like a name is one.
        let (before, proof) = match head {
            Some(head) if last_cell(head) == "test" && head != line => {
                let proof = last_cell(line);
                (line.split_at_checked(line.len() - proof.len()).map_or(line, |(before, _)| before), proof)
            }
            _ => (line, ""),
        };
        let names = spans(before).map(|span| (span, WORDS)).chain(spans(proof).map(|span| (span, 2)));
        faults.extend(names.filter_map(|(span, words)| fault(span, words, tests, stands)));
    }
    faults
}

fn fault(span: &str, words: usize, tests: &Tests, stands: &dyn Fn(&str) -> bool) -> Option<String> {
    if FOLDERS.iter().any(|folder| span.starts_with(folder)) {
        return (!stands(span)).then(|| format!("docs/security.md names {span}, which is not there"));
    }
    let is_name = span.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let is_test = is_name && span.split('_').filter(|word| !word.is_empty()).count() >= words;
    (is_test && !tests.has_function(span))
        .then(|| format!("docs/security.md names the test {span}, which is not there"))
}

/// The last cell of a row, from its first letter on and without the bar at the end.
fn last_cell(row: &str) -> &str {
    let row = row.trim_end().trim_end_matches('|');
    row.rsplit_once('|').map_or(row, |(_, cell)| cell).trim()
}

/// What stands between backquotes.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a document has a heading that a link would find.
pub(super) fn has_heading(document: &str, wanted: &str) -> bool {
    document.lines().any(|line| {
        let title = line.trim_start_matches('#');
        title.len() < line.len() && title.starts_with(' ') && slug(title.trim()) == wanted
    })
}

/// The name of a heading in links: lower case, blanks as dashes, nothing but letters and digits besides.
fn slug(title: &str) -> String {
    let letters = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    letters.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asvs::named;

    fn told(page: &str) -> Vec<String> {
        faults(page, &named::tests::some(), &|path| path == "src/a.rs" || path == "tests/it/")
    }

    #[test]
    fn tests_and_files_that_are_there_are_fine() {
        let page = "| rule | code | test |\n| --- | --- | --- |\n\
                    | so it is | `src/a.rs` | `a_rule`, `a_rule_by_hand` (`tests/it/`) |\n\
                    | a `mail_event` of `VESTIBULE_LOG_FORMAT` | | `cargo xtask test` |\n\
                    \nProse has `mail_events`, `/invitations/` and `a_use_case`.\n\
                    ```\n`a_test_of_another_world`\n```\n";
        assert_eq!(told(page), [""; 0]);
    }

    #[test]
    fn a_test_named_in_a_row_must_be_there() {
        let page = "| rule | test |\n| --- | --- |\n| so `short_one` it is | `a_rule`, `old_rule` |\n";
        assert_eq!(told(page), ["docs/security.md names the test old_rule, which is not there"]);
    }

    #[test]
    fn only_a_column_of_tests_has_short_names() {
        assert_eq!(told("| what | code |\n| --- | --- |\n| row | `mail_events` |\n"), [""; 0]);
        let page = "| rule | test |\n| --- | --- |\n| row | `a_rule` |\n\n| what | code |\n| --- | --- |\n| row | `mail_events` |\n";
        assert_eq!(told(page), [""; 0], "a table ends with its last row");
    }

    #[test]
    fn a_sentence_or_a_file_anywhere_must_be_there() {
        assert_eq!(told("It is so (`it_is_so_and_not_otherwise`).").len(), 1);
        assert_eq!(
            told("See `src/b.rs` and `src/a.rs`."),
            ["docs/security.md names src/b.rs, which is not there"]
        );
    }

    #[test]
    fn headings_are_found_as_links_find_them() {
        let document = "# Page\n\n## What is not there yet\n\nWords\n### V7: (Sessions)\n#no heading\n";
        for there in ["page", "what-is-not-there-yet", "v7-sessions"] {
            assert!(has_heading(document, there), "{there}");
        }
        for none in ["", "words", "what-is-not", "no-heading"] {
            assert!(!has_heading(document, none), "{none}");
        }
    }
}
