//! Names and summaries of all services, in one string.

use reticolo_base::Lang;
use serde::{Deserialize, Serialize};

/// Which text of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Name = 0,
    Summary = 1,
}

/// The texts of all services, in the order of their ordinals.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Texts {
    letters: String,
    /// The end of each text in `letters`.
    ends: Vec<u32>,
    /// What each text is: kind times 8 plus language; 7 for an unknown one.
    tags: Vec<u8>,
    /// The first text of each service, and one more for the end.
    first: Vec<u32>,
}

const UNKNOWN_LANG: u8 = 7;

impl Texts {
    /// Begins the texts of the next service.
    pub(super) fn begin(&mut self) {
        self.first.push(self.ends.len() as u32);
    }

    /// Adds a text of the service last begun; what exceeds four gigabytes in all is left out.
    pub(super) fn push(&mut self, kind: Kind, lang: Option<Lang>, text: &str) {
        let Ok(end) = u32::try_from(self.letters.len() + text.len()) else { return };
        if text.is_empty() {
            return;
        }
        self.letters.push_str(text);
        self.ends.push(end);
        self.tags.push(kind as u8 * 8 + lang.map_or(UNKNOWN_LANG, |lang| lang.index() as u8));
    }

    /// What a reader sees: her language, else Italian, else English, else any.
    pub(super) fn seen(&self, ordinal: u32, kind: Kind, reader: Lang) -> Option<(&str, Option<Lang>)> {
        let rank = |lang: Option<Lang>| match lang {
            Some(lang) if lang == reader => 0,
            Some(Lang::It) => 1,
            Some(Lang::En) => 2,
            _ => 3,
        };
        let at = ordinal as usize;
        let first = *self.first.get(at)? as usize;
        let last = self.first.get(at + 1).map_or(self.ends.len(), |next| *next as usize);
        let tags = self.tags.get(first..last)?.iter().enumerate().filter(|(_, tag)| **tag / 8 == kind as u8);
        let langs = tags.map(|(place, tag)| (first + place, Lang::ALL.get(usize::from(tag % 8)).copied()));
        let (place, lang) = langs.min_by_key(|(_, lang)| rank(*lang))?;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some((self.letters.get(start as usize..*self.ends.get(place)? as usize)?, lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_sees_her_language_and_else_the_nearest() {
        let mut texts = Texts::default();
        texts.begin();
        texts.push(Kind::Name, Some(Lang::It), "Mensa");
        texts.push(Kind::Name, Some(Lang::Ar), "مطعم");
        texts.begin();
        texts.push(Kind::Name, None, "Food pantry");
        texts.push(Kind::Summary, None, "");
        texts.begin();
        assert_eq!(texts.seen(0, Kind::Name, Lang::Ar), Some(("مطعم", Some(Lang::Ar))));
        assert_eq!(texts.seen(0, Kind::Name, Lang::Fr), Some(("Mensa", Some(Lang::It))));
        assert_eq!(texts.seen(1, Kind::Name, Lang::It), Some(("Food pantry", None)));
        for absent in [1, 2, 3, u32::MAX - 1] {
            assert_eq!(texts.seen(absent, Kind::Summary, Lang::It), None);
        }
    }
}
