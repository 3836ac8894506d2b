//! From texts to terms with impacts.
//!
//! The impact of a term on a document is fixed when it is indexed: one of five [`LEVELS`], from where the term stands (title,
//! keywords, body), how often, and how long the text is in that language (BM25F: Robertson, Zaragoza and Taylor,
//! *Simple BM25 extension to multiple weighted fields*, 2004). A document in six languages is not longer for that.

use crate::{Document, Tongue, Weight, stem::stem, stop::is_stop};
use reticolo_base::folding;
use std::collections::HashMap;

/// Longer words are cut: nobody searches for them.
pub(crate) const WORD_CHARS: usize = 40;

/// The impacts that are told apart. The index keeps the place in this list, from 1: few and small numbers are faster
/// to write and to read. Nine of them instead of five moved recall on real questions by less than a point, both ways.
const LEVELS: [f32; 5] = [1.0, 2.0, 3.5, 5.5, 8.0];

/// The impact of a level.
#[inline]
pub(crate) fn impact_of(level: u32) -> f32 {
    LEVELS.get((level as usize).wrapping_sub(1)).copied().unwrap_or(1.0)
}

/// The body length, in words, at which a mention counts as it is.
const USUAL_LENGTH: f32 = 120.0;

/// The stems of a text without its stop words, in order.
pub fn stems_of(tongue: Tongue, text: &str) -> Vec<String> {
    let mut stems = Vec::new();
    each_word(text, &mut String::new(), |word| {
        if !is_stop(tongue, word) {
            stems.push(stem(tongue, word).into_owned());
        }
    });
    stems
}

/// Calls back with every folded word. Folding is dear, and most words are plain ASCII: those are only lowered.
fn each_word(text: &str, buffer: &mut String, mut call: impl FnMut(&str)) {
    for chunk in text.split_whitespace() {
        if chunk.is_ascii() {
            buffer.clear();
            buffer.push_str(chunk);
            buffer.make_ascii_lowercase();
            folding::words(buffer).map(cut).for_each(&mut call);
        } else {
            folding::words(&folding::fold(chunk)).map(cut).for_each(&mut call);
        }
    }
}

pub(crate) fn cut(word: &str) -> &str {
    word.char_indices().nth(WORD_CHARS).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

/// Folded word → its stem's number (`None` for a stop word) and how often it was seen.
type Seen = HashMap<Box<str>, (Option<u32>, u32)>;

/// Reduces the documents of one thread; remembers every word it has seen.
#[derive(Default)]
pub(crate) struct Analyser {
    /// What was seen, per tongue.
    seen: [Seen; 8],
    stems: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
    mentions: HashMap<u32, Mention>,
    impacts: HashMap<u32, u8>,
    buffer: String,
}

#[derive(Default, Clone, Copy)]
struct Mention {
    title: bool,
    keyword: bool,
    body: u16,
}

impl Analyser {
    /// The document as the index's tokenizer reads it: `term` `impact` pairs between spaces.
    pub(crate) fn encode(&mut self, document: &Document, line: &mut String) {
        line.clear();
        self.impacts.clear();
        for tongue in Tongue::ALL.into_iter().chain([Tongue::Other]) {
            self.read_tongue(document, tongue);
        }
        for (number, impact) in &self.impacts {
            if let Some(term) = self.stems.get(*number as usize) {
                push(line, term, *impact);
            }
        }
        for (tag, sure) in &document.tags {
            push(line, &tag_term(*tag), (*sure).clamp(1, 5));
        }
    }

    fn read_tongue(&mut self, document: &Document, tongue: Tongue) {
        let mut length = 0u32;
        self.mentions.clear();
        for (_, weight, text) in document.texts.iter().filter(|(t, ..)| *t == tongue) {
            let mut buffer = std::mem::take(&mut self.buffer);
            each_word(text, &mut buffer, |word| {
                length += u32::from(*weight == Weight::Body);
                let Some(number) = self.number(tongue, word) else { return };
                let mention = self.mentions.entry(number).or_default();
                match weight {
                    Weight::Title => mention.title = true,
                    Weight::Keywords => mention.keyword = true,
                    Weight::Body => mention.body = mention.body.saturating_add(1),
                }
            });
            self.buffer = buffer;
        }
        for (number, mention) in &self.mentions {
            let impact = self.impacts.entry(*number).or_insert(0);
            *impact = (*impact).max(mention.level(length));
        }
    }

    fn number(&mut self, tongue: Tongue, word: &str) -> Option<u32> {
        let seen = self.seen.get_mut(tongue as usize)?;
        if let Some((number, count)) = seen.get_mut(word) {
            *count += 1;
            return *number;
        }
        let number = (!is_stop(tongue, word)).then(|| {
            let stem = stem(tongue, word);
            *self.numbers.entry(Box::from(stem.as_ref())).or_insert_with(|| {
                self.stems.push(Box::from(stem.as_ref()));
                u32::try_from(self.stems.len() - 1).unwrap_or(u32::MAX)
            })
        });
        seen.insert(Box::from(word), (number, 1));
        number
    }

    /// Every word that is no stop word, with how often it was seen.
    pub(crate) fn words(self) -> impl Iterator<Item = (Box<str>, u32)> {
        let all = self.seen.into_iter().flatten();
        all.filter(|(_, (number, _))| number.is_some()).map(|(word, (_, count))| (word, count))
    }
}

impl Mention {
    /// 4 for the title, 2 for a keyword, up to 4 for the body.
    fn level(self, length: u32) -> u8 {
        let often = f32::from(self.body) / (0.4 + 0.6 * length as f32 / USUAL_LENGTH);
        let body = 4.0 * often / (often + 1.5);
        let sum = f32::from(u8::from(self.title)) * 4.0 + f32::from(u8::from(self.keyword)) * 2.0 + body;
        let distance = |impact: f32| (impact - sum).abs();
        let nearest = LEVELS.iter().zip(1..).min_by(|(a, _), (b, _)| distance(**a).total_cmp(&distance(**b)));
        nearest.map_or(1, |(_, level)| level)
    }
}

/// The term of a tag: no word can be it.
pub(crate) fn tag_term(tag: u32) -> String {
    format!("#{tag}")
}

fn push(line: &mut String, term: &str, impact: u8) {
    line.push_str(term);
    line.push('\u{1}');
    line.push(char::from(b'0' + impact));
    line.push(' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(document: &Document) -> Vec<String> {
        let mut line = String::new();
        Analyser::default().encode(document, &mut line);
        let mut terms: Vec<_> = line.split_whitespace().map(|t| t.replace('\u{1}', ":")).collect();
        terms.sort();
        terms
    }

    #[test]
    fn the_title_counts_most_and_stop_words_not_at_all() {
        let mut document = Document::default();
        document.text(Tongue::It, Weight::Title, "Il permesso di soggiorno");
        document.text(Tongue::It, Weight::Body, "permesso");
        document.text(Tongue::It, Weight::Keywords, "Lecce");
        assert_eq!(encoded(&document), ["lecc:2", "permess:4", "soggiorn:3"]);
    }

    #[test]
    fn a_document_in_six_languages_is_not_longer_for_that() {
        let mut one = Document::default();
        one.text(Tongue::En, Weight::Body, "doctor ".repeat(3));
        let mut two = one.clone();
        two.text(Tongue::Fr, Weight::Body, "bonjour ".repeat(200));
        let doctor = encoded(&two).into_iter().find(|t| t.starts_with("doctor")).unwrap();
        assert_eq!(encoded(&one), [doctor]);
    }

    #[test]
    fn a_tag_is_no_word() {
        let document = Document { tags: vec![(7, 9)], ..Document::default() };
        assert_eq!(encoded(&document), ["#7:5"]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(stems_of(Tongue::Other, &"x".repeat(9_999)), ["x".repeat(WORD_CHARS)]);
    }
}
