//! The people of an account, as the Users page lists them.

use super::{Ctx, Error};
use crate::{
    app::App,
    domain::{
        access::Holder,
        facet::{Facet, FacetCounts, FacetFilter},
        ids::{MembershipId, ProjectId, UserId},
        invitation::MailState,
        language::Language,
        mail::Progress,
        member::{MembershipState, Standing, Status},
        policy::{Action, Relation},
        role::AccountRole,
        scope::Access,
        time::{Span, Timestamp},
    },
    service::invitations::access_of,
    store::{
        Tx,
        accounts::{self, ProjectRow},
        mail_pause,
        member_list::{self, From, Key, ListQuery, Listed, MemberRow, OfferColumns, Place},
        member_places::{self, WHOLE_ACCOUNT},
        member_search::{self, SearchQuery},
        requirements,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

pub use super::{
    mail::Pause,
    member_query::{DEFAULT_SIZE, ListMembers, SIZES, Sort, SortBy},
};

/// One person's whole life in the account.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the row")]
#[derive(Debug, Clone)]
pub struct Member {
    /// The membership.
    pub id: MembershipId,
    /// The person.
    pub user_id: UserId,
    /// What the account calls the person; may be empty until accepted.
    pub name: String,
    /// The address.
    pub email: String,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    /// In how many projects there is a role.
    pub projects: u32,
    /// The language the account has for the person.
    pub language: Language,
    /// How far the membership has come.
    pub state: MembershipState,
    /// The Status column.
    pub status: Status,
    /// How far an open invitation has come, beyond its status.
    pub progress: Option<Progress>,
    /// Whether the person has a second factor.
    pub two_factor: bool,
    /// Whether it is an app, or an app too.
    pub has_app: bool,
    /// Whether it is a passkey, or a passkey too.
    pub has_passkey: bool,
    /// Whether that second factor guards more than this account: another account too, or the installation.
    pub guards_more: bool,
    /// When the person was last here.
    pub last_seen: Option<Timestamp>,
    /// How long until a new link may be mailed.
    pub cooldown: Option<Span>,
}

impl Member {
    /// Of which kinds the second factor is, an app and a passkey; none without one.
    pub fn factors(&self) -> Option<(bool, bool)> {
        self.two_factor.then_some((self.has_app, self.has_passkey))
    }

    /// What the membership gives in projects.
    pub const fn holder(&self) -> Holder {
        Holder { role: self.role, client_administrator: self.client_administrator }
    }

    /// What the account calls the person, or the address.
    pub fn name_or_email(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }

    /// Whether the person has accepted and still belongs to the account.
    pub fn has_accepted(&self) -> bool {
        self.state == MembershipState::Active
    }

    /// Whether the person is shut out of the account for the time being.
    pub const fn suspended(&self) -> bool {
        matches!(self.status, Status::Suspended { .. })
    }
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct MemberList {
    /// The rows, in order.
    pub members: Vec<Member>,
    /// How many there are of each choice of each filter, and in all.
    pub counts: FacetCounts,
    /// How many match; none while searching, since nobody counts what is found.
    pub matching: Option<i64>,
    /// The account's projects, by name, for the filter.
    pub projects: Vec<ProjectRow>,
    /// What was listed, as it was understood.
    pub wanted: ListMembers,
    /// From when on the account requires a second factor.
    pub two_factor_from: Option<Timestamp>,
    /// Why no mail goes out, if none does.
    pub pause: Option<Pause>,
    /// The place for the page before.
    pub previous: Option<String>,
    /// The place for the page behind.
    pub next: Option<String>,
    /// Whether there certainly are more than the rows here. With a place for another page and without this, the search
    /// ended because it had looked at enough people, and nobody knows.
    pub more: bool,
}

/// Lists the people of the account. The work does not grow with their number.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`], or when the database fails.
pub async fn list(app: &App, ctx: &Ctx, wanted: &ListMembers) -> Result<MemberList, Error> {
    let principal = ctx.may(Action::SeePeople, Relation::Account)?;
    let account = principal.account_id;
    let mut tx = app.db.read().await?;
    let projects = accounts::projects(&mut tx, account).await?;
    // A project of another account does not exist, so nobody has a role in it.
    let wanted = ListMembers {
        project: wanted.project.filter(|id| projects.iter().any(|project| project.id == *id)),
        ..wanted.clone()
    };
    let facets = member_places::counts(&mut tx, account, wanted.project.unwrap_or(WHOLE_ACCOUNT)).await?;
    let two_factor_from = requirements::from(&mut tx, account).await?;
    let filter = wanted.filter(two_factor_from.is_some());
    let counts = FacetCounts::of(&facets, &filter);
    let listed = find(&mut tx, account, &wanted, filter, &facets).await?;
    let rows = member_list::rows(&mut tx, account, &listed.ids).await?;
    let pause = mail_pause::find(&mut tx).await?;
    let seen = Seen::at(ctx.now, app, pause.as_ref());
    let members = rows.iter().map(|row| seen.member(row)).collect::<Result<_, Error>>()?;
    Ok(MemberList {
        members,
        matching: wanted.words().is_empty().then_some(counts.matching),
        counts,
        projects,
        two_factor_from,
        pause,
        previous: listed.previous.as_ref().map(encode),
        next: listed.next.as_ref().map(encode),
        more: listed.more,
        wanted,
    })
}

/// Who they are, in order, and the places around them.
pub(super) async fn find(
    tx: &mut Tx,
    account: crate::domain::ids::AccountId,
    wanted: &ListMembers,
    filter: FacetFilter,
    facets: &[(Facet, i64)],
) -> Result<Listed, Error> {
    let from = match (decode(&wanted.after), decode(&wanted.before)) {
        (Some(place), _) => From::After(place),
        (None, Some(place)) => From::Before(place),
        (None, None) => From::Start,
    };
    let project = wanted.project.unwrap_or(WHOLE_ACCOUNT);
    let words = wanted.words();
    if !words.is_empty() {
        let phrase = wanted.phrase();
        let query = SearchQuery { account, project, words, phrase, filter, from, size: wanted.size };
        return Ok(member_search::search(tx, &query).await?);
    }
    let (groups, key) = groups_of(wanted, &filter, facets);
    let descending = wanted.sort.descending && matches!(wanted.sort.by, SortBy::Name | SortBy::LastSeen);
    let query = ListQuery { account, project, groups, key, descending, from, size: wanted.size };
    Ok(member_list::list(tx, &query).await?)
}

/// The facets there are members of, in the groups of the order; none when everybody is listed without groups.
fn groups_of(
    wanted: &ListMembers,
    filter: &FacetFilter,
    facets: &[(Facet, i64)],
) -> (Option<Vec<Vec<Facet>>>, Key) {
    let admitted = || facets.iter().map(|(facet, _)| *facet).filter(|facet| filter.admits(*facet));
    let by = |matches: &dyn Fn(Facet) -> bool| admitted().filter(|facet| matches(*facet)).collect::<Vec<_>>();
    let mut groups: Vec<Vec<Facet>> = match wanted.sort.by {
        SortBy::Name if filter.is_empty() => return (None, Key::Name),
        SortBy::LastSeen if filter.is_empty() => return (None, Key::LastSeen),
        SortBy::Name => return (Some(vec![by(&|_| true)]), Key::Name),
        SortBy::LastSeen => return (Some(vec![by(&|_| true)]), Key::LastSeen),
        SortBy::Role => AccountRole::ALL.map(|role| by(&|facet| facet.role == role)).into(),
        SortBy::Language => Language::ALL.map(|language| by(&|facet| facet.language == language)).into(),
        SortBy::Status => Standing::ALL.map(|standing| by(&|facet| facet.standing == standing)).into(),
        SortBy::TwoFactor => [true, false].map(|on| by(&|facet| facet.two_factor == on)).into(),
    };
    if wanted.sort.descending {
        groups.reverse();
    }
    (Some(groups), Key::Name)
}

/// What the signed-in person reaches beyond the account role.
///
/// # Errors
/// [`Error::SignedOut`], or when the database fails.
pub async fn own_access(app: &App, ctx: &Ctx) -> Result<Access, Error> {
    let principal = ctx.may(Action::SeeOwnAccess, Relation::Oneself)?;
    let mut tx = app.db.read().await?;
    Ok(access_of(&mut tx, principal.account_id, principal.membership_id).await?.1)
}

/// What rows are seen by.
pub(super) struct Seen {
    now: Timestamp,
    /// How long after a link the next may be mailed.
    resend_pause: Span,
    /// Since when no mail is sent at all, if none is.
    paused: Option<Timestamp>,
}

impl Seen {
    /// At a moment, on this server, while the mails rest or not.
    pub fn at(now: Timestamp, app: &App, pause: Option<&Pause>) -> Self {
        Self { now, resend_pause: app.config.resend_pause, paused: pause.map(|pause| pause.since) }
    }

    /// A row of the list as pages and files show it.
    ///
    /// # Errors
    /// When what is kept makes no sense.
    pub fn member(&self, row: &MemberRow) -> Result<Member, Error> {
        let state = row.state()?;
        let cooldown = row.issued_at.map(|issued_at| issued_at + self.resend_pause - self.now);
        let (status, progress) = self.status(state, row.suspended_at, &row.offer);
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
            progress,
            status,
            two_factor: row.two_factor,
            has_app: row.has_app,
            has_passkey: row.has_passkey,
            guards_more: row.guards_more,
            last_seen: row.last_seen(),
            cooldown: cooldown.filter(|left| left.as_micros() > 0),
        })
    }

    /// The Status column, and how far an open invitation has come beyond it.
    pub fn status(
        &self,
        state: MembershipState,
        suspended_at: Option<Timestamp>,
        columns: &OfferColumns,
    ) -> (Status, Option<Progress>) {
        let offer = columns.offer();
        let status = Status::of(state, suspended_at, offer.as_ref(), self.now).held(self.paused);
        let progress = offer.and_then(|offer| progress(&status, offer.mail, columns.opened));
        (status, progress)
    }
}

/// How far an invitation has come whose link is out.
const fn progress(status: &Status, mail: MailState, opened: bool) -> Option<Progress> {
    match (status, mail) {
        (Status::Invited { .. }, _) if opened => Some(Progress::Opened),
        (Status::Invited { .. }, MailState::ByHand) => Some(Progress::ByHand),
        (Status::Invited { .. }, _) => Some(Progress::HandedOver),
        _ => None,
    }
}

/// A place in the list as a link carries it.
pub(super) fn encode(place: &Place) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}:{}:{}", place.id, place.group, place.key))
}

fn decode(text: &str) -> Option<Place> {
    let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let mut parts = decoded.splitn(3, ':');
    let id = MembershipId(parts.next()?.parse().ok()?);
    let group = parts.next()?.parse().ok()?;
    let key = parts.next()?;
    // PostgreSQL keeps no NUL in text, so no place holds one.
    (!key.contains('\0')).then(|| Place { group, key: key.to_owned(), id })
}

/// The project numbers a form may name.
pub(super) fn ids_of(projects: &[ProjectRow]) -> Vec<ProjectId> {
    projects.iter().map(|project| project.id).collect()
}
