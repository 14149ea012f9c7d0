//! An entry as a line of an exported file: JSON with every field that the hash covers, and the two hashes.

use super::chain::{Hash, Link, Record};
use crate::domain::{ids::UserId, time::Timestamp};
use serde::{Deserialize, Serialize};

/// One line of an export. Unknown fields are refused: nothing in the file goes unverified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The account's number, 0 for none.
    pub chain: i64,
    /// The place in the chain; none for entries from before there were chains.
    pub seq: Option<i64>,
    /// When: RFC 3339, UTC, six digits of a second.
    pub at: String,
    /// The number of the person; none for the system.
    pub actor: Option<i64>,
    /// The name of the action.
    pub action: String,
    /// On whom or what.
    pub subject: String,
    /// JSON as text, octet by octet as kept.
    pub detail: String,
    /// The id of the request.
    pub request_id: String,
    /// The client's address.
    pub ip: String,
    /// The hash of the entry before, in hexadecimal digits.
    pub prev_hash: Option<String>,
    /// The hash of this entry.
    pub hash: Option<String>,
}

/// Why a line cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The time is not written as we write it.
    #[error("\"at\" is no point in time")]
    At,
    /// Place and hashes come together or not at all, and hashes have 64 digits.
    #[error("\"seq\", \"prev_hash\" and \"hash\" do not make sense")]
    Hashes,
}

impl From<&Link> for Line {
    fn from(link: &Link) -> Self {
        let record = link.record.clone();
        Self {
            chain: record.chain,
            seq: Some(record.seq),
            at: record.at.to_rfc3339(),
            actor: record.actor.map(|UserId(id)| id),
            action: record.action,
            subject: record.subject,
            detail: record.detail,
            request_id: record.request_id,
            ip: record.ip,
            prev_hash: Some(link.previous.to_string()),
            hash: Some(link.hash.to_string()),
        }
    }
}

impl Line {
    /// The entry as a link of its chain; none for entries from before there were chains.
    ///
    /// # Errors
    /// When the values are not of the shape we write.
    pub fn link(self) -> Result<Option<Link>, Unreadable> {
        let at = Timestamp::from_rfc3339(&self.at).ok_or(Unreadable::At)?;
        let (seq, previous, hash) = match (self.seq, &self.prev_hash, &self.hash) {
            (None, None, None) => return Ok(None),
            (Some(seq), Some(previous), Some(hash)) => (seq, Hash::from_hex(previous), Hash::from_hex(hash)),
            _ => return Err(Unreadable::Hashes),
        };
        let (Some(previous), Some(hash)) = (previous, hash) else { return Err(Unreadable::Hashes) };
        let record = Record {
            chain: self.chain,
            seq,
            at,
            actor: self.actor.map(UserId),
            action: self.action,
            subject: self.subject,
            detail: self.detail,
            request_id: self.request_id,
            ip: self.ip,
        };
        Ok(Some(Link { record, previous, hash }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link {
        let record = Record {
            chain: 7,
            seq: 1,
            at: Timestamp::from_micros(1_795_166_100_000_001),
            actor: None,
            action: "session.created".into(),
            subject: "user:1".into(),
            detail: r#"{"user_agent":"\"王\u0000"}"#.into(),
            request_id: "r".into(),
            ip: "192.0.2.1".into(),
        };
        let hash = record.hash(&Hash::ZERO);
        Link { record, previous: Hash::ZERO, hash }
    }

    #[test]
    fn a_line_reads_back_as_it_was() {
        let text = serde_json::to_string(&Line::from(&link())).unwrap();
        assert!(!text.contains('\n'));
        let line: Line = serde_json::from_str(&text).unwrap();
        assert_eq!(line.link().unwrap(), Some(link()));
    }

    #[test]
    fn an_entry_without_hashes_is_told_from_one_that_lost_one() {
        let whole = Line::from(&link());
        let outside = Line { seq: None, prev_hash: None, hash: None, ..whole.clone() };
        assert_eq!(outside.link(), Ok(None));
        assert_eq!(Line { hash: None, ..whole.clone() }.link(), Err(Unreadable::Hashes));
        assert_eq!(Line { hash: Some("ab".into()), ..whole.clone() }.link(), Err(Unreadable::Hashes));
        assert_eq!(Line { at: "yesterday".into(), ..whole }.link(), Err(Unreadable::At));
    }

    #[test]
    fn fields_we_do_not_verify_are_refused() {
        let text = serde_json::to_string(&Line::from(&link())).unwrap();
        let more = text.replacen('{', "{\"note\":\"all fine\",", 1);
        assert!(serde_json::from_str::<Line>(&more).is_err());
        let twice = text.replacen('{', "{\"ip\":\"\",", 1);
        assert!(serde_json::from_str::<Line>(&twice).is_err());
    }
}
