//! What to list on the Users page, as an address says it: search, filters, order, place.

use crate::domain::{
    facet::FacetFilter, factor::FactorState, ids::ProjectId, language::Language, member::Standing,
    role::AccountRole, search,
};

/// The numbers of entries per page that can be chosen.
pub const SIZES: [i64; 4] = [10, 25, 50, 100];
/// The number of entries per page when none is chosen.
pub const DEFAULT_SIZE: i64 = 50;
/// The longest search, in characters.
const LONGEST_SEARCH: usize = 200;

/// By which column the list is in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Name, or address where there is none.
    #[default]
    Name,
    /// Account role, the highest first.
    Role,
    /// Language.
    Language,
    /// Status.
    Status,
    /// Two-factor authentication, those who have it first.
    TwoFactor,
    /// Last seen, the longest ago first; those who never came come before all.
    LastSeen,
}

impl SortBy {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Role, Self::Language, Self::Status, Self::TwoFactor, Self::LastSeen];

    /// As it stands in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Language => "language",
            Self::Status => "status",
            Self::TwoFactor => "two_factor",
            Self::LastSeen => "last_seen",
        }
    }
}

/// An order, and whether it is turned round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub by: SortBy,
    /// Whether it is turned round.
    pub descending: bool,
}

impl Sort {
    /// As it stands in addresses: `name`, `-last_seen`.
    pub fn to_text(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by.name())
    }

    fn from_text(text: &str) -> Option<Self> {
        let name = text.strip_prefix('-').unwrap_or(text);
        let by = SortBy::ALL.into_iter().find(|by| by.name() == name)?;
        Some(Self { by, descending: text.starts_with('-') })
    }
}

/// What to list. Made from an address; whatever makes no sense there counts as not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListMembers {
    /// Words to look for, at most 200 characters.
    pub search: String,
    /// Of these standings; none for everybody but the removed.
    pub statuses: Vec<Standing>,
    /// Of these roles; none for all.
    pub roles: Vec<AccountRole>,
    /// With or without a second factor; none for both.
    pub two_factor: Vec<FactorState>,
    /// Of these languages; none for all.
    pub languages: Vec<Language>,
    /// With a role in this project.
    pub project: Option<ProjectId>,
    /// The order; while searching, the best match comes first instead.
    pub sort: Sort,
    /// The place behind which to begin, from [`super::members::MemberList::next`].
    pub after: String,
    /// The place before which to end, from [`super::members::MemberList::previous`].
    pub before: String,
    /// Entries per page, one of [`SIZES`].
    pub size: i64,
}

impl Default for ListMembers {
    fn default() -> Self {
        Self {
            search: String::new(),
            statuses: Vec::new(),
            roles: Vec::new(),
            two_factor: Vec::new(),
            languages: Vec::new(),
            project: None,
            sort: Sort::default(),
            after: String::new(),
            before: String::new(),
            size: DEFAULT_SIZE,
        }
    }
}

impl ListMembers {
    /// Reads the part of an address behind the question mark.
    pub fn from_query(query: &str) -> Self {
        let mut wanted = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(200) {
            match name.as_ref() {
                "search" => wanted.search = value.chars().take(LONGEST_SEARCH).collect(),
                "status" => add(&mut wanted.statuses, Standing::from_name(&value)),
                "role" => add(&mut wanted.roles, value.parse().ok().and_then(AccountRole::from_id)),
                "two_factor" => add(&mut wanted.two_factor, FactorState::from_name(&value)),
                "language" => add(&mut wanted.languages, Language::from_code(&value)),
                "project" => wanted.project = value.parse().ok().filter(|id| *id > 0).map(ProjectId),
                "sort" => wanted.sort = Sort::from_text(&value).unwrap_or_default(),
                "after" => wanted.after = value.into_owned(),
                "before" => wanted.before = value.into_owned(),
                "size" => {
                    wanted.size =
                        value.parse().ok().filter(|size| SIZES.contains(size)).unwrap_or(DEFAULT_SIZE);
                }
                _ => {}
            }
        }
        wanted
    }

    /// The part of an address behind the question mark; what says nothing is left out. Empty when nothing is said.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.search.is_empty() {
            query.append_pair("search", &self.search);
        }
        for standing in &self.statuses {
            query.append_pair("status", standing.name());
        }
        for role in &self.roles {
            query.append_pair("role", &role.id().to_string());
        }
        for state in &self.two_factor {
            query.append_pair("two_factor", state.name());
        }
        for language in &self.languages {
            query.append_pair("language", language.code());
        }
        if let Some(project) = self.project {
            query.append_pair("project", &project.to_string());
        }
        if self.sort != Sort::default() {
            query.append_pair("sort", &self.sort.to_text());
        }
        if self.size != DEFAULT_SIZE {
            query.append_pair("size", &self.size.to_string());
        }
        if !self.after.is_empty() {
            query.append_pair("after", &self.after);
        } else if !self.before.is_empty() {
            query.append_pair("before", &self.before);
        }
        query.finish()
    }

    /// The same list from its beginning.
    #[must_use]
    pub fn from_start(&self) -> Self {
        Self { after: String::new(), before: String::new(), ..self.clone() }
    }

    /// The filters over facets, in an account that requires a second factor or not.
    pub fn filter(&self, requires_two_factor: bool) -> FacetFilter {
        FacetFilter {
            standings: self.statuses.clone(),
            roles: self.roles.clone(),
            languages: self.languages.clone(),
            two_factor: self.two_factor.clone(),
            requires_two_factor,
        }
    }

    /// The ranges of words to look for; none when nothing is searched.
    pub fn words(&self) -> Vec<search::Range> {
        search::ranges_of(&self.search)
    }

    /// The range of names that hold these words one behind the other.
    pub fn phrase(&self) -> Option<search::Range> {
        search::phrase_of(&self.search)
    }
}

/// A choice made twice is made once.
fn add<T: PartialEq>(chosen: &mut Vec<T>, one: Option<T>) {
    if let Some(one) = one.filter(|one| !chosen.contains(one)) {
        chosen.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back() {
        let query = "search=mara+lind&status=active&status=expired&role=5&two_factor=off&language=de&project=7\
                     &sort=-last_seen&size=25&after=abc";
        let wanted = ListMembers::from_query(query);
        assert_eq!(wanted.to_query(), query);
        assert_eq!(wanted.statuses, [Standing::Active, Standing::Expired]);
        assert_eq!(ListMembers::from_query("").to_query(), "");
    }

    #[test]
    fn what_makes_no_sense_counts_as_not_said() {
        for query in [
            "status=x&role=1.5&two_factor=yes&language=xx&project=-1&sort=--name&size=0",
            "role=7&project=abc&sort=&size=1000000&other=1",
            "status=&role=&language=&project=9223372036854775808",
            "%FF=%00&size=ten",
        ] {
            assert_eq!(ListMembers::from_query(query), ListMembers::default(), "{query}");
        }
        let twice = ListMembers::from_query("status=active&status=active&size=10&size=x");
        assert_eq!((twice.statuses.len(), twice.size), (1, DEFAULT_SIZE));
        let long = ListMembers::from_query(&format!("search={}", "x".repeat(1000)));
        assert_eq!(long.search.len(), LONGEST_SEARCH);
    }
}
