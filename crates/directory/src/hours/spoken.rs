//! Times of day as people write them: `09:00`, `9:00am`, `9 pm`, `17:30:00+01:00`.

/// A time of day in minutes after midnight, and whether `am` or `pm` stood beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spoken {
    pub minutes: u16,
    pub half: bool,
}

/// Reads a time of day; `None` for anything that is not plainly one.
pub(super) fn time(text: &str) -> Option<Spoken> {
    let text = text.trim().to_ascii_lowercase();
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ':' || *c == '.').collect();
    let rest = text.get(digits.len()..)?.trim();
    let half = match rest.replace('.', "").as_str() {
        "am" => Some(false),
        "pm" => Some(true),
        "" | "z" => None,
        zone if is_offset(zone) => None,
        _ => return None,
    };
    let (hour, minute) = hour_and_minute(&digits)?;
    let hour = match half {
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        None => hour,
    };
    (minute < 60 && hour * 60 + minute <= 24 * 60)
        .then_some(Spoken { minutes: hour * 60 + minute, half: half.is_some() })
}

fn hour_and_minute(digits: &str) -> Option<(u16, u16)> {
    let parts: Vec<&str> = digits.split([':', '.']).collect();
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<u16>().ok()).flatten();
    match parts.as_slice() {
        [whole] if whole.len() >= 3 && whole.len() <= 4 => {
            let whole: u16 = whole.parse().ok()?;
            Some((whole / 100, whole % 100))
        }
        [hour] if hour.len() <= 2 => Some((hour.parse().ok()?, 0)),
        [hour, minute] | [hour, minute, "00"] if hour.len() <= 2 => Some((hour.parse().ok()?, two(minute)?)),
        _ => None,
    }
}

fn is_offset(text: &str) -> bool {
    text.starts_with(['+', '-'])
        && text.len() > 2
        && text.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_as_people_write_them() {
        for (text, minutes) in [
            ("09:00", 540),
            ("9:00am", 540),
            ("9am", 540),
            ("830am", 510),
            ("12:00pm", 720),
            ("12:30 AM", 30),
            (" 6:00 pm ", 1080),
            ("17:30:00", 1050),
            ("17:30:00+01:00", 1050),
            ("17:30Z", 1050),
            ("17.30", 1050),
            ("24:00", 1440),
            ("9 p.m.", 1260),
        ] {
            assert_eq!(time(text).map(|t| t.minutes), Some(minutes), "{text}");
        }
    }

    #[test]
    fn what_is_not_plainly_a_time_is_refused() {
        for text in [
            "",
            "noon",
            "8:00m",
            "9:0am",
            "6:300pm",
            "25:00",
            "13pm",
            "12:00pm (dispensing)",
            "5:00pm Mon",
            "10:75",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = time(&text);
        }
    }
}
