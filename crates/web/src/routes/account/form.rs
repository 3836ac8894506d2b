//! One field of a form with its label, its help and what is wrong with it.

use crate::{Markup, Visit};
use askama::Template;
use axum::http::StatusCode;

/// What is wrong with a form: the key of the message, if anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Problem(pub Option<&'static str>);

impl Problem {
    /// 200 for a form that is asked for, 422 for one that came back.
    pub fn status(self) -> StatusCode {
        if self.0.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }

    /// The message at a field, where it belongs there.
    pub fn at(self, field: &str, visit: &Visit) -> Option<String> {
        self.0.filter(|key| field_of(key) == field).map(|key| visit.words().say(key).into_owned())
    }

    /// The message above the form, where it belongs to no field.
    pub fn above(self, visit: &Visit) -> Option<String> {
        self.at("", visit)
    }
}

/// To which field a message belongs; to none for the whole form.
fn field_of(key: &str) -> &'static str {
    match key {
        "account-problem-email" | "account-problem-email-taken" => "email",
        "account-problem-password-short"
        | "account-problem-password-long"
        | "account-problem-password-common" => "password",
        "account-problem-password-twice" => "again",
        "account-problem-password-wrong" => "current",
        "account-problem-digits" => "digits",
        "account-problem-name" | "account-problem-organization-there" => "name",
        "account-problem-roles" => "roles",
        _ => "",
    }
}

/// A field as a form shows it.
#[derive(Template)]
#[template(path = "account/input.html")]
pub struct Input<'a> {
    name: &'a str,
    kind: &'a str,
    label: String,
    value: &'a str,
    complete: &'a str,
    help: Option<String>,
    problem: Option<String>,
    numeric: bool,
    ltr: bool,
}

impl<'a> Input<'a> {
    /// A field by its name, its kind (`text`, `email`, `password`) and what a browser may fill in (`autocomplete`).
    pub fn new(
        visit: &Visit,
        problem: Problem,
        (name, kind, complete): (&'a str, &'a str, &'a str),
        label: &str,
    ) -> Self {
        Self {
            name,
            kind,
            label: visit.words().say(label).into_owned(),
            value: "",
            complete,
            help: None,
            problem: problem.at(name, visit),
            numeric: complete == "one-time-code",
            ltr: kind != "text" || complete == "one-time-code",
        }
    }

    /// The same with what was typed before.
    #[must_use]
    pub fn holding(mut self, value: &'a str) -> Self {
        self.value = value;
        self
    }

    /// The same with a line of help.
    #[must_use]
    pub fn helped(mut self, visit: &Visit, key: &str) -> Self {
        self.help = Some(visit.words().say(key).into_owned());
        self
    }

    /// The same for letters and digits, not digits alone.
    #[must_use]
    pub fn any_sign(mut self) -> Self {
        self.numeric = false;
        self
    }

    /// The field as HTML; empty when it cannot be written.
    pub fn html(&self) -> Markup {
        Markup(self.render().unwrap_or_default())
    }
}

/// The two fields of a password that is chosen.
pub fn chosen_password(visit: &Visit, problem: Problem) -> Vec<Markup> {
    vec![
        Input::new(visit, problem, ("password", "password", "new-password"), "account-new-password")
            .helped(visit, "account-password-help")
            .html(),
        Input::new(visit, problem, ("again", "password", "new-password"), "account-password-again").html(),
    ]
}

/// The field of the password one has.
pub fn current_password(visit: &Visit, problem: Problem) -> Markup {
    Input::new(visit, problem, ("current", "password", "current-password"), "account-current-password").html()
}

/// The field of the digits that a telephone shows.
pub fn digits(visit: &Visit, problem: Problem) -> Markup {
    Input::new(visit, problem, ("digits", "text", "one-time-code"), "account-digits").html()
}
