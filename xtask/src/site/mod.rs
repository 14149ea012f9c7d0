//! What the browser gets: islands, their glue, the loader, the styles and the files of `public/`.
//!
//! The result is a folder of files with their hash in the name, each beside its compressed forms, and `manifest.json`,
//! from which `build.rs` embeds them.

mod fingerprint;
mod islands;
mod manifest;
mod scripts;
mod styles;

use std::{fs, path::Path};

use anyhow::{Context, Result};

pub(crate) use fingerprint::digest;
pub(crate) use manifest::{Manifest, Role};

use crate::{project::Project, setup};

/// Builds the site unless nothing it is made of changed since.
pub(crate) fn build(project: &Project) -> Result<Manifest> {
    let inputs = fingerprint::of_inputs(&project.root)?;
    let site = project.site();
    if let Some(manifest) = Manifest::read(&site).filter(|manifest| manifest.inputs == inputs) {
        // Built without the optimiser, it is built again as soon as the optimiser is there.
        if manifest.optimised || (!project.ci && !project.end2end().join("package-lock.json").exists()) {
            return Ok(manifest);
        }
    }

    let wasm_opt = setup::node_packages(project)?.map(|programs| programs.join("wasm-opt"));
    let islands = islands::build(project, &inputs, wasm_opt.as_deref())?;
    let entry = project.root.join("style/main.css");
    let styles = if entry.is_file() || project.ci { styles::bundle(&entry)? } else { no_styles(&entry) };
    let loader = fs::read_to_string(project.root.join("src/panel/islands/loader.js"))?;

    let mut manifest = Manifest::new(inputs, wasm_opt.is_some());
    let writer = manifest::Writer::new(&site)?;
    manifest.add(writer.hashed(Role::Css, "vestibule", "css", styles.as_bytes())?);
    manifest.add(writer.hashed(
        Role::Js,
        "vestibule",
        "js",
        scripts::without_comments(&islands.glue).as_bytes(),
    )?);
    manifest.add(writer.hashed(Role::Wasm, "vestibule", "wasm", &islands.wasm)?);
    manifest.add(writer.hashed(
        Role::Loader,
        "loader",
        "js",
        scripts::without_comments(&loader).as_bytes(),
    )?);
    let passkeys = fs::read_to_string(project.root.join("src/panel/passkeys.js"))?;
    manifest.add(writer.hashed(
        Role::Passkeys,
        "passkeys",
        "js",
        scripts::without_comments(&passkeys).as_bytes(),
    )?);
    for (name, bytes) in public_files(&project.root.join("public"))? {
        manifest.add(writer.named(&name, &bytes)?);
    }
    manifest.write(&site)?;
    Ok(manifest)
}

fn no_styles(entry: &Path) -> String {
    println!("note: {} is missing, the pages will have no style", entry.display());
    String::new()
}

/// The files of `public/`, which keep their names.
fn public_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name().and_then(|name| name.to_str())) {
            files.push((name.to_owned(), fs::read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}
