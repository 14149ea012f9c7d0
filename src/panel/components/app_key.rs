//! What an authenticator app is set up with.

use super::QrCodeImage;
use crate::{domain::language::Language, t};
use leptos::prelude::*;

/// What the codes of an app are made from: to be scanned, and to be typed. Nobody else may see the page.
#[component]
pub fn AppKey(
    /// The language of the words around it.
    language: Language,
    /// As it is typed.
    key: String,
    /// The `otpauth:` address that is scanned.
    address: String,
) -> impl IntoView {
    view! {
        <p>{t!(language, "two-factor-scan")}</p>
        <QrCodeImage text=address label=t!(language, "two-factor-qr-code")/>
        <dl class="facts">
            <dt>{t!(language, "two-factor-key")}</dt>
            <dd><code class="secret">{key}</code></dd>
        </dl>
    }
}
