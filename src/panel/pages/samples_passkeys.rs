//! The pages of passkeys in their states.

use super::{
    AddBy, PasskeyLine, PasskeysPage, PasskeysView,
    samples::{HOSTILE, LANGUAGE, NOW, document, refused},
};
use crate::{domain::time::Span, panel::forms::FormState};
use leptos::prelude::*;

fn own(page: PasskeysPage) -> String {
    document(PasskeysPage::title(LANGUAGE), true, None, move || {
        view! { <PasskeysView language=LANGUAGE page email=HOSTILE.into()/> }.into_any()
    })
}

fn passkey(id: i64) -> PasskeyLine {
    PasskeyLine {
        id,
        name: HOSTILE.into(),
        created_at: NOW - Span::hours(40),
        last_used_at: (id % 2 == 0).then(|| NOW - Span::minutes(3)),
        backed_up: id % 2 == 0,
    }
}

pub fn all() -> Vec<(String, String)> {
    let list = |count, form, proof| {
        let passkeys = (1..=count).map(passkey).collect();
        own(PasskeysPage::List { passkeys, form, proof, script: None, now: NOW })
    };
    vec![
        ("passkeys-proof-first".into(), list(1, refused(&["form"], &[]), AddBy::ProofFirst)),
        ("passkeys-none".into(), list(0, FormState::default(), AddBy::Password)),
        ("passkeys".into(), list(2, FormState::default(), AddBy::Name)),
        (
            "passkeys-refused".into(),
            list(1, refused(&["form", "name", "password"], &[("name", HOSTILE)]), AddBy::Password),
        ),
        ("passkeys-no-domain".into(), list(1, FormState::default(), AddBy::Impossible)),
        (
            "passkeys-rename".into(),
            own(PasskeysPage::Rename { passkey: passkey(1), form: FormState::default() }),
        ),
        (
            "passkeys-rename-refused".into(),
            own(PasskeysPage::Rename { passkey: passkey(1), form: refused(&["name"], &[("name", "")]) }),
        ),
        (
            "passkeys-remove".into(),
            own(PasskeysPage::Remove { passkey: passkey(1), form: FormState::default() }),
        ),
        (
            "passkeys-remove-refused".into(),
            own(PasskeysPage::Remove { passkey: passkey(1), form: refused(&["form"], &[]) }),
        ),
    ]
}
