//! Inviting people, and letting them in.

use super::{Ctx, Error, Principal, notices, notices::InvitationDetail};
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry},
        email::{EmailAddress, masked},
        field::{Fault, Field, FieldErrors},
        ids::{AccountId, InvitationId, MembershipId, ProjectId, UserId},
        invitation::MailState,
        language::Language,
        member::MembershipState,
        name::Name,
        role::AccountRole,
        scope::{Access, Scope},
        search,
        secret::Token,
        time::{Span, Timestamp},
    },
    store::{
        Tx, accounts,
        accounts::ProjectRow,
        invitations::{self, NewInvitation},
        members::{self, NewMembership},
        outbox,
        users::{self, NewUser, UserRow},
    },
};
use std::collections::BTreeMap;

/// How long after a link was made the next one may be mailed.
pub const COOLDOWN: Span = Span::seconds(60);

/// What the invite form sends: untrusted text, parsed in [`invite`].
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
}

/// What the invite form offers.
#[derive(Debug, Clone)]
pub struct Offering {
    /// The account's projects, by name.
    pub projects: Vec<ProjectRow>,
    /// The highest role that may be given.
    pub own_role: AccountRole,
}

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

/// What the invite form offers to the signed-in administrator.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn offering(app: &App, ctx: &Ctx) -> Result<Offering, Error> {
    let principal = ctx.manager()?;
    let mut tx = app.db.read().await?;
    let projects = accounts::projects(&mut tx, principal.account_id).await?;
    Ok(Offering { projects, own_role: principal.role })
}

/// Invites one person: user, membership, invitation, audit row and mail in one transaction. Without mail the link comes
/// back to be handed over.
///
/// # Errors
/// [`Error::Invalid`] with every fault at once; [`Error::TooMany`]; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn invite(app: &App, ctx: &Ctx, form: &Invite) -> Result<Issued, Error> {
    let principal = ctx.manager()?;
    let known: Vec<ProjectId> = offering(app, ctx).await?.projects.iter().map(|project| project.id).collect();
    let wanted = Wanted::parse(form, principal, ctx.language, &known)?;
    let token = app.new_token();
    let expires_at = ctx.now + app.config.invite_ttl;

    let mut tx = app.db.write().await?;
    let account = accounts::lock(&mut tx, principal.account_id).await?.ok_or(Error::NotFound)?;
    check_limits(app, ctx, &mut tx, principal).await?;
    let person = find_or_add_person(app, ctx, &mut tx, &wanted).await?;
    let membership_id = add_membership(ctx, &mut tx, principal.account_id, &person, &wanted).await?;
    let new = NewInvitation {
        account_id: principal.account_id,
        membership_id,
        user_id: person.id,
        inviter_id: principal.user_id,
        token_hash: token.hash(),
        expires_at,
        mail: if app.sends_mail() { MailState::Queued } else { MailState::ByHand },
    };
    let already = || Error::field(Field::Email, Fault::AlreadyInvited);
    let id = invitations::insert(&mut tx, &new, ctx.now).await?.ok_or_else(already)?;
    members::set_invitation(&mut tx, membership_id, id).await?;
    let issuing = Issuing { id, generation: 1, by_hand: !app.sends_mail(), expires_at };
    let link =
        issuing.hand_on(app, ctx, &mut tx, principal, &account.name, &person, membership_id, &token).await?;
    let entry = Entry {
        account_id: Some(principal.account_id),
        actor_id: Some(principal.user_id),
        action: Action::InvitationCreated,
        subject: format!("membership:{membership_id}"),
        detail: serde_json::json!({
            "invitation": id.0, "to": masked(&person.email), "role": wanted.role.name(), "by_hand": issuing.by_hand,
        }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(Issued { membership_id, user_id: person.id, email: person.email, expires_at, link })
}

/// Makes a new link for an open or expired invitation and ends the older ones: mailed, or handed over by copying.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when there is nothing to accept any more; [`Error::TooMany`] while cooling
/// down; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn reissue(app: &App, ctx: &Ctx, membership: MembershipId, by_hand: bool) -> Result<Issued, Error> {
    let principal = ctx.manager()?;
    let by_hand = by_hand || !app.sends_mail();
    let token = app.new_token();
    let expires_at = ctx.now + app.config.invite_ttl;

    let mut tx = app.db.write().await?;
    let account = accounts::lock(&mut tx, principal.account_id).await?.ok_or(Error::NotFound)?;
    let membership =
        members::find(&mut tx, principal.account_id, membership).await?.ok_or(Error::NotFound)?;
    if membership.state != MembershipState::Pending {
        return Err(Error::Conflict);
    }
    if !principal.role.may_grant(membership.role) {
        return Err(Error::Forbidden);
    }
    let id = membership.invitation_id.ok_or(Error::Conflict)?;
    let invitation = invitations::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !by_hand {
        let issued_at = invitations::last_issued(&mut tx, id).await?.unwrap_or(ctx.now);
        let left = issued_at + COOLDOWN - ctx.now;
        if left.as_micros() > 0 {
            return Err(Error::TooMany(left));
        }
    }
    check_limits(app, ctx, &mut tx, principal).await?;
    let person = users::find(&mut tx, membership.user_id).await?.ok_or(Error::NotFound)?;
    let mail = if by_hand { MailState::ByHand } else { MailState::Queued };
    if !invitations::reissue(&mut tx, &invitation, token.hash(), expires_at, mail, principal.user_id, ctx.now)
        .await?
    {
        return Err(Error::Conflict);
    }
    outbox::drop_of_invitation(&mut tx, id, ctx.now).await?;
    let issuing = Issuing { id, generation: invitation.generation + 1, by_hand, expires_at };
    let link =
        issuing.hand_on(app, ctx, &mut tx, principal, &account.name, &person, membership.id, &token).await?;
    let entry = Entry {
        account_id: Some(principal.account_id),
        actor_id: Some(principal.user_id),
        action: Action::InvitationReissued,
        subject: format!("membership:{}", membership.id),
        detail: serde_json::json!({ "invitation": id.0, "by_hand": by_hand }),
    };
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(Issued { membership_id: membership.id, user_id: person.id, email: person.email, expires_at, link })
}

/// The invite form, understood.
struct Wanted {
    email: EmailAddress,
    name: String,
    language: Language,
    role: AccountRole,
    scope: Scope,
}

impl Wanted {
    fn parse(
        form: &Invite,
        inviter: &Principal,
        inviter_s_language: Language,
        known: &[ProjectId],
    ) -> Result<Self, Error> {
        let mut errors = FieldErrors::default();
        let email = errors.keep(Field::Email, EmailAddress::parse(&form.email));
        let name = errors.keep(Field::Name, Name::parse_optional(&form.name));
        let language = match form.language.as_str() {
            "" => Some(inviter_s_language),
            code => errors.keep(Field::Language, Language::from_code(code).ok_or(Fault::NotAChoice)),
        };
        let grantable = |role: AccountRole| {
            if inviter.role.may_grant(role) { Ok(role) } else { Err(Fault::AboveOwnRank) }
        };
        let role = errors.keep(Field::Role, AccountRole::parse(&form.role).and_then(grantable));
        let scope = Scope::parse(&form.scope, &form.client_role, &form.projects, known, &mut errors);
        match (email, name, language, role, scope) {
            (Some(email), Some(name), Some(language), Some(role), Some(scope)) => {
                let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
                Ok(Self { email, name, language, role, scope })
            }
            _ => Err(Error::Invalid(errors)),
        }
    }
}

async fn find_or_add_person(app: &App, ctx: &Ctx, tx: &mut Tx, wanted: &Wanted) -> Result<UserRow, Error> {
    let new = NewUser {
        uuid: app.new_uuid(ctx.now),
        email: &wanted.email,
        name: &wanted.name,
        language: wanted.language,
        password_hash: None,
        is_operator: false,
        activated_at: None,
    };
    users::insert(tx, &new, ctx.now).await?;
    let person = users::find_by_email(tx, &wanted.email).await?;
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
        role: wanted.role,
        client_administrator: wanted.scope.is_client_administrator(),
        state: MembershipState::Pending,
        sort_key: &search::fold(person.name_or_email()),
    };
    let Some(id) = members::insert(tx, &new, ctx.now).await? else {
        let there = members::find_by_user(tx, account, person.id).await?.map(|membership| membership.state);
        let fault = match there {
            Some(MembershipState::Pending) => Fault::AlreadyInvited,
            Some(MembershipState::Active) => Fault::AlreadyHere,
            Some(MembershipState::Removed) | None => Fault::CannotBeAdded,
        };
        return Err(Error::field(Field::Email, fault));
    };
    for (project, role) in wanted.scope.project_roles() {
        members::insert_project_role(tx, id, project, role).await?;
    }
    let words = search::words_of(&person.name, wanted.email.key(), person.id.0);
    members::set_words(tx, account, id, &words).await?;
    accounts::add_members(tx, account, 1).await?;
    Ok(id)
}

/// Counted while the account is held, so that two at once cannot both be the last allowed.
async fn check_limits(app: &App, ctx: &Ctx, tx: &mut Tx, inviter: &Principal) -> Result<(), Error> {
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
struct Issuing {
    id: InvitationId,
    generation: i64,
    by_hand: bool,
    expires_at: Timestamp,
}

impl Issuing {
    #[expect(clippy::too_many_arguments, reason = "each is loaded by the caller under the same transaction")]
    async fn hand_on(
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
        invitations::insert_link(tx, token.hash(), self.id, account_id, issuer, ctx.now).await?;
        if self.by_hand {
            return Ok(Some(app.config.public_url.link(&format!("/invitations/{}", token.reveal()))));
        }
        let (role, access) = access_of(tx, inviter.account_id, membership).await?;
        let detail = InvitationDetail {
            account: account.to_owned(),
            inviter_name: inviter.name.clone(),
            inviter_email: inviter.email.clone(),
            role,
            access,
            expires_at: self.expires_at,
            person_name: person.name.clone(),
        };
        notices::queue_invitation(app, tx, (self.id, self.generation), person, &detail, token, ctx.now)
            .await?;
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
