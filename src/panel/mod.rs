//! What a browser sees: pages and components (server only), islands and actions (both builds), controllers.

pub mod actions;
pub mod islands;
pub mod outcome;
