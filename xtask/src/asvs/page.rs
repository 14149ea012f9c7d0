//! The lines as `docs/security.md` shows them, between two marks.

use std::{collections::BTreeMap, fmt::Write as _};

use anyhow::{Context, Result, bail};

use super::{
    data::{Line, Proven},
    standard::{self, CHAPTERS, Number},
};

/// Where the lines begin, by themselves on a line.
const BEGIN: &str = "<!-- asvs: made from docs/asvs.toml by `cargo xtask asvs`; change that file instead -->";
/// Where they end.
const END: &str = "<!-- asvs: end -->";

/// A page in the parts before, between and behind the marks.
fn parts(page: &str) -> Result<(&str, &str, &str)> {
    let (before, rest) = page.split_once(BEGIN).with_context(|| format!("the page has no line {BEGIN}"))?;
    let (between, behind) = rest.split_once(END).with_context(|| format!("the page has no line {END}"))?;
    if between.contains(BEGIN) || behind.contains(BEGIN) || behind.contains(END) {
        bail!("the marks of the lines stand twice on the page");
    }
    Ok((before, between, behind))
}

/// A page with these lines on it.
pub(super) fn with_lines(page: &str, lines: &BTreeMap<Number, Line>) -> Result<String> {
    let (before, _, behind) = parts(page)?;
    Ok(format!("{before}{BEGIN}\n\n{}\n{END}{behind}", section(lines)))
}

/// What people wrote of a page.
pub(super) fn by_hand(page: &str) -> Result<String> {
    let (before, _, behind) = parts(page)?;
    Ok(format!("{before}{behind}"))
}

fn section(lines: &BTreeMap<Number, Line>) -> String {
    let mut proven = [0_usize; 2];
    let mut open = String::new();
    let mut not_applicable = String::new();
    let mut tables: BTreeMap<u8, String> = BTreeMap::new();
    let mut rest = [0_usize; 2];
    for (number, line) in lines {
        let level = standard::level(*number).unwrap_or_default();
        match line {
            Line::Proven(proof) => {
                let [needed, more] = &mut proven;
                *if level < standard::OPTIONAL { needed } else { more } += 1;
                tables.entry(number.chapter).or_default().push_str(&row(*number, level, proof));
            }
            Line::Open(why) | Line::NotApplicable(why) => {
                let [opened, none] = &mut rest;
                let is_open = matches!(line, Line::Open(_));
                *if is_open { opened } else { none } += 1;
                let text = if is_open { &mut open } else { &mut not_applicable };
                // Writing to a String cannot fail.
                let _ = writeln!(text, "| {number} | {level} | {} |", cell(why));
            }
        }
    }
    let ([needed, more], [opened, none]) = (proven, rest);
    let all = standard::lines().filter(|(_, level)| *level < standard::OPTIONAL).count();
    let mut text = format!(
        "## Lines of OWASP ASVS 5.0\n\n\
         [ASVS 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en) of the OWASP Foundation is under CC BY-SA 4.0. Numbers and\n\
         levels are the standard's; the sentences are ours and say what we do, not what is asked for. How to add or change a\n\
         line stands at the top of [asvs.toml](asvs.toml).\n\n\
         The chapters below have {all} lines at levels 1 and 2: {needed} are met, each with the tests that prove it, {opened} are not met\n\
         yet, {none} do not apply. {more} lines of level 3 are met besides. `cargo xtask test` fails when a line of level 1 or 2 is\n\
         missing, when one that applies names no test, and when a test named anywhere on this page is not there.\n"
    );
    for (chapter, name) in CHAPTERS {
        if let Some(rows) = tables.get(chapter) {
            let head =
                "| line | level | what it means here | where | test |\n| --- | --- | --- | --- | --- |";
            let _ = write!(text, "\n### V{chapter} {name}\n\n{head}\n{rows}");
        }
    }
    for (title, what, rows) in [
        ("Not met yet", "what is missing", open),
        ("Does not apply, or is decided by whoever runs it", "why", not_applicable),
    ] {
        if !rows.is_empty() {
            let _ = write!(text, "\n### {title}\n\n| line | level | {what} |\n| --- | --- | --- |\n{rows}");
        }
    }
    text
}

fn row(number: Number, level: u8, Proven { means, written, code, tests }: &Proven) -> String {
    let written = written.iter().map(|place| link(place));
    let places: Vec<String> = written.chain(code.iter().map(|path| format!("`{path}`"))).collect();
    let tests: Vec<String> = tests.iter().map(|test| shown(test)).collect();
    format!("| {number} | {level} | {} | {} | {} |\n", cell(means), places.join(", "), tests.join(", "))
}

/// A heading of a document as a link from the page, which stands in `docs/` itself.
fn link(place: &str) -> String {
    let address = place.strip_prefix("docs/").map_or_else(|| format!("../{place}"), str::to_owned);
    let (file, heading) = place.split_once('#').unwrap_or((place, ""));
    let name = if file == "docs/security.md" { heading.replace('-', " ") } else { file.to_owned() };
    let address = address.strip_prefix("security.md").unwrap_or(&address);
    format!("[{name}]({address})")
}

/// A test as the page names it.
fn shown(test: &str) -> String {
    match test.split_once(": ") {
        Some((file, title)) => format!("“{}” (`{file}`)", cell(title)),
        None => format!("`{test}`"),
    }
}

/// Text within one cell of a table.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> BTreeMap<Number, Line> {
        let proven = Line::Proven(Proven {
            means: "So\nit | is.".into(),
            written: Some("docs/security.md#what-it-is".into()),
            code: vec!["src/a.rs".into()],
            tests: vec!["a_rule".into(), "end2end/specs/a.spec.ts: it is".into()],
        });
        let number = |text: &str| text.parse().unwrap();
        BTreeMap::from([
            (number("7.2.1"), proven),
            (number("6.3.3"), Line::Open("Not built.".into())),
            (number("6.8.1"), Line::NotApplicable("There is none.".into())),
        ])
    }

    #[test]
    fn every_kind_of_line_has_its_table() {
        let page = with_lines(&format!("# Page\n\n{BEGIN}\nold\n{END}\n\nBehind.\n"), &lines()).unwrap();
        for row in [
            "| 7.2.1 | 1 | So it \\| is. | [what it is](#what-it-is), `src/a.rs` | `a_rule`, “it is” (`end2end/specs/a.spec.ts`) |\n",
            "| 6.3.3 | 2 | Not built. |\n",
            "| 6.8.1 | 2 | There is none. |\n",
        ] {
            assert!(page.contains(row), "{row}{page}");
        }
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
        assert!(at("### V7 Sessions") < at("7.2.1") && at("7.2.1") < at("### Not met yet"));
        assert!(
            at("### Not met yet") < at("6.3.3")
                && at("6.3.3") < at("### Does not apply")
                && at("### Does") < at("6.8.1")
        );
        assert!(page.contains("128 lines at levels 1 and 2: 1 are met"), "{page}");
        assert!(
            !page.contains("old") && page.starts_with("# Page\n") && page.ends_with("\n\nBehind.\n"),
            "{page}"
        );
    }

    #[test]
    fn a_page_made_again_is_the_same_page() {
        let page = with_lines(&format!("# Page\n\n{BEGIN}\n{END}\n"), &lines()).unwrap();
        assert_eq!(with_lines(&page, &lines()).unwrap(), page);
        assert!(!by_hand(&page).unwrap().contains("7.2.1"), "what was made is not what people wrote");
    }

    #[test]
    fn a_page_without_its_marks_or_with_two_of_them_is_refused() {
        let pages = [
            "",
            BEGIN,
            END,
            &[BEGIN, BEGIN, END].concat(),
            &[BEGIN, END, BEGIN].concat(),
            &[BEGIN, END, END].concat(),
        ];
        for wrong in pages {
            assert!(with_lines(wrong, &lines()).is_err(), "{wrong}");
        }
    }
}
