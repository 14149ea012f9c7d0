//! Embeds the site: turns the list that `cargo xtask` left in the target directory into a table of Rust constants.

#![allow(clippy::disallowed_methods, reason = "a build script reads what Cargo tells it by its environment")]

use std::{
    env, error, fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn error::Error>>;

fn main() -> Result<()> {
    println!("cargo:rerun-if-env-changed=VESTIBULE_SITE");
    // `cargo xtask` names the islands' sources by their content. Cargo goes by times of change, which say nothing where
    // several checkouts share a target directory.
    println!("cargo:rerun-if-env-changed=VESTIBULE_SITE_INPUTS");
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_SSR").is_none() {
        return Ok(());
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let site = site_folder(&out)?;
    // Cargo takes a path that does not exist for one that always changes.
    fs::create_dir_all(&site)?;
    println!("cargo:rerun-if-changed={}", site.display());
    let manifest = site.join("manifest.json");
    let assets = match fs::read(&manifest) {
        Ok(bytes) => list(&serde_json::from_slice(&bytes)?)?,
        Err(_) => Vec::new(),
    };
    fs::write(out.join("assets.rs"), table(&assets, &site)?)?;
    Ok(())
}

/// `VESTIBULE_SITE`, or `site` in the target directory this is built in, which is where `cargo xtask` puts it.
fn site_folder(out: &Path) -> Result<PathBuf> {
    if let Some(folder) = env::var_os("VESTIBULE_SITE") {
        return Ok(folder.into());
    }
    // OUT_DIR is TARGET/PROFILE/build/PACKAGE/out.
    let target = out.ancestors().nth(4).ok_or("OUT_DIR is not in a target directory")?;
    Ok(target.join("site"))
}

struct Asset {
    path: String,
    role: String,
    content_type: String,
    hash: String,
    gzip: bool,
    brotli: bool,
}

fn list(manifest: &Value) -> Result<Vec<Asset>> {
    let assets = manifest["assets"].as_array().ok_or("manifest.json lists no assets")?;
    assets
        .iter()
        .map(|asset| {
            let text = |name: &str| -> Result<String> {
                Ok(asset[name].as_str().ok_or_else(|| format!("an asset without {name}"))?.to_owned())
            };
            Ok(Asset {
                path: text("path")?,
                role: text("role")?,
                content_type: text("content_type")?,
                hash: text("hash")?,
                gzip: !asset["gzip"].is_null(),
                brotli: !asset["brotli"].is_null(),
            })
        })
        .collect()
}

fn table(assets: &[Asset], site: &Path) -> Result<String> {
    let constants = [
        ("css", "CSS", "The address of the stylesheet."),
        ("js", "JS", "The address of the islands' glue."),
        ("wasm", "WASM", "The address of the islands."),
        ("loader", "LOADER", "The address of the script that brings the islands to life."),
        ("passkeys", "PASSKEYS", "The address of the script that lets forms use passkeys."),
    ];
    let mut lines: Vec<String> = constants.iter().map(|constant| address(assets, *constant)).collect();
    lines.push("static ASSETS: &[Asset] = &[".into());
    for asset in assets {
        lines.push(entry(asset, site)?);
    }
    lines.push("];\n".into());
    Ok(lines.join("\n"))
}

fn address(assets: &[Asset], (role, name, meaning): (&str, &str, &str)) -> String {
    let path = assets.iter().find(|asset| asset.role == role).map(|asset| asset.path.as_str());
    format!("/// {meaning} `None` when built without a site.\npub const {name}: Option<&str> = {path:?};")
}

fn entry(asset: &Asset, site: &Path) -> Result<String> {
    let Asset { path, content_type, hash, role, gzip, brotli } = asset;
    let file = fs::canonicalize(site.join(path.trim_start_matches('/')))?;
    let file = file.to_str().ok_or("the site's folder is not UTF-8")?;
    let compressed = |present: bool, extension: &str| {
        if present {
            format!("Some(include_bytes!({:?}))", format!("{file}.{extension}"))
        } else {
            "None".into()
        }
    };
    let immutable = role != "public";
    let (gzip, brotli) = (compressed(*gzip, "gz"), compressed(*brotli, "br"));
    Ok(format!(
        "    Asset {{ path: {path:?}, content_type: {content_type:?}, hash: {hash:?}, immutable: {immutable}, \
         identity: include_bytes!({file:?}), gzip: {gzip}, brotli: {brotli} }},"
    ))
}
