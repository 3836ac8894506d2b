//! The people of a session in the browser: whoever prepares it, and whoever comes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod coming;
mod ground;
mod preparing;
