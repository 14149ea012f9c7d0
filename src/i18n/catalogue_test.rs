//! The catalogues against each other and against the code that uses them.

#![expect(clippy::string_slice, reason = "every place was found in the very text")]

use super::FILES;
use crate::domain::language::Language;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

type Names = BTreeSet<String>;

/// Keys of one file of one language, each with the variables its text names.
type Keys = BTreeMap<String, Names>;

/// A use of `t!` in the code: where, the key, and the values given.
struct Use {
    place: String,
    key: String,
    values: Names,
}

fn keys(language: Language, text: &str) -> Keys {
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((_, faults)) => panic!("{}: {faults:?}", language.code()),
    };
    let mut keys = Keys::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut variables = Names::new();
        let pattern =
            message.value.unwrap_or_else(|| panic!("{}: {} has no text", language.code(), message.id.name));
        of_pattern(&pattern, &mut variables);
        let before = keys.insert(message.id.name.to_owned(), variables);
        assert!(before.is_none(), "{}: {} stands twice", language.code(), message.id.name);
    }
    keys
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut Names) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<&str>, variables: &mut Names) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            for variant in variants {
                of_pattern(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut Names) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| of_inline(argument, variables));
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("one text may not refer to another: {other:?}"),
    }
}

/// Every source file below `folder`.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("a folder can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every call of `t!` in the code, comments left out.
fn uses() -> Vec<Use> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.iter().flat_map(|path| uses_in(path)).collect()
}

fn uses_in(path: &Path) -> Vec<Use> {
    let text = fs::read_to_string(path).expect("a source is text");
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|l| format!("{l}\n")).collect();
    let calls = code.match_indices("t!(").filter(|(at, _)| {
        !code[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '"')
    });
    calls
        .map(|(at, call)| {
            let place = format!("{}: {}", path.display(), code[at..].lines().next().unwrap_or(""));
            let arguments = arguments(&code[at + call.len()..]);
            let key = arguments.get(1).and_then(|key| key.strip_prefix('"')?.strip_suffix('"'));
            let key = key.unwrap_or_else(|| panic!("{place}: the key is no literal")).to_owned();
            let names = arguments.iter().skip(2).filter(|argument| !argument.is_empty());
            let values = names.map(|value| value.split('=').next().unwrap_or("").trim().to_owned()).collect();
            Use { place, key, values }
        })
        .collect()
}

/// The arguments of a call, `code` beginning behind its opening bracket.
fn arguments(code: &str) -> Vec<String> {
    let (mut depth, mut in_text, mut found) = (0_i32, false, vec![String::new()]);
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let mut keep = true;
        match c {
            '\\' if in_text => {
                found.last_mut().expect("never empty").push(c);
                found.last_mut().expect("never empty").extend(chars.next());
                keep = false;
            }
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(String::new());
                keep = false;
            }
            _ => {}
        }
        if keep {
            found.last_mut().expect("never empty").push(c);
        }
    }
    found.iter().map(|argument| argument.trim().to_owned()).collect()
}

#[test]
fn every_language_has_the_same_keys_with_the_same_values() {
    for index in 0..FILES[0].1.len() {
        let english = keys(Language::En, FILES[0].1[index]);
        for (language, files) in &FILES {
            let keys = keys(*language, files[index]);
            for (key, variables) in &english {
                assert_eq!(keys.get(key), Some(variables), "{}: {key}", language.code());
            }
            let more: Vec<_> = keys.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(more.is_empty(), "{}: {more:?} not in English", language.code());
        }
    }
}

#[test]
fn every_key_used_exists_and_every_key_that_exists_is_used() {
    let mut english = Keys::new();
    for text in FILES[0].1 {
        for (key, variables) in keys(Language::En, text) {
            assert!(english.insert(key.clone(), variables).is_none(), "{key} stands in two files");
        }
    }
    let mut used = Names::new();
    for Use { place, key, values } in uses() {
        assert_eq!(english.get(&key), Some(&values), "{place}");
        used.insert(key);
    }
    let unused: Vec<_> = english.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "used nowhere: {unused:?}");
}

#[test]
fn every_text_can_be_written_out() {
    for (language, bundle) in super::BUNDLES.iter() {
        for text in FILES.iter().find(|(own, _)| own == language).map_or(&[][..], |(_, files)| files) {
            for (key, variables) in keys(*language, text) {
                for number in [0, 1, 2, 5, 21] {
                    let mut args = fluent_bundle::FluentArgs::new();
                    for name in &variables {
                        args.set(name.clone(), number);
                    }
                    let pattern =
                        bundle.get_message(&key).and_then(|message| message.value()).expect("parsed");
                    let mut faults = Vec::new();
                    let text = bundle.format_pattern(pattern, Some(&args), &mut faults);
                    assert!(
                        faults.is_empty() && !text.trim().is_empty(),
                        "{} {key}: {faults:?}",
                        language.code()
                    );
                }
            }
        }
    }
}

#[test]
fn calls_are_read_as_the_compiler_reads_them() {
    let code = r#"language, "a-key", name = f(a, "x,)\""), count = [1, 2].len()) and more"#;
    assert_eq!(arguments(code), ["language", "\"a-key\"", r#"name = f(a, "x,)\"")"#, "count = [1, 2].len()"]);
}
