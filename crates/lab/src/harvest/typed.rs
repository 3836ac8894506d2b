//! What people type on the pages of the harvest, made safe and short, or refused with a message.

use crate::Refused;
use reticolo_base::folding;

/// The longest title, in characters.
pub const TITLE: usize = 120;
/// The longest short text (a statement, an objection), in characters.
pub const SHORT: usize = 400;
/// The longest text of a field, in characters.
pub const LONG: usize = 4_000;
/// The largest sum of hours or euros that is taken.
pub const MOST: i64 = 1_000_000_000;

/// One line that must not be empty.
///
/// # Errors
/// [`Refused::Invalid`] when nothing is left of it, or it is longer than `most` characters: nothing is cut silently.
pub fn line(text: &str, most: usize) -> Result<String, Refused> {
    let line = folding::one_line(text, most + 1);
    whole(line, most)
}

/// Several lines that must not be empty.
///
/// # Errors
/// As [`line()`].
pub fn lines(text: &str, most: usize) -> Result<String, Refused> {
    whole(folding::lines(text, most + 1), most)
}

/// Several lines, perhaps none.
///
/// # Errors
/// [`Refused::Invalid`] when they are longer than `most` characters.
pub fn some_lines(text: &str, most: usize) -> Result<String, Refused> {
    let text = folding::lines(text, most + 1);
    if text.is_empty() { Ok(text) } else { whole(text, most) }
}

fn whole(text: String, most: usize) -> Result<String, Refused> {
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Refused::invalid("lab-harvest-problem-empty"));
    }
    if text.chars().count() > most {
        return Err(Refused::Invalid("lab-harvest-problem-long", vec![("most", most.to_string())]));
    }
    Ok(text)
}

/// A whole number of hours, euros, points or places, as people write it: `1 500`, `1.500`, `1500,00`. Nothing typed is
/// `None`.
///
/// # Errors
/// [`Refused::Invalid`] when it is no number, below 0, not whole, or above `most`.
pub fn amount(text: &str, most: i64) -> Result<Option<i64>, Refused> {
    let text: String =
        folding::fold(text).chars().filter(|c| !c.is_whitespace() && *c != '€' && *c != '\'').collect();
    if text.is_empty() {
        return Ok(None);
    }
    if text.starts_with(['-', '−', '–']) {
        return Err(Refused::invalid("lab-harvest-problem-negative"));
    }
    let digits = whole_digits(&text).ok_or(Refused::invalid("lab-harvest-problem-number"))?;
    let too_much = || Refused::Invalid("lab-harvest-problem-too-much", vec![("most", most.to_string())]);
    // Digits only: what does not fit is too much, not wrong.
    let amount: i64 = digits.parse().map_err(|_| too_much())?;
    if amount > most { Err(too_much()) } else { Ok(Some(amount)) }
}

/// The digits of a whole number: points or commas may part thousands, and `,00` may follow.
fn whole_digits(text: &str) -> Option<String> {
    let text = text.strip_suffix(",00").or_else(|| text.strip_suffix(".00")).unwrap_or(text);
    let mut groups = text.split(['.', ',']);
    let first = groups.next().filter(|first| !first.is_empty())?;
    let mut digits = first.to_owned();
    for group in groups {
        // 1.500 is a thousand and a half; 1.5 might be anything.
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(result: Result<Option<i64>, Refused>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn sums_are_read_as_people_write_them() {
        for (typed, meant) in
            [("1500", 1500), ("1.500", 1500), ("1 500 €", 1500), ("1,500.00", 1500), ("٤٠", 40), ("0", 0)]
        {
            assert_eq!(amount(typed, MOST).unwrap(), Some(meant), "{typed}");
        }
        assert_eq!(amount("  ", MOST).unwrap(), None);
    }

    #[test]
    fn each_wrong_sum_has_its_own_message() {
        assert_eq!(key(amount("-3", MOST)), "lab-harvest-problem-negative");
        assert_eq!(key(amount("1000000000000000000", MOST)), "lab-harvest-problem-too-much");
        assert_eq!(key(amount(&"9".repeat(400), MOST)), "lab-harvest-problem-too-much");
        for wrong in ["1.5", "1e3", "NaN", "tre", "0x10", "1..000", ".5", ","] {
            assert_eq!(key(amount(wrong, MOST)), "lab-harvest-problem-number", "{wrong}");
        }
    }

    #[test]
    fn words_lose_what_turns_their_direction_and_are_never_cut_silently() {
        assert_eq!(line("Uno\u{202e}  sportello\n", 40).unwrap(), "Uno sportello");
        assert_eq!(line(" …! ", 40).unwrap_err().to_string(), "lab-harvest-problem-empty");
        assert_eq!(line(&"a".repeat(41), 40).unwrap_err().to_string(), "lab-harvest-problem-long");
        assert_eq!(line(&"a".repeat(40), 40).unwrap().len(), 40);
        assert_eq!(lines("uno\ndue\u{0}", 40).unwrap(), "uno\ndue");
        assert_eq!(some_lines(" \n ", 40).unwrap(), "");
    }

    proptest! {
        #[test]
        fn nothing_typed_panics_and_sums_stay_in_bounds(text in any::<String>()) {
            let _ = line(&text, 20);
            let _ = lines(&text, 20);
            if let Ok(Some(sum)) = amount(&text, 1_000) {
                prop_assert!((0..=1_000).contains(&sum));
            }
        }
    }
}
