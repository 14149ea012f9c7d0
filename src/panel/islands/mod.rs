//! The islands: the only code a browser runs.

mod copy_button;
pub mod ids;
mod password_live;
mod users_live;

pub use copy_button::CopyButton;
pub use password_live::PasswordLive;
pub use users_live::{UsersLive, UsersWords};
