//! Words as the reader sees them: her language first where there is a translation, marked as one; the original always there.

use crate::{Markup, Visit, routes::card::reading::attrs};
use askama::{Template, filters::HtmlSafe};
use reticolo_lab::{
    after::Said,
    translation::{Maker, State},
};

/// Words with their mark and their original.
#[derive(Debug, Clone, Template)]
#[template(path = "lab/after/shown.html")]
pub struct Shown {
    /// What is read first.
    pub text: String,
    /// `lang` and `dir` of it.
    pub attrs: Markup,
    /// How far the translation can be trusted.
    pub mark: Option<String>,
    /// The original, where a translation is read first.
    pub original: Option<(String, Markup)>,
}

impl HtmlSafe for Shown {}

impl Shown {
    /// What is said, for the visitor.
    pub fn of(said: &Said, visit: &Visit) -> Self {
        let (text, lang) = said.seen();
        let mark = said.translation.as_ref().map(|(_, translation)| {
            let key = match (translation.state, translation.maker) {
                (State::Outdated, _) => "lab-after-translated-outdated",
                (_, Maker::Machine) => "lab-after-translated-machine",
                (State::Unreviewed, _) => "lab-after-translated-unreviewed",
                (State::Reviewed, _) => "lab-after-translated",
            };
            visit.words().say(key).into_owned()
        });
        let original =
            said.translation.is_some().then(|| (said.words.clone(), attrs(said.lang, visit.lang())));
        Self { text: text.to_owned(), attrs: attrs(lang, visit.lang()), mark, original }
    }
}
