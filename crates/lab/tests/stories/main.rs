//! The Lab's stories, each told on both engines: one program, since each would hold the whole Lab.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod after;
#[path = "../common/cafe.rs"]
mod cafe;
mod demo;
mod ground;
mod harvest;
mod people;
mod people_leaving;
mod people_list;
mod preparing;
mod programme;
mod run;
mod run_moves;
mod table;
mod table_cloth;
