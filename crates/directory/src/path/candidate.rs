//! A service on the path.

use super::Answers;
use crate::{
    access::{AccessRule, Verdict, verdict},
    reference::{Reference, area_contains},
};
use jiff::civil::Date;

/// What the path must know of a service.
#[derive(Debug, Clone, Copy, Default)]
pub struct Candidate<'a> {
    /// Codes of the needs it answers, the main one first.
    pub needs: &'a [String],
    /// Who may use it.
    pub rules: &'a [AccessRule],
    /// ISTAT code of the area it serves; absent when unknown.
    pub area: Option<&'a str>,
    /// Codes of the languages spoken; empty when unknown.
    pub languages: &'a [String],
    /// Whether it opens in the evening or on Saturday; absent when unknown.
    pub open_late: Option<bool>,
}

impl Candidate<'_> {
    /// Whether it serves who answered so: yes, no, or it cannot be said yet.
    pub fn outcome(&self, said: &Answers, today: Date) -> Verdict {
        if !self.answers_need(said) {
            return Verdict::No;
        }
        let access = verdict(self.rules, &said.person, today, Reference::get().positions()).0;
        Verdict::all([access, self.serves(said), self.opens(said), self.speaks(said)])
    }

    fn answers_need(&self, said: &Answers) -> bool {
        match (said.need(), said.group()) {
            (Some(need), _) => self.needs.iter().any(|code| code == need),
            (None, Some(group)) => self.needs.iter().any(|code| code.split('.').next() == Some(group)),
            (None, None) => true,
        }
    }

    /// What is not said or not known does not count against a service.
    fn serves(&self, said: &Answers) -> Verdict {
        match (self.area, said.person.municipality.as_deref()) {
            (Some(area), Some(municipality)) => Verdict::of(area_contains(area, municipality)),
            _ => Verdict::Yes,
        }
    }

    fn opens(&self, said: &Answers) -> Verdict {
        match (said.office_hours(), self.open_late) {
            (Some(false), Some(late)) => Verdict::of(Some(late)),
            _ => Verdict::Yes,
        }
    }

    /// A language that is not spoken is no obstacle, since a mediator can come; but it is no plain yes.
    fn speaks(&self, said: &Answers) -> Verdict {
        let Some(wanted) = said.language().filter(|code| *code != "it") else { return Verdict::Yes };
        let spoken = self.languages.is_empty() || self.languages.iter().any(|code| code == wanted);
        if spoken { Verdict::Yes } else { Verdict::Unknown }
    }
}
