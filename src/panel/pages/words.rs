//! Words that several pages have for the same thing.

use crate::{
    domain::{
        access::{Grant, ProjectAccess, Source},
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

/// Every reason for what somebody may do in a project, the deciding one first; empty when there is no way in.
pub fn access_reasons(language: Language, access: &ProjectAccess) -> Vec<String> {
    access.grants.iter().map(|grant| access_reason(language, *grant)).collect()
}

fn access_reason(language: Language, grant: Grant) -> String {
    let role = project_role(language, grant.role);
    match (grant.source, grant.effective) {
        (Source::AccountRole, true) => t!(language, "access-through-account-role", role = role),
        (Source::ClientRole, true) => t!(language, "access-through-client-role", role = role),
        (Source::ProjectRole, true) => t!(language, "access-through-project-role", role = role),
        (Source::AccountRole, false) => t!(language, "access-idle-account-role", role = role),
        (Source::ClientRole, false) => t!(language, "access-idle-client-role", role = role),
        (Source::ProjectRole, false) => t!(language, "access-idle-project-role", role = role),
    }
}

/// What somebody may do in a project and why, in a line that names the project.
pub fn project_access_line(language: Language, project: &str, access: &ProjectAccess) -> String {
    let reasons = access_reasons(language, access)
        .into_iter()
        .reduce(|first, second| t!(language, "access-and", first = first, second = second));
    match reasons {
        Some(reasons) => t!(language, "access-line", project = project, reasons = reasons),
        None => t!(language, "access-line-none", project = project),
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

/// The projects among those offered that have been put away; nothing when there are none.
#[component]
pub fn ArchivedProjects(language: Language, names: Vec<String>) -> impl IntoView {
    (!names.is_empty()).then(|| {
        let items = names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
        view! {
            <dt>{t!(language, "access-archived")}</dt>
            <dd>
                <ul>{items}</ul>
                <span class="hint">{t!(language, "access-archived-text")}</span>
            </dd>
        }
    })
}

/// That nobody joins by an invitation without a second factor.
#[component]
pub fn FactorTerm(language: Language) -> impl IntoView {
    view! {
        <dt>{t!(language, "door-term")}</dt>
        <dd>{t!(language, "door-term-required")}</dd>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Holder;

    #[test]
    fn access_is_told_with_every_reason() {
        let line = |role, client_administrator, own| {
            let access = Holder { role, client_administrator }.in_project(own);
            project_access_line(Language::En, "web", &access)
        };
        assert_eq!(
            line(AccountRole::Users, true, Some(ProjectRole::Observer)),
            "web: Project administrator through the client role; Observer in the project has no effect"
        );
        assert_eq!(
            line(AccountRole::Users, false, Some(ProjectRole::User)),
            "web: User through a role in the project"
        );
        assert_eq!(line(AccountRole::Users, false, None), "web: no access");
    }

    #[test]
    fn no_two_reasons_sound_the_same_in_any_language() {
        for language in Language::ALL {
            let mut all = Vec::new();
            for source in [Source::AccountRole, Source::ClientRole, Source::ProjectRole] {
                for effective in [true, false] {
                    all.push(access_reason(language, Grant { source, role: ProjectRole::User, effective }));
                }
            }
            let mut once = all.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), all.len(), "{all:?}");
        }
    }
}
