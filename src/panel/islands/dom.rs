//! Short words for what islands do with the page.

use js_sys::JsString;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    DocumentFragment, Element, Event, EventTarget, HtmlElement, HtmlFormElement, HtmlTemplateElement, Node,
    NodeList,
};

/// The element with an id, as the type asked for.
pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element a selector finds inside another one.
pub fn find<T: JsCast>(within: &Element, selector: &str) -> Option<T> {
    within.query_selector(selector).ok()??.dyn_into().ok()
}

/// Every element a selector finds inside another one.
pub fn find_all(within: &Element, selector: &str) -> Vec<HtmlElement> {
    within.query_selector_all(selector).map(list).unwrap_or_default()
}

/// Every element of the page a selector finds.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    document().query_selector_all(selector).map(list).unwrap_or_default()
}

fn list(found: NodeList) -> Vec<HtmlElement> {
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

/// The element an event happened on or in, if a selector finds it.
pub fn around<T: JsCast>(event: &Event, selector: &str) -> Option<T> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()??.dyn_into().ok()
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Gives the focus to an element.
pub fn focus(element: &HtmlElement) {
    // Fails only on elements that are gone.
    let _ = element.focus();
}

/// Sends a form as a browser without scripts does, past whatever listens for that; the page goes away.
pub fn send(form: &HtmlFormElement) {
    // Fails only when the form is gone.
    let _ = form.submit();
}

/// Sets an attribute.
pub fn set(element: &Element, attribute: &str, value: &str) {
    // Fails only on names that are no attribute names; ours are.
    let _ = element.set_attribute(attribute, value);
}

/// Takes an attribute away.
pub fn unset(element: &Element, attribute: &str) {
    let _ = element.remove_attribute(attribute);
}

/// Shows an element or hides it.
pub fn show(element: &Element, shown: bool) {
    if shown {
        unset(element, "hidden");
    } else {
        set(element, "hidden", "");
    }
}

/// Shows or hides the element with an id.
pub fn show_by_id(id: &str, shown: bool) {
    if let Some(element) = by_id::<Element>(id) {
        show(&element, shown);
    }
}

/// Does something after so many milliseconds; the number takes it back ([`not_later`]).
pub fn later(milliseconds: i32, act: impl FnOnce() + 'static) -> i32 {
    let act = Closure::once_into_js(act);
    // Fails only where scripts may not plan anything.
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds)
        .unwrap_or_default()
}

/// Takes back what was planned.
pub fn not_later(planned: i32) {
    window().clear_timeout_with_handle(planned);
}

/// Follows an event anywhere on the page.
pub fn on(event: &str, act: impl FnMut(Event) + 'static) {
    listen(&document(), event, act);
}

/// Follows an event on its way down to a target, so that those that do not bubble are seen too.
pub fn listen(target: &EventTarget, event: &str, act: impl FnMut(Event) + 'static) {
    // It listens as long as the page lives.
    let act = Closure::<dyn FnMut(Event)>::new(act).into_js_value();
    // Fails for no target that there is.
    let _ = target.add_event_listener_with_callback_and_bool(event, act.unchecked_ref(), true);
}

/// A text in small letters, as the browser does it: the tables for it are too heavy to bring along.
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// A copy of what a template of the page holds.
pub fn from_template(id: &str) -> Option<DocumentFragment> {
    let content: Node = by_id::<HtmlTemplateElement>(id)?.content().into();
    content.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// A new element with a class and a text.
pub fn element(tag: &str, class: &str, text: &str) -> Option<Element> {
    let made = document().create_element(tag).ok()?;
    if !class.is_empty() {
        made.set_class_name(class);
    }
    made.set_text_content(Some(text));
    Some(made)
}
