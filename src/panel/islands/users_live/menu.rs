//! Row menus after the pattern of the ARIA Authoring Practices for menu buttons.

use crate::panel::islands::dom;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Gives every menu of the table its roles. Without scripts they are plain groups of buttons, and stay so.
pub fn upgrade() {
    let Some(region) = dom::by_id::<Element>("users-region") else { return };
    for menu in dom::find_all(&region, ".menu") {
        dom::set(&menu, "role", "menu");
        for form in dom::find_all(&menu, "form") {
            dom::set(&form, "role", "none");
        }
        for item in dom::find_all(&menu, ".menu-item") {
            dom::set(&item, "role", "menuitem");
            dom::set(&item, "tabindex", "-1");
        }
        if let Some(button) = button_of(&menu) {
            dom::set(&button, "aria-haspopup", "menu");
            dom::set(&button, "aria-expanded", "false");
        }
    }
}

/// Whether a menu is open.
pub fn is_open() -> bool {
    matches!(document().query_selector(".menu:popover-open"), Ok(Some(_)))
}

/// A menu has opened or closed.
pub fn toggled(event: &Event) {
    let menu = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(menu) = menu.filter(|menu| menu.matches(".menu").unwrap_or(false)) else { return };
    let open = menu.matches(":popover-open").unwrap_or(false);
    if let Some(button) = button_of(&menu) {
        dom::set(&button, "aria-expanded", if open { "true" } else { "false" });
    }
    // A key may have chosen another item already.
    if open && !menu.contains(dom::focused().as_deref().map(AsRef::as_ref)) {
        step(&menu, Step::First);
    }
}

/// Closes the menu that an element stands in; its button has the focus again.
pub fn close_around(element: &Element) {
    let Ok(Some(menu)) = element.closest(".menu") else { return };
    let Ok(menu) = menu.dyn_into::<HtmlElement>() else { return };
    close(&menu);
}

/// A key, and whether a menu took it.
pub fn key(event: &KeyboardEvent) -> bool {
    let key = event.key();
    if let Some(menu) = dom::around::<HtmlElement>(event, ".menu") {
        let wanted = match key.as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Previous,
            "Home" => Step::First,
            "End" => Step::Last,
            "Escape" | "Tab" => {
                // The browser goes on from the button, which has the focus again.
                close(&menu);
                return true;
            }
            // Links are pressed with Enter alone, items with either.
            " " => {
                if let Some(link) = dom::around::<HtmlElement>(event, "a") {
                    event.prevent_default();
                    link.click();
                }
                return true;
            }
            letter => Step::Letter(letter),
        };
        if matches!(wanted, Step::Letter(letter) if letter.chars().nth(1).is_some())
            || event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
        {
            return true;
        }
        event.prevent_default();
        step(&menu, wanted);
        return true;
    }
    let button = dom::around::<HtmlElement>(event, "#users-region [popovertarget]");
    let Some(button) = button.filter(|_| key == "ArrowDown" || key == "ArrowUp") else { return false };
    let menu = button.get_attribute("popovertarget").and_then(|id| dom::by_id::<HtmlElement>(&id));
    let Some(menu) = menu else { return false };
    event.prevent_default();
    // Pressed, not just shown: only the button that opens a menu is what the menu stands beside.
    if !menu.matches(":popover-open").unwrap_or(false) {
        button.click();
    }
    step(&menu, if key == "ArrowUp" { Step::Last } else { Step::First });
    true
}

#[derive(Clone, Copy)]
enum Step<'a> {
    First,
    Last,
    Next,
    Previous,
    /// The next item that begins with it.
    Letter(&'a str),
}

fn step(menu: &HtmlElement, step: Step<'_>) {
    let items = dom::find_all(menu, ".menu-item");
    let here = dom::focused().and_then(|focused| items.iter().position(|item| *item == focused));
    let last = items.len().saturating_sub(1);
    let to = match (step, here) {
        (Step::Last, _) | (Step::Previous, None | Some(0)) => last,
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Next, Some(here)) => {
            if here >= last {
                0
            } else {
                here + 1
            }
        }
        (Step::Previous, Some(here)) => here - 1,
        (Step::Letter(letter), here) => {
            let from = here.map_or(0, |here| here + 1);
            let begins = |item: &HtmlElement| {
                dom::lower(&item.text_content().unwrap_or_default()).starts_with(&dom::lower(letter))
            };
            let places = (from..items.len()).chain(0..from);
            let found = places.into_iter().find(|place| items.get(*place).is_some_and(begins));
            found.or(here).unwrap_or(0)
        }
    };
    if let Some(item) = items.get(to) {
        dom::focus(item);
    }
}

fn close(menu: &HtmlElement) {
    // Fails only when it is closed already.
    let _ = menu.hide_popover();
    if let Some(button) = button_of(menu) {
        dom::focus(&button);
    }
}

fn button_of(menu: &Element) -> Option<HtmlElement> {
    let selector = ["[popovertarget=\"", &menu.id(), "\"]"].concat();
    document().query_selector(&selector).ok()??.dyn_into().ok()
}
