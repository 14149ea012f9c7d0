//! A mail with everything that is needed to hand it over: who it is from, whom it is for, and its headers.

use super::{
    message::Rendered,
    transport::{Failure, one_line},
};
use crate::domain::{language::Language, name::is_unprintable, time::Timestamp};
use lettre::{
    Address, Message,
    message::{
        MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use std::time::{Duration, SystemTime};

pub use lettre::message::Mailbox;

/// A mail ready to be handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Who it is from, in the header and in the envelope.
    pub from: Mailbox,
    /// The address of who it is for, as typed; its domain may be an international one.
    pub to: String,
    /// What [`message_id`] made, without brackets. The same for every try, so that a mail handed over twice can be
    /// recognised as one.
    pub message_id: String,
    /// When the mail was written.
    pub date: Timestamp,
    /// The language of the text.
    pub language: Language,
    /// Subject and text.
    pub rendered: Rendered,
}

/// A stable identifier for the header `Message-ID` (RFC 5322 §3.6.4), without brackets: the kind of mail, the row it
/// tells about, the generation of its link, and the host of the public URL. What may not stand in it becomes `-`.
pub fn message_id(kind: &str, id: i64, generation: i64, host: &str) -> String {
    let host = idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_owned());
    format!("{}-{id}-{generation}@{}", atoms(kind), atoms(&host))
}

impl Outgoing {
    /// The whole mail with its envelope, as it goes over the wire.
    ///
    /// # Errors
    /// [`Failure::Refused`] when `to` is no address that mail can be sent to; trying again would not help.
    pub(super) fn message(&self) -> Result<Message, Failure> {
        let id = self.message_id.split_once('@').map_or_else(
            || atoms(&self.message_id),
            |(left, right)| format!("{}@{}", atoms(left), atoms(right)),
        );
        let micros = u64::try_from(self.date.as_micros()).unwrap_or(0);
        let text = MultiPart::alternative_plain_html(self.rendered.text.clone(), self.rendered.html.clone());
        Message::builder()
            .from(Mailbox::new(self.from.name.as_deref().map(one_line), ascii_domain(&self.from.email)?))
            .to(Mailbox::new(None, self.recipient()?))
            .subject(one_line(&self.rendered.subject))
            .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
            .message_id(Some(format!("<{id}>")))
            // RFC 3834 §5: nobody's absence notice answers it.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", self.language.code()))
            .multipart(text)
            .map_err(|error| Failure::Refused(one_line(&error.to_string())))
    }

    fn recipient(&self) -> Result<Address, Failure> {
        let refused = || Failure::Refused("this is no address that mail can be sent to".into());
        if self.to.chars().any(is_unprintable) {
            return Err(refused());
        }
        ascii_domain(&self.to.parse().map_err(|_| refused())?)
    }
}

/// The address with its domain in the form the mail system knows (RFC 5891); the part before the `@` stays as it is.
pub(super) fn ascii_domain(address: &Address) -> Result<Address, Failure> {
    // A literal such as `[127.0.0.1]` is no name.
    let domain = match address.domain() {
        literal if literal.starts_with('[') => Some(literal.to_owned()),
        name => idna::domain_to_ascii(name).ok(),
    };
    let address = domain.and_then(|domain| Address::new(address.user(), domain).ok());
    address.ok_or_else(|| Failure::Refused("the domain of the address does not exist in mail".into()))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Keeps what a dot-atom may hold (RFC 5322 §3.2.3), as far as it is also harmless in a file name.
fn atoms(text: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' };
    text.chars().take(200).map(kept).collect::<String>().trim_matches('.').to_owned()
}

#[cfg(test)]
#[path = "address_fuzz.rs"]
mod address_fuzz;

#[cfg(test)]
mod tests {
    use super::*;

    fn outgoing() -> Outgoing {
        Outgoing {
            from: "Vestibule <no-reply@example.org>".parse().expect("a mailbox"),
            to: "mara@example.org".into(),
            message_id: message_id("reset", 7, 1, "example.org"),
            date: Timestamp::from_micros(0),
            language: Language::De,
            rendered: Rendered { subject: "Hello".into(), text: "Hello".into(), html: "<p>Hello</p>".into() },
        }
    }

    fn headers(mail: &Outgoing) -> String {
        let octets = mail.message().expect("a good mail").formatted();
        let text = String::from_utf8(octets).expect("text");
        text.split_once("\r\n\r\n").expect("headers").0.to_owned()
    }

    #[test]
    fn an_identifier_is_stable_and_fit_for_a_header() {
        assert_eq!(message_id("invitation", 12, 3, "panel.example.org"), "invitation-12-3@panel.example.org");
        assert_eq!(message_id("reset", 1, 1, "bücher.example"), "reset-1-1@xn--bcher-kva.example");
        assert_eq!(message_id("a\r\nb", 1, 1, "x>\r\nBcc: y@z"), "a--b-1-1@x---bcc--y-z");
    }

    #[test]
    fn no_value_makes_a_header_of_its_own() {
        let trick = "Hi\r\nBcc: all@example.org\r\n\r\nbody";
        let mail = Outgoing {
            from: Mailbox::new(Some(trick.into()), "no-reply@example.org".parse().expect("an address")),
            message_id: trick.into(),
            rendered: Rendered { subject: trick.into(), ..outgoing().rendered },
            ..outgoing()
        };
        let headers = headers(&mail);
        assert!(!headers.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{headers}");
        assert_eq!(headers.lines().filter(|line| !line.starts_with([' ', '\t'])).count(), 9, "{headers}");
        for to in
            [trick, "mara@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "", "mara", "@"]
        {
            let mail = Outgoing { to: to.into(), ..outgoing() };
            assert!(matches!(mail.message(), Err(Failure::Refused(_))), "{to:?}");
        }
    }

    #[test]
    fn an_international_domain_goes_out_in_its_ascii_form() {
        let mail = Outgoing { to: "mara@bücher.example".into(), ..outgoing() };
        assert!(headers(&mail).contains("To: mara@xn--bcher-kva.example"));
        let local = Outgoing { to: "мара@пример.рф".into(), ..outgoing() };
        assert!(headers(&local).contains("To: мара@xn--e1afmkfd.xn--p1ai"));
    }
}
