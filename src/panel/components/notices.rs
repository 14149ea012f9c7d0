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
    let words = notice.map(|notice| match notice.tone {
        Tone::Success => block("notice-success", Picture::Check, notice.text),
        Tone::Warning => block("notice-warning", Picture::Alert, notice.text),
    });
    view! {
        <div class="notices" id="notices" role="status">{words}</div>
        <div id="hand-over">{link.map(|link| view! { <HandOver language link/> })}</div>
    }
}

/// The shapes of notices, for islands to fill in.
#[component]
pub fn NoticeTemplates() -> impl IntoView {
    let shapes = [
        ("notice-success", Picture::Check),
        ("notice-warning", Picture::Alert),
        ("notice-bad", Picture::Alert),
    ];
    shapes
        .map(|(id, picture)| view! { <template id=id>{block(id, picture, String::new())}</template> })
        .collect_view()
}

fn block(class: &'static str, picture: Picture, text: String) -> AnyView {
    view! {
        <div class=format!("notice {class}")>
            <Icon picture/>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
