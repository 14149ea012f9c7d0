//! The table: searched, narrowed, ordered, paged and kept up to date in place.

use super::{live::Live, menu, selection};
use crate::panel::{
    actions::users::ListUsers,
    islands::{
        dom,
        server::{self, Failure},
        wire,
    },
};
use js_sys::Object;
use leptos::{
    prelude::{document, window},
    server_fn::ServerFn,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, UrlSearchParams};

/// How many milliseconds to wait before looking at moving rows again.
const PAUSE: i32 = 3_000;

/// What becomes of the address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The browser's way back leads to what was shown before.
    New,
    /// The same, or a step back already.
    Same,
}

/// What the page shows now: the part of its address behind the question mark.
fn current() -> String {
    behind(&window().location().search().unwrap_or_default())
}

/// The part of an address behind the question mark.
fn behind(address: &str) -> String {
    address.split_once('?').map_or("", |(_, query)| query).to_owned()
}

/// Looks for what the form holds; when that fails, the form is sent as it would be without scripts. While somebody is
/// `typing`, the browser's way back skips what was shown in between.
pub fn search(live: &Live, typing: bool) {
    dom::not_later(live.pause.get());
    let Some(form) = dom::by_id::<HtmlFormElement>("users-search") else { return };
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let Ok(query) = UrlSearchParams::new_with_str_sequence_sequence(&data) else { return };
    let live = live.clone();
    spawn_local(async move {
        if show(&live, query.to_string().into(), if typing { Step::Same } else { Step::New }).await.is_err() {
            // Fails only when the form is gone.
            let _ = form.submit();
        }
    });
}

/// Goes where a link of the page leads: to other filters, another order, another page.
pub fn turn_page(live: &Live, link: &HtmlElement) {
    let href = link.get_attribute("href").unwrap_or_default();
    let paging = link.has_attribute("rel");
    let live = live.clone();
    spawn_local(async move {
        match show(&live, behind(&href), Step::New).await {
            Ok(()) if paging => window().scroll_to_with_x_and_y(0.0, 0.0),
            Ok(()) => {}
            Err(_) => Live::go(&href),
        }
    });
}

/// Shows what the address says, after the browser's way back or forth.
pub fn follow_address(live: &Live) {
    let live = live.clone();
    spawn_local(refresh_of(live));
}

async fn refresh_of(live: Live) {
    refresh(&live).await;
}

/// Fetches what is shown again.
pub async fn refresh(live: &Live) {
    if let Err(failure) = show(live, current(), Step::Same).await {
        live.trouble(failure);
    }
}

/// The same after something was done with a row: the focus is on its menu button, or where it is gone on the next one's.
pub async fn refresh_at(live: &Live, id: &str) {
    let own = ["menu-button-", id].concat();
    let buttons = dom::all("#users-region .actions > button");
    let place = buttons.iter().position(|button| button.id() == own);
    let neighbours = place.map(|place| [place.checked_add(1), place.checked_sub(1)]).unwrap_or_default();
    let ids =
        neighbours.into_iter().flatten().filter_map(|place| buttons.get(place).map(|button| button.id()));
    let ids: Vec<String> =
        std::iter::once(own).chain(ids).chain(std::iter::once("main".to_owned())).collect();
    refresh(live).await;
    if let Some(next) = ids.iter().find_map(|id| dom::by_id::<HtmlElement>(id)) {
        dom::focus(&next);
    }
}

/// Looks again in a while, as long as a row is about to change and somebody is looking.
pub fn plan(live: &Live) {
    let Some(region) = dom::by_id::<Element>("users-region") else { return };
    let moving = dom::find::<Element>(&region, "[data-moving]").is_some();
    if !moving || document().hidden() || live.waiting.replace(true) {
        return;
    }
    let live = live.clone();
    dom::later(PAUSE, move || {
        live.waiting.set(false);
        // Nothing moves under the hand of somebody who is choosing; trouble is said at the next real action.
        if menu::is_open() || live.busy.get() || region.has_attribute("aria-busy") {
            plan(&live);
        } else if !document().hidden() {
            spawn_local(async move {
                if let Err(failure) = show(&live, current(), Step::Same).await {
                    // Whoever fills in the invite form keeps it; sending it will say what is wrong.
                    if failure.signed_out && live.opener.borrow().is_none() {
                        live.trouble(failure);
                    } else {
                        plan(&live);
                    }
                }
            });
        }
    });
}

async fn show(live: &Live, query: String, step: Step) -> Result<(), Failure> {
    let Some(region) = dom::by_id::<Element>("users-region") else { return Ok(()) };
    let turn = live.turn.get().wrapping_add(1);
    live.turn.set(turn);
    dom::set(&region, "aria-busy", "true");
    let arguments = Object::new();
    server::put(&arguments, wire::QUERY, &query.into());
    let answer = server::call(ListUsers::PATH, &arguments).await;
    if live.turn.get() != turn {
        return Ok(());
    }
    dom::unset(&region, "aria-busy");
    let fragment = answer?;
    let html = server::as_text(server::get(&fragment, wire::HTML))?;
    remember(&server::text(&fragment, wire::ADDRESS), step);
    replace(live, &region, html);
    plan(live);
    Ok(())
}

/// Lets the address and the search box say what is shown.
fn remember(address: &str, step: Step) {
    let query = behind(address);
    if let Ok(history) = window().history() {
        // Both fail only for another origin; the address is local.
        let _ = if step == Step::New && query != current() {
            history.push_state_with_url(&JsValue::NULL, "", Some(address))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(address))
        };
    }
    let Some(field) = dom::by_id::<HtmlInputElement>("search") else { return };
    // Nothing changes under the hand of somebody who is typing.
    if dom::focused().is_none_or(|focused| focused.id() != "search")
        && let Ok(named) = UrlSearchParams::new_with_str(&query)
    {
        field.set_value(&named.get("search").unwrap_or_default());
    }
}

fn replace(live: &Live, region: &Element, html: String) {
    if *live.shown.borrow() == html {
        return;
    }
    let focused = dom::focused().filter(|element| region.contains(Some(element))).map(|element| element.id());
    let open = dom::find::<Element>(region, "details[open]").map(|group| group.id());
    let selected = selection::selected();
    region.set_inner_html(&html);
    live.shown.replace(html);
    upgrade(live, &selected);
    if let Some(group) = open.and_then(|id| dom::by_id::<Element>(&id)) {
        dom::set(&group, "open", "");
    }
    if let Some(found) = dom::find::<HtmlElement>(region, "#users-found") {
        if let Some(said) = dom::by_id::<Element>("users-said") {
            said.set_text_content(found.text_content().as_deref());
        }
        if let Some(count) = dom::by_id::<Element>("users-count") {
            let total = found.get_attribute("data-total");
            dom::show(&count, total.is_some());
            count.set_text_content(total.as_deref());
        }
    }
    if let Some(id) = focused {
        // What had the focus may be gone; then it goes to the page, not back to its very beginning.
        let next = dom::by_id::<HtmlElement>(&id).or_else(|| dom::by_id("main"));
        if let Some(next) = next {
            dom::focus(&next);
        }
    }
}

/// Brings what the table holds to life.
pub fn upgrade(live: &Live, selected: &[String]) {
    menu::upgrade();
    selection::upgrade(live, selected);
}
