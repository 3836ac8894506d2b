//! One sentence in several languages.

use crate::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in several languages. Italian is the source where it is present; otherwise the first language there is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Lang, String>);

/// What a reader gets to see of a [`Text`]: the words and the language they are in, to be marked with `lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The words.
    pub text: &'a str,
    /// The language of the words; it may differ from the reader's.
    pub lang: Lang,
}

impl Text {
    /// A text in one language.
    pub fn of(lang: Lang, words: impl Into<String>) -> Self {
        let mut text = Self::default();
        text.set(lang, words);
        text
    }

    /// Puts the words of a language; blank words remove it.
    pub fn set(&mut self, lang: Lang, words: impl Into<String>) {
        let words = words.into();
        if words.trim().is_empty() {
            self.0.remove(&lang);
        } else {
            self.0.insert(lang, words);
        }
    }

    /// The words in exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        self.0.get(&lang).map(String::as_str)
    }

    /// What a reader of `lang` sees: her language, else Italian, else English, else any. `None` when empty.
    pub fn seen(&self, lang: Lang) -> Option<Seen<'_>> {
        [lang, Lang::It, Lang::En]
            .into_iter()
            .chain(self.0.keys().copied())
            .find_map(|l| self.get(l).map(|text| Seen { text, lang: l }))
    }

    /// Like [`Text::seen`], only the words; empty when there are none.
    pub fn words(&self, lang: Lang) -> &str {
        self.seen(lang).map_or("", |seen| seen.text)
    }

    /// The language in which the text was first written: Italian where present.
    pub fn source(&self) -> Option<Lang> {
        if self.0.contains_key(&Lang::It) { Some(Lang::It) } else { self.0.keys().next().copied() }
    }

    /// Whether there are no words in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every language with its words.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0.iter().map(|(lang, words)| (*lang, words.as_str()))
    }
}

impl FromIterator<(Lang, String)> for Text {
    fn from_iter<I: IntoIterator<Item = (Lang, String)>>(items: I) -> Self {
        let mut text = Self::default();
        for (lang, words) in items {
            text.set(lang, words);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_her_language_first_and_the_source_otherwise() {
        let mut text = Text::of(Lang::It, "Sportello");
        text.set(Lang::Ar, "مكتب");
        assert_eq!(text.seen(Lang::Ar), Some(Seen { text: "مكتب", lang: Lang::Ar }));
        assert_eq!(text.seen(Lang::Fr), Some(Seen { text: "Sportello", lang: Lang::It }));
    }

    #[test]
    fn a_text_only_in_romanian_is_shown_to_everyone_and_never_hidden() {
        let text = Text::of(Lang::Ro, "Ghișeu");
        assert_eq!(text.seen(Lang::It).map(|s| s.lang), Some(Lang::Ro));
        assert_eq!(text.source(), Some(Lang::Ro));
    }

    #[test]
    fn blank_words_are_no_words() {
        let mut text = Text::of(Lang::It, "  ");
        assert!(text.is_empty() && text.seen(Lang::It).is_none());
        text.set(Lang::En, "desk");
        text.set(Lang::En, "");
        assert!(text.is_empty());
    }

    #[test]
    fn it_is_a_plain_map_in_json() {
        let text = Text::of(Lang::En, "desk");
        assert_eq!(serde_json::to_string(&text).unwrap(), r#"{"en":"desk"}"#);
        assert!(serde_json::from_str::<Text>(r#"{"xx":"?"}"#).is_err());
    }
}
