//! From a gathering to the seats of its people.

mod anneal;
mod start;
pub(crate) mod state;

use crate::{
    bound::{Bound, fewest_pairs},
    design,
    dice::Dice,
    gathering::Gathering,
    grid::Grid,
    model::{HARD, Model},
};
use anneal::Cooling;
use state::State;

/// How long to look where a better plan may exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effort {
    /// Where somebody waits for the next turn: some hundredths of a second.
    Brief,
    /// Where a plan is prepared: up to a few seconds, only as long as a rule is broken or a pair meets again needlessly.
    #[default]
    Patient,
}

/// Up to so many people another try costs nothing that one would notice.
const SMALL: usize = 150;

/// The seats of a new plan.
pub(crate) fn fresh(gathering: &Gathering, seed: u64, effort: Effort) -> Grid<u16> {
    let model = Model::of(gathering, 0, Grid::default());
    let goal = goal(gathering, &model);
    let bearable = goal.least_repeats;
    let (attempts, tries) = match effort {
        Effort::Patient => (4, design::MANY_TRIES),
        Effort::Brief => (1, design::FEW_TRIES),
    };
    let design = start::design(gathering, &model, tries);
    let mut best: Option<(i64, Grid<u16>)> = None;
    for attempt in 0..attempts {
        let mut dice = Dice::new(seed ^ (attempt << 48));
        let mut state = start::state(gathering, &model, design.as_ref(), &mut dice);
        settle(&mut state, goal.cost, &mut dice);
        let mut cost = state.cost();
        if cost > goal.cost {
            cost = anneal::seats(&mut state, gentle(&model), goal.cost, &mut dice);
        }
        if cost >= HARD && model.people <= SMALL {
            cost = anneal::seats(&mut state, molten(&model), goal.cost, &mut dice);
        }
        if effort == Effort::Patient && is_bad(&state, cost, bearable) {
            cost = anneal::seats(&mut state, thorough(&model), goal.cost, &mut dice);
        }
        let good = !is_bad(&state, cost, bearable);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, state.seat));
        }
        if good {
            break;
        }
    }
    best.map(|(_, seats)| seats).unwrap_or_default()
}

/// The seats of a changed plan: rounds before `model.first` stay, and of the others as many seats as can be.
pub(crate) fn changed(gathering: &Gathering, model: &Model, seed: u64) -> Grid<u16> {
    let mut dice = Dice::new(seed);
    let mut state = start::announced(model, &mut dice);
    let goal = goal(gathering, model).cost;
    let seats = model.people * (model.rounds - model.first).max(1);
    if model.first >= model.rounds {
        return state.seat;
    }
    // First only until every hard rule holds: each exchange more is somebody who has to be told.
    let mend = Cooling { warm: 30.0, cold: 3.0, steps: (seats * 40).clamp(4_000, 40_000) };
    if state.cost() >= HARD {
        let cost = anneal::seats(&mut state, mend, HARD - 1, &mut dice);
        if cost >= HARD && model.people <= SMALL {
            anneal::seats(&mut state, molten(model), HARD - 1, &mut dice);
        }
    }
    let polish = Cooling { warm: 8.0, cold: 1.0, steps: (seats * 8).clamp(2_000, 8_000) };
    anneal::seats(&mut state, polish, goal, &mut dice);
    state.seat
}

/// Gives the places of the plan to the right people, and its tables the right numbers.
fn settle(state: &mut State<'_>, goal: i64, dice: &mut Dice) {
    anneal::tables(state);
    if state.model.any_rule() {
        let steps = (state.model.people * 60).clamp(8_000, 30_000);
        let mut cost = anneal::people(state, Cooling { warm: 5.0, cold: 0.6, steps }, goal, dice);
        // Small gatherings with a broken rule: a few more tries cost nothing.
        for _ in 0..4 {
            if cost < HARD || state.model.people > SMALL {
                break;
            }
            cost = anneal::people(state, Cooling { warm: 30.0, cold: 0.6, steps: steps * 2 }, goal, dice);
        }
        anneal::tables(state);
    }
}

fn gentle(model: &Model) -> Cooling {
    Cooling { warm: 6.0, cold: 0.7, steps: (model.people * model.rounds * 40).clamp(10_000, 40_000) }
}

/// So warm that one rule may be broken in order to keep two: the way between two lawful plans may lead over an unlawful one.
fn molten(model: &Model) -> Cooling {
    Cooling { warm: HARD as f64, cold: 0.7, steps: (model.people * model.rounds * 200).clamp(20_000, 60_000) }
}

fn thorough(model: &Model) -> Cooling {
    let warm = model.repeat as f64 * 0.3;
    Cooling {
        warm,
        cold: warm / 12.0,
        steps: (model.people * model.rounds * 2_500).clamp(100_000, 1_500_000),
    }
}

fn is_bad(state: &State<'_>, cost: i64, bearable: u64) -> bool {
    cost >= HARD || state.repeats() > bearable
}

struct Goal {
    cost: i64,
    least_repeats: u64,
}

/// What no plan can cost less.
fn goal(gathering: &Gathering, model: &Model) -> Goal {
    let least_repeats = Bound::of(gathering).repeats;
    let rounds = model.first..model.rounds;
    let again = |person: usize| {
        let rounds = (0..model.rounds).filter(|round| model.present.at(*round, person)).count();
        rounds.saturating_sub(model.tables) as i64
    };
    let travellers = (0..model.people).filter(|person| !model.host.get(*person).is_some_and(|host| *host));
    let tables: i64 = travellers.map(again).sum();
    let alike = |groups: &[u16]| -> i64 {
        let most = groups.iter().max().copied().unwrap_or(0);
        let mut sum = 0;
        for round in rounds.clone() {
            let mut counts = vec![0_usize; usize::from(most) + 1];
            let here = groups.iter().enumerate().filter(|(person, _)| model.present.at(round, *person));
            for (_, group) in here {
                if let Some(count) = counts.get_mut(usize::from(*group)) {
                    *count += 1;
                }
            }
            sum += counts.iter().skip(1).map(|count| fewest_pairs(*count, model.open) as i64).sum::<i64>();
        }
        sum
    };
    let mixing = alike(&model.kind) * model.same_kind + alike(&model.territory) * model.same_territory;
    Goal { cost: least_repeats as i64 * model.repeat + tables * model.table + mixing, least_repeats }
}
