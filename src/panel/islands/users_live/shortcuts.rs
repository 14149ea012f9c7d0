//! Shortcuts of one letter. They can be turned off, because people who speak to their computer would set them off by
//! accident (WCAG 2.1.4).

use super::{dialog, live::Live};
use crate::panel::islands::dom;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

/// Where the browser keeps the choice.
const KEY: &str = "shortcuts";
/// The switch in the list of them.
const SWITCH: &str = "shortcuts-on";

/// Whether they are on: unless turned off in this browser.
pub fn kept() -> bool {
    let store = window().local_storage().ok().flatten();
    store.and_then(|store| store.get_item(KEY).ok().flatten()).is_none_or(|kept| kept != "off")
}

/// Lets their switch say whether they are on.
pub fn start(live: &Live) {
    if let Some(switch) = dom::by_id::<HtmlInputElement>(SWITCH) {
        switch.set_checked(live.shortcuts.get());
    }
}

/// A checkbox has changed; whether it was the switch, which turns them.
pub fn changed(live: &Live, target: &HtmlInputElement) -> bool {
    let ours = target.id() == SWITCH;
    if ours {
        live.shortcuts.set(target.checked());
        if let Ok(Some(store)) = window().local_storage() {
            // A full or forbidden store only means that the choice lasts as long as the page.
            let _ = store.set_item(KEY, if target.checked() { "on" } else { "off" });
        }
    }
    ours
}

/// `/` goes to the search box, `i` to the invite form, `?` lists them; not while something is typed or a dialog is open.
pub fn key(live: &Live, event: &KeyboardEvent) {
    let typing =
        dom::around::<HtmlElement>(event, "input:not([type=checkbox]), select, textarea, dialog[open]");
    if typing.is_some() || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
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
        "?" => {
            if let Some(button) = dom::by_id::<HtmlElement>("shortcuts-button") {
                event.prevent_default();
                // Pressed, not just shown, so that closing the list leads back to the button.
                button.click();
            }
        }
        _ => {}
    }
}
