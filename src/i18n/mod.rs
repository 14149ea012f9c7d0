//! All words people see, one catalogue per language, found at the last moment.
//!
//! The catalogues are Fluent files (`src/i18n/<language>/*.ftl`), compiled in. `t!(language, "key", name = value)` gives
//! the text. A test fails on a key that is missing in a language, used nowhere, or called with other values than it names.

pub mod browser;
pub mod checks;
pub mod faults;
pub mod format;

#[cfg(test)]
mod catalogue_test;

use crate::domain::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use std::{collections::BTreeMap, sync::LazyLock};

pub use fluent_bundle::FluentValue;

/// The text of a key in a language: `t!(language, "users-heading")`, `t!(language, "users-count", count = 3)`.
#[macro_export]
macro_rules! t {
    ($language:expr, $key:literal) => {
        $crate::i18n::text($language, $key, &[])
    };
    ($language:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::text($language, $key, &[$((stringify!($name), $crate::i18n::FluentValue::from($value))),+])
    };
}

/// The files of every language, in the order of [`Language::ALL`].
const FILES: [(Language, &[&str]); 5] = [
    (
        Language::En,
        &[
            include_str!("en/pages.ftl"),
            include_str!("en/account.ftl"),
            include_str!("en/actions.ftl"),
            include_str!("en/api_reference.ftl"),
            include_str!("en/api_tokens.ftl"),
            include_str!("en/second_api.ftl"),
            include_str!("en/door.ftl"),
            include_str!("en/errors.ftl"),
            include_str!("en/formats.ftl"),
            include_str!("en/mail.ftl"),
            include_str!("en/audit.ftl"),
            include_str!("en/invite.ftl"),
            include_str!("en/people.ftl"),
            include_str!("en/person.ftl"),
            include_str!("en/projects.ftl"),
            include_str!("en/settings.ftl"),
            include_str!("en/invitations.ftl"),
            include_str!("en/outbox.ftl"),
            include_str!("en/lists.ftl"),
            include_str!("en/states.ftl"),
            include_str!("en/details.ftl"),
            include_str!("en/limits.ftl"),
            include_str!("en/two_factor.ftl"),
            include_str!("en/required.ftl"),
            include_str!("en/owing.ftl"),
            include_str!("en/sessions.ftl"),
            include_str!("en/passkeys.ftl"),
        ],
    ),
    (
        Language::De,
        &[
            include_str!("de/pages.ftl"),
            include_str!("de/account.ftl"),
            include_str!("de/actions.ftl"),
            include_str!("de/api_reference.ftl"),
            include_str!("de/api_tokens.ftl"),
            include_str!("de/second_api.ftl"),
            include_str!("de/door.ftl"),
            include_str!("de/errors.ftl"),
            include_str!("de/formats.ftl"),
            include_str!("de/mail.ftl"),
            include_str!("de/audit.ftl"),
            include_str!("de/invite.ftl"),
            include_str!("de/people.ftl"),
            include_str!("de/person.ftl"),
            include_str!("de/projects.ftl"),
            include_str!("de/settings.ftl"),
            include_str!("de/invitations.ftl"),
            include_str!("de/outbox.ftl"),
            include_str!("de/lists.ftl"),
            include_str!("de/states.ftl"),
            include_str!("de/details.ftl"),
            include_str!("de/limits.ftl"),
            include_str!("de/two_factor.ftl"),
            include_str!("de/required.ftl"),
            include_str!("de/owing.ftl"),
            include_str!("de/sessions.ftl"),
            include_str!("de/passkeys.ftl"),
        ],
    ),
    (
        Language::Ru,
        &[
            include_str!("ru/pages.ftl"),
            include_str!("ru/account.ftl"),
            include_str!("ru/actions.ftl"),
            include_str!("ru/api_reference.ftl"),
            include_str!("ru/api_tokens.ftl"),
            include_str!("ru/second_api.ftl"),
            include_str!("ru/door.ftl"),
            include_str!("ru/errors.ftl"),
            include_str!("ru/formats.ftl"),
            include_str!("ru/mail.ftl"),
            include_str!("ru/audit.ftl"),
            include_str!("ru/invite.ftl"),
            include_str!("ru/people.ftl"),
            include_str!("ru/person.ftl"),
            include_str!("ru/projects.ftl"),
            include_str!("ru/settings.ftl"),
            include_str!("ru/invitations.ftl"),
            include_str!("ru/outbox.ftl"),
            include_str!("ru/lists.ftl"),
            include_str!("ru/states.ftl"),
            include_str!("ru/details.ftl"),
            include_str!("ru/limits.ftl"),
            include_str!("ru/two_factor.ftl"),
            include_str!("ru/required.ftl"),
            include_str!("ru/owing.ftl"),
            include_str!("ru/sessions.ftl"),
            include_str!("ru/passkeys.ftl"),
        ],
    ),
    (
        Language::Zh,
        &[
            include_str!("zh/pages.ftl"),
            include_str!("zh/account.ftl"),
            include_str!("zh/actions.ftl"),
            include_str!("zh/api_reference.ftl"),
            include_str!("zh/api_tokens.ftl"),
            include_str!("zh/second_api.ftl"),
            include_str!("zh/door.ftl"),
            include_str!("zh/errors.ftl"),
            include_str!("zh/formats.ftl"),
            include_str!("zh/mail.ftl"),
            include_str!("zh/audit.ftl"),
            include_str!("zh/invite.ftl"),
            include_str!("zh/people.ftl"),
            include_str!("zh/person.ftl"),
            include_str!("zh/projects.ftl"),
            include_str!("zh/settings.ftl"),
            include_str!("zh/invitations.ftl"),
            include_str!("zh/outbox.ftl"),
            include_str!("zh/lists.ftl"),
            include_str!("zh/states.ftl"),
            include_str!("zh/details.ftl"),
            include_str!("zh/limits.ftl"),
            include_str!("zh/two_factor.ftl"),
            include_str!("zh/required.ftl"),
            include_str!("zh/owing.ftl"),
            include_str!("zh/sessions.ftl"),
            include_str!("zh/passkeys.ftl"),
        ],
    ),
    (
        Language::Az,
        &[
            include_str!("az/pages.ftl"),
            include_str!("az/account.ftl"),
            include_str!("az/actions.ftl"),
            include_str!("az/api_reference.ftl"),
            include_str!("az/api_tokens.ftl"),
            include_str!("az/second_api.ftl"),
            include_str!("az/door.ftl"),
            include_str!("az/errors.ftl"),
            include_str!("az/formats.ftl"),
            include_str!("az/mail.ftl"),
            include_str!("az/audit.ftl"),
            include_str!("az/invite.ftl"),
            include_str!("az/people.ftl"),
            include_str!("az/person.ftl"),
            include_str!("az/projects.ftl"),
            include_str!("az/settings.ftl"),
            include_str!("az/invitations.ftl"),
            include_str!("az/outbox.ftl"),
            include_str!("az/lists.ftl"),
            include_str!("az/states.ftl"),
            include_str!("az/details.ftl"),
            include_str!("az/limits.ftl"),
            include_str!("az/two_factor.ftl"),
            include_str!("az/required.ftl"),
            include_str!("az/owing.ftl"),
            include_str!("az/sessions.ftl"),
            include_str!("az/passkeys.ftl"),
        ],
    ),
];

static BUNDLES: LazyLock<BTreeMap<Language, FluentBundle<FluentResource>>> =
    LazyLock::new(|| FILES.iter().map(|(language, files)| (*language, bundle(*language, files))).collect());

/// The text of `key`, falling back to English and, should even that not have it, to the key itself.
/// Call it through [`t!`](crate::t), so that the test of the catalogues sees the key.
pub fn text(language: Language, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
    let args = (!values.is_empty()).then(|| values.iter().cloned().collect::<FluentArgs<'_>>());
    for language in [language, Language::En] {
        let Some(bundle) = BUNDLES.get(&language) else { continue };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { continue };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, args.as_ref(), &mut faults);
        if !faults.is_empty() {
            tracing::warn!(key, language = language.code(), ?faults, "text with faults");
        }
        return text.into_owned();
    }
    tracing::warn!(key, "text missing");
    key.to_owned()
}

fn bundle(language: Language, files: &[&str]) -> FluentBundle<FluentResource> {
    let tag = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The marks would end up in copied names and addresses; values are isolated with <bdi> where it matters.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}
