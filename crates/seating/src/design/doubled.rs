//! Thirty-two people, eight tables of four, ten rounds: nobody meets twice, and each meets all others but one.
//!
//! Take sixteen couples and two affine planes of order 4 on them that share at most two couples of any line. Each line of
//! each plane becomes two tables: one of every couple at each, decided by a sign. Each two couples lie on one line of either
//! plane; choose the signs so that at one line both firsts sit together and at the other a first with a second. That is one
//! linear equation over {0, 1} for each two couples, and the second plane below is one for which they can all be met. The
//! ten parallel classes are the rounds. (It is a resolvable group-divisible design with blocks of 4 and type 2^16.)

use super::Design;
use crate::{design::field::Field, grid::Grid};

/// Where each couple lies in the second plane: found by trying permutations until the equations had an answer.
const SECOND_PLANE: [usize; 16] = [8, 0, 2, 5, 9, 10, 1, 3, 14, 7, 4, 13, 15, 11, 12, 6];

/// The plan.
pub fn build() -> Option<Design> {
    let field = Field::of(4)?;
    let first: Vec<usize> = (0..16).collect();
    let lines: Vec<Vec<usize>> =
        [first.as_slice(), &SECOND_PLANE].iter().flat_map(|plane| lines_on(&field, plane)).collect();
    let signs = signs(&lines)?;
    let mut seats = Grid::filled(10, 32, 0_u16);
    for (number, line) in lines.iter().enumerate() {
        for (place, couple) in line.iter().enumerate() {
            let second = sign(number, place).is_some_and(|bit| signs & bit != 0);
            let table = number % 4 * 2;
            for person in 0..2 {
                let at = table + usize::from(second != (person == 1));
                seats.put(number / 4, couple * 2 + person, at as u16);
            }
        }
    }
    Some(Design { seats, spare: 0 })
}

/// The lines of the plane, class by class, where couple c lies at the point `plane[c]`.
fn lines_on(field: &Field, plane: &[usize]) -> Vec<Vec<usize>> {
    let across =
        |slope: usize, start: usize| (0..4).map(move |x| x * 4 + field.plus(field.times(slope, x), start));
    let sloped = (0..4).flat_map(|slope| (0..4).map(move |start| across(slope, start).collect::<Vec<_>>()));
    let upright = (0..4).map(|x| (0..4).map(|y| x * 4 + y).collect());
    let couples =
        |points: Vec<usize>| points.iter().filter_map(|p| plane.iter().position(|at| at == p)).collect();
    sloped.chain(upright).map(couples).collect()
}

/// The unknown of a place on a line; the first place's sign may be chosen, and is 0.
fn sign(line: usize, place: usize) -> Option<u128> {
    place.checked_sub(1).map(|place| 1 << (line * 3 + place))
}

/// The marks, among the unknowns, of the constant of an equation.
const ONE: u128 = 1 << 127;

fn signs(lines: &[Vec<usize>]) -> Option<u128> {
    let mut solved: Vec<(u128, u128)> = Vec::new();
    for a in 0..16 {
        for b in a + 1..16 {
            let mut equation = ONE;
            for (number, line) in lines.iter().enumerate() {
                let place = |couple| line.iter().position(|on| *on == couple);
                let (Some(a), Some(b)) = (place(a), place(b)) else { continue };
                equation ^= sign(number, a).unwrap_or(0) ^ sign(number, b).unwrap_or(0);
            }
            for (lead, other) in &solved {
                equation ^= if equation & lead != 0 { *other } else { 0 };
            }
            let unknowns = equation & !ONE;
            let lead = unknowns & unknowns.wrapping_neg();
            match (lead, equation) {
                (0, 0) => continue,
                (0, _) => return None,
                _ => {}
            }
            for (_, other) in &mut solved {
                *other ^= if *other & lead != 0 { equation } else { 0 };
            }
            solved.push((lead, equation));
        }
    }
    // Each unknown that leads no equation is 0; the others are then the constants.
    Some(solved.iter().filter(|(_, equation)| equation & ONE != 0).fold(0, |signs, (lead, _)| signs | lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_plane_has_every_couple_once() {
        let mut points = SECOND_PLANE.to_vec();
        points.sort_unstable();
        assert_eq!(points, (0..16).collect::<Vec<_>>());
    }

    #[test]
    fn equations_without_an_answer_are_told() {
        let field = Field::of(4).unwrap();
        let same: Vec<usize> = (0..16).collect();
        let lines: Vec<_> = [&same, &same].iter().flat_map(|plane| lines_on(&field, plane)).collect();
        assert_eq!(signs(&lines), None, "the same plane twice cannot be signed");
    }
}
