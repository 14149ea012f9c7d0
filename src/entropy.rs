//! Where randomness comes from. The system's generator is asked here and nowhere else.

use sha2::{Digest, Sha256};
use std::{
    fmt::Debug,
    sync::atomic::{AtomicU64, Ordering},
};

/// Gives random octets.
pub trait Entropy: Send + Sync + Debug {
    /// Fills `octets` with random ones.
    fn fill(&self, octets: &mut [u8]);
}

/// `N` random octets.
pub fn octets<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut octets = [0; N];
    entropy.fill(&mut octets);
    octets
}

/// The generator of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    /// Aborts the process when the system has no randomness to give.
    ///
    /// That happens on no working system, there is nothing to fall back to, and every token, key and nonce rests on
    /// it: to go on with guessable ones would be worse than to stop. A panic would be caught per request and tried
    /// again, so it is an abort.
    #[expect(clippy::disallowed_methods, reason = "the one place where randomness is taken from the system")]
    fn fill(&self, octets: &mut [u8]) {
        if let Err(error) = getrandom::fill(octets) {
            tracing::error!(%error, "the operating system gives no randomness; stopping");
            std::process::abort();
        }
    }
}

/// Always the same octets for the same seed and order of calls: SHA-256 over seed and counter. For tests and
/// reproducible data only.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    counter: AtomicU64,
}

impl SeededEntropy {
    /// A generator that begins at the given seed.
    pub const fn new(seed: u64) -> Self {
        Self { seed, counter: AtomicU64::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, octets: &mut [u8]) {
        for chunk in octets.chunks_mut(32) {
            let counter = self.counter.fetch_add(1, Ordering::SeqCst);
            let block = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(counter.to_be_bytes())
                .finalize();
            chunk.iter_mut().zip(block).for_each(|(to, from)| *to = from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself_and_differs_from_the_next() {
        let (a, b) = (SeededEntropy::new(1), SeededEntropy::new(1));
        let first: [u8; 40] = octets(&a);
        assert_eq!(first, octets::<40>(&b));
        assert_ne!(first, octets::<40>(&a));
        assert_ne!(first, octets::<40>(&SeededEntropy::new(2)));
    }

    #[test]
    fn the_system_does_not_repeat_itself() {
        assert_ne!(octets::<32>(&SystemEntropy), octets::<32>(&SystemEntropy));
    }
}
