//! One type per kind of row, so that a project can never be taken for a user.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A person, known once over the whole installation.
    UserId,
    /// A customer; the JSON APIs say *client*.
    AccountId,
    /// A project of one account.
    ProjectId,
    /// A person in an account. The Users page shows one row per membership.
    MembershipId,
    /// The offer of a membership to one address.
    InvitationId,
    /// A mail waiting or sent.
    MailId,
    /// Many invited at once.
    BatchId,
    /// A token of the JSON APIs.
    ApiTokenId,
    /// A right in a project or over the whole client.
    AssignmentId,
}
