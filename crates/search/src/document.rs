//! What is indexed.

use crate::Tongue;

/// How much a text says about its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Its name.
    Title,
    /// Words by which it is known, and its place.
    Keywords,
    /// Anything else.
    Body,
}

/// A document: texts in any number of languages, and tags.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The texts.
    pub texts: Vec<(Tongue, Weight, String)>,
    /// Tags, by which a question may find it whatever its texts say, each with how surely it applies: 1 to 5.
    pub tags: Vec<(u32, u8)>,
}

impl Document {
    /// Adds a text; an empty one is left out.
    pub fn text(&mut self, tongue: Tongue, weight: Weight, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.texts.push((tongue, weight, text));
        }
    }
}
