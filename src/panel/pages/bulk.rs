//! One thing done with several people: what is asked before, and what came of it.

use super::invite_roles::account_roles;
use crate::{
    domain::{language::Language, role::AccountRole},
    i18n::format,
    panel::{
        components::{ErrorSummary, Icon, Picture, RadioGroup},
        forms::FormState,
        outcome::BulkLine,
        shell::PersonData,
    },
    t,
};
use leptos::prelude::*;

/// Somebody selected.
#[derive(Debug, Clone)]
pub struct Selected {
    /// The number of the membership.
    pub id: i64,
    /// Name and address.
    pub who: PersonData,
    /// What goes with the person, one short fact each.
    pub facts: Vec<String>,
    /// Why nothing will be done; `None` when it will.
    pub impossible: Option<String>,
}

/// What is asked before several people are removed. Posts `ids[]` to `/users/bulk/delete`.
#[derive(Debug, Clone)]
pub struct BulkDeletePage {
    /// Who.
    pub selected: Vec<Selected>,
}

impl BulkDeletePage {
    /// How many can be removed.
    fn possible(&self) -> usize {
        self.selected.iter().filter(|each| each.impossible.is_none()).count()
    }

    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "bulk-delete-heading", count = self.possible())
    }
}

/// The page.
#[component]
pub fn BulkDeleteView(language: Language, page: BulkDeletePage) -> impl IntoView {
    let possible = page.possible();
    let act = (possible > 0).then(|| {
        view! { <button class="button button-danger-fill">{t!(language, "bulk-delete-submit", count = possible)}</button> }
    });
    view! {
        <div class="card card-wide">
            <h1>{page.title(language)}</h1>
            <p>{t!(language, "bulk-delete-text")}</p>
            <form class="confirm" method="post" action="/users/bulk/delete">
                {people(language, page.selected)}
                <div class="form-end">
                    <a class="button" href="/users" autofocus>{t!(language, "cancel")}</a>
                    {act}
                </div>
            </form>
        </div>
    }
}

/// What is asked before several people get another role. Posts `ids[]` and `role` to `/users/bulk/role`.
#[derive(Debug, Clone)]
pub struct BulkRolePage {
    /// Who.
    pub selected: Vec<Selected>,
    /// The role chosen, and what is wrong with it.
    pub form: FormState,
    /// The account role of the one who gives.
    pub own_role: AccountRole,
}

impl BulkRolePage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "bulk-role-heading", count = self.selected.len())
    }
}

/// The page.
#[component]
pub fn BulkRoleView(language: Language, page: BulkRolePage) -> impl IntoView {
    view! {
        <div class="card card-wide">
            <h1>{page.title(language)}</h1>
            <form class="confirm" method="post" action="/users/bulk/role">
                <ErrorSummary language form=page.form.clone()/>
                <RadioGroup
                    control="role"
                    legend=t!(language, "invite-role")
                    chosen=page.form.value("role").to_owned()
                    options=account_roles(language, page.own_role)
                    form=page.form.clone()
                />
                <section aria-labelledby="selected">
                    <h2 id="selected">{t!(language, "bulk-selected")}</h2>
                    {people(language, page.selected)}
                </section>
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "bulk-role-submit")}</button>
                    <a class="button" href="/users">{t!(language, "cancel")}</a>
                </div>
            </form>
        </div>
    }
}

/// Everybody selected, each with a hidden field that keeps them selected.
fn people(language: Language, selected: Vec<Selected>) -> AnyView {
    let lines = selected
        .into_iter()
        .map(|each| {
            let email = (!each.who.name.is_empty())
                .then(|| view! { <span class="detail">{each.who.email.clone()}</span> });
            let facts = each
                .facts
                .into_iter()
                .map(|fact| view! { <span class="detail">{fact}</span> })
                .collect_view();
            let stop = each.impossible.map(|reason| {
                view! { <span class="plan-stop">{t!(language, "bulk-left-out", reason = reason)}</span> }
            });
            view! {
                <li>
                    <input type="hidden" name="ids[]" value=each.id.to_string()/>
                    <strong>{each.who.name_or_email().to_owned()}</strong>
                    {email}
                    {facts}
                    {stop}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="lines">{lines}</ul> }.into_any()
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct BulkResultPage {
    /// With each person.
    pub lines: Vec<BulkLine>,
}

impl BulkResultPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        let number = |count: usize| format::number(language, i64::try_from(count).unwrap_or(i64::MAX));
        let done = self.lines.iter().filter(|line| line.done).count();
        t!(language, "bulk-result-heading", done = number(done), all = number(self.lines.len()))
    }
}

/// The page.
#[component]
pub fn BulkResultView(language: Language, page: BulkResultPage) -> impl IntoView {
    let title = page.title(language);
    let lines = page
        .lines
        .into_iter()
        .map(|line| {
            let (class, picture) =
                if line.done { ("result-done", Picture::Check) } else { ("result-not", Picture::Alert) };
            view! {
                <li class=class>
                    <Icon picture/>
                    <span>
                        <strong>{line.name}</strong>
                        <span class="detail">{line.text}</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="card card-wide">
            <h1>{title}</h1>
            <ul class="lines results">{lines}</ul>
            <p><a class="button button-primary" href="/users">{t!(language, "bulk-result-back")}</a></p>
        </div>
    }
}
