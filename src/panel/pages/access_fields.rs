//! Role and scope of a membership: what inviting and editing have in common.

use super::{
    invite::ProjectChoice,
    invite_roles::{account_roles, client_roles, project_roles, scopes},
};
use crate::{
    domain::{language::Language, role::AccountRole},
    panel::{
        components::{Choice, Field, RadioGroup, SelectField},
        forms::FormState,
        islands::ids,
    },
    t,
};
use leptos::prelude::*;

/// From how many projects on they can be narrowed down by name.
const MANY: usize = 9;

/// The groups "Role" and "Scope" with all that depends on them: `role`, `scope`, `client_role` and `projects[ID]`.
#[component]
pub fn AccessFields(
    /// The language of the words.
    language: Language,
    /// What is chosen and what is wrong with it.
    form: FormState,
    /// The account role of the one who gives.
    own_role: AccountRole,
    /// The projects of the account.
    choices: Vec<ProjectChoice>,
) -> impl IntoView {
    let role = form.value_or("role", "2").to_owned();
    let scope = form.value_or("scope", "client").to_owned();
    let client_role =
        Field::new("client_role", t!(language, "invite-client-role"), &form).or_value(&form, "none");
    let projects = projects(language, &form, choices);
    view! {
        <RadioGroup
            control="role"
            legend=t!(language, "invite-role")
            chosen=role
            options=account_roles(language, own_role)
            form=form.clone()
        />
        <RadioGroup
            control="scope"
            legend=t!(language, "invite-scope")
            chosen=scope
            options=scopes(language)
            form=form.clone()
            layout="side-by-side"
        />
        <div class="scope-client"><SelectField field=client_role choices=client_roles(language)/></div>
        <div class="scope-project">{projects}</div>
    }
}

/// A role for every project.
fn projects(language: Language, form: &FormState, projects: Vec<ProjectChoice>) -> AnyView {
    let error = form.error("projects").map(str::to_owned);
    let described_by = error.as_ref().map(|_| ids::error_id("projects"));
    let none =
        projects.is_empty().then(|| view! { <p class="hint">{t!(language, "invite-no-projects")}</p> });
    let tools = tools(language, projects.len());
    let rows = projects
        .into_iter()
        .map(|project| {
            let label = t!(language, "invite-role-in", project = project.name.as_str());
            let field = Field::new(format!("projects[{}]", project.id), label, form);
            view! { <SelectField field choices=project_roles(language)/> }
        })
        .collect_view();
    view! {
        {tools}
        <div
            class="projects"
            id=ids::field_id("projects")
            data-field="projects"
            role="group"
            tabindex="-1"
            aria-label=t!(language, "invite-projects")
            aria-describedby=described_by
        >
            {none}
            {rows}
            {error.map(|error| view! { <p class="field-error" id=ids::error_id("projects")>{error}</p> })}
        </div>
    }
    .into_any()
}

/// What helps with many projects: a filter, and one role for all that it leaves. Both wait for scripts.
fn tools(language: Language, count: usize) -> AnyView {
    if count < 2 {
        return ().into_any();
    }
    let filter = (count >= MANY).then(|| {
        view! {
            <label class="visually-hidden" for="projects-filter">{t!(language, "people-projects-filter")}</label>
            <input
                type="search"
                id="projects-filter"
                autocomplete="off"
                spellcheck="false"
                placeholder=t!(language, "people-projects-filter")
            />
        }
    });
    let choose = Choice::new("-", t!(language, "people-projects-choose"));
    let choices = std::iter::once(choose)
        .chain(project_roles(language))
        .map(|choice| view! { <option value=choice.value>{choice.label}</option> })
        .collect_view();
    view! {
        <div class="projects-tools" hidden>
            {filter}
            <label for="projects-all">{t!(language, "people-projects-set-all")}</label>
            <select id="projects-all" autocomplete="off">{choices}</select>
        </div>
    }
    .into_any()
}
