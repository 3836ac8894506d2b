//! Parts from which the pages of the desk are put together: facts, lines, forms.

use super::ask::Wrong;
use crate::{Markup, Shell, Visit, assets, render, render::Answer, routes::lab::form::Input};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};

pub use crate::routes::lab::form::{Choice, Field};

/// How much a button weighs: the next step is the biggest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The next step.
    First,
    /// A step among others.
    Plain,
    /// Seldom, or not to be undone.
    Quiet,
}

/// Fields under one heading; folded unless something is wrong or written in them.
pub struct Group {
    /// The heading; none for what everybody fills.
    pub title: String,
    /// A line of help.
    pub help: String,
    /// The fields.
    pub fields: Vec<Field>,
}

impl Group {
    /// Fields without a heading.
    pub fn plain(fields: Vec<Field>) -> Self {
        Self { title: String::new(), help: String::new(), fields }
    }

    fn open(&self) -> bool {
        self.fields.iter().any(|field| !field.problem.is_empty())
    }
}

/// A form, from one button to many fields.
#[derive(Template)]
#[template(path = "desk/act.html")]
pub struct Act {
    /// What makes the ids of its fields its own.
    pub id: &'static str,
    /// Where it is sent.
    pub action: String,
    /// Fields that nobody sees.
    pub hidden: Vec<(&'static str, String)>,
    /// The fields.
    pub groups: Vec<Group>,
    /// What stands on the button.
    pub submit: String,
    /// The picture on the button.
    pub icon: Markup,
    /// How much it weighs.
    pub weight: Weight,
    /// The heading under which it is folded; none when it stands open.
    pub folded: String,
    /// Whether what is folded stands open: it came back.
    pub open: bool,
}

impl askama::filters::HtmlSafe for Act {}

impl Act {
    /// A form of one button.
    pub fn button(visit: &Visit, id: &'static str, path: &str, (icon, submit): (&'static str, &str)) -> Self {
        Self {
            id,
            action: visit.href(path),
            hidden: Vec::new(),
            groups: Vec::new(),
            submit: visit.words().say(submit).into_owned(),
            icon: assets::icon(icon),
            weight: Weight::Plain,
            folded: String::new(),
            open: false,
        }
    }

    /// The same with fields.
    #[must_use]
    pub fn with(mut self, fields: Vec<Field>) -> Self {
        self.open |= fields.iter().any(|field| !field.problem.is_empty());
        self.groups.push(Group::plain(fields));
        self
    }

    /// The same with a group of fields that is folded.
    #[must_use]
    pub fn with_group(mut self, title: String, help: String, fields: Vec<Field>) -> Self {
        self.groups.push(Group { title, help, fields });
        self
    }

    /// The same with a field that nobody sees.
    #[must_use]
    // Ids, versions and words alike are handed over as they are.
    #[allow(clippy::needless_pass_by_value)]
    pub fn hiding(mut self, name: &'static str, value: impl ToString) -> Self {
        self.hidden.push((name, value.to_string()));
        self
    }

    /// The same with another weight.
    #[must_use]
    pub fn weighing(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// The same folded under what its button says.
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.folded.clone_from(&self.submit);
        self
    }

    /// The same open where it came back.
    #[must_use]
    pub fn opened(mut self, open: bool) -> Self {
        self.open |= open;
        self
    }
}

/// A line of a list.
#[derive(Default)]
pub struct Line {
    /// Where it leads; nowhere when empty.
    pub href: String,
    /// What it is.
    pub title: String,
    /// A short word beside it.
    pub tag: String,
    /// What explains it.
    pub text: String,
    /// Less important words.
    pub small: String,
    /// What may be done with it.
    pub acts: Vec<Act>,
}

/// A way to another page.
pub struct Way {
    /// Its picture.
    pub icon: Markup,
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether it is the next step.
    pub first: bool,
}

impl Way {
    /// A way that is not the next step.
    pub fn to(visit: &Visit, icon: &'static str, path: &str, label: &str) -> Self {
        Self {
            icon: assets::icon(icon),
            href: visit.href(path),
            label: visit.words().say(label).into_owned(),
            first: false,
        }
    }

    /// The same as the next step.
    #[must_use]
    pub fn first(mut self) -> Self {
        self.first = true;
        self
    }
}

/// A part of a page; what is empty is left out.
#[derive(Default)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// A few words.
    pub text: String,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    /// A list.
    pub lines: Vec<Line>,
    /// Forms.
    pub acts: Vec<Act>,
    /// Ways to other pages.
    pub ways: Vec<Way>,
}

impl Part {
    /// An empty part under a heading.
    pub fn of(visit: &Visit, title: &str) -> Self {
        Self { title: visit.words().say(title).into_owned(), ..Self::default() }
    }

    /// The same with words; an empty list is explained by them.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }
}

/// A page of the desk.
#[derive(Template)]
#[template(path = "desk/page.html")]
pub struct Page {
    /// The shell; its title is the heading.
    pub shell: Shell,
    /// Where one came from: address and words.
    pub back: Option<(String, String)>,
    /// A few words.
    pub lead: String,
    /// What must be read first.
    pub warnings: Vec<String>,
    /// The status.
    pub status: StatusCode,
    /// The parts.
    pub parts: Vec<Part>,
}

impl Page {
    /// A page with this heading, kept from robots.
    pub fn new(visit: &Visit, title: impl Into<String>) -> Self {
        Self {
            shell: visit.shell(title).kept_from_robots(),
            back: Some((visit.href("desk"), visit.words().say("desk-title").into_owned())),
            lead: String::new(),
            warnings: Vec::new(),
            status: StatusCode::OK,
            parts: Vec::new(),
        }
    }

    /// The same with what was refused on top, and its status.
    #[must_use]
    pub fn after(mut self, wrong: Option<&Wrong>) -> Self {
        if let Some(wrong) = wrong {
            self.status = wrong.status;
            self.warnings.push(wrong.words.clone());
        }
        self
    }

    /// The same coming from another page than today's.
    #[must_use]
    pub fn from(mut self, href: String, words: String) -> Self {
        self.back = Some((href, words));
        self
    }

    /// The page, which nobody may keep.
    ///
    /// # Errors
    /// 500 when the template cannot be written.
    pub fn answer(&self) -> Answer {
        unkept(self.status, self)
    }
}

/// A page that nobody may keep, with a status.
///
/// # Errors
/// 500 when the template cannot be written.
pub fn unkept(status: StatusCode, template: &impl Template) -> Answer {
    let mut response = render::with_status(status, template)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
