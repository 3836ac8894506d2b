//! One question on a page.

use super::So;
use crate::{Markup, Shell, Visit, assets, routes::said::Hidden};
use askama::Template;
use reticolo_directory::{
    path::{Asks, Entry, Question},
    reference::Reference,
};

/// From so many choices on without pictures, a list to open is shorter than buttons.
const LONG: usize = 12;

#[derive(Template)]
#[template(path = "path/question.html")]
pub struct Asked {
    shell: Shell,
    code: &'static str,
    icon: Markup,
    text: String,
    hint: String,
    entry: Entry,
    choices: Vec<Choice>,
    towns: Vec<&'static str>,
    kept: Hidden,
    first: bool,
    misunderstood: bool,
    left: String,
    more: String,
    pictures: bool,
}

struct Choice {
    value: String,
    label: String,
    icon: Option<Markup>,
}

impl Asked {
    pub fn of(visit: &Visit, so: &So, question: &'static Question, left: usize) -> Self {
        let (words, lang) = (visit.words(), visit.lang());
        let choice = |choice: reticolo_directory::path::Choice| Choice {
            icon: (!choice.icon.is_empty()).then(|| assets::icon(&choice.icon)),
            label: choice.label.words(lang).to_owned(),
            value: choice.value,
        };
        let choices: Vec<_> = question.choices(&so.answers).into_iter().map(choice).collect();
        let towns = match question.entry {
            Entry::Municipality => {
                Reference::get().territory().municipalities().iter().map(|m| m.name.as_str()).collect()
            }
            _ => Vec::new(),
        };
        Self {
            shell: shell(visit, so, words.say("path-title").into_owned()),
            code: &question.code,
            icon: assets::icon(&question.icon),
            text: question.text.words(lang).to_owned(),
            hint: question.hint.words(lang).to_owned(),
            entry: question.entry,
            pictures: question.asks == Asks::Group,
            choices,
            towns,
            kept: Hidden { fields: so.given.clone() },
            first: so.given.is_empty(),
            misunderstood: so.misunderstood,
            left: words.say_with("path-left", &[("n", left.into())]),
            more: words.say_with("path-more", &[("n", more(left).into())]),
        }
    }

    fn long(&self) -> bool {
        self.choices.len() > LONG && self.choices.iter().all(|choice| choice.icon.is_none())
    }
}

/// The shell, with a quick exit when the need is a sensitive one.
pub fn shell(visit: &Visit, so: &So, title: String) -> Shell {
    let shell = Visit { query: None, ..visit.clone() }.shell(title).kept_from_robots();
    let sensitive =
        so.answers.need().and_then(|code| Reference::get().need(code)).is_some_and(|need| need.sensitive);
    if sensitive || so.answers.group() == Some("rights") { shell.with_exit() } else { shell }
}

/// About how many questions follow: each halves the services that are left, more or less.
fn more(left: usize) -> u32 {
    left.max(2).ilog2().clamp(1, 6)
}
