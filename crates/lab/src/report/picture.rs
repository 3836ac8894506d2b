//! Pictures, drawn here, without style rules, so that they look the same on a page and in a document.

use super::paper::Picture;
use std::fmt::Write as _;

/// Points of the picture in one printed millimetre.
const PER_MM: u32 = 4;

/// The colour of what counts.
const BLUE: &str = "#0066cc";

/// Text made harmless inside SVG; characters that XML 1.0 does not know become spaces.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            c if super::odt::known(c) => safe.push(c),
            _ => safe.push(' '),
        }
    }
    safe
}

/// A label that fits: the whole of it is in the table beside.
fn label(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return escaped(text);
    }
    let short: String = text.chars().take(most.saturating_sub(1)).collect();
    escaped(&format!("{}…", short.trim_end()))
}

fn finished(title: &str, (width, height): (u32, u32), inside: &str) -> Picture {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{name}\" font-family=\"Titillium Web, Noto Sans Arabic, sans-serif\" font-size=\"16\"><title>{name}</title>{inside}</svg>",
        name = escaped(title),
    );
    Picture { title: title.to_owned(), svg, size: (width * 10 / PER_MM, height * 10 / PER_MM) }
}

/// Bars beside their names: themes and how many contributions each holds.
pub fn bars(title: &str, bars: &[(String, u32)]) -> Picture {
    let most = bars.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
    let (mut inside, mut y) = (String::new(), 8_u32);
    for (name, n) in bars {
        let width = 560_u32.saturating_mul(*n) / most;
        let _ = write!(
            inside,
            "<text x=\"4\" y=\"{text}\" fill=\"currentColor\">{name}</text>\
             <rect x=\"4\" y=\"{bar}\" width=\"{width}\" height=\"18\" rx=\"3\" fill=\"{BLUE}\"/>\
             <text x=\"{after}\" y=\"{number}\" fill=\"currentColor\">{n}</text>",
            text = y + 16,
            name = label(name, 70),
            bar = y + 24,
            after = width + 12,
            number = y + 39,
        );
        y += 54;
    }
    finished(title, (640, y + 4), &inside)
}

/// A square of groups against groups; the fuller a field, the more often they talked. `None` is hidden.
pub fn square(title: &str, names: &[String], cells: &[Vec<Option<u32>>]) -> Picture {
    const SIDE: u32 = 56;
    const LEFT: u32 = 250;
    let count = u32::try_from(names.len()).unwrap_or(0);
    let most = cells.iter().flatten().flatten().copied().max().unwrap_or(1).max(1);
    let mut inside = String::new();
    for (place, name) in (0_u32..).zip(names) {
        let y = 40 + place * SIDE;
        let _ = write!(
            inside,
            "<text x=\"4\" y=\"{}\" fill=\"currentColor\">{}. {}</text>\
             <text x=\"{}\" y=\"28\" text-anchor=\"middle\" fill=\"currentColor\">{}</text>",
            y + 34,
            place + 1,
            label(name, 26),
            LEFT + place * SIDE + SIDE / 2,
            place + 1,
        );
    }
    for (row, line) in (0_u32..).zip(cells) {
        for (column, cell) in (0_u32..).zip(line) {
            let (x, y) = (LEFT + column * SIDE, 40 + row * SIDE);
            let share = cell.map_or(0.0, |n| f64::from(n) / f64::from(most));
            let ink = if share > 0.5 { "#ffffff" } else { "currentColor" };
            let words = cell.map_or_else(|| "<5".to_owned(), |n| n.to_string());
            let _ = write!(
                inside,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{SIDE}\" height=\"{SIDE}\" fill=\"{BLUE}\" fill-opacity=\"{share:.2}\" stroke=\"#5c6f82\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"{ink}\">{}</text>",
                x + SIDE / 2,
                y + 34,
                escaped(&words),
            );
        }
    }
    finished(title, (LEFT + count * SIDE + 8, 48 + count * SIDE), &inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_cannot_become_a_tag() {
        let picture = bars("</title><script>", &[("<script>alert(1)</script>".into(), 3)]);
        assert!(!picture.svg.contains("<script"), "{}", picture.svg);
    }

    #[test]
    fn a_hidden_field_tells_no_number() {
        let names = ["a".to_owned(), "b".to_owned()];
        let picture = square("chi", &names, &[vec![Some(8), None], vec![None, Some(0)]]);
        assert_eq!(picture.svg.matches("&lt;5").count(), 2);
        assert!(picture.svg.contains("fill-opacity=\"1.00\""));
    }

    proptest! {
        #[test]
        fn any_name_gives_a_picture_that_is_xml(name in any::<String>(), n in any::<u8>()) {
            let picture = bars(&name, &[(name.clone(), u32::from(n))]);
            let mut reader = quick_xml::Reader::from_str(&picture.svg);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => return Err(TestCaseError::fail(error.to_string())),
                }
            }
        }
    }
}
