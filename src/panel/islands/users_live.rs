//! The Users page without reloading.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island says by itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UsersWords {
    /// The heading of an error summary.
    pub problem: String,
    /// The server could not be reached.
    pub transport: String,
    /// Something is on its way.
    pub loading: String,
    /// A link is in the clipboard.
    pub copied: String,
}

/// Placed once on the Users page; it shows nothing itself.
#[island]
pub fn UsersLive(
    /// What it says.
    words: UsersWords,
) -> impl IntoView {
    let _ = words;
}
