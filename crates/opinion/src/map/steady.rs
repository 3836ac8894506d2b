//! A live map does not jump between numbers of groups: a new number must win four times in a row before it shows.

/// Wins in a row that a new number of groups needs.
pub const WINS_NEEDED: u32 = 4;

/// Remembers the number of groups that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steady {
    shown: Option<usize>,
    rival: Option<(usize, u32)>,
}

impl Steady {
    /// Hears which number won this time, and tells which to show.
    pub fn hear(&mut self, winner: usize) -> usize {
        let Some(shown) = self.shown.filter(|shown| *shown != winner) else {
            *self = Self { shown: Some(winner), rival: None };
            return winner;
        };
        let wins = match self.rival {
            Some((rival, wins)) if rival == winner => wins + 1,
            _ => 1,
        };
        if wins >= WINS_NEEDED {
            *self = Self { shown: Some(winner), rival: None };
            return winner;
        }
        self.rival = Some((winner, wins));
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_number_shows_after_winning_four_times_in_a_row() {
        let mut steady = Steady::default();
        let shown: Vec<usize> =
            [2, 3, 3, 3, 2, 3, 3, 3, 3, 4, 2].into_iter().map(|winner| steady.hear(winner)).collect();
        assert_eq!(shown, [2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3]);
    }
}
