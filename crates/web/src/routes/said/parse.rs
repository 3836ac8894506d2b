//! From the fields of a form to a person, with a message where a field cannot be understood.

use crate::fields::Fields;
use jiff::civil::Date;
use reticolo_directory::{
    access::{Person, Standing},
    hsds::Gender,
    reference::Reference,
};

/// The names of the fields. None of them ever stands in an address.
pub const NAMES: [&str; 10] = [
    "position",
    "age",
    "gender",
    "lives",
    "registered",
    "standing",
    "until",
    "children",
    "pregnant",
    "works",
];

/// The oldest age that a form understands, in years.
const OLDEST: u8 = 120;

/// What a person said, and how it was written.
#[derive(Clone, Default)]
pub struct Said {
    /// The person, as far as she said.
    pub person: Person,
    /// What she wrote, field by field, to be carried on.
    pub fields: Vec<(String, String)>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// A field that could not be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: &'static str,
    /// The key of the message.
    pub key: &'static str,
}

impl Said {
    /// Reads the fields of a form.
    pub fn of(fields: &Fields) -> Self {
        let mut said = Self::default();
        said.person = Person {
            position: said.take(fields, "position", position),
            age: said.take(fields, "age", |text| text.parse().ok().filter(|age| *age <= OLDEST)),
            gender: said.take(fields, "gender", gender),
            municipality: said.take(fields, "lives", municipality),
            registered: said.take(fields, "registered", yes_or_no),
            standing: None,
            with_children: said.take(fields, "children", yes_or_no),
            pregnant: said.take(fields, "pregnant", yes_or_no),
            works: said.take(fields, "works", yes_or_no),
        };
        let standing = said.take(fields, "standing", standing);
        let until = said.take(fields, "until", |text| text.parse::<Date>().ok());
        said.person.standing = match (standing, until) {
            (None | Some(Standing::Valid), Some(day)) => Some(Standing::Until(day)),
            (standing, _) => standing,
        };
        said
    }

    /// Whether she said nothing.
    pub fn is_silent(&self) -> bool {
        self.fields.is_empty()
    }

    /// What she wrote in a field.
    pub fn wrote(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    fn take<T>(
        &mut self,
        fields: &Fields,
        field: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = fields.one(field)?;
        match read(text) {
            Some(value) => {
                self.fields.push((field.to_owned(), text.to_owned()));
                Some(value)
            }
            None => {
                self.problems.push(Problem { field, key: problem(field) });
                None
            }
        }
    }
}

fn problem(field: &str) -> &'static str {
    match field {
        "age" => "said-problem-age",
        "lives" => "said-problem-lives",
        "until" => "said-problem-until",
        _ => "said-problem-choice",
    }
}

fn position(code: &str) -> Option<String> {
    Reference::get().position(code).map(|position| position.code.clone())
}

fn gender(code: &str) -> Option<Gender> {
    match code {
        "f" => Some(Gender::Woman),
        "m" => Some(Gender::Man),
        _ => None,
    }
}

/// The ISTAT code of a municipality by its code or its name.
pub(crate) fn municipality(text: &str) -> Option<String> {
    let territory = Reference::get().territory();
    territory.municipality(text).or_else(|| territory.named(text)).map(|m| m.istat.clone())
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn standing(code: &str) -> Option<Standing> {
    match code {
        "valid" => Some(Standing::Valid),
        "receipt" => Some(Standing::Receipt),
        "expired" => Some(Standing::Expired),
        "none" => Some(Standing::None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(pairs: &[(&str, &str)]) -> Said {
        Said::of(&Fields::of(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()))
    }

    #[test]
    fn everything_may_be_left_out() {
        let silent = said(&[("position", ""), ("age", "  "), ("works", "")]);
        assert!(silent.is_silent() && silent.problems.is_empty() && silent.person == Person::default());
    }

    #[test]
    fn what_is_said_is_understood_and_carried_on() {
        let said = said(&[
            ("age", "17"),
            ("gender", "f"),
            ("lives", "lecce"),
            ("works", "no"),
            ("standing", "receipt"),
        ]);
        assert_eq!(said.person.age, Some(17));
        assert_eq!(said.person.gender, Some(Gender::Woman));
        assert_eq!(said.person.municipality.as_deref(), Some("075035"));
        assert_eq!(said.person.works, Some(false));
        assert_eq!(said.person.standing, Some(Standing::Receipt));
        assert_eq!(said.wrote("lives"), "lecce");
    }

    #[test]
    fn a_valid_permit_may_have_its_last_day() {
        let until = said(&[("standing", "valid"), ("until", "2026-12-31")]).person.standing;
        assert_eq!(until, Some(Standing::Until(jiff::civil::date(2026, 12, 31))));
        assert_eq!(
            said(&[("standing", "expired"), ("until", "2026-12-31")]).person.standing,
            Some(Standing::Expired)
        );
    }

    #[test]
    fn what_is_not_understood_is_said_and_counts_as_not_said() {
        let said =
            said(&[("age", "-3"), ("lives", "Atlantis"), ("until", "2026-02-30"), ("position", "king")]);
        let keys: Vec<_> = said.problems.iter().map(|p| (p.field, p.key)).collect();
        assert_eq!(
            keys,
            [
                ("position", "said-problem-choice"),
                ("age", "said-problem-age"),
                ("lives", "said-problem-lives"),
                ("until", "said-problem-until"),
            ]
        );
        assert!(said.person == Person::default() && said.is_silent());
    }

    proptest! {
        #[test]
        fn no_answer_panics(name in 0..NAMES.len(), value in "\\PC{0,50}") {
            let said = said(&[(NAMES[name], &value)]);
            prop_assert!(said.fields.len() + said.problems.len() <= 1);
        }
    }
}
