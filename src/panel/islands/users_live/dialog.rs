//! The invite form over the Users page.

use super::{errors, live::Live, region};
use crate::panel::{
    actions::users::{invite_form, invite_user},
    islands::dom,
    outcome::{FieldMessage, Outcome},
};
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
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
        let answer = invite_form().await;
        live.busy.set(false);
        let (Some(dialog), Some(body)) = (dialog(), dom::by_id::<Element>("invite-dialog-body")) else {
            return;
        };
        match answer {
            Ok(form) => {
                body.set_inner_html(&form);
                live.opener.replace(Some(opener));
                // Fails only when it is open already.
                let _ = dialog.show_modal();
                if let Some(first) = dom::find::<HtmlElement>(&dialog, "input[autofocus]") {
                    dom::focus(&first);
                }
            }
            Err(error) => {
                if live.explain(error).is_some() {
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
    if live.busy.replace(true) {
        return;
    }
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let mut values = values(&data);
    let button = dom::find::<HtmlElement>(&form, ".button-primary");
    if let Some(button) = &button {
        dom::set(button, "aria-busy", "true");
    }
    let live = live.clone();
    spawn_local(async move {
        let projects = projects(&values);
        let mut value = |name: &str| values.remove(name).unwrap_or_default();
        let answer = invite_user(
            value("email"),
            value("name"),
            value("language"),
            value("role"),
            value("scope"),
            value("client_role"),
            projects,
        )
        .await;
        live.busy.set(false);
        if let Some(button) = &button {
            dom::unset(button, "aria-busy");
        }
        match answer {
            Ok(Outcome::Done { notice, .. }) => {
                close();
                region::start_over(&live).await;
                if let Some(notice) = notice {
                    Live::notice(&notice);
                }
            }
            Ok(Outcome::Invalid { errors }) => errors::show(&form, &live.words.problem, &errors),
            Err(error) => {
                if let Some(message) = live.explain(error) {
                    let whole = FieldMessage { field: "form".to_owned(), message };
                    errors::show(&form, &live.words.problem, &[whole]);
                }
            }
        }
    });
}

/// Every value of the form by the name of its control.
fn values(data: &FormData) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let Ok(Some(pairs)) = js_sys::try_iter(data) else { return values };
    for pair in pairs.flatten() {
        let pair = js_sys::Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            values.insert(name, value);
        }
    }
    values
}

/// `projects[ID]` becomes the map that the action takes.
fn projects(values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let project = |(name, role): (&String, &String)| {
        let id = name.strip_prefix("projects[")?.strip_suffix(']')?;
        (!role.is_empty()).then(|| (id.to_owned(), role.clone()))
    };
    values.iter().filter_map(project).collect()
}
