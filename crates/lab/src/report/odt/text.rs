//! Text inside an OpenDocument: escaped, its spaces, tabs and line breaks kept.

use std::fmt::Write as _;

/// Whether XML 1.0 knows a character (production 2, `Char`).
pub fn known(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// Text inside an element or attribute. Characters that XML does not know are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    text.chars().for_each(|c| push(c, &mut safe));
    safe
}

fn push(c: char, safe: &mut String) {
    match c {
        '&' => safe.push_str("&amp;"),
        '<' => safe.push_str("&lt;"),
        '>' => safe.push_str("&gt;"),
        '"' => safe.push_str("&quot;"),
        '\'' => safe.push_str("&apos;"),
        c if known(c) => safe.push(c),
        _ => {}
    }
}

/// Text of a paragraph (ODF 1.3, part 3, 6.1): runs of spaces, tabs and line breaks are elements, or they would be lost.
pub(super) fn inline(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut first = true;
    while let Some(c) = chars.next() {
        match c {
            ' ' => {
                let mut run = 1_u32;
                while chars.next_if_eq(&' ').is_some() {
                    run += 1;
                }
                // A space at an end may be dropped, and of several one is kept.
                if run == 1 && !first && chars.peek().is_some_and(|next| !matches!(next, '\n' | '\t' | '\r'))
                {
                    safe.push(' ');
                } else {
                    let _ = write!(safe, "<text:s text:c=\"{run}\"/>");
                }
            }
            '\t' => safe.push_str("<text:tab/>"),
            '\n' => safe.push_str("<text:line-break/>"),
            '\r' => {}
            c => push(c, &mut safe),
        }
        first = matches!(c, '\n' | '\t' | '\r');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::{Reader, events::Event};

    /// What a reader of the format sees.
    fn seen(inline: &str) -> String {
        let xml = format!("<p xmlns:text=\"t\">{inline}</p>");
        let mut reader = Reader::from_str(&xml);
        let mut text = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return text,
                Event::Text(part) => text.push_str(&part),
                Event::GeneralRef(name) => text.push_str(match name.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("{other}"),
                }),
                Event::Empty(element) => match element.name().as_ref() {
                    "text:s" => {
                        let count = element.try_get_attribute("text:c").unwrap().unwrap().value.into_owned();
                        let count: usize = count.parse().unwrap();
                        text.push_str(&" ".repeat(count));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    other => panic!("{other:?}"),
                },
                _ => {}
            }
        }
    }

    #[test]
    fn what_is_between_words_stays() {
        for text in ["a  b", " a", "a ", "a\tb\n c", "<b>&\"'</b>", "سلام <script>"] {
            assert_eq!(seen(&inline(text)), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_again(text in any::<String>()) {
            let expected: String = text.chars().filter(|c| known(*c) && *c != '\r').collect();
            prop_assert_eq!(seen(&inline(&text)), expected);
        }
    }
}
