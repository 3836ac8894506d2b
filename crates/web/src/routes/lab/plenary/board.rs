//! The board as a page shows it: themes, loose notes, what is perhaps together.

use crate::{
    Fault, Shell, Visit,
    routes::{
        card::reading::{Line, attrs},
        lab::harvest::{Place, Said},
    },
};
use reticolo_base::Instant;
use reticolo_lab::{
    harvest::{
        Note, Theme, notes,
        similar::{self, Words},
        theme::{self, Ancestor, Objection, ObjectionState, State, Wall},
    },
    translation::Translation,
};
use reticolo_words::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A note on the wall.
pub struct Card {
    pub id: Uuid,
    pub said: Said,
    pub from: String,
    pub kind: Option<(&'static str, String)>,
    pub chosen: bool,
}

/// A theme on the wall.
pub struct Shown {
    pub id: Uuid,
    pub number: usize,
    pub title: Line,
    pub plain_title: String,
    pub state: &'static str,
    pub state_name: String,
    pub asked: Option<Line>,
    pub asked_plain: String,
    pub cards: Vec<Card>,
    pub from: Option<String>,
    pub earlier: Vec<Card>,
    pub objections: Vec<Against>,
    pub chosen: bool,
}

/// An objection.
pub struct Against {
    pub id: Uuid,
    pub line: Line,
    pub state: &'static str,
    pub state_name: String,
}

/// Notes that are perhaps together.
pub struct Perhaps {
    pub cards: Vec<Card>,
}

/// Everything on the board.
pub struct Board {
    pub themes: Vec<Shown>,
    pub loose: Vec<Card>,
    pub perhaps: Vec<Perhaps>,
    pub steps: i64,
    pub seconds: Option<i64>,
    pub runs: bool,
    pub ran_out: bool,
    pub clock: String,
    pub hidden_notes: usize,
}

/// What is ticked, so that it comes back when something went wrong.
#[derive(Default)]
pub struct Ticked(pub BTreeSet<Uuid>);

impl Board {
    pub async fn of(
        visit: &Visit,
        place: &Place,
        wall: &Wall,
        all: bool,
        ticked: &Ticked,
    ) -> Result<Self, Fault> {
        let db = &visit.app.db;
        let told = notes::translated(db, &wall.notes, visit.lang()).await?;
        let maker = Maker { visit, told: &told, ticked };
        let against = theme::objections(db, place.session).await?;
        let mut themes = Vec::new();
        for (number, own) in (1..).zip(wall.board.hang()) {
            let ancestors = theme::ancestors(db, own.id).await?;
            themes.push(maker.theme(number, own, wall, &ancestors, &against));
        }
        let loose = wall.loose(all);
        let perhaps = if place.runs { maker.perhaps(&loose) } else { Vec::new() };
        let seconds = wall.clock.seconds_left(visit.ctx.now);
        let shown: usize = loose.len() + wall.board.hang().map(|theme| theme.notes.len()).sum::<usize>();
        Ok(Self {
            themes,
            loose: loose.into_iter().map(|note| maker.card(note)).collect(),
            perhaps,
            steps: wall.steps,
            seconds,
            runs: matches!(wall.clock, theme::Clock::Runs(_)),
            ran_out: seconds == Some(0),
            clock: written(seconds),
            hidden_notes: wall.notes.len().saturating_sub(shown),
        })
    }
}

/// Minutes and seconds.
fn written(seconds: Option<i64>) -> String {
    let seconds = seconds.unwrap_or(theme::MINUTES * 60);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

struct Maker<'a> {
    visit: &'a Visit,
    told: &'a BTreeMap<Uuid, Translation>,
    ticked: &'a Ticked,
}

const KINDS: [&str; 6] = ["experience", "analysis", "challenge", "idea", "reflection", "question"];

impl Maker<'_> {
    fn say(&self, key: &str) -> String {
        self.visit.words().say(key).into_owned()
    }

    fn table(&self, table: i64, round: i64) -> String {
        let values = [("table", Value::from(table as f64)), ("round", Value::from(round as f64))];
        self.visit.words().say_with("lab-harvest-table-round", &values)
    }

    fn card(&self, note: &Note) -> Card {
        let kind = note.kind.as_deref().and_then(|kind| KINDS.into_iter().find(|known| *known == kind));
        Card {
            id: note.id,
            said: Said::new(self.visit, note.lang, &note.words, self.told.get(&note.id)),
            from: self.table(note.table, note.round),
            kind: kind.map(|kind| (kind, self.say(&format!("lab-harvest-kind-{kind}")))),
            chosen: self.ticked.0.contains(&note.id),
        }
    }

    fn earlier(&self, ancestor: &Ancestor) -> Card {
        Card {
            id: ancestor.id,
            said: Said::new(self.visit, ancestor.lang, &ancestor.words, self.told.get(&ancestor.id)),
            from: self.table(ancestor.table, ancestor.round),
            kind: None,
            chosen: false,
        }
    }

    fn theme(
        &self,
        number: usize,
        theme: &Theme,
        wall: &Wall,
        ancestors: &[Ancestor],
        against: &[Objection],
    ) -> Shown {
        let lang = self.visit.lang();
        let line = |text: &str, own| Line { text: text.to_owned(), attrs: attrs(own, lang), doubtful: false };
        let mut tables: Vec<String> = ancestors.iter().map(|a| self.table(a.table, a.round)).collect();
        tables.dedup();
        let list = self.visit.words().and(&tables);
        let from = self.visit.words().say_with("lab-harvest-from", &[("list", Value::from(list))]);
        Shown {
            id: theme.id,
            number,
            title: line(&theme.title, theme.lang),
            plain_title: theme.title.clone(),
            state: theme.state.code(),
            state_name: self.say(&format!("lab-harvest-theme-{}", theme.state.code())),
            asked: (!theme.asked.is_empty()).then(|| line(&theme.asked, theme.lang)),
            asked_plain: theme.asked.clone(),
            cards: theme.notes.iter().filter_map(|id| wall.note(*id)).map(|note| self.card(note)).collect(),
            from: (!tables.is_empty()).then_some(from),
            earlier: ancestors.iter().filter(|a| !a.now && !a.hidden).map(|a| self.earlier(a)).collect(),
            objections: against.iter().filter(|o| o.theme == theme.id).map(|o| self.against(o)).collect(),
            chosen: self.ticked.0.contains(&theme.id),
        }
    }

    fn against(&self, objection: &Objection) -> Against {
        let attrs = attrs(objection.lang, self.visit.lang());
        Against {
            id: objection.id,
            line: Line { text: objection.words.clone(), attrs, doubtful: false },
            state: objection.state.code(),
            state_name: self.say(&format!("lab-harvest-objection-{}", objection.state.code())),
        }
    }

    fn perhaps(&self, loose: &[&Note]) -> Vec<Perhaps> {
        let texts = |note: &Note| {
            let mut texts: Vec<_> = vec![(note.lang, note.words.clone())];
            texts.extend(self.told.get(&note.id).map(|told| (self.visit.lang(), told.words.clone())));
            texts
        };
        let owned: Vec<_> = loose.iter().map(|note| (note.id, texts(note))).collect();
        let words: Vec<Words<'_>> = owned
            .iter()
            .map(|(id, texts)| Words {
                id: *id,
                texts: texts.iter().map(|(l, t)| (*l, t.as_str())).collect(),
            })
            .collect();
        let cards = |ids: &[Uuid]| {
            let own = ids.iter().filter_map(|id| loose.iter().find(|note| note.id == *id));
            own.map(|note| self.card(note)).collect()
        };
        similar::together(&words).iter().map(|found| Perhaps { cards: cards(&found.notes) }).collect()
    }
}

/// What may be done about an objection, with its names.
pub fn settlements(shell: &Shell) -> Vec<(&'static str, String)> {
    [ObjectionState::WorkedIn, ObjectionState::Dissent]
        .map(|state| (state.code(), shell.say(&format!("lab-harvest-objection-to-{}", state.code()))))
        .into()
}

/// When a move is made.
pub fn settled(theme: Uuid, state: State, at: Instant) -> theme::Move {
    theme::Move::Settle { theme, state, at }
}
