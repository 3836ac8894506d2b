//! Stories of the desk, told on both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

mod clocks;
mod demo;
mod fixture;
mod foggia;
mod links;
mod people;
mod sharing;
mod together;
mod visits;
