//! The projects of an account: seen by whoever may enter them, made and put away by administrators, renamed by whoever
//! administers them.

use super::{Ctx, Error, Principal, member_actions::hold_account};
use crate::{
    app::App,
    domain::{
        access::ProjectAccess,
        audit,
        field::{Fault, Field},
        ids::{AccountId, ProjectId},
        name::Name,
        policy::{Action, Relation},
        role::ProjectRole,
        scope::Scope,
        time::Timestamp,
    },
    store::{
        Tx, WriteTx,
        accounts::{self, MOST_PROJECTS},
        members,
        projects::{self, Project},
    },
};

/// The most archived projects shown.
pub const MOST_ARCHIVED: i64 = 500;

/// A project as somebody sees it.
#[derive(Debug, Clone)]
pub struct SeenProject {
    /// Its number.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Whether the account began with it; such a one is never archived.
    pub is_default: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it is put away.
    pub archived_at: Option<Timestamp>,
    /// How many members have a role in it, the removed aside.
    pub people: i64,
    /// What the one who looks may do in it and why; nothing while it is archived.
    pub access: ProjectAccess,
    /// Whether the one who looks may give it another name.
    pub may_rename: bool,
}

/// What the Projects page shows.
#[derive(Debug, Clone)]
pub struct ProjectList {
    /// The projects one may enter, by name.
    pub in_use: Vec<SeenProject>,
    /// The archived ones, the one archived last first; only for those who may bring them back.
    pub archived: Vec<SeenProject>,
    /// Whether one may make, archive and restore projects.
    pub manages: bool,
}

/// Lists the projects that the signed-in person may enter, and for administrators the archived ones.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn list(app: &App, ctx: &Ctx) -> Result<ProjectList, Error> {
    let principal = ctx.may(Action::SeeProjects, Relation::Account)?;
    let account = principal.account_id;
    let manages = principal.may(Action::ArchiveProject);
    let mut tx = app.db.read().await?;
    let own = own_roles(&mut tx, principal).await?;
    let in_use = projects::in_use(&mut tx, account).await?;
    let archived =
        if manages { projects::archived(&mut tx, account, MOST_ARCHIVED).await? } else { Vec::new() };
    let seen = |project| seen(principal, &own, project);
    Ok(ProjectList {
        in_use: in_use.into_iter().map(seen).filter(|project| project.access.role.is_some()).collect(),
        archived: archived.into_iter().map(seen).collect(),
        manages,
    })
}

/// A project that the signed-in person may rename.
///
/// # Errors
/// [`Error::NotFound`] when there is none the person may enter; [`Error::Forbidden`]; [`Error::Conflict`] while it is
/// archived; [`Error::SignedOut`].
pub async fn renamable(app: &App, ctx: &Ctx, id: ProjectId) -> Result<SeenProject, Error> {
    let principal = ctx.may(Action::SeeProjects, Relation::Account)?;
    let mut tx = app.db.read().await?;
    find_renamable(&mut tx, principal, id).await
}

/// A project that the signed-in person may archive.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when it is archived, or always stays; [`Error::Forbidden`];
/// [`Error::SignedOut`].
pub async fn archivable(app: &App, ctx: &Ctx, id: ProjectId) -> Result<SeenProject, Error> {
    let principal = ctx.may(Action::ArchiveProject, Relation::Account)?;
    let mut tx = app.db.read().await?;
    let project = projects::find(&mut tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
    if project.archived_at.is_some() || project.is_default {
        return Err(Error::Conflict);
    }
    let own = own_roles(&mut tx, principal).await?;
    Ok(seen(principal, &own, project))
}

/// Makes a project. Of two at once with the same name, one wins.
///
/// # Errors
/// [`Error::Invalid`] for a wrong or taken name, or when the account has as many as it may; [`Error::SignedOut`];
/// [`Error::Forbidden`].
pub async fn create(app: &App, ctx: &Ctx, name: &str) -> Result<ProjectId, Error> {
    let principal = ctx.may(Action::CreateProject, Relation::Account)?;
    let account = principal.account_id;
    let name = parse(name)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    check_room(&mut tx, account).await?;
    check_name(&mut tx, account, name.as_str(), None).await?;
    let id = projects::insert(&mut tx, app.new_uuid(ctx.now), account, name.as_str(), false, ctx.now).await?;
    let id = id.ok_or_else(name_taken)?;
    let detail = serde_json::json!({ "name": name.as_str() });
    commit(tx, ctx, principal, audit::Action::ProjectCreated, id, detail).await?;
    Ok(id)
}

/// Gives a project another name.
///
/// # Errors
/// [`Error::Invalid`] for a wrong or taken name; [`Error::NotFound`] when there is none the person may enter;
/// [`Error::Forbidden`]; [`Error::Conflict`] while it is archived; [`Error::SignedOut`].
pub async fn rename(app: &App, ctx: &Ctx, id: ProjectId, name: &str) -> Result<(), Error> {
    let principal = ctx.may(Action::SeeProjects, Relation::Account)?;
    let account = principal.account_id;
    // Whether it may be renamed at all is said before what is wrong with the name.
    renamable(app, ctx, id).await?;
    let name = parse(name)?;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    let before = find_renamable(&mut tx, principal, id).await?;
    check_name(&mut tx, account, name.as_str(), Some(id)).await?;
    if !projects::rename(&mut tx, account, id, name.as_str()).await? {
        return Err(Error::Conflict);
    }
    let detail = serde_json::json!({ "from": before.name, "to": name.as_str() });
    commit(tx, ctx, principal, audit::Action::ProjectRenamed, id, detail).await
}

/// Puts a project away: nobody enters it, no form offers it, and every role in it is kept. Gives back its name.
///
/// # Errors
/// [`Error::Invalid`] for the project the account began with; [`Error::NotFound`]; [`Error::Conflict`] when it is
/// archived already; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn archive(app: &App, ctx: &Ctx, id: ProjectId) -> Result<String, Error> {
    let principal = ctx.may(Action::ArchiveProject, Relation::Account)?;
    let account = principal.account_id;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    let project = projects::find(&mut tx, account, id).await?.ok_or(Error::NotFound)?;
    if project.is_default {
        return Err(Error::field(Field::Form, Fault::DefaultProject));
    }
    if !projects::archive(&mut tx, account, id, ctx.now).await? {
        return Err(Error::Conflict);
    }
    let detail = serde_json::json!({ "name": project.name });
    commit(tx, ctx, principal, audit::Action::ProjectArchived, id, detail).await?;
    Ok(project.name)
}

/// Brings an archived project back, with the roles it had. Gives back its name.
///
/// # Errors
/// [`Error::Invalid`] when its name is taken meanwhile, or the account has as many projects as it may;
/// [`Error::NotFound`]; [`Error::Conflict`] when it is not archived; [`Error::Forbidden`]; [`Error::SignedOut`].
pub async fn restore(app: &App, ctx: &Ctx, id: ProjectId) -> Result<String, Error> {
    let principal = ctx.may(Action::ArchiveProject, Relation::Account)?;
    let account = principal.account_id;
    let mut tx = app.db.write().await?;
    hold_account(&mut tx, principal, ctx.now).await?;
    let project = projects::find(&mut tx, account, id).await?.ok_or(Error::NotFound)?;
    if project.archived_at.is_none() {
        return Err(Error::Conflict);
    }
    check_room(&mut tx, account).await?;
    check_name(&mut tx, account, &project.name, Some(id)).await?;
    if !projects::restore(&mut tx, account, id).await? {
        return Err(Error::Conflict);
    }
    let detail = serde_json::json!({ "name": project.name });
    commit(tx, ctx, principal, audit::Action::ProjectRestored, id, detail).await?;
    Ok(project.name)
}

/// Whether every project of a scope is still in use; asked again once the account is held.
///
/// # Errors
/// [`Error::Invalid`] beside each one that is not, or when the database fails.
pub(super) async fn check_in_use(tx: &mut Tx, account: AccountId, scope: &Scope) -> Result<(), Error> {
    let wanted = scope.project_roles();
    if wanted.is_empty() {
        return Ok(());
    }
    let in_use = super::members::ids_of(&accounts::projects(tx, account).await?);
    let mut errors = crate::domain::field::FieldErrors::default();
    for (id, _) in wanted.into_iter().filter(|(id, _)| !in_use.contains(id)) {
        errors.push(Field::Projects(Some(id.0)), Fault::NotAChoice);
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

async fn find_renamable(tx: &mut Tx, principal: &Principal, id: ProjectId) -> Result<SeenProject, Error> {
    let project = projects::find(tx, principal.account_id, id).await?.ok_or(Error::NotFound)?;
    if project.archived_at.is_some() {
        // Whoever cannot bring it back does not know it either.
        return Err(if principal.may(Action::ArchiveProject) { Error::Conflict } else { Error::NotFound });
    }
    let project = seen(principal, &own_roles(tx, principal).await?, project);
    match project.access.role {
        None => Err(Error::NotFound),
        Some(_) if project.may_rename => Ok(project),
        Some(_) => Err(Error::Forbidden),
    }
}

async fn own_roles(tx: &mut Tx, principal: &Principal) -> Result<Vec<(ProjectId, ProjectRole)>, Error> {
    let roles = members::project_roles(tx, principal.membership_id).await?;
    Ok(roles.into_iter().map(|(id, _, role)| (id, role)).collect())
}

fn seen(principal: &Principal, own: &[(ProjectId, ProjectRole)], project: Project) -> SeenProject {
    let access = if project.archived_at.is_some() {
        ProjectAccess::default()
    } else {
        let own = own.iter().find(|(id, _)| *id == project.id).map(|(_, role)| *role);
        principal.holder().in_project(own)
    };
    SeenProject {
        id: project.id,
        name: project.name,
        is_default: project.is_default,
        created_at: project.created_at,
        archived_at: project.archived_at,
        people: project.members_total,
        may_rename: principal.may_in_project(Action::RenameProject, access.role),
        access,
    }
}

fn parse(name: &str) -> Result<Name, Error> {
    Name::parse(name).map_err(|fault| Error::field(Field::Name, fault))
}

fn name_taken() -> Error {
    Error::field(Field::Name, Fault::NameTaken)
}

async fn check_room(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    if projects::is_full(tx, account).await? {
        let max = usize::try_from(MOST_PROJECTS).unwrap_or(usize::MAX);
        return Err(Error::field(Field::Form, Fault::TooManyProjects { max }));
    }
    Ok(())
}

/// Whether no project in use but `own` has the name.
async fn check_name(
    tx: &mut Tx,
    account: AccountId,
    name: &str,
    own: Option<ProjectId>,
) -> Result<(), Error> {
    match projects::named(tx, account, name).await? {
        Some(other) if Some(other) != own => Err(name_taken()),
        _ => Ok(()),
    }
}

async fn commit(
    tx: WriteTx,
    ctx: &Ctx,
    principal: &Principal,
    action: audit::Action,
    id: ProjectId,
    detail: serde_json::Value,
) -> Result<(), Error> {
    let entry = principal.entry(action, format!("project:{id}"), detail);
    Ok(tx.commit(&entry, &ctx.origin()).await?)
}
