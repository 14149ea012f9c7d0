//! The islands: the only code a browser runs.
//!
//! An island shows nothing of its own and takes no properties: pages hold what it needs, elements that start hidden and
//! words in `data-` attributes. So neither views nor serde have to travel to the browser (`docs/adr/0001`).

mod batch_live;
#[cfg(feature = "hydrate")]
mod clipboard;
mod copy_button;
#[cfg(feature = "hydrate")]
mod dom;
pub mod ids;
mod password_live;
#[cfg(feature = "hydrate")]
mod server;
mod users_live;
#[cfg(any(feature = "hydrate", all(test, feature = "ssr")))]
mod wire;

pub use batch_live::BatchLive;
pub use copy_button::CopyButton;
pub use password_live::PasswordLive;
pub use users_live::UsersLive;
