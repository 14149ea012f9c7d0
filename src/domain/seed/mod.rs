//! People who do not exist, for trying out and measuring: the same ones for the same seed. What is random here is only so
//! as to look real; nothing secret is made of it.

mod names;
mod person;

pub use person::{Life, Maker, Offer, Person};

/// The most people made at once.
pub const MOST_USERS: u64 = 10_000_000;
/// The most projects of one account: more are offered in no form.
pub const MOST_PROJECTS: u64 = 500;
/// The most accounts made at once.
pub const MOST_ACCOUNTS: u64 = 10_000;

/// How much to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// People in all, spread evenly over the accounts.
    pub users: u64,
    /// Projects of every account, its default project among them.
    pub projects: u64,
    /// Accounts.
    pub accounts: u64,
    /// The same seed makes the same people.
    pub seed: u64,
}

/// Why a plan cannot be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// Too many people.
    #[error("at most {MOST_USERS} users can be made at once")]
    Users,
    /// No project, or too many.
    #[error("an account has 1 to {MOST_PROJECTS} projects")]
    Projects,
    /// No account, or too many.
    #[error("1 to {MOST_ACCOUNTS} accounts can be made at once")]
    Accounts,
}

impl Plan {
    /// Checks that the numbers are within their limits.
    ///
    /// # Errors
    /// The first number that is not.
    pub const fn check(self) -> Result<Self, PlanFault> {
        if self.users > MOST_USERS {
            return Err(PlanFault::Users);
        }
        if self.projects == 0 || self.projects > MOST_PROJECTS {
            return Err(PlanFault::Projects);
        }
        if self.accounts == 0 || self.accounts > MOST_ACCOUNTS {
            return Err(PlanFault::Accounts);
        }
        Ok(self)
    }

    /// How many people the account of a number gets, counted from 0; the first ones get what is left over.
    pub const fn users_of(self, account: u64) -> u64 {
        let more = if account < self.users % self.accounts { 1 } else { 0 };
        self.users / self.accounts + more
    }

    /// The dice of the account of a number.
    pub const fn dice(self, account: u64) -> Dice {
        Dice(self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ account.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }
}

/// The name of the account of a number, counted from 0.
pub fn account_name(number: u64) -> String {
    numbered(names::COMPANIES, number)
}

/// The name of the project of a number within its account, counted from 0; the default project aside.
pub fn project_name(number: u64) -> String {
    numbered(names::PROJECTS, number)
}

/// A name of the list; from the second round on with a number behind it, so that none comes twice.
fn numbered(list: &[&str], number: u64) -> String {
    let length = u64::try_from(list.len()).unwrap_or(1).max(1);
    let name = usize::try_from(number % length).ok().and_then(|at| list.get(at)).copied().unwrap_or_default();
    match number / length {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}

/// Numbers that look random and come again with the same seed (`SplitMix64`). Not for secrets.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `limit`, each as likely as the next; 0 when there is none.
    pub const fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 { 0 } else { self.next() % limit }
    }

    /// Whether something happens that happens so many times in a thousand.
    pub const fn in_thousand(&mut self, times: u64) -> bool {
        self.below(1000) < times
    }

    /// 32 octets.
    pub fn octets(&mut self) -> [u8; 32] {
        let mut octets = [0; 32];
        for chunk in octets.chunks_mut(8) {
            chunk.iter_mut().zip(self.next().to_le_bytes()).for_each(|(to, from)| *to = from);
        }
        octets
    }

    /// One of a list, each as likely as the next.
    pub fn one_of<T: Copy>(&mut self, list: &[T], otherwise: T) -> T {
        let length = u64::try_from(list.len()).unwrap_or(0);
        let at = usize::try_from(self.below(length)).ok();
        at.and_then(|at| list.get(at)).copied().unwrap_or(otherwise)
    }

    /// One of a list, the first ones far more often than the last ones, as with names of people.
    pub fn often_one_of(&mut self, list: &[&'static str]) -> &'static str {
        let length = u64::try_from(list.len()).unwrap_or(0).max(1);
        let at = self.below(length) * self.below(length) / length;
        usize::try_from(at).ok().and_then(|at| list.get(at)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan { users: 10, projects: 3, accounts: 4, seed: 7 };

    #[test]
    fn people_are_spread_evenly_and_none_is_lost() {
        let each: Vec<u64> = (0..4).map(|account| PLAN.users_of(account)).collect();
        assert_eq!(each, [3, 3, 2, 2]);
    }

    #[test]
    fn too_much_or_nothing_is_refused() {
        assert_eq!(PLAN.check(), Ok(PLAN));
        assert_eq!(Plan { users: MOST_USERS + 1, ..PLAN }.check(), Err(PlanFault::Users));
        assert!(Plan { users: MOST_USERS, ..PLAN }.check().is_ok());
        for projects in [0, MOST_PROJECTS + 1] {
            assert_eq!(Plan { projects, ..PLAN }.check(), Err(PlanFault::Projects));
        }
        assert_eq!(Plan { accounts: 0, ..PLAN }.check(), Err(PlanFault::Accounts));
    }

    #[test]
    fn no_name_of_an_account_or_project_comes_twice() {
        for name in [account_name, project_name] {
            let names: std::collections::BTreeSet<String> = (0..100).map(name).collect();
            assert_eq!(names.len(), 100);
        }
    }
}
