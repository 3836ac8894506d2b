//! What is asked of the index.

use crate::Tongue;

/// So many words of a question that mean something are read; the rest is left out.
pub const MOST_WORDS: usize = 12;

/// A question to the index. The words are cut to 200 characters and [`MOST_WORDS`] words.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// What was typed.
    pub words: &'a str,
    /// The language of who typed it; the words may be of any other.
    pub tongue: Tongue,
    /// The last word may be only begun: search as you type.
    pub begun: bool,
    /// Documents with one of these tags answer, whatever their texts say; each with its weight, best first.
    pub tags: &'a [(u32, f32)],
}

impl<'a> Question<'a> {
    /// Whole words in a language.
    pub fn new(words: &'a str, tongue: Tongue) -> Self {
        Self { words, tongue, begun: false, tags: &[] }
    }
}
