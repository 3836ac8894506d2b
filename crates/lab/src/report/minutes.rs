//! Everything that minutes tell of a session, as data.

use super::few::Shares;
use crate::translation::{self, Maker, State};
use reticolo_base::{Instant, Lang, Text};
use reticolo_store::{Db, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A section of the minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What, when, where.
    Opening,
    /// Who was there, by kind.
    People,
    /// Which questions were asked.
    Questions,
    /// What was said.
    Words,
    /// What it was gathered into.
    Themes,
    /// Statements and votes.
    Votes,
    /// What was worked out.
    Proposals,
    /// How it was chosen, and what was said against it.
    Decisions,
    /// Who promised what.
    Commitments,
    /// Who goes on working.
    Groups,
    /// What is tried.
    Experiments,
    /// Who talked with whom.
    Pictures,
}

impl Section {
    /// Every section, in the order of the minutes.
    pub const ALL: [Self; 12] = [
        Self::Opening,
        Self::People,
        Self::Questions,
        Self::Words,
        Self::Themes,
        Self::Votes,
        Self::Proposals,
        Self::Decisions,
        Self::Commitments,
        Self::Groups,
        Self::Experiments,
        Self::Pictures,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::People => "people",
            Self::Questions => "questions",
            Self::Words => "words",
            Self::Themes => "themes",
            Self::Votes => "votes",
            Self::Proposals => "proposals",
            Self::Decisions => "decisions",
            Self::Commitments => "commitments",
            Self::Groups => "groups",
            Self::Experiments => "experiments",
            Self::Pictures => "pictures",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }
}

/// Words with every translation there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// As they were said.
    pub words: String,
    /// In which language.
    pub lang: Lang,
    /// In others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub also: BTreeMap<Lang, Also>,
}

/// The words in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Also {
    /// The words.
    pub words: String,
    /// Whether somebody who knows both languages found them right, and the original did not change since.
    pub reviewed: bool,
    /// Whether a machine made them.
    pub machine: bool,
}

impl Told {
    /// The words of `entity` with every translation.
    pub(super) async fn of(db: &Db, (entity, id): (&str, Uuid), words: String, code: &str) -> Result<Self> {
        let lang = Lang::from_tag(code).unwrap_or(Lang::It);
        let mut also = BTreeMap::new();
        for (lang, found) in translation::all(db, entity, id, &words).await? {
            let reviewed = found.state == State::Reviewed;
            also.insert(lang, Also { words: found.words, reviewed, machine: found.maker == Maker::Machine });
        }
        also.remove(&lang);
        Ok(Self { words, lang, also })
    }

    /// What is read in a language: the words as they were said when that is the language, else the translation if there is one.
    pub fn in_lang(&self, lang: Lang) -> Option<(&str, Option<&Also>)> {
        if self.lang == lang {
            return Some((&self.words, None));
        }
        self.also.get(&lang).map(|also| (also.words.as_str(), Some(also)))
    }
}

/// What, when, where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The session.
    pub session: Uuid,
    /// The Lab.
    pub lab: Uuid,
    /// The name of the Lab.
    pub lab_title: Text,
    /// The name of the session.
    pub title: Text,
    /// What it was for.
    pub purpose: Text,
    /// The territory of the Lab.
    pub territory: String,
    /// Where.
    pub place: Text,
    /// From.
    pub starts_at: Instant,
    /// To.
    pub ends_at: Instant,
    /// On the clocks of.
    pub zone: String,
}

/// Who was there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// By the kind of their body.
    pub kinds: Shares,
    /// By territory.
    pub territories: Shares,
}

/// A block and what was asked in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The block.
    pub block: Uuid,
    /// Its name.
    pub title: Text,
    /// The questions.
    pub questions: Vec<Text>,
    /// How many rounds there were.
    pub rounds: i64,
    /// How many tables.
    pub tables: i64,
}

/// What was said at a table in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtTable {
    /// The block.
    pub block: Uuid,
    /// The table.
    pub table: i64,
    /// The round.
    pub round: i64,
    /// What was said, in order.
    pub said: Vec<Word>,
}

/// One contribution; never with its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The contribution.
    pub id: Uuid,
    /// Of which kind, if one was chosen.
    pub kind: Option<String>,
    /// Whether it is the host's summary.
    pub summary: bool,
    /// The words.
    pub words: Told,
}

/// A theme with everything it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// The theme.
    pub id: Uuid,
    /// Its title.
    pub title: Told,
    /// The contributions it came from, near and far.
    pub ancestors: Vec<Uuid>,
    /// What was said against it when it was put to the room.
    pub objections: Vec<Told>,
}

/// A statement and how many voted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voted {
    /// The words.
    pub statement: Told,
    /// Agree, disagree, pass; `None` when fewer than five voted.
    pub votes: Option<(u32, u32, u32)>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The proposal.
    pub id: Uuid,
    /// Its title.
    pub title: Told,
    /// What is wrong.
    pub problem: String,
    /// Who takes part.
    pub parties: String,
    /// What changes.
    pub change: String,
    /// For whom.
    pub beneficiaries: String,
    /// Cost in hours, once worked out.
    pub hours: Option<i64>,
    /// Cost in euros, once worked out.
    pub euros: Option<i64>,
    /// What is done first.
    pub first_step: String,
    /// Where it stands.
    pub state: String,
}

/// A choice and how it came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The choice.
    pub id: Uuid,
    /// What it was about.
    pub title: Told,
    /// Its method.
    pub method: String,
    /// Hours and euros to be shared out, where there was such a limit.
    pub budget: (Option<i64>, Option<i64>),
    /// How many took part; `None` when fewer than five.
    pub ballots: Option<u32>,
    /// What came out for each proposal.
    pub results: Vec<CameOut>,
    /// What was said against: the proposal and the words, without names.
    pub dissent: Vec<(String, String)>,
    /// With equal shares: how many got nothing of what they wanted, and how many would have by simple majority; `None` of
    /// fewer than five voters.
    pub nothing: Option<(usize, usize)>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

/// What came out for a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameOut {
    /// Its title.
    pub title: String,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Why, as a code of [`crate::harvest::choice::Why`].
    pub why: String,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// The promise.
    pub id: Uuid,
    /// The organisation; `None` is a participant, who is not named.
    pub who: Option<String>,
    /// What.
    pub what: Told,
    /// By when.
    pub due: Instant,
}

/// A working group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grouped {
    /// The group.
    pub id: Uuid,
    /// Its name.
    pub title: Told,
    /// What it has set itself to do.
    pub task: Told,
    /// When it meets next.
    pub next_at: Option<Instant>,
}

/// An experiment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The experiment.
    pub id: Uuid,
    /// Its name.
    pub title: Told,
    /// What is believed to happen.
    pub hypothesis: Told,
    /// How one will see whether it did.
    pub measure: Told,
    /// Where.
    pub place: String,
    /// From which day.
    pub starts_at: Instant,
    /// For how many weeks.
    pub weeks: i64,
    /// Keep, change or drop, once decided.
    pub decision: Option<String>,
}

/// Conversations between groups of people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// The groups; `None` are all others.
    pub groups: Vec<Option<String>>,
    /// How many pairs met at a table, group by group; `None` is fewer than five.
    pub cells: Vec<Vec<Option<u32>>>,
}

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// Between kinds of bodies.
    pub kinds: Matrix,
    /// Between territories.
    pub territories: Matrix,
    /// Pairs of people who met once, and more than once; hidden under five.
    pub meetings: (Option<u32>, Option<u32>),
}

/// The minutes of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Minutes {
    /// What, when, where.
    pub opening: Opening,
    /// Who was there.
    pub people: People,
    /// What was asked.
    pub questions: Vec<Asked>,
    /// What was said.
    pub words: Vec<AtTable>,
    /// What it was gathered into.
    pub themes: Vec<Theme>,
    /// Statements and votes.
    pub votes: Vec<Voted>,
    /// What was worked out.
    pub proposals: Vec<Proposed>,
    /// How it was chosen.
    pub decisions: Vec<Chosen>,
    /// What was promised.
    pub commitments: Vec<Promised>,
    /// Who goes on working.
    pub groups: Vec<Grouped>,
    /// What is tried.
    pub experiments: Vec<Tried>,
    /// What is drawn.
    pub pictures: Pictures,
}

impl Minutes {
    /// What a section is made from: when it differs from before, the section would read differently.
    pub fn fingerprint(&self, section: Section) -> String {
        let bytes = match section {
            Section::Opening => serde_json::to_vec(&self.opening),
            Section::People => serde_json::to_vec(&self.people),
            Section::Questions => serde_json::to_vec(&self.questions),
            Section::Words => serde_json::to_vec(&self.words),
            Section::Themes => serde_json::to_vec(&self.themes),
            Section::Votes => serde_json::to_vec(&self.votes),
            Section::Proposals => serde_json::to_vec(&self.proposals),
            Section::Decisions => serde_json::to_vec(&self.decisions),
            Section::Commitments => serde_json::to_vec(&self.commitments),
            Section::Groups => serde_json::to_vec(&self.groups),
            Section::Experiments => serde_json::to_vec(&self.experiments),
            Section::Pictures => serde_json::to_vec(&self.pictures),
        };
        blake3::hash(&bytes.unwrap_or_default()).to_hex().chars().take(32).collect()
    }

    /// The contribution of this id.
    pub fn word(&self, id: Uuid) -> Option<(&AtTable, &Word)> {
        self.words.iter().find_map(|at| Some((at, at.said.iter().find(|word| word.id == id)?)))
    }
}
