//! What a condition answers to what a person said.

use super::{Condition, Person, Standing, Verdict};
use crate::reference::{Position, Positions, area_contains};
use jiff::civil::Date;

/// What is known of a person on a day: what she said, and what follows from her legal position.
struct Known<'a> {
    person: &'a Person,
    position: Option<&'a Position>,
    today: Date,
}

impl Condition {
    /// Whether the condition holds for a person on a day: yes, no, or unknown when she did not say what decides.
    /// What she said counts for more than what her position implies.
    pub fn answer(&self, person: &Person, today: Date, positions: &Positions) -> Verdict {
        let position = person.position.as_deref().and_then(|code| positions.get(code));
        self.of(&Known { person, position, today })
    }

    fn of(&self, known: &Known<'_>) -> Verdict {
        let person = known.person;
        match self {
            Self::All(parts) => Verdict::all(parts.iter().map(|part| part.of(known))),
            Self::Any(parts) => Verdict::any(parts.iter().map(|part| part.of(known))),
            Self::Not(part) => !part.of(known),
            Self::Always(holds) => Verdict::of(Some(*holds)),
            Self::Position(codes) => Verdict::of(person.position.as_ref().map(|code| codes.contains(code))),
            Self::Age { min, max } => known.age(min.unwrap_or(0), max.unwrap_or(u8::MAX)),
            Self::ResidentIn(areas) => known.lives_in(areas),
            Self::Registered(yes) => same(person.registered, *yes),
            Self::EuCitizen(yes) => same(known.position.and_then(|p| p.eu), *yes),
            Self::PermitValid(yes) => same(known.permit(), *yes),
            Self::Gender(genders) => Verdict::of(person.gender.map(|gender| genders.contains(&gender))),
            Self::WithChildren(yes) => same(person.with_children, *yes),
            Self::Pregnant(yes) => same(person.pregnant, *yes),
            Self::Works(yes) => same(person.works, *yes),
        }
    }
}

fn same(said: Option<bool>, wanted: bool) -> Verdict {
    Verdict::of(said.map(|said| said == wanted))
}

impl Known<'_> {
    /// The age as said, else the range of ages that the position allows.
    fn age(&self, min: u8, max: u8) -> Verdict {
        let (youngest, oldest) = match (self.person.age, self.position) {
            (Some(age), _) => (age, age),
            (None, Some(position)) => position.ages(),
            (None, None) => (0, u8::MAX),
        };
        if youngest > max || oldest < min {
            Verdict::No
        } else if youngest >= min && oldest <= max {
            Verdict::Yes
        } else {
            Verdict::Unknown
        }
    }

    fn lives_in(&self, areas: &[String]) -> Verdict {
        let Some(municipality) = self.person.municipality.as_deref() else {
            return if areas.is_empty() { Verdict::No } else { Verdict::Unknown };
        };
        Verdict::any(areas.iter().map(|area| Verdict::of(area_contains(area, municipality))))
    }

    /// Whether the permit is valid, or its renewal receipt in hand, on the day.
    fn permit(&self) -> Option<bool> {
        match self.person.standing {
            Some(Standing::Valid | Standing::Receipt) => Some(true),
            Some(Standing::Until(last)) => Some(last >= self.today),
            Some(Standing::Expired | Standing::None) => Some(false),
            None => self.position.and_then(Position::permit),
        }
    }
}
