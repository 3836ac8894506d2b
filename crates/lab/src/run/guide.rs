//! A hand for the planner where languages are scarce: who does not speak what most do is led to tables whose host speaks hers.
//!
//! Such people can sit at few tables only, so that a plan for all is hard to find by trying. Their tables are given here, a different
//! one and with different neighbours in each round where there are several; everybody else is left to the planner.

use reticolo_seating::{Gathering, Person};
use std::collections::BTreeMap;

/// The gathering with such people pinned in the rounds from `first` on; the same when nobody needs it.
pub(crate) fn led(gathering: &Gathering, most: &str, first: usize) -> Gathering {
    let mut led = gathering.clone();
    let seats = gathering.people.len() / gathering.tables.len().max(1);
    for (language, people) in groups(gathering, most) {
        let tables = tables_of(gathering, &language);
        if tables.is_empty() {
            continue;
        }
        let room = tables.len() * seats.saturating_sub(1);
        for (place, person) in people.into_iter().take(room).enumerate() {
            let (lap, start) = (place / tables.len(), place % tables.len());
            for round in first..gathering.rounds {
                let table = tables.get((start + round * lap + round) % tables.len());
                if let (Some(table), Some(person)) = (table, led.people.get_mut(person)) {
                    person.pins.entry(round).or_insert(*table);
                }
            }
        }
    }
    led
}

fn speaks(person: &Person, language: &str) -> bool {
    person.languages.as_ref().is_some_and(|all| all.contains(language))
}

/// Who does not speak what most do and is free to be led, by the language that most others share with her.
fn groups(gathering: &Gathering, most: &str) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, person) in gathering.people.iter().enumerate() {
        let free = !person.mediator && person.host.is_none() && person.pins.is_empty();
        if !free || speaks(person, most) {
            continue;
        }
        let speakers = |language: &&String| gathering.people.iter().filter(|p| speaks(p, language)).count();
        let own = person.languages.iter().flatten().max_by_key(speakers);
        if let Some(own) = own.filter(|own| speakers(own) > 1) {
            groups.entry(own.clone()).or_default().push(place);
        }
    }
    groups
}

/// The tables whose host speaks this language.
fn tables_of(gathering: &Gathering, language: &str) -> Vec<usize> {
    let hosts = gathering.people.iter().filter(|person| speaks(person, language));
    let mut tables: Vec<usize> = hosts.filter_map(|person| person.host).collect();
    tables.sort_unstable();
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_seating::{Effort, broken, seat};

    fn person(name: usize, languages: &str) -> Person {
        Person {
            languages: Some(languages.split(' ').map(str::to_owned).collect()),
            ..Person::named(name.to_string())
        }
    }

    #[test]
    fn eight_who_speak_french_only_sit_at_two_tables_and_nobody_is_lost() {
        let speaks = |place: usize| match place {
            0 | 1 => "it fr",
            8..=15 => "fr",
            _ => "it",
        };
        let people = (0..40)
            .map(|place| Person { host: (place < 8).then_some(place), ..person(place, speaks(place)) });
        let gathering = Gathering::of(people.collect(), 8, 3);
        let led = led(&gathering, "it", 0);
        assert!(led.people.iter().filter(|p| p.pins.len() == 3).count() == 8);
        let plan = seat(&led, 1, Effort::Brief).unwrap().plan;
        assert_eq!(broken(&gathering, &plan, 0), []);
    }

    #[test]
    fn who_shares_no_language_with_a_host_is_left_to_the_planner() {
        let people = vec![person(0, "it"), person(1, "it"), person(2, "wo"), person(3, "wo")];
        let gathering = Gathering::of(people, 2, 2);
        assert_eq!(led(&gathering, "it", 0), gathering);
    }
}
