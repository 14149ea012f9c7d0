//! Copies a text to the clipboard. Without scripts the text stands beside it in a read-only field.

use leptos::prelude::*;

/// Wakes the buttons with `data-copy`, the id of an input (`components::HandOver`): each copies what the input holds and
/// says so in the words of `data-done`. Where there is no clipboard it selects the text.
#[island]
pub fn CopyButton() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    copying::wake();
}

/// Buttons that copy.
#[cfg(feature = "hydrate")]
pub mod copying {
    use crate::panel::islands::{clipboard, dom};
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{Element, HtmlElement, HtmlInputElement};

    /// Wakes the buttons that still sleep: they are hidden until they can do what they say.
    pub fn wake() {
        for button in dom::all("[data-copy][hidden]") {
            dom::unset(&button, "hidden");
            let label = button.text_content();
            dom::listen(&button.clone(), "click", move |_| copy(&button, label.clone()));
        }
    }

    fn copy(button: &HtmlElement, label: Option<String>) {
        let input = button.get_attribute("data-copy").and_then(|id| dom::by_id::<HtmlInputElement>(&id));
        let Some(input) = input else { return };
        input.select();
        let button = button.clone();
        spawn_local(async move {
            if clipboard::copy(&input.value()).await {
                done(&button);
            } else {
                say(&button, label.as_deref());
            }
        });
    }

    /// Lets a button say that the text has been copied.
    pub fn done(button: &HtmlElement) {
        say(button, button.get_attribute("data-done").as_deref());
    }

    fn say(button: &HtmlElement, words: Option<&str>) {
        if let Some(place) = dom::find::<Element>(button, "span") {
            place.set_text_content(words);
        }
    }
}
