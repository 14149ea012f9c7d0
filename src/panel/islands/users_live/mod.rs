//! The Users page without reloading: menus, row actions, search, paging, and the invite form in a dialog.
//!
//! Everything on the page works without it. It follows events of the whole page, finds what it serves by `data-action`
//! and ids, and calls the same actions that the plain forms reach.

#[cfg(feature = "hydrate")]
mod actions;
#[cfg(feature = "hydrate")]
mod dialog;
#[cfg(feature = "hydrate")]
mod errors;
#[cfg(feature = "hydrate")]
mod follow;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod menu;
#[cfg(feature = "hydrate")]
mod region;
#[cfg(feature = "hydrate")]
mod shortcuts;

use leptos::prelude::*;

/// Placed once on the Users page, inside the element with the id `users-live`, which holds its words.
#[island]
pub fn UsersLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    follow::start();
}
