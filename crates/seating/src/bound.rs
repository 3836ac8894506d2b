//! What no plan can do better.

use crate::gathering::Gathering;
use serde::Serialize;

/// The limits of a gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bound {
    /// In no more rounds than these can it be that nobody meets twice.
    pub rounds: usize,
    /// At least so many meetings are not the first of their pair.
    pub repeats: u64,
}

fn pairs(people: u64) -> u64 {
    people * people.saturating_sub(1) / 2
}

/// Pairs that sit together at least, when so many people spread over so many tables.
pub(crate) fn fewest_pairs(people: usize, tables: usize) -> u64 {
    let (people, tables) = (people as u64, tables.max(1) as u64);
    let (each, more) = (people / tables, people % tables);
    more * pairs(each + 1) + (tables - more) * pairs(each)
}

impl Bound {
    /// The limits for all who are there, their tables and hosts.
    pub fn of(gathering: &Gathering) -> Self {
        Self { rounds: rounds(gathering), repeats: repeats(gathering) }
    }
}

/// For n people at tables of k: ⌊(n−1)/(k−1)⌋; with fewer tables than seats at one, 1; with a host at each of g tables, at
/// most g, and r(k−2) ≤ n−g−1, for a traveller meets each host, and each traveller, once.
fn rounds(gathering: &Gathering) -> usize {
    let (people, tables) = (gathering.people.len(), gathering.tables.len());
    let sizes = gathering.sizes(people);
    let fullest = sizes.iter().max().copied().unwrap_or(0);
    if fullest < 2 {
        return gathering.rounds;
    }
    if tables < fullest {
        return 1;
    }
    let together: u64 = sizes.iter().map(|size| pairs(*size as u64)).sum();
    let all = (pairs(people as u64) / together.max(1)) as usize;
    let hosts = hosts(gathering);
    if hosts < tables {
        return all;
    }
    let travellers = people - hosts;
    let among: u64 = sizes.iter().map(|size| pairs(size.saturating_sub(1) as u64)).sum();
    let met = pairs(travellers as u64).checked_div(among).map_or(tables, |rounds| rounds as usize);
    all.min(tables).min(met)
}

/// Hosts who are there all the time.
fn hosts(gathering: &Gathering) -> usize {
    gathering.people.iter().filter(|person| person.host.is_some() && person.rounds.is_none()).count()
}

fn repeats(gathering: &Gathering) -> u64 {
    let tables = gathering.tables.len();
    let rounds: Vec<_> =
        (0..gathering.rounds).map(|round| gathering.sizes(gathering.present(round))).collect();
    let ever = (0..gathering.people.len())
        .filter(|person| {
            (0..gathering.rounds)
                .any(|round| gathering.people.get(*person).is_some_and(|p| p.is_present(round)))
        })
        .count();
    let meetings: u64 = rounds.iter().flatten().map(|size| pairs(*size as u64)).sum();
    let by_pairs = meetings.saturating_sub(pairs(ever as u64));
    if gathering.people.iter().any(|person| person.rounds.is_some()) {
        return by_pairs;
    }
    // Everybody is there: a round after the first finds each table's people at the same few tables again.
    let again: u64 = rounds.first().into_iter().flatten().map(|size| fewest_pairs(*size, tables)).sum();
    let by_tables = again * (gathering.rounds as u64).saturating_sub(1);
    by_pairs.max(by_tables).max(by_hosts(gathering, tables, &rounds))
}

/// Travellers who have been with every host meet one again in each further round; and so do travellers among themselves.
fn by_hosts(gathering: &Gathering, tables: usize, rounds: &[Vec<usize>]) -> u64 {
    if hosts(gathering) < tables {
        return 0;
    }
    let travellers = (gathering.people.len() - tables) as u64;
    let hosts_again = travellers * (rounds.len() as u64).saturating_sub(tables as u64);
    let among: u64 = rounds.iter().flatten().map(|size| pairs(size.saturating_sub(1) as u64)).sum();
    hosts_again + among.saturating_sub(pairs(travellers))
}
