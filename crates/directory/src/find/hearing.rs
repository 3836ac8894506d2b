//! Understanding everyday words as needs, in six languages, with typos.
//!
//! Every label, everyday word and misheard word of a need is a phrase: a set of stems. A phrase is heard as far as its
//! stems are in the question, the rare ones counting more; a need as far as its best phrase.

use crate::reference::{Need, Needs, Reference};
use reticolo_base::{Lang, folding};
use reticolo_search::{Tongue, Vocabulary, stem::stem, stems_of, stop};
use std::collections::{BTreeMap, HashMap};

/// Needs heard less than this are not told.
const LEAST: f32 = 0.5;
/// So many are told at most.
const MOST: usize = 5;
/// Words of a text that are read for needs.
const READ_WORDS: usize = 60;

/// A need that was heard.
#[derive(Debug, Clone, PartialEq)]
pub struct HeardNeed {
    /// Its code.
    pub code: String,
    /// How surely: up to 1.
    pub strength: f32,
}

struct Phrase {
    need: u32,
    lang: Lang,
    stems: Vec<u32>,
    weight: f32,
}

/// Understands everyday words as needs.
pub struct Hearing {
    codes: Vec<String>,
    numbers: HashMap<String, u32>,
    stems: HashMap<String, u32>,
    /// For each stem: how much it tells, and the phrases it is in.
    weights: Vec<f32>,
    phrases_of: Vec<Vec<u32>>,
    phrases: Vec<Phrase>,
    vocabulary: Vocabulary,
}

impl std::fmt::Debug for Hearing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hearing").field("phrases", &self.phrases.len()).finish()
    }
}

impl Hearing {
    /// Hearing of the needs in the reference data, made once.
    pub fn get() -> &'static Self {
        static HEARING: std::sync::LazyLock<Hearing> =
            std::sync::LazyLock::new(|| Hearing::new(Reference::get().needs()));
        &HEARING
    }

    /// Hearing of these needs.
    pub fn new(needs: &Needs) -> Self {
        let mut hearing = Self {
            codes: Vec::new(),
            numbers: HashMap::new(),
            stems: HashMap::new(),
            weights: Vec::new(),
            phrases_of: Vec::new(),
            phrases: Vec::new(),
            vocabulary: Vocabulary::default(),
        };
        let mut words: BTreeMap<Box<str>, u32> = BTreeMap::new();
        for need in needs.iter() {
            let number = hearing.codes.len() as u32;
            hearing.codes.push(need.code.clone());
            hearing.numbers.insert(need.code.clone(), number);
            for (lang, phrase) in phrases(need) {
                hearing.learn(number, lang, phrase);
                for word in folding::words(&folding::fold(phrase)).filter(|w| !stop::is_stop_anywhere(w)) {
                    *words.entry(Box::from(word)).or_insert(0) += 1;
                }
            }
        }
        hearing.vocabulary = Vocabulary::new(words);
        hearing.weigh();
        hearing
    }

    fn learn(&mut self, need: u32, lang: Lang, phrase: &str) {
        let mut stems = Vec::new();
        for stem in stems_of(lang.into(), phrase) {
            let next = self.stems.len() as u32;
            let number = *self.stems.entry(stem).or_insert(next);
            if number == next {
                self.phrases_of.push(Vec::new());
            }
            if !stems.contains(&number) {
                stems.push(number);
            }
        }
        let place = self.phrases.len() as u32;
        for stem in &stems {
            if let Some(phrases) = self.phrases_of.get_mut(*stem as usize) {
                phrases.push(place);
            }
        }
        self.phrases.push(Phrase { need, lang, stems, weight: 0.0 });
    }

    /// A stem tells the more, the fewer needs say it.
    fn weigh(&mut self) {
        let all = self.codes.len() as f32;
        for phrases in &self.phrases_of {
            let mut needs: Vec<_> =
                phrases.iter().filter_map(|p| self.phrases.get(*p as usize)).map(|p| p.need).collect();
            needs.sort_unstable();
            needs.dedup();
            self.weights.push((1.0 + all / needs.len().max(1) as f32).ln());
        }
        for phrase in &mut self.phrases {
            phrase.weight = phrase.stems.iter().filter_map(|s| self.weights.get(*s as usize)).sum();
        }
    }

    /// The number of a need: its place in the list of needs.
    pub(super) fn number(&self, code: &str) -> Option<u32> {
        self.numbers.get(code).copied()
    }

    /// The needs heard in some words, the surest first. Words that are `known` from elsewhere are not taken for
    /// misspelt ones: *bari* is no *bani* (money).
    pub fn hear(&self, words: &str, reader: Lang, known: impl Fn(&str) -> bool) -> Vec<HeardNeed> {
        let heard = self.numbers_heard(words, reader, known);
        let told = |(need, strength): (u32, f32)| {
            Some(HeardNeed { code: self.codes.get(need as usize)?.clone(), strength })
        };
        heard.into_iter().filter_map(told).collect()
    }

    /// Whether a word, by its letters or nearly, is one that somebody says for a need.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.vocabulary.contains(word)
    }

    pub(super) fn numbers_heard(
        &self,
        words: &str,
        reader: Lang,
        known: impl Fn(&str) -> bool,
    ) -> Vec<(u32, f32)> {
        let folded = folding::fold(&folding::one_line(words, folding::QUERY_CHARS));
        let all: Vec<&str> = folding::words(&folded).take(reticolo_search::MOST_WORDS).collect();
        let mut content: Vec<_> = all.iter().filter(|w| !stop::is_stop(reader.into(), w)).copied().collect();
        if content.is_empty() {
            content = all;
        }
        // phrase → for each word the surest stem of it: summed weight, and which words took part.
        let mut sums: HashMap<u32, (f32, u16)> = HashMap::new();
        for (place, word) in content.iter().enumerate() {
            let mut taken: HashMap<u32, f32> = HashMap::new();
            for (stem, sure) in self.stems_heard(word, reader, &known) {
                let weight = self.weights.get(stem as usize).copied().unwrap_or(0.0);
                for phrase in self.phrases_of.get(stem as usize).into_iter().flatten() {
                    let best = taken.entry(*phrase).or_insert(0.0);
                    *best = best.max(weight * sure);
                }
            }
            for (phrase, weight) in taken {
                let (sum, part) = sums.entry(phrase).or_insert((0.0, 0));
                *sum += weight;
                *part |= 1 << place.min(15);
            }
        }
        self.needs_of(&sums, content.len(), reader)
    }

    fn needs_of(&self, sums: &HashMap<u32, (f32, u16)>, words: usize, reader: Lang) -> Vec<(u32, f32)> {
        let mut best: HashMap<u32, f32> = HashMap::new();
        for (place, (sum, part)) in sums {
            let Some(phrase) = self.phrases.get(*place as usize) else { continue };
            let share = (sum / phrase.weight.max(f32::EPSILON)).min(1.0);
            let understood = part.count_ones() as f32 / words.max(1) as f32;
            // A phrase of one common word ("home") says little; one of rare words much.
            let telling = (phrase.weight / 4.0).min(1.0);
            let own = if phrase.lang == reader { 1.0 } else { 0.93 };
            let strength = share * share * (0.45 + 0.35 * understood + 0.2 * telling) * own;
            let known = best.entry(phrase.need).or_insert(0.0);
            *known = known.max(strength);
        }
        let mut heard: Vec<_> = best.into_iter().filter(|(_, strength)| *strength >= LEAST).collect();
        heard.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let surest = heard.first().map_or(0.0, |(_, strength)| *strength);
        heard.retain(|(_, strength)| *strength >= surest * 0.75);
        heard.truncate(MOST);
        heard
    }

    /// The stems that a word may stand for, and how surely.
    fn stems_heard(&self, word: &str, reader: Lang, known: impl Fn(&str) -> bool) -> Vec<(u32, f32)> {
        let mut heard = Vec::new();
        self.stems_of_word(word, reader, 1.0, &mut heard);
        if heard.is_empty() && !known(word) {
            for meant in self.vocabulary.meant(word, 3) {
                self.stems_of_word(meant.word, reader, (meant.sure + 0.1).min(0.95), &mut heard);
            }
        }
        heard
    }

    fn stems_of_word(&self, word: &str, reader: Lang, sure: f32, heard: &mut Vec<(u32, f32)>) {
        for lang in [reader].into_iter().chain(Lang::ALL) {
            let Some(number) = self.stems.get(stem(lang.into(), word).as_ref()) else { continue };
            if heard.iter().all(|(known, _)| known != number) {
                heard.push((*number, sure));
            }
        }
    }

    /// The needs that can be read out of a record that names none: by phrases of several words in its text, or any
    /// telling phrase in its title, in its language or, where that is unknown, in English.
    pub(super) fn read(&self, lang: Option<Lang>, title: &str, text: &str) -> Vec<u32> {
        let lang = lang.unwrap_or(Lang::En);
        let tongue = Tongue::from(lang);
        let numbers = |text: &str| -> Vec<u32> {
            let stems = stems_of(tongue, text).into_iter().take(READ_WORDS);
            stems.filter_map(|stem| self.stems.get(&stem).copied()).collect()
        };
        let (title, text) = (numbers(title), numbers(text));
        let mut needs: Vec<u32> = Vec::new();
        for stem in title.iter().chain(&text) {
            for place in self.phrases_of.get(*stem as usize).into_iter().flatten() {
                let Some(phrase) = self.phrases.get(*place as usize).filter(|p| p.lang == lang) else {
                    continue;
                };
                let inside = |stems: &[u32]| phrase.stems.iter().all(|stem| stems.contains(stem));
                let told = (phrase.weight > 3.0 && inside(&title))
                    || (phrase.stems.len() > 1 && beside(&text, &phrase.stems));
                if told && !needs.contains(&phrase.need) {
                    needs.push(phrase.need);
                }
            }
        }
        needs
    }
}

/// Whether the stems stand together in a text, in any order.
fn beside(text: &[u32], stems: &[u32]) -> bool {
    text.windows(stems.len() + 1).any(|window| stems.iter().all(|stem| window.contains(stem)))
}

fn phrases(need: &Need) -> Vec<(Lang, &str)> {
    let labels = need.label.iter();
    let words = need.words.iter().flat_map(|(lang, words)| words.iter().map(|word| (*lang, word.as_str())));
    labels.chain(words).chain(need.heard.iter().map(|word| (Lang::It, word.as_str()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn heard(words: &str, reader: Lang) -> Vec<String> {
        let needs = Hearing::get().hear(words, reader, |word| word == "bari");
        needs.into_iter().map(|need| need.code).collect()
    }

    #[track_caller]
    fn first(words: &str, reader: Lang, need: &str) {
        assert_eq!(heard(words, reader).first().map(String::as_str), Some(need), "{words}");
    }

    #[test]
    fn everyday_words_in_six_languages_are_needs() {
        first("papers expired", Lang::En, "stay.renewal");
        first("food for my children", Lang::En, "income.food_clothes");
        first("il mio capo non mi paga", Lang::It, "work.contract_wages");
        first("je cherche un logement", Lang::Fr, "home.find_home");
        first("دكتور بدون أوراق", Lang::Ar, "health.stp");
        first("caut de lucru", Lang::Ro, "work.job_search");
        first("mësoj italisht", Lang::Sq, "skills.italian_course");
    }

    #[test]
    fn italian_as_it_is_heard_is_understood_by_readers_of_any_language() {
        for reader in Lang::ALL {
            first("permeso di sogiorno", reader, "stay.renewal");
        }
        first("codise fiscale", Lang::Fr, "identity.tax_code");
    }

    #[test]
    fn a_town_is_not_a_misspelt_word() {
        assert_eq!(heard("bari", Lang::It), [] as [&str; 0]);
        first("medico bari", Lang::It, "health.family_doctor");
    }

    #[test]
    fn what_nobody_says_for_a_need_is_not_heard() {
        for words in ["", "xqzzt", "the of and", "1234567", "🙂"] {
            assert_eq!(heard(words, Lang::En), [] as [&str; 0], "{words}");
        }
    }

    #[test]
    fn every_label_is_heard_as_its_own_need() {
        let mut missed = Vec::new();
        for need in Reference::get().needs().iter() {
            for (lang, label) in need.label.iter() {
                let told = heard(label, lang);
                if !told.iter().take(3).any(|code| *code == need.code) {
                    missed.push(format!("{} {lang}: {label} → {told:?}", need.code));
                }
            }
        }
        assert_eq!(missed, [] as [&str; 0]);
    }

    #[test]
    fn needs_are_read_out_of_records_that_name_none() {
        let hearing = Hearing::get();
        let food = hearing.number("income.food_clothes").unwrap();
        assert!(hearing.read(None, "Food bank", "").contains(&food));
        assert!(hearing.read(Some(Lang::En), "Parish", "We give food parcels to families.").contains(&food));
        assert!(hearing.read(None, "Attorney general", "Victim services.").iter().all(|need| *need != food));
    }

    proptest! {
        #[test]
        fn no_words_break_it(words in "\\PC{0,250}") {
            for need in Hearing::get().hear(&words, Lang::It, |_| false) {
                prop_assert!(need.strength > 0.0 && need.strength <= 1.0);
            }
        }
    }
}
