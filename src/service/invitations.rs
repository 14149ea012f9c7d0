//! Inviting people, and letting them in.

use super::{
    Ctx, Error, Principal,
    invite_form::Wanted,
    member_actions::hold_account,
    members::ids_of,
    notices::{self, InvitationDetail},
};
use crate::{
    app::App,
    domain::{
        audit::{self, Entry},
        email::{EmailAddress, masked},
        field::{Fault, Field},
        ids::{AccountId, InvitationId, MembershipId, UserId},
        invitation::MailState,
        language::Language,
        member::MembershipState,
        policy::{Action, Relation},
        role::AccountRole,
        scope::Access,
        secret::Token,
        time::{Span, Timestamp},
    },
    store::{
        Tx,
        invitations::{self, NewInvitation},
        member_places,
        members::{self, NewMembership},
        outbox,
        users::{self, NewUser, UserRow},
    },
};

pub use super::invite_form::{AddressLine, Former, Invite, Offering, Preview, former, offering, preview};

/// How long after a link was made the next one may be mailed.
pub const COOLDOWN: Span = Span::seconds(60);

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
}

/// Invites one person: user, membership, invitation, audit row and mail in one transaction. Without mail the link comes
/// back to be handed over.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once; [`Error::TooMany`]; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn invite(app: &App, ctx: &Ctx, form: &Invite) -> Result<Issued, Error> {
    let principal = ctx.may(Action::Invite, Relation::Account)?;
    let known = ids_of(&offering(app, ctx).await?.projects);
    let wanted = Wanted::parse(form, principal, ctx.language, &known)?;
    let token = app.new_token();
    let expires_at = ctx.now + app.config.invite_ttl;

    let mut tx = app.db.write().await?;
    let account = hold_account(&mut tx, principal).await?;
    crate::kill_point!("invite.begun");
    super::projects::check_in_use(&mut tx, principal.account_id, &wanted.scope).await?;
    super::settings::check_domain(&mut tx, principal.account_id, &wanted.email).await?;
    check_limits(app, ctx, &mut tx, principal).await?;
    let person = find_or_add_person(app, ctx, &mut tx, &wanted.email, wanted.language).await?;
    let membership_id = add_membership(ctx, &mut tx, principal.account_id, &person, &wanted).await?;
    let new = NewInvitation {
        account_id: principal.account_id,
        membership_id,
        user_id: person.id,
        inviter_id: principal.user_id,
        token_hash: token.hash(),
        expires_at,
        lifetime: app.config.invite_ttl,
        mail: if app.sends_mail() { MailState::Queued } else { MailState::ByHand },
    };
    let already = || Error::field(Field::Email, Fault::AlreadyInvited);
    let id = invitations::insert(&mut tx, &new, ctx.now).await?.ok_or_else(already)?;
    members::set_invitation(&mut tx, membership_id, id).await?;
    member_places::refresh(&mut tx, membership_id).await?;
    member_places::set_project_roles(&mut tx, membership_id, &wanted.scope.project_roles()).await?;
    crate::kill_point!("invite.saved");
    let issuing = Issuing { id, generation: 1, by_hand: !app.sends_mail(), expires_at };
    let link =
        issuing.hand_on(app, ctx, &mut tx, principal, &account.name, &person, membership_id, &token).await?;
    let entry = Entry {
        account_id: Some(principal.account_id),
        actor_id: Some(principal.user_id),
        action: audit::Action::InvitationCreated,
        subject: format!("membership:{membership_id}"),
        detail: serde_json::json!({
            "invitation": id.0, "to": masked(&person.email), "role": wanted.role.name(), "by_hand": issuing.by_hand,
        }),
    };
    crate::kill_point!("invite.queued");
    tx.commit(&entry, &ctx.origin()).await?;
    crate::kill_point!("invite.committed");
    app.mail_queued.notify_one();
    Ok(Issued { membership_id, user_id: person.id, email: person.email, expires_at, link })
}

/// Makes a new link for an open or expired invitation and ends the older ones: mailed, or handed over by copying.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when there is nothing to accept any more; [`Error::TooMany`] while cooling
/// down; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn reissue(app: &App, ctx: &Ctx, membership: MembershipId, by_hand: bool) -> Result<Issued, Error> {
    let principal = ctx.may(Action::ManageInvitation, Relation::Other)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal).await?;
    let (issued, by_hand, id) = new_link(app, ctx, &mut tx, principal, membership, by_hand).await?;
    let entry = Entry {
        account_id: Some(principal.account_id),
        actor_id: Some(principal.user_id),
        action: audit::Action::InvitationReissued,
        subject: format!("membership:{membership}"),
        detail: serde_json::json!({ "invitation": id.0, "by_hand": by_hand }),
    };
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
    let id = membership.invitation_id.ok_or(Error::Conflict)?;
    let invitation = invitations::find(tx, id).await?.ok_or(Error::NotFound)?;
    if !by_hand {
        let issued_at = invitations::last_issued(tx, id).await?.unwrap_or(ctx.now);
        let left = issued_at + COOLDOWN - ctx.now;
        if left.as_micros() > 0 {
            return Err(Error::TooMany(left));
        }
    }
    check_limits(app, ctx, tx, principal).await?;
    let person = users::find(tx, membership.user_id).await?.ok_or(Error::NotFound)?;
    if !by_hand {
        check_resends(app, ctx, tx, person.id).await?;
    }
    let mail = if by_hand { MailState::ByHand } else { MailState::Queued };
    let expires_at = ctx.now + invitation.lifetime;
    if !invitations::reissue(tx, &invitation, token.hash(), expires_at, mail, principal.user_id, ctx.now)
        .await?
    {
        return Err(Error::Conflict);
    }
    outbox::drop_of_invitation(tx, id, ctx.now).await?;
    member_places::refresh(tx, membership.id).await?;
    crate::kill_point!("resend.renewed");
    let issuing = Issuing { id, generation: invitation.generation + 1, by_hand, expires_at };
    let account = principal.account_name.as_str();
    let link = issuing.hand_on(app, ctx, tx, principal, account, &person, membership.id, &token).await?;
    let issued =
        Issued { membership_id: membership.id, user_id: person.id, email: person.email, expires_at, link };
    Ok((issued, by_hand, id))
}

/// No address is mailed further links more often than the setting says in a day, whichever accounts invite it.
pub(super) async fn check_resends(app: &App, ctx: &Ctx, tx: &mut Tx, person: UserId) -> Result<(), Error> {
    let (day, most) = (Span::hours(24), i64::from(app.config.resends_per_address));
    if most > 0
        && let Some(at) = invitations::nth_resent_to(tx, person, ctx.now - day, most).await?
    {
        return Err(Error::TooMany(at + day - ctx.now));
    }
    Ok(())
}

pub(super) async fn find_or_add_person(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    email: &EmailAddress,
    language: Language,
) -> Result<UserRow, Error> {
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
    let person = users::find_by_email(tx, email).await?;
    let person = person.ok_or_else(|| Error::internal("a person neither added nor found"))?;
    if person.blocked_at.is_some() {
        return Err(Error::field(Field::Email, Fault::CannotBeAdded));
    }
    Ok(person)
}

async fn add_membership(
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
        language: wanted.language,
        role: wanted.role,
        client_administrator: wanted.scope.is_client_administrator(),
        state: MembershipState::Pending,
    };
    if let Some(id) = members::insert(tx, &new, ctx.now).await? {
        return Ok(id);
    }
    let there = members::find_by_user(tx, account, person.id).await?.ok_or(Error::Conflict)?;
    let fault = match there.state {
        MembershipState::Pending => Fault::AlreadyInvited,
        MembershipState::Active => Fault::AlreadyHere,
        MembershipState::Removed if members::revive(tx, there.id, &new).await? => {
            // What somebody had before, in archived projects too, is not offered anew by itself.
            member_places::set_project_roles(tx, there.id, &[]).await?;
            return Ok(there.id);
        }
        MembershipState::Removed => Fault::CannotBeAdded,
    };
    Err(Error::field(Field::Email, fault))
}

/// Counted while the account is held, so that two at once cannot both be the last allowed.
pub(super) async fn check_limits(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    inviter: &Principal,
) -> Result<(), Error> {
    let (hour, day) = (Span::hours(1), Span::hours(24));
    let hourly = i64::from(app.config.invites_per_hour);
    if hourly > 0
        && let Some(at) = invitations::nth_newest_by(tx, inviter.user_id, ctx.now - hour, hourly).await?
    {
        return Err(Error::TooMany(at + hour - ctx.now));
    }
    let daily = i64::from(app.config.invites_per_day);
    if daily > 0
        && let Some(at) = invitations::nth_newest_in(tx, inviter.account_id, ctx.now - day, daily).await?
    {
        return Err(Error::TooMany(at + day - ctx.now));
    }
    Ok(())
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
        // Somebody who has joined anywhere has chosen a language; until then the inviter's choice is all there is.
        let language = if person.activated_at.is_some() { person.language() } else { row.language };
        let detail = InvitationDetail {
            account: account.to_owned(),
            inviter_name: inviter.name.clone(),
            inviter_email: inviter.email.clone(),
            role,
            access,
            expires_at: self.expires_at,
            person_name: row.name,
            has_account: person.activated_at.is_some(),
        };
        let to = (person.email.as_str(), language);
        let link = (account_id, self.id, self.generation);
        notices::queue_invitation(app, tx, link, to, &detail, token, ctx.now).await?;
        Ok(None)
    }
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
