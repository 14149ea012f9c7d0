//! The islands: the only code a browser runs.

#[cfg(feature = "hydrate")]
mod clipboard;
mod copy_button;
#[cfg(feature = "hydrate")]
mod dom;
pub mod ids;
mod password_live;
mod users_live;

pub use copy_button::CopyButton;
pub use password_live::PasswordLive;
pub use users_live::{UsersLive, UsersWords};
