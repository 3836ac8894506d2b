//! Texts in several languages, split into the record's own language and translations of it.

use crate::hsds::Translation;
use reticolo_base::{Lang, Text};

/// The language in which the demonstration's records are written.
pub(super) const LANG: Lang = Lang::It;

/// Gathers the translations of one record.
#[derive(Default)]
pub(super) struct Words {
    pub translations: Vec<Translation>,
    pub reviewed: bool,
}

impl Words {
    /// The words of a field in the record's language; its other languages become translations.
    pub fn put(&mut self, field: &str, text: &Text) -> Option<String> {
        let source = text.get(LANG)?;
        for (lang, words) in text.iter().filter(|(lang, _)| *lang != LANG) {
            self.translations.push(Translation::made(field, lang, source, words, self.reviewed));
        }
        Some(source.to_owned())
    }
}
