//! The wall as a pure thing: themes in order, and the moves that change them.

use super::{State, Theme};
use crate::Refused;
use reticolo_base::{Instant, Lang};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// More themes than this nobody could see at a glance.
pub const MOST_THEMES: usize = 60;
/// The most notes that one move may touch.
pub const MOST_NOTES: usize = 100;

/// The themes of a session, in the order in which they hang; those merged or taken back stay known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// Every theme there ever was.
    pub themes: Vec<Theme>,
}

/// Something one does on the wall. Titles and words were made safe before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Join notes into a new theme.
    Group {
        /// The new theme's id.
        id: Uuid,
        /// Its title.
        title: String,
        /// The title's language.
        lang: Lang,
        /// The notes.
        notes: Vec<Uuid>,
    },
    /// Put notes into a theme; they leave the one they were in.
    Add {
        /// The theme.
        theme: Uuid,
        /// The notes.
        notes: Vec<Uuid>,
    },
    /// Take notes out of whatever theme they are in.
    Remove {
        /// The notes.
        notes: Vec<Uuid>,
    },
    /// Make one theme of two: `from` becomes part of `into`.
    Merge {
        /// The theme that stays.
        into: Uuid,
        /// The theme that becomes part of it.
        from: Uuid,
    },
    /// Make a theme of its own from some notes of another.
    Split {
        /// The theme that had them.
        from: Uuid,
        /// The new theme's id.
        id: Uuid,
        /// Its title.
        title: String,
        /// The title's language.
        lang: Lang,
        /// The notes.
        notes: Vec<Uuid>,
    },
    /// Give a theme another title.
    Rename {
        /// The theme.
        theme: Uuid,
        /// The title.
        title: String,
        /// The title's language.
        lang: Lang,
    },
    /// Hang a theme at another place, from 0, among those that hang.
    Place {
        /// The theme.
        theme: Uuid,
        /// The place.
        at: usize,
    },
    /// Put words to the room: any serious objection?
    Ask {
        /// The theme.
        theme: Uuid,
        /// The words.
        words: String,
    },
    /// The room goes on with it (`decided`), leaves it for another day (`parked`), or takes it up again (`open`).
    Settle {
        /// The theme.
        theme: Uuid,
        /// Where it stands now.
        state: State,
        /// When.
        at: Instant,
    },
}

impl Move {
    /// The stored word of the move, also the last part of its text's key.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Group { .. } => "group",
            Self::Add { .. } => "add",
            Self::Remove { .. } => "remove",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Rename { .. } => "rename",
            Self::Place { .. } => "place",
            Self::Ask { .. } => "ask",
            Self::Settle { state, .. } => state.code(),
        }
    }

    /// The notes and themes it is about: two moves about the same thing cannot both be made by people who do not see
    /// each other.
    pub fn touched(&self) -> BTreeSet<Uuid> {
        match self {
            Self::Group { notes, .. } | Self::Remove { notes } => notes.iter().copied().collect(),
            Self::Add { notes, theme } => notes.iter().chain([theme]).copied().collect(),
            Self::Merge { into, from } => [*into, *from].into(),
            Self::Split { from, notes, .. } => notes.iter().chain([from]).copied().collect(),
            Self::Rename { theme, .. }
            | Self::Place { theme, .. }
            | Self::Ask { theme, .. }
            | Self::Settle { theme, .. } => [*theme].into(),
        }
    }

    /// The notes it names.
    pub fn notes(&self) -> &[Uuid] {
        match self {
            Self::Group { notes, .. }
            | Self::Add { notes, .. }
            | Self::Remove { notes }
            | Self::Split { notes, .. } => notes,
            _ => &[],
        }
    }
}

/// That a theme comes from another one, and how: `merged` or `split`.
pub type Lineage = (Uuid, Uuid, &'static str);

impl Board {
    /// Makes a move; where themes come from one another, that.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when nothing was selected or there is no more room, [`Refused::Conflict`] when a theme does not
    /// hang here (any more). The board is as before then.
    pub fn make(&mut self, step: &Move) -> Result<Option<Lineage>, Refused> {
        if step.notes().len() > MOST_NOTES {
            return Err(Refused::Invalid(
                "lab-harvest-problem-many-notes",
                vec![("most", MOST_NOTES.to_string())],
            ));
        }
        match step {
            Move::Group { id, title, lang, notes } => {
                self.new_theme(*id, title, *lang, notes)?;
                Ok(None)
            }
            Move::Add { theme, notes } => self.add(*theme, notes).map(|()| None),
            Move::Remove { notes } => self.remove(notes).map(|()| None),
            Move::Merge { into, from } => self.merge(*into, *from).map(Some),
            Move::Split { from, id, title, lang, notes } => {
                self.split(*from, *id, (title, *lang), notes).map(Some)
            }
            Move::Rename { theme, title, lang } => {
                let theme = self.hanging(*theme)?;
                (theme.title, theme.lang) = (title.clone(), *lang);
                Ok(None)
            }
            Move::Place { theme, at } => self.place(*theme, *at).map(|()| None),
            Move::Ask { theme, words } => {
                let theme = self.hanging(*theme)?;
                (theme.asked, theme.state, theme.decided_at) = (words.clone(), State::Asked, None);
                Ok(None)
            }
            Move::Settle { theme, state, at } => {
                let theme = self.hanging(*theme)?;
                let settled = matches!(state, State::Decided | State::Parked);
                (theme.state, theme.decided_at) = (*state, settled.then_some(*at));
                Ok(None)
            }
        }
    }

    /// The themes that hang, in order.
    pub fn hang(&self) -> impl Iterator<Item = &Theme> {
        self.themes.iter().filter(|theme| theme.state.hangs())
    }

    /// The theme in which a note is now.
    pub fn holder(&self, note: Uuid) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.notes.contains(&note))
    }

    fn hanging(&mut self, id: Uuid) -> Result<&mut Theme, Refused> {
        let found = self.themes.iter_mut().find(|theme| theme.id == id && theme.state.hangs());
        found.ok_or(Refused::Conflict("lab-harvest-conflict-theme"))
    }

    fn new_theme(&mut self, id: Uuid, title: &str, lang: Lang, notes: &[Uuid]) -> Result<(), Refused> {
        if notes.is_empty() {
            return Err(Refused::invalid("lab-harvest-problem-nothing-selected"));
        }
        if self.hang().count() >= MOST_THEMES {
            return Err(Refused::Invalid(
                "lab-harvest-problem-many-themes",
                vec![("most", MOST_THEMES.to_string())],
            ));
        }
        if self.themes.iter().any(|theme| theme.id == id) {
            return Err(Refused::Conflict("lab-harvest-conflict-theme"));
        }
        self.take(notes);
        let mut own = Vec::new();
        append(&mut own, notes);
        let (title, asked) = (title.to_owned(), String::new());
        self.themes.push(Theme { id, title, lang, state: State::Open, asked, notes: own, decided_at: None });
        Ok(())
    }

    fn add(&mut self, theme: Uuid, notes: &[Uuid]) -> Result<(), Refused> {
        if notes.is_empty() {
            return Err(Refused::invalid("lab-harvest-problem-nothing-selected"));
        }
        self.hanging(theme)?;
        let held: HashSet<Uuid> = self.hanging(theme)?.notes.iter().copied().collect();
        let new: Vec<Uuid> = notes.iter().copied().filter(|note| !held.contains(note)).collect();
        self.take(&new);
        append(&mut self.hanging(theme)?.notes, &new);
        Ok(())
    }

    fn remove(&mut self, notes: &[Uuid]) -> Result<(), Refused> {
        if !notes.iter().any(|note| self.holder(*note).is_some()) {
            return Err(Refused::invalid("lab-harvest-problem-nothing-selected"));
        }
        self.take(notes);
        Ok(())
    }

    fn merge(&mut self, into: Uuid, from: Uuid) -> Result<Lineage, Refused> {
        if into == from {
            return Err(Refused::invalid("lab-harvest-problem-two-themes"));
        }
        self.hanging(into)?;
        let gone = self.hanging(from)?;
        gone.state = State::Merged;
        let notes = std::mem::take(&mut gone.notes);
        append(&mut self.hanging(into)?.notes, &notes);
        Ok((into, from, "merged"))
    }

    fn split(
        &mut self,
        from: Uuid,
        id: Uuid,
        (title, lang): (&str, Lang),
        notes: &[Uuid],
    ) -> Result<Lineage, Refused> {
        let held = &self.hanging(from)?.notes;
        let own: Vec<Uuid> = held.iter().copied().filter(|note| notes.contains(note)).collect();
        // A split that leaves nothing behind is a change of title.
        if own.is_empty() || own.len() == held.len() {
            return Err(Refused::invalid("lab-harvest-problem-split"));
        }
        self.new_theme(id, title, lang, &own)?;
        Ok((id, from, "split"))
    }

    fn place(&mut self, id: Uuid, at: usize) -> Result<(), Refused> {
        self.hanging(id)?;
        let Some(now) = self.themes.iter().position(|theme| theme.id == id) else { return Ok(()) };
        let theme = self.themes.remove(now);
        let hanging: Vec<usize> =
            self.themes.iter().enumerate().filter(|(_, t)| t.state.hangs()).map(|(place, _)| place).collect();
        let place = hanging.get(at).copied().unwrap_or(self.themes.len());
        self.themes.insert(place, theme);
        Ok(())
    }

    /// Takes notes out of the themes that hold them.
    fn take(&mut self, notes: &[Uuid]) {
        for theme in &mut self.themes {
            theme.notes.retain(|note| !notes.contains(note));
        }
    }
}

fn append(held: &mut Vec<Uuid>, notes: &[Uuid]) {
    for note in notes {
        if !held.contains(note) {
            held.push(*note);
        }
    }
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
