//! A link that looks like a button, because it leads to the page's main action.

use super::{Icon, Picture};
use leptos::prelude::*;

/// A link in the shape of a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    href: String,
    /// Its words, which are its accessible name.
    label: String,
    /// Whether it is the main action of the page.
    #[prop(optional)]
    primary: bool,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Picture>,
    /// What an island takes it for.
    #[prop(optional)]
    action: Option<&'static str>,
) -> impl IntoView {
    let class = if primary { "button button-primary" } else { "button" };
    view! {
        <a class=class href=href data-action=action>
            {icon.map(|picture| view! { <Icon picture/> })}
            {label}
        </a>
    }
}
