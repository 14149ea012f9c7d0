//! Knowing that nothing changed.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// Everything the site is made of. xtask itself is among it: another way of building makes another result.
const INPUTS: &[&str] =
    &["src", "style", "public", "xtask/src", "Cargo.toml", "Cargo.lock", "end2end/package-lock.json"];

/// The hash of all inputs, of their names and of their contents.
pub(super) fn of_inputs(root: &Path) -> Result<String> {
    of(root, INPUTS)
}

fn of(root: &Path, inputs: &[&str]) -> Result<String> {
    let mut hasher = Sha256::new();
    for input in inputs {
        // A folder that does not exist yet counts as an empty one.
        for entry in WalkDir::new(root.join(input)).sort_by_file_name().into_iter().filter_map(Result::ok) {
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path();
            let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.strip_prefix(root)?.as_os_str().as_encoded_bytes();
            for part in [name, &bytes] {
                hasher.update(part.len().to_le_bytes());
                hasher.update(part);
            }
        }
    }
    Ok(hex(&hasher.finalize()))
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn fingerprint(files: &[(&str, &str)]) -> String {
        of(tree(files).path(), &["src", "style", "Cargo.lock"]).unwrap()
    }

    #[test]
    fn the_same_files_give_the_same_fingerprint() {
        let files = [("src/a.rs", "a"), ("Cargo.lock", "1")];
        assert_eq!(fingerprint(&files), fingerprint(&files));
    }

    #[test]
    fn another_text_name_or_file_gives_another() {
        let before = fingerprint(&[("src/a.rs", "a"), ("src/b.rs", "b")]);
        assert_ne!(before, fingerprint(&[("src/a.rs", "a"), ("src/b.rs", "c")]), "text");
        assert_ne!(before, fingerprint(&[("src/a.rs", "a"), ("src/c.rs", "b")]), "name");
        assert_ne!(
            before,
            fingerprint(&[("src/a.rs", "a"), ("src/b.rs", "b"), ("style/m.css", "")]),
            "new file"
        );
        assert_ne!(before, fingerprint(&[("src/a.rs", "b"), ("src/b.rs", "a")]), "swapped");
    }

    #[test]
    fn what_is_not_an_input_changes_nothing() {
        let before = fingerprint(&[("src/a.rs", "a")]);
        assert_eq!(before, fingerprint(&[("src/a.rs", "a"), ("docs/x.md", "x")]));
    }

    #[test]
    fn the_digest_is_sha_256() {
        assert_eq!(digest(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
