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
fn ascii_domain(address: &Address) -> Result<Address, Failure> {
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
