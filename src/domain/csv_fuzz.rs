use super::{
    csv,
    field::Fault,
    people_list::{self, MOST, several},
};
use crate::fuzz::{holds, text};
use proptest::{prelude::*, prop_assert, prop_assert_eq, sample::select, test_runner::TestCaseError};

/// What a spreadsheet may take for the beginning of a formula (OWASP ASVS 1.2.10, and the wide forms of the four).
const FORMULA: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

const CELLS: &[&str] =
    &["a", "\"", ",", ";", "=1+1", "+", "-", "@SUM(1)", "\t", "\r", "\n", "\r\n", "'", " ", "ü", "\0"];
const FILE: &[&str] = &[
    "email",
    "name",
    "a@x.org",
    "Mara Lind",
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "sep=",
    " ",
    "de",
];

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(text(CELLS), 1..6), 1..5)
}

/// A cell as it is written: never the beginning of a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

fn written(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| csv::row(&row.iter().map(String::as_str).collect::<Vec<_>>())).collect()
}

/// Rows as another reader has them, without those that are blank.
fn read_otherwise(text: &str) -> Result<Vec<Vec<String>>, TestCaseError> {
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Result<Vec<_>, _> = reader.records().collect();
    let rows = rows.map_err(|error| TestCaseError::fail(error.to_string()))?;
    let cells = |row: ::csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
    Ok(rows.into_iter().map(cells).filter(|row| !is_blank(row)).collect())
}

fn is_blank(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// Ends of lines, of whatever kind.
fn lines(text: &str) -> usize {
    text.replace("\r\n", "\n").matches(['\r', '\n']).count()
}

#[test]
fn what_is_written_reads_back_and_is_never_a_formula() {
    holds("csv_written", &table(), |rows| {
        let text = written(rows);
        let expected: Vec<(usize, Vec<String>)> = (0..rows.len())
            .map(|at| (lines(&written(&rows[..at])) + 1, rows[at].iter().map(|cell| guarded(cell)).collect()))
            .filter(|(_, row): &(usize, Vec<String>)| !is_blank(row))
            .collect();
        let cells: Vec<_> = expected.iter().map(|(_, row)| row.clone()).collect();
        if text.starts_with('\u{feff}') {
            // The other reader takes it for the mark of the encoding.
            return Ok(());
        }
        let read = read_otherwise(&text)?;
        prop_assert!(read.iter().flatten().all(|cell| !cell.starts_with(FORMULA)), "{:?}", read);
        prop_assert_eq!(read, cells);
        let trimmed: Vec<(i64, Vec<String>)> = expected
            .iter()
            .map(|(line, row)| {
                (i64::try_from(*line).unwrap(), row.iter().map(|cell| cell.trim().to_owned()).collect())
            })
            .collect();
        prop_assert_eq!(csv::read(&text, ',', rows.len()), Ok(trimmed));
        Ok(())
    });
}

#[test]
fn what_is_read_is_what_another_reader_reads() {
    // Blanks beside a quote are nothing to us and letters to the other.
    let files = prop::collection::vec(
        select(&["a", "\"", "\"", "\"\"", ",", ",", ";", "\n", "\r\n", "\r", "x y", "ü", "=1", "'"][..]),
        0..14,
    );
    let files = files.prop_map(|pieces| pieces.concat());
    holds("csv_read", &files, |text| {
        if let Ok(rows) = csv::read(text, ',', 1000) {
            let rows: Vec<_> = rows.into_iter().map(|(_, cells)| cells).collect();
            let others: Vec<Vec<String>> = read_otherwise(text)?
                .iter()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
                .collect();
            prop_assert_eq!(rows, others);
        } else {
            prop_assert!(text.contains('"'));
        }
        Ok(())
    });
    holds(
        "csv_rows",
        &(text(FILE), select(vec![',', ';', '\t', '|']), 1..6_usize),
        |(text, separator, most)| {
            let last = lines(text) + 1;
            match csv::read(text, *separator, *most) {
                Ok(rows) => {
                    prop_assert!(rows.len() <= *most && rows.is_sorted_by(|(a, _), (b, _)| a < b));
                    for (line, cells) in rows {
                        prop_assert!(
                            usize::try_from(line).is_ok_and(|line| (1..=last).contains(&line)),
                            "line {}",
                            line
                        );
                        prop_assert!((1..=64).contains(&cells.len()));
                        prop_assert!(cells.iter().all(|cell| cell.trim() == cell) && !is_blank(&cells));
                    }
                }
                Err(line) => prop_assert!((1..=last).contains(&line), "line {} of {}", line, last),
            }
            Ok(())
        },
    );
}

#[test]
fn a_file_of_people_is_the_same_people_in_every_encoding() {
    let files = prop_oneof![
        2 => text(FILE),
        2 => text(FILE).prop_map(|rest| format!("email;name\na@x.org;{rest}")),
        1 => (text(&[";", ",", "|", "\"", "\n", "\r"]), text(FILE)).prop_map(|(said, rest)| format!("sep={said}\n{rest}")),
    ];
    holds("people_file", &files, |text| {
        let people = people_list::read(text.as_bytes());
        match &people {
            Ok(people) => {
                prop_assert!((1..=MOST).contains(&people.len()));
                prop_assert!(people.is_sorted_by(|a, b| a.place < b.place) && people[0].place > 0);
                for one in people {
                    for cell in [&one.email, &one.name, &one.language] {
                        prop_assert!(cell.trim() == cell && !cell.contains('\0'));
                    }
                }
            }
            Err(Fault::NotATable { line }) => {
                prop_assert!((1..=lines(text) + 1).contains(line), "line {}", line);
            }
            Err(fault) => {
                let told = matches!(fault, Fault::Missing | Fault::NoAddressColumn | Fault::TooMany { .. });
                prop_assert!(told, "{:?}", fault);
            }
        }
        if text.starts_with('\u{feff}') {
            return Ok(());
        }
        let wide = |mark: [u8; 2], octets: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(text.encode_utf16().flat_map(octets)).collect()
        };
        let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
        for file in [marked, wide([0xff, 0xfe], u16::to_le_bytes), wide([0xfe, 0xff], u16::to_be_bytes)] {
            prop_assert_eq!(people_list::read(&file), people.clone());
        }
        Ok(())
    });
}

#[test]
fn a_file_may_say_what_separates_or_not() {
    let inputs =
        (table(), select(vec![',', ';', '\t']), select(vec!["\n", "\r\n", "\r"]).prop_map(str::to_owned));
    holds("people_separator", &inputs, |(rows, separator, end)| {
        let plain =
            |cell: &String| cell.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>();
        let mut file = format!("email{separator}name{separator}x{end}");
        for row in rows {
            let cells: Vec<_> = row.iter().map(plain).collect();
            file.push_str(&cells.join(&separator.to_string()));
            file.push_str(end);
        }
        let people = people_list::read(file.as_bytes());
        // `sep=` without a letter says nothing, nor does a quote.
        for said in [format!("sep={separator}{end}"), format!("sep={end}"), format!("sep=\"{end}")] {
            let told = people_list::read(format!("{said}{file}").as_bytes()).map(|mut people| {
                people.iter_mut().for_each(|one| one.place -= 1);
                people
            });
            prop_assert_eq!(told, people.clone(), "{:?}", said);
        }
        Ok(())
    });
}

#[test]
fn several_addresses_are_counted_and_each_is_one_word() {
    let typed = text(&["a@x.org", "Mara Lind", "<", ">", "\"", ",", ";", " ", "\n", "\r\n", "@"]);
    holds("several", &typed, |text| {
        let Some(all) = several(text) else { return Ok(()) };
        prop_assert!(all.len() > 1 && all.len() <= text.matches('@').count());
        for (one, place) in all.iter().zip(1_i64..) {
            prop_assert_eq!(one.place, place);
            prop_assert!(one.email.contains('@') && !one.email.contains([',', ';', '\r', '\n']));
            prop_assert!(text.contains(&one.email) && text.contains(&one.name));
            prop_assert!(one.email.trim() == one.email && one.name.trim() == one.name);
        }
        Ok(())
    });
}
