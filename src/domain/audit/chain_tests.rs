//! The encoding and the walk along the chain.

use super::*;

fn record() -> Record {
    Record {
        chain: 7,
        seq: 3,
        at: Timestamp::from_micros(1_795_166_100_000_001),
        actor: Some(UserId(12)),
        action: "invitation.created".into(),
        subject: "membership:5".into(),
        detail: r#"{"to":"m…@example.org"}"#.into(),
        request_id: "0123456789abcdef".into(),
        ip: "2001:db8::1".into(),
    }
}

/// Numbers that look random and are the same in every run (xorshift64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn text(&mut self) -> String {
        let alphabet = ['a', '"', ':', '\u{0}', 'ß', '王', '🦀', '1', ' ', '\n'];
        (0..self.next() % 6).map(|_| alphabet[usize::try_from(self.next() % 10).unwrap()]).collect()
    }

    fn record(&mut self, seq: i64) -> Record {
        Record {
            chain: 7,
            seq,
            at: Timestamp::from_micros(i64::from_ne_bytes(self.next().to_ne_bytes())),
            actor: self.next().is_multiple_of(2).then(|| UserId(i64::try_from(self.next() >> 1).unwrap())),
            action: self.text(),
            subject: self.text(),
            detail: self.text(),
            request_id: self.text(),
            ip: self.text(),
        }
    }
}

/// Every way to change one field of a record.
fn changed(record: &Record) -> Vec<Record> {
    let with = |change: &dyn Fn(&mut Record)| {
        let mut other = record.clone();
        change(&mut other);
        other
    };
    vec![
        with(&|r| r.chain += 1),
        with(&|r| r.seq += 1),
        with(&|r| r.at = Timestamp::from_micros(r.at.as_micros() ^ 1)),
        with(&|r| r.actor = if r.actor.is_none() { Some(UserId(0)) } else { None }),
        with(&|r| r.action.push('x')),
        with(&|r| r.subject.push('x')),
        with(&|r| r.detail.push('x')),
        with(&|r| r.request_id.push('x')),
        with(&|r| r.ip.push('x')),
    ]
}

fn chain(length: i64, numbers: &mut Numbers) -> Vec<Link> {
    let mut previous = Hash::ZERO;
    (1..=length)
        .map(|seq| {
            let record = numbers.record(seq);
            let hash = record.hash(&previous);
            let link = Link { record, previous, hash };
            previous = hash;
            link
        })
        .collect()
}

fn walk(links: &[Link], gaps: Gaps) -> Result<Verifier, (i64, Broken)> {
    let mut verifier = Verifier::new(gaps);
    for link in links {
        verifier.add(link).map_err(|broken| (link.record.seq, broken))?;
    }
    Ok(verifier)
}

#[test]
fn the_encoding_is_the_documented_one() {
    let record = record();
    let mut octets = vec![1_u8];
    octets.extend([9; 32]);
    let fields: [&[u8]; 9] = [
        &7_i64.to_be_bytes(),
        &3_i64.to_be_bytes(),
        &1_795_166_100_000_001_i64.to_be_bytes(),
        &12_i64.to_be_bytes(),
        record.action.as_bytes(),
        record.subject.as_bytes(),
        record.detail.as_bytes(),
        record.request_id.as_bytes(),
        record.ip.as_bytes(),
    ];
    for field in fields {
        octets.extend(u64::try_from(field.len()).unwrap().to_be_bytes());
        octets.extend(field);
    }
    assert_eq!(record.hash(&Hash([9; 32])).0, <[u8; 32]>::from(Sha256::digest(&octets)));
}

/// Computed once by another program; it must never change, or no log of before can be verified.
#[test]
fn a_known_entry_has_its_known_hash() {
    assert_eq!(
        record().hash(&Hash::ZERO).to_string(),
        "47e9b68ed3fcf90fe31c63501137558615b2479773c98822148444719ce9babd"
    );
}

#[test]
fn whatever_is_changed_changes_the_hash() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for seq in 1..=500 {
        let record = numbers.record(seq);
        let hash = record.hash(&Hash::ZERO);
        for other in changed(&record) {
            assert_ne!(other.hash(&Hash::ZERO), hash, "{record:?} and {other:?}");
        }
        assert_ne!(record.hash(&Hash([1; 32])), hash);
        assert_eq!(record.clone().hash(&Hash::ZERO), hash);
    }
}

#[test]
fn what_stands_in_one_field_cannot_move_to_the_next() {
    let one = Record { action: "ab".into(), subject: "c".into(), ..record() };
    let other = Record { action: "a".into(), subject: "bc".into(), ..record() };
    assert_ne!(one.hash(&Hash::ZERO), other.hash(&Hash::ZERO));
    let nobody = Record { actor: None, ..record() };
    let zero = Record { actor: Some(UserId(0)), ..record() };
    assert_ne!(nobody.hash(&Hash::ZERO), zero.hash(&Hash::ZERO));
}

#[test]
fn a_whole_chain_verifies() {
    let links = chain(300, &mut Numbers(42));
    let verifier = walk(&links, Gaps::Refused).unwrap();
    assert_eq!((verifier.count(), verifier.first(), verifier.is_excerpt()), (300, Some(1), false));
    assert_eq!(verifier.last(), Some((300, links[299].hash)));
}

#[test]
fn any_change_anywhere_is_found_and_named() {
    let mut numbers = Numbers(1234);
    let links = chain(40, &mut numbers);
    for place in 0..links.len() {
        let seq = links[place].record.seq;
        for other in changed(&links[place].record) {
            let mut bad = links.clone();
            bad[place].record = other;
            let (_, broken) = walk(&bad, Gaps::Refused).unwrap_err();
            assert!(matches!(broken, Broken::Hash | Broken::OtherChain), "{broken:?}");
        }
        // Whoever also makes the hash anew breaks the link to the next one.
        if place + 1 < links.len() {
            let mut bad = links.clone();
            bad[place].record.subject.push('x');
            bad[place].hash = bad[place].record.hash(&bad[place].previous);
            assert_eq!(walk(&bad, Gaps::Refused).unwrap_err(), (seq + 1, Broken::Link));
            assert_eq!(walk(&bad, Gaps::Allowed).unwrap_err(), (seq + 1, Broken::Link));
            let mut missing = links.clone();
            missing.remove(place);
            assert_eq!(walk(&missing, Gaps::Refused).unwrap_err(), (seq + 1, Broken::Gap(seq)));
            assert!(walk(&missing, Gaps::Allowed).unwrap().is_excerpt());
            let mut swapped = links.clone();
            swapped.swap(place, place + 1);
            assert!(walk(&swapped, Gaps::Refused).is_err() && walk(&swapped, Gaps::Allowed).is_err());
        }
    }
}

#[test]
fn other_chains_and_late_entries_without_a_hash_are_found() {
    let links = chain(2, &mut Numbers(5));
    let mut verifier = Verifier::new(Gaps::Allowed);
    assert_eq!(verifier.add_outside(), Ok(()));
    verifier.add(&links[0]).unwrap();
    assert_eq!(verifier.add_outside(), Err(Broken::Outside));
    let record = Record { chain: 8, ..links[1].record.clone() };
    let hash = record.hash(&links[0].hash);
    let other = Link { record, previous: links[0].hash, hash };
    assert_eq!(verifier.add(&other), Err(Broken::OtherChain));
    assert_eq!(verifier.outside(), 1);
}

#[test]
fn hashes_are_read_as_they_are_written() {
    let hash = record().hash(&Hash::ZERO);
    assert_eq!(Hash::from_hex(&hash.to_string()), Some(hash));
    for wrong in ["", "00", &"g".repeat(64), &"A".repeat(64), &"0".repeat(65), &"é".repeat(32)] {
        assert_eq!(Hash::from_hex(wrong), None, "{wrong}");
    }
}
