//! What happened to the invitations of a membership: made, mailed, put off, refused, opened, accepted. Told from what was
//! written down when it happened, never from what is true now.

use super::Error;
use crate::{
    domain::{
        audit,
        ids::{AccountId, InvitationId, MembershipId},
        mail::{FOLLOWED_WITHIN, Look, MailEvent},
        time::Timestamp,
    },
    store::{
        Tx, audit_list,
        invitations::{self, LinkMade, OfferEnds},
        mail_events::{self, EventRow},
        users,
    },
};

pub use crate::store::outbox::MailKind;

/// The most events looked at; of a mail that is put off for days the oldest tries are left out.
const MOST: i64 = 400;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When; of several like it in a row, the first.
    pub at: Timestamp,
    /// Of which mail, unless it is the one that brought the link.
    pub mail: Option<MailKind>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The invitation was saved and its mail queued, by somebody.
    Saved {
        /// Who, by name or address.
        by: String,
        /// Whether there was an earlier link, which ended with this one.
        again: bool,
    },
    /// A new link was made and its mail queued by itself, because the person asked; the earlier link ended.
    Renewed,
    /// A link was made to be handed over by copying.
    ByHand {
        /// Who got it to hand over.
        by: String,
        /// Whether there was an earlier link, which ended with this one.
        again: bool,
    },
    /// The mail server took the mail.
    HandedOver {
        /// Its reply line.
        reply: String,
    },
    /// The mail server, or the attempt to reach it, put the mail off.
    Deferred {
        /// Why.
        reason: String,
        /// When it was to be tried next, the last time.
        until: Option<Timestamp>,
        /// How often in a row.
        times: usize,
    },
    /// No mail went out at all.
    Paused {
        /// Why.
        reason: String,
        /// Until when, the last time.
        until: Option<Timestamp>,
        /// How often in a row.
        times: usize,
    },
    /// The mail server will never take it.
    Refused {
        /// Why.
        reason: String,
    },
    /// The mail was dropped before it was sent: its link had ended.
    Dropped,
    /// Somebody asked for another try.
    Retried,
    /// Somebody opened the link.
    Opened,
    /// Somebody, or something, opened a link that no longer worked.
    OpenedDead {
        /// How often in a row.
        times: usize,
    },
    /// Something opened the link that was hardly a person.
    Scanned {
        /// Whether the link was mailed: then it was probably a mail scanner.
        mailed: bool,
        /// How often in a row.
        times: usize,
    },
    /// The person asked for a new link.
    Asked,
    /// An administrator stood for the invitation.
    Approved {
        /// Who, by name or address; empty for somebody nobody knows any more.
        by: String,
    },
    /// An administrator turned the invitation to another address; what is told before happened at the former one.
    Turned {
        /// Who, by name or address; empty for somebody nobody knows any more.
        by: String,
        /// The former address, masked as the audit log keeps it.
        from: String,
    },
    /// The person joined.
    Accepted,
    /// The person said no.
    Declined,
    /// An administrator took the invitation back.
    Revoked,
    /// The same, before its mail was sent.
    Undone,
    /// A link ended unused.
    Ended,
}

impl What {
    /// The place among things that happened at the same moment.
    const fn place(&self) -> u8 {
        match self {
            Self::Asked | Self::Approved { .. } | Self::Turned { .. } | Self::Dropped => 0,
            Self::Saved { .. } | Self::Renewed | Self::ByHand { .. } => 1,
            Self::Deferred { .. }
            | Self::Paused { .. }
            | Self::Refused { .. }
            | Self::Retried
            | Self::HandedOver { .. } => 2,
            Self::Opened | Self::OpenedDead { .. } | Self::Scanned { .. } => 3,
            Self::Accepted | Self::Declined | Self::Revoked | Self::Undone => 4,
            Self::Ended => 5,
        }
    }

    /// Takes in the next step if it tells the same once more.
    fn absorbs(&mut self, next: &Self) -> bool {
        match (self, next) {
            (
                Self::Deferred { reason, until, times },
                Self::Deferred { reason: again, until: later, times: more },
            )
            | (
                Self::Paused { reason, until, times },
                Self::Paused { reason: again, until: later, times: more },
            ) if reason == again => {
                *until = *later;
                *times += more;
                true
            }
            (Self::OpenedDead { times }, Self::OpenedDead { times: more }) => {
                *times += more;
                true
            }
            (Self::Scanned { mailed, times }, Self::Scanned { mailed: again, times: more })
                if mailed == again =>
            {
                *times += more;
                true
            }
            _ => false,
        }
    }
}

/// Everything that happened to the invitations of a membership of the account, oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn timeline(
    tx: &mut Tx,
    account: AccountId,
    membership: MembershipId,
    now: Timestamp,
) -> Result<Vec<Step>, Error> {
    let offers = invitations::ends_of(tx, membership).await?;
    let links = invitations::links_of(tx, membership).await?;
    let mut events = mail_events::of_membership(tx, membership, MOST).await?;
    events.reverse();
    let (mut steps, renewed) = answers(tx, account, membership).await?;
    steps.extend(of_links(&links, &renewed));
    steps.extend(of_lapses(&links, &offers));
    steps.extend(of_events(&events, &links, &offers)?);
    steps.extend(offers.into_iter().flat_map(|offer| of_offer(offer, now)));
    Ok(in_order(steps))
}

/// How an invitation ended. Of one that was undone also how it began: its link is forgotten.
fn of_offer(offer: OfferEnds, now: Timestamp) -> impl Iterator<Item = Step> {
    let undone = offer.is_undone();
    let revoked = offer.revoked_at.filter(|_| offer.declined_at.is_none() && !undone);
    let ended = offer.accepted_at.is_none() && offer.revoked_at.is_none() && offer.expires_at <= now;
    let saved = What::Saved { by: offer.inviter, again: false };
    [
        (undone.then_some(offer.issued_at), saved),
        (offer.revoked_at.filter(|_| undone), What::Undone),
        (offer.accepted_at, What::Accepted),
        (offer.declined_at, What::Declined),
        (revoked, What::Revoked),
        (ended.then_some(offer.expires_at), What::Ended),
    ]
    .into_iter()
    .filter_map(|(at, what)| at.map(|at| Step { at, mail: None, what }))
}

/// Who asked for a new link, who stood for the invitation and who turned it to another address, and when a new link was mailed because somebody asked: the
/// audit log alone knows.
async fn answers(
    tx: &mut Tx,
    account: AccountId,
    membership: MembershipId,
) -> Result<(Vec<Step>, Vec<Timestamp>), Error> {
    let (asked, approved) = (audit::Action::InvitationAsked, audit::Action::InvitationApproved);
    let turned = audit::Action::InvitationReaddressed;
    let filter = audit_list::Filter {
        actions: vec![asked.as_str(), approved.as_str(), turned.as_str()],
        subjects: vec![format!("membership:{membership}")],
        ..audit_list::Filter::default()
    };
    let all = audit_list::Range { first: 1, last: i64::MAX };
    let newest = audit_list::Order::NewestFirst;
    let (mut steps, mut renewed) = (Vec::new(), Vec::new());
    for entry in audit_list::list(tx, account, &filter, all, newest, MOST).await? {
        let by = match entry.actor_id {
            Some(actor) => users::find(tx, actor).await?,
            None => None,
        };
        let by = by.map(|by| by.name_or_email().to_owned()).unwrap_or_default();
        let detail: serde_json::Value = serde_json::from_str(&entry.detail).unwrap_or_default();
        let what = if entry.action == approved.as_str() {
            What::Approved { by }
        } else if entry.action == turned.as_str() {
            let from = detail.pointer("/before/email").and_then(serde_json::Value::as_str);
            What::Turned { by, from: from.unwrap_or_default().to_owned() }
        } else {
            if detail.get("mailed").and_then(serde_json::Value::as_bool) == Some(true) {
                renewed.push(entry.at);
            }
            What::Asked
        };
        steps.push(Step { at: entry.at, mail: None, what });
    }
    Ok((steps, renewed))
}

fn of_links(links: &[LinkMade], renewed: &[Timestamp]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut before = None;
    for link in links {
        let again = before.replace(link.invitation_id) == Some(link.invitation_id);
        let by = link.issuer.clone();
        // Asking and its link are of one transaction, and so of one moment.
        let what = if again && renewed.contains(&link.issued_at) {
            What::Renewed
        } else if link.by_hand {
            What::ByHand { by, again }
        } else {
            What::Saved { by, again }
        };
        steps.push(Step { at: link.issued_at, mail: None, what });
    }
    steps
}

/// The links that had ended by themselves before a newer one was made.
fn of_lapses(links: &[LinkMade], offers: &[OfferEnds]) -> Vec<Step> {
    let of = |link: &LinkMade| offers.iter().find(|offer| offer.id == link.invitation_id);
    links
        .iter()
        .zip(links.iter().skip(1))
        .filter(|(link, newer)| link.invitation_id == newer.invitation_id)
        .filter_map(|(link, newer)| {
            of(link).map(|offer| offer.end_of(link.issued_at)).filter(|at| *at <= newer.issued_at)
        })
        .map(|at| Step { at, mail: None, what: What::Ended })
        .collect()
}

fn of_events(events: &[EventRow], links: &[LinkMade], offers: &[OfferEnds]) -> Result<Vec<Step>, Error> {
    let mut steps = Vec::new();
    for event in events {
        let reason = || event.detail.clone();
        let until = event.next_at;
        let mail = event.mail().filter(|kind| *kind != MailKind::Invitation);
        let offer = offers.iter().find(|offer| offer.id == event.invitation_id);
        let what = match event.event()? {
            MailEvent::HandedOver => What::HandedOver { reply: reason() },
            MailEvent::Deferred => What::Deferred { reason: reason(), until, times: 1 },
            MailEvent::Paused => What::Paused { reason: reason(), until, times: 1 },
            MailEvent::Refused => What::Refused { reason: reason() },
            // A reminder that nobody needs any more is no news, and undoing says it all.
            MailEvent::Dropped if mail.is_some() || offer.is_some_and(OfferEnds::is_undone) => continue,
            MailEvent::Dropped => What::Dropped,
            MailEvent::Retried => What::Retried,
            MailEvent::Opened => match look(event, events) {
                None => continue,
                Some(_) if is_dead(event, links, offer) => What::OpenedDead { times: 1 },
                Some(true) => What::Opened,
                Some(false) => {
                    let by_hand =
                        links_of(links, event.invitation_id).nth(nth(event)).is_some_and(|link| link.by_hand);
                    What::Scanned { mailed: !by_hand, times: 1 }
                }
            },
        };
        steps.push(Step { at: event.at, mail, what });
    }
    Ok(steps)
}

/// Whether the link that was looked at had ended before: by a newer one, by an answer, taken back, or by its time.
fn is_dead(event: &EventRow, links: &[LinkMade], offer: Option<&OfferEnds>) -> bool {
    let mut own = links_of(links, event.invitation_id).skip(nth(event));
    let (link, newer) = (own.next(), own.next());
    let ended = offer.is_some_and(|offer| {
        let answered = [offer.accepted_at, offer.declined_at, offer.revoked_at].into_iter().flatten().min();
        // Of the newest its own end is known, also when that was moved.
        let end = match (link, newer) {
            (Some(link), Some(_)) => offer.end_of(link.issued_at),
            _ => offer.expires_at,
        };
        answered.is_some_and(|at| at < event.at) || end <= event.at
    });
    ended || newer.is_some_and(|newer| newer.issued_at < event.at)
}

/// Whether it was a person who looked; none when the look is told by another one.
fn look(event: &EventRow, events: &[EventRow]) -> Option<bool> {
    match Look::from_name(&event.detail) {
        Some(Look::Page) => Some(true),
        Some(Look::Link) => {
            let followed = events.iter().any(|other| {
                matches!(Look::from_name(&other.detail), Some(Look::Page | Look::PageAtOnce))
                    && matches!(other.event(), Ok(MailEvent::Opened))
                    && (other.invitation_id, other.generation) == (event.invitation_id, event.generation)
                    && other.at >= event.at
                    && other.at < event.at + FOLLOWED_WITHIN
            });
            (!followed).then_some(false)
        }
        Some(Look::Head | Look::PageAtOnce) | None => Some(false),
    }
}

fn links_of(links: &[LinkMade], invitation: InvitationId) -> impl Iterator<Item = &LinkMade> {
    links.iter().filter(move |link| link.invitation_id == invitation)
}

/// The place of an event's link among those of its invitation.
fn nth(event: &EventRow) -> usize {
    event.generation.and_then(|generation| usize::try_from(generation - 1).ok()).unwrap_or(0)
}

/// Oldest first; what repeats itself in a row is told once.
fn in_order(mut steps: Vec<Step>) -> Vec<Step> {
    // Stable: what stands in the log keeps its order.
    steps.sort_by_key(|step| (step.at, step.what.place()));
    let mut told: Vec<Step> = Vec::new();
    for step in steps {
        if !told.last_mut().is_some_and(|last| last.mail == step.mail && last.what.absorbs(&step.what)) {
            told.push(step);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(at: i64, what: What) -> Step {
        Step { at: Timestamp::from_micros(at), mail: None, what }
    }

    fn deferred(reason: &str, times: usize) -> What {
        What::Deferred { reason: reason.into(), until: None, times }
    }

    #[test]
    fn what_repeats_itself_is_told_once_and_what_differs_is_not() {
        let told = in_order(vec![
            step(1, deferred("451", 1)),
            step(2, deferred("451", 1)),
            step(3, deferred("452", 1)),
            step(4, What::Retried),
            step(5, deferred("452", 1)),
        ]);
        let expected = [
            step(1, deferred("451", 2)),
            step(3, deferred("452", 1)),
            step(4, What::Retried),
            step(5, deferred("452", 1)),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn at_one_moment_asking_comes_before_the_link_it_led_to() {
        let told = in_order(vec![step(1, What::Renewed), step(1, What::Asked), step(2, deferred("451", 1))]);
        assert_eq!(told, [step(1, What::Asked), step(1, What::Renewed), step(2, deferred("451", 1))]);
    }

    #[test]
    fn at_one_moment_the_old_mail_is_dropped_before_the_new_link_is_made() {
        let saved = || What::Saved { by: "Bo".into(), again: true };
        let told = in_order(vec![step(1, What::Accepted), step(1, saved()), step(1, What::Dropped)]);
        assert_eq!(told, [step(1, What::Dropped), step(1, saved()), step(1, What::Accepted)]);
    }
}
