//! What the menu of a row does at once.

use super::{live::Live, menu, region};
use crate::panel::islands::{
    clipboard,
    copy_button::copying,
    dom,
    server::{self, Answer},
    wire,
};
use js_sys::{Number, Object};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlFormElement};

/// Does what the form of a menu item stands for.
pub fn of_row(live: &Live, form: &HtmlFormElement, action: &str) {
    let Some(id) = form.get_attribute("data-id").filter(|_| !live.busy.replace(true)) else { return };
    menu::close_around(form);
    let copying = action == "copy-link";
    let arguments = Object::new();
    server::put(&arguments, wire::ID, &Number::parse_int(&id, 10).into());
    // The address of the form has the number of the row in it, the one of its function has not.
    let path = ["/_fn/users/", action].concat();
    let live = live.clone();
    let form = form.clone();
    spawn_local(async move {
        let answer = server::act(&path, &arguments).await;
        live.busy.set(false);
        match answer {
            Answer::Done(notice) => {
                region::refresh_at(&live, &id).await;
                if let Some(link) = Live::notice(&notice).filter(|_| copying) {
                    copied(&link).await;
                }
            }
            Answer::Elsewhere(to) => Live::go(&to),
            Answer::Invalid(faults) => {
                let words: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
                Live::refused(&words.join(" "));
                region::refresh_at(&live, &id).await;
            }
            Answer::Failed(failure) if failure.step_up => dom::send(&form),
            Answer::Failed(failure) => live.trouble(failure),
        }
    });
}

/// Copies a link that has just been shown, and lets its button say so.
async fn copied(link: &str) {
    if clipboard::copy(link).await
        && let Some(button) =
            dom::by_id("hand-over").and_then(|place| dom::find::<HtmlElement>(&place, "[data-copy]"))
    {
        copying::done(&button);
    }
}
