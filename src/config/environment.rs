//! The process's environment and the `.env` file, as names and values. The only reader of either.

use std::{collections::BTreeMap, path::Path};

/// Names and values, and a line for each that could not be read. The environment wins over the file, even with an
/// empty value: that is how a line of the file is switched off for once.
pub(super) fn vars() -> (BTreeMap<String, String>, Vec<String>) {
    let (mut vars, mut faults) = file(Path::new(".env"));
    for (name, value) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        #[cfg(feature = "kill-points")]
        if name == crate::kill::VARIABLE {
            continue;
        }
        match value.into_string() {
            Ok(value) => {
                vars.insert(name, value);
            }
            Err(_) if name.starts_with("VESTIBULE_") || name == "DATABASE_URL" => {
                faults.push(format!("{name} is not UTF-8"));
            }
            Err(_) => {}
        }
    }
    (vars, faults)
}

fn file(path: &Path) -> (BTreeMap<String, String>, Vec<String>) {
    let (mut vars, mut faults) = (BTreeMap::new(), Vec::new());
    let lines = match dotenvy::from_path_iter(path) {
        Ok(lines) => lines,
        Err(error) => {
            if !error.not_found() {
                faults.push(format!("{} cannot be read: {error}", path.display()));
            }
            return (vars, faults);
        }
    };
    let mut before = String::from("at the top");
    for line in lines {
        match line {
            Ok((name, value)) => {
                before = format!("after {name}");
                vars.insert(name, value);
            }
            // The line itself is not told: it may hold a password.
            Err(dotenvy::Error::LineParse(..)) => faults.push(format!(
                "{}: the line {before} is not NAME=value; values with spaces stand in quotes",
                path.display()
            )),
            Err(error) => {
                faults.push(format!("{} cannot be read: {error}", path.display()));
                break;
            }
        }
    }
    (vars, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_its_faults_tell_no_values() {
        let path = std::env::temp_dir().join(format!("vestibule-env-{}", std::process::id()));
        std::fs::write(&path, "# comment\nVESTIBULE_LOG='debug'\nVESTIBULE_SMTP_URL=smtp://a:s3cret @h\n")
            .unwrap();
        let (vars, faults) = file(&path);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(vars.get("VESTIBULE_LOG").map(String::as_str), Some("debug"));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].contains("the line after VESTIBULE_LOG") && !faults[0].contains("s3cret"),
            "{faults:?}"
        );
    }

    #[test]
    fn no_file_is_no_fault() {
        assert_eq!(file(Path::new("no/such/.env")), (BTreeMap::new(), Vec::new()));
    }
}
