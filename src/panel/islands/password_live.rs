//! Shows a password on demand and says when a new one is long enough.

use leptos::prelude::*;

/// Stands right after the input it serves. Without scripts there is nothing to see.
#[island]
pub fn PasswordLive(
    /// The id of the input.
    input: String,
    /// The button's word while the password is hidden.
    show: String,
    /// The button's word while the password is shown.
    hide: String,
    /// The fewest characters of a new password; 0 when none is being chosen.
    min: u32,
    /// What is said while it is too short; `{count}` stands for the characters so far.
    short: String,
    /// What is said once it is long enough.
    enough: String,
) -> impl IntoView {
    let (alive, set_alive) = signal(false);
    let (shown, set_shown) = signal(false);
    let (count, set_count) = signal(0_u32);
    #[cfg(feature = "hydrate")]
    watch::input(input.clone(), shown, set_alive, set_count);
    #[cfg(not(feature = "hydrate"))]
    let _ = (set_alive, set_count);
    let long_enough = move || count.get() >= min;
    let words = move || match (min, count.get()) {
        (0, _) | (_, 0) => String::new(),
        (min, count) if count < min => short.replace("{count}", &count.to_string()),
        _ => enough.clone(),
    };
    view! {
        <button
            type="button"
            class="button password-show"
            hidden=move || !alive.get()
            aria-controls=input
            on:click=move |_| set_shown.update(|shown| *shown = !*shown)
        >
            {move || if shown.get() { hide.clone() } else { show.clone() }}
        </button>
        {(min > 0).then(|| view! { <p class="password-rule" class:password-enough=long_enough role="status">{words}</p> })}
    }
}

#[cfg(feature = "hydrate")]
mod watch {
    use leptos::wasm_bindgen::JsCast;
    use leptos::{ev, prelude::*};
    use web_sys::HtmlInputElement;

    /// Follows the input: its length, and whether its characters are shown.
    pub fn input(
        id: String,
        shown: ReadSignal<bool>,
        set_alive: WriteSignal<bool>,
        set_count: WriteSignal<u32>,
    ) {
        let found =
            document().get_element_by_id(&id).and_then(|found| found.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = found else { return };
        let typed = input.clone();
        let count = move || set_count.set(u32::try_from(typed.value().chars().count()).unwrap_or(u32::MAX));
        let target = input.clone();
        Effect::new(move |_| {
            set_alive.set(true);
            target.set_type(if shown.get() { "text" } else { "password" });
        });
        count();
        let handle = window_event_listener(ev::input, move |_| count());
        on_cleanup(move || handle.remove());
    }
}
