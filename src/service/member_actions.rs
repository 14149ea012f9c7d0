//! What administrators do to one person of the account. Every change is in force at that person's next request: sessions
//! are looked up together with the membership they stand for.

use super::{Ctx, Error, Principal, Via, acceptance::may_invite, members::Member, renewal, step_up};
use crate::{
    app::App,
    domain::{
        audit,
        facet::Facet,
        field::{Fault, Field},
        ids::{AccountId, ApiTokenId, MembershipId, UserId},
        member::{MembershipState, Standing},
        policy::{Action, Relation, Verdict},
        role::AccountRole,
        time::{Span, Timestamp},
    },
    store::{
        Tx, WriteTx,
        accounts::{self, AccountRow},
        api_tokens, invitations, member_places, members,
        members::MembershipRow,
        outbox, sessions,
        users::{self, UserRow},
    },
};
use serde_json::json;

/// Who was changed.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The membership.
    pub id: MembershipId,
    /// The person.
    pub user_id: UserId,
    /// What the account calls the person, or the address.
    pub name_or_email: String,
}

/// Why an action on a person is impossible just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// The invitation is accepted.
    Accepted,
    /// Nothing is accepted yet.
    NotAccepted,
    /// The person no longer belongs to the account.
    Removed,
    /// The person is suspended.
    Suspended,
    /// The person is not suspended.
    NotSuspended,
    /// Somebody else has to do it.
    Oneself,
    /// Another role may.
    NotThisRole,
    /// The invitation does not wait for anybody.
    NotWaiting,
    /// Mail is not set up.
    NoMail,
    /// There is no second factor to take away.
    NoTwoFactor,
    /// The second factor guards more than this account: operators alone take it away.
    GuardsMore,
    /// A link was made just now; again after so long.
    Cooling(Span),
}

/// For each action on a person why it is impossible; none where it is possible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowActions {
    /// Stand for an invitation that waits for it.
    pub approve: Option<Impossible>,
    /// Mail a new link.
    pub resend: Option<Impossible>,
    /// Make a link to hand over.
    pub copy_link: Option<Impossible>,
    /// Edit.
    pub edit: Option<Impossible>,
    /// Take the second factor away.
    pub reset_two_factor: Option<Impossible>,
    /// End all sessions.
    pub sign_out: Option<Impossible>,
    /// Shut out.
    pub suspend: Option<Impossible>,
    /// Let in again.
    pub restore: Option<Impossible>,
    /// Take the invitation back.
    pub revoke: Option<Impossible>,
    /// Take out of the account.
    pub remove: Option<Impossible>,
}

/// What can be done with a person of the list.
pub fn possible(principal: &Principal, member: &Member, sends_mail: bool) -> RowActions {
    let relation = principal.relation_to(member.user_id);
    let allowed = |action: Action| match principal.verdict(action, relation) {
        Verdict::Allowed => None,
        Verdict::NotOneself => Some(Impossible::Oneself),
        Verdict::NotThisRole if relation == Relation::Oneself => Some(Impossible::Oneself),
        Verdict::NotThisRole => Some(Impossible::NotThisRole),
    };
    let removed = (member.state == MembershipState::Removed).then_some(Impossible::Removed);
    let pending = match member.state {
        MembershipState::Pending => None,
        MembershipState::Active => Some(Impossible::Accepted),
        MembershipState::Removed => Some(Impossible::Removed),
    };
    let active = match member.state {
        MembershipState::Active => None,
        MembershipState::Pending => Some(Impossible::NotAccepted),
        MembershipState::Removed => Some(Impossible::Removed),
    };
    let is_suspended = member.suspended();
    let in_force = active.or(is_suspended.then_some(Impossible::Suspended));
    let mail = (!sends_mail).then_some(Impossible::NoMail);
    let cooling = member.cooldown.map(Impossible::Cooling);
    let waiting = (member.status.standing() != Standing::Waiting).then_some(Impossible::NotWaiting);
    RowActions {
        approve: pending.or(waiting).or(allowed(Action::ManageInvitation)),
        resend: pending.or(allowed(Action::ManageInvitation)).or(mail).or(cooling),
        copy_link: pending.or(allowed(Action::ManageInvitation)),
        edit: removed.or(allowed(Action::EditPerson)),
        reset_two_factor: active
            .or((!member.two_factor).then_some(Impossible::NoTwoFactor))
            .or(allowed(Action::ResetTwoFactor))
            .or((member.guards_more && !principal.is_operator).then_some(Impossible::GuardsMore)),
        sign_out: in_force.or(allowed(Action::SignOutPerson)),
        suspend: in_force.or(allowed(Action::Suspend)),
        restore: active.or((!is_suspended).then_some(Impossible::NotSuspended)).or(allowed(Action::Suspend)),
        revoke: pending.or(allowed(Action::ManageInvitation)),
        remove: removed.or(allowed(Action::Remove)),
    }
}

/// Holds the account of whoever acts, and looks again whether they still may: what was taken away while their request was
/// under way is gone.
///
/// # Errors
/// [`Error::Forbidden`] when membership or role are no longer what the request began with, or the person is shut out of the
/// installation; [`Error::NotFound`].
pub(super) async fn hold_account(
    tx: &mut Tx,
    principal: &Principal,
    now: Timestamp,
) -> Result<AccountRow, Error> {
    let account = accounts::lock(tx, principal.account_id).await?.ok_or(Error::NotFound)?;
    still_may(tx, principal, now).await?;
    Ok(account)
}

/// Looks again whether membership and role are what the request began with, and nobody has shut the person out.
///
/// # Errors
/// [`Error::Forbidden`] when they are not.
pub(super) async fn still_may(tx: &mut Tx, principal: &Principal, now: Timestamp) -> Result<(), Error> {
    let own = members::find(tx, principal.account_id, principal.membership_id).await?;
    let person = users::find(tx, principal.user_id).await?;
    let is_blocked = person.is_none_or(|person| person.blocked_at.is_some());
    let still = |own: AccountRole| match principal.via {
        // A token may do less than its person.
        Via::Token(_) => own.may_grant(principal.role),
        Via::Session { .. } | Via::Nothing => own == principal.role,
    };
    if !is_blocked && own.is_some_and(|own| own.is_in_force(now) && still(own.role)) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// A person of the account about to be changed: the account is held, the table allows it.
pub(super) struct Target<'a> {
    /// Who acts.
    pub principal: &'a Principal,
    /// The account's name.
    pub account: String,
    /// The membership as it is.
    pub membership: MembershipRow,
    /// The person.
    pub person: UserRow,
}

impl<'a> Target<'a> {
    /// Holds the account and finds the membership in it.
    ///
    /// # Errors
    /// [`Error::SignedOut`]; [`Error::Forbidden`]; [`Error::NotFound`] for a number that is none of this account's; a
    /// fault when somebody else has to do it.
    pub async fn hold(
        tx: &mut Tx,
        ctx: &'a Ctx,
        action: Action,
        id: MembershipId,
    ) -> Result<Target<'a>, Error> {
        // Who may do nothing of the kind learns nothing about numbers.
        let principal = ctx.may(action, Relation::Other)?;
        let account = hold_account(tx, principal, ctx.now).await?;
        let membership = members::find(tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
        let person = users::find(tx, membership.user_id).await?.ok_or(Error::NotFound)?;
        match principal.verdict(action, principal.relation_to(person.id)) {
            Verdict::Allowed => Ok(Self { principal, account: account.name, membership, person }),
            Verdict::NotOneself | Verdict::NotThisRole => Err(Error::field(Field::Form, Fault::NotOneself)),
        }
    }

    /// What the account calls the person, or the address.
    pub fn name_or_email(&self) -> String {
        let name = &self.membership.name;
        if name.is_empty() { self.person.email.clone() } else { name.clone() }
    }

    /// Who that is.
    pub fn changed(&self) -> Changed {
        Changed { id: self.membership.id, user_id: self.person.id, name_or_email: self.name_or_email() }
    }

    /// Refuses what would leave the account without an administrator who can sign in. The account is held, so of two
    /// administrators who remove each other one comes second and finds this.
    ///
    /// # Errors
    /// [`Fault::LastAdministrator`] for the form as a whole, or when the database fails.
    pub async fn keep_an_administrator(&self, tx: &mut Tx) -> Result<(), Error> {
        let membership = &self.membership;
        // The access of administrators has no end, so the moment does not matter.
        if membership.role != AccountRole::Administrators
            || !membership.is_in_force(Timestamp::from_micros(0))
        {
            return Ok(());
        }
        let facets = Facet::range(Standing::Active, AccountRole::Administrators);
        if members::is_another(tx, membership.account_id, membership.id, facets).await? {
            Ok(())
        } else {
            Err(Error::field(Field::Form, Fault::LastAdministrator))
        }
    }

    /// Works out anew where the person stands, writes the entry and makes everything last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(
        &self,
        mut tx: WriteTx,
        ctx: &Ctx,
        action: audit::Action,
        detail: serde_json::Value,
    ) -> Result<Changed, Error> {
        member_places::refresh(&mut tx, self.membership.id).await?;
        let entry = self.principal.entry(action, format!("membership:{}", self.membership.id), detail);
        tx.commit(&entry, &ctx.origin()).await?;
        Ok(self.changed())
    }
}

/// Shuts a person out of the account and ends their sessions in it.
///
/// # Errors
/// As for every action here: [`Error::SignedOut`]; [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] when the
/// person's state does not allow it any more; [`Error::Invalid`] with [`Fault::NotOneself`] or
/// [`Fault::LastAdministrator`] for the form as a whole.
pub async fn suspend(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Changed, Error> {
    let mut tx = app.db.write().await?;
    let target = Target::hold(&mut tx, ctx, Action::Suspend, id).await?;
    target.keep_an_administrator(&mut tx).await?;
    renewal::lose(&mut tx, target.membership.account_id, target.person.id, ctx.now).await?;
    if !members::suspend(&mut tx, id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let ended = end_sessions(&mut tx, ctx, &target).await?;
    target.commit(tx, ctx, audit::Action::MemberSuspended, json!({ "sessions": ended })).await
}

/// Lets a suspended person in again; they sign in anew.
///
/// # Errors
/// As [`suspend`], and [`Error::StepUp`] for an administrator.
pub async fn restore(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Changed, Error> {
    let mut tx = app.db.write().await?;
    let target = Target::hold(&mut tx, ctx, Action::Suspend, id).await?;
    let granted = (target.membership.role, target.membership.client_administrator);
    step_up::require_to_grant(app, target.principal, granted, ctx.now)?;
    if !members::restore(&mut tx, id).await? {
        return Err(Error::Conflict);
    }
    if may_invite(target.membership.role) {
        renewal::regain(&mut tx, target.membership.account_id, target.person.id).await?;
    }
    target.commit(tx, ctx, audit::Action::MemberRestored, json!({})).await
}

/// Ends a person's sessions in the account, and says how many there were.
///
/// # Errors
/// As [`suspend`].
pub async fn sign_out(app: &App, ctx: &Ctx, id: MembershipId) -> Result<(Changed, usize), Error> {
    let mut tx = app.db.write().await?;
    let target = Target::hold(&mut tx, ctx, Action::SignOutPerson, id).await?;
    if !target.membership.is_in_force(ctx.now) {
        return Err(Error::Conflict);
    }
    let ended = end_sessions(&mut tx, ctx, &target).await?;
    let changed =
        target.commit(tx, ctx, audit::Action::MemberSignedOut, json!({ "sessions": ended })).await?;
    Ok((changed, ended))
}

/// Takes an open invitation back: its link is dead, and a mail that still waits is not sent.
///
/// # Errors
/// As [`suspend`].
pub async fn revoke(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Changed, Error> {
    let mut tx = app.db.write().await?;
    let target = Target::hold(&mut tx, ctx, Action::ManageInvitation, id).await?;
    if target.membership.state != MembershipState::Pending {
        return Err(Error::Conflict);
    }
    end_invitation(&mut tx, ctx, &target.membership).await?;
    if !members::remove(&mut tx, id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    target.commit(tx, ctx, audit::Action::InvitationRevoked, json!({})).await
}

/// Takes a person out of the account: sessions end, an open invitation is taken back. With working tokens the person stays,
/// unless `with_tokens` says to delete these too. The row stays, for tokens and the audit log.
///
/// # Errors
/// As [`suspend`], [`Error::StepUp`], and [`Fault::ActiveTokens`].
pub async fn remove(app: &App, ctx: &Ctx, id: MembershipId, with_tokens: bool) -> Result<Changed, Error> {
    let mut tx = app.db.write().await?;
    let target = Target::hold(&mut tx, ctx, Action::Remove, id).await?;
    step_up::require(app, ctx)?;
    target.keep_an_administrator(&mut tx).await?;
    let (account, user) = (target.membership.account_id, target.person.id);
    let tokens = delete_tokens(&mut tx, ctx, account, user, with_tokens).await?;
    if target.membership.state == MembershipState::Pending {
        end_invitation(&mut tx, ctx, &target.membership).await?;
    }
    renewal::lose(&mut tx, account, user, ctx.now).await?;
    if !members::remove(&mut tx, id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let ended = end_sessions(&mut tx, ctx, &target).await?;
    let tokens: Vec<i64> = tokens.into_iter().map(|token| token.0).collect();
    let detail = json!({ "sessions": ended, "tokens": tokens });
    target.commit(tx, ctx, audit::Action::MemberRemoved, detail).await
}

async fn delete_tokens(
    tx: &mut Tx,
    ctx: &Ctx,
    account: AccountId,
    user: UserId,
    with_tokens: bool,
) -> Result<Vec<ApiTokenId>, Error> {
    if with_tokens {
        return Ok(api_tokens::delete_of_issuer(tx, account, user, ctx.now).await?);
    }
    if api_tokens::live_of_issuer(tx, account, user, ctx.now).await?.is_empty() {
        Ok(Vec::new())
    } else {
        Err(Error::field(Field::Form, Fault::ActiveTokens))
    }
}

async fn end_sessions(tx: &mut Tx, ctx: &Ctx, target: &Target<'_>) -> Result<usize, Error> {
    Ok(sessions::revoke_in_account(tx, target.person.id, target.membership.account_id, ctx.now).await?)
}

async fn end_invitation(tx: &mut Tx, ctx: &Ctx, membership: &MembershipRow) -> Result<(), Error> {
    if let Some(invitation) = membership.invitation_id {
        invitations::revoke(tx, invitation, ctx.now).await?;
        outbox::drop_of_invitation(tx, invitation, ctx.now).await?;
    }
    Ok(())
}
