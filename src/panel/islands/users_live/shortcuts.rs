//! Shortcuts of one letter. They can be turned off, because people who speak to their computer would set them off by
//! accident (WCAG 2.1.4).

use super::{dialog, live::Live};
use crate::panel::islands::dom;
use leptos::prelude::{document, window};
use web_sys::{HtmlElement, KeyboardEvent};

/// Where the browser keeps the choice.
const KEY: &str = "shortcuts";

/// Whether they are on: unless turned off in this browser.
pub fn kept() -> bool {
    let store = window().local_storage().ok().flatten();
    store.and_then(|store| store.get_item(KEY).ok().flatten()).is_none_or(|kept| kept != "off")
}

/// Remembers whether they are on.
pub fn keep(on: bool) {
    if let Ok(Some(store)) = window().local_storage() {
        // A full or forbidden store only means that the choice lasts as long as the page.
        let _ = store.set_item(KEY, if on { "on" } else { "off" });
    }
}

/// `/` goes to the search box, `i` to the invite form; not while something is typed or a dialog is open.
pub fn key(live: &Live, event: &KeyboardEvent) {
    let typing = dom::around::<HtmlElement>(event, "input, select, textarea, dialog[open]").is_some();
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    match event.key().as_str() {
        "/" => {
            if let Some(search) = dom::by_id::<HtmlElement>("search") {
                event.prevent_default();
                dom::focus(&search);
            }
        }
        "i" => {
            if let Ok(Some(link)) = document().query_selector("a[data-action=invite]")
                && let Ok(link) = wasm_bindgen::JsCast::dyn_into::<HtmlElement>(link)
            {
                event.prevent_default();
                dom::focus(&link);
                dialog::open(live, link);
            }
        }
        _ => {}
    }
}
