//! What people think together.
//!
//! - [`map`]: the opinion map by the method of Polis, for many; [`map::Live`] follows votes as they come.
//! - [`lab`]: common ground over groups that people declare themselves, for twenty to sixty.
//! - [`polis`]: reads the open data of Polis.
//! - [`shares`]: choosing proposals by the Method of Equal Shares, in exact arithmetic; [`shares::pb`] reads and
//!   writes Pabulib's `.pb`.
//!
//! This crate does no I/O, reads no clock, and draws no random number that the caller has not passed in. The same
//! input gives the same result, bit for bit, on any number of threads.

pub mod lab;
pub mod map;
pub mod polis;
pub mod shares;
