//! The people of a session in the browser: whoever prepares it, and whoever comes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod coming;
#[path = "../common/mod.rs"]
mod common;
mod ground;
mod preparing;
