//! The opinion map: where people stand, which groups they form, what each says and what all share.
//!
//! The method of Polis, from its description: votes → two principal components → a point for each person → groups →
//! statistics of statements by group. See each module for its step.

pub mod components;
mod groups;
pub mod kmeans;
pub mod live;
mod members;
mod parallel;
mod priority;
pub(crate) mod random;
mod ritz;
pub mod says;
mod spread;
mod steady;
mod tally;
mod votes;

pub use components::Components;
pub use groups::{MOST_BASES, MOST_GROUPS};
pub use kmeans::Point;
pub use live::Live;
pub use members::{ENOUGH_VOTES, FEW_PEOPLE, once_counted};
pub use priority::{next_statement, priority};
pub use says::{Common, Says, Side};
pub use steady::Steady;
pub use tally::{Count, Tally};
pub use votes::{Cast, MOST_STATEMENTS, Vote, Votes};

use spread::Spread;

/// What is known beside the votes.
#[derive(Debug, Clone, Default)]
pub struct Given<'a> {
    /// Statements that moderation took out: 0 for everybody, never shown. By number; missing ones are in.
    pub hidden: &'a [bool],
    /// People who were counted once and stay so. By number.
    pub counted: &'a [bool],
    /// A number of groups to keep, instead of the best one.
    pub groups: Option<usize>,
    /// The components of the map before, to start from.
    pub before: Option<&'a Components>,
}

/// An opinion map.
#[derive(Debug, Clone)]
pub struct OpinionMap {
    /// Where each person stands.
    pub points: Vec<Point>,
    /// The group of each person; `None` for those with too few votes to be counted.
    pub group: Vec<Option<u32>>,
    /// The middle of each group, the largest group first.
    pub centres: Vec<Point>,
    /// The mean silhouette for 2, 3, … groups.
    pub silhouettes: Vec<f64>,
    /// The directions of the map.
    pub components: Components,
    /// The mean of each statement.
    pub means: Vec<f64>,
    /// Counts by group and statement.
    pub tally: Tally,
    /// Group-informed consensus of each statement.
    pub consensus: Vec<f64>,
    /// How far each statement reaches: the distance from the middle of somebody who has only agreed with it.
    pub reach: Vec<f64>,
    /// The statements that represent each group.
    pub says: Vec<Vec<Says>>,
    /// What nearly all agree on.
    pub agreed: Vec<Common>,
    /// What nearly all disagree with.
    pub rejected: Vec<Common>,
    hidden: Vec<bool>,
}

impl OpinionMap {
    /// Draws the map. The same votes give the same map, bit for bit, on any machine and any number of threads.
    pub fn of(votes: &Votes, given: &Given<'_>) -> Self {
        let hidden: Vec<bool> =
            (0..votes.statements()).map(|s| given.hidden.get(s).copied().unwrap_or(false)).collect();
        let spread = Spread::of(votes, &hidden);
        let components =
            components::find(votes.statements(), given.before, |direction| spread.turn(direction));
        let points = points(votes, &spread, &components, &hidden);
        let means = spread.means().to_vec();
        let counted = members::counted(votes, given.counted);
        let chosen: Vec<Point> =
            points.iter().zip(&counted).filter(|(_, c)| **c).map(|(point, _)| *point).collect();
        let grouping = groups::find(&chosen, given.groups);
        let mut of = grouping.of.iter().copied();
        let group: Vec<Option<u32>> = counted.iter().map(|c| if *c { of.next() } else { None }).collect();
        let tally = Tally::of(votes, grouping.centres.len(), &group);
        let reach = reach(&components, &means, &hidden);
        let mut map = Self {
            points,
            group,
            centres: grouping.centres,
            silhouettes: grouping.silhouettes,
            components,
            means,
            tally,
            consensus: Vec::new(),
            reach,
            says: Vec::new(),
            agreed: Vec::new(),
            rejected: Vec::new(),
            hidden,
        };
        map.say();
        map
    }

    /// Derives what groups say from the counts.
    fn say(&mut self) {
        let (tally, hidden) = (&self.tally, &self.hidden);
        self.consensus = (0..tally.statements()).map(|s| says::consensus(tally, s)).collect();
        self.says = (0..tally.groups()).map(|group| says::representative(tally, hidden, group)).collect();
        self.agreed = says::common(tally, hidden, Side::Agree);
        self.rejected = says::common(tally, hidden, Side::Disagree);
    }

    /// The weight of each statement when the next one is drawn; 0 for hidden ones.
    pub fn priorities(&self) -> Vec<f64> {
        let statements = self.reach.iter().zip(&self.hidden).enumerate();
        statements
            .map(|(s, (reach, hidden))| if *hidden { 0.0 } else { priority(self.tally.everyone(s), *reach) })
            .collect()
    }

    /// Whether moderation took a statement out.
    pub fn is_hidden(&self, statement: usize) -> bool {
        self.hidden.get(statement).copied().unwrap_or(false)
    }

    /// How many people each group has.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.centres.len()];
        for group in self.group.iter().flatten() {
            if let Some(size) = sizes.get_mut(*group as usize) {
                *size += 1;
            }
        }
        sizes
    }
}

fn points(votes: &Votes, spread: &Spread<'_>, components: &Components, hidden: &[bool]) -> Vec<Point> {
    let raw = spread.project(&components.first, &components.second);
    let zeroed = hidden.iter().filter(|h| **h).count();
    raw.into_iter()
        .enumerate()
        .map(|(person, (x, y))| {
            let row = votes.row(person);
            let open = row.iter().filter(|cell| !is_zeroed(**cell, hidden)).count();
            let scale = scale(votes.statements(), open + zeroed);
            Point { x: x * scale, y: y * scale }
        })
        .collect()
}

fn is_zeroed(cell: u32, hidden: &[bool]) -> bool {
    hidden.get((cell >> 2) as usize).copied().unwrap_or(false)
}

/// √(C / votes): who has voted little is not pulled to the middle. A zeroed statement counts as voted by everybody.
fn scale(statements: usize, votes: usize) -> f64 {
    (statements as f64 / votes.max(1) as f64).sqrt()
}

fn reach(components: &Components, means: &[f64], hidden: &[bool]) -> Vec<f64> {
    let stretch = (means.len() as f64).sqrt();
    let directions = components.first.iter().zip(&components.second);
    let statements = directions.zip(means).zip(hidden);
    statements
        .map(
            |(((x, y), mean), hidden)| if *hidden { 0.0 } else { (1.0 - mean).abs() * x.hypot(*y) * stretch },
        )
        .collect()
}
