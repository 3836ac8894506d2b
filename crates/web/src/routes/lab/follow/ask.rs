//! Fields of a form: what was typed comes back, and what is wrong is said beside it.

use crate::{Visit, errors, fields::Fields};
use askama::{Template, filters::HtmlSafe};
use reticolo_base::Refusal as _;
use reticolo_lab::{Refused, after::field};
use reticolo_words::Words;

/// Makes the fields of one form.
pub struct Ask<'a> {
    words: &'static Words,
    typed: &'a Fields,
    /// Which field is wrong, and what is said about it.
    wrong: Option<(Option<String>, String)>,
}

/// How a field looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A day.
    Day,
    /// A day and an hour.
    Hour,
    /// A whole number.
    Number,
}

/// One field.
#[derive(Debug, Clone, Template)]
#[template(path = "lab/after/field.html")]
pub struct Field {
    name: &'static str,
    label: String,
    value: String,
    wrong: Option<String>,
    help: Option<String>,
    kind: &'static str,
    most: usize,
    rows: u8,
}

impl HtmlSafe for Field {}

impl<'a> Ask<'a> {
    /// For a form with what was typed, and why it was refused.
    pub fn new(visit: &Visit, typed: &'a Fields, refused: Option<&Refused>) -> Self {
        let words = visit.words();
        let wrong =
            refused.map(|refused| (field::of(refused).map(str::to_owned), errors::message(refused, words)));
        debug_assert!(refused.is_none_or(|refused| words.has(refused.key())), "a refusal without words");
        Self { words, typed, wrong }
    }

    /// What is wrong with the form as a whole.
    pub fn problem(&self) -> Option<String> {
        self.wrong.as_ref().filter(|(field, _)| field.is_none()).map(|(_, message)| message.clone())
    }

    /// What is wrong with one field.
    pub fn wrong(&self, name: &str) -> Option<String> {
        self.wrong
            .as_ref()
            .filter(|(field, _)| field.as_deref() == Some(name))
            .map(|(_, message)| message.clone())
    }

    /// What was typed into a field that is no [`Field`].
    pub fn typed(&self, name: &str) -> String {
        self.typed.one(name).unwrap_or_default().to_owned()
    }

    /// A field whose label is the text of `label`.
    pub fn field(&self, name: &'static str, look: Look, label: &str) -> Field {
        self.filled(name, look, label, "")
    }

    /// A field that says something before anything was typed.
    pub fn filled(&self, name: &'static str, look: Look, label: &str, filled: &str) -> Field {
        let was_sent = self.wrong.is_some();
        let typed = self.typed.one(name);
        let value = if was_sent { typed.unwrap_or_default() } else { typed.unwrap_or(filled) };
        let help = format!("{label}-help");
        let (kind, most) = match look {
            Look::Line => ("text", field::TITLE_CHARS),
            Look::Text => ("area", field::TEXT_CHARS),
            Look::Day => ("date", 10),
            Look::Hour => ("datetime-local", 16),
            Look::Number => ("number", 6),
        };
        Field {
            name,
            label: self.words.say(label).into_owned(),
            value: value.to_owned(),
            wrong: self.wrong(name),
            help: self.words.has(&help).then(|| self.words.say(&help).into_owned()),
            kind,
            most,
            rows: 4,
        }
    }
}

impl Field {
    /// The same with room for so many lines and characters.
    #[must_use]
    pub fn with_room(self, rows: u8, most: usize) -> Self {
        Self { rows, most, ..self }
    }
}
