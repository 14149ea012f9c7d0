//! What stands where a list would be.

use super::{Icon, Picture};
use leptos::prelude::*;

/// Says that there is nothing to list, and what can be done about it.
#[component]
pub fn Empty(
    /// What the list is of.
    picture: Picture,
    /// What there is none of.
    heading: String,
    /// Why, and the ways out.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon picture/>
            <h2>{heading}</h2>
            {children()}
        </div>
    }
}
