//! The offer of a membership to one address, and what became of its mail and its link.

pub use super::account_settings::Renewal;

use super::{
    ids::{AccountId, InvitationId, MembershipId, UserId},
    time::{Span, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What became of the mail that carries the link (`docs/architecture.md`: "sent" only after the server accepted it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MailState {
    /// No mail: the link is handed over by copying.
    ByHand,
    /// Waits for its first try.
    Queued,
    /// Was put off by the server, or the server was not there; will be tried again.
    Retrying,
    /// The server refused it for good.
    Refused,
    /// The server accepted it.
    Sent,
}

impl MailState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::ByHand, Self::Queued, Self::Retrying, Self::Refused, Self::Sent];

    /// As kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Queued => "queued",
            Self::Retrying => "retrying",
            Self::Refused => "refused",
            Self::Sent => "sent",
        }
    }

    /// The state of what is kept.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// An invitation as the rules need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its number.
    pub id: InvitationId,
    /// The account it lets in to.
    pub account_id: AccountId,
    /// The pending membership.
    pub membership_id: MembershipId,
    /// The person invited.
    pub user_id: UserId,
    /// Who invited.
    pub inviter_id: UserId,
    /// Counts the links made for it, from 1; only the newest opens.
    pub generation: i64,
    /// When the newest link ends.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When the person said no; then it is taken back as well.
    pub declined_at: Option<Timestamp>,
    /// How long each of its links lives.
    pub lifetime: Span,
    /// Since when the person waits for a new link.
    pub asked_at: Option<Timestamp>,
    /// Since when another administrator has to stand for it, because the inviter lost the right.
    pub needs_approval_at: Option<Timestamp>,
}

/// Whether a link opens the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It does.
    Open,
    /// It would, but an administrator has to confirm first: whoever invited may no longer do so.
    NeedsApproval,
    /// Its time is over.
    Expired,
    /// A newer link has taken its place.
    Replaced,
    /// The invitation was taken back.
    Revoked,
    /// The person said no.
    Declined,
    /// The invitation was accepted.
    Used,
}

impl Invitation {
    /// What a link of this invitation is worth now. `newest` tells whether it is the newest one made.
    pub fn link_state(&self, newest: bool, now: Timestamp) -> LinkState {
        if self.accepted_at.is_some() {
            LinkState::Used
        } else if self.declined_at.is_some() {
            LinkState::Declined
        } else if self.revoked_at.is_some() {
            LinkState::Revoked
        } else if !newest {
            LinkState::Replaced
        } else if self.expires_at <= now {
            LinkState::Expired
        } else if self.needs_approval_at.is_some() {
            LinkState::NeedsApproval
        } else {
            LinkState::Open
        }
    }
}

/// How long to wait before the next try of a mail, after `attempts` failed ones: 10 s, 30 s, 2 min, 5 min, then every
/// 5 min, ±20 % by `chance` (0 to 255) so that many mails put off together do not come back together.
pub fn retry_delay(attempts: i64, chance: u8) -> Span {
    let seconds = match attempts {
        ..=1 => 10,
        2 => 30,
        3 => 120,
        _ => 300,
    };
    // 80 % to 120 % in steps of 40/255 %.
    let per_mille = 800 + i64::from(chance) * 400 / 255;
    Span::micros(seconds * per_mille * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_until(expires_at: i64) -> Invitation {
        Invitation {
            id: InvitationId(1),
            account_id: AccountId(1),
            membership_id: MembershipId(1),
            user_id: UserId(1),
            inviter_id: UserId(2),
            generation: 1,
            expires_at: Timestamp::from_micros(expires_at),
            accepted_at: None,
            revoked_at: None,
            declined_at: None,
            lifetime: Span::hours(24),
            asked_at: None,
            needs_approval_at: None,
        }
    }

    #[test]
    fn a_link_ends_at_its_very_moment() {
        let invitation = open_until(10);
        assert_eq!(invitation.link_state(true, Timestamp::from_micros(9)), LinkState::Open);
        assert_eq!(invitation.link_state(true, Timestamp::from_micros(10)), LinkState::Expired);
        assert_eq!(invitation.link_state(false, Timestamp::from_micros(9)), LinkState::Replaced);
    }

    #[test]
    fn what_ended_an_invitation_is_said_before_its_age() {
        let late = Timestamp::from_micros(99);
        let used = Invitation { accepted_at: Some(late), ..open_until(10) };
        assert_eq!(used.link_state(false, late), LinkState::Used);
        let revoked = Invitation { revoked_at: Some(late), ..open_until(10) };
        assert_eq!(revoked.link_state(true, late), LinkState::Revoked);
        let declined = Invitation { declined_at: Some(late), ..revoked };
        assert_eq!(declined.link_state(true, late), LinkState::Declined);
    }

    #[test]
    fn an_invitation_nobody_stands_for_waits_until_its_link_ends() {
        let since = Timestamp::from_micros(5);
        let waiting = Invitation { needs_approval_at: Some(since), ..open_until(10) };
        assert_eq!(waiting.link_state(true, Timestamp::from_micros(9)), LinkState::NeedsApproval);
        assert_eq!(waiting.link_state(true, Timestamp::from_micros(10)), LinkState::Expired);
        assert_eq!(waiting.link_state(false, Timestamp::from_micros(9)), LinkState::Replaced);
    }

    #[test]
    fn retries_come_later_and_later_within_a_fifth() {
        for (attempts, seconds) in [(1, 10), (2, 30), (3, 120), (4, 300), (99, 300)] {
            let exact = Span::seconds(seconds).as_micros();
            assert_eq!(retry_delay(attempts, 0).as_micros(), exact * 8 / 10);
            assert_eq!(retry_delay(attempts, 255).as_micros(), exact * 12 / 10);
        }
    }
}
