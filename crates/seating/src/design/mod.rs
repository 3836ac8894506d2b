//! Plans that are known to be free of repeats: built, not looked for.
//!
//! | tables × seats | rounds | how |
//! | --- | --- | --- |
//! | q × k, q a power of a prime, k ≤ q | q, and one more when k divides q | lines of an affine plane ([`shifts`]) |
//! | any × fewer | as many as steps are found for | difference matrices ([`shifts`]) |
//! | 5 × 3, 6 × 5, 10 × 6 and many more | 7, 6, 7 … | one round, turned ([`turning`]) |
//! | 8 × 4 | 10 | two planes of order 4, doubled ([`doubled`]) |

pub mod doubled;
pub mod field;
pub mod shifts;
pub mod turning;

use crate::grid::Grid;
pub use shifts::FirstRow;

/// A plan for places that are not people yet.
#[derive(Debug, Clone)]
pub struct Design {
    /// The table of each place (column) in each round (row).
    pub seats: Grid<u16>,
    /// How many of the last places may stay empty: no two of them ever meet, so no table loses two.
    pub spare: usize,
}

/// What is asked of a design.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// How many take part.
    pub people: usize,
    /// At how many tables.
    pub tables: usize,
    /// For how many rounds.
    pub rounds: usize,
    /// Whether the first places stay at their tables.
    pub first: FirstRow,
}

/// The design with the most rounds, up to those wished for, that is known or quickly found. Its tables have as many places as
/// the fullest needs; places beyond the number of people stay empty. With fewer tables than that, two of each table's people
/// meet again in the next round, so there is none.
pub fn best(wish: Wish, tries: usize) -> Option<Design> {
    let Wish { people, tables, rounds, first } = wish;
    let seats = people.div_ceil(tables.max(1));
    if seats > tables || seats < 2 {
        return None;
    }
    let empty = tables * seats - people;
    let fits = |design: &Design| design.spare >= empty;
    let mut best = shifts::build(tables, seats, rounds, first).filter(fits);
    let has = |design: &Option<Design>| design.as_ref().map_or(1, |design| design.seats.height());
    if first == FirstRow::Stays || empty > 0 || has(&best) >= rounds {
        return best;
    }
    if rounds > tables && seats > 0 && tables.is_multiple_of(seats) {
        best = best
            .filter(|design| design.seats.height() == tables)
            .map(|design| rows_together(&design, tables, seats));
    }
    if has(&best) < rounds && (tables, seats) == (8, 4) {
        best = doubled::build();
    }
    let most = ((people - 1) / (seats - 1)).min(rounds);
    let longer = has(&best) + 1..=most;
    let tries = tries / longer.clone().count().max(1);
    longer.rev().find_map(|rounds| turning::find(tables, seats, rounds, tries)).or(best)
}

/// So many exchanges are tried where somebody waits, to find a round that can be turned: some hundredths of a second.
pub const FEW_TRIES: usize = 300_000;
/// And so many where a plan is prepared: less than a second.
pub const MANY_TRIES: usize = 4_000_000;

/// One more round: people of one row, who never met, sit together, as many as there are seats.
fn rows_together(design: &Design, tables: usize, seats: usize) -> Design {
    let rounds = design.seats.height();
    let mut longer = Grid::filled(rounds + 1, tables * seats, 0_u16);
    for round in 0..rounds {
        longer.row_mut(round).copy_from_slice(design.seats.row(round));
    }
    for (place, table) in longer.row_mut(rounds).iter_mut().enumerate() {
        *table = (place / seats) as u16;
    }
    Design { seats: longer, spare: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(tables: usize, seats: usize, rounds: usize, first: FirstRow) -> usize {
        let Some(design) = best(Wish { people: tables * seats, tables, rounds, first }, MANY_TRIES) else {
            return 1;
        };
        assert_fair(&design, tables, seats);
        design.seats.height()
    }

    /// Nobody meets twice, and each table has its number of seats in each round.
    fn assert_fair(design: &Design, tables: usize, seats: usize) {
        let mut met = std::collections::HashSet::new();
        for round in 0..design.seats.height() {
            let row = design.seats.row(round);
            for table in 0..tables as u16 {
                let members: Vec<_> = (0..row.len()).filter(|place| row[*place] == table).collect();
                assert_eq!(members.len(), seats, "{tables}×{seats} round {round} table {table}");
                for (i, a) in members.iter().enumerate() {
                    assert!(
                        members[i + 1..].iter().all(|b| met.insert((*a, *b))),
                        "{tables}×{seats} round {round}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_known_maxima_are_reached() {
        let known = [
            (4, 4, 5),
            (5, 4, 5),
            (5, 5, 6),
            (6, 5, 6),
            (8, 4, 10),
            (8, 5, 8),
            (10, 6, 7),
            (5, 3, 7),
            (3, 3, 4),
            (7, 4, 8),
        ];
        for (tables, seats, most) in known {
            assert_eq!(rounds(tables, seats, most, FirstRow::Travels), most, "{tables}×{seats}");
        }
    }

    #[test]
    fn usual_gatherings_have_a_design() {
        for (tables, seats, wished) in
            [(6, 5, 4), (10, 6, 4), (20, 5, 4), (20, 6, 5), (63, 8, 4), (12, 5, 4), (15, 4, 3)]
        {
            assert_eq!(rounds(tables, seats, wished, FirstRow::Travels), wished, "{tables}×{seats}");
            assert_eq!(rounds(tables, seats, wished, FirstRow::Stays), wished, "{tables}×{seats} with hosts");
        }
    }

    #[test]
    fn hosts_stay_at_their_tables() {
        for (tables, seats) in [(6, 5), (8, 4), (9, 6), (20, 5)] {
            let wish = Wish { people: tables * seats, tables, rounds: 4, first: FirstRow::Stays };
            let design = best(wish, FEW_TRIES).unwrap();
            for round in 0..4 {
                assert_eq!(&design.seats.row(round)[..tables], (0..tables as u16).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn places_that_stay_empty_never_empty_a_table_twice() {
        for people in 26..30 {
            let design =
                best(Wish { people, tables: 6, rounds: 4, first: FirstRow::Travels }, FEW_TRIES).unwrap();
            for round in 0..design.seats.height() {
                let mut sizes = [0; 6];
                design.seats.row(round)[..people].iter().for_each(|table| sizes[usize::from(*table)] += 1);
                assert!(sizes.iter().all(|size| (4..=5).contains(size)), "{people}: {sizes:?}");
            }
        }
    }

    #[test]
    fn fewer_tables_than_seats_have_none() {
        assert!(
            best(Wish { people: 30, tables: 5, rounds: 2, first: FirstRow::Travels }, FEW_TRIES).is_none()
        );
        assert!(
            best(Wish { people: 5, tables: 1, rounds: 2, first: FirstRow::Travels }, FEW_TRIES).is_none()
        );
    }
}
