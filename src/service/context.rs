//! Who asks, when, and in which language: read once per request and handed to every use case.

use super::{
    Error,
    requirement::Owing,
    sessions::{Browser, Proven},
};
use crate::{
    domain::{
        access::Holder,
        audit::{self, Entry, Origin},
        ids::{AccountId, ApiTokenId, MembershipId, UserId},
        language::Language,
        policy::{self, Action, Actor, Relation, Verdict},
        role::{AccountRole, ProjectRole},
        time::Timestamp,
    },
    store::{accounts::AccountRow, members::MembershipRow, users::UserRow},
};

/// The circumstances of one request or job.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who is signed in.
    pub principal: Option<Principal>,
    /// Who would be, but for the second factor that the account requires; then nobody is signed in.
    pub owing: Option<Owing>,
    /// Who has signed in to answer an invitation and belongs to no account yet; then nobody is signed in.
    pub waiting: Option<Proven>,
    /// The time of the request: all its rows agree on it.
    pub now: Timestamp,
    /// For the log, the audit entry and the person's question.
    pub request_id: String,
    /// The language of the answer.
    pub language: Language,
    /// Where the request came from.
    pub client: Client,
}

/// Where a request came from.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// The address, after trusted proxies.
    pub ip: String,
    /// What the browser calls itself, cut to 200 printable characters.
    pub user_agent: String,
    /// Who has signed in with the browser, the last one first.
    pub known: Vec<UserId>,
}

impl Client {
    /// Whether the browser is one that a person is known by.
    pub fn is_known_to(&self, person: UserId) -> Browser {
        if self.known.contains(&person) { Browser::Known } else { Browser::New }
    }
}

/// A signed-in person with the rights of this very moment.
#[derive(Debug, Clone)]
pub struct Principal {
    /// Who.
    pub user_id: UserId,
    /// By what.
    pub via: Via,
    /// In which account.
    pub account_id: AccountId,
    /// By which membership.
    pub membership_id: MembershipId,
    /// The account's name.
    pub account_name: String,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// Whether the person owns the installation.
    pub is_operator: bool,
}

/// By what a principal acts. What only somebody at a browser may do asks for the session, and gets none of anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A browser somebody is signed in with.
    Session {
        /// SHA-256 of the id in the cookie.
        id: [u8; 32],
        /// When the person last proved who they are.
        proven_at: Timestamp,
    },
    /// A token of the JSON APIs, which speaks for itself: nobody is there to be asked who they are.
    Token(ApiTokenId),
    /// Nothing: the server acts in somebody's name.
    Nothing,
}

impl Principal {
    /// Somebody in whose name the server acts while they are not signed in, by the rights they have at this moment. It is
    /// no session's.
    pub fn standing_in(account: &AccountRow, person: &UserRow, membership: &MembershipRow) -> Self {
        Self {
            user_id: person.id,
            via: Via::Nothing,
            account_id: account.id,
            membership_id: membership.id,
            account_name: account.name.clone(),
            name: person.name.clone(),
            email: person.email.clone(),
            role: membership.role,
            client_administrator: membership.client_administrator,
            is_operator: false,
        }
    }

    /// The session that the person acts by: SHA-256 of the id in the cookie.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever acts by anything else.
    pub const fn session(&self) -> Result<&[u8; 32], Error> {
        match &self.via {
            Via::Session { id, .. } => Ok(id),
            Via::Token(_) | Via::Nothing => Err(Error::Forbidden),
        }
    }

    /// When the session's person last proved who they are; none for whom no session stands, and who is never asked.
    pub const fn proven_at(&self) -> Option<Timestamp> {
        match self.via {
            Via::Session { proven_at, .. } => Some(proven_at),
            Via::Token(_) | Via::Nothing => None,
        }
    }

    /// What the table of permissions says of an action on somebody.
    pub fn verdict(&self, action: Action, relation: Relation) -> Verdict {
        policy::decide(
            Actor { role: self.role, is_operator: self.is_operator, project_role: None },
            action,
            relation,
        )
    }

    /// Whether an action on the account as a whole is allowed.
    pub fn may(&self, action: Action) -> bool {
        self.verdict(action, Relation::Account) == Verdict::Allowed
    }

    /// Whether an action on a project is allowed to somebody with this role in it (`domain::access`).
    pub fn may_in_project(&self, action: Action, role: Option<ProjectRole>) -> bool {
        let actor = Actor { role: self.role, is_operator: self.is_operator, project_role: role };
        policy::decide(actor, action, Relation::Account) == Verdict::Allowed
    }

    /// The audit entry of something this person does in the account they are in. What is done by a token names it, as
    /// `by_token` in the details.
    pub fn entry(&self, action: audit::Action, subject: String, mut detail: serde_json::Value) -> Entry {
        if let (Via::Token(token), Some(detail)) = (self.via, detail.as_object_mut()) {
            detail.insert("by_token".into(), token.0.into());
        }
        Entry { account_id: Some(self.account_id), actor_id: Some(self.user_id), action, subject, detail }
    }

    /// How a person stands to this one.
    pub fn relation_to(&self, user: UserId) -> Relation {
        if self.user_id == user { Relation::Oneself } else { Relation::Other }
    }

    /// What the person's own membership gives in projects.
    pub const fn holder(&self) -> Holder {
        Holder { role: self.role, client_administrator: self.client_administrator }
    }
}

impl Ctx {
    /// What the audit log keeps of the request.
    pub fn origin(&self) -> Origin<'_> {
        Origin { at: self.now, request_id: &self.request_id, ip: &self.client.ip }
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Error::SignedOut`].
    pub fn signed_in(&self) -> Result<&Principal, Error> {
        self.principal.as_ref().ok_or(Error::SignedOut)
    }

    /// Who is signed in, if the table allows that person an action on themselves, or who would be but for the second factor
    /// that the account requires: for setting one up, going on in another account, and how pages look. Nothing else. And
    /// who has come to answer an invitation, for setting one up: there are accounts that nobody joins without it.
    ///
    /// # Errors
    /// [`Error::SignedOut`] or [`Error::Forbidden`].
    pub fn oneself(&self, action: Action) -> Result<Proven, Error> {
        match (&self.principal, &self.owing) {
            (None, Some(owing)) => Ok(owing.who.clone()),
            (None, None) => {
                let waiting = self.waiting.clone().filter(|_| action == Action::ChangeOwnAccount);
                waiting.ok_or(Error::SignedOut)
            }
            _ => self.may(action, Relation::Oneself).and_then(Proven::of),
        }
    }

    /// Who is signed in, if the table allows that person an action on the account as a whole, or on themselves.
    ///
    /// # Errors
    /// [`Error::SignedOut`] or [`Error::Forbidden`].
    pub fn may(&self, action: Action, relation: Relation) -> Result<&Principal, Error> {
        let principal = self.signed_in()?;
        match principal.verdict(action, relation) {
            Verdict::Allowed => Ok(principal),
            Verdict::NotThisRole | Verdict::NotOneself => Err(Error::Forbidden),
        }
    }
}
