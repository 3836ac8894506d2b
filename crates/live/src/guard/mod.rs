//! Decides of every edit whether it may be, before anybody else sees it.
//!
//! A guard remembers of each unit of the document where it stands (not what it says), whose client made it, and whether
//! it was deleted. An update is taken apart and each part is asked for: may she write there, may she delete that? It is
//! accepted as a whole or not at all, and an update that was not accepted has left no trace.

#[cfg(test)]
mod hostile;
mod ranges;
mod spot;
#[cfg(test)]
mod tests;
mod trial;

use crate::{
    Seat,
    wire::update::{Id, Update},
};
use ranges::Ranges;
use spot::{NoteAt, Person, Spot};
use std::{collections::HashMap, sync::Arc};
use trial::{Kept, Stop, Trial};

/// What became of an update.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Accepted.
    Fine(Accepted),
    /// Everything in it is known already.
    Known,
    /// It builds on something that is not here: the two sides must tell each other what they have.
    Gap,
    /// The client id is somebody else's.
    Foreign,
    /// It may not be; the reason is for logs and programs, not for people.
    Refused(&'static str),
}

/// What an accepted update brought beside its units.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Client ids that were used for the first time, and are hers now.
    pub claimed: Vec<u64>,
    /// Notes that were touched.
    pub touched: Vec<Arc<str>>,
    /// Whether something beside notes was touched.
    pub marks: bool,
}

/// The memory of a room's guard.
#[derive(Debug, Default)]
pub struct Guard {
    clients: HashMap<u64, Client>,
    people: Vec<Arc<str>>,
    notes: Vec<NoteMemory>,
    newest: HashMap<Arc<str>, NoteAt>,
    summaries: Vec<u32>,
    types: HashMap<Id, Spot>,
    marks: usize,
}

#[derive(Debug, Default)]
struct Client {
    whose: Option<Person>,
    recorded: bool,
    runs: Vec<Run>,
    deleted: Ranges,
}

impl Client {
    fn end(&self) -> u32 {
        self.runs.last().map_or(0, |run| run.end)
    }
}

/// Units of one client that stand at one spot, up to `end`; they begin where the run before ends.
#[derive(Debug, Clone, Copy)]
struct Run {
    end: u32,
    spot: Spot,
}

#[derive(Debug, Clone)]
struct NoteMemory {
    key: Arc<str>,
    maker: Person,
    units: u32,
    hidden: Option<bool>,
}

/// Who writes: somebody of the room, or the room's own record, which was judged when it was written.
#[derive(Clone, Copy)]
enum Writer<'a> {
    Seat(&'a Seat, Person),
    Record(Person),
}

impl Writer<'_> {
    fn person(self) -> Person {
        match self {
            Self::Seat(_, person) | Self::Record(person) => person,
        }
    }

    /// May write what is the maker's own.
    fn is_free_at(self, maker: Person) -> bool {
        match self {
            Self::Seat(seat, person) => seat.host || person == maker,
            Self::Record(_) => true,
        }
    }

    fn is_host(self) -> bool {
        match self {
            Self::Seat(seat, _) => seat.host,
            Self::Record(_) => true,
        }
    }
}

impl Guard {
    /// Remembers whose a client id is, as the database tells.
    pub fn remember(&mut self, client: u64, who: &str) {
        let person = self.person(who);
        let known = self.clients.entry(client).or_default();
        known.whose = Some(person);
        known.recorded = true;
    }

    /// Whose a client id is.
    pub fn whose(&self, client: u64) -> Option<&Arc<str>> {
        self.people.get(self.clients.get(&client)?.whose? as usize)
    }

    /// Claims a client id that shows itself in awareness; whether it is hers.
    pub fn claim(&mut self, client: u64, who: &str) -> bool {
        let person = self.person(who);
        *self.clients.entry(client).or_default().whose.get_or_insert(person) == person
    }

    /// Gives up a claim of a client that never wrote.
    pub fn disclaim(&mut self, client: u64) {
        if self.clients.get(&client).is_some_and(|known| known.runs.is_empty() && !known.recorded) {
            self.clients.remove(&client);
        }
    }

    /// The maker of a note.
    pub fn maker(&self, note: &str) -> Option<&Arc<str>> {
        let at = *self.newest.get(note)?;
        self.people.get(self.notes.get(at as usize)?.maker as usize)
    }

    /// Judges an update of somebody who sits here; remembers it when it is fine.
    pub fn judge(&mut self, update: &Update<'_>, seat: &Seat) -> Verdict {
        let person = self.person(&seat.who);
        self.take(update, Writer::Seat(seat, person))
    }

    /// Takes over what the room's record holds: it was judged when it was written.
    pub fn recall(&mut self, update: &Update<'_>) -> Verdict {
        let nobody = self.person("");
        self.take(update, Writer::Record(nobody))
    }

    /// Remembers units that the document itself deleted, because another value of the same key won.
    pub fn deleted(&mut self, client: u64, start: u32, end: u32) {
        if let Some(known) = self.clients.get_mut(&client) {
            known.deleted.add(start, end);
        }
    }

    fn person(&mut self, who: &str) -> Person {
        let found = self.people.iter().position(|known| **known == *who);
        let at = found.unwrap_or_else(|| {
            self.people.push(who.into());
            self.people.len() - 1
        });
        at as Person
    }

    fn take(&mut self, update: &Update<'_>, writer: Writer<'_>) -> Verdict {
        let mut trial = Trial::new(self, writer);
        match trial.run(update) {
            Ok(()) if trial.is_empty() => Verdict::Known,
            Ok(()) => {
                let kept = trial.kept;
                Verdict::Fine(self.keep(kept, writer.person()))
            }
            Err(Stop::Gap) => Verdict::Gap,
            Err(Stop::Foreign) => Verdict::Foreign,
            Err(Stop::Refused(reason)) => Verdict::Refused(reason),
        }
    }

    fn keep(&mut self, kept: Kept, person: Person) -> Accepted {
        let mut accepted = Accepted::default();
        for (client, runs) in kept.runs {
            let known = self.clients.entry(client).or_default();
            known.whose.get_or_insert(person);
            if !std::mem::replace(&mut known.recorded, true) {
                accepted.claimed.push(client);
            }
            for run in runs {
                match known.runs.last_mut() {
                    Some(last) if last.spot == run.spot => last.end = run.end,
                    _ => known.runs.push(run),
                }
            }
        }
        for (client, ranges) in kept.deleted {
            let known = self.clients.entry(client).or_default();
            ranges.iter().for_each(|(start, end)| known.deleted.add(start, end));
        }
        for note in kept.notes {
            self.newest.insert(note.key.clone(), self.notes.len() as NoteAt);
            self.notes.push(note);
        }
        self.types.extend(kept.types);
        self.summaries.resize(self.summaries.len() + kept.summaries as usize, 0);
        for (at, grown) in kept.grown {
            if let Some(note) = self.notes.get_mut(at as usize) {
                note.units = note.units.saturating_add_signed(grown);
            }
        }
        for (at, grown) in kept.summed {
            if let Some(units) = self.summaries.get_mut(at as usize) {
                *units = units.saturating_add_signed(grown);
            }
        }
        for (at, hidden) in kept.hidden {
            if let Some(note) = self.notes.get_mut(at as usize) {
                note.hidden = Some(hidden);
            }
        }
        self.marks += kept.marks;
        accepted.marks = kept.beside;
        accepted.touched =
            kept.touched.iter().filter_map(|at| Some(self.notes.get(*at as usize)?.key.clone())).collect();
        accepted.touched.sort_unstable();
        accepted.touched.dedup();
        accepted
    }
}
