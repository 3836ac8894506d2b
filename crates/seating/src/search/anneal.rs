//! Looking for a better plan, one exchange at a time; worse ones are taken while it is warm (simulated annealing).

use crate::{
    dice::Dice,
    grid::nth,
    model::HARD,
    search::state::{Exchange, State},
};

/// How warm it is at first and at last, and for how many exchanges.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cooling {
    pub warm: f64,
    pub cold: f64,
    pub steps: usize,
}

impl Cooling {
    fn at(self, step: usize) -> f64 {
        self.warm * (self.cold / self.warm).powf(step as f64 / self.steps.max(1) as f64)
    }
}

/// How many exchanges share a temperature.
const SPELL: usize = 256;

fn is_taken(change: i64, heat: f64, dice: &mut Dice) -> bool {
    change <= 0 || (change as f64) < heat * 16.0 && dice.share() < (-(change as f64) / heat).exp()
}

/// Exchanges seats within rounds until the cost is `goal` or the steps are over; ends with the best plan seen.
pub(crate) fn seats(state: &mut State<'_>, cooling: Cooling, goal: i64, dice: &mut Dice) -> i64 {
    let mut cost = state.cost();
    let mut best = (cost, state.seat.clone());
    let (mut heat, mut trouble) = (cooling.warm, Vec::new());
    for step in 0..cooling.steps {
        if cost <= goal {
            return cost;
        }
        if step.is_multiple_of(SPELL) {
            heat = cooling.at(step);
            trouble = if cost >= HARD { state.trouble() } else { Vec::new() };
        }
        let Some(exchange) = any_exchange(state, &trouble, dice) else { continue };
        let meeting = state.meeting_change(exchange);
        // The company is not asked when the meetings alone are too dear.
        if meeting as f64 > heat * 24.0 && !state.model.any_rule() {
            continue;
        }
        let change = meeting + state.company_change(exchange);
        if is_taken(change, heat, dice) {
            state.apply(exchange);
            cost += change;
            if cost < best.0 {
                best.0 = cost;
                best.1.clone_from(&state.seat);
            }
        }
    }
    if best.0 < cost {
        state.seat = best.1;
        state.recount();
    }
    best.0
}

/// An exchange of chance; one of two begins at a table where a rule is broken, if there is any.
fn any_exchange(state: &State<'_>, trouble: &[(usize, usize)], dice: &mut Dice) -> Option<Exchange> {
    let model = state.model;
    let any = (model.first + dice.below(model.rounds - model.first), dice.below(model.tables));
    let draw = dice.below(trouble.len() * 2);
    let (round, from) = trouble.get(draw).copied().unwrap_or(any);
    let to = dice.below(model.tables);
    let (here, there) = (state.at(round, from), state.at(round, to));
    if from == to || here.is_empty() {
        return None;
    }
    let goes = usize::from(nth(here, dice.below(here.len())));
    if !state.may_move(round, goes) {
        return None;
    }
    // A fuller table may give one to a table with an empty chair.
    let fuller = model.gap(round, from, here.len()) == model.gap(round, to, there.len()) + 1;
    if fuller && to < model.open && dice.below(there.len() + 1) == 0 {
        return Some(Exchange { round, goes, from, to, comes: None });
    }
    if there.is_empty() {
        return None;
    }
    let comes = usize::from(nth(there, dice.below(there.len())));
    state.may_move(round, comes).then_some(Exchange { round, goes, from, to, comes: Some(comes) })
}

/// Exchanges people for the whole session: who meets how often stays as it is, but who they are does not.
pub(crate) fn people(state: &mut State<'_>, cooling: Cooling, goal: i64, dice: &mut Dice) -> i64 {
    let groups = alike(state);
    let mut group_of = vec![0; state.model.people];
    for (number, group) in groups.iter().enumerate() {
        for person in group {
            group_of.get_mut(*person).into_iter().for_each(|of| *of = number);
        }
    }
    let mut cost = state.company_cost();
    let mut best = (cost, state.seat.clone());
    let (mut heat, mut trouble) = (cooling.warm, Vec::new());
    for step in 0..cooling.steps {
        if cost <= goal || groups.is_empty() {
            break;
        }
        if step.is_multiple_of(SPELL) {
            heat = cooling.at(step);
            trouble = if cost >= HARD { state.trouble() } else { Vec::new() };
        }
        let draw = trouble.get(dice.below(trouble.len() * 2)).map(|(round, table)| state.at(*round, *table));
        let troubled = draw.map(|here| usize::from(nth(here, dice.below(here.len()))));
        let a = troubled.unwrap_or_else(|| dice.below(state.model.people));
        let Some(group) = groups.get(nth(&group_of, a)).filter(|group| group.binary_search(&a).is_ok())
        else {
            continue;
        };
        let b = nth(group, dice.below(group.len()));
        if a == b {
            continue;
        }
        let rounds = state.model.first..state.model.rounds;
        let exchanges = rounds.filter_map(|round| state.exchange(round, a, b));
        let change: i64 = exchanges.map(|exchange| state.company_change(exchange)).sum();
        if is_taken(change, heat, dice) {
            state.rename(a, b);
            cost += change;
            if cost < best.0 {
                best.0 = cost;
                best.1.clone_from(&state.seat);
            }
        }
    }
    state.seat = best.1;
    state.recount();
    best.0
}

/// People who may take each other's place in every round: both free to move, and there in the same rounds. Each person is in
/// at most one group.
fn alike(state: &State<'_>) -> Vec<Vec<usize>> {
    let model = state.model;
    let mut groups: std::collections::BTreeMap<Vec<bool>, Vec<usize>> = std::collections::BTreeMap::new();
    for person in
        (0..model.people).filter(|p| (model.first..model.rounds).all(|round| state.may_move(round, *p)))
    {
        let rounds = (model.first..model.rounds).map(|round| model.present.at(round, person)).collect();
        groups.entry(rounds).or_default().push(person);
    }
    groups
        .into_iter()
        .filter(|(rounds, group)| group.len() > 1 && rounds.contains(&true))
        .map(|(_, group)| group)
        .collect()
}

/// Exchanges whole tables within a round where that brings people to tables that are new to them, or without steps.
pub(crate) fn tables(state: &mut State<'_>) {
    let model = state.model;
    let free: Vec<Vec<usize>> = (model.first..model.rounds)
        .map(|round| (0..model.open).filter(|table| !is_fixed(state, round, *table)).collect())
        .collect();
    for _ in 0..3 {
        let mut better = false;
        for (round, free) in (model.first..model.rounds).zip(&free) {
            for (place, &a) in free.iter().enumerate() {
                for &b in free.iter().skip(place + 1) {
                    better |= state.swap_tables(round, a, b);
                }
            }
        }
        if !better {
            return;
        }
    }
}

/// Whether somebody there may not move.
fn is_fixed(state: &State<'_>, round: usize, table: usize) -> bool {
    state.at(round, table).iter().any(|person| !state.may_move(round, usize::from(*person)))
}
