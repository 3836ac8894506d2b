//! What a word is reduced to, so that *permessi* finds *permesso*.
//!
//! Snowball for Italian, English, French, Romanian and German; light stemmers of our own for Arabic (after
//! Larkey, Ballesteros and Connell, *Light Stemming for Arabic Information Retrieval*, 2007) and Albanian. All work
//! on folded words (without accents), in the index and in the question alike.

use crate::Tongue;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The stem of a folded word in a language.
pub fn stem(tongue: Tongue, word: &str) -> Cow<'_, str> {
    match tongue {
        _ if word.chars().next().is_some_and(char::is_numeric) => Cow::Borrowed(word),
        Tongue::Ar => Cow::Borrowed(arabic(word)),
        Tongue::Sq => Cow::Borrowed(without_ending(word, &ALBANIAN, 3)),
        Tongue::Other => Cow::Borrowed(word),
        _ if !word.is_ascii() => Cow::Borrowed(word),
        Tongue::It => Cow::Borrowed(italian(word)),
        Tongue::En => STEMMERS.english.stem(word),
        Tongue::Fr => STEMMERS.french.stem(word),
        Tongue::Ro => STEMMERS.romanian.stem(word),
        Tongue::De => STEMMERS.german.stem(word),
    }
}

struct Stemmers {
    italian: Stemmer,
    english: Stemmer,
    french: Stemmer,
    romanian: Stemmer,
    german: Stemmer,
}

static STEMMERS: LazyLock<Stemmers> = LazyLock::new(|| Stemmers {
    italian: Stemmer::create(Algorithm::Italian),
    english: Stemmer::create(Algorithm::English),
    french: Stemmer::create(Algorithm::French),
    romanian: Stemmer::create(Algorithm::Romanian),
    german: Stemmer::create(Algorithm::German),
});

/// Snowball leaves a final vowel on short words (*casa*, *case*); we take it off, and the silent *h* (*pratiche*).
fn italian(word: &str) -> &str {
    let kept = match STEMMERS.italian.stem(word) {
        Cow::Borrowed(stem) => stem.len(),
        Cow::Owned(stem) if word.starts_with(stem.as_str()) => stem.len(),
        Cow::Owned(_) => word.len(),
    };
    let stem = word.get(..kept).unwrap_or(word);
    let bare = if stem.len() > 3 { stem.trim_end_matches(['a', 'e', 'i', 'o']) } else { stem };
    let bare = bare.strip_suffix('h').filter(|_| bare.len() > 4).unwrap_or(bare);
    if bare.len() >= 3 { bare } else { stem }
}

const ARABIC_ARTICLES: [&str; 7] = ["وال", "بال", "كال", "فال", "لل", "ال", "و"];
const ARABIC_ENDINGS: [&str; 13] =
    ["يات", "ها", "ان", "ات", "ون", "ين", "يه", "كم", "نا", "ته", "ه", "ي", "ا"];

fn arabic(word: &str) -> &str {
    let mut stem = word;
    let without = |start: &&str| stem.strip_prefix(*start).filter(|rest| long(rest, 3));
    if let Some(rest) = ARABIC_ARTICLES.iter().find_map(without) {
        stem = rest;
    }
    // One letter that means "with", "for", "as", "so": only from words long enough to lose it.
    if let Some(rest) = ['ب', 'ل', 'ك', 'ف'].iter().find_map(|c| stem.strip_prefix(*c)).filter(|r| long(r, 5))
    {
        stem = rest;
    }
    for _ in 0..2 {
        stem = without_ending(stem, &ARABIC_ENDINGS, 3);
    }
    stem
}

const ALBANIAN: [&str; 24] = [
    "eve", "ave", "ive", "ove", "imit", "imin", "imi", "shme", "isht", "esh", "ash", "ish", "es", "et", "at",
    "it", "en", "in", "ja", "je", "ne", "e", "i", "a",
];

fn without_ending<'a>(word: &'a str, endings: &[&str], least: usize) -> &'a str {
    endings.iter().find_map(|end| word.strip_suffix(end).filter(|rest| long(rest, least))).unwrap_or(word)
}

fn long(word: &str, least: usize) -> bool {
    word.chars().count() >= least
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use reticolo_base::folding::fold;

    fn same(tongue: Tongue, a: &str, b: &str) {
        let (a, b) = (fold(a), fold(b));
        assert_eq!(stem(tongue, &a), stem(tongue, &b), "{a} and {b}");
    }

    #[test]
    fn one_and_many_are_the_same_word() {
        same(Tongue::It, "permesso", "permessi");
        same(Tongue::It, "pratica", "pratiche");
        same(Tongue::It, "casa", "case");
        same(Tongue::En, "permit", "permits");
        same(Tongue::En, "renew", "renewing");
        same(Tongue::Fr, "titre", "titres");
        same(Tongue::Ro, "document", "documente");
        same(Tongue::De, "Schule", "Schulen");
    }

    #[test]
    fn arabic_words_lose_the_article_and_the_endings() {
        same(Tongue::Ar, "الإقامة", "إقامة");
        same(Tongue::Ar, "والمدرسة", "مدرسة");
        same(Tongue::Ar, "للأوراق", "أوراق");
        same(Tongue::Ar, "مستشفيات", "مستشفى");
    }

    #[test]
    fn albanian_words_lose_their_endings() {
        same(Tongue::Sq, "leja", "leje");
        same(Tongue::Sq, "puna", "pune");
    }

    #[test]
    fn a_number_stays_what_it_is() {
        for tongue in Tongue::ALL {
            assert_eq!(stem(tongue, "104"), "104");
        }
    }

    proptest! {
        #[test]
        fn no_word_breaks_a_stemmer(word in "\\PC{0,24}") {
            let word = fold(&word);
            for tongue in Tongue::ALL {
                prop_assert!(word.is_empty() || !stem(tongue, &word).is_empty());
            }
        }
    }
}
