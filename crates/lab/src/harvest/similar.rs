//! Notes that are perhaps about the same thing. Only ever a suggestion: people decide.
//!
//! Words are folded and cut to their stems (Snowball; Albanian words to their first letters), rare ones weigh more
//! (TF-IDF), and the angle between two notes says how alike they are. Two notes in different languages are compared in
//! any language in which both have words: translations count.

use reticolo_base::{Lang, folding};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Notes at least so alike are suggested: 0 is nothing in common, 1 the same words.
pub const ALIKE: f64 = 0.3;
/// More notes than this are not compared: a wall of so many is grouped by hand first.
pub const MOST: usize = 500;
/// So many suggestions at a time; more would tire.
pub const SHOWN: usize = 6;

/// A note with its words in every language there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<'a> {
    /// The contribution.
    pub id: Uuid,
    /// Its words by language.
    pub texts: Vec<(Lang, &'a str)>,
}

/// Notes that are perhaps about the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// The notes, at least two.
    pub notes: Vec<Uuid>,
    /// How alike the two most alike of them are.
    pub score: f64,
}

/// Suggests what to group: the most alike first, each note at most once. The same notes give the same suggestions.
pub fn together(notes: &[Words<'_>]) -> Vec<Together> {
    let notes: Vec<&Words<'_>> = notes.iter().take(MOST).collect();
    let mut pairs = pairs(&notes);
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let score: HashMap<(usize, usize), f64> = pairs.iter().map(|(a, b, score)| ((*a, *b), *score)).collect();
    let alike = |a: usize, b: usize| score.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for (a, b, best) in &pairs {
        if found.len() == SHOWN || taken.contains(a) || taken.contains(b) {
            continue;
        }
        let mut group = vec![*a, *b];
        // Whoever is alike to the group on average joins it.
        for other in (0..notes.len()).filter(|n| !taken.contains(n) && n != a && n != b) {
            let mean = group.iter().map(|member| alike(*member, other)).sum::<f64>() / group.len() as f64;
            if mean >= ALIKE {
                group.push(other);
            }
        }
        taken.extend(&group);
        let ids = group.iter().filter_map(|at| notes.get(*at)).map(|note| note.id).collect();
        found.push(Together { notes: ids, score: *best });
    }
    found
}

/// Every pair that is alike enough.
fn pairs(notes: &[&Words<'_>]) -> Vec<(usize, usize, f64)> {
    let mut best: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for lang in Lang::ALL {
        let vectors = vectors(notes, lang);
        for (place, (a, x)) in vectors.iter().enumerate() {
            for (b, y) in vectors.iter().skip(place + 1) {
                let score = angle(x, y);
                if score >= ALIKE {
                    let known = best.entry((*a, *b)).or_insert(score);
                    *known = known.max(score);
                }
            }
        }
    }
    best.into_iter().map(|((a, b), score)| (a, b, score)).collect()
}

/// The notes that have words in a language, each as a vector of length 1 over stems, sorted.
fn vectors(notes: &[&Words<'_>], lang: Lang) -> Vec<(usize, Vec<(u32, f64)>)> {
    let stemmer = stemmer(lang);
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut counts: Vec<(usize, BTreeMap<u32, f64>)> = Vec::new();
    for (at, note) in notes.iter().enumerate() {
        let Some((_, text)) = note.texts.iter().find(|(own, _)| *own == lang) else { continue };
        let mut own: BTreeMap<u32, f64> = BTreeMap::new();
        for stem in stems(text, stemmer.as_ref()) {
            let next = numbers.len() as u32;
            *own.entry(*numbers.entry(stem).or_insert(next)).or_default() += 1.0;
        }
        counts.push((at, own));
    }
    let many = counts.len() as f64;
    let mut holders: HashMap<u32, f64> = HashMap::new();
    for number in counts.iter().flat_map(|(_, own)| own.keys()) {
        *holders.entry(*number).or_default() += 1.0;
    }
    let weigh = |(number, count): (&u32, &f64)| {
        let holders = holders.get(number).copied().unwrap_or(1.0);
        (*number, (1.0 + count.ln()) * (1.0 + (many / holders).ln()))
    };
    counts.into_iter().map(|(at, own)| (at, unit(own.iter().map(weigh).collect()))).collect()
}

fn stemmer(lang: Lang) -> Option<Stemmer> {
    let algorithm = match lang {
        Lang::It => Algorithm::Italian,
        Lang::En => Algorithm::English,
        Lang::Fr => Algorithm::French,
        Lang::Ar => Algorithm::Arabic,
        Lang::Ro => Algorithm::Romanian,
        Lang::Sq => return None,
    };
    Some(Stemmer::create(algorithm))
}

/// The stems of a text. Words of three letters and fewer are mostly articles and prepositions.
fn stems<'a>(text: &str, stemmer: Option<&'a Stemmer>) -> impl Iterator<Item = String> + use<'a> {
    let folded = folding::fold(text);
    let words: Vec<String> =
        folding::words(&folded).filter(|w| w.chars().count() > 3).map(str::to_owned).collect();
    words.into_iter().map(move |word| match stemmer {
        Some(stemmer) => stemmer.stem(&word).into_owned(),
        None => word.chars().take(5).collect(),
    })
}

fn unit(mut vector: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    vector
}

/// The cosine of two sorted vectors of length 1.
fn angle(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some((x, p)), Some((y, q))) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                sum += p * q;
                a.next();
                b.next();
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn notes<'a>(texts: &[&[(Lang, &'a str)]]) -> Vec<Words<'a>> {
        let id = |n: usize| Uuid::from_u128(n as u128 + 1);
        texts.iter().enumerate().map(|(n, texts)| Words { id: id(n), texts: texts.to_vec() }).collect()
    }

    fn found(texts: &[&[(Lang, &str)]]) -> Vec<Vec<u128>> {
        together(&notes(texts))
            .into_iter()
            .map(|t| t.notes.into_iter().map(|id| id.as_u128()).collect())
            .collect()
    }

    #[test]
    fn the_same_thing_in_other_words_is_suggested_and_other_things_are_not() {
        use Lang::It;
        let texts: &[&[(Lang, &str)]] = &[
            &[(It, "Manca un mediatore allo sportello della questura")],
            &[(It, "Allo sportello non ci sono mediatori")],
            &[(It, "Gli orari degli autobus non vanno bene per chi lavora nei campi")],
            &[(It, "Corsi di italiano la sera")],
        ];
        assert_eq!(found(texts), [vec![1, 2]]);
    }

    #[test]
    fn a_translation_brings_notes_of_two_languages_together() {
        let french: &[(Lang, &str)] = &[
            (Lang::Fr, "Il n'y a pas de médiateur au guichet"),
            (Lang::It, "Allo sportello non c'è un mediatore"),
        ];
        let italian: &[(Lang, &str)] = &[(Lang::It, "Manca un mediatore allo sportello")];
        let other: &[(Lang, &str)] = &[(Lang::It, "Corsi di italiano la sera")];
        assert_eq!(found(&[french, italian, other]), [vec![1, 2]]);
        let alone: &[(Lang, &str)] = &[(Lang::Fr, "Il n'y a pas de médiateur au guichet")];
        assert!(found(&[alone, italian, other]).is_empty());
    }

    #[test]
    fn arabic_and_albanian_have_endings_too() {
        let arabic: &[&[(Lang, &str)]] = &[
            &[(Lang::Ar, "نحتاج إلى وسيط في المكتب")],
            &[(Lang::Ar, "لا يوجد وسيط في مكتب البلدية")],
            &[(Lang::Ar, "دروس اللغة مساء")],
        ];
        assert_eq!(found(arabic).first().map(Vec::len), Some(2), "{:?}", found(arabic));
        let albanian: &[&[(Lang, &str)]] = &[
            &[(Lang::Sq, "Na duhet një ndërmjetës në sportel")],
            &[(Lang::Sq, "Ndërmjetësi mungon te sporteli")],
            &[(Lang::Sq, "Kurse të gjuhës mbrëmjeve")],
        ];
        assert_eq!(found(albanian), [vec![1, 2]]);
    }

    proptest! {
        #[test]
        fn each_note_is_suggested_at_most_once_and_nothing_panics(texts in prop::collection::vec("[a-d ]{0,30}|\\PC{0,30}", 0..30)) {
            let one: Vec<[(Lang, &str); 1]> = texts.iter().map(|text| [(Lang::It, text.as_str())]).collect();
            let all: Vec<&[(Lang, &str)]> = one.iter().map(|text| &text[..]).collect();
            let found = found(&all);
            let mut seen: Vec<u128> = found.iter().flatten().copied().collect();
            let before = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), before);
            prop_assert!(found.iter().all(|group| group.len() >= 2) && found.len() <= SHOWN);
        }
    }
}
