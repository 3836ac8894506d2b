//! After the last meeting, told on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod answers;
mod commitments;
mod experiments;
mod groups;
mod minutes;
mod procedures;
mod world;
