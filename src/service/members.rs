//! The people of an account, as the Users page lists them.

use super::{Ctx, Error};
use crate::{
    app::App,
    domain::{
        ids::{MembershipId, UserId},
        language::Language,
        member::{MembershipState, Status},
        role::AccountRole,
        scope::Access,
        search,
        time::{Span, Timestamp},
    },
    service::invitations::{COOLDOWN, access_of},
    store::{
        accounts,
        member_list::{self, From, ListQuery, MemberRow},
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// The numbers of entries per page that can be chosen.
pub const SIZES: [i64; 4] = [10, 25, 50, 100];
/// The number of entries per page when none is chosen.
pub const DEFAULT_SIZE: i64 = 50;

/// What to list, as a person or a link says it. Whatever makes no sense counts as not said.
#[derive(Debug, Clone, Default)]
pub struct ListMembers {
    /// Words to look for.
    pub search: String,
    /// The place behind which to begin, from [`MemberList::next`].
    pub after: String,
    /// The place before which to end, from [`MemberList::previous`].
    pub before: String,
    /// Entries per page.
    pub size: String,
}

/// One person's whole life in the account.
#[derive(Debug, Clone)]
pub struct Member {
    /// The membership.
    pub id: MembershipId,
    /// The person.
    pub user_id: UserId,
    /// The name; may be empty until accepted.
    pub name: String,
    /// The address.
    pub email: String,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// In how many projects there is a role.
    pub projects: u32,
    /// The language of pages and mails.
    pub language: Language,
    /// How far the membership has come.
    pub state: MembershipState,
    /// The Status column.
    pub status: Status,
    /// When the person was last here.
    pub last_seen: Option<Timestamp>,
    /// How long until a new link may be mailed.
    pub cooldown: Option<Span>,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct MemberList {
    /// The rows, in order.
    pub members: Vec<Member>,
    /// How many people the account has, the search aside.
    pub total: i64,
    /// The words looked for, as typed.
    pub search: String,
    /// Entries per page.
    pub size: i64,
    /// The place for the page before.
    pub previous: Option<String>,
    /// The place for the page behind.
    pub next: Option<String>,
}

/// Lists the people of the signed-in administrator's account. The work does not grow with their number.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn list(app: &App, ctx: &Ctx, wanted: &ListMembers) -> Result<MemberList, Error> {
    let principal = ctx.manager()?;
    let size = wanted.size.parse().ok().filter(|size| SIZES.contains(size)).unwrap_or(DEFAULT_SIZE);
    let search: String = wanted.search.chars().take(200).collect();
    let from = match (place(&wanted.after), place(&wanted.before)) {
        (Some((key, id)), _) => From::After(key, id),
        (None, Some((key, id))) => From::Before(key, id),
        (None, None) => From::Start,
    };
    let query = ListQuery { account: principal.account_id, words: search::ranges_of(&search), from, size };
    let mut tx = app.db.read().await?;
    let total =
        accounts::find(&mut tx, principal.account_id).await?.map_or(0, |account| account.members_total);
    let page = member_list::list(&mut tx, &query).await?;
    let previous = page.rows.first().filter(|_| page.more_before).map(place_of);
    let next = page.rows.last().filter(|_| page.more_after).map(place_of);
    let members = page.rows.iter().map(|row| member(row, ctx.now)).collect::<Result<_, Error>>()?;
    Ok(MemberList { members, total, search, size, previous, next })
}

/// What the signed-in person reaches beyond the account role.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn own_access(app: &App, ctx: &Ctx) -> Result<Access, Error> {
    let principal = ctx.signed_in()?;
    let mut tx = app.db.read().await?;
    Ok(access_of(&mut tx, principal.account_id, principal.membership_id).await?.1)
}

fn member(row: &MemberRow, now: Timestamp) -> Result<Member, Error> {
    let state = row.state()?;
    let cooldown =
        row.issued_at.map(|issued_at| issued_at + COOLDOWN - now).filter(|left| left.as_micros() > 0);
    Ok(Member {
        id: row.id,
        user_id: row.user_id,
        name: row.name.clone(),
        email: row.email.clone(),
        role: row.role()?,
        client_administrator: row.client_administrator,
        projects: u32::try_from(row.projects).unwrap_or(u32::MAX),
        language: row.language(),
        state,
        status: Status::of(state, row.offer().as_ref(), now),
        last_seen: row.seen_at,
        cooldown,
    })
}

/// A place in the list as a link carries it.
fn place_of(row: &MemberRow) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}:{}", row.id, row.sort_key))
}

fn place(text: &str) -> Option<(String, MembershipId)> {
    let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (id, key) = decoded.split_once(':')?;
    // PostgreSQL keeps no NUL in text, so no place holds one.
    (!key.contains('\0')).then_some((key.to_owned(), MembershipId(id.parse().ok()?)))
}
