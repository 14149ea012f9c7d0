//! Rows that are selected, and the bar with what can be done with all of them.

use super::live::Live;
use crate::panel::islands::dom;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The checkboxes of the rows.
fn boxes(state: &str) -> Vec<HtmlElement> {
    dom::all(&["input[form=bulk]", state].concat())
}

/// The ids of those that are checked.
pub fn selected() -> Vec<String> {
    boxes(":checked").iter().map(|each| each.id()).collect()
}

/// Brings the checkboxes of a new table to life, those checked before still being so.
pub fn upgrade(live: &Live, selected: &[String]) {
    for id in selected {
        check(dom::by_id(id), true);
    }
    for sleeping in dom::all("label[for=select-all], #bulk [data-action=unselect]") {
        dom::unset(&sleeping, "hidden");
    }
    show(live);
}

/// A checkbox has changed; whether it was one of ours.
pub fn changed(live: &Live, target: &HtmlInputElement) -> bool {
    if target.id() == "select-all" {
        all(live, target.checked());
    } else if target.get_attribute("form").as_deref() == Some("bulk") {
        show(live);
        say(live);
    } else {
        return false;
    }
    true
}

/// Selects all rows of the page, or none.
pub fn all(live: &Live, selected: bool) {
    for each in boxes("") {
        check(dom::by_id(&each.id()), selected);
    }
    show(live);
    say(live);
}

fn check(input: Option<HtmlInputElement>, checked: bool) {
    if let Some(input) = input {
        input.set_checked(checked);
    }
}

/// The bar is there while something is selected.
fn show(live: &Live) {
    let (count, of) = (boxes(":checked").len(), boxes("").len());
    dom::show_by_id("bulk", count > 0);
    if let Some(said) = dom::by_id::<Element>("bulk-count") {
        said.set_text_content(Some(&words(live, count)));
    }
    if let Some(every) = dom::by_id::<HtmlInputElement>("select-all") {
        every.set_checked(count > 0 && count == of);
        every.set_indeterminate(count > 0 && count < of);
    }
}

fn say(live: &Live) {
    if let Some(said) = dom::by_id::<Element>("users-selected") {
        said.set_text_content(Some(&words(live, boxes(":checked").len())));
    }
}

fn words(live: &Live, count: usize) -> String {
    live.word("data-selected").replace("{count}", &count.to_string())
}
