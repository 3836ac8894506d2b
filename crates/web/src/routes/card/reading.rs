//! The texts of a record as a reader sees them: in her language where there is a translation, marked where it is not one
//! to rely on, in the language of the source otherwise.

use crate::Markup;
use askama::{Template, filters::HtmlSafe};
use reticolo_base::{Lang, Seen};
use reticolo_directory::hsds::{Careful, Location, Organization, Review, Service, Shown, Translation, shown};
use reticolo_words::Words;

/// Reads the texts of one record.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    reader: Lang,
    source: Lang,
    translations: &'a [Translation],
}

/// One line: a name, a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// The attributes `lang` and `dir`, where the words are in another language than the page.
    pub attrs: Markup,
    /// Its translation is not one to rely on.
    pub doubtful: bool,
}

/// The attributes of words in `lang` on a page of `reader`.
pub fn attrs(lang: Lang, reader: Lang) -> Markup {
    if lang == reader {
        return Markup::default();
    }
    Markup(format!(" lang=\"{}\" dir=\"{}\"", lang.code(), lang.direction().code()))
}

impl Line {
    /// A line of a text in several languages.
    pub fn seen(seen: Option<Seen<'_>>, reader: Lang) -> Self {
        let (text, lang) = seen.map_or(("", reader), |seen| (seen.text, seen.lang));
        Self { text: text.to_owned(), attrs: attrs(lang, reader), doubtful: false }
    }
}

impl<'a> Reading<'a> {
    /// Of a service.
    pub fn service(service: &'a Service, reader: Lang) -> Self {
        let profile = &service.profile;
        Self { reader, source: profile.lang.unwrap_or(Lang::It), translations: &profile.translations }
    }

    /// Of an organisation.
    pub fn organization(organization: &'a Organization, reader: Lang) -> Self {
        let profile = &organization.profile;
        Self { reader, source: profile.lang.unwrap_or(Lang::It), translations: &profile.translations }
    }

    /// Of a place; its texts are in the language of the service's.
    pub fn location(location: &'a Location, service: &Service, reader: Lang) -> Self {
        let source = service.profile.lang.unwrap_or(Lang::It);
        Self { reader, source, translations: &location.profile.translations }
    }

    /// The same record read in another language.
    pub fn by(self, reader: Lang) -> Self {
        Self { reader, ..self }
    }

    fn shown(&self, field: &str, text: &str) -> Vec<Shown> {
        shown(text, self.source, self.translations, field, self.reader, Careful::of(field))
    }

    /// A field of one line; `None` when it is empty.
    pub fn line(&self, field: &str, text: Option<&str>) -> Option<Line> {
        let first = self.shown(field, text?).into_iter().next()?;
        let doubtful = matches!(first.review, Review::Unreviewed | Review::Outdated);
        Some(Line { text: first.text, attrs: attrs(first.lang, self.reader), doubtful })
    }

    /// A field of paragraphs; `None` when it is empty.
    pub fn block(&self, field: &str, text: Option<&str>, words: &'static Words) -> Option<Block> {
        Block::of(self.shown(field, text?), self.reader, words)
    }

    /// A field of steps, one a line.
    pub fn steps(&self, field: &str, text: Option<&str>, words: &'static Words) -> Option<Block> {
        let block = self.block(field, text, words)?;
        Some(Block { steps: block.paragraphs.len() > 1, ..block })
    }
}

/// Paragraphs with their marks.
#[derive(Debug, Clone, Template)]
#[template(path = "card/block.html")]
pub struct Block {
    /// The paragraphs.
    pub paragraphs: Vec<Marked>,
    /// They are steps.
    pub steps: bool,
    /// The mark that all of them share.
    pub mark: Option<String>,
}

impl HtmlSafe for Block {}

/// A paragraph with its own mark.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The words.
    pub text: String,
    /// `lang` and `dir`.
    pub attrs: Markup,
    /// What to know about the translation.
    pub mark: Option<String>,
}

impl Block {
    fn of(shown: Vec<Shown>, reader: Lang, words: &'static Words) -> Option<Self> {
        let mark = |shown: &Shown| match shown.review {
            Review::Unreviewed => Some("card-mark-unreviewed"),
            Review::Outdated => Some("card-mark-outdated"),
            Review::Source if shown.lang != reader => Some("card-mark-source"),
            Review::Source | Review::Reviewed => None,
        };
        let first = mark(shown.first()?);
        let shared = shown.iter().all(|s| mark(s) == first);
        let say = |key: Option<&str>| key.map(|key| words.say(key).into_owned());
        let marks: Vec<_> = shown.iter().map(|s| if shared { None } else { say(mark(s)) }).collect();
        let paragraphs = shown.into_iter().zip(marks).map(|(shown, mark)| Marked {
            attrs: attrs(shown.lang, reader),
            text: shown.text,
            mark,
        });
        Some(Self {
            paragraphs: paragraphs.collect(),
            steps: false,
            mark: shared.then(|| say(first)).flatten(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOW: &str = "Prendi il numero.\nPorta la ricevuta.";

    fn service(text: &str, reviewed: bool) -> Service {
        let mut service = Service::default();
        service.profile.translations = vec![Translation::made("profile.how", Lang::En, HOW, text, reviewed)];
        service
    }

    fn html(service: &Service, source: &str, reader: Lang) -> String {
        let block = Reading::service(service, reader).steps("profile.how", Some(source), Words::of(reader));
        block.unwrap().to_string()
    }

    #[test]
    fn a_mark_that_all_share_stands_once() {
        let html = html(&service("Take a number.\nBring the receipt.", false), HOW, Lang::En);
        assert!(html.contains("<ol") && html.matches("class=\"mark").count() == 1, "{html}");
    }

    #[test]
    fn a_reviewed_translation_has_no_mark() {
        let html = html(&service("Take a number.\nBring the receipt.", true), HOW, Lang::En);
        assert!(!html.contains("mark") && !html.contains("lang="), "{html}");
    }

    #[test]
    fn a_paragraph_in_italian_says_so() {
        let html = html(&service("Take a number.", true), HOW, Lang::En);
        assert!(html.contains("lang=\"it\" dir=\"ltr\">Porta la ricevuta."), "{html}");
        assert_eq!(html.matches("class=\"mark").count(), 1);
    }

    #[test]
    fn nothing_is_nothing() {
        let service = Service::default();
        assert!(
            Reading::service(&service, Lang::Ar)
                .block("description", Some(" \n "), Words::of(Lang::Ar))
                .is_none()
        );
        assert!(Reading::service(&service, Lang::Ar).line("name", None).is_none());
    }
}
