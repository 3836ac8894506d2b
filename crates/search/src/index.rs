//! An index on disk, mapped into memory.

use crate::{Failure, Vocabulary, list::List, scratch::Pool, write};
use std::path::Path;
use std::sync::Arc;
use tantivy::{InvertedIndexReader, Term, postings::TermInfo, schema::Field, schema::IndexRecordOption};

pub(crate) const STAMP: &str = "stamp";
pub(crate) const WORDS: &str = "words";

/// Raised whenever analysis or layout change, so that old indexes are made anew.
const VERSION: u32 = 3;

/// An index, ready to answer. Cheap to share; any number of threads may search at once.
pub struct Index {
    pub(crate) terms: Option<Arc<InvertedIndexReader>>,
    pub(crate) field: Field,
    pub(crate) documents: u32,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) pool: Pool,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("documents", &self.documents)
            .field("words", &self.vocabulary.len())
            .finish()
    }
}

impl Index {
    /// Opens the index in a folder, if it was made from what the stamp says.
    ///
    /// # Errors
    /// [`Failure::Stale`] when there is none or it was made from something else; [`Failure::Disk`] or
    /// [`Failure::Index`] when it is damaged.
    pub fn open(folder: &Path, stamp: &str) -> Result<Self, Failure> {
        match std::fs::read_to_string(folder.join(STAMP)) {
            Ok(found) if found == full_stamp(stamp) => {}
            Ok(_) => return Err(Failure::Stale),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Failure::Stale),
            Err(error) => return Err(error.into()),
        }
        let vocabulary = Vocabulary::from_lines(&std::fs::read_to_string(folder.join(WORDS))?);
        let (_, field) = write::schema();
        let index = tantivy::Index::open_in_dir(folder)?;
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let segment = searcher.segment_readers().first();
        let terms = segment.map(|segment| segment.inverted_index(field)).transpose()?;
        let documents = segment.map_or(0, |segment| segment.max_doc());
        Ok(Self { terms, field, documents, vocabulary, pool: Pool::default() })
    }

    /// How many documents there are; their ordinals are below it.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The words of the documents.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Where a term's documents are; `None` where it occurs in none.
    pub(crate) fn term(&self, term: &str) -> Option<TermInfo> {
        let found = self.terms.as_ref()?.get_term_info(&Term::from_field_text(self.field, term));
        found.unwrap_or_else(|error| unreadable(&error))
    }

    /// The documents of a term.
    pub(crate) fn list(&self, term: &TermInfo) -> Option<List> {
        let blocks =
            self.terms.as_ref()?.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs);
        blocks.map(|blocks| Some(List::new(blocks))).unwrap_or_else(|error| unreadable(&error))
    }
}

/// What cannot be read counts as absent, and is told.
fn unreadable<T>(error: &std::io::Error) -> Option<T> {
    tracing::error!(%error, "the index cannot be read");
    None
}

pub(crate) fn full_stamp(stamp: &str) -> String {
    format!("reticolo-search {VERSION}\n{stamp}\n")
}

pub(crate) fn remove(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
