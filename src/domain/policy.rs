//! Who may do what: the one table behind the checks of the services, `docs/permissions.md` and the test that walks every
//! address (`docs/security.md`).

use super::role::{AccountRole, ProjectRole};

/// What can be done in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See the people of the account, and find them.
    SeePeople,
    /// Take the list of people away as a file.
    ExportPeople,
    /// See everything about one person's membership.
    SeePerson,
    /// Invite somebody.
    Invite,
    /// Mail or copy a new link, stand for an invitation that waits, or take an invitation back.
    ManageInvitation,
    /// Change how the account knows a person: name and language; of an open invitation also the address.
    EditPerson,
    /// Change a person's role and scope.
    ChangeAccess,
    /// Shut a person out of the account, or let them in again.
    Suspend,
    /// End a person's sessions in the account.
    SignOutPerson,
    /// Take a person's second factor away, when it guards this account alone; operators also others.
    ResetTwoFactor,
    /// Take a person out of the account.
    Remove,
    /// See the projects one may see.
    SeeProjects,
    /// Make a project.
    CreateProject,
    /// Give a project another name.
    RenameProject,
    /// Put a project away.
    ArchiveProject,
    /// Read the audit log.
    SeeAudit,
    /// Take the audit log away as a file.
    ExportAudit,
    /// See the account's mails and what became of them.
    SeeMail,
    /// Have a mail of the account tried again now.
    RetryMail,
    /// Let the mails go on that rest because the mail server refused us.
    ResumeMail,
    /// See the mails that belong to no account, addresses masked, and have them tried again.
    SeeInstallationMail,
    /// See API tokens.
    SeeTokens,
    /// Issue an API token, of one's own role or a lower one.
    IssueToken,
    /// Delete an API token.
    DeleteToken,
    /// See what one may do oneself.
    SeeOwnAccess,
    /// Change one's own name, phone, language, address and password.
    ChangeOwnAccount,
    /// Accept or decline an invitation to oneself.
    AnswerInvitation,
    /// Go on in another account one belongs to.
    SwitchAccount,
    /// See and change what the account has decided: its name, and about invitations.
    ManageSettings,
    /// Make an account.
    CreateAccount,
    /// Look after the installation: its checks and test mails.
    CheckInstallation,
}

impl Action {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 31] = [
        Self::SeePeople,
        Self::ExportPeople,
        Self::SeePerson,
        Self::Invite,
        Self::ManageInvitation,
        Self::EditPerson,
        Self::ChangeAccess,
        Self::Suspend,
        Self::SignOutPerson,
        Self::ResetTwoFactor,
        Self::Remove,
        Self::SeeProjects,
        Self::CreateProject,
        Self::RenameProject,
        Self::ArchiveProject,
        Self::SeeAudit,
        Self::ExportAudit,
        Self::SeeMail,
        Self::RetryMail,
        Self::ResumeMail,
        Self::SeeInstallationMail,
        Self::SeeTokens,
        Self::IssueToken,
        Self::DeleteToken,
        Self::SeeOwnAccess,
        Self::ChangeOwnAccount,
        Self::AnswerInvitation,
        Self::SwitchAccount,
        Self::ManageSettings,
        Self::CreateAccount,
        Self::CheckInstallation,
    ];

    /// What it is called in the documentation.
    pub const fn title(self) -> &'static str {
        match self {
            Self::SeePeople => "See and search the people of the account",
            Self::ExportPeople => "Export the people",
            Self::SeePerson => "See a person's page",
            Self::Invite => "Invite",
            Self::ManageInvitation => "Resend, copy the link of, approve or revoke an invitation",
            Self::EditPerson => "Edit name and language; the address of an open invitation",
            Self::ChangeAccess => "Change role and scope",
            Self::Suspend => "Suspend and restore",
            Self::SignOutPerson => "Sign a person out everywhere",
            Self::ResetTwoFactor => "Reset a person's two-factor authentication",
            Self::Remove => "Remove a person",
            Self::SeeProjects => "See the projects",
            Self::CreateProject => "Create a project",
            Self::RenameProject => "Rename a project",
            Self::ArchiveProject => "Archive a project",
            Self::SeeAudit => "Read the audit log",
            Self::ExportAudit => "Export the audit log",
            Self::SeeMail => "See the account's mails",
            Self::RetryMail => "Try a mail of the account again",
            Self::ResumeMail => "Let resting mails go on",
            Self::SeeInstallationMail => {
                "See mails that belong to no account, addresses masked, and try them again"
            }
            Self::SeeTokens => "See the API tokens that were issued",
            Self::IssueToken => "Issue an API token, of one's own role or a lower one",
            Self::DeleteToken => "Delete an API token",
            Self::SeeOwnAccess => "See one's own access",
            Self::ChangeOwnAccount => "Change one's own name, phone, language, address, password",
            Self::AnswerInvitation => "Accept or decline an invitation to oneself",
            Self::SwitchAccount => "Switch to another account one belongs to",
            Self::ManageSettings => "See and change the account's settings",
            Self::CreateAccount => "Create an account",
            Self::CheckInstallation => "Check the installation, send test mails",
        }
    }
}

/// On whom, seen from the one who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Nobody in particular: the account, a project, or people yet to be chosen.
    Account,
    /// Oneself.
    Oneself,
    /// Somebody else of the same account. People of other accounts do not exist (404).
    Other,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Account, Self::Oneself, Self::Other];
}

/// Who acts, as far as the table needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The account role.
    pub role: AccountRole,
    /// Whether the person owns the installation.
    pub is_operator: bool,
    /// What the person may do in the project concerned ([`super::access`]); none where no project is.
    pub project_role: Option<ProjectRole>,
}

/// Whom a rule lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Every active member.
    Everybody,
    /// Administrators of the account.
    Administrators,
    /// Whoever administers the project, by whichever way.
    ProjectAdministrators,
    /// Operators of the installation.
    Operators,
    /// Nobody: somebody else has to do it.
    Nobody,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What is done.
    pub action: Action,
    /// On whom.
    pub relation: Relation,
    /// Who may.
    pub who: Who,
}

const fn rule(action: Action, relation: Relation, who: Who) -> Rule {
    Rule { action, relation, who }
}

/// The table. What does not stand here is not allowed.
pub const RULES: &[Rule] = &[
    rule(Action::SeePeople, Relation::Account, Who::Administrators),
    rule(Action::ExportPeople, Relation::Account, Who::Administrators),
    rule(Action::SeePerson, Relation::Oneself, Who::Administrators),
    rule(Action::SeePerson, Relation::Other, Who::Administrators),
    rule(Action::Invite, Relation::Account, Who::Administrators),
    rule(Action::ManageInvitation, Relation::Other, Who::Administrators),
    rule(Action::EditPerson, Relation::Oneself, Who::Administrators),
    rule(Action::EditPerson, Relation::Other, Who::Administrators),
    // Whoever lowers or lifts their own role does it by mistake or by stealth.
    rule(Action::ChangeAccess, Relation::Oneself, Who::Nobody),
    rule(Action::ChangeAccess, Relation::Other, Who::Administrators),
    rule(Action::Suspend, Relation::Oneself, Who::Nobody),
    rule(Action::Suspend, Relation::Other, Who::Administrators),
    rule(Action::SignOutPerson, Relation::Oneself, Who::Administrators),
    rule(Action::SignOutPerson, Relation::Other, Who::Administrators),
    rule(Action::ResetTwoFactor, Relation::Oneself, Who::Nobody),
    rule(Action::ResetTwoFactor, Relation::Other, Who::Administrators),
    rule(Action::Remove, Relation::Oneself, Who::Nobody),
    rule(Action::Remove, Relation::Other, Who::Administrators),
    rule(Action::SeeProjects, Relation::Account, Who::Everybody),
    rule(Action::CreateProject, Relation::Account, Who::Administrators),
    rule(Action::RenameProject, Relation::Account, Who::ProjectAdministrators),
    rule(Action::ArchiveProject, Relation::Account, Who::Administrators),
    rule(Action::SeeAudit, Relation::Account, Who::Administrators),
    rule(Action::ExportAudit, Relation::Account, Who::Administrators),
    rule(Action::SeeMail, Relation::Account, Who::Administrators),
    rule(Action::RetryMail, Relation::Account, Who::Administrators),
    rule(Action::ResumeMail, Relation::Account, Who::Administrators),
    rule(Action::SeeInstallationMail, Relation::Account, Who::Operators),
    rule(Action::SeeTokens, Relation::Oneself, Who::Everybody),
    rule(Action::SeeTokens, Relation::Other, Who::Administrators),
    rule(Action::IssueToken, Relation::Oneself, Who::Everybody),
    rule(Action::DeleteToken, Relation::Oneself, Who::Everybody),
    rule(Action::DeleteToken, Relation::Other, Who::Administrators),
    rule(Action::SeeOwnAccess, Relation::Oneself, Who::Everybody),
    rule(Action::ChangeOwnAccount, Relation::Oneself, Who::Everybody),
    rule(Action::AnswerInvitation, Relation::Oneself, Who::Everybody),
    rule(Action::SwitchAccount, Relation::Oneself, Who::Everybody),
    rule(Action::ManageSettings, Relation::Account, Who::Administrators),
    rule(Action::CreateAccount, Relation::Account, Who::Operators),
    rule(Action::CheckInstallation, Relation::Account, Who::Operators),
];

/// What the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may be done.
    Allowed,
    /// Another role may.
    NotThisRole,
    /// Somebody else has to do it.
    NotOneself,
}

/// Whether somebody may do something on somebody.
pub fn decide(actor: Actor, action: Action, relation: Relation) -> Verdict {
    let found = RULES.iter().find(|rule| rule.action == action && rule.relation == relation);
    let may = match found.map(|rule| rule.who) {
        Some(Who::Everybody) => true,
        Some(Who::Administrators) => actor.role == AccountRole::Administrators,
        Some(Who::ProjectAdministrators) => actor.project_role == Some(ProjectRole::ProjectAdministrator),
        Some(Who::Operators) => actor.is_operator,
        Some(Who::Nobody) if actor.role == AccountRole::Administrators => return Verdict::NotOneself,
        Some(Who::Nobody) | None => false,
    };
    if may { Verdict::Allowed } else { Verdict::NotThisRole }
}

/// The table as `docs/permissions.md` shows it.
pub fn as_markdown() -> String {
    let roles = AccountRole::ALL.map(AccountRole::name).join(" | ");
    let line = " --- |".repeat(AccountRole::ALL.len() + 3);
    let rows: Vec<String> = RULES.iter().copied().map(row).collect();
    format!("| action | on | {roles} | Operator |\n|{line}\n{}", rows.concat())
}

fn row(rule: Rule) -> String {
    let on = match rule.relation {
        Relation::Account => "the account",
        Relation::Oneself => "oneself",
        Relation::Other => "somebody else",
    };
    let cells = AccountRole::ALL.map(|role| {
        let actor = Actor { role, is_operator: false, project_role: None };
        match (rule.who, decide(actor, rule.action, rule.relation)) {
            (Who::ProjectAdministrators, _) => "of projects they administer",
            (_, Verdict::Allowed) => "yes",
            (_, Verdict::NotThisRole) => "–",
            (_, Verdict::NotOneself) => "somebody else has to",
        }
    });
    let operator = if rule.who == Who::Operators { "yes" } else { "by account role" };
    format!("| {} | {on} | {} | {operator} |\n", rule.action.title(), cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actors() -> Vec<Actor> {
        let mut all = Vec::new();
        for role in AccountRole::ALL {
            for is_operator in [false, true] {
                all.push(Actor { role, is_operator, project_role: None });
                all.extend(ProjectRole::ALL.map(|own| Actor { role, is_operator, project_role: Some(own) }));
            }
        }
        all
    }

    #[test]
    fn no_rule_stands_twice_and_every_action_has_one() {
        for (place, rule) in RULES.iter().enumerate() {
            let same = |other: &&Rule| (other.action, other.relation) == (rule.action, rule.relation);
            assert_eq!(RULES.iter().position(|other| same(&other)), Some(place), "{rule:?}");
        }
        for action in Action::ALL {
            assert!(RULES.iter().any(|rule| rule.action == action), "{action:?}");
        }
    }

    #[test]
    fn what_is_not_in_the_table_is_not_allowed() {
        for actor in actors() {
            for action in Action::ALL {
                for relation in Relation::ALL {
                    let stands = RULES.iter().any(|rule| rule.action == action && rule.relation == relation);
                    if !stands {
                        assert_eq!(decide(actor, action, relation), Verdict::NotThisRole);
                    }
                }
            }
        }
    }

    #[test]
    fn a_higher_role_may_never_do_less() {
        for actor in actors() {
            for higher in AccountRole::ALL.into_iter().filter(|role| role.rank() < actor.role.rank()) {
                for rule in RULES {
                    let (action, relation) = (rule.action, rule.relation);
                    if decide(actor, action, relation) == Verdict::Allowed {
                        let higher = Actor { role: higher, ..actor };
                        assert_eq!(decide(higher, action, relation), Verdict::Allowed, "{higher:?} {rule:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn only_administrators_touch_other_people() {
        for actor in actors().into_iter().filter(|actor| actor.role != AccountRole::Administrators) {
            for action in Action::ALL {
                assert_eq!(decide(actor, action, Relation::Other), Verdict::NotThisRole, "{action:?}");
            }
        }
    }

    #[test]
    fn owning_the_installation_gives_no_right_in_an_account() {
        for actor in actors().into_iter().filter(|actor| actor.is_operator) {
            let plain = Actor { is_operator: false, ..actor };
            for rule in RULES.iter().filter(|rule| rule.who != Who::Operators) {
                let verdict = |actor| decide(actor, rule.action, rule.relation);
                assert_eq!(verdict(actor), verdict(plain), "{rule:?}");
            }
        }
    }

    #[test]
    fn the_documentation_shows_the_table_as_it_is() {
        let documentation = include_str!("../../docs/permissions.md");
        assert!(
            documentation.contains(&as_markdown()),
            "docs/permissions.md should hold:\n\n{}",
            as_markdown()
        );
    }
}
