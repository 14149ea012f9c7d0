//! What the parts of the island share.

use crate::panel::islands::{
    copy_button::copying,
    dom,
    server::{self, Failure},
    wire,
};
use leptos::prelude::window;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The state of the island; one per page.
#[derive(Clone)]
pub struct Live(Rc<State>);

/// What [`Live`] shares.
pub struct State {
    /// The element that holds the words and what shows that the island is alive.
    pub place: HtmlElement,
    /// Whether an answer is on its way that nothing may overtake.
    pub busy: Cell<bool>,
    /// Whether the next look at moving rows is planned.
    pub waiting: Cell<bool>,
    /// Whether the shortcuts are on.
    pub shortcuts: Cell<bool>,
    /// What opened the dialog.
    pub opener: RefCell<Option<HtmlElement>>,
    /// The table as it came last.
    pub shown: RefCell<String>,
    /// The number of the table asked for last; an answer to an older question is not shown.
    pub turn: Cell<u32>,
    /// What waits for a pause in the typing: the search, or the look at what an invitation comes to.
    pub pause: Cell<i32>,
    /// The invite form as it was opened.
    pub untouched: RefCell<String>,
}

impl std::ops::Deref for Live {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl Live {
    /// The state of a page that holds the element of the island.
    pub fn new(place: HtmlElement, shortcuts: bool) -> Self {
        Self(Rc::new(State {
            place,
            busy: Cell::default(),
            waiting: Cell::default(),
            shortcuts: Cell::new(shortcuts),
            opener: RefCell::default(),
            shown: RefCell::default(),
            turn: Cell::default(),
            pause: Cell::default(),
            untouched: RefCell::default(),
        }))
    }

    /// Words that the page holds for the island.
    pub fn word(&self, attribute: &str) -> String {
        self.place.get_attribute(attribute).unwrap_or_default()
    }

    /// Does something when nothing has been typed for a moment.
    pub fn when_paused(&self, act: impl FnOnce() + 'static) {
        dom::not_later(self.pause.get());
        self.pause.set(dom::later(300, act));
    }

    /// Goes to another page.
    pub fn go(address: &str) {
        // Fails only on addresses that are none; ours are.
        let _ = window().location().assign(address);
    }

    /// What went wrong, in words; `None` when the browser is on its way to the sign-in page instead.
    pub fn explain(&self, failure: Failure) -> Option<String> {
        if failure.signed_out {
            Self::go("/sign-in?next=/users");
            return None;
        }
        Some(if failure.message.is_empty() { self.word("data-transport") } else { failure.message })
    }

    /// Shows trouble where notices stand.
    pub fn trouble(&self, failure: Failure) {
        if let Some(text) = self.explain(failure) {
            Self::refused(&text);
        }
    }

    /// Shows why something was refused.
    pub fn refused(words: &str) {
        place("notice-bad", words);
    }

    /// Shows a notice, and the link that came with it, which it gives back. Null says nothing.
    pub fn notice(notice: &JsValue) -> Option<String> {
        if !notice.is_object() {
            return None;
        }
        let warning = server::text(notice, wire::TONE) == wire::WARNING;
        let template = if warning { "notice-warning" } else { "notice-success" };
        place(template, &server::text(notice, wire::TEXT));
        let action = server::get(notice, wire::ACTION);
        if action.is_object() {
            way(&action);
        }
        let place = dom::by_id::<Element>("hand-over")?;
        place.set_inner_html("");
        let link = server::get(notice, wire::LINK).as_string()?;
        let block = dom::from_template("hand-over-template")?;
        // A fragment from our own template always fits.
        let _ = place.append_child(&block);
        copying::wake();
        if let Some(field) = dom::find::<HtmlInputElement>(&place, "input") {
            field.set_value(&link);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        Some(link)
    }
}

/// Adds the button with which something can be done about what the notice tells.
fn way(action: &JsValue) {
    for (kind, template, last) in
        [(wire::UNDO, "notice-undo", "/undo"), (wire::REVOKE, "notice-revoke", "/revoke")]
    {
        let Some(id) = server::get(action, kind).as_f64() else { continue };
        // The number of a membership is a whole one.
        let id = js_sys::JSON::stringify(&id.into()).map(String::from).unwrap_or_default();
        let (Some(notice), Some(shape)) = (
            dom::by_id::<Element>("notices").and_then(|region| dom::find::<Element>(&region, ".notice")),
            dom::from_template(template),
        ) else {
            return;
        };
        if let Ok(Some(way)) = shape.query_selector("form, a") {
            dom::set(&way, "data-id", &id);
            let address = ["/users/", &id, last].concat();
            dom::set(&way, if way.tag_name() == "FORM" { "action" } else { "href" }, &address);
        }
        let _ = notice.append_child(&shape);
    }
}

/// Puts a text into the live region, in the shape of a template.
fn place(template: &str, text: &str) {
    let (Some(region), Some(shape)) = (dom::by_id::<Element>("notices"), dom::from_template(template)) else {
        return;
    };
    if let Ok(Some(words)) = shape.query_selector("p") {
        words.set_text_content(Some(text));
    }
    region.set_inner_html("");
    let _ = region.append_child(&shape);
}
