//! Folding of what people type, so that "Permesso", "permésso" and "PERMESSO" are one word, and so are
//! the ways in which Arabic letters are written.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The most characters of free text that a query may have; the rest is cut.
pub const QUERY_CHARS: usize = 200;

/// Lower case, without accents or Arabic vowel signs, Arabic letter forms unified, ligatures and width folded.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ـ' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' | 'ئ' | 'ی' => folded.push('ي'),
            'ؤ' => folded.push('و'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            '٠'..='٩' => folded.push(digit(c, '٠')),
            '۰'..='۹' => folded.push(digit(c, '۰')),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
            _ => folded.push(c),
        }
    }
    folded
}

fn digit(c: char, zero: char) -> char {
    char::from_digit((c as u32).saturating_sub(zero as u32), 10).unwrap_or(c)
}

/// The words of a folded text: runs of letters and digits.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// One line as a person may type it: control characters and marks that turn the direction of writing
/// (Unicode TR 36) become spaces, spaces are joined, and only the first `most` characters are kept.
pub fn one_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut kept = 0;
    for c in text.chars().take(most.saturating_mul(4)) {
        let c = if is_hidden(c) || c.is_whitespace() { ' ' } else { c };
        if c == ' ' && (line.is_empty() || line.ends_with(' ')) {
            continue;
        }
        if kept == most {
            break;
        }
        line.push(c);
        kept += 1;
    }
    line.truncate(line.trim_end().len());
    line
}

/// Several lines as a person may type them: like [`one_line`], but line breaks stay.
pub fn lines(text: &str, most: usize) -> String {
    text.chars().filter(|c| *c == '\n' || !is_hidden(*c)).take(most).collect::<String>().trim().to_owned()
}

/// Whether a character has no business in what people type: controls, and embedding, override and isolate marks.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(fold("PERMÉSSO Città"), "permesso citta");
        assert_eq!(fold("Ședință Țară"), "sedinta tara");
        assert_eq!(fold("Çertifikatë"), "certifikate");
        assert_eq!(fold("Titre de séjour"), "titre de sejour");
    }

    #[test]
    fn arabic_is_one_word_however_it_is_written() {
        assert_eq!(fold("الإِقَامَة"), fold("الاقامه"));
        assert_eq!(fold("مستشفى"), fold("مستشفي"));
        assert_eq!(fold("١١٢"), "112");
        assert_eq!(fold("مـــدرسة"), fold("مدرسة"));
    }

    #[test]
    fn a_text_that_turns_the_direction_is_straightened() {
        assert_eq!(one_line("abc\u{202e}fdp.exe\0\n x", 100), "abc fdp.exe x");
    }

    #[test]
    fn ten_thousand_characters_are_cut_to_what_a_question_needs() {
        assert_eq!(one_line(&"pane ".repeat(2_000), QUERY_CHARS).chars().count(), QUERY_CHARS - 1);
    }

    proptest! {
        #[test]
        fn folding_is_stable(text in "\\PC{0,80}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn one_line_is_one_line_and_never_longer(text in any::<String>(), most in 0usize..50) {
            let line = one_line(&text, most);
            prop_assert!(line.chars().count() <= most);
            prop_assert!(!line.chars().any(char::is_control));
        }
    }
}
