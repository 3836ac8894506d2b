//! May I use it? The answer in words, with each rule, its source and its dates.

use super::reading::Line;
use crate::{Markup, assets};
use jiff::civil::Date;
use reticolo_directory::access::{Because, Fact, Person, Reason, Verdict, verdict};
use reticolo_directory::{hsds::Service, reference::Reference};
use reticolo_words::Words;
use std::collections::BTreeSet;

/// The answer in words; never by colour alone.
#[derive(Debug, Clone)]
pub struct Badge {
    /// `yes`, `unknown` or `no`. The style sheet keeps only rules whose names occur in a source, so here they are:
    /// `verdict-yes verdict-unknown verdict-no`, `reason-yes reason-unknown reason-no`.
    pub class: &'static str,
    /// Its picture.
    pub icon: Markup,
    /// Its words.
    pub words: String,
}

impl Badge {
    /// The answer to the question whether she may use it.
    pub fn of(verdict: Verdict, words: &Words) -> Self {
        let (class, icon, key) = match verdict {
            Verdict::Yes => ("yes", assets::icon("circle-check"), "may-yes"),
            Verdict::Unknown => ("unknown", assets::icon("help-circle"), "may-unknown"),
            Verdict::No => ("no", assets::icon("circle-x"), "may-no"),
        };
        Self { class, icon, words: words.say(key).into_owned() }
    }
}

/// The answer with its reasons.
#[derive(Debug, Clone)]
pub struct May {
    /// The answer.
    pub badge: Badge,
    /// The reasons.
    pub reasons: Vec<Why>,
    /// The facts that may change the answer and that may be asked.
    pub facts: BTreeSet<Fact>,
    /// The law forbids asking for the permit here.
    pub position_not_asked: bool,
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Why {
    /// What it answers.
    pub badge: Badge,
    /// The rule in a sentence.
    pub says: Line,
    /// Where it comes from.
    pub source: String,
    /// The address of the source.
    pub source_url: Option<String>,
    /// "Checked on … by …, to be checked again by …".
    pub checked: String,
    /// Why it does not answer.
    pub note: Option<String>,
}

impl May {
    /// What a service's rules answer to a person on a day.
    pub fn of(service: &Service, person: &Person, today: Date, words: &'static Words) -> Self {
        let rules = &service.profile.access_rules;
        let position_not_asked = forbids_position(&service.profile.needs);
        let (answer, reasons) = verdict(rules, person, today, Reference::get().positions());
        let mut facts: BTreeSet<Fact> =
            rules.iter().filter(|rule| !rule.is_overdue(today)).flat_map(|rule| rule.facts()).collect();
        if position_not_asked {
            facts.remove(&Fact::Position);
            facts.remove(&Fact::Standing);
        }
        let reasons = reasons.iter().map(|reason| why(reason, words)).collect();
        Self { badge: Badge::of(answer, words), reasons, facts, position_not_asked }
    }
}

/// Whether the law forbids asking for the permit where any of these needs is answered.
pub fn forbids_position(needs: &[String]) -> bool {
    needs.iter().any(|code| Reference::get().need(code).is_some_and(|need| need.position_not_asked))
}

fn why(reason: &Reason<'_>, words: &'static Words) -> Why {
    let rule = reason.rule;
    let note = match reason.because {
        Because::Condition => None,
        Because::NotSaid => Some(words.say("may-not-said").into_owned()),
        Because::Overdue => Some(words.say("may-overdue").into_owned()),
    };
    let checked = words.say_with(
        "may-checked",
        &[
            ("date", words.date(rule.date).into()),
            ("steward", rule.steward.as_str().into()),
            ("review", words.date(rule.review_by).into()),
        ],
    );
    Why {
        badge: Badge::of(reason.verdict, words),
        says: Line::seen(rule.says.seen(words.lang()), words.lang()),
        source: rule.source.clone(),
        source_url: rule
            .source_url
            .clone()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        checked,
        note,
    }
}
