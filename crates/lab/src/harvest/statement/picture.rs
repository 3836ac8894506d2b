//! What people think together, as a page shows it. A figure on fewer than five people is never shown.

use super::{
    consultation,
    snapshot::{Freshness, Snapshot, snapshot},
};
use crate::{Refused, programme::bearer_of_lab};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_opinion::{
    lab::{self, FEWEST_SHOWN},
    map::{Count, OpinionMap, Point, Side, Tally},
};
use reticolo_store::Db;
use std::collections::BTreeMap;
use uuid::Uuid;

/// From so many voters on there is a map of groups of people who voted alike; below, groups that a machine finds are an
/// accident.
pub const NEEDED: usize = 50;

/// A person on the map, without anything else about her.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// Where she stands.
    pub at: Point,
    /// Her group, by its place in [`Picture::groups`]; `None` for those in none, or in one that is too small to show.
    pub group: Option<usize>,
}

/// A statement that says what a group thinks, or all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said {
    /// The statement.
    pub statement: Uuid,
    /// Whether they agree or disagree with it.
    pub side: Side,
    /// The share on this side, from 0 to 1, with one imagined vote for and one against.
    pub share: f64,
    /// Whether it is beyond accident.
    pub sure: bool,
}

/// A group of people who voted alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How many they are.
    pub people: usize,
    /// Where they stand.
    pub centre: Point,
    /// What they say.
    pub says: Vec<Said>,
}

/// A statement's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The statement.
    pub statement: Uuid,
    /// What all said; empty below five votes.
    pub all: Count,
    /// Common ground, from 0 to 1: over the groups of the map, or over the declared kinds of body.
    pub common: f64,
    /// What each group of the map said; empty below five votes.
    pub by_group: Vec<Count>,
}

/// Common ground over groups that people declared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Declared {
    /// The groups: code (`None` for the small ones put together) and how many people.
    pub groups: Vec<(Option<String>, usize)>,
    /// How many people are in no group that may be shown.
    pub left_out: usize,
    /// Each statement with its common ground from 0 to 1 and each group's agreement, most common first.
    pub lines: Vec<(Uuid, f64, Vec<f64>)>,
}

/// What people think together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// How many have voted.
    pub voters: usize,
    /// How many votes count.
    pub votes: usize,
    /// Whether there is a map; below [`NEEDED`] voters there are only declared groups.
    pub is_map: bool,
    /// The people of the map.
    pub dots: Vec<Dot>,
    /// The groups of the map that may be shown.
    pub groups: Vec<Group>,
    /// How many people stand in groups that are too small to show.
    pub hidden: usize,
    /// What nearly all say.
    pub together: Vec<Said>,
    /// Every statement that is voted on, the most common ground first.
    pub lines: Vec<Line>,
    /// By kind of body.
    pub kinds: Declared,
    /// By language.
    pub langs: Declared,
}

/// The picture of a Lab's opinions, for whoever takes part in it, or for everyone once voting was opened to everyone.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such Lab, or not for this actor.
pub async fn picture(db: &Db, ctx: &Ctx, lab: Uuid) -> Result<Picture, Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    let consultation = consultation(db, lab).await?;
    if consultation.open_to != super::OpenTo::Everyone {
        bearer.may(ctx, Action::TakePart)?;
    }
    let snapshot = snapshot(db, lab, consultation.changes, Freshness::Now).await?;
    Ok(of(&snapshot))
}

fn of(snapshot: &Snapshot) -> Picture {
    let voters = snapshot.voters.len();
    let mut picture = Picture { voters, votes: snapshot.votes.len(), ..Picture::default() };
    if voters < FEWEST_SHOWN {
        return picture;
    }
    picture.kinds = declared(snapshot, |(_, _, kind)| kind.clone());
    picture.langs = declared(snapshot, |(_, lang, _)| Some(lang.clone()));
    match &snapshot.map {
        Some(map) => draw(&mut picture, snapshot, map),
        None => {
            let tally = Tally::of(&snapshot.votes, 0, &vec![None; voters]);
            let common: BTreeMap<Uuid, f64> =
                picture.kinds.lines.iter().map(|(id, common, _)| (*id, *common)).collect();
            picture.lines = lines(snapshot, |at, id| Line {
                statement: id,
                all: shown(snapshot.count(&tally, at)),
                common: common.get(&id).copied().unwrap_or(0.0),
                by_group: Vec::new(),
            });
        }
    }
    picture.lines.sort_by(|a, b| b.common.total_cmp(&a.common).then(a.statement.cmp(&b.statement)));
    picture
}

/// A count of fewer than five is not shown.
fn shown(count: Count) -> Count {
    if (count.seen() as usize) < FEWEST_SHOWN { Count::default() } else { count }
}

fn lines(snapshot: &Snapshot, line: impl Fn(usize, Uuid) -> Line) -> Vec<Line> {
    snapshot.open().filter_map(|at| Some(line(at, *snapshot.statements.get(at)?))).collect()
}

fn draw(picture: &mut Picture, snapshot: &Snapshot, map: &OpinionMap) {
    picture.is_map = true;
    let sizes = map.sizes();
    let large: Vec<usize> =
        (0..sizes.len()).filter(|g| sizes.get(*g).is_some_and(|n| *n >= FEWEST_SHOWN)).collect();
    picture.hidden = sizes.iter().filter(|size| **size < FEWEST_SHOWN).sum();
    let id = |statement: usize| snapshot.statements.get(statement).copied();
    picture.groups = large
        .iter()
        .filter_map(|group| {
            let says = map.says.get(*group)?.iter().filter_map(|own| {
                Some(Said { statement: id(own.statement)?, side: own.side, share: own.share, sure: own.sure })
            });
            Some(Group {
                people: *sizes.get(*group)?,
                centre: *map.centres.get(*group)?,
                says: says.collect(),
            })
        })
        .collect();
    picture.dots = map
        .points
        .iter()
        .zip(&map.group)
        .map(|(at, group)| {
            let place = group.and_then(|group| large.iter().position(|shown| *shown == group as usize));
            Dot { at: *at, group: place }
        })
        .collect();
    let sides = [(Side::Agree, &map.agreed), (Side::Disagree, &map.rejected)];
    picture.together = sides
        .into_iter()
        .flat_map(|(side, all)| all.iter().map(move |common| (side, common)))
        .filter_map(|(side, c)| Some(Said { statement: id(c.statement)?, side, share: c.share, sure: true }))
        .collect();
    picture.lines = lines(snapshot, |at, statement| Line {
        statement,
        all: shown(map.tally.everyone(at)),
        common: map.consensus.get(at).copied().unwrap_or(0.0),
        by_group: large.iter().map(|group| shown(map.tally.group(*group, at))).collect(),
    });
}

fn declared(
    snapshot: &Snapshot,
    code: impl Fn(&(Uuid, String, Option<String>)) -> Option<String>,
) -> Declared {
    let codes: Vec<Option<String>> = snapshot.voters.iter().map(code).collect();
    let mut names: Vec<String> = codes.iter().flatten().cloned().collect();
    names.sort();
    names.dedup();
    let number = |code: &Option<String>| {
        let at = names.binary_search(code.as_ref()?).ok()?;
        u32::try_from(at).ok()
    };
    let numbers: Vec<Option<u32>> = codes.iter().map(number).collect();
    let ground = lab::common_ground(&snapshot.votes, &numbers);
    let name = |declared: u32| names.get(declared as usize).cloned();
    let groups = ground.groups.iter().map(|group| (group.declared.and_then(name), group.people)).collect();
    let mut lines: Vec<(Uuid, f64, Vec<f64>)> = snapshot
        .open()
        .filter_map(|at| {
            let own = ground.statements.get(at)?;
            Some((*snapshot.statements.get(at)?, own.common, own.by_group.clone()))
        })
        .collect();
    lines.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Declared { groups, left_out: ground.left_out, lines }
}
