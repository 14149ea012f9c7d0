//! The other end of an invitation: looking at the link, accepting, and saying no. Looking changes nothing.

use super::{Ctx, Error, invitations::access_of, notices, sessions::Proven, sign_in::SignedIn};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        field::{Fault, Field, FieldErrors},
        ids::{InvitationId, UserId},
        invitation::{Invitation, LinkState, Renewal},
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
    service::sessions::{ABSOLUTE, IDLE},
    store::{
        Tx, accounts, doors, factors, invitations, invite_terms, links, member_places, members,
        members::MembershipRow,
        outbox, sessions,
        users::{self, UserRow},
    },
};

/// What an invitation offers, as its page shows it.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Its number.
    pub id: InvitationId,
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
    /// The projects among those offered that have been put away meanwhile: nobody enters them until they are restored.
    pub archived: Vec<String>,
    /// The invited person.
    pub user_id: UserId,
    /// The invited address.
    pub email: String,
    /// The name, as far as the inviter knew it.
    pub name: String,
    /// What the inviter says; may be empty.
    pub note: String,
    /// When the access ends by itself.
    pub access_ends_at: Option<Timestamp>,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// What the link is worth.
    pub state: LinkState,
    /// Whether the person has a password already.
    pub has_password: bool,
    /// Since when the person waits for a new link.
    pub asked_at: Option<Timestamp>,
    /// What becomes of asking for a new link.
    pub renewal: Renewal,
    /// Whether nobody joins by it now without a second factor.
    pub needs_factor: bool,
    /// Whether the person has none yet. For their own eyes.
    pub lacks_factor: bool,
}

/// What a link offers.
///
/// # Errors
/// [`Error::NotFound`] when no invitation ever had it.
pub async fn look(app: &App, ctx: &Ctx, link: TokenHash) -> Result<Offered, Error> {
    let mut tx = app.db.read().await?;
    let (invitation, newest) = invitations::find_by_link(&mut tx, link).await?.ok_or(Error::NotFound)?;
    let state = invitation.link_state(newest, ctx.now);
    describe(app, ctx, &mut tx, &invitation, state).await
}

/// What an invitation offers, its link being worth `state` by what its row says.
pub(super) async fn describe(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    invitation: &Invitation,
    mut state: LinkState,
) -> Result<Offered, Error> {
    let (account_id, membership) = (invitation.account_id, invitation.membership_id);
    let account = accounts::find(tx, account_id).await?.ok_or(Error::NotFound)?;
    let inviter = users::find(tx, invitation.inviter_id).await?.ok_or(Error::NotFound)?;
    let person = users::find(tx, invitation.user_id).await?.ok_or(Error::NotFound)?;
    let row = members::find(tx, account_id, membership).await?.ok_or(Error::NotFound)?;
    let (role, access) = access_of(tx, account_id, membership).await?;
    if state == LinkState::Open && !may_still_invite(tx, ctx, invitation, &inviter, role).await? {
        state = LinkState::NeedsApproval;
    }
    let renewal = invitations::renewal(tx, account_id).await?;
    Ok(Offered {
        id: invitation.id,
        account: account.name,
        inviter_name: inviter.name,
        inviter_email: inviter.email,
        role,
        access,
        archived: members::archived_projects(tx, membership).await?,
        user_id: person.id,
        email: person.email,
        name: row.name,
        note: invite_terms::note_of(tx, invitation.id).await?,
        access_ends_at: row.access_ends_at,
        expires_at: invitation.expires_at,
        state,
        has_password: person.activated_at.is_some(),
        asked_at: invitation.asked_at,
        renewal: if app.sends_mail() { renewal } else { Renewal::Ask },
        needs_factor: doors::needed(tx, invitation.id, ctx.now).await?,
        lacks_factor: !factors::guards(tx, person.id).await?,
    })
}

/// Somebody new whose name and password are fine.
pub(super) struct Newcomer {
    /// The name.
    pub name: String,
    /// The password, hashed.
    pub hash: String,
}

/// Reads what somebody new gives at a link that opens, and hashes the password.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that no longer opens; [`Error::Invalid`] for
/// wrong values; [`Error::Conflict`] when the person has a password already.
pub(super) async fn newcomer(
    app: &App,
    ctx: &Ctx,
    link: TokenHash,
    name: &str,
    password: &str,
) -> Result<Newcomer, Error> {
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
    Ok(Newcomer { name: name.as_str().to_owned(), hash })
}

/// Accepts an invitation as somebody new, by the password alone: spends the link, sets name and password, makes the
/// membership active, tells the inviter, all in one transaction. Of several at once, one wins.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link; [`Error::LinkClosed`] for one that no longer opens; [`Fault::FactorFirst`] for
/// the form as a whole where nobody joins without a second factor ([`super::door::enter`]).
pub(super) async fn join(
    app: &App,
    ctx: &Ctx,
    link: TokenHash,
    newcomer: &Newcomer,
) -> Result<SignedIn, Error> {
    let mut tx = app.db.write().await?;
    crate::kill_point!("accept.begun");
    let spent = spend(&mut tx, ctx, Way::Link(link)).await?;
    crate::kill_point!("accept.spent");
    let_new_in(app, ctx, &mut tx, &spent, newcomer).await?;
    crate::kill_point!("accept.queued");
    tx.commit(&spent.entry(), &ctx.origin()).await?;
    crate::kill_point!("accept.committed");
    app.mail_queued.notify_one();
    let (user_id, account_id) = (spent.person.id, spent.membership.account_id);
    Ok(SignedIn { user_id, account_id, proven_hash: newcomer.hash.clone() })
}

/// Gives somebody new their name and password and lets them in.
///
/// # Errors
/// [`Error::Conflict`] when the person has a password already; as [`let_in`].
pub(super) async fn let_new_in(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    spent: &Spent,
    Newcomer { name, hash }: &Newcomer,
) -> Result<(), Error> {
    if !users::activate(tx, spent.person.id, hash, name, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let language = spent.membership.language;
    users::set_details(tx, spent.person.id, name, language).await?;
    // Every other way in that was mailed to this person ends with the first password.
    links::revoke_of_user(tx, spent.person.id, ctx.now).await?;
    let_in(app, ctx, tx, spent, (name, language)).await
}

/// How somebody comes to an invitation.
#[derive(Debug, Clone, Copy)]
pub enum Way {
    /// By its link.
    Link(TokenHash),
    /// By its number, as the person of the verified address it was sent to.
    Offered(InvitationId, UserId),
}

/// Accepts an invitation as the person it is meant for, who has proven to be that. Their session goes on in the account,
/// as proven as it was: nothing that signing in asks for is asked less for here.
///
/// # Errors
/// [`Error::NotFound`] for an unknown link, or a number that is not offered; [`Error::LinkClosed`] for what no longer
/// opens; [`Error::Forbidden`] when it was sent to somebody else; [`Error::SignedOut`] when the session has ended;
/// [`Fault::FactorFirst`] for the form as a whole where nobody joins without a second factor and they have none.
pub async fn accept_signed_in(app: &App, ctx: &Ctx, who: &Proven, way: Way) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let spent = spend(&mut tx, ctx, way).await?;
    let person = &spent.person;
    if person.id != who.user_id || person.activated_at.is_none() {
        return Err(Error::Forbidden);
    }
    let (name, language) = (person.name.clone(), person.language());
    let_in(app, ctx, &mut tx, &spent, (&name, language)).await?;
    let account = spent.membership.account_id;
    members::touch(&mut tx, account, person.id, ctx.now).await?;
    let (seen_since, created_since) = (ctx.now - IDLE, ctx.now - ABSOLUTE);
    if !sessions::switch(&mut tx, &who.session, person.id, account, seen_since, created_since, ctx.now)
        .await?
    {
        return Err(Error::SignedOut);
    }
    tx.commit(&spent.entry(), &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// Says no: the invitation ends, waiting mail is dropped, the inviter is told. Whoever has a password says it signed in;
/// whoever has none needs the link alone.
///
/// # Errors
/// As [`accept_signed_in`]; [`Error::SignedOut`] also when nobody is signed in and somebody has to be.
pub async fn decline(app: &App, ctx: &Ctx, who: Option<&Proven>, way: Way) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let found = find(&mut tx, ctx, way).await?;
    let account = accounts::lock(&mut tx, found.account_id).await?.ok_or(Error::NotFound)?;
    let person = users::find(&mut tx, found.user_id).await?.ok_or(Error::NotFound)?;
    match who {
        Some(who) if who.user_id != person.id => return Err(Error::Forbidden),
        None if person.activated_at.is_some() => return Err(Error::SignedOut),
        _ => {}
    }
    let declined = match way {
        Way::Link(link) => invitations::decline(&mut tx, link, ctx.now).await?,
        Way::Offered(id, user) => invitations::decline_offered(&mut tx, id, user, ctx.now).await?,
    };
    let Some(invitation) = declined else { return Err(closed(&mut tx, ctx, way).await?) };
    let membership = members::find(&mut tx, account.id, invitation.membership_id).await?;
    let membership = membership.ok_or(Error::NotFound)?;
    let inviter = users::find(&mut tx, invitation.inviter_id).await?.ok_or(Error::NotFound)?;
    // Who is no longer an administrator learns no more of the account.
    let is_told = may_still_invite(&mut tx, ctx, &invitation, &inviter, membership.role).await?;
    if !members::remove(&mut tx, membership.id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    member_places::refresh(&mut tx, membership.id).await?;
    if let Some(who) = who.filter(|who| !who.is_member && who.account_id == account.id) {
        wait_elsewhere(&mut tx, ctx, who).await?;
    }
    outbox::drop_of_invitation(&mut tx, invitation.id, ctx.now).await?;
    if app.sends_mail() && is_told {
        let about = (account.id, account.name.as_str());
        let declined_by = (membership.name.as_str(), person.email.as_str());
        notices::queue_declined(app, &mut tx, &inviter, about, declined_by, ctx.now).await?;
    }
    let entry = Entry {
        account_id: Some(account.id),
        actor_id: who.map(|who| who.user_id),
        action: audit::Action::InvitationDeclined,
        subject: format!("membership:{}", membership.id),
        detail: serde_json::json!({ "invitation": invitation.id.0 }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(())
}

/// A session that waits in the account just declined waits for another invitation, or ends.
async fn wait_elsewhere(tx: &mut Tx, ctx: &Ctx, who: &Proven) -> Result<(), Error> {
    match invitations::offered(tx, who.user_id, ctx.now).await?.first() {
        Some(other) => sessions::wait_in(tx, &who.session, who.user_id, other.account_id).await?,
        None => sessions::revoke(tx, &who.session, ctx.now).await?,
    }
    Ok(())
}

/// The invitation that somebody came to, as it is before anything is held.
async fn find(tx: &mut Tx, ctx: &Ctx, way: Way) -> Result<Invitation, Error> {
    match way {
        Way::Link(link) => Ok(invitations::find_by_link(tx, link).await?.ok_or(Error::NotFound)?.0),
        Way::Offered(id, user) => {
            // Only what is offered exists, whatever the reason that it is not.
            let offered = invitations::offered(tx, user, ctx.now).await?;
            offered.into_iter().find(|invitation| invitation.id == id).ok_or(Error::NotFound)
        }
    }
}

/// Why an invitation could not be spent.
async fn closed(tx: &mut Tx, ctx: &Ctx, way: Way) -> Result<Error, Error> {
    let (invitation, newest) = match way {
        Way::Link(link) => invitations::find_by_link(tx, link).await?.ok_or(Error::NotFound)?,
        Way::Offered(id, _) => (invitations::find(tx, id).await?.ok_or(Error::NotFound)?, true),
    };
    Ok(match invitation.link_state(newest, ctx.now) {
        // Between the two statements it was neither spent nor ended; only the clock can have moved.
        LinkState::Open => Error::LinkClosed(LinkState::Expired),
        state => Error::LinkClosed(state),
    })
}

/// A spent invitation with everything that has to be right for it.
pub(super) struct Spent {
    /// Which.
    pub invitation: Invitation,
    /// The membership it leads to.
    pub membership: MembershipRow,
    /// Who is invited, held.
    pub person: UserRow,
    inviter: UserRow,
    /// The account's name.
    account: String,
    /// Whether it was a mailed link that was used.
    by_mail: bool,
}

impl Spent {
    /// The audit entry to commit it with.
    pub fn entry(&self) -> Entry {
        Entry {
            account_id: Some(self.membership.account_id),
            actor_id: Some(self.person.id),
            action: audit::Action::InvitationAccepted,
            subject: format!("membership:{}", self.membership.id),
            detail: serde_json::json!({ "invitation": self.invitation.id.0 }),
        }
    }
}

/// Spends the invitation and checks again that inviter, role and account still allow it. Nothing lasts before the commit.
pub(super) async fn spend(tx: &mut Tx, ctx: &Ctx, way: Way) -> Result<Spent, Error> {
    // The account is held first, as everywhere: whoever makes a new link meanwhile waits, or made us wait.
    let found = find(tx, ctx, way).await?;
    let account = accounts::lock(tx, found.account_id).await?.ok_or(Error::NotFound)?;
    let spent = match way {
        Way::Link(link) => invitations::accept(tx, link, ctx.now).await?,
        Way::Offered(id, user) => invitations::accept_offered(tx, id, user, ctx.now).await?,
    };
    let Some(invitation) = spent else { return Err(closed(tx, ctx, way).await?) };
    let membership = members::find(tx, account.id, invitation.membership_id).await?.ok_or(Error::NotFound)?;
    // Held: nobody turns a second factor off between being asked for it and joining.
    let person = users::hold(tx, invitation.user_id).await?.ok_or(Error::NotFound)?;
    let inviter = users::find(tx, invitation.inviter_id).await?.ok_or(Error::NotFound)?;
    if person.blocked_at.is_some() || membership.state != MembershipState::Pending {
        return Err(Error::LinkClosed(LinkState::Revoked));
    }
    // The mark in the row is for the list; what decides is what the inviter may do at this moment.
    if !may_still_invite(tx, ctx, &invitation, &inviter, membership.role).await? {
        return Err(Error::LinkClosed(LinkState::NeedsApproval));
    }
    let by_mail = match way {
        Way::Link(link) => !invitations::is_by_hand(tx, link).await?,
        // The address was verified before, and no mail had to arrive.
        Way::Offered(..) => false,
    };
    Ok(Spent { invitation, membership, person, inviter, account: account.name, by_mail })
}

/// Whether whoever made the newest link could make it today: shown on the page and decided at accept by one rule.
pub(super) async fn may_still_invite(
    tx: &mut Tx,
    ctx: &Ctx,
    invitation: &Invitation,
    inviter: &UserRow,
    role: AccountRole,
) -> Result<bool, Error> {
    let membership = members::find_by_user(tx, invitation.account_id, inviter.id).await?;
    Ok(inviter.blocked_at.is_none()
        && membership.is_some_and(|membership| {
            membership.is_in_force(ctx.now) && may_invite(membership.role) && membership.role.may_grant(role)
        }))
}

/// Whether somebody of a role may invite.
pub(super) fn may_invite(role: AccountRole) -> bool {
    let actor = Actor { role, is_operator: false, project_role: None };
    policy::decide(actor, Action::Invite, Relation::Account) == Verdict::Allowed
}

/// Makes the membership active under the name and language the person has, and tells the inviter. Nothing else makes anybody
/// a member who was invited, so here, and nowhere else, it is asked whether it takes a second factor.
///
/// # Errors
/// [`Fault::FactorFirst`] for the form as a whole, when it does and the person has none; [`Error::Conflict`] when they are a
/// member by now.
async fn let_in(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    spent: &Spent,
    (name, language): (&str, Language),
) -> Result<(), Error> {
    let Spent { invitation, membership, person, inviter, account, by_mail } = spent;
    if doors::needed(tx, invitation.id, ctx.now).await? && !factors::guards(tx, person.id).await? {
        return Err(Error::field(Field::Form, Fault::FactorFirst { account: account.clone() }));
    }
    if *by_mail {
        users::set_email_verified(tx, person.id, ctx.now).await?;
        if let Some(issued_at) = invitations::last_issued(tx, invitation.id).await? {
            super::installation::mail_has_arrived(app, tx, issued_at, ctx.now).await?;
        }
    }
    if !members::activate(tx, membership.id, name, language, ctx.now).await? {
        return Err(Error::Conflict);
    }
    member_places::refresh(tx, membership.id).await?;
    crate::kill_point!("accept.joined");
    outbox::drop_of_invitation(tx, invitation.id, ctx.now).await?;
    if app.sends_mail() {
        let account = (membership.account_id, account.as_str());
        notices::queue_accepted(app, tx, inviter, account, (name, &person.email), ctx.now).await?;
    }
    Ok(())
}
