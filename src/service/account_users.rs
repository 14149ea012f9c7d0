//! The people of an account one by one, by their own numbers, as the JSON APIs know them. What is done to somebody is done by
//! the use cases of the panel; here they are found.

use super::{
    Ctx, Error, Principal, member_actions, member_edit,
    own_account::{self, OwnChange},
};
use crate::{
    app::App,
    domain::{
        email::EmailAddress,
        facet::{Facet, FacetFilter},
        ids::{AccountId, MembershipId, UserId},
        language::Language,
        member::{MembershipState, Standing},
        policy::{Action, Relation},
        role::AccountRole,
        search,
    },
    store::{
        Tx,
        account_users::{self, AccountUserRow, Filter},
        accounts, member_places,
        member_places::WHOLE_ACCOUNT,
        members, users,
    },
};

pub use crate::store::account_users::Order;

/// The most people in one answer that is no page.
pub const MOST: i64 = 10_000;

/// A person of the account the caller acts in.
#[expect(clippy::struct_excessive_bools, reason = "each says something else")]
#[derive(Debug, Clone)]
pub struct AccountUser {
    /// The person.
    pub id: UserId,
    /// The membership.
    pub membership_id: MembershipId,
    /// The address.
    pub email: String,
    /// What the account calls the person; may be empty until accepted.
    pub name: String,
    /// The language the account has for the person.
    pub language: Language,
    /// The telephone number, to oneself alone; may be empty.
    pub phone: String,
    /// The account role.
    pub role: AccountRole,
    /// Whether the person has joined.
    pub joined: bool,
    /// Whether the person was taken out of the account.
    pub removed: bool,
    /// Whether the person may act, once joined.
    pub active: bool,
    /// Whether the person has a second factor.
    pub two_factor: bool,
    /// The account's name.
    pub account_name: String,
    /// The accounts in which the person has a role: of others this one alone, since nobody here learns where else somebody
    /// belongs.
    pub accounts: Vec<(AccountId, String, AccountRole)>,
}

/// Whom to list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// This person alone.
    pub id: Option<i64>,
    /// With this in the address.
    pub email: Option<String>,
    /// With this in the name.
    pub name: Option<String>,
    /// Of these roles; none for all.
    pub roles: Vec<AccountRole>,
    /// Of these languages; none for all.
    pub languages: Vec<Language>,
    /// Whether they have joined.
    pub joined: Option<bool>,
    /// Whether they have a second factor.
    pub two_factor: Option<bool>,
    /// Whether they were taken out of the account: only these, none of these, or all.
    pub removed: Option<bool>,
    /// By what, and whether the other way round; by number when nothing is said.
    pub order: Vec<(Order, bool)>,
    /// How many, and behind how many.
    pub page: (i64, i64),
}

/// People in order, and how many there are in all.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The page.
    pub people: Vec<AccountUser>,
    /// All that match.
    pub count: i64,
}

/// Lists the people of the account.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn list(app: &App, ctx: &Ctx, wanted: &Wanted) -> Result<Listed, Error> {
    let principal = ctx.may(Action::SeePeople, Relation::Account)?;
    let account = principal.account_id;
    let mut tx = app.db.read().await?;
    let counts = member_places::counts(&mut tx, account, WHOLE_ACCOUNT).await?;
    let (facets, numbers): (Vec<Facet>, Vec<i64>) =
        counts.into_iter().filter(|(facet, _)| wanted.admits(*facet)).unzip();
    let filter = Filter {
        id: wanted.id.map(UserId),
        email: wanted.email.as_ref().map(|part| part.trim().to_lowercase()),
        name: wanted.name.as_ref().map(|part| search::fold(part.trim())),
        joined: wanted.joined,
        facets,
    };
    let count = if filter.is_by_facets_alone() {
        numbers.into_iter().sum()
    } else {
        account_users::count(&mut tx, account, &filter).await?
    };
    let order: &[_] = if wanted.order.is_empty() { &[(Order::Id, false)] } else { &wanted.order };
    let rows = account_users::list(&mut tx, account, &filter, order, wanted.page).await?;
    let own =
        own_accounts(&mut tx, principal, rows.iter().any(|row| row.user_id == principal.user_id)).await?;
    let people = rows.into_iter().map(|row| person(principal, &own, ctx, row)).collect::<Result<_, _>>()?;
    Ok(Listed { people, count })
}

impl Wanted {
    fn admits(&self, facet: Facet) -> bool {
        let standings = match self.removed {
            Some(true) => vec![Standing::Removed],
            Some(false) => Vec::new(),
            None => Standing::ALL.to_vec(),
        };
        let filter = FacetFilter {
            standings,
            roles: self.roles.clone(),
            languages: self.languages.clone(),
            ..FacetFilter::default()
        };
        filter.admits(facet) && self.two_factor.is_none_or(|wanted| wanted == facet.two_factor)
    }
}

/// A person of the account, of whatever state: oneself, or anybody for whoever may see people.
///
/// # Errors
/// [`Error::NotFound`] for somebody who never belonged to the account; [`Error::Forbidden`] to whoever may only see
/// themselves; [`Error::SignedOut`].
pub async fn find(app: &App, ctx: &Ctx, id: UserId) -> Result<AccountUser, Error> {
    let principal = ctx.signed_in()?;
    let relation = principal.relation_to(id);
    let action = if relation == Relation::Oneself { Action::SeeOwnAccess } else { Action::SeePerson };
    ctx.may(action, relation)?;
    let mut tx = app.db.read().await?;
    let row = account_users::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
    let own = own_accounts(&mut tx, principal, relation == Relation::Oneself).await?;
    person(principal, &own, ctx, row)
}

/// The first administrator of an account the caller has just made.
///
/// # Errors
/// [`Error::NotFound`] for anybody else; or when the database fails.
pub async fn of_new_account(
    app: &App,
    ctx: &Ctx,
    (account, id): (AccountId, UserId),
) -> Result<AccountUser, Error> {
    let principal = ctx.may(Action::CreateAccount, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let row = account_users::find(&mut tx, account, id).await?.ok_or(Error::NotFound)?;
    let name = accounts::find(&mut tx, account).await?.ok_or(Error::NotFound)?.name;
    let phone = row.phone.clone();
    let there = Principal { account_id: account, account_name: name, ..principal.clone() };
    Ok(AccountUser { phone, ..person(&there, &[], ctx, row)? })
}

/// Whether the account has an administrator who may act.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn has_administrator(app: &App, ctx: &Ctx) -> Result<bool, Error> {
    let principal = ctx.may(Action::SeeOwnAccess, Relation::Oneself)?;
    let mut tx = app.db.read().await?;
    let counts = member_places::counts(&mut tx, principal.account_id, WHOLE_ACCOUNT).await?;
    Ok(counts.iter().any(|(facet, count)| {
        *count > 0 && facet.standing == Standing::Active && facet.role == AccountRole::Administrators
    }))
}

/// A person whom the caller may change something about, before it is looked at what: who may change nobody else learns
/// nothing of them, and nobody changes somebody who was taken out of the account.
///
/// # Errors
/// As [`find`].
pub async fn changeable(app: &App, ctx: &Ctx, id: UserId) -> Result<AccountUser, Error> {
    let principal = ctx.signed_in()?;
    let relation = principal.relation_to(id);
    let action = if relation == Relation::Oneself { Action::ChangeOwnAccount } else { Action::EditPerson };
    ctx.may(action, relation)?;
    let person = find(app, ctx, id).await?;
    if person.removed { Err(Error::NotFound) } else { Ok(person) }
}

/// The membership of a person of the account the caller acts in, for whoever may do something to other people. Somebody who
/// was taken out of it has none.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::SignedOut`].
pub(super) async fn membership_of(
    app: &App,
    ctx: &Ctx,
    action: Action,
    id: UserId,
) -> Result<members::MembershipRow, Error> {
    let principal = ctx.may(action, Relation::Other)?;
    let mut tx = app.db.read().await?;
    let found = members::find_by_user(&mut tx, principal.account_id, id).await?;
    found.filter(|own| own.state != MembershipState::Removed).ok_or(Error::NotFound)
}

/// The person of an address who is or was offered a membership of the account, and how far that has come.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn invited(
    app: &App,
    ctx: &Ctx,
    email: &EmailAddress,
) -> Result<(UserId, MembershipId, MembershipState), Error> {
    let principal = ctx.may(Action::ManageInvitation, Relation::Other)?;
    let mut tx = app.db.read().await?;
    let person = users::find_by_email(&mut tx, email).await?.ok_or(Error::NotFound)?;
    let own = members::find_by_user(&mut tx, principal.account_id, person.id).await?;
    let own = own.ok_or(Error::NotFound)?;
    Ok((person.id, own.id, own.state))
}

/// Gives a person another role.
///
/// # Errors
/// As [`member_edit::change_role`].
pub async fn change_role(app: &App, ctx: &Ctx, id: UserId, role: AccountRole) -> Result<(), Error> {
    let membership = membership_of(app, ctx, Action::ChangeAccess, id).await?;
    member_edit::change_role(app, ctx, membership.id, &role.id().to_string()).await.map(|_| ())
}

/// Takes a person out of the account who has no working tokens.
///
/// # Errors
/// As [`member_actions::remove`].
pub async fn remove(app: &App, ctx: &Ctx, id: UserId) -> Result<(), Error> {
    let membership = membership_of(app, ctx, Action::Remove, id).await?;
    member_actions::remove(app, ctx, membership.id, false).await.map(|_| ())
}

/// Whether a person who has joined the account belongs to others too, for whoever may take them out of this one. Where
/// somebody belongs who is merely invited, nobody here learns.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn belongs_elsewhere(app: &App, ctx: &Ctx, id: UserId) -> Result<bool, Error> {
    let membership = membership_of(app, ctx, Action::Remove, id).await?;
    let mut tx = app.db.read().await?;
    if membership.state != MembershipState::Active {
        return Ok(false);
    }
    Ok(accounts::of_person(&mut tx, id).await?.iter().any(|own| own.id != membership.account_id))
}

/// What is to be changed about a person; none leaves as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The name.
    pub name: Option<String>,
    /// The telephone number, one's own alone.
    pub phone: Option<String>,
    /// The language, two letters.
    pub language: Option<String>,
}

impl Change {
    /// Whether anything is to be changed.
    pub const fn is_something(&self) -> bool {
        self.name.is_some() || self.phone.is_some() || self.language.is_some()
    }
}

/// Changes a person: oneself wherever one belongs, others as the account knows them.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`], also for a telephone number that is not one's own; [`Error::NotFound`];
/// [`Error::SignedOut`].
pub async fn change(app: &App, ctx: &Ctx, id: UserId, change: &Change) -> Result<(), Error> {
    let principal = ctx.signed_in()?;
    if principal.relation_to(id) == Relation::Oneself {
        let change = OwnChange {
            name: change.name.as_deref(),
            phone: change.phone.as_deref(),
            language: change.language.as_deref(),
            ..OwnChange::default()
        };
        return own_account::save_profile(app, ctx, change).await;
    }
    let membership = membership_of(app, ctx, Action::EditPerson, id).await?;
    if change.phone.is_some() {
        return Err(Error::Forbidden);
    }
    let (name, language) = (change.name.as_deref(), change.language.as_deref());
    member_edit::edit_details(app, ctx, membership.id, name, language).await.map(|_| ())
}

/// Where the caller belongs, if that is asked for.
async fn own_accounts(
    tx: &mut Tx,
    principal: &Principal,
    wanted: bool,
) -> Result<Vec<(AccountId, String, AccountRole)>, Error> {
    if !wanted {
        return Ok(Vec::new());
    }
    let rows = accounts::of_person(tx, principal.user_id).await?;
    rows.into_iter().map(|row| Ok((row.id, row.name.clone(), row.role()?))).collect()
}

fn person(
    principal: &Principal,
    own: &[(AccountId, String, AccountRole)],
    ctx: &Ctx,
    row: AccountUserRow,
) -> Result<AccountUser, Error> {
    let (role, state, language) = (row.role()?, row.state()?, row.language());
    let is_own = row.user_id == principal.user_id;
    let here = (principal.account_id, principal.account_name.clone(), role);
    let accounts = match state {
        _ if is_own => own.to_vec(),
        MembershipState::Removed => Vec::new(),
        MembershipState::Pending | MembershipState::Active => vec![here],
    };
    let is_over = row.access_ends_at.is_some_and(|end| end <= ctx.now);
    Ok(AccountUser {
        id: row.user_id,
        membership_id: row.membership_id,
        email: row.email,
        name: row.name,
        language,
        phone: if is_own { row.phone } else { String::new() },
        role,
        joined: match state {
            MembershipState::Pending => false,
            MembershipState::Active => true,
            MembershipState::Removed => row.accepted_at.is_some(),
        },
        removed: state == MembershipState::Removed,
        active: row.blocked_at.is_none() && row.suspended_at.is_none() && !is_over,
        two_factor: row.two_factor,
        account_name: principal.account_name.clone(),
        accounts,
    })
}
