//! Vestibule: a self-hosted panel in which the administrators of an account invite, admit and manage its people.
//!
//! Two builds come from this crate. With `ssr` it is the whole server; with `hydrate` it is the handful of islands
//! that make the same pages nicer in a browser. See `docs/architecture.md` for the map.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod api_reference;
#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod clock;
#[cfg(feature = "ssr")]
pub mod config;
#[cfg(feature = "ssr")]
pub mod domain;
#[cfg(feature = "ssr")]
pub mod entropy;
#[cfg(feature = "ssr")]
#[cfg(test)]
mod fuzz;
#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
pub mod i18n;
#[cfg(feature = "kill-points")]
pub mod kill;
#[cfg(feature = "ssr")]
pub mod mail;
pub mod panel;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod telemetry;
#[cfg(feature = "ssr")]
pub mod worker;

/// Dies here if the process was told to (`src/kill.rs`); nothing at all without the feature `kill-points`.
#[cfg(feature = "ssr")]
#[macro_export]
macro_rules! kill_point {
    ($name:literal) => {
        #[cfg(feature = "kill-points")]
        {
            const { assert!($crate::kill::is_listed($name)) };
            $crate::kill::point($name);
        }
    };
}

/// Called once by the loader script: lets the islands found on the page come alive.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
