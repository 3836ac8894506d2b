//! Minutes put into words, in the language of the reader and in Italian where texts exist.

mod follow;
mod harvest;
mod opening;
mod talk;

use reticolo_base::{Instant, Lang, Text};
use reticolo_lab::report::{
    Minutes, Report, Section, Told,
    paper::{Block, Paper, Part, Span, Tone, blocks_of},
};
use reticolo_words::Words;

/// The whole paper: what writes itself, or what a person wrote over it. Pictures stay.
pub fn paper(report: &Report, words: &'static Words) -> Paper {
    let part = |section: Section| {
        let generated = self::section(&report.minutes, section, words);
        let blocks = match report.own.get(&section) {
            None => generated,
            Some(own) => {
                let pictures = generated.into_iter().filter(|block| matches!(block, Block::Picture(_)));
                blocks_of(&own.words).into_iter().chain(pictures).collect()
            }
        };
        let heading = words.say(&format!("lab-after-section-{}", section.code())).into_owned();
        Part { key: section.code(), heading, blocks }
    };
    let parts = Section::ALL.into_iter().map(part).filter(|part| !part.blocks.is_empty()).collect();
    Paper { title: title(report, words), lang: words.lang(), standing: standing(report, words), parts }
}

/// What a section writes by itself.
pub fn section(minutes: &Minutes, section: Section, words: &'static Words) -> Vec<Block> {
    let say = Say { words };
    match section {
        Section::Opening => opening::opening(minutes, &say),
        Section::People => opening::people(minutes, &say),
        Section::Questions => talk::questions(minutes, &say),
        Section::Words => talk::words(minutes, &say),
        Section::Themes => harvest::themes(minutes, &say),
        Section::Votes => harvest::votes(minutes, &say),
        Section::Proposals => harvest::proposals(minutes, &say),
        Section::Decisions => harvest::decisions(minutes, &say),
        Section::Commitments => follow::commitments(minutes, &say),
        Section::Groups => follow::groups(minutes, &say),
        Section::Experiments => follow::experiments(minutes, &say),
        Section::Pictures => follow::pictures(minutes, &say),
    }
}

fn title(report: &Report, words: &'static Words) -> String {
    let name = report.minutes.opening.title.words(words.lang()).to_owned();
    let key =
        if report.approved.is_some() { "lab-after-minutes-title" } else { "lab-after-minutes-draft-title" };
    words.say_with(key, &[("session", name.into())])
}

fn standing(report: &Report, words: &'static Words) -> String {
    match &report.approved {
        None => words.say("lab-after-minutes-is-draft").into_owned(),
        Some(approval) => {
            let day = Say { words }.day(approval.at);
            words.say_with(
                "lab-after-minutes-is-approved",
                &[("day", day.into()), ("by", approval.by.as_str().into())],
            )
        }
    }
}

/// Says things in one language.
pub(super) struct Say {
    words: &'static Words,
}

impl Say {
    fn key(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    fn with(&self, key: &str, values: &[(&str, reticolo_words::Value)]) -> String {
        self.words.say_with(key, values)
    }

    fn day(&self, at: Instant) -> String {
        self.words.date(reticolo_lab::after::field::day_of(at))
    }

    /// A stored code in words where there are some: a kind of body, a territory.
    fn code(&self, prefix: &str, code: &str) -> String {
        let key = format!("{prefix}-{code}");
        if self.words.has(&key) { self.key(&key) } else { code.to_owned() }
    }

    /// A kind of body by its name.
    fn kind(&self, code: &str) -> String {
        let names = reticolo_lab::people::kind(code).map(|kind| kind.names.words(self.words.lang()));
        names.map_or_else(|| code.to_owned(), str::to_owned)
    }

    /// A text of several languages.
    fn text(&self, text: &Text) -> Option<Span> {
        let seen = text.seen(self.words.lang())?;
        Some(Span { lang: self.foreign(seen.lang), ..Span::plain(seen.text) })
    }

    fn foreign(&self, lang: Lang) -> Option<Lang> {
        (lang != self.words.lang()).then_some(lang)
    }

    /// What was said: first in the reader's language, then as it was said, then in Italian; each where it exists, once.
    fn told(&self, told: &Told) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut seen: Vec<Lang> = Vec::new();
        for lang in [self.words.lang(), told.lang, Lang::It] {
            let Some((words, also)) = told.in_lang(lang).filter(|_| !seen.contains(&lang)) else { continue };
            seen.push(lang);
            let tone = if spans.is_empty() { Tone::Plain } else { Tone::Quiet };
            spans.push(Span { words: words.to_owned(), lang: self.foreign(lang), tone });
            let mark = match also {
                Some(also) if also.machine => Some("lab-after-translated-machine"),
                Some(also) if !also.reviewed => Some("lab-after-translated-unreviewed"),
                Some(_) => Some("lab-after-translated"),
                None => None,
            };
            spans.extend(mark.map(|key| Span::quiet(self.key(key))));
        }
        spans
    }

    /// "Label: words", when there are words.
    fn row(&self, key: &str, words: &str) -> Option<Block> {
        let words = words.trim();
        let label = Span::strong(format!("{}:", self.key(key)));
        (!words.is_empty()).then(|| Block::Text(vec![label, Span::plain(words)]))
    }

    /// A sum from five on.
    fn count(&self, n: Option<u32>) -> String {
        n.map_or_else(|| self.key("lab-after-under-five"), |n| self.words.number(n))
    }
}

#[cfg(test)]
mod tests;
