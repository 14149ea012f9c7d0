//! Files as an auditor gets them.

use super::*;
use crate::domain::{
    audit::chain::{Hash, Link, Record},
    time::Timestamp,
};

fn file(length: i64) -> Vec<String> {
    let mut previous = Hash::ZERO;
    (1..=length)
        .map(|seq| {
            let record = Record {
                chain: 4,
                seq,
                at: Timestamp::from_micros(1_795_166_100_000_000 + seq),
                actor: None,
                action: "session.created".into(),
                subject: format!("user:{seq}"),
                detail: "{}".into(),
                request_id: String::new(),
                ip: "192.0.2.1".into(),
            };
            let hash = record.hash(&previous);
            let link = Link { record, previous, hash };
            previous = hash;
            serde_json::to_string(&Line::from(&link)).unwrap()
        })
        .collect()
}

fn verify(lines: &[String], gaps: Gaps) -> Result<String, String> {
    verify_lines(lines.join("\n").as_bytes(), gaps).map_err(|failed| failed.to_string())
}

#[test]
fn a_whole_file_is_said_to_be_whole() {
    let said = verify(&file(5), Gaps::Refused).unwrap();
    assert!(
        said.starts_with("Verified 5 entries of chain 4, from 1 to 5.\nHash of the last entry: "),
        "{said}"
    );
    assert!(!said.contains("excerpt") && !said.contains("outside"), "{said}");
}

#[test]
fn an_excerpt_is_said_to_be_one_and_may_be_refused() {
    let mut lines = file(6);
    lines.remove(3);
    lines.remove(0);
    let said = verify(&lines, Gaps::Allowed).unwrap();
    assert!(said.contains("Verified 4 entries") && said.contains("from 2 to 6"), "{said}");
    assert!(said.contains("excerpt"), "{said}");
    let refused = verify(&lines, Gaps::Refused).unwrap_err();
    assert_eq!(refused, "Broken at line 1, entry 2: entry 1 is missing before it");
}

#[test]
fn the_first_broken_entry_is_named() {
    for (from, to) in [("user:3", "user:9"), ("192.0.2.1", "192.0.2.2"), ("session.created", "session.ended")]
    {
        let mut lines = file(5);
        lines[2] = lines[2].replace(from, to);
        let broken = verify(&lines, Gaps::Allowed).unwrap_err();
        assert_eq!(broken, "Broken at line 3, entry 3: its hash does not fit what it says");
    }
    let mut lines = file(5);
    lines.swap(1, 2);
    assert!(
        verify(&lines, Gaps::Allowed).unwrap_err().starts_with("Broken at line 3, entry 2: it stands behind")
    );
    let mut lines = file(2);
    lines.push("not a line of ours".into());
    assert!(verify(&lines, Gaps::Allowed).unwrap_err().starts_with("Broken at line 3: "));
}

#[test]
fn entries_without_a_hash_are_counted_and_only_at_the_beginning() {
    let mut lines = file(2);
    let outside = Line {
        chain: 4,
        seq: None,
        at: Timestamp::from_micros(0).to_rfc3339(),
        actor: None,
        action: "x".into(),
        subject: "x".into(),
        detail: "{}".into(),
        request_id: String::new(),
        ip: String::new(),
        prev_hash: None,
        hash: None,
    };
    let outside = serde_json::to_string(&outside).unwrap();
    lines.insert(0, outside.clone());
    let said = verify(&lines, Gaps::Refused).unwrap();
    assert!(said.contains("Not verified: 1 entries from before"), "{said}");
    lines.push(outside);
    assert!(verify(&lines, Gaps::Allowed).unwrap_err().contains("it has no hash"));
    assert_eq!(verify(&[], Gaps::Refused).unwrap(), "No entry carries a hash.");
}

#[test]
fn a_line_without_end_is_not_read_into_memory() {
    let endless = BufReader::new(std::io::repeat(b'x'));
    assert!(verify_lines(endless, Gaps::Allowed).is_err());
}
