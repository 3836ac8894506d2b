//! Words with their language, and what a reader of another language sees of them.

use crate::translation::{self, State, Translation};
use reticolo_base::Lang;
use reticolo_store::{Db, Result};
use uuid::Uuid;

/// Words as they were said, with the translation into the reader's language where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words as they were said.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// In the reader's language, when that is another.
    pub translation: Option<(Lang, Translation)>,
}

impl Said {
    /// Words for a reader who sees them as they are.
    pub fn plain(words: impl Into<String>, lang: Lang) -> Self {
        Self { words: words.into(), lang, translation: None }
    }

    /// The words of `entity`, looked up for a reader of `reader`.
    ///
    /// # Errors
    /// [`reticolo_store::Failure`] of the database.
    pub async fn to(
        db: &Db,
        (entity, id): (&str, Uuid),
        words: String,
        lang: Lang,
        reader: Lang,
    ) -> Result<Self> {
        // Words in a language that has no pages are kept as Italian; their Italian translation is looked for too.
        let found =
            if words.is_empty() { None } else { translation::one(db, (entity, id), reader, &words).await? };
        let translation = found
            .filter(|found| lang != reader || found.state != State::Outdated)
            .map(|found| (reader, found));
        Ok(Self { words, lang, translation })
    }

    /// What the reader reads first: the translation if there is one, else the original.
    pub fn seen(&self) -> (&str, Lang) {
        match &self.translation {
            Some((lang, translation)) => (&translation.words, *lang),
            None => (&self.words, self.lang),
        }
    }
}

/// A stored language; Italian when it is none of ours.
pub(crate) fn lang(code: &str) -> Lang {
    Lang::from_tag(code).unwrap_or(Lang::It)
}
