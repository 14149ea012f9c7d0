//! API tokens with made-up values; see `samples`.

use super::samples::{HOSTILE, LANGUAGE, NOW, document, refused};
use super::*;
use crate::{
    domain::{
        api_token::{Shown, TokenStatus},
        role::AccountRole,
        time::Span,
    },
    panel::{components::Choice, forms::FormState},
};
use leptos::prelude::*;

fn row(id: i64, name: &str, status: TokenStatus) -> TokenRow {
    TokenRow {
        id,
        name: name.into(),
        description: "Purges the shop after every release".into(),
        role: AccountRole::Engineers,
        status,
        ends_soon: false,
        created_at: NOW - Span::hours(24 * 40),
        expires_at: None,
        last_used_at: Some(NOW - Span::minutes(3)),
        issuer_name: "Ada Lindqvist".into(),
        issuer_email: "ada@example.org".into(),
        issuer_removed: false,
    }
}

fn tokens(page: TokensPage) -> String {
    document(TokensPage::title(LANGUAGE), true, None, move || {
        view! { <TokensView language=LANGUAGE page/> }.into_any()
    })
}

fn create(form: FormState, roles: Vec<AccountRole>) -> String {
    let page = CreateTokenPage { form, roles, today: "2026-11-20".into() };
    document(CreateTokenPage::title(LANGUAGE), true, None, move || {
        view! { <CreateTokenView language=LANGUAGE page/> }.into_any()
    })
}

/// Every page by name.
pub fn all() -> Vec<(String, String)> {
    let page = TokensPage {
        of_everybody: true,
        shown: Shown::All,
        issuer: "1".into(),
        issuers: vec![Choice::new("1", "Ada Lindqvist"), Choice::new("2", HOSTILE)],
        rows: vec![
            row(7715, "release pipeline", TokenStatus::Active),
            TokenRow {
                expires_at: Some(NOW + Span::hours(80)),
                ends_soon: true,
                last_used_at: None,
                description: String::new(),
                ..row(7714, HOSTILE, TokenStatus::Active)
            },
            TokenRow {
                expires_at: Some(NOW - Span::hours(80)),
                role: AccountRole::PurgeApiWeb,
                issuer_name: String::new(),
                ..row(
                    7713,
                    "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft",
                    TokenStatus::Expired,
                )
            },
            TokenRow {
                issuer_name: HOSTILE.into(),
                issuer_removed: true,
                ..row(7712, "nightly", TokenStatus::Deleted)
            },
        ],
        size: 50,
        newer: None,
        older: Some("/api-tokens?status=all&after=7712".into()),
        now: NOW,
    };
    let own = TokensPage {
        of_everybody: false,
        shown: Shown::default(),
        issuer: String::new(),
        issuers: Vec::new(),
        ..page.clone()
    };
    let none = TokensPage { rows: Vec::new(), older: None, ..own.clone() };
    let nothing = TokensPage { rows: Vec::new(), older: None, ..page.clone() };
    let new = NewTokenPage {
        name: HOSTILE.into(),
        token: "7715_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI".into(),
        try_at: "https://panel.example.org/iam/clients/me".into(),
    };
    let delete =
        DeleteTokenPage { id: 7714, name: HOSTILE.into(), issuer: Some(HOSTILE.into()), last_used: None };
    let wrong = refused(
        &["form", "name", "role", "expires", "description"],
        &[("name", HOSTILE), ("description", HOSTILE)],
    );
    vec![
        ("tokens".into(), tokens(page)),
        ("tokens-own".into(), tokens(own)),
        ("tokens-none".into(), tokens(none)),
        ("tokens-nothing".into(), tokens(nothing)),
        ("token-create".into(), create(FormState::default(), AccountRole::ALL.to_vec())),
        ("token-create-refused".into(), create(wrong, AccountRole::ALL.to_vec())),
        ("token-create-users".into(), create(FormState::default(), vec![AccountRole::Users])),
        (
            "token-new".into(),
            document(NewTokenPage::title(LANGUAGE), true, None, move || {
                view! { <NewTokenView language=LANGUAGE page=new/> }.into_any()
            }),
        ),
        (
            "token-delete".into(),
            document(delete.title(LANGUAGE), true, None, move || {
                view! { <DeleteTokenView language=LANGUAGE page=delete/> }.into_any()
            }),
        ),
    ]
}
