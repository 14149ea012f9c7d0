//! The server functions behind the panel: one per browser action, each calling one service function
//! (`design.md` §3). An island calls them as JSON; a plain form reaches the same bodies through `controllers::adapter`.

pub mod users;
