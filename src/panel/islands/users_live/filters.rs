//! The groups of filters open and close like menus.

use crate::panel::islands::dom;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Closes the group that was left.
pub fn clicked(event: &Event) {
    let here = dom::around::<Element>(event, "details.filter");
    for group in dom::all("details.filter[open]") {
        if here.as_ref().is_none_or(|here| here.id() != group.id()) {
            dom::unset(&group, "open");
        }
    }
}

/// Escape closes the group and goes back to what opened it; whether it did.
pub fn key(event: &KeyboardEvent) -> bool {
    let group = dom::around::<Element>(event, "details.filter[open]").filter(|_| event.key() == "Escape");
    let Some(group) = group else { return false };
    dom::unset(&group, "open");
    if let Some(summary) = dom::find::<HtmlElement>(&group, "summary") {
        dom::focus(&summary);
    }
    true
}
