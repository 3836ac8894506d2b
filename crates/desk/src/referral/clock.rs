//! Clocks: when something is due, and what happens when it is not done. Deadlines are instants, computed once and stored.
//! Durations and steps are those of the rules for referrals; a procedure may shorten the time to answer.

use jiff::{Span, civil::Weekday, tz::TimeZone};
use reticolo_base::Instant;
use reticolo_directory::hours::holiday;

/// How soon an answer is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// 24 hours, and a telephone call that is written down.
    Emergency,
    /// 72 hours.
    Urgent,
    /// 14 days.
    Normal,
}

impl Priority {
    /// Every priority, the soonest first.
    pub const ALL: [Self; 3] = [Self::Emergency, Self::Urgent, Self::Normal];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Urgent => "urgent",
            Self::Normal => "normal",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.code() == code)
    }
}

/// What is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// That a draft is finished: 7 days.
    Finish,
    /// Her answer to the share sheet: 7 days.
    Consent,
    /// The receiver's answer: by priority.
    Answer,
    /// What the receiver asked for: 3 working days.
    Information,
    /// The first contact after acceptance: the appointment, or a week.
    Contact,
    /// Word from the waiting list: every 14 days.
    Waiting,
    /// A look at how it goes: 30 days.
    Review,
    /// What the sender does after a refusal: 2 working days.
    Decide,
    /// The end after she was not reached: 5 days.
    Close,
    /// Whether it helped: 30 days.
    Hear,
    /// Nothing.
    None,
}

impl Clock {
    /// Every clock.
    pub const ALL: [Self; 11] = [
        Self::Finish,
        Self::Consent,
        Self::Answer,
        Self::Information,
        Self::Contact,
        Self::Waiting,
        Self::Review,
        Self::Decide,
        Self::Close,
        Self::Hear,
        Self::None,
    ];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Finish => "finish",
            Self::Consent => "consent",
            Self::Answer => "answer",
            Self::Information => "information",
            Self::Contact => "contact",
            Self::Waiting => "waiting",
            Self::Review => "review",
            Self::Decide => "decide",
            Self::Close => "close",
            Self::Hear => "hear",
            Self::None => "none",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|clock| clock.code() == code).unwrap_or(Self::None)
    }
}

/// Where days are counted: a time zone, and whose feasts.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: TimeZone,
    municipality: Option<String>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::of(None)
    }
}

impl Calendar {
    /// The calendar of Italy, with the patron's day of a municipality (ISTAT code) where one is given.
    pub fn of(municipality: Option<&str>) -> Self {
        let zone = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
        Self { zone, municipality: municipality.map(str::to_owned) }
    }

    /// The same time of the day so many calendar days later, whatever summer time does in between.
    pub fn days(&self, from: Instant, days: i64) -> Instant {
        let zoned = from.timestamp().to_zoned(self.zone.clone());
        zoned
            .checked_add(Span::new().days(days))
            .map_or(from.plus_days(days), |later| later.timestamp().into())
    }

    /// The same time of the day so many working days later: neither weekends nor feasts count.
    pub fn working_days(&self, from: Instant, days: u32) -> Instant {
        let (mut at, mut left, mut walked) = (from, days, 0);
        while left > 0 && walked < 400 {
            at = self.days(from, walked + 1);
            walked += 1;
            if self.works(at) {
                left -= 1;
            }
        }
        at
    }

    /// Whether people work on the day of a moment.
    pub fn works(&self, at: Instant) -> bool {
        let day = at.day_in(&self.zone);
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && holiday(day, self.municipality.as_deref()).is_none()
    }

    /// When the receiver's answer is due.
    pub fn answer(&self, from: Instant, priority: Priority) -> Instant {
        match priority {
            Priority::Emergency => from.plus_seconds(24 * 3600),
            Priority::Urgent => from.plus_seconds(72 * 3600),
            Priority::Normal => self.days(from, 14),
        }
    }

    /// When the first step of a clock is due. For [`Clock::Contact`] an appointment counts where there is one.
    pub fn due(
        &self,
        clock: Clock,
        from: Instant,
        priority: Priority,
        appointment: Option<Instant>,
    ) -> Option<Instant> {
        Some(match clock {
            Clock::Finish | Clock::Consent => self.days(from, 7),
            Clock::Answer => self.answer(from, priority),
            Clock::Information => self.working_days(from, 3),
            Clock::Contact => match appointment {
                Some(at) if at > from => self.working_days(at, 1),
                _ => self.days(from, 7),
            },
            Clock::Waiting => self.days(from, 14),
            Clock::Review | Clock::Hear => self.days(from, 30),
            Clock::Decide => self.working_days(from, 2),
            Clock::Close => self.days(from, 5),
            Clock::None => return None,
        })
    }

    /// When the next step of an escalation is due: half the time to answer after the one before.
    pub fn half_answer(&self, from: Instant, priority: Priority) -> Instant {
        match priority {
            Priority::Emergency => from.plus_seconds(12 * 3600),
            Priority::Urgent => from.plus_seconds(36 * 3600),
            Priority::Normal => self.days(from, 7),
        }
    }
}

/// Who is asked when nobody answers, step by step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Escalation {
    /// Whoever stands in.
    Substitute,
    /// Who answers for the operators.
    Supervisor,
    /// Who coordinates the territory.
    Coordinator,
}

impl Escalation {
    /// Who is asked at a step, from 1; nobody before and after.
    pub fn at(step: i64) -> Option<Self> {
        match step {
            1 => Some(Self::Substitute),
            2 => Some(Self::Supervisor),
            3 => Some(Self::Coordinator),
            _ => None,
        }
    }

    /// The last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Substitute => "substitute",
            Self::Supervisor => "supervisor",
            Self::Coordinator => "coordinator",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(moment: &str) -> Instant {
        moment.parse().unwrap()
    }

    fn calendar() -> Calendar {
        Calendar::of(None)
    }

    #[test]
    fn a_day_is_the_same_hour_of_the_next_also_when_the_clocks_change() {
        // In the night to 25 October 2026 summer time ends: that day has 25 hours.
        assert_eq!(calendar().days(at("2026-10-24T08:00:00Z"), 1), at("2026-10-25T09:00:00Z"));
        assert_eq!(calendar().days(at("2027-03-27T09:00:00Z"), 1), at("2027-03-28T08:00:00Z"));
    }

    #[test]
    fn an_emergency_is_24_hours_whatever_the_clocks_do() {
        let due = calendar().answer(at("2026-10-24T20:00:00Z"), Priority::Emergency);
        assert_eq!(due, at("2026-10-25T20:00:00Z"));
    }

    #[test]
    fn neither_weekends_nor_feasts_are_working_days() {
        // Friday before Easter 2026: Monday is Easter Monday, so two working days later is Wednesday.
        assert_eq!(calendar().working_days(at("2026-04-03T08:00:00Z"), 2), at("2026-04-08T08:00:00Z"));
        // 23 December 2026 is a Wednesday; Christmas, Saint Stephen and a weekend lie between.
        assert_eq!(calendar().working_days(at("2026-12-23T09:00:00Z"), 3), at("2026-12-29T09:00:00Z"));
    }

    #[test]
    fn the_patron_of_the_town_is_a_feast_there() {
        let day = (1..=365)
            .map(|n| at("2026-12-31T11:00:00Z").plus_days(n))
            .find(|day| calendar().works(*day) && !Calendar::of(Some("071024")).works(*day));
        assert!(day.is_some(), "Foggia rests on its patron's day and other towns do not");
    }

    #[test]
    fn an_appointment_is_waited_for() {
        let from = at("2026-11-23T09:00:00Z");
        let due = |appointment| calendar().due(Clock::Contact, from, Priority::Normal, appointment).unwrap();
        assert_eq!(due(Some(at("2026-12-01T10:00:00Z"))), at("2026-12-02T10:00:00Z"));
        assert_eq!(due(None), at("2026-11-30T09:00:00Z"));
        assert_eq!(due(Some(at("2026-11-01T10:00:00Z"))), at("2026-11-30T09:00:00Z"), "a past one is none");
    }

    #[test]
    fn every_clock_but_none_runs_out_later_than_it_began() {
        let from = at("2026-11-23T09:00:00Z");
        for clock in Clock::ALL {
            assert_eq!(Clock::parse(clock.code()), clock);
            for priority in Priority::ALL {
                let due = calendar().due(clock, from, priority, None);
                assert_eq!(due.is_none(), clock == Clock::None);
                assert!(due.is_none_or(|due| due > from), "{clock:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn working_days_end_on_a_working_day_and_never_before_as_many_days(day in 0i64..3_000, days in 1u32..20) {
            let from = at("2024-01-01T08:30:00Z").plus_days(day);
            let due = calendar().working_days(from, days);
            prop_assert!(calendar().works(due));
            prop_assert!(due.0 - from.0 >= i64::from(days) * 86_400_000_000 - 3_600_000_000);
            prop_assert!(due <= calendar().working_days(from, days + 1));
        }
    }
}
