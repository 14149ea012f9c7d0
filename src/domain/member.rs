//! A person in an account, and the one word the Users page has for it.

use super::{invitation::MailState, time::Timestamp};
use serde::{Deserialize, Serialize};

/// How far a membership has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MembershipState {
    /// Offered, not accepted.
    Pending,
    /// Accepted.
    Active,
    /// Taken away; the row stays for tokens and audit.
    Removed,
}

impl MembershipState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Active, Self::Removed];

    /// As kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Removed => "removed",
        }
    }

    /// The state of what is kept.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// The Status column in one word, as filters and counts know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// Has accepted and may sign in.
    Active,
    /// The invitation is open, whatever its mail does.
    Invited,
    /// An administrator has to say something first: the person asks for a new link, or whoever invited lost the right.
    Waiting,
    /// The mail was refused for good; so it stays until there is a new link, whatever the time.
    NotDelivered,
    /// The link ended unused, and its mail was not refused.
    Expired,
    /// Shut out of this account for the time being.
    Suspended,
    /// No longer belongs to the account.
    Removed,
}

impl Standing {
    /// All of them, in the order of filters and lists.
    pub const ALL: [Self; 7] = [
        Self::Active,
        Self::Invited,
        Self::Waiting,
        Self::NotDelivered,
        Self::Expired,
        Self::Suspended,
        Self::Removed,
    ];

    /// The number within [`super::facet::Facet::code`].
    pub const fn number(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Active => 1,
            Self::Invited => 2,
            Self::NotDelivered => 3,
            Self::Expired => 4,
            Self::Suspended => 5,
            Self::Removed => 6,
        }
    }

    /// The standing of a number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.number() == number)
    }

    /// As it stands in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Waiting => "waiting",
            Self::NotDelivered => "not_delivered",
            Self::Expired => "expired",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }

    /// The standing of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.name() == name)
    }

    /// The standing of a membership. `waiting` says that an administrator has to say something about the invitation
    /// first; `lapsed` that the worker has found the newest link ended.
    pub fn of(
        state: MembershipState,
        suspended: bool,
        offer: Option<MailState>,
        waiting: bool,
        lapsed: bool,
    ) -> Self {
        match (state, offer) {
            (MembershipState::Active, _) if suspended => Self::Suspended,
            (MembershipState::Active, _) => Self::Active,
            (MembershipState::Removed, _) | (MembershipState::Pending, None) => Self::Removed,
            (MembershipState::Pending, Some(_)) if waiting => Self::Waiting,
            // Nobody got a link that could have ended.
            (MembershipState::Pending, Some(MailState::Refused)) => Self::NotDelivered,
            (MembershipState::Pending, Some(_)) if lapsed => Self::Expired,
            (MembershipState::Pending, Some(_)) => Self::Invited,
        }
    }
}

/// The Status column. It says the truth about the mail: "Invited" only after the mail server took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Has accepted and may sign in.
    Active,
    /// The mail waits for its first try.
    Queued,
    /// The mail waits, tried or not, because no mail is sent at all.
    Held {
        /// Since when none is sent.
        since: Timestamp,
        /// What the server said of this very mail; empty for nothing.
        reason: String,
    },
    /// The mail was put off.
    Retrying {
        /// What the server, or the attempt to reach it, said.
        reason: String,
        /// When it is tried next.
        next_at: Option<Timestamp>,
    },
    /// The mail was refused for good.
    NotDelivered {
        /// The server's own words.
        reason: String,
    },
    /// The link is on its way or there, and opens until then.
    Invited {
        /// When the link ends.
        expires_at: Timestamp,
    },
    /// The link ended unused, and the person asks for a new one.
    AsksForLink {
        /// Since when.
        since: Timestamp,
    },
    /// Whoever invited lost the right: an administrator has to stand for it.
    NeedsApproval {
        /// Since when.
        since: Timestamp,
    },
    /// The link ended unused.
    Expired {
        /// When it ended.
        since: Timestamp,
    },
    /// Shut out of this account for the time being.
    Suspended {
        /// Since when.
        since: Timestamp,
    },
    /// No longer belongs to the account.
    Removed,
    /// Never came: said no.
    Declined {
        /// When.
        since: Timestamp,
    },
    /// Never came: the account took the invitation back.
    Withdrawn {
        /// When.
        since: Timestamp,
    },
    /// The same, before anybody could have heard of it.
    Undone {
        /// When.
        since: Timestamp,
    },
}

/// How an invitation ended without being accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferEnd {
    /// The person said no.
    Declined,
    /// The account took it back.
    Withdrawn,
    /// The same, before its mail was sent.
    Undone,
}

/// The newest invitation of a membership, as far as the status needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// When its link ends.
    pub expires_at: Timestamp,
    /// What became of its mail.
    pub mail: MailState,
    /// What the mail server said last.
    pub mail_reason: String,
    /// When the mail is tried next.
    pub mail_next_at: Option<Timestamp>,
    /// Since when the person asks for a new link.
    pub asked_at: Option<Timestamp>,
    /// Since when another administrator has to stand for it.
    pub needs_approval_at: Option<Timestamp>,
    /// How and when it ended without being accepted.
    pub end: Option<(OfferEnd, Timestamp)>,
}

impl Status {
    /// The status in one word.
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Active => Standing::Active,
            Self::Queued | Self::Held { .. } | Self::Retrying { .. } | Self::Invited { .. } => {
                Standing::Invited
            }
            Self::AsksForLink { .. } | Self::NeedsApproval { .. } => Standing::Waiting,
            Self::NotDelivered { .. } => Standing::NotDelivered,
            Self::Expired { .. } => Standing::Expired,
            Self::Suspended { .. } => Standing::Suspended,
            Self::Removed | Self::Declined { .. } | Self::Withdrawn { .. } | Self::Undone { .. } => {
                Standing::Removed
            }
        }
    }

    /// The same while no mail is sent at all since `paused`: what waits does not go out by itself.
    #[must_use]
    pub fn held(self, paused: Option<Timestamp>) -> Self {
        match (self, paused) {
            (Self::Queued, Some(since)) => Self::Held { since, reason: String::new() },
            (Self::Retrying { reason, .. }, Some(since)) => Self::Held { since, reason },
            (status, _) => status,
        }
    }

    /// The status of a membership, `offer` being its newest invitation.
    pub fn of(
        state: MembershipState,
        suspended_at: Option<Timestamp>,
        offer: Option<&Offer>,
        now: Timestamp,
    ) -> Self {
        match (state, offer) {
            (MembershipState::Active, _) => {
                suspended_at.map_or(Self::Active, |since| Self::Suspended { since })
            }
            (MembershipState::Removed, Some(Offer { end: Some((end, since)), .. })) => match end {
                OfferEnd::Declined => Self::Declined { since: *since },
                OfferEnd::Withdrawn => Self::Withdrawn { since: *since },
                OfferEnd::Undone => Self::Undone { since: *since },
            },
            (MembershipState::Removed, _) | (MembershipState::Pending, None) => Self::Removed,
            // A new link answers both, so this comes first.
            (MembershipState::Pending, Some(Offer { asked_at: Some(since), .. })) => {
                Self::AsksForLink { since: *since }
            }
            (MembershipState::Pending, Some(Offer { needs_approval_at: Some(since), .. })) => {
                Self::NeedsApproval { since: *since }
            }
            (MembershipState::Pending, Some(offer)) => match offer.mail {
                MailState::Refused => Self::NotDelivered { reason: offer.mail_reason.clone() },
                _ if offer.expires_at <= now => Self::Expired { since: offer.expires_at },
                MailState::Queued => Self::Queued,
                MailState::Retrying => {
                    Self::Retrying { reason: offer.mail_reason.clone(), next_at: offer.mail_next_at }
                }
                MailState::Sent | MailState::ByHand => Self::Invited { expires_at: offer.expires_at },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(mail: MailState) -> Offer {
        Offer {
            expires_at: Timestamp::from_micros(10),
            mail,
            mail_reason: "451 later".into(),
            mail_next_at: None,
            asked_at: None,
            needs_approval_at: None,
            end: None,
        }
    }

    #[test]
    fn invited_is_said_only_after_the_server_took_the_mail() {
        let now = Timestamp::from_micros(1);
        let status = |mail| Status::of(MembershipState::Pending, None, Some(&offer(mail)), now);
        assert_eq!(status(MailState::Queued), Status::Queued);
        assert_eq!(
            status(MailState::Retrying),
            Status::Retrying { reason: "451 later".into(), next_at: None }
        );
        assert_eq!(status(MailState::Refused), Status::NotDelivered { reason: "451 later".into() });
        let invited = Status::Invited { expires_at: Timestamp::from_micros(10) };
        assert_eq!(status(MailState::Sent), invited);
        assert_eq!(status(MailState::ByHand), invited);
    }

    #[test]
    fn standing_and_status_agree() {
        let now = Timestamp::from_micros(1);
        for state in MembershipState::ALL {
            for suspended in [None, Some(now)] {
                for mail in MailState::ALL {
                    for late in [false, true] {
                        for (asked_at, needs_approval_at) in
                            [(None, None), (Some(now), None), (None, Some(now)), (Some(now), Some(now))]
                        {
                            let now = Timestamp::from_micros(if late { 11 } else { 1 });
                            let waiting = asked_at.is_some() || needs_approval_at.is_some();
                            let word = Standing::of(state, suspended.is_some(), Some(mail), waiting, late);
                            for end in [None, Some((OfferEnd::Declined, now)), Some((OfferEnd::Undone, now))]
                            {
                                let offer = Offer { asked_at, needs_approval_at, end, ..offer(mail) };
                                let status = Status::of(state, suspended, Some(&offer), now);
                                assert_eq!(word, status.standing());
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn whoever_waits_for_an_administrator_is_said_to() {
        let (now, since) = (Timestamp::from_micros(20), Timestamp::from_micros(12));
        let status = |offer: &Offer| Status::of(MembershipState::Pending, None, Some(offer), now);
        let asks = Offer { asked_at: Some(since), ..offer(MailState::Sent) };
        assert_eq!(status(&asks), Status::AsksForLink { since });
        let orphan = Offer { needs_approval_at: Some(since), ..offer(MailState::Sent) };
        assert_eq!(status(&orphan), Status::NeedsApproval { since });
        let both = Offer { needs_approval_at: Some(now), ..asks };
        assert_eq!(status(&both), Status::AsksForLink { since });
    }

    #[test]
    fn only_what_waits_is_held_while_no_mail_is_sent() {
        let (now, since) = (Timestamp::from_micros(1), Timestamp::from_micros(0));
        for mail in MailState::ALL {
            let status = Status::of(MembershipState::Pending, None, Some(&offer(mail)), now);
            let held = status.clone().held(Some(since));
            match mail {
                MailState::Queued => assert_eq!(held, Status::Held { since, reason: String::new() }),
                MailState::Retrying => assert_eq!(held, Status::Held { since, reason: "451 later".into() }),
                _ => assert_eq!(held, status),
            }
            assert_eq!(held.standing(), status.standing());
            assert_eq!(status.clone().held(None), status);
        }
    }

    #[test]
    fn whoever_never_came_was_not_removed() {
        let (now, since) = (Timestamp::from_micros(20), Timestamp::from_micros(12));
        let status = |end| {
            let offer = Offer { end, ..offer(MailState::Sent) };
            Status::of(MembershipState::Removed, None, Some(&offer), now)
        };
        assert_eq!(status(Some((OfferEnd::Declined, since))), Status::Declined { since });
        assert_eq!(status(Some((OfferEnd::Withdrawn, since))), Status::Withdrawn { since });
        assert_eq!(status(Some((OfferEnd::Undone, since))), Status::Undone { since });
        assert_eq!(status(None), Status::Removed);
    }

    #[test]
    fn an_ended_link_is_expired_unless_its_mail_was_refused() {
        let end = Timestamp::from_micros(10);
        for mail in MailState::ALL {
            let status = Status::of(MembershipState::Pending, None, Some(&offer(mail)), end);
            let expected = match mail {
                MailState::Refused => Status::NotDelivered { reason: "451 later".into() },
                _ => Status::Expired { since: end },
            };
            assert_eq!(status, expected, "{mail:?}");
        }
    }
}
