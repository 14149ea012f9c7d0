//! The invite form: what it offers, what was filled in, and what would come of it.

use super::{
    Ctx, Error, Principal,
    installation::{MailStanding, mail_standing},
    invite_limits::{Room, room},
    members::ids_of,
};
use crate::{
    app::App,
    domain::{
        access::{Holder, ProjectAccess},
        email::EmailAddress,
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, MembershipId, ProjectId},
        invite_terms::{access_end, lifetime, may_end, note},
        language::Language,
        member::MembershipState,
        name::Name,
        people_list::{self, Given},
        policy::{Action, Relation},
        role::{AccountRole, ProjectRole},
        scope::Scope,
        time::{Span, Timestamp},
    },
    store::{
        Tx, account_settings,
        accounts::{self, ProjectRow},
        invitations, members,
        members::MembershipRow,
        requirements, users,
    },
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the invite form sends: untrusted text, parsed when it is used.
#[derive(Debug, Clone, Default)]
pub struct Invite {
    /// The address.
    pub email: String,
    /// The name; may be empty.
    pub name: String,
    /// The language of pages and mails, two letters; empty for the inviter's own.
    pub language: String,
    /// The number of the account role.
    pub role: String,
    /// `client` or `project`.
    pub scope: String,
    /// `none` or `administrator`.
    pub client_role: String,
    /// The role name per project number; empty for none.
    pub projects: BTreeMap<String, String>,
    /// For how many hours a link lives; empty for as long as the account says.
    pub lifetime: String,
    /// The last day of the access; empty for no end.
    pub access_ends: String,
    /// What the inviter says to the person; may be empty.
    pub note: String,
    /// `1` when the link is copied instead of mailed.
    pub by_hand: String,
    /// `1` when nobody joins by it without a second factor.
    pub two_factor: String,
}

/// What the invite form offers.
#[derive(Debug, Clone)]
pub struct Offering {
    /// The account's projects, by name.
    pub projects: Vec<ProjectRow>,
    /// The highest role that may be given.
    pub own_role: AccountRole,
    /// Whether mail is known to arrive.
    pub mail: MailStanding,
    /// How long a link lives unless said otherwise.
    pub lifetime: Span,
    /// Since when the account requires a second factor of everybody, if it does by now.
    pub two_factor_since: Option<Timestamp>,
    /// How many more invitations there is room for, by the limit that is nearest; none without limits.
    pub room: Option<Room>,
}

/// What somebody had who was here before.
#[derive(Debug, Clone)]
pub struct Former {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The language.
    pub language: Language,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// The role in each project.
    pub projects: Vec<(ProjectId, ProjectRole)>,
}

/// What is known of an address while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressLine {
    /// Nobody has it yet.
    New,
    /// Somebody with a password has it, who will be asked to accept.
    HasAccount,
    /// A member of the account has it.
    Here(MembershipId),
    /// It is invited already.
    Invited {
        /// Which row.
        id: MembershipId,
        /// Who invited, by name or address.
        by: String,
        /// When the newest link was made.
        at: Timestamp,
    },
    /// Somebody has it who was a member before: the former roles can be offered again.
    WasHere(MembershipId),
    /// Nobody with this address can be invited.
    CannotBeAdded,
    /// Who has it declined an invitation: nothing is mailed to it any more.
    Declined,
}

/// Of how many addresses the form says what is known while they are typed; the review says it of all.
pub const MOST_LINES: usize = 12;

/// What would come of the form as it is filled in now.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The address, or the first [`MOST_LINES`] of several, with what is known of each; of several, nothing of what is no
    /// address.
    pub addresses: Vec<(String, Option<AddressLine>)>,
    /// How many addresses there are, when they are several.
    pub several: Option<usize>,
    /// What the membership would give in projects.
    pub holder: Holder,
    /// What the person could do in each project, by name, and why.
    pub projects: Vec<(String, ProjectAccess)>,
}

/// What the invite form offers to the signed-in administrator.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn offering(app: &App, ctx: &Ctx) -> Result<Offering, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let projects = accounts::projects(&mut tx, principal.account_id).await?;
    let mail = mail_standing(app, &mut tx).await?;
    let lifetime = lifetime_in(app, &mut tx, principal.account_id).await?;
    let room = room(app, ctx, &mut tx, principal).await?;
    let from = requirements::from(&mut tx, principal.account_id).await?;
    let two_factor_since = from.filter(|from| *from <= ctx.now);
    Ok(Offering { projects, own_role: principal.role, mail, lifetime, two_factor_since, room })
}

/// How long a link of an account lives unless said otherwise.
///
/// # Errors
/// When the database fails.
pub(super) async fn lifetime_in(app: &App, tx: &mut Tx, account: AccountId) -> Result<Span, Error> {
    let settings = account_settings::find(tx, account).await?;
    Ok(settings.and_then(|settings| settings.invite_lifetime).unwrap_or(app.config.invite_ttl))
}

/// What a removed member had, to be offered again.
///
/// # Errors
/// [`Error::NotFound`] when nobody of that number was removed from this account; [`Error::SignedOut`];
/// [`Error::Forbidden`].
pub async fn former(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Former, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let membership = members::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
    if membership.state != MembershipState::Removed {
        return Err(Error::NotFound);
    }
    let person = users::find(&mut tx, membership.user_id).await?.ok_or(Error::NotFound)?;
    let projects = members::project_roles(&mut tx, id).await?;
    Ok(Former {
        email: person.email,
        name: membership.name,
        language: membership.language,
        role: membership.role,
        client_administrator: membership.client_administrator,
        projects: projects.into_iter().map(|(project, _, role)| (project, role)).collect(),
    })
}

/// What would come of the form as it is filled in now. What is wrong with it is said when it is sent.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn preview(app: &App, ctx: &Ctx, form: &Invite) -> Result<Preview, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let known = accounts::projects(&mut tx, principal.account_id).await?;
    let people = people_list::several(&form.email);
    let several = people.as_ref().map(Vec::len);
    let given = people.unwrap_or_else(|| vec![Given { email: form.email.clone(), ..Given::default() }]);
    let mut addresses = Vec::new();
    for Given { email, .. } in given.into_iter().take(MOST_LINES) {
        match EmailAddress::parse(&email) {
            Ok(address) => addresses.push((email, Some(address_line(&mut tx, principal, &address).await?))),
            Err(_) if several.is_some() => addresses.push((email.chars().take(200).collect(), None)),
            // What is typed in the middle of a word is not wrong yet.
            Err(_) => {}
        }
    }
    let role = AccountRole::parse(&form.role).unwrap_or(AccountRole::Users);
    let mut unsaid = FieldErrors::default();
    let scope = Scope::parse(&form.scope, &form.client_role, &form.projects, &ids_of(&known), &mut unsaid);
    let scope = scope.unwrap_or(Scope::Client { administrator: false });
    let holder = Holder { role, client_administrator: scope.is_client_administrator() };
    let access = holder.everywhere(ids_of(&known), &scope.project_roles());
    let projects =
        known.into_iter().zip(access).map(|(project, (_, access))| (project.name, access)).collect();
    Ok(Preview { addresses, several, holder, projects })
}

async fn address_line(
    tx: &mut Tx,
    principal: &Principal,
    email: &EmailAddress,
) -> Result<AddressLine, Error> {
    let Some(person) = users::find_by_email(tx, email).await? else { return Ok(AddressLine::New) };
    if person.blocked_at.is_some() {
        return Ok(AddressLine::CannotBeAdded);
    }
    let outside = || {
        if person.activated_at.is_some() { AddressLine::HasAccount } else { AddressLine::New }
    };
    let Some(membership) = members::find_by_user(tx, principal.account_id, person.id).await? else {
        return Ok(outside());
    };
    Ok(match membership.state {
        MembershipState::Active => AddressLine::Here(membership.id),
        MembershipState::Removed => {
            let declined = invitations::declined_at(tx, principal.account_id, person.id).await?.is_some();
            if declined { AddressLine::Declined } else { AddressLine::WasHere(membership.id) }
        }
        MembershipState::Pending => invited(tx, &membership).await?.unwrap_or_else(outside),
    })
}

async fn invited(tx: &mut Tx, membership: &MembershipRow) -> Result<Option<AddressLine>, Error> {
    let Some(id) = membership.invitation_id else { return Ok(None) };
    let Some(invitation) = invitations::find(tx, id).await? else { return Ok(None) };
    let inviter = users::find(tx, invitation.inviter_id).await?;
    let by = inviter.map(|inviter| inviter.name_or_email().to_owned()).unwrap_or_default();
    let at = invitations::last_issued(tx, id).await?.unwrap_or(invitation.expires_at);
    Ok(Some(AddressLine::Invited { id: membership.id, by, at }))
}

/// What is offered to whoever is invited, one or many.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Offer {
    /// The language.
    pub language: Language,
    /// The account role.
    pub role: AccountRole,
    /// Where it applies.
    pub scope: Scope,
    /// How long a link lives; none for as long as the account says.
    pub lifetime: Option<Span>,
    /// When the access ends by itself.
    pub access_ends_at: Option<Timestamp>,
    /// What the inviter says.
    pub note: String,
    /// Whether nobody joins without a second factor. None of what was kept before it was known says so.
    #[serde(default)]
    pub two_factor: bool,
}

/// The invite form for one person, understood.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// The address.
    pub email: EmailAddress,
    /// What the account will call the person; may be empty.
    pub name: String,
    /// Whether the link is copied instead of mailed.
    pub by_hand: bool,
    /// What is offered.
    pub offer: Offer,
}

impl Wanted {
    /// Reads the form; every fault comes back at once.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn parse(form: &Invite, ctx: &Ctx, inviter: &Principal, known: &[ProjectId]) -> Result<Self, Error> {
        let mut errors = FieldErrors::default();
        let email = errors.keep(Field::Email, EmailAddress::parse(&form.email));
        let name = errors.keep(Field::Name, Name::parse_optional(&form.name));
        let offer = Offer::parse(form, ctx, inviter, known, &mut errors);
        match (email, name, offer) {
            (Some(email), Some(name), Some(offer)) => {
                let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
                Ok(Self { email, name, by_hand: form.by_hand == "1", offer })
            }
            _ => Err(Error::Invalid(errors)),
        }
    }
}

impl Offer {
    /// Reads everything but address and name; what is wrong is added to `errors`.
    pub fn parse(
        form: &Invite,
        ctx: &Ctx,
        inviter: &Principal,
        known: &[ProjectId],
        errors: &mut FieldErrors,
    ) -> Option<Self> {
        let language = match form.language.as_str() {
            "" => Some(ctx.language),
            code => errors.keep(Field::Language, Language::from_code(code).ok_or(Fault::NotAChoice)),
        };
        let role = errors.keep(Field::Role, grantable(&form.role, inviter));
        let scope = Scope::parse(&form.scope, &form.client_role, &form.projects, known, errors);
        let lifetime = errors.keep(Field::Lifetime, lifetime(&form.lifetime));
        let administrator = scope.as_ref().is_some_and(Scope::is_client_administrator);
        let end = access_end(&form.access_ends, ctx.now)
            .and_then(|end| role.map_or(Ok(end), |role| may_end(end, role, administrator)));
        let end = errors.keep(Field::AccessEnds, end);
        let note = errors.keep(Field::Note, note(&form.note));
        Some(Self {
            language: language?,
            role: role?,
            scope: scope?,
            lifetime: lifetime?,
            access_ends_at: end?,
            note: note?,
            two_factor: form.two_factor == "1",
        })
    }
}

/// Reads a role that the giver may give.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::NotAChoice`] or [`Fault::AboveOwnRank`].
pub(super) fn grantable(text: &str, giver: &Principal) -> Result<AccountRole, Fault> {
    let role = AccountRole::parse(text)?;
    if giver.role.may_grant(role) { Ok(role) } else { Err(Fault::AboveOwnRank) }
}
