//! Forms of the Lab: each field with its label, what was typed, and what is wrong with it.

use crate::{Fault, Shell, Visit, fields::Fields, render, render::Answer};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use reticolo_base::{Kind, Refusal as _};
use reticolo_lab::{Refused, programme::Mistake};
use reticolo_words::Value;

/// How a field is filled.
pub enum Input {
    /// One line; the kind is that of the HTML element.
    Line {
        /// `text`, `date`, `time`, `number`, `url`.
        kind: &'static str,
    },
    /// Several lines.
    Area,
    /// One of these, or several where `many`.
    Choice {
        /// What there is.
        options: Vec<Choice>,
        /// Whether several may be chosen.
        many: bool,
    },
    /// One of a long list.
    Select {
        /// What there is.
        options: Vec<Choice>,
    },
}

/// Something that can be chosen.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What explains it.
    pub hint: String,
}

impl Choice {
    /// Without an explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new() }
    }
}

/// A field of a form.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// What helps to fill it.
    pub help: String,
    /// What is wrong with it.
    pub problem: String,
    /// What was typed, or is there.
    pub values: Vec<String>,
    /// How it is filled.
    pub input: Input,
    /// The most characters.
    pub most: usize,
}

impl Field {
    /// What was typed, or is there.
    pub fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// Whether this was chosen.
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }
}

/// A page with one form.
#[derive(Template)]
#[template(path = "lab/form.html")]
pub struct FormPage {
    /// The shell; its title is the heading.
    pub shell: Shell,
    /// Where one came from: address and words.
    pub back: (String, String),
    /// What the form is for.
    pub intro: String,
    /// Something that concerns the whole form.
    pub notice: String,
    /// Where it is sent.
    pub action: String,
    /// Fields that nobody sees.
    pub hidden: Vec<(&'static str, String)>,
    /// The fields.
    pub fields: Vec<Field>,
    /// What stands on the button.
    pub submit: String,
}

/// What builds a form: the visit, what was typed, and the mistakes in it.
pub struct Builder<'a> {
    visit: &'a Visit,
    typed: &'a Fields,
    mistakes: &'a [Mistake],
    fields: Vec<Field>,
}

impl<'a> Builder<'a> {
    /// An empty form.
    pub fn new(visit: &'a Visit, typed: &'a Fields, mistakes: &'a [Mistake]) -> Self {
        Self { visit, typed, mistakes, fields: Vec::new() }
    }

    /// Adds a field; its label is the text of `lab-field-NAME`.
    #[must_use]
    pub fn field(mut self, name: &'static str, most: usize, input: Input) -> Self {
        let words = self.visit.words();
        let help = format!("lab-field-{}-help", name.replace('_', "-"));
        let help = if words.has(&help) { words.say(&help).into_owned() } else { String::new() };
        let problems = self.mistakes.iter().filter(|mistake| mistake.field == name);
        let problem = problems.map(|mistake| said(self.visit, mistake)).collect::<Vec<_>>().join(" ");
        self.fields.push(Field {
            name,
            label: words.say(&format!("lab-field-{}", name.replace('_', "-"))).into_owned(),
            help,
            problem,
            values: self.typed.all(name).map(str::to_owned).collect(),
            input,
            most,
        });
        self
    }

    /// Adds a line of text.
    #[must_use]
    pub fn line(self, name: &'static str, most: usize) -> Self {
        self.field(name, most, Input::Line { kind: "text" })
    }

    /// Adds a line of another kind.
    #[must_use]
    pub fn of_kind(self, name: &'static str, kind: &'static str) -> Self {
        self.field(name, 60, Input::Line { kind })
    }

    /// Adds several lines of text.
    #[must_use]
    pub fn area(self, name: &'static str, most: usize) -> Self {
        self.field(name, most, Input::Area)
    }

    /// The fields.
    pub fn fields(self) -> Vec<Field> {
        self.fields
    }
}

/// A mistake in the reader's language.
pub fn said(visit: &Visit, mistake: &Mistake) -> String {
    let args: Vec<_> = mistake.args.iter().map(|(name, value)| (*name, Value::from(value))).collect();
    visit.words().say_with(mistake.key, &args)
}

/// What to do with a refusal in a form: what can be mended comes back as words for the page, the rest is a fault.
///
/// # Errors
/// The fault, when it is not for the form to say.
pub fn sayable(visit: &Visit, refused: Refused) -> Result<(StatusCode, String), Fault> {
    match refused.kind() {
        Kind::Invalid | Kind::Conflict | Kind::TooMany => {
            Ok((crate::errors::status_of(refused.kind()), crate::errors::message(&refused, visit.words())))
        }
        _ => Err(refused.into()),
    }
}

/// A page that nobody may keep, with a status.
///
/// # Errors
/// [`Fault`] when the template cannot be written.
pub fn page(status: StatusCode, template: &impl Template) -> Answer {
    let mut response = render::with_status(status, template)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// To another page, after a form was sent.
pub fn see(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// An id in an address; anything else is not found.
///
/// # Errors
/// 404.
pub fn id(text: &str) -> Result<uuid::Uuid, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

/// The version that the form was made from; one that cannot be when it was not sent.
pub fn version(fields: &Fields) -> i64 {
    fields.one("version").and_then(|version| version.parse().ok()).unwrap_or(-1)
}
