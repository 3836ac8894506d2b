//! What a card says, as its keepers read it: hours as a week, languages by their names, one thing a line.

use jiff::civil::Weekday as Day;
use reticolo_directory::{
    hsds::Weekday,
    keeping::{Field, Piece, Topic, Week},
    reference::Reference,
};
use reticolo_words::Words;

/// The days of a week, in the order of [`Weekday::ALL`].
const DAYS: [Day; 7] =
    [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday, Day::Saturday, Day::Sunday];

/// The name of a weekday.
pub fn weekday(day: Weekday, words: &Words) -> String {
    DAYS.get(day as usize).map(|day| words.weekday(*day)).unwrap_or_default()
}

/// The name of a field.
pub fn field(field: Field, words: &Words) -> String {
    words.say(&format!("keeping-field-{}", field.word())).into_owned()
}

/// The name of a piece, by its stored word.
pub fn piece(code: &str, words: &Words) -> String {
    match Piece::parse(code) {
        Some(Piece::Field(found)) => field(found, words),
        Some(Piece::Access) => words.say("field-access").into_owned(),
        Some(Piece::Capacity) => words.say("field-capacity").into_owned(),
        Some(Piece::Translation { lang, field }) => {
            let (text, to) = (passage(&field, words), lang.endonym());
            words.say_with("keeping-piece-translation", &[("field", text.into()), ("lang", to.into())])
        }
        None => code.to_owned(),
    }
}

/// The name of a text that is translated.
pub fn passage(code: &str, words: &Words) -> String {
    let head = code.split('/').next().unwrap_or_default();
    let known = match head.strip_prefix("profile.").unwrap_or(head) {
        "required_documents" => "documents",
        "cost_options" => "costs",
        "application_process" => "how",
        other => other,
    };
    match Field::parse(known) {
        Some(found) => field(found, words),
        None if known == "not_asked" => words.say("bring-not-asked").into_owned(),
        None => known.to_owned(),
    }
}

/// The name of what is confirmed.
pub fn topic(topic: Topic, words: &Words) -> String {
    words.say(&format!("field-{}", topic.code())).into_owned()
}

/// What a piece says, line by line.
pub fn lines(code: &str, text: &str, words: &Words) -> Vec<String> {
    match Piece::parse(code) {
        Some(Piece::Field(field)) => of_field(field, text, words),
        _ => text.lines().map(str::to_owned).collect(),
    }
}

/// What a field says, line by line.
pub fn of_field(field: Field, text: &str, words: &Words) -> Vec<String> {
    match field {
        Field::Hours | Field::PlaceHours(_) => hours(text, words),
        Field::Languages => text.lines().map(|line| language(line, words)).collect(),
        Field::Status => status(text, words).into_iter().collect(),
        _ => text.lines().map(str::to_owned).collect(),
    }
}

/// What a topic says, line by line.
pub fn of_topic(topic: Topic, text: &str, words: &Words) -> Vec<String> {
    match topic {
        Topic::Hours => text.lines().flat_map(|line| hours(line, words)).collect(),
        Topic::Languages => of_field(Field::Languages, text, words),
        _ => text.lines().map(str::to_owned).collect(),
    }
}

fn hours(text: &str, words: &Words) -> Vec<String> {
    let Some(week) = Week::read(text).filter(|_| !text.is_empty()) else {
        return text.lines().map(str::to_owned).collect();
    };
    let days = Weekday::ALL.into_iter().zip(&week.days).filter(|(_, times)| !times.is_empty());
    let mut lines: Vec<String> =
        days.map(|(day, times)| format!("{}: {times}", weekday(day, words))).collect();
    if week.feasts_off {
        lines.push(words.say("keeping-hours-feasts").into_owned());
    }
    lines.extend((!week.more.is_empty()).then(|| week.more.clone()));
    lines
}

fn language(line: &str, words: &Words) -> String {
    let (code, interpreted) = line.strip_suffix('+').map_or((line, false), |code| (code, true));
    let name =
        Reference::get().languages().get(code).map_or(code, |language| language.names.words(words.lang()));
    if interpreted { format!("{name} · {}", words.say("tongue-interpreted")) } else { name.to_owned() }
}

/// The words for whether a service is there.
pub fn status(code: &str, words: &Words) -> Option<String> {
    let key = match code {
        "active" => "keeping-status-active",
        "inactive" => "keeping-status-inactive",
        "temporarily closed" => "keeping-status-closed",
        "defunct" => "keeping-status-defunct",
        _ => return None,
    };
    Some(words.say(key).into_owned())
}

/// In which role somebody acted.
pub fn role(code: &str, words: &Words) -> String {
    let key = match code {
        "console" => "keeping-role-console".to_owned(),
        "link" => "keeping-role-link".to_owned(),
        code => format!("account-role-{code}"),
    };
    words.say(&key).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Lang;

    #[test]
    fn hours_are_a_week_and_languages_have_names() {
        let it = Words::of(Lang::It);
        let week = hours("Mo,We 09:00-12:00; PH off", it);
        assert_eq!((week.len(), week[0].as_str()), (3, "lunedì: 09:00-12:00"));
        assert_eq!(hours("24/7", it), ["24/7"]);
        assert!(hours("", it).is_empty());
        assert!(language("ar+", it).contains(&*it.say("tongue-interpreted")));
        assert_eq!(language("xx-nessuna", it), "xx-nessuna");
    }

    #[test]
    fn every_piece_has_a_name_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for field in Field::ALL {
                assert!(words.has(&format!("keeping-field-{}", field.word())), "{lang}: {field:?}");
            }
            for found in Topic::ALL {
                assert!(words.has(&format!("field-{}", found.code())), "{lang}: {found:?}");
            }
            assert_ne!(piece("translation/ar/required_documents/7/document", words), "");
        }
    }
}
