//! What a browser sees: pages and components (server only), islands and actions (both builds), controllers.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod call;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod controllers;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod islands;
pub mod outcome;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
