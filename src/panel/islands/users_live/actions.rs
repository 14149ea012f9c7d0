//! What the menu of a row does.

use super::{live::Live, menu, region};
use crate::panel::{
    actions::users::{copy_invitation_link, resend_invitation},
    islands::{clipboard, dom},
    outcome::Outcome,
};
use leptos::task::spawn_local;
use web_sys::{HtmlButtonElement, HtmlFormElement};

/// Does what the form of a menu item stands for.
pub fn of_row(live: &Live, form: &HtmlFormElement, action: &str) {
    let id = form.get_attribute("data-id").and_then(|id| id.parse::<i64>().ok());
    let Some(id) = id.filter(|_| !live.busy.replace(true)) else { return };
    menu::close_around(form);
    let copying = action == "copy-link";
    let live = live.clone();
    spawn_local(async move {
        let outcome = if copying { copy_invitation_link(id).await } else { resend_invitation(id).await };
        live.busy.set(false);
        match outcome {
            Ok(Outcome::Done { notice, .. }) => {
                region::refresh(&live).await;
                if let Some(notice) = notice {
                    Live::notice(&notice);
                    if let (true, Some(link)) = (copying, &notice.link) {
                        copied(link).await;
                    }
                }
            }
            Ok(Outcome::Invalid { errors }) => {
                let words = errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(" ");
                Live::refused(&words);
                region::refresh(&live).await;
            }
            Err(error) => live.trouble(error),
        }
    });
}

/// Copies a link that has just been shown, and lets its button say so.
async fn copied(link: &str) {
    if clipboard::copy(link).await
        && let Some(button) =
            dom::by_id("hand-over").and_then(|place| dom::find::<HtmlButtonElement>(&place, "[data-copy]"))
    {
        button.set_text_content(button.get_attribute("data-done").as_deref());
    }
}
