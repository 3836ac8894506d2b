//! Why an index cannot be used.

/// Why an index cannot be written or opened.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is none in the folder, or it was made from other data or by another version: make it anew.
    #[error("there is no index of these data")]
    Stale,
    /// The disk refused.
    #[error("the folder of the index: {0}")]
    Disk(#[from] std::io::Error),
    /// The index on disk is damaged, or cannot be written.
    #[error("the index: {0}")]
    Index(#[from] tantivy::TantivyError),
}
