//! The accounts a person belongs to.

use crate::{
    domain::{language::Language, role::AccountRole},
    panel::{
        components::{ErrorSummary, Field, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows. Posts `name` to `/accounts`.
#[derive(Debug, Clone)]
pub struct AccountsPage {
    /// What was typed into the form for a new account.
    pub form: FormState,
    /// The accounts, by name.
    pub accounts: Vec<AccountLine>,
    /// To how many others the person is invited.
    pub offers: usize,
    /// Whether one may make accounts.
    pub may_create: bool,
}

/// An account in the list.
#[derive(Debug, Clone)]
pub struct AccountLine {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The person's role in it.
    pub role: AccountRole,
    /// Whether the person is shut out of it for now.
    pub is_suspended: bool,
    /// Whether it is the one the person is in.
    pub is_current: bool,
}

impl AccountsPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "accounts-heading")
    }
}

/// The page.
#[component]
pub fn AccountsView(language: Language, page: AccountsPage) -> impl IntoView {
    let new = page.may_create.then(|| new_account(language, &page.form));
    let offers = (page.offers > 0).then(|| {
        view! {
            <p class="panel accounts-offers">
                <span>{t!(language, "accounts-offers", count = page.offers)}</span>
                <a href="/invitations">{t!(language, "accounts-offers-link")}</a>
            </p>
        }
    });
    let accounts = page.accounts.into_iter().map(|line| account(language, line)).collect_view();
    view! {
        <div class="page-head"><h1>{AccountsPage::title(language)}</h1></div>
        {offers}
        <ul class="accounts">{accounts}</ul>
        {new}
    }
}

fn account(language: Language, line: AccountLine) -> AnyView {
    let id = format!("account-{}", line.id);
    let way = if line.is_suspended {
        view! { <span class="status status-warning">{t!(language, "status-suspended")}</span> }.into_any()
    } else if line.is_current {
        view! { <span class="status status-quiet">{t!(language, "accounts-here")}</span> }.into_any()
    } else {
        view! {
            <form method="post" action=format!("/accounts/{}/switch", line.id)>
                <button class="button" aria-describedby=id.clone()>{t!(language, "accounts-switch")}</button>
            </form>
        }
        .into_any()
    };
    let why = line
        .is_suspended
        .then(|| view! { <span class="detail">{t!(language, "accounts-suspended-text")}</span> });
    view! {
        <li aria-current=line.is_current.then_some("true")>
            <div>
                <span class="who" id=id>{line.name}</span>
                <span class="detail">{line.role.name()}</span>
                {why}
            </div>
            {way}
        </li>
    }
    .into_any()
}

fn new_account(language: Language, form: &FormState) -> AnyView {
    let field = Field::new("name", t!(language, "field-name"), form).hint(t!(language, "accounts-new-hint"));
    view! {
        <section class="panel" aria-labelledby="new-account">
            <h2 id="new-account">{t!(language, "accounts-new")}</h2>
            <form class="one-line" method="post" action="/accounts" novalidate>
                <ErrorSummary language form=form.clone()/>
                <TextField field required=true/>
                <button class="button button-primary">{t!(language, "accounts-create")}</button>
            </form>
        </section>
    }
    .into_any()
}
