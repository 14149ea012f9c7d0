//! What the whole server shares: built once by the command line, or with fakes by a test.

use crate::{
    clock::Clock,
    config::Config,
    domain::{
        secret::{NONCE_LEN, Sealer, Token},
        time::Timestamp,
    },
    entropy::{Entropy, octets},
    mail::{Mailbox, Transport},
    service::{looks::Looks, passwords::Hasher, token_limits::Room, tries::Tries},
    store::Db,
};
use std::sync::Arc;
use tokio::sync::Notify;
use uuid::Uuid;

/// The parts of a running server. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// Hashes passwords, a few at a time.
    pub hasher: Hasher,
    /// Seals what must be read again.
    pub sealer: Sealer,
    /// Takes mail away; none when links are handed over by copying.
    pub mail: Option<Arc<Mailer>>,
    /// Settings.
    pub config: Arc<Config>,
    /// Wakes the worker when mail was queued.
    pub mail_queued: Arc<Notify>,
    /// Links that nobody knows, as they were tried at this node.
    pub link_tries: Arc<Tries>,
    /// Room for calls of tokens that this node has taken.
    pub token_room: Arc<Room>,
    /// Keeps looks at links.
    pub looks: Looks,
}

/// Takes mail away, under one sender.
#[derive(Debug)]
pub struct Mailer {
    /// The way it goes.
    pub transport: Transport,
    /// Whom it comes from.
    pub from: Mailbox,
}

impl Mailer {
    /// A mailer that is ready.
    pub const fn new(transport: Transport, from: Mailbox) -> Self {
        Self { transport, from }
    }
}

impl App {
    /// A fresh token for a link.
    pub fn new_token(&self) -> Token {
        Token::from_random(octets(&*self.entropy))
    }

    /// A fresh UUID of version 7 (RFC 9562 §5.7) of the given time.
    pub fn new_uuid(&self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.as_micros() / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &octets(&*self.entropy)).into_uuid()
    }

    /// Seals a text for a purpose.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        self.sealer.seal(purpose, octets::<NONCE_LEN>(&*self.entropy), plain)
    }

    /// Whether invitations can be mailed.
    pub const fn sends_mail(&self) -> bool {
        self.mail.is_some()
    }
}
