//! Words of one direction inside a text of the other (Unicode bidirectional algorithm, UAX 9).

use reticolo_base::Direction;
use std::borrow::Cow;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// The words between isolation marks when some of their letters run against `direction`; else the words as they are.
/// The marks are invisible and allowed in HTML, in attributes too.
pub(crate) fn isolated(words: &str, direction: Direction) -> Cow<'_, str> {
    let against = |c: char| match direction {
        Direction::Ltr => runs_left(c),
        Direction::Rtl => c.is_alphabetic() && !runs_left(c),
    };
    if words.chars().any(against) {
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_italian_name_in_an_arabic_sentence_is_isolated() {
        assert_eq!(isolated("ASL Foggia", Direction::Rtl), "\u{2068}ASL Foggia\u{2069}");
        assert_eq!(isolated("مكتب", Direction::Ltr), "\u{2068}مكتب\u{2069}");
    }

    #[test]
    fn words_of_the_same_direction_stay_as_they_are() {
        assert_eq!(isolated("Sportello", Direction::Ltr), "Sportello");
        assert_eq!(isolated("مكتب 12", Direction::Rtl), "مكتب 12");
        assert_eq!(isolated("", Direction::Rtl), "");
    }
}
