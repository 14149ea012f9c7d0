//! Mail: messages as types, written out per language, and handed to a server.
//!
//! Nothing here knows the database. The worker takes a [`message::Message`] out of the outbox, writes it out with
//! [`message::render`], addresses it as an [`envelope::Outgoing`] and hands it to a [`transport::Transport`].

pub mod address;
mod document;
pub mod envelope;
pub mod factor;
#[cfg(test)]
mod fake_server;
pub mod message;
pub mod notice;
mod smtp;
mod starttls;
pub mod transport;

pub use document::Shown;
pub use envelope::{Mailbox, Outgoing, message_id};
pub use message::{Message, Rendered, render};
pub use smtp::Smtp;
pub use transport::{Failure, Memory, Transport};
