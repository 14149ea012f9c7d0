//! What everybody in a batch is offered, as its page says it.

use super::{
    Error,
    invite_form::{Offer, lifetime_in},
};
use crate::{
    app::App,
    domain::{
        ids::{AccountId, ProjectId},
        role::{AccountRole, ProjectRole},
        scope::Access,
        time::{Span, Timestamp},
    },
    store::{
        Tx, accounts,
        audit_list::{self, Things},
        requirements,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// What holds for everybody in a batch.
#[derive(Debug, Clone)]
pub struct Shared {
    /// The account role.
    pub role: AccountRole,
    /// What comes with it, under the names the projects have now.
    pub access: Access,
    /// The chosen projects that are in use no longer, by name: with any of them, nobody is invited.
    pub gone: Vec<String>,
    /// For how long a link opens.
    pub lifetime: Span,
    /// When the access ends by itself.
    pub access_ends_at: Option<Timestamp>,
    /// What the inviter says; may be empty.
    pub note: String,
    /// Whether nobody of them joins without a second factor: the list says so, or the account of everybody by now.
    pub two_factor: bool,
}

/// What holds for all, with the names and the life of links as they are now.
///
/// # Errors
/// When the database fails.
pub(super) async fn shared(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    offer: &Offer,
    now: Timestamp,
) -> Result<Shared, Error> {
    let lifetime = match offer.lifetime {
        Some(lifetime) => lifetime,
        None => lifetime_in(app, tx, account).await?,
    };
    let chosen: BTreeMap<ProjectId, ProjectRole> = offer.scope.project_roles().into_iter().collect();
    let used: BTreeSet<_> = accounts::projects(tx, account).await?.into_iter().map(|each| each.id).collect();
    let ids = chosen.keys().map(|id| id.0).collect();
    let mut names = audit_list::names(tx, account, Things::Projects, &ids).await?;
    names.sort_by(|one, other| one.1.cmp(&other.1));
    let mut gone = Vec::new();
    let mut roles = Vec::new();
    for (id, name) in names {
        let id = ProjectId(id);
        if !used.contains(&id) {
            gone.push(name.clone());
        }
        roles.extend(chosen.get(&id).map(|role| (name, *role)));
    }
    let is_required = requirements::from(tx, account).await?.is_some_and(|from| from <= now);
    Ok(Shared {
        role: offer.role,
        access: Access::of(offer.scope.is_client_administrator(), roles),
        gone,
        lifetime,
        access_ends_at: offer.access_ends_at,
        note: offer.note.clone(),
        two_factor: offer.two_factor || is_required,
    })
}
