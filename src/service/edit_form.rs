//! The form in which a person's membership is changed: what it sends, and what it shows of how things stand.

use crate::{
    domain::{ids::ProjectId, invite_terms::last_day, role::ProjectRole},
    store::members::MembershipRow,
};
use std::collections::BTreeMap;

/// What the edit form sends: untrusted text, parsed in [`super::member_edit::edit`]. Role and scope do not count for
/// oneself.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The address; only counts while the invitation is open. Empty leaves it as it is.
    pub email: String,
    /// What the account calls the person.
    pub name: String,
    /// Two letters.
    pub language: String,
    /// The number of the account role.
    pub role: String,
    /// `client` or `project`.
    pub scope: String,
    /// `none` or `administrator`.
    pub client_role: String,
    /// The role name per project number; empty for none.
    pub projects: BTreeMap<String, String>,
    /// The last day of the access; empty for no end.
    pub access_ends: String,
    /// The [`Edit::stamp`] of what was in force when the form was opened. Empty for whoever means what is sent no matter
    /// what was there before.
    pub seen: String,
}

impl Edit {
    /// How a membership stands, as the form would send it.
    pub fn in_force(
        membership: &MembershipRow,
        email: &str,
        own: &[(ProjectId, String, ProjectRole)],
    ) -> Self {
        let by_project = !membership.client_administrator && !own.is_empty();
        Self {
            email: email.to_owned(),
            name: membership.name.clone(),
            language: membership.language.code().to_owned(),
            role: membership.role.id().to_string(),
            scope: if by_project { "project" } else { "client" }.to_owned(),
            client_role: if membership.client_administrator { "administrator" } else { "none" }.to_owned(),
            projects: own.iter().map(|(id, _, role)| (id.to_string(), role.name().to_owned())).collect(),
            access_ends: membership.access_ends_at.map(|end| last_day(end).to_day()).unwrap_or_default(),
            seen: String::new(),
        }
    }

    /// The values by the names of their controls.
    pub fn values(&self) -> BTreeMap<String, String> {
        let projects = self.projects.iter().map(|(id, role)| (format!("projects[{id}]"), role));
        [
            ("email", &self.email),
            ("name", &self.name),
            ("language", &self.language),
            ("role", &self.role),
            ("scope", &self.scope),
            ("client_role", &self.client_role),
            ("access_ends", &self.access_ends),
        ]
        .into_iter()
        .map(|(control, value)| (control.to_owned(), value))
        .chain(projects)
        .map(|(control, value)| (control, value.clone()))
        .collect()
    }

    /// The values in one line. The form carries it, so that what was changed in between is noticed and, for every control,
    /// known to be another's doing.
    pub fn stamp(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.values()).finish()
    }
}

/// Joins what was typed over one state with the state of now: what the person changed stays, everything else is as it is.
pub fn rebase(typed: BTreeMap<String, String>, now: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let seen = typed.get("seen").map(String::as_str).unwrap_or_default();
    let seen: BTreeMap<String, String> = form_urlencoded::parse(seen.as_bytes()).into_owned().collect();
    let mut values = now;
    for (control, value) in typed {
        if control != "seen" && seen.get(&control).map_or("", String::as_str) != value {
            values.insert(control, value);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(control, value)| ((*control).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_was_changed_stays_and_the_rest_follows() {
        let typed = values(&[
            ("seen", "name=Mara+%26+Co&role=1&projects%5B1%5D=Observer"),
            ("name", "Mara & Co"),
            ("role", "1"),
            ("access_ends", ""),
            ("language", "de"),
            ("projects[1]", ""),
            ("projects[2]", ""),
        ]);
        let now = values(&[
            ("name", "Mara Voss"),
            ("role", "2"),
            ("access_ends", "2027-01-01"),
            ("language", "en"),
            ("projects[1]", "Observer"),
            ("projects[2]", "Observer"),
        ]);
        let wanted = values(&[
            ("name", "Mara Voss"),
            ("role", "2"),
            ("access_ends", "2027-01-01"),
            ("language", "de"),
            ("projects[1]", ""),
            ("projects[2]", "Observer"),
        ]);
        assert_eq!(rebase(typed, now), wanted);
    }
}
