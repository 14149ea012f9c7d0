//! Finding members by the beginnings of words. The best match comes first: the order is that of the words that were found,
//! so that a page is read from where its index stands, however many are found (`docs/adr/0006`).

use super::{
    Sql, StoreError, Tx,
    member_list::{From, Listed, Place},
    member_places::WHOLE_ACCOUNT,
};
use crate::domain::{
    facet::{Facet, FacetFilter},
    ids::{AccountId, MembershipId, ProjectId},
};
use sqlx::FromRow;

// CROSS JOIN keeps SQLite from turning the join round; PostgreSQL does as it likes with it.
const FORWARDS: Sql = Sql::same(
    "SELECT w.word, m.id, m.facet, m.words FROM member_words w CROSS JOIN memberships m
     WHERE m.id = w.membership_id AND w.account_id = $1 AND (w.word, w.membership_id) > ($2, $3) AND w.word < $4
     ORDER BY w.word, w.membership_id LIMIT $5",
);
const BACKWARDS: Sql = Sql::same(
    "SELECT w.word, m.id, m.facet, m.words FROM member_words w CROSS JOIN memberships m
     WHERE m.id = w.membership_id AND w.account_id = $1 AND (w.word, w.membership_id) < ($2, $3) AND w.word >= $4
     ORDER BY w.word DESC, w.membership_id DESC LIMIT $5",
);
const IN_PROJECT: Sql =
    Sql::same("SELECT EXISTS (SELECT 1 FROM project_roles WHERE membership_id = $1 AND project_id = $2)");

/// The statements here.
pub const ALL: &[(&str, Sql)] =
    &[("forwards", FORWARDS), ("backwards", BACKWARDS), ("in_project", IN_PROJECT)];

/// How many are looked at in the first go; each further one takes four times as many.
const FIRST: i64 = 128;
/// How many are looked at in one go at the most.
const MOST: i64 = 4096;
/// How many are looked at for one page: a search for two frequent words that hardly anybody has both of ends there, and
/// goes on behind "Next".
const ENOUGH: i64 = 20_000;

/// Whom to find.
#[derive(Debug, Clone)]
pub struct SearchQuery {
    /// Whose people.
    pub account: AccountId,
    /// Only people with a role in this project; [`WHOLE_ACCOUNT`] for everybody.
    pub project: ProjectId,
    /// The ranges of `domain::search::ranges_of`, the longest word first; never empty.
    pub words: Vec<(String, String)>,
    /// Only people whom the filters admit.
    pub filter: FacetFilter,
    /// From where.
    pub from: From,
    /// How many.
    pub size: i64,
}

#[derive(FromRow)]
struct Candidate {
    word: String,
    id: MembershipId,
    facet: i64,
    words: String,
}

impl Candidate {
    /// Whether all words are found, the filters admit the person, and this word is the first of theirs that is found: a
    /// person found by several words stands in the list once.
    fn is_found(&self, query: &SearchQuery, (from, until): &(String, String)) -> bool {
        let within = |word: &&str, from: &str, until: &str| *word >= from && *word < until;
        let first = self.words.split_whitespace().find(|word| within(word, from, until));
        first == Some(self.word.as_str())
            && Facet::from_code(self.facet).is_some_and(|facet| query.filter.admits(facet))
            && query
                .words
                .iter()
                .all(|(from, until)| self.words.split_whitespace().any(|word| within(&word, from, until)))
    }
}

/// A page of the members that are found.
///
/// # Errors
/// When the database fails.
pub async fn search(tx: &mut Tx, query: &SearchQuery) -> Result<Listed, StoreError> {
    let Some(range) = query.words.first() else { return Ok(Listed::default()) };
    let backwards = matches!(query.from, From::Before(_));
    let (mut key, mut id) = match &query.from {
        From::Start => (range.0.clone(), MembershipId(0)),
        From::After(place) | From::Before(place) => (place.key.clone(), place.id),
    };
    let limit = if backwards { &range.0 } else { &range.1 };
    let statement = tx.pick(if backwards { &BACKWARDS } else { &FORWARDS });
    let wanted = usize::try_from(query.size + 1).unwrap_or(0);
    let (mut chunk, mut seen) = (FIRST, 0);
    let mut found = Vec::new();
    loop {
        let candidates: Vec<Candidate> = on_db!(tx, c => sqlx::query_as(statement)
            .bind(query.account).bind(&key).bind(id).bind(limit).bind(chunk).fetch_all(c).await)?;
        let count = i64::try_from(candidates.len()).unwrap_or(chunk);
        for candidate in candidates {
            (key, id) = (candidate.word.clone(), candidate.id);
            if candidate.is_found(query, range) && is_in_project(tx, query.project, candidate.id).await? {
                found.push(Place { group: 0, key: candidate.word, id: candidate.id });
                if found.len() == wanted {
                    return Ok(Listed::of(found, query.size, &query.from));
                }
            }
        }
        seen += count;
        if count < chunk {
            return Ok(Listed::of(found, query.size, &query.from));
        }
        if seen >= ENOUGH {
            // The place that was come to, not the last one found: "Next" goes on from here.
            let reached = Some(Place { group: 0, key, id });
            let listed = Listed::of(found, query.size, &query.from);
            return Ok(if backwards {
                Listed { previous: reached, ..listed }
            } else {
                Listed { next: reached, ..listed }
            });
        }
        chunk = (chunk * 4).min(MOST);
    }
}

async fn is_in_project(tx: &mut Tx, project: ProjectId, id: MembershipId) -> Result<bool, StoreError> {
    if project == WHOLE_ACCOUNT {
        return Ok(true);
    }
    let sql = tx.pick(&IN_PROJECT);
    Ok(on_db!(tx, c => sqlx::query_scalar(sql).bind(id).bind(project).fetch_one(c).await)?)
}
