//! One service in a list, as a reader sees it.

use crate::routes::card::{
    may::Badge,
    opening::{self, Open},
    reading::{Line, attrs},
    tongues,
};
use reticolo_base::{Instant, Lang};
use reticolo_directory::{
    access::Because,
    find::{self, Worded},
};
use reticolo_words::Words;

/// Languages named on a hit; the card names all.
const LANGUAGES: usize = 4;

/// A hit of a list.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its number in the list, from 1.
    pub number: usize,
    /// Its name.
    pub name: Line,
    /// Who offers it.
    pub organization: Option<String>,
    /// One sentence.
    pub summary: Option<Line>,
    /// May she use it?
    pub may: Badge,
    /// The sentence of the rule that decides.
    pub why: Option<Line>,
    /// Why that rule does not answer.
    pub why_note: Option<String>,
    /// Whether it is open.
    pub open: Open,
    /// How far it is.
    pub distance: Option<String>,
    /// Where it is.
    pub town: Option<String>,
    /// Where it is on earth.
    pub point: Option<reticolo_base::Point>,
    /// The languages spoken.
    pub languages: String,
    /// It costs nothing.
    pub free: bool,
    /// No document is required.
    pub no_documents: bool,
    /// Part of a demonstration.
    pub demonstration: bool,
    /// Its page has a quick exit.
    pub sensitive: bool,
}

impl Hit {
    /// From what was found.
    pub fn of(hit: &find::Hit, number: usize, now: Instant, words: &'static Words) -> Self {
        let lang = words.lang();
        let summary = &hit.summary;
        let why = hit.why.as_ref();
        let note = why.and_then(|why| match why.because {
            Because::Condition => None,
            Because::NotSaid => Some("may-not-said"),
            Because::Overdue => Some("may-overdue"),
        });
        Self {
            id: summary.id.to_string(),
            number,
            name: line(&summary.name, lang),
            organization: summary.organization.clone(),
            summary: summary.summary.as_ref().map(|text| line(text, lang)),
            may: Badge::of(hit.verdict, words),
            why: why.map(|why| Line::seen(why.says.seen(lang), lang)),
            why_note: note.map(|key| words.say(key).into_owned()),
            open: Open::of(hit.open, now, &opening::rome(), words),
            distance: hit.km.map(|km| words.distance(km)),
            town: summary.municipality.clone(),
            point: summary.point,
            languages: languages(&summary.languages, words),
            free: summary.free == Some(true),
            no_documents: summary.no_documents == Some(true),
            demonstration: summary.demonstration,
            sensitive: summary.sensitive,
        }
    }
}

fn line(worded: &Worded, reader: Lang) -> Line {
    let attrs = worded.lang.map(|lang| attrs(lang, reader)).unwrap_or_default();
    Line { text: worded.text.clone(), attrs, doubtful: false }
}

fn languages(codes: &[String], words: &Words) -> String {
    let mut names: Vec<_> =
        codes.iter().filter(|code| *code != "it").filter_map(|code| tongues::name(code, words)).collect();
    let more = names.len().saturating_sub(LANGUAGES);
    names.truncate(LANGUAGES);
    if more > 0 {
        names.push(words.say_with("find-languages-more", &[("n", more.into())]));
    }
    words.and(&names)
}
