//! Rights in projects and over the whole client, one by one, as the first JSON API gives, changes and takes them. They are the
//! very rights that the panel shows and changes, by the same rules; here each has a number.
//!
//! A form gives somebody either the whole client or roles in projects, so a right that would not go together with those somebody
//! has is refused: nobody's rights are taken away by giving them another.

use super::{Ctx, Error, account_users, member_actions::Target, member_edit::describe, step_up};
use crate::{
    app::App,
    domain::{
        audit,
        field::{Fault, Field},
        ids::{AssignmentId, MembershipId, ProjectId, UserId},
        invite_terms::may_end,
        member::MembershipState,
        policy::{Action, Relation},
        role::ProjectRole,
        time::Timestamp,
    },
    store::{
        Tx,
        assignments::{self, AssignmentRow, Filter},
        member_places, members, projects,
    },
};
use serde_json::json;

/// What somebody is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// `ClientAdministrator`: every project there is and will be.
    Client,
    /// A role in one project.
    Project(ProjectId, ProjectRole),
}

impl Right {
    /// In which project; none for the whole client.
    pub const fn project(self) -> Option<ProjectId> {
        match self {
            Self::Client => None,
            Self::Project(project, _) => Some(project),
        }
    }
}

/// A right that somebody has.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// Its number.
    pub id: AssignmentId,
    /// Whose.
    pub user_id: UserId,
    /// What it gives.
    pub right: Right,
    /// Who gave it, if that is known.
    pub assigned_by: Option<UserId>,
    /// When it was given.
    pub created_at: Timestamp,
    /// When its role was last changed.
    pub updated_at: Option<Timestamp>,
    membership_id: MembershipId,
}

/// Why somebody cannot be given a right beside those they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// They have another role in the project.
    OtherRole(ProjectRole),
    /// They administer every project already.
    WholeClient,
    /// They have roles in projects.
    Projects,
}

/// Which rights are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Whose.
    pub user: Option<UserId>,
    /// In which project.
    pub project: Option<ProjectId>,
    /// How many, and behind how many.
    pub page: (i64, i64),
}

/// Lists rights in the order of their numbers, everybody's to administrators and one's own to everybody else, and says how
/// many there are. Of the removed and in archived projects there are none.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn list(app: &App, ctx: &Ctx, wanted: &Wanted) -> Result<(Vec<Assignment>, i64), Error> {
    let principal = ctx.may(Action::SeeOwnAccess, Relation::Oneself)?;
    let account = principal.account_id;
    let mut tx = app.db.read().await?;
    let membership = match wanted.user {
        _ if !principal.may(Action::SeePeople) => {
            if wanted.user.is_some_and(|user| user != principal.user_id) {
                return Ok((Vec::new(), 0));
            }
            Some(principal.membership_id)
        }
        None => None,
        Some(user) => match members::find_by_user(&mut tx, account, user).await? {
            Some(membership) => Some(membership.id),
            None => return Ok((Vec::new(), 0)),
        },
    };
    let filter = Filter { account, id: None, membership, project: wanted.project };
    let count = assignments::count(&mut tx, filter).await?;
    let rows = assignments::list(&mut tx, filter, wanted.page).await?;
    Ok((rows.iter().map(assignment).collect::<Result<_, _>>()?, count))
}

/// A right that the caller may change or take away.
///
/// # Errors
/// [`Error::NotFound`] for a number that none has in the account; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn changeable(app: &App, ctx: &Ctx, id: AssignmentId) -> Result<Assignment, Error> {
    ctx.may(Action::ChangeAccess, Relation::Other)?;
    let mut tx = app.db.read().await?;
    find(&mut tx, ctx, id).await
}

/// Gives a person a right. Who has it already keeps it as it is.
///
/// # Errors
/// [`Error::NotFound`] for somebody who does not belong to the account; [`Error::Invalid`] for a project that is not there
/// or archived, for [`Fault::NoEndForAdministrators`], and with [`Fault::NotOneself`]; [`Error::StepUp`]; [`Error::Forbidden`];
/// [`Error::SignedOut`].
pub async fn assign(
    app: &App,
    ctx: &Ctx,
    user: UserId,
    right: Right,
) -> Result<Result<Assignment, Taken>, Error> {
    let membership = account_users::membership_of(app, ctx, Action::ChangeAccess, user).await?.id;
    let mut tx = app.db.write().await?;
    let mut target = hold(&mut tx, ctx, membership).await?;
    let account = target.membership.account_id;
    let own = members::project_roles(&mut tx, membership).await?;
    let is_administrator = target.membership.client_administrator;
    let (has, taken) = match right {
        Right::Client => (is_administrator, (!own.is_empty()).then_some(Taken::Projects)),
        Right::Project(project, role) => {
            let in_use = projects::find(&mut tx, account, project).await?;
            if in_use.is_none_or(|project| project.archived_at.is_some()) {
                return Err(Error::field(Field::Projects(None), Fault::NotAChoice));
            }
            let there = own.iter().find(|(id, ..)| *id == project).map(|(.., role)| *role);
            let other = there.filter(|there| *there != role).map(Taken::OtherRole);
            (there == Some(role), other.or(is_administrator.then_some(Taken::WholeClient)))
        }
    };
    if has {
        return Ok(Ok(of_place(&mut tx, &target, right.project()).await?));
    }
    if let Some(taken) = taken {
        return Ok(Err(taken));
    }
    let before = describe(&mut tx, &target.membership, &target.person).await?;
    match right {
        Right::Client => {
            let role = target.membership.role;
            may_end(target.membership.access_ends_at, role, true)
                .map_err(|fault| Error::field(Field::ClientRole, fault))?;
            step_up::require_to_grant(app, target.principal, (role, true), ctx.now)?;
            members::set_access(&mut tx, membership, role, true).await?;
            target.membership.client_administrator = true;
        }
        Right::Project(project, role) => {
            member_places::set_project_role(&mut tx, membership, project, Some(role), ctx.now).await?;
        }
    }
    assignments::follow(&mut tx, membership, Some(target.principal.user_id), ctx.now).await?;
    let made = of_place(&mut tx, &target, right.project()).await?;
    let after = describe(&mut tx, &target.membership, &target.person).await?;
    let detail = json!({ "before": before, "after": after });
    target.commit(tx, ctx, audit::Action::MemberAccessChanged, detail).await?;
    Ok(Ok(made))
}

/// Gives another role in the project that a right is in.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] for the right over the whole client, which has no other role; otherwise as
/// [`assign`].
pub async fn change(app: &App, ctx: &Ctx, id: AssignmentId, role: ProjectRole) -> Result<(), Error> {
    let membership = changeable(app, ctx, id).await?.membership_id;
    let mut tx = app.db.write().await?;
    let target = hold(&mut tx, ctx, membership).await?;
    let Right::Project(project, had) = find(&mut tx, ctx, id).await?.right else {
        return Err(Error::Conflict);
    };
    if had == role {
        return Ok(());
    }
    let before = describe(&mut tx, &target.membership, &target.person).await?;
    member_places::set_project_role(&mut tx, membership, project, Some(role), ctx.now).await?;
    let after = describe(&mut tx, &target.membership, &target.person).await?;
    let detail = json!({ "before": before, "after": after });
    target.commit(tx, ctx, audit::Action::MemberAccessChanged, detail).await.map(|_| ())
}

/// Takes a right away, and no other.
///
/// # Errors
/// [`Error::NotFound`]; otherwise as [`assign`].
pub async fn take_away(app: &App, ctx: &Ctx, id: AssignmentId) -> Result<(), Error> {
    let membership = changeable(app, ctx, id).await?.membership_id;
    let mut tx = app.db.write().await?;
    let mut target = hold(&mut tx, ctx, membership).await?;
    let right = find(&mut tx, ctx, id).await?.right;
    let before = describe(&mut tx, &target.membership, &target.person).await?;
    match right {
        Right::Client => {
            members::set_access(&mut tx, membership, target.membership.role, false).await?;
            target.membership.client_administrator = false;
        }
        Right::Project(project, _) => {
            member_places::set_project_role(&mut tx, membership, project, None, ctx.now).await?;
        }
    }
    assignments::follow(&mut tx, membership, None, ctx.now).await?;
    let after = describe(&mut tx, &target.membership, &target.person).await?;
    let detail = json!({ "before": before, "after": after });
    target.commit(tx, ctx, audit::Action::MemberAccessChanged, detail).await.map(|_| ())
}

/// Holds the account, and finds somebody in it whose access the caller may change.
async fn hold<'a>(tx: &mut Tx, ctx: &'a Ctx, id: MembershipId) -> Result<Target<'a>, Error> {
    let target = Target::hold(tx, ctx, Action::ChangeAccess, id).await?;
    if target.membership.state == MembershipState::Removed { Err(Error::NotFound) } else { Ok(target) }
}

async fn find(tx: &mut Tx, ctx: &Ctx, id: AssignmentId) -> Result<Assignment, Error> {
    let account = ctx.signed_in()?.account_id;
    let filter = Filter { account, id: Some(id), membership: None, project: None };
    let row = assignments::list(tx, filter, (1, 0)).await?.pop().ok_or(Error::NotFound)?;
    assignment(&row)
}

/// The right of a person in a project, or over the whole client.
async fn of_place(tx: &mut Tx, target: &Target<'_>, place: Option<ProjectId>) -> Result<Assignment, Error> {
    let membership = &target.membership;
    let filter =
        Filter { account: membership.account_id, id: None, membership: Some(membership.id), project: place };
    let rows = assignments::list(tx, filter, (i64::MAX, 0)).await?;
    let row = rows.iter().find(|row| row.project_id == place);
    assignment(row.ok_or_else(|| Error::internal("a right without a number"))?)
}

fn assignment(row: &AssignmentRow) -> Result<Assignment, Error> {
    Ok(Assignment {
        id: row.id,
        user_id: row.user_id,
        right: match (row.project_id, row.role()?) {
            (Some(project), Some(role)) => Right::Project(project, role),
            _ => Right::Client,
        },
        assigned_by: row.assigned_by,
        created_at: row.created_at,
        updated_at: row.updated_at,
        membership_id: row.membership_id,
    })
}
