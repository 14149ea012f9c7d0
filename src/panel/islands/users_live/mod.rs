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
use serde::{Deserialize, Serialize};

/// What the island says by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersWords {
    /// The heading of an error summary.
    pub problem: String,
    /// The server could not be reached.
    pub transport: String,
    /// The switch of the shortcuts.
    pub shortcuts: String,
    /// What the shortcut to the search box does.
    pub shortcut_search: String,
    /// What the shortcut to the invite form does.
    pub shortcut_invite: String,
}

/// Placed once on the Users page, below everything else.
#[island]
pub fn UsersLive(
    /// What it says.
    words: UsersWords,
) -> impl IntoView {
    let (alive, set_alive) = signal(false);
    let (shortcuts, set_shortcuts) = signal(true);
    let (said, set_said) = signal(String::new());
    Effect::new(move |_| set_alive.set(true));
    #[cfg(feature = "hydrate")]
    follow::start(&words, set_said, shortcuts, set_shortcuts);
    #[cfg(not(feature = "hydrate"))]
    let _ = set_said;
    let turn = move |_| {
        set_shortcuts.update(|on| *on = !*on);
        #[cfg(feature = "hydrate")]
        shortcuts::keep(shortcuts.get_untracked());
    };
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        <p class="shortcuts" hidden=move || !alive.get()>
            <button type="button" class="button button-small" aria-pressed=move || shortcuts.get().to_string() on:click=turn>
                {words.shortcuts}
            </button>
            <kbd>"/"</kbd>
            {words.shortcut_search}
            <kbd>"i"</kbd>
            {words.shortcut_invite}
        </p>
    }
}
