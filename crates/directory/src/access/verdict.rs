//! Verdicts and how they join.

use super::{AccessRule, Because, Person, Reason, Verdict};
use crate::reference::Positions;
use jiff::civil::Date;

impl Verdict {
    /// The verdict of something said to be true or false; unknown when nothing was said.
    pub fn of(said: Option<bool>) -> Self {
        match said {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }

    /// Every one must hold: one no is a no, else one unknown is unknown. Of none at all: yes.
    pub fn all(verdicts: impl IntoIterator<Item = Self>) -> Self {
        verdicts.into_iter().max().unwrap_or(Self::Yes)
    }

    /// One is enough: one yes is a yes, else one unknown is unknown. Of none at all: no.
    pub fn any(verdicts: impl IntoIterator<Item = Self>) -> Self {
        verdicts.into_iter().min().unwrap_or(Self::No)
    }
}

impl std::ops::Not for Verdict {
    type Output = Self;

    /// Yes becomes no and no yes; unknown stays.
    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::Unknown => Self::Unknown,
            Self::No => Self::Yes,
        }
    }
}

impl AccessRule {
    /// Whether it may no longer be relied upon.
    pub fn is_overdue(&self, today: Date) -> bool {
        today > self.review_by
    }

    /// What this rule answers to a person. Past its review date it answers unknown, whatever she said.
    pub fn answer(&self, person: &Person, today: Date, positions: &Positions) -> Reason<'_> {
        if self.is_overdue(today) {
            return Reason { rule: self, verdict: Verdict::Unknown, because: Because::Overdue };
        }
        let verdict = self.when.answer(person, today, positions);
        let because = if verdict == Verdict::Unknown { Because::NotSaid } else { Because::Condition };
        Reason { rule: self, verdict, because }
    }
}

/// Whether a person may use what these rules govern: all must hold. Without rules it cannot be said.
pub fn verdict<'a>(
    rules: &'a [AccessRule],
    person: &Person,
    today: Date,
    positions: &Positions,
) -> (Verdict, Vec<Reason<'a>>) {
    let reasons: Vec<_> = rules.iter().map(|rule| rule.answer(person, today, positions)).collect();
    if reasons.is_empty() {
        return (Verdict::Unknown, reasons);
    }
    (Verdict::all(reasons.iter().map(|reason| reason.verdict)), reasons)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Condition;
    use jiff::civil::date;
    use reticolo_base::{Lang, Text};

    fn rule(when: Condition, review_by: Date) -> AccessRule {
        AccessRule {
            key: "registered-residents".into(),
            when,
            says: Text::of(Lang::It, "Per chi ha la residenza."),
            source: "D.P.R. 223/1989".into(),
            source_url: None,
            date: date(2026, 3, 1),
            steward: "Curatela residenza".into(),
            review_by,
        }
    }

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn a_service_without_rules_is_unknown_and_gives_no_reasons() {
        let (answer, reasons) = verdict(&[], &Person::default(), TODAY, &Positions::default());
        assert_eq!((answer, reasons.len()), (Verdict::Unknown, 0));
    }

    #[test]
    fn a_rule_past_its_review_answers_neither_yes_nor_no() {
        for holds in [true, false] {
            let rule = rule(Condition::Always(holds), date(2026, 6, 30));
            let reason = rule.answer(&Person::default(), TODAY, &Positions::default());
            assert_eq!((reason.verdict, reason.because), (Verdict::Unknown, Because::Overdue));
        }
    }

    #[test]
    fn the_last_day_still_counts() {
        let rule = rule(Condition::Always(true), TODAY);
        assert_eq!(rule.answer(&Person::default(), TODAY, &Positions::default()).verdict, Verdict::Yes);
    }

    #[test]
    fn all_rules_must_hold_and_each_says_why() {
        let rules = [
            rule(Condition::Registered(true), TODAY),
            rule(Condition::Works(true), TODAY),
            rule(Condition::Always(true), date(2026, 1, 1)),
        ];
        let person = Person { registered: Some(false), ..Person::default() };
        let (answer, reasons) = verdict(&rules, &person, TODAY, &Positions::default());
        assert_eq!(answer, Verdict::No);
        let because: Vec<_> = reasons.iter().map(|r| r.because).collect();
        assert_eq!(because, [Because::Condition, Because::NotSaid, Because::Overdue]);
        let person = Person { registered: Some(true), works: Some(true), ..Person::default() };
        assert_eq!(verdict(&rules, &person, TODAY, &Positions::default()).0, Verdict::Unknown);
    }

    #[test]
    fn the_laws_of_kleene() {
        let every = [Verdict::Yes, Verdict::Unknown, Verdict::No];
        for a in every {
            assert_eq!(!!a, a);
            for b in every {
                assert_eq!(!Verdict::all([a, b]), Verdict::any([!a, !b]));
                assert_eq!(Verdict::all([a, b]), Verdict::all([b, a]));
                assert_eq!(Verdict::all([a, Verdict::any([a, b])]), a);
                for c in every {
                    let left = Verdict::all([a, Verdict::any([b, c])]);
                    assert_eq!(left, Verdict::any([Verdict::all([a, b]), Verdict::all([a, c])]));
                }
            }
        }
        assert_eq!(Verdict::all([Verdict::Unknown, Verdict::No]), Verdict::No);
        assert_eq!(Verdict::any([Verdict::Unknown, Verdict::Yes]), Verdict::Yes);
        assert_eq!((Verdict::all([]), Verdict::any([])), (Verdict::Yes, Verdict::No));
    }
}
