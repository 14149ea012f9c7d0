//! Passkeys: what an authenticator is asked to sign, and for how long.

use super::time::Span;
use sha2::{Digest, Sha256};

/// How long an authenticator may take to answer.
pub const CHALLENGE_LIFE: Span = Span::minutes(5);
/// How many passkeys a person may have.
pub const MOST: usize = 20;

/// What a challenge is bound to. Answered anywhere else, or for anything else, it is not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundTo<'a> {
    /// A passkey is added in this session, by its hash.
    Adding(&'a [u8; 32]),
    /// The second factor is owed in this half session, by its hash.
    SecondStep(&'a [u8; 32]),
    /// Somebody proves again who they are in this session, by its hash.
    StepUp(&'a [u8; 32]),
    /// Somebody signs in with the browser whose sealed cookie holds these random octets.
    SignIn(&'a [u8; 32]),
}

impl BoundTo<'_> {
    /// What the challenge is kept under.
    pub fn key(self) -> [u8; 32] {
        let (name, octets) = match self {
            Self::Adding(session) => ("adding", session),
            Self::SecondStep(session) => ("second step", session),
            Self::StepUp(session) => ("step-up", session),
            Self::SignIn(browser) => ("sign-in", browser),
        };
        Sha256::new().chain_update(name).chain_update(octets).finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::BoundTo;

    #[test]
    fn a_challenge_for_one_thing_is_none_for_another() {
        let octets = &[7; 32];
        let mut keys = [
            BoundTo::Adding(octets),
            BoundTo::SecondStep(octets),
            BoundTo::StepUp(octets),
            BoundTo::SignIn(octets),
        ]
        .map(BoundTo::key);
        let [.., at_sign_in] = keys;
        keys.sort_unstable();
        assert!(keys.is_sorted_by(|one, next| one < next));
        assert_eq!(BoundTo::SignIn(octets).key(), at_sign_in);
        assert_ne!(BoundTo::SignIn(&[8; 32]).key(), at_sign_in);
    }
}
