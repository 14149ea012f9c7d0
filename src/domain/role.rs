//! Roles in an account and in a project (`docs/architecture.md`). Ids and names are those of the first JSON API.

use super::field::Fault;
use serde::{Deserialize, Serialize};

/// What a person may do in an account. Variants stand in rank, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AccountRole {
    /// Manages people, projects and settings.
    Administrators,
    /// Works on every resource, manages nobody.
    Engineers,
    /// Purges and prefetches content, in the panel and over the API.
    PurgeApiWeb,
    /// Purges and prefetches content over the API only.
    PurgeApi,
    /// Looks around.
    Users,
}

impl AccountRole {
    /// All account roles, highest rank first.
    pub const ALL: [Self; 5] =
        [Self::Administrators, Self::Engineers, Self::PurgeApiWeb, Self::PurgeApi, Self::Users];

    /// The number that the first JSON API shows and the database keeps.
    pub const fn id(self) -> i64 {
        match self {
            Self::Administrators => 1,
            Self::Engineers => 5,
            Self::PurgeApiWeb => 3009,
            Self::PurgeApi => 3022,
            Self::Users => 2,
        }
    }

    /// The name, the same in every language: it is what scripts send.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrators => "Administrators",
            Self::Engineers => "Engineers",
            Self::PurgeApiWeb => "Purge and Prefetch only (API+Web)",
            Self::PurgeApi => "Purge and Prefetch only (API)",
            Self::Users => "Users",
        }
    }

    /// The role of a number.
    pub fn from_id(id: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// Reads the number as a form sends it.
    ///
    /// # Errors
    /// [`Fault::Missing`] or [`Fault::NotAChoice`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        Self::ALL.into_iter().find(|role| role.id().to_string() == text).ok_or(Fault::NotAChoice)
    }

    /// Rank, 0 the highest.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Administrators => 0,
            Self::Engineers => 1,
            Self::PurgeApiWeb => 2,
            Self::PurgeApi => 3,
            Self::Users => 4,
        }
    }

    /// Whether somebody of this role may give `other`: nobody grants above their own rank (`docs/architecture.md`).
    pub const fn may_grant(self, other: Self) -> bool {
        self.rank() <= other.rank()
    }
}

/// What a person may do in one project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProjectRole {
    /// Manages the project and its people.
    ProjectAdministrator,
    /// Works on the project's resources.
    User,
    /// Looks at the project.
    Observer,
    /// Works on the project's internal networks only.
    InternalNetworkOnlyUser,
}

impl ProjectRole {
    /// All project roles, highest first.
    pub const ALL: [Self; 4] =
        [Self::ProjectAdministrator, Self::User, Self::Observer, Self::InternalNetworkOnlyUser];

    /// The name that the first JSON API sends and the database keeps.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProjectAdministrator => "ProjectAdministrator",
            Self::User => "User",
            Self::Observer => "Observer",
            Self::InternalNetworkOnlyUser => "InternalNetworkOnlyUser",
        }
    }

    /// The role of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Rank, 0 the highest.
    pub const fn rank(self) -> u8 {
        match self {
            Self::ProjectAdministrator => 0,
            Self::User => 1,
            Self::Observer => 2,
            Self::InternalNetworkOnlyUser => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_grants_above_their_own_rank() {
        for (giver, above) in [
            (AccountRole::Engineers, AccountRole::Administrators),
            (AccountRole::Users, AccountRole::PurgeApi),
            (AccountRole::PurgeApi, AccountRole::PurgeApiWeb),
        ] {
            assert!(!giver.may_grant(above));
            assert!(above.may_grant(giver));
            assert!(giver.may_grant(giver));
        }
    }

    #[test]
    fn roles_read_back_from_what_is_kept() {
        for role in AccountRole::ALL {
            assert_eq!(AccountRole::parse(&role.id().to_string()), Ok(role));
        }
        for role in ProjectRole::ALL {
            assert_eq!(ProjectRole::from_name(role.name()), Some(role));
        }
        assert_eq!(AccountRole::parse("7"), Err(Fault::NotAChoice));
        assert_eq!(AccountRole::parse("+1"), Err(Fault::NotAChoice));
        assert_eq!(AccountRole::parse("Administrators"), Err(Fault::NotAChoice));
        assert_eq!(AccountRole::parse(""), Err(Fault::Missing));
    }
}
