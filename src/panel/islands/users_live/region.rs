//! The table: searched, paged and kept up to date in place.

use super::{live::Live, menu};
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
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, UrlSearchParams};

/// How many milliseconds to wait before looking at moving rows again.
const PAUSE: i32 = 3_000;

/// What the page shows now, as arguments of `list_users`: they have the names that stand in addresses.
fn current() -> Object {
    named(&window().location().search().unwrap_or_default())
}

/// What an address asks for, by the part behind the question mark.
fn named(text: &str) -> Object {
    UrlSearchParams::new_with_str(text).map_or_else(|_| Object::new(), |named| listed(&named))
}

/// Pairs as an object.
fn listed(pairs: &JsValue) -> Object {
    Object::from_entries(pairs).unwrap_or_else(|_| Object::new())
}

/// Searches for what the form holds; when that fails, the form is sent as it would be without scripts.
pub fn search(live: &Live) {
    let Some(form) = dom::by_id::<HtmlFormElement>("users-search") else { return };
    let query = FormData::new_with_form(&form).map_or_else(|_| Object::new(), |data| listed(&data));
    let live = live.clone();
    spawn_local(async move {
        if show(&live, query).await.is_err() {
            // Fails only when the form is gone.
            let _ = form.submit();
        }
    });
}

/// Goes where a link of the paging leads.
pub fn turn_page(live: &Live, link: &HtmlElement) {
    let href = link.get_attribute("href").unwrap_or_default();
    let query = named(href.split_once('?').map_or("", |(_, query)| query));
    let live = live.clone();
    spawn_local(async move {
        match show(&live, query).await {
            Ok(()) => window().scroll_to_with_x_and_y(0.0, 0.0),
            Err(_) => Live::go(&href),
        }
    });
}

/// Fetches what is shown again.
pub async fn refresh(live: &Live) {
    if let Err(failure) = show(live, current()).await {
        live.trouble(failure);
    }
}

/// Goes back to the first page of everybody, where a new row stands.
pub async fn start_over(live: &Live) {
    if let Some(field) = dom::by_id::<HtmlInputElement>("search") {
        field.set_value("");
    }
    let query = Object::new();
    server::put(&query, wire::SIZE, &server::text(&current(), wire::SIZE).into());
    if let Err(failure) = show(live, query).await {
        live.trouble(failure);
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
    let look = Closure::once_into_js(move || {
        live.waiting.set(false);
        // Nothing moves under the hand of somebody who is choosing; trouble is said at the next real action.
        if menu::is_open() || live.busy.get() {
            plan(&live);
        } else if !document().hidden() {
            spawn_local(async move {
                if let Err(failure) = show(&live, current()).await {
                    if failure.signed_out {
                        live.trouble(failure);
                    } else {
                        plan(&live);
                    }
                }
            });
        }
    });
    // Fails only where scripts may not plan anything.
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(look.unchecked_ref(), PAUSE);
}

/// The query as the one argument that `list_users` takes.
fn arguments(query: &Object) -> Object {
    let arguments = Object::new();
    if let Ok(pairs) = UrlSearchParams::new_with_record_from_str_to_str(query) {
        server::put(&arguments, wire::QUERY, &pairs.to_string().into());
    }
    arguments
}

async fn show(live: &Live, query: Object) -> Result<(), Failure> {
    let region = dom::by_id::<Element>("users-region");
    if let Some(region) = &region {
        dom::set(region, "aria-busy", "true");
    }
    let answer = server::call(ListUsers::PATH, &arguments(&query)).await;
    if let Some(region) = &region {
        dom::unset(region, "aria-busy");
        let fragment = answer?;
        let html = server::as_text(server::get(&fragment, wire::HTML))?;
        replace(live, region, html, &server::text(&fragment, wire::ADDRESS));
    }
    plan(live);
    Ok(())
}

fn replace(live: &Live, region: &Element, html: String, address: &str) {
    if let Ok(history) = window().history() {
        // Fails only for another origin; the address is local.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
    if *live.shown.borrow() == html {
        return;
    }
    let focused = dom::focused().filter(|element| region.contains(Some(element))).map(|element| element.id());
    region.set_inner_html(&html);
    live.shown.replace(html);
    menu::upgrade();
    if let Some(found) = dom::find::<HtmlElement>(region, "#users-found") {
        if let Some(said) = dom::by_id::<Element>("users-said") {
            said.set_text_content(found.text_content().as_deref());
        }
        if let Some(count) = dom::by_id::<Element>("users-count") {
            count.set_text_content(found.get_attribute("data-total").as_deref());
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
