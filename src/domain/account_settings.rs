//! What an account's administrators decide about invitations (`docs/architecture.md`).

use super::{
    email::EmailAddress,
    field::Fault,
    time::{Span, Timestamp},
};

/// The most domains an account may list.
pub const MOST_DOMAINS: usize = 50;
/// The longest domain name, in octets of its ASCII form (RFC 1035 §2.3.4).
const MAX_DOMAIN: usize = 253;
/// How long after a mail with a link its reminder goes out.
pub const REMIND_AFTER: Span = Span::hours(20);
/// How much of a link's life a reminder leaves at the least.
pub const REMIND_LEFT: Span = Span::hours(1);
/// How long before the end of an access the person is told of it.
pub const TELL_END_BEFORE: Span = Span::hours(24 * 7);

/// What becomes of somebody who asks for a new link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Renewal {
    /// It is mailed at once, to the address that was invited.
    Mail,
    /// An administrator decides.
    Ask,
}

impl Renewal {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Ask, Self::Mail];

    /// As kept in the database and sent by the form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Ask => "ask",
        }
    }

    /// The choice of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|renewal| renewal.as_str() == name)
    }
}

/// Domains that invited addresses may have; none listed means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedDomains(Vec<String>);

impl AllowedDomains {
    /// Reads a list as people type it: separated by blanks, commas, semicolons or lines, an `@` in front or not. Kept in the
    /// ASCII form of the names, each once, in the order given.
    ///
    /// # Errors
    /// [`Fault::NotADomain`] with the first that is none; [`Fault::TooMany`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut domains: Vec<String> = Vec::new();
        let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        for given in text.split(separates).filter(|part| !part.is_empty()) {
            let name = given.strip_prefix('@').unwrap_or(given);
            let no_domain = || Fault::NotADomain { domain: given.chars().take(80).collect() };
            let ascii = idna::domain_to_ascii_strict(name).map_err(|_| no_domain())?;
            // What stands behind the @ of an address that `EmailAddress` reads.
            let fits = ascii.contains('.')
                && ascii.len() <= MAX_DOMAIN
                && EmailAddress::parse(&format!("a@{ascii}")).is_ok();
            if !fits {
                return Err(no_domain());
            }
            if !domains.contains(&ascii) {
                domains.push(ascii);
            }
        }
        if domains.len() > MOST_DOMAINS {
            return Err(Fault::TooMany { max: MOST_DOMAINS });
        }
        Ok(Self(domains))
    }

    /// What the database keeps: [`Self::as_text`] with blanks.
    pub fn from_kept(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    /// As kept in the database.
    pub fn as_kept(&self) -> String {
        self.0.join(" ")
    }

    /// As people read and type it.
    pub fn as_text(&self) -> String {
        self.0.join(", ")
    }

    /// Whether an address may be invited. The domain alone counts, not what stands below it: whoever lists `example.org`
    /// says nothing about `guests.example.org`.
    ///
    /// # Errors
    /// [`Fault::DomainNotAllowed`] with the domains that are.
    pub fn check(&self, email: &EmailAddress) -> Result<(), Fault> {
        let domain = email.key().rsplit_once('@').map_or("", |(_, domain)| domain);
        if self.0.is_empty() || self.0.iter().any(|allowed| allowed == domain) {
            return Ok(());
        }
        Err(Fault::DomainNotAllowed { domains: self.as_text() })
    }
}

/// What an account has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSettings {
    /// What becomes of somebody who asks for a new link.
    pub renewal: Renewal,
    /// Whether people are reminded of an invitation.
    pub reminders: bool,
    /// How long a link of a new invitation opens, unless the inviter says otherwise; none for the installation's own.
    pub invite_lifetime: Option<Span>,
    /// Which addresses may be invited.
    pub allowed_domains: AllowedDomains,
}

impl AccountSettings {
    /// Says in one line what is in force, so that a form can tell whether it was filled in before another change.
    pub fn stamp(&self) -> String {
        let lifetime = self.invite_lifetime.map_or(0, Span::as_micros);
        let domains = self.allowed_domains.as_kept();
        format!("{} {} {lifetime} {domains}", self.renewal.as_str(), u8::from(self.reminders))
    }
}

/// The lives a link can be given in the settings, in hours.
pub const LIFETIMES: [i64; 8] = [1, 4, 24, 48, 72, 7 * 24, 14 * 24, 30 * 24];

/// Reads a number of hours that is offered; nothing for the installation's own.
///
/// # Errors
/// [`Fault::NotAChoice`].
pub fn parse_lifetime(text: &str) -> Result<Option<Span>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let hours = text.parse().ok().filter(|hours| LIFETIMES.contains(hours)).ok_or(Fault::NotAChoice)?;
    Ok(Some(Span::hours(hours)))
}

/// When a link mailed at `sent_at` is due for a reminder; none when its life ends too soon after.
pub fn reminder_due(sent_at: Timestamp, link_ends_at: Timestamp) -> Option<Timestamp> {
    let due = sent_at + REMIND_AFTER;
    (due + REMIND_LEFT <= link_ends_at).then_some(due)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> EmailAddress {
        EmailAddress::parse(text).unwrap()
    }

    #[test]
    fn domains_are_read_as_people_type_them() {
        let domains =
            AllowedDomains::parse(" @Example.org, bücher.example;\n\texample.ORG quay.example ").unwrap();
        assert_eq!(domains.as_text(), "example.org, xn--bcher-kva.example, quay.example");
        assert_eq!(AllowedDomains::from_kept(&domains.as_kept()), domains);
        assert_eq!(AllowedDomains::parse(" , ").unwrap(), AllowedDomains::default());
    }

    #[test]
    fn what_is_no_domain_is_named() {
        for wrong in [
            "org",
            "a..b",
            "mara@example.org",
            "exa mple.org",
            "127.0.0.1",
            "*.example.org",
            "-x.org",
            "example.org.",
        ] {
            let named = wrong.split(' ').next().unwrap_or_default().to_owned();
            assert_eq!(AllowedDomains::parse(wrong), Err(Fault::NotADomain { domain: named }), "{wrong}");
        }
        let many: String = (0..=MOST_DOMAINS).map(|n| format!("d{n}.example ")).collect();
        assert_eq!(AllowedDomains::parse(&many), Err(Fault::TooMany { max: MOST_DOMAINS }));
    }

    #[test]
    fn only_the_very_domain_is_let_in_however_it_is_written() {
        let domains = AllowedDomains::parse("example.org bücher.example").unwrap();
        for fine in ["a@example.org", "A@EXAMPLE.org", "b@xn--bcher-kva.example", "b@Bücher.example"] {
            assert_eq!(domains.check(&email(fine)), Ok(()), "{fine}");
        }
        for other in ["a@sub.example.org", "a@example.org.evil.example", "a@notexample.org"] {
            assert!(matches!(domains.check(&email(other)), Err(Fault::DomainNotAllowed { .. })), "{other}");
        }
        assert_eq!(AllowedDomains::default().check(&email("a@anything.example")), Ok(()));
    }

    #[test]
    fn a_reminder_leaves_an_hour_or_does_not_come() {
        let sent = Timestamp::from_micros(5);
        assert_eq!(reminder_due(sent, sent + Span::hours(24)), Some(sent + Span::hours(20)));
        assert_eq!(reminder_due(sent, sent + Span::hours(21)), Some(sent + Span::hours(20)));
        assert_eq!(reminder_due(sent, sent + Span::hours(21) - Span::micros(1)), None);
    }

    #[test]
    fn only_lives_that_are_offered_are_taken() {
        assert_eq!(parse_lifetime(""), Ok(None));
        assert_eq!(parse_lifetime("48"), Ok(Some(Span::hours(48))));
        for wrong in ["0", "-1", "5", "1h", "99999999999999999999"] {
            assert_eq!(parse_lifetime(wrong), Err(Fault::NotAChoice), "{wrong}");
        }
    }
}
