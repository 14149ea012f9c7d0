//! Faults of a form, shown as the server would have (`components::ErrorSummary`, `components::Field`).

use crate::panel::islands::{dom, ids, server::Fault};
use web_sys::{Element, HtmlElement, HtmlFormElement};

/// Takes away what was shown before, shows every fault, and moves the focus to the summary.
pub fn show(form: &HtmlFormElement, heading: &str, errors: &[Fault]) {
    clear(form);
    for error in errors {
        beside(form, error);
    }
    let Some(summary) = summary(heading, errors) else { return };
    // Fails only when the form is gone.
    let _ = form.prepend_with_node_1(&summary);
    if let Some(summary) = dom::by_id::<HtmlElement>("error-summary") {
        dom::focus(&summary);
        summary.scroll_into_view();
    }
}

fn clear(form: &HtmlFormElement) {
    for shown in dom::find_all(form, ".error-summary, .field-error") {
        shown.remove();
    }
    for control in dom::find_all(form, "[aria-invalid]") {
        dom::unset(&control, "aria-invalid");
    }
    for described in dom::find_all(form, "[aria-describedby*=error-]") {
        let all = described.get_attribute("aria-describedby").unwrap_or_default();
        let rest: Vec<&str> = all.split(' ').filter(|id| !id.starts_with("error-")).collect();
        if rest.is_empty() {
            dom::unset(&described, "aria-describedby");
        } else {
            dom::set(&described, "aria-describedby", &rest.join(" "));
        }
    }
}

fn beside(form: &HtmlFormElement, error: &Fault) {
    let selector = ["[data-field=\"", &error.field, "\"]"].concat();
    let Some(group) = dom::find::<Element>(form, &selector) else { return };
    // What is folded away cannot be mended.
    if let Ok(Some(folded)) = group.closest("details") {
        dom::set(&folded, "open", "");
    }
    let id = ids::error_id(&error.field);
    let field = ids::field_id(&error.field);
    let own = ["input:not([type=radio])#", &field, ", select#", &field, ", textarea#", &field].concat();
    let control = dom::find::<Element>(&group, &own);
    if let Some(control) = &control {
        dom::set(control, "aria-invalid", "true");
    }
    let described = control.as_ref().unwrap_or(&group);
    let before = described.get_attribute("aria-describedby").unwrap_or_default();
    dom::set(described, "aria-describedby", [&before, " ", &id].concat().trim_start_matches(' '));
    if let Some(message) = dom::element("p", "field-error", &error.message) {
        message.set_id(&id);
        let _ = group.append_child(&message);
    }
}

fn summary(heading: &str, errors: &[Fault]) -> Option<Element> {
    let summary = dom::element("div", "error-summary", "")?;
    summary.set_id("error-summary");
    dom::set(&summary, "role", "alert");
    dom::set(&summary, "tabindex", "-1");
    let list = dom::element("ul", "", "")?;
    for error in errors {
        let entry = if error.field == "form" {
            dom::element("li", "", &error.message)?
        } else {
            let entry = dom::element("li", "", "")?;
            let link = dom::element("a", "", &error.message)?;
            dom::set(&link, "href", &["#", &ids::field_id(&error.field)].concat());
            entry.append_child(&link).ok()?;
            entry
        };
        list.append_child(&entry).ok()?;
    }
    summary.append_child(dom::element("h2", "", heading)?.as_ref()).ok()?;
    summary.append_child(&list).ok()?;
    Some(summary)
}
