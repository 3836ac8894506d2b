//! The languages of the person at the desk: on which days, with how much notice, through a mediator or not.

use reticolo_directory::{
    hsds::{Language, Service, Weekday},
    reference::Reference,
};
use reticolo_words::Words;

/// A language as a card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tongue {
    /// Its name in the reader's language.
    pub name: String,
    /// Days, notice, mediator: in words.
    pub notes: Vec<String>,
}

/// The languages of a service, spoken ones first.
pub fn of(service: &Service, words: &Words) -> Vec<Tongue> {
    let mut languages: Vec<&Language> = service.languages.iter().collect();
    languages.sort_by_key(|language| language.interpreted);
    languages.into_iter().filter_map(|language| tongue(language, words)).collect()
}

/// The name of a language in the reader's.
pub fn name(code: &str, words: &Words) -> Option<String> {
    Reference::get().name_of(code, words.lang()).map(str::to_owned)
}

fn tongue(language: &Language, words: &Words) -> Option<Tongue> {
    let known = language.code.as_deref().and_then(|code| name(code, words));
    let name = known.or_else(|| language.name.clone()).or_else(|| language.code.clone())?;
    let mut notes = Vec::new();
    if language.interpreted {
        notes.push(words.say("tongue-interpreted").into_owned());
    }
    if !language.days.is_empty() {
        let days: Vec<_> = language.days.iter().map(|day| words.weekday(weekday(*day))).collect();
        notes.push(words.and(&days));
    }
    if let Some(days) = language.notice_days.filter(|days| *days > 0) {
        notes.push(words.say_with("tongue-notice", &[("n", days.into())]));
    }
    Some(Tongue { name, notes })
}

fn weekday(day: Weekday) -> jiff::civil::Weekday {
    use jiff::civil::Weekday as Civil;
    match day {
        Weekday::Mo => Civil::Monday,
        Weekday::Tu => Civil::Tuesday,
        Weekday::We => Civil::Wednesday,
        Weekday::Th => Civil::Thursday,
        Weekday::Fr => Civil::Friday,
        Weekday::Sa => Civil::Saturday,
        Weekday::Su => Civil::Sunday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::Lang;

    #[test]
    fn a_mediator_comes_on_some_days_when_called_before() {
        let mut service = Service::default();
        let arabic = Language {
            code: Some("ar".into()),
            days: vec![Weekday::Tu],
            notice_days: Some(2),
            interpreted: true,
            ..Language::default()
        };
        let english = Language { code: Some("en".into()), ..Language::default() };
        service.languages = vec![arabic, english];
        let tongues = of(&service, Words::of(Lang::It));
        assert_eq!(tongues[0].name, "inglese");
        assert!(tongues[0].notes.is_empty());
        assert!(tongues[1].notes.iter().any(|note| note.contains("martedì")), "{tongues:?}");
        assert_eq!(tongues[1].notes.len(), 3);
    }
}
