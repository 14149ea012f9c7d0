//! The invite form over the Users page.

use super::{errors, live::Live, projects, region};
use crate::panel::{
    actions::users::{InviteForm, InviteMail, InviteUser},
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
use web_sys::{
    Element, Event, FormData, HtmlDialogElement, HtmlElement, HtmlFormElement, HtmlTextAreaElement,
    KeyboardEvent, UrlSearchParams,
};

/// What asks before it throws away what was typed.
const ASK: &str = "invite-ask";
/// What says that the session has ended.
const SIGNED_OUT: &str = "invite-signed-out";

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id("invite-dialog")
}

fn form() -> Option<HtmlFormElement> {
    dom::by_id("invite-form")
}

/// Everything the form holds, to compare.
fn held() -> String {
    let data = form().and_then(|form| FormData::new_with_form(&form).ok());
    let written = data.and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok());
    written.map(|written| written.to_string().into()).unwrap_or_default()
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
                projects::upgrade(&body);
                live.untouched.replace(held());
                live.opener.replace(Some(opener));
                // Fails only when it is open already.
                let _ = dialog.show_modal();
                if let Some(first) = dom::find::<HtmlElement>(&dialog, "[autofocus]") {
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

/// Closes the dialog that an element stands in.
pub fn close_around(element: &Element) {
    let around = element.closest("dialog").ok().flatten();
    if let Some(dialog) = around.and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// A dialog has closed: nothing typed stays, and the focus goes back to what opened it.
pub fn closed(live: &Live, event: &Event) {
    let ours = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
    if ours.is_none() {
        return;
    }
    for id in ["invite-dialog-body", "confirm-body"] {
        if let Some(body) = dom::by_id::<Element>(id) {
            body.set_inner_html("");
        }
    }
    dom::show_by_id(ASK, false);
    dom::show_by_id(SIGNED_OUT, false);
    if let Some(opener) = live.opener.take() {
        // The table may have been fetched again meanwhile; then another element stands in its place.
        dom::focus(&dom::by_id(&opener.id()).unwrap_or(opener));
    }
}

/// Escape, or the way back of a phone: what was typed is not thrown away without asking. Once more takes the question
/// back.
pub fn leave(live: &Live, event: &Event) -> bool {
    let invite = dom::around::<Element>(event, "#invite-dialog[open]");
    let touched = invite.is_some() && *live.untouched.borrow() != held();
    if touched {
        event.prevent_default();
        let asked = dom::by_id::<HtmlElement>(ASK).is_some_and(|ask| !ask.hidden());
        ask(!asked);
    }
    touched
}

/// Escape or Enter anywhere in the dialog; whether it was dealt with.
pub fn key(live: &Live, event: &KeyboardEvent) -> bool {
    match event.key().as_str() {
        "Escape" => leave(live, event),
        "Enter" => enter(event),
        _ => false,
    }
}

/// A filter is no field of the form: it sends nothing. One address is sent as from any other field; among several, and
/// with the shift key, Enter begins another line.
fn enter(event: &KeyboardEvent) -> bool {
    let filter = dom::around::<Element>(event, "#projects-filter").is_some();
    let addresses = dom::around::<HtmlTextAreaElement>(event, "dialog #field-email");
    let alone = addresses.is_some_and(|field| !field.value().trim().contains([' ', ',', ';', '\n']));
    let sends = alone && !event.shift_key();
    if filter || sends {
        event.prevent_default();
    }
    if let Some(form) = form().filter(|_| sends) {
        // Fails only when it is no form any more.
        let _ = form.request_submit();
    }
    filter || sends
}

/// Asks whether to throw away what was typed, or does so no longer.
pub fn ask(asked: bool) {
    dom::show_by_id(ASK, asked);
    let next = if asked { "#invite-ask [data-action=keep]" } else { "textarea" };
    if let Some(next) = dialog().and_then(|dialog| dom::find::<HtmlElement>(&dialog, next)) {
        dom::focus(&next);
    }
}

/// Shows what the form as it is now would come to.
pub fn preview(live: &Live) {
    let later = live.clone();
    live.when_paused(move || {
        let Some(data) = form().and_then(|form| FormData::new_with_form(&form).ok()) else { return };
        let arguments = arguments(&data);
        let asked = held();
        spawn_local(async move {
            let answer = server::call("/_fn/users/invite-preview", &arguments).await;
            // Trouble here is none of the form's: sending it says what is wrong. An answer that comes late is for
            // another form.
            let answer = answer.and_then(server::as_text);
            if let (Ok(answer), Some(place)) = (answer, dom::by_id::<Element>("invite-preview"))
                && !later.busy.get()
                && asked == held()
            {
                place.set_inner_html(&answer);
                let words = dom::find::<Element>(&place, "[data-send]");
                if let Some(label) = dom::by_id::<Element>("invite-send") {
                    label.set_text_content(
                        words.and_then(|words| words.get_attribute("data-send")).as_deref(),
                    );
                }
            }
        });
    });
}

/// Shows the mail as it would be sent.
pub fn preview_mail(live: &Live) {
    let Some(data) = form().and_then(|form| FormData::new_with_form(&form).ok()) else { return };
    if live.busy.replace(true) {
        return;
    }
    let arguments = arguments(&data);
    let live = live.clone();
    spawn_local(async move {
        let answer = server::call(InviteMail::PATH, &arguments).await.and_then(server::as_text);
        live.busy.set(false);
        match (answer, dom::by_id::<Element>("invite-mail")) {
            (Ok(mail), Some(place)) => {
                place.set_inner_html(&mail);
                if let Some(heading) = dom::by_id::<HtmlElement>("invite-mail-heading") {
                    heading.scroll_into_view();
                    dom::focus(&heading);
                }
            }
            (Err(failure), _) => live.trouble(failure),
            (Ok(_), None) => {}
        }
    });
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
                close_around(&form);
                region::refresh(&live).await;
                Live::notice(&notice);
                return;
            }
            Answer::Elsewhere(to) => {
                Live::go(&to);
                return;
            }
            Answer::Invalid(faults) => faults,
            Answer::Failed(failure) if failure.signed_out => {
                dom::show_by_id(SIGNED_OUT, true);
                let link =
                    dialog().and_then(|dialog| dom::find::<HtmlElement>(&dialog, "#invite-signed-out a"));
                if let Some(link) = link {
                    dom::focus(&link);
                }
                return;
            }
            Answer::Failed(failure) if failure.step_up => return dom::send(&form),
            Answer::Failed(failure) => match live.explain(failure) {
                Some(message) => vec![Fault { field: "form".to_owned(), message }],
                None => return,
            },
        };
        dom::show_by_id(SIGNED_OUT, false);
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
