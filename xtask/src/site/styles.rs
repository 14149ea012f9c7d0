//! The styles: `@import`s bundled, nesting lowered for the browsers of 2023, minified.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Features, Targets},
};

/// One stylesheet out of the given one and all it imports.
pub(super) fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let targets = targets();
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })?;
    Ok(printed.code)
}

/// The first releases of 2023. Nesting came in the course of that year and is lowered whatever else they know.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Targets {
        browsers: Some(Browsers {
            chrome: version(109, 0),
            edge: version(109, 0),
            firefox: version(109, 0),
            safari: version(16, 3),
            ios_saf: version(16, 3),
            ..Browsers::default()
        }),
        include: Features::Nesting,
        ..Targets::default()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn imports_are_bundled_nesting_lowered_and_spaces_removed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("base.css"), ".card {\n  & > .title { color: #ff0000; }\n}\n").unwrap();
        let main = folder.path().join("main.css");
        fs::write(&main, "@layer base, page;\n@import \"base.css\" layer(base);\n").unwrap();
        let css = bundle(&main).unwrap();
        assert!(css.contains(".card>.title{color:red}"), "{css}");
        assert!(css.contains("@layer base"), "{css}");
    }

    #[test]
    fn a_mistake_names_the_file_and_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        fs::write(&main, "\n@import \"gone.css\";").unwrap();
        let error = bundle(&main).unwrap_err().to_string();
        assert!(error.contains("main.css:1"), "{error}");
    }
}
