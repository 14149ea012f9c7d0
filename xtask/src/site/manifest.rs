//! Writing the assets and the list of them.

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::digest;

/// The name of the list in the site's folder.
const FILE: &str = "manifest.json";

/// What an asset is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// The stylesheet.
    Css,
    /// The glue of the islands.
    Js,
    /// The islands.
    Wasm,
    /// The script that brings the islands to life.
    Loader,
    /// The script that lets forms use passkeys.
    Passkeys,
    /// A file of `public/`, under its own name.
    Public,
}

/// One file as the server will serve it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asset {
    /// Its address.
    pub(crate) path: String,
    /// What it is for.
    pub(crate) role: Role,
    /// Its media type.
    pub(crate) content_type: String,
    /// Its hash, for the entity tag.
    pub(crate) hash: String,
    /// Sizes in bytes: as it is, and compressed where that is smaller.
    pub(crate) size: usize,
    /// With gzip.
    pub(crate) gzip: Option<usize>,
    /// With brotli.
    pub(crate) brotli: Option<usize>,
}

/// The list of all assets.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The fingerprint of what the site was made of.
    pub(crate) inputs: String,
    /// Whether the islands went through `wasm-opt`.
    pub(crate) optimised: bool,
    /// The assets.
    pub(crate) assets: Vec<Asset>,
}

impl Manifest {
    pub(super) fn new(inputs: String, optimised: bool) -> Self {
        Self { inputs, optimised, assets: Vec::new() }
    }

    pub(super) fn add(&mut self, asset: Asset) {
        self.assets.push(asset);
    }

    /// Reads the list of a finished site; nothing if a file is missing.
    pub(crate) fn read(site: &Path) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(site.join(FILE)).ok()?).ok()?;
        manifest.files(site).iter().all(|file| file.is_file()).then_some(manifest)
    }

    /// Writes the list and removes what no longer is on it.
    pub(super) fn write(&self, site: &Path) -> Result<()> {
        let keep: BTreeSet<PathBuf> = self.files(site).into_iter().collect();
        for entry in WalkDir::new(site).into_iter().filter_map(Result::ok) {
            if entry.file_type().is_file() && !keep.contains(entry.path()) {
                fs::remove_file(entry.path())?;
            }
        }
        fs::write(site.join(FILE), serde_json::to_string_pretty(self)?)?;
        Ok(())
    }

    fn files(&self, site: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for asset in &self.assets {
            let file = site.join(asset.path.trim_start_matches('/'));
            files.extend(asset.gzip.map(|_| beside(&file, "gz")));
            files.extend(asset.brotli.map(|_| beside(&file, "br")));
            files.push(file);
        }
        files
    }
}

/// Writes assets into the site's folder.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    site: &'a Path,
}

impl<'a> Writer<'a> {
    pub(super) fn new(site: &'a Path) -> Result<Self> {
        fs::create_dir_all(site.join("assets"))?;
        Ok(Self { site })
    }

    /// An asset with its hash in its name, which never changes.
    pub(super) fn hashed(&self, role: Role, stem: &str, extension: &str, bytes: &[u8]) -> Result<Asset> {
        let hash = short(bytes);
        self.write(role, format!("/assets/{stem}.{hash}.{extension}"), hash, bytes)
    }

    /// An asset with a name that people and browsers know.
    pub(super) fn named(&self, name: &str, bytes: &[u8]) -> Result<Asset> {
        self.write(Role::Public, format!("/{name}"), short(bytes), bytes)
    }

    fn write(&self, role: Role, path: String, hash: String, bytes: &[u8]) -> Result<Asset> {
        let content_type = content_type(&path)?.to_owned();
        let file = self.site.join(path.trim_start_matches('/'));
        replace(&file, bytes)?;
        let gzip = compressed(&file, "gz", bytes, gzip)?;
        let brotli = compressed(&file, "br", bytes, brotli)?;
        Ok(Asset { path, role, content_type, hash, size: bytes.len(), gzip, brotli })
    }
}

/// Writes a compressed form where it is smaller, and gives its size.
fn compressed(
    file: &Path,
    extension: &str,
    bytes: &[u8],
    compress: fn(&[u8]) -> Result<Vec<u8>>,
) -> Result<Option<usize>> {
    let compressed = compress(bytes)?;
    if compressed.len() >= bytes.len() {
        return Ok(None);
    }
    replace(&beside(file, extension), &compressed)?;
    Ok(Some(compressed.len()))
}

/// Leaves an unchanged file alone, so that nothing is built again for the sake of its date.
fn replace(file: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn short(bytes: &[u8]) -> String {
    digest(bytes).chars().take(16).collect()
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn content_type(path: &str) -> Result<&'static str> {
    let extension = path.rsplit('.').next().unwrap_or_default();
    Ok(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        _ => bail!("no media type is known for {path}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_content() {
        let site = tempfile::tempdir().unwrap();
        let writer = Writer::new(site.path()).unwrap();
        let one = writer.hashed(Role::Css, "vestibule", "css", b"a{}").unwrap();
        assert_eq!(one, writer.hashed(Role::Css, "vestibule", "css", b"a{}").unwrap());
        assert_ne!(one.path, writer.hashed(Role::Css, "vestibule", "css", b"b{}").unwrap().path);
        assert!(one.path == format!("/assets/vestibule.{}.css", one.hash), "{}", one.path);
    }

    #[test]
    fn compressed_forms_stand_beside_the_file_where_they_are_smaller() {
        let site = tempfile::tempdir().unwrap();
        let writer = Writer::new(site.path()).unwrap();
        let long = writer.named("robots.txt", "Disallow: /\n".repeat(100).as_bytes()).unwrap();
        assert!(long.brotli.unwrap() < long.size && long.gzip.unwrap() < long.size);
        assert!(site.path().join("robots.txt.br").is_file() && site.path().join("robots.txt.gz").is_file());
        let short = writer.named("x.txt", b"x").unwrap();
        assert_eq!((short.gzip, short.brotli), (None, None));
    }

    #[test]
    fn a_site_with_a_missing_file_is_no_site_and_old_files_go() {
        let site = tempfile::tempdir().unwrap();
        let writer = Writer::new(site.path()).unwrap();
        let old = writer.hashed(Role::Js, "vestibule", "js", b"old").unwrap();
        let mut manifest = Manifest::new("inputs".into(), true);
        manifest.add(writer.hashed(Role::Js, "vestibule", "js", b"new").unwrap());
        manifest.write(site.path()).unwrap();
        assert!(!site.path().join(old.path.trim_start_matches('/')).exists());
        assert_eq!(Manifest::read(site.path()).unwrap().inputs, "inputs");
        fs::remove_file(site.path().join(manifest.assets[0].path.trim_start_matches('/'))).unwrap();
        assert!(Manifest::read(site.path()).is_none());
    }
}
