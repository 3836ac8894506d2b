//! One update under judgement: what it would add to the guard's memory, or why not.

use super::{
    Guard, NoteMemory, Run, Writer,
    ranges::Ranges,
    spot::{self, Field, NoteAt, Person, Spot},
};
use crate::{
    cloth::{MOST_MARKS, MOST_NOTES, MOST_TEXT},
    wire::{
        Value,
        update::{Block, Body, Content, Id, Parent, Update},
    },
};
use std::{collections::HashMap, sync::Arc};

/// Why a trial stopped.
pub enum Stop {
    /// Something it builds on is not here.
    Gap,
    /// A client id is somebody else's.
    Foreign,
    /// It may not be.
    Refused(&'static str),
}

/// What a trial would add.
#[derive(Default)]
pub struct Kept {
    pub(super) runs: HashMap<u64, Vec<Run>>,
    pub(super) deleted: HashMap<u64, Ranges>,
    pub(super) notes: Vec<NoteMemory>,
    pub(super) types: HashMap<Id, Spot>,
    pub(super) summaries: u32,
    pub(super) grown: HashMap<NoteAt, i32>,
    pub(super) summed: HashMap<u32, i32>,
    pub(super) hidden: HashMap<NoteAt, bool>,
    pub(super) touched: Vec<NoteAt>,
    pub(super) marks: usize,
    pub(super) beside: bool,
}

/// One update under judgement.
pub struct Trial<'g, 'w> {
    guard: &'g Guard,
    writer: Writer<'w>,
    pub(super) kept: Kept,
}

type Tried<T> = Result<T, Stop>;

/// Where a new item asks to stand.
#[derive(Clone, Copy)]
enum Asked<'a> {
    /// Where something stands already.
    Beside(Spot, Id),
    /// Under a key of a root, or in it.
    Root(&'a str, Option<&'a str>),
    /// Under a key of a note.
    NoteField(NoteAt, &'a str),
    /// Among characters, or where nothing is any more.
    Inside(Spot),
}

impl<'g, 'w> Trial<'g, 'w> {
    pub(super) fn new(guard: &'g Guard, writer: Writer<'w>) -> Self {
        Self { guard, writer, kept: Kept::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.runs.is_empty() && self.kept.deleted.is_empty()
    }

    /// Judges everything; blocks of one client may wait for those of another.
    pub(super) fn run(&mut self, update: &Update<'_>) -> Tried<()> {
        let mut queues: Vec<(u64, &[Block<'_>])> =
            update.clients.iter().map(|(client, blocks)| (*client, blocks.as_slice())).collect();
        loop {
            let mut moved = false;
            for (client, blocks) in &mut queues {
                while let Some((block, rest)) = blocks.split_first() {
                    if !self.block(*client, block)? {
                        break;
                    }
                    *blocks = rest;
                    moved = true;
                }
            }
            queues.retain(|(_, blocks)| !blocks.is_empty());
            if queues.is_empty() {
                break;
            }
            if !moved {
                return Err(Stop::Gap);
            }
        }
        update.deleted.iter().try_for_each(|(client, clock, len)| self.delete(*client, *clock, clock + len))
    }

    /// Judges a block; false when it must wait for another client's.
    fn block(&mut self, client: u64, block: &Block<'_>) -> Tried<bool> {
        let (known, end) = (self.end(client), block.clock + block.len);
        if end <= known {
            return Ok(true);
        }
        if block.clock > known || matches!(block.body, Body::Skipped) {
            return Err(Stop::Gap);
        }
        self.own(client)?;
        let spot = match &block.body {
            Body::Item { left, right, parent, key, content } => {
                let Some(asked) = self.asked(*left, *right, *parent, *key)? else { return Ok(false) };
                self.insert((client, known), end - known, asked, content)?
            }
            Body::Gone | Body::Skipped => Spot::Gone,
        };
        let gone = matches!(block.body, Body::Gone | Body::Item { content: Content::Deleted, .. });
        if gone {
            self.kept.deleted.entry(client).or_default().add(known, end);
        }
        self.kept.runs.entry(client).or_default().push(Run { end, spot });
        Ok(true)
    }

    /// A client id is hers, or nobody's yet.
    fn own(&self, client: u64) -> Tried<()> {
        let Writer::Seat(_, person) = self.writer else { return Ok(()) };
        let whose = self.guard.clients.get(&client).and_then(|known| known.whose);
        if whose.is_none_or(|whose| whose == person) { Ok(()) } else { Err(Stop::Foreign) }
    }

    fn asked<'a>(
        &self,
        left: Option<Id>,
        right: Option<Id>,
        parent: Option<Parent<'a>>,
        key: Option<&'a str>,
    ) -> Tried<Option<Asked<'a>>> {
        if let Some(parent) = parent {
            return Ok(match parent {
                Parent::Root(name) => Some(Asked::Root(name, key)),
                Parent::Unit(id) => self.within(id, key)?,
            });
        }
        let mut found: Option<(Spot, Id)> = None;
        for id in [left, right].into_iter().flatten() {
            let Some(spot) = self.spot(id) else { return Ok(None) };
            found = match found {
                None | Some((Spot::Gone, _)) => Some((spot, id)),
                Some((before, at)) if before == spot || spot == Spot::Gone => Some((before, at)),
                Some(_) => return Err(Stop::Refused("neighbours of two places")),
            };
        }
        let Some((spot, id)) = found else { return Err(Stop::Refused("no place")) };
        let in_line = matches!(spot, Spot::Gone | Spot::Words(_) | Spot::Stroke | Spot::Summing(_));
        if right.is_some() && !in_line {
            return Err(Stop::Refused("a key has no neighbour to its right"));
        }
        Ok(Some(Asked::Beside(spot, id)))
    }

    /// In a type, by the unit that it is.
    fn within<'a>(&self, id: Id, key: Option<&'a str>) -> Tried<Option<Asked<'a>>> {
        let Some(stands) = self.spot(id) else { return Ok(None) };
        let made = self.kept.types.get(&id).or_else(|| self.guard.types.get(&id));
        match (made, key) {
            (Some(Spot::Note(note)), Some(key)) => Ok(Some(Asked::NoteField(*note, key))),
            (Some(spot @ (Spot::Words(_) | Spot::Summing(_))), None) => Ok(Some(Asked::Inside(*spot))),
            // A type that was taken away and forgotten: what is written into it is nowhere.
            (None, _) if stands == Spot::Gone => Ok(Some(Asked::Inside(Spot::Gone))),
            (None, _) if stands.may_be_a_type() && self.is_deleted(id) => Ok(Some(Asked::Inside(Spot::Gone))),
            _ => Err(Stop::Refused("no such place")),
        }
    }

    /// Judges something new; where it stands.
    fn insert(&mut self, id: Id, len: u32, asked: Asked<'_>, content: &Content<'_>) -> Tried<Spot> {
        match asked {
            Asked::Root("notes", Some(key)) if spot::is_id(key) => self.new_note(id, key.into(), content),
            Asked::Beside(Spot::Note(before), _) => {
                let key = self.note(before)?.key.clone();
                self.new_note(id, key, content)
            }
            Asked::NoteField(note, key) => match Field::of(key) {
                Some(field) => self.set_field(id, note, field, content),
                None => Err(Stop::Refused("no such field")),
            },
            Asked::Beside(Spot::Field(note, field), _) => self.set_field(id, note, field, content),
            Asked::Beside(Spot::Words(note), _) | Asked::Inside(Spot::Words(note)) => {
                self.write_words(note, len, content)
            }
            Asked::Root("links", Some(key)) if spot::is_link(key) => {
                self.mark(Spot::Link, 1, spot::is_mark(content))
            }
            Asked::Beside(Spot::Link, _) => self.mark(Spot::Link, 1, spot::is_mark(content)),
            Asked::Root("ink", None) | Asked::Beside(Spot::Stroke, _) => {
                let fits = match self.writer {
                    Writer::Seat(seat, _) => spot::are_strokes(content, &seat.who),
                    Writer::Record(_) => true,
                };
                self.mark(Spot::Stroke, len as usize, fits)
            }
            Asked::Root("reactions", Some(key)) => {
                let hers = match self.writer {
                    Writer::Seat(seat, _) => spot::who_reacts(key) == Some(&*seat.who),
                    Writer::Record(_) => true,
                };
                self.mark(Spot::Reaction, 1, hers && spot::is_mark(content))
            }
            Asked::Beside(Spot::Reaction, beside) => {
                let hers = self.is_of_writer(beside.0);
                self.mark(Spot::Reaction, 1, hers && spot::is_mark(content))
            }
            Asked::Root("summaries", Some(key)) if spot::is_round(key) => self.new_summary(id, content),
            Asked::Beside(Spot::Summary, _) => self.new_summary(id, content),
            Asked::Beside(Spot::Summing(at), _) | Asked::Inside(Spot::Summing(at)) => {
                self.sum_up(at, len, content)
            }
            Asked::Beside(Spot::Gone, _) | Asked::Inside(Spot::Gone) => Ok(Spot::Gone),
            _ => Err(Stop::Refused("no such place")),
        }
    }

    fn new_note(&mut self, id: Id, key: Arc<str>, content: &Content<'_>) -> Tried<Spot> {
        if let Some(before) = self.newest(&key) {
            let (maker, hidden) = (self.note(before)?.maker, self.note(before)?.hidden);
            self.allow(self.writer.is_free_at(maker), "somebody else's note")?;
            self.allow(hidden != Some(true) || self.writer.is_host(), "the host hid it")?;
        }
        self.allow(matches!(content, Content::Map | Content::Deleted), "a note is a map")?;
        let at = self.guard.notes.len() + self.kept.notes.len();
        if matches!(self.writer, Writer::Seat(..)) && at >= MOST_NOTES {
            return Err(Stop::Refused("too many notes"));
        }
        let maker = self.whose(id.0);
        let at = at as NoteAt;
        self.kept.notes.push(NoteMemory { key, maker, units: 0, hidden: None });
        self.kept.types.insert(id, Spot::Note(at));
        self.kept.touched.push(at);
        Ok(Spot::Note(at))
    }

    fn set_field(&mut self, id: Id, at: NoteAt, field: Field, content: &Content<'_>) -> Tried<Spot> {
        let note = self.note(at)?;
        if let Writer::Seat(seat, _) = self.writer {
            let maker = self.guard.people.get(note.maker as usize).map_or(&*seat.who, |who| &**who);
            self.allow(field.holds(content, maker), "not what this field holds")?;
            let free = self.writer.is_free_at(note.maker);
            let allowed = match field {
                Field::Hidden => seat.host || (free && self.is_first_unhidden(at, content)),
                field => field.is_common() || free,
            };
            self.allow(allowed, "somebody else's note")?;
        }
        if let (Field::Hidden, Some(hidden)) = (field, truth(content)) {
            self.kept.hidden.insert(at, hidden);
        }
        if matches!(content, Content::YText) {
            self.kept.types.insert(id, Spot::Words(at));
        }
        self.kept.touched.push(at);
        Ok(Spot::Field(at, field))
    }

    /// Whoever makes a note may say at once that it is not hidden; nobody but the host says it again.
    fn is_first_unhidden(&self, at: NoteAt, content: &Content<'_>) -> bool {
        let set = self.kept.hidden.contains_key(&at)
            || self.guard.notes.get(at as usize).is_some_and(|note| note.hidden.is_some());
        truth(content) == Some(false) && !set
    }

    fn write_words(&mut self, at: NoteAt, len: u32, content: &Content<'_>) -> Tried<Spot> {
        let note = self.note(at)?;
        let (maker, units) = (note.maker, note.units);
        self.allow(self.writer.is_free_at(maker), "somebody else's note")?;
        let grown = self.kept.grown.entry(at).or_default();
        match content {
            Content::Text => *grown += len as i32,
            Content::Deleted => {}
            _ => return Err(Stop::Refused("a text holds characters only")),
        }
        let long = units.saturating_add_signed(*grown) > MOST_TEXT;
        self.kept.touched.push(at);
        self.allow(!long || matches!(self.writer, Writer::Record(_)), "too long")?;
        Ok(Spot::Words(at))
    }

    fn mark(&mut self, spot: Spot, count: usize, fits: bool) -> Tried<Spot> {
        if matches!(self.writer, Writer::Seat(..)) {
            self.allow(fits, "not such a mark")?;
            self.allow(self.guard.marks + self.kept.marks + count <= MOST_MARKS, "too many marks")?;
        }
        self.kept.marks += count;
        self.kept.beside = true;
        Ok(spot)
    }

    fn new_summary(&mut self, id: Id, content: &Content<'_>) -> Tried<Spot> {
        self.allow(self.writer.is_host(), "summaries are the host's")?;
        self.allow(matches!(content, Content::YText | Content::Deleted), "a summary is a text")?;
        let at = self.guard.summaries.len() as u32 + self.kept.summaries;
        self.allow((at as usize) < MOST_NOTES, "too many summaries")?;
        self.kept.summaries += 1;
        self.kept.types.insert(id, Spot::Summing(at));
        self.kept.beside = true;
        Ok(Spot::Summary)
    }

    fn sum_up(&mut self, at: u32, len: u32, content: &Content<'_>) -> Tried<Spot> {
        self.allow(self.writer.is_host(), "summaries are the host's")?;
        let grown = self.kept.summed.entry(at).or_default();
        match content {
            Content::Text => *grown += len as i32,
            Content::Deleted => {}
            _ => return Err(Stop::Refused("a text holds characters only")),
        }
        let units = self.guard.summaries.get(at as usize).copied().unwrap_or_default();
        let long = units.saturating_add_signed(*grown) > MOST_TEXT;
        self.kept.beside = true;
        self.allow(!long || matches!(self.writer, Writer::Record(_)), "too long")?;
        Ok(Spot::Summing(at))
    }

    /// Judges the deletion of units, as far as they are not deleted already.
    fn delete(&mut self, client: u64, start: u32, end: u32) -> Tried<()> {
        if end > self.end(client) {
            return Err(Stop::Gap);
        }
        for (start, end) in self.alive(client, start, end) {
            let mut at = start;
            while at < end {
                let Some((spot, until)) = self.run_at(client, at) else { return Err(Stop::Gap) };
                let until = until.min(end);
                self.allow(self.may_delete(client, spot), "somebody else's")?;
                self.forget(spot, until - at);
                self.kept.deleted.entry(client).or_default().add(at, until);
                at = until;
            }
        }
        Ok(())
    }

    fn may_delete(&self, client: u64, spot: Spot) -> bool {
        let maker = |at: NoteAt| self.note(at).map_or(0, |note| note.maker);
        match spot {
            Spot::Gone | Spot::Link => true,
            Spot::Field(_, field) if field.is_common() => true,
            // The maker's first "not hidden" gives way when the host hides: never the other way round.
            Spot::Field(_, Field::Hidden) => self.writer.is_host() || self.is_of_writer(client),
            Spot::Note(at) | Spot::Field(at, _) | Spot::Words(at) => self.writer.is_free_at(maker(at)),
            Spot::Stroke => self.writer.is_host() || self.is_of_writer(client),
            Spot::Reaction => self.is_of_writer(client),
            Spot::Summary | Spot::Summing(_) => self.writer.is_host(),
        }
    }

    fn forget(&mut self, spot: Spot, count: u32) {
        match spot {
            Spot::Words(at) => {
                *self.kept.grown.entry(at).or_default() -= count as i32;
                self.kept.touched.push(at);
            }
            Spot::Note(at) | Spot::Field(at, _) => self.kept.touched.push(at),
            Spot::Summing(at) => {
                *self.kept.summed.entry(at).or_default() -= count as i32;
                self.kept.beside = true;
            }
            _ => self.kept.beside = true,
        }
    }

    fn allow(&self, allowed: bool, reason: &'static str) -> Tried<()> {
        if allowed { Ok(()) } else { Err(Stop::Refused(reason)) }
    }

    /// Whose this client is, or becomes.
    fn whose(&self, client: u64) -> Person {
        let known = self.guard.clients.get(&client).and_then(|known| known.whose);
        known.unwrap_or_else(|| self.writer.person())
    }

    fn is_of_writer(&self, client: u64) -> bool {
        match self.writer {
            Writer::Seat(_, person) => self.whose(client) == person,
            Writer::Record(_) => true,
        }
    }

    fn note(&self, at: NoteAt) -> Tried<&NoteMemory> {
        let at = at as usize;
        let new = || self.kept.notes.get(at.checked_sub(self.guard.notes.len())?);
        self.guard.notes.get(at).or_else(new).ok_or(Stop::Refused("no such note"))
    }

    fn newest(&self, key: &str) -> Option<NoteAt> {
        let here = self.kept.notes.iter().rposition(|note| &*note.key == key);
        let here = here.map(|at| (self.guard.notes.len() + at) as NoteAt);
        here.or_else(|| self.guard.newest.get(key).copied())
    }

    /// How many units of this client are known, with those of this update.
    fn end(&self, client: u64) -> u32 {
        let new = self.kept.runs.get(&client).and_then(|runs| runs.last());
        new.map_or_else(|| self.guard.clients.get(&client).map_or(0, super::Client::end), |run| run.end)
    }

    fn spot(&self, (client, clock): Id) -> Option<Spot> {
        self.run_at(client, clock).map(|(spot, _)| spot)
    }

    /// Where a unit stands, and up to which unit the same holds.
    fn run_at(&self, client: u64, clock: u32) -> Option<(Spot, u32)> {
        let find = |runs: &[Run]| {
            let run = runs.get(runs.partition_point(|run| run.end <= clock))?;
            Some((run.spot, run.end))
        };
        let known = self.guard.clients.get(&client).and_then(|known| find(&known.runs));
        known.or_else(|| self.kept.runs.get(&client).and_then(|runs| find(runs)))
    }

    fn is_deleted(&self, (client, clock): Id) -> bool {
        self.guard.clients.get(&client).is_some_and(|known| known.deleted.has(clock))
            || self.kept.deleted.get(&client).is_some_and(|ranges| ranges.has(clock))
    }

    /// The parts of these units that are not deleted yet, neither before nor by this update.
    fn alive(&self, client: u64, start: u32, end: u32) -> Vec<(u32, u32)> {
        let before = match self.guard.clients.get(&client) {
            Some(known) => known.deleted.missing(start, end),
            None => vec![(start, end)],
        };
        match self.kept.deleted.get(&client) {
            Some(now) => before.into_iter().flat_map(|(start, end)| now.missing(start, end)).collect(),
            None => before,
        }
    }
}

fn truth(content: &Content<'_>) -> Option<bool> {
    match content {
        Content::Values(values) => match values.as_slice() {
            [Value::Bool(truth)] => Some(*truth),
            _ => None,
        },
        _ => None,
    }
}
