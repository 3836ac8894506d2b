//! From words at tables to a choice, told on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod cafe;
mod choices;
mod proposals;
mod votes;
mod wall;
