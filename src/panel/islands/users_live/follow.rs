//! Which event of the page means what.

use super::{actions, confirm, dialog, filters, live::Live, menu, projects, region, selection, shortcuts};
use crate::panel::islands::{dom, server};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// Brings the page to life.
pub fn start() {
    let Some(place) = dom::by_id::<HtmlElement>("users-live") else { return };
    let live = Live::new(place, shortcuts::kept());
    shortcuts::start(&live);
    for sleeping in dom::find_all(&live.place, "[hidden]") {
        dom::unset(&sleeping, "hidden");
    }
    region::upgrade(&live, &selection::selected());
    region::plan(&live);
    let clicks = live.clone();
    dom::on("click", move |event| click(&clicks, &event));
    let submits = live.clone();
    dom::on("submit", move |event| submit(&submits, &event));
    let changes = live.clone();
    dom::on("change", move |event| change(&changes, &event));
    let inputs = live.clone();
    dom::on("input", move |event| input(&inputs, &event));
    let steps = live.clone();
    dom::listen(&window(), "popstate", move |_| region::follow_address(&steps));
    let leaves = live.clone();
    dom::on("cancel", move |event| {
        dialog::leave(&leaves, &event);
    });
    let looks = live.clone();
    dom::on("visibilitychange", move |_| region::plan(&looks));
    dom::on("toggle", |event| menu::toggled(&event));
    let closes = live.clone();
    dom::on("close", move |event| dialog::closed(&closes, &event));
    dom::on("keydown", move |event| {
        // A browser that fills in a form by itself says so with keys that are none.
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        let taken = menu::key(&event) || filters::key(&event) || dialog::key(&live, &event);
        if !taken && live.shortcuts.get() {
            shortcuts::key(&live, &event);
        }
    });
}

/// A choice takes effect at once.
fn change(live: &Live, event: &Event) {
    if let Some(checkbox) = dom::around::<HtmlInputElement>(event, "input[type=checkbox]")
        && (selection::changed(live, &checkbox) || shortcuts::changed(live, &checkbox))
    {
        return;
    }
    if dom::around::<Element>(event, "[form=users-search]").is_some() {
        region::search(live, false);
    } else if projects::changed(event) {
        dialog::preview(live);
    }
}

/// What is typed takes effect when the typing pauses.
fn input(live: &Live, event: &Event) {
    if dom::around::<Element>(event, "#search").is_some() {
        let later = live.clone();
        live.when_paused(move || region::search(&later, true));
    } else if !projects::typed(event) && dom::around::<Element>(event, "dialog #invite-form").is_some() {
        dialog::preview(live);
    }
}

fn click(live: &Live, event: &Event) {
    filters::clicked(event);
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
    } else if let Some(link) = dom::around::<HtmlElement>(event, "a[data-action=confirm]") {
        event.prevent_default();
        confirm::open(live, &link);
    } else if dom::around::<HtmlElement>(event, "[data-action=unselect]").is_some() {
        selection::all(live, false);
        if let Some(every) = dom::by_id::<HtmlElement>("select-all") {
            dom::focus(&every);
        }
    } else if dom::around::<HtmlElement>(event, "dialog [data-action=preview-mail]").is_some() {
        event.prevent_default();
        dialog::preview_mail(live);
    } else if dom::around::<HtmlElement>(event, "[data-action=keep]").is_some() {
        dialog::ask(false);
    } else if let Some(pressed) =
        dom::around::<Element>(event, "dialog :is([data-action=cancel], [data-action=discard])")
    {
        event.prevent_default();
        dialog::close_around(&pressed);
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
        region::search(live, false);
    } else if form.closest("#confirm-dialog").is_ok_and(|found| found.is_some()) {
        event.prevent_default();
        confirm::submit(live, form, event);
    } else if form.id() == "invite-form" && form.closest("dialog").is_ok_and(|found| found.is_some()) {
        // A file goes to an address of its own, by the browser itself.
        let pressed = server::get(event, "submitter").dyn_into::<Element>().ok();
        if pressed.is_none_or(|button| !button.has_attribute("formaction")) {
            event.prevent_default();
            dialog::submit(live, form);
        }
    } else if let Some(action) = form.get_attribute("data-action") {
        event.prevent_default();
        actions::of_row(live, &form, &action);
    }
}
