//! The invite form over the Users page.

use super::{errors, live::Live, region};
use crate::panel::{
    actions::users::{InviteForm, InviteUser},
    islands::{
        dom,
        server::{self, Answer, Fault},
        wire,
    },
};
use js_sys::{Array, Object};
use leptos::server_fn::ServerFn;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, FormData, HtmlDialogElement, HtmlElement, HtmlFormElement};

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id("invite-dialog")
}

/// Fetches a fresh form and shows it; when that fails, the page of the form opens instead.
pub fn open(live: &Live, opener: HtmlElement) {
    if live.busy.replace(true) {
        return;
    }
    let live = live.clone();
    spawn_local(async move {
        let answer = server::call(InviteForm::PATH, &Object::new()).await;
        live.busy.set(false);
        let (Some(dialog), Some(body)) = (dialog(), dom::by_id::<Element>("invite-dialog-body")) else {
            return;
        };
        match answer.and_then(server::as_text) {
            Ok(form) => {
                body.set_inner_html(&form);
                live.opener.replace(Some(opener));
                // Fails only when it is open already.
                let _ = dialog.show_modal();
                if let Some(first) = dom::find::<HtmlElement>(&dialog, "input[autofocus]") {
                    dom::focus(&first);
                }
            }
            Err(failure) => {
                if live.explain(failure).is_some() {
                    Live::go("/users/invite");
                }
            }
        }
    });
}

/// Closes it, as Escape does.
pub fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// It has closed: nothing typed stays, and the focus goes back to what opened it.
pub fn closed(live: &Live, event: &Event) {
    let ours = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
    if ours.is_none() {
        return;
    }
    if let Some(body) = dom::by_id::<Element>("invite-dialog-body") {
        body.set_inner_html("");
    }
    if let Some(opener) = live.opener.take() {
        dom::focus(&opener);
    }
}

/// Sends the form.
pub fn submit(live: &Live, form: HtmlFormElement) {
    let Ok(data) = FormData::new_with_form(&form) else { return };
    if live.busy.replace(true) {
        return;
    }
    let arguments = arguments(&data);
    let button = dom::find::<HtmlElement>(&form, ".button-primary");
    if let Some(button) = &button {
        dom::set(button, "aria-busy", "true");
    }
    let live = live.clone();
    spawn_local(async move {
        let answer = server::act(InviteUser::PATH, &arguments).await;
        live.busy.set(false);
        if let Some(button) = &button {
            dom::unset(button, "aria-busy");
        }
        let faults = match answer {
            Answer::Done(notice) => {
                close();
                region::start_over(&live).await;
                Live::notice(&notice);
                return;
            }
            Answer::Invalid(faults) => faults,
            Answer::Failed(failure) => match live.explain(failure) {
                Some(message) => vec![Fault { field: "form".to_owned(), message }],
                None => return,
            },
        };
        errors::show(&form, &live.word("data-problem"), &faults);
    });
}

/// What the form holds, under the names of its controls, which are those of the arguments. Of the controls
/// `projects[ID]` those that hold something become the map that the action takes.
fn arguments(data: &FormData) -> Object {
    let arguments = Object::new();
    let projects = Object::new();
    for pair in Array::from(data).iter() {
        let pair = Array::from(&pair);
        let (name, value) = (pair.get(0).as_string().unwrap_or_default(), pair.get(1));
        match name.strip_prefix("projects[").and_then(|id| id.strip_suffix(']')) {
            None => server::put(&arguments, &name, &value),
            Some(_) if value.is_falsy() => {}
            Some(id) => server::put(&projects, id, &value),
        }
    }
    server::put(&arguments, wire::PROJECTS, &projects);
    arguments
}
