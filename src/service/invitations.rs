//! Inviting people, and letting them in.

use super::{
    Ctx, Error, Principal, Via,
    invite_form::{Wanted, lifetime_in},
    invite_limits::{check, check_address, check_mailed, check_open},
    invitees::{add_membership, find_or_add_person},
    member_actions::hold_account,
    members::ids_of,
    notices::{self, InvitationDetail},
    step_up,
};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        email::{EmailAddress, masked},
        field::{Fault, Field},
        ids::{AccountId, InvitationId, MembershipId, UserId},
        invitation::{Invitation, MailState},
        language::Language,
        member::MembershipState,
        policy::{Action, Relation},
        role::AccountRole,
        scope::Access,
        secret::Token,
        time::{Span, Timestamp},
    },
    store::{
        Tx, accounts,
        accounts::AccountRow,
        assignments, doors,
        invitations::{self, NewInvitation},
        invite_terms, member_places,
        members::{self, MembershipRow},
        outbox,
        users::{self, UserRow},
    },
};

pub use super::{
    invite_form::{AddressLine, Former, Invite, Offering, Preview, former, offering, preview},
    invite_limits::{Limit, Room},
    invite_undo::{Undone, undo},
};

/// A new link is on its way, or here to be handed over.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The membership it is for.
    pub membership_id: MembershipId,
    /// The person it is for; known before anything is accepted.
    pub user_id: UserId,
    /// The address.
    pub email: String,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// The link itself when it is handed over by copying; shown once, kept nowhere.
    pub link: Option<String>,
    /// Whether the mail waits a moment, so that all of it can be taken back ([`undo`]).
    pub can_undo: bool,
}

/// Invites one person: user, membership, invitation, audit row and mail in one transaction. Without mail, or where that is
/// wanted, the link comes back to be handed over.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once; [`Error::StepUp`] to invite an administrator; [`Error::TooMany`];
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn invite(app: &App, ctx: &Ctx, form: &Invite) -> Result<Issued, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let known = known_projects(app, principal).await?;
    let wanted = Wanted::parse(form, ctx, principal, &known)?;
    let offer = &wanted.offer;
    let granted = (offer.role, offer.scope.is_client_administrator());
    step_up::require_to_grant(app, principal, granted, ctx.now)?;
    let mut tx = app.db.write().await?;
    let account = hold_account(&mut tx, principal, ctx.now).await?;
    crate::kill_point!("invite.begun");
    super::projects::check_in_use(&mut tx, principal.account_id, &wanted.offer.scope).await?;
    // Nobody waits at a token's end to take it back.
    let wait = if matches!(principal.via, Via::Token(_)) { Span::seconds(0) } else { app.config.undo };
    let inviting = Inviting { app, ctx, inviter: principal, account: &account, wait };
    let (issued, entry) = inviting.place(&mut tx, &wanted).await?;
    crate::kill_point!("invite.queued");
    tx.commit(&entry, &ctx.origin()).await?;
    crate::kill_point!("invite.committed");
    app.mail_queued.notify_one();
    Ok(issued)
}

/// The numbers of the projects that may be named.
pub(super) async fn known_projects(
    app: &App,
    principal: &Principal,
) -> Result<Vec<crate::domain::ids::ProjectId>, Error> {
    let mut tx = app.db.read().await?;
    Ok(ids_of(&accounts::projects(&mut tx, principal.account_id).await?))
}

/// Who invites into which account, the account being held.
pub(super) struct Inviting<'a> {
    /// The server.
    pub app: &'a App,
    /// When, and by which request or job.
    pub ctx: &'a Ctx,
    /// Who invites.
    pub inviter: &'a Principal,
    /// Into which account.
    pub account: &'a AccountRow,
    /// How long the mail waits.
    pub wait: Span,
}

impl Inviting<'_> {
    /// Adds everything that one invitation is, and gives the audit entry to commit it with. What fails because of the
    /// person or a limit has changed nothing.
    ///
    /// # Errors
    /// [`Error::Invalid`] or [`Error::TooMany`].
    pub async fn place(&self, tx: &mut Tx, wanted: &Wanted) -> Result<(Issued, Entry), Error> {
        let Self { app, ctx, inviter, account, .. } = *self;
        let offer = &wanted.offer;
        let by_hand = wanted.by_hand || !app.sends_mail();
        if offer.access_ends_at.is_some_and(|end| end <= ctx.now) {
            return Err(Error::field(Field::Form, Fault::AccessOver));
        }
        super::settings::check_domain(tx, account.id, &wanted.email).await?;
        check(app, ctx, tx, inviter).await?;
        check_open(app, ctx, tx, inviter).await?;
        let person = find_or_add_person(app, ctx, tx, &wanted.email, offer.language).await?;
        let there = members::find_by_user(tx, account.id, person.id).await?;
        if there.is_none() && !by_hand {
            check_mailed(app, ctx, tx, account.id, &person.email).await?;
        }
        if let Some(there) = there.filter(|there| there.state == MembershipState::Removed && !by_hand) {
            if invitations::declined_at(tx, account.id, person.id).await?.is_some() {
                return Err(Error::field(Field::Email, Fault::Declined));
            }
            check_address(app, ctx, tx, there.id, true).await?;
        }
        let membership_id = add_membership(ctx, tx, account.id, &person, wanted).await?;
        let token = app.new_token();
        let lifetime = match offer.lifetime {
            Some(lifetime) => lifetime,
            None => lifetime_in(app, tx, account.id).await?,
        };
        let expires_at = link_end(ctx, lifetime, offer.access_ends_at);
        let new = NewInvitation {
            account_id: account.id,
            membership_id,
            user_id: person.id,
            inviter_id: inviter.user_id,
            token_hash: token.hash(),
            expires_at,
            lifetime,
            mail: if by_hand { MailState::ByHand } else { MailState::Queued },
        };
        let already = || Error::field(Field::Email, Fault::AlreadyInvited);
        let id = invitations::insert(tx, &new, ctx.now).await?.ok_or_else(already)?;
        invite_terms::set_note(tx, id, &offer.note).await?;
        doors::require(tx, id, offer.two_factor).await?;
        members::set_invitation(tx, membership_id, id).await?;
        member_places::refresh(tx, membership_id).await?;
        member_places::set_project_roles(tx, membership_id, &offer.scope.project_roles(), ctx.now).await?;
        assignments::follow(tx, membership_id, Some(inviter.user_id), ctx.now).await?;
        crate::kill_point!("invite.saved");
        let issuing = Issuing { id, generation: 1, by_hand, expires_at, wait: self.wait };
        let link =
            issuing.hand_on(app, ctx, tx, inviter, &account.name, &person, membership_id, &token).await?;
        let detail = serde_json::json!({
            "invitation": id.0, "to": masked(&person.email), "role": offer.role.name(), "by_hand": by_hand,
            "access_ends_at": offer.access_ends_at.map(Timestamp::to_rfc3339), "requires_two_factor": offer.two_factor,
        });
        let entry =
            inviter.entry(audit::Action::InvitationCreated, format!("membership:{membership_id}"), detail);
        let can_undo = !by_hand && self.wait.as_micros() > 0;
        let (user_id, email) = (person.id, person.email);
        Ok((Issued { membership_id, user_id, email, expires_at, link, can_undo }, entry))
    }
}

/// When a link made now ends: a link never outlives the access it leads to.
fn link_end(ctx: &Ctx, lifetime: Span, access_ends_at: Option<Timestamp>) -> Timestamp {
    let end = ctx.now + lifetime;
    access_ends_at.map_or(end, |access| end.min(access))
}

/// Makes a new link for an open or expired invitation and ends the older ones: mailed, or handed over by copying. It lives
/// as long as the first one was meant to.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when there is nothing to accept any more; [`Error::TooMany`] while cooling
/// down; [`Error::Invalid`] for the form as a whole when the access is over already, the address declined, or its domain may
/// not be invited any more; [`Error::StepUp`] for the link of an administrator that is handed over;
/// [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn reissue(app: &App, ctx: &Ctx, membership: MembershipId, by_hand: bool) -> Result<Issued, Error> {
    let principal = ctx.may(Action::ManageInvitation, Relation::Other)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    let (issued, by_hand, id) = new_link(app, ctx, &mut tx, principal, membership, by_hand).await?;
    let entry = principal.entry(
        audit::Action::InvitationReissued,
        format!("membership:{membership}"),
        serde_json::json!({ "invitation": id.0, "by_hand": by_hand }),
    );
    crate::kill_point!("resend.queued");
    tx.commit(&entry, &ctx.origin()).await?;
    crate::kill_point!("resend.committed");
    app.mail_queued.notify_one();
    Ok(issued)
}

/// Makes a new link for an open or expired invitation, in the name of `principal`, whose account is held, and who stands
/// for it from now on. Says whether it is handed over by copying, and which invitation it is.
///
/// # Errors
/// As [`reissue`].
pub(super) async fn new_link(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    principal: &Principal,
    membership: MembershipId,
    by_hand: bool,
) -> Result<(Issued, bool, InvitationId), Error> {
    let by_hand = by_hand || !app.sends_mail();
    let token = app.new_token();
    crate::kill_point!("resend.begun");
    let membership = members::find(tx, principal.account_id, membership).await?.ok_or(Error::NotFound)?;
    if membership.state != MembershipState::Pending {
        return Err(Error::Conflict);
    }
    if !principal.role.may_grant(membership.role) {
        return Err(Error::Forbidden);
    }
    if by_hand {
        // Whoever sees the link can become the administrator.
        let granted = (membership.role, membership.client_administrator);
        step_up::require_to_grant(app, principal, granted, ctx.now)?;
    }
    let id = membership.invitation_id.ok_or(Error::Conflict)?;
    let invitation = invitations::find(tx, id).await?.ok_or(Error::NotFound)?;
    let expires_at = renewed_end(ctx, &membership, &invitation)?;
    if !by_hand {
        if invitations::declined_at(tx, principal.account_id, membership.user_id).await?.is_some() {
            return Err(Error::field(Field::Form, Fault::Declined));
        }
        check_address(app, ctx, tx, membership.id, false).await?;
    }
    check(app, ctx, tx, principal).await?;
    let person = users::find(tx, membership.user_id).await?.ok_or(Error::NotFound)?;
    check_domain_today(tx, principal.account_id, &person).await?;
    let mail = if by_hand { MailState::ByHand } else { MailState::Queued };
    if !invitations::reissue(tx, &invitation, token.hash(), expires_at, mail, principal.user_id, ctx.now)
        .await?
    {
        return Err(Error::Conflict);
    }
    outbox::drop_of_invitation(tx, id, ctx.now).await?;
    member_places::refresh(tx, membership.id).await?;
    crate::kill_point!("resend.renewed");
    let wait = Span::seconds(0);
    let issuing = Issuing { id, generation: invitation.generation + 1, by_hand, expires_at, wait };
    let account = principal.account_name.as_str();
    let link = issuing.hand_on(app, ctx, tx, principal, account, &person, membership.id, &token).await?;
    let (user_id, email) = (person.id, person.email);
    let issued = Issued { membership_id: membership.id, user_id, email, expires_at, link, can_undo: false };
    Ok((issued, by_hand, id))
}

/// Whether the account lets the address be invited as it is set today; said of the form as a whole, where no address is
/// typed.
async fn check_domain_today(tx: &mut Tx, account: AccountId, person: &UserRow) -> Result<(), Error> {
    let email = EmailAddress::parse(&person.email).map_err(|_| Error::internal("an address kept is none"))?;
    match super::settings::check_domain(tx, account, &email).await {
        Err(Error::Invalid(errors)) => Err(match errors.0.into_iter().next() {
            Some((_, fault)) => Error::field(Field::Form, fault),
            None => Error::internal("refused for nothing"),
        }),
        result => result,
    }
}

/// When a further link of an invitation ends.
///
/// # Errors
/// [`Fault::AccessOver`] for the form as a whole when the access would end before the link begins.
pub(super) fn renewed_end(
    ctx: &Ctx,
    membership: &MembershipRow,
    invitation: &Invitation,
) -> Result<Timestamp, Error> {
    if membership.access_ends_at.is_some_and(|end| end <= ctx.now) {
        return Err(Error::field(Field::Form, Fault::AccessOver));
    }
    Ok(link_end(ctx, invitation.lifetime, membership.access_ends_at))
}

/// A link about to be mailed or handed over.
pub(super) struct Issuing {
    /// Of which invitation.
    pub id: InvitationId,
    /// Which link of it.
    pub generation: i64,
    /// Whether it is handed over by copying.
    pub by_hand: bool,
    /// When it ends.
    pub expires_at: Timestamp,
    /// How long its mail waits.
    pub wait: Span,
}

impl Issuing {
    #[expect(clippy::too_many_arguments, reason = "each is loaded by the caller under the same transaction")]
    pub async fn hand_on(
        &self,
        app: &App,
        ctx: &Ctx,
        tx: &mut Tx,
        inviter: &Principal,
        account: &str,
        person: &UserRow,
        membership: MembershipId,
        token: &Token,
    ) -> Result<Option<String>, Error> {
        let (account_id, issuer) = (inviter.account_id, inviter.user_id);
        invitations::insert_link(tx, token.hash(), self.id, account_id, issuer, self.by_hand, ctx.now)
            .await?;
        if self.by_hand {
            return Ok(Some(app.config.public_url.link(&format!("/invitations/{}", token.reveal()))));
        }
        let row = members::find(tx, inviter.account_id, membership).await?.ok_or(Error::NotFound)?;
        let (role, access) = access_of(tx, inviter.account_id, membership).await?;
        let language = language_for(person, row.language);
        let detail = InvitationDetail {
            account: account.to_owned(),
            inviter_name: inviter.name.clone(),
            inviter_email: inviter.email.clone(),
            role,
            access,
            expires_at: self.expires_at,
            person_name: row.name,
            has_account: person.activated_at.is_some(),
            access_ends_at: row.access_ends_at,
            note: invite_terms::note_of(tx, self.id).await?,
            two_factor: doors::needed(tx, self.id, ctx.now).await?,
        };
        let to = (person.email.as_str(), language);
        let link = (account_id, self.id, self.generation);
        notices::queue_invitation(app, tx, link, to, &detail, token, (ctx.now, self.wait)).await?;
        Ok(None)
    }
}

/// The language of a mail to somebody. Who has joined anywhere has chosen one; until then the inviter's choice is all there
/// is.
pub(super) fn language_for(person: &UserRow, wanted: Language) -> Language {
    if person.activated_at.is_some() { person.language() } else { wanted }
}

/// The role of a membership and what it reaches.
pub(super) async fn access_of(
    tx: &mut Tx,
    account: AccountId,
    membership: MembershipId,
) -> Result<(AccountRole, Access), Error> {
    let row = members::find(tx, account, membership).await?.ok_or(Error::NotFound)?;
    let projects = members::project_roles(tx, membership).await?;
    let projects = projects.into_iter().map(|(_, name, role)| (name, role)).collect();
    Ok((row.role, Access::of(row.client_administrator, projects)))
}
