//! Translations, paragraph by paragraph, each knowing the source paragraph it was made from.

use reticolo_base::Lang;
use serde::{Deserialize, Serialize};

/// The translation of one field of a record into one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The field, e.g. `description`, `profile.how` or `required_documents/{id}/document`.
    pub field: String,
    /// The language of the translation.
    pub lang: Lang,
    /// One entry per line of the source field, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// One translated paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The translated words.
    pub text: String,
    /// The fingerprint of the source paragraph it was made from: see [`Paragraph::fingerprint`].
    pub source: String,
    /// Whether somebody who knows the language has read it.
    #[serde(default)]
    pub reviewed: bool,
}

/// How far a translated paragraph may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// It is the source itself.
    Source,
    /// Somebody who knows the language has read it, and the source has not changed since.
    Reviewed,
    /// Nobody has read it yet.
    Unreviewed,
    /// The source has changed since.
    Outdated,
}

/// A paragraph as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// The language they are in.
    pub lang: Lang,
    /// How far they may be trusted.
    pub review: Review,
}

impl Paragraph {
    /// A short fingerprint of a source paragraph; white space does not count.
    pub fn fingerprint(source: &str) -> String {
        let words = source.split_whitespace().collect::<Vec<_>>().join(" ");
        blake3::hash(words.as_bytes()).to_hex().chars().take(16).collect()
    }
}
