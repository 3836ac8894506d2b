//! A map that takes one vote after another while people look at it.
//!
//! A vote changes the counts and the person's point at once. The directions follow in small steps: each vote turns a
//! slice of the people, and when all have been turned, one power step is done. [`Live::settle`] draws the whole map
//! anew, starting from the directions of the map before.

use super::{
    Cast, Given, OpinionMap, Point, Steady, Vote, Votes, components, is_zeroed,
    kmeans::Finder,
    says, scale,
    spread::{self, project_row},
    votes::MOST_STATEMENTS,
};

/// Cells turned with each vote: a fraction of a millisecond.
const CELLS_A_VOTE: usize = 65_536;

/// A map that follows the votes.
#[derive(Debug, Clone)]
pub struct Live {
    rows: Vec<Vec<u32>>,
    once: Vec<bool>,
    map: OpinionMap,
    steady: Steady,
    turning: Turning,
}

/// A power step under way.
#[derive(Debug, Clone, Default)]
struct Turning {
    next_person: usize,
    means: Vec<f64>,
    tables: [Vec<f64>; 2],
    sums: [Vec<f64>; 2],
}

impl Live {
    /// Draws the first map. `hidden` are the statements that moderation took out; `once` the people who stay counted.
    pub fn of(votes: &Votes, hidden: &[bool], once: &[bool]) -> Self {
        let map = OpinionMap::of(votes, &Given { hidden, counted: once, ..Given::default() });
        let rows = (0..votes.people()).map(|person| votes.row(person).to_vec()).collect();
        let once = map.group.iter().map(Option::is_some).collect();
        let mut live = Self { rows, once, map, steady: Steady::default(), turning: Turning::default() };
        live.steady.hear(live.map.centres.len());
        live.begin_turning();
        live
    }

    /// The map as it is now.
    pub fn map(&self) -> &OpinionMap {
        &self.map
    }

    /// Takes a vote of a person (a new one if the number is the next free one) on a known statement; whether it was
    /// taken. Counts, consensus and her point are up to date when this returns; what groups say follows with
    /// [`Live::settle`].
    pub fn cast(&mut self, cast: Cast) -> bool {
        let (person, statement) = (cast.person(), cast.statement());
        if person > self.rows.len()
            || statement >= self.map.means.len()
            || statement >= MOST_STATEMENTS as usize
        {
            return false;
        }
        if person == self.rows.len() {
            self.rows.push(Vec::new());
            self.once.push(false);
            self.map.points.push(Point::default());
            self.map.group.push(None);
        }
        self.count(person, statement, cast);
        self.stand(person);
        self.turn_some();
        self.stand(person);
        if let Some(value) = self.map.consensus.get_mut(statement) {
            *value = says::consensus(&self.map.tally, statement);
        }
        true
    }

    fn count(&mut self, person: usize, statement: usize, cast: Cast) {
        let Some(row) = self.rows.get_mut(person) else { return };
        let group = self.map.group.get(person).copied().flatten();
        match row.binary_search_by_key(&statement, |cell| (cell >> 2) as usize) {
            Ok(at) => {
                if let Some(cell) = row.get_mut(at) {
                    self.map.tally.change(group, statement, Vote::of_cell(*cell), -1);
                    *cell = cast.cell;
                }
            }
            Err(at) => row.insert(at, cast.cell),
        }
        self.map.tally.change(group, statement, cast.vote(), 1);
        let count = self.map.tally.everyone(statement);
        let mean = spread::mean(&[count.disagree, count.pass, count.agree, 0]);
        let hidden = self.map.is_hidden(statement);
        if let Some(slot) = self.map.means.get_mut(statement).filter(|_| !hidden) {
            *slot = mean;
        }
    }

    /// Puts a person where her votes are now.
    fn stand(&mut self, person: usize) {
        let Some(row) = self.rows.get(person) else { return };
        let (map, hidden) = (&self.map, &self.map.hidden);
        let (mut x, mut y, mut open) = (0.0, 0.0, 0);
        for cell in row.iter().filter(|cell| !is_zeroed(**cell, hidden)) {
            let statement = (cell >> 2) as usize;
            let weight = |direction: &[f64]| direction.get(statement).copied().unwrap_or(0.0);
            let away = Vote::of_cell(*cell).number() - weight(&map.means);
            x += away * weight(&map.components.first);
            y += away * weight(&map.components.second);
            open += 1;
        }
        let scale = scale(map.means.len(), open + hidden.iter().filter(|h| **h).count());
        let point = Point { x: x * scale, y: y * scale };
        if let Some(slot) = self.map.points.get_mut(person) {
            *slot = point;
        }
        self.join(person, point);
    }

    /// A person who was counted, or has votes enough, belongs to the group that is nearest now.
    fn join(&mut self, person: usize, point: Point) {
        let enough = super::ENOUGH_VOTES.min(self.map.means.len());
        let width = self.rows.get(person).map_or(0, Vec::len);
        let Some(once) = self.once.get_mut(person) else { return };
        *once |= width >= enough;
        if !*once || self.map.centres.is_empty() {
            return;
        }
        let (group, _) = Finder::of(&self.map.centres).nearest(point);
        let Some(slot) = self.map.group.get_mut(person).filter(|slot| **slot != Some(group)) else { return };
        let before = slot.replace(group);
        let mut touched = Vec::new();
        for cell in self.rows.get(person).into_iter().flatten() {
            let (statement, vote) = ((cell >> 2) as usize, Vote::of_cell(*cell));
            self.map.tally.change(before, statement, vote, -1);
            self.map.tally.change(Some(group), statement, vote, 1);
            touched.push(statement);
        }
        for statement in touched {
            if let Some(value) = self.map.consensus.get_mut(statement) {
                *value = says::consensus(&self.map.tally, statement);
            }
        }
    }

    fn begin_turning(&mut self) {
        let (means, hidden, components) = (&self.map.means, &self.map.hidden, &self.map.components);
        let table = |direction: &[f64]| spread::table(means, hidden, direction);
        let tables = [table(&components.first), table(&components.second)];
        let sums = tables.clone().map(|table| vec![0.0; table.len()]);
        self.turning = Turning { next_person: 0, means: means.clone(), tables, sums };
    }

    /// Turns the next slice of the people, and takes over the new directions when all have been turned.
    fn turn_some(&mut self) {
        let [first, second] = &self.turning.tables;
        let [sums, more] = &mut self.turning.sums;
        let mut cells = 0;
        let mut person = self.turning.next_person;
        while let Some(row) = self.rows.get(person).filter(|_| cells < CELLS_A_VOTE) {
            spread::step(row, first, sums);
            spread::step(row, second, more);
            cells += row.len().max(1);
            person += 1;
        }
        self.turning.next_person = person;
        if person >= self.rows.len() {
            self.take_over();
        }
    }

    fn take_over(&mut self) {
        let [sums, more] = &self.turning.sums;
        let fold = |sums: &[f64]| spread::fold(&self.turning.means, &self.map.hidden, sums);
        let (mut first, mut second) = (fold(sums), fold(more));
        let one = components::norm(&first);
        if one > 0.0 {
            first.iter_mut().for_each(|x| *x /= one);
            let along = components::dot(&second, &first);
            second.iter_mut().zip(&first).for_each(|(x, f)| *x -= along * f);
            let two = components::norm(&second);
            // With one direction only, the second stays as it was rather than become noise.
            if two > one * 1e-12 {
                second.iter_mut().for_each(|x| *x /= two);
                self.map.components.second = second;
            }
            self.map.components.first = first;
            self.map.components.values = [one, two];
        }
        self.map.reach = super::reach(&self.map.components, &self.map.means, &self.map.hidden);
        self.begin_turning();
    }

    /// Draws the whole map anew: directions from where they were, all points, groups and what they say.
    pub fn settle(&mut self) -> &OpinionMap {
        let casts: Vec<Cast> = (0_u32..)
            .zip(&self.rows)
            .flat_map(|(person, row)| row.iter().map(move |cell| Cast { person, cell: *cell }))
            .collect();
        let votes = Votes::of(self.rows.len(), self.map.means.len(), &casts);
        let hidden = self.map.hidden.clone();
        let before = self.map.components.clone();
        let given = Given { hidden: &hidden, counted: &self.once, groups: None, before: Some(&before) };
        let mut map = OpinionMap::of(&votes, &given);
        let shown = self.steady.hear(map.centres.len());
        if shown != map.centres.len() {
            let given = Given { groups: Some(shown), before: Some(&map.components), ..given };
            map = OpinionMap::of(&votes, &given);
        }
        self.once = map.group.iter().map(Option::is_some).collect();
        self.map = map;
        self.begin_turning();
        &self.map
    }

    /// Where somebody with these votes would stand on the map as it is, without taking part.
    pub fn place(&self, votes: &[(usize, Vote)]) -> Point {
        let hidden = &self.map.hidden;
        let open: Vec<u32> = votes
            .iter()
            .filter(|(s, _)| *s < self.map.means.len() && !self.map.is_hidden(*s))
            .map(|(s, vote)| Cast::new(0, *s as u32, *vote).cell)
            .collect();
        let table = |direction: &[f64]| spread::table(&self.map.means, hidden, direction);
        let both = table(&self.map.components.first).into_iter().zip(table(&self.map.components.second));
        let tables: Vec<[f64; 2]> = both.map(|(x, y)| [x, y]).collect();
        let (x, y) = project_row(&open, &tables);
        let scale = scale(self.map.means.len(), open.len() + hidden.iter().filter(|h| **h).count());
        Point { x: x * scale, y: y * scale }
    }
}
