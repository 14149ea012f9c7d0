//! What stands on top of the pages of settings: the heading and, for whoever has both, the ways between them.

use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// A page of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsPart {
    /// Of the account.
    Account,
    /// Of the installation.
    Installation,
}

impl SettingsPart {
    /// Both, in the order they stand.
    const ALL: [Self; 2] = [Self::Account, Self::Installation];

    const fn address(self) -> &'static str {
        match self {
            Self::Account => "/settings",
            Self::Installation => "/settings/installation",
        }
    }

    fn label(self, language: Language) -> String {
        match self {
            Self::Account => t!(language, "settings-account"),
            Self::Installation => t!(language, "settings-installation"),
        }
    }
}

/// The heading and the sub-navigation.
#[component]
pub fn SettingsHead(
    /// The language of the words.
    language: Language,
    /// Where the page stands.
    current: SettingsPart,
    /// Whether there is no way to the other one.
    alone: bool,
) -> impl IntoView {
    let links = SettingsPart::ALL
        .into_iter()
        .map(|part| {
            let here = (part == current).then_some("page");
            view! { <li><a href=part.address() aria-current=here>{part.label(language)}</a></li> }
        })
        .collect_view();
    let ways = (!alone).then(|| {
        view! { <nav class="tabs" aria-label=t!(language, "settings-heading")><ul>{links}</ul></nav> }
    });
    view! {
        <h1>{t!(language, "settings-heading")}</h1>
        {ways}
    }
}
