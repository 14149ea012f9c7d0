//! What stands on top of every page of one's own account: its heading and the ways between them.

use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// A page of one's own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountPart {
    /// Name, phone, language, address.
    General,
    /// The password.
    Password,
    /// The second factor.
    TwoFactor,
    /// Passkeys.
    Passkeys,
    /// The browsers one is signed in with.
    Sessions,
}

impl AccountPart {
    /// All of them, in the order they stand.
    const ALL: [Self; 5] = [Self::General, Self::Password, Self::TwoFactor, Self::Passkeys, Self::Sessions];

    const fn address(self) -> &'static str {
        match self {
            Self::General => "/account",
            Self::Password => "/account/password",
            Self::TwoFactor => "/account/two-factor",
            Self::Passkeys => "/account/passkeys",
            Self::Sessions => "/account/sessions",
        }
    }

    fn label(self, language: Language) -> String {
        match self {
            Self::General => t!(language, "account-general"),
            Self::Password => t!(language, "account-password"),
            Self::TwoFactor => t!(language, "account-two-factor"),
            Self::Passkeys => t!(language, "account-passkeys"),
            Self::Sessions => t!(language, "sessions-heading"),
        }
    }
}

/// The heading and the sub-navigation.
#[component]
pub fn AccountHead(
    /// The language of the words.
    language: Language,
    /// Where the page stands.
    current: AccountPart,
    /// Whether only those open that set up a second factor.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let links = AccountPart::ALL
        .into_iter()
        .filter(|part| !alone || matches!(part, AccountPart::TwoFactor | AccountPart::Passkeys))
        .map(|part| {
            let here = (part == current).then_some("page");
            view! { <li><a href=part.address() aria-current=here>{part.label(language)}</a></li> }
        })
        .collect_view();
    view! {
        <h1>{t!(language, "account-heading")}</h1>
        <nav class="tabs" aria-label=t!(language, "account-heading")><ul>{links}</ul></nav>
    }
}
