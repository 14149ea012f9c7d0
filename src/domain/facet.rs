//! Where a member stands in every list at once: standing, role, language and second factor as one number. Few numbers
//! exist, so every filter is a short list of them, each a range of one index, and counting adds up a small table
//! (`docs/adr/0006`).

use super::{factor::FactorState, language::Language, member::Standing, role::AccountRole};

/// Standing, role, language and second factor of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facet {
    /// The word of the Status column.
    pub standing: Standing,
    /// The account role.
    pub role: AccountRole,
    /// The language the account has for the person.
    pub language: Language,
    /// Whether the person has a second factor.
    pub two_factor: bool,
}

impl Facet {
    /// The smallest number of somebody who was removed, and all from here on are: `migrations/*/0006` and the statements
    /// over the roles of a project leave the removed out by it.
    pub const FIRST_REMOVED: i64 = 128 * Standing::Removed.number();

    /// What stands in place of a number until somebody is counted.
    pub const NOT_COUNTED: i64 = -1;

    /// The number that the database keeps. Never change what a number means.
    pub fn code(self) -> i64 {
        let language = Language::ALL.iter().zip(0..).find(|(language, _)| **language == self.language);
        let language = language.map_or(0, |(_, place)| place);
        2 * (8 * (8 * self.standing.number() + i64::from(self.role.rank())) + language)
            + i64::from(self.two_factor)
    }

    /// What a number means; none when it is not one of ours.
    pub fn from_code(code: i64) -> Option<Self> {
        if code < 0 {
            return None;
        }
        let language = usize::try_from(code / 2 % 8).ok()?;
        Some(Self {
            standing: Standing::from_number(code / 128)?,
            role: AccountRole::ALL.into_iter().find(|role| i64::from(role.rank()) == code / 16 % 8)?,
            language: Language::ALL.get(language).copied()?,
            two_factor: code % 2 == 1,
        })
    }

    /// The numbers of everybody of a standing and a role: from the first up to, not including, the second.
    pub fn range(standing: Standing, role: AccountRole) -> (i64, i64) {
        let first = 16 * (8 * standing.number() + i64::from(role.rank()));
        (first, first + 16)
    }

    /// How it stands with the second factor, in an account that requires one or not: known only of people who have
    /// accepted.
    fn factor_state(self, is_required: bool) -> Option<FactorState> {
        matches!(self.standing, Standing::Active | Standing::Suspended)
            .then(|| FactorState::of(self.two_factor, is_required))
    }
}

/// One of the filters of the Users page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Status.
    Standing,
    /// Role.
    Role,
    /// Language.
    Language,
    /// Two-factor authentication.
    TwoFactor,
}

/// Who is looked for. An empty list admits everybody; of the standings, everybody but the removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetFilter {
    /// Of which standings.
    pub standings: Vec<Standing>,
    /// Of which roles.
    pub roles: Vec<AccountRole>,
    /// Of which languages.
    pub languages: Vec<Language>,
    /// With a second factor, without, or both.
    pub two_factor: Vec<FactorState>,
    /// Whether the account requires one, now or from a day on.
    pub requires_two_factor: bool,
}

impl FacetFilter {
    /// Whether nothing is filtered.
    pub const fn is_empty(&self) -> bool {
        self.standings.is_empty()
            && self.roles.is_empty()
            && self.languages.is_empty()
            && self.two_factor.is_empty()
    }

    /// Whether a member of this facet is looked for.
    pub fn admits(&self, facet: Facet) -> bool {
        self.admits_but(None, facet)
    }

    /// Whether a member of this facet would be looked for if one filter were open: what the counts beside the choices
    /// of that filter are made of.
    pub fn admits_but(&self, open: Option<Dimension>, facet: Facet) -> bool {
        let is_open = |dimension| open == Some(dimension);
        let standing = if self.standings.is_empty() {
            facet.standing != Standing::Removed
        } else {
            self.standings.contains(&facet.standing)
        };
        (is_open(Dimension::Standing) || standing)
            && (is_open(Dimension::Role) || self.roles.is_empty() || self.roles.contains(&facet.role))
            && (is_open(Dimension::Language)
                || self.languages.is_empty()
                || self.languages.contains(&facet.language))
            && (is_open(Dimension::TwoFactor)
                || self.two_factor.is_empty()
                || facet
                    .factor_state(self.requires_two_factor)
                    .is_some_and(|state| self.two_factor.contains(&state)))
    }
}

/// How many members each choice of each filter would show, the other filters as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// By standing.
    pub standings: Vec<(Standing, i64)>,
    /// By role.
    pub roles: Vec<(AccountRole, i64)>,
    /// By language.
    pub languages: Vec<(Language, i64)>,
    /// With and without a second factor.
    pub two_factor: Vec<(FactorState, i64)>,
    /// How many match all filters.
    pub matching: i64,
    /// Everybody but the removed, the filters aside.
    pub total: i64,
}

impl FacetCounts {
    /// Adds up the counts of all facets of an account.
    pub fn of(members: &[(Facet, i64)], filter: &FacetFilter) -> Self {
        let sum = |open: Option<Dimension>, matches: &dyn Fn(Facet) -> bool| {
            members
                .iter()
                .filter(|(facet, _)| filter.admits_but(open, *facet) && matches(*facet))
                .map(|(_, count)| count)
                .sum()
        };
        Self {
            standings: Standing::ALL
                .into_iter()
                .map(|each| (each, sum(Some(Dimension::Standing), &|facet| facet.standing == each)))
                .collect(),
            roles: AccountRole::ALL
                .into_iter()
                .map(|each| (each, sum(Some(Dimension::Role), &|facet| facet.role == each)))
                .collect(),
            languages: Language::ALL
                .into_iter()
                .map(|each| (each, sum(Some(Dimension::Language), &|facet| facet.language == each)))
                .collect(),
            two_factor: FactorState::ALL
                .into_iter()
                .map(|each| {
                    let stands = |facet: Facet| facet.factor_state(filter.requires_two_factor) == Some(each);
                    (each, sum(Some(Dimension::TwoFactor), &stands))
                })
                .collect(),
            matching: sum(None, &|_| true),
            total: members
                .iter()
                .filter(|(facet, _)| facet.standing != Standing::Removed)
                .map(|(_, count)| count)
                .sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Facet> {
        let mut all = Vec::new();
        for standing in Standing::ALL {
            for role in AccountRole::ALL {
                for language in Language::ALL {
                    for two_factor in [false, true] {
                        all.push(Facet { standing, role, language, two_factor });
                    }
                }
            }
        }
        all
    }

    #[test]
    fn every_facet_has_a_number_of_its_own_and_reads_back() {
        let mut codes: Vec<i64> = all().into_iter().map(Facet::code).collect();
        for facet in all() {
            assert_eq!(Facet::from_code(facet.code()), Some(facet));
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all().len());
        for code in [Facet::NOT_COUNTED, 10, 80, 127, 896, 100_000, i64::MIN, i64::MAX] {
            assert_eq!(Facet::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn a_range_holds_its_own_and_nobody_else() {
        for facet in all() {
            let (from, until) = Facet::range(Standing::Active, AccountRole::Administrators);
            let own = (facet.standing, facet.role) == (Standing::Active, AccountRole::Administrators);
            assert_eq!((from..until).contains(&facet.code()), own, "{facet:?}");
        }
    }

    #[test]
    fn the_removed_have_the_largest_numbers() {
        for facet in all() {
            assert_eq!(
                facet.code() >= Facet::FIRST_REMOVED,
                facet.standing == Standing::Removed,
                "{facet:?}"
            );
        }
        assert_eq!(Facet::FIRST_REMOVED, 768, "as it stands in indexes and statements");
    }

    #[test]
    fn what_the_migration_wrote_is_what_is_read() {
        // migrations/*/0002: 2 * (8 * (8 * standing + role) + language)
        let facet = Facet {
            standing: Standing::Invited,
            role: AccountRole::PurgeApi,
            language: Language::Ru,
            two_factor: false,
        };
        assert_eq!(facet.code(), 2 * (8 * (8 * 2 + 3) + 2));
    }

    #[test]
    fn counts_stand_in_the_context_of_the_other_filters() {
        let members: Vec<(Facet, i64)> = all().into_iter().zip(1..).collect();
        let filter = FacetFilter {
            standings: vec![Standing::Active],
            roles: vec![AccountRole::Users, AccountRole::Engineers],
            ..FacetFilter::default()
        };
        let counts = FacetCounts::of(&members, &filter);
        let direct = |matches: &dyn Fn(Facet) -> bool| -> i64 {
            members.iter().filter(|(facet, _)| matches(*facet)).map(|(_, count)| count).sum()
        };
        let role = |facet: Facet| [AccountRole::Users, AccountRole::Engineers].contains(&facet.role);
        let active = |facet: Facet| facet.standing == Standing::Active;
        assert_eq!(counts.matching, direct(&|facet| role(facet) && active(facet)));
        for (standing, count) in &counts.standings {
            assert_eq!(*count, direct(&|facet| role(facet) && facet.standing == *standing));
        }
        for (each, count) in &counts.roles {
            assert_eq!(*count, direct(&|facet| active(facet) && facet.role == *each));
        }
        assert_eq!(counts.total, direct(&|facet| facet.standing != Standing::Removed));
    }

    #[test]
    fn nobody_who_has_not_accepted_counts_as_without_a_second_factor() {
        for requires_two_factor in [false, true] {
            let filter = |state| FacetFilter {
                two_factor: vec![state],
                requires_two_factor,
                ..FacetFilter::default()
            };
            for facet in all() {
                let accepted = matches!(facet.standing, Standing::Active | Standing::Suspended);
                let without = accepted && !facet.two_factor;
                let off = filter(FactorState::Off).admits(facet);
                let due = filter(FactorState::Due).admits(facet);
                assert_eq!(off, without && !requires_two_factor, "{facet:?}");
                assert_eq!(due, without && requires_two_factor, "{facet:?}");
                assert_eq!(filter(FactorState::On).admits(facet), accepted && facet.two_factor);
            }
        }
    }
}
