//! An invitation link shown once, to be handed over by hand.

use super::{Icon, Picture};
use crate::{domain::language::Language, panel::islands::CopyButton, t};
use leptos::prelude::*;

/// The link with a button that copies it.
#[component]
pub fn HandOver(
    /// The language of the words.
    language: Language,
    /// The link.
    link: String,
) -> impl IntoView {
    view! {
        {block(language, link)}
        <CopyButton/>
    }
}

/// The same without a link, for the island of the Users page to fill in.
#[component]
pub fn HandOverTemplate(
    /// The language of the words.
    language: Language,
) -> impl IntoView {
    view! { <template id="hand-over-template">{block(language, String::new())}</template> }
}

fn block(language: Language, link: String) -> impl IntoView {
    view! {
        <section class="hand-over" aria-labelledby="hand-over-heading">
            <h2 id="hand-over-heading">
                <Icon picture=Picture::Link/>
                {t!(language, "hand-over-heading")}
            </h2>
            <p>{t!(language, "hand-over-text")}</p>
            <label for="hand-over-link">{t!(language, "hand-over-link")}</label>
            <div class="hand-over-row">
                <input type="text" id="hand-over-link" readonly autocomplete="off" spellcheck="false" value=link/>
                <button type="button" class="button" hidden data-copy="hand-over-link" data-done=t!(language, "hand-over-copied")>
                    <span aria-live="polite">{t!(language, "hand-over-copy")}</span>
                </button>
            </div>
        </section>
    }
}
