//! Accounts that require a second factor from a day on: deciding so, who has none yet, reminding them, and what somebody
//! without one may still do (`docs/adr/0021-required-two-factor.md`).

use super::{
    Ctx, Error,
    member_actions::hold_account,
    members::{self, ListMembers, Member},
    notices,
    sessions::Proven,
};
use crate::{
    app::App,
    domain::{
        audit,
        factor::FactorState,
        field::{Fault, Field},
        ids::{AccountId, MembershipId, UserId},
        member::Standing,
        policy::{Action, Relation},
        time::{Span, Timestamp},
    },
    store::{
        Tx, factors,
        requirements::{self, LackingRow, RequiringRow},
        sessions::LiveSession,
    },
};
use serde_json::json;

/// How long after a reminder there is no other.
pub const REMIND_EVERY: Span = Span::hours(24);
/// The most people reminded at once.
pub const MOST_REMINDED: usize = 10_000;
/// How many of those without a second factor the settings name.
const NAMED: i64 = 10;
/// How many are read in one go.
const AT_ONCE: i64 = 500;

/// Somebody signed in to an account that requires a second factor, who has none: nobody's principal before they do. They set
/// one up, go on in another account or sign out ([`Ctx::oneself`]).
#[derive(Debug, Clone)]
pub struct Owing {
    /// Who, and by which session.
    pub who: Proven,
    /// The account's name.
    pub account_name: String,
    /// Since when it requires one.
    pub since: Timestamp,
}

/// Whom a session stands for that owes the account a second factor; none when it owes nothing.
///
/// # Errors
/// [`Error::Internal`] when the session id is not of ours.
pub fn owing(session: &LiveSession) -> Result<Option<Owing>, Error> {
    let Some(since) = session.owes_since else { return Ok(None) };
    let id_hash = session.id_hash.as_slice().try_into();
    let id_hash = id_hash.map_err(|_| Error::internal("a session id of odd length"))?;
    let who = Proven {
        user_id: session.user_id,
        session: id_hash,
        account_id: session.account_id,
        is_member: true,
        name: session.name.clone(),
        email: session.email.clone(),
    };
    Ok(Some(Owing { who, account_name: session.account_name.clone(), since }))
}

/// What the settings say about it.
#[derive(Debug, Clone)]
pub struct Looked {
    /// From when on the account requires a second factor.
    pub from: Option<Timestamp>,
    /// How many active members have none: they would be locked out today.
    pub lacking: i64,
    /// How many suspended members have none.
    pub suspended: i64,
    /// The first of them that are active, by name.
    pub first: Vec<Member>,
    /// Where the Users page lists all of them; the part of its address behind the question mark.
    pub query: String,
    /// When they were last reminded, and who asked for it.
    pub reminded: Option<(Timestamp, String)>,
    /// When they can be reminded again, if not yet.
    pub next_reminder: Option<Timestamp>,
}

/// How it stands in the account.
///
/// # Errors
/// [`Error::SignedOut`]; [`Error::Forbidden`]; or when the database fails.
pub async fn look(app: &App, ctx: &Ctx) -> Result<Looked, Error> {
    let principal = ctx.may(Action::ManageSettings, Relation::Account)?;
    let row = {
        let mut tx = app.db.read().await?;
        requirements::find(&mut tx, principal.account_id).await?.ok_or(Error::NotFound)?
    };
    let without = FactorState::of(false, row.two_factor_from.is_some());
    let wanted = ListMembers {
        statuses: vec![Standing::Active],
        two_factor: vec![without],
        size: NAMED,
        ..ListMembers::default()
    };
    let list = members::list(app, ctx, &wanted).await?;
    let suspended = ListMembers { statuses: vec![Standing::Suspended], ..wanted.clone() };
    let suspended = members::list(app, ctx, &suspended).await?.counts.matching;
    let last = row.two_factor_reminded_at;
    Ok(Looked {
        from: row.two_factor_from,
        lacking: list.counts.matching,
        suspended,
        first: list.members,
        query: ListMembers { size: members::DEFAULT_SIZE, ..wanted }.to_query(),
        reminded: last.map(|at| (at, row.reminded_by.unwrap_or_default())),
        next_reminder: last.map(|at| at + REMIND_EVERY).filter(|at| *at > ctx.now),
    })
}

/// What the form says was in force when it was opened.
pub fn stamp(from: Option<Timestamp>) -> String {
    from.map(Timestamp::to_day).unwrap_or_default()
}

/// Lets the account require a second factor from a day in UTC on, which may be today; nothing for never. Whoever lets it be
/// required at once has one, so that nobody locks themselves out unawares.
///
/// # Errors
/// [`Error::Invalid`], also with [`Fault::ChangedMeanwhile`] for the form as a whole; [`Error::SignedOut`];
/// [`Error::Forbidden`].
pub async fn set(app: &App, ctx: &Ctx, day: &str, seen: &str) -> Result<Option<Timestamp>, Error> {
    let principal = ctx.may(Action::ManageSettings, Relation::Account)?;
    let wrong = |fault| Error::field(Field::TwoFactorFrom, fault);
    let from = match day.trim() {
        "" => None,
        day => Some(Timestamp::from_day(day).ok_or_else(|| wrong(Fault::NotADay))?),
    };
    let mut tx = app.db.write().await?;
    let account = hold_account(&mut tx, principal, ctx.now).await?;
    let before = requirements::from(&mut tx, account.id).await?;
    if stamp(before) != seen {
        return Err(Error::field(Field::Form, Fault::ChangedMeanwhile));
    }
    if from == before {
        return Ok(from);
    }
    if let Some(from) = from {
        if from + Span::hours(24) <= ctx.now {
            return Err(wrong(Fault::DayOver));
        }
        // Whoever turns theirs off holds the account, too.
        if from <= ctx.now && !factors::guards(&mut tx, principal.user_id).await? {
            return Err(wrong(Fault::OwnFactorFirst));
        }
    }
    requirements::set_from(&mut tx, account.id, from).await?;
    let entry = principal.entry(
        audit::Action::TwoFactorRequirementChanged,
        format!("account:{}", account.id),
        json!({ "before": before.map(Timestamp::to_day), "after": from.map(Timestamp::to_day) }),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    Ok(from)
}

/// Reminds everybody of the account who has no second factor, at most once a day. `count` is how many that were when it was
/// asked for.
///
/// # Errors
/// [`Error::Invalid`] with [`Fault::OtherCount`], [`Fault::TooManyToRemind`] or [`Fault::NoMailServer`] for the form as a
/// whole; [`Error::TooMany`] when they were reminded within a day; [`Error::Conflict`] when nothing is required, or nobody
/// lacks it; [`Error::SignedOut`]; [`Error::Forbidden`].
pub async fn remind(app: &App, ctx: &Ctx, count: i64) -> Result<i64, Error> {
    let principal = ctx.may(Action::ManageSettings, Relation::Account)?;
    let refused = |fault| Error::field(Field::Form, fault);
    if !app.sends_mail() {
        return Err(refused(Fault::NoMailServer));
    }
    let mut tx = app.db.write().await?;
    let account = hold_account(&mut tx, principal, ctx.now).await?;
    let row = requirements::find(&mut tx, account.id).await?.ok_or(Error::NotFound)?;
    let from = row.two_factor_from.ok_or(Error::Conflict)?;
    if let Some(next) = row.two_factor_reminded_at.map(|at| at + REMIND_EVERY).filter(|at| *at > ctx.now) {
        return Err(Error::TooMany(next - ctx.now));
    }
    let people = everybody_lacking(&mut tx, account.id).await?;
    let number = i64::try_from(people.len()).unwrap_or(i64::MAX);
    if number == 0 {
        return Err(Error::Conflict);
    }
    if number != count {
        return Err(refused(Fault::OtherCount { count: number }));
    }
    let of = (account.id, account.name.as_str());
    notices::queue_two_factor_due(app, &mut tx, &people, of, from, ctx.now).await?;
    requirements::note_reminded(&mut tx, account.id, principal.user_id, ctx.now).await?;
    let entry = principal.entry(
        audit::Action::TwoFactorReminded,
        format!("account:{}", account.id),
        json!({ "people": number, "from": from.to_day() }),
    );
    tx.commit(&entry, &ctx.origin()).await?;
    app.mail_queued.notify_one();
    Ok(number)
}

/// Every active member without a second factor.
async fn everybody_lacking(tx: &mut Tx, account: AccountId) -> Result<Vec<LackingRow>, Error> {
    let mut people: Vec<LackingRow> = Vec::new();
    loop {
        let after = people.last().map_or(MembershipId(0), |last| last.id);
        let some = requirements::lacking(tx, account, after, AT_ONCE).await?;
        if some.is_empty() {
            return Ok(people);
        }
        people.extend(some);
        if people.len() > MOST_REMINDED {
            return Err(Error::field(Field::Form, Fault::TooManyToRemind { max: MOST_REMINDED }));
        }
    }
}

/// What is required of the signed-in person and by which accounts: that they are in first, then those which require it
/// first.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn of_oneself(app: &App, ctx: &Ctx) -> Result<Vec<RequiringRow>, Error> {
    let who = ctx.oneself(Action::ChangeOwnAccount)?;
    let mut tx = app.db.read().await?;
    let mut all = requirements::of_person(&mut tx, who.user_id, ctx.now).await?;
    // Stable: the others stay in their order.
    all.sort_by_key(|each| each.id != who.account_id);
    Ok(all)
}

/// Refuses to leave a person without a second factor whom an account requires one of by now. The accounts of the person are
/// held.
///
/// # Errors
/// [`Error::Invalid`] with [`Fault::FactorRequired`] for the form as a whole.
pub(super) async fn may_do_without(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<(), Error> {
    let all = requirements::of_person(tx, user, now).await?;
    match all.into_iter().find(|each| each.two_factor_from <= now) {
        Some(each) => Err(Error::field(Field::Form, Fault::FactorRequired { account: each.name })),
        None => Ok(()),
    }
}
