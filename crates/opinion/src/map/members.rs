//! Who is counted when groups are formed.

use super::votes::{Cast, Votes};

/// Votes needed to be counted, or one on every statement where there are fewer.
pub const ENOUGH_VOTES: usize = 7;
/// With fewer than so many people, the most active are counted as well.
pub const FEW_PEOPLE: usize = 15;

/// The people who are counted: those with enough votes, those who were counted before, and while they are few, the
/// most active (of equally active ones the first).
pub fn counted(votes: &Votes, before: &[bool]) -> Vec<bool> {
    let enough = ENOUGH_VOTES.min(votes.statements());
    let widths: Vec<usize> = (0..votes.people()).map(|person| votes.width(person)).collect();
    let mut counted: Vec<bool> = widths
        .iter()
        .enumerate()
        .map(|(person, width)| {
            before.get(person).copied().unwrap_or(false) || (*width >= enough && *width > 0)
        })
        .collect();
    let many = counted.iter().filter(|c| **c).count();
    if many < FEW_PEOPLE {
        let mut rest: Vec<(usize, usize)> =
            widths.into_iter().enumerate().filter(|(_, width)| *width > 0).collect();
        rest.retain(|(person, _)| !counted.get(*person).copied().unwrap_or(true));
        rest.sort_by_key(|(person, width)| (usize::MAX - width, *person));
        for (person, _) in rest.into_iter().take(FEW_PEOPLE - many) {
            if let Some(slot) = counted.get_mut(person) {
                *slot = true;
            }
        }
    }
    counted
}

/// Who had been counted at some moment, when these votes came in one after another: on a live map nobody who was
/// counted once drops out, and the first fifteen to vote always were.
pub fn once_counted(people: usize, casts: &[Cast]) -> Vec<bool> {
    let mut once = vec![false; people];
    let mut left = FEW_PEOPLE;
    for cast in casts {
        if left == 0 {
            break;
        }
        if let Some(slot) = once.get_mut(cast.person()).filter(|slot| !**slot) {
            *slot = true;
            left -= 1;
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Vote;

    fn people_with(widths: &[u32]) -> Votes {
        let casts: Vec<Cast> = (0..)
            .zip(widths)
            .flat_map(|(person, width)| (0..*width).map(move |s| Cast::new(person, s, Vote::Agree)))
            .collect();
        Votes::of(widths.len(), 10, &casts)
    }

    #[test]
    fn seven_votes_are_enough() {
        let mut widths = vec![7; 20];
        widths.extend([6, 8, 0]);
        let counted = counted(&people_with(&widths), &[]);
        assert_eq!(counted.iter().filter(|c| **c).count(), 21);
        assert!(!counted[20] && counted[21] && !counted[22]);
    }

    #[test]
    fn among_few_the_most_active_are_counted_too_but_nobody_without_a_vote() {
        let counted_of = |widths: &[u32]| counted(&people_with(widths), &[]).iter().filter(|c| **c).count();
        assert_eq!(counted_of(&[1, 2, 0, 3]), 3);
        let mut widths = vec![7; 13];
        widths.extend([2, 1, 3]);
        let counted = counted(&people_with(&widths), &[]);
        assert_eq!(counted[13..], [true, false, true]);
    }

    #[test]
    fn who_was_counted_once_stays() {
        let mut before = vec![false; 21];
        before[20] = true;
        let mut widths = vec![9; 20];
        widths.push(1);
        assert!(counted(&people_with(&widths), &before)[20]);
        let casts: Vec<Cast> = (0..20).map(|person| Cast::new(person, 0, Vote::Pass)).collect();
        assert_eq!(once_counted(20, &casts).iter().filter(|c| **c).count(), 15);
    }
}
