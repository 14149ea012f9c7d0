//! The choices of the invite form.

use super::words::role_description;
use crate::{
    domain::{
        language::Language,
        role::{AccountRole, ProjectRole},
    },
    panel::components::{Choice, RadioOption},
    t,
};

/// The account roles; those above one's own are shown and cannot be chosen.
pub fn account_roles(language: Language, own: AccountRole) -> Vec<RadioOption> {
    AccountRole::ALL
        .into_iter()
        .map(|role| RadioOption {
            value: role.id().to_string(),
            label: role.name().to_owned(),
            description: role_description(language, role),
            impossible: (!own.may_grant(role)).then(|| t!(language, "invite-role-above", role = own.name())),
        })
        .collect()
}

/// Client or project.
pub fn scopes(language: Language) -> Vec<RadioOption> {
    let option = |value: &str, label: String, description: String| RadioOption {
        value: value.to_owned(),
        label,
        description,
        impossible: None,
    };
    vec![
        option("client", t!(language, "invite-scope-client"), t!(language, "invite-scope-client-text")),
        option("project", t!(language, "invite-scope-project"), t!(language, "invite-scope-project-text")),
    ]
}

/// The roles over the client as a whole.
pub fn client_roles(language: Language) -> Vec<Choice> {
    vec![
        Choice::new("none", t!(language, "invite-client-role-none")),
        Choice::new("administrator", t!(language, "invite-client-role-administrator")),
    ]
}

/// The roles in a project, "no role" first.
pub fn project_roles(language: Language) -> Vec<Choice> {
    let none = Choice::new("", t!(language, "project-role-none"));
    let roles = ProjectRole::ALL
        .into_iter()
        .map(|role| Choice::new(role.name(), super::words::project_role(language, role)));
    std::iter::once(none).chain(roles).collect()
}

/// The languages, each by its own name.
pub fn languages() -> Vec<Choice> {
    Language::ALL.into_iter().map(|language| Choice::new(language.code(), language.own_name())).collect()
}
