//! How people, places and moments of a Lab are shown.

use crate::{Fault, Markup, Shell, Visit};
use jiff::{Zoned, tz::TimeZone};
use reticolo_base::{Instant, Lang, Text};
use reticolo_directory::reference::Reference;
use reticolo_lab::{
    people::{self, list::Lexicon},
    programme::{self, Phrase, Session, SessionPlan},
};
use reticolo_words::Words;
use std::{collections::BTreeSet, sync::LazyLock};
use uuid::Uuid;

/// An id of an address; what is none is not found.
pub fn id(written: &str) -> Result<Uuid, Fault> {
    written.parse().map_err(|_| Fault::not_found())
}

/// A session of an address, with its blocks. The caller asks the policy.
pub async fn plan(visit: &Visit, session: &str) -> Result<SessionPlan, Fault> {
    Ok(programme::session(&visit.app.db, id(session)?).await?)
}

/// The words of a phrase in the reader's language, else in their own, marked.
pub fn phrase(shell: &Shell, phrase: &Phrase) -> Markup {
    let seen = phrase.seen(shell.lang);
    shell.show(&Text::of(seen.lang, seen.text))
}

/// A moment as the clocks of a session show it.
pub fn local(session: &Session, at: Instant) -> Zoned {
    at.timestamp().to_zoned(TimeZone::get(&session.zone).unwrap_or(TimeZone::UTC))
}

/// "Monday, 30 November 2026, 16:00–18:00".
pub fn when(words: &Words, session: &Session) -> String {
    let (from, until) = (local(session, session.starts_at), local(session, session.ends_at));
    format!("{}, {}–{}", words.full_date(from.date()), words.time(from.time()), words.time(until.time()))
}

/// The names of languages; `None` when they are not known.
pub fn tongues(words: &Words, codes: Option<&BTreeSet<String>>) -> Option<String> {
    let names: Vec<String> = codes?.iter().map(|code| tongue(words.lang(), code)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Some(words.and(&names))
}

/// The name of a language; what we have no name for is its code.
pub fn tongue(lang: Lang, code: &str) -> String {
    let known = Reference::get().name_of(code, lang).map(str::to_owned);
    known.unwrap_or_else(|| reticolo_seating::tongues::name(code).to_owned())
}

/// The name of a province or municipality; empty when it is not known.
pub fn place(code: &str) -> &'static str {
    Reference::get().territory().name_of(code).unwrap_or_default()
}

/// The name of a kind of body; empty when it is not known.
pub fn kind(lang: Lang, code: &str) -> &'static str {
    people::kind(code).map_or("", |kind| kind.names.words(lang))
}

/// Every kind, with its name.
pub fn kinds(lang: Lang) -> Vec<(&'static str, &'static str)> {
    people::kinds().iter().map(|kind| (kind.code.as_str(), kind.names.words(lang))).collect()
}

/// What words in a list mean: names of languages and territories in all languages of the pages. Provinces come before the
/// towns of their name.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let mut lexicon = Lexicon::default();
        for language in Reference::get().languages().iter() {
            let names = language.names.iter().map(|(_, name)| name).chain([language.own.as_str()]);
            lexicon.tongue(&language.code, names);
        }
        let territory = Reference::get().territory();
        for province in territory.provinces() {
            lexicon.place(&province.istat, [province.name.as_str(), province.sigla.as_str()]);
        }
        for town in territory.municipalities() {
            lexicon.place(&town.istat, [town.name.as_str()]);
        }
        let (region, name) = territory.region();
        lexicon.place(region, [name]);
        lexicon
    });
    &LEXICON
}

/// The address at which one joins, with the code where no server ever sees it.
pub fn link(visit: &Visit, lang: Lang, code: &str) -> String {
    format!("{}/{lang}/join#{code}", visit.app.settings.base_url)
}
