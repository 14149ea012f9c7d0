//! The people of an account by their UUIDs, and the account itself, as the second JSON API knows them. What is done to
//! somebody is done by the use cases of the panel; here they are found.

use super::{
    Ctx, Error, Principal, account_users,
    invitations::{self, Invite, Issued},
    member_actions, member_edit,
    own_account::{self, OwnChange},
};
use crate::{
    app::App,
    domain::{
        email::EmailAddress,
        facet::{Facet, FacetFilter},
        field::{Fault, Field},
        ids::UserId,
        member::{MembershipState, Standing},
        policy::{Action, Relation},
        role::AccountRole,
        search,
        time::Timestamp,
    },
    store::{
        directory::{self, Filter, PersonRow},
        member_places::{self, WHOLE_ACCOUNT},
    },
};
use uuid::Uuid;

/// Up to so many are gathered and put in order; more are looked for in order.
const FEW: i64 = 2000;

/// A person of the account the caller acts in: a member, or somebody invited.
#[derive(Debug, Clone)]
pub struct Person {
    /// The person.
    pub id: Uuid,
    /// The person, by number.
    pub user_id: UserId,
    /// The address.
    pub email: String,
    /// What the account calls the person; may be empty until accepted.
    pub name: String,
    /// What the person likes to be called; may be empty.
    pub preferred_name: String,
    /// The account role.
    pub role: AccountRole,
    /// Whether the person has joined.
    pub joined: bool,
    /// Since when the account knows the person.
    pub created_at: Timestamp,
    /// When something of this was last changed.
    pub updated_at: Timestamp,
}

/// What must be true of whoever is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// The person of this UUID.
    Id(Uuid),
    /// Of this address.
    Email(String),
    /// With this in the address.
    EmailPart(String),
    /// Of this very name.
    Name(String),
    /// With this in the name, however it is spelt.
    NamePart(String),
    /// Has joined, or has not.
    Joined(bool),
}

/// People by number, and how many there are in all.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The page.
    pub people: Vec<Person>,
    /// All that match.
    pub count: i64,
}

/// Lists who belongs to the account or is invited to it and meets every condition: so many, behind so many.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    conditions: &[Condition],
    (limit, offset): (i64, i64),
) -> Result<Listed, Error> {
    let principal = ctx.may(Action::SeePeople, Relation::Account)?;
    let account = principal.account_id;
    let mut tx = app.db.read().await?;
    let counts = member_places::counts(&mut tx, account, WHOLE_ACCOUNT).await?;
    let (facets, numbers): (Vec<Facet>, Vec<i64>) =
        counts.into_iter().filter(|(facet, count)| *count > 0 && admits(conditions, *facet)).unzip();
    let of_facets: i64 = numbers.into_iter().sum();
    let mut filter = filter(conditions, facets, of_facets <= FEW);
    let count = if filter.is_by_facets_alone() {
        of_facets
    } else {
        directory::count(&mut tx, account, &filter).await?
    };
    filter.gathers = count <= FEW;
    // Behind the end there is nothing, and nobody need be passed over to find that out.
    let rows = if offset < count {
        directory::list(&mut tx, account, &filter, (limit, offset)).await?
    } else {
        Vec::new()
    };
    Ok(Listed { people: rows.into_iter().map(person).collect::<Result<_, _>>()?, count })
}

/// Whether somebody standing there may meet the conditions.
fn admits(conditions: &[Condition], facet: Facet) -> bool {
    let has_joined = matches!(facet.standing, Standing::Active | Standing::Suspended);
    FacetFilter::default().admits(facet)
        && conditions.iter().all(|condition| match condition {
            Condition::Joined(joined) => *joined == has_joined,
            _ => true,
        })
}

fn filter(conditions: &[Condition], facets: Vec<Facet>, is_of_few: bool) -> Filter {
    let mut filter = Filter { facets, is_of_few, ..Filter::default() };
    for condition in conditions {
        match condition {
            Condition::Id(id) => filter.ids.push(*id),
            Condition::Email(email) => filter.emails.push(match EmailAddress::parse(email) {
                Ok(email) => email.key().to_owned(),
                // Nobody has it.
                Err(_) => email.to_lowercase(),
            }),
            Condition::EmailPart(part) => filter.email_parts.push(part.to_lowercase()),
            Condition::Name(name) => filter.names.push((name.clone(), search::fold(name))),
            Condition::NamePart(part) => filter.name_parts.push(search::fold(part)),
            Condition::Joined(_) => {}
        }
    }
    filter
}

/// A person of the account: oneself, or anybody for whoever may see people.
///
/// # Errors
/// [`Error::NotFound`] for somebody who does not belong to the account and is not invited; [`Error::Forbidden`] to whoever
/// may only see themselves; [`Error::SignedOut`].
pub async fn find(app: &App, ctx: &Ctx, id: Uuid) -> Result<Person, Error> {
    person(look_up(app, ctx, id, (Action::SeeOwnAccess, Action::SeePerson)).await?.1)
}

/// Whoever calls.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn me(app: &App, ctx: &Ctx) -> Result<Person, Error> {
    let principal = ctx.may(Action::SeeOwnAccess, Relation::Oneself)?;
    let mut tx = app.db.read().await?;
    let own = directory::find_by_number(&mut tx, principal.account_id, principal.user_id).await?;
    person(own.ok_or(Error::SignedOut)?)
}

/// Finds a person for an action: one on oneself, another on somebody else. Who may do nothing of the kind to others learns
/// nothing about them.
pub(super) async fn look_up<'a>(
    app: &App,
    ctx: &'a Ctx,
    id: Uuid,
    (own, other): (Action, Action),
) -> Result<(&'a Principal, PersonRow), Error> {
    let principal = ctx.signed_in()?;
    let found = {
        let mut tx = app.db.read().await?;
        directory::find(&mut tx, principal.account_id, id).await?
    };
    let relation = found.as_ref().map_or(Relation::Other, |row| principal.relation_to(row.user_id));
    ctx.may(if relation == Relation::Oneself { own } else { other }, relation)?;
    Ok((principal, found.ok_or(Error::NotFound)?))
}

/// Changes what the account calls a person and what they like to be called; none leaves either as it is. Oneself wherever one
/// belongs, others as the account knows them.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn change(
    app: &App,
    ctx: &Ctx,
    id: Uuid,
    name: Option<&str>,
    preferred_name: Option<&str>,
) -> Result<Person, Error> {
    let actions = (Action::ChangeOwnAccount, Action::EditPerson);
    let (principal, row) = look_up(app, ctx, id, actions).await?;
    if name.is_none() && preferred_name.is_none() {
        return person(row);
    }
    if principal.relation_to(row.user_id) == Relation::Oneself {
        let change = OwnChange { name, preferred_name, ..OwnChange::default() };
        own_account::save_profile(app, ctx, change).await?;
    } else {
        member_edit::edit_names(app, ctx, row.membership_id, name, preferred_name).await?;
    }
    person(look_up(app, ctx, id, actions).await?.1)
}

/// How often it is looked how somebody stands who is being invited by others too.
const TRIES: usize = 3;

/// Invites somebody as a user without roles in projects, or sends them a new link if they have not joined yet; none for
/// somebody who has.
///
/// # Errors
/// As [`invitations::invite`] and [`invitations::reissue`], every fault being one of the address.
pub async fn invite(app: &App, ctx: &Ctx, email: &EmailAddress) -> Result<Option<Issued>, Error> {
    ctx.may(Action::Invite, Relation::Account)?;
    let form = Invite {
        email: email.as_str().to_owned(),
        role: AccountRole::Users.id().to_string(),
        scope: "client".into(),
        client_role: "none".into(),
        ..Invite::default()
    };
    for _ in 0..TRIES {
        let there = match account_users::invited(app, ctx, email).await {
            Ok((_, id, state)) => Some((id, state)),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        };
        let issued = match there {
            Some((_, MembershipState::Active)) => return Ok(None),
            Some((id, MembershipState::Pending)) => invitations::reissue(app, ctx, id, false).await,
            Some((_, MembershipState::Removed)) | None => invitations::invite(app, ctx, &form).await,
        };
        match issued {
            Ok(issued) => return Ok(Some(issued)),
            // Somebody else was faster, and how it stands by now is what counts.
            Err(Error::Conflict) => {}
            Err(Error::Invalid(errors)) if errors.0.iter().any(|(_, fault)| is_here(fault)) => {}
            Err(Error::Invalid(mut errors)) => {
                errors.0.iter_mut().for_each(|(field, _)| *field = Field::Email);
                return Err(Error::Invalid(errors));
            }
            Err(error) => return Err(error),
        }
    }
    Err(Error::Conflict)
}

const fn is_here(fault: &Fault) -> bool {
    matches!(fault, Fault::AlreadyHere | Fault::AlreadyInvited)
}

/// Takes a person out of the account, and their tokens with them: what they open there they would open no more anyway.
///
/// # Errors
/// As [`member_actions::remove`].
pub async fn remove(app: &App, ctx: &Ctx, id: Uuid) -> Result<(), Error> {
    ctx.may(Action::Remove, Relation::Other)?;
    let principal = ctx.signed_in()?;
    let row = {
        let mut tx = app.db.read().await?;
        directory::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?
    };
    member_actions::remove(app, ctx, row.membership_id, true).await.map(|_| ())
}

/// The account that somebody acts in.
#[derive(Debug, Clone)]
pub struct Organization {
    /// Its UUID.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Who has been in it longest of the administrators who may act; the rules keep one there.
    pub owner: Option<Uuid>,
    /// Since when there is one.
    pub created_at: Timestamp,
    /// When its name was last changed.
    pub updated_at: Timestamp,
}

/// The account that the caller acts in.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn organization(app: &App, ctx: &Ctx) -> Result<Organization, Error> {
    let principal = ctx.may(Action::SeeOwnAccess, Relation::Oneself)?;
    let mut tx = app.db.read().await?;
    let row = directory::organization(&mut tx, principal.account_id).await?.ok_or(Error::SignedOut)?;
    let administrators = Facet::range(Standing::Active, AccountRole::Administrators);
    Ok(Organization {
        id: row.uuid,
        name: row.name,
        owner: directory::first_of(&mut tx, principal.account_id, administrators).await?,
        created_at: row.created_at,
        updated_at: row.changed_at.unwrap_or(row.created_at),
    })
}

fn person(row: PersonRow) -> Result<Person, Error> {
    let (role, joined) = (row.role()?, row.state()? == MembershipState::Active);
    let changes = [row.accepted_at, row.changed_at].into_iter().flatten();
    Ok(Person {
        id: row.uuid,
        user_id: row.user_id,
        updated_at: changes.fold(row.created_at, Ord::max),
        email: row.email,
        name: row.name,
        preferred_name: row.preferred_name,
        role,
        joined,
        created_at: row.created_at,
    })
}
