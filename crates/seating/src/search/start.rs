//! The seats to begin with.

use crate::{
    design::{self, Design, FirstRow, Wish},
    dice::Dice,
    gathering::Gathering,
    grid::{Grid, nth},
    model::{Model, NOWHERE},
    search::state::{Exchange, State},
};

/// The design that suits a gathering, if one is known or quickly found.
pub(crate) fn design(gathering: &Gathering, model: &Model, tries: usize) -> Option<Design> {
    let hosted = gathering.people.iter().any(|person| person.host.is_some());
    let first = if hosted { FirstRow::Stays } else { FirstRow::Travels };
    let wish = Wish { people: model.people, tables: model.tables, rounds: model.rounds, first };
    design::best(wish, tries)
}

/// A plan that is free of repeats where a design says how, before rules are looked at.
pub(crate) fn state<'m>(
    gathering: &Gathering,
    model: &'m Model,
    design: Option<&Design>,
    dice: &mut Dice,
) -> State<'m> {
    let places = places(gathering, model, dice);
    let mut seat = Grid::filled(model.rounds, model.people, NOWHERE);
    for round in 0..design.map_or(0, |design| design.seats.height()) {
        for (person, place) in
            places.iter().enumerate().filter(|(person, _)| model.present.at(round, *person))
        {
            let table = design.map_or(NOWHERE, |design| design.seats.at(round, *place));
            let fixed = model.place.at(round, person);
            seat.put(round, person, if fixed == NOWHERE { table } else { fixed });
        }
    }
    filled(State::new(model, seat), dice)
}

/// Which place of a design each person takes: hosts those of the first row; of the others, people of one kind of body stand
/// together, because people of one row never meet.
fn places(gathering: &Gathering, model: &Model, dice: &mut Dice) -> Vec<usize> {
    let mut taken = vec![false; model.people];
    let mut places = vec![0; model.people];
    let mut travellers = Vec::new();
    for (person, host) in gathering.people.iter().map(|person| person.host).enumerate() {
        match host.and_then(|place| taken.get_mut(place).map(|taken| (place, taken))) {
            Some((place, taken)) => {
                *taken = true;
                places.get_mut(person).into_iter().for_each(|of| *of = place);
            }
            None => travellers.push(person),
        }
    }
    dice.shuffle(&mut travellers);
    travellers.sort_by_key(|person| nth(&model.kind, *person));
    let free = (0..model.people).filter(|place| !nth(&taken, *place));
    for (person, place) in travellers.into_iter().zip(free) {
        places.get_mut(person).into_iter().for_each(|of| *of = place);
    }
    places
}

/// The announced plan without those who are not there any more, and with those who were not there before.
pub(crate) fn announced<'m>(model: &'m Model, dice: &mut Dice) -> State<'m> {
    let mut seat = model.announced.clone();
    for round in model.first..model.rounds {
        for person in 0..model.people {
            let fixed = model.place.at(round, person);
            let told = seat.at(round, person);
            let now = match () {
                () if !model.present.at(round, person) => NOWHERE,
                () if fixed != NOWHERE => fixed,
                () if usize::from(told) >= model.open => NOWHERE,
                () => told,
            };
            seat.put(round, person, now);
        }
    }
    filled(State::new(model, seat), dice)
}

/// Gives everybody a seat who has none, where it costs least, and evens the tables out.
fn filled<'m>(mut state: State<'m>, dice: &mut Dice) -> State<'m> {
    let model = state.model;
    for round in model.first..model.rounds {
        let mut standing: Vec<usize> = (0..model.people)
            .filter(|person| model.present.at(round, *person) && state.seat.at(round, *person) == NOWHERE)
            .collect();
        dice.shuffle(&mut standing);
        // Those whose table is given come first: the others have to know who sits there.
        standing.sort_by_key(|person| state.may_move(round, *person));
        for person in standing {
            let fixed = model.place.at(round, person);
            let table =
                if fixed == NOWHERE { cheapest(&state, round, person) } else { Some(usize::from(fixed)) };
            if let Some(table) = table {
                state.sit(round, person, table);
            }
        }
        even_out(&mut state, round);
    }
    state
}

/// The emptiest table, and of several that are as empty the one where she costs least.
fn cheapest(state: &State<'_>, round: usize, person: usize) -> Option<usize> {
    let model = state.model;
    let gap = |table: usize| model.gap(round, table, state.at(round, table).len());
    // A table stays open until it has what it began with: else hosts would gather the last ones.
    let open = |table: &usize| state.at(round, *table).len() < usize::from(model.sizes.at(round, *table));
    let best = (0..model.open).filter(open).min_by_key(|table| state.sitting_cost(round, person, *table));
    best.or_else(|| (0..model.open).min_by_key(|table| gap(*table)))
}

/// Moves people from the fullest table to the emptiest until no two differ by more than one.
fn even_out(state: &mut State<'_>, round: usize) {
    let model = state.model;
    for _ in 0..model.people {
        let gap = |table: usize| model.gap(round, table, state.at(round, table).len());
        let Some(to) = (0..model.open).min_by_key(|table| gap(*table)) else { return };
        let may_give = |table: &usize| {
            gap(*table) > gap(to) + 1
                && state.at(round, *table).iter().any(|p| state.may_move(round, usize::from(*p)))
        };
        let Some(from) = (0..model.open).filter(may_give).max_by_key(|table| gap(*table)) else { return };
        let here = state.at(round, from);
        let movable =
            (0..here.len()).map(|place| usize::from(nth(here, place))).filter(|p| state.may_move(round, *p));
        let moves = movable.map(|goes| Exchange { round, goes, from, to, comes: None });
        let Some(cheapest) = moves.min_by_key(|exchange| state.change(*exchange)) else { return };
        state.apply(cheapest);
    }
}
