//! What words in a list mean: languages and territories, by any of their names.

use reticolo_base::folding;
use reticolo_seating::tongues;
use std::collections::{BTreeSet, HashMap};

/// Names of languages and territories. Whoever knows the directory fills it.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    tongues: HashMap<String, String>,
    places: HashMap<String, String>,
}

fn key(written: &str) -> String {
    folding::words(&folding::fold(written)).collect::<Vec<_>>().join(" ")
}

impl Lexicon {
    /// Knows a language by its code and names.
    pub fn tongue<'a>(&mut self, code: &'a str, names: impl IntoIterator<Item = &'a str>) {
        for name in names.into_iter().chain([code]) {
            self.tongues.entry(key(name)).or_insert_with(|| code.to_owned());
        }
    }

    /// Knows a province or municipality by its ISTAT code and names. The first that has a name keeps it.
    pub fn place<'a>(&mut self, code: &'a str, names: impl IntoIterator<Item = &'a str>) {
        for name in names.into_iter().chain([code]) {
            self.places.entry(key(name)).or_insert_with(|| code.to_owned());
        }
    }

    /// The code of a language that somebody wrote.
    pub fn tongue_of(&self, written: &str) -> Option<String> {
        let written = key(written);
        let known = self.tongues.get(&written).cloned();
        // Seating knows more names; what it does not know stands for itself there, and is doubtful here.
        known.or_else(|| {
            tongues::code(&written).filter(|code| *code != written || tongues::name(code) != code)
        })
    }

    /// The languages in a cell, and the words that are none. `None` when the cell says that nobody knows.
    pub fn tongues_of(&self, cell: &str) -> (Option<BTreeSet<String>>, Vec<String>) {
        if ["non so", "non lo so", "unknown", "sconosciuta", "sconosciute", "boh"]
            .contains(&key(cell).as_str())
        {
            return (None, Vec::new());
        }
        if let Some(code) = self.tongue_of(cell) {
            return (Some(BTreeSet::from([code])), Vec::new());
        }
        let mut known = BTreeSet::new();
        let mut unknown = Vec::new();
        for part in
            cell.split([',', ';', '/', '+', '|', '&', '\n']).map(str::trim).filter(|part| !part.is_empty())
        {
            match self.tongue_of(part) {
                Some(code) => drop(known.insert(code)),
                None => self.words(part, &mut known, &mut unknown),
            }
        }
        ((!known.is_empty()).then_some(known), unknown)
    }

    fn words(&self, part: &str, known: &mut BTreeSet<String>, unknown: &mut Vec<String>) {
        let filler = ["e", "and", "et", "un", "po", "di", "a", "little"];
        for word in part.split_whitespace() {
            match self.tongue_of(word) {
                Some(code) => drop(known.insert(code)),
                None if filler.contains(&key(word).as_str()) || key(word).is_empty() => {}
                None => unknown.push(folding::one_line(word, 40)),
            }
        }
    }

    /// The code of a province or municipality that somebody wrote: its name, its ISTAT code, the letters on number plates.
    pub fn place_of(&self, written: &str) -> Option<&str> {
        let written = key(written);
        let plain = written.strip_prefix("provincia di ").or_else(|| written.strip_prefix("comune di "));
        self.places.get(plain.unwrap_or(&written)).map(String::as_str)
    }
}

#[cfg(test)]
pub(super) fn sample() -> Lexicon {
    let mut lexicon = Lexicon::default();
    lexicon.tongue("it", ["italiano", "Italian"]);
    lexicon.tongue("pcm", ["Nigerian Pidgin", "pidgin nigeriano"]);
    lexicon.place("072", ["Bari", "BA"]);
    lexicon.place("071", ["Foggia", "FG"]);
    lexicon.place("071024", ["Foggia"]);
    lexicon
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_in_any_order_and_by_any_name() {
        let lexicon = sample();
        let codes = |cell: &str| lexicon.tongues_of(cell);
        let of = |codes: &[&str]| Some(codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>());
        assert_eq!(codes("Italiano, wolof e francese"), (of(&["it", "wo", "fr"]), vec![]));
        assert_eq!(codes("it fr ar"), (of(&["it", "fr", "ar"]), vec![]));
        assert_eq!(codes("Nigerian Pidgin; italiano"), (of(&["pcm", "it"]), vec![]));
        assert_eq!(codes("italiano e klingon"), (of(&["it"]), vec!["klingon".into()]));
        assert_eq!(codes("?"), (None, vec![]));
        assert_eq!(codes("non so"), (None, vec![]));
    }

    #[test]
    fn a_territory_is_known_by_name_letters_and_code_and_a_province_comes_first() {
        let lexicon = sample();
        for written in ["Foggia", "provincia di Foggia", "fg", "071"] {
            assert_eq!(lexicon.place_of(written), Some("071"), "{written}");
        }
        assert_eq!(lexicon.place_of("071024"), Some("071024"));
        assert_eq!(lexicon.place_of("Atlantide"), None);
    }
}
