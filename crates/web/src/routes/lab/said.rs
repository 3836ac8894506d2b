//! The words of a Lab as a reader sees them: marked with their language, and with how far a translation can be trusted.

use crate::{Markup, Shell, markup::escaped};
use jiff::tz::TimeZone;
use reticolo_base::Instant;
use reticolo_directory::reference::Reference;
use reticolo_lab::programme::{Phrase, Session};
use reticolo_words::Words;

/// The words of a phrase in the reader's language, else in their own, marked with `lang` and `dir`.
pub fn show(shell: &Shell, phrase: &Phrase) -> Markup {
    shell.show(&reticolo_base::Text::of(phrase.seen(shell.lang).lang, phrase.seen(shell.lang).text))
}

/// The same, followed by a note when these words are a translation that nobody reviewed, or that is outdated, or when they are
/// not in the reader's language.
pub fn show_with_note(shell: &Shell, phrase: &Phrase) -> Markup {
    let seen = phrase.seen(shell.lang);
    let key = match seen.state {
        _ if seen.text.is_empty() => return Markup::default(),
        None if seen.lang == shell.lang => return show(shell, phrase),
        None => "lab-text-not-translated",
        Some(_) if seen.machine => "lab-text-machine",
        Some(reticolo_lab::translation::State::Reviewed) => return show(shell, phrase),
        Some(reticolo_lab::translation::State::Unreviewed) => "lab-text-unreviewed",
        Some(reticolo_lab::translation::State::Outdated) => "lab-text-outdated",
    };
    Markup(format!(
        "{} <small class=\"text-state\">{}</small>",
        show(shell, phrase),
        escaped(&shell.say(key))
    ))
}

/// The names of territories by their codes; a code that is none stays as it is.
pub fn places(words: &Words, codes: &[String]) -> String {
    let territory = Reference::get().territory();
    let names: Vec<&str> = codes.iter().map(|code| territory.name_of(code).unwrap_or(code)).collect();
    words.and(&names)
}

/// "Monday, 1 February 2027, 09:00–12:30", in the session's own time zone.
pub fn when(words: &Words, session: &Session) -> String {
    let zone = TimeZone::get(&session.zone).unwrap_or(TimeZone::UTC);
    let (from, until) = (at(session.starts_at, &zone), at(session.ends_at, &zone));
    format!("{}, {}–{}", words.full_date(from.date()), words.time(from.time()), words.time(until.time()))
}

/// A day in Italian time.
pub fn day(words: &Words, at: Instant) -> String {
    words.date(at.day_in(&TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)))
}

/// A moment as the clocks of a zone show it.
pub fn at(moment: Instant, zone: &TimeZone) -> jiff::Zoned {
    moment.timestamp().to_zoned(zone.clone())
}
