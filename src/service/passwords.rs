//! Hashing passwords: argon2id with 19 MiB, two passes, one lane, never more at once than there are cores
//! (`docs/security.md`, Passwords).

use super::Error;
use crate::{
    domain::password::Password,
    entropy::{Entropy, octets},
};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// KiB of memory per hash.
const MEMORY: u32 = 19 * 1024;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;
/// How many may wait for their turn.
const QUEUE: usize = 32;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(2);

/// Hashes and checks passwords, as many at once as there are cores.
#[derive(Debug, Clone)]
pub struct Hasher {
    memory: u32,
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    entropy: Arc<dyn Entropy>,
    // What an unknown address is checked against: the same work for the same answer.
    decoy: Arc<str>,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Another password.
    Wrong,
    /// The password, kept as strongly as today.
    Right,
    /// The password, kept with weaker parameters than today's.
    RightButWeak,
}

impl Hasher {
    /// A hasher with one turn per core.
    ///
    /// # Errors
    /// When the parameters are refused; a defect.
    pub fn new(entropy: Arc<dyn Entropy>) -> Result<Self, Error> {
        Self::of(entropy, MEMORY)
    }

    /// A hasher that costs next to nothing and protects nothing: for tests that race for what stands behind the hash.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn worthless(entropy: Arc<dyn Entropy>) -> Result<Self, Error> {
        Self::of(entropy, 8 * LANES)
    }

    fn of(entropy: Arc<dyn Entropy>, memory: u32) -> Result<Self, Error> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let decoy = hash_now(&octets::<32>(&*entropy), octets(&*entropy), memory)?;
        Ok(Self {
            memory,
            turns: Arc::new(Semaphore::new(cores)),
            waiting: Arc::new(AtomicUsize::new(0)),
            entropy,
            decoy: decoy.into(),
        })
    }

    /// The password as it is kept: argon2id in PHC form.
    ///
    /// # Errors
    /// [`Error::Busy`] when the queue is full or the turn does not come in time.
    pub async fn hash(&self, password: Password) -> Result<String, Error> {
        let turn = self.turn().await?;
        let salt = octets(&*self.entropy);
        let memory = self.memory;
        blocking(turn, move || hash_now(password.as_octets(), salt, memory)).await?
    }

    /// Whether `kept` is the hash of the password. With nothing kept, as for an unknown address, the same work is done
    /// and the answer is [`Checked::Wrong`].
    ///
    /// # Errors
    /// [`Error::Busy`] when the queue is full or the turn does not come in time.
    pub async fn check(&self, password: Password, kept: Option<&str>) -> Result<Checked, Error> {
        let turn = self.turn().await?;
        let known = kept.is_some();
        let kept = kept.unwrap_or(&self.decoy).to_owned();
        let checked = blocking(turn, move || check_now(password.as_octets(), &kept)).await??;
        Ok(if known { checked } else { Checked::Wrong })
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Ok(turn);
        }
        let _place = Place::take(&self.waiting).ok_or(Error::Busy(None))?;
        match tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(Error::Busy(None)),
        }
    }
}

/// A place in the queue, given back when dropped, also when the client hangs up.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Option<Self> {
        let taken =
            waiting.fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| (n < QUEUE).then_some(n + 1));
        taken.ok().map(|_| Self(waiting))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Runs off the async threads. The turn moves into the closure: a client that hangs up cannot free it early.
async fn blocking<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(move || {
        let result = work();
        drop(turn);
        result
    })
    .await
    .map_err(|error| Error::internal(format!("password hashing stopped: {error}")))
}

fn hash_now(password: &[u8], salt: [u8; 16], memory: u32) -> Result<String, Error> {
    let fault = |what: &str| Error::internal(format!("argon2: {what}"));
    let argon2 =
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params(memory).ok_or_else(|| fault("parameters"))?);
    let hash = argon2.hash_password_with_salt(password, &salt).map_err(|error| fault(&error.to_string()))?;
    Ok(hash.to_string())
}

fn check_now(password: &[u8], kept: &str) -> Result<Checked, Error> {
    let kept =
        PasswordHash::new(kept).map_err(|error| Error::internal(format!("kept password hash: {error}")))?;
    if Argon2::default().verify_password(password, &kept).is_err() {
        return Ok(Checked::Wrong);
    }
    let todays = Params::try_from(&kept).is_ok_and(|params| {
        params.m_cost() >= MEMORY && params.t_cost() >= PASSES && params.p_cost() >= LANES
    });
    Ok(if todays { Checked::Right } else { Checked::RightButWeak })
}

fn params(memory: u32) -> Option<Params> {
    Params::new(memory, PASSES, LANES, None).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    fn password(text: &str) -> Password {
        Password::parse(text).unwrap()
    }

    #[tokio::test]
    async fn a_hash_is_of_its_password_alone() {
        let hasher = Hasher::new(Arc::new(SystemEntropy)).unwrap();
        let kept = hasher.hash(password("correct horse battery")).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_eq!(
            hasher.check(password("correct horse battery"), Some(&kept)).await.unwrap(),
            Checked::Right
        );
        assert_eq!(
            hasher.check(password("Correct horse battery"), Some(&kept)).await.unwrap(),
            Checked::Wrong
        );
        assert_eq!(hasher.check(password("correct horse battery"), None).await.unwrap(), Checked::Wrong);
        assert_ne!(hasher.hash(password("correct horse battery")).await.unwrap(), kept);
    }

    #[tokio::test]
    async fn a_weaker_hash_is_told() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
        let kept = weak.hash_password_with_salt(b"correct horse battery", &[7; 16]).unwrap().to_string();
        let hasher = Hasher::new(Arc::new(SystemEntropy)).unwrap();
        let checked = hasher.check(password("correct horse battery"), Some(&kept)).await.unwrap();
        assert_eq!(checked, Checked::RightButWeak);
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_queue_and_a_long_wait_answer_busy() {
        let hasher = Hasher::new(Arc::new(SystemEntropy)).unwrap();
        let all = u32::try_from(hasher.turns.available_permits()).unwrap();
        let _held = Arc::clone(&hasher.turns).acquire_many_owned(all).await.unwrap();
        let waiters: Vec<_> = (0..=QUEUE)
            .map(|_| {
                let hasher = hasher.clone();
                tokio::spawn(async move { hasher.turn().await.is_err() })
            })
            .collect();
        for waiter in waiters {
            assert!(waiter.await.unwrap());
        }
        assert_eq!(hasher.waiting.load(Ordering::Acquire), 0);
    }
}
