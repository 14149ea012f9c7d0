//! What the parts of the island share.

use super::UsersWords;
use crate::panel::{
    islands::dom,
    outcome::{ActionError, ErrorKind, Notice, Tone},
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The state of the island; one per page.
#[derive(Clone)]
pub struct Live {
    /// The words it was given.
    pub words: Rc<UsersWords>,
    /// What was last said to screen readers.
    pub said: WriteSignal<String>,
    /// Whether an answer is on its way that nothing may overtake.
    pub busy: Rc<Cell<bool>>,
    /// Whether the next look at moving rows is planned.
    pub waiting: Rc<Cell<bool>>,
    /// What opened the dialog.
    pub opener: Rc<RefCell<Option<HtmlElement>>>,
    /// The table as it came last.
    pub shown: Rc<RefCell<String>>,
}

impl Live {
    /// Goes to another page.
    pub fn go(address: &str) {
        // Fails only on addresses that are none; ours are.
        let _ = window().location().assign(address);
    }

    /// What went wrong, in words; `None` when the browser is on its way to the sign-in page instead.
    pub fn explain(&self, error: ActionError) -> Option<String> {
        if error.kind == ErrorKind::SignedOut {
            Self::go("/sign-in?next=/users");
            return None;
        }
        Some(if error.message.is_empty() { self.words.transport.clone() } else { error.message })
    }

    /// Shows trouble where notices stand.
    pub fn trouble(&self, error: ActionError) {
        if let Some(text) = self.explain(error) {
            place("notice-bad", &text);
        }
    }

    /// Shows why an action of a row was refused.
    pub fn refused(words: &str) {
        place("notice-bad", words);
    }

    /// Shows a notice, and the link that came with it.
    pub fn notice(notice: &Notice) {
        let template = match notice.tone {
            Tone::Success => "notice-success",
            Tone::Warning => "notice-warning",
        };
        place(template, &notice.text);
        let Some(place) = dom::by_id::<Element>("hand-over") else { return };
        place.set_inner_html("");
        let (Some(link), Some(block)) = (&notice.link, dom::from_template("hand-over-template")) else {
            return;
        };
        // A fragment from our own template always fits.
        let _ = place.append_child(&block);
        if let Some(field) = dom::find::<HtmlInputElement>(&place, "input") {
            field.set_value(link);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
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
