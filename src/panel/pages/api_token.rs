//! One API token: making it, seeing it this once, and deleting it.

use super::words::role_description;
use crate::{
    domain::{language::Language, role::AccountRole},
    panel::{
        components::{ErrorSummary, Field, Icon, Picture, RadioGroup, RadioOption, TextArea, TextField},
        forms::FormState,
        islands::CopyButton,
    },
    t,
};
use leptos::prelude::*;

/// The form of a new token. Posts `name`, `role`, `expires`, `description` to `/api-tokens/create`.
#[derive(Debug, Clone)]
pub struct CreateTokenPage {
    /// What was typed.
    pub form: FormState,
    /// The roles that may be given, the highest first.
    pub roles: Vec<AccountRole>,
    /// Today in UTC, the first day on which a token may end.
    pub today: String,
}

impl CreateTokenPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "tokens-create")
    }
}

/// The page.
#[component]
pub fn CreateTokenView(language: Language, page: CreateTokenPage) -> impl IntoView {
    let form = page.form;
    let name = Field::new("name", t!(language, "field-name"), &form).hint(t!(language, "tokens-name-hint"));
    let expires = Field::new("expires", t!(language, "tokens-column-expires"), &form)
        .hint(t!(language, "tokens-expires-hint"));
    let description = Field::new("description", t!(language, "tokens-column-description"), &form)
        .hint(t!(language, "tokens-description-hint"));
    let options = page
        .roles
        .iter()
        .map(|role| RadioOption {
            value: role.id().to_string(),
            label: role.name().to_owned(),
            description: role_description(language, *role),
            impossible: None,
        })
        .collect();
    // Whoever may give one role alone need not choose; nobody is given more than they ask for.
    let only = match page.roles.as_slice() {
        [role] => role.id().to_string(),
        _ => String::new(),
    };
    let chosen = form.value_or("role", &only).to_owned();
    let fresh = form.errors.is_empty();
    view! {
        <div class="card card-wide">
            <h1>{CreateTokenPage::title(language)}</h1>
            <p class="lead">{t!(language, "tokens-create-lead")}</p>
            <form method="post" action="/api-tokens/create" novalidate>
                <ErrorSummary language form=form.clone()/>
                <TextField field=name maxlength=120 required=true autofocus=fresh/>
                <RadioGroup
                    control="role"
                    legend=t!(language, "tokens-column-role")
                    chosen
                    options
                    form=form.clone()
                />
                <TextField field=expires kind="date" min=page.today/>
                <TextArea field=description rows=2 maxlength=500/>
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "tokens-create")}</button>
                    <a class="button" href="/api-tokens">{t!(language, "cancel")}</a>
                </div>
            </form>
        </div>
    }
}

/// The token that was just made, shown this once.
#[derive(Clone)]
pub struct NewTokenPage {
    /// What it is called.
    pub name: String,
    /// The whole of it.
    pub token: String,
    /// The whole address that answers whoever holds it.
    pub try_at: String,
}

impl std::fmt::Debug for NewTokenPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewTokenPage").field("name", &self.name).finish_non_exhaustive()
    }
}

impl NewTokenPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "tokens-new-heading")
    }
}

/// The page.
#[component]
pub fn NewTokenView(language: Language, page: NewTokenPage) -> impl IntoView {
    let token = (t!(language, "tokens-new-label"), t!(language, "tokens-copy-token"));
    let try_it = (t!(language, "tokens-new-try"), t!(language, "tokens-copy-command"));
    let command = format!("curl -H 'Authorization: APIKey {}' {}", page.token, page.try_at);
    view! {
        <div class="card card-wide">
            <h1>{NewTokenPage::title(language)}</h1>
            <section class="hand-over" aria-labelledby="new-token-name">
                <h2 id="new-token-name"><Icon picture=Picture::Check/><span class="anywhere">{page.name}</span></h2>
                <p>{t!(language, "tokens-new-text")}</p>
                {shown(language, "new-token", token, page.token)}
                {shown(language, "new-token-try", try_it, command)}
                <CopyButton/>
            </section>
            <div class="form-end">
                <a class="button button-primary" href="/api-tokens">{t!(language, "tokens-new-done")}</a>
            </div>
        </div>
    }
}

/// A text to take away, with a button that copies it.
fn shown(language: Language, id: &'static str, (label, copy): (String, String), value: String) -> AnyView {
    view! {
        <label for=id>{label}</label>
        <div class="hand-over-row">
            <input type="text" id=id readonly autocomplete="off" spellcheck="false" value=value/>
            <button type="button" class="button" hidden data-copy=id data-done=t!(language, "hand-over-copied")>
                <span aria-live="polite">{copy}</span>
            </button>
        </div>
    }
    .into_any()
}

/// The question before a token is deleted. Posts to `/api-tokens/{id}/delete`.
#[derive(Debug, Clone)]
pub struct DeleteTokenPage {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Who issued it, by name or address; none for one's own.
    pub issuer: Option<String>,
    /// When it was last used, in words.
    pub last_used: Option<String>,
}

impl DeleteTokenPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "tokens-delete-heading", token = self.name.as_str())
    }
}

/// The page.
#[component]
pub fn DeleteTokenView(language: Language, page: DeleteTokenPage) -> impl IntoView {
    let title = page.title(language);
    let issuer = page.issuer.map(|issuer| {
        view! { <dt>{t!(language, "tokens-column-issuer")}</dt> <dd>{issuer}</dd> }
    });
    let used = page.last_used.unwrap_or_else(|| t!(language, "tokens-unused"));
    view! {
        <div class="card card-confirm">
            <form class="confirm" method="post" action=format!("/api-tokens/{}/delete", page.id)>
                <h1>{title}</h1>
                <p>{t!(language, "tokens-delete-text")}</p>
                <dl class="facts">
                    <dt>{t!(language, "tokens-column-id")}</dt>
                    <dd>{page.id.to_string()}</dd>
                    {issuer}
                    <dt>{t!(language, "tokens-column-used")}</dt>
                    <dd>{used}</dd>
                </dl>
                <div class="form-end">
                    <a class="button" href="/api-tokens" autofocus=true>{t!(language, "cancel")}</a>
                    <button class="button button-danger-fill">
                        {t!(language, "tokens-delete-submit", token = page.name.as_str())}
                    </button>
                </div>
            </form>
        </div>
    }
}
