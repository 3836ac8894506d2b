//! Contributions as a reader sees them: her language first, the original always there.

use crate::{Markup, Shell, Visit};
use reticolo_base::Lang;
use reticolo_directory::reference::Reference;
use reticolo_lab::{
    Refused,
    table::{self, AtTable, Contribution, Kind, Sign, Standing},
    translation::{Maker, State, Translation},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Words with the language that a browser must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// The words.
    pub words: String,
    /// The code for `lang`.
    pub lang: String,
}

/// A note on the page.
pub struct Note {
    pub id: Uuid,
    pub kind: Option<KindShown>,
    pub speech: Speech,
    /// The original and the name of its language, when `speech` is a translation.
    pub original: Option<(Speech, String)>,
    /// How far the translation can be trusted.
    pub mark: Option<String>,
    pub by: String,
    pub mine: bool,
    pub round: i64,
    pub signs: Vec<SignShown>,
    pub strong: bool,
    pub hidden: bool,
    pub linked: Vec<(Uuid, String)>,
    pub x: f64,
    pub y: f64,
    /// Milliseconds since the epoch.
    pub at: i64,
}

/// A kind: its word, its shape and what it means.
pub struct KindShown {
    pub code: &'static str,
    pub words: String,
    pub says: String,
    pub shape: Markup,
}

/// A sign with how many gave it.
pub struct SignShown {
    pub code: &'static str,
    pub words: String,
    pub icon: Markup,
    pub count: usize,
    pub given: bool,
}

/// All kinds, with their words.
pub fn kinds(shell: &Shell) -> Vec<KindShown> {
    Kind::ALL.into_iter().map(|kind| shown(shell, kind)).collect()
}

fn shown(shell: &Shell, kind: Kind) -> KindShown {
    let code = kind.code();
    KindShown {
        code,
        words: shell.say(&format!("lab-table-kind-{code}")),
        says: shell.say(&format!("lab-table-kind-{code}-says")),
        shape: match kind {
            Kind::Experience => shell.icon("circle"),
            Kind::Analysis => shell.icon("square"),
            Kind::Challenge => shell.icon("triangle"),
            Kind::Idea => shell.icon("star"),
            Kind::Reflection => shell.icon("hexagon"),
            Kind::Question => shell.icon("square-rotated"),
        },
    }
}

/// The signs before anybody gave one.
pub fn signs(shell: &Shell, count: impl Fn(Sign) -> (usize, bool)) -> Vec<SignShown> {
    let one = |sign: Sign| {
        let icon = match sign {
            Sign::Thumb => shell.icon("thumb-up"),
            Sign::Heart => shell.icon("heart"),
            Sign::Ask => shell.icon("help-circle"),
        };
        let (count, given) = count(sign);
        SignShown {
            code: sign.code(),
            words: shell.say(&format!("lab-table-sign-{}", sign.code())),
            icon,
            count,
            given,
        }
    };
    Sign::ALL.map(one).into()
}

/// The name of a language in the reader's, else its code.
pub fn tongue(code: &str, lang: Lang) -> String {
    Reference::get().languages().name_of(code, lang).unwrap_or(code).to_owned()
}

/// Every note of a table, newest first, without the summaries.
pub async fn notes(visit: &Visit, shell: &Shell, at: &AtTable) -> Result<Vec<Note>, Refused> {
    let (db, place) = (&visit.app.db, (at.table.block, at.table.number));
    let mut all = table::of_table(db, place.0, place.1, None).await?;
    all.retain(|one| !one.summary);
    let translations = table::translations(db, place, visit.lang()).await?;
    let reactions = table::reactions(db, place.0, place.1).await?;
    let links = table::links(db, place.0, place.1).await?;
    let hand = at.who.or_else(|| visit.ctx.actor.member());
    let words: BTreeMap<Uuid, String> =
        all.iter().filter(|one| !one.hidden).map(|one| (one.id, excerpt(&one.words))).collect();
    let note = |one: Contribution| {
        let own = reactions.iter().filter(|r| r.contribution == one.id);
        let count = |sign: Sign| {
            let of_sign = || own.clone().filter(|r| r.sign == sign);
            (of_sign().count(), of_sign().any(|r| Some(r.participant) == hand))
        };
        let linked = links.iter().filter_map(|(a, b)| match one.id {
            id if id == *a => Some(*b),
            id if id == *b => Some(*a),
            _ => None,
        });
        let linked = linked.filter_map(|id| Some((id, words.get(&id)?.clone()))).collect();
        Note { signs: signs(shell, count), linked, ..read(visit, shell, at, &one, translations.get(&one.id)) }
    };
    Ok(all.into_iter().rev().map(note).collect())
}

fn read(
    visit: &Visit,
    shell: &Shell,
    at: &AtTable,
    one: &Contribution,
    translation: Option<&Translation>,
) -> Note {
    let (speech, original, mark) = spoken(visit, shell, one, translation);
    let mine = one.author.is_some() && one.author == at.who;
    Note {
        id: one.id,
        kind: one.kind.map(|kind| shown(shell, kind)),
        speech,
        original,
        mark,
        by: one.signed.clone().unwrap_or_else(|| shell.say("lab-table-by-table")),
        mine,
        round: one.round,
        signs: Vec::new(),
        strong: one.strong,
        hidden: one.hidden,
        linked: Vec::new(),
        x: one.x,
        y: one.y,
        at: one.written_at.0 / 1_000,
    }
}

/// The words in the reader's language where there is a translation, with the original and its state beside.
pub fn spoken(
    visit: &Visit,
    shell: &Shell,
    one: &Contribution,
    translation: Option<&Translation>,
) -> (Speech, Option<(Speech, String)>, Option<String>) {
    let original = Speech { words: one.words.clone(), lang: one.lang.clone() };
    let lang = visit.lang();
    let Some(translation) = translation.filter(|_| one.lang != lang.code()) else {
        return (original, None, None);
    };
    let speech = Speech { words: translation.words.clone(), lang: lang.code().to_owned() };
    let name = tongue(&one.lang, lang);
    (speech, Some((original, name)), Some(shell.say(trust(translation))))
}

/// The key of the sentence that says how far a translation can be trusted.
pub fn trust(translation: &Translation) -> &'static str {
    match (translation.state, translation.maker) {
        (State::Outdated, _) => "lab-table-mark-outdated",
        (_, Maker::Machine) => "lab-table-mark-machine",
        (State::Reviewed, Maker::Person) => "lab-table-mark-reviewed",
        (State::Unreviewed, Maker::Person) => "lab-table-mark-unreviewed",
    }
}

/// The first words, to tell one note from another.
pub fn excerpt(words: &str) -> String {
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}

/// What a page offers to whom.
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    pub writes: bool,
    pub hides: bool,
    pub keeps: bool,
    pub scribe: bool,
    pub observer: bool,
    pub over: bool,
}

impl Rights {
    /// Of somebody at a table.
    pub fn of(at: &AtTable) -> Self {
        Self {
            writes: at.writes(),
            hides: at.hides(),
            keeps: at.keeps(),
            scribe: at.speaks_for_table() && at.who.is_some(),
            observer: at.standing == Standing::Observer,
            over: at.table.over,
        }
    }
}
