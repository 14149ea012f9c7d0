//! What is done to one project: another name, and putting it away.

use crate::{
    domain::language::Language,
    panel::{
        components::{ErrorSummary, Field, TextField},
        forms::FormState,
    },
    t,
};
use leptos::prelude::*;

/// The page to rename a project. Posts `name` to `/projects/{id}/rename`.
#[derive(Debug, Clone)]
pub struct RenameProjectPage {
    /// What was typed.
    pub form: FormState,
    /// The project's number.
    pub id: i64,
    /// The name it has.
    pub name: String,
}

impl RenameProjectPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "projects-rename-of", project = self.name.as_str())
    }
}

/// The page.
#[component]
pub fn RenameProjectView(language: Language, page: RenameProjectPage) -> impl IntoView {
    let field = Field::new("name", t!(language, "field-name"), &page.form).or_value(&page.form, &page.name);
    let fresh = page.form.errors.is_empty();
    view! {
        <div class="card">
            <h1>{page.title(language)}</h1>
            <form method="post" action=format!("/projects/{}/rename", page.id) novalidate>
                <ErrorSummary language form=page.form.clone()/>
                <TextField field required=true autofocus=fresh/>
                <div class="form-end">
                    <button class="button button-primary">{t!(language, "projects-save")}</button>
                    <a class="button" href="/projects">{t!(language, "cancel")}</a>
                </div>
            </form>
        </div>
    }
}

/// The page that says what archiving means. Posts to `/projects/{id}/archive`.
#[derive(Debug, Clone)]
pub struct ArchiveProjectPage {
    /// The project's number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How many members have a role in it.
    pub people: i64,
}

impl ArchiveProjectPage {
    /// The page's title.
    pub fn title(&self, language: Language) -> String {
        t!(language, "projects-archive-heading", project = self.name.as_str())
    }
}

/// The page.
#[component]
pub fn ArchiveProjectView(language: Language, page: ArchiveProjectPage) -> impl IntoView {
    view! {
        <div class="card">
            <h1>{page.title(language)}</h1>
            <p>{t!(language, "projects-archive-closed")}</p>
            <p>{t!(language, "projects-archive-kept", count = page.people)}</p>
            <form method="post" action=format!("/projects/{}/archive", page.id)>
                <div class="form-end">
                    <button class="button button-primary">
                        {t!(language, "projects-archive-of", project = page.name.as_str())}
                    </button>
                    <a class="button" href="/projects">{t!(language, "cancel")}</a>
                </div>
            </form>
        </div>
    }
}
