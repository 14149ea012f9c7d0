//! Comma-separated values (RFC 4180): written so that no spreadsheet takes them for formulas, and read.

/// One row with its line end (CR LF). Cells with a comma, a quote or a line break are quoted. A cell that begins the way
/// a formula does (`=`, `+`, `-`, `@` or their wide forms, TAB, CR, LF or NUL) gets an apostrophe in front, which spreadsheets do not show.
pub fn row(cells: &[&str]) -> String {
    let mut line = String::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            line.push(',');
        }
        push(&mut line, cell);
    }
    line.push_str("\r\n");
    line
}

/// What a formula begins with: OWASP ASVS 5.0, 1.2.10, and what East Asian spreadsheets take for the same.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

fn push(line: &mut String, cell: &str) {
    let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
    if cell.contains(['"', ',', '\r', '\n']) {
        line.push('"');
        line.push_str(guard);
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(guard);
        line.push_str(cell);
    }
}

/// The most cells of a row that are read.
const MOST_CELLS: usize = 64;

/// The first rows of a text that have anything in them, each with the number of the line it begins on, from 1: at most so
/// many, of each the first 64 cells, so that a file costs no more than what is read of it. Cells are trimmed.
///
/// # Errors
/// The line of a quote that is never closed, or that something stands behind.
pub fn read(text: &str, separator: char, most: usize) -> Result<Vec<(i64, Vec<String>)>, usize> {
    let mut rows: Vec<(i64, Vec<String>)> = Vec::new();
    let (mut line, mut begun, mut cells, mut cell) = (1_usize, 1_usize, Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut quoted_on = None;
    // Behind the closing quote of a cell only its end may come.
    let mut closed = false;
    let end_cell = |cells: &mut Vec<String>, cell: &mut String| {
        if cells.len() < MOST_CELLS {
            cells.push(cell.trim().to_owned());
        }
        cell.clear();
    };
    while let Some(c) = chars.next() {
        if quoted_on.is_some() {
            match c {
                '"' if chars.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => (quoted_on, closed) = (None, true),
                _ => {
                    line += usize::from(c == '\n' || c == '\r' && chars.peek() != Some(&'\n'));
                    cell.push(c);
                }
            }
        } else if c == separator {
            end_cell(&mut cells, &mut cell);
            closed = false;
        } else if c == '\n' || c == '\r' && chars.peek() != Some(&'\n') {
            end_cell(&mut cells, &mut cell);
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push((i64::try_from(begun).unwrap_or(i64::MAX), std::mem::take(&mut cells)));
                if rows.len() == most {
                    return Ok(rows);
                }
            }
            cells.clear();
            line += 1;
            (begun, closed) = (line, false);
        } else if c == '"' && cell.trim().is_empty() && !closed {
            cell.clear();
            quoted_on = Some(line);
        } else if closed && !c.is_whitespace() {
            return Err(line);
        } else {
            cell.push(c);
        }
    }
    if let Some(line) = quoted_on {
        return Err(line);
    }
    if !cell.is_empty() || !cells.is_empty() {
        end_cell(&mut cells, &mut cell);
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((i64::try_from(begun).unwrap_or(i64::MAX), cells));
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::{read, row};

    #[test]
    fn what_is_written_is_read() {
        let cells = ["a,b", "say \"hi\"", "two\nlines", "", "ü"];
        let text = format!("{}{}", row(&cells), row(&["x"]));
        let rows = read(&text, ',', 9).unwrap();
        assert_eq!(rows, [(1, cells.map(str::to_owned).to_vec()), (3, vec!["x".to_owned()])]);
    }

    #[test]
    fn a_quote_out_of_place_is_told_with_its_line() {
        assert_eq!(read("a\n\"b", ',', 9), Err(2));
        assert_eq!(read("a\nb\n\"c\"d", ',', 9), Err(3));
        assert_eq!(read("5\" screen,b", ',', 9).unwrap()[0].1, ["5\" screen", "b"]);
    }

    #[test]
    fn every_line_end_ends_a_row() {
        assert_eq!(read("\"\r\"\na\r", ',', 9).unwrap()[0].0, 3);
        let rows = read("a\rb\r\nc\n\n d ", ',', 9).unwrap();
        let lines: Vec<i64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!((lines, rows[3].1.clone()), (vec![1, 2, 3, 5], vec!["d".to_owned()]));
    }

    #[test]
    fn what_is_empty_or_too_much_is_not_kept() {
        assert_eq!(read(&"\n,,, ,\n".repeat(1000), ',', 9), Ok(Vec::new()));
        let rows = read(&"a,".repeat(1000), ',', 9).unwrap();
        assert_eq!((rows.len(), rows[0].1.len()), (1, 64));
        assert_eq!(read(&"a\n".repeat(1000), ',', 9).unwrap().len(), 9);
    }

    #[test]
    fn plain_cells_stay_as_they_are() {
        assert_eq!(row(&["a", "", "b c", "ü;王"]), "a,,b c,ü;王\r\n");
        assert_eq!(row(&[]), "\r\n");
        assert_eq!(row(&[""]), "\r\n");
    }

    #[test]
    fn what_would_end_a_cell_is_quoted() {
        assert_eq!(
            row(&["a,b", "say \"hi\"", "two\nlines", "\"", "x\r\ny"]),
            "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\"\"\",\"x\r\ny\"\r\n"
        );
    }

    #[test]
    fn formulas_become_text() {
        for start in ["=", "+", "-", "@", "\t"] {
            assert_eq!(row(&[&format!("{start}1+1")]), format!("'{start}1+1\r\n"));
        }
        assert_eq!(row(&["\r=1", "\n=1"]), "\"'\r=1\",\"'\n=1\"\r\n");
        let link = "=HYPERLINK(\"http://evil.example\",\"x\")";
        assert_eq!(row(&[link]), "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"\r\n");
        assert_eq!(row(&["＝1+1", "\0=1"]), "'＝1+1,'\0=1\r\n");
        assert_eq!(row(&["a=1", " =1"]), "a=1, =1\r\n");
    }
}
