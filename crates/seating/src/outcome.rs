//! The two questions one asks: who sits where; and who sits where now that something has changed.

use crate::{
    bound::Bound,
    dice::Dice,
    gathering::{Fault, Gathering},
    model::{Model, NOWHERE},
    plan::Plan,
    score::{Broken, Score, broken},
    search::{self, Effort},
};

/// A plan with what it is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Who sits where.
    pub plan: Plan,
    /// How well the wishes are met.
    pub score: Score,
    /// What no plan can do better.
    pub bound: Bound,
    /// The hard rules that the plan breaks; empty when all hold.
    pub broken: Vec<Broken>,
}

impl Outcome {
    /// What a plan of this gathering is worth; rules are looked at from the round `first` on.
    pub fn of(gathering: &Gathering, plan: Plan, first: usize) -> Self {
        let score = Score::of(gathering, &plan);
        let broken = broken(gathering, &plan, first);
        Self { plan, score, bound: Bound::of(gathering), broken }
    }
}

/// Seats everybody. The same gathering and seed give the same plan on every machine.
///
/// # Errors
/// When no plan can be made at all. A rule that cannot be met is no error: see [`Outcome::broken`].
pub fn seat(gathering: &Gathering, seed: u64, effort: Effort) -> Result<Outcome, Fault> {
    gathering.check()?;
    let seats = search::fresh(gathering, seed, effort);
    Ok(Outcome::of(gathering, Plan::of(&seats, gathering.tables.len()), 0))
}

/// A changed plan, and whose seats it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replanned {
    /// The new plan; rounds that were over are as they were.
    pub outcome: Outcome,
    /// Round and person, for each seat that had been announced and is another now: whom one has to tell.
    pub moved: Vec<(usize, usize)>,
}

/// Changes an announced plan for a gathering that has changed: people come late, go, stay away; tables are put away.
///
/// The first `finished` rounds are over and stay as they are. People keep their places in the list: newcomers are at its end,
/// and who has gone is present in no further round. As few announced seats change as the hard rules allow; of the plans
/// that change as few, one with few repeats is taken.
///
/// # Errors
/// When no plan can be made, or the announced one is not for these people.
pub fn replan(
    gathering: &Gathering,
    announced: &Plan,
    finished: usize,
    seed: u64,
) -> Result<Replanned, Fault> {
    let finished = finished.min(gathering.rounds);
    if announced.rounds.len() < finished {
        return Err(Fault::OtherPlan("it has fewer rounds than are over"));
    }
    gathering.check_from(finished)?;
    let told = announced.seats(gathering)?;
    let model = Model::of(gathering, finished, told.clone());
    let seats = search::changed(gathering, &model, seed);
    let mut plan = Plan::of(&seats, model.tables);
    for (round, tables) in plan.rounds.iter_mut().enumerate() {
        match announced.rounds.get(round).filter(|_| round < finished) {
            Some(frozen) => tables.clone_from(frozen),
            None => tables.truncate(gathering.tables.len()),
        }
    }
    let moved = (finished..gathering.rounds)
        .flat_map(|round| (0..gathering.people.len()).map(move |person| (round, person)))
        .filter(|&(round, person)| {
            let (was, is) = (told.at(round, person), seats.at(round, person));
            was != NOWHERE && is != NOWHERE && was != is
        })
        .collect();
    Ok(Replanned { outcome: Outcome::of(gathering, plan, finished), moved })
}

/// Makes so many people hosts, one for each of the first tables, and says who. Those who host already stay hosts.
///
/// Mediators are left free to go where they are needed; those who are there all the time and speak the language that most
/// speak are preferred; chance decides between equals.
pub fn choose_hosts(gathering: &mut Gathering, count: usize, seed: u64) -> Vec<usize> {
    let common = gathering
        .shared_languages()
        .into_iter()
        .max_by_key(|code| {
            gathering.people.iter().filter(|p| p.languages.iter().flatten().any(|l| l == code)).count()
        })
        .map(str::to_owned);
    let mut order: Vec<usize> = (0..gathering.people.len()).collect();
    Dice::new(seed).shuffle(&mut order);
    let rank = |person: &usize| {
        let Some(person) = gathering.people.get(*person) else { return (true, true, true, true) };
        let speaks = person
            .languages
            .as_ref()
            .is_some_and(|all| common.as_ref().is_some_and(|code| all.contains(code)));
        (person.rounds.is_some(), !person.pins.is_empty(), person.mediator, common.is_some() && !speaks)
    };
    order.sort_by_key(rank);
    let mut free =
        order.into_iter().filter(|person| gathering.people.get(*person).is_some_and(|p| p.host.is_none()));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    let hosted: Vec<_> = gathering.people.iter().filter_map(|person| person.host).collect();
    for table in (0..gathering.tables.len().min(count)).filter(|table| !hosted.contains(table)) {
        let steps = gathering.tables.get(table).is_some_and(|table| !table.step_free);
        let fits =
            |person: &usize| !steps || gathering.people.get(*person).is_some_and(|person| !person.step_free);
        if let Some(person) = free.find(fits) {
            chosen.push((person, table));
        }
    }
    for (person, table) in &chosen {
        if let Some(person) = gathering.people.get_mut(*person) {
            person.host = Some(*table);
        }
    }
    chosen.iter().map(|(person, _)| *person).collect()
}
