//! What an action came to: a live region that stands on every page.

use super::{HandOver, Icon, Picture};
use crate::{
    domain::language::Language,
    panel::outcome::{Notice, NoticeAction, Tone},
    t,
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
        let action = notice.action.map(|action| way(language, Some(action)));
        match notice.tone {
            Tone::Success => block("notice-success", Picture::Check, notice.text, action),
            Tone::Warning => block("notice-warning", Picture::Alert, notice.text, action),
        }
    });
    view! {
        <div class="notices" id="notices" role="status">{words}</div>
        <div id="hand-over">{link.map(|link| view! { <HandOver language link/> })}</div>
    }
}

/// The shapes of notices, for islands to fill in.
#[component]
pub fn NoticeTemplates(
    /// The language of the buttons.
    language: Language,
) -> impl IntoView {
    let shapes = [
        ("notice-success", Picture::Check),
        ("notice-warning", Picture::Alert),
        ("notice-bad", Picture::Alert),
    ];
    let shapes = shapes
        .map(|(id, picture)| view! { <template id=id>{block(id, picture, String::new(), None)}</template> })
        .collect_view();
    view! {
        {shapes}
        <template id="notice-undo">{undo(language, None)}</template>
        <template id="notice-revoke">{revoke(language, None)}</template>
    }
}

fn way(language: Language, action: Option<NoticeAction>) -> AnyView {
    match action {
        Some(NoticeAction::Undo(id)) => undo(language, Some(id)),
        Some(NoticeAction::Revoke(id)) => revoke(language, Some(id)),
        None => ().into_any(),
    }
}

/// Takes a fresh invitation back; islands fill in the number.
fn undo(language: Language, id: Option<i64>) -> AnyView {
    let action = id.map(|id| format!("/users/{id}/undo"));
    view! {
        <form method="post" action=action data-action="undo" data-id=id.map(|id| id.to_string())>
            <button class="button button-small">{t!(language, "invite-undo")}</button>
        </form>
    }
    .into_any()
}

/// Leads to the question whether to take an invitation back.
fn revoke(language: Language, id: Option<i64>) -> AnyView {
    view! {
        <a
            class="button button-small"
            href=id.map(|id| format!("/users/{id}/revoke"))
            data-action="confirm"
            data-of="revoke"
            data-id=id.map(|id| id.to_string())
        >
            {t!(language, "people-revoke")}
        </a>
    }
    .into_any()
}

fn block(class: &'static str, picture: Picture, text: String, action: Option<AnyView>) -> AnyView {
    view! {
        <div class=format!("notice {class}")>
            <Icon picture/>
            <p>{text}</p>
            {action}
        </div>
    }
    .into_any()
}
