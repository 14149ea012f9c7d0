//! The chain of hashes: every entry is bound to the one before it (`docs/adr/0011-audit-chain.md`).
//!
//! There is one chain per account, and chain 0 for entries without one. The hash of an entry is SHA-256 over
//!
//! ```text
//! version         1 octet, 1
//! previous hash   32 octets, all zero before the first entry
//! nine fields     chain, seq, at, actor, action, subject, detail, request id, ip
//! ```
//!
//! where each field is its length in octets as a 64-bit big-endian number and then the octets: numbers are 64-bit
//! big-endian two's complement, `at` in microseconds since 1970 UTC, no actor is a field of length 0, texts are UTF-8 as
//! kept. Nothing else goes in, and the encoding never changes: another one gets another version.

use crate::domain::{ids::UserId, time::Timestamp};
use sha2::{Digest, Sha256};
use std::fmt;

/// The encoding described above.
const VERSION: u8 = 1;

/// The hash of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first entry.
    pub const ZERO: Self = Self([0; 32]);

    /// Reads 64 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut octets = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        for (octet, pair) in octets.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = *pair else { return None };
            *octet = digit(high)? << 4 | digit(low)?;
        }
        Some(Self(octets))
    }
}

const fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Everything the hash of an entry covers, besides the hash before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The account's number, 0 for none.
    pub chain: i64,
    /// The place in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who; none for the system.
    pub actor: Option<UserId>,
    /// The name of the action.
    pub action: String,
    /// On whom or what.
    pub subject: String,
    /// JSON, octet by octet as kept.
    pub detail: String,
    /// The id of the request.
    pub request_id: String,
    /// The client's address.
    pub ip: String,
}

impl Record {
    /// The hash of this entry behind `previous`.
    pub fn hash(&self, previous: &Hash) -> Hash {
        let mut digest = Sha256::new();
        digest.update([VERSION]);
        digest.update(previous.0);
        let mut field = |octets: &[u8]| {
            // A usize is no longer than 64 bits anywhere we build for.
            digest.update(u64::try_from(octets.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(octets);
        };
        field(&self.chain.to_be_bytes());
        field(&self.seq.to_be_bytes());
        field(&self.at.as_micros().to_be_bytes());
        match self.actor {
            Some(UserId(id)) => field(&id.to_be_bytes()),
            None => field(&[]),
        }
        for text in [&self.action, &self.subject, &self.detail, &self.request_id, &self.ip] {
            field(text.as_bytes());
        }
        Hash(digest.finalize().into())
    }
}

/// A record with the hashes that were kept with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the hash covers.
    pub record: Record,
    /// The hash of the entry before.
    pub previous: Hash,
    /// The hash of this one.
    pub hash: Hash,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A field or a hash was changed.
    #[error("its hash does not fit what it says")]
    Hash,
    /// The entry before was changed, or the two never stood together.
    #[error("it does not follow the entry before it")]
    Link,
    /// An entry stands twice, or in the wrong place.
    #[error("it stands behind entry {0}, which cannot be")]
    Order(i64),
    /// Entries are gone.
    #[error("entry {0} is missing before it")]
    Gap(i64),
    /// Entries of several chains in one file.
    #[error("it belongs to another account than the entries before it")]
    OtherChain,
    /// An entry without a hash behind one that has one.
    #[error("it has no hash, although entries before it have one")]
    Outside,
}

/// Whether entries may be missing in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gaps {
    /// As in a file that was made with filters.
    Allowed,
    /// Every entry from the first one on must be there.
    Refused,
}

/// Walks along a chain, entry by entry, oldest first.
#[derive(Debug, Clone)]
pub struct Verifier {
    gaps: Gaps,
    chain: Option<i64>,
    first: Option<i64>,
    last: Option<(i64, Hash)>,
    count: u64,
    outside: u64,
    has_gaps: bool,
}

impl Verifier {
    /// Nothing seen yet.
    pub const fn new(gaps: Gaps) -> Self {
        Self { gaps, chain: None, first: None, last: None, count: 0, outside: 0, has_gaps: false }
    }

    /// The next entry.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn add(&mut self, link: &Link) -> Result<(), Broken> {
        let Link { record, previous, hash } = link;
        if self.chain.is_some_and(|chain| chain != record.chain) {
            return Err(Broken::OtherChain);
        }
        if record.hash(previous) != *hash {
            return Err(Broken::Hash);
        }
        let (last_seq, last_hash) = self.last.unwrap_or((0, Hash::ZERO));
        let expected = last_seq.saturating_add(1);
        if record.seq < expected {
            return Err(Broken::Order(last_seq));
        }
        if record.seq > expected {
            if self.gaps == Gaps::Refused {
                return Err(Broken::Gap(expected));
            }
            self.has_gaps = true;
        } else if *previous != last_hash {
            return Err(Broken::Link);
        }
        self.chain = Some(record.chain);
        self.first.get_or_insert(record.seq);
        self.last = Some((record.seq, *hash));
        self.count += 1;
        Ok(())
    }

    /// The next entry, which was written before there were chains.
    ///
    /// # Errors
    /// [`Broken::Outside`] when entries with a hash came before it.
    pub const fn add_outside(&mut self) -> Result<(), Broken> {
        if self.last.is_some() {
            return Err(Broken::Outside);
        }
        self.outside += 1;
        Ok(())
    }

    /// How many entries of the chain were right so far.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// How many entries had no hash, being older than the chain.
    pub const fn outside(&self) -> u64 {
        self.outside
    }

    /// The place of the first entry seen.
    pub const fn first(&self) -> Option<i64> {
        self.first
    }

    /// Place and hash of the last entry seen.
    pub const fn last(&self) -> Option<(i64, Hash)> {
        self.last
    }

    /// The chain, once an entry was seen.
    pub const fn chain(&self) -> Option<i64> {
        self.chain
    }

    /// Whether entries are missing before the first one or in between.
    pub const fn is_excerpt(&self) -> bool {
        self.has_gaps
    }
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
