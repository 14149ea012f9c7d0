//! Comma-separated values (RFC 4180) that no spreadsheet takes for formulas.

/// One row with its line end (CR LF). Cells with a comma, a quote or a line break are quoted. A cell that begins the way
/// a formula does (`=`, `+`, `-`, `@`, TAB, CR or LF) gets an apostrophe in front, which spreadsheets do not show.
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

fn push(line: &mut String, cell: &str) {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
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

#[cfg(test)]
mod tests {
    use super::row;

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
        assert_eq!(row(&["a=1", " =1"]), "a=1, =1\r\n");
    }
}
