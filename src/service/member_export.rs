//! The list of people as a file: those of the filters, or those that were chosen, in the order of the page.

use super::{
    Ctx, Error, Principal,
    export::Export,
    member_actions::still_may,
    members::{ListMembers, Member, Seen, encode, find},
};
use crate::{
    app::App,
    domain::{
        audit, csv,
        factor::FactorState,
        ids::{AccountId, MembershipId},
        policy::{Action, Relation},
        role::ProjectRole,
        time::Timestamp,
    },
    store::{
        Tx, accounts, member_list,
        member_places::{self, WHOLE_ACCOUNT},
        requirements,
    },
};
use std::collections::BTreeMap;

/// How many people are read in one transaction.
const AT_ONCE: i64 = 500;
/// How many people can be chosen one by one.
pub const MOST_CHOSEN: usize = 100;

const COLUMNS: [&str; 11] = [
    "id",
    "name",
    "email",
    "role",
    "client_administrator",
    "projects",
    "language",
    "status",
    "two_factor",
    "link_expires",
    "last_seen",
];

/// Whom to take.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// Everybody whom the filters show.
    Listed(Box<ListMembers>),
    /// These, of the account's people; at most [`MOST_CHOSEN`].
    Members(Vec<MembershipId>),
}

/// A list of people on its way out.
#[derive(Debug)]
pub struct MemberExport {
    app: App,
    account: AccountId,
    principal: Principal,
    chosen: Chosen,
    now: Timestamp,
    name: String,
    begun: bool,
    done: bool,
}

/// Begins an export and writes that down first.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn begin(app: &App, ctx: &Ctx, chosen: Chosen) -> Result<MemberExport, Error> {
    let principal = ctx.may(Action::ExportPeople, Relation::Account)?;
    let account = principal.account_id;
    let chosen = match chosen {
        Chosen::Members(mut ids) => {
            ids.truncate(MOST_CHOSEN);
            Chosen::Members(ids)
        }
        listed @ Chosen::Listed(_) => listed,
    };
    let detail = match &chosen {
        // What was searched for may be an address, which the log never holds.
        Chosen::Listed(wanted) => {
            let filters = ListMembers { search: String::new(), ..wanted.from_start() }.to_query();
            serde_json::json!({ "filters": filters, "searched": !wanted.search.is_empty() })
        }
        Chosen::Members(ids) => serde_json::json!({ "members": ids }),
    };
    let entry = principal.entry(audit::Action::MembersExported, format!("account:{account}"), detail);
    app.db.write().await?.commit(&entry, &ctx.origin()).await?;
    let chosen = match chosen {
        Chosen::Listed(wanted) => {
            let wanted = ListMembers { size: AT_ONCE, ..wanted.from_start() };
            Chosen::Listed(Box::new(wanted))
        }
        members @ Chosen::Members(_) => members,
    };
    let name = format!("users-{account}-{}.csv", ctx.now.to_day());
    Ok(MemberExport {
        app: app.clone(),
        account,
        principal: principal.clone(),
        chosen,
        now: ctx.now,
        name,
        begun: false,
        done: false,
    })
}

impl Export for MemberExport {
    fn name(&self) -> &str {
        &self.name
    }

    fn content_type(&self) -> &'static str {
        "text/csv; charset=utf-8"
    }

    async fn next(&mut self) -> Result<Option<String>, Error> {
        let mut part = String::new();
        if !self.begun {
            self.begun = true;
            part.push_str(&csv::row(&COLUMNS));
        }
        // A page without anybody is no end: a search may have looked at many and found none.
        while !self.done && part.len() < 1024 {
            let mut tx = self.app.db.read().await?;
            still_may(&mut tx, &self.principal, self.app.clock.now()).await?;
            let required = requirements::from(&mut tx, self.account).await?.is_some();
            let ids = self.next_ids(&mut tx, required).await?;
            let rows = member_list::rows(&mut tx, self.account, &ids).await?;
            let mut roles: BTreeMap<MembershipId, Vec<String>> = BTreeMap::new();
            for (id, project, role) in member_list::project_roles(&mut tx, &ids).await? {
                roles.entry(id).or_default().push(format!("{project}: {}", ProjectRole::name(role)));
            }
            for row in &rows {
                let projects = roles.get(&row.id).map(|roles| roles.join("; ")).unwrap_or_default();
                // A file has the standings alone, which no rest of the mails changes.
                let member = Seen::at(self.now, &self.app, None).member(row)?;
                part.push_str(&line(&member, &projects, row.offer.expires_at, required));
            }
        }
        Ok((!part.is_empty()).then_some(part))
    }
}

impl MemberExport {
    async fn next_ids(&mut self, tx: &mut Tx, required: bool) -> Result<Vec<MembershipId>, Error> {
        let wanted = match &mut self.chosen {
            Chosen::Members(ids) => {
                self.done = true;
                return Ok(std::mem::take(ids));
            }
            Chosen::Listed(wanted) => wanted,
        };
        let projects = accounts::projects(tx, self.account).await?;
        wanted.project = wanted.project.filter(|id| projects.iter().any(|project| project.id == *id));
        let facets = member_places::counts(tx, self.account, wanted.project.unwrap_or(WHOLE_ACCOUNT)).await?;
        let listed = find(tx, self.account, wanted, wanted.filter(required), &facets).await?;
        match &listed.next {
            Some(place) => wanted.after = encode(place),
            None => self.done = true,
        }
        Ok(listed.ids)
    }
}

/// Of which kind a second factor is, or why there should be one.
const fn two_factor(member: &Member, required: bool) -> &'static str {
    match FactorState::of(member.two_factor, required) {
        FactorState::On => match (member.has_app, member.has_passkey) {
            (true, false) => "app",
            (false, true) => "passkey",
            (true, true) => "app, passkey",
            (false, false) => "yes",
        },
        FactorState::Due => "due",
        FactorState::Off => "no",
    }
}

fn line(member: &Member, projects: &str, expires_at: Option<Timestamp>, required: bool) -> String {
    let yes = |is: bool| if is { "yes" } else { "no" };
    let time = |at: Option<Timestamp>| at.map(Timestamp::to_rfc3339).unwrap_or_default();
    csv::row(&[
        &member.user_id.to_string(),
        &member.name,
        &member.email,
        member.role.name(),
        yes(member.client_administrator),
        projects,
        member.language.code(),
        member.status.standing().name(),
        if member.has_accepted() { two_factor(member, required) } else { "" },
        &time(expires_at.filter(|_| !member.has_accepted())),
        &time(member.last_seen),
    ])
}
