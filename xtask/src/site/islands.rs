//! The islands: compiled for the browser, bound to JavaScript, made small.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::digest;
use crate::{
    process,
    project::Project,
    setup::{BROWSER_TARGET, BrowserToolchain},
};

/// The module and the glue that loads it.
#[derive(Debug)]
pub(super) struct Islands {
    /// The JavaScript side.
    pub(super) glue: String,
    /// The module.
    pub(super) wasm: Vec<u8>,
}

/// Compiles the islands from the sources named by `inputs`. Binding and optimising are done again only when the compiler's result is another one.
pub(super) fn build(project: &Project, inputs: &str, wasm_opt: Option<&Path>) -> Result<Islands> {
    let compiled = compile(project, inputs)?;
    let bytes = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let folder = project.target.join("browser/bound");
    // Another version of the optimiser may come to another result.
    let way =
        wasm_opt.map(|_| fs::read(project.end2end().join("package-lock.json")).map(|lock| digest(&lock)));
    let way = way.transpose()?;
    let name = digest(format!("{} {:?} {way:?}", digest(&bytes), FEATURES).as_bytes());
    let (glue, wasm) = (folder.join(format!("{name}.js")), folder.join(format!("{name}.wasm")));
    if !glue.is_file() || !wasm.is_file() {
        if folder.is_dir() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let bound = bind(bytes)?;
        let plain = folder.join("plain.wasm");
        fs::write(&plain, &bound.wasm)?;
        match wasm_opt {
            Some(program) => optimise(program, &plain, &wasm)?,
            None => {
                println!("note: the islands are not optimised for size");
                fs::rename(&plain, &wasm)?;
            }
        }
        fs::write(&glue, &bound.glue)?;
    }
    Ok(Islands { glue: fs::read_to_string(glue)?, wasm: fs::read(wasm)? })
}

/// Builds the library of this crate for the browser, in a target directory of its own: the other compiler and the
/// other features would otherwise push the server's artefacts out again and again.
fn compile(project: &Project, inputs: &str) -> Result<PathBuf> {
    let toolchain = BrowserToolchain::set_up(project)?;
    let target = project.target.join("browser");
    process::run(
        toolchain
            .cargo()
            .args(["build", "--quiet", "--package=vestibule", "--lib", "--no-default-features"])
            .args(["--features=hydrate", "--profile=wasm-release", "--target", BROWSER_TARGET])
            .arg("--target-dir")
            .arg(&target)
            .env("VESTIBULE_SITE_INPUTS", inputs)
            .current_dir(&project.root),
    )?;
    Ok(target.join(BROWSER_TARGET).join("wasm-release/vestibule.wasm"))
}

fn bind(bytes: Vec<u8>) -> Result<Islands> {
    let mut output = Bindgen::new()
        .web(true)?
        .typescript(false)
        .input_bytes("vestibule", bytes)
        // The loader always says where the module is, because its name carries a hash.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    // Crates that only mention such files leave empty entries.
    let snippets: Vec<&String> =
        output.snippets().iter().filter(|(_, files)| !files.is_empty()).map(|(name, _)| name).collect();
    let modules: Vec<&String> = output.local_modules().keys().collect();
    if !snippets.is_empty() || !modules.is_empty() {
        bail!("JavaScript files of dependencies are not carried: {snippets:?} {modules:?}");
    }
    Ok(Islands { glue: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}

/// The features that rustc uses. Not all that the optimiser knows: it would write the newest encodings, which the
/// browsers of today refuse.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

fn optimise(program: &Path, from: &Path, to: &Path) -> Result<()> {
    process::run(process::command(program).args(FEATURES).arg("-Oz").arg(from).arg("-o").arg(to))
}
