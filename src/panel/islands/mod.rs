//! The islands: the only code a browser runs.

mod copy_button;

pub use copy_button::CopyButton;
