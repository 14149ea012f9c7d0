//! A point in time: short in the text, exact in the title and for machines.

use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
};
use leptos::prelude::*;

/// A `<time>` element around `text`, the exact moment in its title.
#[component]
pub fn Moment(
    /// The language of the title.
    language: Language,
    /// The moment.
    at: Timestamp,
    /// What is read: "18 h ago", "expires in 2 days".
    text: String,
) -> impl IntoView {
    view! { <time datetime=format::rfc3339(at) title=format::exact(language, at)>{text}</time> }
}
