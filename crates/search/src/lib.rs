//! A text index with analysers per language. It knows no domain: documents are numbers, texts and tags.
//!
//! - [`Tongue`] and [`stem`]: what a word is reduced to, per language; [`stop`] lists the words that carry no meaning.
//! - [`Index::write`] makes an index of documents in a folder, [`Index::open`] maps it into memory again, if its
//!   stamp fits. An index is never changed: a new one is written beside it and takes its place.
//! - [`Vocabulary`] knows every word of the documents and finds those that were meant by a word it does not know:
//!   by letters (typos) and by [`sound`] (as foreigners write what they hear).
//! - [`Index::search`] hands every document that answers a [`Question`] to the caller, with its relevance, in one
//!   pass: filters and facets run in the caller's closure.
//!
//! All words must be found; only when too few documents have all of them, those that have most of them follow.
//!
//! Why not tantivy's own queries: every document that matches is visited (facets count all), so that pruning to
//! the best ten cannot help, and walking the blocks of the postings directly is several times faster than the
//! general scorers. tantivy keeps the dictionary, the compressed postings, checksums and memory mapping.

mod analysis;
mod answer;
mod document;
mod failure;
mod index;
mod list;
mod question;
mod scratch;
pub mod sound;
pub mod stem;
pub mod stop;
mod tongue;
mod vocabulary;
mod write;

pub use analysis::stems_of;
pub use answer::Heard;
pub use document::{Document, Weight};
pub use failure::Failure;
pub use index::Index;
pub use question::{MOST_WORDS, Question};
pub use tongue::Tongue;
pub use vocabulary::{Meant, Vocabulary};
