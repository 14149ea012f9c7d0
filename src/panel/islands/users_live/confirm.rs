//! The question before what cannot be taken back, in a dialog; without scripts it is a page.

use super::{errors, live::Live, menu, region};
use crate::panel::islands::{
    dom,
    server::{self, Answer, Fault},
    wire,
};
use js_sys::{Number, Object};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, FormData, HtmlDialogElement, HtmlElement, HtmlFormElement};

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id("confirm-dialog")
}

/// Asks; when the question cannot be fetched, its page opens instead.
pub fn open(live: &Live, link: &HtmlElement) {
    if live.busy.replace(true) {
        return;
    }
    menu::close_around(link);
    let opener = dom::focused();
    let arguments = Object::new();
    let id = link.get_attribute("data-id").unwrap_or_default();
    server::put(&arguments, wire::ID, &Number::parse_int(&id, 10).into());
    server::put(&arguments, "action", &link.get_attribute("data-of").into());
    let href = link.get_attribute("href").unwrap_or_default();
    let live = live.clone();
    spawn_local(async move {
        let answer = server::call("/_fn/users/confirm", &arguments).await;
        live.busy.set(false);
        let (Some(dialog), Some(body)) = (dialog(), dom::by_id::<Element>("confirm-body")) else { return };
        match answer.and_then(server::as_text) {
            Ok(form) => {
                body.set_inner_html(&form);
                live.opener.replace(opener);
                dom::set(&dialog, "aria-labelledby", "confirm-heading");
                // Fails only when it is open already.
                let _ = dialog.show_modal();
                if let Some(first) = dom::find::<HtmlElement>(&dialog, "[data-action=cancel]") {
                    dom::focus(&first);
                }
            }
            Err(_) => Live::go(&href),
        }
    });
}

/// Does what was asked for.
pub fn submit(live: &Live, form: HtmlFormElement, event: &Event) {
    let (Ok(data), Some(id), Some(action)) =
        (FormData::new_with_form(&form), form.get_attribute("data-id"), form.get_attribute("data-action"))
    else {
        return;
    };
    if live.busy.replace(true) {
        return;
    }
    let arguments = Object::from_entries(&data).unwrap_or_else(|_| Object::new());
    // The button that was pressed may say something as well.
    let pressed = server::get(event, "submitter").dyn_into::<Element>().ok();
    if let Some(name) = pressed.as_ref().and_then(|button| button.get_attribute("name")) {
        server::put(&arguments, &name, &pressed.and_then(|button| button.get_attribute("value")).into());
    }
    server::put(&arguments, wire::ID, &Number::parse_int(&id, 10).into());
    let live = live.clone();
    spawn_local(async move {
        let answer = server::act(&["/_fn/users/", &action].concat(), &arguments).await;
        live.busy.set(false);
        let faults = match answer {
            Answer::Done(notice) => {
                if let Some(dialog) = dialog() {
                    dialog.close();
                }
                region::refresh_at(&live, &id).await;
                Live::notice(&notice);
                return;
            }
            Answer::Elsewhere(to) => {
                Live::go(&to);
                return;
            }
            Answer::Invalid(faults) => faults,
            Answer::Failed(failure) if failure.step_up => return dom::send(&form),
            Answer::Failed(failure) => match live.explain(failure) {
                Some(message) => vec![Fault { field: "form".to_owned(), message }],
                None => return,
            },
        };
        errors::show(&form, &live.word("data-problem"), &faults);
    });
}
