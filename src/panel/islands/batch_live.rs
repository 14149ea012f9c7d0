//! Keeps the page of a batch up to date while its invitations go out. Without scripts the browser asks for the whole page
//! again.

use leptos::prelude::*;

/// Placed inside the element with the id `batch`, whose `data-id` and `data-page` say what is shown.
#[island]
pub fn BatchLive() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    following::start();
}

#[cfg(feature = "hydrate")]
mod following {
    use crate::panel::{
        actions::batches::ShowBatch,
        islands::{dom, server, wire},
    };
    use js_sys::{Number, Object};
    use leptos::{prelude::document, server_fn::ServerFn};
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{Element, HtmlElement};

    /// How many milliseconds between two looks.
    const PAUSE: i32 = 2_000;

    /// Looks again and again, as long as something is about to change and somebody is looking.
    pub fn start() {
        let Some(batch) = dom::by_id::<HtmlElement>("batch") else { return };
        let Some(region) = dom::by_id::<Element>("batch-region") else { return };
        if dom::find::<Element>(&region, "[data-moving]").is_none() {
            return;
        }
        dom::later(PAUSE, move || {
            if document().hidden() {
                start();
                return;
            }
            let arguments = Object::new();
            for (name, attribute) in [(wire::ID, "data-id"), ("page", "data-page")] {
                let number = batch.get_attribute(attribute).unwrap_or_default();
                server::put(&arguments, name, &Number::parse_int(&number, 10).into());
            }
            spawn_local(async move {
                // Trouble on the way passes; what else there is, the next press of a button says.
                if let Ok(html) = server::call(ShowBatch::PATH, &arguments).await.and_then(server::as_text) {
                    let focused = dom::focused().filter(|element| region.contains(Some(element)));
                    // What stays as it is keeps the focus where it is.
                    if region.inner_html() == html {
                        start();
                        return;
                    }
                    region.set_inner_html(&html);
                    if focused.is_some()
                        && let Some(next) = dom::find::<HtmlElement>(&region, "button, a.button")
                    {
                        dom::focus(&next);
                    }
                }
                start();
            });
        });
    }
}
