//! Copies a text to the clipboard. Without scripts the text stands beside it in a read-only field.

use leptos::prelude::*;

/// A button that copies `text` and says so.
#[island]
pub fn CopyButton(
    /// What is copied.
    text: String,
    /// The button's word before.
    label: String,
    /// The button's word after.
    done_label: String,
) -> impl IntoView {
    let (done, set_done) = signal(false);
    let copy = move |_| {
        #[cfg(feature = "hydrate")]
        if let Some(window) = web_sys::window() {
            let _ = window.navigator().clipboard().write_text(&text);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = &text;
        set_done.set(true);
    };
    view! {
        <button type="button" class="button" on:click=copy>
            {move || if done.get() { done_label.clone() } else { label.clone() }}
        </button>
    }
}
