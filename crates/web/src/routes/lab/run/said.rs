//! Seats, rules and steps, said in the reader's language.

use crate::{
    errors,
    markup::{Markup, escaped},
};
use reticolo_base::{Instant, Lang, Text};
use reticolo_directory::reference::Reference;
use reticolo_lab::{
    Refused,
    run::{Hall, Somebody, Step, step::Change, told},
};
use reticolo_words::{Value, Words};
use uuid::Uuid;

/// The name of a spoken language in the reader's; a code that nobody knows stands for itself.
pub fn tongue(code: &str, words: &Words) -> String {
    Reference::get().name_of(code, words.lang()).unwrap_or(code).to_owned()
}

/// The names of spoken languages, with commas and "and".
pub fn tongues<S: AsRef<str>>(codes: impl IntoIterator<Item = S>, words: &Words) -> String {
    let names: Vec<String> = codes.into_iter().map(|code| tongue(code.as_ref(), words)).collect();
    words.and(&names)
}

/// What somebody speaks; that nobody has asked her yet.
pub fn speaks(person: &Somebody, words: &Words) -> String {
    let unknown = || words.say("lab-run-speaks-unknown").into_owned();
    person.speaks.as_ref().map_or_else(unknown, |codes| tongues(codes, words))
}

/// The name of a kind of body; a word that nobody knows stands for itself.
pub fn kind(code: &str, words: &Words) -> String {
    let key = format!("lab-run-kind-{}", code.replace('_', "-"));
    if words.has(&key) { words.say(&key).into_owned() } else { code.to_owned() }
}

/// The name of a territory; what is no code stands for itself.
pub fn territory(code: &str) -> String {
    Reference::get().territory().name_of(code).unwrap_or(code).to_owned()
}

/// A refusal as the reader reads it.
pub fn refused(refused: &Refused, words: &Words) -> String {
    errors::message(refused, words)
}

/// Words with the mark of their language where it is not the page's.
pub fn marked(text: &str, lang: Lang, page: Lang) -> Markup {
    let words = escaped(text);
    if lang == page {
        return Markup(words);
    }
    Markup(format!("<span lang=\"{lang}\" dir=\"{}\">{words}</span>", lang.direction().code()))
}

/// A text in several languages as the reader sees it, marked.
pub fn shown(text: &Text, page: Lang) -> Markup {
    text.seen(page).map(|seen| marked(seen.text, seen.lang, page)).unwrap_or_default()
}

/// Minutes and seconds: `07:05`.
pub fn clock(seconds: i64) -> String {
    let seconds = seconds.max(0);
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// How long ago in minutes.
pub fn minutes_ago(at: Instant, now: Instant) -> i64 {
    (now.0.saturating_sub(at.0) / 60_000_000).max(0)
}

fn names(people: &[told::Speaker], words: &Words) -> String {
    let named = |(name, codes): &told::Speaker| match codes.as_slice() {
        [] => name.clone(),
        codes => format!("{name} ({})", tongues(codes, words)),
    };
    words.and(&people.iter().map(named).collect::<Vec<_>>())
}

/// A broken rule.
pub fn trouble(trouble: &told::Trouble, words: &Words) -> String {
    let (people, seats) = trouble.size.unwrap_or_default();
    let language = trouble.language.as_ref().map(|code| tongue(code, words));
    let key = match (trouble.rule, &language) {
        ("language", None) => "lab-run-rule-no-language".to_owned(),
        (rule, _) => format!("lab-run-rule-{rule}"),
    };
    let values: [(&str, Value); 6] = [
        ("round", trouble.round.into()),
        ("table", trouble.table.unwrap_or_default().into()),
        ("who", names(&trouble.people, words).into()),
        ("language", language.unwrap_or_default().into()),
        ("people", people.into()),
        ("seats", seats.into()),
    ];
    words.say_with(&key, &values)
}

/// Something that would help.
pub fn help(help: &told::Help, words: &Words) -> String {
    let who = help.person.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
    let values: [(&str, Value); 3] = [
        ("who", who.into()),
        ("languages", tongues(&help.languages, words).into()),
        ("table", help.table.unwrap_or_default().into()),
    ];
    words.say_with(&format!("lab-run-help-{}", help.what), &values)
}

/// A step with what it changed: before and after.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// What was done.
    pub what: String,
    /// Hosts who were replaced, tables that were put away, who came and went.
    pub changes: Vec<String>,
    /// Whose announced seat is another now: name, turn, from, to.
    pub moved: Vec<(String, i64, i64, i64)>,
    /// How many these are.
    pub how_many: String,
}

/// The most changes of one kind that are told one by one.
const MOST: usize = 60;

/// A step as the facilitator reads it.
pub fn step(step: &Step, hall: Option<&Hall>, words: &Words) -> Told {
    let change = &step.change;
    let name = |id: Uuid| {
        let person = hall.and_then(|hall| hall.person(id));
        person.map_or_else(|| words.say("lab-run-somebody").into_owned(), |person| person.name.clone())
    };
    let mut told = Told {
        what: words.say(&format!("lab-run-did-{}", change.what)).into_owned(),
        changes: changes(change, &name, words),
        moved: change
            .to_tell()
            .take(MOST)
            .filter_map(|moved| Some((name(moved.who), moved.round, moved.from?, moved.to?)))
            .collect(),
        how_many: words.say_with("lab-run-moved", &[("n", change.to_tell().count().into())]),
    };
    told.moved.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    told
}

fn changes(change: &Change, name: &impl Fn(Uuid) -> String, words: &Words) -> Vec<String> {
    let mut said = Vec::new();
    for (table, (was, is)) in reticolo_lab::run::step::new_hosts(change) {
        let key = match (was, is) {
            (Some(_), Some(_)) => "lab-run-host-replaced",
            (None, Some(_)) => "lab-run-host-new",
            _ => "lab-run-host-none",
        };
        let (was, is) = (was.map(name).unwrap_or_default(), is.map(name).unwrap_or_default());
        said.push(words.say_with(key, &[("table", table.into()), ("was", was.into()), ("is", is.into())]));
    }
    for (was, is) in &change.tables {
        let was_open = was.as_ref().is_some_and(|was| was.open);
        let key = match (was_open, is.open) {
            (true, false) => "lab-run-table-away",
            (false, true) if was.is_some() => "lab-run-table-back",
            _ => continue,
        };
        said.push(words.say_with(key, &[("table", is.number.into())]));
    }
    for came in change.presence.iter().take(MOST) {
        let here = came.is.0.is_some() && came.is.1.is_none();
        let key = if here { "lab-run-came" } else { "lab-run-went" };
        said.push(words.say_with(key, &[("who", name(came.who).into())]));
    }
    let first = change.seats.iter().map(|moved| moved.round).min();
    let of_first = change.seats.iter().filter(|moved| Some(moved.round) == first);
    let (mut new, mut freed) = (0_usize, 0_usize);
    for moved in of_first {
        new += usize::from(moved.from.is_none());
        freed += usize::from(moved.to.is_none());
    }
    for (key, count) in [("lab-run-seats-new", new), ("lab-run-seats-freed", freed)] {
        if count > 0 {
            said.push(words.say_with(key, &[("n", count.into())]));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_has_minutes_and_seconds_and_never_less_than_nothing() {
        assert_eq!((clock(425), clock(0), clock(-5)), ("07:05".into(), "00:00".into(), "00:00".into()));
        assert_eq!(clock(6_000), "100:00");
    }

    #[test]
    fn a_language_that_nobody_knows_stands_for_itself() {
        let words = Words::of(Lang::It);
        assert_eq!((tongue("ar", words).as_str(), tongue("zxx", words).as_str()), ("arabo", "zxx"));
        assert_eq!(kind("a choir", words), "a choir");
    }

    #[test]
    fn every_rule_and_every_help_has_its_words_in_every_language() {
        for words in Lang::ALL.map(Words::of) {
            for rule in ["language", "no-language", "apart", "steps", "place", "size", "seat"] {
                assert!(words.has(&format!("lab-run-rule-{rule}")), "{rule}");
            }
            for what in ["interpret", "mediator", "step-free", "release", "table"] {
                assert!(words.has(&format!("lab-run-help-{what}")), "{what}");
            }
        }
    }
}
