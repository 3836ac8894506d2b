//! Times of day as people write them.

/// A time of day as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// Hours:minutes already, with or without seconds and offset.
    Fine,
    /// Mended into hours:minutes; `rest` are the words that followed.
    Mended {
        /// Hours:minutes.
        time: String,
        /// What else was said, e.g. `(dispensing)`.
        rest: String,
    },
    /// Not to be understood.
    Unreadable,
}

/// Reads a time of day: `9:00am`, `830am`, `3 pm`, `ore 9`, `9.30`, `17h`, `noon`.
pub fn read(text: &str) -> Clock {
    if is_fine(text) {
        return Clock::Fine;
    }
    let lower = text.trim().to_lowercase();
    let start = lower.strip_prefix("ore").or(lower.strip_prefix("h")).unwrap_or(&lower).trim_start();
    for (word, time) in
        [("noon", "12:00"), ("mezzogiorno", "12:00"), ("midnight", "00:00"), ("mezzanotte", "00:00")]
    {
        if let Some(rest) = start.strip_prefix(word) {
            return Clock::Mended { time: time.to_owned(), rest: rest.trim().to_owned() };
        }
    }
    parse(start).map_or(Clock::Unreadable, |(hour, minute, rest)| Clock::Mended {
        time: format!("{hour:02}:{minute:02}"),
        rest,
    })
}

/// `HH:MM`, `HH:MM:SS`, either with `Z` or an offset.
fn is_fine(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
    let number = |range| text.get(range).and_then(|t: &str| t.parse::<u8>().ok()).unwrap_or(99);
    let head = digits(0..2)
        && bytes.get(2) == Some(&b':')
        && digits(3..5)
        && number(0..2) <= 24
        && number(3..5) < 60;
    let tail = text.get(5..).unwrap_or("");
    let tail = match tail.as_bytes() {
        [b':', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit() => tail.get(3..).unwrap_or(""),
        _ => tail,
    };
    let offset = matches!(tail.as_bytes(), [b'+' | b'-', a, b, b':', c, d] if [a, b, c, d].iter().all(|x| x.is_ascii_digit()));
    head && (tail.is_empty() || tail.eq_ignore_ascii_case("z") || offset)
}

fn parse(text: &str) -> Option<(u8, u8, String)> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(split)?;
    let (mut hour, mut minute, rest) = match digits.len() {
        1 | 2 => with_minutes(digits.parse().ok()?, rest)?,
        3 | 4 => {
            let (h, m) = digits.split_at_checked(digits.len() - 2)?;
            (h.parse().ok()?, m.parse().ok()?, rest)
        }
        _ => return None,
    };
    let rest = rest.trim_start();
    let letters: String = rest.chars().filter(|c| *c != '.').take(2).collect();
    let half = ["am", "pm"].into_iter().find(|half| letters == *half);
    // A lone `a` or `p` also says which half of the day; anything longer is a word of its own.
    let half = half.or_else(|| match rest.chars().next() {
        Some('a') if rest.len() == 1 => Some("am"),
        Some('p') if rest.len() == 1 => Some("pm"),
        _ => None,
    });
    let after = rest.trim_start_matches(['a', 'p', 'm', 'h', '.']).trim();
    match half {
        Some(_) if hour > 12 => return None,
        Some("am") if hour == 12 => hour = 0,
        Some("pm") if hour < 12 => hour += 12,
        _ => {}
    }
    if hour == 24 && minute == 0 {
        (hour, minute) = (23, 59);
    }
    (hour < 24 && minute < 60).then(|| (hour, minute, after.to_owned()))
}

fn with_minutes(hour: u8, rest: &str) -> Option<(u8, u8, &str)> {
    let Some(after) = rest.strip_prefix([':', '.', 'h', ',']) else { return Some((hour, 0, rest)) };
    let split = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    let (minutes, rest) = after.split_at_checked(split)?;
    match minutes.len() {
        0 => Some((hour, 0, rest)),
        // `9:0` and `6:300` are slips of the finger, but it is not known which: only a clear one is mended.
        1 if minutes == "0" => Some((hour, 0, rest)),
        2 => Some((hour, minutes.parse().ok()?, rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time(text: &str) -> Option<String> {
        match read(text) {
            Clock::Mended { time, .. } => Some(time),
            Clock::Fine => Some(text.to_owned()),
            Clock::Unreadable => None,
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (told, meant) in [
            ("9:00am", "09:00"),
            ("5:00pm", "17:00"),
            ("12:00pm", "12:00"),
            ("12:00am", "00:00"),
            ("830am", "08:30"),
            ("7:30 am", "07:30"),
            ("9:00a", "09:00"),
            ("3pm", "15:00"),
            ("8:00", "08:00"),
            ("9.30", "09:30"),
            ("ore 9", "09:00"),
            ("17h", "17:00"),
            ("9h30", "09:30"),
            ("noon", "12:00"),
            ("9:0am", "09:00"),
            ("24:00", "24:00"),
        ] {
            assert_eq!(time(told).as_deref(), Some(meant), "{told}");
        }
    }

    #[test]
    fn what_follows_a_time_is_kept() {
        let read = read("5:00pm (Counter closes at 4:30 pm)");
        assert_eq!(read, Clock::Mended { time: "17:00".into(), rest: "(counter closes at 4:30 pm)".into() });
    }

    #[test]
    fn a_good_time_stays_as_it_is() {
        for text in ["09:00", "10:00:00", "10:00:00Z", "10:00+02:00", "23:59:00-05:00"] {
            assert_eq!(read(text), Clock::Fine, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_made_one() {
        for text in ["6:300pm", "25:00", "by appointment", "", "13pm", "9:75"] {
            assert_eq!(read(text), Clock::Unreadable, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
