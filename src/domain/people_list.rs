//! Many people at once, as they are typed into one field or stand in a file.

use super::{csv, field::Fault};

/// The most people that are invited at once.
pub const MOST: usize = 2_000;

/// The largest file of people, in octets; a power of 1024, as it is said in MiB.
pub const MOST_OCTETS: u64 = 2 * 1024 * 1024;

/// Somebody as given: nothing of it is judged yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The line in the file, or the place among the addresses; from 1.
    pub place: i64,
    /// The address.
    pub email: String,
    /// The name; may be empty.
    pub name: String,
    /// The language; may be empty.
    pub language: String,
}

/// The addresses in one field, if they are several: between commas, semicolons, blanks or line ends, each alone or behind
/// a name as mail programs copy it (`Mara Lind <mara@example.org>`). Where any part is without `@` it is one wrong
/// address rather than several.
pub fn several(text: &str) -> Option<Vec<Given>> {
    let mut found: Vec<Given> = Vec::new();
    let mut add = |email: &str, name: &str| {
        let place = i64::try_from(found.len()).unwrap_or(i64::MAX).saturating_add(1);
        found.push(Given { place, email: email.to_owned(), name: name.to_owned(), language: String::new() });
    };
    for part in text.split(['\n', '\r', ',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        match part.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, email)) => add(email.trim(), name.trim().trim_matches('"').trim()),
            None => part.split_whitespace().for_each(|email| add(email, "")),
        }
    }
    (found.len() > 1 && found.iter().all(|given| given.email.contains('@'))).then_some(found)
}

/// The columns a file may have, under the names that spreadsheets of our languages give them.
const EMAIL: &[&str] = &[
    "email",
    "e-mail",
    "mail",
    "email address",
    "e-mail address",
    "address",
    "e-mail-adresse",
    "adresse",
    "почта",
    "эл. почта",
    "электронная почта",
    "адрес",
    "邮箱",
    "电子邮件",
    "e-poçt",
    "ünvan",
];
const NAME: &[&str] = &["name", "full name", "vollständiger name", "имя", "姓名", "名称", "ad"];
const LANGUAGE: &[&str] = &["language", "lang", "sprache", "язык", "语言", "dil"];

/// Reads a file of comma-separated values: with a line of headings or without one (then the columns are address, name and
/// language), separated by commas, semicolons or tabs, in UTF-8, UTF-16 or the code page of older spreadsheets.
///
/// # Errors
/// [`Fault::NotATable`] with the line; [`Fault::NoAddressColumn`]; [`Fault::Missing`] for a file without people;
/// [`Fault::TooMany`].
pub fn read(file: &[u8]) -> Result<Vec<Given>, Fault> {
    let text = decode(file);
    if text.contains('\0') {
        return Err(Fault::NotATable { line: 1 });
    }
    // Spreadsheets may say first what separates.
    let (text, told, above) = match text.strip_prefix("sep=") {
        Some(rest) => {
            let (said, below) = rest.split_once(['\r', '\n']).unwrap_or((rest, ""));
            let after_cr = rest.get(said.len()..).is_some_and(|end| end.starts_with("\r\n"));
            let below = if after_cr { below.strip_prefix('\n').unwrap_or(below) } else { below };
            // A quote separates nothing: it would end a cell and begin one.
            (below, said.chars().next().filter(|c| *c != '"'), 1)
        }
        None => (text.as_str(), None, 0),
    };
    let separator = told.unwrap_or_else(|| separator(text));
    let mut rows =
        csv::read(text, separator, MOST + 2).map_err(|line| Fault::NotATable { line })?.into_iter();
    rows.as_mut_slice().iter_mut().for_each(|(line, _)| *line += above);
    let mut rows = rows.peekable();
    let first = rows.peek().map(|(_, cells)| cells.clone()).ok_or(Fault::Missing)?;
    let columns = if first.iter().any(|cell| cell.contains('@')) {
        [Some(0), Some(1), Some(2)]
    } else {
        rows.next();
        let find = |names: &[&str]| first.iter().position(|cell| names.contains(&&*cell.to_lowercase()));
        [Some(find(EMAIL).ok_or(Fault::NoAddressColumn)?), find(NAME), find(LANGUAGE)]
    };
    let people: Vec<Given> = rows
        .map(|(place, cells)| {
            let [email, name, language] = columns
                .map(|column| column.and_then(|column| cells.get(column).cloned()).unwrap_or_default());
            Given { place, email, name, language: language.to_lowercase() }
        })
        .take(MOST + 1)
        .collect();
    match people.len() {
        0 => Err(Fault::Missing),
        many if many > MOST => Err(Fault::TooMany { max: MOST }),
        _ => Ok(people),
    }
}

/// What the first line has most of.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    [';', '\t'].into_iter().fold(',', |best, next| if count(next) > count(best) { next } else { best })
}

fn decode(file: &[u8]) -> String {
    let units = |file: &[u8], from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> =
            file.chunks_exact(2).filter_map(|pair| Some(from(pair.try_into().ok()?))).collect();
        String::from_utf16_lossy(&units)
    };
    if let Some(rest) = file.strip_prefix(&[0xFF, 0xFE]) {
        return units(rest, u16::from_le_bytes);
    }
    if let Some(rest) = file.strip_prefix(&[0xFE, 0xFF]) {
        return units(rest, u16::from_be_bytes);
    }
    let file = file.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(file);
    match std::str::from_utf8(file) {
        Ok(text) => text.to_owned(),
        Err(_) => file.iter().map(|octet| windows_1252(*octet)).collect(),
    }
}

/// What an octet stands for in the code page that spreadsheets of western languages save in.
fn windows_1252(octet: u8) -> char {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let place = usize::from(octet).checked_sub(0x80);
    place.and_then(|place| FROM_0X80.get(place)).copied().unwrap_or_else(|| char::from(octet))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emails(given: &[Given]) -> Vec<&str> {
        given.iter().map(|given| given.email.as_str()).collect()
    }

    #[test]
    fn several_addresses_come_between_whatever_people_type() {
        let typed = "a@x.org, b@x.org;c@x.org d@x.org\r\n e@x.org\n\n\"Mara Lind\" <f@x.org>,";
        let found = several(typed).unwrap();
        assert_eq!(emails(&found), ["a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org", "f@x.org"]);
        assert_eq!((found[5].name.as_str(), found[5].place), ("Mara Lind", 6));
    }

    #[test]
    fn what_is_no_list_of_addresses_is_one_wrong_address() {
        let header = "mara@example.org\r\nBcc: thief@example.org";
        for one in ["", "mara@x.org", " mara@x.org\n", "mara at example.org", header, "no <address>"] {
            assert_eq!(several(one), None, "{one:?}");
        }
    }

    #[test]
    fn a_file_with_headings_may_have_any_columns_in_any_order() {
        let file =
            "Abteilung;Name;E-Mail;Sprache\r\nEinkauf;\"Lind; Mara\";mara@x.org;DE\r\n\r\n;;bo@x.org;\r\n";
        let people = read(file.as_bytes()).unwrap();
        assert_eq!(
            people[0],
            Given { place: 2, email: "mara@x.org".into(), name: "Lind; Mara".into(), language: "de".into() }
        );
        assert_eq!((people[1].place, people[1].email.as_str()), (4, "bo@x.org"));
    }

    #[test]
    fn a_file_without_headings_has_address_name_and_language() {
        let people = read(b"mara@x.org,Mara,de\nbo@x.org\n").unwrap();
        assert_eq!((people[0].name.as_str(), people[0].language.as_str()), ("Mara", "de"));
        assert_eq!(people[1], Given { place: 2, email: "bo@x.org".into(), ..Given::default() });
    }

    #[test]
    fn the_ways_spreadsheets_write_text_are_known() {
        let text = "email;name\nzoe@x.org;Zoë Müller\n";
        let name = |file: &[u8]| read(file).unwrap()[0].name.clone();
        let with_mark = [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat();
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let old: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        for file in [text.as_bytes(), &with_mark, &wide, &old] {
            assert_eq!(name(file), "Zoë Müller");
        }
        assert_eq!(windows_1252(0x80), '€');
        for first in ["sep=;\n", "sep=;\r", "sep=\n", "sep=\r\n", "sep=\"\n"] {
            let file = format!("{first}email;name\na@x.org;A\n");
            assert_eq!(read(file.as_bytes()).unwrap()[0].place, 3, "{first:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        assert_eq!(read(b"email\na@x.org\n\"open@x.org\n"), Err(Fault::NotATable { line: 3 }));
        assert_eq!(read(b"name,phone\nMara,1\n"), Err(Fault::NoAddressColumn));
        assert_eq!(read(b""), Err(Fault::Missing));
        assert_eq!(read(b"email\n"), Err(Fault::Missing));
        assert_eq!(read(b"PK\x03\x04\0\0"), Err(Fault::NotATable { line: 1 }));
        let many: String = (0..=MOST).map(|n| format!("p{n}@x.org\n")).collect();
        assert_eq!(read(many.as_bytes()), Err(Fault::TooMany { max: MOST }));
    }
}
