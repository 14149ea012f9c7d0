//! What makes islands come alive. Leptos' own `HydrationScripts` leaks the nonce into `crossorigin` and is not used.

use leptos::{nonce::use_nonce, prelude::*};

/// Where the browser's share of the program is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptPaths {
    /// The script that loads the others, as soon as the page has been read.
    pub loader: String,
    /// The glue.
    pub js: String,
    /// The islands.
    pub wasm: String,
}

/// The one script element, for pages that hold islands.
#[component]
pub fn Scripts(
    /// Where everything is.
    paths: ScriptPaths,
) -> impl IntoView {
    view! {
        <script
            type="module"
            id="islands"
            nonce=use_nonce()
            src=paths.loader
            data-js=paths.js
            data-wasm=paths.wasm
        ></script>
    }
}
