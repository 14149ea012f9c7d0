//! The texts of the statements over lists of members that are made while running, since they depend on what is asked for:
//! how many facets, which order, which direction. Every value in them is bound.

use super::{Sql, member_list::Key};

/// What the text of the statement for a part of the list depends on. Its values are, in this order: the account or project,
/// how many, the place (key and number) if there is a bound, the facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Over a whole account; else over one project.
    pub whole_account: bool,
    /// How many facets are looked for; none for everybody but the removed.
    pub facets: Option<usize>,
    /// By what they stand in order.
    pub key: Key,
    /// In which direction they are read.
    pub ascending: bool,
    /// Whether it begins at a place.
    pub bound: bool,
}

impl Shape {
    /// One range of an index for each facet, and SQLite draws them together one row at a time: it reads no more rows than
    /// it gives back, and one for each facet.
    pub fn for_sqlite(self) -> String {
        let Some(facets) = self.facets else {
            // By itself it would take the index over facets, and sort what it finds.
            let (by_name, by_seen) = if self.whole_account {
                ("memberships_in_order", "memberships_by_seen")
            } else {
                ("project_roles_in_order", "project_roles_by_seen")
            };
            let index = if self.key == Key::Name { by_name } else { by_seen };
            return self.everybody(&format!(" INDEXED BY {index}"));
        };
        let first = if self.bound { 5 } else { 3 };
        let ranges: Vec<String> =
            (first..first + facets).map(|value| self.range("", &format!("facet = ${value}"))).collect();
        format!("{} {}", ranges.join(" UNION ALL "), self.order("k", "n"))
    }

    /// The facets come as one array, so that the text is the same for every number of them.
    pub fn for_postgres(self) -> String {
        if self.facets.is_none() {
            return self.everybody("");
        }
        let array = if self.bound { "$5" } else { "$3" };
        let (_, key, id) = self.names();
        format!(
            "SELECT p.k, p.n FROM unnest({array}::bigint[]) AS f (code) CROSS JOIN LATERAL ({} {}) AS p {}",
            self.range("", "facet = f.code"),
            self.order(key, id),
            self.order("p.k", "p.n"),
        )
    }

    /// One range of the index over the order alone.
    fn everybody(self, index: &str) -> String {
        let (_, key, id) = self.names();
        let but_removed = if self.whole_account { "state <> 'removed'" } else { "facet < 768" };
        format!("{} {}", self.range(index, but_removed), self.order(key, id))
    }

    fn names(self) -> (&'static str, &'static str, &'static str) {
        let key = match self.key {
            Key::Name => "sort_key",
            Key::LastSeen => "last_seen_at",
        };
        if self.whole_account { ("memberships", key, "id") } else { ("project_roles", key, "membership_id") }
    }

    fn range(self, index: &str, condition: &str) -> String {
        let (table, key, id) = self.names();
        let scope = if self.whole_account { "account_id" } else { "project_id" };
        let beyond = if self.ascending { ">" } else { "<" };
        let bound = if self.bound { format!(" AND ({key}, {id}) {beyond} ($3, $4)") } else { String::new() };
        format!("SELECT {key} AS k, {id} AS n FROM {table}{index} WHERE {scope} = $1 AND {condition}{bound}")
    }

    fn order(self, key: &str, id: &str) -> String {
        let direction = if self.ascending { "ASC" } else { "DESC" };
        format!("ORDER BY {key} {direction}, {id} {direction} LIMIT $2")
    }
}

/// The columns of [`super::member_list::OfferColumns`], the membership and its newest invitation standing under these
/// names.
macro_rules! offer_columns {
    ($membership:literal, $invitation:literal) => {
        concat!(
            $invitation,
            ".expires_at, ",
            $invitation,
            ".mail_state, ",
            $invitation,
            ".mail_reason, ",
            $invitation,
            ".mail_next_at, ",
            $invitation,
            ".asked_at, ",
            $invitation,
            ".needs_approval_at, ",
            $invitation,
            ".accepted_at, ",
            $invitation,
            ".declined_at, ",
            $invitation,
            ".revoked_at, ",
            $membership,
            ".state = 'pending' AND EXISTS (SELECT 1 FROM mail_events e WHERE e.invitation_id = ",
            $invitation,
            ".id AND e.generation = ",
            $invitation,
            ".generation AND e.kind = 'opened' AND e.detail = 'page') AS opened, ",
            // Only of what was undone is the link forgotten (`invite_terms::forget_link`).
            $membership,
            ".state = 'removed' AND ",
            $invitation,
            ".revoked_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invitation_links l WHERE l.invitation_id = ",
            $invitation,
            ".id) AS undone "
        )
    };
}
pub(super) use offer_columns;

macro_rules! rows {
    ($these:literal) => {
        concat!(
            "SELECT m.id, u.id AS user_id, m.name, u.email, m.language, m.role_id, m.client_administrator, m.state,
                m.suspended_at, m.two_factor, m.last_seen_at,
                m.two_factor AND EXISTS (SELECT 1 FROM factors f WHERE f.user_id = m.user_id AND f.kind = 'app'
                    AND f.confirmed_at IS NOT NULL) AS has_app,
                m.two_factor AND EXISTS (SELECT 1 FROM factors f WHERE f.user_id = m.user_id AND f.kind = 'passkey'
                    AND f.confirmed_at IS NOT NULL) AS has_passkey,
                m.two_factor AND (u.is_operator OR EXISTS (SELECT 1 FROM memberships o
                    WHERE o.user_id = m.user_id AND o.account_id <> m.account_id AND o.state = 'active')) AS guards_more,
                (SELECT count(*) FROM project_roles r JOIN projects p ON p.id = r.project_id
                    WHERE r.membership_id = m.id AND p.archived_at IS NULL) AS projects,
                i.issued_at, ",
            offer_columns!("m", "i"),
            "FROM memberships m JOIN users u ON u.id = m.user_id LEFT JOIN invitations i ON i.id = m.invitation_id
             WHERE m.id ",
            $these,
            // The plus keeps SQLite from walking the whole account by an index to find a few of its members.
            " AND +m.account_id = $1"
        )
    };
}

/// What the list shows of members; the values are the account and an array of numbers.
pub(super) const ROWS_FOR_POSTGRES: &str = rows!("= ANY ($2)");

/// What the list shows of so many members; the values are the account and their numbers.
pub(super) fn rows_for_sqlite(how_many: usize) -> String {
    let values: Vec<String> = (2..how_many + 2).map(|value| format!("${value}")).collect();
    rows!("IN (…)").replace('…', &values.join(", "))
}

/// The text of every kind of statement over lists of members, for SQLite and for PostgreSQL: for the tests that prepare
/// and explain them. With the constants of the modules' `ALL` that is everything the Users page asks.
pub fn member_statements() -> Vec<(String, String, String)> {
    let mut all = vec![("member_list.rows".to_owned(), rows_for_sqlite(51), ROWS_FOR_POSTGRES.to_owned())];
    for whole_account in [true, false] {
        for facets in [None, Some(1), Some(3), Some(50)] {
            for key in [Key::Name, Key::LastSeen] {
                for (ascending, bound) in [(true, false), (true, true), (false, false), (false, true)] {
                    let shape = Shape { whole_account, facets, key, ascending, bound };
                    all.push((format!("member_list.{shape:?}"), shape.for_sqlite(), shape.for_postgres()));
                }
            }
        }
    }
    all
}

impl Sql {
    /// The two texts.
    pub fn texts(self) -> (String, String) {
        (self.sqlite.to_owned(), self.postgres.to_owned())
    }
}
