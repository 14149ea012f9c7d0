//! Vestibule: a self-hosted panel in which the administrators of an account invite, admit and manage its people.
//!
//! Two builds come from this crate. With `ssr` it is the whole server; with `hydrate` it is the handful of islands
//! that make the same pages nicer in a browser. See `docs/architecture.md` for the map.

#[cfg(feature = "ssr")]
pub mod http;
pub mod panel;

/// Called once by the loader script: lets the islands found on the page come alive.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
