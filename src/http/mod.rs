//! What lies between the socket and the pages: the server and the layers every request goes through.
//!
//! [`layers::layered`] puts them around a router in their one right order, [`server::serve`] runs it.

pub mod assets;
pub mod body;
pub mod client_address;
pub mod compression;
pub mod headers;
pub mod health;
pub mod layers;
pub mod limits;
pub mod log;
pub mod origin;
pub mod paths;
pub mod request_id;
pub mod server;
pub mod sessions;
