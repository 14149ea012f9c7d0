//! What stands behind the subjects of audit entries: people, projects, tokens and the rest, by the names they have now.

use super::{Error, Principal, audit::Person};
use crate::{
    domain::ids::{MembershipId, ProjectId, UserId},
    store::{Tx, audit_list},
};
use std::collections::{BTreeMap, BTreeSet};

/// On whom or what something was done, if it is one of the account's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A person who belongs to the account, or did.
    Person(Person),
    /// The account itself, by its name.
    Account(String),
    /// A project.
    Project {
        /// Which.
        id: ProjectId,
        /// Its name.
        name: String,
    },
    /// An API token, by its name.
    Token(String),
    /// Invitations that were sent together, by their number.
    Batch(i64),
    /// A mail, by its number.
    Mail(i64),
}

/// What stands behind these subjects, by subject, found at once. What is not the account's, or gone, is left out.
///
/// # Errors
/// When the database fails.
pub(super) async fn subjects(
    tx: &mut Tx,
    principal: &Principal,
    wanted: impl Iterator<Item = &str>,
) -> Result<BTreeMap<String, Subject>, Error> {
    let account = principal.account_id;
    let (mut memberships, mut people) = (BTreeSet::new(), BTreeSet::new());
    let (mut projects, mut tokens) = (BTreeSet::new(), BTreeSet::new());
    let mut found = BTreeMap::new();
    for subject in wanted {
        let Some((kind, Ok(id))) = subject.split_once(':').map(|(kind, id)| (kind, id.parse::<i64>())) else {
            continue;
        };
        let known = match kind {
            "membership" => {
                memberships.insert(MembershipId(id));
                continue;
            }
            "user" => {
                people.insert(UserId(id));
                continue;
            }
            "project" => {
                projects.insert(id);
                continue;
            }
            "token" => {
                tokens.insert(id);
                continue;
            }
            "account" if id == account.0 => Subject::Account(principal.account_name.clone()),
            "batch" => Subject::Batch(id),
            "mail" => Subject::Mail(id),
            _ => continue,
        };
        found.insert(subject.to_owned(), known);
    }
    let memberships: Vec<MembershipId> = memberships.into_iter().collect();
    for named in audit_list::members(tx, account, &memberships).await? {
        if let Some(id) = named.membership_id {
            found.insert(format!("membership:{id}"), Subject::Person(named.into()));
        }
    }
    let people: Vec<UserId> = people.into_iter().collect();
    // A person who is none of this account's stays a number.
    for named in audit_list::actors(tx, account, &people).await? {
        if named.membership_id.is_some() {
            found.insert(format!("user:{}", named.user_id), Subject::Person(named.into()));
        }
    }
    for (id, name) in audit_list::names(tx, account, audit_list::Things::Projects, &projects).await? {
        found.insert(format!("project:{id}"), Subject::Project { id: ProjectId(id), name });
    }
    for (id, name) in audit_list::names(tx, account, audit_list::Things::Tokens, &tokens).await? {
        found.insert(format!("token:{id}"), Subject::Token(name));
    }
    Ok(found)
}
