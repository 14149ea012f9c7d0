//! What a person may do in a project, and why: one function behind the checks, the invite form and the person's page.

use super::{
    ids::ProjectId,
    role::{AccountRole, ProjectRole},
};
use serde::{Deserialize, Serialize};

/// Where a right in a project comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Source {
    /// The account role: Administrators could give themselves any project, so they have every one.
    AccountRole,
    /// The client role: administrator of every project there is and will be.
    ClientRole,
    /// A role in this very project.
    ProjectRole,
}

/// One reason for a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Where it comes from.
    pub source: Source,
    /// What it gives.
    pub role: ProjectRole,
    /// Whether it decides; another one gives as much or more otherwise.
    pub effective: bool,
}

/// What a person may do in one project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectAccess {
    /// The strongest role; none when there is no way in.
    pub role: Option<ProjectRole>,
    /// Every reason, the deciding one first.
    pub grants: Vec<Grant>,
}

/// What a membership gives as far as projects are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
}

impl Holder {
    /// What the holder may do in a project in which `own` is the role given there. Of equal grants the one that reaches
    /// further decides, so that taking the project role away is known to change nothing.
    pub fn in_project(self, own: Option<ProjectRole>) -> ProjectAccess {
        let all = [
            (self.role == AccountRole::Administrators)
                .then_some((Source::AccountRole, ProjectRole::ProjectAdministrator)),
            self.client_administrator.then_some((Source::ClientRole, ProjectRole::ProjectAdministrator)),
            own.map(|role| (Source::ProjectRole, role)),
        ];
        let mut grants: Vec<Grant> = all
            .into_iter()
            .flatten()
            .map(|(source, role)| Grant { source, role, effective: false })
            .collect();
        // Stable: of equals the first, which reaches furthest, stays first.
        grants.sort_by_key(|grant| grant.role.rank());
        if let Some(first) = grants.first_mut() {
            first.effective = true;
        }
        ProjectAccess { role: grants.first().map(|grant| grant.role), grants }
    }

    /// Whether every project is open, also those that are yet to be made.
    pub fn reaches_every_project(self) -> bool {
        self.in_project(None).role.is_some()
    }

    /// What the holder may do in each of the account's projects.
    pub fn everywhere(
        self,
        projects: impl IntoIterator<Item = ProjectId>,
        own: &[(ProjectId, ProjectRole)],
    ) -> Vec<(ProjectId, ProjectAccess)> {
        projects
            .into_iter()
            .map(|project| {
                let role = own.iter().find(|(id, _)| *id == project).map(|(_, role)| *role);
                (project, self.in_project(role))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<(Holder, Option<ProjectRole>)> {
        let mut all = Vec::new();
        for role in AccountRole::ALL {
            for client_administrator in [false, true] {
                let holder = Holder { role, client_administrator };
                all.push((holder, None));
                all.extend(ProjectRole::ALL.map(|own| (holder, Some(own))));
            }
        }
        all
    }

    #[test]
    fn the_strongest_reason_decides_and_every_reason_is_told() {
        for (holder, own) in every() {
            let access = holder.in_project(own);
            let strongest = access.grants.iter().map(|grant| grant.role.rank()).min();
            assert_eq!(access.role.map(ProjectRole::rank), strongest, "{holder:?} {own:?}");
            assert_eq!(
                access.grants.iter().filter(|grant| grant.effective).count(),
                usize::from(strongest.is_some())
            );
            assert_eq!(access.grants.first().is_some_and(|grant| grant.effective), strongest.is_some());
            let expected = usize::from(holder.role == AccountRole::Administrators)
                + usize::from(holder.client_administrator)
                + usize::from(own.is_some());
            assert_eq!(access.grants.len(), expected);
        }
    }

    #[test]
    fn more_is_never_less() {
        for (holder, own) in every() {
            let without = holder.in_project(None).role.map_or(u8::MAX, ProjectRole::rank);
            let with = holder.in_project(own).role.map_or(u8::MAX, ProjectRole::rank);
            assert!(with <= without, "a role in the project takes something away: {holder:?} {own:?}");
            let more = Holder { client_administrator: true, ..holder };
            let more = more.in_project(own).role.map_or(u8::MAX, ProjectRole::rank);
            assert!(more <= with, "the client role takes something away: {holder:?} {own:?}");
        }
    }

    #[test]
    fn nothing_comes_from_nothing() {
        for role in AccountRole::ALL.into_iter().skip(1) {
            let holder = Holder { role, client_administrator: false };
            assert_eq!(holder.in_project(None), ProjectAccess::default());
            assert!(!holder.reaches_every_project());
            assert_eq!(holder.in_project(Some(ProjectRole::Observer)).role, Some(ProjectRole::Observer));
        }
    }

    #[test]
    fn a_role_that_changes_nothing_is_told_as_such() {
        let holder = Holder { role: AccountRole::Users, client_administrator: true };
        let access = holder.in_project(Some(ProjectRole::ProjectAdministrator));
        let effective: Vec<_> = access.grants.iter().map(|grant| (grant.source, grant.effective)).collect();
        assert_eq!(effective, [(Source::ClientRole, true), (Source::ProjectRole, false)]);
    }
}
