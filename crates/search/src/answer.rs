//! Answering a question.

use crate::{
    Index, MOST_WORDS, Question, Tongue,
    analysis::{cut, impact_of, tag_term},
    scratch::Scratch,
    stem::stem,
    stop,
};
use reticolo_base::folding;
use std::collections::HashSet;
use tantivy::postings::TermInfo;

/// Below so many documents with all words, those with most of them follow.
const ENOUGH: usize = 10;
/// The share of the words' weight that a document must have to follow.
const MOST_OF_THEM: f32 = 0.5;
/// What the commonest word tells.
const LITTLE: f32 = 0.05;
/// From so many words on, somebody tells a story: then words are missing in the best answers, too.
const STORY: usize = 5;
/// A word of another language than the reader's counts a little less.
const FOREIGN: f32 = 0.85;
/// A word that was only begun.
const BEGUN: f32 = 0.6;

/// How the words of a question were understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heard {
    /// Words that occur nowhere, and the words taken instead, best first.
    pub corrected: Vec<(String, Vec<String>)>,
    /// Words that occur nowhere, and nothing like them.
    pub unknown: Vec<String>,
    /// Documents that have only most of the words are among the answers.
    pub relaxed: bool,
}

/// One word of the question: the terms that may stand for it, the best first.
struct Group {
    terms: Vec<(TermInfo, f32)>,
    documents: u32,
    idf: f32,
    /// Must be found; words that mean nothing in some language only add.
    required: bool,
    bit: u16,
}

impl Index {
    /// Hands every document that answers to `collect`, with its relevance (above 0), in no order.
    pub fn search(&self, question: &Question<'_>, collect: impl FnMut(u32, f32)) -> Heard {
        let mut heard = Heard::default();
        let mut groups = self.groups(question, &mut heard);
        groups.sort_by_key(|group| (!group.required, group.documents));
        for (place, group) in groups.iter_mut().enumerate() {
            group.bit = 1 << place.min(14);
        }
        self.pool.with(self.documents as usize, |scratch| {
            for (tag, weight) in question.tags {
                self.add_tag(scratch, *tag, *weight);
            }
            heard.relaxed = self.add_words(scratch, &groups);
            hand_out(scratch, &groups, heard.relaxed, collect);
        });
        heard
    }

    fn add_tag(&self, scratch: &mut Scratch, tag: u32, weight: f32) {
        let Some(mut list) = self.term(&tag_term(tag)).and_then(|term| self.list(&term)) else { return };
        let Scratch { cells, touched } = scratch;
        list.each(|doc, sure| {
            let Some(cell) = cells.get_mut(doc as usize).filter(|cell| !cell.tagged) else { return };
            touched.push(doc);
            cell.tagged = true;
            cell.score += weight * impact_of(sure);
        });
    }

    /// Adds up the words; whether documents with only most of them were let in.
    fn add_words(&self, scratch: &mut Scratch, groups: &[Group]) -> bool {
        let required: u16 = groups.iter().filter(|g| g.required).map(|g| g.bit).sum();
        let mut before = 0;
        for group in groups {
            self.add_word(scratch, group, before);
            before |= if group.required { group.bit } else { 0 };
        }
        let whole = |found: u16| required != 0 && found & required == required;
        let answers = scratch.touched.iter().filter(|doc| {
            scratch.cells.get(**doc as usize).is_some_and(|cell| cell.tagged || whole(cell.found))
        });
        if groups.len() < 2 || answers.take(ENOUGH).count() >= ENOUGH {
            return false;
        }
        let common = (self.documents / 5).max(1_000);
        for group in groups.iter().filter(|group| group.documents <= common) {
            self.add_word(scratch, group, 0);
        }
        true
    }

    fn groups(&self, question: &Question<'_>, heard: &mut Heard) -> Vec<Group> {
        let folded = folding::fold(&folding::one_line(question.words, folding::QUERY_CHARS));
        let mut words: Vec<&str> = folding::words(&folded).map(cut).collect();
        let last = words.last().copied();
        let mut seen = HashSet::new();
        words.retain(|word| seen.insert(*word));
        let all_stops = words.iter().all(|word| stop::is_stop(question.tongue, word));
        let mut groups = Vec::new();
        let mut asked = 0;
        for word in words {
            let begun = question.begun && Some(word) == last;
            if stop::is_stop(question.tongue, word) && !all_stops && !begun {
                continue;
            }
            asked += 1;
            if asked > MOST_WORDS {
                break;
            }
            groups.extend(self.group(question.tongue, word, begun, heard));
        }
        if groups.iter().all(|group: &Group| !group.required) {
            groups.iter_mut().for_each(|group| group.required = true);
        }
        groups
    }

    fn group(&self, tongue: Tongue, word: &str, begun: bool, heard: &mut Heard) -> Option<Group> {
        let mut terms = Terms::default();
        self.stand_for(tongue, word, 1.0, &mut terms);
        if begun {
            for whole in self.vocabulary.completions(word, 8) {
                self.stand_for(tongue, whole, BEGUN, &mut terms);
            }
        }
        if terms.found.is_empty() {
            let meant = self.vocabulary.meant(word, 4);
            for meant in &meant {
                self.stand_for(tongue, meant.word, meant.sure, &mut terms);
            }
            if meant.is_empty() {
                heard.unknown.push(word.to_owned());
            } else {
                let instead = meant.iter().map(|meant| meant.word.to_owned()).collect();
                heard.corrected.push((word.to_owned(), instead));
            }
        }
        let documents = terms.found.iter().map(|(term, _)| term.doc_freq).sum::<u32>();
        // As often as the term that occurs most: a rare homograph must not make a common word look rare.
        let often = terms.found.iter().map(|(term, _)| term.doc_freq).max()?;
        let idf = idf(self.documents as f32, often as f32);
        Some(Group { terms: terms.found, documents, idf, required: !stop::is_stop_anywhere(word), bit: 0 })
    }

    /// The terms of a word, by the reader's language and by every other.
    fn stand_for(&self, tongue: Tongue, word: &str, weight: f32, terms: &mut Terms) {
        for other in [tongue].into_iter().chain(Tongue::ALL).chain([Tongue::Other]) {
            let term = stem(other, word);
            if terms.tried.iter().any(|known| known == term.as_ref()) {
                continue;
            }
            let weight = if other == tongue { weight } else { weight * FOREIGN };
            terms.found.extend(self.term(&term).map(|term| (term, weight)));
            terms.tried.push(term.into_owned());
        }
    }

    /// Adds a word to the documents that have all words `before` it, or answer by a tag.
    fn add_word(&self, scratch: &mut Scratch, group: &Group, before: u16) {
        let Scratch { cells, touched } = scratch;
        let bit = group.bit;
        let candidates = (before != 0).then(|| candidates(cells, touched, before));
        for (term, weight) in &group.terms {
            let Some(mut list) = self.list(term) else { continue };
            let weight = group.idf * weight;
            let mut add = |doc: u32, level: u32| {
                let Some(cell) = cells.get_mut(doc as usize) else { return };
                // The first term of a word that finds the document counts.
                if cell.found & bit != 0 || (before != 0 && cell.found & before != before && !cell.tagged) {
                    return;
                }
                if cell.found == 0 && !cell.tagged {
                    touched.push(doc);
                }
                cell.found |= bit;
                cell.score += weight * impact_of(level);
            };
            match candidates.as_ref().filter(|few| few.len() * 12 < term.doc_freq as usize) {
                Some(few) => list.each_of(few, &mut add),
                None => list.each(&mut add),
            }
        }
    }
}

/// Terms that stand for a word, and those that were tried.
#[derive(Default)]
struct Terms {
    found: Vec<(TermInfo, f32)>,
    tried: Vec<String>,
}

/// How much a word tells (BM25: Robertson and Spärck Jones); a little even where every document has it.
fn idf(documents: f32, often: f32) -> f32 {
    (1.0 + (documents - often + 0.5).max(0.0) / (often + 0.5)).ln().max(LITTLE)
}

fn candidates(cells: &[crate::scratch::Cell], touched: &[u32], before: u16) -> Vec<u32> {
    let is = |doc: &&u32| cells.get(**doc as usize).is_some_and(|c| c.tagged || c.found & before == before);
    let mut few: Vec<u32> = touched.iter().filter(is).copied().collect();
    few.sort_unstable();
    few
}

fn hand_out(scratch: &Scratch, groups: &[Group], relaxed: bool, mut collect: impl FnMut(u32, f32)) {
    let required: u16 = groups.iter().filter(|g| g.required).map(|g| g.bit).sum();
    let story = groups.len() >= STORY;
    let least = if story { MOST_OF_THEM / 2.0 } else { MOST_OF_THEM };
    let total: f32 = groups.iter().map(|g| g.idf).sum();
    for doc in &scratch.touched {
        let Some(cell) = scratch.cells.get(*doc as usize) else { continue };
        if required != 0 && cell.found & required == required {
            collect(*doc, cell.score);
            continue;
        }
        let share = if total > 0.0 {
            groups.iter().filter(|g| cell.found & g.bit != 0).map(|g| g.idf).sum::<f32>() / total
        } else {
            0.0
        };
        if cell.tagged {
            collect(*doc, cell.score);
        } else if relaxed && share >= least {
            collect(*doc, if story { cell.score } else { cell.score * share * share * 0.7 });
        }
    }
}
