//! Shortcuts of one letter. They can be turned off, because people who speak to their computer would set them off by
//! accident (WCAG 2.1.4).

use super::{dialog, live::Live};
use crate::panel::islands::dom;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Where the browser keeps the choice.
const KEY: &str = "shortcuts";

/// Whether they are on: unless turned off in this browser.
pub fn kept() -> bool {
    let store = window().local_storage().ok().flatten();
    store.and_then(|store| store.get_item(KEY).ok().flatten()).is_none_or(|kept| kept != "off")
}

/// Remembers whether they are on.
fn keep(on: bool) {
    if let Ok(Some(store)) = window().local_storage() {
        // A full or forbidden store only means that the choice lasts as long as the page.
        let _ = store.set_item(KEY, if on { "on" } else { "off" });
    }
}

/// Lets their switch say whether they are on, and turn them.
pub fn start(live: &Live) {
    let Some(switch) = dom::find::<Element>(&live.place, "button") else { return };
    show(live, &switch);
    let live = live.clone();
    dom::listen(&switch.clone(), "click", move |_| {
        let on = !live.shortcuts.get();
        live.shortcuts.set(on);
        keep(on);
        show(&live, &switch);
    });
}

fn show(live: &Live, switch: &Element) {
    dom::set(switch, "aria-pressed", if live.shortcuts.get() { "true" } else { "false" });
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
                && let Ok(link) = link.dyn_into::<HtmlElement>()
            {
                event.prevent_default();
                dom::focus(&link);
                dialog::open(live, link);
            }
        }
        _ => {}
    }
}
