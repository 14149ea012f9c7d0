//! The installation's key: 32 octets in a file that only the service may read.

use crate::entropy::{Entropy, octets};
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

/// Octets in the key.
const KEY_LEN: usize = 32;

/// Reads the key, or makes one of fresh randomness when there is none.
///
/// The file is put in place whole and never over another (`link(2)`), so that two nodes that start at once in one
/// folder end up with the same key. On Unix it has mode 0600, and its folder 0700 when it has to be made.
///
/// # Errors
/// When the file is not exactly 32 octets long, when others than its owner may read it (Unix), or when the system
/// refuses; the message names the file.
pub fn load_or_create_key(path: &Path, entropy: &dyn Entropy) -> io::Result<[u8; KEY_LEN]> {
    let done = match load(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => create(path, entropy).and_then(|()| load(path)),
        loaded => loaded,
    };
    done.map_err(|error| io::Error::new(error.kind(), format!("the key file {}: {error}", path.display())))
}

/// Reads the key as it is; makes none.
///
/// # Errors
/// As [`load_or_create_key`]; [`ErrorKind::NotFound`] when there is none.
pub fn read_key(path: &Path) -> io::Result<[u8; KEY_LEN]> {
    load(path)
}

fn load(path: &Path) -> io::Result<[u8; KEY_LEN]> {
    let file = File::open(path)?;
    refuse_readable_by_others(&file)?;
    let mut content = Vec::with_capacity(KEY_LEN + 1);
    // One more than fits shows that it is too long, without reading a whole wrong file.
    file.take(33).read_to_end(&mut content)?;
    content.try_into().map_err(|_| {
        let fault =
            "must be exactly 32 octets long; what was sealed with another key cannot be opened any more";
        io::Error::new(ErrorKind::InvalidData, fault)
    })
}

fn create(path: &Path, entropy: &dyn Entropy) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(folder)?;
    let beside = temporary_name(path, entropy);
    let written = write_new(&beside, &octets::<KEY_LEN>(entropy)).and_then(|()| fs::hard_link(&beside, path));
    let cleared = fs::remove_file(&beside);
    match written {
        // Another node was faster: its key is the key.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        other => other?,
    }
    cleared?;
    sync_folder(folder)
}

fn temporary_name(path: &Path, entropy: &dyn Entropy) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{:016x}.new", u64::from_be_bytes(octets(entropy))));
    path.with_file_name(name)
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
fn refuse_readable_by_others(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata()?.permissions().mode() & 0o777;
    if mode & !0o700 == 0 {
        return Ok(());
    }
    let fault = format!("has mode {mode:04o} and may be read by others; run `chmod 600` on it");
    Err(io::Error::new(ErrorKind::PermissionDenied, fault))
}

#[cfg(not(unix))]
fn refuse_readable_by_others(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the new name survive a power cut; only Unix can open a folder for that.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let name = format!("vestibule-key-{:016x}", u64::from_be_bytes(octets(&SystemEntropy)));
            Self(std::env::temp_dir().join(name))
        }

        fn key(&self) -> PathBuf {
            self.0.join("inner/secret.key")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_key_is_made_once_and_leaves_nothing_beside_it() {
        let folder = Folder::new();
        let key = load_or_create_key(&folder.key(), &SystemEntropy).unwrap();
        assert_eq!(load_or_create_key(&folder.key(), &SystemEntropy).unwrap(), key);
        assert_eq!(fs::read_dir(folder.0.join("inner")).unwrap().count(), 1);
    }

    #[test]
    fn nodes_that_start_at_once_agree() {
        let folder = Folder::new();
        let path = folder.key();
        let keys: Vec<_> = std::thread::scope(|scope| {
            let nodes: Vec<_> =
                (0..16).map(|_| scope.spawn(|| load_or_create_key(&path, &SystemEntropy).unwrap())).collect();
            nodes.into_iter().map(|node| node.join().unwrap()).collect()
        });
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn a_file_of_another_length_is_refused_and_left_alone() {
        let folder = Folder::new();
        fs::create_dir_all(folder.0.join("inner")).unwrap();
        for length in [0, 31, 33] {
            let _ = fs::remove_file(folder.key());
            write_new(&folder.key(), &vec![1; length]).unwrap();
            let error = load_or_create_key(&folder.key(), &SystemEntropy).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidData);
            assert!(error.to_string().contains("secret.key"), "{error}");
            assert_eq!(fs::read(folder.key()).unwrap().len(), length);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new();
        load_or_create_key(&folder.key(), &SystemEntropy).unwrap();
        assert_eq!(fs::metadata(folder.key()).unwrap().permissions().mode() & 0o777, 0o600);
        for mode in [0o640, 0o604] {
            fs::set_permissions(folder.key(), fs::Permissions::from_mode(mode)).unwrap();
            let error = load_or_create_key(&folder.key(), &SystemEntropy).unwrap_err();
            assert!(error.to_string().contains("chmod 600"), "{error}");
        }
    }
}
