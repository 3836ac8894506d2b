//! A sentence of a Lab: the words as somebody wrote them, and what others made of them in other languages.

use crate::translation::{self, Maker, State, Translation};
use reticolo_base::{Lang, Text};
use reticolo_store::{Result, Row, Tx};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The words of something, in the language in which they were first written, and their translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The language of the original.
    pub lang: Lang,
    /// The original.
    pub words: String,
    /// The translations.
    pub others: BTreeMap<Lang, Translation>,
}

/// What a reader gets to see of a [`Phrase`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The words.
    pub text: &'a str,
    /// The language they are in, to be marked with `lang`; it may differ from the reader's.
    pub lang: Lang,
    /// How far the translation can be trusted; `None` when this is the original.
    pub state: Option<State>,
    /// Whether a machine made the translation.
    pub machine: bool,
}

impl Phrase {
    /// Words that nobody has translated yet.
    pub fn new(lang: Lang, words: impl Into<String>) -> Self {
        Self { lang, words: words.into(), others: BTreeMap::new() }
    }

    /// What a reader of `lang` sees: her language if there is a translation, and otherwise the original. Words that are
    /// outdated are shown and say so.
    pub fn seen(&self, lang: Lang) -> Reading<'_> {
        match self.others.get(&lang) {
            Some(other) if lang != self.lang => Reading {
                text: &other.words,
                lang,
                state: Some(other.state),
                machine: other.maker == Maker::Machine,
            },
            _ => self.original(),
        }
    }

    /// The original.
    pub fn original(&self) -> Reading<'_> {
        Reading { text: &self.words, lang: self.lang, state: None, machine: false }
    }

    /// Whether a reader of `lang` can read it: there are words in her language that are not outdated, or nothing to read.
    pub fn is_ready(&self, lang: Lang) -> bool {
        self.words.is_empty()
            || lang == self.lang
            || self.others.get(&lang).is_some_and(|other| other.state != State::Outdated)
    }

    /// The original and its translations as one text, for pages that only show.
    pub fn text(&self) -> Text {
        let own = std::iter::once((self.lang, self.words.clone()));
        own.chain(self.others.iter().map(|(lang, other)| (*lang, other.words.clone()))).collect()
    }
}

/// A column that holds an original: `{"it": "…"}`.
pub(super) fn stored(lang: Lang, words: &str) -> String {
    serde_json::json!({ lang.code(): words }).to_string()
}

/// The original from its column; empty Italian when the column is broken.
pub(super) fn parsed(column: &str) -> Phrase {
    let text: Text = serde_json::from_str(column).unwrap_or_default();
    let lang = text.source().unwrap_or(Lang::It);
    Phrase::new(lang, text.get(lang).unwrap_or_default())
}

/// Translations read in one go, by what they translate.
#[derive(Default)]
pub(super) struct Shelf(HashMap<(String, Uuid), Vec<Row>>);

impl Shelf {
    /// From rows of `lang, words, state, source_hash, made_by, at, entity, entity_id`.
    pub(super) fn of(rows: Vec<Row>) -> Result<Self> {
        let mut shelf = Self::default();
        for row in rows {
            shelf.0.entry((row.get(6)?, row.get(7)?)).or_default().push(row);
        }
        Ok(shelf)
    }

    /// The original of a column with its translations.
    pub(super) fn phrase(&self, entity: &str, id: Uuid, column: &str) -> Result<Phrase> {
        let mut phrase = parsed(column);
        for row in self.0.get(&(entity.to_owned(), id)).into_iter().flatten() {
            phrase.others.extend(translation::read(row, &phrase.words)?);
        }
        Ok(phrase)
    }
}

/// Keeps what a template says in the other languages: nobody reviewed it for this meeting yet.
pub(super) async fn keep_others(tx: &mut Tx, entity: &str, id: Uuid, lang: Lang, text: &Text) -> Result<()> {
    let source = text.get(lang).unwrap_or_default().to_owned();
    for (other, words) in text.iter().filter(|(other, _)| *other != lang) {
        translation::put(tx, (entity, id), other, (&source, words), (Maker::Person, false)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Instant;

    fn translated(state: State) -> Phrase {
        let other = Translation {
            words: "كيف نحسن الخدمات؟".into(),
            state,
            maker: Maker::Machine,
            at: Instant::EPOCH,
        };
        let mut phrase = Phrase::new(Lang::It, "Come migliorare i servizi?");
        phrase.others.insert(Lang::Ar, other);
        phrase
    }

    #[test]
    fn a_reader_sees_her_language_and_how_far_it_can_be_trusted() {
        let phrase = translated(State::Unreviewed);
        let seen = phrase.seen(Lang::Ar);
        assert_eq!((seen.lang, seen.state, seen.machine), (Lang::Ar, Some(State::Unreviewed), true));
        assert_eq!(phrase.seen(Lang::Fr), phrase.original(), "what is not translated is never hidden");
        assert_eq!(phrase.seen(Lang::It).state, None);
    }

    #[test]
    fn outdated_words_are_shown_and_are_not_ready() {
        let phrase = translated(State::Outdated);
        assert_eq!(phrase.seen(Lang::Ar).state, Some(State::Outdated));
        assert!(!phrase.is_ready(Lang::Ar) && !phrase.is_ready(Lang::Sq) && phrase.is_ready(Lang::It));
        assert!(Phrase::new(Lang::It, "").is_ready(Lang::Sq), "there is nothing to translate");
    }

    #[test]
    fn a_column_is_read_back_and_a_broken_one_is_empty() {
        assert_eq!(parsed(&stored(Lang::Ro, "Cum \"așa\"?")), Phrase::new(Lang::Ro, "Cum \"așa\"?"));
        assert_eq!(parsed("no json"), Phrase::new(Lang::It, ""));
    }
}
