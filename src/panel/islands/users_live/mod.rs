//! The Users page without reloading: menus, row actions, search, filters, selection, paging, and forms in
//! dialogs.
//!
//! Everything on the page works without it. It follows events of the whole page, finds what it serves by `data-action`
//! and ids, and calls the same actions that the plain forms reach.

#[cfg(feature = "hydrate")]
mod actions;
#[cfg(feature = "hydrate")]
mod confirm;
#[cfg(feature = "hydrate")]
mod dialog;
#[cfg(feature = "hydrate")]
mod errors;
#[cfg(feature = "hydrate")]
mod filters;
#[cfg(feature = "hydrate")]
mod follow;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod menu;
#[cfg(feature = "hydrate")]
mod projects;
#[cfg(feature = "hydrate")]
mod region;
#[cfg(feature = "hydrate")]
mod selection;
#[cfg(feature = "hydrate")]
mod shortcuts;

use leptos::prelude::*;

/// Placed once on the Users page, inside the element with the id `users-live`, which holds its words.
#[island]
pub fn UsersLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    follow::start();
}
