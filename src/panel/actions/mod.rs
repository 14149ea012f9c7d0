//! The server functions behind the panel: one per browser action, each calling one service function
//! (`docs/architecture.md`). An island calls them as JSON; a plain form reaches the same bodies through
//! `controllers::adapter`. All are POST, with fixed addresses, so that nodes of two releases understand each other.

pub mod access;
pub mod account;
pub mod accounts;
pub mod api_tokens;
pub mod batches;
#[cfg(feature = "ssr")]
pub mod bulk;
pub mod invitations;
pub mod mail;
pub mod members;
pub mod passkeys;
pub mod projects;
#[cfg(feature = "ssr")]
mod reply;
pub mod sessions;
pub mod settings;
pub mod two_factor;
pub mod users;

#[cfg(feature = "ssr")]
pub use reply::{at_the_door, error_of};
