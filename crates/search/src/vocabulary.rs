//! Every word of the documents, and which of them was meant by a word that is none.
//!
//! Typos are found by symmetric deletes (Garbe, *SymSpell*, 2012): every word is also known by what remains when one
//! or two of its letters are left out; so is the word asked for, and where they meet the distance is computed. Memory
//! is bounded: two letters only for words of seven and more, and only among their first eight.

use crate::sound;
use std::collections::HashMap;

/// The letters of a long word among which two may be left out.
const HEAD: usize = 8;
/// From so many letters on, a word may be two typos away; below [`ONE`] it may not be away at all.
const TWO: usize = 7;
const ONE: usize = 4;

/// A word that was meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meant<'a> {
    /// The word.
    pub word: &'a str,
    /// How sure that is: above 0, below 1.
    pub sure: f32,
}

/// The words of the documents, in order, with how often they occur.
#[derive(Debug, Default)]
pub struct Vocabulary {
    letters: String,
    ends: Vec<u32>,
    counts: Vec<u32>,
    /// Hash of a word with letters left out, and the word: sorted.
    deletes: Vec<(u32, u32)>,
    /// Hash of a sound, and the word: sorted.
    sounds: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// The vocabulary of folded words with how often they occur.
    pub fn new(counted: impl IntoIterator<Item = (Box<str>, u32)>) -> Self {
        let mut sums: HashMap<Box<str>, u32> = HashMap::new();
        for (word, count) in counted {
            let sum = sums.entry(word).or_insert(0);
            *sum = sum.saturating_add(count);
        }
        let mut words: Vec<_> = sums.into_iter().collect();
        words.sort();
        let mut vocabulary = Self::default();
        for (word, count) in words {
            vocabulary.letters.push_str(&word);
            vocabulary.ends.push(u32::try_from(vocabulary.letters.len()).unwrap_or(u32::MAX));
            vocabulary.counts.push(count);
        }
        vocabulary.prepare();
        vocabulary
    }

    fn prepare(&mut self) {
        let (mut deletes, mut sounds) = (Vec::new(), Vec::new());
        for number in 0..self.ends.len() as u32 {
            let word = self.word(number);
            each_delete(word, |hash| deletes.push((hash, number)));
            sounds.extend(sound::key(word).map(|key| (hash(key.chars()), number)));
        }
        deletes.sort_unstable();
        deletes.dedup();
        sounds.sort_unstable();
        (self.deletes, self.sounds) = (deletes, sounds);
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.letters.get(start as usize..end as usize).unwrap_or_default()
    }

    fn count(&self, number: u32) -> u32 {
        self.counts.get(number as usize).copied().unwrap_or(0)
    }

    fn place(&self, word: &str) -> Result<usize, usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.word(middle as u32).cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Ok(middle),
            }
        }
        Err(low)
    }

    /// Whether a folded word occurs.
    pub fn contains(&self, word: &str) -> bool {
        self.place(word).is_ok()
    }

    /// The words that were probably meant by a folded word, the likeliest first, at most `most`.
    pub fn meant(&self, word: &str, most: usize) -> Vec<Meant<'_>> {
        let mut found: Vec<(u32, f32)> = Vec::new();
        let letters: Vec<char> = word.chars().collect();
        let furthest = furthest(letters.len());
        let sound = sound::key(word);
        if furthest > 0 {
            self.near(word, &letters, furthest, &mut found);
        }
        if let Some(key) = &sound {
            for number in met(&self.sounds, hash(key.chars())) {
                if found.iter().all(|(other, _)| other != &number) {
                    found.push((number, 0.6));
                }
            }
        }
        for (number, sure) in &mut found {
            let candidate = self.word(*number);
            *sure += if sound.is_some() && sound::key(candidate) == sound { 0.12 } else { 0.0 };
            *sure += if candidate.chars().next() == letters.first().copied() { 0.03 } else { 0.0 };
            // A common word is likelier, but never by as much as a letter is.
            *sure += 0.004 * (self.count(*number) as f32 + 1.0).log2().min(16.0);
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = found.first().map_or(0.0, |(_, sure)| *sure);
        found.retain(|(_, sure)| *sure > best - 0.16);
        found
            .iter()
            .take(most)
            .map(|(number, sure)| Meant { word: self.word(*number), sure: *sure })
            .collect()
    }

    /// Words by letters: one typo 0.75, two typos 0.5.
    fn near(&self, word: &str, letters: &[char], furthest: usize, found: &mut Vec<(u32, f32)>) {
        let mut seen: Vec<u32> = Vec::new();
        each_delete(word, |hash| seen.extend(met(&self.deletes, hash)));
        seen.sort_unstable();
        seen.dedup();
        let mut other = Vec::new();
        for number in seen {
            other.clear();
            other.extend(self.word(number).chars());
            if let Some(distance) = distance(letters, &other, furthest).filter(|d| *d > 0) {
                found.push((number, if distance == 1 { 0.75 } else { 0.5 }));
            }
        }
    }

    /// The most frequent words that begin with `start` and are longer, at most `most`.
    pub fn completions(&self, start: &str, most: usize) -> Vec<&str> {
        if start.chars().count() < 2 {
            return Vec::new();
        }
        let first = self.place(start).unwrap_or_else(|at| at);
        let mut found: Vec<(u32, &str)> = (first..self.len())
            .take(20_000)
            .map(|number| (self.count(number as u32), self.word(number as u32)))
            .take_while(|(_, word)| word.starts_with(start))
            .filter(|(_, word)| word.len() > start.len())
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        found.into_iter().take(most).map(|(_, word)| word).collect()
    }

    /// Every word with how often it occurs, in order, as lines `word count`.
    pub(crate) fn to_lines(&self) -> String {
        let mut lines = String::with_capacity(self.letters.len() + self.len() * 6);
        for number in 0..self.len() as u32 {
            lines.push_str(self.word(number));
            lines.push('\t');
            lines.push_str(&self.count(number).to_string());
            lines.push('\n');
        }
        lines
    }

    /// From [`Vocabulary::to_lines`]; lines that are none are left out.
    pub(crate) fn from_lines(lines: &str) -> Self {
        let pairs = lines.lines().filter_map(|line| line.split_once('\t'));
        Self::new(pairs.map(|(word, count)| (Box::from(word), count.parse().unwrap_or(1))))
    }
}

fn furthest(letters: usize) -> usize {
    match letters {
        0..ONE => 0,
        ONE..TWO => 1,
        _ => 2,
    }
}

/// The words of a sorted list of (hash, word) that stand under a hash; at most 256, so that no hash costs much.
fn met(list: &[(u32, u32)], hash: u32) -> impl Iterator<Item = u32> {
    let first = list.partition_point(|(other, _)| *other < hash);
    list.iter().skip(first).take_while(move |(other, _)| *other == hash).take(256).map(|(_, number)| *number)
}

/// Calls back with the hash of the word and of what remains of it when letters are left out.
fn each_delete(word: &str, mut call: impl FnMut(u32)) {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() + 1 < ONE || letters.len() > 40 {
        return;
    }
    let without = |a: usize, b: usize, letters: &[char]| {
        hash(letters.iter().enumerate().filter(|(at, _)| *at != a && *at != b).map(|(_, c)| *c))
    };
    call(hash(letters.iter().copied()));
    for a in 0..letters.len() {
        call(without(a, a, &letters));
    }
    if letters.len() + 1 < TWO {
        return;
    }
    // Long words meet by what remains of their heads, too.
    let head = letters.get(..HEAD.min(letters.len())).unwrap_or(&letters);
    call(!hash(head.iter().copied()));
    for a in 0..head.len() {
        call(!without(a, a, head));
        for b in a + 1..head.len() {
            call(!without(a, b, head));
        }
    }
}

fn hash(letters: impl Iterator<Item = char>) -> u32 {
    // FNV-1a over code points: stable, and good enough where a meeting is verified.
    letters.fold(0x811c_9dc5_u32, |h, c| (h ^ c as u32).wrapping_mul(0x0100_0193)).wrapping_mul(0x9e37_79b1)
}

/// Optimal string alignment distance, up to `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row: Vec<usize> = vec![0; width];
    let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut least = i + 1;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let mut cost =
                (get(&last, j) + usize::from(x != y)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost;
            }
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    Some(get(&last, b.len())).filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vocabulary(words: &str) -> Vocabulary {
        Vocabulary::new(words.split_whitespace().map(|w| (Box::from(w), 1)))
    }

    fn best<'a>(vocabulary: &'a Vocabulary, word: &str) -> Option<&'a str> {
        vocabulary.meant(word, 3).first().map(|meant| meant.word)
    }

    #[test]
    fn a_word_with_one_typo_is_found() {
        let words = vocabulary("permesso soggiorno questura residenza scuola medico lavoro casa اقامه");
        for (typed, meant) in [
            ("permeso", "permesso"),
            ("premesso", "permesso"),
            ("sogiorno", "soggiorno"),
            ("scuoal", "scuola"),
            ("emdico", "medico"),
            ("lavro", "lavoro"),
            ("cassa", "casa"),
            ("اقاهم", "اقامه"),
        ] {
            assert_eq!(best(&words, typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn a_long_word_may_have_two_and_any_word_may_be_written_as_it_sounds() {
        let words = vocabulary("residenza questura disoccupazione");
        assert_eq!(best(&words, "resedensa"), Some("residenza"));
        assert_eq!(best(&words, "cuestura"), Some("questura"));
        assert_eq!(best(&words, "disocubasione"), Some("disoccupazione"));
    }

    #[test]
    fn short_words_and_far_words_are_not_guessed() {
        let words = vocabulary("stp eni casa permesso");
        assert_eq!(best(&words, "stq"), None);
        assert_eq!(best(&words, "tribunale"), None);
        assert_eq!(best(&words, ""), None);
    }

    #[test]
    fn of_two_as_near_the_more_frequent_is_meant() {
        let words = Vocabulary::new([(Box::from("corso"), 3), (Box::from("corpo"), 300)]);
        assert_eq!(best(&words, "corlo"), Some("corpo"));
    }

    #[test]
    fn what_begins_alike_completes_the_word_by_frequency() {
        let words =
            Vocabulary::new([(Box::from("permesso"), 9), (Box::from("permessi"), 2), (Box::from("casa"), 5)]);
        assert_eq!(words.completions("perm", 5), ["permesso", "permessi"]);
        assert!(words.completions("p", 5).is_empty() && words.completions("x", 5).is_empty());
    }

    #[test]
    fn it_is_read_back_as_it_was_written() {
        let words = Vocabulary::new([(Box::from("permesso"), 9), (Box::from("casa"), 5)]);
        let again = Vocabulary::from_lines(&words.to_lines());
        assert_eq!(again.to_lines(), words.to_lines());
        assert!(again.contains("casa") && !again.contains("cas"));
    }

    proptest! {
        #[test]
        fn one_typo_in_any_word_is_forgiven(word in "[a-z]{5,14}", at in 0usize..14, letter in "[a-z]") {
            let words = vocabulary(&word);
            let at = at % word.len();
            let mut dropped = word.clone();
            dropped.remove(at);
            let mut doubled = word.clone();
            doubled.insert_str(at, &letter);
            prop_assert_eq!(best(&words, &dropped), Some(word.as_str()));
            prop_assert_eq!(best(&words, &doubled), Some(word.as_str()));
        }

        #[test]
        fn no_word_panics(word in "\\PC{0,60}", other in "\\PC{0,60}") {
            let words = vocabulary(&other);
            let _ = (words.meant(&word, 5), words.completions(&word, 5), Vocabulary::from_lines(&word));
        }
    }
}
