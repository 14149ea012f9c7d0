//! Which event of the page means what.

use super::{actions, dialog, live::Live, menu, region, shortcuts};
use crate::panel::islands::dom;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlFormElement, KeyboardEvent, MouseEvent};

/// Brings the page to life.
pub fn start() {
    let Some(place) = dom::by_id::<HtmlElement>("users-live") else { return };
    let live = Live::new(place, shortcuts::kept());
    shortcuts::start(&live);
    for sleeping in dom::find_all(&live.place, "[hidden]") {
        dom::unset(&sleeping, "hidden");
    }
    menu::upgrade();
    region::plan(&live);
    let clicks = live.clone();
    dom::on("click", move |event| click(&clicks, &event));
    let submits = live.clone();
    dom::on("submit", move |event| submit(&submits, &event));
    let changes = live.clone();
    dom::on("change", move |event| {
        if dom::around::<HtmlElement>(&event, "#size").is_some() {
            region::search(&changes);
        }
    });
    let looks = live.clone();
    dom::on("visibilitychange", move |_| region::plan(&looks));
    dom::on("toggle", |event| menu::toggled(&event));
    let closes = live.clone();
    dom::on("close", move |event| dialog::closed(&closes, &event));
    dom::on("keydown", move |event| {
        // A browser that fills in a form by itself says so with keys that are none.
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        if !menu::key(&event) && live.shortcuts.get() {
            shortcuts::key(&live, &event);
        }
    });
}

fn click(live: &Live, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    // With a modifier the browser does what it always does with a link.
    if mouse.button() != 0 || mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key() {
        return;
    }
    if let Some(link) = dom::around::<HtmlElement>(event, "a[data-action=invite]") {
        event.prevent_default();
        dialog::open(live, link);
    } else if let Some(link) = dom::around::<HtmlElement>(event, "a[data-action=page]") {
        event.prevent_default();
        region::turn_page(live, &link);
    } else if dom::around::<HtmlElement>(event, "dialog [data-action=cancel]").is_some() {
        event.prevent_default();
        dialog::close();
    } else if let Some(link) = dom::around::<HtmlElement>(event, "dialog .error-summary a") {
        // The address stays as it is: the dialog is not part of it.
        event.prevent_default();
        let target = link
            .get_attribute("href")
            .and_then(|href| dom::by_id(href.strip_prefix('#').unwrap_or_default()));
        if let Some(target) = target {
            dom::focus(&target);
        }
    }
}

fn submit(live: &Live, event: &Event) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    if form.id() == "users-search" {
        event.prevent_default();
        region::search(live);
    } else if form.id() == "invite-form" && form.closest("dialog").is_ok_and(|found| found.is_some()) {
        event.prevent_default();
        dialog::submit(live, form);
    } else if let Some(action) = form.get_attribute("data-action") {
        event.prevent_default();
        actions::of_row(live, &form, &action);
    }
}
