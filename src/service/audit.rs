//! The audit log of an account, for those who manage it.

use super::{
    Ctx, Error, Principal,
    audit_subjects::{Subject, subjects},
};
use crate::{
    app::App,
    domain::{
        audit::Action,
        email::EmailAddress,
        ids::{AccountId, MembershipId, UserId},
        policy::{self, Relation},
        time::{Span, Timestamp},
    },
    store::{
        Tx,
        audit::EventRow,
        audit_list::{self, Filter, Named, Order},
        members, users,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// The numbers of entries per page that can be chosen.
pub const SIZES: [i64; 3] = [25, 50, 100];
/// The number of entries per page when none is chosen.
pub const DEFAULT_SIZE: i64 = 50;
/// The longest text of a filter that is looked at, in characters.
const LONGEST: usize = 300;

/// Which entries, as a person or a link says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Names of actions; none for every action.
    pub actions: Vec<String>,
    /// Who did it: the number of a person, from a link.
    pub actor: String,
    /// Who did it: an address or a number, typed. Goes before `actor`.
    pub person: String,
    /// On whom: an address or a number, typed. Goes before `subject`.
    pub target: String,
    /// On whom or what, for example `membership:12`, from a link.
    pub subject: String,
    /// The first day, in UTC.
    pub from: String,
    /// The last day, in UTC.
    pub to: String,
}

/// Which page of them. Whatever makes no sense counts as not said.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Only entries older than this one.
    pub after: String,
    /// Only entries newer than this one.
    pub before: String,
    /// Entries per page.
    pub size: String,
}

/// A filter that cannot be followed. Nothing is listed then: a filter that is silently left out would show another log
/// than was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// An action or a subject that no link of ours names.
    Link,
    /// Nobody in the account has the address or number of whoever did it.
    Person,
    /// Nobody in the account has the address or number of whom it was done to.
    Target,
    /// The first day is none.
    From,
    /// The last day is none.
    To,
    /// The first day is behind the last.
    Order,
}

/// Who did something, or whom it was done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub user_id: UserId,
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
    /// The membership in the account, of whatever state.
    pub membership_id: Option<MembershipId>,
}

impl From<Named> for Person {
    fn from(named: Named) -> Self {
        let Named { user_id, name, email, membership_id } = named;
        Self { user_id, name, email, membership_id }
    }
}

/// An entry as the page shows it.
#[derive(Debug, Clone)]
pub struct Event {
    /// The entry's number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who; none for the system.
    pub actor: Option<Person>,
    /// What was done; none when another version wrote it.
    pub action: Option<Action>,
    /// The kept name of the action.
    pub action_name: String,
    /// On whom or what, as kept.
    pub subject: String,
    /// What stands behind it, if it is one of the account's.
    pub on: Option<Subject>,
    /// The client's address; may be empty.
    pub ip: String,
    /// What else is worth knowing.
    pub detail: serde_json::Value,
}

/// A page of the log.
#[derive(Debug, Clone)]
pub struct EventList {
    /// The entries, newest first.
    pub events: Vec<Event>,
    /// The actions chosen.
    pub actions: Vec<Action>,
    /// The person chosen, if there is one.
    pub actor: Option<Person>,
    /// Whose history it is, if that was chosen and is one of the account's.
    pub on: Option<Subject>,
    /// Filters that could not be followed.
    pub unfit: Vec<Unfit>,
    /// Entries per page.
    pub size: i64,
    /// The place for the newer page.
    pub previous: Option<String>,
    /// The place for the older page.
    pub next: Option<String>,
}

/// Lists the log of the signed-in administrator's account, newest first. What belongs to another account, or to nobody
/// but a person, does not exist here.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn list(app: &App, ctx: &Ctx, wanted: &Wanted, place: &Place) -> Result<EventList, Error> {
    let principal = ctx.may(policy::Action::SeeAudit, Relation::Account)?;
    let account = principal.account_id;
    let size = place.size.parse().ok().filter(|size| SIZES.contains(size)).unwrap_or(DEFAULT_SIZE);
    let mut tx = app.db.read().await?;
    let read = filter(&mut tx, account, wanted).await?;
    let mut chosen = subjects(&mut tx, principal, read.filter.subjects.iter().map(String::as_str)).await?;
    let on = read.filter.subjects.first().and_then(|subject| chosen.remove(subject));
    let mut list = EventList {
        events: Vec::new(),
        actions: read.actions,
        actor: read.actor,
        on,
        unfit: read.unfit,
        size,
        previous: None,
        next: None,
    };
    if !list.unfit.is_empty() {
        return Ok(list);
    }
    let number = |text: &str| text.parse::<i64>().ok().filter(|id| *id > 0);
    let mut range = audit_list::range(&mut tx, account, &read.filter).await?;
    let (after, before) = (number(&place.after), number(&place.before));
    let order = match (after, before) {
        (None, Some(id)) => {
            range.first = range.first.max(id.saturating_add(1));
            Order::OldestFirst
        }
        (after, _) => {
            range.last = range.last.min(after.map_or(i64::MAX, |id| id - 1));
            Order::NewestFirst
        }
    };
    let mut rows = audit_list::list(&mut tx, account, &read.filter, range, order, size + 1).await?;
    let wanted = usize::try_from(size).unwrap_or(0);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let (newer, older) = match order {
        Order::NewestFirst => (after.is_some(), more),
        Order::OldestFirst => {
            rows.reverse();
            (more, true)
        }
    };
    list.previous = rows.first().filter(|_| newer).map(|row| row.id.to_string());
    list.next = rows.last().filter(|_| older).map(|row| row.id.to_string());
    list.events = events(&mut tx, principal, rows).await?;
    Ok(list)
}

/// The filters, understood.
pub(super) struct Read {
    pub(super) filter: Filter,
    pub(super) actions: Vec<Action>,
    pub(super) actor: Option<Person>,
    pub(super) unfit: Vec<Unfit>,
}

/// Understands the filters of a request.
pub(super) async fn filter(tx: &mut Tx, account: AccountId, wanted: &Wanted) -> Result<Read, Error> {
    let chosen: BTreeSet<&str> = wanted.actions.iter().map(String::as_str).collect();
    let actions: Vec<Action> =
        Action::ALL.iter().copied().filter(|action| chosen.contains(action.as_str())).collect();
    let subject = Some(wanted.subject.as_str()).filter(|subject| !subject.is_empty());
    let mut unfit = Vec::new();
    if actions.len() < chosen.len() || !subject.is_none_or(is_subject) {
        unfit.push(Unfit::Link);
    }
    let actor = find_actor(tx, account, wanted).await?.unwrap_or_else(|| {
        unfit.push(Unfit::Person);
        (None, None)
    });
    let subjects = match (wanted.target.trim(), subject) {
        ("", subject) => subject.into_iter().map(str::to_owned).collect(),
        (target, _) => find_member(tx, account, target).await?.unwrap_or_else(|| {
            unfit.push(Unfit::Target);
            Vec::new()
        }),
    };
    let mut day = |text: &str, wrong| match text.trim() {
        "" => None,
        text => Timestamp::from_day(text).or_else(|| {
            unfit.push(wrong);
            None
        }),
    };
    let from = day(&wanted.from, Unfit::From);
    let until = day(&wanted.to, Unfit::To).map(|day| day + Span::hours(24));
    if let (Some(from), Some(until)) = (from, until)
        && from >= until
    {
        unfit.push(Unfit::Order);
    }
    let filter = Filter {
        // Every action there is, is no choice among them.
        actions: actions
            .iter()
            .filter(|_| actions.len() < Action::ALL.len())
            .map(|action| action.as_str())
            .collect(),
        actor: actor.0,
        subjects,
        from,
        until,
    };
    Ok(Read { filter, actions, actor: actor.1, unfit })
}

/// Subjects are `kind:what`; nothing else was ever written.
fn is_subject(text: &str) -> bool {
    text.contains(':')
        && text.len() <= 100
        && text.bytes().all(|c| c.is_ascii_alphanumeric() || b":_-.".contains(&c))
}

/// Whose entries are wanted, and who that is; the outer none when there is nobody of that kind in the account.
type Actor = (Option<UserId>, Option<Person>);

async fn find_actor(tx: &mut Tx, account: AccountId, wanted: &Wanted) -> Result<Option<Actor>, Error> {
    let typed = wanted.person.trim();
    let member_only = !typed.is_empty();
    let user = match (typed, wanted.actor.as_str()) {
        ("", "") => return Ok(Some((None, None))),
        ("", actor) => number_of(actor),
        (typed, _) => find_person(tx, typed).await?,
    };
    let Some(user) = user else { return Ok(None) };
    let is_member = members::find_by_user(tx, account, user).await?.is_some();
    if !is_member {
        // A link may name somebody from outside who did something here; whether an address is known anywhere is nobody's
        // to find out.
        return Ok((!member_only).then_some((Some(user), None)));
    }
    let person = audit_list::actors(tx, account, &[user]).await?.pop().map(Person::from);
    Ok(Some((Some(user), person)))
}

/// The number of a person, as written.
fn number_of(text: &str) -> Option<UserId> {
    text.parse::<i64>().ok().filter(|id| *id > 0).map(UserId)
}

/// The person of this address or number, of whatever account.
async fn find_person(tx: &mut Tx, typed: &str) -> Result<Option<UserId>, Error> {
    let typed: String = typed.chars().take(LONGEST).collect();
    Ok(match EmailAddress::parse(&typed) {
        Ok(email) => users::find_by_email(tx, &email).await?.map(|user| user.id),
        Err(_) => number_of(&typed),
    })
}

/// Under which subjects stands what was done to somebody of the account: the membership and the person.
async fn find_member(tx: &mut Tx, account: AccountId, typed: &str) -> Result<Option<Vec<String>>, Error> {
    let Some(user) = find_person(tx, typed).await? else { return Ok(None) };
    let membership = members::find_by_user(tx, account, user).await?;
    Ok(membership.map(|membership| vec![format!("membership:{}", membership.id), format!("user:{user}")]))
}

/// What the page shows of rows: the people behind them, found at once.
pub(super) async fn events(
    tx: &mut Tx,
    principal: &Principal,
    rows: Vec<EventRow>,
) -> Result<Vec<Event>, Error> {
    let actors = actor_people(tx, principal.account_id, &rows).await?;
    let subjects = subjects(tx, principal, rows.iter().map(|row| row.subject.as_str())).await?;
    Ok(rows
        .into_iter()
        .map(|row| Event {
            id: row.id,
            at: row.at,
            actor: row.actor_id.and_then(|id| actors.get(&id).cloned()),
            action: Action::from_name(&row.action),
            action_name: row.action,
            on: subjects.get(&row.subject).cloned(),
            subject: row.subject,
            ip: row.ip,
            detail: serde_json::from_str(&row.detail).unwrap_or(serde_json::Value::Null),
        })
        .collect())
}

/// Those who did something, by number.
pub(super) async fn actor_people(
    tx: &mut Tx,
    account: AccountId,
    rows: &[EventRow],
) -> Result<BTreeMap<UserId, Person>, Error> {
    let ids: BTreeSet<UserId> = rows.iter().filter_map(|row| row.actor_id).collect();
    let ids: Vec<UserId> = ids.into_iter().collect();
    let named = audit_list::actors(tx, account, &ids).await?;
    Ok(named.into_iter().map(|named| (named.user_id, named.into())).collect())
}
