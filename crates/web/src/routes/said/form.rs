//! The form in which she says what she wants, and the hidden fields that carry it on.

use super::Said;
use askama::{Template, filters::HtmlSafe};
use reticolo_base::Lang;
use reticolo_directory::{access::Fact, reference::Reference};
use reticolo_words::Words;
use std::collections::BTreeSet;

/// The questions of the form; a page puts them inside its own `<form method="post">`.
#[derive(Template)]
#[template(path = "said/form.html")]
pub struct Form {
    words: &'static Words,
    facts: BTreeSet<Fact>,
    said: Said,
    positions: Vec<(String, String)>,
    /// Makes the ids of fields different where two forms stand on one page.
    prefix: &'static str,
}

impl HtmlSafe for Form {}

impl Form {
    /// A form that asks these facts.
    pub fn new(words: &'static Words, prefix: &'static str, facts: BTreeSet<Fact>, said: &Said) -> Self {
        let positions = if facts.contains(&Fact::Position) { positions(words.lang()) } else { Vec::new() };
        Self { words, facts, said: said.clone(), positions, prefix }
    }

    /// Whether there is anything to ask.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    fn asks(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }

    fn say(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    /// The message beside a field that was not understood.
    fn problem(&self, field: &str) -> Option<String> {
        self.said.problems.iter().find(|p| p.field == field).map(|p| self.say(p.key))
    }

    /// The questions that are answered by yes or no: fact, field, key of the question.
    fn plain(&self) -> Vec<(&'static str, String)> {
        [
            (Fact::WithChildren, "children", "said-children"),
            (Fact::Pregnant, "pregnant", "said-pregnant"),
            (Fact::Works, "works", "said-works"),
            (Fact::Registered, "registered", "said-registered"),
        ]
        .into_iter()
        .filter(|(fact, ..)| self.asks(*fact))
        .map(|(_, field, key)| (field, self.say(key)))
        .collect()
    }

    fn is(&self, field: &str, value: &str) -> bool {
        self.said.wrote(field) == value
    }
}

fn positions(lang: Lang) -> Vec<(String, String)> {
    let positions = Reference::get().positions().iter();
    positions.map(|p| (p.code.clone(), p.label.words(lang).to_owned())).collect()
}

/// Fields that carry on what was said and chosen.
#[derive(Template, Default, Clone)]
#[template(
    source = "{% for (name, value) in fields %}<input type=\"hidden\" name=\"{{ name }}\" value=\"{{ value }}\">{% endfor %}",
    ext = "html"
)]
pub struct Hidden {
    /// Names and values.
    pub fields: Vec<(String, String)>,
}

impl HtmlSafe for Hidden {}
