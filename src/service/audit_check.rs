//! Walking along the chains of the audit log as the database keeps them (`docs/adr/0011-audit-chain.md`).

use crate::{
    domain::audit::chain::{Broken, Gaps, Hash, Verifier},
    store::{Db, StoreError, audit},
};

/// Entries read in one transaction.
const AT_ONCE: i64 = 1000;

/// What was found of one chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// The account's number, 0 for entries without one.
    pub chain: i64,
    /// How many entries it has.
    pub count: u64,
    /// How many entries are older than the chain and stand outside of it.
    pub outside: i64,
    /// Place and hash of the last entry.
    pub last: Option<(i64, Hash)>,
}

/// What is wrong with a chain.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// An entry is not what it was.
    #[error("entry {seq} of chain {chain} (number {id}): {broken}")]
    Entry {
        /// The chain.
        chain: i64,
        /// The place in it.
        seq: i64,
        /// The entry's number in the table.
        id: i64,
        /// What is wrong with it.
        broken: Broken,
    },
    /// An entry without a hash that is not older than the chain.
    #[error("entry number {id} of chain {chain}: {}", Broken::Outside)]
    Outside {
        /// The chain.
        chain: i64,
        /// The entry's number in the table.
        id: i64,
    },
    /// Entries at the end are gone, or were added.
    #[error(
        "chain {chain} ends with entry {found}, but its end is kept as entry {kept} with another place or hash"
    )]
    End {
        /// The chain.
        chain: i64,
        /// The last place found.
        found: i64,
        /// The place kept.
        kept: i64,
    },
    /// The end is not kept any more.
    #[error("chain {chain} has entries, but its end is not kept")]
    NoEnd {
        /// The chain.
        chain: i64,
    },
    /// The database failed, or holds what makes no sense.
    #[error("the database cannot be read")]
    Store(#[from] StoreError),
}

/// Checks every chain against its end, a thousand entries at a time, and tells of each that is sound. Entries may be
/// added meanwhile.
///
/// # Errors
/// The first fault found.
pub async fn every_chain(db: &Db, mut sound: impl FnMut(Chain)) -> Result<(), Fault> {
    // The one of no account has no row among the accounts, so nothing would miss its end.
    sound(one_chain(db, 0).await?);
    let mut after = 0;
    loop {
        let chains = audit::chains(&mut db.read().await?, after, AT_ONCE).await?;
        let Some(last) = chains.last() else { return Ok(()) };
        after = *last;
        for chain in chains {
            sound(one_chain(db, chain).await?);
        }
    }
}

async fn one_chain(db: &Db, chain: i64) -> Result<Chain, Fault> {
    let mut verifier = Verifier::new(Gaps::Refused);
    let mut first_id = None;
    loop {
        let mut tx = db.read().await?;
        let after = verifier.last().map_or(0, |(seq, _)| seq);
        let rows = audit::in_chain(&mut tx, chain, after, AT_ONCE).await?;
        for row in &rows {
            // A place is what was looked for; without hashes the entry was tampered with.
            let seq = row.seq.unwrap_or_default();
            let fault = |broken| Fault::Entry { chain, seq, id: row.id, broken };
            let link = row.link()?.ok_or_else(|| fault(Broken::Hash))?;
            verifier.add(&link).map_err(fault)?;
            first_id.get_or_insert(row.id);
        }
        if i64::try_from(rows.len()).is_ok_and(|rows| rows == AT_ONCE) {
            continue;
        }
        // The end is read in the transaction that saw the last entries, so that both are of one moment.
        let head = audit::head(&mut tx, chain).await?;
        let (outside, last_outside) = audit::outside(&mut tx, chain).await?;
        let last = verifier.last();
        match (head, last) {
            (None, None) => {}
            (None, Some(_)) => return Err(Fault::NoEnd { chain }),
            (Some(head), last) => {
                let (found, hash) = last.unwrap_or((0, Hash::ZERO));
                if (head.seq, head.hash) != (found, hash) {
                    return Err(Fault::End { chain, found, kept: head.seq });
                }
            }
        }
        if let (Some(first), Some(id)) = (first_id, last_outside)
            && id > first
        {
            return Err(Fault::Outside { chain, id });
        }
        return Ok(Chain { chain, count: verifier.count(), outside, last });
    }
}
