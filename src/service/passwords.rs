//! Hashing passwords: argon2id with 19 MiB, two passes, one lane, never more at once than there are cores
//! (`docs/security.md`, Passwords).

use super::Error;
use crate::{
    domain::password::Password,
    entropy::{Entropy, octets},
};
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use std::{
    sync::{
        Arc, Mutex, PoisonError,
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
    rooms: Rooms,
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
        let rooms = Rooms::default();
        let decoy = rooms.with(|room| hash_now(&octets::<32>(&*entropy), octets(&*entropy), memory, room))?;
        Ok(Self {
            memory,
            turns: Arc::new(Semaphore::new(cores)),
            rooms,
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
        let (memory, rooms) = (self.memory, self.rooms.clone());
        blocking(turn, move || rooms.with(|room| hash_now(password.as_octets(), salt, memory, room))).await?
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
        let rooms = self.rooms.clone();
        let checked =
            blocking(turn, move || rooms.with(|room| check_now(password.as_octets(), &kept, room))).await??;
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

/// What is hashed in, kept from one hash to the next: as many as there are turns. Allocated anew each time, by whichever thread
/// it is, the allocator would keep 19 MiB for every thread that ever hashed, and a flood of sign-ins take half a gibibyte.
#[derive(Debug, Clone, Default)]
struct Rooms(Arc<Mutex<Vec<Vec<Block>>>>);

impl Rooms {
    fn with<T>(&self, work: impl FnOnce(&mut Vec<Block>) -> T) -> T {
        let mut room = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let result = work(&mut room);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(room);
        result
    }
}

fn fault(what: impl std::fmt::Display) -> Error {
    Error::internal(format!("argon2: {what}"))
}

fn hash_now(password: &[u8], salt: [u8; 16], memory: u32, room: &mut Vec<Block>) -> Result<String, Error> {
    let params = params(memory).ok_or_else(|| fault("parameters"))?;
    let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
    let kept = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(version.into()),
        params: ParamsString::try_from(&params).map_err(fault)?,
        salt: Some(Salt::new(&salt).map_err(fault)?),
        hash: Some(output(password, &salt, Argon2::new(algorithm, version, params), room)?),
    };
    Ok(kept.to_string())
}

fn check_now(password: &[u8], kept: &str, room: &mut Vec<Block>) -> Result<Checked, Error> {
    let fault = |what: &dyn std::fmt::Display| Error::internal(format!("kept password hash: {what}"));
    let kept = PasswordHash::new(kept).map_err(|error| fault(&error))?;
    let algorithm = Algorithm::try_from(kept.algorithm.as_str()).map_err(|error| fault(&error))?;
    let version = kept.version.map_or(Ok(Version::default()), Version::try_from);
    let version = version.map_err(|error| fault(&error))?;
    let params = Params::try_from(&kept).map_err(|error| fault(&error))?;
    let (Some(salt), Some(hash)) = (&kept.salt, &kept.hash) else {
        return Err(fault(&"without salt or hash"));
    };
    let todays = params.m_cost() >= MEMORY && params.t_cost() >= PASSES && params.p_cost() >= LANES;
    // Compared in constant time.
    if output(password, salt, Argon2::new(algorithm, version, params), room)? != *hash {
        return Ok(Checked::Wrong);
    }
    Ok(if todays { Checked::Right } else { Checked::RightButWeak })
}

fn output(password: &[u8], salt: &[u8], argon2: Argon2<'_>, room: &mut Vec<Block>) -> Result<Output, Error> {
    let params = argon2.params();
    let mut octets = [0; Output::MAX_LENGTH];
    let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let octets = octets.get_mut(..length).ok_or_else(|| fault("length of the output"))?;
    if room.len() < params.block_count() {
        room.resize(params.block_count(), Block::new());
    }
    argon2.hash_password_into_with_memory(password, salt, octets, room).map_err(fault)?;
    Output::new(octets).map_err(fault)
}

fn params(memory: u32) -> Option<Params> {
    Params::new(memory, PASSES, LANES, None).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;
    use argon2::{PasswordHasher as _, PasswordVerifier as _};

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

    /// What is kept is what the library keeps and finds right, so that it can be read by others, and by us after a change of
    /// the library.
    #[tokio::test]
    async fn hashes_are_those_of_the_library_whatever_stood_in_the_room_before() {
        let hasher = Hasher::new(Arc::new(SystemEntropy)).unwrap();
        for round in 0..4_u8 {
            let text = format!("correct horse battery {round}");
            let kept = hasher.hash(password(&text)).await.unwrap();
            let parsed = PasswordHash::new(&kept).unwrap();
            assert!(Argon2::default().verify_password(text.as_bytes(), &parsed).is_ok(), "{kept}");
            for (memory, passes, lanes) in [(8, 1, 1), (8192, 3, 2), (19 * 1024, 2, 1), (32 * 1024, 1, 1)] {
                let params = Params::new(memory, passes, lanes, None).unwrap();
                let theirs = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
                let theirs =
                    theirs.hash_password_with_salt(text.as_bytes(), &[round; 16]).unwrap().to_string();
                assert_ne!(
                    hasher.check(password(&text), Some(&theirs)).await.unwrap(),
                    Checked::Wrong,
                    "{theirs}"
                );
                let other = password("another horse battery");
                assert_eq!(hasher.check(other, Some(&theirs)).await.unwrap(), Checked::Wrong, "{theirs}");
            }
        }
        for damaged in [
            "",
            "x",
            "$argon2id$v=19$m=19456,t=2,p=1",
            "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD",
        ] {
            assert!(
                hasher.check(password("correct horse battery"), Some(damaged)).await.is_err(),
                "{damaged}"
            );
        }
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
