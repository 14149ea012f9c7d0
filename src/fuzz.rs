//! Fuzzing (`docs/adr/0022-fuzzing.md`): properties that hold for whatever comes in. Each is tried on what was ever found
//! against it, one input in JSON on each line of `tests/fuzz/NAME.jsonl`, and then on what is made up anew. Only in tests.

use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestCaseResult, TestError, TestRunner},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// How long a property is tried within the ordinary tests. A target has up to six properties.
const SHORT: Duration = Duration::from_millis(300);

/// How many inputs are tried at least, however slow the machine is.
const LEAST: u64 = 1024;

/// How many inputs are tried between two looks at the time.
const BATCH: u32 = 64;

/// What has made trouble somewhere: ends of lines, blanks, what is not seen, what turns text, letters whose case or
/// compatible form is another number of letters, and the letters that mean something to some reader.
const NASTY: &[&str] = &[
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\0",
    "\u{7}",
    "\u{b}",
    "\u{c}",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{34f}",
    "\u{61c}",
    "\u{180e}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{3000}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{e0001}",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ſ",
    "\u{212a}",
    "ǰ",
    "J\u{30c}",
    "e\u{301}",
    "é",
    "\u{301}",
    "\u{344}",
    "\u{958}",
    "\u{1d160}",
    "ﬁ",
    "ﷺ",
    "½",
    "ς",
    "Σ",
    "Å",
    "①",
    "！",
    "＠",
    "．",
    "。",
    "，",
    "；",
    "＜",
    "＝",
    "＋",
    "－",
    "１",
    "Ａ",
    "😀",
    "👨‍👩‍👧",
    "-",
    "_",
    ".",
    ",",
    ";",
    ":",
    "'",
    "\"",
    "\\",
    "/",
    "<",
    ">",
    "&",
    "=",
    "+",
    "@",
    "%",
    "?",
    "#",
    "*",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "~",
    "`",
    "$",
    "!",
    "^",
    "%00",
    "%0d%0a",
    "%2f",
    "0",
    "1",
    "9",
    "-1",
    "18446744073709551616",
    "a",
    "Z",
];

/// One letter, of those that stand in texts rather than of all there are.
fn letter() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::char::range(' ', '~'),
        2 => proptest::char::range('\u{80}', '\u{2fff}'),
        2 => proptest::char::range('\u{fb00}', '\u{ffef}'),
        1 => any::<char>(),
    ]
    .prop_map(String::from)
}

/// Text out of these pieces in any order and number, now and then one many times over, with nasty and random letters in it.
pub(crate) fn text(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => select(pieces).prop_map(str::to_owned),
        4 => select(NASTY).prop_map(str::to_owned),
        2 => letter(),
        1 => (select(pieces), 2_usize..300).prop_map(|(piece, times)| piece.repeat(times)),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

/// Tries a property on what is kept under its name, and then on made-up inputs for a moment, or `FUZZ_SECONDS`.
/// `cargo xtask fuzz` sets that, and `FUZZ_KEEP`, so that an input against which it does not hold is kept at once.
///
/// # Panics
/// With the smallest such input that was found, as a line for the file.
pub(crate) fn holds<S>(name: &str, inputs: &S, property: impl Fn(&S::Value) -> TestCaseResult)
where
    S: Strategy<Value: Serialize + DeserializeOwned>,
{
    for (place, line) in kept(name).lines().enumerate() {
        let input =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}.jsonl:{}: {error}", place + 1));
        property(&input).unwrap_or_else(|why| panic!("{name}.jsonl:{}: {why}\n{line}", place + 1));
    }
    #[expect(clippy::disallowed_methods, reason = "decides how long a test takes, and nothing else")]
    let now = Instant::now;
    let until = now() + seconds().unwrap_or(SHORT);
    let mut tried = 0_u64;
    while now() < until || tried < LEAST {
        let config =
            Config { cases: BATCH, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
        match TestRunner::new(config).run(inputs, |input| property(&input)) {
            Ok(()) => tried += u64::from(BATCH),
            Err(TestError::Abort(why)) => panic!("{name}: {why}"),
            Err(TestError::Fail(why, input)) => {
                let line = serde_json::to_string(&input).unwrap();
                let place = keep(name, &line);
                panic!("{name}: {why}\nafter {tried} inputs that are fine; {place}:\n{line}");
            }
        }
    }
    println!("{name}: {tried} inputs");
}

fn seconds() -> Option<Duration> {
    #[expect(clippy::disallowed_methods, reason = "asks how long to try")]
    let seconds = std::env::var("FUZZ_SECONDS").ok()?;
    Some(Duration::from_secs(seconds.parse().expect("FUZZ_SECONDS is a number")))
}

fn file(name: &str) -> PathBuf {
    Path::new("tests/fuzz").join(format!("{name}.jsonl"))
}

fn kept(name: &str) -> String {
    fs::read_to_string(file(name)).unwrap_or_default()
}

/// Keeps an input if that is wanted, and says where it stands or should.
fn keep(name: &str, line: &str) -> String {
    let file = file(name);
    #[expect(clippy::disallowed_methods, reason = "asks whether to write")]
    let wanted = std::env::var_os("FUZZ_KEEP").is_some();
    if !wanted {
        return format!("keep this line in {}", file.display());
    }
    let mut open = fs::OpenOptions::new().create(true).append(true).open(&file).unwrap();
    writeln!(open, "{line}").unwrap();
    format!("kept in {}", file.display())
}

#[test]
fn what_does_not_hold_is_found_and_made_small() {
    let found = std::panic::catch_unwind(|| {
        holds("no_such_file", &text(&["ab", "@"]), |text| {
            prop_assert!(!text.contains("@ab"), "there it is");
            Ok(())
        });
    });
    let message = found.unwrap_err().downcast::<String>().unwrap();
    let input = message.lines().last().unwrap();
    assert!(message.contains("there it is") && input.contains("@ab") && input.len() < 12, "{message}");
}

/// A file under a name that no property has would never be tried.
#[test]
fn every_kept_input_belongs_to_a_property() {
    let sources = ["domain", "http", "mail", "panel/controllers"].map(|folder| Path::new("src").join(folder));
    let files =
        sources.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let fuzz: Vec<String> = files
        .filter(|path| path.to_string_lossy().ends_with("_fuzz.rs"))
        .map(|path| fs::read_to_string(path).unwrap().split_whitespace().collect())
        .collect();
    assert!(fuzz.len() > 5, "{}", fuzz.len());
    for entry in fs::read_dir("tests/fuzz").unwrap() {
        let path = entry.unwrap().path();
        let call = format!("holds(\"{}\"", path.file_stem().unwrap().to_string_lossy());
        assert!(fuzz.iter().any(|source| source.contains(&call)), "{}", path.display());
    }
}
