//! Everything about one membership, for its page; and what removing it would mean.

use super::{
    Ctx, Error,
    edit_form::Edit,
    member_actions::{Impossible, RowActions, possible},
    members::{Member, Seen, ids_of},
    sessions::{ABSOLUTE, IDLE},
    timeline::{self, Step},
};
use crate::{
    app::App,
    domain::{
        access::{Holder, ProjectAccess},
        ids::{AccountId, ApiTokenId, MembershipId, ProjectId, UserId},
        invitation::MailState,
        policy::{Action, Relation},
        role::{AccountRole, ProjectRole},
        time::Timestamp,
    },
    store::{
        Tx, accounts, api_tokens, doors, invitations, invitations::InvitationFacts as Facts, invite_terms,
        mail_pause, member_list, members, requirements, sessions, users,
    },
};

pub use crate::store::sessions::OpenSession;

/// Everything about one membership.
#[derive(Debug, Clone)]
pub struct Person {
    /// The row of the list.
    pub member: Member,
    /// What the membership gives in projects.
    pub holder: Holder,
    /// What the person may do in each project, by name, and why.
    pub access: Vec<(ProjectId, String, ProjectAccess)>,
    /// The role in each project, as it was given.
    pub project_roles: Vec<(ProjectId, ProjectRole)>,
    /// How it all stands, as the form in which it is changed would send it.
    pub form: Edit,
    /// The newest invitation.
    pub invitation: Option<InvitationFacts>,
    /// What happened to the invitations, oldest first.
    pub timeline: Vec<Step>,
    /// From when on the account requires a second factor.
    pub two_factor_from: Option<Timestamp>,
    /// When the access ends by itself.
    pub access_ends_at: Option<Timestamp>,
    /// When the person joined.
    pub joined_at: Option<Timestamp>,
    /// When the person was removed.
    pub removed_at: Option<Timestamp>,
    /// The person's tokens in this account that work.
    pub tokens: Vec<TokenFacts>,
    /// The person's browsers that are signed in to this account.
    pub sessions: Vec<OpenSession>,
    /// What can be done.
    pub actions: RowActions,
}

/// What there is to say about an invitation.
#[derive(Debug, Clone)]
pub struct InvitationFacts {
    /// Who made the newest link, by name or address.
    pub invited_by: String,
    /// When.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whether it was handed over by copying.
    pub by_hand: bool,
    /// What became of its mail.
    pub mail: MailState,
    /// What the mail server said last.
    pub mail_reason: String,
    /// When the mail is tried next.
    pub mail_next_at: Option<Timestamp>,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When the person said no; then it is taken back as well.
    pub declined_at: Option<Timestamp>,
    /// What the inviter said; may be empty.
    pub note: String,
    /// Whether nobody joins by it without a second factor.
    pub two_factor: bool,
}

/// A token that works.
#[derive(Debug, Clone)]
pub struct TokenFacts {
    /// Its number.
    pub id: ApiTokenId,
    /// Its name.
    pub name: String,
    /// What it may do at the most.
    pub role: AccountRole,
    /// When it ends; none for never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// What removing a person would mean.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Who.
    pub member: Member,
    /// Browsers that would be signed out.
    pub sessions: Vec<OpenSession>,
    /// Tokens that stand in the way.
    pub tokens: Vec<TokenFacts>,
    /// Projects in which nobody else has the role of project administrator.
    pub sole_project_administrator: Vec<String>,
    /// How many open invitations they have sent: those will need somebody else's approval.
    pub open_invitations_sent: i64,
    /// Why it is impossible.
    pub impossible: Option<Impossible>,
}

/// Everything about one membership of the account.
///
/// # Errors
/// [`Error::NotFound`] for a number that is none of this account's; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn person(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Person, Error> {
    let principal = ctx.may(Action::SeePerson, Relation::Other)?;
    let account = principal.account_id;
    let mut tx = app.db.read().await?;
    let member = row(app, &mut tx, ctx, account, id).await?;
    let times = members::times(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let named = members::project_roles(&mut tx, id).await?;
    let own: Vec<(ProjectId, ProjectRole)> =
        named.iter().map(|(project, _, role)| (*project, *role)).collect();
    let projects = accounts::projects(&mut tx, account).await?;
    let holder = member.holder();
    let access = holder.everywhere(ids_of(&projects), &own);
    let access =
        projects.into_iter().zip(access).map(|(project, (id, access))| (id, project.name, access)).collect();
    let membership = members::find(&mut tx, account, id).await?.ok_or(Error::NotFound)?;
    let invitation = match membership.invitation_id {
        Some(invitation) => {
            let terms = (
                invite_terms::note_of(&mut tx, invitation).await?,
                doors::required(&mut tx, invitation).await?,
            );
            match invitations::facts(&mut tx, invitation).await? {
                Some(facts) => Some(invitation_facts(&mut tx, facts, terms).await?),
                None => None,
            }
        }
        None => None,
    };
    let timeline = timeline::timeline(&mut tx, account, id, ctx.now).await?;
    let tokens = tokens(&mut tx, ctx, account, member.user_id).await?;
    let sessions = open_sessions(&mut tx, ctx, account, member.user_id).await?;
    let actions = possible(principal, &member, app.sends_mail());
    let form = Edit::in_force(&membership, &member.email, &named);
    Ok(Person {
        member,
        holder,
        access,
        project_roles: own,
        form,
        invitation,
        timeline,
        two_factor_from: requirements::from(&mut tx, account).await?,
        access_ends_at: membership.access_ends_at,
        joined_at: times.accepted_at,
        removed_at: times.removed_at,
        tokens,
        sessions,
        actions,
    })
}

/// What removing a person would mean.
///
/// # Errors
/// As [`person`].
pub async fn plan(app: &App, ctx: &Ctx, id: MembershipId) -> Result<Plan, Error> {
    let principal = ctx.may(Action::Remove, Relation::Other)?;
    let account = principal.account_id;
    let mut tx = app.db.read().await?;
    let member = row(app, &mut tx, ctx, account, id).await?;
    let sessions = open_sessions(&mut tx, ctx, account, member.user_id).await?;
    let tokens = tokens(&mut tx, ctx, account, member.user_id).await?;
    let sole_project_administrator = members::sole_project_administrator(&mut tx, id).await?;
    let open_invitations_sent = invitations::open_sent_by(&mut tx, account, member.user_id).await?;
    let impossible = possible(principal, &member, app.sends_mail()).remove;
    Ok(Plan { member, sessions, tokens, sole_project_administrator, open_invitations_sent, impossible })
}

/// Those of these who belong to the account, as the list shows them.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn several(app: &App, ctx: &Ctx, ids: &[MembershipId]) -> Result<Vec<Member>, Error> {
    let principal = ctx.may(Action::SeePeople, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let rows = member_list::rows(&mut tx, principal.account_id, ids).await?;
    let seen = Seen::at(ctx.now, app, mail_pause::find(&mut tx).await?.as_ref());
    rows.iter().map(|row| seen.member(row)).collect()
}

async fn row(
    app: &App,
    tx: &mut Tx,
    ctx: &Ctx,
    account: AccountId,
    id: MembershipId,
) -> Result<Member, Error> {
    let rows = member_list::rows(tx, account, &[id]).await?;
    let seen = Seen::at(ctx.now, app, mail_pause::find(tx).await?.as_ref());
    seen.member(rows.first().ok_or(Error::NotFound)?)
}

async fn invitation_facts(
    tx: &mut Tx,
    facts: Facts,
    (note, two_factor): (String, bool),
) -> Result<InvitationFacts, Error> {
    let inviter = users::find(tx, facts.inviter_id).await?;
    Ok(InvitationFacts {
        invited_by: inviter.map(|inviter| inviter.name_or_email().to_owned()).unwrap_or_default(),
        issued_at: facts.issued_at,
        expires_at: facts.expires_at,
        by_hand: facts.mail()? == MailState::ByHand,
        mail: facts.mail()?,
        mail_reason: facts.mail_reason,
        mail_next_at: facts.mail_next_at,
        accepted_at: facts.accepted_at,
        revoked_at: facts.revoked_at,
        declined_at: facts.declined_at,
        note,
        two_factor,
    })
}

async fn tokens(tx: &mut Tx, ctx: &Ctx, account: AccountId, user: UserId) -> Result<Vec<TokenFacts>, Error> {
    let live = api_tokens::live_of_issuer(tx, account, user, ctx.now).await?;
    live.into_iter()
        .map(|token| {
            let role = token.role()?;
            let (id, name, expires_at) = (token.id, token.name, token.expires_at);
            Ok(TokenFacts { id, name, role, expires_at, last_used_at: token.last_used_at })
        })
        .collect()
}

async fn open_sessions(
    tx: &mut Tx,
    ctx: &Ctx,
    account: AccountId,
    user: UserId,
) -> Result<Vec<OpenSession>, Error> {
    Ok(sessions::live_in_account(tx, user, account, ctx.now - IDLE, ctx.now - ABSOLUTE).await?)
}
