//! A proposal as the draft of a collaboration procedure, with its provenance. Nothing is signed here.
//!
//! - [`document`]: the draft itself, as JSON and as lines that people type.
//! - [`prefill`]: what of it the proposal already says.
//! - [`shelf`]: how drafts are kept, every version with the hash of its content.

pub mod document;
mod prefill;
pub mod rows;
pub mod shelf;

pub use document::Document;

/// The kind of a draft in provenance.
pub const KIND: &str = "procedure";
