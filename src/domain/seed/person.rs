//! One person after another, as likely as in an account that has been in use for years.

use super::{
    Dice,
    names::{CULTURES, Culture, DOMAINS, WEST, in_ascii},
};
use crate::domain::{
    email::EmailAddress,
    field::Fault,
    invitation::MailState,
    language::Language,
    role::{AccountRole, ProjectRole},
    secret::TokenHash,
    time::{Span, Timestamp},
};

const DAY: Span = Span::hours(24);
/// How long the links of these invitations open. Made more than a day ago, they use up nobody's limit on new links.
const LINK_LIFE: Span = Span::hours(24 * 7);
/// How far back the oldest people go.
const AGE: Span = Span::hours(24 * 900);

/// A person and the membership in one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What the account calls the person; some who have not accepted have none.
    pub name: String,
    /// The address, at a domain that nobody can own.
    pub email: EmailAddress,
    /// The language.
    pub language: Language,
    /// The account role.
    pub role: AccountRole,
    /// `ClientAdministrator` over all projects; then there are no roles in single ones.
    pub client_administrator: bool,
    /// Roles in projects, by their number in the account, each once and in order.
    pub projects: Vec<(usize, ProjectRole)>,
    /// How far the membership has come.
    pub life: Life,
    /// When the person was last here.
    pub last_seen: Option<Timestamp>,
    /// When the account first heard of the person.
    pub created_at: Timestamp,
    /// For the UUID.
    pub octets: [u8; 10],
}

/// How far a membership has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Life {
    /// Accepted then; suspended since.
    Active {
        /// When it was accepted.
        accepted_at: Timestamp,
        /// Since when the person is shut out, if so.
        suspended_at: Option<Timestamp>,
    },
    /// Offered, not accepted.
    Pending(Offer),
    /// Taken away.
    Removed {
        /// When it was accepted.
        accepted_at: Timestamp,
        /// When it was taken away.
        removed_at: Timestamp,
    },
}

/// An invitation with one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What became of its mail.
    pub mail: MailState,
    /// What the mail server said.
    pub reason: &'static str,
    /// When the link was made.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was found to have ended.
    pub lapsed_at: Option<Timestamp>,
    /// Made as it is and not from a token: no link there is opens it, whoever knows the seed.
    pub token_hash: TokenHash,
}

/// Makes the people of one account.
#[derive(Debug)]
pub struct Maker {
    dice: Dice,
    now: Timestamp,
    projects: usize,
    people: u64,
    made: u64,
}

impl Maker {
    /// For an account of so many people and projects.
    pub const fn new(dice: Dice, now: Timestamp, people: u64, projects: usize) -> Self {
        Self { dice, now, projects, people, made: 0 }
    }

    /// The next person. `number` is the person's own in the whole installation; it stands in the address, so that no
    /// address comes twice.
    ///
    /// # Errors
    /// When the address made is none, which a test excludes.
    pub fn person(&mut self, number: i64) -> Result<Person, Fault> {
        let dice = &mut self.dice;
        let culture = culture_of(dice.below(100));
        let (full_name, local) = name(dice, culture, number);
        let email = EmailAddress::parse(&format!("{local}@{}", dice.often_one_of(DOMAINS)))?;
        let language =
            if dice.in_thousand(850) { culture.language } else { dice.one_of(&Language::ALL, Language::En) };
        let role = role(dice);
        let client_administrator =
            dice.in_thousand(if role == AccountRole::Administrators { 300 } else { 8 });
        let projects = if client_administrator || !dice.in_thousand(340) {
            Vec::new()
        } else {
            projects(dice, self.projects)
        };
        let created_at = self.now - DAY - age(self.people - self.made.min(self.people), self.people);
        self.made += 1;
        let (life, last_seen, created_at) = life(dice, self.now, created_at);
        let unnamed = matches!(life, Life::Pending(_)) && dice.in_thousand(200);
        let octets = dice.octets().first_chunk::<10>().copied().unwrap_or_default();
        let name = if unnamed { String::new() } else { full_name };
        Ok(Person {
            name,
            email,
            language,
            role,
            client_administrator,
            projects,
            life,
            last_seen,
            created_at,
            octets,
        })
    }
}

/// The share of [`AGE`] that so many out of all make.
fn age(part: u64, whole: u64) -> Span {
    let (part, whole) = (i64::try_from(part).unwrap_or(0), i64::try_from(whole).unwrap_or(1).max(1));
    Span::micros(AGE.as_micros() / whole * part)
}

fn culture_of(percent: u64) -> &'static Culture {
    let mut below = 0;
    let found = CULTURES.iter().find(|culture| {
        below += culture.share;
        percent < below
    });
    found.unwrap_or(&WEST)
}

/// The full name, and what stands before the `@`.
fn name(dice: &mut Dice, culture: &Culture, number: i64) -> (String, String) {
    let woman = dice.in_thousand(500);
    let (given, given_latin) = both(dice.often_one_of(if woman { culture.women } else { culture.men }));
    let (surname, surname_latin) = both(dice.often_one_of(culture.surnames));
    let ending = if woman { culture.woman } else { "" };
    let full = if culture.surname_first {
        format!("{surname}{given}")
    } else {
        format!("{given} {surname}{ending}")
    };
    let (given, surname) = (in_ascii(given_latin), in_ascii(&format!("{surname_latin}{ending}")));
    let initial = given.chars().next().unwrap_or('x');
    let local = match dice.below(10) {
        0..6 => format!("{given}.{surname}{number}"),
        6..8 => format!("{initial}.{surname}{number}"),
        8 => format!("{surname}{number}"),
        _ => format!("{given}{number}"),
    };
    (full, local)
}

/// The name as it is written, and in Latin letters.
fn both(name: &'static str) -> (&'static str, &'static str) {
    name.split_once(':').unwrap_or((name, name))
}

fn role(dice: &mut Dice) -> AccountRole {
    match dice.below(1000) {
        0..12 => AccountRole::Administrators,
        12..310 => AccountRole::Engineers,
        310..370 => AccountRole::PurgeApiWeb,
        370..400 => AccountRole::PurgeApi,
        _ => AccountRole::Users,
    }
}

/// One to three projects.
fn projects(dice: &mut Dice, there_are: usize) -> Vec<(usize, ProjectRole)> {
    let limit = u64::try_from(there_are).unwrap_or(0);
    let mut chosen: Vec<(usize, ProjectRole)> = Vec::new();
    for _ in 0..=dice.below(3) {
        // The first projects of an account have the most people.
        let at = dice.below(limit) * dice.below(limit) / limit.max(1);
        let role = match dice.below(10) {
            0 => ProjectRole::ProjectAdministrator,
            1..6 => ProjectRole::User,
            6..9 => ProjectRole::Observer,
            _ => ProjectRole::InternalNetworkOnlyUser,
        };
        if let Ok(at) = usize::try_from(at)
            && at < there_are
            && chosen.iter().all(|(other, _)| *other != at)
        {
            chosen.push((at, role));
        }
    }
    chosen.sort_by_key(|(at, _)| *at);
    chosen
}

/// How far it has come, when the person was last here, and since when the account knows the person.
fn life(dice: &mut Dice, now: Timestamp, created_at: Timestamp) -> (Life, Option<Timestamp>, Timestamp) {
    let accepted_at = created_at + up_to(dice, DAY);
    match dice.below(1000) {
        0..80 => {
            let offer = offer(dice, now);
            let created_at = offer.issued_at;
            (Life::Pending(offer), None, created_at)
        }
        80..100 => {
            let removed_at = accepted_at + up_to(dice, now - accepted_at);
            let last_seen = accepted_at + up_to(dice, removed_at - accepted_at);
            (Life::Removed { accepted_at, removed_at }, Some(last_seen), created_at)
        }
        _ => {
            let seen = now - up_to(dice, Span::hours(24 * 90));
            let last_seen = (!dice.in_thousand(30)).then_some(seen.max(accepted_at));
            let since = last_seen.unwrap_or(accepted_at);
            let suspended_at = dice.in_thousand(20).then(|| since + up_to(dice, now - since));
            (Life::Active { accepted_at, suspended_at }, last_seen, created_at)
        }
    }
}

fn offer(dice: &mut Dice, now: Timestamp) -> Offer {
    let token_hash = TokenHash(dice.octets());
    let (mail, reason) = match dice.below(100) {
        0..50 => (MailState::Sent, ""),
        50..75 => (MailState::ByHand, ""),
        _ => (MailState::Refused, dice.one_of(&REFUSALS, "")),
    };
    if dice.in_thousand(300) {
        let expires_at = now - up_to(dice, Span::hours(24 * 60)) - Span::minutes(10);
        let lapsed_at = Some(expires_at + up_to(dice, Span::minutes(5)));
        return Offer { mail, reason, issued_at: expires_at - LINK_LIFE, expires_at, lapsed_at, token_hash };
    }
    let issued_at = now - DAY - Span::hours(1) - up_to(dice, Span::hours(24 * 5));
    Offer { mail, reason, issued_at, expires_at: issued_at + LINK_LIFE, lapsed_at: None, token_hash }
}

const REFUSALS: [&str; 3] = [
    "550 5.1.1 No such user here",
    "550 5.7.1 Message refused by policy",
    "554 5.2.1 Mailbox disabled, not accepting messages",
];

/// A part of a span, in whole seconds.
fn up_to(dice: &mut Dice, span: Span) -> Span {
    let seconds = u64::try_from(span.as_seconds()).unwrap_or(0);
    Span::seconds(i64::try_from(dice.below(seconds)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{super::Plan, *};
    use std::collections::BTreeSet;

    const NOW: Timestamp = Timestamp::from_micros(1_795_166_100_000_000);

    fn people(seed: u64) -> Vec<Person> {
        let plan = Plan { users: 5000, projects: 4, accounts: 1, seed };
        let mut maker = Maker::new(plan.dice(0), NOW, plan.users, 4);
        (1..=5000).map(|number| maker.person(number).unwrap()).collect()
    }

    #[test]
    fn the_same_seed_makes_the_same_people_and_another_seed_others() {
        assert_eq!(people(1), people(1));
        assert_ne!(people(1), people(2));
    }

    #[test]
    fn people_are_as_many_kinds_as_they_should_be() {
        let people = people(3);
        let share =
            |matches: &dyn Fn(&Person) -> bool| people.iter().filter(|person| matches(person)).count() / 50;
        assert!((88..=92).contains(&share(&|person| matches!(person.life, Life::Active { .. }))));
        assert!((6..=9).contains(&share(&|person| matches!(person.life, Life::Pending(_)))));
        assert!((1..=3).contains(&share(&|person| matches!(person.life, Life::Removed { .. }))));
        assert!((30..=36).contains(&share(&|person| !person.projects.is_empty())));
        for language in Language::ALL {
            assert!(share(&|person| person.language == language) >= 8, "{language:?}");
        }
        for role in AccountRole::ALL {
            assert!(people.iter().any(|person| person.role == role), "{role:?}");
        }
        let addresses: BTreeSet<&str> = people.iter().map(|person| person.email.key()).collect();
        assert_eq!(addresses.len(), people.len());
    }

    #[test]
    fn nothing_happens_in_the_future_or_before_its_time() {
        for person in people(4) {
            assert!(person.created_at < NOW && person.last_seen.is_none_or(|at| at <= NOW), "{person:?}");
            match &person.life {
                Life::Active { accepted_at, suspended_at } => {
                    assert!(*accepted_at >= person.created_at && *accepted_at <= NOW);
                    assert!(suspended_at.is_none_or(|at| at >= *accepted_at && at <= NOW));
                    assert!(person.last_seen.is_none_or(|at| at >= *accepted_at));
                }
                Life::Pending(offer) => {
                    assert_eq!(offer.lapsed_at.is_some(), offer.expires_at <= NOW);
                    assert!(offer.lapsed_at.is_none_or(|at| at >= offer.expires_at && at <= NOW));
                    assert!(NOW - offer.issued_at > DAY, "it would use up the limit of new links");
                }
                Life::Removed { accepted_at, removed_at } => {
                    assert!(*removed_at >= *accepted_at && *removed_at <= NOW);
                    assert!(person.last_seen.is_some_and(|at| at <= *removed_at));
                }
            }
        }
    }
}
