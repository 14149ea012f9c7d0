//! What a first visit may weigh.

use anyhow::{Result, bail};

use crate::site::{Manifest, Role};

/// Of the 90 KB that the first visit of the users page may weigh with brotli, the page itself gets 10.
const BUDGET: usize = 80 * 1024;

/// Prints the sizes and fails where they are too much.
pub(crate) fn check(manifest: &Manifest) -> Result<()> {
    println!("{:<44} {:>9} {:>9} {:>9}", "asset (bytes)", "plain", "gzip", "brotli");
    for asset in &manifest.assets {
        let or_plain = |size: Option<usize>| size.unwrap_or(asset.size);
        println!(
            "{:<44} {:>9} {:>9} {:>9}",
            asset.path,
            asset.size,
            or_plain(asset.gzip),
            or_plain(asset.brotli)
        );
    }
    let weight = weight(manifest);
    println!("styles, scripts and islands: {weight} of {BUDGET} bytes with brotli");
    if !manifest.optimised {
        println!("note: the islands are not optimised (wasm-opt is missing), so their weight is NOT judged");
    } else if weight > BUDGET {
        bail!("the assets weigh {} bytes more than they may", weight - BUDGET);
    }
    Ok(())
}

/// The bytes of what the first visit loads, as a browser that knows brotli gets them.
fn weight(manifest: &Manifest) -> usize {
    // The script for passkeys is on the pages that have a form for them, and on no other.
    let loaded = manifest.assets.iter().filter(|asset| !matches!(asset.role, Role::Public | Role::Passkeys));
    loaded.map(|asset| asset.brotli.unwrap_or(asset.size)).sum()
}
