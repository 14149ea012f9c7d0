//! Words that several pages have for the same thing.

use crate::{
    domain::{
        language::Language,
        role::{AccountRole, ProjectRole},
    },
    t,
};
use leptos::prelude::*;

/// What somebody may do, for sentences and lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessInWords {
    /// The account role.
    pub role: AccountRole,
    /// Whether they administer every project.
    pub client_administrator: bool,
    /// The role in each chosen project, by name of the project.
    pub projects: Vec<(String, ProjectRole)>,
}

/// What an account role may do, in a line.
pub fn role_description(language: Language, role: AccountRole) -> String {
    match role {
        AccountRole::Administrators => t!(language, "role-administrators-text"),
        AccountRole::Engineers => t!(language, "role-engineers-text"),
        AccountRole::PurgeApiWeb => t!(language, "role-purge-api-web-text"),
        AccountRole::PurgeApi => t!(language, "role-purge-api-text"),
        AccountRole::Users => t!(language, "role-users-text"),
    }
}

/// The name of a project role.
pub fn project_role(language: Language, role: ProjectRole) -> String {
    match role {
        ProjectRole::ProjectAdministrator => t!(language, "project-role-administrator"),
        ProjectRole::User => t!(language, "project-role-user"),
        ProjectRole::Observer => t!(language, "project-role-observer"),
        ProjectRole::InternalNetworkOnlyUser => t!(language, "project-role-internal"),
    }
}

/// Role and access as a list of terms.
#[component]
pub fn AccessList(language: Language, access: AccessInWords) -> impl IntoView {
    let projects = access
        .projects
        .into_iter()
        .map(|(name, role)| view! { <li>{name} " – " {project_role(language, role)}</li> })
        .collect::<Vec<_>>();
    let scope = if access.client_administrator {
        t!(language, "access-all-administrator").into_any()
    } else if projects.is_empty() {
        t!(language, "access-account-only-long").into_any()
    } else {
        view! { <ul>{projects}</ul> }.into_any()
    };
    view! {
        <dt>{t!(language, "access-role")}</dt>
        <dd>
            <strong>{access.role.name()}</strong>
            <span class="hint">{role_description(language, access.role)}</span>
        </dd>
        <dt>{t!(language, "access-projects")}</dt>
        <dd>{scope}</dd>
    }
}
