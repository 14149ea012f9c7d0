//! The list of projects in the invite form: narrowed down by name, and all of them given one role.

use crate::panel::islands::dom;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

/// Shows what helps, where there is enough to help with.
pub fn upgrade(form: &Element) {
    for sleeping in dom::find_all(form, ".projects-tools") {
        dom::unset(&sleeping, "hidden");
    }
}

/// Something was typed or chosen; whether it was the filter.
pub fn typed(event: &Event) -> bool {
    let Some(filter) = dom::around::<HtmlInputElement>(event, "#projects-filter") else { return false };
    let wanted = dom::lower(&filter.value());
    for row in rows() {
        let name = dom::find::<HtmlElement>(&row, "label").and_then(|label| label.text_content());
        dom::show(&row, dom::lower(&name.unwrap_or_default()).contains(&wanted));
    }
    true
}

/// Gives all projects in sight the role that was chosen for all; whether that was what changed.
pub fn changed(event: &Event) -> bool {
    let Some(every) = dom::around::<HtmlSelectElement>(event, "#projects-all") else { return false };
    for row in rows().into_iter().filter(|row| !row.hidden()) {
        if let Some(select) = dom::find::<HtmlSelectElement>(&row, "select").filter(|_| every.value() != "-")
        {
            select.set_value(&every.value());
        }
    }
    true
}

fn rows() -> Vec<HtmlElement> {
    dom::all("#invite-form .projects > .field")
}
