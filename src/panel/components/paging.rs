//! Below a list that is read from its newest entry on.

use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// The numbers of entries a page of a log may have.
const SIZES: [u32; 3] = [25, 50, 100];

/// How many entries a page may have, and the pages of newer and of older ones.
#[component]
pub fn LogPaging(
    /// In which language.
    language: Language,
    /// The id of the form that filters the list; the number of entries goes with it.
    form: &'static str,
    /// How many entries a page has now.
    size: u32,
    /// The local address of the page of newer entries.
    newer: Option<String>,
    /// The local address of the page of older entries.
    older: Option<String>,
) -> impl IntoView {
    let sizes = page_sizes(&SIZES, size);
    let step = |href: Option<String>, rel: &'static str, label: String| match href {
        Some(href) => view! { <a class="button" rel=rel href=href>{label}</a> }.into_any(),
        None => view! { <span class="button" aria-disabled="true">{label}</span> }.into_any(),
    };
    let steps = (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav aria-label=t!(language, "paging-label")>
                {step(newer, "prev", t!(language, "audit-newer"))}
                {step(older, "next", t!(language, "audit-older"))}
            </nav>
        }
    });
    view! {
        <div class="paging">
            <div class="paging-size">
                <label for="size">{t!(language, "paging-size")}</label>
                <select id="size" name="size" form=form>{sizes}</select>
                <button class="button button-small" form=form>{t!(language, "paging-show")}</button>
            </div>
            {steps}
        </div>
    }
}

/// The choices of how many entries a page has.
pub fn page_sizes(sizes: &[u32], chosen: u32) -> impl IntoView + use<> {
    sizes
        .iter()
        .copied()
        .map(|size| view! { <option value=size.to_string() selected=size == chosen>{size.to_string()}</option> })
        .collect_view()
}
