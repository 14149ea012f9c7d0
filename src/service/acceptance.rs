//! The other end of an invitation: looking at the link, and accepting it. Looking changes nothing.

use super::{Ctx, Error, invitations::access_of, notices, sign_in::SignedIn};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        field::{Field, FieldErrors},
        ids::UserId,
        invitation::{Invitation, LinkState},
        language::Language,
        member::MembershipState,
        name::Name,
        password::Password,
        policy::{self, Action, Actor, Relation, Verdict},
        role::AccountRole,
        scope::Access,
        secret::TokenHash,
        time::Timestamp,
    },
    store::{
        Tx, WriteTx, accounts, invitations, links, member_places, members,
        members::MembershipRow,
        outbox,
        users::{self, UserRow},
    },
};

/// What an invitation offers, as its page shows it.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The account.
    pub account: String,
    /// Who invites.
    pub inviter_name: String,
    /// The inviter's address.
    pub inviter_email: String,
    /// The account role.
    pub role: AccountRole,
    /// What comes with it.
    pub access: Access,
    /// The invited person.
    pub user_id: UserId,
    /// The invited address.
    pub email: String,
    /// The name, as far as the inviter knew it.
    pub name: String,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// What the link is worth.
    pub state: LinkState,
    /// Whether the person has a password already.
    pub has_password: bool,
}

/// What a link offers.
///
/// # Errors
/// [`Error::NotFound`] when no invitation ever had it.
pub async fn look(app: &App, ctx: &Ctx, link: TokenHash) -> Result<Offered, Error> {
    let mut tx = app.db.read().await?;
    let (invitation, newest) = invitations::find_by_link(&mut tx, link).await?.ok_or(Error::NotFound)?;
    let account = accounts::find(&mut tx, invitation.account_id).await?.ok_or(Error::NotFound)?;
    let inviter = users::find(&mut tx, invitation.inviter_id).await?.ok_or(Error::NotFound)?;
    let person = users::find(&mut tx, invitation.user_id).await?.ok_or(Error::NotFound)?;
    let membership = members::find(&mut tx, invitation.account_id, invitation.membership_id).await?;
    let membership = membership.ok_or(Error::NotFound)?;
    let (role, access) = access_of(&mut tx, invitation.account_id, invitation.membership_id).await?;
    let mut state = invitation.link_state(newest, ctx.now);
    if state == LinkState::Open && !may_still_invite(&mut tx, &invitation, &inviter, role).await? {
        state = LinkState::Revoked;
    }
    Ok(Offered {
        account: account.name,
        inviter_name: inviter.name,
        inviter_email: inviter.email,
        role,
        access,
        user_id: person.id,
        email: person.email,
        name: membership.name,
        expires_at: invitation.expires_at,
        state,
        has_password: person.activated_at.is_some(),
    })
}

/// Accepts an invitation as a new person: spends the link, sets name and password, makes the membership active, tells the
/// inviter, all in one transaction. Of several at once, one wins.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that no longer opens; [`Error::Invalid`] for
/// wrong values, and then the link still opens; [`Error::Conflict`] when the person has a password already.
pub async fn accept_new(
    app: &App,
    ctx: &Ctx,
    link: TokenHash,
    name: &str,
    password: &str,
) -> Result<SignedIn, Error> {
    let offered = look(app, ctx, link).await?;
    if offered.state != LinkState::Open {
        return Err(Error::LinkClosed(offered.state));
    }
    if offered.has_password {
        return Err(Error::Conflict);
    }
    let mut errors = FieldErrors::default();
    let own_words = [name, &offered.email, &offered.account];
    let name = errors.keep(Field::Name, Name::parse(name));
    let password = errors.keep(Field::Password, Password::parse_new(password, &own_words));
    let (Some(name), Some(password)) = (name, password) else { return Err(Error::Invalid(errors)) };
    let hash = app.hasher.hash(password).await?;

    let mut tx = app.db.write().await?;
    let spent = spend(&mut tx, ctx, link).await?;
    if !users::activate(&mut tx, spent.person.id, &hash, name.as_str(), ctx.now).await? {
        return Err(Error::Conflict);
    }
    let language = spent.membership.language;
    users::set_details(&mut tx, spent.person.id, name.as_str(), language).await?;
    finish(app, ctx, tx, spent, (name.as_str(), language), hash).await
}

/// Accepts an invitation as the signed-in person it was sent to.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that no longer opens; [`Error::Forbidden`]
/// when it was sent to somebody else; [`Error::SignedOut`].
pub async fn accept_signed_in(app: &App, ctx: &Ctx, link: TokenHash) -> Result<SignedIn, Error> {
    let principal = ctx.signed_in()?;
    let mut tx = app.db.write().await?;
    let spent = spend(&mut tx, ctx, link).await?;
    if spent.person.id != principal.user_id || spent.person.activated_at.is_none() {
        return Err(Error::Forbidden);
    }
    let (name, language) = (spent.person.name.clone(), spent.person.language());
    let hash = spent.person.password_hash.clone().ok_or(Error::Forbidden)?;
    finish(app, ctx, tx, spent, (&name, language), hash).await
}

/// A spent link with everything that has to be right for it.
struct Spent {
    invitation: Invitation,
    membership: MembershipRow,
    person: UserRow,
    inviter: UserRow,
    account: String,
    by_hand: bool,
}

/// Spends the link and checks again that inviter, role and account still allow it. Nothing lasts before the commit.
async fn spend(tx: &mut Tx, ctx: &Ctx, link: TokenHash) -> Result<Spent, Error> {
    // The account is held first, as everywhere: whoever makes a new link meanwhile waits, or made us wait.
    let (found, _) = invitations::find_by_link(tx, link).await?.ok_or(Error::NotFound)?;
    let account = accounts::lock(tx, found.account_id).await?.ok_or(Error::NotFound)?;
    let Some(invitation) = invitations::accept(tx, link, ctx.now).await? else {
        let (invitation, newest) = invitations::find_by_link(tx, link).await?.ok_or(Error::NotFound)?;
        return Err(match invitation.link_state(newest, ctx.now) {
            // Between the two statements the link was neither spent nor ended; only the clock can have moved.
            LinkState::Open => Error::LinkClosed(LinkState::Expired),
            state => Error::LinkClosed(state),
        });
    };
    let membership = members::find(tx, account.id, invitation.membership_id).await?.ok_or(Error::NotFound)?;
    let person = users::find(tx, invitation.user_id).await?.ok_or(Error::NotFound)?;
    let inviter = users::find(tx, invitation.inviter_id).await?.ok_or(Error::NotFound)?;
    let still_allowed = may_still_invite(tx, &invitation, &inviter, membership.role).await?;
    if !still_allowed || person.blocked_at.is_some() || membership.state != MembershipState::Pending {
        return Err(Error::LinkClosed(LinkState::Revoked));
    }
    let by_hand = invitations::is_by_hand(tx, link).await?;
    Ok(Spent { invitation, membership, person, inviter, account: account.name, by_hand })
}

/// Whether whoever made the newest link could make it today: shown on the page and decided at accept by one rule.
async fn may_still_invite(
    tx: &mut Tx,
    invitation: &Invitation,
    inviter: &UserRow,
    role: AccountRole,
) -> Result<bool, Error> {
    let membership = members::find_by_user(tx, invitation.account_id, inviter.id).await?;
    Ok(inviter.blocked_at.is_none()
        && membership.is_some_and(|membership| {
            let actor = Actor { role: membership.role, is_operator: false, project_role: None };
            membership.is_in_force()
                && policy::decide(actor, Action::Invite, Relation::Account) == Verdict::Allowed
                && membership.role.may_grant(role)
        }))
}

async fn finish(
    app: &App,
    ctx: &Ctx,
    mut tx: WriteTx,
    spent: Spent,
    (name, language): (&str, Language),
    proven_hash: String,
) -> Result<SignedIn, Error> {
    let Spent { invitation, membership, person, inviter, account, by_hand } = spent;
    if !by_hand {
        users::set_email_verified(&mut tx, person.id, ctx.now).await?;
        if let Some(issued_at) = invitations::last_issued(&mut tx, invitation.id).await? {
            super::installation::mail_has_arrived(app, &mut tx, issued_at, ctx.now).await?;
        }
    }
    if !members::activate(&mut tx, membership.id, name, language, ctx.now).await? {
        return Err(Error::Conflict);
    }
    member_places::refresh(&mut tx, membership.id).await?;
    // Every other way in that was mailed to this person ends with the first password.
    links::revoke_of_user(&mut tx, person.id, ctx.now).await?;
    outbox::drop_of_invitation(&mut tx, invitation.id, ctx.now).await?;
    if app.sends_mail() {
        let account = (membership.account_id, account.as_str());
        notices::queue_accepted(app, &mut tx, &inviter, account, (name, &person.email), ctx.now).await?;
    }
    let entry = Entry {
        account_id: Some(membership.account_id),
        actor_id: Some(person.id),
        action: audit::Action::InvitationAccepted,
        subject: format!("membership:{}", membership.id),
        detail: serde_json::json!({ "invitation": invitation.id.0 }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(SignedIn { user_id: person.id, account_id: membership.account_id, proven_hash })
}
