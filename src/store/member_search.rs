//! Finding members by the beginnings of words. The best match comes first: the order is that of the words that were found,
//! so that a page is read from where its index stands, however many are found (`docs/adr/0006`).

use super::{
    Sql, StoreError, Tx,
    member_list::{From, Listed, Place},
};
use crate::domain::{
    facet::{Facet, FacetFilter},
    ids::{AccountId, MembershipId, ProjectId},
    search::{Range, bits_of},
};
use sqlx::FromRow;

// So many words are looked at ($5); of them those with all bits ($7) are given back with the member's own row. CROSS JOIN
// keeps SQLite from turning the join round; PostgreSQL does as it likes with it. $6 is a project, or 0 for all. When there
// were as many words as that, the last one stands beside them: where the next ones begin.
const FORWARDS: Sql = Sql::same(
    "WITH looked AS MATERIALIZED (SELECT word, membership_id, bits FROM member_words
        WHERE account_id = $1 AND (word, membership_id) > ($2, $3) AND word < $4
        ORDER BY word, membership_id LIMIT $5)
     SELECT c.word, m.id, m.facet, m.words,
        ($6 = 0 OR EXISTS (SELECT 1 FROM project_roles r WHERE r.membership_id = m.id AND r.project_id = $6)) AS within,
        FALSE AS is_last
     FROM looked AS c CROSS JOIN memberships m WHERE m.id = c.membership_id AND (c.bits & $7) = $7
     UNION ALL
     SELECT word, membership_id, 0, '', FALSE, TRUE FROM
        (SELECT word, membership_id FROM looked ORDER BY word, membership_id LIMIT 1 OFFSET $5 - 1) AS last",
);
const BACKWARDS: Sql = Sql::same(
    "WITH looked AS MATERIALIZED (SELECT word, membership_id, bits FROM member_words
        WHERE account_id = $1 AND (word, membership_id) < ($2, $3) AND word >= $4
        ORDER BY word DESC, membership_id DESC LIMIT $5)
     SELECT c.word, m.id, m.facet, m.words,
        ($6 = 0 OR EXISTS (SELECT 1 FROM project_roles r WHERE r.membership_id = m.id AND r.project_id = $6)) AS within,
        FALSE AS is_last
     FROM looked AS c CROSS JOIN memberships m WHERE m.id = c.membership_id AND (c.bits & $7) = $7
     UNION ALL
     SELECT word, membership_id, 0, '', FALSE, TRUE FROM
        (SELECT word, membership_id FROM looked ORDER BY word DESC, membership_id DESC LIMIT 1 OFFSET $5 - 1) AS last",
);
const HOW_OFTEN: Sql = Sql::same(
    "SELECT count(*) FROM
        (SELECT 1 FROM member_words WHERE account_id = $1 AND word >= $2 AND word < $3 LIMIT $4) AS found",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[("forwards", FORWARDS), ("backwards", BACKWARDS), ("how_often", HOW_OFTEN)];

/// How many words are looked at in one go at the most; each go takes four times as many as the one before.
const MOST: i64 = 8192;
/// How many words the first go looks at where most of them are of people who lack another word that is searched for: the
/// database gives only the others back, so that looking at more costs less than asking again. Where nearly everybody looked
/// at is found, the first go takes as many as people are wanted.
const FIRST_OF_MIXED: i64 = PLENTY;
/// How many words are looked at for one page when somebody was found: what is left stands behind "Next".
const PLENTY: i64 = 500;
/// How many words are looked at for one page when nobody was found: a search for two frequent words that hardly anybody has
/// both of ends there, and goes on behind "Next".
const ENOUGH: i64 = 20_000;
/// Up to how many people of a word are counted, to tell which of several words the fewest have.
const RARE: i64 = 500;

/// Whom to find.
#[derive(Debug, Clone)]
pub struct SearchQuery {
    /// Whose people.
    pub account: AccountId,
    /// Only people with a role in this project; `member_places::WHOLE_ACCOUNT` for everybody.
    pub project: ProjectId,
    /// The ranges of `domain::search::ranges_of`, the longest word first; never empty.
    pub words: Vec<Range>,
    /// The range of `domain::search::phrase_of`: people in it come first.
    pub phrase: Option<Range>,
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
    within: bool,
    is_last: bool,
}

impl Candidate {
    fn first_of(&self, (from, until): &Range) -> Option<&str> {
        self.words.split(' ').find(|word| *word >= from.as_str() && *word < until.as_str())
    }

    /// Whether all words are found, the filters admit the person, and this word is the first of theirs in this stage, and
    /// the stage the first that they are in: a person found by several words stands in the list once.
    fn is_found(&self, query: &SearchQuery, stage: &Stage) -> bool {
        self.within
            && self.first_of(&stage.range) == Some(self.word.as_str())
            && (stage.number == PHRASE
                || query.phrase.as_ref().is_none_or(|phrase| self.first_of(phrase).is_none()))
            && Facet::from_code(self.facet).is_some_and(|facet| query.filter.admits(facet))
            && query.words.iter().all(|range| self.first_of(range).is_some())
    }
}

/// The stage of those whose name has the words typed one behind the other.
const PHRASE: i64 = 0;
/// The stage of all others, by the word that the fewest have.
const WORDS: i64 = 1;

/// One range of the words after the other is gone through; the number is the group of its places.
struct Stage {
    number: i64,
    range: Range,
}

/// A page of the members that are found.
///
/// # Errors
/// When the database fails.
pub async fn search(tx: &mut Tx, query: &SearchQuery) -> Result<Listed, StoreError> {
    let backwards = matches!(query.from, From::Before(_));
    let place = match &query.from {
        From::Start => None,
        From::After(place) | From::Before(place) => Some(place),
    };
    let statement = tx.pick(if backwards { &BACKWARDS } else { &FORWARDS });
    let bits = bits_of(query.words.iter().map(|(from, _)| from.as_str()));
    let wanted = usize::try_from(query.size + 1).unwrap_or(0);
    let mut seen = 0;
    let mut found = Vec::new();
    for stage in stages(tx, query, place, backwards).await? {
        let (from, until) = &stage.range;
        let (mut key, mut id) = match place.filter(|place| place.group == stage.number) {
            Some(place) => (place.key.clone(), place.id),
            None => (if backwards { until } else { from }.clone(), MembershipId(0)),
        };
        let limit = if backwards { from } else { until };
        let mixed = stage.number == WORDS && query.words.len() > 1;
        let mut chunk = if mixed { FIRST_OF_MIXED.max(query.size + 1) } else { query.size + 1 };
        loop {
            let mut candidates: Vec<Candidate> = on_db!(tx, c => sqlx::query_as(statement)
                .bind(query.account).bind(&key).bind(id).bind(limit).bind(chunk).bind(query.project).bind(bits)
                .fetch_all(c).await)?;
            let last = candidates.iter().position(|candidate| candidate.is_last);
            let reached = last.map(|place| candidates.swap_remove(place)).map(|last| (last.word, last.id));
            candidates.sort_by(|one, other| (&one.word, one.id).cmp(&(&other.word, other.id)));
            if backwards {
                candidates.reverse();
            }
            for candidate in candidates {
                if candidate.is_found(query, &stage) {
                    found.push(Place { group: stage.number, key: candidate.word, id: candidate.id });
                    if found.len() == wanted {
                        return Ok(Listed::of(found, query.size, &query.from));
                    }
                }
            }
            let Some(reached) = reached else { break };
            (key, id) = reached;
            seen += chunk;
            let budget = if found.is_empty() { ENOUGH } else { PLENTY };
            if seen >= budget {
                // The place that was come to, not the last one found: "Next" goes on from here.
                let reached = Some(Place { group: stage.number, key, id });
                let listed = Listed::of(found, query.size, &query.from);
                return Ok(if backwards {
                    Listed { previous: reached, ..listed }
                } else {
                    Listed { next: reached, ..listed }
                });
            }
            chunk = (chunk * 4).min(MOST).min(budget - seen);
        }
    }
    Ok(Listed::of(found, query.size, &query.from))
}

/// What is gone through, in its order, from the stage of the place on.
async fn stages(
    tx: &mut Tx,
    query: &SearchQuery,
    place: Option<&Place>,
    backwards: bool,
) -> Result<Vec<Stage>, StoreError> {
    let mut stages = Vec::new();
    if let Some(range) = query.phrase.clone() {
        stages.push(Stage { number: PHRASE, range });
    }
    // A place tells by which word the people around it were found.
    let place_of_words = place.filter(|place| place.group == WORDS);
    let same = place_of_words.and_then(|place| {
        query.words.iter().find(|(from, until)| place.key >= *from && place.key < *until).cloned()
    });
    let range = match same {
        Some(range) => Some(range),
        None => rarest(tx, query).await?,
    };
    stages.extend(range.map(|range| Stage { number: WORDS, range }));
    stages.retain(|stage| {
        place.is_none_or(
            |place| {
                if backwards { stage.number <= place.group } else { stage.number >= place.group }
            },
        )
    });
    if backwards {
        stages.reverse();
    }
    Ok(stages)
}

/// The word that the fewest people have, of several equal ones the longest.
async fn rarest(tx: &mut Tx, query: &SearchQuery) -> Result<Option<Range>, StoreError> {
    let mut best: Option<(i64, &Range)> = None;
    let sql = tx.pick(&HOW_OFTEN);
    for range in &query.words {
        if query.words.len() == 1 {
            return Ok(Some(range.clone()));
        }
        let people: i64 = on_db!(tx, c => sqlx::query_scalar(sql)
            .bind(query.account).bind(&range.0).bind(&range.1).bind(RARE).fetch_one(c).await)?;
        if best.is_none_or(|(fewest, _)| people < fewest) {
            best = Some((people, range));
        }
    }
    Ok(best.map(|(_, range)| range.clone()))
}
