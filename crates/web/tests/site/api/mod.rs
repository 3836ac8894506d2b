//! The open API, asked as an integrator asks it, on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod answers;
mod asking;
mod filters;
mod network;
mod schemas;
mod sitemaps;
