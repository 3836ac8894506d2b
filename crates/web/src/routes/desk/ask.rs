//! What is asked in a form of the desk, what was typed, and what is wrong with it.

use super::part::{Choice, Field};
use crate::{Fault, Visit, errors, fields::Fields, routes::lab::form::Input};
use axum::http::StatusCode;
use reticolo_base::{Kind, Refusal as _};
use reticolo_desk::Refused;
use reticolo_directory::reference::Reference;

/// A refusal that a page can show: nothing that was typed is lost.
pub struct Wrong {
    /// The status.
    pub status: StatusCode,
    /// The field, where it belongs to one.
    pub field: &'static str,
    /// What is wrong, in the reader's language.
    pub words: String,
}

impl Wrong {
    /// What a page can show of a refusal.
    ///
    /// # Errors
    /// The fault, when it is not for the page to say: what is not there, a database that does not answer.
    pub fn of(visit: &Visit, refused: Refused) -> Result<Self, Fault> {
        match refused.kind() {
            Kind::Invalid | Kind::Conflict | Kind::TooMany => {}
            _ => return Err(refused.into()),
        }
        let field = if let Refused::Invalid(field, _) = refused { field } else { "" };
        Ok(Self {
            status: errors::status_of(refused.kind()),
            field,
            words: errors::message(&refused, visit.words()),
        })
    }
}

/// What builds fields: what was typed counts more than what is there.
pub struct Ask<'a> {
    /// The request.
    pub visit: &'a Visit,
    /// What was typed, when the form came back.
    pub typed: Option<&'a Fields>,
    /// What is wrong with it.
    pub wrong: Option<&'a Wrong>,
}

impl<'a> Ask<'a> {
    /// A form that is asked for.
    pub fn new(visit: &'a Visit) -> Self {
        Self { visit, typed: None, wrong: None }
    }

    /// A form that came back.
    pub fn again(visit: &'a Visit, typed: &'a Fields, wrong: &'a Wrong) -> Self {
        Self { visit, typed: Some(typed), wrong: Some(wrong) }
    }

    /// A field; its label is the text of `desk-field-NAME`, its help that of `desk-field-NAME-help`, where there is one.
    pub fn field(&self, name: &'static str, input: Input, held: &[String]) -> Field {
        let words = self.visit.words();
        let key = format!("desk-field-{}", name.replace('_', "-"));
        let help = format!("{key}-help");
        let values = match self.typed {
            Some(typed) => typed.all(name).map(str::to_owned).collect(),
            None => held.to_vec(),
        };
        Field {
            name,
            label: words.say(&key).into_owned(),
            help: if words.has(&help) { words.say(&help).into_owned() } else { String::new() },
            problem: self
                .wrong
                .filter(|wrong| wrong.field == name)
                .map_or_else(String::new, |wrong| wrong.words.clone()),
            values,
            input,
            most: 400,
        }
    }

    /// A line of text.
    pub fn line(&self, name: &'static str, held: &str) -> Field {
        self.field(name, Input::Line { kind: "text" }, &one(held))
    }

    /// A line of another kind.
    pub fn of_kind(&self, name: &'static str, kind: &'static str, held: &str) -> Field {
        self.field(name, Input::Line { kind }, &one(held))
    }

    /// Several lines of text.
    pub fn area(&self, name: &'static str, held: &str) -> Field {
        Field { most: 2_000, ..self.field(name, Input::Area, &one(held)) }
    }

    /// One of these, or several.
    pub fn choice(&self, name: &'static str, options: Vec<Choice>, many: bool, held: &[String]) -> Field {
        self.field(name, Input::Choice { options, many }, held)
    }

    /// One of a long list, nothing first.
    pub fn select(&self, name: &'static str, options: Vec<Choice>, held: &str) -> Field {
        let none = Choice::new("", self.visit.words().say("desk-choose"));
        let options = std::iter::once(none).chain(options).collect();
        self.field(name, Input::Select { options }, &one(held))
    }

    /// A box to tick.
    pub fn tick(&self, name: &'static str, held: bool) -> Field {
        let label = self.visit.words().say(&format!("desk-field-{}-yes", name.replace('_', "-")));
        let held = if held { vec!["1".to_owned()] } else { Vec::new() };
        self.choice(name, vec![Choice::new("1", label)], true, &held)
    }

    /// Choices by their codes, said by the texts of `PREFIX-CODE`.
    pub fn coded<'c>(&self, prefix: &str, codes: impl IntoIterator<Item = &'c str>) -> Vec<Choice> {
        let label = |code: &str| said(self.visit, prefix, code);
        codes.into_iter().map(|code| Choice::new(code, label(code))).collect()
    }
}

fn one(held: &str) -> Vec<String> {
    Some(held.to_owned()).filter(|held| !held.is_empty()).into_iter().collect()
}

/// The text of a code: `said(visit, "desk-state", "in_progress")`.
pub fn said(visit: &Visit, prefix: &str, code: &str) -> String {
    visit.words().say(&format!("{prefix}-{}", code.replace('_', "-"))).into_owned()
}

/// The name of a need or of a group of needs; its code when it is not known any more.
pub fn need(visit: &Visit, code: &str) -> String {
    let needs = Reference::get().needs();
    let label =
        needs.get(code).map(|need| &need.label).or_else(|| needs.group(code).map(|group| &group.label));
    label.map_or_else(|| code.to_owned(), |label| label.words(visit.lang()).to_owned())
}

/// Every need, by groups.
pub fn needs(visit: &Visit) -> Vec<Choice> {
    let all = Reference::get().needs();
    all.iter()
        .map(|found| {
            let group = need(visit, found.group());
            Choice::new(found.code.clone(), format!("{group} · {}", found.label.words(visit.lang())))
        })
        .collect()
}

/// Every language, with those that are heard most at the desks first.
pub fn languages(visit: &Visit) -> Vec<Choice> {
    let all = Reference::get().languages();
    let choice = |code: &str| {
        Some(Choice::new(code.to_owned(), Reference::get().name_of(code, visit.lang())?.to_owned()))
    };
    let rest = all.iter().map(|l| l.code.as_str()).filter(|code| !USUAL.contains(code));
    USUAL.into_iter().chain(rest).filter_map(choice).collect()
}

/// The languages that are heard most: a tap each.
pub const USUAL: [&str; 10] = ["it", "en", "fr", "ar", "ro", "sq", "bn", "ur", "wo", "uk"];

/// A language by its name, its code when nobody knows it.
pub fn language(visit: &Visit, code: &str) -> String {
    Reference::get().name_of(code, visit.lang()).unwrap_or(code).to_owned()
}
