//! What an action came to: a live region that stands on every page.

use super::{HandOver, Icon, Picture};
use crate::{
    domain::language::Language,
    panel::outcome::{Notice, Tone},
};
use leptos::prelude::*;

/// The live region, empty or with a notice, and the place for a link to hand over.
#[component]
pub fn Notices(
    /// The language of what surrounds a link.
    language: Language,
    /// What to say.
    notice: Option<Notice>,
) -> impl IntoView {
    let link = notice.as_ref().and_then(|notice| notice.link.clone());
    let words = notice.map(|notice| {
        let (class, picture) = match notice.tone {
            Tone::Success => ("notice notice-success", Picture::Check),
            Tone::Warning => ("notice notice-warning", Picture::Alert),
        };
        view! {
            <div class=class>
                <Icon picture/>
                <p>{notice.text}</p>
            </div>
        }
    });
    view! {
        <div class="notices" id="notices" role="status">{words}</div>
        <div id="hand-over">{link.map(|link| view! { <HandOver language link/> })}</div>
    }
}
