//! Copies a text to the clipboard. Without scripts the text stands beside it in a read-only field.

use leptos::prelude::*;

/// A button that copies what an input holds and says so. Where there is no clipboard it selects the text.
#[island]
pub fn CopyButton(
    /// The id of the input.
    input: String,
    /// The button's word before.
    label: String,
    /// The button's word after.
    done_label: String,
) -> impl IntoView {
    let (alive, set_alive) = signal(false);
    let (done, set_done) = signal(false);
    Effect::new(move |_| set_alive.set(true));
    let copy = move |_| {
        #[cfg(feature = "hydrate")]
        if let Some(field) = super::dom::by_id::<web_sys::HtmlInputElement>(&input) {
            leptos::task::spawn_local(async move {
                field.select();
                set_done.set(super::clipboard::copy(&field.value()).await);
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&input, set_done);
    };
    view! {
        <button type="button" class="button" hidden=move || !alive.get() on:click=copy>
            <span role="status">{move || if done.get() { done_label.clone() } else { label.clone() }}</span>
        </button>
    }
}
