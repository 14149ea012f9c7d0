//! The table: searched, paged and kept up to date in place.

use super::{live::Live, menu};
use crate::panel::{
    actions::users::list_users,
    islands::dom,
    outcome::{ActionError, ErrorKind, UsersFragment},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, UrlSearchParams};

/// How long to wait before looking at moving rows again.
const PAUSE: Duration = Duration::from_secs(3);

/// What the address asks for.
#[derive(Default)]
struct Query {
    search: String,
    after: String,
    before: String,
    size: String,
}

impl Query {
    /// From the part of an address behind the question mark.
    fn of(text: &str) -> Self {
        let Ok(parameters) = UrlSearchParams::new_with_str(text) else { return Self::default() };
        let value = |name: &str| parameters.get(name).unwrap_or_default();
        Self { search: value("search"), after: value("after"), before: value("before"), size: value("size") }
    }

    /// What the page shows now.
    fn current() -> Self {
        Self::of(&window().location().search().unwrap_or_default())
    }
}

/// Searches for what the form holds; when that fails, the form is sent as it would be without scripts.
pub fn search(live: &Live) {
    let Some(form) = dom::by_id::<HtmlFormElement>("users-search") else { return };
    let typed = dom::by_id::<HtmlInputElement>("search").map(|field| field.value());
    let size = dom::by_id::<web_sys::HtmlSelectElement>("size").map(|field| field.value());
    let query =
        Query { search: typed.unwrap_or_default(), size: size.unwrap_or_default(), ..Query::default() };
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
    let query = Query::of(href.split_once('?').map_or("", |(_, query)| query));
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
    if let Err(error) = show(live, Query::current()).await {
        live.trouble(error);
    }
}

/// Goes back to the first page of everybody, where a new row stands.
pub async fn start_over(live: &Live) {
    if let Some(field) = dom::by_id::<HtmlInputElement>("search") {
        field.set_value("");
    }
    let query = Query { size: Query::current().size, ..Query::default() };
    if let Err(error) = show(live, query).await {
        live.trouble(error);
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
    set_timeout(
        move || {
            live.waiting.set(false);
            // Nothing moves under the hand of somebody who is choosing; trouble is said at the next real action.
            if menu::is_open() || live.busy.get() {
                plan(&live);
            } else if !document().hidden() {
                spawn_local(async move {
                    if let Err(error) = show(&live, Query::current()).await {
                        if error.kind == ErrorKind::SignedOut {
                            live.trouble(error);
                        } else {
                            plan(&live);
                        }
                    }
                });
            }
        },
        PAUSE,
    );
}

async fn show(live: &Live, query: Query) -> Result<(), ActionError> {
    let region = dom::by_id::<Element>("users-region");
    if let Some(region) = &region {
        dom::set(region, "aria-busy", "true");
    }
    let answer = list_users(query.search, query.after, query.before, query.size).await;
    if let Some(region) = &region {
        dom::unset(region, "aria-busy");
        replace(live, region, answer?);
    }
    plan(live);
    Ok(())
}

fn replace(live: &Live, region: &Element, fragment: UsersFragment) {
    if *live.shown.borrow() == fragment.html {
        return;
    }
    let focused = dom::focused().filter(|element| region.contains(Some(element))).map(|element| element.id());
    region.set_inner_html(&fragment.html);
    live.shown.replace(fragment.html);
    menu::upgrade();
    if let Some(found) = dom::find::<HtmlElement>(region, "#users-found") {
        live.said.set(found.text_content().unwrap_or_default());
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
    if let Ok(history) = window().history() {
        // Fails only for another origin; the address is local.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment.address));
    }
}
