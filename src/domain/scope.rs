//! Where a membership applies (`docs/architecture.md`): over the whole client, or in chosen projects.

use super::{
    field::{Fault, Field, FieldErrors},
    ids::ProjectId,
    role::ProjectRole,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a membership applies beyond its account role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// The client as a whole.
    Client {
        /// `ClientAdministrator`: administrator of every project there is and will be.
        administrator: bool,
    },
    /// One role in each chosen project; never empty.
    Projects(BTreeMap<ProjectId, ProjectRole>),
}

impl Scope {
    /// Reads the scope as a form sends it: which of the two, the client role (`none` or `administrator`), and a role name
    /// per project id, empty for "no role". Only projects in `known` are choices. Fields of the scope that was not
    /// chosen do not count.
    pub fn parse(
        scope: &str,
        client_role: &str,
        projects: &BTreeMap<String, String>,
        known: &[ProjectId],
        errors: &mut FieldErrors,
    ) -> Option<Self> {
        match scope {
            "client" => match client_role {
                "none" => Some(Self::Client { administrator: false }),
                "administrator" => Some(Self::Client { administrator: true }),
                "" => errors.keep(Field::ClientRole, Err(Fault::Missing)),
                _ => errors.keep(Field::ClientRole, Err(Fault::NotAChoice)),
            },
            "project" => {
                let before = errors.0.len();
                let mut roles = BTreeMap::new();
                for (id, role) in projects.iter().filter(|(_, role)| !role.is_empty()) {
                    // By its one spelling: `01` beside `1` would be two roles for one project.
                    let project = known.iter().copied().find(|known| known.0.to_string() == *id);
                    match (project, ProjectRole::from_name(role)) {
                        (Some(project), Some(role)) => {
                            roles.insert(project, role);
                        }
                        (project, _) => {
                            errors.push(Field::Projects(project.map(|id| id.0)), Fault::NotAChoice);
                        }
                    }
                }
                if errors.0.len() > before {
                    return None;
                }
                if roles.is_empty() {
                    return errors.keep(Field::Projects(None), Err(Fault::NoProject));
                }
                Some(Self::Projects(roles))
            }
            "" => errors.keep(Field::Scope, Err(Fault::Missing)),
            _ => errors.keep(Field::Scope, Err(Fault::NotAChoice)),
        }
    }

    /// Whether it grants `ClientAdministrator`.
    pub fn is_client_administrator(&self) -> bool {
        matches!(self, Self::Client { administrator: true })
    }

    /// The role in each chosen project; empty for client scope.
    pub fn project_roles(&self) -> Vec<(ProjectId, ProjectRole)> {
        match self {
            Self::Client { .. } => Vec::new(),
            Self::Projects(roles) => roles.iter().map(|(id, role)| (*id, *role)).collect(),
        }
    }
}

/// What a membership reaches beyond its account role, with the projects by name: for showing and for mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Access {
    /// No project.
    AccountOnly,
    /// Every project there is and will be, as administrator.
    AllProjects,
    /// These projects, each with its role.
    Projects(Vec<(String, ProjectRole)>),
}

impl Access {
    /// From what is kept: whether there is `ClientAdministrator`, and the projects by name.
    pub fn of(client_administrator: bool, projects: Vec<(String, ProjectRole)>) -> Self {
        if client_administrator {
            Self::AllProjects
        } else if projects.is_empty() {
            Self::AccountOnly
        } else {
            Self::Projects(projects)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(scope: &str, client: &str, projects: &[(&str, &str)]) -> (Option<Scope>, FieldErrors) {
        let projects = projects.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let mut errors = FieldErrors::default();
        let parsed = Scope::parse(scope, client, &projects, &[ProjectId(1), ProjectId(2)], &mut errors);
        (parsed, errors)
    }

    #[test]
    fn the_scope_that_was_not_chosen_does_not_count() {
        let (scope, errors) = parse("client", "administrator", &[("1", "nonsense")]);
        assert_eq!(scope, Some(Scope::Client { administrator: true }));
        assert!(errors.is_empty());
        let (scope, _) = parse("project", "nonsense", &[("1", "Observer"), ("2", "")]);
        assert_eq!(scope, Some(Scope::Projects([(ProjectId(1), ProjectRole::Observer)].into())));
    }

    #[test]
    fn what_was_not_offered_is_refused_beside_its_field() {
        let fault = |scope, client, projects: &[(&str, &str)]| parse(scope, client, projects).1;
        assert_eq!(
            fault("project", "", &[("1", "")]),
            FieldErrors::one(Field::Projects(None), Fault::NoProject)
        );
        let other = FieldErrors::one(Field::Projects(None), Fault::NotAChoice);
        assert_eq!(fault("project", "", &[("3", "Observer")]), other);
        for other_spelling in ["01", "+1", " 1"] {
            assert_eq!(fault("project", "", &[(other_spelling, "Observer"), ("1", "User")]), other);
        }
        let role = FieldErrors::one(Field::Projects(Some(1)), Fault::NotAChoice);
        assert_eq!(fault("project", "", &[("1", "Owner")]), role);
        assert_eq!(fault("client", "", &[]), FieldErrors::one(Field::ClientRole, Fault::Missing));
        assert_eq!(fault("client", "root", &[]), FieldErrors::one(Field::ClientRole, Fault::NotAChoice));
        assert_eq!(fault("", "", &[]), FieldErrors::one(Field::Scope, Fault::Missing));
        assert_eq!(fault("world", "", &[]), FieldErrors::one(Field::Scope, Fault::NotAChoice));
    }
}
