//! The list behind the Users page: order, filters, places in it. Which members, in which order, comes from an index alone;
//! what is shown of them is read afterwards, for one page (`docs/adr/0006`).

use super::{
    StoreError, Tx,
    member_places::WHOLE_ACCOUNT,
    member_statements::{self, Shape},
    members::known,
};
use crate::domain::{
    facet::Facet,
    ids::{AccountId, MembershipId, ProjectId, UserId},
    invitation::MailState,
    language::Language,
    member::{MembershipState, Offer, OfferEnd},
    role::{AccountRole, ProjectRole},
    time::Timestamp,
};
use sqlx::{AssertSqlSafe, FromRow, QueryBuilder};

/// A row of the Users page.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the row")]
#[derive(Debug, Clone, FromRow)]
pub struct MemberRow {
    /// The membership's number.
    pub id: MembershipId,
    /// The person's number.
    pub user_id: UserId,
    /// What the account calls the person; may be empty until accepted.
    pub name: String,
    /// The person's address.
    pub email: String,
    language: String,
    role_id: i64,
    /// `ClientAdministrator` over all projects.
    pub client_administrator: bool,
    state: String,
    /// Since when the person is shut out of the account.
    pub suspended_at: Option<Timestamp>,
    /// Whether the person has a second factor.
    pub two_factor: bool,
    /// Whether it is an app, or an app too.
    pub has_app: bool,
    /// Whether it is a passkey, or a passkey too.
    pub has_passkey: bool,
    /// Whether it guards more than this account: another account too, or the installation.
    pub guards_more: bool,
    last_seen_at: Timestamp,
    /// In how many projects in use there is a role.
    pub projects: i64,
    /// When the newest link was made.
    pub issued_at: Option<Timestamp>,
    /// The newest invitation.
    #[sqlx(flatten)]
    pub offer: OfferColumns,
}

/// What the status of a membership needs of its newest invitation, which there may be none of.
#[derive(Debug, Clone, FromRow)]
pub struct OfferColumns {
    /// When the newest link ends.
    pub expires_at: Option<Timestamp>,
    mail_state: Option<String>,
    mail_reason: Option<String>,
    mail_next_at: Option<Timestamp>,
    asked_at: Option<Timestamp>,
    needs_approval_at: Option<Timestamp>,
    accepted_at: Option<Timestamp>,
    declined_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
    /// Whether somebody opened the newest link of an invitation that is not accepted.
    pub opened: bool,
    undone: bool,
}

impl OfferColumns {
    /// The newest invitation.
    pub fn offer(&self) -> Option<Offer> {
        Some(Offer {
            expires_at: self.expires_at?,
            mail: MailState::from_name(self.mail_state.as_deref()?)?,
            mail_reason: self.mail_reason.clone().unwrap_or_default(),
            mail_next_at: self.mail_next_at,
            asked_at: self.asked_at,
            needs_approval_at: self.needs_approval_at,
            end: self.end(),
        })
    }

    fn end(&self) -> Option<(OfferEnd, Timestamp)> {
        match (self.accepted_at, self.declined_at, self.revoked_at) {
            (None, Some(at), _) => Some((OfferEnd::Declined, at)),
            (None, None, Some(at)) if self.undone => Some((OfferEnd::Undone, at)),
            (None, None, Some(at)) => Some((OfferEnd::Withdrawn, at)),
            _ => None,
        }
    }
}

impl MemberRow {
    /// The language the account has for the person.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }

    /// The account role.
    ///
    /// # Errors
    /// When the number is not one of ours.
    pub fn role(&self) -> Result<AccountRole, StoreError> {
        Ok(known("role_id", AccountRole::from_id(self.role_id))?)
    }

    /// How far the membership has come.
    ///
    /// # Errors
    /// When the state is not one of ours.
    pub fn state(&self) -> Result<MembershipState, StoreError> {
        Ok(known("state", MembershipState::from_name(&self.state))?)
    }

    /// When the person was last here.
    pub fn last_seen(&self) -> Option<Timestamp> {
        Some(self.last_seen_at).filter(|at| at.as_micros() > 0)
    }
}

/// A place in the list: between two members. Which group of the order, which key within it, and the number that decides
/// between equal keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The place of the group: zero where the order has no groups.
    pub group: i64,
    /// The sort key or word, or a point in time in microseconds.
    pub key: String,
    /// The membership.
    pub id: MembershipId,
}

/// From which place of the list, in which direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// The beginning.
    Start,
    /// Behind this place.
    After(Place),
    /// Before this place, ending there.
    Before(Place),
}

/// By what members stand in order within a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The folded name, or address.
    Name,
    /// When they were last here.
    LastSeen,
}

/// What to list.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// Whose people.
    pub account: AccountId,
    /// Only people with a role in this project; [`WHOLE_ACCOUNT`] for everybody.
    pub project: ProjectId,
    /// The facets looked for, in groups that follow each other; none for everybody but the removed, whatever their facet:
    /// the order then comes from one range of one index.
    pub groups: Option<Vec<Vec<Facet>>>,
    /// The order within a group.
    pub key: Key,
    /// Whether the order within a group is turned round.
    pub descending: bool,
    /// From where.
    pub from: From,
    /// How many.
    pub size: i64,
}

/// Members in order, and the places before and behind them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// At most as many as asked for.
    pub ids: Vec<MembershipId>,
    /// Before the first of them, if there is somebody.
    pub previous: Option<Place>,
    /// Behind the last of them, if there is somebody.
    pub next: Option<Place>,
    /// Whether one more was seen on the way than was asked for.
    pub more: bool,
}

impl Listed {
    /// From one more row than asked for, in the order they were found.
    pub(super) fn of(mut found: Vec<Place>, size: i64, from: &From) -> Self {
        let wanted = usize::try_from(size).unwrap_or(0);
        let more = found.len() > wanted;
        found.truncate(wanted);
        let backwards = matches!(from, From::Before(_));
        if backwards {
            found.reverse();
        }
        let (first, last) = (found.first().cloned(), found.last().cloned());
        let ids = found.into_iter().map(|place| place.id).collect();
        match from {
            From::Start => Self { ids, previous: None, next: last.filter(|_| more), more },
            From::After(place) => Self {
                ids,
                previous: Some(first.unwrap_or_else(|| place.clone())),
                next: last.filter(|_| more),
                more,
            },
            From::Before(place) => Self {
                ids,
                previous: first.filter(|_| more),
                next: Some(last.unwrap_or_else(|| place.clone())),
                more,
            },
        }
    }
}

/// A page of the people of an account. The work grows with the number of facets and the size of the page, not with the
/// number of people.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, query: &ListQuery) -> Result<Listed, StoreError> {
    let backwards = matches!(query.from, From::Before(_));
    let all = [Vec::new()];
    let groups: Vec<(i64, &Vec<Facet>)> = (0..).zip(query.groups.as_deref().unwrap_or(&all)).collect();
    let place = match &query.from {
        From::Start => None,
        From::After(place) | From::Before(place) => Some(place),
    };
    let mut found = Vec::new();
    let mut turns: Vec<_> = groups
        .into_iter()
        .filter(|(number, _)| {
            place.is_none_or(|place| if backwards { *number <= place.group } else { *number >= place.group })
        })
        .collect();
    if backwards {
        turns.reverse();
    }
    for (number, facets) in turns {
        let left = query.size + 1 - i64::try_from(found.len()).unwrap_or(query.size);
        if left <= 0 {
            break;
        }
        let bound = place.filter(|place| place.group == number);
        let codes: Vec<i64> = facets.iter().map(|facet| facet.code()).collect();
        let codes = query.groups.is_some().then_some(codes.as_slice());
        let keys = in_group(tx, query, codes, bound, backwards, left).await?;
        found.extend(keys.into_iter().map(|(key, id)| Place { group: number, key, id }));
    }
    Ok(Listed::of(found, query.size, &query.from))
}

/// The next members of one group.
async fn in_group(
    tx: &mut Tx,
    query: &ListQuery,
    codes: Option<&[i64]>,
    bound: Option<&Place>,
    backwards: bool,
    limit: i64,
) -> Result<Vec<(String, MembershipId)>, StoreError> {
    if codes.is_some_and(<[i64]>::is_empty) {
        return Ok(Vec::new());
    }
    let whole_account = query.project == WHOLE_ACCOUNT;
    let scope = if whole_account { query.account.0 } else { query.project.0 };
    let shape = Shape {
        whole_account,
        facets: codes.map(<[i64]>::len),
        key: query.key,
        ascending: query.descending == backwards,
        bound: bound.is_some(),
    };
    // The key is bound as what it is compared with: a text, or a point in time.
    macro_rules! fetch {
        ($key:ty, $read:expr) => {
            match tx {
                Tx::Sqlite(transaction) => {
                    let text = AssertSqlSafe(shape.for_sqlite());
                    let mut sql = sqlx::query_as::<_, ($key, MembershipId)>(text).bind(scope).bind(limit);
                    if let Some(place) = bound {
                        sql = sql.bind($read(&place.key)).bind(place.id);
                    }
                    for code in codes.unwrap_or_default() {
                        sql = sql.bind(*code);
                    }
                    sql.fetch_all(&mut **transaction).await?
                }
                Tx::Postgres(transaction) => {
                    let text = AssertSqlSafe(shape.for_postgres());
                    let mut sql = sqlx::query_as::<_, ($key, MembershipId)>(text).bind(scope).bind(limit);
                    if let Some(place) = bound {
                        sql = sql.bind($read(&place.key)).bind(place.id);
                    }
                    if let Some(codes) = codes {
                        sql = sql.bind(codes);
                    }
                    sql.fetch_all(&mut **transaction).await?
                }
            }
        };
    }
    Ok(match query.key {
        Key::Name => fetch!(String, str::to_owned),
        Key::LastSeen => {
            let rows = fetch!(Timestamp, |key: &str| Timestamp::from_micros(key.parse().unwrap_or(0)));
            rows.into_iter().map(|(at, id)| (at.as_micros().to_string(), id)).collect()
        }
    })
}

/// What the list shows of these members of an account, in the order given. Numbers of other accounts have no row.
///
/// # Errors
/// When the database fails.
pub async fn rows(
    tx: &mut Tx,
    account: AccountId,
    ids: &[MembershipId],
) -> Result<Vec<MemberRow>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<MemberRow> = match tx {
        Tx::Sqlite(transaction) => {
            let text = AssertSqlSafe(member_statements::rows_for_sqlite(ids.len()));
            let mut sql = sqlx::query_as(text).bind(account);
            for id in ids {
                sql = sql.bind(*id);
            }
            sql.fetch_all(&mut **transaction).await?
        }
        Tx::Postgres(transaction) => {
            let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
            sqlx::query_as(member_statements::ROWS_FOR_POSTGRES)
                .bind(account)
                .bind(ids)
                .fetch_all(&mut **transaction)
                .await?
        }
    };
    let place = |row: &MemberRow| ids.iter().position(|id| *id == row.id);
    rows.sort_by_key(place);
    Ok(rows)
}

/// The roles in projects of these members, by name of the project.
///
/// # Errors
/// When the database fails.
pub async fn project_roles(
    tx: &mut Tx,
    ids: &[MembershipId],
) -> Result<Vec<(MembershipId, String, ProjectRole)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(MembershipId, String, String)> = on_db!(tx, c => {
        let mut sql = QueryBuilder::new(
            "SELECT r.membership_id, p.name, r.role FROM project_roles r JOIN projects p ON p.id = r.project_id
             WHERE r.membership_id IN (",
        );
        let mut list = sql.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        sql.push(") ORDER BY p.name, p.id");
        sql.build_query_as().fetch_all(c).await
    })?;
    rows.into_iter()
        .map(|(id, project, role)| Ok((id, project, known("role", ProjectRole::from_name(&role))?)))
        .collect()
}
