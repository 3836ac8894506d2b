//! What somebody typed, before it is on the table.

use crate::{Refused, table::Kind};
use reticolo_base::folding;
use uuid::Uuid;

/// The longest contribution, in characters. It is a note on a table: who has more to say writes two.
pub const NOTE_CHARS: usize = 2_000;

/// How a contribution came to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// On the live cloth.
    Cloth,
    /// In a plain form.
    Form,
    /// On paper, typed later.
    Paper,
}

impl Way {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cloth => "cloth",
            Self::Form => "form",
            Self::Paper => "paper",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Self {
        [Self::Form, Self::Paper].into_iter().find(|way| way.code() == code).unwrap_or(Self::Cloth)
    }
}

/// A contribution before it is on the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its kind, if one was chosen.
    pub kind: Option<Kind>,
    /// The words, cleaned: no controls, no marks that turn the direction of writing.
    pub words: String,
    /// The language of the words, a BCP 47 code. Any language, not only those of the pages.
    pub lang: String,
    /// How it was written down.
    pub way: Way,
    /// Whether a scribe wrote it for the whole table: then nobody is its author.
    pub for_table: bool,
    /// Whether the author wants her name beside it.
    pub signed: bool,
    /// The round in which it was said, from 1; the one that runs when absent.
    pub round: Option<i64>,
    /// The problem that it answers.
    pub problem: Option<Uuid>,
}

impl Draft {
    /// From what was typed in a form.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when nothing was typed, or more than [`NOTE_CHARS`] characters.
    pub fn parse(words: &str, kind: Option<&str>, lang: &str) -> Result<Self, Refused> {
        Ok(Self {
            kind: kind.and_then(Kind::parse),
            words: said(words, NOTE_CHARS)?,
            lang: tongue(lang).unwrap_or_else(|| "it".to_owned()),
            way: Way::Form,
            for_table: false,
            signed: false,
            round: None,
            problem: None,
        })
    }
}

/// Words as they are kept, or why they cannot be.
pub(super) fn said(words: &str, most: usize) -> Result<String, Refused> {
    let words = folding::lines(words, usize::MAX);
    if words.is_empty() {
        return Err(Refused::invalid("lab-table-problem-empty"));
    }
    let written = words.chars().count();
    if written > most {
        let args = vec![("most", most.to_string()), ("written", written.to_string())];
        return Err(Refused::Invalid("lab-table-problem-long", args));
    }
    Ok(words)
}

/// The primary part of a BCP 47 tag in lower case: `ar-EG` is `ar`; `None` for what cannot be one.
pub fn tongue(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let letters = (2..=3).contains(&primary.len()) && primary.chars().all(|c| c.is_ascii_lowercase());
    letters.then_some(primary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_million_characters_are_told_and_not_cut() {
        let Err(Refused::Invalid(key, args)) = Draft::parse(&"parola ".repeat(150_000), None, "it") else {
            panic!("a million characters are too many");
        };
        assert_eq!((key, args[0].1.as_str()), ("lab-table-problem-long", "2000"));
        assert_eq!(args[1].1, "1049999");
    }

    #[test]
    fn marks_that_turn_the_direction_go_and_letters_of_every_script_stay() {
        let draft =
            Draft::parse("abc\u{202e}txt.exe\u{2066} مرحبا 👩🏽‍⚕️ e\r\ndue", Some("idea"), "ar-EG").unwrap();
        assert_eq!(draft.words, "abctxt.exe مرحبا 👩🏽‍⚕️ e\ndue");
        assert_eq!((draft.kind, draft.lang.as_str()), (Some(Kind::Idea), "ar"));
    }

    #[test]
    fn a_kind_or_language_that_is_none_does_not_lose_the_words() {
        let draft = Draft::parse("pane", Some("shout"), "<script>").unwrap();
        assert_eq!((draft.kind, draft.lang.as_str()), (None, "it"));
        assert!(Draft::parse(" \u{202e}\n", None, "it").is_err());
    }

    proptest! {
        #[test]
        fn what_is_kept_is_clean_and_short(typed in any::<String>()) {
            if let Ok(draft) = Draft::parse(&typed, None, "it") {
                prop_assert!(draft.words.chars().count() <= NOTE_CHARS);
                prop_assert!(!draft.words.chars().any(|c| c.is_control() && c != '\n'));
                prop_assert_eq!(Draft::parse(&draft.words, None, "it").unwrap().words, draft.words);
            }
        }

        #[test]
        fn a_tongue_is_two_or_three_letters(tag in "\\PC{0,12}") {
            if let Some(code) = tongue(&tag) {
                prop_assert!(code.len() == 2 || code.len() == 3);
            }
        }
    }
}
