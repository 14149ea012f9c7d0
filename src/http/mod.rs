//! What every request passes: the router, its layers, and the embedded files.

pub mod assets;
