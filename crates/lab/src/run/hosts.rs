//! Who hosts a table when nobody was chosen, or the host is not there.

use crate::run::{Hall, Who, people::Somebody};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A table that gets another host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// The table.
    pub table: i64,
    /// Who hosted it.
    pub was: Option<Uuid>,
    /// Who does now; `None` when nobody can.
    pub is: Option<Uuid>,
}

/// Gives each open table a host who is there. Hosts who are there stay.
///
/// People who do not speak what most do need tables where the host speaks their language: so many vacant tables as they fill get such a
/// host first. Preferred are, in this order: who is free of interpreting; who speaks the language of the table, and what most speak;
/// who sits there anyway; who offered to host. The same hall always gets the same hosts.
pub fn fill(hall: &mut Hall, who: Who) -> Vec<Replaced> {
    let there: BTreeSet<Uuid> = hall.people.iter().filter(|p| who.counts(p)).map(|p| p.id).collect();
    let mut taken: BTreeSet<Uuid> =
        hall.open_tables().filter_map(|table| table.host).filter(|host| there.contains(host)).collect();
    let vacant: Vec<(i64, Option<Uuid>, bool)> = hall
        .open_tables()
        .filter(|table| table.host.is_none_or(|host| !there.contains(&host)))
        .map(|table| (table.number, table.host, table.step_free))
        .collect();
    let mut replaced = Vec::new();
    let most = common(hall, who);
    let mut needed = needed(hall, who, most.as_deref(), &taken).into_iter();
    for (number, was, step_free) in vacant {
        let spoken = at_table(hall, who, number).or_else(|| needed.next()).or_else(|| most.clone());
        let may = |person: &&Somebody| {
            there.contains(&person.id)
                && !taken.contains(&person.id)
                && (step_free || !person.step_free)
                && !hall.pins.iter().any(|((_, id), table)| *id == person.id && *table != number)
        };
        let rank = |person: &&Somebody| {
            let knows = |code: &Option<String>| code.as_ref().is_none_or(|code| speaks(person, code));
            let sits = hall.seats.get(&(hall.seated_round(), person.id)) == Some(&number);
            (!knows(&spoken), person.mediator, !knows(&most), !sits, person.role != "host", person.id)
        };
        let is = hall.people.iter().filter(may).min_by_key(rank).map(|person| person.id);
        taken.extend(is);
        if let Some(table) = hall.tables.iter_mut().find(|table| table.number == number) {
            table.host = is;
        }
        if was != is {
            replaced.push(Replaced { table: number, was, is });
        }
    }
    replaced
}

fn speaks(person: &Somebody, code: &str) -> bool {
    person.speaks.as_ref().is_some_and(|all| all.contains(code))
}

/// What most in the hall speak.
fn common(hall: &Hall, who: Who) -> Option<String> {
    let all: Vec<_> = hall.people.iter().filter(|person| who.counts(person)).collect();
    most_spoken(&all).map(|(code, _)| code)
}

/// What most at a table speak; `None` before anybody sits there.
fn at_table(hall: &Hall, who: Who, table: i64) -> Option<String> {
    let there: Vec<_> = hall.at(hall.seated_round(), table).filter(|person| who.counts(person)).collect();
    most_spoken(&there).filter(|(_, speakers)| *speakers > 1).map(|(code, _)| code)
}

/// The languages of those who do not speak what most do, each as often as they fill tables that have no host for them yet.
fn needed(hall: &Hall, who: Who, most: Option<&str>, hosts: &BTreeSet<Uuid>) -> Vec<String> {
    let there: Vec<&Somebody> = hall.people.iter().filter(|person| who.counts(person)).collect();
    let travellers = there.len() / hall.open_tables().count().max(1);
    let apart = |person: &&&Somebody| {
        !person.mediator && person.speaks.is_some() && most.is_some_and(|most| !speaks(person, most))
    };
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for person in there.iter().filter(apart) {
        let speakers = |code: &&String| there.iter().filter(|other| speaks(other, code)).count();
        let own = person.speaks.iter().flatten().max_by_key(speakers).filter(|code| speakers(code) > 1);
        *groups.entry(own.cloned().unwrap_or_default()).or_default() += usize::from(own.is_some());
    }
    let mut needed = Vec::new();
    for (code, count) in groups.into_iter().filter(|(_, count)| *count > 0) {
        let tables = count.div_ceil(travellers.saturating_sub(1).max(1));
        let served =
            there.iter().filter(|person| hosts.contains(&person.id) && speaks(person, &code)).count();
        needed.extend(std::iter::repeat_n(code, tables.saturating_sub(served)));
    }
    needed
}

fn most_spoken(people: &[&Somebody]) -> Option<(String, usize)> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for code in people.iter().flat_map(|person| person.speaks.iter().flatten()) {
        *counts.entry(code).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(code, count)| (*count, std::cmp::Reverse(*code)));
    most.map(|(code, count)| (code.clone(), count))
}
