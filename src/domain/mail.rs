//! What happens to a mail and to the link in it, as far as it is told afterwards.

use super::time::Span;

/// A look at a link so soon after its mail was handed over is probably a program's: nobody reads that fast.
pub const AT_ONCE: Span = Span::seconds(10);
/// A look at the link's own address belongs to the page behind it when that was opened within this time.
pub const FOLLOWED_WITHIN: Span = Span::seconds(10);

/// How long the queue rests after the mail server refused us, not a recipient.
pub const PAUSE: Span = Span::seconds(30);

/// Where a mail stands in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// Waits for its first try.
    Queued,
    /// Was put off; will be tried again.
    Retrying,
    /// The mail server took it.
    Sent,
    /// The mail server will never take it.
    Refused,
    /// Lost its point before it was sent.
    Dropped,
}

impl OutboxState {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Retrying, Self::Sent, Self::Refused, Self::Dropped];

    /// As kept in the database, and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Retrying => "retrying",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Dropped => "dropped",
        }
    }

    /// The state of what is kept.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Which mails of the outbox a list shows. Only the last one has reminders whose day has not come: there is one for nearly
/// every invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Wherever they stand.
    #[default]
    All,
    /// Those that stand there.
    In(OutboxState),
    /// Reminders whose day has not come, and they alone.
    Planned,
}

impl Shown {
    /// As it stands in addresses; none for all.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::In(state) => Some(state.as_str()),
            Self::Planned => Some("planned"),
        }
    }

    /// What a name asks for; all by a name that is none.
    pub fn from_name(text: &str) -> Self {
        if Some(text) == Self::Planned.name() {
            return Self::Planned;
        }
        OutboxState::from_name(text).map_or(Self::All, Self::In)
    }
}

/// What happened to a mail or a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailEvent {
    /// The mail server took the mail; the detail is its reply line.
    HandedOver,
    /// It did not now; the detail is why, and there is a next try.
    Deferred,
    /// No mail would have passed, so all of them wait; the detail is why.
    Paused,
    /// It never will; the detail is why.
    Refused,
    /// The mail lost its point before it was sent.
    Dropped,
    /// Somebody asked for another try.
    Retried,
    /// A link was looked at; the detail is a [`Look`].
    Opened,
}

impl MailEvent {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::HandedOver,
        Self::Deferred,
        Self::Paused,
        Self::Refused,
        Self::Dropped,
        Self::Retried,
        Self::Opened,
    ];

    /// As kept in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HandedOver => "handed_over",
            Self::Deferred => "deferred",
            Self::Paused => "paused",
            Self::Refused => "refused",
            Self::Dropped => "dropped",
            Self::Retried => "retried",
            Self::Opened => "opened",
        }
    }

    /// The event of what is kept.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == text)
    }
}

/// How a link was looked at. Looking changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// The headers alone were asked for: programs do that.
    Head,
    /// The link's own address, which leads on to the page.
    Link,
    /// The page behind it.
    Page,
    /// The page, within seconds after the mail was handed over, or before.
    PageAtOnce,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Head, Self::Link, Self::Page, Self::PageAtOnce];

    /// As kept in the database. The lists of people look for `page`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Link => "link",
            Self::Page => "page",
            Self::PageAtOnce => "page_at_once",
        }
    }

    /// The look of what is kept.
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.as_str() == text)
    }
}

/// How far an open invitation has come, beyond its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
    /// The link is handed over by copying.
    ByHand,
    /// The mail server took the mail.
    HandedOver,
    /// Somebody opened the newest link.
    Opened,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back() {
        for state in OutboxState::ALL {
            assert_eq!(OutboxState::from_name(state.as_str()), Some(state));
        }
        for shown in OutboxState::ALL.map(Shown::In).into_iter().chain([Shown::All, Shown::Planned]) {
            assert_eq!(Shown::from_name(shown.name().unwrap_or_default()), shown);
        }
        for event in MailEvent::ALL {
            assert_eq!(MailEvent::from_name(event.as_str()), Some(event));
        }
        for look in Look::ALL {
            assert_eq!(Look::from_name(look.as_str()), Some(look));
        }
    }
}
