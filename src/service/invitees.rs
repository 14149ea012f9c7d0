//! Who is invited: the person of an address, and their membership.

use super::{Ctx, Error, invite_form::Wanted};
use crate::{
    app::App,
    domain::{
        email::EmailAddress,
        field::{Fault, Field},
        ids::{AccountId, MembershipId},
        language::Language,
        member::MembershipState,
    },
    store::{
        Tx, assignments, invite_terms, member_places,
        members::{self, NewMembership},
        users::{self, NewUser, UserRow},
    },
};

/// How often the person of an address is looked for while the address changes hands.
const PERSON_TRIES: usize = 5;

/// The person of an address, added if there is none. They keep the address until the transaction ends, so that what is
/// offered to an address is never bound to somebody who has just left it.
pub(super) async fn find_or_add_person(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    email: &EmailAddress,
    language: Language,
) -> Result<UserRow, Error> {
    let mut found = None;
    for _ in 0..PERSON_TRIES {
        found = hold_or_add(app, ctx, tx, email, language).await?;
        if found.is_some() {
            break;
        }
    }
    let person = found.ok_or_else(|| Error::internal("a person neither added nor found"))?;
    if person.blocked_at.is_some() {
        return Err(Error::field(Field::Email, Fault::CannotBeAdded));
    }
    Ok(person)
}

/// None when the address changed hands between the two looks at it.
async fn hold_or_add(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    email: &EmailAddress,
    language: Language,
) -> Result<Option<UserRow>, Error> {
    let new = NewUser {
        uuid: app.new_uuid(ctx.now),
        email,
        // The name is what this account was told, and stays there; the person says theirs when joining.
        name: "",
        language,
        password_hash: None,
        is_operator: false,
        activated_at: None,
    };
    users::insert(tx, &new, ctx.now).await?;
    Ok(users::hold_address(tx, email).await?)
}

/// The pending membership of somebody who is invited, new or of somebody removed.
///
/// # Errors
/// [`Error::Invalid`] beside the address for somebody who is here or invited already.
pub(super) async fn add_membership(
    ctx: &Ctx,
    tx: &mut Tx,
    account: AccountId,
    person: &UserRow,
    wanted: &Wanted,
) -> Result<MembershipId, Error> {
    let new = NewMembership {
        account_id: account,
        user_id: person.id,
        name: &wanted.name,
        language: wanted.offer.language,
        role: wanted.offer.role,
        client_administrator: wanted.offer.scope.is_client_administrator(),
        state: MembershipState::Pending,
    };
    let end = wanted.offer.access_ends_at;
    if let Some(id) = members::insert(tx, &new, ctx.now).await? {
        if end.is_some() {
            invite_terms::set_access_end(tx, id, end).await?;
        }
        return Ok(id);
    }
    let there = members::find_by_user(tx, account, person.id).await?.ok_or(Error::Conflict)?;
    let fault = match there.state {
        MembershipState::Pending => Fault::AlreadyInvited,
        MembershipState::Active => Fault::AlreadyHere,
        MembershipState::Removed if members::revive(tx, there.id, &new).await? => {
            // What somebody had before, in archived projects too, is not offered anew by itself.
            member_places::set_project_roles(tx, there.id, &[], ctx.now).await?;
            assignments::forget(tx, there.id).await?;
            invite_terms::set_access_end(tx, there.id, end).await?;
            return Ok(there.id);
        }
        MembershipState::Removed => Fault::CannotBeAdded,
    };
    Err(Error::field(Field::Email, fault))
}
